/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the journal has, as a file for others: a run with every row that was planned, or a list of
 * runs or attempts. One list of columns makes both formats, so that no field is in one of them
 * alone. Its words are English and never change, whatever the language of the windows. */

#define G_LOG_DOMAIN "preamp-report"

#include "config.h"

#include "preamp-report.h"

#include <json-glib/json-glib.h>

#include "preamp-csv.h"

#define REPORT_VERSION 1

struct _PreampReport
{
  PreampReportFormat format;
  PreampActivityKind kind;
  gboolean of_run;
  guint n_rows;
  GString *text;
};

typedef enum
{
  FIELD_TEXT,
  FIELD_NUMBER,       /* gint64, 0 for none */
  FIELD_COUNT,        /* guint */
  FIELD_ENDS,         /* of the outcome that stands for the offset, not contradicted */
  FIELD_STATUS,       /* guint, 0 for none */
  FIELD_TIME,         /* microseconds since 1970 UTC, 0 for none */
  FIELD_SPAN,         /* microseconds, 0 for none */
  FIELD_BOOLEAN,
  FIELD_DIRECTION,
  FIELD_OUTCOME,
  FIELD_SENDER,       /* text, none for what was not sent */
  FIELD_ENDING,
} FieldType;

typedef enum
{
  OF_RUN,
  OF_SUMMARY,
  OF_ATTEMPT,
} FieldOwner;

typedef struct
{
  const char *name;
  FieldType type;
  FieldOwner owner;
  size_t offset;
} Field;

#define RUN(name, type, member) \
  { name, FIELD_##type, OF_RUN, G_STRUCT_OFFSET (PreampRunRecord, member) }
#define SUMMARY(name, type, member) \
  { name, FIELD_##type, OF_SUMMARY, G_STRUCT_OFFSET (PreampRunSummary, member) }
#define ATTEMPT(name, type, member) \
  { name, FIELD_##type, OF_ATTEMPT, G_STRUCT_OFFSET (PreampAttemptRecord, member) }

/* Each attempt is counted once: where Domo's lists contradict its answer, as contradicted. */
#define COUNT(name, outcome) \
  { name, FIELD_ENDS, OF_SUMMARY, outcome }

static const Field run_fields[] = {
  RUN ("run", NUMBER, id),
  RUN ("instance", TEXT, instance),
  RUN ("direction", DIRECTION, direction),
  RUN ("run_started_at", TIME, started_at),
  RUN ("run_ended_at", TIME, ended_at),
  RUN ("run_ending", ENDING, ending),
  RUN ("run_reason", TEXT, reason),
  RUN ("user_id", TEXT, user_id),
  RUN ("user_name", TEXT, user_name),
  RUN ("note", TEXT, note),
  RUN ("plan_sha256", TEXT, plan_sha256),
  RUN ("at_once", COUNT, at_once),
  RUN ("window_starts_at", TIME, starts_at),
  RUN ("window_stops_at", TIME, stops_at),
};

static const Field summary_fields[] = {
  SUMMARY ("integration_id", TEXT, integration_id),
  SUMMARY ("integration_name", TEXT, integration_name),
  SUMMARY ("integrations", COUNT, n_integrations),
  SUMMARY ("attempts", COUNT, n_attempts),
  COUNT ("complete", PREAMP_OUTCOME_COMPLETE),
  COUNT ("moved", PREAMP_OUTCOME_MOVED),
  COUNT ("incomplete", PREAMP_OUTCOME_INCOMPLETE),
  COUNT ("unconfirmed", PREAMP_OUTCOME_UNCONFIRMED),
  COUNT ("unknown", PREAMP_OUTCOME_UNKNOWN),
  COUNT ("aborted", PREAMP_OUTCOME_ABORTED),
  COUNT ("refused", PREAMP_OUTCOME_REFUSED),
  COUNT ("not_sent", PREAMP_OUTCOME_NOT_SENT),
  COUNT ("not_started", PREAMP_OUTCOME_NOT_STARTED),
  COUNT ("without_outcome", PREAMP_OUTCOME_NONE),
  SUMMARY ("contradicted", COUNT, n_contradicted),
};

static const Field attempt_fields[] = {
  ATTEMPT ("attempt", NUMBER, id),
  ATTEMPT ("previous_attempt", NUMBER, previous_id),
  ATTEMPT ("integration_id", TEXT, integration_id),
  ATTEMPT ("integration_name", TEXT, integration_name),
  ATTEMPT ("integration_type", TEXT, integration_type),
  ATTEMPT ("datasource_id", TEXT, datasource_id),
  ATTEMPT ("datasource_name", TEXT, datasource_name),
  ATTEMPT ("datasource_type", TEXT, datasource_type),
  ATTEMPT ("catalog", TEXT, catalog),
  ATTEMPT ("schema", TEXT, schema),
  ATTEMPT ("table", TEXT, table),
  ATTEMPT ("outcome", OUTCOME, outcome),
  ATTEMPT ("left_out_because", TEXT, left_out),
  ATTEMPT ("state", TEXT, state),
  ATTEMPT ("error_message", TEXT, error_message),
  ATTEMPT ("failure", TEXT, failure),
  ATTEMPT ("contradicted", BOOLEAN, contradicted),
  ATTEMPT ("set_aside", BOOLEAN, set_aside),
  ATTEMPT ("replaced", BOOLEAN, replaced),
  ATTEMPT ("toe", TEXT, toe),
  ATTEMPT ("http_status", STATUS, http_status),
  ATTEMPT ("times_sent", COUNT, n_sent),
  ATTEMPT ("sender_id", SENDER, user_id),
  ATTEMPT ("sent_at", TIME, sent_at),
  ATTEMPT ("answered_at", TIME, answered_at),
  ATTEMPT ("duration_seconds", SPAN, duration),
  ATTEMPT ("start_time", TEXT, start_time),
  ATTEMPT ("end_time", TEXT, end_time),
};

/* Values */

static char *
format_time (gint64 microseconds)
{
  g_autoptr (GDateTime) seconds = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (microseconds == 0)
    return NULL;

  seconds = g_date_time_new_from_unix_local (microseconds / G_USEC_PER_SEC);
  if (seconds == NULL)
    return NULL;

  before = g_date_time_format (seconds, "%Y-%m-%dT%H:%M:%S");
  after = g_date_time_format (seconds, "%:z");

  return g_strdup_printf ("%s.%03d%s", before,
                          (int) (microseconds % G_USEC_PER_SEC / 1000), after);
}

/* What became of a row, also of one that has no outcome. */
static const char *
get_outcome (const PreampAttemptRecord *attempt)
{
  if (attempt->left_out != NULL)
    return "left-out";
  if (attempt->outcome != PREAMP_OUTCOME_NONE)
    return preamp_outcome_to_text (attempt->outcome);

  return attempt->sent_at != 0 ? "sent" : "waiting";
}

static char *
dup_text (const char *text)
{
  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

/* A value as text, NULL for none. */
static char *
dup_value (const Field               *field,
           const PreampRunRecord     *run,
           const PreampRunSummary    *summary,
           const PreampAttemptRecord *attempt)
{
  gconstpointer owner = NULL;
  gconstpointer value;

  if (field->owner == OF_RUN)
    owner = run;
  else if (field->owner == OF_SUMMARY)
    owner = summary;
  else
    owner = attempt;

  if (owner == NULL)
    return NULL;

  value = G_STRUCT_MEMBER_P (owner, field->type != FIELD_ENDS ? field->offset : 0);

  switch (field->type)
    {
    case FIELD_TEXT:
      return dup_text (*(char * const *) value);

    case FIELD_NUMBER:
      return *(const gint64 *) value != 0
               ? g_strdup_printf ("%" G_GINT64_FORMAT, *(const gint64 *) value)
               : NULL;

    case FIELD_COUNT:
      return g_strdup_printf ("%u", *(const guint *) value);

    case FIELD_ENDS:
      return g_strdup_printf ("%u", summary->counts[field->offset] -
                                    summary->contradicted[field->offset]);

    case FIELD_STATUS:
      return *(const guint *) value != 0 ? g_strdup_printf ("%u", *(const guint *) value) : NULL;

    case FIELD_TIME:
      return format_time (*(const gint64 *) value);

    case FIELD_SPAN:
      return *(const gint64 *) value != 0
               ? g_strdup_printf ("%" G_GINT64_FORMAT ".%03d",
                                  *(const gint64 *) value / G_USEC_PER_SEC,
                                  (int) (*(const gint64 *) value % G_USEC_PER_SEC / 1000))
               : NULL;

    case FIELD_BOOLEAN:
      return g_strdup (*(const gboolean *) value ? "true" : "false");

    case FIELD_DIRECTION:
      return g_strdup (preamp_direction_to_domo (*(const PreampDirection *) value));

    case FIELD_OUTCOME:
      return g_strdup (get_outcome (attempt));

    case FIELD_SENDER:
      return attempt->sent_at != 0 ? dup_text (*(char * const *) value) : NULL;

    case FIELD_ENDING:
      return g_strdup (preamp_run_ending_to_text (*(const PreampRunEnding *) value));

    default:
      g_assert_not_reached ();
    }
}

/* CSV */

static void
add_names (GPtrArray   *row,
           const Field *fields,
           size_t       n_fields)
{
  for (size_t i = 0; i < n_fields; i++)
    g_ptr_array_add (row, g_strdup (fields[i].name));
}

static void
add_values (GPtrArray                 *row,
            const Field               *fields,
            size_t                     n_fields,
            const PreampRunRecord     *run,
            const PreampRunSummary    *summary,
            const PreampAttemptRecord *attempt)
{
  for (size_t i = 0; i < n_fields; i++)
    g_ptr_array_add (row, dup_value (&fields[i], run, summary, attempt));
}

static void
append_row (PreampReport *self,
            GPtrArray    *row)
{
  preamp_csv_append_row (self->text, (const char * const *) row->pdata, row->len);
}

static void
append_header (PreampReport *self)
{
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);

  g_string_append (self->text, PREAMP_CSV_BOM);
  add_names (row, run_fields, G_N_ELEMENTS (run_fields));
  if (self->kind == PREAMP_ACTIVITY_RUNS)
    add_names (row, summary_fields, G_N_ELEMENTS (summary_fields));
  else
    add_names (row, attempt_fields, G_N_ELEMENTS (attempt_fields));
  append_row (self, row);
}

/* JSON */

static void
add_members (JsonBuilder               *builder,
             const Field               *fields,
             size_t                     n_fields,
             const PreampRunRecord     *run,
             const PreampRunSummary    *summary,
             const PreampAttemptRecord *attempt)
{
  for (size_t i = 0; i < n_fields; i++)
    {
      g_autofree char *value = dup_value (&fields[i], run, summary, attempt);

      json_builder_set_member_name (builder, fields[i].name);
      if (value == NULL)
        json_builder_add_null_value (builder);
      else if (fields[i].type == FIELD_NUMBER || fields[i].type == FIELD_COUNT ||
               fields[i].type == FIELD_ENDS || fields[i].type == FIELD_STATUS)
        json_builder_add_int_value (builder, g_ascii_strtoll (value, NULL, 10));
      else if (fields[i].type == FIELD_SPAN)
        json_builder_add_double_value (builder, g_ascii_strtod (value, NULL));
      else if (fields[i].type == FIELD_BOOLEAN)
        json_builder_add_boolean_value (builder, g_str_equal (value, "true"));
      else
        json_builder_add_string_value (builder, value);
    }
}

static void
append_builder (PreampReport *self,
                JsonBuilder  *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, root);
  json_generator_to_gstring (generator, self->text);
}

static void
append_text_member (PreampReport *self,
                    const char   *name,
                    const char   *value)
{
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  if (value != NULL)
    json_node_init_string (node, value);
  else
    json_node_init_null (node);

  json_generator_set_root (generator, node);
  g_string_append_printf (self->text, "  \"%s\": ", name);
  json_generator_to_gstring (generator, self->text);
  g_string_append (self->text, ",\n");
}

static void
append_json_head (PreampReport           *self,
                  const char             *instance,
                  const PreampRunSummary *run)
{
  g_autofree char *now = format_time (g_get_real_time ());
  const char *format = "preamp-attempts";

  if (self->of_run)
    format = "preamp-run";
  else if (self->kind == PREAMP_ACTIVITY_RUNS)
    format = "preamp-runs";

  g_string_append (self->text, "{\n");
  append_text_member (self, "format", format);
  g_string_append_printf (self->text, "  \"version\": %d,\n", REPORT_VERSION);
  append_text_member (self, "exported_at", now);
  append_text_member (self, "instance", instance);

  if (run != NULL)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      add_members (builder, run_fields, G_N_ELEMENTS (run_fields), run->run, NULL, NULL);
      add_members (builder, summary_fields, G_N_ELEMENTS (summary_fields), NULL, run, NULL);
      json_builder_end_object (builder);
      g_string_append (self->text, "  \"run\": ");
      append_builder (self, builder);
      g_string_append (self->text, ",\n");
    }

  g_string_append_printf (self->text, "  \"%s\": [",
                          self->kind == PREAMP_ACTIVITY_RUNS ? "runs" : "attempts");
}

static PreampReport *
report_new (PreampReportFormat      format,
            PreampActivityKind      kind,
            const char             *instance,
            const PreampRunSummary *run)
{
  PreampReport *self = g_new0 (PreampReport, 1);

  self->format = format;
  self->kind = kind;
  self->of_run = run != NULL;
  self->text = g_string_new (NULL);

  if (format == PREAMP_REPORT_CSV)
    append_header (self);
  else
    append_json_head (self, instance, run);

  return self;
}

static void
add (PreampReport              *self,
     const PreampRunRecord     *run,
     const PreampRunSummary    *summary,
     const PreampAttemptRecord *attempt)
{
  const Field *fields = attempt != NULL ? attempt_fields : summary_fields;
  size_t n_fields = attempt != NULL ? G_N_ELEMENTS (attempt_fields)
                                    : G_N_ELEMENTS (summary_fields);

  if (self->format == PREAMP_REPORT_CSV)
    {
      g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);

      add_values (row, run_fields, G_N_ELEMENTS (run_fields), run, NULL, NULL);
      add_values (row, fields, n_fields, NULL, summary, attempt);
      append_row (self, row);
    }
  else
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      if (!self->of_run)
        add_members (builder, run_fields, G_N_ELEMENTS (run_fields), run, NULL, NULL);
      add_members (builder, fields, n_fields, NULL, summary, attempt);
      json_builder_end_object (builder);
      g_string_append (self->text, self->n_rows > 0 ? ",\n    " : "\n    ");
      append_builder (self, builder);
    }

  self->n_rows++;
}

/**
 * preamp_report_new_run: (skip)
 * @format: how it is written
 * @run: a run
 *
 * Begins the report of a run, whose rows follow by [func@report_add_attempt]. It may be written in
 * any thread.
 *
 * Returns: (transfer full): the report
 */
PreampReport *
preamp_report_new_run (PreampReportFormat      format,
                       const PreampRunSummary *run)
{
  g_return_val_if_fail (run != NULL, NULL);

  return report_new (format, PREAMP_ACTIVITY_ATTEMPTS, run->run->instance, run);
}

/**
 * preamp_report_new_list: (skip)
 * @format: how it is written
 * @kind: what it lists
 * @instance: (nullable): the instance's base URI; %NULL for a list of all instances
 *
 * Begins a list of runs or attempts. It may be written in any thread.
 *
 * Returns: (transfer full): the report
 */
PreampReport *
preamp_report_new_list (PreampReportFormat  format,
                        PreampActivityKind  kind,
                        const char         *instance)
{
  return report_new (format, kind, instance, NULL);
}

/**
 * preamp_report_add_attempt: (skip)
 * @self: the report of a run, or a list of attempts
 * @run: (nullable): the attempt's run
 * @attempt: the attempt, or a row that was left out of its run
 *
 * Adds an attempt.
 */
void
preamp_report_add_attempt (PreampReport              *self,
                           const PreampRunRecord     *run,
                           const PreampAttemptRecord *attempt)
{
  g_return_if_fail (self != NULL && self->kind == PREAMP_ACTIVITY_ATTEMPTS);
  g_return_if_fail (attempt != NULL);

  add (self, run, NULL, attempt);
}

/**
 * preamp_report_add_run: (skip)
 * @self: a list of runs
 * @run: the run
 *
 * Adds a run.
 */
void
preamp_report_add_run (PreampReport           *self,
                       const PreampRunSummary *run)
{
  g_return_if_fail (self != NULL && self->kind == PREAMP_ACTIVITY_RUNS);
  g_return_if_fail (run != NULL);

  add (self, run->run, run, NULL);
}

/**
 * preamp_report_end: (skip)
 * @self: a report
 *
 * Ends a report. Nothing can be added any more.
 *
 * Returns: (transfer full): its text in UTF-8
 */
GBytes *
preamp_report_end (PreampReport *self)
{
  g_return_val_if_fail (self != NULL && self->text != NULL, NULL);

  if (self->format == PREAMP_REPORT_JSON)
    g_string_append (self->text, self->n_rows > 0 ? "\n  ]\n}\n" : "]\n}\n");

  return g_string_free_to_bytes (g_steal_pointer (&self->text));
}

/**
 * preamp_report_free: (skip)
 * @self: (transfer full): a report
 *
 * Frees a report.
 */
void
preamp_report_free (PreampReport *self)
{
  g_return_if_fail (self != NULL);

  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}
