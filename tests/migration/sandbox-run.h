/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "migration/preamp-runner.h"
#include "tests/await.h"

G_BEGIN_DECLS

#define WAREHOUSE_ID "9c53d7e4-a60f-4b18-8f2b-c4d19e70a505"

/* The shipped runner, with a journal in a directory, against a sandbox at an address. */
typedef struct
{
  char *directory;
  PreampJournal *journal;
  PreampConnection *connection;
  PreampIntegration *integration;
  PreampLookup *lookup;
  PreampRunner *runner;
} SandboxRun;

/* A POST that the server saw, from its record. */
typedef struct
{
  guint sequence;
  char *datasource_id;
  char *did;            /* nullable: what it did, where it is over */
  char *toe;            /* nullable */
} SeenPost;

void          sandbox_run_open           (SandboxRun         *self,
                                          const char         *address,
                                          const char         *token,
                                          const char         *directory);
void          sandbox_run_close          (SandboxRun         *self);
void          sandbox_run_remove         (const char         *directory);
GPtrArray    *sandbox_run_list           (SandboxRun         *self,
                                          PreampDirection     direction);
PreampPlan   *sandbox_run_plan           (SandboxRun         *self,
                                          PreampDirection     direction,
                                          const char * const *names);
PreampRun    *sandbox_run_start          (SandboxRun         *self,
                                          PreampPlan         *plan,
                                          guint               at_once);
GPtrArray    *sandbox_run_list_rows      (SandboxRun         *self);
GPtrArray    *sandbox_run_read_record    (const char         *path);
void          sandbox_run_assert_agrees  (SandboxRun         *self,
                                          const char         *record);

G_END_DECLS
