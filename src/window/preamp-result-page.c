/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-result-page"

#include "config.h"

#include "preamp-result-page.h"

#include <glib/gi18n.h>

#include "migration/preamp-follow-up.h"
#include "preamp-attempt-words.h"
#include "preamp-button-labels.h"
#include "preamp-format.h"
#include "preamp-heading.h"
#include "preamp-result-groups.h"
#include "preamp-run-words.h"
#include "preamp-wrap-box.h"

/**
 * PreampResultPage:
 *
 * How a run ended: the honest sum, what is broken and what to do about it, and every attempt by
 * its outcome. It follows what is found out later.
 *
 * Its buttons activate the actions `run.…` of a widget above it.
 */
struct _PreampResultPage
{
  AdwBin              parent_instance;

  PreampWorkspace    *workspace;
  PreampRun          *run;
  GSignalGroup       *run_signals;
  GSignalGroup       *standings_signals;
  guint               update_id;

  /* template */
  GtkScrolledWindow  *scrolled_window;
  GtkWidget          *calm_icon;
  PreampHeading      *heading;
  GtkWidget          *error_card;
  GtkLabel           *error_title;
  GtkLabel           *error_label;
  GtkWidget          *incomplete_card;
  GtkLabel           *incomplete_title;
  GtkLabel           *incomplete_label;
  GtkButton          *incomplete_retry_button;
  GtkButton          *incomplete_copy_button;
  PreampResultGroups *groups;
  GtkWidget          *report_button;
  GtkButton          *retry_button;
  GtkWidget          *reverse_button;
  GtkWidget          *done_button;
};

G_DEFINE_FINAL_TYPE (PreampResultPage, preamp_result_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_SHOW_ATTEMPTS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Texts */

static gboolean
nothing_was_sent (PreampResultPage *self)
{
  GListModel *attempts = preamp_run_get_attempts (self->run);
  guint n = g_list_model_get_n_items (attempts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attempts, i);

      if (preamp_attempt_get_record (attempt)->sent_at != 0)
        return FALSE;
    }

  return TRUE;
}

static guint
count_status (PreampResultPage *self,
              PreampStatus      status)
{
  GListModel *attempts = preamp_run_get_attempts (self->run);
  guint n = g_list_model_get_n_items (attempts);
  guint count = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attempts, i);

      count += preamp_attempt_words_get_status (attempt) == status;
    }

  return count;
}

static char *
dup_title (PreampResultPage *self)
{
  guint n = preamp_run_get_n_attempts (self->run);
  guint n_moved = count_status (self, PREAMP_STATUS_COMPLETE) +
                  count_status (self, PREAMP_STATUS_MOVED);
  guint n_open = count_status (self, PREAMP_STATUS_UNCONFIRMED) +
                 count_status (self, PREAMP_STATUS_UNKNOWN) +
                 count_status (self, PREAMP_STATUS_CONTRADICTED);
  gboolean reverse = preamp_run_get_direction (self->run) == PREAMP_DIRECTION_REVERSE;

  if (n_moved == n && reverse)
    return g_strdup_printf (ngettext ("%u datasource moved back",
                                      "All %u datasources moved back", n), n);
  if (n_moved == n)
    return g_strdup_printf (ngettext ("%u datasource moved", "All %u datasources moved", n), n);

  /* Of those without a certain end it is not said that they did not move. */
  if (n_open > 0 && reverse)
    /* Translators: %1$u of the run’s %2$u datasources */
    return g_strdup_printf (ngettext ("%1$u of %2$u datasource is known to have moved back",
                                      "%1$u of %2$u datasources are known to have moved back", n),
                            n_moved, n);
  if (n_open > 0)
    /* Translators: %1$u of the run’s %2$u datasources */
    return g_strdup_printf (ngettext ("%1$u of %2$u datasource is known to have moved",
                                      "%1$u of %2$u datasources are known to have moved", n),
                            n_moved, n);

  if (reverse)
    /* Translators: %1$u of the run’s %2$u datasources */
    return g_strdup_printf (ngettext ("%1$u of %2$u datasource moved back",
                                      "%1$u of %2$u datasources moved back", n),
                            n_moved, n);

  /* Translators: %1$u of the run’s %2$u datasources */
  return g_strdup_printf (ngettext ("%1$u of %2$u datasource moved",
                                    "%1$u of %2$u datasources moved", n),
                          n_moved, n);
}

static char *
dup_subtitle (PreampResultPage *self)
{
  const PreampRunRecord *record = preamp_run_get_record (self->run);
  g_autoptr (GDateTime) ended = NULL;
  g_autofree char *name = NULL;
  g_autofree char *when = NULL;
  g_autofree char *duration = preamp_format_duration (preamp_run_get_elapsed (self->run));
  g_autofree char *end = NULL;
  g_autofree char *where = NULL;

  name = preamp_run_words_dup_integration (self->run);

  if (preamp_run_get_direction (self->run) == PREAMP_DIRECTION_REVERSE)
    /* Translators: %s is an integration */
    where = g_strdup_printf (_("From %s"), name);
  else
    /* Translators: %s is an integration */
    where = g_strdup_printf (_("To %s"), name);

  if (record->ended_at == 0)
    return g_steal_pointer (&where);

  ended = g_date_time_new_from_unix_utc (record->ended_at / G_USEC_PER_SEC);
  when = preamp_format_date_time (ended);

  if (record->ending == PREAMP_RUN_ENDING_STOPPED)
    /* Translators: %s is a duration; somebody stopped the run */
    end = g_strdup_printf (_("stopped after %s"), duration);
  else if (record->ending == PREAMP_RUN_ENDING_HALTED)
    /* Translators: %s is a duration; the run halted by itself */
    end = g_strdup_printf (_("halted after %s"), duration);
  else
    /* Translators: %s is a duration */
    end = g_strdup_printf (_("finished in %s"), duration);

  return g_strjoin (" · ", where, when, end, NULL);
}

/* With another mnemonic in the card than at the foot: they may be shown together. */
static char *
dup_retry_label (guint    n,
                 gboolean card)
{
  if (n == 1)
    return g_strdup (card ? _("Try _Again…") : _("_Try Again…"));
  if (n == 2)
    return g_strdup (card ? _("Try Both _Again…") : _("_Try Both Again…"));

  if (card)
    return g_strdup_printf (ngettext ("Try _All %u Again…", "Try _All %u Again…", n), n);

  return g_strdup_printf (ngettext ("_Try All %u Again…", "_Try All %u Again…", n), n);
}

/* The target before the action: in between, GTK warns that they do not agree. */
static void
set_outcome_action (GtkWidget     *button,
                    const char    *action_name,
                    PreampOutcome  outcome)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", (guint) outcome);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
}

/* Cards */

static void
update_error_card (PreampResultPage *self)
{
  const GError *error = preamp_run_get_error (self->run);
  gboolean nothing_sent = nothing_was_sent (self);

  gtk_widget_set_visible (self->error_card, error != NULL);
  if (error == NULL)
    return;

  if (nothing_sent)
    {
      g_autofree char *text = NULL;

      /* Translators: %s is a sentence about what went wrong */
      text = g_strdup_printf (_("%s Nothing was sent to Domo, and nothing was changed."),
                              error->message);
      gtk_label_set_text (self->error_title, _("The run did not start"));
      gtk_label_set_text (self->error_label, text);
    }
  else
    {
      gtk_label_set_text (self->error_title, _("The journal could not be written"));
      gtk_label_set_text (self->error_label, error->message);
    }
}

static void
update_incomplete_card (PreampResultPage *self,
                        guint             n)
{
  g_autofree char *title = NULL;
  g_autofree char *label = dup_retry_label (n, TRUE);

  gtk_widget_set_visible (self->incomplete_card, n > 0);
  if (n == 0)
    return;

  title = g_strdup_printf (ngettext ("Content built on %u datasource may be broken",
                                     "Content built on %u datasources may be broken", n),
                           n);
  gtk_label_set_text (self->incomplete_title, title);
  gtk_label_set_text (self->incomplete_label,
                      ngettext ("Domo changed it only half-way (INCOMPLETE). Cards and dashboards "
                                "built on it stay broken until a new attempt completes. Try again "
                                "first; if that fails, send the details to Domo Support.",
                                "Domo changed them only half-way (INCOMPLETE). Cards and "
                                "dashboards built on them stay broken until a new attempt "
                                "completes. Try again first; if that fails, send the details to "
                                "Domo Support.",
                                n));
  gtk_button_set_label (self->incomplete_retry_button, label);
}

/* One press for all that may simply be tried again. Where that is the incomplete ones alone, the
 * card has it. */
static void
update_retry (PreampResultPage *self)
{
  g_autoptr (GPtrArray) retry = NULL;
  g_autofree char *label = NULL;
  guint n_incomplete = 0;

  retry = preamp_follow_up_list_of_run (PREAMP_FOLLOW_UP_RETRY, self->run,
                                        preamp_workspace_get_standings (self->workspace));
  for (guint i = 0; i < retry->len; i++)
    {
      const PreampAttemptRecord *record = g_ptr_array_index (retry, i);

      n_incomplete += record->outcome == PREAMP_OUTCOME_INCOMPLETE;
    }

  update_incomplete_card (self, n_incomplete);

  label = dup_retry_label (retry->len, FALSE);
  gtk_button_set_label (self->retry_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button), retry->len > n_incomplete);
}

static void
update_footer (PreampResultPage *self,
               gboolean          calm)
{
  /* A run that could not be written down has no report. */
  gtk_widget_set_visible (self->report_button, preamp_run_get_record (self->run)->id != 0);
  gtk_widget_set_visible (self->reverse_button, calm);

  if (calm)
    gtk_widget_add_css_class (self->done_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->done_button, "suggested-action");
}

static void
update (PreampResultPage *self)
{
  guint n = preamp_run_get_n_attempts (self->run);
  gboolean calm = n > 0 && count_status (self, PREAMP_STATUS_COMPLETE) == n &&
                  preamp_run_get_error (self->run) == NULL;
  g_autofree char *title = dup_title (self);
  g_autofree char *subtitle = dup_subtitle (self);

  preamp_heading_set (self->heading, title, subtitle);
  gtk_widget_set_visible (self->calm_icon, calm);
  update_error_card (self);
  update_retry (self);
  update_footer (self, calm);
  preamp_result_groups_update (self->groups);
}

static gboolean
update_cb (gpointer user_data)
{
  PreampResultPage *self = PREAMP_RESULT_PAGE (user_data);

  self->update_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* One attempt's step notifies several properties of the run. */
static void
queue_update (PreampResultPage *self)
{
  if (self->update_id == 0 && self->run != NULL && preamp_run_get_ended (self->run))
    self->update_id = g_idle_add (update_cb, self);
}

static void
show_attempts_cb (PreampResultPage *self,
                  const char       *title,
                  GListModel       *attempts)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_ATTEMPTS], 0, title, attempts);
}

/* Never on a button that sends. */
static gboolean
preamp_result_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PREAMP_RESULT_PAGE (widget)->heading));
}

static void
preamp_result_page_dispose (GObject *object)
{
  PreampResultPage *self = PREAMP_RESULT_PAGE (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->run_signals);
  g_clear_object (&self->standings_signals);
  g_clear_object (&self->run);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (preamp_result_page_parent_class)->dispose (object);
}

static void
preamp_result_page_class_init (PreampResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_result_page_dispose;

  widget_class->grab_focus = preamp_result_page_grab_focus;

  /**
   * PreampResultPage::show-attempts:
   * @self: the page
   * @title: what the attempts are
   * @attempts: a model of [class@Attempt]
   *
   * A list with more attempts than fit here is to be shown.
   */
  signals[SIGNAL_SHOW_ATTEMPTS] = g_signal_new ("show-attempts", G_TYPE_FROM_CLASS (klass),
                                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_LIST_MODEL);

  g_type_ensure (PREAMP_TYPE_HEADING);
  g_type_ensure (PREAMP_TYPE_RESULT_GROUPS);
  g_type_ensure (PREAMP_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, calm_icon);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, heading);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, error_card);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, error_title);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, incomplete_card);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, incomplete_title);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, incomplete_label);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, incomplete_retry_button);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, incomplete_copy_button);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, groups);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, report_button);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, reverse_button);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, done_button);
  gtk_widget_class_bind_template_callback (widget_class, show_attempts_cb);
}

static void
preamp_result_page_init (PreampResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  preamp_button_labels_wrap (GTK_WIDGET (self));

  set_outcome_action (GTK_WIDGET (self->incomplete_retry_button), "run.try-outcome-again",
                      PREAMP_OUTCOME_INCOMPLETE);
  set_outcome_action (GTK_WIDGET (self->incomplete_copy_button), "run.copy-outcome-for-support",
                      PREAMP_OUTCOME_INCOMPLETE);

  self->run_signals = g_signal_group_new (PREAMP_TYPE_RUN);
  g_signal_group_connect_swapped (self->run_signals, "notify", G_CALLBACK (queue_update), self);

  self->standings_signals = g_signal_group_new (PREAMP_TYPE_STANDINGS);
  g_signal_group_connect_swapped (self->standings_signals, "changed",
                                  G_CALLBACK (queue_update), self);
}

/**
 * preamp_result_page_set_run:
 * @self: a `PreampResultPage`
 * @workspace: the run's instance
 * @run: a run that has ended
 *
 * Shows how @run ended, and follows what is found out about it later.
 */
void
preamp_result_page_set_run (PreampResultPage *self,
                            PreampWorkspace  *workspace,
                            PreampRun        *run)
{
  g_return_if_fail (PREAMP_IS_RESULT_PAGE (self));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (PREAMP_IS_RUN (run));

  if (!g_set_object (&self->run, run))
    return;

  g_set_object (&self->workspace, workspace);
  g_signal_group_set_target (self->run_signals, run);
  g_signal_group_set_target (self->standings_signals, preamp_workspace_get_standings (workspace));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
  preamp_result_groups_set_run (self->groups, workspace, run);
  update (self);
}

/**
 * preamp_result_page_get_default_widget:
 * @self: a `PreampResultPage`
 *
 * Gets the button that Enter presses. It sends nothing.
 *
 * Returns: (transfer none): the button
 */
GtkWidget *
preamp_result_page_get_default_widget (PreampResultPage *self)
{
  g_return_val_if_fail (PREAMP_IS_RESULT_PAGE (self), NULL);

  return self->done_button;
}
