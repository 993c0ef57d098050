/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "preamp-keyring-sentence-private.h"

#include <glib/gi18n.h>

static const char *
get_no_keyring_sentence (PreampKeyringVerb verb)
{
  switch (verb)
    {
    case PREAMP_KEYRING_LOOK_UP:
      return _("There is no keyring on this computer to read an access token from. Enter the "
               "token of this instance.");

    case PREAMP_KEYRING_FORGET:
      return _("There is no keyring on this computer to remove an access token from. If one was "
               "kept there before, revoke it in Domo.");

    case PREAMP_KEYRING_PROBE:
    case PREAMP_KEYRING_STORE:
    default:
      return _("There is no keyring on this computer to keep the access token in. Preamp "
               "remembers it until it is closed, and asks for it at the next start.");
    }
}

static const char *
get_locked_sentence (PreampKeyringVerb verb)
{
  switch (verb)
    {
    case PREAMP_KEYRING_LOOK_UP:
      return _("The keyring is locked, so the access token in it cannot be read. Try again and "
               "unlock the keyring, or enter the token.");

    case PREAMP_KEYRING_FORGET:
      return _("The keyring is locked, so an access token in it cannot be removed. Try again and "
               "unlock the keyring.");

    case PREAMP_KEYRING_PROBE:
    case PREAMP_KEYRING_STORE:
    default:
      return _("The keyring is locked, so Preamp remembers the access token only until it is "
               "closed. To keep it longer, enter it again and unlock the keyring.");
    }
}

static const char *
get_keyring_sentence (PreampKeyringVerb verb)
{
  switch (verb)
    {
    case PREAMP_KEYRING_LOOK_UP:
      return _("The keyring did not answer when it was asked for the access token. Try again, or "
               "enter the token.");

    case PREAMP_KEYRING_FORGET:
      return _("The keyring did not remove the access token. Try again, or remove the entry of "
               "Preamp in the Passwords and Keys application.");

    case PREAMP_KEYRING_PROBE:
    case PREAMP_KEYRING_STORE:
    default:
      return _("The keyring did not take the access token, so Preamp remembers it only until it "
               "is closed. To keep it longer, see in the Passwords and Keys application that "
               "there is a default keyring, and enter the token again.");
    }
}

/**
 * preamp_keyring_get_sentence:
 * @verb: what was asked of the keyring
 * @code: %PREAMP_ACCOUNT_ERROR_NO_KEYRING, %PREAMP_ACCOUNT_ERROR_LOCKED or
 *   %PREAMP_ACCOUNT_ERROR_KEYRING
 *
 * Says to a person what did not work, what that means for the token, and what to do. The
 * service's own messages are not fit for that.
 *
 * Returns: a translated sentence or two
 */
const char *
preamp_keyring_get_sentence (PreampKeyringVerb  verb,
                             PreampAccountError code)
{
  if (code == PREAMP_ACCOUNT_ERROR_NO_KEYRING)
    return get_no_keyring_sentence (verb);

  if (code == PREAMP_ACCOUNT_ERROR_LOCKED)
    return get_locked_sentence (verb);

  return get_keyring_sentence (verb);
}
