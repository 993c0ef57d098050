/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "account/preamp-instance-list.h"
#include "account/preamp-token-vault.h"
#include "migration/preamp-workspace.h"

G_BEGIN_DECLS

#define PREAMP_TYPE_PROFILE (preamp_profile_get_type ())

G_DECLARE_FINAL_TYPE (PreampProfile, preamp_profile, PREAMP, PROFILE, GObject)

PreampProfile      *preamp_profile_new             (GSettings        *settings,
                                                    PreampTokenVault *vault,
                                                    const char       *journal_path)
                                                    G_GNUC_WARN_UNUSED_RESULT;
PreampProfile      *preamp_profile_new_sandbox     (void) G_GNUC_WARN_UNUSED_RESULT;
GSettings          *preamp_profile_get_settings    (PreampProfile *self);
PreampInstanceList *preamp_profile_get_instances   (PreampProfile *self);
PreampTokenVault   *preamp_profile_get_vault       (PreampProfile *self);
PreampJournal      *preamp_profile_get_journal     (PreampProfile *self);
gboolean            preamp_profile_get_sandbox     (PreampProfile *self);
gboolean            preamp_profile_get_moving      (PreampProfile *self);
gboolean            preamp_profile_get_finishing   (PreampProfile *self);
guint               preamp_profile_count_moving    (PreampProfile *self);
PreampInstance     *preamp_profile_get_last        (PreampProfile *self);
PreampWorkspace    *preamp_profile_find_workspace  (PreampProfile  *self,
                                                    PreampInstance *instance);

void                preamp_profile_open_async      (PreampProfile        *self,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean            preamp_profile_open_finish     (PreampProfile        *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void                preamp_profile_enter_async     (PreampProfile        *self,
                                                    PreampInstance       *instance,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
PreampInstance     *preamp_profile_add_instance    (PreampProfile         *self,
                                                    PreampInstanceAddress *address);
void                preamp_profile_connect_async   (PreampProfile         *self,
                                                    PreampInstanceAddress *address,
                                                    GAsyncReadyCallback    callback,
                                                    gpointer               user_data);
PreampWorkspace    *preamp_profile_enter_finish    (PreampProfile        *self,
                                                    GAsyncResult         *result,
                                                    GError              **error)
                                                    G_GNUC_WARN_UNUSED_RESULT;
void                preamp_profile_rename          (PreampProfile        *self,
                                                    PreampInstance       *instance,
                                                    const char           *name);
void                preamp_profile_check_forget_async  (PreampProfile       *self,
                                                        PreampInstance      *instance,
                                                        GAsyncReadyCallback  callback,
                                                        gpointer             user_data);
gboolean            preamp_profile_check_forget_finish (PreampProfile       *self,
                                                        GAsyncResult        *result,
                                                        GError             **error);
void                preamp_profile_forget_async    (PreampProfile        *self,
                                                    PreampInstance       *instance,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean            preamp_profile_forget_finish   (PreampProfile        *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void                preamp_profile_finish_runs     (PreampProfile        *self);
void                preamp_profile_set_may_sleep   (PreampProfile        *self,
                                                    gboolean              may_sleep);
void                preamp_profile_refresh_standings (PreampProfile      *self);
void                preamp_profile_close           (PreampProfile        *self);

G_END_DECLS
