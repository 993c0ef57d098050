/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "domo/preamp-domo-client.h"

G_BEGIN_DECLS

/**
 * PreampIntegrationReading:
 * @integrations: (element-type PreampIntegration): all that were read, each id once
 * @failed_types: the types whose integrations could not be read
 * @problems: sentences about these, and about rows that could not be read
 *
 * What the integrations of an instance are.
 */
typedef struct
{
  GPtrArray *integrations;
  char     **failed_types;
  char     **problems;
} PreampIntegrationReading;

void                      preamp_integration_reading_read_async  (PreampDomoClient     *client,
                                                                  GCancellable         *cancellable,
                                                                  GAsyncReadyCallback   callback,
                                                                  gpointer              user_data);
PreampIntegrationReading *preamp_integration_reading_read_finish (PreampDomoClient     *client,
                                                                  GAsyncResult         *result,
                                                                  GError              **error)
                                                                  G_GNUC_WARN_UNUSED_RESULT;
void                      preamp_integration_reading_free        (PreampIntegrationReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PreampIntegrationReading, preamp_integration_reading_free)

G_END_DECLS
