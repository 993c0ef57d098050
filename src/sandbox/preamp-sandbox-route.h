/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PreampSandboxCall:
 * @PREAMP_SANDBOX_CALL_UNKNOWN: none that the server knows
 * @PREAMP_SANDBOX_CALL_TYPES: list the integration types
 * @PREAMP_SANDBOX_CALL_INTEGRATIONS: list the integrations of a type
 * @PREAMP_SANDBOX_CALL_CANDIDATES: list what can be migrated to an integration
 * @PREAMP_SANDBOX_CALL_MIGRATED: list what was migrated to an integration
 * @PREAMP_SANDBOX_CALL_MIGRATE: migrate a datasource
 * @PREAMP_SANDBOX_CALL_REVERSE: reverse the migration of a datasource
 * @PREAMP_SANDBOX_CALL_USER: tell whose token it is
 * @PREAMP_SANDBOX_CALL_FAULTS: the sandbox's own: say how to misbehave
 *
 * What a path asks for.
 */
typedef enum
{
  PREAMP_SANDBOX_CALL_UNKNOWN,
  PREAMP_SANDBOX_CALL_TYPES,
  PREAMP_SANDBOX_CALL_INTEGRATIONS,
  PREAMP_SANDBOX_CALL_CANDIDATES,
  PREAMP_SANDBOX_CALL_MIGRATED,
  PREAMP_SANDBOX_CALL_MIGRATE,
  PREAMP_SANDBOX_CALL_REVERSE,
  PREAMP_SANDBOX_CALL_USER,
  PREAMP_SANDBOX_CALL_FAULTS,
} PreampSandboxCall;

/**
 * PreampSandboxRoute:
 * @call: what is asked for
 * @type: (nullable): the integration type in the path
 * @datasource: (nullable): the datasource's identifier in the path
 * @integration: (nullable): the integration's identifier in the path
 *
 * A path, taken apart.
 */
typedef struct
{
  PreampSandboxCall call;
  char             *type;
  char             *datasource;
  char             *integration;
} PreampSandboxRoute;

void        preamp_sandbox_route_parse       (PreampSandboxRoute *route,
                                              const char         *path);
void        preamp_sandbox_route_clear       (PreampSandboxRoute *route);
const char *preamp_sandbox_route_get_method  (PreampSandboxCall   call);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PreampSandboxRoute, preamp_sandbox_route_clear)

G_END_DECLS
