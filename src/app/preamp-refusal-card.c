/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-refusal-card"

#include "config.h"

#include "preamp-refusal-card.h"

#include <glib/gi18n.h>

#include "account/preamp-account-error.h"
#include "domo/preamp-domo-error.h"

/**
 * PreampRefusalCard:
 *
 * Why an instance and its access token were not taken: what happened, what to look at, and that
 * nothing was saved. Invisible until there is something to say.
 */
struct _PreampRefusalCard
{
  AdwBin      parent_instance;

  PreampDoubt doubt;

  /* template */
  GtkLabel   *title_label;
  GtkLabel   *sentence_label;
};

G_DEFINE_FINAL_TYPE (PreampRefusalCard, preamp_refusal_card, ADW_TYPE_BIN)

static PreampDoubt
get_account_doubt (PreampAccountError code)
{
  switch (code)
    {
    case PREAMP_ACCOUNT_ERROR_ADDRESS:
      return PREAMP_DOUBT_ADDRESS;

    case PREAMP_ACCOUNT_ERROR_TOKEN:
      return PREAMP_DOUBT_TOKEN;

    case PREAMP_ACCOUNT_ERROR_NO_KEYRING:
    case PREAMP_ACCOUNT_ERROR_LOCKED:
    case PREAMP_ACCOUNT_ERROR_KEYRING:
    default:
      return PREAMP_DOUBT_NOTHING;
    }
}

static PreampDoubt
get_domo_doubt (PreampDomoError code)
{
  switch (code)
    {
    case PREAMP_DOMO_ERROR_UNAUTHORIZED:
      return PREAMP_DOUBT_TOKEN;

    case PREAMP_DOMO_ERROR_ADDRESS:
    case PREAMP_DOMO_ERROR_NETWORK:
    case PREAMP_DOMO_ERROR_TLS:
    case PREAMP_DOMO_ERROR_FORBIDDEN:
    case PREAMP_DOMO_ERROR_NOT_FOUND:
    case PREAMP_DOMO_ERROR_REDIRECTED:
    case PREAMP_DOMO_ERROR_NOT_JSON:
    case PREAMP_DOMO_ERROR_MALFORMED:
      return PREAMP_DOUBT_ADDRESS;

    case PREAMP_DOMO_ERROR_BLOCKED:
    case PREAMP_DOMO_ERROR_RATE_LIMITED:
    case PREAMP_DOMO_ERROR_BAD_REQUEST:
    case PREAMP_DOMO_ERROR_SERVER:
    case PREAMP_DOMO_ERROR_TOO_LARGE:
    case PREAMP_DOMO_ERROR_TIMED_OUT:
    default:
      return PREAMP_DOUBT_NOTHING;
    }
}

static char *
dup_title (const GError *error)
{
  guint status = preamp_domo_error_get_http_status (error);

  if (g_error_matches (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_ADDRESS))
    return g_strdup (_("This is no address of an instance"));

  if (g_error_matches (error, PREAMP_ACCOUNT_ERROR, PREAMP_ACCOUNT_ERROR_TOKEN))
    return g_strdup (_("This is no access token"));

  if (error->domain == PREAMP_ACCOUNT_ERROR)
    return g_strdup (_("The access token is not at hand"));

  if (g_error_matches (error, PREAMP_DOMO_ERROR, PREAMP_DOMO_ERROR_UNAUTHORIZED))
    return g_strdup (_("The access token is not accepted (HTTP 401)"));

  if (status != 0)
    {
      /* Translators: %u is a number such as 403. */
      return g_strdup_printf (_("Domo refused the connection (HTTP %u)"), status);
    }

  return g_strdup (_("The instance cannot be reached"));
}

static void
preamp_refusal_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PREAMP_TYPE_REFUSAL_CARD);

  G_OBJECT_CLASS (preamp_refusal_card_parent_class)->dispose (object);
}

static void
preamp_refusal_card_class_init (PreampRefusalCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = preamp_refusal_card_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/app/preamp-refusal-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampRefusalCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, PreampRefusalCard, sentence_label);
}

static void
preamp_refusal_card_init (PreampRefusalCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * preamp_refusal_card_set_error:
 * @self: a `PreampRefusalCard`
 * @error: (nullable): why it was refused; %NULL hides the card
 *
 * Says what happened. Domo's own message, where it sent one, is shown as it came.
 */
void
preamp_refusal_card_set_error (PreampRefusalCard *self,
                               const GError      *error)
{
  g_autofree char *title = NULL;
  g_autoptr (GString) text = NULL;
  const char *said;

  g_return_if_fail (PREAMP_IS_REFUSAL_CARD (self));

  self->doubt = PREAMP_DOUBT_NOTHING;
  gtk_widget_set_visible (GTK_WIDGET (self), error != NULL);
  if (error == NULL)
    return;

  if (error->domain == PREAMP_ACCOUNT_ERROR)
    self->doubt = get_account_doubt (error->code);
  else if (error->domain == PREAMP_DOMO_ERROR)
    self->doubt = get_domo_doubt (error->code);

  title = dup_title (error);
  text = g_string_new (error->message);
  said = preamp_domo_error_get_message (error);
  if (said != NULL && *said != '\0' && strstr (error->message, said) == NULL)
    {
      g_string_append_c (text, ' ');
      /* Translators: %s is what Domo wrote. */
      g_string_append_printf (text, _("Domo says: “%s”."), said);
    }

  if (error->domain != PREAMP_ACCOUNT_ERROR)
    {
      g_string_append_c (text, ' ');
      g_string_append (text, _("Nothing was saved."));
    }

  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->sentence_label, text->str);
}

/**
 * preamp_refusal_card_get_doubt:
 * @self: a `PreampRefusalCard`
 *
 * Returns: what of that which was typed is in doubt after the error that is shown
 */
PreampDoubt
preamp_refusal_card_get_doubt (PreampRefusalCard *self)
{
  g_return_val_if_fail (PREAMP_IS_REFUSAL_CARD (self), PREAMP_DOUBT_NOTHING);

  return self->doubt;
}
