/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-connect-page"

#include "config.h"

#include "preamp-connect-page.h"

#include <glib/gi18n.h>

#include "account/preamp-account-error.h"
#include "domo/preamp-domo-client.h"
#include "domo/preamp-domo-links.h"
#include "preamp-refusal-card.h"
#include "preamp-sign-in.h"
#include "window/preamp-button-labels.h"

/**
 * PreampConnectPage:
 *
 * Asks for an instance and its access token, at the first start, when an instance is added, and
 * when a token is missing or replaced. The address that will be used is shown in full while it is
 * typed, so that a wrong guess is seen before the token goes anywhere. A refusal stays on the page
 * until the next answer, in the place of icon and subtitle, so that neither rows nor buttons move;
 * what was typed stays too, and nothing is saved then. After a success the token leaves the entry.
 */
struct _PreampConnectPage
{
  AdwBin                parent_instance;

  PreampConnectPurpose  purpose;
  PreampProfile        *profile;
  PreampInstance       *instance;
  PreampInstanceAddress *trying;
  GCancellable         *cancellable;

  /* template */
  GtkWidget            *head;
  GtkWidget            *icon;
  GtkLabel             *title_label;
  GtkLabel             *subtitle_label;
  AdwEntryRow          *instance_row;
  GtkLabel             *address_label;
  GtkLabel             *elsewhere_label;
  AdwPasswordEntryRow  *token_row;
  GtkImage             *keyring_image;
  GtkLabel             *keyring_label;
  GtkLinkButton        *token_link;
  PreampRefusalCard    *refusal_card;
  GtkButton            *connect_button;
  GtkWidget            *sandbox_button;
  GtkWidget            *sandbox_label;
};

G_DEFINE_FINAL_TYPE (PreampConnectPage, preamp_connect_page, ADW_TYPE_BIN)

enum
{
  CONNECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static PreampInstanceAddress *
dup_address (PreampConnectPage  *self,
             GError            **error)
{
  if (self->instance != NULL)
    return g_object_ref (preamp_instance_get_address (self->instance));

  return preamp_instance_address_parse (gtk_editable_get_text (GTK_EDITABLE (self->instance_row)),
                                        error);
}

static void
set_doubtful (AdwEntryRow *row,
              gboolean     doubtful)
{
  if (doubtful)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");

  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               doubtful ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
update_connect (PreampConnectPage *self)
{
  gboolean trying = self->trying != NULL;
  gboolean address = self->instance != NULL ||
                     *gtk_editable_get_text (GTK_EDITABLE (self->instance_row)) != '\0';
  gboolean token = *gtk_editable_get_text (GTK_EDITABLE (self->token_row)) != '\0';

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connect-page.connect",
                                 address && token && !trying);
  gtk_widget_set_sensitive (GTK_WIDGET (self->instance_row), self->instance == NULL);

  /* What was refused stays, so that nothing jumps, and fades until it is known whether it holds. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->refusal_card), !trying);

  /* Not insensitive: the row has the focus, and GTK complains when it is taken away like that. */
  gtk_editable_set_editable (GTK_EDITABLE (self->instance_row), !trying);
  gtk_editable_set_editable (GTK_EDITABLE (self->token_row), !trying);

  if (trying)
    gtk_button_set_label (self->connect_button, _("Connecting…"));
  else if (self->purpose == PREAMP_CONNECT_REPLACE_TOKEN)
    gtk_button_set_label (self->connect_button, _("_Replace"));
  else
    gtk_button_set_label (self->connect_button, _("_Connect"));
}

/* With a refusal the head is as high as without one, if it was shown at all. */
static void
update_head (PreampConnectPage *self,
             gboolean           refused)
{
  int least;
  const int height = gtk_widget_get_height (self->head);

  gtk_widget_get_size_request (self->head, NULL, &least);
  if (refused && height > least)
    gtk_widget_set_size_request (self->head, -1, height);

  gtk_widget_set_visible (self->icon, !refused && self->purpose == PREAMP_CONNECT_FIRST_RUN);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), !refused);
}

/* Domo's own instances are below domo.com, and a slip of the hand need not be. */
static void
update_elsewhere (PreampConnectPage     *self,
                  PreampInstanceAddress *address)
{
  g_autofree char *text = NULL;
  gboolean elsewhere = FALSE;

  if (address != NULL)
    elsewhere = !g_str_has_suffix (preamp_instance_address_get_host (address), ".domo.com") &&
                !g_str_has_prefix (preamp_instance_address_get_base_uri (address), "http:");

  if (elsewhere)
    /* Translators: %s is a host */
    text = g_strdup_printf (_("“%s” is not below domo.com. Your access token goes there: connect "
                              "only if it is your instance."),
                            preamp_instance_address_get_host (address));

  gtk_label_set_text (self->elsewhere_label, elsewhere ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->elsewhere_label), elsewhere);
}

static void
update_address (PreampConnectPage *self)
{
  g_autoptr (PreampInstanceAddress) address = dup_address (self, NULL);
  const char *text = address ? preamp_instance_address_get_base_uri (address) : NULL;
  g_autofree char *uri = NULL;

  gtk_label_set_text (self->address_label, text ? text : "");
  /* Large text may leave room for a part of it. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->address_label), text);
  gtk_widget_set_visible (GTK_WIDGET (self->address_label), address != NULL);
  update_elsewhere (self, address);

  if (address != NULL)
    uri = preamp_domo_links_access_tokens (preamp_instance_address_get_base_uri (address));
  /* Each instance has a page of its own for them. */
  gtk_link_button_set_uri (self->token_link, uri ? uri : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->token_link), uri != NULL);
}

static void
instance_text_cb (PreampConnectPage *self)
{
  g_assert (PREAMP_IS_CONNECT_PAGE (self));

  set_doubtful (self->instance_row, FALSE);
  update_address (self);
  update_connect (self);
}

static void
token_text_cb (PreampConnectPage *self)
{
  g_assert (PREAMP_IS_CONNECT_PAGE (self));

  set_doubtful (ADW_ENTRY_ROW (self->token_row), FALSE);
  update_connect (self);
}

static void
probe_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PreampConnectPage) self = PREAMP_CONNECT_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  const char *text;
  gboolean keyring;

  keyring = preamp_token_vault_probe_finish (PREAMP_TOKEN_VAULT (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_image_set_from_icon_name (self->keyring_image,
                                keyring ? "channel-secure-symbolic" : "channel-insecure-symbolic");
  if (keyring)
    text = _("Kept in your keyring, and sent to this instance only");
  else if (g_error_matches (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_NO_KEYRING))
    text = _("There is no keyring here. The token is kept until Preamp is closed.");
  else
    text = _("The keyring did not open. The token may be kept only until Preamp is closed.");
  gtk_label_set_text (self->keyring_label, text);
}

static void
sign_in_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PreampConnectPage) self = PREAMP_CONNECT_PAGE (user_data);
  g_autoptr (PreampDomoClient) client = NULL;
  g_autoptr (PreampInstanceAddress) address = NULL;
  g_autofree char *note = NULL;
  g_autoptr (GError) error = NULL;

  client = preamp_sign_in_finish (PREAMP_PROFILE (object), result, &note, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  address = g_steal_pointer (&self->trying);
  update_connect (self);

  if (client == NULL)
    {
      preamp_connect_page_show_error (self, error);
      return;
    }

  preamp_connect_page_show_error (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->token_row), "");
  g_signal_emit (self, signals[CONNECTED], 0, address, client, note);
}

static void
connect_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampConnectPage *self = PREAMP_CONNECT_PAGE (widget);
  g_autoptr (PreampInstanceAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  if (self->trying != NULL || self->profile == NULL)
    return;

  set_doubtful (self->instance_row, FALSE);
  set_doubtful (ADW_ENTRY_ROW (self->token_row), FALSE);

  address = dup_address (self, &error);
  if (address == NULL)
    {
      preamp_connect_page_show_error (self, error);
      return;
    }

  self->trying = g_object_ref (address);
  update_connect (self);
  preamp_sign_in_async (self->profile,
                        address,
                        gtk_editable_get_text (GTK_EDITABLE (self->token_row)),
                        self->cancellable,
                        sign_in_cb,
                        g_object_ref (self));
}

/* What is to be typed comes first; the menu, which GTK would choose, can wait. */
static gboolean
preamp_connect_page_grab_focus (GtkWidget *widget)
{
  PreampConnectPage *self = PREAMP_CONNECT_PAGE (widget);

  return gtk_widget_grab_focus (self->instance == NULL ? GTK_WIDGET (self->instance_row)
                                                       : GTK_WIDGET (self->token_row));
}

/* The window was closed: what is being asked keeps the page alive, and must change nothing now. */
static void
preamp_connect_page_unroot (GtkWidget *widget)
{
  PreampConnectPage *self = PREAMP_CONNECT_PAGE (widget);

  g_cancellable_cancel (self->cancellable);

  GTK_WIDGET_CLASS (preamp_connect_page_parent_class)->unroot (widget);
}

static void
preamp_connect_page_dispose (GObject *object)
{
  PreampConnectPage *self = PREAMP_CONNECT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_CONNECT_PAGE);
  g_clear_object (&self->trying);
  g_clear_object (&self->instance);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (preamp_connect_page_parent_class)->dispose (object);
}

static void
preamp_connect_page_finalize (GObject *object)
{
  PreampConnectPage *self = PREAMP_CONNECT_PAGE (object);

  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (preamp_connect_page_parent_class)->finalize (object);
}

static void
preamp_connect_page_class_init (PreampConnectPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_connect_page_dispose;
  object_class->finalize = preamp_connect_page_finalize;

  widget_class->grab_focus = preamp_connect_page_grab_focus;
  widget_class->unroot = preamp_connect_page_unroot;

  /**
   * PreampConnectPage::connected:
   * @address: the instance
   * @client: a client that uses its token
   * @note: (nullable): a sentence if the token is kept only until the program ends
   *
   * The instance accepted the token, which the vault keeps now.
   */
  signals[CONNECTED] = g_signal_new ("connected",
                                     PREAMP_TYPE_CONNECT_PAGE,
                                     G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 3,
                                     PREAMP_TYPE_INSTANCE_ADDRESS,
                                     PREAMP_TYPE_DOMO_CLIENT,
                                     G_TYPE_STRING);

  g_type_ensure (PREAMP_TYPE_REFUSAL_CARD);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/app/preamp-connect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, head);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, icon);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, instance_row);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, address_label);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, elsewhere_label);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, token_row);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, keyring_image);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, keyring_label);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, token_link);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, refusal_card);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, connect_button);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, sandbox_button);
  gtk_widget_class_bind_template_child (widget_class, PreampConnectPage, sandbox_label);
  gtk_widget_class_bind_template_callback (widget_class, instance_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, token_text_cb);

  gtk_widget_class_install_action (widget_class, "connect-page.connect", NULL, connect_action);
}

/* The row's own buttons, such as the one that shows the token, have a tooltip and no name. */
static void
name_button (GtkWidget *button)
{
  const char *tooltip = gtk_widget_get_tooltip_text (button);

  if (tooltip != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                    -1);
}

static void
name_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    {
      g_signal_connect (widget, "notify::tooltip-text", G_CALLBACK (name_button), NULL);
      name_button (widget);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_buttons (child);
}

static void
preamp_connect_page_init (PreampConnectPage *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  preamp_button_labels_wrap (GTK_WIDGET (self));
  name_buttons (GTK_WIDGET (self->token_row));
  update_address (self);
  update_connect (self);
}

/**
 * preamp_connect_page_new:
 *
 * Creates a page that has to be set up before it is of use.
 *
 * Returns: (transfer full): a new `PreampConnectPage`
 */
GtkWidget *
preamp_connect_page_new (void)
{
  return g_object_new (PREAMP_TYPE_CONNECT_PAGE, NULL);
}

/**
 * preamp_connect_page_set_up:
 * @self: a `PreampConnectPage`
 * @purpose: what it asks for
 * @profile: where the instance and its token will be kept, open by the time of the first try
 * @instance: (nullable): the instance whose token is asked for; %NULL to ask for an instance too
 *
 * Says what the page is for, and asks the profile's vault whether there is a keyring.
 */
void
preamp_connect_page_set_up (PreampConnectPage    *self,
                            PreampConnectPurpose  purpose,
                            PreampProfile        *profile,
                            PreampInstance       *instance)
{
  gboolean first_run = purpose == PREAMP_CONNECT_FIRST_RUN;
  const char *title = _("Welcome to Preamp");
  const char *subtitle = _("Move Federated datasources to Cloud Amplifier, and back");

  g_return_if_fail (PREAMP_IS_CONNECT_PAGE (self));
  g_return_if_fail (PREAMP_IS_PROFILE (profile));
  g_return_if_fail (instance == NULL || PREAMP_IS_INSTANCE (instance));

  self->purpose = purpose;
  g_set_object (&self->profile, profile);
  g_set_object (&self->instance, instance);

  switch (purpose)
    {
    case PREAMP_CONNECT_ADD:
      title = _("Add an Instance");
      subtitle = _("Each instance has an access token of its own.");
      break;

    case PREAMP_CONNECT_ENTER_TOKEN:
      title = _("Enter the Access Token");
      subtitle = instance ? preamp_instance_get_name (instance) : "";
      break;

    case PREAMP_CONNECT_REPLACE_TOKEN:
      title = _("Replace the Access Token");
      subtitle = _("The old token is removed from the keyring once the new one was accepted.");
      break;

    case PREAMP_CONNECT_FIRST_RUN:
    default:
      break;
    }

  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->subtitle_label, subtitle);
  gtk_widget_set_visible (self->sandbox_button, first_run);
  gtk_widget_set_visible (self->sandbox_label, first_run);
  if (instance != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->instance_row), preamp_instance_get_name (instance));

  update_head (self, FALSE);
  update_address (self);
  update_connect (self);
  preamp_token_vault_probe_async (preamp_profile_get_vault (profile), self->cancellable, probe_cb,
                                  g_object_ref (self));
}

/**
 * preamp_connect_page_get_default_widget:
 * @self: a `PreampConnectPage`
 *
 * Returns: (transfer none): the button that Enter presses in the window's rows
 */
GtkWidget *
preamp_connect_page_get_default_widget (PreampConnectPage *self)
{
  g_return_val_if_fail (PREAMP_IS_CONNECT_PAGE (self), NULL);

  return GTK_WIDGET (self->connect_button);
}

/**
 * preamp_connect_page_show_error:
 * @self: a `PreampConnectPage`
 * @error: (nullable): why the instance or its token was not taken, or why the token is asked for
 *
 * Says what happened in a card above the rows, and marks the row that is in doubt. What was typed
 * stays as it is.
 */
void
preamp_connect_page_show_error (PreampConnectPage *self,
                                const GError      *error)
{
  PreampDoubt doubt;

  g_return_if_fail (PREAMP_IS_CONNECT_PAGE (self));

  update_head (self, error != NULL);
  preamp_refusal_card_set_error (self->refusal_card, error);
  doubt = preamp_refusal_card_get_doubt (self->refusal_card);
  set_doubtful (self->instance_row, doubt == PREAMP_DOUBT_ADDRESS);
  set_doubtful (ADW_ENTRY_ROW (self->token_row), doubt == PREAMP_DOUBT_TOKEN);

  if (doubt == PREAMP_DOUBT_TOKEN ||
      (error != NULL && doubt == PREAMP_DOUBT_NOTHING && self->instance != NULL))
    gtk_widget_grab_focus (GTK_WIDGET (self->token_row));
  else if (doubt == PREAMP_DOUBT_ADDRESS)
    gtk_widget_grab_focus (GTK_WIDGET (self->instance_row));
}
