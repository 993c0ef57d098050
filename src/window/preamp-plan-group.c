/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-plan-group"

#include "config.h"

#include "preamp-plan-group.h"

#include "migration/preamp-plan-row.h"
#include "preamp-attempt-words.h"
#include "preamp-decoration.h"
#include "preamp-plan-list.h"
#include "preamp-plan-words.h"

/* More rows than this are shown in a list of their own. */
#define MAX_ROWS 50

#define ROWS_KEY "preamp-plan-group-rows"

static char *
dup_subtitle (PreampPlanRow *plan_row,
              gboolean       integrations)
{
  const char *reason = preamp_plan_row_get_reason (plan_row);

  g_autofree char *integration = NULL;
  g_autofree char *table = NULL;

  if (reason != NULL)
    return g_strdup (reason);

  table = preamp_plan_words_dup_table (preamp_plan_row_get_record (plan_row));
  if (!integrations)
    return g_steal_pointer (&table);

  integration =
    preamp_attempt_words_shorten (preamp_plan_row_get_record (plan_row)->integration_name, 80);

  return table != NULL && integration != NULL ? g_strjoin (" · ", integration, table, NULL)
                                              : g_steal_pointer (&integration);
}

static GtkWidget *
create_row (PreampPlanRow *plan_row,
            gboolean       integrations)
{
  PreampVerdict verdict = preamp_plan_row_get_verdict (plan_row);
  g_autofree char *name = NULL;
  g_autofree char *subtitle = dup_subtitle (plan_row, integrations);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon;

  name = preamp_attempt_words_shorten (preamp_plan_row_get_name (plan_row), 80);
  icon = preamp_decoration_new (preamp_plan_list_get_icon_name (verdict),
                                preamp_plan_list_get_css_class (verdict));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  return row;
}

/**
 * preamp_plan_group_new:
 * @rows: a model of [class@PlanRow]
 * @icon_name: the name of an icon
 * @title: what the rows are
 * @subtitle: (nullable): more about them
 * @integrations: whether each row says to which integration it belongs
 *
 * Creates a row for rows of a plan: one that expands where they are few, else one that is activated
 * to see them, with [func@plan_group_get_rows].
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
preamp_plan_group_new (GListModel *rows,
                       const char *icon_name,
                       const char *title,
                       const char *subtitle,
                       gboolean    integrations)
{
  guint n;
  GtkWidget *icon;
  GtkWidget *group;

  g_return_val_if_fail (G_IS_LIST_MODEL (rows), NULL);

  n = g_list_model_get_n_items (rows);
  icon = preamp_decoration_new (icon_name, "dim-label");

  if (n <= MAX_ROWS)
    {
      group = adw_expander_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (group), FALSE);
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (group), subtitle != NULL ? subtitle : "");
      adw_expander_row_add_prefix (ADW_EXPANDER_ROW (group), icon);

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (PreampPlanRow) plan_row = g_list_model_get_item (rows, i);

          adw_expander_row_add_row (ADW_EXPANDER_ROW (group), create_row (plan_row, integrations));
        }
    }
  else
    {
      group = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (group), FALSE);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (group), subtitle != NULL ? subtitle : "");
      adw_action_row_add_prefix (ADW_ACTION_ROW (group), icon);
      adw_action_row_add_suffix (ADW_ACTION_ROW (group),
                                 preamp_decoration_new ("go-next-symbolic", NULL));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (group), TRUE);
      g_object_set_data_full (G_OBJECT (group), ROWS_KEY, g_object_ref (rows), g_object_unref);
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (group), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return group;
}

/**
 * preamp_plan_group_get_rows:
 * @group: a row for rows of a plan
 *
 * Gets the rows that are to be shown when it is activated.
 *
 * Returns: (transfer none) (nullable): the rows, %NULL where it shows them itself
 */
GListModel *
preamp_plan_group_get_rows (GtkWidget *group)
{
  return g_object_get_data (G_OBJECT (group), ROWS_KEY);
}
