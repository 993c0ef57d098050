/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What may follow a run as a whole, from where only its summary is known. */

#define G_LOG_DOMAIN "preamp-run-follow-up"

#include "config.h"

#include "preamp-run-follow-up.h"

#include <glib/gi18n.h>

#include "preamp-message.h"
#include "preamp-migration-dialog.h"
#include "preamp-window.h"

typedef struct
{
  GtkWidget *widget;
  PreampWorkspace *workspace;
  PreampRunSummary *summary;
  PreampFollowUp what;
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->widget);
  g_clear_object (&request->workspace);
  g_clear_pointer (&request->summary, preamp_run_summary_free);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
review (const Request *request,
        GPtrArray     *records)
{
  g_autoptr (PreampPlan) plan = NULL;

  plan = preamp_follow_up_new_plan (request->what,
                                    preamp_workspace_get_connection (request->workspace), records);
  if (request->what == PREAMP_FOLLOW_UP_CONTINUE)
    preamp_plan_set_earlier_window (plan, request->summary->run->starts_at,
                                    request->summary->run->stops_at);
  preamp_window_present_run (request->widget,
                             preamp_migration_dialog_new_for_plan (request->workspace, plan));
}

static void
list_run_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  all = preamp_journal_list_attempts_finish (PREAMP_JOURNAL (object), result, &error);
  if (all == NULL)
    {
      preamp_message_show (request->widget, _("The Run Could Not Be Read"), error->message);
      return;
    }

  /* The page that it was asked from may have been closed meanwhile. */
  if (!gtk_widget_get_mapped (request->widget))
    return;

  records = preamp_follow_up_list (request->what, all,
                                   preamp_workspace_get_standings (request->workspace));
  if (records->len > 0)
    review (request, records);
  else
    preamp_message_show (request->widget, _("Nothing Is Left to Do"),
                         _("Later runs have taken each of its datasources. Look at their "
                           "history."));
}

/**
 * preamp_run_may_follow:
 * @summary: a run
 * @what: what is to follow
 *
 * Gets whether something may follow a run by what is known of it as a whole. Later runs may have
 * taken its datasources all the same.
 *
 * Returns: whether to offer it
 */
gboolean
preamp_run_may_follow (const PreampRunSummary *summary,
                       PreampFollowUp          what)
{
  static const PreampOutcome retry[] = {
    PREAMP_OUTCOME_INCOMPLETE, PREAMP_OUTCOME_ABORTED, PREAMP_OUTCOME_REFUSED,
    PREAMP_OUTCOME_NOT_SENT,
  };
  static const PreampOutcome reverse[] = { PREAMP_OUTCOME_COMPLETE, PREAMP_OUTCOME_MOVED };
  static const PreampOutcome go_on[] = { PREAMP_OUTCOME_NOT_STARTED };
  const PreampOutcome *outcomes = retry;
  size_t n = G_N_ELEMENTS (retry);

  g_return_val_if_fail (summary != NULL, FALSE);

  if (summary->run->ending == PREAMP_RUN_ENDING_NONE)
    return FALSE;

  if (what == PREAMP_FOLLOW_UP_CONTINUE)
    {
      outcomes = go_on;
      n = G_N_ELEMENTS (go_on);
    }
  else if (what == PREAMP_FOLLOW_UP_REVERSE)
    {
      outcomes = reverse;
      n = G_N_ELEMENTS (reverse);
    }

  for (size_t i = 0; i < n; i++)
    {
      if (summary->counts[outcomes[i]] > summary->contradicted[outcomes[i]])
        return TRUE;
    }

  return FALSE;
}

/**
 * preamp_run_follow_up:
 * @widget: what it was asked from
 * @workspace: the run's instance
 * @summary: a run that has ended
 * @what: what is to follow
 *
 * Reads the rows of the run, and presents the review of what is to follow it.
 */
void
preamp_run_follow_up (GtkWidget              *widget,
                      PreampWorkspace        *workspace,
                      const PreampRunSummary *summary,
                      PreampFollowUp          what)
{
  Request *request;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (summary != NULL);

  request = g_new0 (Request, 1);
  request->widget = g_object_ref (widget);
  request->workspace = g_object_ref (workspace);
  request->summary = preamp_run_summary_copy (summary);
  request->what = what;

  preamp_journal_list_run_async (preamp_workspace_get_journal (workspace), summary->run->id, NULL,
                                 list_run_cb, request);
}
