/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-outcome-counts"

#include "config.h"

#include "preamp-outcome-counts.h"

#include <glib/gi18n.h>

#include "preamp-status.h"
#include "preamp-wrap-box.h"

typedef struct
{
  PreampOutcome outcome;
  const char   *word;
} CountKind;

/* PREAMP_OUTCOME_NONE stands for those that wait. */
static const CountKind kinds[] = {
  /* Translators: these follow a number: “11 complete” */
  { PREAMP_OUTCOME_COMPLETE, NC_ ("count", "complete") },
  { PREAMP_OUTCOME_MOVED, NC_ ("count", "moved, by Domo’s lists") },
  { PREAMP_OUTCOME_INCOMPLETE, NC_ ("count", "incomplete") },
  { PREAMP_OUTCOME_UNCONFIRMED, NC_ ("count", "unconfirmed") },
  { PREAMP_OUTCOME_UNKNOWN, NC_ ("count", "with an unknown state") },
  { PREAMP_OUTCOME_ABORTED, NC_ ("count", "aborted") },
  { PREAMP_OUTCOME_REFUSED, NC_ ("count", "refused") },
  { PREAMP_OUTCOME_NOT_SENT, NC_ ("count", "not sent") },
  { PREAMP_OUTCOME_NOT_STARTED, NC_ ("count", "not started") },
  { PREAMP_OUTCOME_NONE, NC_ ("count", "waiting") },
};

typedef struct
{
  GtkWidget *box;
  GtkLabel  *number;
} Count;

/**
 * PreampOutcomeCounts:
 *
 * How many of a run's attempts ended how: icon, number and word of each outcome that there is,
 * wrapped where the line is short.
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
  PreampStatus status = preamp_status_from_outcome (kinds[i].outcome);
  const char *css_class = preamp_status_get_css_class (status);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (preamp_status_get_icon_name (status));
  GtkWidget *number = gtk_label_new (NULL);
  GtkWidget *word = gtk_label_new (g_dpgettext2 (NULL, "count", kinds[i].word));

  if (css_class != NULL)
    gtk_widget_add_css_class (icon, css_class);
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/preamp/Preamp/window/preamp-outcome-counts.ui");
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
  g_return_if_fail (PREAMP_IS_OUTCOME_COUNTS (self));
  g_return_if_fail (PREAMP_IS_RUN (run));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *text = NULL;
      guint n;

      if (kinds[i].outcome == PREAMP_OUTCOME_NONE)
        n = preamp_run_get_n_waiting (run);
      else
        n = preamp_run_count_outcome (run, kinds[i].outcome);

      text = g_strdup_printf ("%u", n);
      gtk_label_set_text (self->counts[i].number, text);
      gtk_widget_set_visible (self->counts[i].box, n > 0);
    }
}
