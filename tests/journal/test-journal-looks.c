/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which answers Domo's lists are still to be held against. */

#define G_LOG_DOMAIN "test-journal-looks"

#include "config.h"

#include "journal-fixture.h"

#define MIGRATE PREAMP_DIRECTION_MIGRATE
#define REVERSE PREAMP_DIRECTION_REVERSE

static void
save_looks (JournalFixture *fixture,
            const gint64   *ids,
            guint           n_ids,
            PreampLooks     looks)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preamp_journal_save_looks_async (fixture->journal, ids, n_ids, looks,
                                   take_result, &result);
  await_result (&result);
  g_assert_true (preamp_journal_save_looks_finish (fixture->journal, result, &error));
  g_assert_no_error (error);
}

/* Makes an attempt with an answer of so long ago. */
static gint64
answer (JournalFixture *fixture,
        const char     *datasource_id,
        PreampOutcome   outcome,
        GTimeSpan       ago)
{
  g_autoptr (PreampAttemptRecord) attempt = preamp_attempt_record_new ();
  g_autoptr (GError) error = NULL;
  gint64 run_id;

  attempt->id = journal_begin_one (fixture->journal, INSTANCE, MIGRATE, datasource_id, 0, &run_id);
  g_assert_true (journal_mark_sent (fixture->journal, attempt->id, &error));
  attempt->outcome = outcome;
  attempt->answered_at = g_get_real_time () - ago;
  g_assert_true (journal_save_record (fixture->journal, attempt, &error));
  g_assert_no_error (error);

  return attempt->id;
}

static void
assert_due (JournalFixture *fixture,
            gint64          first,
            gint64          second)
{
  g_autoptr (GPtrArray) records = journal_list_looks (fixture->journal, INSTANCE);
  const guint n = (first != 0) + (second != 0);

  g_assert_cmpuint (records->len, ==, n);
  if (n > 0)
    g_assert_cmpint (((PreampAttemptRecord *) records->pdata[0])->id, ==, first);
  if (n > 1)
    g_assert_cmpint (((PreampAttemptRecord *) records->pdata[1])->id, ==, second);
}

static void
test_answers_are_due_until_they_are_done (JournalFixture *fixture,
                                          gconstpointer   user_data)
{
  gint64 ids[2];

  ids[0] = answer (fixture, "a", PREAMP_OUTCOME_COMPLETE, 0);
  ids[1] = answer (fixture, "b", PREAMP_OUTCOME_REFUSED, 0);
  answer (fixture, "c", PREAMP_OUTCOME_INCOMPLETE, 0);
  answer (fixture, "d", PREAMP_OUTCOME_UNCONFIRMED, 0);
  assert_due (fixture, ids[0], ids[1]);

  /* The lists could not tell, and may tell another time. */
  save_looks (fixture, ids, 2, PREAMP_LOOKS_IN_VAIN);
  journal_fixture_reopen (fixture);
  assert_due (fixture, ids[0], ids[1]);

  save_looks (fixture, &ids[1], 1, PREAMP_LOOKS_DONE);
  assert_due (fixture, ids[0], 0);
  save_looks (fixture, ids, 2, PREAMP_LOOKS_DONE);
  journal_fixture_reopen (fixture);
  assert_due (fixture, 0, 0);
}

static void
test_a_later_sending_ends_them (JournalFixture *fixture,
                                gconstpointer   user_data)
{
  gint64 first = answer (fixture, "a", PREAMP_OUTCOME_ABORTED, 0);
  gint64 second;

  /* What was not sent changed nothing in the lists. */
  journal_try (fixture->journal, MIGRATE, "a", first, PREAMP_OUTCOME_NOT_SENT);
  assert_due (fixture, first, 0);

  second = journal_try (fixture->journal, MIGRATE, "a", first, PREAMP_OUTCOME_COMPLETE);
  assert_due (fixture, second, 0);

  journal_try (fixture->journal, REVERSE, "a", 0, PREAMP_OUTCOME_INCOMPLETE);
  assert_due (fixture, 0, 0);
}

/* What is normal in Domo a week later brands nothing. */
static void
test_old_answers_are_given_up (JournalFixture *fixture,
                               gconstpointer   user_data)
{
  gint64 recent = answer (fixture, "a", PREAMP_OUTCOME_COMPLETE, 3 * G_TIME_SPAN_DAY);
  gint64 future = answer (fixture, "b", PREAMP_OUTCOME_COMPLETE, -G_TIME_SPAN_DAY);

  answer (fixture, "c", PREAMP_OUTCOME_COMPLETE, 8 * G_TIME_SPAN_DAY);
  journal_fixture_reopen (fixture);
  assert_due (fixture, recent, future);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add ("/journal/looks/" path, JournalFixture, NULL, \
              journal_fixture_set_up, test, journal_fixture_tear_down)

  ADD ("answers-are-due-until-they-are-done", test_answers_are_due_until_they_are_done);
  ADD ("a-later-sending-ends-them", test_a_later_sending_ends_them);
  ADD ("old-answers-are-given-up", test_old_answers_are_given_up);

  return g_test_run ();
}
