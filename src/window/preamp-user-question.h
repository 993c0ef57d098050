/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "migration/preamp-run.h"

G_BEGIN_DECLS

GtkWidget *preamp_user_question_new (PreampRun *run,
                                     GtkWindow *parent);

G_END_DECLS
