/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-candidate-page"

#include "config.h"

#include "preamp-candidate-page-private.h"

#include "preamp-attempt-look.h"
#include "preamp-attempt-questions.h"
#include "preamp-toast.h"
#include "preamp-window.h"

#include <glib/gi18n.h>

/* What can be done with the row under the cursor, by its context menu. */

/* Nothing follows from an attempt while its datasource is in a run. */
static PreampAttemptLook *
dup_look (PreampCandidatePage  *self,
          PreampDatasourceItem *item)
{
  const PreampAttemptRecord *record = NULL;

  if (item != NULL && preamp_datasource_item_get_attempt (item) == NULL)
    record = preamp_datasource_item_get_record (item);

  return preamp_attempt_look_new_for_record (self->workspace, record);
}

/**
 * preamp_candidate_page_choose: (skip)
 * @self: a `PreampCandidatePage`
 * @item: a row
 *
 * Enables what can be done with @item, which the cursor is put on.
 *
 * Returns: %TRUE
 */
gboolean
preamp_candidate_page_choose (PreampCandidatePage  *self,
                              PreampDatasourceItem *item)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PreampAttemptLook) look = dup_look (self, item);

  g_free (self->chosen_id);
  self->chosen_id = g_strdup (preamp_datasource_item_get_id (item));
  gtk_widget_action_set_enabled (widget, "row.review",
                                 self->workspace != NULL &&
                                 preamp_datasource_item_get_selectable (item));
  gtk_widget_action_set_enabled (widget, "row.check-again", preamp_attempt_look_may_check (look));
  gtk_widget_action_set_enabled (widget, "row.retry",
                                 self->workspace != NULL &&
                                 (preamp_datasource_item_get_retriable (item) ||
                                  preamp_attempt_look_may_ask_to_retry (look)));

  return TRUE;
}

/* The row that the menu was opened on; none where a refresh has moved the cursor since. */
static PreampDatasourceItem *
get_chosen (PreampCandidatePage *self)
{
  PreampDatasourceItem *item = preamp_candidate_page_get_cursor (self);

  return item != NULL && g_strcmp0 (preamp_datasource_item_get_id (item), self->chosen_id) == 0
           ? item : NULL;
}

static void
check_again_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);
  g_autoptr (PreampAttemptLook) look = NULL;

  look = dup_look (self, get_chosen (self));
  if (preamp_attempt_look_may_check (look))
    preamp_attempt_check_again (self->workspace, preamp_attempt_look_get_attempt (look));
}

static void
copy_id_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampDatasourceItem *item = get_chosen (PREAMP_CANDIDATE_PAGE (widget));

  if (item != NULL)
    preamp_toast_copy (widget, preamp_datasource_item_get_id (item), _("Datasource ID copied"));
}

static void
copy_name_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampDatasourceItem *item = get_chosen (PREAMP_CANDIDATE_PAGE (widget));
  const char *name = NULL;

  if (item != NULL)
    name = preamp_candidate_get_name (preamp_datasource_item_get_candidate (item));

  if (name != NULL)
    preamp_toast_copy (widget, name, _("Name copied"));
}

static void
history_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampDatasourceItem *item = get_chosen (PREAMP_CANDIDATE_PAGE (widget));

  if (item != NULL)
    gtk_widget_activate_action (widget, "win.show-history", "s",
                                preamp_datasource_item_get_id (item));
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);
  PreampDatasourceItem *item = get_chosen (self);

  if (item != NULL && self->workspace != NULL)
    preamp_window_open_datasource (widget, self->workspace, preamp_datasource_item_get_id (item));
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);
  PreampDatasourceItem *item = get_chosen (self);

  g_autoptr (PreampAttemptLook) look = dup_look (self, item);

  if (preamp_attempt_look_get_attempt (look) != NULL &&
      (preamp_datasource_item_get_retriable (item) || preamp_attempt_look_may_ask_to_retry (look)))
    preamp_attempt_try_again (widget, self->workspace, preamp_attempt_look_get_attempt (look));
}

static void
review_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);
  PreampDatasourceItem *item = get_chosen (self);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);

  if (item == NULL || !preamp_datasource_item_get_selectable (item))
    return;

  g_ptr_array_add (candidates, g_object_ref (preamp_datasource_item_get_candidate (item)));
  preamp_candidate_page_review (self, candidates);
}

/**
 * preamp_candidate_page_install_row_actions: (skip)
 * @widget_class: the class
 *
 * Installs what can be done with the row under the cursor.
 */
void
preamp_candidate_page_install_row_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "row.check-again", NULL, check_again_action);
  gtk_widget_class_install_action (widget_class, "row.copy-id", NULL, copy_id_action);
  gtk_widget_class_install_action (widget_class, "row.copy-name", NULL, copy_name_action);
  gtk_widget_class_install_action (widget_class, "row.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "row.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "row.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "row.review", NULL, review_action);
}
