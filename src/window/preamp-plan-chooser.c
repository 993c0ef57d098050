/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-plan-chooser"

#include "config.h"

#include "preamp-plan-chooser.h"

#include <glib/gi18n.h>

#include "migration/preamp-plan-file.h"
#include "preamp-message.h"

/* Plans to files and back: what a person sees of it. */

#define CHOOSER_KEY "preamp-plan-chooser"

/* One choice of a file, and what is to be done with it. The window owns the chooser, so the choice
 * does not hold the window until a file is read or written. */
typedef struct
{
  GtkWindow *parent;
  GtkWindow *held;
  PreampConnection *connection;
  PreampPlan *plan;
  PreampPlanOpened opened;
} Choice;

static Choice *
choice_new (GtkWindow        *parent,
            PreampConnection *connection,
            PreampPlan       *plan,
            PreampPlanOpened  opened)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->parent = parent;
  g_set_object (&choice->connection, connection);
  g_set_object (&choice->plan, plan);
  choice->opened = opened;

  return choice;
}

static Choice *
choice_hold (Choice *choice)
{
  g_set_object (&choice->held, choice->parent);

  return choice;
}

static void
choice_free (Choice *choice)
{
  g_clear_object (&choice->held);
  g_clear_object (&choice->connection);
  g_clear_object (&choice->plan);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

/* Files */

static void
save_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autoptr (GError) error = NULL;

  if (preamp_plan_file_save_finish (PREAMP_PLAN (object), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (choice->parent), "toast.plan-saved", NULL);
  else
    preamp_message_show (GTK_WIDGET (choice->parent), _("The Plan Could Not Be Saved"),
                         error->message);
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autoptr (PreampPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  plan = preamp_plan_file_open_finish (PREAMP_CONNECTION (object), result, &error);
  if (plan == NULL)
    preamp_message_show (GTK_WIDGET (choice->parent), _("The Plan Could Not Be Opened"),
                         error->message);
  else if (gtk_widget_get_visible (GTK_WIDGET (choice->parent)))
    choice->opened (choice->parent, plan);
}

/* The chooser */

static void
save_response_cb (GtkNativeDialog *dialog,
                  int              response,
                  Choice          *choice)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (file != NULL)
    preamp_plan_chooser_save_to (choice->parent, choice->plan, file);

  g_object_set_data (G_OBJECT (choice->parent), CHOOSER_KEY, NULL);
}

static void
open_response_cb (GtkNativeDialog *dialog,
                  int              response,
                  Choice          *choice)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (file != NULL)
    preamp_plan_chooser_open_from (choice->parent, choice->connection, file, choice->opened);

  g_object_set_data (G_OBJECT (choice->parent), CHOOSER_KEY, NULL);
}

static void
free_choice_cb (gpointer  data,
                GClosure *closure)
{
  choice_free (data);
}

/* The chooser goes when it was answered, or with its window. */
static void
present (GtkFileChooserNative *chooser,
         GCallback             response_cb,
         Choice               *choice)
{
  g_autoptr (GtkFileFilter) plans = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (plans, _("Plans (CSV)"));
  gtk_file_filter_add_suffix (plans, "csv");
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), plans);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", response_cb, choice, free_choice_cb, 0);
  g_object_set_data_full (G_OBJECT (choice->parent), CHOOSER_KEY, chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static char *
dup_name (PreampPlan *plan)
{
  PreampInstance *instance = preamp_connection_get_instance (preamp_plan_get_connection (plan));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = NULL;

  name = g_strdup (preamp_instance_address_get_host (preamp_instance_get_address (instance)));

  return g_strdup_printf ("preamp-plan-%s-%s.csv", name, date);
}

/**
 * preamp_plan_chooser_save:
 * @parent: the window above which it is asked
 * @plan: a checked plan
 *
 * Asks for a file, and saves @plan there.
 */
void
preamp_plan_chooser_save (GtkWindow  *parent,
                          PreampPlan *plan)
{
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (PREAMP_IS_PLAN (plan));

  name = dup_name (plan);
  chooser = gtk_file_chooser_native_new (_("Save Plan"), parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                         _("_Save"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  present (chooser, G_CALLBACK (save_response_cb), choice_new (parent, NULL, plan, NULL));
}

/**
 * preamp_plan_chooser_save_to:
 * @parent: the window above which an error is told; where it has the action `toast.plan-saved`,
 *   that is activated
 * @plan: a checked plan
 * @file: where to
 *
 * Saves @plan.
 */
void
preamp_plan_chooser_save_to (GtkWindow  *parent,
                             PreampPlan *plan,
                             GFile      *file)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (PREAMP_IS_PLAN (plan));
  g_return_if_fail (G_IS_FILE (file));

  preamp_plan_file_save_async (plan, file, NULL, save_cb,
                               choice_hold (choice_new (parent, NULL, plan, NULL)));
}

/**
 * preamp_plan_chooser_open:
 * @parent: the window above which it is asked
 * @connection: the instance that the plan has to be for
 * @opened: called with the plan
 *
 * Asks for a plan file, and opens it.
 */
void
preamp_plan_chooser_open (GtkWindow        *parent,
                          PreampConnection *connection,
                          PreampPlanOpened  opened)
{
  GtkFileChooserNative *chooser;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (PREAMP_IS_CONNECTION (connection));
  g_return_if_fail (opened != NULL);

  chooser = gtk_file_chooser_native_new (_("Open Plan"), parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                         _("_Open"), _("_Cancel"));
  present (chooser, G_CALLBACK (open_response_cb), choice_new (parent, connection, NULL, opened));
}

/**
 * preamp_plan_chooser_open_from:
 * @parent: the window above which an error is told
 * @connection: the instance that the plan has to be for
 * @file: a plan file
 * @opened: called with the plan
 *
 * Opens a plan file.
 */
void
preamp_plan_chooser_open_from (GtkWindow        *parent,
                               PreampConnection *connection,
                               GFile            *file,
                               PreampPlanOpened  opened)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (PREAMP_IS_CONNECTION (connection));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (opened != NULL);

  preamp_plan_file_open_async (connection, file, NULL, open_cb,
                               choice_hold (choice_new (parent, connection, NULL, opened)));
}
