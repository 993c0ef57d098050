/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-page"

#include "config.h"

#include "preamp-activity-page-private.h"

#include <glib/gi18n.h>

#include "preamp-activity-export.h"
#include "preamp-format.h"
#include "preamp-window.h"

/* What can be done with an attempt that needs attention, by its number. */

static const PreampAttemptRecord *
find_record (PreampActivityPage *self,
             gint64              id)
{
  PreampWorkspace *workspace = self->workspace;
  g_autoptr (GPtrArray) records = NULL;

  if (workspace == NULL)
    return NULL;

  records = preamp_standings_list_attention (preamp_workspace_get_standings (workspace));
  for (guint i = 0; i < records->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (records, i);

      if (record->id == id)
        return record;
    }

  return NULL;
}

static void
try_again_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (widget);
  const PreampAttemptRecord *record = find_record (self, g_variant_get_int64 (parameter));

  if (record != NULL && record->outcome == PREAMP_OUTCOME_INCOMPLETE)
    preamp_window_present_retry (widget, self->workspace, record);
}

/* What it finds comes by the standings. */
static void
check_again_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  PreampWorkspace *workspace = PREAMP_ACTIVITY_PAGE (widget)->workspace;

  if (workspace != NULL)
    preamp_lookup_check (preamp_workspace_get_lookup (workspace), g_variant_get_int64 (parameter));
}

static void
set_aside_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PreampActivityPage) self = PREAMP_ACTIVITY_PAGE (user_data);
  PreampWorkspace *workspace = self->workspace;
  g_autoptr (GError) error = NULL;

  if (!preamp_journal_set_aside_finish (PREAMP_JOURNAL (object), result, &error))
    preamp_activity_export_say (GTK_WIDGET (self), error);

  if (workspace != NULL)
    preamp_standings_refresh (preamp_workspace_get_standings (workspace));
}

static void
set_aside (PreampActivityPage *self,
           gint64              id)
{
  PreampWorkspace *workspace = self->workspace;

  if (workspace != NULL)
    preamp_journal_set_aside_async (preamp_workspace_get_journal (workspace), id,
                                    set_aside_cb, g_object_ref (self));
}

static void
set_aside_response_cb (PreampActivityPage *self,
                       const char         *response,
                       AdwMessageDialog   *question)
{
  const gint64 *id = g_object_get_data (G_OBJECT (question), "attempt-id");

  if (g_str_equal (response, "set-aside"))
    set_aside (self, *id);
}

/* Its content is broken still: that is not put out of sight by one press. */
static void
ask_to_set_aside (PreampActivityPage        *self,
                  const PreampAttemptRecord *record)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  GtkWidget *question;

  name = preamp_format_one_line (record->datasource_name != NULL ? record->datasource_name
                                                                 : record->datasource_id);
  /* Translators: %s is the name of a datasource */
  body = g_strdup_printf (_("“%s” is incomplete, and content built on it may still be broken. "
                            "Set aside, it is not shown as needing attention any more; the other "
                            "direction stays closed until an attempt completes."),
                          name);
  question = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                     _("Set It Aside?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question),
                                    "cancel", _("_Cancel"),
                                    "set-aside", _("_Set Aside"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "set-aside",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (question), TRUE);
  g_object_set_data_full (G_OBJECT (question), "attempt-id",
                          g_memdup2 (&record->id, sizeof record->id), g_free);
  g_signal_connect_object (question, "response", G_CALLBACK (set_aside_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

static void
set_aside_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampActivityPage *self = PREAMP_ACTIVITY_PAGE (widget);
  const PreampAttemptRecord *record = find_record (self, g_variant_get_int64 (parameter));

  if (record == NULL)
    return;

  if (record->outcome == PREAMP_OUTCOME_INCOMPLETE)
    ask_to_set_aside (self, record);
  else
    set_aside (self, record->id);
}

/*< private >
 * preamp_activity_page_install_actions:
 * @widget_class: the page's class
 *
 * Installs what can be done with what needs attention.
 */
void
preamp_activity_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "activity.check-again", "x", check_again_action);
  gtk_widget_class_install_action (widget_class, "activity.set-aside", "x", set_aside_action);
  gtk_widget_class_install_action (widget_class, "activity.try-again", "x", try_again_action);
}
