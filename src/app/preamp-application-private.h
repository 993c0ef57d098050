/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "preamp-application.h"
#include "preamp-connect-page.h"
#include "preamp-inhibitor.h"
#include "preamp-run-notices.h"
#include "preamp-profile.h"
#include "window/preamp-window.h"

G_BEGIN_DECLS

/* What the files of the application share. */
struct _PreampApplication
{
  AdwApplication   parent_instance;

  GPtrArray       *profiles; /* the program's own first, then the sandbox where it is tried */
  gboolean         only_sandbox;
  gboolean         quitting;
  GtkWidget       *question;  /* whether to quit; a weak pointer */
  PreampInhibitor *inhibitor; /* NULL until something moved */
  PreampRunNotices *notices;  /* likewise */
  gboolean         may_sleep; /* it failed */
};

/* preamp-application.c */
PreampProfile *preamp_application_get_profile      (PreampApplication    *self,
                                                    GtkWindow            *window);
PreampProfile *preamp_application_get_sandbox      (PreampApplication    *self);
PreampWindow  *preamp_application_find_window      (PreampApplication    *self,
                                                    PreampProfile        *profile);
GtkWindow     *preamp_application_find_any         (PreampApplication    *self,
                                                    PreampProfile        *profile,
                                                    GType                 type);
void           preamp_application_add_profile      (PreampApplication    *self,
                                                    PreampProfile        *profile);
void           preamp_application_remove_profile   (PreampApplication    *self,
                                                    PreampProfile        *profile);

/* preamp-application-windows.c */
void           preamp_application_open_profile     (PreampApplication    *self,
                                                    PreampProfile        *profile);
void           preamp_application_show_profile     (PreampApplication    *self,
                                                    PreampProfile        *profile);
void           preamp_application_show_instance    (PreampApplication    *self,
                                                    PreampProfile        *profile,
                                                    PreampInstance       *instance);
void           preamp_application_ask_token        (PreampApplication    *self,
                                                    PreampProfile        *profile,
                                                    PreampConnectPurpose  purpose,
                                                    PreampInstance       *instance,
                                                    GtkWindow            *parent,
                                                    const GError         *error);

/* preamp-application-actions.c */
void           preamp_application_install_actions  (PreampApplication    *self);
void           preamp_application_update_actions   (PreampApplication    *self);

/* preamp-application-presence.c */
void           preamp_application_watch_runs       (PreampApplication    *self,
                                                    PreampProfile        *profile);
void           preamp_application_show_run         (PreampApplication    *self,
                                                    gboolean              sandbox,
                                                    const char           *base_uri,
                                                    guint                 position);

/* preamp-application-quit.c */
gboolean       preamp_application_may_close        (PreampApplication    *self,
                                                    PreampWindow         *window);
void           preamp_application_say_finishing    (PreampApplication    *self);
void           preamp_application_quit             (PreampApplication    *self);

G_END_DECLS
