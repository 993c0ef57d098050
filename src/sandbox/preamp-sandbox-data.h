/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PreampSandboxBehaviour:
 * @PREAMP_SANDBOX_BEHAVIOUR_COMPLETE: a migration ends COMPLETE
 * @PREAMP_SANDBOX_BEHAVIOUR_INCOMPLETE: it ends INCOMPLETE as often as is left, then COMPLETE
 * @PREAMP_SANDBOX_BEHAVIOUR_ABORTED: it ends ABORTED, always
 * @PREAMP_SANDBOX_BEHAVIOUR_LOST: it ends COMPLETE, and the answer is lost
 *
 * What becomes of a datasource when it is moved.
 */
typedef enum
{
  PREAMP_SANDBOX_BEHAVIOUR_COMPLETE,
  PREAMP_SANDBOX_BEHAVIOUR_INCOMPLETE,
  PREAMP_SANDBOX_BEHAVIOUR_ABORTED,
  PREAMP_SANDBOX_BEHAVIOUR_LOST,
} PreampSandboxBehaviour;

/**
 * PreampSandboxIntegration:
 * @id: its identifier
 * @name: its name
 * @type: the engine, as Domo spells it
 * @auth_method: how it authenticates
 * @supported: whether datasources can be migrated to it
 * @datasources: (element-type PreampSandboxDatasource): what can be migrated to it, by identifier
 * @lists: (nullable): the text of its two lists, forward and reverse, while it is up to date
 *
 * A Cloud Amplifier integration.
 */
typedef struct
{
  char      *id;
  char      *name;
  char      *type;
  char      *auth_method;
  gboolean   supported;
  GPtrArray *datasources;
  GBytes    *lists[2];
} PreampSandboxIntegration;

typedef struct _PreampSandboxDatasource PreampSandboxDatasource;

/**
 * PreampSandboxDatasource:
 * @id: its identifier
 * @name: its name
 * @head: the JSON text of the members that never change, from `{` to the last comma
 * @home: the integration it is a candidate of
 * @also: (nullable): another one that it is a candidate of as well
 * @twin: (nullable): another datasource on the same table, which collides once this one is migrated
 * @colliding_id: (nullable): the datasource that has its table in the integration
 * @colliding_name: (nullable): that datasource's name
 * @migrated_to: (nullable): where it was migrated to
 * @migration_time: when, in microseconds since 1970
 * @migrated_at_first: (nullable): @migrated_to when the sandbox was made
 * @migration_time_at_first: @migration_time when the sandbox was made
 * @behaviour: what becomes of it when it is moved, forward and back
 * @n_failures: how often it still ends INCOMPLETE, forward and back
 * @message: (nullable): why it does not complete
 * @slow: whether it takes three times as long as others
 * @vanished: whether it was deleted
 * @moving: whether a request for it is being worked on
 *
 * A datasource of the made-up instance.
 */
struct _PreampSandboxDatasource
{
  char                     *id;
  char                     *name;
  char                     *head;
  PreampSandboxIntegration *home;
  PreampSandboxIntegration *also;
  PreampSandboxDatasource  *twin;
  char                     *colliding_id;
  char                     *colliding_name;
  PreampSandboxIntegration *migrated_to;
  gint64                    migration_time;
  PreampSandboxIntegration *migrated_at_first;
  gint64                    migration_time_at_first;
  PreampSandboxBehaviour    behaviour[2];
  guint                     n_failures[2];
  const char               *message;
  gboolean                  slow;
  gboolean                  vanished;
  gboolean                  moving;
};

void    preamp_sandbox_data_make (guint       n_rows,
                                  gint64      now,
                                  GPtrArray **integrations,
                                  GPtrArray **datasources);
guint64 preamp_sandbox_data_mix  (guint64     value);
char   *preamp_sandbox_data_uuid (guint64     seed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
