/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What gnome-keyring asks to show its password dialog, and somebody who presses Cancel in it. */
typedef struct
{
  GDBusConnection *bus;
  guint name_id;
  guint object_id;
  gboolean owned;

  gboolean hesitates; /* FALSE: presses Cancel at once */
  guint n_opened;
  char *sender; /* of the dialog that is open, or NULL */
  char *callback;
} DenyingPrompter;

void denying_prompter_start (DenyingPrompter *prompter,
                             GDBusConnection *bus);
void denying_prompter_stop  (DenyingPrompter *prompter);
void denying_prompter_deny  (DenyingPrompter *prompter);

G_END_DECLS
