/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The other process of the journal's tests: `hold PATH` keeps a journal open until its standard
 * input ends; `die PATH` begins a run of three, marks the first as sent, and is killed. Each says
 * one line when it has come so far: `open` or `sent`, or the error's code. */

#define G_LOG_DOMAIN "journal-child"

#include "config.h"

#include "journal-fixture.h"

#include <signal.h>
#include <stdio.h>

static void
begin_and_send_one (PreampJournal *journal)
{
  static const char *const datasources[] = { "first", "second", "third" };
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, PREAMP_DIRECTION_MIGRATE);
  g_autoptr (GPtrArray) attempts = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);

  for (size_t i = 0; i < G_N_ELEMENTS (datasources); i++)
    g_ptr_array_add (attempts, journal_new_attempt (datasources[i], run->direction));

  journal_begin_run (journal, run, attempts, &ids, &error);
  g_assert_no_error (error);
  journal_mark_sent (journal, g_array_index (ids, gint64, 0), &error);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (PreampJournal) journal = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (argc, ==, 3);
  journal = journal_open (argv[2], &error);

  if (journal == NULL)
    {
      g_assert_true (error->domain == PREAMP_JOURNAL_ERROR);
      printf ("%d\n", error->code);
      return 0;
    }

  if (g_str_equal (argv[1], "die"))
    {
      begin_and_send_one (journal);
      printf ("sent\n");
      fflush (stdout);
      raise (SIGKILL);
    }

  printf ("open\n");
  fflush (stdout);

  while (getchar () != EOF)
    ;

  return 0;
}
