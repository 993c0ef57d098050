/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-interruption-card"

#include "config.h"

#include "preamp-interruption-card.h"

#include <glib/gi18n.h>

#include "preamp-activity-words.h"
#include "preamp-format.h"
#include "preamp-wrap-box.h"

/**
 * PreampInterruptionCard:
 *
 * Says of a run that it was interrupted, and why. It is visible only while there is one, and its
 * buttons activate the actions `activity.continue` and `activity.not-now` of a widget above it.
 */
struct _PreampInterruptionCard
{
  AdwBin    parent_instance;

  /* template */
  GtkLabel *title_label;
  GtkLabel *why_label;
};

G_DEFINE_FINAL_TYPE (PreampInterruptionCard, preamp_interruption_card, ADW_TYPE_BIN)

static char *
dup_why (const PreampRunSummary *summary)
{
  g_autoptr (GDateTime) start = NULL;
  g_autofree char *time = NULL;
  const char *why = summary->run->reason;

  start = g_date_time_new_from_unix_utc (summary->run->started_at / G_USEC_PER_SEC);
  time = preamp_format_date_time (start);

  if (summary->run->ending == PREAMP_RUN_ENDING_QUIT)
    why = _("Preamp was quit");
  else if (summary->run->ending == PREAMP_RUN_ENDING_CRASHED)
    why = _("Preamp ended in the midst of it");
  else if (why == NULL)
    why = _("It halted by itself");

  /* Translators: when a run was started, and why it was interrupted: “Today, 19:14 · Preamp was
   * quit” */
  return g_strdup_printf (_("%1$s · %2$s"), time, why);
}

static void
preamp_interruption_card_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_INTERRUPTION_CARD);

  G_OBJECT_CLASS (preamp_interruption_card_parent_class)->dispose (object);
}

static void
preamp_interruption_card_class_init (PreampInterruptionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_interruption_card_dispose;

  g_type_ensure (PREAMP_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-interruption-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampInterruptionCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, PreampInterruptionCard, why_label);
}

static void
preamp_interruption_card_init (PreampInterruptionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * preamp_interruption_card_new:
 *
 * Creates a card that says nothing.
 *
 * Returns: (transfer full): a new `PreampInterruptionCard`
 */
GtkWidget *
preamp_interruption_card_new (void)
{
  return g_object_new (PREAMP_TYPE_INTERRUPTION_CARD, NULL);
}

/**
 * preamp_interruption_card_set_summary:
 * @self: a `PreampInterruptionCard`
 * @summary: (nullable): a run that was interrupted
 *
 * Shows another run, or none.
 */
void
preamp_interruption_card_set_summary (PreampInterruptionCard *self,
                                      const PreampRunSummary *summary)
{
  g_autofree char *title = NULL;
  g_autofree char *why = NULL;

  g_return_if_fail (PREAMP_IS_INTERRUPTION_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), summary != NULL);
  if (summary == NULL)
    return;

  title = preamp_activity_words_dup_interrupted (summary);
  why = dup_why (summary);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->why_label, why);
}
