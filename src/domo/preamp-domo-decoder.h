/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-domo-answer.h"
#include "preamp-migration-result.h"
#include "preamp-user.h"

G_BEGIN_DECLS

char                 **preamp_domo_decode_types        (const PreampDomoAnswer *answer,
                                                        gboolean               *cut,
                                                        GError                **error)
                                                        G_GNUC_WARN_UNUSED_RESULT;
GPtrArray             *preamp_domo_decode_integrations (const PreampDomoAnswer *answer,
                                                        char                 ***problems,
                                                        gboolean               *cut,
                                                        GError                **error)
                                                        G_GNUC_WARN_UNUSED_RESULT;
GPtrArray             *preamp_domo_decode_candidates   (const PreampDomoAnswer *answer,
                                                        char                 ***problems,
                                                        gboolean               *cut,
                                                        GError                **error)
                                                        G_GNUC_WARN_UNUSED_RESULT;
PreampUser            *preamp_domo_decode_user         (const PreampDomoAnswer *answer,
                                                        gboolean               *cut,
                                                        GError                **error)
                                                        G_GNUC_WARN_UNUSED_RESULT;
PreampMigrationResult *preamp_domo_decode_result       (const PreampDomoAnswer *answer,
                                                        GError                **error)
                                                        G_GNUC_WARN_UNUSED_RESULT;
void                   preamp_domo_decode_error        (const GByteArray       *body,
                                                        char                  **message,
                                                        char                  **toe);

G_END_DECLS
