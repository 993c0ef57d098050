/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-review-page"

#include "config.h"

#include "preamp-review-page.h"

#include <glib/gi18n.h>

#include "preamp-button-labels.h"
#include "preamp-error-page.h"
#include "preamp-format.h"
#include "preamp-heading.h"
#include "preamp-plan-chooser.h"
#include "preamp-plan-group.h"
#include "preamp-plan-words.h"
#include "preamp-review-rows.h"

/**
 * PreampReviewPage:
 *
 * What would happen, before it does: Domo's lists are read again, and then it says how many
 * datasources move where, which ones, and which are left out and why.
 */
struct _PreampReviewPage
{
  AdwBin            parent_instance;

  PreampJournal    *journal;
  PreampPlan       *plan;
  PreampEstimate   *estimate;
  GCancellable     *cancellable;
  gboolean          started;

  /* template */
  GtkStack         *stack;
  GtkSpinner       *spinner;
  PreampErrorPage  *error_page;
  PreampHeading    *heading;
  GtkWidget        *warning_card;
  GtkLabel         *warning_label;
  GtkLabel         *earlier_label;
  GtkListBox       *rows_box;
  PreampRunOptions *options;
  GtkWidget        *save_button;
  GtkButton        *cancel_button;
  GtkButton        *start_button;
};

G_DEFINE_FINAL_TYPE (PreampReviewPage, preamp_review_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_CANCEL,
  SIGNAL_START,
  SIGNAL_SHOW_ROWS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Rows */

static void
row_activated_cb (PreampReviewPage *self,
                  GtkListBoxRow    *row)
{
  GListModel *rows = preamp_plan_group_get_rows (GTK_WIDGET (row));

  if (rows != NULL)
    g_signal_emit (self, signals[SIGNAL_SHOW_ROWS], 0,
                   adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), rows);
}

static void
show_rows (PreampReviewPage *self)
{
  const gboolean timed = preamp_run_options_get_starts_at (self->options) != 0;
  guint n_going = g_list_model_get_n_items (preamp_plan_get_going (self->plan));
  g_autofree char *title = preamp_plan_words_dup_title (self->plan, n_going);
  g_autofree char *subtitle = preamp_plan_words_dup_subtitle (self->plan);
  g_autofree char *start_label = preamp_plan_words_dup_start_label (self->plan, n_going, timed);
  const gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->rows_box)) != NULL;

  preamp_heading_set (self->heading, title, subtitle);
  gtk_button_set_label (self->start_button, start_label);
  preamp_review_rows_fill (self->rows_box, self->plan);

  if (focused)
    gtk_widget_child_focus (GTK_WIDGET (self->rows_box), GTK_DIR_TAB_FORWARD);
}

/* For how long, where it was measured */
static void
update_warning (PreampReviewPage *self)
{
  const char *sentence = _("Cards, dashboards and dataflows built on a datasource do not work "
                           "while it is being moved.");
  g_autofree char *typical = NULL;
  g_autofree char *longest = NULL;
  g_autofree char *text = NULL;

  if (preamp_estimate_get_n (self->estimate) > 0)
    {
      typical = preamp_format_duration (preamp_estimate_get_typical (self->estimate));
      longest = preamp_format_duration (preamp_estimate_get_longest (self->estimate));
      if (g_str_equal (typical, longest))
        /* Translators: %1$s is a sentence, %2$s a duration */
        text = g_strdup_printf (_("%1$s So far on this instance: %2$s."), sentence, typical);
      else
        /* Translators: %1$s is a sentence, %2$s and %3$s are durations */
        text = g_strdup_printf (_("%1$s So far on this instance: %2$s as a rule, %3$s at most."),
                                sentence, typical, longest);
    }

  gtk_label_set_text (self->warning_label, text != NULL ? text : sentence);
}

static void
options_changed_cb (PreampReviewPage *self)
{
  g_assert (PREAMP_IS_REVIEW_PAGE (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self->options)) || self->started)
    return;

  show_rows (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.start",
                                 preamp_run_options_get_valid (self->options));
}

static void
fill (PreampReviewPage *self)
{
  guint n_ready = preamp_plan_get_n_ready (self->plan);
  g_autofree char *earlier = preamp_plan_words_dup_earlier_window (self->plan);

  preamp_run_options_fill (self->options);
  show_rows (self);
  gtk_label_set_text (self->earlier_label, earlier != NULL ? earlier : "");
  gtk_widget_set_visible (GTK_WIDGET (self->earlier_label), earlier != NULL && n_ready > 0);

  gtk_widget_set_visible (GTK_WIDGET (self->rows_box), preamp_plan_get_n_chosen (self->plan) > 0);
  gtk_widget_set_visible (self->warning_card, n_ready > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->options), n_ready > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), n_ready > 0);
  gtk_widget_set_visible (self->save_button, n_ready > 0);
  gtk_button_set_label (self->cancel_button, n_ready > 0 ? _("_Cancel") : _("_Close"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.save-plan", n_ready > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.start",
                                 n_ready > 0 && preamp_run_options_get_valid (self->options));
}

/* Checking */

static void
show_error (PreampReviewPage *self,
            const GError     *error)
{
  PreampConnection *connection = preamp_plan_get_connection (self->plan);
  PreampInstance *instance = preamp_connection_get_instance (connection);
  PreampIntegration *integration = preamp_plan_get_integration (self->plan);

  preamp_error_page_set_error (self->error_page,
                               preamp_instance_get_base_uri (instance),
                               integration != NULL ? preamp_integration_get_engine (integration)
                                                   : NULL,
                               error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
check_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  PreampReviewPage *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean checked = preamp_plan_check_finish (PREAMP_PLAN (object), result, &error);

  /* The page cancels when it goes, and when another plan takes the place of this one. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_spinner_stop (self->spinner);

  if (checked)
    {
      fill (self);
      gtk_stack_set_visible_child_name (self->stack, "review");
    }
  else
    {
      show_error (self, error);
    }

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
check (PreampReviewPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  preamp_review_rows_clear (self->rows_box);
  gtk_stack_set_visible_child_name (self->stack, "checking");
  gtk_spinner_start (self->spinner);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.save-plan", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.start", FALSE);

  preamp_plan_check_async (self->plan, self->journal, self->cancellable, check_cb, self);
}

static void
start_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  PreampReviewPage *self = PREAMP_REVIEW_PAGE (widget);

  /* One press of the button is one run, however often it was pressed. */
  if (self->started || self->plan == NULL)
    return;

  /* A number that was typed until now is shown before anything goes by it. */
  if (!preamp_run_options_commit (self->options))
    return;

  self->started = TRUE;
  gtk_widget_action_set_enabled (widget, "review.save-plan", FALSE);
  gtk_widget_action_set_enabled (widget, "review.start", FALSE);
  g_signal_emit (self, signals[SIGNAL_START], 0);
}

static void
save_plan_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  PreampReviewPage *self = PREAMP_REVIEW_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->plan != NULL && GTK_IS_WINDOW (root))
    preamp_plan_chooser_save (GTK_WINDOW (root), self->plan);
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CANCEL], 0);
}

static void
refresh_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampReviewPage *self = PREAMP_REVIEW_PAGE (widget);

  if (self->plan != NULL && !self->started)
    check (self);
}

/* Focus begins on the first row, where Enter opens something and sends nothing. */
static gboolean
preamp_review_page_grab_focus (GtkWidget *widget)
{
  PreampReviewPage *self = PREAMP_REVIEW_PAGE (widget);
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  if (g_str_equal (name, "error"))
    return gtk_widget_child_focus (GTK_WIDGET (self->error_page), GTK_DIR_TAB_FORWARD);

  if (!g_str_equal (name, "review"))
    return FALSE;

  return gtk_widget_child_focus (GTK_WIDGET (self->rows_box), GTK_DIR_TAB_FORWARD) ||
         gtk_widget_grab_focus (GTK_WIDGET (self->heading));
}

static void
preamp_review_page_dispose (GObject *object)
{
  PreampReviewPage *self = PREAMP_REVIEW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->estimate);
  g_clear_object (&self->plan);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (preamp_review_page_parent_class)->dispose (object);
}

static void
preamp_review_page_class_init (PreampReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_review_page_dispose;

  widget_class->grab_focus = preamp_review_page_grab_focus;

  /**
   * PreampReviewPage::cancel:
   * @self: the page
   *
   * The plan is not to be carried out.
   */
  signals[SIGNAL_CANCEL] = g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  /**
   * PreampReviewPage::start:
   * @self: the page
   *
   * The button was pressed that sends. Once for a plan.
   */
  signals[SIGNAL_START] = g_signal_new ("start", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  /**
   * PreampReviewPage::show-rows:
   * @self: the page
   * @title: what the rows are
   * @rows: a model of [class@PlanRow]
   *
   * A list with more rows than fit here is to be shown.
   */
  signals[SIGNAL_SHOW_ROWS] = g_signal_new ("show-rows", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_LIST_MODEL);

  g_type_ensure (PREAMP_TYPE_ERROR_PAGE);
  g_type_ensure (PREAMP_TYPE_HEADING);
  g_type_ensure (PREAMP_TYPE_RUN_OPTIONS);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, heading);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, warning_card);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, warning_label);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, earlier_label);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, rows_box);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, options);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, start_button);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);

  gtk_widget_class_install_action (widget_class, "review.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "review.save-plan", NULL, save_plan_action);
  gtk_widget_class_install_action (widget_class, "review.start", NULL, start_action);
  /* What the error page's button is called, and F5: it reads again what is shown. */
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
}

static void
preamp_review_page_init (PreampReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  preamp_button_labels_wrap (GTK_WIDGET (self));
}

/**
 * preamp_review_page_get_options:
 * @self: a `PreampReviewPage`
 *
 * Gets the rows that say how the run is to go.
 *
 * Returns: (transfer none): the rows
 */
PreampRunOptions *
preamp_review_page_get_options (PreampReviewPage *self)
{
  g_return_val_if_fail (PREAMP_IS_REVIEW_PAGE (self), NULL);

  return self->options;
}

/**
 * preamp_review_page_set_plan:
 * @self: a `PreampReviewPage`
 * @journal: the journal, which says what is closed
 * @plan: a plan
 *
 * Checks @plan and shows what it says.
 */
void
preamp_review_page_set_plan (PreampReviewPage *self,
                             PreampJournal    *journal,
                             PreampPlan       *plan)
{
  PreampInstance *instance;

  g_return_if_fail (PREAMP_IS_REVIEW_PAGE (self));
  g_return_if_fail (PREAMP_IS_JOURNAL (journal));
  g_return_if_fail (PREAMP_IS_PLAN (plan));

  g_set_object (&self->journal, journal);
  g_set_object (&self->plan, plan);
  self->started = FALSE;

  instance = preamp_connection_get_instance (preamp_plan_get_connection (plan));
  g_clear_object (&self->estimate);
  self->estimate = preamp_estimate_new ();
  g_signal_connect_object (self->estimate, "changed", G_CALLBACK (update_warning), self,
                           G_CONNECT_SWAPPED);
  update_warning (self);
  preamp_run_options_set_plan (self->options, plan, self->estimate);
  preamp_estimate_read (self->estimate, journal, preamp_instance_get_base_uri (instance),
                        preamp_plan_get_direction (plan));

  check (self);
}
