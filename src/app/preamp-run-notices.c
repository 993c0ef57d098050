/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-run-notices"

#include "config.h"

#include "preamp-run-notices.h"

#include <glib/gi18n.h>

/**
 * PreampRunNotices:
 *
 * Desktop notifications of runs: that one has ended, or waits for the administrator. One a run, so
 * that a later one takes the place of the one before. It is withdrawn when it no longer applies: a
 * pause when the run goes on, an end when it was seen.
 */
struct _PreampRunNotices
{
  GObject parent_instance;

  GApplication *application; /* not owned, as it owns this */
  PreampRunNoticesWanted wanted;
  gpointer user_data;
  GHashTable *notices;       /* Notice by PreampRun */
  guint n_watched;
};

G_DEFINE_FINAL_TYPE (PreampRunNotices, preamp_run_notices, G_TYPE_OBJECT)

typedef struct
{
  PreampRun *run;
  GVariant *target;
  char *id;
  gboolean shown;
} Notice;

static void
notice_free (Notice *notice)
{
  g_clear_object (&notice->run);
  g_clear_pointer (&notice->target, g_variant_unref);
  g_free (notice->id);
  g_free (notice);
}

static void
withdraw (PreampRunNotices *self,
          Notice           *notice)
{
  if (!notice->shown)
    return;

  notice->shown = FALSE;
  g_application_withdraw_notification (self->application, notice->id);
}

static void
send (PreampRunNotices *self,
      Notice           *notice,
      const char       *title,
      const char       *body,
      gboolean          needs_attention)
{
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target_value (notification, "app.show-run",
                                                      notice->target);
  if (needs_attention)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);

  notice->shown = TRUE;
  g_application_send_notification (self->application, notice->id, notification);
}

static void
tell_end (PreampRunNotices *self,
          Notice           *notice)
{
  const PreampRunRecord *record = preamp_run_get_record (notice->run);
  g_autofree char *body = NULL;

  if (record->reason != NULL)
    /* Translators: %s is a sentence, or the name of a cause, such as “The connection was lost” */
    body = g_strdup_printf (_("%s\nOpen it to see what became of each datasource."),
                            record->reason);

  send (self, notice, _("The Run Has Ended"),
        body != NULL ? body : _("Open it to see what became of each datasource."), FALSE);
}

static void
run_changed_cb (PreampRunNotices *self,
                GParamSpec       *pspec,
                PreampRun        *run)
{
  Notice *notice = g_hash_table_lookup (self->notices, run);
  const GError *error = preamp_run_get_error (run);
  const char *title = preamp_pause_get_title (preamp_run_get_pause (run));

  if (preamp_run_get_ended (run))
    {
      g_signal_handlers_disconnect_by_func (run, run_changed_cb, self);
      withdraw (self, notice);
      if (self->wanted (run, self->user_data))
        tell_end (self, notice);
    }
  else if (title == NULL && error == NULL)
    {
      withdraw (self, notice);
    }
  else if (self->wanted (run, self->user_data))
    {
      g_autofree char *sentence = preamp_run_dup_pause_sentence (run);

      send (self, notice,
            error != NULL ? _("Nothing new is started") : title,
            error != NULL ? error->message : sentence,
            TRUE);
    }
}

static void
preamp_run_notices_finalize (GObject *object)
{
  PreampRunNotices *self = PREAMP_RUN_NOTICES (object);

  g_clear_pointer (&self->notices, g_hash_table_unref);

  G_OBJECT_CLASS (preamp_run_notices_parent_class)->finalize (object);
}

static void
preamp_run_notices_class_init (PreampRunNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = preamp_run_notices_finalize;
}

static void
preamp_run_notices_init (PreampRunNotices *self)
{
  self->notices = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) notice_free);
}

/**
 * preamp_run_notices_new:
 * @application: a registered application, which outlives them
 * @wanted: whether something is to be told
 * @user_data: for @wanted
 *
 * Creates notices of no run.
 *
 * Returns: (transfer full): the notices
 */
PreampRunNotices *
preamp_run_notices_new (GApplication           *application,
                        PreampRunNoticesWanted  wanted,
                        gpointer                user_data)
{
  PreampRunNotices *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (wanted != NULL, NULL);

  self = g_object_new (PREAMP_TYPE_RUN_NOTICES, NULL);
  self->application = application;
  self->wanted = wanted;
  self->user_data = user_data;

  return self;
}

/**
 * preamp_run_notices_watch:
 * @self: notices
 * @run: a run that has not ended
 * @target: what the action `app.show-run` needs to open it; taken over if floating
 *
 * Tells what becomes of a run.
 */
void
preamp_run_notices_watch (PreampRunNotices *self,
                          PreampRun        *run,
                          GVariant         *target)
{
  Notice *notice;

  g_return_if_fail (PREAMP_IS_RUN_NOTICES (self));
  g_return_if_fail (PREAMP_IS_RUN (run));
  g_return_if_fail (target != NULL);

  notice = g_new0 (Notice, 1);
  notice->run = g_object_ref (run);
  notice->target = g_variant_ref_sink (target);
  notice->id = g_strdup_printf ("run-%u", ++self->n_watched);
  g_hash_table_insert (self->notices, run, notice);

  g_signal_connect_object (run, "notify::pause", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::error", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::ended", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * preamp_run_notices_seen:
 * @self: notices
 *
 * Withdraws what tells the end of a run, since somebody looks at the window. A run that waits for
 * its administrator still does.
 */
void
preamp_run_notices_seen (PreampRunNotices *self)
{
  GHashTableIter iter;
  Notice *notice;

  g_return_if_fail (PREAMP_IS_RUN_NOTICES (self));

  g_hash_table_iter_init (&iter, self->notices);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &notice))
    {
      if (!preamp_run_get_ended (notice->run))
        continue;

      withdraw (self, notice);
      g_hash_table_iter_remove (&iter);
    }
}
