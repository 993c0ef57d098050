/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-profile.h"
#include "sandbox/preamp-sandbox-server.h"

G_BEGIN_DECLS

/* What the files of the profile share. */
struct _PreampProfile
{
  GObject              parent_instance;

  GSettings           *settings;
  PreampInstanceList  *instances;
  PreampTokenVault    *vault;
  char                *journal_path;
  PreampJournal       *journal;
  GHashTable          *workspaces; /* base URI → PreampWorkspace */
  gboolean             moving;
  gboolean             finishing;
  gboolean             may_sleep;

  /* the sandbox alone */
  gboolean             sandbox;
  gboolean             opening;
  gboolean             closed;
  char                *directory;
  PreampSandboxServer *server;
};

PreampWorkspace *preamp_profile_add_workspace  (PreampProfile    *self,
                                                PreampInstance   *instance,
                                                PreampDomoClient *client);
void             preamp_profile_update_moving  (PreampProfile    *self);
void             preamp_profile_open_sandbox   (PreampProfile    *self,
                                                GTask            *task);
void             preamp_profile_await_sandbox  (PreampProfile    *self);
void             preamp_profile_remove_sandbox (PreampProfile    *self);

G_END_DECLS
