/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-outcome-counts"

#include "config.h"

#include "preamp-outcome-counts.h"

#include <glib/gi18n.h>

#include "preamp-attempt-words.h"
#include "preamp-decoration.h"
#include "preamp-wrap-box.h"

typedef struct
{
  PreampStatus status;
  const char  *word;
} CountKind;

static const CountKind kinds[] = {
  /* Translators: these follow a number: “11 complete” */
  { PREAMP_STATUS_COMPLETE, NC_ ("count", "complete") },
  { PREAMP_STATUS_MOVED, NC_ ("count", "moved, by Domo’s lists") },
  { PREAMP_STATUS_INCOMPLETE, NC_ ("count", "incomplete") },
  { PREAMP_STATUS_UNCONFIRMED, NC_ ("count", "unconfirmed") },
  { PREAMP_STATUS_CONTRADICTED, NC_ ("count", "contradicted by Domo’s lists") },
  { PREAMP_STATUS_UNKNOWN, NC_ ("count", "with an unknown state") },
  { PREAMP_STATUS_ABORTED, NC_ ("count", "aborted") },
  { PREAMP_STATUS_REFUSED, NC_ ("count", "refused") },
  { PREAMP_STATUS_NOT_SENT, NC_ ("count", "not sent") },
  { PREAMP_STATUS_NOT_STARTED, NC_ ("count", "not started") },
  { PREAMP_STATUS_LEFT_OUT, NC_ ("count", "left out") },
  { PREAMP_STATUS_WAITING, NC_ ("count", "waiting") },
};

typedef struct
{
  GtkWidget *box;
  GtkLabel  *number;
} Count;

/**
 * PreampOutcomeCounts:
 *
 * How many of a run's rows ended how, or were left out: icon, number and word of each status that
 * there is, wrapped where the line is short.
 */
struct _PreampOutcomeCounts
{
  AdwBin         parent_instance;

  Count          counts[G_N_ELEMENTS (kinds)];

  /* template */
  PreampWrapBox *wrap_box;
};

G_DEFINE_FINAL_TYPE (PreampOutcomeCounts, preamp_outcome_counts, ADW_TYPE_BIN)

static void
add_count (PreampOutcomeCounts *self,
           guint                i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = preamp_decoration_new (preamp_status_get_icon_name (kinds[i].status),
                                           preamp_status_get_css_class (kinds[i].status));
  GtkWidget *number = gtk_label_new (NULL);
  GtkWidget *word = gtk_label_new (g_dpgettext2 (NULL, "count", kinds[i].word));

  gtk_widget_add_css_class (number, "heading");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (word, "dim-label");

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), word);

  gtk_widget_set_visible (box, FALSE);
  preamp_wrap_box_append (self->wrap_box, box);

  self->counts[i].box = box;
  self->counts[i].number = GTK_LABEL (number);
}

static void
preamp_outcome_counts_class_init (PreampOutcomeCountsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PREAMP_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-outcome-counts.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampOutcomeCounts, wrap_box);
}

static void
preamp_outcome_counts_init (PreampOutcomeCounts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_count (self, i);
}

/**
 * preamp_outcome_counts_show:
 * @self: a `PreampOutcomeCounts`
 * @run: a run
 *
 * Shows the counts of @run as they are now.
 */
void
preamp_outcome_counts_show (PreampOutcomeCounts *self,
                            PreampRun           *run)
{
  guint n[PREAMP_STATUS_MIGRATED + 1] = { 0 };
  GListModel *attempts;
  guint n_attempts;

  g_return_if_fail (PREAMP_IS_OUTCOME_COUNTS (self));
  g_return_if_fail (PREAMP_IS_RUN (run));

  attempts = preamp_run_get_attempts (run);
  n_attempts = g_list_model_get_n_items (attempts);
  for (guint i = 0; i < n_attempts; i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attempts, i);

      n[preamp_attempt_words_get_status (attempt)]++;
    }

  n[PREAMP_STATUS_LEFT_OUT] += preamp_run_get_left_out (run)->len;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", n[kinds[i].status]);

      gtk_label_set_text (self->counts[i].number, text);
      gtk_widget_set_visible (self->counts[i].box, n[kinds[i].status] > 0);
    }
}
