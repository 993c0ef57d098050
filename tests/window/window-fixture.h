/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sandbox/preamp-sandbox-server.h"
#include "tests/await.h"
#include "window/preamp-sidebar.h"
#include "window/preamp-window.h"

G_BEGIN_DECLS

/* A window with the sandbox behind it, its settings in memory. */
typedef struct
{
  PreampSandboxServer *server;
  GSettings           *settings;
  PreampInstanceList  *instances;
  char                *directory;
  PreampJournal       *journal;
  PreampWorkspace     *workspace;
  PreampWindow        *window;
} WindowFixture;

void                    window_fixture_init          (int             *argc,
                                                      char          ***argv);
void                    window_fixture_set_up        (WindowFixture   *fixture,
                                                      gconstpointer    data);
void                    window_fixture_tear_down     (WindowFixture   *fixture,
                                                      gconstpointer    data);
PreampWorkspace        *window_fixture_new_workspace (WindowFixture   *fixture,
                                                      const char      *token)
                                                      G_GNUC_WARN_UNUSED_RESULT;
gpointer                window_fixture_get_child_of  (gpointer         widget,
                                                      GType            type,
                                                      const char      *name);
gpointer                window_fixture_get_child     (WindowFixture   *fixture,
                                                      const char      *name);
const char             *window_fixture_get_page      (WindowFixture   *fixture);
void                    window_fixture_show          (WindowFixture   *fixture);
const char             *window_fixture_get_selected  (WindowFixture   *fixture);
PreampIntegrationLists *window_fixture_find_lists    (WindowFixture   *fixture,
                                                      const char      *name);
void                    window_fixture_select        (WindowFixture   *fixture,
                                                      const char      *name);

G_END_DECLS
