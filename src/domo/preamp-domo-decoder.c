/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-domo-decoder"

#include "config.h"

#include "preamp-domo-decoder.h"

#include "preamp-candidate.h"
#include "preamp-domo-error-private.h"
#include "preamp-domo-json.h"
#include "preamp-domo-row.h"
#include "preamp-integration.h"

#include <glib/gi18n.h>
#include <string.h>

/* More sentences than this are counted, and not told. */
#define MAX_PROBLEMS 100

/* Makes an object of a row, or gives NULL and leaves a problem in it. */
typedef GObject *(*MakeRow) (PreampDomoRow *row,
                             const char    *id);

/* Texts */

static char *
describe_fault (PreampDomoJsonFault fault,
                guint               http_status)
{
  switch (fault)
    {
    case PREAMP_DOMO_JSON_EMPTY:
      /* Translators: %u is an HTTP status, a number. */
      return g_strdup_printf (_("Domo’s answer is empty (HTTP %u). Try again in a few minutes."),
                              http_status);

    case PREAMP_DOMO_JSON_NOT_JSON:
      /* Translators: %u is an HTTP status, a number. */
      return g_strdup_printf (_("Domo’s answer is not JSON (HTTP %u). Check the instance’s "
                                "address."),
                              http_status);

    case PREAMP_DOMO_JSON_NOT_UTF8:
      /* Translators: %u is an HTTP status, a number. */
      return g_strdup_printf (_("Domo’s answer is not text in UTF-8 (HTTP %u). Try again in a few "
                                "minutes."),
                              http_status);

    case PREAMP_DOMO_JSON_CUT:
      /* Translators: %u is an HTTP status, a number. */
      return g_strdup_printf (_("Domo’s answer was cut off (HTTP %u). Try again."), http_status);

    case PREAMP_DOMO_JSON_TOO_DEEP:
      /* Translators: %u is an HTTP status, a number. */
      return g_strdup_printf (_("Domo’s answer is nested too deep to be read (HTTP %u). Check the "
                                "instance’s address."),
                              http_status);

    case PREAMP_DOMO_JSON_TRAILING:
      /* Translators: %u is an HTTP status, a number. */
      return g_strdup_printf (_("Domo’s answer goes on after its end (HTTP %u). Try again in a few "
                                "minutes."),
                              http_status);

    case PREAMP_DOMO_JSON_OK:
    case PREAMP_DOMO_JSON_SYNTAX:
    default:
      /* Translators: %u is an HTTP status, a number. */
      return g_strdup_printf (_("Domo’s answer is not well-formed JSON (HTTP %u). Try again in a "
                                "few minutes."),
                              http_status);
    }
}

/* Scans the body, and notes a list's elements where a list is due. */
static gboolean
scan_body (const PreampDomoAnswer *answer,
           PreampDomoJsonSlice    *value,
           GArray                 *elements,
           gboolean               *cut,
           GError                **error)
{
  PreampDomoErrorDetails details = { .http_status = answer->http_status };
  PreampDomoJsonFault fault = PREAMP_DOMO_JSON_EMPTY;
  PreampDomoError code;

  if (answer->body != NULL && answer->body->len > 0)
    fault = preamp_domo_json_scan ((const char *) answer->body->data, answer->body->len,
                                   value, elements);

  if (cut != NULL)
    *cut = fault == PREAMP_DOMO_JSON_CUT || fault == PREAMP_DOMO_JSON_EMPTY;

  if (fault == PREAMP_DOMO_JSON_OK)
    return TRUE;

  code = fault == PREAMP_DOMO_JSON_NOT_JSON ? PREAMP_DOMO_ERROR_NOT_JSON
                                            : PREAMP_DOMO_ERROR_MALFORMED;
  g_propagate_error (error, preamp_domo_error_new_take (code, &details,
                                                        describe_fault (fault,
                                                                        answer->http_status)));
  return FALSE;
}

static GError *
new_wrong_form (const PreampDomoAnswer *answer,
                const char             *message,
                const char             *toe,
                char                   *sentence)
{
  PreampDomoErrorDetails details = {
    .http_status = answer->http_status,
    .message = message,
    .toe = toe,
  };

  return preamp_domo_error_new_take (PREAMP_DOMO_ERROR_MALFORMED, &details, sentence);
}

/* The elements of the list that is due. */
static GArray *
scan_list (const PreampDomoAnswer *answer,
           gboolean               *cut,
           GError                **error)
{
  g_autoptr (GArray) elements = g_array_new (FALSE, FALSE, sizeof (PreampDomoJsonSlice));
  PreampDomoJsonSlice value = { 0 };

  if (!scan_body (answer, &value, elements, cut, error))
    return NULL;

  if (*value.start != '[')
    {
      /* Translators: %u is an HTTP status, a number. */
      g_propagate_error (error,
                         new_wrong_form (answer, NULL, NULL,
                                         g_strdup_printf (_("Domo’s answer is not a list "
                                                            "(HTTP %u). Try again in a few "
                                                            "minutes."),
                                                          answer->http_status)));
      return NULL;
    }

  return g_steal_pointer (&elements);
}

/* The object that is due, the parser's; NULL without an error where the answer is something
 * else that is well-formed. */
static JsonObject *
parse_object (const PreampDomoAnswer *answer,
              JsonParser             *parser,
              gboolean               *cut,
              GError                **error)
{
  PreampDomoJsonSlice value = { 0 };
  JsonNode *node = NULL;

  if (!scan_body (answer, &value, NULL, cut, error))
    return NULL;

  if (*value.start != '{')
    return NULL;

  node = preamp_domo_json_parse (parser, &value);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  return json_node_get_object (node);
}

static gboolean
holds_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* A member as text, whatever it is; NULL where it is missing or null. */
static char *
dup_member (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;

  if (holds_string (node))
    return g_strdup (json_node_get_string (node));

  return json_to_string (node, FALSE);
}

/* Rows */

static char **
finish_problems (GPtrArray *problems,
                 guint      n_problems)
{
  if (n_problems > problems->len)
    {
      guint n_more = n_problems - problems->len;

      g_ptr_array_add (problems,
                       g_strdup_printf (ngettext ("%u more row has such a problem.",
                                                  "%u more rows have such a problem.", n_more),
                                        n_more));
    }

  g_ptr_array_add (problems, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&problems), FALSE);
}

/* Reads one element into an object; NULL where it is left out. */
static GObject *
read_row (JsonParser                *parser,
          const PreampDomoJsonSlice *slice,
          GHashTable                *ids,
          MakeRow                    make,
          PreampDomoRow             *row)
{
  g_autoptr (GObject) object = NULL;
  JsonNode *node = NULL;
  const char *id = NULL;
  guint first;

  node = preamp_domo_json_parse (parser, slice);
  if (node == NULL)
    {
      /* Translators: %u is the row’s number. */
      row->problem = g_strdup_printf (_("Row %u is left out: it has characters that are not "
                                        "text."),
                                      row->number);
      return NULL;
    }

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      /* Translators: %u is the row’s number. */
      row->problem = g_strdup_printf (_("Row %u is left out: it is not an object."), row->number);
      return NULL;
    }

  row->object = json_node_get_object (node);
  id = preamp_domo_row_get_id (row);
  if (id == NULL)
    return NULL;

  first = GPOINTER_TO_UINT (g_hash_table_lookup (ids, id));
  if (first != 0)
    {
      g_autofree char *quote = preamp_domo_error_dup_quote (id);

      /* Translators: %1$u and %3$u are rows’ numbers, %2$s is an identifier. */
      row->problem = g_strdup_printf (_("Row %1$u is left out: its identifier “%2$s” already "
                                        "stands in row %3$u."),
                                      row->number, quote, first);
      return NULL;
    }

  object = make (row, id);
  if (row->unreadable)
    return NULL;

  g_hash_table_insert (ids, g_strdup (id), GUINT_TO_POINTER (row->number));
  return g_steal_pointer (&object);
}

static GPtrArray *
decode_rows (const PreampDomoAnswer *answer,
             MakeRow                 make,
             char                 ***problems,
             gboolean               *cut,
             GError                **error)
{
  g_autoptr (GArray) elements = scan_list (answer, cut, error);
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) sentences = NULL;
  g_autoptr (JsonParser) parser = NULL;
  guint n_problems = 0;

  if (elements == NULL)
    return NULL;

  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rows = g_ptr_array_new_full (elements->len, g_object_unref);
  sentences = g_ptr_array_new_with_free_func (g_free);
  parser = json_parser_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      const PreampDomoJsonSlice *slice = &g_array_index (elements, PreampDomoJsonSlice, i);
      g_auto (PreampDomoRow) row = { .number = i + 1 };
      GObject *object = read_row (parser, slice, ids, make, &row);

      if (object != NULL)
        g_ptr_array_add (rows, object);

      if (row.problem != NULL && n_problems++ < MAX_PROBLEMS)
        g_ptr_array_add (sentences, g_steal_pointer (&row.problem));
    }

  *problems = finish_problems (g_steal_pointer (&sentences), n_problems);
  return g_steal_pointer (&rows);
}

static GObject *
make_integration (PreampDomoRow *row,
                  const char    *id)
{
  const char *name = preamp_domo_row_get_text (row, "name");
  const char *engine = preamp_domo_row_get_text (row, "type");
  const char *auth_method = preamp_domo_row_get_text (row, "authMethod");

  return G_OBJECT (preamp_integration_new (id, name, engine, auth_method));
}

static GObject *
make_candidate (PreampDomoRow *row,
                const char    *id)
{
  g_autoptr (GDateTime) migration_date = preamp_domo_row_dup_date (row, "migrationDate");
  PreampCandidateFields fields = {
    .id = id,
    .name = preamp_domo_row_get_text (row, "name"),
    .type = preamp_domo_row_get_text (row, "type"),
    .catalog = preamp_domo_row_get_text (row, "catalogName"),
    .schema = preamp_domo_row_get_text (row, "schemaName"),
    .table = preamp_domo_row_get_text (row, "tableName"),
    .collision = preamp_domo_row_get_flag (row, "collision"),
    .colliding_id = preamp_domo_row_get_text (row, "collidingDatasourceId"),
    .colliding_name = preamp_domo_row_get_text (row, "collidingDatasourceName"),
    .migrated = preamp_domo_row_get_flag (row, "migrated"),
    .migration_date = migration_date,
  };

  return G_OBJECT (preamp_candidate_new (&fields));
}

/**
 * preamp_domo_decode_types: (skip)
 * @answer: an answer at a status of success
 * @cut: (out): whether the text ends too early
 * @error: return location for an error
 *
 * Reads the list of integration types. What is not a text in it is passed over, as is a type
 * that differs from an earlier one by case only. It may be called in any thread.
 *
 * Returns: (transfer full) (nullable): the types as they came
 */
char **
preamp_domo_decode_types (const PreampDomoAnswer *answer,
                          gboolean               *cut,
                          GError                **error)
{
  g_autoptr (GArray) elements = scan_list (answer, cut, error);
  g_autoptr (GHashTable) seen = NULL;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GStrvBuilder) types = NULL;

  if (elements == NULL)
    return NULL;

  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  parser = json_parser_new ();
  types = g_strv_builder_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      JsonNode *node = preamp_domo_json_parse (parser, &g_array_index (elements,
                                                                       PreampDomoJsonSlice, i));

      if (!holds_string (node) || *json_node_get_string (node) == '\0')
        {
          g_debug ("Integration type %u is not a text", i + 1);
          continue;
        }

      if (g_hash_table_add (seen, g_ascii_strup (json_node_get_string (node), -1)))
        g_strv_builder_add (types, json_node_get_string (node));
    }

  return g_strv_builder_end (types);
}

/**
 * preamp_domo_decode_integrations: (skip)
 * @answer: an answer at a status of success
 * @problems: (out): sentences about what could not be read
 * @cut: (out): whether the text ends too early
 * @error: return location for an error
 *
 * Reads a list of integrations. It may be called in any thread.
 *
 * Returns: (transfer full) (nullable) (element-type PreampIntegration): the integrations
 */
GPtrArray *
preamp_domo_decode_integrations (const PreampDomoAnswer *answer,
                                 char                 ***problems,
                                 gboolean               *cut,
                                 GError                **error)
{
  return decode_rows (answer, make_integration, problems, cut, error);
}

/**
 * preamp_domo_decode_candidates: (skip)
 * @answer: an answer at a status of success
 * @problems: (out): sentences about what could not be read
 * @cut: (out): whether the text ends too early
 * @error: return location for an error
 *
 * Reads one of the two lists of candidates. It may be called in any thread.
 *
 * Returns: (transfer full) (nullable) (element-type PreampCandidate): the candidates
 */
GPtrArray *
preamp_domo_decode_candidates (const PreampDomoAnswer *answer,
                               char                 ***problems,
                               gboolean               *cut,
                               GError                **error)
{
  return decode_rows (answer, make_candidate, problems, cut, error);
}

/**
 * preamp_domo_decode_user: (skip)
 * @answer: an answer at a status of success
 * @cut: (out): whether the text ends too early
 * @error: return location for an error
 *
 * Reads whose token it is. It may be called in any thread.
 *
 * Returns: (transfer full) (nullable): the user
 */
PreampUser *
preamp_domo_decode_user (const PreampDomoAnswer *answer,
                         gboolean               *cut,
                         GError                **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  g_autofree char *id = NULL;
  JsonObject *object = parse_object (answer, parser, cut, &local_error);
  JsonNode *node = NULL;
  PreampUser *user = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (object != NULL)
    node = json_object_get_member (object, "id");

  if (holds_string (node))
    id = g_strdup (json_node_get_string (node));
  else if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
           && json_node_get_value_type (node) == G_TYPE_INT64)
    id = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  if (id == NULL || *id == '\0')
    {
      /* Translators: %u is an HTTP status, a number. */
      g_propagate_error (error,
                         new_wrong_form (answer, NULL, NULL,
                                         g_strdup_printf (_("Domo did not say whose access token "
                                                            "it is (HTTP %u)."),
                                                          answer->http_status)));
      return NULL;
    }

  user = g_new0 (PreampUser, 1);
  user->id = g_steal_pointer (&id);
  node = json_object_get_member (object, "displayName");
  if (holds_string (node))
    user->name = g_strdup (json_node_get_string (node));

  return user;
}

/**
 * preamp_domo_decode_result: (skip)
 * @answer: an answer to a migration or a reversal, at any HTTP status
 * @error: return location for an error
 *
 * Reads a result: a JSON object with a `state`. The other members are kept as text, whatever they
 * are. It may be called in any thread.
 *
 * Returns: (transfer full) (nullable): the result
 */
PreampMigrationResult *
preamp_domo_decode_result (const PreampDomoAnswer *answer,
                           GError                **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  JsonObject *object = parse_object (answer, parser, NULL, &local_error);
  g_autofree char *toe = NULL;
  g_autofree char *datasource_id = NULL;
  g_autofree char *direction = NULL;
  g_autofree char *start_time = NULL;
  g_autofree char *error_message = NULL;
  g_autofree char *end_time = NULL;
  g_autofree char *message = NULL;
  JsonNode *state = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (object != NULL)
    {
      state = json_object_get_member (object, "state");
      toe = dup_member (object, "toe");
      datasource_id = dup_member (object, "datasourceId");
      direction = dup_member (object, "direction");
      start_time = dup_member (object, "startTime");
      error_message = dup_member (object, "errorMessage");
      end_time = dup_member (object, "endTime");
      message = dup_member (object, "message");
    }

  if (holds_string (state))
    {
      PreampMigrationResultFields fields = {
        .toe = toe,
        .datasource_id = datasource_id,
        .direction = direction,
        .start_time = start_time,
        .state = json_node_get_string (state),
        .error_message = error_message,
        .end_time = end_time,
      };

      return preamp_migration_result_new (&fields);
    }

  /* Translators: %u is an HTTP status, a number. */
  g_propagate_error (error,
                     new_wrong_form (answer, error_message != NULL ? error_message : message, toe,
                                     g_strdup_printf (_("Domo’s answer does not say how the "
                                                        "datasource’s move ended (HTTP %u). Look "
                                                        "at it in Domo before you try again."),
                                                      answer->http_status)));
  return NULL;
}

/**
 * preamp_domo_decode_error: (skip)
 * @body: (nullable): what came at a status of failure
 * @message: (out) (nullable): Domo's message
 * @toe: (out) (nullable): Domo's identifier of the request
 *
 * Reads what it can of Domo's form for errors, of which every member may be missing. It may be
 * called in any thread.
 */
void
preamp_domo_decode_error (const GByteArray *body,
                          char            **message,
                          char            **toe)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  PreampDomoAnswer answer = { .body = (GByteArray *) body };
  JsonObject *object = parse_object (&answer, parser, NULL, NULL);

  *message = NULL;
  *toe = NULL;

  if (object == NULL)
    return;

  *message = dup_member (object, "message");
  if (*message != NULL && strspn (*message, " \t\r\n") == strlen (*message))
    g_clear_pointer (message, g_free);
  *toe = dup_member (object, "toe");
}
