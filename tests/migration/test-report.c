/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "../journal/journal-fixture.h"
#include "../journal/journal-many.h"
#include "migration/preamp-csv.h"
#include "migration/preamp-report.h"

static PreampRunSummary *
new_run (void)
{
  PreampRunRecord *run = journal_new_run (INSTANCE, PREAMP_DIRECTION_MIGRATE);
  PreampRunSummary *summary = preamp_run_summary_new (run);

  run->id = 7;
  run->started_at = G_GINT64_CONSTANT (1795629682123456);
  run->ended_at = G_GINT64_CONSTANT (1795629833000000);
  run->ending = PREAMP_RUN_ENDING_HALTED;
  run->reason = g_strdup ("Three in a row failed.");
  run->user_id = g_strdup ("27");
  run->user_name = g_strdup ("Ana “A” O’Neil");
  run->note = g_strdup ("CHG-4711\napproved");
  run->plan_sha256 = g_strdup ("9f86d081884c7d659a2feaa0c55ad015");
  summary->n_attempts = 2;
  summary->counts[PREAMP_OUTCOME_ABORTED] = 1;

  return summary;
}

static PreampAttemptRecord *
new_attempt (const char *name)
{
  PreampAttemptRecord *record = journal_new_attempt ("7f1c0c52", PREAMP_DIRECTION_MIGRATE);

  record->id = 11;
  record->run_id = 7;
  record->instance = g_strdup (INSTANCE);
  record->datasource_name = g_strdup (name);
  record->outcome = PREAMP_OUTCOME_ABORTED;
  record->state = g_strdup ("ABORTED");
  record->error_message = g_strdup ("The table, “A\"B”, is\nnot there");
  record->toe = g_strdup ("Q7MZK2TPLD-8WXCN-R4HVB");
  record->http_status = 200;
  record->n_sent = 1;
  record->user_id = g_strdup ("28");
  record->sent_at = G_GINT64_CONSTANT (1795629682123456);
  record->duration = 8250000;
  record->start_time = g_strdup ("2026-11-25T18:01:22.000+00:00");

  return record;
}

/* The value of a column in a row below the header. */
static const char *
get_cell (GPtrArray  *rows,
          guint       row,
          const char *column)
{
  const PreampCsvRow *header = g_ptr_array_index (rows, 0);
  const PreampCsvRow *cells = g_ptr_array_index (rows, row);

  g_assert_cmpuint (cells->n_fields, ==, header->n_fields);
  for (guint i = 0; i < header->n_fields; i++)
    {
      if (g_str_equal (header->fields[i], column))
        return cells->fields[i];
    }

  g_assert_not_reached ();
}

static GPtrArray *
parse_csv (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;
  size_t size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autofree char *copy = g_strndup (text, size);

  rows = preamp_csv_parse (copy, size, &error);
  g_assert_no_error (error);

  return rows;
}

static JsonObject *
parse_json (GBytes      *bytes,
            JsonParser **parser)
{
  g_autoptr (GError) error = NULL;
  size_t size;
  const char *text = g_bytes_get_data (bytes, &size);

  *parser = json_parser_new_immutable ();
  json_parser_load_from_data (*parser, text, size, &error);
  g_assert_no_error (error);

  return json_node_get_object (json_parser_get_root (*parser));
}

static void
test_csv_of_a_run (void)
{
  g_autoptr (PreampRunSummary) run = new_run ();
  g_autoptr (PreampAttemptRecord) attempt = new_attempt ("=HYPERLINK(\"http://x\")");
  g_autoptr (PreampAttemptRecord) left_out = journal_new_attempt ("b", PREAMP_DIRECTION_MIGRATE);
  g_autoptr (PreampReport) report = preamp_report_new_run (PREAMP_REPORT_CSV, run);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;
  size_t size;
  const char *data;

  left_out->user_id = g_strdup ("27");
  left_out->left_out = g_strdup ("It collides with “Orders”.");
  preamp_report_add_attempt (report, run->run, attempt);
  preamp_report_add_attempt (report, run->run, left_out);
  bytes = preamp_report_end (report);
  data = g_bytes_get_data (bytes, &size);
  text = g_strndup (data, size);

  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbfrun,instance,direction,"));
  g_assert_true (g_str_has_suffix (text, "\r\n"));
  g_assert_nonnull (strstr (text, "\"'=HYPERLINK(\"\"http://x\"\")\""));
  g_assert_nonnull (strstr (text, "\"The table, “A\"\"B”, is\nnot there\""));

  rows = parse_csv (bytes);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (get_cell (rows, 1, "datasource_name"), ==, "=HYPERLINK(\"http://x\")");
  g_assert_cmpstr (get_cell (rows, 1, "error_message"), ==, "The table, “A\"B”, is\nnot there");
  g_assert_cmpstr (get_cell (rows, 1, "note"), ==, "CHG-4711\napproved");
  g_assert_cmpstr (get_cell (rows, 1, "user_name"), ==, "Ana “A” O’Neil");
  g_assert_cmpstr (get_cell (rows, 1, "plan_sha256"), ==, "9f86d081884c7d659a2feaa0c55ad015");
  g_assert_cmpstr (get_cell (rows, 1, "run_ending"), ==, "halted");
  g_assert_cmpstr (get_cell (rows, 1, "direction"), ==, "FEDERATED_TO_CLOUD_AMPLIFIER");
  g_assert_cmpstr (get_cell (rows, 1, "outcome"), ==, "aborted");
  g_assert_cmpstr (get_cell (rows, 1, "http_status"), ==, "200");
  g_assert_cmpstr (get_cell (rows, 1, "duration_seconds"), ==, "8.250");
  g_assert_cmpstr (get_cell (rows, 1, "answered_at"), ==, "");
  g_assert_cmpstr (get_cell (rows, 2, "outcome"), ==, "left-out");
  g_assert_cmpstr (get_cell (rows, 2, "left_out_because"), ==, "It collides with “Orders”.");
  g_assert_cmpstr (get_cell (rows, 2, "sent_at"), ==, "");

  /* Whose run it is, and as whom each request was sent: a token may be replaced in mid-run. */
  g_assert_cmpstr (get_cell (rows, 1, "user_id"), ==, "27");
  g_assert_cmpstr (get_cell (rows, 1, "sender_id"), ==, "28");
  g_assert_cmpstr (get_cell (rows, 2, "sender_id"), ==, "");
}

static void
test_formulas (void)
{
  static const char * const names[] = {
    "=1+1", "+1", "-T", "@sum", "\tx", "\rx",
  };
  g_autoptr (PreampRunSummary) run = new_run ();

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (PreampAttemptRecord) attempt = new_attempt (names[i]);
      g_autoptr (PreampReport) report = preamp_report_new_run (PREAMP_REPORT_CSV, run);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *text = NULL;
      g_autofree char *guarded = g_strconcat ("'", names[i], NULL);
      g_autofree char *unguarded = g_strconcat (",", names[i], NULL);

      preamp_report_add_attempt (report, run->run, attempt);
      bytes = preamp_report_end (report);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_assert_nonnull (strstr (text, guarded));
      g_assert_null (strstr (text, unguarded));
    }
}

/* 25 November 2026, 18:01:22 UTC, wherever the test runs. */
static void
test_times_have_an_offset (void)
{
  static const struct
  {
    const char *zone;
    const char *sent;
  } zones[] = {
    { "UTC", "2026-11-25T18:01:22.123+00:00" },
    { "Asia/Kolkata", "2026-11-25T23:31:22.123+05:30" },
    { "America/Los_Angeles", "2026-11-25T10:01:22.123-08:00" },
  };
  g_autofree char *before = g_strdup (g_getenv ("TZ"));
  g_autoptr (PreampRunSummary) run = new_run ();
  g_autoptr (PreampAttemptRecord) attempt = new_attempt ("a");

  for (size_t i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (PreampReport) report = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GPtrArray) rows = NULL;

      g_setenv ("TZ", zones[i].zone, TRUE);
      report = preamp_report_new_run (PREAMP_REPORT_CSV, run);
      preamp_report_add_attempt (report, run->run, attempt);
      bytes = preamp_report_end (report);
      rows = parse_csv (bytes);
      g_assert_cmpstr (get_cell (rows, 1, "sent_at"), ==, zones[i].sent);
      g_assert_cmpstr (get_cell (rows, 1, "start_time"), ==, "2026-11-25T18:01:22.000+00:00");
    }

  if (before != NULL)
    g_setenv ("TZ", before, TRUE);
  else
    g_unsetenv ("TZ");
}

static void
test_json_of_a_run (void)
{
  g_autoptr (PreampRunSummary) run = new_run ();
  g_autoptr (PreampAttemptRecord) attempt = new_attempt ("=name \"quoted\"\n👩‍💻");
  g_autoptr (PreampReport) report = preamp_report_new_run (PREAMP_REPORT_JSON, run);
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *root;
  JsonObject *member;
  JsonArray *attempts;

  preamp_report_add_attempt (report, run->run, attempt);
  preamp_report_add_attempt (report, run->run, attempt);
  bytes = preamp_report_end (report);
  root = parse_json (bytes, &parser);

  g_assert_cmpstr (json_object_get_string_member (root, "format"), ==, "preamp-run");
  g_assert_cmpint (json_object_get_int_member (root, "version"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (root, "instance"), ==, INSTANCE);
  member = json_object_get_object_member (root, "run");
  g_assert_cmpint (json_object_get_int_member (member, "run"), ==, 7);
  g_assert_cmpstr (json_object_get_string_member (member, "note"), ==, "CHG-4711\napproved");
  g_assert_cmpint (json_object_get_int_member (member, "aborted"), ==, 1);

  attempts = json_object_get_array_member (root, "attempts");
  g_assert_cmpuint (json_array_get_length (attempts), ==, 2);
  member = json_array_get_object_element (attempts, 0);
  g_assert_cmpstr (json_object_get_string_member (member, "datasource_name"), ==,
                   "=name \"quoted\"\n👩‍💻");
  g_assert_cmpint (json_object_get_int_member (member, "http_status"), ==, 200);
  g_assert_cmpstr (json_object_get_string_member (member, "sender_id"), ==, "28");
  g_assert_cmpfloat (json_object_get_double_member (member, "duration_seconds"), ==, 8.25);
  g_assert_true (json_object_get_null_member (member, "answered_at"));
  g_assert_false (json_object_get_boolean_member (member, "contradicted"));
}

static void
test_empty_lists (void)
{
  for (guint kind = PREAMP_ACTIVITY_RUNS; kind <= PREAMP_ACTIVITY_ATTEMPTS; kind++)
    {
      g_autoptr (PreampReport) csv = preamp_report_new_list (PREAMP_REPORT_CSV, kind, INSTANCE);
      g_autoptr (PreampReport) json = preamp_report_new_list (PREAMP_REPORT_JSON, kind, INSTANCE);
      g_autoptr (GBytes) csv_bytes = preamp_report_end (csv);
      g_autoptr (GBytes) json_bytes = preamp_report_end (json);
      g_autoptr (GPtrArray) rows = parse_csv (csv_bytes);
      g_autoptr (JsonParser) parser = NULL;
      JsonObject *root = parse_json (json_bytes, &parser);
      const char *name = kind == PREAMP_ACTIVITY_RUNS ? "runs" : "attempts";

      g_assert_cmpuint (rows->len, ==, 1);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, name)), ==, 0);
    }
}

static GBytes *
save_list (JournalFixture      *fixture,
           PreampActivityKind   kind,
           const char          *search,
           PreampReportFormat   format)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autofree char *path = g_build_filename (fixture->folder, "list", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  filter->search = g_strdup (search);
  preamp_report_save_list_async (fixture->journal, kind, filter, format, file, NULL,
                                 take_result, &result);
  await_result (&result);
  g_assert_true (preamp_report_save_finish (fixture->journal, result, &error));
  g_assert_no_error (error);
  bytes = journal_read_file (path);
  g_unlink (path);

  return bytes;
}

static void
test_lists_are_saved (JournalFixture *fixture,
                      gconstpointer   user_data)
{
  g_autoptr (GBytes) all = NULL;
  g_autoptr (GBytes) some = NULL;
  g_autoptr (GBytes) runs = NULL;
  g_autoptr (GPtrArray) all_rows = NULL;
  g_autoptr (GPtrArray) some_rows = NULL;
  g_autoptr (JsonParser) parser = NULL;
  JsonArray *array;

  journal_let_go (&fixture->journal);
  journal_many_fill (fixture->path, 2500);
  journal_fixture_reopen (fixture);

  /* More than are read at once. */
  all = save_list (fixture, PREAMP_ACTIVITY_ATTEMPTS, NULL, PREAMP_REPORT_CSV);
  all_rows = parse_csv (all);
  g_assert_cmpuint (all_rows->len, ==, 2501);
  g_assert_cmpstr (get_cell (all_rows, 1, "datasource_name"), ==,
                   "Datasource 2499 of the warehouse");
  g_assert_cmpstr (get_cell (all_rows, 2500, "datasource_name"), ==,
                   "Datasource 0 of the warehouse");
  g_assert_cmpstr (get_cell (all_rows, 2500, "run_ending"), ==, "finished");
  g_assert_cmpstr (get_cell (all_rows, 2500, "instance"), ==, INSTANCE);

  some = save_list (fixture, PREAMP_ACTIVITY_ATTEMPTS, "datasource 77 ", PREAMP_REPORT_CSV);
  some_rows = parse_csv (some);
  g_assert_cmpuint (some_rows->len, ==, 2);

  runs = save_list (fixture, PREAMP_ACTIVITY_RUNS, NULL, PREAMP_REPORT_JSON);
  array = json_object_get_array_member (parse_json (runs, &parser), "runs");
  g_assert_cmpuint (json_array_get_length (array), ==, 25);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (array, 0),
                                               "attempts"), ==, JOURNAL_MANY_RUN);
}

/* One that Domo's lists contradict is not counted as complete too. */
static void
test_contradicted_are_counted_apart (JournalFixture *fixture,
                                     gconstpointer   user_data)
{
  g_autoptr (PreampAttemptRecord) attempt = preamp_attempt_record_new ();
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *run;

  attempt->id = journal_try (fixture->journal, PREAMP_DIRECTION_MIGRATE, "a", 0,
                             PREAMP_OUTCOME_COMPLETE);
  attempt->outcome = PREAMP_OUTCOME_COMPLETE;
  attempt->contradicted = TRUE;
  g_assert_true (journal_save_record (fixture->journal, attempt, &error));
  g_assert_no_error (error);

  csv = save_list (fixture, PREAMP_ACTIVITY_RUNS, NULL, PREAMP_REPORT_CSV);
  rows = parse_csv (csv);
  g_assert_cmpstr (get_cell (rows, 1, "attempts"), ==, "1");
  g_assert_cmpstr (get_cell (rows, 1, "complete"), ==, "0");
  g_assert_cmpstr (get_cell (rows, 1, "contradicted"), ==, "1");

  json = save_list (fixture, PREAMP_ACTIVITY_RUNS, NULL, PREAMP_REPORT_JSON);
  run = json_array_get_object_element (json_object_get_array_member (parse_json (json, &parser),
                                                                     "runs"), 0);
  g_assert_cmpint (json_object_get_int_member (run, "complete"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (run, "contradicted"), ==, 1);
}

static void
test_run_is_saved_whole (JournalFixture *fixture,
                         gconstpointer   user_data)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (INSTANCE, PREAMP_DIRECTION_MIGRATE);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "run.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) missing = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_id;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_ptr_array_add (records, journal_new_attempt ("goes", PREAMP_DIRECTION_MIGRATE));
  g_ptr_array_add (records, journal_new_attempt ("stays", PREAMP_DIRECTION_MIGRATE));
  ((PreampAttemptRecord *) g_ptr_array_index (records, 1))->left_out = g_strdup ("It collides.");
  run_id = journal_begin_run (fixture->journal, run, records, NULL, &error);
  g_assert_no_error (error);
  journal_end_run (fixture->journal, run_id, PREAMP_RUN_ENDING_STOPPED, NULL, &error);
  g_assert_no_error (error);

  /* What was there is replaced. */
  g_file_set_contents (path, "something longer than what comes", -1, &error);
  g_assert_no_error (error);
  preamp_report_save_run_async (fixture->journal, run_id, PREAMP_REPORT_CSV, file, NULL,
                                take_result, &result);
  await_result (&result);
  g_assert_true (preamp_report_save_finish (fixture->journal, result, &error));
  g_assert_no_error (error);

  bytes = journal_read_file (path);
  rows = parse_csv (bytes);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (get_cell (rows, 1, "outcome"), ==, "not-started");
  g_assert_cmpstr (get_cell (rows, 2, "outcome"), ==, "left-out");

  preamp_report_save_run_async (fixture->journal, run_id + 1, PREAMP_REPORT_CSV, file, NULL,
                                take_result, &missing);
  await_result (&missing);
  g_assert_false (preamp_report_save_finish (fixture->journal, missing, &error));
  g_assert_error (error, PREAMP_JOURNAL_ERROR, PREAMP_JOURNAL_ERROR_FAILED);
  g_unlink (path);
}

static void
test_not_saved_is_said (JournalFixture *fixture,
                        gconstpointer   user_data)
{
  g_autoptr (PreampJournalFilter) filter = preamp_journal_filter_new (INSTANCE);
  g_autofree char *before = journal_fixture_list_folder (fixture);
  g_autofree char *after = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "missing", "list.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GError) error = NULL;

  preamp_report_save_list_async (fixture->journal, PREAMP_ACTIVITY_RUNS, filter, PREAMP_REPORT_CSV,
                                 file, NULL, take_result, &result);
  await_result (&result);
  g_assert_false (preamp_report_save_finish (fixture->journal, result, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_str_has_prefix (error->message, "“list.csv” could not be written"));
  g_clear_error (&error);

  preamp_report_save_list_async (fixture->journal, PREAMP_ACTIVITY_RUNS, filter, PREAMP_REPORT_CSV,
                                 file, cancellable, take_result, &cancelled);
  g_cancellable_cancel (cancellable);
  await_result (&cancelled);
  g_assert_false (preamp_report_save_finish (fixture->journal, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  after = journal_fixture_list_folder (fixture);
  g_assert_cmpstr (after, ==, before);
}

static GBytes *
save_journal (JournalFixture     *fixture,
              PreampReportFormat  format)
{
  g_autofree char *path = g_build_filename (fixture->folder, "whole", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  preamp_report_save_journal_async (fixture->journal, format, file, NULL,
                                    take_result, &result);
  await_result (&result);
  g_assert_true (preamp_report_save_finish (fixture->journal, result, &error));
  g_assert_no_error (error);
  bytes = journal_read_file (path);
  g_unlink (path);

  return bytes;
}

static void
test_journal_is_saved_whole (JournalFixture *fixture,
                             gconstpointer   user_data)
{
  g_autoptr (PreampRunRecord) run = journal_new_run (OTHER_INSTANCE, PREAMP_DIRECTION_MIGRATE);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GBytes) empty = save_journal (fixture, PREAMP_REPORT_CSV);
  g_autoptr (GPtrArray) no_rows = parse_csv (empty);
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *root;

  g_assert_cmpuint (no_rows->len, ==, 1);

  journal_try (fixture->journal, PREAMP_DIRECTION_REVERSE, "first", 0, PREAMP_OUTCOME_REFUSED);
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) preamp_attempt_record_free);
  g_ptr_array_add (records, journal_new_attempt ("waits", PREAMP_DIRECTION_MIGRATE));
  g_ptr_array_add (records, journal_new_attempt ("stays", PREAMP_DIRECTION_MIGRATE));
  ((PreampAttemptRecord *) g_ptr_array_index (records, 1))->left_out = g_strdup ("It collides.");
  journal_begin_run (fixture->journal, run, records, NULL, &error);
  g_assert_no_error (error);

  csv = save_journal (fixture, PREAMP_REPORT_CSV);
  rows = parse_csv (csv);
  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_cmpstr (get_cell (rows, 1, "datasource_id"), ==, "stays");
  g_assert_cmpstr (get_cell (rows, 1, "outcome"), ==, "left-out");
  g_assert_cmpstr (get_cell (rows, 1, "instance"), ==, OTHER_INSTANCE);
  g_assert_cmpstr (get_cell (rows, 2, "outcome"), ==, "waiting");
  g_assert_cmpstr (get_cell (rows, 3, "datasource_id"), ==, "first");
  g_assert_cmpstr (get_cell (rows, 3, "instance"), ==, INSTANCE);

  json = save_journal (fixture, PREAMP_REPORT_JSON);
  root = parse_json (json, &parser);
  g_assert_true (json_object_get_null_member (root, "instance"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "attempts")), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/migration/report/csv-of-a-run", test_csv_of_a_run);
  g_test_add_func ("/migration/report/formulas", test_formulas);
  g_test_add_func ("/migration/report/times-have-an-offset", test_times_have_an_offset);
  g_test_add_func ("/migration/report/json-of-a-run", test_json_of_a_run);
  g_test_add_func ("/migration/report/empty-lists", test_empty_lists);

#define ADD(path, test) \
  g_test_add ("/migration/report/" path, JournalFixture, NULL, \
              journal_fixture_set_up, test, journal_fixture_tear_down)

  ADD ("lists-are-saved", test_lists_are_saved);
  ADD ("contradicted-are-counted-apart", test_contradicted_are_counted_apart);
  ADD ("run-is-saved-whole", test_run_is_saved_whole);
  ADD ("journal-is-saved-whole", test_journal_is_saved_whole);
  ADD ("not-saved-is-said", test_not_saved_is_said);

  return g_test_run ();
}
