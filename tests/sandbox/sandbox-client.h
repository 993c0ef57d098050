/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "sandbox/preamp-sandbox-server.h"

G_BEGIN_DECLS

#define MARKETING_ID  "b4a1f0c2-52d7-4c39-9a6e-0d8f2f6c1e01"
#define LAKEHOUSE_ID  "e27f35a8-1b94-4d0e-8c67-93ab40d5c603"
#define OPERATIONS_ID "0f8b6c1d-7e42-4a95-a3d8-51c7e2b9f404"
#define WAREHOUSE_ID  "9c53d7e4-a60f-4b18-8f2b-c4d19e70a505"
#define SUPPLY_ID     "47e8a2b0-c9d5-4e71-9b36-f80d6a2c3106"
#define UNKNOWN_ID    "00000000-0000-4000-8000-000000000000"

#define TYPES_PATH         "/api/query/migration/integrations/types"
#define INTEGRATIONS_PATH  "/api/query/migration/integrations/"
#define CANDIDATES_PATH    "/api/query/migration/candidates/federated/to/amplifier/integrations/"
#define MIGRATED_PATH      "/api/query/migration/candidates/amplifier/to/federated/integrations/"
#define USER_PATH          "/api/content/v2/users/me"

/* What came back for one request. */
typedef struct
{
  SoupMessage *message;
  GError      *error;
  gboolean     done;
  guint        status;
  GBytes      *body;
  JsonNode    *json;    /* NULL where it is none */
} Reply;

/* A fixture: an embedded server, and who asks it. */
typedef struct
{
  PreampSandboxServer *server;
  SoupSession         *session;
} Client;

void        client_set_up          (Client        *self,
                                    gconstpointer  latency);
void        client_tear_down       (Client        *self,
                                    gconstpointer  unused);
void        client_add_fault       (Client        *self,
                                    const char    *fault);
Reply      *client_start           (Client        *self,
                                    const char    *method,
                                    const char    *path) G_GNUC_WARN_UNUSED_RESULT;
Reply      *client_start_with      (Client        *self,
                                    const char    *method,
                                    const char    *path,
                                    const char    *token) G_GNUC_WARN_UNUSED_RESULT;
Reply      *client_ask             (Client        *self,
                                    const char    *method,
                                    const char    *path) G_GNUC_WARN_UNUSED_RESULT;
void        client_await           (Reply         *reply);
JsonObject *client_dup_row         (Client        *self,
                                    const char    *list_path,
                                    const char    *integration,
                                    const char    *name) G_GNUC_WARN_UNUSED_RESULT;
char       *client_dup_id          (Client        *self,
                                    const char    *integration,
                                    const char    *name) G_GNUC_WARN_UNUSED_RESULT;
Reply      *client_start_migrating (Client        *self,
                                    const char    *integration,
                                    const char    *name) G_GNUC_WARN_UNUSED_RESULT;
Reply      *client_migrate         (Client        *self,
                                    const char    *integration,
                                    const char    *name) G_GNUC_WARN_UNUSED_RESULT;
Reply      *client_reverse         (Client        *self,
                                    const char    *integration,
                                    const char    *name) G_GNUC_WARN_UNUSED_RESULT;

void        reply_free             (Reply         *self);
JsonObject *reply_get_object       (Reply         *self);
JsonArray  *reply_get_array        (Reply         *self);
const char *reply_get_member       (Reply         *self,
                                    const char    *name);
void        reply_assert_error     (Reply         *self,
                                    guint          status,
                                    const char    *path);
void        assert_toe             (const char    *toe);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

G_END_DECLS
