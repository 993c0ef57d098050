/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "account/preamp-instance-list.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_WINDOW (preamp_window_get_type ())

G_DECLARE_FINAL_TYPE (PreampWindow, preamp_window, PREAMP, WINDOW, AdwApplicationWindow)

GtkWindow       *preamp_window_new           (GtkApplication     *application,
                                              GSettings          *settings,
                                              PreampInstanceList *instances)
                                              G_GNUC_WARN_UNUSED_RESULT;
void             preamp_window_set_instance  (PreampWindow       *self,
                                              PreampInstance     *instance);
PreampInstance  *preamp_window_get_instance  (PreampWindow       *self);
void             preamp_window_set_workspace (PreampWindow       *self,
                                              PreampWorkspace    *workspace);
PreampWorkspace *preamp_window_get_workspace (PreampWindow       *self);
void             preamp_window_show_error    (PreampWindow       *self,
                                              const GError       *error);
void             preamp_window_add_toast     (PreampWindow       *self,
                                              const char         *text);
void             preamp_window_show_run      (PreampWindow       *self,
                                              PreampWorkspace    *workspace,
                                              guint               position);
void             preamp_window_present_run   (GtkWidget          *widget,
                                              GtkWindow          *dialog);
void             preamp_window_present_retry (GtkWidget                 *widget,
                                              PreampWorkspace           *workspace,
                                              const PreampAttemptRecord *record,
                                              gboolean                   uncertain);
void             preamp_window_open_datasource (GtkWidget       *widget,
                                                PreampWorkspace *workspace,
                                                const char      *datasource_id);

G_END_DECLS
