/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * PreampKeyringVerb:
 * @PREAMP_KEYRING_PROBE: see whether there is a keyring
 * @PREAMP_KEYRING_STORE: put a token in, over an older one
 * @PREAMP_KEYRING_LOOK_UP: read a token
 * @PREAMP_KEYRING_FORGET: remove a token
 *
 * What is asked of the keyring.
 */
typedef enum
{
  PREAMP_KEYRING_PROBE,
  PREAMP_KEYRING_STORE,
  PREAMP_KEYRING_LOOK_UP,
  PREAMP_KEYRING_FORGET,
} PreampKeyringVerb;

#define PREAMP_TYPE_KEYRING (preamp_keyring_get_type ())

G_DECLARE_FINAL_TYPE (PreampKeyring, preamp_keyring, PREAMP, KEYRING, GObject)

PreampKeyring *preamp_keyring_new                (void) G_GNUC_WARN_UNUSED_RESULT;

void           preamp_keyring_call_async         (PreampKeyring        *self,
                                                  PreampKeyringVerb     verb,
                                                  const char           *host,
                                                  guint                 port,
                                                  const char           *label,
                                                  SecretValue          *value,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean       preamp_keyring_call_finish        (PreampKeyring        *self,
                                                  GAsyncResult         *result,
                                                  SecretValue         **value,
                                                  GError              **error);
gboolean       preamp_keyring_hides_prompts      (PreampKeyring        *self);
gint64         preamp_keyring_get_prompted_until (PreampKeyring        *self);

G_END_DECLS
