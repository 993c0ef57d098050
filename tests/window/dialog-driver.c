/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "dialog-driver.h"

#include "widget-tree.h"
#include "window/preamp-heading.h"
#include "window/preamp-migration-dialog.h"

const Datasource three[] = {
  { .id = "d0", .name = "Sales" },
  { .id = "d1", .name = "Orders" },
  { .id = "d2", .name = "Returns" },
};

const Datasource every_outcome[] = {
  { .id = "d0", .name = "Went well" },
  { .id = "d1", .name = "Refused", .status = 404, .message = "No such datasource" },
  { .id = "d2", .name = "Aborted", .state = "ABORTED", .message = "No <warehouse>" },
  { .id = "d3", .name = "Unknown", .state = "PENDING" },
  { .id = "d4", .name = "Lost", .state = "" },
  { .id = "d5", .name = "<b>Broken</b>\nin two", .state = "INCOMPLETE",
    .message = "Half-way & <i>stuck</i>\nsecond line" },
  { .id = "d6", .name = "Colliding", .collision = TRUE },
  { .id = "d7", .name = "Gone before", .migrated = TRUE },
};

DialogFixture fixture;
GtkWindow *dialog;

void
open_plan (PreampDirection direction)
{
  g_autoptr (PreampPlan) plan = dialog_fixture_plan (&fixture, direction);

  /* What is unfolded is there at once, and has its size. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  dialog = preamp_migration_dialog_new_for_plan (fixture.workspace, plan);
  /* The runs of these tests go on to their end, whatever becomes of them. */
  g_object_set (dialog, "halt-in-a-row", 0, "halt-incomplete", 0, NULL);
  gtk_window_present (dialog);
}

void
close_dialog (void)
{
  gpointer gone = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &gone);
  gtk_window_destroy (dialog);
  await (gone == NULL);
  dialog = NULL;
}

gpointer
get_page (const char *name)
{
  return widget_tree_get_child (dialog, name);
}

gpointer
get_option (const char *name)
{
  return widget_tree_get_child (widget_tree_get_child (get_page ("review_page"), "options"), name);
}

gboolean
shows (const char *name)
{
  return gtk_stack_get_visible_child (get_page ("stack")) == get_page (name);
}

const char *
get_heading (const char *page)
{
  return preamp_heading_get_title (widget_tree_get_child (get_page (page), "heading"));
}

void
await_review (void)
{
  GtkStack *stack = widget_tree_get_child (get_page ("review_page"), "stack");

  await (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "checking") != 0);
}

/* At once, where gtk_widget_activate() shows the button pressed for a moment first. */
void
click (GtkWidget *button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
start (void)
{
  await_review ();
  click (widget_tree_get_child (get_page ("review_page"), "start_button"));
}

void
run_to_result (void)
{
  start ();
  await (shows ("result_page"));
}

const char *
get_start_label (void)
{
  GtkButton *button = widget_tree_get_child (get_page ("review_page"), "start_button");

  return gtk_label_get_text (GTK_LABEL (gtk_button_get_child (button)));
}

gboolean
has_text (const char *page,
          const char *text)
{
  return widget_tree_find_text (get_page (page), text) != NULL;
}

char *
read_clipboard (GtkWidget *widget)
{
  GdkContentProvider *content = gdk_clipboard_get_content (gtk_widget_get_clipboard (widget));
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (content);
  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (content, &value, &error);
  g_assert_no_error (error);

  return g_value_dup_string (&value);
}

AdwMessageDialog *
find_question (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (toplevels);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

/* A response alone leaves the question where it is; its buttons close it too. */
void
respond (AdwMessageDialog *question,
         const char       *response)
{
  g_assert_nonnull (question);
  adw_message_dialog_response (question, response);
  gtk_window_destroy (GTK_WINDOW (question));
  g_assert_null (find_question ());
}
