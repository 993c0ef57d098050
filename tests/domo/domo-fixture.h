/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "domo/preamp-domo-client.h"
#include "domo/preamp-domo-error.h"
#include "tests/await.h"

G_BEGIN_DECLS

#define DOMO_FIXTURE_TOKEN "DDCI0123456789abcdef"

#define DOMO_PATH_CANDIDATES "/api/query/migration/candidates/federated/to/amplifier/integrations/"
#define DOMO_PATH_REVERSIBLE "/api/query/migration/candidates/amplifier/to/federated/integrations/"
#define DOMO_PATH_MIGRATE    "/api/query/migration/federated/to/amplifier/"
#define DOMO_PATH_USER       "/api/content/v2/users/me"

/* What the server says to a request whose path begins with `path` (NULL: any), `times` times (0:
 * always). The first that fits is taken. */
typedef struct
{
  char   *path;
  guint   times;
  guint   status;
  char   *content_type;
  GBytes *body;
  char   *header;
  char   *header_value;
  char   *date;         /* what the server takes for the time, NULL for the right one */
  gboolean chunked;
} DomoAnswer;

/* What reached the server. */
typedef struct
{
  char               *method;
  char               *path;
  SoupMessageHeaders *headers;
  gint64              body_length;
  SoupHTTPVersion     http_version;
} DomoRequest;

/* A server that says what a test tells it to, and a client of it. */
typedef struct
{
  SoupServer       *server;
  char             *base_uri;
  GPtrArray        *answers;
  GPtrArray        *requests;
  gboolean          hold;
  GPtrArray        *held;

  PreampDomoClient *client;
} DomoFixture;

void         domo_fixture_set_up          (DomoFixture     *fixture,
                                           gconstpointer    data);
void         domo_fixture_tear_down       (DomoFixture     *fixture,
                                           gconstpointer    data);
void         domo_fixture_use_client      (DomoFixture     *fixture,
                                           const char      *base_uri);
DomoAnswer  *domo_fixture_add             (DomoFixture     *fixture,
                                           const char      *path,
                                           guint            status,
                                           const char      *content_type,
                                           const char      *body);
DomoRequest *domo_fixture_get_request     (DomoFixture     *fixture,
                                           guint            i);
void         domo_fixture_release         (DomoFixture     *fixture);

PreampUser  *domo_fixture_get_user        (DomoFixture     *fixture,
                                           GError         **error);
char       **domo_fixture_list_types      (DomoFixture     *fixture,
                                           GError         **error);
GPtrArray   *domo_fixture_list_integrations (DomoFixture   *fixture,
                                           const char      *type,
                                           char          ***problems,
                                           GError         **error);
GPtrArray   *domo_fixture_list_candidates (DomoFixture     *fixture,
                                           char          ***problems,
                                           GError         **error);
PreampReply *domo_fixture_migrate         (DomoFixture     *fixture,
                                           GCancellable    *cancellable);
PreampReply *domo_fixture_reverse         (DomoFixture     *fixture,
                                           const char      *datasource_id);

void         domo_assert_discreet         (const GError    *error);
GBytes      *domo_compress                (const char      *data,
                                           size_t           length);

G_END_DECLS
