/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-details-pane"

#include "config.h"

#include "preamp-details-pane-private.h"

#include "migration/preamp-activity-item.h"
#include "preamp-attempt-words.h"
#include "preamp-format.h"

#include <glib/gi18n.h>

static void
set_fact (PreampPropertyRow *row,
          const char        *value)
{
  preamp_property_row_set_value (row, value);
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && *value != '\0');
}

static void
show_card (PreampDetailsPane *self,
           const char        *css_class,
           const char        *title,
           const char        *text)
{
  const char * const classes[] = { "notice-card", css_class, NULL };

  gtk_widget_set_css_classes (self->card, (const char **) classes);
  gtk_label_set_text (self->card_title, title);
  gtk_label_set_text (self->card_text, text);
  gtk_widget_set_visible (self->card, TRUE);
}

static gboolean
is_same (const PreampAttemptRecord *first,
         const PreampAttemptRecord *second)
{
  return first->id == second->id && first->outcome == second->outcome &&
         first->contradicted == second->contradicted && first->set_aside == second->set_aside;
}

/* What the journal says of it, and what Domo's lists have shown so far. */
static void
update_look (PreampDetailsPane *self)
{
  const PreampAttemptRecord *record = NULL;
  PreampAttempt *old = preamp_attempt_look_get_attempt (self->look);
  g_autoptr (PreampAttempt) attempt = NULL;

  /* Nothing follows from an attempt while its datasource is in a run. */
  if (preamp_datasource_item_get_attempt (self->item) == NULL)
    record = preamp_datasource_item_get_record (self->item);

  if (record != NULL && old != NULL && is_same (preamp_attempt_get_record (old), record))
    g_set_object (&attempt, old);
  else if (record != NULL)
    attempt = preamp_activity_attempt_new (record);

  g_signal_handlers_block_by_func (self->look, preamp_details_pane_update, self);
  preamp_attempt_look_set (self->look, self->workspace, attempt);
  g_signal_handlers_unblock_by_func (self->look, preamp_details_pane_update, self);
}

static void
update_buttons (PreampDetailsPane *self)
{
  gboolean checkable = preamp_attempt_look_may_check (self->look);
  gboolean retriable = preamp_datasource_item_get_retriable (self->item) ||
                       preamp_attempt_look_may_ask_to_retry (self->look);
  gboolean removable = preamp_attempt_look_may_set_aside (self->look);

  gtk_widget_set_visible (self->check_button, checkable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.check-again",
                                 checkable && preamp_attempt_look_get_phase (self->look) !=
                                                PREAMP_LOOK_PHASE_LOOKING);
  gtk_widget_set_visible (self->retry_button, retriable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.retry", retriable);
  gtk_widget_remove_css_class (self->retry_button, "suggested-action");

  gtk_widget_set_visible (self->set_aside_button, removable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.set-aside", removable);
  gtk_button_set_label (GTK_BUTTON (self->set_aside_button),
                        removable && preamp_attempt_words_may_mark_as_seen (
                                       preamp_attempt_look_get_attempt (self->look))
                          ? _("_Mark as Seen") : _("Set A_side"));
}

/* Of one whose end is not certain: what it means, what the lists have shown, and what putting it
 * out of sight did not change. */
static void
show_uncertain (PreampDetailsPane *self,
                PreampStatus       status)
{
  const PreampAttemptRecord *record = preamp_datasource_item_get_record (self->item);
  g_autofree char *look = preamp_attempt_look_dup_text (self->look);
  g_autoptr (GString) text = g_string_new (preamp_status_get_sentence (status));

  if (look != NULL)
    g_string_append_printf (text, "\n\n%s%s", look, g_str_has_suffix (look, "…") ? "" : ".");
  if (record != NULL && record->set_aside && preamp_attempt_record_closes (record))
    g_string_append_printf (text, "\n\n%s",
                            preamp_attempt_record_is_open (record)
                              ? _("You set it aside. It stays closed to new requests until Domo’s "
                                  "lists tell what became of it.")
                              : _("You set it aside. It stays closed to new requests until you try "
                                  "it again."));

  show_card (self, "caution", preamp_status_get_label (status), text->str);
}

/* The sentence for this status. */
static void
update_card (PreampDetailsPane *self)
{
  PreampStatus status = preamp_datasource_item_get_status (self->item);
  gboolean retriable = preamp_datasource_item_get_retriable (self->item);
  const PreampAttemptRecord *record = preamp_datasource_item_get_record (self->item);
  const char *sentence = preamp_status_get_sentence (status);

  gtk_widget_set_visible (self->card, FALSE);
  update_look (self);
  update_buttons (self);

  if (status == PREAMP_STATUS_INCOMPLETE)
    {
      gtk_widget_add_css_class (self->retry_button, "suggested-action");
      show_card (self, "danger", _("Content may be broken"),
                 record != NULL && record->set_aside ?
                   _("You set it aside, which repaired nothing. Content built on this datasource "
                     "may be unavailable until another attempt completes. Try again; if that "
                     "fails, copy the details for Domo Support.") :
                 record != NULL && record->direction == PREAMP_DIRECTION_REVERSE ?
                   _("A reversal stopped half-way. Content built on this datasource may be "
                     "unavailable until another attempt completes. Try again; if that fails, copy "
                     "the details for Domo Support.") :
                   _("A migration stopped half-way. Content built on this datasource may be "
                     "unavailable until another attempt completes. Try again; if that fails, "
                     "copy the details for Domo Support."));
    }
  else if (preamp_status_needs_attention (status))
    {
      show_uncertain (self, status);
    }
  else if (preamp_attempt_look_may_check (self->look))
    {
      show_uncertain (self, record->contradicted ? PREAMP_STATUS_CONTRADICTED
                                                 : preamp_status_from_outcome (record->outcome));
    }
  else if (status == PREAMP_STATUS_COLLISION)
    {
      PreampCandidate *candidate = preamp_datasource_item_get_candidate (self->item);
      const char *name = preamp_candidate_get_colliding_name (candidate);
      g_autofree char *integration = NULL;
      g_autofree char *colliding = NULL;
      g_autofree char *text = NULL;

      integration = preamp_format_one_line (preamp_integration_get_name (self->integration));
      colliding = preamp_format_one_line (name != NULL ?
                                            name :
                                            preamp_candidate_get_colliding_id (candidate));
      /* Translators: %1$s is an integration, %2$s a datasource */
      text = g_strdup_printf (_("In %1$s, “%2$s” already uses the same table. Domo says that a "
                                "migration would fail, so this row cannot be selected."),
                              integration, colliding);
      show_card (self, "caution", _("This datasource cannot be migrated"), text);
    }
  else if (status == PREAMP_STATUS_MOVING || status == PREAMP_STATUS_WAITING ||
           status == PREAMP_STATUS_CHECKING || status == PREAMP_STATUS_COMPLETE ||
           status == PREAMP_STATUS_MOVED)
    {
      show_card (self, "calm", preamp_status_get_label (status), sentence);
    }
  else if (preamp_datasource_item_get_dimmed (self->item))
    {
      show_card (self, "calm", _("This datasource was migrated"), sentence);
    }
  else if (retriable || preamp_datasource_item_get_attempt (self->item) != NULL)
    {
      PreampStatus last = preamp_status_from_outcome (record->outcome);

      show_card (self, "caution", preamp_status_get_label (last),
                 preamp_status_get_sentence (last));
    }
}

static void
update_collision (PreampDetailsPane *self)
{
  PreampCandidate *candidate = preamp_datasource_item_get_candidate (self->item);
  gboolean collides = preamp_candidate_get_collision (candidate);
  const char *name = preamp_candidate_get_colliding_name (candidate);
  const char *id = preamp_candidate_get_colliding_id (candidate);

  gtk_widget_set_visible (self->colliding, collides);
  gtk_widget_set_visible (self->steps, collides);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.open-colliding",
                                 collides && id != NULL);

  if (collides)
    {
      g_autofree char *line = preamp_format_one_line (name != NULL ? name : id);
      g_autofree char *steps = NULL;

      /* Translators: %s is the name of a datasource */
      steps = g_strdup_printf (_("1. In Domo, move the content built on this datasource (cards, "
                                 "dataflows, alerts) to “%s”.\n"
                                 "2. Keep both datasources until everything has moved. A deleted "
                                 "one cannot be brought back.\n"
                                 "3. Refresh this list."),
                               line);
      gtk_label_set_text (self->steps_label, steps);
    }

  preamp_property_row_set_value (self->colliding_name_row, name);
  preamp_property_row_set_value (self->colliding_id_row, id);
}

static void
update_target (PreampDetailsPane *self)
{
  PreampDirection direction = preamp_datasource_item_get_direction (self->item);
  PreampCandidate *candidate = preamp_datasource_item_get_candidate (self->item);
  const char *engine;
  g_autofree char *name = NULL;
  g_autofree char *auth_method = NULL;
  g_autofree char *target = NULL;

  gtk_widget_set_visible (self->target, preamp_datasource_item_get_selectable (self->item));

  if (direction == PREAMP_DIRECTION_REVERSE)
    {
      gtk_label_set_text (self->target_title, _("Can Be Moved Back To"));
      g_object_set (self->target_row, "title", preamp_candidate_get_datasource_type (candidate),
                    NULL);
      preamp_property_row_set_value (self->target_row, _("Federated"));
      return;
    }

  name = preamp_format_one_line (preamp_integration_get_name (self->integration));
  engine = preamp_engine_get_label (preamp_integration_get_engine (self->integration));
  auth_method =
    preamp_auth_method_dup_label (preamp_integration_get_auth_method (self->integration));
  /* Translators: %1$s is an engine such as Snowflake, %2$s how it signs in */
  target = auth_method != NULL ?
             g_strdup_printf (_("%1$s · %2$s"), engine, auth_method) :
             g_strdup (engine);

  gtk_label_set_text (self->target_title, _("Will Move To"));
  g_object_set (self->target_row, "title", target, NULL);
  preamp_property_row_set_value (self->target_row, name);
}

/* The attempt that tells how the datasource stands is not always the last one: a retry that changed
 * nothing settles nothing. */
static char *
dup_attempt_title (const PreampAttemptRecord *record)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *when = NULL;

  if (record->contradicted || (record->outcome != PREAMP_OUTCOME_INCOMPLETE &&
                               record->outcome != PREAMP_OUTCOME_UNCONFIRMED &&
                               record->outcome != PREAMP_OUTCOME_UNKNOWN))
    return g_strdup (_("Last Attempt"));

  date = g_date_time_new_from_unix_utc (record->sent_at / G_USEC_PER_SEC);
  when = preamp_format_date_time (date);

  /* Translators: the heading over an attempt whose end is not settled; %s is a day and a time of
   * day: “Today, 19:08” */
  return g_strdup_printf (_("Unresolved Since: %s"), when);
}

static void
update_attempt (PreampDetailsPane *self)
{
  const PreampAttemptRecord *record = preamp_datasource_item_get_record (self->item);
  PreampStatus status;
  g_autofree char *time = NULL;
  g_autofree char *http_status = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->attempt, record != NULL && record->sent_at != 0);
  if (record == NULL)
    return;

  title = dup_attempt_title (record);
  gtk_label_set_text (self->attempt_title, title);

  status = preamp_status_from_outcome (record->outcome);
  outcome = g_strdup_printf (record->direction == PREAMP_DIRECTION_REVERSE ?
                               /* Translators: %s is an outcome, such as “Incomplete” */
                               _("Reversal: %s") :
                               /* Translators: %s is an outcome, such as “Incomplete” */
                               _("Migration: %s"),
                             record->outcome == PREAMP_OUTCOME_NONE ?
                               _("no answer so far") :
                               preamp_status_get_label (status));
  time = preamp_format_time_range (record->start_time, record->end_time);
  if (time == NULL && record->sent_at != 0)
    {
      g_autoptr (GDateTime) date = NULL;

      date = g_date_time_new_from_unix_utc (record->sent_at / G_USEC_PER_SEC);
      time = preamp_format_date_time (date);
    }

  if (record->http_status != 0)
    http_status = g_strdup_printf ("%u", record->http_status);

  set_fact (self->attempt_outcome_row, outcome);
  set_fact (self->attempt_state_row, record->state);
  set_fact (self->attempt_message_row,
            record->error_message != NULL ? record->error_message : record->failure);
  set_fact (self->attempt_toe_row, record->toe);
  set_fact (self->attempt_http_row, http_status);
  set_fact (self->attempt_time_row, time);
  set_fact (self->attempt_integration_row, record->integration_name);
}

static void
update_properties (PreampDetailsPane *self)
{
  PreampCandidate *candidate = preamp_datasource_item_get_candidate (self->item);
  g_autofree char *date = NULL;
  g_autofree char *migrated = NULL;

  gtk_label_set_text (self->name_label, preamp_datasource_item_get_name (self->item));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), NULL);
  preamp_property_row_set_value (self->catalog_row, preamp_candidate_get_catalog (candidate));
  preamp_property_row_set_value (self->schema_row, preamp_candidate_get_schema (candidate));
  preamp_property_row_set_value (self->table_row, preamp_candidate_get_table (candidate));
  preamp_property_row_set_value (self->name_row, preamp_candidate_get_name (candidate));
  preamp_property_row_set_value (self->id_row, preamp_candidate_get_id (candidate));
  preamp_property_row_set_value (self->type_row, preamp_candidate_get_datasource_type (candidate));
  preamp_property_row_set_value (self->collision_row,
                                 preamp_candidate_get_collision (candidate) ? _("Yes") : _("No"));

  date = preamp_format_date_time (preamp_candidate_get_migration_date (candidate));
  if (!preamp_candidate_get_migrated (candidate))
    migrated = g_strdup (_("No"));
  else if (date == NULL)
    migrated = g_strdup (_("Yes"));
  else
    /* Translators: %s is a date: the datasource was migrated then */
    migrated = g_strdup_printf (_("Yes, %s"), date);

  preamp_property_row_set_value (self->migrated_row, migrated);
}

/**
 * preamp_details_pane_update: (skip)
 * @self: a `PreampDetailsPane`
 *
 * Shows what is known of the row now.
 */
void
preamp_details_pane_update (PreampDetailsPane *self)
{
  if (self->item == NULL || self->integration == NULL)
    return;

  update_card (self);
  update_collision (self);
  update_target (self);
  update_attempt (self);
  update_properties (self);
}
