/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "migration/preamp-csv.h"
#include "migration/preamp-plan-file.h"
#include "tests/await.h"

#define HEADER \
  "Format Version,Instance,Direction,Integration ID,Integration Name,Datasource ID," \
  "Datasource Name,Catalog,Schema,Table\r\n"

#define FORWARD "FEDERATED_TO_CLOUD_AMPLIFIER"
#define REVERSE "CLOUD_AMPLIFIER_TO_FEDERATED"

/* A datasource of one of the server's two integrations, “i0” and “i1”. */
typedef struct
{
  guint integration;
  char *id;
  char *name;
  char *catalog;
  char *table;
  gboolean collision;
  gboolean migrated;
} Datasource;

typedef struct
{
  SoupServer *server;
  GArray *datasources;
  gboolean integrations_same_name;
  guint refused_integration;    /* its lists are answered with 400; none for G_MAXUINT */

  char *base_uri;
  char *directory;
  char *path;
  PreampJournal *journal;
  PreampConnection *connection;
} Fixture;

static void
datasource_clear (Datasource *datasource)
{
  g_free (datasource->id);
  g_free (datasource->name);
  g_free (datasource->catalog);
  g_free (datasource->table);
}

static Datasource *
add (Fixture    *fixture,
     guint       integration,
     const char *id,
     const char *name,
     const char *table)
{
  const Datasource datasource = {
    .integration = integration,
    .id = g_strdup (id),
    .name = g_strdup (name),
    .catalog = g_strdup ("C"),
    .table = g_strdup (table),
  };

  g_array_append_val (fixture->datasources, datasource);

  return &g_array_index (fixture->datasources, Datasource, fixture->datasources->len - 1);
}

/* The server */

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json",
                                    SOUP_MEMORY_COPY, body, strlen (body));
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
list_datasources (Fixture           *fixture,
                  SoupServerMessage *message,
                  guint              integration,
                  gboolean           reverse)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *body = NULL;

  json_builder_begin_array (builder);

  for (guint i = 0; i < fixture->datasources->len; i++)
    {
      const Datasource *datasource = &g_array_index (fixture->datasources, Datasource, i);

      if (datasource->integration != integration || (reverse && !datasource->migrated))
        continue;

      json_builder_begin_object (builder);
      add_member (builder, "id", datasource->id);
      add_member (builder, "name", datasource->name);
      add_member (builder, "type", "snowflake-federated");
      if (*datasource->catalog != '\0')
        add_member (builder, "catalogName", datasource->catalog);
      add_member (builder, "schemaName", "S");
      add_member (builder, "tableName", datasource->table);
      json_builder_set_member_name (builder, "collision");
      json_builder_add_boolean_value (builder, datasource->collision);
      json_builder_set_member_name (builder, "migrated");
      json_builder_add_boolean_value (builder, datasource->migrated);
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  body = json_to_string (root, FALSE);
  answer (message, 200, body);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fixture *fixture = user_data;
  const guint integration = g_str_has_suffix (path, "/i1") ? 1 : 0;

  if (g_str_has_suffix (path, "/integrations/types"))
    answer (message, 200, "[\"SNOWFLAKE\"]");
  else if (g_str_has_suffix (path, "/integrations/SNOWFLAKE"))
    answer (message, 200,
            fixture->integrations_same_name
              ? "[{\"id\":\"i0\",\"name\":\"Sales\",\"type\":\"SNOWFLAKE\"},"
                "{\"id\":\"i1\",\"name\":\"Sales\",\"type\":\"SNOWFLAKE\"}]"
              : "[{\"id\":\"i0\",\"name\":\"Sales\",\"type\":\"SNOWFLAKE\"},"
                "{\"id\":\"i1\",\"name\":\"Finance\",\"type\":\"SNOWFLAKE\"}]");
  else if (strstr (path, "/candidates/") == NULL)
    answer (message, 200, "[]");
  else if (integration == fixture->refused_integration)
    answer (message, 400, "{\"status\":400,\"message\":\"Unsupported\"}");
  else
    list_datasources (fixture, message, integration,
                      strstr (path, "/amplifier/to/federated/") != NULL);
}

/* Fixture */

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (PreampInstanceAddress) address = NULL;
  g_autoptr (PreampInstance) instance = NULL;
  g_autoptr (PreampDomoClient) client = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) refreshed = NULL;
  g_autofree char *journal_path = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->refused_integration = G_MAXUINT;
  fixture->integrations_same_name = data != NULL;
  fixture->datasources = g_array_new (FALSE, FALSE, sizeof (Datasource));
  g_array_set_clear_func (fixture->datasources, (GDestroyNotify) datasource_clear);

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->base_uri = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  fixture->directory = g_dir_make_tmp ("preamp-plan-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "plan.csv", NULL);
  journal_path = g_build_filename (fixture->directory, "journal.db", NULL);
  preamp_journal_open_async (journal_path, NULL, take_result, &opened);
  await_result (&opened);
  fixture->journal = preamp_journal_open_finish (opened, &error);
  g_assert_no_error (error);

  address = preamp_instance_address_parse (fixture->base_uri, &error);
  g_assert_no_error (error);
  instance = preamp_instance_new (address, NULL);
  client = preamp_domo_client_new (fixture->base_uri, "sesame-7731");
  fixture->connection = preamp_connection_new (instance, client);

  preamp_connection_refresh_async (fixture->connection, NULL, take_result, &refreshed);
  await_result (&refreshed);
  preamp_connection_refresh_finish (fixture->connection, refreshed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_connection_get_integrations (
                      fixture->connection)), ==, 2);
}

/* The last reference may be a thread's, and its end wakes nobody: hence this, which makes the loop
 * look again. */
static gboolean
look_again_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) directory = NULL;
  gpointer connection = fixture->connection;
  const char *name;
  guint source;

  g_object_add_weak_pointer (G_OBJECT (fixture->connection), &connection);
  g_object_unref (fixture->connection);
  source = g_timeout_add (5, look_again_cb, NULL);
  await (connection == NULL);
  g_source_remove (source);

  preamp_journal_close (fixture->journal);
  g_clear_object (&fixture->journal);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->datasources, g_array_unref);

  directory = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_unlink (path);
    }

  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->base_uri);
}

/* Plans */

static PreampPlan *
try_to_open (Fixture  *fixture,
             GError  **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr (GAsyncResult) result = NULL;

  preamp_plan_file_open_async (fixture->connection, file, NULL, take_result, &result);
  await_result (&result);

  return preamp_plan_file_open_finish (fixture->connection, result, error);
}

static void
check (Fixture    *fixture,
       PreampPlan *plan)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preamp_plan_check_async (plan, fixture->journal, NULL, take_result, &result);
  await_result (&result);
  g_assert_true (preamp_plan_check_finish (plan, result, &error));
  g_assert_no_error (error);
}

static PreampPlan *
open_plan (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  PreampPlan *plan = try_to_open (fixture, &error);

  g_assert_no_error (error);
  check (fixture, plan);

  return plan;
}

static void
write_text (Fixture    *fixture,
            const char *text,
            gssize      length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, text, length, &error);
  g_assert_no_error (error);
}

/* Rows of a file; “%s” in them stands for the instance. */
static void
write_rows (Fixture    *fixture,
            const char *rows)
{
  g_auto (GStrv) parts = g_strsplit (rows, "%s", -1);
  g_autofree char *text = g_strjoinv (fixture->base_uri, parts);
  g_autofree char *whole = g_strconcat (HEADER, text, NULL);

  write_text (fixture, whole, -1);
}

static void
save (Fixture    *fixture,
      PreampPlan *plan)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preamp_plan_file_save_async (plan, file, NULL, take_result, &result);
  await_result (&result);
  g_assert_true (preamp_plan_file_save_finish (plan, result, &error));
  g_assert_no_error (error);
}

static PreampPlan *
plan_everything (Fixture         *fixture,
                 PreampDirection  direction)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);
  PreampIntegrationLists *lists = preamp_connection_find_integration (fixture->connection, "i0");
  PreampPlan *plan;

  for (guint i = 0; i < fixture->datasources->len; i++)
    {
      const Datasource *datasource = &g_array_index (fixture->datasources, Datasource, i);

      g_ptr_array_add (candidates, preamp_candidate_new (&(const PreampCandidateFields) {
        .id = datasource->id,
      }));
    }

  plan = preamp_plan_new (fixture->connection, preamp_integration_lists_get_integration (lists),
                          direction, candidates);
  check (fixture, plan);

  return plan;
}

static guint
count_done (PreampPlan *plan)
{
  GListModel *left_out = preamp_plan_get_left_out (plan);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (left_out); i++)
    {
      g_autoptr (PreampPlanRow) row = g_list_model_get_item (left_out, i);

      n += preamp_plan_row_get_done (row);
    }

  return n;
}

static guint
count_going (PreampPlan *plan)
{
  return g_list_model_get_n_items (preamp_plan_get_going (plan));
}

static const PreampAttemptRecord *
get_going (PreampPlan *plan,
           guint       position)
{
  g_autoptr (PreampPlanRow) row = g_list_model_get_item (preamp_plan_get_going (plan), position);

  g_assert_nonnull (row);

  return preamp_plan_row_get_record (row);
}

/* That the row at a position of those left out says so, and what. */
static void
assert_left_out (PreampPlan    *plan,
                 guint          position,
                 PreampVerdict  verdict,
                 const char    *part)
{
  g_autoptr (PreampPlanRow) row = g_list_model_get_item (preamp_plan_get_left_out (plan), position);

  g_assert_nonnull (row);
  g_assert_cmpint (preamp_plan_row_get_verdict (row), ==, verdict);
  g_assert_nonnull (preamp_plan_row_get_reason (row));
  if (strstr (preamp_plan_row_get_reason (row), part) == NULL)
    g_error ("“%s” has no “%s”", preamp_plan_row_get_reason (row), part);
  g_assert_cmpstr (preamp_plan_row_get_record (row)->left_out, ==,
                   preamp_plan_row_get_reason (row));
}

static void
assert_refused (Fixture    *fixture,
                GQuark      domain,
                int         code,
                const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PreampPlan) plan = try_to_open (fixture, &error);

  g_assert_null (plan);
  g_assert_error (error, domain, code);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” has no “%s”", error->message, part);
}

/* Tests */

static void
test_nasty_names_come_back (Fixture       *fixture,
                            gconstpointer  data)
{
  const char * const names[] = {
    "=x", "-T", "@s", "+1", "'quoted", "'=x", "''", "a\"b", "a,b;c", "two\nlines", "two\r\nlines",
    "\tTab", " edges ", "日本 データ", "-2+3+cmd|' /C calc'!A0",
  };
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlan) opened = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *name = g_path_get_basename (fixture->path);
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = g_strdup_printf ("d%u", i);

      add (fixture, 0, id, names[i], names[i]);
    }

  plan = plan_everything (fixture, PREAMP_DIRECTION_MIGRATE);
  g_assert_cmpuint (count_going (plan), ==, G_N_ELEMENTS (names));
  g_assert_null (preamp_plan_get_sha256 (plan));
  save (fixture, plan);
  g_assert_true (g_file_get_contents (fixture->path, &first, &length, NULL));
  g_assert_true (g_str_has_prefix (first, PREAMP_CSV_BOM HEADER));

  opened = open_plan (fixture);
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, first, length);
  g_assert_cmpstr (preamp_plan_get_sha256 (opened), ==, sha256);
  g_assert_null (preamp_plan_get_file_name (plan));
  g_assert_cmpstr (preamp_plan_get_file_name (opened), ==, name);
  g_assert_cmpuint (preamp_plan_get_n_chosen (opened), ==, G_N_ELEMENTS (names));
  g_assert_cmpuint (count_going (opened), ==, G_N_ELEMENTS (names));
  g_assert_cmpint (preamp_plan_get_direction (opened), ==, PREAMP_DIRECTION_MIGRATE);
  g_assert_nonnull (preamp_plan_get_integration (opened));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpstr (get_going (opened, i)->datasource_name, ==, names[i]);
      g_assert_cmpstr (get_going (opened, i)->integration_type, ==, "SNOWFLAKE");
    }

  /* Saved again it is the same, byte by byte. */
  save (fixture, opened);
  g_assert_true (g_file_get_contents (fixture->path, &second, NULL, NULL));
  g_assert_cmpstr (first, ==, second);
}

/* By their tables alone, which no spreadsheet may have changed. */
static void
test_nasty_tables_are_found (Fixture       *fixture,
                             gconstpointer  data)
{
  add (fixture, 0, "d0", "One", "=x");
  add (fixture, 0, "d1", "Two", "-T");
  add (fixture, 0, "d2", "Three", "'quoted");
  *add (fixture, 0, "d3", "Four", "T")->catalog = '\0';
  write_rows (fixture, "1,%s," FORWARD ",i0,,,,C,S,'=x\r\n"
                       "1,%s," FORWARD ",i0,,,,C,S,-T\r\n"
                       "1,%s," FORWARD ",i0,,,,C,S,'quoted\r\n"
                       "1,%s," FORWARD ",i0,,,,,S,T\r\n");

  {
    g_autoptr (PreampPlan) plan = open_plan (fixture);

    g_assert_cmpuint (count_going (plan), ==, 4);
    g_assert_cmpstr (get_going (plan, 0)->datasource_id, ==, "d0");
    g_assert_cmpstr (get_going (plan, 1)->datasource_id, ==, "d1");
    g_assert_cmpstr (get_going (plan, 2)->datasource_id, ==, "d2");
    g_assert_cmpstr (get_going (plan, 3)->datasource_id, ==, "d3");
  }
}

/* The file says what was approved. */
static void
test_other_table_is_left_out (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = NULL;

  add (fixture, 0, "d0", "One", "T0");
  add (fixture, 0, "d1", "Two", "T1");
  add (fixture, 0, "d2", "Three", "T2");
  write_rows (fixture, "1,%s," FORWARD ",i0,,d0,,C,S,OTHER\r\n"
                       "1,%s," FORWARD ",i0,,d1,,C,S,T1\r\n"
                       "1,%s," FORWARD ",i0,,d2,,,,\r\n");
  plan = open_plan (fixture);
  g_assert_cmpuint (count_going (plan), ==, 2);
  assert_left_out (plan, 0, PREAMP_VERDICT_UNKNOWN,
                   "Row 2 of the file: Domo lists another table for this identifier: C, S, T0. "
                   "Correct the row, or take the table out of it.");
}

static void
test_spreadsheets_files_open (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = NULL;
  g_autofree char *text = NULL;

  add (fixture, 0, "d0", "One\ntwo", "T0");
  add (fixture, 0, "d1", "Two", "T1");

  /* Semicolons, LF, another order, a column more, a row that ends early and an empty one. */
  text = g_strdup_printf (
    "\xef\xbb\xbf" "instance;Approved;FORMAT VERSION;Direction;Integration ID;Integration Name;"
    "Datasource Name;Datasource ID;Catalog; Schema ;Table\n"
    "%s;yes;1;" FORWARD ";i0;Sales;\"One\ntwo\"; d0 ;C;S;T0\n"
    ";;;;;;;;;;\n"
    "%s;no;1;" FORWARD ";i0;Sales;Two;d1\n",
    fixture->base_uri, fixture->base_uri);
  write_text (fixture, text, -1);

  plan = open_plan (fixture);
  g_assert_cmpuint (preamp_plan_get_n_chosen (plan), ==, 2);
  g_assert_cmpuint (count_going (plan), ==, 2);
  g_assert_cmpstr (get_going (plan, 0)->datasource_id, ==, "d0");
  g_assert_cmpstr (get_going (plan, 1)->datasource_id, ==, "d1");
}

static void
test_every_mismatch_says_why (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = NULL;

  add (fixture, 0, "d0", "Good", "T0");
  add (fixture, 0, "d1", "Twin", "T1");
  add (fixture, 0, "d2", "Twin", "T1");
  add (fixture, 0, "d3", "Done", "T3")->migrated = TRUE;
  add (fixture, 0, "d4", "Colliding", "T4")->collision = TRUE;
  write_rows (fixture, "1,%s," FORWARD ",i0,Sales,d0,Good,C,S,T0\r\n"     /* 2 */
                       "1,%s," FORWARD ",i0,Sales,nobody,,,,\r\n"         /* 3 */
                       "1,%s," FORWARD ",i0,Sales,,,C,S,T9\r\n"           /* 4 */
                       "1,%s," FORWARD ",i0,Sales,,,C,S,T1\r\n"           /* 5 */
                       "1,%s," FORWARD ",i0,Sales,,Done,C,S,T3\r\n"       /* 6 */
                       "1,%s," FORWARD ",i0,Sales,d4,,,,\r\n"             /* 7 */
                       "1,%s," FORWARD ",i0,Sales,,,C,S,T0\r\n"           /* 8 */
                       "1,%s," FORWARD ",i9,Gone,d0,,,,\r\n"              /* 9 */
                       "1,%s," FORWARD ",i0,Sales,,Nothing,,,\r\n"        /* 10 */
                       "1,%s," FORWARD ",,,d0,,,,\r\n"                    /* 11 */
                       "1,%s," FORWARD ",,Nowhere,d0,,,,\r\n");           /* 12 */

  plan = open_plan (fixture);

  g_assert_cmpuint (preamp_plan_get_n_chosen (plan), ==, 11);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_left_out (plan)), ==, 11);
  g_assert_cmpuint (count_done (plan), ==, 1);

  assert_left_out (plan, 0, PREAMP_VERDICT_TWO_INTEGRATIONS, "Gone");
  assert_left_out (plan, 1, PREAMP_VERDICT_UNKNOWN, "Row 3 ");
  assert_left_out (plan, 2, PREAMP_VERDICT_UNKNOWN, "no datasource on this table");
  assert_left_out (plan, 3, PREAMP_VERDICT_AMBIGUOUS, "2 datasources are on this table");
  assert_left_out (plan, 4, PREAMP_VERDICT_MIGRATED, "migrated already");
  assert_left_out (plan, 5, PREAMP_VERDICT_COLLIDES, "table");
  assert_left_out (plan, 6, PREAMP_VERDICT_TWICE, "Row 8 of the file: It is in row 2 already.");
  assert_left_out (plan, 7, PREAMP_VERDICT_UNKNOWN, "no integration with the identifier i9");
  assert_left_out (plan, 8, PREAMP_VERDICT_UNKNOWN, "neither");
  assert_left_out (plan, 9, PREAMP_VERDICT_UNKNOWN, "names no integration");
  assert_left_out (plan, 10, PREAMP_VERDICT_UNKNOWN, "Nowhere");
}

/* A run of one datasource, as the journal has it before its request leaves. */
static void
begin_run (Fixture             *fixture,
           PreampAttemptRecord *record)
{
  g_autoptr (PreampRunRecord) run = preamp_run_record_new ();
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  run->instance = g_strdup (fixture->base_uri);
  run->at_once = 1;
  run->started_at = 1;
  g_ptr_array_add (records, record);

  preamp_journal_begin_run_async (fixture->journal, run, records, take_result, &result);
  await_result (&result);
  record->run_id = preamp_journal_begin_run_finish (fixture->journal, result, &ids, &error);
  g_assert_no_error (error);
  record->id = g_array_index (ids, gint64, 0);
}

static void
save_outcome (Fixture             *fixture,
              PreampAttemptRecord *record,
              PreampOutcome        outcome)
{
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;

  record->answered_at = 3;
  record->outcome = outcome;
  preamp_journal_save_outcome_async (fixture->journal, record, take_result, &saved);
  await_result (&saved);
  g_assert_true (preamp_journal_save_outcome_finish (fixture->journal, saved, &error));
  g_assert_no_error (error);
}

static void
set_aside (Fixture *fixture,
           gint64   attempt_id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_val (ids, attempt_id);
  preamp_journal_set_aside_async (fixture->journal, ids, TRUE, take_result, &saved);
  await_result (&saved);
  g_assert_true (preamp_journal_set_aside_finish (fixture->journal, saved, &error));
  g_assert_no_error (error);
}

static void
lose_answer (Fixture             *fixture,
             PreampAttemptRecord *record)
{
  g_autoptr (GAsyncResult) sent = NULL;
  g_autoptr (GError) error = NULL;

  record->sent_at = 2;
  preamp_journal_mark_sent_async (fixture->journal, record, take_result, &sent);
  await_result (&sent);
  g_assert_true (preamp_journal_mark_sent_finish (fixture->journal, sent, &error));
  g_assert_no_error (error);

  save_outcome (fixture, record, PREAMP_OUTCOME_UNCONFIRMED);
}

static void
test_closed_is_left_out (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (PreampAttemptRecord) record = preamp_attempt_record_new ();
  g_autoptr (PreampPlan) waiting = NULL;
  g_autoptr (PreampPlan) closed = NULL;
  g_autoptr (PreampPlan) unknown = NULL;

  add (fixture, 0, "d0", "Busy", "T0");
  write_rows (fixture, "1,%s," FORWARD ",i0,Sales,,,C,S,T0\r\n");

  record->instance = g_strdup (fixture->base_uri);
  record->integration_id = g_strdup ("i0");
  record->datasource_id = g_strdup ("d0");

  begin_run (fixture, record);
  waiting = open_plan (fixture);
  g_assert_cmpuint (count_going (waiting), ==, 0);
  assert_left_out (waiting, 0, PREAMP_VERDICT_IN_A_RUN, "run");

  lose_answer (fixture, record);
  closed = open_plan (fixture);
  g_assert_cmpuint (count_going (closed), ==, 0);
  assert_left_out (closed, 0, PREAMP_VERDICT_CLOSED, "no answer");

  save_outcome (fixture, record, PREAMP_OUTCOME_UNKNOWN);
  set_aside (fixture, record->id);
  unknown = open_plan (fixture);
  g_assert_cmpuint (count_going (unknown), ==, 0);
  assert_left_out (unknown, 0, PREAMP_VERDICT_CLOSED, "state that Preamp does not know");
}

static void
test_several_integrations (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = NULL;

  /* The same table in each of two integrations is no reason to leave one out. */
  add (fixture, 0, "d0", "Here", "T0");
  add (fixture, 1, "d1", "There", "T0");
  add (fixture, 0, "both", "Both", "T2");
  add (fixture, 1, "both", "Both", "T2");
  write_rows (fixture, "1,%s," FORWARD ",i0,Sales,d0,,,,\r\n"
                       "1,%s," FORWARD ",,Finance,,,C,S,T0\r\n"
                       "1,%s," FORWARD ",i0,Sales,both,,,,\r\n"
                       "1,%s," FORWARD ",i1,Finance,both,,,,\r\n");

  plan = open_plan (fixture);

  g_assert_null (preamp_plan_get_integration (plan));
  g_assert_cmpuint (preamp_plan_get_n_integrations (plan), ==, 2);
  g_assert_cmpuint (count_going (plan), ==, 2);
  g_assert_cmpstr (get_going (plan, 0)->integration_id, ==, "i0");
  g_assert_cmpstr (get_going (plan, 1)->integration_id, ==, "i1");
  g_assert_cmpstr (get_going (plan, 1)->datasource_id, ==, "d1");
  assert_left_out (plan, 0, PREAMP_VERDICT_TWO_INTEGRATIONS, "Finance");
  assert_left_out (plan, 1, PREAMP_VERDICT_TWO_INTEGRATIONS, "Sales");
}

static void
test_integrations_of_one_name (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = NULL;

  add (fixture, 0, "d0", "Here", "T0");
  write_rows (fixture, "1,%s," FORWARD ",,Sales,d0,,,,\r\n"
                       "1,%s," FORWARD ",i0,Sales,d0,,,,\r\n");

  plan = open_plan (fixture);
  assert_left_out (plan, 0, PREAMP_VERDICT_UNKNOWN, "more than one, called “Sales”");
}

static void
test_one_refused_list_stops_no_other (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->refused_integration = 1;
  add (fixture, 0, "d0", "Here", "T0");
  write_rows (fixture, "1,%s," FORWARD ",i0,,d0,,,,\r\n"
                       "1,%s," FORWARD ",i1,,d1,,,,\r\n");

  plan = open_plan (fixture);
  g_assert_cmpuint (count_going (plan), ==, 1);
  assert_left_out (plan, 0, PREAMP_VERDICT_UNREAD, "Row 3 ");

  /* Where it is the only one there is nothing to review. */
  g_clear_object (&plan);
  write_rows (fixture, "1,%s," FORWARD ",i1,,d1,,,,\r\n");
  plan = try_to_open (fixture, &error);
  g_assert_no_error (error);
  preamp_plan_check_async (plan, fixture->journal, NULL, take_result, &result);
  await_result (&result);
  g_assert_false (preamp_plan_check_finish (plan, result, &error));
  g_assert_nonnull (error);
}

static void
test_the_rest_of_a_plan (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (PreampPlan) first = NULL;
  g_autoptr (PreampPlan) rest = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("d%u", i);

      add (fixture, 0, id, id, id);
    }

  plan = plan_everything (fixture, PREAMP_DIRECTION_MIGRATE);
  preamp_plan_set_stop_after (plan, 2);

  /* All of it is saved: it is the plan of every weekend. */
  save (fixture, plan);
  first = open_plan (fixture);
  g_assert_cmpuint (count_done (first), ==, 0);

  preamp_plan_set_stop_after (first, 2);
  g_assert_cmpuint (count_going (first), ==, 2);
  g_assert_cmpuint (preamp_plan_get_n_ready (first), ==, 5);
  g_assert_cmpuint (g_list_model_get_n_items (preamp_plan_get_left_out (first)), ==, 3);
  assert_left_out (first, 0, PREAMP_VERDICT_LATER, "later");
  g_assert_cmpstr (get_going (first, 1)->datasource_id, ==, "d1");

  /* It stays so when the lists are read again. */
  g_array_index (fixture->datasources, Datasource, 0).migrated = TRUE;
  g_array_index (fixture->datasources, Datasource, 1).migrated = TRUE;
  check (fixture, first);
  g_assert_cmpuint (count_going (first), ==, 2);
  g_assert_cmpstr (get_going (first, 0)->datasource_id, ==, "d2");

  rest = open_plan (fixture);
  g_assert_cmpuint (count_going (rest), ==, 3);
  g_assert_cmpuint (count_done (rest), ==, 2);

  preamp_plan_set_stop_after (rest, 9);
  g_assert_cmpuint (count_going (rest), ==, 3);
  preamp_plan_set_stop_after (rest, 0);
  g_assert_cmpuint (count_going (rest), ==, 3);
}

static void
test_reversals (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = NULL;

  add (fixture, 0, "d0", "Migrated", "T0")->migrated = TRUE;
  add (fixture, 0, "d1", "Federated", "T1");
  write_rows (fixture, "1,%s," REVERSE ",i0,,,,C,S,T0\r\n"
                       "1,%s," REVERSE ",i0,,,,C,S,T1\r\n");

  plan = open_plan (fixture);
  g_assert_cmpint (preamp_plan_get_direction (plan), ==, PREAMP_DIRECTION_REVERSE);
  g_assert_cmpuint (count_going (plan), ==, 1);
  g_assert_cmpuint (count_done (plan), ==, 1);
  assert_left_out (plan, 0, PREAMP_VERDICT_NOT_LISTED, "migrated");
}

static void
test_another_instance_is_refused (Fixture       *fixture,
                                  gconstpointer  data)
{
  write_rows (fixture, "1,%s," FORWARD ",i0,,d0,,,,\r\n"
                       "1,https://acme.domo.com," FORWARD ",i0,,d1,,,,\r\n");
  assert_refused (fixture, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_INSTANCE,
                  "Row 3 of the plan is for acme");
}

static void
test_missing_columns_are_named (Fixture       *fixture,
                                gconstpointer  data)
{
  write_text (fixture, "Format Version,Instance,Integration ID,Integration Name,Datasource ID,"
                       "Datasource Name,Catalog,Schema\r\n1,x,y,z,,,,\r\n", -1);
  assert_refused (fixture, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_FORMAT,
                  "columns Direction, Table.");
  write_text (fixture, "Format Version,Instance,Direction,Integration ID,Integration Name,"
                       "Datasource ID,Datasource Name,Catalog,Table\r\n", -1);
  assert_refused (fixture, PREAMP_PLAN_FILE_ERROR, PREAMP_PLAN_FILE_ERROR_FORMAT,
                  "column Schema.");
}

static void
test_bad_files_are_refused (Fixture       *fixture,
                            gconstpointer  data)
{
  const GQuark domain = PREAMP_PLAN_FILE_ERROR;

  write_text (fixture, "", -1);
  assert_refused (fixture, domain, PREAMP_PLAN_FILE_ERROR_FORMAT, "no datasource");
  write_text (fixture, HEADER, -1);
  assert_refused (fixture, domain, PREAMP_PLAN_FILE_ERROR_FORMAT, "no datasource");
  write_text (fixture, "name,city\r\nJo,Oslo\r\n", -1);
  assert_refused (fixture, domain, PREAMP_PLAN_FILE_ERROR_FORMAT, "not a plan");
  write_text (fixture, HEADER "1,\xff", -1);
  assert_refused (fixture, PREAMP_CSV_ERROR, PREAMP_CSV_ERROR_ENCODING, "UTF-8");
  write_text (fixture, HEADER "1,\"x", -1);
  assert_refused (fixture, PREAMP_CSV_ERROR, PREAMP_CSV_ERROR_QUOTE, "Row 2 ");

  write_rows (fixture, "2,%s," FORWARD ",i0,,d0,,,,\r\n");
  assert_refused (fixture, domain, PREAMP_PLAN_FILE_ERROR_VERSION, "format 2");
  write_rows (fixture, "one,%s," FORWARD ",i0,,d0,,,,\r\n");
  assert_refused (fixture, domain, PREAMP_PLAN_FILE_ERROR_FORMAT, "Row 2 ");
  write_rows (fixture, "1,%s,sideways,i0,,d0,,,,\r\n");
  assert_refused (fixture, domain, PREAMP_PLAN_FILE_ERROR_FORMAT, "no direction");
  write_rows (fixture, "1,,,i0,,d0,,,,\r\n");
  assert_refused (fixture, domain, PREAMP_PLAN_FILE_ERROR_FORMAT, "Instance");
  write_rows (fixture, "1,%s," FORWARD ",i0,,d0,,,,\r\n"
                       "1,%s," REVERSE ",i0,,d1,,,,\r\n");
  assert_refused (fixture, domain, PREAMP_PLAN_FILE_ERROR_FORMAT, "Row 3 ");

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  assert_refused (fixture, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "");
}

static void
test_saved_whole_or_not_at_all (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *long_text = NULL;
  g_autofree char *nowhere = g_build_filename (fixture->directory, "nowhere", "plan.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (nowhere);
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add (fixture, 0, "d0", "One", "T0");
  plan = plan_everything (fixture, PREAMP_DIRECTION_MIGRATE);

  preamp_plan_file_save_async (plan, file, NULL, take_result, &result);
  await_result (&result);
  g_assert_false (preamp_plan_file_save_finish (plan, result, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));

  /* What stood there before is gone altogether. */
  long_text = g_strnfill (100000, 'x');
  write_text (fixture, long_text, -1);
  save (fixture, plan);
  {
    g_autofree char *text = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (fixture->path, &text, &length, NULL));
    g_assert_cmpuint (strlen (text), ==, length);
    g_assert_cmpuint (length, <, 1000);
  }
}

static void
test_a_note_is_kept (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (PreampPlan) plan = NULL;

  add (fixture, 0, "d0", "One", "T0");
  plan = plan_everything (fixture, PREAMP_DIRECTION_MIGRATE);

  g_assert_null (preamp_plan_get_note (plan));
  preamp_plan_set_note (plan, "  CHG-4711, approved ");
  g_assert_cmpstr (preamp_plan_get_note (plan), ==, "CHG-4711, approved");
  preamp_plan_set_note (plan, " ");
  g_assert_null (preamp_plan_get_note (plan));
}

static void
test_50000_rows (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (HEADER);
  g_autoptr (PreampPlan) plan = NULL;

  for (guint i = 0; i < 50000; i++)
    {
      g_autofree char *table = g_strdup_printf ("T%u", i);

      if (i % 2 == 0)
        add (fixture, 0, table + 1, table, table);

      /* A quarter of them by their tables. */
      g_string_append_printf (text, "1,%s," FORWARD ",i0,Sales,%s,\"Name\n%u\",C,S,%s\r\n",
                              fixture->base_uri, i % 4 == 0 ? "" : table + 1, i, table);
    }

  write_text (fixture, text->str, text->len);

  plan = open_plan (fixture);
  g_assert_cmpuint (preamp_plan_get_n_chosen (plan), ==, 50000);
  g_assert_cmpuint (count_going (plan), ==, 25000);
  assert_left_out (plan, 0, PREAMP_VERDICT_UNKNOWN, "Row 3 ");
}

#define ADD(name, data, function) \
  g_test_add ("/migration/plan-file/" name, Fixture, data, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("nasty-names-come-back", NULL, test_nasty_names_come_back);
  ADD ("nasty-tables-are-found", NULL, test_nasty_tables_are_found);
  ADD ("spreadsheets-files-open", NULL, test_spreadsheets_files_open);
  ADD ("other-table-is-left-out", NULL, test_other_table_is_left_out);
  ADD ("every-mismatch-says-why", NULL, test_every_mismatch_says_why);
  ADD ("closed-is-left-out", NULL, test_closed_is_left_out);
  ADD ("several-integrations", NULL, test_several_integrations);
  ADD ("integrations-of-one-name", "same name", test_integrations_of_one_name);
  ADD ("one-refused-list-stops-no-other", NULL, test_one_refused_list_stops_no_other);
  ADD ("the-rest-of-a-plan", NULL, test_the_rest_of_a_plan);
  ADD ("reversals", NULL, test_reversals);
  ADD ("another-instance-is-refused", NULL, test_another_instance_is_refused);
  ADD ("missing-columns-are-named", NULL, test_missing_columns_are_named);
  ADD ("bad-files-are-refused", NULL, test_bad_files_are_refused);
  ADD ("saved-whole-or-not-at-all", NULL, test_saved_whole_or_not_at_all);
  ADD ("a-note-is-kept", NULL, test_a_note_is_kept);
  ADD ("50000-rows", NULL, test_50000_rows);

  return g_test_run ();
}
