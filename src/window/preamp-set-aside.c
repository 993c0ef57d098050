/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What needs attention is put out of sight, and a toast offers to take that back. What was set
 * aside while such a toast is in view joins it: one press brings all of it back. */

#define G_LOG_DOMAIN "preamp-set-aside"

#include "config.h"

#include "preamp-set-aside.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "preamp-attempt-words.h"
#include "preamp-message.h"
#include "preamp-toast.h"

/* There may be two sentences to read. In seconds. */
#define TIMEOUT 10

#define NAME_LENGTH 60

/* The text of a toast, and what stands beside it: in pixels, and in characters. */
#define MIN_CHARS     8
#define FEW_CHARS     16
#define MAX_CHARS     60
#define BUTTONS_WIDTH 130
#define BUTTONS_CHARS 4

typedef struct
{
  GtkWidget *widget;
  PreampWorkspace *workspace;
  GPtrArray *attempts;
  gboolean seen;
  gboolean mixed; /* some seen, others set aside */
} Aside;

static Aside *
aside_new (GtkWidget       *widget,
           PreampWorkspace *workspace,
           GPtrArray       *attempts,
           gboolean         seen)
{
  Aside *aside = g_new0 (Aside, 1);

  g_set_object (&aside->widget, widget);
  aside->workspace = g_object_ref (workspace);
  aside->attempts = g_ptr_array_new_with_free_func (g_object_unref);
  aside->seen = seen;

  for (guint i = 0; i < attempts->len; i++)
    g_ptr_array_add (aside->attempts, g_object_ref (g_ptr_array_index (attempts, i)));

  return aside;
}

static void
aside_free (Aside *aside)
{
  g_clear_object (&aside->widget);
  g_clear_object (&aside->workspace);
  g_clear_pointer (&aside->attempts, g_ptr_array_unref);
  g_free (aside);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Aside, aside_free)

static GArray *
list_ids (const Aside *aside)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < aside->attempts->len; i++)
    {
      PreampAttempt *attempt = g_ptr_array_index (aside->attempts, i);

      g_array_append_val (ids, preamp_attempt_get_record (attempt)->id);
    }

  return ids;
}

static void
note (const Aside *aside,
      gboolean     is_aside)
{
  for (guint i = 0; i < aside->attempts->len; i++)
    preamp_attempt_note_set_aside (g_ptr_array_index (aside->attempts, i), is_aside);

  preamp_standings_refresh (preamp_workspace_get_standings (aside->workspace));
}

/* Words */

static guint
count_unconfirmed (const Aside *aside)
{
  guint n = 0;

  for (guint i = 0; i < aside->attempts->len; i++)
    {
      PreampAttempt *attempt = g_ptr_array_index (aside->attempts, i);

      if (preamp_attempt_get_outcome (attempt) == PREAMP_OUTCOME_UNCONFIRMED)
        n++;
    }

  return n;
}

static char *
dup_sentence_of_one (const Aside *aside)
{
  PreampAttempt *attempt = g_ptr_array_index (aside->attempts, 0);
  g_autofree char *name = preamp_attempt_words_shorten (preamp_attempt_get_name (attempt),
                                                        NAME_LENGTH);

  if (aside->seen)
    /* Translators: %s is the name of a datasource */
    return g_strdup_printf (_("“%s” was marked as seen."), name);

  if (count_unconfirmed (aside) > 0)
    /* Translators: %s is the name of a datasource */
    return g_strdup_printf (_("“%s” was set aside. It stays closed to new requests until Domo’s "
                              "lists tell what became of it."),
                            name);

  /* Translators: %s is the name of a datasource */
  return g_strdup_printf (_("“%s” was set aside."), name);
}

static char *
dup_sentence (const Aside *aside)
{
  guint n = aside->attempts->len;

  if (n == 1)
    return dup_sentence_of_one (aside);

  if (aside->mixed && count_unconfirmed (aside) > 0)
    /* Translators: %u is a number of datasources, some marked as seen and others set aside */
    return g_strdup_printf (ngettext ("%u datasource no longer needs attention. Unconfirmed, it "
                                      "stays closed to new requests.",
                                      "%u datasources no longer need attention. Unconfirmed ones "
                                      "stay closed to new requests.", n),
                            n);

  if (aside->mixed)
    /* Translators: %u is a number of datasources, some marked as seen and others set aside */
    return g_strdup_printf (ngettext ("%u datasource no longer needs attention.",
                                      "%u datasources no longer need attention.", n),
                            n);

  if (aside->seen)
    /* Translators: %u is a number of datasources */
    return g_strdup_printf (ngettext ("%u datasource was marked as seen.",
                                      "%u datasources were marked as seen.", n),
                            n);

  if (count_unconfirmed (aside) > 0)
    /* Translators: %u is a number of datasources */
    return g_strdup_printf (ngettext ("%u datasource was set aside. Unconfirmed, it stays closed "
                                      "to new requests.",
                                      "%u datasources were set aside. Unconfirmed ones stay closed "
                                      "to new requests.", n),
                            n);

  /* Translators: %u is a number of datasources */
  return g_strdup_printf (ngettext ("%u datasource was set aside.",
                                    "%u datasources were set aside.", n),
                          n);
}

/* Where a whole sentence would take a word a line, and hide the window. */
static char *
dup_short_sentence (const Aside *aside)
{
  guint n = aside->attempts->len;

  if (aside->mixed)
    /* Translators: %u is a number of datasources, some marked as seen and others set aside */
    return g_strdup_printf (ngettext ("%u off the list", "%u off the list", n), n);

  if (aside->seen)
    /* Translators: %u is a number of datasources */
    return g_strdup_printf (ngettext ("%u seen", "%u seen", n), n);

  /* Translators: %u is a number of datasources */
  return g_strdup_printf (ngettext ("%u set aside", "%u set aside", n), n);
}

/* Undo */

static Aside *
get_aside (AdwToast *toast)
{
  return g_object_get_data (G_OBJECT (toast), "preamp-aside");
}

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (AdwToast) toast = ADW_TOAST (user_data);
  const Aside *aside = get_aside (toast);
  g_autoptr (GError) error = NULL;

  if (preamp_journal_set_aside_finish (PREAMP_JOURNAL (object), result, &error))
    note (aside, FALSE);
  else
    preamp_message_show (aside->widget, _("It Was Not Undone"), error->message);
}

static void
undo_cb (AdwToast *toast)
{
  const Aside *aside = get_aside (toast);
  g_autoptr (GArray) ids = list_ids (aside);

  preamp_journal_set_aside_async (preamp_workspace_get_journal (aside->workspace), ids, FALSE,
                                  undone_cb, g_object_ref (toast));
}

static void
dismissed_cb (AdwToast *toast,
              GObject  *overlay)
{
  if (g_object_get_data (overlay, "preamp-aside-toast") == toast)
    g_object_set_data (overlay, "preamp-aside-toast", NULL);
}

/* An overlay gives its toast the height that its text has by itself, so that the text has to know
 * itself how much room there is beside the buttons. */
static int
find_width_chars (GtkWidget *overlay)
{
  PangoContext *context = gtk_widget_get_pango_context (overlay);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                   pango_font_metrics_get_approximate_digit_width (metrics)) / PANGO_SCALE + 1;

  pango_font_metrics_unref (metrics);

  /* Where it has no width yet nothing is known of it. */
  if (gtk_widget_get_width (overlay) == 0)
    return MAX_CHARS;

  return CLAMP ((gtk_widget_get_width (overlay) - BUTTONS_WIDTH) / width - BUTTONS_CHARS,
                MIN_CHARS, MAX_CHARS);
}

static void
update_toast (AdwToast        *toast,
              AdwToastOverlay *overlay)
{
  int width_chars = find_width_chars (GTK_WIDGET (overlay));
  GtkLabel *label = GTK_LABEL (adw_toast_get_custom_title (toast));
  g_autofree char *sentence = NULL;

  if (width_chars < FEW_CHARS)
    sentence = dup_short_sentence (get_aside (toast));
  else
    sentence = dup_sentence (get_aside (toast));

  gtk_label_set_text (label, sentence);
  gtk_label_set_max_width_chars (label, width_chars);
}

static AdwToast *
create_toast (Aside           *aside,
              AdwToastOverlay *overlay)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   NULL);

  adw_toast_set_custom_title (toast, label);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, TIMEOUT);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_object_set_data_full (G_OBJECT (toast), "preamp-aside", aside, (GDestroyNotify) aside_free);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), NULL);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay, 0);

  return toast;
}

/* A toast that is in view takes over what else was set aside, and stays for its time again. It is
 * not replaced: libadwaita 1.2 breaks where a toast goes while it is coming. */
static void
offer_undo (Aside *given)
{
  g_autoptr (Aside) aside = given;
  AdwToastOverlay *overlay = preamp_toast_find_overlay (aside->widget);
  AdwToast *toast;
  Aside *earlier;

  if (overlay == NULL)
    return;

  toast = g_object_get_data (G_OBJECT (overlay), "preamp-aside-toast");
  earlier = toast != NULL ? get_aside (toast) : NULL;

  if (earlier != NULL && earlier->workspace == aside->workspace)
    {
      earlier->mixed = earlier->mixed || earlier->seen != aside->seen;
      g_ptr_array_extend_and_steal (earlier->attempts, g_steal_pointer (&aside->attempts));
    }
  else
    {
      toast = create_toast (g_steal_pointer (&aside), overlay);
      g_object_set_data_full (G_OBJECT (overlay), "preamp-aside-toast", toast, g_object_unref);
    }

  update_toast (toast, overlay);
  adw_toast_overlay_add_toast (overlay, g_object_ref (toast));
}

/* Set aside */

static void
set_aside_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Aside) aside = user_data;
  g_autoptr (GError) error = NULL;

  if (preamp_journal_set_aside_finish (PREAMP_JOURNAL (object), result, &error))
    {
      note (aside, TRUE);
      offer_undo (g_steal_pointer (&aside));
    }
  else
    {
      preamp_standings_refresh (preamp_workspace_get_standings (aside->workspace));
      preamp_message_show (aside->widget, _("It Was Not Set Aside"), error->message);
    }
}

static void
set_aside (GtkWidget       *widget,
           PreampWorkspace *workspace,
           GPtrArray       *attempts,
           gboolean         seen)
{
  Aside *aside = aside_new (widget, workspace, attempts, seen);
  g_autoptr (GArray) ids = list_ids (aside);

  preamp_journal_set_aside_async (preamp_workspace_get_journal (workspace), ids, TRUE,
                                  set_aside_cb, aside);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response)
{
  const Aside *aside = g_object_get_data (G_OBJECT (dialog), "preamp-aside");

  if (g_str_equal (response, "set-aside"))
    set_aside (aside->widget, aside->workspace, aside->attempts, FALSE);
}

/* Its content is broken still: that is not put out of sight by one press. */
static void
ask (GtkWidget       *widget,
     PreampWorkspace *workspace,
     GPtrArray       *attempts)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  name = preamp_attempt_words_shorten (preamp_attempt_get_name (g_ptr_array_index (attempts, 0)),
                                       NAME_LENGTH);
  /* Translators: %s is the name of a datasource */
  body = g_strdup_printf (_("“%s” is incomplete, and content built on it may still be broken. "
                            "Setting it aside repairs nothing: it will no longer be shown as "
                            "needing attention. It cannot be moved the other way until an attempt "
                            "completes."),
                          name);

  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   _("Set It Aside?"), body);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "set-aside", _("_Set Aside"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "set-aside",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");

  /* The widget holds the question's dialog through its window, so that it goes with it. */
  g_object_set_data_full (G_OBJECT (dialog), "preamp-aside",
                          aside_new (widget, workspace, attempts, FALSE),
                          (GDestroyNotify) aside_free);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * preamp_set_aside:
 * @widget: the widget that asks
 * @workspace: the attempt's instance
 * @attempt: an attempt that needs attention
 *
 * Puts an attempt out of sight, after a question where content may be broken, and offers to take
 * that back. A move that the lists have proved is marked as seen. A datasource that is closed stays
 * closed.
 */
void
preamp_set_aside (GtkWidget       *widget,
                  PreampWorkspace *workspace,
                  PreampAttempt   *attempt)
{
  g_autoptr (GPtrArray) attempts = g_ptr_array_new ();

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (PREAMP_IS_ATTEMPT (attempt));

  g_ptr_array_add (attempts, attempt);
  if (preamp_attempt_get_outcome (attempt) == PREAMP_OUTCOME_INCOMPLETE)
    ask (widget, workspace, attempts);
  else
    set_aside (widget, workspace, attempts, preamp_attempt_words_may_mark_as_seen (attempt));
}

/**
 * preamp_mark_as_seen:
 * @widget: the widget that asks
 * @workspace: the attempts' instance
 * @attempts: (element-type PreampAttempt): attempts that need attention, and of which nothing is
 *   broken or uncertain
 *
 * Marks them as seen, all of them or none, and offers to take that back.
 */
void
preamp_mark_as_seen (GtkWidget       *widget,
                     PreampWorkspace *workspace,
                     GPtrArray       *attempts)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (attempts != NULL);

  if (attempts->len > 0)
    set_aside (widget, workspace, attempts, TRUE);
}
