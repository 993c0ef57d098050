/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sandbox-run.h"
#include "sandbox/preamp-sandbox-server.h"

G_BEGIN_DECLS

/* A datasource that moves without a fault. */
#define FAULT_NAME "Account Coverage"

/* So slow that only what is asked for happens. */
#define SLOW G_TIME_SPAN_HOUR

/* A second of the lookup's schedule, in microseconds. */
#define FAST 1000

/* The shipped runner, lookup and journal against a server that fails. After each test the journal
 * and the server's own record agree one to one. */
typedef struct
{
  PreampSandboxServer *server;
  SandboxRun run;
  char *directory;
  char *record;
} FaultFixture;

void                       fault_set_up         (FaultFixture       *fixture,
                                                 gconstpointer       data);
void                       fault_tear_down      (FaultFixture       *fixture,
                                                 gconstpointer       data);
void                       fault_add            (FaultFixture       *fixture,
                                                 const char         *fault);
PreampPlan                *fault_plan           (FaultFixture       *fixture,
                                                 const char * const *names);
PreampRun                 *fault_start          (FaultFixture       *fixture,
                                                 const char * const *names);
PreampRun                 *fault_start_one      (FaultFixture       *fixture);
PreampAttempt             *fault_get_attempt    (PreampRun          *run,
                                                 guint               position);
const PreampAttemptRecord *fault_get_record     (PreampRun          *run,
                                                 guint               position);
void                       fault_look_once      (FaultFixture       *fixture,
                                                 gint64              id);
void                       fault_await_proof    (FaultFixture       *fixture,
                                                 PreampRun          *run);
void                       fault_assert_verdict (FaultFixture       *fixture,
                                                 PreampDirection     direction,
                                                 const char         *name,
                                                 PreampVerdict       verdict);

G_END_DECLS
