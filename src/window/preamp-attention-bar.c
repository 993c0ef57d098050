/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-attention-bar"

#include "config.h"

#include "preamp-attention-bar.h"

#include <glib/gi18n.h>

/**
 * PreampAttentionBar:
 *
 * The one bar above the content that says what needs attention, until it is resolved: as an error
 * where a datasource is incomplete, since content built on it may be broken; else as a warning.
 */
struct _PreampAttentionBar
{
  AdwBin           parent_instance;

  PreampStandings *standings;
  GSignalGroup    *standings_signals;

  /* template */
  GtkInfoBar      *info_bar;
  GtkImage        *icon;
  GtkLabel        *title_label;
  GtkLabel        *sentence_label;
  GtkWidget       *show_button;
};

G_DEFINE_FINAL_TYPE (PreampAttentionBar, preamp_attention_bar, ADW_TYPE_BIN)

static void
show (PreampAttentionBar *self,
      GtkMessageType      type,
      const char         *icon_name,
      const char         *title,
      const char         *sentence)
{
  gtk_info_bar_set_message_type (self->info_bar, type);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->sentence_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
update (PreampAttentionBar *self)
{
  g_autofree char *title = NULL;
  guint n = self->standings ? preamp_standings_get_n_attention (self->standings) : 0;
  guint n_incomplete;
  guint n_unconfirmed;

  if (n == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }

  n_incomplete = preamp_standings_count_attention (self->standings, PREAMP_OUTCOME_INCOMPLETE);
  n_unconfirmed = preamp_standings_count_attention (self->standings, PREAMP_OUTCOME_UNCONFIRMED);

  if (n_incomplete > 0)
    {
      /* Translators: %u is the number of datasources whose migration ended as incomplete. */
      title = g_strdup_printf (ngettext ("%u datasource is incomplete",
                                         "%u datasources are incomplete", n_incomplete),
                               n_incomplete);
      show (self, GTK_MESSAGE_ERROR, "dialog-error-symbolic", title,
            ngettext ("Content built on it may be broken.",
                      "Content built on them may be broken.", n_incomplete));
    }
  else if (n_unconfirmed == n)
    {
      /* Translators: %u is the number of datasources whose migration got no usable answer. */
      title = g_strdup_printf (ngettext ("%u datasource is unconfirmed",
                                         "%u datasources are unconfirmed", n),
                               n);
      show (self, GTK_MESSAGE_WARNING, "dialog-question-symbolic", title,
            _("Domo’s answer was lost. It may be done or not."));
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
  g_clear_object (&self->standings);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_ATTENTION_BAR);

  G_OBJECT_CLASS (preamp_attention_bar_parent_class)->dispose (object);
}

static void
preamp_attention_bar_class_init (PreampAttentionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_attention_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/preamp/Preamp/window/preamp-attention-bar.ui");
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
 * preamp_attention_bar_set_standings:
 * @self: a `PreampAttentionBar`
 * @standings: (nullable): how an instance's datasources stand
 *
 * Says what needs attention in @standings, and follows them. The bar is visible only while there
 * is something.
 */
void
preamp_attention_bar_set_standings (PreampAttentionBar *self,
                                    PreampStandings    *standings)
{
  g_return_if_fail (PREAMP_IS_ATTENTION_BAR (self));
  g_return_if_fail (standings == NULL || PREAMP_IS_STANDINGS (standings));

  if (!g_set_object (&self->standings, standings))
    return;

  g_signal_group_set_target (self->standings_signals, standings);
  update (self);
}
