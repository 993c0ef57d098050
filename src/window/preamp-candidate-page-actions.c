/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-candidate-page"

#include "config.h"

#include "preamp-candidate-page-private.h"

#include "migration/preamp-plan.h"
#include "preamp-migration-dialog.h"
#include "preamp-toast.h"
#include "preamp-window.h"

#include <glib/gi18n.h>

/**
 * preamp_candidate_page_press_key: (skip)
 * @self: a `PreampCandidatePage`
 * @keyval: the key
 * @keycode: its hardware code
 * @state: the modifiers
 *
 * Does what a key means for the rows, before a view takes it for itself.
 *
 * Returns: whether nobody else is to get it
 */
gboolean
preamp_candidate_page_press_key (PreampCandidatePage *self,
                                 guint                keyval,
                                 guint                keycode,
                                 GdkModifierType      state)
{
  GtkWidget *widget = GTK_WIDGET (self);
  PreampDatasourceItem *cursor = preamp_datasource_pipeline_get_cursor (self->pipeline);
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  gboolean control = (state & GDK_CONTROL_MASK) != 0;

  if ((state & GDK_ALT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;

  if (control)
    {
      if (keyval == GDK_KEY_a || keyval == GDK_KEY_A)
        return gtk_widget_activate_action (widget,
                                           shift ? "candidates.clear" : "candidates.select-all",
                                           NULL);

      if (keyval == GDK_KEY_c && !shift)
        return gtk_widget_activate_action (widget, "candidates.copy", NULL);

      return GDK_EVENT_PROPAGATE;
    }

  if (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space)
    {
      preamp_candidate_page_ensure_cursor (self);
      cursor = preamp_datasource_pipeline_get_cursor (self->pipeline);
      if (cursor != NULL)
        preamp_datasource_pipeline_toggle (self->pipeline, cursor, shift);

      return GDK_EVENT_STOP;
    }

  /* The view then moves the cursor. */
  if (shift && (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down))
    preamp_datasource_pipeline_extend (self->pipeline, 1);
  else if (shift && (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up))
    preamp_datasource_pipeline_extend (self->pipeline, -1);
  else if (keyval == GDK_KEY_Escape && gtk_search_bar_get_search_mode (self->search_bar))
    return gtk_widget_activate_action (widget, "candidates.clear-search", NULL);

  return GDK_EVENT_PROPAGATE;
}

/**
 * preamp_candidate_page_activate: (skip)
 * @self: a `PreampCandidatePage`
 * @position: a row's position
 *
 * Shows the details of the row under the cursor.
 */
void
preamp_candidate_page_activate (PreampCandidatePage *self,
                                guint                position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "candidates.details", NULL);
}

/**
 * preamp_candidate_page_review: (skip)
 * @self: a `PreampCandidatePage`
 * @candidates: (element-type PreampCandidate): what is to be moved
 *
 * Shows what moving @candidates would do.
 */
void
preamp_candidate_page_review (PreampCandidatePage *self,
                              GPtrArray           *candidates)
{
  g_autoptr (PreampPlan) plan = NULL;
  GtkWindow *dialog;

  if (self->workspace == NULL)
    return;

  plan = preamp_plan_new (preamp_workspace_get_connection (self->workspace),
                          preamp_candidate_list_get_integration (self->list),
                          preamp_candidate_page_get_direction (self), candidates);
  dialog = preamp_migration_dialog_new_for_plan (self->workspace, plan);
  preamp_window_present_run (GTK_WIDGET (self), dialog);
}

static void
focus_rows_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  preamp_candidate_page_want_rows (PREAMP_CANDIDATE_PAGE (widget));
}

static void
toggle_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);
  PreampDatasourceItem *item;
  const char *id;
  gboolean extend;

  g_variant_get (parameter, "(&sb)", &id, &extend);
  item = self->model != NULL ? preamp_datasource_model_look_up (self->model, id) : NULL;

  if (item != NULL)
    preamp_datasource_pipeline_toggle (self->pipeline, item, extend);
}

static void
select_all_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  preamp_datasource_pipeline_select_all (PREAMP_CANDIDATE_PAGE (widget)->pipeline);
}

static void
clear_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);

  if (self->model != NULL)
    preamp_datasource_model_clear_selection (self->model);
}

static void
clear_search_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  preamp_filter_chips_set_group (self->chips, PREAMP_DATASOURCE_GROUP_ALL);
  preamp_candidate_page_focus_rows (self);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);
  PreampDatasourceItem *cursor = preamp_datasource_pipeline_get_cursor (self->pipeline);
  g_autoptr (GPtrArray) selected = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *sentence = NULL;
  guint n_ids;

  if (self->model == NULL)
    return;

  selected = preamp_datasource_model_dup_selected (self->model);
  for (guint i = 0; i < selected->len; i++)
    g_string_append_printf (ids, "%s\n",
                            preamp_candidate_get_id (g_ptr_array_index (selected, i)));

  if (selected->len == 0 && cursor != NULL)
    g_string_append (ids, preamp_datasource_item_get_id (cursor));

  if (ids->len == 0)
    return;

  n_ids = MAX (selected->len, 1);
  sentence = n_ids == 1 ? g_strdup (_("Datasource ID copied")) :
                          /* Translators: %u is a number of datasources */
                          g_strdup_printf (ngettext ("%u datasource ID copied",
                                                     "%u datasource IDs copied", n_ids),
                                           n_ids);
  preamp_toast_copy (widget, ids->str, sentence);
}

static void
details_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "page.show-details", NULL);
}

static void
refresh_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);

  if (self->list != NULL)
    preamp_candidate_list_refresh_async (self->list, NULL, NULL, NULL);
}

static void
review_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampCandidatePage *self = PREAMP_CANDIDATE_PAGE (widget);
  g_autoptr (GPtrArray) candidates = NULL;

  if (self->model == NULL)
    return;

  candidates = preamp_datasource_pipeline_dup_selected (self->pipeline);
  if (candidates->len > 0)
    preamp_candidate_page_review (self, candidates);
}

/**
 * preamp_candidate_page_install_actions: (skip)
 * @widget_class: the class
 *
 * Installs what can be done on the page.
 */
void
preamp_candidate_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "candidates.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "candidates.clear-search", NULL,
                                   clear_search_action);
  gtk_widget_class_install_action (widget_class, "candidates.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "candidates.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "candidates.focus-rows", NULL, focus_rows_action);
  gtk_widget_class_install_action (widget_class, "candidates.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "candidates.review", NULL, review_action);
  gtk_widget_class_install_action (widget_class, "candidates.select-all", NULL,
                                   select_all_action);
  gtk_widget_class_install_action (widget_class, "candidates.toggle", "(sb)", toggle_action);
}
