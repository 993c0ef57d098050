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

/* Whether the groups are open, by their names. */
static GHashTable *
list_expanded (GtkListBox *box)
{
  GHashTable *expanded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (box));
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (ADW_IS_EXPANDER_ROW (row))
      {
        const gboolean is_expanded = adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row));

        g_hash_table_insert (expanded, g_strdup (gtk_widget_get_name (row)),
                             GINT_TO_POINTER (is_expanded));
      }

  return expanded;
}

static void
restore_expanded (GtkListBox *box,
                  GHashTable *expanded)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (box));
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      gpointer open;

      if (ADW_IS_EXPANDER_ROW (row) &&
          g_hash_table_lookup_extended (expanded, gtk_widget_get_name (row), NULL, &open))
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), GPOINTER_TO_INT (open));
    }
}

static void
add_rows (GtkListBox *box,
          PreampPlan *plan,
          GListModel *rows,
          const char *name,
          const char *icon_name,
          const char *title,
          const char *subtitle,
          gboolean    expanded)
{
  const gboolean several = preamp_plan_get_n_integrations (plan) > 1;
  GtkWidget *group = preamp_plan_group_new (rows, icon_name, title, subtitle, several);

  gtk_widget_set_name (group, name);
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
  add_rows (box, plan, going, "going", preamp_plan_list_get_icon_name (PREAMP_VERDICT_GOES), title,
            schemas, has_reasons (going));
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
  add_rows (box, plan, rows, "later", preamp_plan_list_get_icon_name (PREAMP_VERDICT_LATER), title,
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

  add_rows (box, plan, rows, "done", preamp_plan_list_get_icon_name (PREAMP_VERDICT_MIGRATED),
            title, _("By Domo’s lists as they were read just now"), FALSE);
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

  add_rows (box, plan, rows, "left-out", "action-unavailable-symbolic", title,
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
 * preamp_review_rows_clear:
 * @box: a list box
 *
 * Takes all rows away, before those of another plan.
 */
void
preamp_review_rows_clear (GtkListBox *box)
{
  GtkWidget *row;

  g_return_if_fail (GTK_IS_LIST_BOX (box));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_list_box_remove (box, row);
}

/**
 * preamp_review_rows_fill:
 * @box: a list box
 * @plan: a checked plan
 *
 * Shows in place of what @box had which datasources go, which are left for later, which are left
 * out and why, and which of a plan file are done already. A group that was open stays open.
 */
void
preamp_review_rows_fill (GtkListBox *box,
                         PreampPlan *plan)
{
  g_autoptr (GHashTable) expanded = NULL;

  g_return_if_fail (GTK_IS_LIST_BOX (box));
  g_return_if_fail (PREAMP_IS_PLAN (plan));

  expanded = list_expanded (box);
  preamp_review_rows_clear (box);
  add_going (box, plan);
  add_others (box, plan);
  restore_expanded (box, expanded);
}
