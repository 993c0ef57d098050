/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-old-entries"

#include "config.h"

#include "preamp-old-entries.h"

#include <glib/gi18n.h>

/**
 * PreampOldEntries:
 *
 * The question which old entries of the journal are to be deleted. It counts what would go and what
 * stays, and can be answered with *Delete* only once that is said, and something would go.
 */
struct _PreampOldEntries
{
  AdwBin         parent_instance;

  PreampJournal *journal;
  GCancellable  *cancellable;
  gint64         before;

  /* template */
  AdwComboRow   *age_row;
  GtkLabel      *label;
};

G_DEFINE_FINAL_TYPE (PreampOldEntries, preamp_old_entries, ADW_TYPE_BIN)

/* The ages of the row, in months. */
static const int ages[] = { 3, 6, 12, 24 };

static void
allow (PreampOldEntries *self,
       gboolean          allowed)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ADW_IS_MESSAGE_DIALOG (root))
    adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (root), "delete", allowed);
}

static char *
dup_sentence (const PreampJournalOld *old)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (old->n_runs > 0)
    {
      g_autofree char *runs = NULL;
      g_autofree char *attempts = NULL;

      runs = g_strdup_printf (ngettext ("%d run", "%d runs", (gulong) old->n_runs),
                              (int) old->n_runs);
      attempts = g_strdup_printf (ngettext ("%d attempt", "%d attempts", (gulong) old->n_attempts),
                                  (int) old->n_attempts);
      /* Translators: %1$s is “12 runs”, %2$s is “345 attempts” */
      g_string_append_printf (text, _("%1$s with %2$s will be deleted."), runs, attempts);
    }
  else if (old->n_kept == 0)
    {
      g_string_append (text, _("No run is as old as that."));
    }

  if (old->n_kept > 0)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%d older run stays: it is not resolved, can still be "
                                        "continued, or a reversal needs its record.",
                                        "%d older runs stay: they are not resolved, can still be "
                                        "continued, or a reversal needs their record.",
                                        (gulong) old->n_kept),
                              (int) old->n_kept);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
count_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PreampOldEntries) self = PREAMP_OLD_ENTRIES (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  PreampJournalOld old = { 0 };

  if (!preamp_journal_count_old_finish (PREAMP_JOURNAL (object), result, &old, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_label_set_text (self->label, error->message);
      return;
    }

  sentence = dup_sentence (&old);
  gtk_label_set_text (self->label, sentence);
  allow (self, old.n_runs > 0);
}

static void
count (PreampOldEntries *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) before = NULL;
  guint selected = adw_combo_row_get_selected (self->age_row);

  g_assert (selected < G_N_ELEMENTS (ages));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  before = g_date_time_add_months (now, -ages[selected]);
  self->before = g_date_time_to_unix (before) * G_USEC_PER_SEC;
  allow (self, FALSE);
  gtk_label_set_text (self->label, _("Looking at the journal…"));
  preamp_journal_count_old_async (self->journal, self->before, self->cancellable, count_cb,
                                  g_object_ref (self));
}

static void
age_cb (PreampOldEntries *self)
{
  g_assert (PREAMP_IS_OLD_ENTRIES (self));

  if (self->journal != NULL)
    count (self);
}

static void
preamp_old_entries_dispose (GObject *object)
{
  PreampOldEntries *self = PREAMP_OLD_ENTRIES (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_OLD_ENTRIES);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (preamp_old_entries_parent_class)->dispose (object);
}

static void
preamp_old_entries_class_init (PreampOldEntriesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_old_entries_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/app/preamp-old-entries.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampOldEntries, age_row);
  gtk_widget_class_bind_template_child (widget_class, PreampOldEntries, label);
  gtk_widget_class_bind_template_callback (widget_class, age_cb);
}

static void
preamp_old_entries_init (PreampOldEntries *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

typedef struct
{
  PreampOldEntries *entries;
  GtkWidget *widget;
  void (*chosen) (GtkWidget *widget, gint64 before);
} Question;

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Question         *question)
{
  if (g_str_equal (response, "delete") && question->widget != NULL)
    question->chosen (question->widget, question->entries->before);
}

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->entries);
  g_clear_weak_pointer (&question->widget);
  g_free (question);
}

/**
 * preamp_old_entries_ask:
 * @widget: the widget that asks
 * @journal: the journal
 * @chosen: called with @widget, if it is still there and something is to be deleted: what ended
 *   before that time, in microseconds since 1970 UTC
 *
 * Asks which old entries are to be deleted.
 */
void
preamp_old_entries_ask (GtkWidget     *widget,
                        PreampJournal *journal,
                        void         (*chosen) (GtkWidget *widget, gint64 before))
{
  GtkRoot *root;
  PreampOldEntries *self;
  Question *question;
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PREAMP_IS_JOURNAL (journal));
  g_return_if_fail (chosen != NULL);

  root = gtk_widget_get_root (widget);
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   _("Delete Old Entries?"),
                                   _("Runs of all instances are deleted from the journal on this "
                                     "computer, and cannot be brought back. Nothing is changed in "
                                     "Domo. Export the journal first if you may want to look "
                                     "something up."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "delete", _("_Delete"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");

  self = g_object_new (PREAMP_TYPE_OLD_ENTRIES, NULL);
  self->journal = g_object_ref (journal);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), GTK_WIDGET (self));

  question = g_new0 (Question, 1);
  question->entries = g_object_ref (self);
  g_set_weak_pointer (&question->widget, widget);
  question->chosen = chosen;
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);

  count (self);
  gtk_window_present (GTK_WINDOW (dialog));
}
