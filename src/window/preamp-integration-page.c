/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-integration-page"

#include "config.h"

#include "preamp-integration-page.h"

#include "preamp-candidate-page.h"
#include "preamp-details-pane.h"
#include "preamp-run-words.h"
#include "preamp-toast.h"

/**
 * PreampIntegrationPage:
 *
 * What belongs to one integration: the page of its candidates, the page of what was migrated, and
 * the details of the row under the cursor.
 */
struct _PreampIntegrationPage
{
  AdwBin                  parent_instance;

  PreampWorkspace        *workspace;
  PreampIntegrationLists *lists;
  GSignalGroup           *runner_signals;
  gboolean                details_wanted;
  gboolean                details_over;
  gboolean                updating_reveal;
  guint                   reveal_tick;

  /* template */
  AdwToastOverlay        *toasts;
  AdwFlap                *flap;
  AdwViewStack           *stack;
  PreampCandidatePage    *migrate_page;
  PreampCandidatePage    *reverse_page;
  PreampDetailsPane      *details_pane;
};

G_DEFINE_FINAL_TYPE (PreampIntegrationPage, preamp_integration_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SHOW_DETAILS = 1,
  PROP_DETAILS_WANTED,
} PreampIntegrationPageProperty;

static GParamSpec *properties[PROP_DETAILS_WANTED + 1];

static PreampCandidatePage *
get_visible_page (PreampIntegrationPage *self)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->stack);

  return child == GTK_WIDGET (self->reverse_page) ? self->reverse_page : self->migrate_page;
}

/* Reading the lists */

/* The lists behind a run, whichever integration or instance is shown when it ends. */
static void
run_ended_cb (PreampRunner     *runner,
              PreampRun        *run,
              PreampConnection *connection)
{
  g_autoptr (GHashTable) ids = preamp_run_words_list_integrations (run);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      PreampIntegrationLists *lists = preamp_connection_find_integration (connection, id);

      if (lists != NULL)
        preamp_integration_lists_refresh (lists);
    }
}

/* And those that are shown, where the instance's list of integrations no longer has them. */
static void
shown_run_ended_cb (PreampRunner          *runner,
                    PreampRun             *run,
                    PreampIntegrationPage *self)
{
  PreampConnection *connection = preamp_workspace_get_connection (self->workspace);
  PreampIntegration *shown = preamp_integration_lists_get_integration (self->lists);
  const char *id = preamp_integration_get_id (shown);
  g_autoptr (GHashTable) ids = preamp_run_words_list_integrations (run);

  if (g_hash_table_contains (ids, id) &&
      preamp_connection_find_integration (connection, id) != self->lists)
    preamp_integration_lists_refresh (self->lists);
}

/* Once for each runner, as long as it lives. */
static void
watch_runner (PreampWorkspace *workspace)
{
  static GQuark watched;
  PreampRunner *runner = preamp_workspace_get_runner (workspace);

  if (watched == 0)
    watched = g_quark_from_static_string ("preamp-integration-page-watched");

  if (g_object_get_qdata (G_OBJECT (runner), watched) != NULL)
    return;

  g_object_set_qdata (G_OBJECT (runner), watched, runner);
  g_signal_connect_object (runner, "run-ended",
                           G_CALLBACK (run_ended_cb),
                           preamp_workspace_get_connection (workspace), 0);
}

/* Details */

static void update_reveal (PreampIntegrationPage *self);

static void
cursor_changed_cb (PreampIntegrationPage *self)
{
  if (self->details_pane != NULL)
    preamp_details_pane_set_item (self->details_pane,
                                  preamp_candidate_page_get_cursor (get_visible_page (self)));
}

static gboolean
reveal_tick_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  PreampIntegrationPage *self = PREAMP_INTEGRATION_PAGE (widget);

  self->reveal_tick = 0;
  update_reveal (self);

  return G_SOURCE_REMOVE;
}

/* A pane comes and goes with its list. One that would lie over the list does not come by itself. */
static void
update_reveal (PreampIntegrationPage *self)
{
  gboolean has_rows = FALSE;
  gboolean reveal;

  if (self->flap == NULL || self->details_pane == NULL || self->reveal_tick != 0)
    return;

  g_object_get (get_visible_page (self), "has-rows", &has_rows, NULL);
  reveal = has_rows && (adw_flap_get_folded (self->flap) ? self->details_over :
                                                           self->details_wanted);

  if (reveal == adw_flap_get_reveal_flap (self->flap))
    return;

  /* It was not laid out yet, or it has just been told the opposite and has not moved. In either
   * case libadwaita 1.2 would lay it out by a number that is none. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self->flap)) &&
      (gtk_widget_get_width (GTK_WIDGET (self->flap)) == 0 ||
       G_APPROX_VALUE (adw_flap_get_reveal_progress (self->flap), reveal ? 1.0 : 0.0, 0.01)))
    {
      self->reveal_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_tick_cb, NULL,
                                                        NULL);
      return;
    }

  self->updating_reveal = TRUE;
  adw_flap_set_reveal_flap (self->flap, reveal);
  self->updating_reveal = FALSE;
}

static void
set_details_wanted (PreampIntegrationPage *self,
                    gboolean               wanted)
{
  if (self->details_wanted == wanted)
    return;

  self->details_wanted = wanted;
  update_reveal (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAILS_WANTED]);
}

static void
show_details (PreampIntegrationPage *self,
              gboolean               show)
{
  if (!adw_flap_get_folded (self->flap))
    {
      set_details_wanted (self, show);
      return;
    }

  self->details_over = show;
  update_reveal (self);
}

static void
page_changed_cb (PreampIntegrationPage *self)
{
  cursor_changed_cb (self);
  update_reveal (self);
}

static void
folded_cb (PreampIntegrationPage *self)
{
  self->details_over = FALSE;
  update_reveal (self);
}

static void
revealed_cb (PreampIntegrationPage *self)
{
  /* A swipe, or a click beside the pane. */
  if (!self->updating_reveal)
    show_details (self, adw_flap_get_reveal_flap (self->flap));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_DETAILS]);
}

static void
show_details_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  PreampIntegrationPage *self = PREAMP_INTEGRATION_PAGE (widget);

  show_details (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->details_pane));
}

static void
close_details_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  PreampIntegrationPage *self = PREAMP_INTEGRATION_PAGE (widget);

  if (adw_flap_get_folded (self->flap))
    show_details (self, FALSE);
  preamp_integration_page_activate (self, "candidates.focus-rows");
}

/* Details are of some row; where they lie over the list they have the keyboard as well. */
static void
toggle_details (PreampIntegrationPage *self,
                gboolean               show)
{
  const char *action = show ? "page.show-details" : "page.close-details";

  if (show)
    preamp_candidate_page_ensure_cursor (get_visible_page (self));
  if (adw_flap_get_folded (self->flap))
    gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  else
    show_details (self, show);
}

static void
copied_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  preamp_toast_add (PREAMP_INTEGRATION_PAGE (widget)->toasts,
                    g_variant_get_string (parameter, NULL));
}

static void
preamp_integration_page_dispose (GObject *object)
{
  PreampIntegrationPage *self = PREAMP_INTEGRATION_PAGE (object);

  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_INTEGRATION_PAGE);
  g_clear_object (&self->runner_signals);
  g_clear_object (&self->workspace);
  g_clear_object (&self->lists);

  G_OBJECT_CLASS (preamp_integration_page_parent_class)->dispose (object);
}

static void
preamp_integration_page_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  PreampIntegrationPage *self = PREAMP_INTEGRATION_PAGE (object);

  switch ((PreampIntegrationPageProperty) prop_id)
    {
    case PROP_SHOW_DETAILS:
      g_value_set_boolean (value, self->flap != NULL && adw_flap_get_reveal_flap (self->flap));
      break;

    case PROP_DETAILS_WANTED:
      g_value_set_boolean (value, self->details_wanted);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_integration_page_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  PreampIntegrationPage *self = PREAMP_INTEGRATION_PAGE (object);

  switch ((PreampIntegrationPageProperty) prop_id)
    {
    case PROP_SHOW_DETAILS:
      toggle_details (self, g_value_get_boolean (value));
      break;

    case PROP_DETAILS_WANTED:
      set_details_wanted (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_integration_page_class_init (PreampIntegrationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_integration_page_dispose;
  object_class->get_property = preamp_integration_page_get_property;
  object_class->set_property = preamp_integration_page_set_property;

  /**
   * PreampIntegrationPage:show-details:
   *
   * Whether the details of the row under the cursor are shown now.
   */
  properties[PROP_SHOW_DETAILS] = g_param_spec_boolean ("show-details", NULL, NULL, TRUE,
                                                        G_PARAM_READWRITE |
                                                        G_PARAM_EXPLICIT_NOTIFY |
                                                        G_PARAM_STATIC_STRINGS);
  /**
   * PreampIntegrationPage:details-wanted:
   *
   * Whether the details are shown wherever there is room for them beside the list. Where there is
   * none they are shown over it, and only until they are closed.
   */
  properties[PROP_DETAILS_WANTED] = g_param_spec_boolean ("details-wanted", NULL, NULL, TRUE,
                                                          G_PARAM_READWRITE |
                                                          G_PARAM_EXPLICIT_NOTIFY |
                                                          G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PREAMP_TYPE_CANDIDATE_PAGE);
  g_type_ensure (PREAMP_TYPE_DETAILS_PANE);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-integration-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampIntegrationPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, PreampIntegrationPage, flap);
  gtk_widget_class_bind_template_child (widget_class, PreampIntegrationPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PreampIntegrationPage, migrate_page);
  gtk_widget_class_bind_template_child (widget_class, PreampIntegrationPage, reverse_page);
  gtk_widget_class_bind_template_child (widget_class, PreampIntegrationPage, details_pane);

  gtk_widget_class_bind_template_callback (widget_class, cursor_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_reveal);

  gtk_widget_class_install_action (widget_class, "page.show-details", NULL, show_details_action);
  gtk_widget_class_install_action (widget_class, "page.close-details", NULL,
                                   close_details_action);
  gtk_widget_class_install_action (widget_class, "toast.copied", "s", copied_action);
}

static void
preamp_integration_page_init (PreampIntegrationPage *self)
{
  self->details_wanted = TRUE;
  self->runner_signals = g_signal_group_new (PREAMP_TYPE_RUNNER);
  g_signal_group_connect (self->runner_signals, "run-ended", G_CALLBACK (shown_run_ended_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  update_reveal (self);
}

/**
 * preamp_integration_page_new:
 *
 * Creates a page without an integration.
 *
 * Returns: (transfer full): a new `PreampIntegrationPage`
 */
GtkWidget *
preamp_integration_page_new (void)
{
  return g_object_new (PREAMP_TYPE_INTEGRATION_PAGE, NULL);
}

static PreampCandidateList *
get_list (PreampIntegrationLists *lists,
          PreampDirection         direction)
{
  return lists != NULL ? preamp_integration_lists_get_list (lists, direction) : NULL;
}

/**
 * preamp_integration_page_set_lists:
 * @self: a `PreampIntegrationPage`
 * @workspace: (nullable): the instance's workspace
 * @lists: (nullable): the integration with its two lists
 *
 * Shows an integration, and reads its lists where that was not done yet.
 */
void
preamp_integration_page_set_lists (PreampIntegrationPage  *self,
                                   PreampWorkspace        *workspace,
                                   PreampIntegrationLists *lists)
{
  g_return_if_fail (PREAMP_IS_INTEGRATION_PAGE (self));
  g_return_if_fail (workspace == NULL || PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (lists == NULL || PREAMP_IS_INTEGRATION_LISTS (lists));

  if (self->workspace == workspace && self->lists == lists)
    return;

  g_set_object (&self->workspace, workspace);
  g_set_object (&self->lists, lists);

  if (workspace != NULL)
    watch_runner (workspace);

  g_signal_group_set_target (self->runner_signals,
                             workspace != NULL && lists != NULL ?
                               preamp_workspace_get_runner (workspace) :
                               NULL);

  preamp_details_pane_set_workspace (self->details_pane, workspace,
                                     lists != NULL ?
                                       preamp_integration_lists_get_integration (lists) :
                                       NULL);
  preamp_candidate_page_set_list (self->migrate_page, workspace,
                                  get_list (lists, PREAMP_DIRECTION_MIGRATE));
  preamp_candidate_page_set_list (self->reverse_page, workspace,
                                  get_list (lists, PREAMP_DIRECTION_REVERSE));
  cursor_changed_cb (self);
}

/**
 * preamp_integration_page_bind_settings:
 * @self: a `PreampIntegrationPage`
 * @settings: the program's settings, or those of the sandbox
 *
 * Shows everything as it was left, and remembers how it is left.
 */
void
preamp_integration_page_bind_settings (PreampIntegrationPage *self,
                                       GSettings             *settings)
{
  g_return_if_fail (PREAMP_IS_INTEGRATION_PAGE (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_settings_bind (settings, "details-visible", self, "details-wanted", G_SETTINGS_BIND_DEFAULT);
  preamp_candidate_page_bind_settings (self->migrate_page, settings, PREAMP_DIRECTION_MIGRATE);
  preamp_candidate_page_bind_settings (self->reverse_page, settings, PREAMP_DIRECTION_REVERSE);
}

/**
 * preamp_integration_page_get_stack:
 * @self: a `PreampIntegrationPage`
 *
 * Gets the two pages, for a view switcher.
 *
 * Returns: (transfer none): the stack
 */
AdwViewStack *
preamp_integration_page_get_stack (PreampIntegrationPage *self)
{
  g_return_val_if_fail (PREAMP_IS_INTEGRATION_PAGE (self), NULL);

  return self->stack;
}

/**
 * preamp_integration_page_refresh:
 * @self: a `PreampIntegrationPage`
 *
 * Reads both lists again.
 */
void
preamp_integration_page_refresh (PreampIntegrationPage *self)
{
  g_return_if_fail (PREAMP_IS_INTEGRATION_PAGE (self));

  if (self->lists != NULL)
    preamp_integration_lists_refresh (self->lists);
}

/**
 * preamp_integration_page_activate:
 * @self: a `PreampIntegrationPage`
 * @action: the name of an action
 *
 * Activates an action of the page that is shown.
 */
void
preamp_integration_page_activate (PreampIntegrationPage *self,
                                  const char            *action)
{
  g_return_if_fail (PREAMP_IS_INTEGRATION_PAGE (self));
  g_return_if_fail (action != NULL);

  gtk_widget_activate_action (GTK_WIDGET (get_visible_page (self)), action, NULL);
}

/**
 * preamp_integration_page_find:
 * @self: a `PreampIntegrationPage`
 *
 * Goes to the search of the page that is shown.
 */
void
preamp_integration_page_find (PreampIntegrationPage *self)
{
  g_return_if_fail (PREAMP_IS_INTEGRATION_PAGE (self));

  preamp_candidate_page_find (get_visible_page (self));
}

/**
 * preamp_integration_page_search:
 * @self: a `PreampIntegrationPage`
 *
 * Opens or closes the search of the page that is shown.
 */
void
preamp_integration_page_search (PreampIntegrationPage *self)
{
  g_return_if_fail (PREAMP_IS_INTEGRATION_PAGE (self));

  preamp_candidate_page_search (get_visible_page (self));
}

/**
 * preamp_integration_page_show_attention:
 * @self: a `PreampIntegrationPage`
 *
 * Shows what needs attention alone.
 */
void
preamp_integration_page_show_attention (PreampIntegrationPage *self)
{
  g_return_if_fail (PREAMP_IS_INTEGRATION_PAGE (self));

  /* The page that has any. */
  if (!preamp_candidate_page_has_attention (get_visible_page (self)))
    {
      if (preamp_candidate_page_has_attention (self->migrate_page))
        adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->migrate_page));
      else if (preamp_candidate_page_has_attention (self->reverse_page))
        adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->reverse_page));
    }

  preamp_candidate_page_show_group (get_visible_page (self), PREAMP_DATASOURCE_GROUP_ATTENTION);
}
