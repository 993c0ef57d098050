/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-attention-bar"

#include "config.h"

#include "preamp-attention-bar.h"

#include <glib/gi18n.h>

#include "preamp-activity-words.h"

/**
 * PreampAttentionBar:
 *
 * The one bar above the content that says what needs attention, until it is resolved: as an error
 * where a datasource is incomplete, since content built on it may be broken; else as a warning. A
 * run that was interrupted is said beside it, or alone.
 */
struct _PreampAttentionBar
{
  AdwBin              parent_instance;

  PreampStandings    *standings;
  PreampInterruption *interruption;
  GSignalGroup       *standings_signals;
  GSignalGroup       *interruption_signals;

  /* template */
  GtkInfoBar         *info_bar;
  GtkImage           *icon;
  GtkLabel           *title_label;
  GtkLabel           *sentence_label;
  GtkWidget          *show_button;
};

G_DEFINE_FINAL_TYPE (PreampAttentionBar, preamp_attention_bar, ADW_TYPE_BIN)

static char *
dup_interrupted (PreampAttentionBar *self)
{
  const PreampRunSummary *summary = NULL;

  if (self->interruption != NULL)
    summary = preamp_interruption_get_summary (self->interruption);

  return summary != NULL ? preamp_activity_words_dup_interrupted (summary) : NULL;
}

static void
show (PreampAttentionBar *self,
      GtkMessageType      type,
      const char         *icon_name,
      const char         *title,
      const char         *sentence)
{
  g_autofree char *interrupted = dup_interrupted (self);
  g_autofree char *both = NULL;

  if (interrupted != NULL)
    /* Translators: two sentences beside each other; %2$s is “A run was interrupted: 19 of 23 not
     * started” */
    both = g_strdup_printf (_("%1$s %2$s."), sentence, interrupted);

  gtk_info_bar_set_message_type (self->info_bar, type);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->sentence_label, both != NULL ? both : sentence);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
show_interruption (PreampAttentionBar *self)
{
  g_autofree char *title = dup_interrupted (self);

  gtk_widget_set_visible (GTK_WIDGET (self), title != NULL);
  if (title == NULL)
    return;

  gtk_info_bar_set_message_type (self->info_bar, GTK_MESSAGE_WARNING);
  gtk_image_set_from_icon_name (self->icon, "dialog-warning-symbolic");
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->sentence_label, _("You can continue it, after a review."));
}

static char *
dup_incomplete (guint n_incomplete,
                guint n_others)
{
  const char *broken = ngettext ("Content built on it may be broken.",
                                 "Content built on them may be broken.", n_incomplete);

  if (n_others == 0)
    return g_strdup (broken);

  /* Translators: %1$s is “Content built on it may be broken.” */
  return g_strdup_printf (ngettext ("%1$s %2$u more needs attention.",
                                    "%1$s %2$u more need attention.", n_others),
                          broken, n_others);
}

static void
update (PreampAttentionBar *self)
{
  g_autofree char *title = NULL;
  g_autofree char *sentence = NULL;
  guint n = self->standings ? preamp_standings_get_n_attention (self->standings) : 0;
  guint n_incomplete;
  guint n_unconfirmed;
  guint n_moved;

  if (n == 0)
    {
      show_interruption (self);
      return;
    }

  n_incomplete = preamp_standings_count_attention (self->standings, PREAMP_OUTCOME_INCOMPLETE);
  n_unconfirmed = preamp_standings_count_attention (self->standings, PREAMP_OUTCOME_UNCONFIRMED);
  n_moved = preamp_standings_count_attention (self->standings, PREAMP_OUTCOME_MOVED);

  if (n_incomplete > 0)
    {
      /* Translators: %u is the number of datasources whose migration ended as incomplete. */
      title = g_strdup_printf (ngettext ("%u datasource is incomplete",
                                         "%u datasources are incomplete", n_incomplete),
                               n_incomplete);
      sentence = dup_incomplete (n_incomplete, n - n_incomplete);
      show (self, GTK_MESSAGE_ERROR, "dialog-error-symbolic", title, sentence);
    }
  else if (n_unconfirmed == n)
    {
      /* Translators: %u is the number of datasources whose migration got no usable answer. */
      title = g_strdup_printf (ngettext ("%u datasource is unconfirmed",
                                         "%u datasources are unconfirmed", n),
                               n);
      show (self, GTK_MESSAGE_WARNING, "dialog-question-symbolic", title,
            ngettext ("No usable answer was seen. It may be done or not.",
                      "No usable answers were seen. They may be done or not.", n));
    }
  else if (n_moved == n)
    {
      /* Translators: %u is the number of datasources that moved, and got no answer. */
      title = g_strdup_printf (ngettext ("%u datasource moved, by Domo’s lists",
                                         "%u datasources moved, by Domo’s lists", n),
                               n);
      show (self, GTK_MESSAGE_WARNING, "object-select-symbolic", title,
            _("No answer came. Look at a dashboard you know."));
    }
  else
    {
      /* Translators: %u is the number of datasources that need attention. */
      title = g_strdup_printf (ngettext ("%u datasource needs attention",
                                         "%u datasources need attention", n),
                               n);
      show (self, GTK_MESSAGE_WARNING, "dialog-warning-symbolic", title,
            ngettext ("How it ended is not certain.", "How they ended is not certain.", n));
    }
}

static void
preamp_attention_bar_dispose (GObject *object)
{
  PreampAttentionBar *self = PREAMP_ATTENTION_BAR (object);

  g_clear_object (&self->standings_signals);
  g_clear_object (&self->interruption_signals);
  g_clear_object (&self->standings);
  g_clear_object (&self->interruption);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_ATTENTION_BAR);

  G_OBJECT_CLASS (preamp_attention_bar_parent_class)->dispose (object);
}

static void
preamp_attention_bar_class_init (PreampAttentionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_attention_bar_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-attention-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionBar, info_bar);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionBar, icon);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionBar, title_label);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionBar, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionBar, show_button);
}

static void
preamp_attention_bar_init (PreampAttentionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->standings_signals = g_signal_group_new (PREAMP_TYPE_STANDINGS);
  g_signal_group_connect_swapped (self->standings_signals, "changed", G_CALLBACK (update), self);
  self->interruption_signals = g_signal_group_new (PREAMP_TYPE_INTERRUPTION);
  g_signal_group_connect_swapped (self->interruption_signals, "changed", G_CALLBACK (update), self);
}

/**
 * preamp_attention_bar_new:
 *
 * Creates a bar that has nothing to say.
 *
 * Returns: (transfer full): a new `PreampAttentionBar`
 */
GtkWidget *
preamp_attention_bar_new (void)
{
  return g_object_new (PREAMP_TYPE_ATTENTION_BAR, NULL);
}

/**
 * preamp_attention_bar_set_workspace:
 * @self: a `PreampAttentionBar`
 * @workspace: (nullable): an instance's workspace
 *
 * Says what needs attention in @workspace, and follows it. The bar is visible only while there is
 * something.
 */
void
preamp_attention_bar_set_workspace (PreampAttentionBar *self,
                                    PreampWorkspace    *workspace)
{
  PreampStandings *standings = NULL;
  PreampInterruption *interruption = NULL;

  g_return_if_fail (PREAMP_IS_ATTENTION_BAR (self));
  g_return_if_fail (workspace == NULL || PREAMP_IS_WORKSPACE (workspace));

  if (workspace != NULL)
    {
      standings = preamp_workspace_get_standings (workspace);
      interruption = preamp_workspace_get_interruption (workspace);
    }

  g_set_object (&self->standings, standings);
  g_set_object (&self->interruption, interruption);
  g_signal_group_set_target (self->standings_signals, self->standings);
  g_signal_group_set_target (self->interruption_signals, self->interruption);
  update (self);
}
