/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-outcome-bar"

#include "config.h"

#include "preamp-outcome-bar.h"

#include <string.h>

#include <glib/gi18n.h>

#include "preamp-status.h"

#define GAP 2
#define HEIGHT 8

/* The least width of a part, so that a single failure among hundreds is seen. */
#define LEAST_WIDTH 5

/* One for each outcome, and one for those of any that Domo’s lists contradict. */
#define CONTRADICTED PREAMP_N_OUTCOMES
#define N_PARTS (PREAMP_N_OUTCOMES + 1)

/**
 * PreampOutcomeBar:
 *
 * How many attempts ended how, as one bar: a part for each outcome that there is, as wide as its
 * share, and never so narrow that it is not seen. The colours are style classes; who cannot see
 * them has the numbers beside the bar, and its label.
 */
struct _PreampOutcomeBar
{
  GtkWidget  parent_instance;

  guint      counts[N_PARTS];
  GtkWidget *parts[N_PARTS];
};

G_DEFINE_FINAL_TYPE (PreampOutcomeBar, preamp_outcome_bar, GTK_TYPE_WIDGET)

static const PreampOutcome order[] = {
  PREAMP_OUTCOME_COMPLETE,
  PREAMP_OUTCOME_MOVED,
  PREAMP_OUTCOME_INCOMPLETE,
  PREAMP_OUTCOME_UNCONFIRMED,
  PREAMP_OUTCOME_UNKNOWN,
  PREAMP_OUTCOME_ABORTED,
  PREAMP_OUTCOME_REFUSED,
  PREAMP_OUTCOME_NOT_SENT,
  PREAMP_OUTCOME_NOT_STARTED,
  PREAMP_OUTCOME_NONE,
};

G_STATIC_ASSERT (G_N_ELEMENTS (order) == PREAMP_N_OUTCOMES);

/* What is contradicted comes last. */
static guint
get_part (guint position)
{
  return position < G_N_ELEMENTS (order) ? order[position] : CONTRADICTED;
}

static PreampStatus
get_part_status (guint part)
{
  return part == CONTRADICTED ? PREAMP_STATUS_CONTRADICTED
                              : preamp_status_from_outcome ((PreampOutcome) part);
}

static guint
count_all (PreampOutcomeBar *self)
{
  guint n = 0;

  for (guint i = 0; i < N_PARTS; i++)
    n += self->counts[i];

  return n;
}

static void
preamp_outcome_bar_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  PreampOutcomeBar *self = PREAMP_OUTCOME_BAR (widget);
  int n_parts = 0;

  for (guint i = 0; i < N_PARTS; i++)
    {
      int least = 0;

      if (self->counts[get_part (i)] == 0)
        continue;

      /* GTK wants to have measured what it allocates. */
      gtk_widget_measure (self->parts[get_part (i)], orientation, -1, &least, NULL, NULL, NULL);
      n_parts++;
    }

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL
               ? MAX (1, n_parts * (LEAST_WIDTH + GAP))
               : HEIGHT;
  *natural = *minimum;
}

static void
preamp_outcome_bar_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  PreampOutcomeBar *self = PREAMP_OUTCOME_BAR (widget);
  gboolean reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint n_left = count_all (self);
  int n_parts = 0;
  int room;
  int x = 0;

  for (guint i = 0; i < N_PARTS; i++)
    n_parts += self->counts[get_part (i)] > 0;

  /* What is left after each part has its least is shared. */
  room = MAX (0, width - n_parts * LEAST_WIDTH - MAX (0, n_parts - 1) * GAP);

  for (guint i = 0; i < N_PARTS; i++)
    {
      guint count = self->counts[get_part (i)];
      GtkAllocation allocation = { x, 0, LEAST_WIDTH, height };
      int share;

      if (count == 0)
        continue;

      share = (int) ((gint64) room * count / n_left);
      room -= share;
      n_left -= count;
      allocation.width += share;
      x += allocation.width + GAP;
      if (reversed)
        allocation.x = MAX (0, width - allocation.x - allocation.width);

      gtk_widget_size_allocate (self->parts[get_part (i)], &allocation, -1);
    }
}

static void
preamp_outcome_bar_dispose (GObject *object)
{
  PreampOutcomeBar *self = PREAMP_OUTCOME_BAR (object);

  for (guint i = 0; i < N_PARTS; i++)
    g_clear_pointer (&self->parts[i], gtk_widget_unparent);

  G_OBJECT_CLASS (preamp_outcome_bar_parent_class)->dispose (object);
}

static void
preamp_outcome_bar_class_init (PreampOutcomeBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_outcome_bar_dispose;
  widget_class->measure = preamp_outcome_bar_measure;
  widget_class->size_allocate = preamp_outcome_bar_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "outcomebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
preamp_outcome_bar_init (PreampOutcomeBar *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);

  for (guint i = 0; i < N_PARTS; i++)
    {
      GtkWidget *part = g_object_new (GTK_TYPE_BOX,
                                      "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                      "visible", FALSE,
                                      NULL);

      gtk_widget_add_css_class (part, "part");
      gtk_widget_add_css_class (part, get_part (i) == CONTRADICTED
                                        ? "contradicted"
                                        : preamp_outcome_bar_get_css_class (order[i]));
      gtk_widget_set_parent (part, GTK_WIDGET (self));
      self->parts[get_part (i)] = part;
    }
}

/**
 * preamp_outcome_bar_new:
 *
 * Creates a bar of nothing.
 *
 * Returns: (transfer full): a new `PreampOutcomeBar`
 */
GtkWidget *
preamp_outcome_bar_new (void)
{
  return g_object_new (PREAMP_TYPE_OUTCOME_BAR, NULL);
}

/**
 * preamp_outcome_bar_set_counts:
 * @self: a `PreampOutcomeBar`
 * @counts: (array fixed-size=10): how many ended how, by [enum@Outcome]
 * @contradicted: (array fixed-size=10) (nullable): how many of these Domo's lists contradict, %NULL
 *   to make no part of them
 *
 * Shows counts. What is contradicted is a part of its own, so that each attempt is in one part.
 */
void
preamp_outcome_bar_set_counts (PreampOutcomeBar *self,
                               const guint      *counts,
                               const guint      *contradicted)
{
  g_autoptr (GString) label = g_string_new (NULL);

  g_return_if_fail (PREAMP_IS_OUTCOME_BAR (self));
  g_return_if_fail (counts != NULL);

  self->counts[CONTRADICTED] = 0;
  for (guint i = 0; i < PREAMP_N_OUTCOMES; i++)
    {
      guint n = contradicted != NULL ? contradicted[i] : 0;

      self->counts[i] = counts[i] - n;
      self->counts[CONTRADICTED] += n;
    }

  for (guint i = 0; i < N_PARTS; i++)
    {
      PreampStatus status = get_part_status (get_part (i));
      guint n = self->counts[get_part (i)];

      gtk_widget_set_visible (self->parts[get_part (i)], n > 0);
      if (n == 0)
        continue;

      if (label->len > 0)
        g_string_append (label, ", ");
      /* Translators: one part of a list, “Complete: 30”; %1$s is a status, %2$u a number */
      g_string_append_printf (label, _("%1$s: %2$u"), preamp_status_get_label (status), n);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * preamp_outcome_bar_get_order:
 * @n_outcomes: (out): how many there are
 *
 * Returns: (array length=n_outcomes) (transfer none): the outcomes in the order of the bar
 */
const PreampOutcome *
preamp_outcome_bar_get_order (guint *n_outcomes)
{
  g_return_val_if_fail (n_outcomes != NULL, NULL);

  *n_outcomes = G_N_ELEMENTS (order);

  return order;
}

/**
 * preamp_outcome_bar_get_css_class:
 * @outcome: an outcome
 *
 * Returns: the style class of its colour
 */
const char *
preamp_outcome_bar_get_css_class (PreampOutcome outcome)
{
  const char *text = preamp_outcome_to_text (outcome);

  return text != NULL ? text : "waiting";
}
