/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-overview"

#include "config.h"

#include "preamp-activity-overview.h"

#include <glib/gi18n.h>

#include "journal/preamp-journal-pages.h"
#include "preamp-attention-list.h"
#include "preamp-interruption-card.h"
#include "preamp-outcome-bar.h"
#include "preamp-status.h"

#define PERIOD (G_GINT64_CONSTANT (30) * G_TIME_SPAN_DAY)

/* Of what needs attention: two rows. */
#define MIN_HEIGHT 130

/**
 * PreampActivityOverview:
 *
 * What needs attention in an instance, and how its attempts of the last 30 days ended.
 */
struct _PreampActivityOverview
{
  AdwBin                  parent_instance;

  PreampWorkspace        *workspace;
  GSignalGroup           *interruption_signals;
  GCancellable           *cancellable;
  gboolean                narrow;
  gboolean                tight;

  /* template */
  GtkBox                 *box;
  GtkOrientable          *attention_head;
  GtkOrientable          *outcomes_head;
  GtkLabel               *outcomes_title;
  PreampInterruptionCard *interruption_card;
  PreampAttentionList    *attention_list;
  GtkWidget              *seen_button;
  GtkWidget              *calm_box;
  GtkWidget              *outcomes_box;
  GtkLabel               *total_label;
  PreampOutcomeBar       *bar;
  GtkFlowBox             *legend;
};

G_DEFINE_FINAL_TYPE (PreampActivityOverview, preamp_activity_overview, ADW_TYPE_BIN)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Needs attention */

static GtkWidget *
get_focus (PreampActivityOverview *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ? focus : NULL;
}

static void
update_attention (PreampActivityOverview *self)
{
  g_autoptr (GPtrArray) seen = preamp_attention_list_dup_seen (self->attention_list);
  GtkWidget *focus = get_focus (self);
  const PreampRunSummary *summary = NULL;

  if (self->workspace != NULL)
    summary = preamp_interruption_get_summary (preamp_workspace_get_interruption (self->workspace));

  preamp_interruption_card_set_summary (self->interruption_card, summary);
  gtk_widget_set_visible (self->calm_box,
                          summary == NULL &&
                          !gtk_widget_get_visible (GTK_WIDGET (self->attention_list)));
  gtk_widget_set_visible (self->seen_button, seen->len > 1);

  if (focus != NULL && !gtk_widget_is_visible (focus) &&
      !gtk_widget_child_focus (GTK_WIDGET (self->attention_list), GTK_DIR_TAB_FORWARD))
    gtk_widget_activate_action (GTK_WIDGET (self), "activity.focus-list", NULL);
}

static void
attention_activated_cb (PreampActivityOverview *self,
                        PreampAttempt          *attempt)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, attempt);
}

/* Outcomes */

/* A label that wraps asks for the height that it would need at its least width: it does so only
 * where nothing else shares the height. */
static void
set_wrap (GtkLabel *label,
          gboolean  wrap)
{
  gtk_label_set_ellipsize (label, wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (label, wrap);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
}

static GtkWidget *
create_entry (PreampStatus  status,
              const char   *dot_class,
              guint         n,
              gboolean      wrap)
{
  const char *css_class = preamp_status_get_css_class (status);
  g_autofree char *number = g_strdup_printf ("%u", n);
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *dot = g_object_new (GTK_TYPE_BOX,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                 "valign", GTK_ALIGN_CENTER,
                                 NULL);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", preamp_status_get_icon_name (status),
                                  NULL);
  GtkWidget *word = g_object_new (GTK_TYPE_LABEL,
                                  "hexpand", TRUE,
                                  "label", preamp_status_get_label (status),
                                  "xalign", 0.0,
                                  NULL);
  GtkWidget *count = gtk_label_new (number);

  set_wrap (GTK_LABEL (word), wrap);
  gtk_widget_add_css_class (dot, "dot");
  gtk_widget_add_css_class (dot, dot_class);
  if (css_class != NULL)
    gtk_widget_add_css_class (icon, css_class);
  gtk_widget_add_css_class (count, "numeric");

  gtk_box_append (GTK_BOX (entry), dot);
  gtk_box_append (GTK_BOX (entry), icon);
  gtk_box_append (GTK_BOX (entry), word);
  gtk_box_append (GTK_BOX (entry), count);

  return entry;
}

static void
add_entry (PreampActivityOverview *self,
           PreampStatus            status,
           const char             *dot_class,
           guint                   n)
{
  GtkWidget *child;

  if (n == 0)
    return;

  child = gtk_flow_box_child_new ();
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child),
                                create_entry (status, dot_class, n, self->tight));
  gtk_flow_box_append (self->legend, child);
}

/* An answer that Domo's lists contradict is counted as that, and not as what it says. */
static void
show_counts (PreampActivityOverview *self,
             guint                  *counts,
             const guint            *contradicted)
{
  guint n_outcomes;
  const PreampOutcome *order = preamp_outcome_bar_get_order (&n_outcomes);
  g_autofree char *total = NULL;
  GtkWidget *entry;
  guint n_contradicted = 0;
  guint n = 0;

  /* What was never sent is no attempt that ended. */
  counts[PREAMP_OUTCOME_NONE] = 0;
  counts[PREAMP_OUTCOME_NOT_STARTED] = 0;

  while ((entry = gtk_widget_get_first_child (GTK_WIDGET (self->legend))) != NULL)
    gtk_flow_box_remove (self->legend, entry);

  for (guint i = 0; i < n_outcomes; i++)
    {
      n += counts[order[i]];
      n_contradicted += contradicted[order[i]];
      add_entry (self, preamp_status_from_outcome (order[i]),
                 preamp_outcome_bar_get_css_class (order[i]),
                 counts[order[i]] - contradicted[order[i]]);
    }
  add_entry (self, PREAMP_STATUS_CONTRADICTED, "contradicted", n_contradicted);

  total = g_strdup_printf (ngettext ("%u attempt", "%u attempts", n), n);
  gtk_label_set_text (self->total_label, total);
  preamp_outcome_bar_set_counts (self->bar, counts, contradicted);
  gtk_widget_set_visible (self->outcomes_box, n > 0);
}

static void
count_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PreampActivityOverview) self = PREAMP_ACTIVITY_OVERVIEW (user_data);
  g_autoptr (GError) error = NULL;
  guint counts[PREAMP_N_OUTCOMES];
  guint contradicted[PREAMP_N_OUTCOMES];

  if (preamp_journal_count_outcomes_finish (PREAMP_JOURNAL (object), result, counts, contradicted,
                                            &error))
    show_counts (self, counts, contradicted);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Outcomes: %s", error->message);
}

static void
cancel (PreampActivityOverview *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Class */

static void
preamp_activity_overview_dispose (GObject *object)
{
  PreampActivityOverview *self = PREAMP_ACTIVITY_OVERVIEW (object);

  cancel (self);
  g_clear_object (&self->interruption_signals);
  g_clear_object (&self->workspace);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_ACTIVITY_OVERVIEW);

  G_OBJECT_CLASS (preamp_activity_overview_parent_class)->dispose (object);
}

static void
preamp_activity_overview_class_init (PreampActivityOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_activity_overview_dispose;

  /**
   * PreampActivityOverview::activated:
   * @self: the overview
   * @attempt: the attempt of the row
   *
   * A row of what needs attention was activated.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, PREAMP_TYPE_ATTEMPT);

  g_type_ensure (PREAMP_TYPE_ATTENTION_LIST);
  g_type_ensure (PREAMP_TYPE_INTERRUPTION_CARD);
  g_type_ensure (PREAMP_TYPE_OUTCOME_BAR);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-activity-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampActivityOverview, box);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityOverview, attention_head);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityOverview, outcomes_head);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityOverview, outcomes_title);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityOverview, interruption_card);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityOverview, attention_list);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityOverview, seen_button);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityOverview, calm_box);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityOverview, outcomes_box);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityOverview, total_label);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityOverview, bar);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityOverview, legend);
  gtk_widget_class_bind_template_callback (widget_class, attention_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_attention);
}

static void
preamp_activity_overview_init (PreampActivityOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->interruption_signals = g_signal_group_new (PREAMP_TYPE_INTERRUPTION);
  g_signal_group_connect_swapped (self->interruption_signals, "changed",
                                  G_CALLBACK (update_attention), self);
}

/**
 * preamp_activity_overview_new:
 *
 * Creates an overview of nothing.
 *
 * Returns: (transfer full): a new `PreampActivityOverview`
 */
GtkWidget *
preamp_activity_overview_new (void)
{
  return g_object_new (PREAMP_TYPE_ACTIVITY_OVERVIEW, NULL);
}

/**
 * preamp_activity_overview_set_workspace:
 * @self: a `PreampActivityOverview`
 * @workspace: (nullable): a workspace
 *
 * Shows another instance. What needs attention is followed from now on.
 */
void
preamp_activity_overview_set_workspace (PreampActivityOverview *self,
                                        PreampWorkspace        *workspace)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_OVERVIEW (self));
  g_return_if_fail (workspace == NULL || PREAMP_IS_WORKSPACE (workspace));

  if (!g_set_object (&self->workspace, workspace))
    return;

  cancel (self);
  gtk_widget_set_visible (self->outcomes_box, FALSE);
  preamp_attention_list_set_workspace (self->attention_list, workspace);
  g_signal_group_set_target (self->interruption_signals,
                             workspace ? preamp_workspace_get_interruption (workspace) : NULL);
  update_attention (self);
  preamp_activity_overview_refresh (self);
}

/**
 * preamp_activity_overview_set_narrow:
 * @self: a `PreampActivityOverview`
 * @narrow: whether there is no room for two things side by side
 *
 * Puts them side by side, or one above the other.
 */
void
preamp_activity_overview_set_narrow (PreampActivityOverview *self,
                                     gboolean                narrow)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_OVERVIEW (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  preamp_attention_list_set_narrow (self->attention_list, narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->box, !narrow);
}

/**
 * preamp_activity_overview_set_tight:
 * @self: a `PreampActivityOverview`
 * @tight: whether there is no room beside a title
 *
 * Puts what belongs to a title beside it, or below, and lets words take several lines.
 */
void
preamp_activity_overview_set_tight (PreampActivityOverview *self,
                                    gboolean                tight)
{
  GtkOrientation orientation = tight ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  g_return_if_fail (PREAMP_IS_ACTIVITY_OVERVIEW (self));

  if (self->tight == tight)
    return;

  self->tight = tight;
  gtk_orientable_set_orientation (self->attention_head, orientation);
  gtk_orientable_set_orientation (self->outcomes_head, orientation);
  set_wrap (self->outcomes_title, tight);
  preamp_activity_overview_refresh (self);
}

/**
 * preamp_activity_overview_set_height:
 * @self: a `PreampActivityOverview`
 * @height: the height of the page that it is on, in pixels
 *
 * Gives what needs attention its share of the height, beside the lists or, where they take turns,
 * above the outcomes.
 */
void
preamp_activity_overview_set_height (PreampActivityOverview *self,
                                     int                     height)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_OVERVIEW (self));

  preamp_attention_list_set_max_height (self->attention_list,
                                        MAX (height * (self->narrow ? 60 : 35) / 100, MIN_HEIGHT));
}

/**
 * preamp_activity_overview_refresh:
 * @self: a `PreampActivityOverview`
 *
 * Counts the outcomes again.
 */
void
preamp_activity_overview_refresh (PreampActivityOverview *self)
{
  g_autoptr (PreampJournalFilter) filter = NULL;
  PreampInstance *instance;

  g_return_if_fail (PREAMP_IS_ACTIVITY_OVERVIEW (self));

  if (self->workspace == NULL)
    return;

  cancel (self);
  self->cancellable = g_cancellable_new ();
  instance = preamp_connection_get_instance (preamp_workspace_get_connection (self->workspace));
  filter = preamp_journal_filter_new (preamp_instance_get_base_uri (instance));
  filter->since = g_get_real_time () - PERIOD;
  preamp_journal_count_outcomes_async (preamp_workspace_get_journal (self->workspace), filter,
                                       self->cancellable, count_cb, g_object_ref (self));
}

/**
 * preamp_activity_overview_dup_seen:
 * @self: a `PreampActivityOverview`
 *
 * Lists what needs attention, and of which nothing is left but to be seen.
 *
 * Returns: (transfer full) (element-type PreampAttempt): the attempts, maybe none
 */
GPtrArray *
preamp_activity_overview_dup_seen (PreampActivityOverview *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_OVERVIEW (self), NULL);

  return preamp_attention_list_dup_seen (self->attention_list);
}
