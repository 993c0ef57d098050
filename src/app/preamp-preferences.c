/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-preferences"

#include "config.h"

#include "preamp-preferences.h"

#include <glib/gi18n.h>

#include "account/preamp-account-error.h"
#include "domo/preamp-domo-error.h"
#include "preamp-journal-page.h"
#include "window/preamp-decoration.h"
#include "window/preamp-message.h"

/**
 * PreampPreferences:
 *
 * The preferences of a profile: how runs are done, its instances, which are renamed, given another
 * token, and forgotten here, and its journal.
 */
struct _PreampPreferences
{
  AdwPreferencesWindow  parent_instance;

  PreampProfile        *profile;

  /* template */
  GtkAdjustment        *at_once;
  GtkAdjustment        *halt_in_a_row;
  GtkAdjustment        *halt_incomplete;
  GtkAdjustment        *connect_timeout;
  GtkAdjustment        *read_silence;
  GtkAdjustment        *move_silence;
  GtkSwitch            *notifications_switch;
  GtkWidget            *add_button;
  GtkListBox           *instances_list;
  PreampJournalPage    *journal_page;
};

G_DEFINE_FINAL_TYPE (PreampPreferences, preamp_preferences, ADW_TYPE_PREFERENCES_WINDOW)

enum
{
  REPLACE_TOKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static PreampInstance *
find_instance (PreampPreferences *self,
               GVariant          *parameter)
{
  return preamp_instance_list_find (preamp_profile_get_instances (self->profile),
                                    g_variant_get_string (parameter, NULL));
}

/* Rename */

static void
rename_response_cb (AdwMessageDialog *dialog,
                    const char       *response,
                    PreampInstance   *instance)
{
  PreampPreferences *self = PREAMP_PREFERENCES (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  g_autofree char *name = NULL;

  if (g_strcmp0 (response, "rename") != 0)
    return;

  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  if (*name != '\0')
    preamp_profile_rename (self->profile, instance, name);
}

static void
rename_text_cb (AdwMessageDialog *dialog,
                GParamSpec       *pspec,
                GtkEditable      *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "rename", *name != '\0');
}

static void
rename_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampPreferences *self = PREAMP_PREFERENCES (widget);
  PreampInstance *instance = find_instance (self, parameter);
  GtkWidget *dialog;
  GtkWidget *entry;

  if (instance == NULL)
    return;

  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Rename the Instance"),
                                   _("The name is shown in Preamp only."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "rename", _("_Rename"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "rename");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "rename",
                                              ADW_RESPONSE_SUGGESTED);

  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), preamp_instance_get_name (instance));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"),
                                  -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_signal_connect_object (entry, "notify::text", G_CALLBACK (rename_text_cb), dialog,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (rename_response_cb), instance, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Replace the token */

static void
replace_token_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  PreampInstance *instance = find_instance (PREAMP_PREFERENCES (widget), parameter);

  if (instance != NULL)
    g_signal_emit (widget, signals[REPLACE_TOKEN], 0, instance);
}

/* Forget */

/* The window may go with its parent meanwhile. One that was kept alive would look for the parent
 * once more at its end, when that is gone. */
static GWeakRef *
new_weak_ref (PreampPreferences *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);

  return weak;
}

static PreampPreferences *
take_weak_ref (GWeakRef *weak)
{
  PreampPreferences *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);

  return self;
}

static void
forget_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PreampPreferences) self = take_weak_ref (user_data);
  g_autoptr (GError) error = NULL;

  if (preamp_profile_forget_finish (PREAMP_PROFILE (object), result, &error) || self == NULL)
    return;

  if (g_error_matches (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_NO_KEYRING))
    preamp_message_show (GTK_WIDGET (self), _("The Instance Is Forgotten"), error->message);
  else
    preamp_message_show (GTK_WIDGET (self), _("The Instance Is Not Forgotten"), error->message);
}

static void
forget_response_cb (AdwMessageDialog *dialog,
                    const char       *response,
                    PreampInstance   *instance)
{
  PreampPreferences *self = PREAMP_PREFERENCES (gtk_window_get_transient_for (GTK_WINDOW (dialog)));

  if (g_strcmp0 (response, "forget") == 0)
    preamp_profile_forget_async (self->profile, instance, forget_cb, new_weak_ref (self));
}

static void
ask_to_forget (PreampPreferences *self,
               PreampInstance    *instance)
{
  GtkWidget *dialog;
  g_autofree char *heading = NULL;

  /* Translators: %s is the name of an instance. */
  heading = g_strdup_printf (_("Forget “%s”?"), preamp_instance_get_name (instance));
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading,
                                   _("Its access token is removed from the keyring; in Domo it "
                                     "stays valid until it is revoked there. Nothing is changed "
                                     "in Domo, and the history of its migrations is kept."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "forget", _("_Forget"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "forget",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (forget_response_cb), instance, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct
{
  GWeakRef *weak;
  PreampInstance *instance;
} Check;

static void
check_forget_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Check *check = user_data;
  g_autoptr (PreampPreferences) self = take_weak_ref (check->weak);
  g_autoptr (PreampInstance) instance = check->instance;
  g_autoptr (GError) error = NULL;
  gboolean allowed;

  g_free (check);
  allowed = preamp_profile_check_forget_finish (PREAMP_PROFILE (object), result, &error);
  if (self == NULL)
    return;

  if (allowed)
    ask_to_forget (self, instance);
  else
    preamp_message_show (GTK_WIDGET (self), _("The Instance Is Not Forgotten"), error->message);
}

/* What cannot be done is not asked for. */
static void
forget_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampPreferences *self = PREAMP_PREFERENCES (widget);
  PreampInstance *instance = find_instance (self, parameter);
  Check *check;

  if (instance == NULL)
    return;

  check = g_new0 (Check, 1);
  check->weak = new_weak_ref (self);
  check->instance = g_object_ref (instance);
  preamp_profile_check_forget_async (self->profile, instance, check_forget_cb, check);
}

/* Rows */

static GMenuModel *
make_menu (PreampInstance *instance)
{
  static const struct
  {
    const char *label;
    const char *action;
  } entries[] = {
    { N_("_Rename…"), "instance.rename" },
    { N_("Replace _Token…"), "instance.replace-token" },
    { N_("_Forget…"), "instance.forget" },
  };
  GMenu *menu = g_menu_new ();

  for (size_t i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(entries[i].label), NULL);

      g_menu_item_set_action_and_target (item, entries[i].action, "s",
                                         preamp_instance_get_base_uri (instance));
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

static void
update_token_warning (GtkWidget        *warning,
                      GParamSpec       *pspec,
                      PreampConnection *connection)
{
  gtk_widget_set_visible (warning, g_error_matches (preamp_connection_get_error (connection),
                                                    PREAMP_DOMO_ERROR,
                                                    PREAMP_DOMO_ERROR_UNAUTHORIZED));
}

static void
add_token_warning (PreampPreferences *self,
                   PreampInstance    *instance,
                   AdwActionRow      *row)
{
  PreampWorkspace *workspace = preamp_profile_find_workspace (self->profile, instance);
  PreampConnection *connection;
  GtkWidget *image;
  GtkWidget *label;

  if (workspace == NULL)
    return;

  image = preamp_decoration_new ("dialog-warning-symbolic", "warning");
  adw_action_row_add_suffix (row, image);
  label = gtk_label_new (_("Token not accepted"));
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (row, label);
  g_object_bind_property (label, "visible", image, "visible", G_BINDING_SYNC_CREATE);

  /* Another token may be given while the row is seen. */
  connection = preamp_workspace_get_connection (workspace);
  g_signal_connect_object (connection, "notify::error", G_CALLBACK (update_token_warning), label,
                           G_CONNECT_SWAPPED);
  update_token_warning (label, NULL, connection);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  PreampPreferences *self = PREAMP_PREFERENCES (user_data);
  PreampInstance *instance = PREAMP_INSTANCE (item);
  PreampInstanceAddress *address = preamp_instance_get_address (instance);
  g_autoptr (GMenuModel) menu = make_menu (instance);
  gboolean sandbox = preamp_profile_get_sandbox (self->profile);
  GtkWidget *row;
  GtkWidget *button;

  /* use-markup first: a name is never markup. */
  row = g_object_new (ADW_TYPE_ACTION_ROW,
                      "use-markup", FALSE,
                      "subtitle", sandbox ? _("Made-up data")
                                          : preamp_instance_address_get_display_name (address),
                      NULL);
  g_object_bind_property (instance, "name", row, "title", G_BINDING_SYNC_CREATE);
  add_token_warning (self, instance, ADW_ACTION_ROW (row));

  if (!sandbox)
    {
      button = g_object_new (GTK_TYPE_MENU_BUTTON,
                             "icon-name", "view-more-symbolic",
                             "menu-model", menu,
                             "tooltip-text", _("More"),
                             "valign", GTK_ALIGN_CENTER,
                             NULL);
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _("More"),
                                      -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }

  return row;
}

static void
copied_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_autofree char *escaped = g_markup_escape_text (g_variant_get_string (parameter, NULL), -1);

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (widget), adw_toast_new (escaped));
}

static void
preamp_preferences_dispose (GObject *object)
{
  PreampPreferences *self = PREAMP_PREFERENCES (object);

  /* The list may be held for longer than its window, and would make rows for a new instance. */
  if (self->instances_list != NULL)
    gtk_list_box_bind_model (self->instances_list, NULL, NULL, NULL, NULL);

  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_PREFERENCES);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (preamp_preferences_parent_class)->dispose (object);
}

static void
preamp_preferences_class_init (PreampPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_preferences_dispose;

  /**
   * PreampPreferences::replace-token:
   * @instance: an instance
   *
   * The token of an instance is to be replaced.
   */
  signals[REPLACE_TOKEN] = g_signal_new ("replace-token",
                                         PREAMP_TYPE_PREFERENCES,
                                         G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1,
                                         PREAMP_TYPE_INSTANCE);

  g_type_ensure (PREAMP_TYPE_JOURNAL_PAGE);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/app/preamp-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampPreferences, at_once);
  gtk_widget_class_bind_template_child (widget_class, PreampPreferences, halt_in_a_row);
  gtk_widget_class_bind_template_child (widget_class, PreampPreferences, halt_incomplete);
  gtk_widget_class_bind_template_child (widget_class, PreampPreferences, connect_timeout);
  gtk_widget_class_bind_template_child (widget_class, PreampPreferences, read_silence);
  gtk_widget_class_bind_template_child (widget_class, PreampPreferences, move_silence);
  gtk_widget_class_bind_template_child (widget_class, PreampPreferences, notifications_switch);
  gtk_widget_class_bind_template_child (widget_class, PreampPreferences, add_button);
  gtk_widget_class_bind_template_child (widget_class, PreampPreferences, instances_list);
  gtk_widget_class_bind_template_child (widget_class, PreampPreferences, journal_page);

  gtk_widget_class_install_action (widget_class, "instance.rename", "s", rename_action);
  gtk_widget_class_install_action (widget_class, "instance.replace-token", "s",
                                   replace_token_action);
  gtk_widget_class_install_action (widget_class, "instance.forget", "s", forget_action);
  gtk_widget_class_install_action (widget_class, "toast.copied", "s", copied_action);
}

static void
preamp_preferences_init (PreampPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_settings (PreampPreferences *self)
{
  GSettings *settings = preamp_profile_get_settings (self->profile);
  const struct
  {
    const char *key;
    gpointer object;
    const char *property;
  } bindings[] = {
    { "at-once", self->at_once, "value" },
    { "halt-in-a-row", self->halt_in_a_row, "value" },
    { "halt-incomplete", self->halt_incomplete, "value" },
    { "connect-timeout", self->connect_timeout, "value" },
    { "read-silence", self->read_silence, "value" },
    { "move-silence", self->move_silence, "value" },
    { "notifications", self->notifications_switch, "active" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (settings, bindings[i].key, bindings[i].object, bindings[i].property,
                     G_SETTINGS_BIND_DEFAULT);
}

/**
 * preamp_preferences_new:
 * @profile: a profile that is open
 *
 * Creates a window with the preferences of @profile.
 *
 * Returns: (transfer none): a new `PreampPreferences`, which GTK owns
 */
GtkWindow *
preamp_preferences_new (PreampProfile *profile)
{
  PreampPreferences *self;

  g_return_val_if_fail (PREAMP_IS_PROFILE (profile), NULL);

  self = g_object_new (PREAMP_TYPE_PREFERENCES, NULL);
  self->profile = g_object_ref (profile);
  gtk_widget_set_visible (self->add_button, !preamp_profile_get_sandbox (profile));
  bind_settings (self);
  gtk_list_box_bind_model (self->instances_list,
                           G_LIST_MODEL (preamp_profile_get_instances (profile)),
                           create_row, self, NULL);
  preamp_journal_page_set_profile (self->journal_page, profile);

  return GTK_WINDOW (self);
}
