/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "migration/preamp-runner.h"
#include "tests/await.h"

G_BEGIN_DECLS

#define N_CANDIDATES 6

/* A server that lists N_CANDIDATES candidates, “d0” to “d5”, and lets a test answer the POSTs. */
typedef struct
{
  SoupServer *server;
  char *directory;
  PreampJournal *journal;
  PreampConnection *connection;
  PreampIntegration *integration;
  PreampLookup *lookup;
  PreampRunner *runner;

  guint n_migrated;         /* of the first so many the list says that they are migrated */
  guint n_gone;             /* so many of the last are listed no more */
  guint lists_status;       /* with what the candidates are answered instead, 0 for as they are */
  const char *lists_body;
  guint n_lists;            /* how often the candidates were asked for */
  guint n_reverse_lists;    /* and the reverse candidates, of which there are none */
  gboolean refuse_token;    /* whether every request is answered with 401 */
  guint n_refused;          /* how often that was so */
  gboolean knows_users;     /* whether it says whose token it is: “token-N…” is user N's */

  gboolean hold_user;       /* whether it does not say so yet */
  SoupServerMessage *held_user;

  gboolean hold_lists;      /* whether lists of candidates are not answered */
  GPtrArray *held_lists;    /* SoupServerMessage, those that were asked for meanwhile */
  GPtrArray *held;          /* SoupServerMessage, POSTs not answered yet */
  GPtrArray *posted;        /* datasource ids, in the order they came */
  GPtrArray *tokens;        /* the tokens that they came with */
  guint n_at_once;          /* the most that were open at a time */
} RunFixture;

void run_fixture_release (RunFixture *fixture, guint status, const char *type, const char *body);
void run_fixture_release_state (RunFixture *fixture, const char *state);
void run_fixture_release_lists (RunFixture *fixture);
void run_fixture_release_user (RunFixture *fixture);
GPtrArray *run_fixture_list_run (RunFixture *fixture, gint64 run_id);
PreampPlan *run_fixture_check_plan (RunFixture *fixture, guint n);
PreampPlan *run_fixture_check_plan_from (RunFixture *fixture, guint first, guint n);
PreampRun *run_fixture_start_run (RunFixture *fixture, guint n, guint at_once);
void run_fixture_finish (RunFixture *fixture, PreampRun *run);
PreampAttempt *run_fixture_find (PreampRun *run, const char *datasource_id);
void run_fixture_open_journal (RunFixture *fixture);
void run_fixture_connect (RunFixture *fixture, const char *base_uri);
void run_fixture_set_up (RunFixture *fixture, gconstpointer data);
void run_fixture_tear_down (RunFixture *fixture, gconstpointer data);

G_END_DECLS
