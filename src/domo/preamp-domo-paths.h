/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-direction.h"

G_BEGIN_DECLS

#define PREAMP_DOMO_PATH_USER  "/api/content/v2/users/me"
#define PREAMP_DOMO_PATH_TYPES "/api/query/migration/integrations/types"

char *preamp_domo_paths_integrations (const char      *type,
                                      GError         **error) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_domo_paths_candidates   (const char      *integration_id,
                                      PreampDirection  direction,
                                      GError         **error) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_domo_paths_migrate      (const char      *datasource_id,
                                      const char      *integration_id,
                                      GError         **error) G_GNUC_WARN_UNUSED_RESULT;
char *preamp_domo_paths_reverse      (const char      *datasource_id,
                                      GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
