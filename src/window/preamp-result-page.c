/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-result-page"

#include "config.h"

#include "preamp-result-page.h"

#include <glib/gi18n.h>

#include "preamp-attempt-words.h"
#include "preamp-format.h"
#include "preamp-heading.h"
#include "preamp-result-row.h"
#include "preamp-run-words.h"
#include "preamp-wrap-box.h"

/* More rows than this are shown in a list of their own. */
#define MAX_ROWS 50

typedef struct
{
  PreampOutcome outcome;
  const char   *title;
  const char   *description;
} GroupKind;

/* What broke something first, what went well last. */
static const GroupKind kinds[] = {
  { PREAMP_OUTCOME_INCOMPLETE, N_("Incomplete"),
    N_("Domo stopped half-way. Content built on these stays broken until an attempt completes.") },
  { PREAMP_OUTCOME_UNCONFIRMED, N_("Unconfirmed"),
    N_("The request was sent, but no usable answer came. Domo may have done it, may still be "
       "working on it, or may have done nothing. Each stays closed to a second request until it "
       "was looked up. Look at it in Domo.") },
  { PREAMP_OUTCOME_UNKNOWN, N_("Unknown State"),
    N_("Domo answered with a state that Preamp does not know, and that is not called a success. "
       "Look in Domo, and copy the details for Domo Support.") },
  { PREAMP_OUTCOME_ABORTED, N_("Aborted"),
    N_("Nothing was changed, and content works as before. Solve the cause, then try again.") },
  { PREAMP_OUTCOME_REFUSED, N_("Refused"),
    N_("Domo answered with an error and moved nothing. The message says why. Try again when the "
       "cause is gone.") },
  { PREAMP_OUTCOME_NOT_SENT, N_("Not Sent"),
    N_("The request did not reach Domo, and nothing was changed. The row says why.") },
  { PREAMP_OUTCOME_NOT_STARTED, N_("Not Started"),
    N_("The run ended before their turn. Nothing was sent for them. Select them in the list to "
       "review them again.") },
  { PREAMP_OUTCOME_MOVED, N_("Moved, by Domo’s Lists"),
    N_("No answer came, but Domo’s lists show the move. Look at a dashboard you know.") },
  { PREAMP_OUTCOME_COMPLETE, N_("Complete"),
    N_("Domo reports every one of them as complete.") },
};

/**
 * PreampResultPage:
 *
 * How a run ended: the honest sum, what is broken and what to do about it, and every attempt by
 * its outcome.
 *
 * Its buttons activate the actions `run.…` of a widget above it.
 */
struct _PreampResultPage
{
  AdwBin             parent_instance;

  PreampRun         *run;

  /* template */
  GtkScrolledWindow *scrolled_window;
  GtkWidget         *calm_icon;
  PreampHeading     *heading;
  GtkWidget         *error_card;
  GtkLabel          *error_title;
  GtkLabel          *error_label;
  GtkWidget         *incomplete_card;
  GtkLabel          *incomplete_title;
  GtkLabel          *incomplete_label;
  GtkButton         *incomplete_retry_button;
  GtkButton         *incomplete_copy_button;
  GtkWidget         *groups_box;
  GtkWidget         *done_button;
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

static char *
dup_title (PreampResultPage *self)
{
  guint n = preamp_run_get_n_attempts (self->run);
  guint n_moved = preamp_run_count_outcome (self->run, PREAMP_OUTCOME_COMPLETE) +
                  preamp_run_count_outcome (self->run, PREAMP_OUTCOME_MOVED);
  guint n_open = preamp_run_count_outcome (self->run, PREAMP_OUTCOME_UNCONFIRMED) +
                 preamp_run_count_outcome (self->run, PREAMP_OUTCOME_UNKNOWN);
  gboolean reverse = preamp_run_get_direction (self->run) == PREAMP_DIRECTION_REVERSE;

  if (n_moved == n && reverse)
    return g_strdup_printf (ngettext ("%u datasource moved back",
                                      "All %u datasources moved back", n), n);
  if (n_moved == n)
    return g_strdup_printf (ngettext ("%u datasource moved", "All %u datasources moved", n), n);

  /* Of those without a certain end it is not said that they did not move. */
  if (n_open > 0 && reverse)
    return g_strdup_printf (ngettext ("%1$u of %2$u datasource is known to have moved back",
                                      "%1$u of %2$u datasources are known to have moved back", n),
                            n_moved, n);
  if (n_open > 0)
    return g_strdup_printf (ngettext ("%1$u of %2$u datasource is known to have moved",
                                      "%1$u of %2$u datasources are known to have moved", n),
                            n_moved, n);

  if (reverse)
    return g_strdup_printf (ngettext ("%1$u of %2$u datasource moved back",
                                      "%1$u of %2$u datasources moved back", n),
                            n_moved, n);

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

  if (record->ending == PREAMP_RUN_ENDING_FINISHED)
    /* Translators: %s is a duration */
    end = g_strdup_printf (_("finished after %s"), duration);
  else
    /* Translators: %s is a duration */
    end = g_strdup_printf (_("stopped after %s"), duration);

  return g_strjoin (" · ", where, when, end, NULL);
}

static char *
dup_retry_label (guint n)
{
  if (n == 1)
    return g_strdup (_("Try Again…"));
  if (n == 2)
    return g_strdup (_("Try Both Again…"));

  return g_strdup_printf (ngettext ("Try All %u Again…", "Try All %u Again…", n), n);
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
update_incomplete_card (PreampResultPage *self)
{
  guint n = preamp_run_count_outcome (self->run, PREAMP_OUTCOME_INCOMPLETE);
  g_autofree char *title = NULL;
  g_autofree char *label = dup_retry_label (n);

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

/* Groups */

static GListModel *
list_outcome (PreampResultPage *self,
              PreampOutcome     outcome)
{
  GListModel *attempts = preamp_run_get_attempts (self->run);
  GListStore *store = g_list_store_new (PREAMP_TYPE_ATTEMPT);
  guint n = g_list_model_get_n_items (attempts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attempts, i);

      if (preamp_attempt_get_outcome (attempt) == outcome)
        g_list_store_append (store, attempt);
    }

  return G_LIST_MODEL (store);
}

static void
list_row_activated_cb (PreampResultPage *self,
                       AdwActionRow     *row)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_ATTEMPTS], 0,
                 adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                 g_object_get_data (G_OBJECT (row), "attempts"));
}

static GtkWidget *
create_list_row (PreampResultPage *self,
                 const GroupKind  *kind,
                 GListModel       *attempts)
{
  PreampStatus status = preamp_status_from_outcome (kind->outcome);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (preamp_status_get_icon_name (status));
  g_autofree char *title = NULL;

  /* Translators: %1$u is a number, %2$s what those datasources are: “120 · Complete” */
  title = g_strdup_printf (_("%1$u · %2$s"),
                           g_list_model_get_n_items (attempts), _(kind->title));
  gtk_widget_add_css_class (icon, preamp_status_get_css_class (status));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "attempts", g_object_ref (attempts), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (list_row_activated_cb), self,
                           G_CONNECT_SWAPPED);

  return row;
}

static void
add_group (PreampResultPage *self,
           const GroupKind  *kind)
{
  g_autoptr (GListModel) attempts = list_outcome (self, kind->outcome);
  guint n = g_list_model_get_n_items (attempts);
  GtkWidget *group;

  if (n == 0)
    return;

  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _(kind->title));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _(kind->description));

  /* The incomplete ones have theirs in the card, and an unknown state asks for a look at each. */
  if (n > 1 && (kind->outcome == PREAMP_OUTCOME_ABORTED ||
                kind->outcome == PREAMP_OUTCOME_REFUSED ||
                kind->outcome == PREAMP_OUTCOME_NOT_SENT))
    {
      g_autofree char *label = dup_retry_label (n);
      GtkWidget *button = gtk_button_new_with_label (label);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      set_outcome_action (button, "run.try-outcome-again", kind->outcome);
      adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), button);
    }

  if (n > MAX_ROWS)
    {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 create_list_row (self, kind, attempts));
    }
  else
    {
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (PreampAttempt) attempt = g_list_model_get_item (attempts, i);

          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                     preamp_result_row_new (attempt));
        }
    }

  gtk_box_append (GTK_BOX (self->groups_box), group);
}

static void
update (PreampResultPage *self)
{
  guint n = preamp_run_get_n_attempts (self->run);
  gboolean calm = preamp_run_count_outcome (self->run, PREAMP_OUTCOME_COMPLETE) == n &&
                  preamp_run_get_error (self->run) == NULL;
  g_autofree char *title = dup_title (self);
  g_autofree char *subtitle = dup_subtitle (self);
  GtkWidget *group;

  preamp_heading_set (self->heading, title, subtitle);
  gtk_widget_set_visible (self->calm_icon, calm);
  if (calm)
    gtk_widget_add_css_class (self->done_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->done_button, "suggested-action");

  update_error_card (self);
  update_incomplete_card (self);

  while ((group = gtk_widget_get_first_child (self->groups_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->groups_box), group);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_group (self, &kinds[i]);
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

  g_clear_object (&self->run);

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
  g_type_ensure (PREAMP_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/preamp/Preamp/window/preamp-result-page.ui");
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
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, groups_box);
  gtk_widget_class_bind_template_child (widget_class, PreampResultPage, done_button);
}

static void
preamp_result_page_init (PreampResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  set_outcome_action (GTK_WIDGET (self->incomplete_retry_button), "run.try-outcome-again",
                      PREAMP_OUTCOME_INCOMPLETE);
  set_outcome_action (GTK_WIDGET (self->incomplete_copy_button), "run.copy-outcome-for-support",
                      PREAMP_OUTCOME_INCOMPLETE);
}

/**
 * preamp_result_page_set_run:
 * @self: a `PreampResultPage`
 * @run: a run that has ended
 *
 * Shows how @run ended.
 */
void
preamp_result_page_set_run (PreampResultPage *self,
                            PreampRun        *run)
{
  g_return_if_fail (PREAMP_IS_RESULT_PAGE (self));
  g_return_if_fail (PREAMP_IS_RUN (run));

  if (!g_set_object (&self->run, run))
    return;

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
  update (self);
}
