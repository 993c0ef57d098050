/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PreampMigrationResultFields:
 * @toe: (nullable): Domo's identifier of the request, which Domo Support asks for
 * @datasource_id: (nullable): the datasource the answer is about
 * @direction: (nullable): the direction as Domo wrote it
 * @start_time: (nullable): when Domo began, as Domo wrote it
 * @state: the state as Domo wrote it, never %NULL
 * @error_message: (nullable): why a migration did not complete
 * @end_time: (nullable): when Domo ended, as Domo wrote it
 *
 * The members of Domo's answer to a migration or a reversal, as text, as they came.
 */
typedef struct
{
  const char *toe;
  const char *datasource_id;
  const char *direction;
  const char *start_time;
  const char *state;
  const char *error_message;
  const char *end_time;
} PreampMigrationResultFields;

#define PREAMP_TYPE_MIGRATION_RESULT (preamp_migration_result_get_type ())

G_DECLARE_FINAL_TYPE (PreampMigrationResult, preamp_migration_result, PREAMP, MIGRATION_RESULT,
                      GObject)

PreampMigrationResult *preamp_migration_result_new (const PreampMigrationResultFields *fields)
                                                    G_GNUC_WARN_UNUSED_RESULT;

const char            *preamp_migration_result_get_toe           (PreampMigrationResult *self);
const char            *preamp_migration_result_get_datasource_id (PreampMigrationResult *self);
const char            *preamp_migration_result_get_direction     (PreampMigrationResult *self);
const char            *preamp_migration_result_get_start_time    (PreampMigrationResult *self);
const char            *preamp_migration_result_get_state         (PreampMigrationResult *self);
const char            *preamp_migration_result_get_error_message (PreampMigrationResult *self);
const char            *preamp_migration_result_get_end_time      (PreampMigrationResult *self);

G_END_DECLS
