/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long the first rows of a journal with 100,000 attempts take, from the question to 40 rows
 * with their content, in milliseconds. `meson test --benchmark` runs it. */

#include "config.h"

#include "../journal/journal-fixture.h"
#include "../journal/journal-many.h"
#include "migration/preamp-activity-model.h"

#define N_ATTEMPTS 100000
#define N_ROWS 40
#define N_TIMES 5

static void
measure (PreampJournal             *journal,
         PreampActivityKind         kind,
         const PreampJournalFilter *filter,
         const char                *what)
{
  double best = G_MAXDOUBLE;
  double worst = 0;

  for (guint i = 0; i < N_TIMES; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (PreampActivityModel) model = preamp_activity_model_new (journal, kind, filter);
      double took;
      guint n_rows;

      await (!preamp_activity_model_get_loading (model));

      n_rows = MIN (N_ROWS, g_list_model_get_n_items (G_LIST_MODEL (model)));
      for (guint row = 0; row < n_rows; row++)
        {
          g_autoptr (PreampActivityItem) item = g_list_model_get_item (G_LIST_MODEL (model), row);

          await (preamp_activity_item_get_loaded (item));
        }

      took = (g_get_monotonic_time () - start) / 1000.0;
      best = MIN (best, took);
      worst = MAX (worst, took);
    }

  g_print ("%-28s %6.1f ms, at worst %6.1f ms\n", what, best, worst);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = journal_make_folder ();
  g_autofree char *path = g_build_filename (folder, "journal.sqlite", NULL);
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (JOURNAL_MANY_INSTANCE);
  g_autoptr (PreampJournal) journal = NULL;
  g_autoptr (GError) error = NULL;

  journal = journal_open (path, &error);
  g_assert_no_error (error);
  journal_let_go (&journal);
  journal_many_fill (path, N_ATTEMPTS);
  journal = journal_open (path, &error);
  g_assert_no_error (error);

  measure (journal, PREAMP_ACTIVITY_ATTEMPTS, filter, "attempts");
  measure (journal, PREAMP_ACTIVITY_RUNS, filter, "runs");

  filter->since = g_get_real_time () - 30 * 24 * 3600 * (gint64) G_USEC_PER_SEC;
  measure (journal, PREAMP_ACTIVITY_ATTEMPTS, filter, "attempts of 30 days");
  measure (journal, PREAMP_ACTIVITY_RUNS, filter, "runs of 30 days");

  filter->outcomes = 1u << PREAMP_OUTCOME_ABORTED;
  measure (journal, PREAMP_ACTIVITY_ATTEMPTS, filter, "attempts that were aborted");
  filter->outcomes = 0;
  filter->search = g_strdup ("datasource 77777 ");
  measure (journal, PREAMP_ACTIVITY_ATTEMPTS, filter, "attempts found by their name");
  measure (journal, PREAMP_ACTIVITY_RUNS, filter, "runs found by a name");

  while (g_main_context_iteration (NULL, FALSE))
    ;
  journal_let_go (&journal);
  journal_remove_folder (folder);

  return 0;
}
