/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app/preamp-profile.h"
#include "sandbox/preamp-sandbox-server.h"
#include "tests/await.h"

G_BEGIN_DECLS

/* A server to connect to, and a profile of the test's own that is open: settings and tokens in
 * memory, the journal in a folder that goes away with it. */
typedef struct
{
  PreampSandboxServer   *server;
  PreampInstanceAddress *address;
  char                  *directory;
  PreampProfile         *profile;
} AppFixture;

void             app_init             (int             *argc,
                                       char          ***argv);
void             app_fixture_set_up   (AppFixture      *fixture,
                                       gconstpointer    data);
void             app_fixture_tear_down (AppFixture     *fixture,
                                       gconstpointer    data);

PreampWorkspace *app_enter            (AppFixture      *fixture);
void             app_hold_moves       (AppFixture      *fixture);
PreampPlan      *app_plan             (PreampWorkspace *workspace,
                                       guint            n);
PreampRun       *app_start_run        (PreampWorkspace *workspace,
                                       guint            n);
AdwMessageDialog *app_find_dialog     (void);
void             app_respond          (const char      *response);
gboolean         app_has_token        (AppFixture      *fixture);

G_END_DECLS
