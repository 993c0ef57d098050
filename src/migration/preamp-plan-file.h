/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-plan.h"

G_BEGIN_DECLS

#define PREAMP_PLAN_FILE_ERROR (preamp_plan_file_error_quark ())

/**
 * PreampPlanFileError:
 * @PREAMP_PLAN_FILE_ERROR_FORMAT: it is no plan file
 * @PREAMP_PLAN_FILE_ERROR_VERSION: a newer Preamp wrote it
 * @PREAMP_PLAN_FILE_ERROR_INSTANCE: it is a plan for another instance
 * @PREAMP_PLAN_FILE_ERROR_SIZE: it is too big to be a plan file
 *
 * Why a plan file cannot be opened.
 */
typedef enum
{
  PREAMP_PLAN_FILE_ERROR_FORMAT,
  PREAMP_PLAN_FILE_ERROR_VERSION,
  PREAMP_PLAN_FILE_ERROR_INSTANCE,
  PREAMP_PLAN_FILE_ERROR_SIZE,
} PreampPlanFileError;

GQuark      preamp_plan_file_error_quark (void);

void        preamp_plan_file_save_async  (PreampPlan           *plan,
                                          GFile                *file,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean    preamp_plan_file_save_finish (PreampPlan           *plan,
                                          GAsyncResult         *result,
                                          GError              **error);
void        preamp_plan_file_open_async  (PreampConnection     *connection,
                                          GFile                *file,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
PreampPlan *preamp_plan_file_open_finish (PreampConnection     *connection,
                                          GAsyncResult         *result,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
