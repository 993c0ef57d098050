/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-error-page"

#include "config.h"

#include "preamp-error-page.h"

#include "domo/preamp-domo-error.h"
#include "domo/preamp-integration.h"
#include "preamp-button-labels.h"
#include "preamp-property-row.h"
#include "preamp-toast.h"
#include "preamp-wrap-box.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * PreampErrorPage:
 *
 * A page in place of a list that could not be read: what happened, what it means and that nothing
 * was changed, Domo's own words, and the likely cure.
 */
struct _PreampErrorPage
{
  AdwBin             parent_instance;

  char              *support_text;

  /* template */
  AdwStatusPage     *status_page;
  PreampPropertyRow *answer_row;
  PreampPropertyRow *address_row;
  PreampPropertyRow *status_row;
  PreampPropertyRow *toe_row;
  GtkLabel          *advice_label;
  GtkWidget         *retry_button;
  GtkWidget         *support_button;
  GtkWidget         *tokens_button;
  GtkWidget         *replace_button;
};

G_DEFINE_FINAL_TYPE (PreampErrorPage, preamp_error_page, ADW_TYPE_BIN)

/* What a page says of a kind of error. Each %s is the host, or the engine in the last two. */
typedef struct
{
  const char *icon_name;
  const char *title;
  const char *description;
  const char *advice;
  gboolean    support; /* whether Domo Support could help */
  gboolean    token;   /* whether another token could */
} Explanation;

static const Explanation explanations[] = {
  [PREAMP_DOMO_ERROR_ADDRESS] = {
    "dialog-error-symbolic",
    N_("The Address Cannot Be Used"),
    N_("Nothing was sent, so nothing was changed in Domo."),
    NULL, FALSE, FALSE },
  [PREAMP_DOMO_ERROR_NETWORK] = {
    "network-error-symbolic",
    /* Translators: %s is the address of an instance, “acme.domo.com” */
    N_("Cannot Reach %s"),
    N_("Nothing was changed in Domo."),
    N_("• Is this computer online? A company network may need its VPN.\n"
       "• Is the instance’s name right? It is the first part of the address you use in the "
       "browser.\n"
       "• Does a proxy stand in between? Preamp uses the system’s proxy settings."),
    FALSE, FALSE },
  [PREAMP_DOMO_ERROR_TLS] = {
    "channel-insecure-symbolic",
    /* Translators: %s is the address of an instance, “acme.domo.com” */
    N_("No Secure Connection to %s"),
    N_("This computer does not accept its certificate, so the token was not sent. Nothing was "
       "changed in Domo."),
    NULL, FALSE, FALSE },
  [PREAMP_DOMO_ERROR_UNAUTHORIZED] = {
    "dialog-password-symbolic",
    N_("The Access Token Is Not Accepted"),
    /* Translators: %s is the address of an instance, “acme.domo.com” */
    N_("The one that Preamp has for %s may have expired or been revoked. Nothing was changed in "
       "Domo."),
    NULL, FALSE, TRUE },
  [PREAMP_DOMO_ERROR_FORBIDDEN] = {
    "changes-prevent-symbolic",
    N_("Domo Refused Access"),
    /* Translators: %s is the address of an instance, “acme.domo.com” */
    N_("Your user or your network may not do this at %s. Nothing was changed in Domo."),
    NULL, FALSE, TRUE },
  [PREAMP_DOMO_ERROR_BLOCKED] = {
    "changes-prevent-symbolic",
    N_("Domo Does Not Allow This Network Address"),
    /* Translators: %s is the address of an instance, “acme.domo.com” */
    N_("%s lets in only the network addresses on its list. Nothing was changed in Domo."),
    NULL, FALSE, FALSE },
  [PREAMP_DOMO_ERROR_NOT_FOUND] = {
    "edit-find-symbolic",
    N_("Domo Did Not Find It"),
    N_("What was asked for may have been deleted, or it is no longer shared with you. Nothing was "
       "changed in Domo."),
    NULL, TRUE, FALSE },
  [PREAMP_DOMO_ERROR_RATE_LIMITED] = {
    "content-loading-symbolic",
    N_("Domo Asks to Wait"),
    N_("It had too many requests in a short time. Nothing was changed in Domo."),
    NULL, FALSE, FALSE },
  [PREAMP_DOMO_ERROR_BAD_REQUEST] = {
    "action-unavailable-symbolic",
    N_("Domo Refused the Request"),
    N_("It says why below. Nothing was changed in Domo."),
    NULL, TRUE, FALSE },
  [PREAMP_DOMO_ERROR_SERVER] = {
    "dialog-error-symbolic",
    N_("Domo Has a Problem"),
    N_("It answered with an error of its own. Nothing was changed in Domo. Try again in a few "
       "minutes."),
    NULL, TRUE, FALSE },
  [PREAMP_DOMO_ERROR_REDIRECTED] = {
    "dialog-warning-symbolic",
    /* Translators: %s is the address of an instance, “acme.domo.com” */
    N_("%s Points Elsewhere"),
    N_("Preamp does not follow, so that the token reaches nobody else. Nothing was changed in "
       "Domo."),
    NULL, FALSE, FALSE },
  [PREAMP_DOMO_ERROR_NOT_JSON] = {
    "dialog-warning-symbolic",
    N_("Domo Did Not Answer With a List"),
    N_("A sign-in page, a gateway or a proxy may have answered in its place. Nothing was changed "
       "in Domo."),
    NULL, FALSE, FALSE },
  [PREAMP_DOMO_ERROR_MALFORMED] = {
    "dialog-warning-symbolic",
    N_("Domo’s Answer Cannot Be Read"),
    N_("It is cut off, or not of the form that Domo documents. Nothing was changed in Domo."),
    NULL, TRUE, FALSE },
  [PREAMP_DOMO_ERROR_TOO_LARGE] = {
    "dialog-warning-symbolic",
    N_("Domo’s Answer Is Too Large"),
    N_("Preamp stopped reading it. Nothing was changed in Domo."),
    NULL, TRUE, FALSE },
  [PREAMP_DOMO_ERROR_TIMED_OUT] = {
    "network-error-symbolic",
    /* Translators: %s is the address of an instance, “acme.domo.com” */
    N_("%s Does Not Answer"),
    N_("Preamp waited for as long as it is set to. Nothing was changed in Domo."),
    N_("• Is this computer online? A company network may need its VPN.\n"
       "• Does a proxy stand in between? Preamp uses the system’s proxy settings."),
    FALSE, FALSE },
};

static const Explanation any_error = {
  "dialog-error-symbolic",
  N_("Something Went Wrong"),
  N_("Nothing was changed in Domo."),
  NULL, FALSE, FALSE
};

static const Explanation not_supported = {
  "action-unavailable-symbolic",
  /* Translators: %s is the name of a database engine, “Snowflake” */
  N_("%s Is Not Supported"),
  /* Translators: %s is the name of a database engine, “Snowflake” */
  N_("Domo does not migrate datasources to %s integrations, so there is no list of candidates. "
     "Your other integrations are not affected."),
  NULL, TRUE, FALSE
};

static const Explanation refused_list = {
  "action-unavailable-symbolic",
  N_("Domo Refused to List This Integration"),
  N_("It says why below. Your other integrations are not affected, and nothing was changed in "
     "Domo."),
  NULL, TRUE, FALSE
};

static gboolean
says_not_supported (const GError *error)
{
  g_autofree char *message = NULL;

  if (preamp_domo_error_get_message (error) == NULL)
    return FALSE;

  message = g_utf8_casefold (preamp_domo_error_get_message (error), -1);

  return strstr (message, "not supported") != NULL || strstr (message, "unsupported") != NULL ||
         strstr (message, "not support ") != NULL;
}

static const Explanation *
find_explanation (const GError *error,
                  const char   *engine)
{
  if (error->domain != PREAMP_DOMO_ERROR)
    return &any_error;

  if (error->code == PREAMP_DOMO_ERROR_BAD_REQUEST && engine != NULL)
    return says_not_supported (error) ? &not_supported : &refused_list;

  g_return_val_if_fail (error->code >= 0 && error->code < (int) G_N_ELEMENTS (explanations),
                        &any_error);

  return &explanations[error->code];
}

/* The texts of the table have one place for a name at most. */
static char *
fill_in (const char *text,
         const char *name)
{
  g_auto (GStrv) parts = g_strsplit (text, "%s", 2);

  return g_strjoinv (name, parts);
}

static void
set_row (PreampPropertyRow *row,
         const char        *value)
{
  preamp_property_row_set_value (row, value);
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && *value != '\0');
}

static char *
get_host (const char *base_uri)
{
  g_autoptr (GUri) uri = NULL;

  if (base_uri != NULL)
    uri = g_uri_parse (base_uri, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (_("Domo"));

  if (g_uri_get_port (uri) > 0)
    return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));

  return g_strdup (g_uri_get_host (uri));
}

static void
append_line (GString    *text,
             const char *label,
             const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s: %s\n", label, value);
}

/* In English, as all that is copied for Domo Support. */
static char *
make_support_text (const char   *host,
                   const GError *error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);
  g_autofree char *status = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (preamp_domo_error_get_http_status (error) != 0)
    status = g_strdup_printf ("%u", preamp_domo_error_get_http_status (error));

  append_line (text, "Instance", host);
  append_line (text, "Time", time);
  append_line (text, "What happened", error->message);
  append_line (text, "HTTP status", status);
  append_line (text, "Error message", preamp_domo_error_get_message (error));
  append_line (text, "Toe", preamp_domo_error_get_toe (error));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
copy_support_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  PreampErrorPage *self = PREAMP_ERROR_PAGE (widget);

  if (self->support_text == NULL)
    return;

  preamp_toast_copy (widget, self->support_text, _("Text for Domo Support copied"));
}

static void
preamp_error_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_ERROR_PAGE);

  G_OBJECT_CLASS (preamp_error_page_parent_class)->dispose (object);
}

static void
preamp_error_page_finalize (GObject *object)
{
  PreampErrorPage *self = PREAMP_ERROR_PAGE (object);

  g_free (self->support_text);

  G_OBJECT_CLASS (preamp_error_page_parent_class)->finalize (object);
}

static void
preamp_error_page_class_init (PreampErrorPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_error_page_dispose;
  object_class->finalize = preamp_error_page_finalize;

  g_type_ensure (PREAMP_TYPE_PROPERTY_ROW);
  g_type_ensure (PREAMP_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-error-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampErrorPage, status_page);
  gtk_widget_class_bind_template_child (widget_class, PreampErrorPage, answer_row);
  gtk_widget_class_bind_template_child (widget_class, PreampErrorPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, PreampErrorPage, status_row);
  gtk_widget_class_bind_template_child (widget_class, PreampErrorPage, toe_row);
  gtk_widget_class_bind_template_child (widget_class, PreampErrorPage, advice_label);
  gtk_widget_class_bind_template_child (widget_class, PreampErrorPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PreampErrorPage, support_button);
  gtk_widget_class_bind_template_child (widget_class, PreampErrorPage, tokens_button);
  gtk_widget_class_bind_template_child (widget_class, PreampErrorPage, replace_button);

  gtk_widget_class_install_action (widget_class, "error-page.copy-support", NULL,
                                   copy_support_action);
}

static void
preamp_error_page_init (PreampErrorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  preamp_button_labels_wrap (GTK_WIDGET (self));
}

/**
 * preamp_error_page_new:
 *
 * Creates a page that says nothing until it is given an error. Its buttons activate `win.refresh`,
 * `app.replace-token` and `app.open-access-tokens`.
 *
 * Returns: (transfer full): a new `PreampErrorPage`
 */
GtkWidget *
preamp_error_page_new (void)
{
  return g_object_new (PREAMP_TYPE_ERROR_PAGE, NULL);
}

/**
 * preamp_error_page_set_error:
 * @self: a `PreampErrorPage`
 * @base_uri: (nullable): the instance's base URI
 * @engine: (nullable): the integration's type as Domo writes it, where its list was asked for
 * @error: what went wrong
 *
 * Explains @error.
 */
void
preamp_error_page_set_error (PreampErrorPage *self,
                             const char      *base_uri,
                             const char      *engine,
                             const GError    *error)
{
  const Explanation *explanation;
  const char *domo_message;
  const char *name;
  guint http_status;
  gboolean cure;
  g_autofree char *host = NULL;
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *status = NULL;

  g_return_if_fail (PREAMP_IS_ERROR_PAGE (self));
  g_return_if_fail (error != NULL);

  explanation = find_explanation (error, engine);
  host = get_host (base_uri);
  name = explanation == &not_supported ? preamp_engine_get_label (engine) : host;
  title = fill_in (_(explanation->title), name);
  description = fill_in (_(explanation->description), name);
  markup = g_markup_escape_text (description, -1);

  adw_status_page_set_icon_name (self->status_page, explanation->icon_name);
  adw_status_page_set_title (self->status_page, title);
  adw_status_page_set_description (self->status_page, markup);

  domo_message = preamp_domo_error_get_message (error);
  /* Which of its readings a 403 has is in the sentence, not in Domo's message. */
  if (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_FORBIDDEN))
    domo_message = NULL;

  g_object_set (self->answer_row,
                "title", domo_message != NULL ? _("Domo’s answer") : _("What happened"),
                NULL);
  set_row (self->answer_row, domo_message != NULL ? domo_message : error->message);
  set_row (self->address_row, preamp_domo_error_get_blocked_address (error));

  http_status = preamp_domo_error_get_http_status (error);
  if (http_status != 0)
    status = g_strdup_printf ("%u", http_status);

  set_row (self->status_row, status);
  set_row (self->toe_row, preamp_domo_error_get_toe (error));

  gtk_label_set_text (self->advice_label,
                      explanation->advice != NULL ? _(explanation->advice) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice_label), explanation->advice != NULL);

  gtk_widget_set_visible (self->support_button, explanation->support);
  gtk_widget_set_visible (self->tokens_button, explanation->token);
  gtk_widget_set_visible (self->replace_button, explanation->token);

  /* The likely cure is suggested: a retry, unless another token is, or nothing would change. */
  cure = !explanation->token && explanation != &not_supported && explanation != &refused_list;
  if (cure)
    gtk_widget_add_css_class (self->retry_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->retry_button, "suggested-action");

  g_free (self->support_text);
  self->support_text = make_support_text (host, error);
}
