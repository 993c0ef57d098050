/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-review-page"

#include "config.h"

#include "preamp-review-page.h"

#include <glib/gi18n.h>

#include "preamp-attempt-words.h"
#include "preamp-error-page.h"
#include "preamp-heading.h"
#include "preamp-plan-list.h"
#include "preamp-plan-words.h"

/* More rows than this are shown in a list of their own. */
#define MAX_ROWS 50

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

  /* template */
  GtkStack        *stack;
  GtkSpinner      *spinner;
  PreampErrorPage *error_page;
  PreampHeading   *heading;
  GtkWidget       *warning_card;
  GtkListBox      *rows_box;
  GtkWidget       *pace_group;
  GtkSpinButton   *at_once_button;
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

static gboolean
has_reasons (GListModel *rows)
{
  guint n = g_list_model_get_n_items (rows);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampPlanRow) row = g_list_model_get_item (rows, i);

      if (preamp_plan_row_get_reason (row) != NULL)
        return TRUE;
    }

  return FALSE;
}

static GtkWidget *
create_plan_row (PreampPlanRow *plan_row)
{
  PreampVerdict verdict = preamp_plan_row_get_verdict (plan_row);
  const char *reason = preamp_plan_row_get_reason (plan_row);
  g_autofree char *name = NULL;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon;

  name = preamp_attempt_words_shorten (preamp_plan_row_get_name (plan_row), 80);
  icon = gtk_image_new_from_icon_name (preamp_plan_list_get_icon_name (verdict));
  gtk_widget_add_css_class (icon, preamp_plan_list_get_css_class (verdict));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (reason != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  return row;
}

static void
add_rows (PreampReviewPage *self,
          GListModel       *rows,
          const char       *icon_name,
          const char       *title,
          const char       *subtitle,
          gboolean          expanded)
{
  guint n = g_list_model_get_n_items (rows);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *row;

  gtk_widget_add_css_class (icon, "dim-label");

  if (n <= MAX_ROWS)
    {
      row = adw_expander_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle != NULL ? subtitle : "");
      adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (PreampPlanRow) plan_row = g_list_model_get_item (rows, i);

          adw_expander_row_add_row (ADW_EXPANDER_ROW (row), create_plan_row (plan_row));
        }

      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), expanded);
    }
  else
    {
      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "rows", g_object_ref (rows), g_object_unref);
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_append (self->rows_box, row);
}

static void
row_activated_cb (PreampReviewPage *self,
                  GtkListBoxRow    *row)
{
  GListModel *rows = g_object_get_data (G_OBJECT (row), "rows");

  if (rows != NULL)
    g_signal_emit (self, signals[SIGNAL_SHOW_ROWS], 0,
                   adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), rows);
}

static void
fill (PreampReviewPage *self)
{
  GListModel *going = preamp_plan_get_going (self->plan);
  GListModel *left_out = preamp_plan_get_left_out (self->plan);
  guint n_going = g_list_model_get_n_items (going);
  guint n_left_out = g_list_model_get_n_items (left_out);
  guint n_chosen = preamp_plan_get_n_chosen (self->plan);
  g_autofree char *title = preamp_plan_words_dup_title (self->plan, n_going);
  g_autofree char *subtitle = preamp_plan_words_dup_subtitle (self->plan);
  GtkWidget *row;

  preamp_heading_set (self->heading, title, subtitle);

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows_box))) != NULL)
    gtk_list_box_remove (self->rows_box, row);

  if (n_going > 0)
    {
      g_autofree char *going_title = preamp_plan_words_dup_going_title (self->plan, n_going);
      g_autofree char *schemas = preamp_plan_words_dup_schemas (going);
      g_autofree char *start_label = preamp_plan_words_dup_start_label (self->plan, n_going);

      add_rows (self, going, preamp_plan_list_get_icon_name (PREAMP_VERDICT_GOES),
                going_title, schemas, has_reasons (going));
      gtk_button_set_label (self->start_button, start_label);
    }

  if (n_left_out > 0)
    {
      g_autofree char *left_out_title = NULL;

      /* Translators: %1$u datasources of the %2$u that were selected */
      left_out_title = g_strdup_printf (ngettext ("%1$u of the %2$u selected is left out",
                                                  "%1$u of the %2$u selected are left out",
                                                  n_left_out),
                                        n_left_out, n_chosen);
      add_rows (self, left_out, "action-unavailable-symbolic", left_out_title,
                _("By Domo’s lists as they were read just now, and by the journal"), TRUE);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->rows_box), n_going + n_left_out > 0);
  gtk_widget_set_visible (self->warning_card, n_going > 0);
  gtk_widget_set_visible (self->pace_group, n_going > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), n_going > 0);
  gtk_button_set_label (self->cancel_button, n_going > 0 ? _("_Cancel") : _("_Close"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.start", n_going > 0);
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

  self->started = TRUE;
  gtk_widget_action_set_enabled (widget, "review.start", FALSE);
  gtk_spin_button_update (self->at_once_button);
  g_signal_emit (self, signals[SIGNAL_START], 0);
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
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, at_once_button);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PreampReviewPage, start_button);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);

  gtk_widget_class_install_action (widget_class, "review.cancel", NULL, cancel_action);
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
  check (self);
}
