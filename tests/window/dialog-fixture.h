/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <libsoup/soup.h>

#include "migration/preamp-workspace.h"
#include "tests/await.h"

G_BEGIN_DECLS

#define DIALOG_FIXTURE_TOKEN "sesame-7731"

/* One datasource of the server's two lists, and how its POST is answered. */
typedef struct
{
  const char *id;
  const char *name;
  const char *schema;
  gboolean    collision;
  gboolean    migrated;
  const char *state;      /* NULL for COMPLETE; "" for an answer that is cut */
  const char *message;
  guint       status;     /* 0 for 200 */
} Datasource;

/* A server with one integration, a journal and a workspace on it. */
typedef struct
{
  SoupServer        *server;
  Datasource        *datasources;
  guint              n_datasources;
  gboolean           holds;        /* POSTs are kept until released */
  guint              list_status;  /* 0 for 200 */
  gboolean           lists_integrations; /* the one, and “i2”, which has the same datasources */
  const char        *user;         /* a JSON object, for whose token it is; NULL for not said */
  guint              n_refusals;   /* so many POSTs are refused with 401 */
  GPtrArray         *held;         /* SoupServerMessage */
  GPtrArray         *posted;       /* datasource ids, in the order they came */

  char              *directory;
  PreampJournal     *journal;
  PreampIntegration *integration;
  PreampWorkspace   *workspace;
} DialogFixture;

void        dialog_fixture_set_up    (DialogFixture   *fixture,
                                      const Datasource *datasources,
                                      guint            n_datasources);
void        dialog_fixture_tear_down (DialogFixture   *fixture);
Datasource *dialog_fixture_find      (DialogFixture   *fixture,
                                      const char      *id);
PreampPlan *dialog_fixture_plan      (DialogFixture   *fixture,
                                      PreampDirection  direction) G_GNUC_WARN_UNUSED_RESULT;
void        dialog_fixture_release   (DialogFixture   *fixture);

G_END_DECLS
