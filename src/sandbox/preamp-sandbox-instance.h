/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-sandbox-data.h"

G_BEGIN_DECLS

/**
 * PreampSandboxDirection:
 * @PREAMP_SANDBOX_DIRECTION_FORWARD: from Federated to Cloud Amplifier
 * @PREAMP_SANDBOX_DIRECTION_BACK: from Cloud Amplifier to Federated
 *
 * Which way a datasource moves, or which of the two lists is meant.
 */
typedef enum
{
  PREAMP_SANDBOX_DIRECTION_FORWARD,
  PREAMP_SANDBOX_DIRECTION_BACK,
} PreampSandboxDirection;

/**
 * PreampSandboxView:
 * @first: show the list as it was when the sandbox was made
 * @hidden: (nullable): leave this datasource out
 * @twice: (nullable): list this datasource twice
 * @broken: (nullable): write this datasource's members with wrong types
 *
 * How a list is told untruly.
 */
typedef struct
{
  gboolean                 first;
  PreampSandboxDatasource *hidden;
  PreampSandboxDatasource *twice;
  PreampSandboxDatasource *broken;
} PreampSandboxView;

typedef struct _PreampSandboxInstance PreampSandboxInstance;

PreampSandboxInstance *preamp_sandbox_instance_new  (guint                  n_rows)
                                                     G_GNUC_WARN_UNUSED_RESULT;
void                   preamp_sandbox_instance_free (PreampSandboxInstance *self);

PreampSandboxIntegration *preamp_sandbox_instance_find_integration (PreampSandboxInstance *self,
                                                                    const char            *name);
PreampSandboxDatasource  *preamp_sandbox_instance_find_datasource  (PreampSandboxInstance *self,
                                                                    const char            *name);
PreampSandboxIntegration *preamp_sandbox_instance_get_integration  (PreampSandboxInstance *self,
                                                                    const char            *id);
PreampSandboxDatasource  *preamp_sandbox_instance_get_datasource   (PreampSandboxInstance *self,
                                                                    const char            *id);

char   *preamp_sandbox_instance_list_types        (PreampSandboxInstance    *self)
                                                   G_GNUC_WARN_UNUSED_RESULT;
char   *preamp_sandbox_instance_list_integrations (PreampSandboxInstance    *self,
                                                   const char               *type)
                                                   G_GNUC_WARN_UNUSED_RESULT;
GBytes *preamp_sandbox_instance_list_datasources  (PreampSandboxInstance    *self,
                                                   PreampSandboxIntegration *integration,
                                                   PreampSandboxDirection    direction,
                                                   const PreampSandboxView  *view)
                                                   G_GNUC_WARN_UNUSED_RESULT;

guint       preamp_sandbox_instance_get_duration  (PreampSandboxInstance    *self,
                                                   PreampSandboxDatasource  *datasource,
                                                   guint                     latency);
char       *preamp_sandbox_instance_find_obstacle (PreampSandboxInstance    *self,
                                                   PreampSandboxDatasource  *datasource,
                                                   PreampSandboxIntegration *integration,
                                                   PreampSandboxDirection    direction)
                                                   G_GNUC_WARN_UNUSED_RESULT;
const char *preamp_sandbox_instance_move          (PreampSandboxInstance    *self,
                                                   PreampSandboxDatasource  *datasource,
                                                   PreampSandboxIntegration *integration,
                                                   PreampSandboxDirection    direction,
                                                   gint64                    now,
                                                   char                    **message);

void preamp_sandbox_instance_set_migrated  (PreampSandboxInstance    *self,
                                            PreampSandboxDatasource  *datasource,
                                            PreampSandboxIntegration *integration,
                                            gint64                    now);
void preamp_sandbox_instance_set_vanished  (PreampSandboxInstance    *self,
                                            PreampSandboxDatasource  *datasource);
void preamp_sandbox_instance_set_colliding (PreampSandboxInstance    *self,
                                            PreampSandboxDatasource  *datasource);

G_END_DECLS
