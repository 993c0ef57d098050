/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-review-page"

#include "config.h"

#include "preamp-review-page.h"

#include <glib/gi18n.h>

#include "preamp-error-page.h"
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
  AdwBin           parent_instance;

  PreampJournal   *journal;
  PreampPlan      *plan;
  GCancellable    *cancellable;
  guint            at_once;
  gboolean         started;
  gboolean         filling;

  /* template */
  GtkStack        *stack;
  GtkSpinner      *spinner;
  PreampErrorPage *error_page;
  PreampHeading   *heading;
  GtkWidget       *warning_card;
  GtkListBox      *rows_box;
  GtkWidget       *pace_group;
  GtkWidget       *at_once_row;
  GtkSpinButton   *at_once_button;
  GtkWidget       *stop_after_row;
  GtkSpinButton   *stop_after_button;
  GtkAdjustment   *stop_after_adjustment;
  AdwEntryRow     *note_row;
  GtkWidget       *save_button;
  GtkButton       *cancel_button;
  GtkButton       *start_button;
};

G_DEFINE_FINAL_TYPE (PreampReviewPage, preamp_review_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_AT_ONCE = 1,
} PreampReviewPageProperty;

enum
{
  SIGNAL_CANCEL,
  SIGNAL_START,
  SIGNAL_SHOW_ROWS,
  N_SIGNALS
};

static GParamSpec *properties[PROP_AT_ONCE + 1];
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
  guint n_going = g_list_model_get_n_items (preamp_plan_get_going (self->plan));
  g_autofree char *title = preamp_plan_words_dup_title (self->plan, n_going);
  g_autofree char *subtitle = preamp_plan_words_dup_subtitle (self->plan);
  g_autofree char *start_label = preamp_plan_words_dup_start_label (self->plan, n_going);
  const gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->rows_box)) != NULL;

  preamp_heading_set (self->heading, title, subtitle);
  gtk_button_set_label (self->start_button, start_label);
  preamp_review_rows_fill (self->rows_box, self->plan);

  if (focused)
    gtk_widget_child_focus (GTK_WIDGET (self->rows_box), GTK_DIR_TAB_FORWARD);
}

/* All of them is no number: it stays all when the lists change. */
static void
stop_after_cb (PreampReviewPage *self)
{
  guint stop_after = gtk_adjustment_get_value (self->stop_after_adjustment);

  if (self->filling || self->plan == NULL)
    return;

  if (stop_after >= preamp_plan_get_n_ready (self->plan))
    stop_after = 0;

  if (stop_after == preamp_plan_get_stop_after (self->plan))
    return;

  preamp_plan_set_stop_after (self->plan, stop_after);
  show_rows (self);
}

static void
note_changed_cb (PreampReviewPage *self)
{
  if (self->plan != NULL)
    preamp_plan_set_note (self->plan, gtk_editable_get_text (GTK_EDITABLE (self->note_row)));
}

static void
fill (PreampReviewPage *self)
{
  guint n_ready = preamp_plan_get_n_ready (self->plan);
  guint stop_after = preamp_plan_get_stop_after (self->plan);

  self->filling = TRUE;
  gtk_adjustment_set_upper (self->stop_after_adjustment, MAX (n_ready, 1));
  gtk_adjustment_set_value (self->stop_after_adjustment,
                            stop_after > 0 && stop_after < n_ready ? stop_after : n_ready);
  self->filling = FALSE;

  show_rows (self);

  gtk_widget_set_visible (GTK_WIDGET (self->rows_box), preamp_plan_get_n_chosen (self->plan) > 0);
  gtk_widget_set_visible (self->warning_card, n_ready > 0);
  gtk_widget_set_visible (self->pace_group, n_ready > 0);
  gtk_widget_set_visible (self->at_once_row, n_ready > 1);
  gtk_widget_set_visible (self->stop_after_row, n_ready > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), n_ready > 0);
  gtk_widget_set_visible (self->save_button, n_ready > 0);
  gtk_button_set_label (self->cancel_button, n_ready > 0 ? _("_Cancel") : _("_Close"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.save-plan", n_ready > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.start", n_ready > 0);
}

/* Checking */

static void
show_error (PreampReviewPage *self,
            const GError     *error)
{
  PreampInstance *instance = preamp_connection_get_instance (preamp_plan_get_connection (self->plan));
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
  guint stop_after;

  /* One press of the button is one run, however often it was pressed. */
  if (self->started || self->plan == NULL)
    return;

  /* A number that was typed until now is shown before anything goes by it. */
  stop_after = preamp_plan_get_stop_after (self->plan);
  gtk_spin_button_update (self->stop_after_button);
  if (stop_after != preamp_plan_get_stop_after (self->plan))
    return;

  self->started = TRUE;
  gtk_widget_action_set_enabled (widget, "review.save-plan", FALSE);
  gtk_widget_action_set_enabled (widget, "review.start", FALSE);
  gtk_spin_button_update (self->at_once_button);
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
  g_clear_object (&self->plan);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (preamp_review_page_parent_class)->dispose (object);
}

static void
preamp_review_page_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PreampReviewPage *self = PREAMP_REVIEW_PAGE (object);

  switch ((PreampReviewPageProperty) prop_id)
    {
    case PROP_AT_ONCE:
      g_value_set_uint (value, self->at_once);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_review_page_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PreampReviewPage *self = PREAMP_REVIEW_PAGE (object);

  switch ((PreampReviewPageProperty) prop_id)
    {
    case PROP_AT_ONCE:
      if (self->at_once == g_value_get_uint (value))
        break;
      self->at_once = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_review_page_class_init (PreampReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_review_page_dispose;
  object_class->get_property = preamp_review_page_get_property;
  object_class->set_property = preamp_review_page_set_property;

  widget_class->grab_focus = preamp_review_page_grab_focus;

  /**
   * PreampReviewPage:at-once:
   *
   * How many datasources move at a time.
   */
  properties[PROP_AT_ONCE] = g_param_spec_uint ("at-once", NULL, NULL, 1, 8, 2,
                                                G_PARAM_READWRITE |
                                                G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/preamp/Preamp/window/preamp-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, heading);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, warning_card);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, rows_box);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, pace_group);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, at_once_row);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, at_once_button);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, stop_after_row);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, stop_after_button);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, stop_after_adjustment);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, note_row);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, start_button);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_after_cb);

  gtk_widget_class_install_action (widget_class, "review.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "review.save-plan", NULL, save_plan_action);
  gtk_widget_class_install_action (widget_class, "review.start", NULL, start_action);
  /* What the error page's button is called, and F5: it reads again what is shown. */
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
}

static void
preamp_review_page_init (PreampReviewPage *self)
{
  self->at_once = 2;
  gtk_widget_init_template (GTK_WIDGET (self));

  g_object_bind_property (self, "at-once",
                          gtk_spin_button_get_adjustment (self->at_once_button), "value",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
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
  g_return_if_fail (PREAMP_IS_REVIEW_PAGE (self));
  g_return_if_fail (PREAMP_IS_JOURNAL (journal));
  g_return_if_fail (PREAMP_IS_PLAN (plan));

  g_set_object (&self->journal, journal);
  g_set_object (&self->plan, plan);
  self->started = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->note_row),
                         preamp_plan_get_note (plan) != NULL ? preamp_plan_get_note (plan) : "");
  check (self);
}
