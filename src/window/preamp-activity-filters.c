/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-filters"

#include "config.h"

#include "preamp-activity-filters.h"

#include <glib/gi18n.h>

#include "preamp-format.h"
#include "preamp-status.h"
#include "preamp-wrap-box.h"

/* A longer name of an integration would push the other filters out of sight. */
#define MAX_NAME 28

/**
 * PreampActivityFilters:
 *
 * What narrows the activity down: a search, an outcome, an integration, a period. It says by
 * [signal@ActivityFilters::changed] that something was chosen.
 */
struct _PreampActivityFilters
{
  AdwBin          parent_instance;

  GPtrArray      *integration_ids;   /* of the rows after the first */
  GCancellable   *cancellable;
  gboolean        filling;

  /* template */
  GtkBox         *box;
  GtkSearchEntry *search_entry;
  GtkDropDown    *outcome_drop_down;
  GtkStringList  *outcome_list;
  GtkDropDown    *integration_drop_down;
  GtkStringList  *integration_list;
  GtkDropDown    *date_drop_down;
  GtkStringList  *date_list;
};

G_DEFINE_FINAL_TYPE (PreampActivityFilters, preamp_activity_filters, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The rows after “All Outcomes”, and after them “Domo’s lists disagree”. */
static const PreampOutcome outcomes[] = {
  PREAMP_OUTCOME_COMPLETE,
  PREAMP_OUTCOME_MOVED,
  PREAMP_OUTCOME_INCOMPLETE,
  PREAMP_OUTCOME_UNCONFIRMED,
  PREAMP_OUTCOME_UNKNOWN,
  PREAMP_OUTCOME_ABORTED,
  PREAMP_OUTCOME_REFUSED,
  PREAMP_OUTCOME_NOT_SENT,
  PREAMP_OUTCOME_NOT_STARTED,
};

static const struct
{
  const char *label;
  int days;                /* 0 for no limit, 1 for today */
} periods[] = {
  { N_("Any Time"), 0 },
  { N_("Today"), 1 },
  { N_("Last 7 Days"), 7 },
  { N_("Last 30 Days"), 30 },
  { N_("Last 12 Months"), 365 },
};

static void
changed_cb (PreampActivityFilters *self)
{
  g_assert (PREAMP_IS_ACTIVITY_FILTERS (self));

  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* From the beginning of a day, as people count days. */
static gint64
get_since (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) today = NULL;
  g_autoptr (GDateTime) since = NULL;

  today = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                 g_date_time_get_day_of_month (now), 0, 0, 0);
  since = g_date_time_add_days (today, 1 - days);

  return g_date_time_to_unix (since) * G_USEC_PER_SEC;
}

static const char *
get_integration_id (PreampActivityFilters *self)
{
  guint selected = gtk_drop_down_get_selected (self->integration_drop_down);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION ||
      selected > self->integration_ids->len)
    return NULL;

  return g_ptr_array_index (self->integration_ids, selected - 1);
}

/* Integrations */

static char *
dup_name (char **integration)
{
  const char *name = integration[1] != NULL && *integration[1] != '\0' ? integration[1]
                                                                       : integration[0];
  g_autofree char *line = preamp_format_one_line (name);
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_NAME)
    return g_steal_pointer (&line);

  cut = g_utf8_substring (line, 0, MAX_NAME - 1);

  return g_strconcat (cut, "…", NULL);
}

static gboolean
is_same (PreampActivityFilters *self,
         GPtrArray             *integrations)
{
  if (integrations->len != self->integration_ids->len)
    return FALSE;

  for (guint i = 0; i < integrations->len; i++)
    {
      char **integration = g_ptr_array_index (integrations, i);

      if (g_strcmp0 (integration[0], g_ptr_array_index (self->integration_ids, i)) != 0)
        return FALSE;
    }

  return TRUE;
}

/* What was chosen stays chosen. */
static void
fill_integrations (PreampActivityFilters *self,
                   GPtrArray             *integrations)
{
  g_autofree char *selected_id = g_strdup (get_integration_id (self));
  guint selected = 0;

  if (is_same (self, integrations))
    return;

  self->filling = TRUE;
  g_ptr_array_set_size (self->integration_ids, 0);
  gtk_string_list_splice (self->integration_list, 1,
                          g_list_model_get_n_items (G_LIST_MODEL (self->integration_list)) - 1,
                          NULL);

  for (guint i = 0; i < integrations->len; i++)
    {
      char **integration = g_ptr_array_index (integrations, i);

      g_ptr_array_add (self->integration_ids, g_strdup (integration[0]));
      gtk_string_list_take (self->integration_list, dup_name (integration));
      if (g_strcmp0 (integration[0], selected_id) == 0)
        selected = i + 1;
    }

  gtk_drop_down_set_selected (self->integration_drop_down, selected);
  self->filling = FALSE;

  if (selected_id != NULL && selected == 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
list_integrations_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (PreampActivityFilters) self = PREAMP_ACTIVITY_FILTERS (user_data);
  g_autoptr (GPtrArray) integrations = NULL;
  g_autoptr (GError) error = NULL;

  integrations = preamp_journal_list_integrations_finish (PREAMP_JOURNAL (object), result, &error);
  if (integrations != NULL)
    fill_integrations (self, integrations);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Integrations: %s", error->message);
}

static void
cancel (PreampActivityFilters *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Class */

static void
preamp_activity_filters_dispose (GObject *object)
{
  PreampActivityFilters *self = PREAMP_ACTIVITY_FILTERS (object);

  cancel (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_ACTIVITY_FILTERS);

  G_OBJECT_CLASS (preamp_activity_filters_parent_class)->dispose (object);
}

static void
preamp_activity_filters_finalize (GObject *object)
{
  PreampActivityFilters *self = PREAMP_ACTIVITY_FILTERS (object);

  g_ptr_array_unref (self->integration_ids);

  G_OBJECT_CLASS (preamp_activity_filters_parent_class)->finalize (object);
}

static void
stop_search_cb (PreampActivityFilters *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
preamp_activity_filters_class_init (PreampActivityFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_activity_filters_dispose;
  object_class->finalize = preamp_activity_filters_finalize;

  /**
   * PreampActivityFilters::changed:
   * @self: the filters
   *
   * Something else was chosen, or typed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  g_type_ensure (PREAMP_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-activity-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampActivityFilters, box);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityFilters, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityFilters, outcome_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityFilters, outcome_list);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityFilters, integration_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityFilters, integration_list);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityFilters, date_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PreampActivityFilters, date_list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

/* The button inside takes the focus, and has no name of its own. */
static void
name_button (GtkDropDown *drop_down,
             const char  *label)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
preamp_activity_filters_init (PreampActivityFilters *self)
{
  self->integration_ids = g_ptr_array_new_with_free_func (g_free);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  name_button (self->outcome_drop_down, _("Outcome"));
  name_button (self->integration_drop_down, _("Integration"));
  name_button (self->date_drop_down, _("Date"));

  gtk_string_list_append (self->outcome_list, _("All Outcomes"));
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    gtk_string_list_append (self->outcome_list,
                            preamp_status_get_label (preamp_status_from_outcome (outcomes[i])));
  gtk_string_list_append (self->outcome_list,
                          preamp_status_get_label (PREAMP_STATUS_CONTRADICTED));

  gtk_string_list_append (self->integration_list, _("All Integrations"));

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (self->date_list, _(periods[i].label));

  self->filling = FALSE;
}

/**
 * preamp_activity_filters_new:
 *
 * Creates filters that let everything through.
 *
 * Returns: (transfer full): a new `PreampActivityFilters`
 */
GtkWidget *
preamp_activity_filters_new (void)
{
  return g_object_new (PREAMP_TYPE_ACTIVITY_FILTERS, NULL);
}

/**
 * preamp_activity_filters_dup_filter:
 * @self: a `PreampActivityFilters`
 * @instance: an instance's base URI
 *
 * Makes a filter for the journal of what is chosen.
 *
 * Returns: (transfer full): the filter
 */
PreampJournalFilter *
preamp_activity_filters_dup_filter (PreampActivityFilters *self,
                                    const char            *instance)
{
  PreampJournalFilter *filter;
  g_autofree char *search = NULL;
  guint outcome;
  guint period;

  g_return_val_if_fail (PREAMP_IS_ACTIVITY_FILTERS (self), NULL);
  g_return_val_if_fail (instance != NULL, NULL);

  filter = preamp_journal_filter_new (instance);
  search = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  g_strstrip (search);
  if (*search != '\0')
    filter->search = g_steal_pointer (&search);

  outcome = gtk_drop_down_get_selected (self->outcome_drop_down);
  if (outcome >= 1 && outcome <= G_N_ELEMENTS (outcomes))
    filter->outcomes = 1u << outcomes[outcome - 1];
  else if (outcome == G_N_ELEMENTS (outcomes) + 1)
    filter->contradicted = TRUE;

  filter->integration_id = g_strdup (get_integration_id (self));

  period = gtk_drop_down_get_selected (self->date_drop_down);
  if (period < G_N_ELEMENTS (periods) && periods[period].days > 0)
    filter->since = get_since (periods[period].days);

  return filter;
}

/**
 * preamp_activity_filters_refresh:
 * @self: a `PreampActivityFilters`
 * @journal: the journal
 * @instance: the instance's base URI
 *
 * Offers the integrations that the journal has of an instance.
 */
void
preamp_activity_filters_refresh (PreampActivityFilters *self,
                                 PreampJournal         *journal,
                                 const char            *instance)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_FILTERS (self));
  g_return_if_fail (PREAMP_IS_JOURNAL (journal));
  g_return_if_fail (instance != NULL);

  cancel (self);
  self->cancellable = g_cancellable_new ();
  preamp_journal_list_integrations_async (journal, instance, self->cancellable,
                                          list_integrations_cb, g_object_ref (self));
}

/**
 * preamp_activity_filters_clear:
 * @self: a `PreampActivityFilters`
 *
 * Lets everything through.
 */
void
preamp_activity_filters_clear (PreampActivityFilters *self)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_FILTERS (self));

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->outcome_drop_down, 0);
  gtk_drop_down_set_selected (self->integration_drop_down, 0);
  gtk_drop_down_set_selected (self->date_drop_down, 0);
  self->filling = FALSE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * preamp_activity_filters_search:
 * @self: a `PreampActivityFilters`
 *
 * Puts the cursor into the search entry.
 */
void
preamp_activity_filters_search (PreampActivityFilters *self)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_FILTERS (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * preamp_activity_filters_set_key_capture_widget:
 * @self: a `PreampActivityFilters`
 * @widget: (nullable): where somebody may type
 *
 * Searches for what is typed in @widget.
 */
void
preamp_activity_filters_set_key_capture_widget (PreampActivityFilters *self,
                                                GtkWidget             *widget)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_FILTERS (self));
  g_return_if_fail (widget == NULL || GTK_IS_WIDGET (widget));

  gtk_search_entry_set_key_capture_widget (self->search_entry, widget);
}

/**
 * preamp_activity_filters_look_for:
 * @self: a `PreampActivityFilters`
 * @search: a datasource, identifier or toe
 *
 * Searches for @search, whatever the outcome, integration or date.
 */
void
preamp_activity_filters_look_for (PreampActivityFilters *self,
                                  const char            *search)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_FILTERS (self));
  g_return_if_fail (search != NULL);

  preamp_activity_filters_clear (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), search);
}

/**
 * preamp_activity_filters_set_narrow:
 * @self: a `PreampActivityFilters`
 * @narrow: whether there is no room for search and choices side by side
 *
 * Puts them side by side, or one above the other.
 */
void
preamp_activity_filters_set_narrow (PreampActivityFilters *self,
                                    gboolean               narrow)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_FILTERS (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
