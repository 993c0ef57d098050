/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-review-rows"

#include "config.h"

#include "preamp-review-rows.h"

#include <glib/gi18n.h>

#include "preamp-plan-group.h"
#include "preamp-plan-list.h"
#include "preamp-plan-words.h"

static gboolean
has_reasons (GListModel *rows)
{
  guint n = g_list_model_get_n_items (rows);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampPlanRow) row = g_list_model_get_item (rows, i);

      if (preamp_plan_row_get_reason (row) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
add_rows (GtkListBox *box,
          PreampPlan *plan,
          GListModel *rows,
          const char *icon_name,
          const char *title,
          const char *subtitle,
          gboolean    expanded)
{
  const gboolean several = preamp_plan_get_n_integrations (plan) > 1;
  GtkWidget *group = preamp_plan_group_new (rows, icon_name, title, subtitle, several);

  if (expanded && ADW_IS_EXPANDER_ROW (group))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (group), TRUE);

  gtk_list_box_append (box, group);
}

static void
add_going (GtkListBox *box,
           PreampPlan *plan)
{
  GListModel *going = preamp_plan_get_going (plan);
  guint n = g_list_model_get_n_items (going);
  g_autofree char *title = NULL;
  g_autofree char *schemas = NULL;

  if (n == 0)
    return;

  title = preamp_plan_words_dup_going_title (plan, n);
  schemas = preamp_plan_words_dup_schemas (going);
  add_rows (box, plan, going, preamp_plan_list_get_icon_name (PREAMP_VERDICT_GOES), title, schemas,
            has_reasons (going));
}

static void
add_later (GtkListBox *box,
           PreampPlan *plan,
           GListModel *rows)
{
  guint n = g_list_model_get_n_items (rows);
  g_autofree char *title = NULL;

  if (n == 0)
    return;

  title = g_strdup_printf (ngettext ("%u is left for later", "%u are left for later", n), n);
  add_rows (box, plan, rows, preamp_plan_list_get_icon_name (PREAMP_VERDICT_LATER), title,
            preamp_plan_get_sha256 (plan) != NULL
              ? _("Open the plan again to go on with them")
              : _("Save the plan, and open it again to go on with them"),
            FALSE);
}

static void
add_done (GtkListBox *box,
          PreampPlan *plan,
          GListModel *rows)
{
  guint n = g_list_model_get_n_items (rows);
  g_autofree char *title = NULL;

  if (n == 0)
    return;

  if (preamp_plan_get_direction (plan) == PREAMP_DIRECTION_REVERSE)
    /* Translators: %1$u datasources of the %2$u in a plan file */
    title = g_strdup_printf (ngettext ("%1$u of the %2$u in the plan is moved back already",
                                       "%1$u of the %2$u in the plan are moved back already", n),
                             n, preamp_plan_get_n_chosen (plan));
  else
    /* Translators: %1$u datasources of the %2$u in a plan file */
    title = g_strdup_printf (ngettext ("%1$u of the %2$u in the plan is migrated already",
                                       "%1$u of the %2$u in the plan are migrated already", n),
                             n, preamp_plan_get_n_chosen (plan));

  add_rows (box, plan, rows, preamp_plan_list_get_icon_name (PREAMP_VERDICT_MIGRATED), title,
            _("By Domo’s lists as they were read just now"), FALSE);
}

static void
add_left_out (GtkListBox *box,
              PreampPlan *plan,
              GListModel *rows)
{
  guint n = g_list_model_get_n_items (rows);
  g_autofree char *title = NULL;

  if (n == 0)
    return;

  if (preamp_plan_get_sha256 (plan) != NULL)
    /* Translators: %1$u datasources of the %2$u in a plan file */
    title = g_strdup_printf (ngettext ("%1$u of the %2$u in the plan is left out",
                                       "%1$u of the %2$u in the plan are left out", n),
                             n, preamp_plan_get_n_chosen (plan));
  else
    /* Translators: %1$u datasources of the %2$u that were selected */
    title = g_strdup_printf (ngettext ("%1$u of the %2$u selected is left out",
                                       "%1$u of the %2$u selected are left out", n),
                             n, preamp_plan_get_n_chosen (plan));

  add_rows (box, plan, rows, "action-unavailable-symbolic", title,
            _("By Domo’s lists as they were read just now, and by the journal"), TRUE);
}

/* Those that are left for later are the administrator's own wish, and those that are done good
 * news: neither is among those that are left out for a reason. */
static void
add_others (GtkListBox *box,
            PreampPlan *plan)
{
  GListModel *all = preamp_plan_get_left_out (plan);
  const gboolean from_file = preamp_plan_get_sha256 (plan) != NULL;
  guint n = g_list_model_get_n_items (all);
  g_autoptr (GListStore) later = g_list_store_new (PREAMP_TYPE_PLAN_ROW);
  g_autoptr (GListStore) done = g_list_store_new (PREAMP_TYPE_PLAN_ROW);
  g_autoptr (GListStore) left_out = g_list_store_new (PREAMP_TYPE_PLAN_ROW);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampPlanRow) row = g_list_model_get_item (all, i);

      if (preamp_plan_row_get_verdict (row) == PREAMP_VERDICT_LATER)
        g_list_store_append (later, row);
      else if (from_file && preamp_plan_row_get_done (row))
        g_list_store_append (done, row);
      else
        g_list_store_append (left_out, row);
    }

  add_later (box, plan, G_LIST_MODEL (later));
  add_left_out (box, plan, G_LIST_MODEL (left_out));
  add_done (box, plan, G_LIST_MODEL (done));
}

/**
 * preamp_review_rows_fill:
 * @box: a list box
 * @plan: a checked plan
 *
 * Shows in place of what @box had which datasources go, which are left for later, which are left
 * out and why, and which of a plan file are done already.
 */
void
preamp_review_rows_fill (GtkListBox *box,
                         PreampPlan *plan)
{
  GtkWidget *row;

  g_return_if_fail (GTK_IS_LIST_BOX (box));
  g_return_if_fail (PREAMP_IS_PLAN (plan));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_list_box_remove (box, row);

  add_going (box, plan);
  add_others (box, plan);
}
