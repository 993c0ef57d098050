/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-running-page"

#include "config.h"

#include "preamp-running-page.h"

#include <glib/gi18n.h>

#include "preamp-attempt-list.h"
#include "preamp-attempt-words.h"
#include "preamp-button-labels.h"
#include "preamp-format.h"
#include "preamp-heading.h"
#include "preamp-outcome-counts.h"
#include "preamp-run-words.h"
#include "preamp-text-size.h"
#include "preamp-user-question.h"
#include "preamp-wrap-box.h"

/**
 * PreampRunningPage:
 *
 * A run on its way: how far it is, how its attempts ended, each of them, and the way to stop it.
 */
struct _PreampRunningPage
{
  AdwBin               parent_instance;

  PreampRunner        *runner;
  PreampRun           *run;
  GSignalGroup        *run_signals;
  GSignalGroup        *runner_signals;
  GtkSorter           *sorter;
  GtkWidget           *question;
  GtkWidget           *user_question;
  gboolean             user_asked;
  guint                tick_id;
  guint                update_id;

  /* template */
  PreampHeading       *heading;
  GtkProgressBar      *progress_bar;
  GtkLabel            *finished_label;
  GtkLabel            *elapsed_label;
  PreampOutcomeCounts *counts;
  GtkWidget           *sleep_card;
  GtkWidget           *pause_card;
  GtkLabel            *pause_title;
  GtkLabel            *pause_label;
  GtkWidget           *token_buttons;
  GtkButton           *pause_button;
  GtkSpinButton       *at_once_button;
  PreampAttemptList   *attempt_list;
  GtkLabel            *footer_label;
};

G_DEFINE_FINAL_TYPE (PreampRunningPage, preamp_running_page, ADW_TYPE_BIN)

/* Order */

static guint
get_rank (PreampAttempt *attempt)
{
  PreampStatus status = preamp_attempt_words_get_status (attempt);

  if (status == PREAMP_STATUS_MOVING)
    return 0;
  if (status == PREAMP_STATUS_WAITING)
    return 3;

  return preamp_status_needs_attention (status) ? 1 : 2;
}

static int
compare_attempts (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  PreampAttempt *first = PREAMP_ATTEMPT ((gpointer) a);
  PreampAttempt *second = PREAMP_ATTEMPT ((gpointer) b);
  guint first_rank = get_rank (first);
  guint second_rank = get_rank (second);
  gint64 first_id;
  gint64 second_id;

  if (first_rank != second_rank)
    return first_rank < second_rank ? -1 : 1;

  first_id = preamp_attempt_get_record (first)->id;
  second_id = preamp_attempt_get_record (second)->id;

  return first_id < second_id ? -1 : first_id > second_id;
}

/* Texts */

static void
update_heading (PreampRunningPage *self)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autofree char *stop = NULL;
  g_autofree char *both = NULL;
  const char *subtitle = NULL;

  name = preamp_run_words_dup_integration (self->run);

  if (preamp_run_get_pause (self->run) != PREAMP_PAUSE_NONE)
    title = g_strdup (_("Paused"));
  else if (preamp_run_get_scheduled (self->run))
    title = preamp_run_words_dup_start (self->run);
  else if (!preamp_run_get_begun (self->run))
    title = g_strdup (_("Waiting for Another Run"));
  else if (preamp_run_get_direction (self->run) == PREAMP_DIRECTION_REVERSE)
    /* Translators: %s is an integration */
    title = g_strdup_printf (_("Moving back from %s"), name);
  else
    /* Translators: %s is an integration */
    title = g_strdup_printf (_("Moving to %s"), name);

  if (preamp_run_get_scheduled (self->run))
    subtitle = _("Nothing has been sent. Keep Preamp open and the computer awake until then.");
  else if (!preamp_run_get_begun (self->run))
    subtitle = _("Another run of this instance is still going on. This one starts when it has "
                 "ended.");

  if (preamp_run_get_record (self->run)->stops_at != 0)
    stop = preamp_run_words_dup_stop (self->run);

  if (subtitle != NULL && stop != NULL)
    /* Translators: %1$s says what a run waits for, %2$s when nothing new of it starts any more */
    subtitle = both = g_strdup_printf (_("%1$s %2$s"), subtitle, stop);
  else if (stop != NULL)
    subtitle = stop;

  preamp_heading_set (self->heading, title, subtitle);
}

static void
update_elapsed (PreampRunningPage *self)
{
  GTimeSpan time_left = preamp_run_get_time_left (self->run);
  g_autofree char *duration = NULL;
  g_autofree char *elapsed = NULL;
  g_autofree char *left = NULL;
  g_autofree char *text = NULL;

  /* Before its turn no time has gone by. */
  if (!preamp_run_get_begun (self->run))
    {
      gtk_label_set_text (self->elapsed_label, "");
      return;
    }

  duration = preamp_format_duration (preamp_run_get_elapsed (self->run));
  /* Translators: %s is a duration */
  elapsed = g_strdup_printf (_("%s elapsed"), duration);

  if (time_left >= 0)
    {
      left = preamp_format_time_left (time_left);
      /* Translators: %1$s is “2 min 31 s elapsed”, %2$s “about 2 minutes left” */
      text = g_strdup_printf (_("%1$s · %2$s"), elapsed, left);
    }

  gtk_label_set_text (self->elapsed_label, text != NULL ? text : elapsed);
}

static char *
dup_question (PreampRunningPage *self)
{
  guint n_moving = preamp_run_get_n_moving (self->run);
  guint n_waiting = preamp_run_get_n_waiting (self->run);
  g_autofree char *moving = NULL;
  g_autofree char *waiting = NULL;

  moving = g_strdup_printf (ngettext ("The %u datasource that is moving now will finish.",
                                      "The %u datasources that are moving now will finish.",
                                      n_moving),
                            n_moving);
  waiting = g_strdup_printf (ngettext ("The %u that is waiting will not be started.",
                                       "The %u that are waiting will not be started.",
                                       n_waiting),
                             n_waiting);

  if (n_moving > 0 && n_waiting > 0)
    /* Translators: two sentences, about those that move and those that wait */
    return g_strdup_printf (_("%1$s %2$s"), moving, waiting);

  return n_moving > 0 ? g_steal_pointer (&moving) : g_steal_pointer (&waiting);
}

/* Those that move stay in sight, unless the administrator looks further down. */
static void
sort (PreampRunningPage *self)
{
  gboolean at_top = preamp_attempt_list_is_at_top (self->attempt_list);

  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);

  if (at_top)
    preamp_attempt_list_scroll_to_top (self->attempt_list);
}

/* Another user's access token is asked about once by itself, and whenever the run is to go on. */
static void
ask_user (PreampRunningPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->user_asked = TRUE;
  if (self->user_question != NULL)
    return;

  self->user_question = preamp_user_question_new (self->run,
                                                  GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_object_add_weak_pointer (G_OBJECT (self->user_question), (gpointer *) &self->user_question);
  gtk_window_present (GTK_WINDOW (self->user_question));
}

static void
update_user_question (PreampRunningPage *self)
{
  if (self->run == NULL || preamp_run_get_pause (self->run) != PREAMP_PAUSE_USER)
    self->user_asked = FALSE;
  else if (!self->user_asked && gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask_user (self);
}

/* A pause with a cause says what happened and the way out. */
static void
update_pause (PreampRunningPage *self)
{
  PreampPause pause = preamp_run_get_pause (self->run);
  const GError *error = preamp_run_get_error (self->run);
  const char *title = preamp_pause_get_title (pause);
  g_autofree char *sentence = preamp_run_dup_pause_sentence (self->run);

  if (error != NULL)
    {
      title = _("Nothing new is started");
      g_free (sentence);
      sentence = g_strdup (error->message);
    }

  gtk_widget_set_visible (self->pause_card, title != NULL);
  gtk_label_set_text (self->pause_title, title != NULL ? title : "");
  gtk_label_set_text (self->pause_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->token_buttons,
                          pause == PREAMP_PAUSE_TOKEN || pause == PREAMP_PAUSE_USER);
  gtk_button_set_label (self->pause_button,
                        preamp_run_get_scheduled (self->run) ? _("Start _Now") :
                        pause != PREAMP_PAUSE_NONE           ? _("_Continue") :
                                                               _("_Pause"));
}

static void
update_footer (PreampRunningPage *self)
{
  g_autofree char *text = preamp_run_words_dup_footer (self->run);

  gtk_label_set_text (self->footer_label, text);
}

static void
update (PreampRunningPage *self)
{
  guint n = preamp_run_get_n_attempts (self->run);
  guint n_ended = preamp_run_get_n_ended (self->run);
  gboolean stopping = preamp_run_get_stopping (self->run);
  gboolean active = !stopping && !preamp_run_get_ended (self->run);
  g_autofree char *finished = NULL;

  /* Translators: %1$u of the run's %2$u datasources have an outcome by now. */
  finished = g_strdup_printf (ngettext ("%1$u of %2$u ended", "%1$u of %2$u ended", n),
                              n_ended, n);
  gtk_label_set_text (self->finished_label, finished);
  gtk_progress_bar_set_fraction (self->progress_bar, n > 0 ? (double) n_ended / n : 0);

  update_pause (self);
  update_user_question (self);
  gtk_widget_set_visible (self->sleep_card, preamp_runner_get_may_sleep (self->runner));
  gtk_spin_button_set_value (self->at_once_button, preamp_run_get_at_once (self->run));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "running.stop", active);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "running.pause", active);

  if (self->question != NULL)
    {
      g_autofree char *question = dup_question (self);

      adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self->question), question);
    }

  update_heading (self);
  update_elapsed (self);
  update_footer (self);
  preamp_outcome_counts_show (self->counts, self->run);
  sort (self);
}

/* With large text there is no room for a sentence beside the buttons. */
static GtkOrientation
get_footer_orientation (PreampRunningPage *self,
                        gboolean           narrow)
{
  return narrow && preamp_text_size_scale (GTK_WIDGET (self), 100) > 100
           ? GTK_ORIENTATION_VERTICAL
           : GTK_ORIENTATION_HORIZONTAL;
}

static gboolean
update_cb (gpointer user_data)
{
  PreampRunningPage *self = PREAMP_RUNNING_PAGE (user_data);

  self->update_id = 0;
  if (self->run != NULL)
    update (self);

  return G_SOURCE_REMOVE;
}

/* One attempt's step notifies several properties of the run. */
static void
queue_update (PreampRunningPage *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static gboolean
tick_cb (gpointer user_data)
{
  PreampRunningPage *self = PREAMP_RUNNING_PAGE (user_data);

  if (preamp_run_get_scheduled (self->run))
    update_heading (self);
  update_elapsed (self);
  update_footer (self);

  return G_SOURCE_CONTINUE;
}

static void
update_tick (PreampRunningPage *self)
{
  if (self->run == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_clear_handle_id (&self->tick_id, g_source_remove);
  else if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

/* Pausing */

static void
at_once_changed_cb (PreampRunningPage *self)
{
  g_assert (PREAMP_IS_RUNNING_PAGE (self));

  if (self->run != NULL && !preamp_run_get_ended (self->run))
    preamp_run_set_at_once (self->run,
                            (guint) gtk_spin_button_get_value_as_int (self->at_once_button));
}

static void
pause_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  PreampRunningPage *self = PREAMP_RUNNING_PAGE (widget);

  if (self->run == NULL)
    return;

  if (preamp_run_get_scheduled (self->run))
    preamp_run_start_now (self->run);
  else if (preamp_run_get_pause (self->run) == PREAMP_PAUSE_NONE)
    preamp_run_pause (self->run);
  else if (preamp_run_get_pause (self->run) == PREAMP_PAUSE_USER)
    ask_user (self);
  else
    preamp_run_go_on (self->run);
}

/* Stopping */

static void
question_response_cb (PreampRunningPage *self,
                      const char        *response)
{
  self->question = NULL;
  if (g_str_equal (response, "stop") && self->run != NULL)
    preamp_run_stop (self->run);
}

static void
stop_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PreampRunningPage *self = PREAMP_RUNNING_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *body = NULL;

  if (self->question != NULL || self->run == NULL)
    return;

  body = dup_question (self);
  self->question = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                           _("Stop the Run?"), body);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self->question), TRUE);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (self->question),
                                    "keep", _("_Keep Running"),
                                    "stop", _("_Stop"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (self->question), "stop",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (self->question), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (self->question), "keep");
  g_signal_connect_object (self->question, "response",
                           G_CALLBACK (question_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->question));
}

static void
preamp_running_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (preamp_running_page_parent_class)->map (widget);
  update_tick (PREAMP_RUNNING_PAGE (widget));
  update_user_question (PREAMP_RUNNING_PAGE (widget));
}

static void
preamp_running_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (preamp_running_page_parent_class)->unmap (widget);
  update_tick (PREAMP_RUNNING_PAGE (widget));
}

static gboolean
preamp_running_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PREAMP_RUNNING_PAGE (widget)->heading));
}

static void
preamp_running_page_dispose (GObject *object)
{
  PreampRunningPage *self = PREAMP_RUNNING_PAGE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_weak_pointer (&self->user_question);
  g_clear_object (&self->run_signals);
  g_clear_object (&self->runner_signals);
  g_clear_object (&self->run);
  g_clear_object (&self->runner);
  g_clear_object (&self->sorter);

  G_OBJECT_CLASS (preamp_running_page_parent_class)->dispose (object);
}

static void
preamp_running_page_class_init (PreampRunningPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_running_page_dispose;

  widget_class->grab_focus = preamp_running_page_grab_focus;
  widget_class->map = preamp_running_page_map;
  widget_class->unmap = preamp_running_page_unmap;

  g_type_ensure (PREAMP_TYPE_ATTEMPT_LIST);
  g_type_ensure (PREAMP_TYPE_HEADING);
  g_type_ensure (PREAMP_TYPE_OUTCOME_COUNTS);
  g_type_ensure (PREAMP_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-running-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, heading);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, finished_label);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, elapsed_label);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, counts);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, sleep_card);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, pause_card);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, pause_title);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, pause_label);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, token_buttons);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, pause_button);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, at_once_button);
  gtk_widget_class_bind_template_callback (widget_class, at_once_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_footer_orientation);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, attempt_list);
  gtk_widget_class_bind_template_child (widget_class, PreampRunningPage, footer_label);

  gtk_widget_class_install_action (widget_class, "running.pause", NULL, pause_action);
  gtk_widget_class_install_action (widget_class, "running.stop", NULL, stop_action);
}

static void
preamp_running_page_init (PreampRunningPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  preamp_button_labels_wrap (GTK_WIDGET (self));

  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_attempts, NULL, NULL));
  self->run_signals = g_signal_group_new (PREAMP_TYPE_RUN);
  g_signal_group_connect_swapped (self->run_signals, "notify",
                                  G_CALLBACK (queue_update), self);
  self->runner_signals = g_signal_group_new (PREAMP_TYPE_RUNNER);
  g_signal_group_connect_swapped (self->runner_signals, "notify::current",
                                  G_CALLBACK (queue_update), self);
  g_signal_group_connect_swapped (self->runner_signals, "notify::may-sleep",
                                  G_CALLBACK (queue_update), self);
}

/**
 * preamp_running_page_set_workspace:
 * @self: a `PreampRunningPage`
 * @workspace: the instance of the run that is shown next
 *
 * Lets its rows say how far the looking-up of attempts has come.
 */
void
preamp_running_page_set_workspace (PreampRunningPage *self,
                                   PreampWorkspace   *workspace)
{
  g_return_if_fail (PREAMP_IS_RUNNING_PAGE (self));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));

  preamp_attempt_list_set_workspace (self->attempt_list, workspace);
}

/**
 * preamp_running_page_set_run:
 * @self: a `PreampRunningPage`
 * @runner: the runner that @run was given to
 * @run: (nullable): a run
 *
 * Shows @run and follows it, or follows none.
 */
void
preamp_running_page_set_run (PreampRunningPage *self,
                             PreampRunner      *runner,
                             PreampRun         *run)
{
  GtkSortListModel *sorted;

  g_return_if_fail (PREAMP_IS_RUNNING_PAGE (self));
  g_return_if_fail (PREAMP_IS_RUNNER (runner));
  g_return_if_fail (run == NULL || PREAMP_IS_RUN (run));

  if (!g_set_object (&self->run, run))
    return;

  /* It asked about another run, which has ended. */
  if (self->question != NULL)
    gtk_window_close (GTK_WINDOW (self->question));
  if (self->user_question != NULL)
    gtk_window_close (GTK_WINDOW (self->user_question));

  g_set_object (&self->runner, runner);
  g_signal_group_set_target (self->run_signals, run);
  g_signal_group_set_target (self->runner_signals, run != NULL ? runner : NULL);
  update_tick (self);

  if (run == NULL)
    {
      g_clear_handle_id (&self->update_id, g_source_remove);
      preamp_attempt_list_set_model (self->attempt_list, NULL);
      return;
    }

  sorted = gtk_sort_list_model_new (g_object_ref (preamp_run_get_attempts (run)),
                                    g_object_ref (self->sorter));
  preamp_attempt_list_set_model (self->attempt_list, G_LIST_MODEL (sorted));
  g_object_unref (sorted);

  update (self);
}
