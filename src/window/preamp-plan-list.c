/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-plan-list"

#include "config.h"

#include "preamp-plan-list.h"

#include "preamp-attempt-words.h"
#include "preamp-decoration.h"
#include "preamp-rows.h"
#include "preamp-status.h"

/**
 * PreampPlanList:
 *
 * Rows of a plan in a list view, however many there are: name, and the reason where there is one,
 * or the integration where there are several.
 */
struct _PreampPlanList
{
  AdwBin       parent_instance;

  gboolean     several_integrations;

  /* template */
  GtkListView *list_view;
};

G_DEFINE_FINAL_TYPE (PreampPlanList, preamp_plan_list, ADW_TYPE_BIN)

static GtkWidget *
create_label (void)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "ellipsize", PANGO_ELLIPSIZE_END,
                       "xalign", 0.0,
                       NULL);
}

static void
setup_cb (PreampPlanList *self,
          GtkListItem    *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = preamp_decoration_new (NULL, NULL);
  GtkWidget *name = create_label ();
  GtkWidget *reason = create_label ();

  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_lines (GTK_LABEL (reason), 3);
  gtk_widget_add_css_class (reason, "caption");
  gtk_widget_add_css_class (reason, "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);

  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), reason);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), words);

  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, row);
}

static gboolean
has_several_integrations (GListModel *rows)
{
  guint n = g_list_model_get_n_items (rows);
  g_autoptr (PreampPlanRow) first = g_list_model_get_item (rows, 0);

  for (guint i = 1; i < n; i++)
    {
      g_autoptr (PreampPlanRow) row = g_list_model_get_item (rows, i);

      if (g_strcmp0 (preamp_plan_row_get_record (row)->integration_id,
                     preamp_plan_row_get_record (first)->integration_id) != 0)
        return TRUE;
    }

  return FALSE;
}

/* Rows of a plan never change, so there is nothing to undo at unbinding. */
static void
bind_cb (PreampPlanList *self,
         GtkListItem    *item)
{
  PreampPlanRow *row = gtk_list_item_get_item (item);
  PreampVerdict verdict = preamp_plan_row_get_verdict (row);
  const char *reason_text = preamp_plan_row_get_reason (row);
  g_autofree char *name_text = NULL;
  g_autofree char *integration_text = NULL;
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *name = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  GtkWidget *reason = gtk_widget_get_next_sibling (name);

  name_text = preamp_attempt_words_shorten (preamp_plan_row_get_name (row), 200);
  if (reason_text == NULL && self->several_integrations)
    {
      integration_text =
        preamp_attempt_words_shorten (preamp_plan_row_get_record (row)->integration_name, 80);
      reason_text = integration_text;
    }

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), preamp_plan_list_get_icon_name (verdict));
  gtk_widget_set_css_classes (icon, (const char *[]) { preamp_plan_list_get_css_class (verdict),
                                                       NULL });
  gtk_label_set_text (GTK_LABEL (name), name_text);
  gtk_label_set_text (GTK_LABEL (reason), reason_text != NULL ? reason_text : "");
  gtk_widget_set_visible (reason, reason_text != NULL);
  preamp_rows_say (gtk_list_item_get_child (item), name_text, reason_text, NULL);
}

static gboolean
preamp_plan_list_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  if (preamp_rows_end_focus (widget, direction))
    return FALSE;

  return GTK_WIDGET_CLASS (preamp_plan_list_parent_class)->focus (widget, direction);
}

static void
preamp_plan_list_class_init (PreampPlanListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = preamp_plan_list_focus;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-plan-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampPlanList, list_view);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
preamp_plan_list_init (PreampPlanList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * preamp_plan_list_set_model:
 * @self: a `PreampPlanList`
 * @rows: (nullable): a model of [class@PlanRow]
 *
 * Shows other rows.
 */
void
preamp_plan_list_set_model (PreampPlanList *self,
                            GListModel     *rows)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (PREAMP_IS_PLAN_LIST (self));
  g_return_if_fail (rows == NULL || G_IS_LIST_MODEL (rows));

  self->several_integrations = rows != NULL && has_several_integrations (rows);
  if (rows != NULL)
    selection = gtk_no_selection_new (g_object_ref (rows));

  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

/**
 * preamp_plan_list_get_icon_name:
 * @verdict: what a plan says of a datasource
 *
 * Returns: the name of the icon for @verdict
 */
const char *
preamp_plan_list_get_icon_name (PreampVerdict verdict)
{
  switch (verdict)
    {
    case PREAMP_VERDICT_GOES:
      return "mail-forward-symbolic";

    case PREAMP_VERDICT_COLLIDES:
    case PREAMP_VERDICT_SAME_TABLE:
    case PREAMP_VERDICT_TWO_INTEGRATIONS:
    case PREAMP_VERDICT_AMBIGUOUS:
      return preamp_status_get_icon_name (PREAMP_STATUS_COLLISION);

    case PREAMP_VERDICT_MIGRATED:
      return preamp_status_get_icon_name (PREAMP_STATUS_MIGRATED);

    case PREAMP_VERDICT_CLOSED:
      return preamp_status_get_icon_name (PREAMP_STATUS_UNCONFIRMED);

    case PREAMP_VERDICT_LISTS_LAG:
      return preamp_status_get_icon_name (PREAMP_STATUS_CHECKING);

    case PREAMP_VERDICT_LATER:
      return preamp_status_get_icon_name (PREAMP_STATUS_WAITING);

    case PREAMP_VERDICT_NOT_LISTED:
    case PREAMP_VERDICT_IN_A_RUN:
    case PREAMP_VERDICT_OTHER_DIRECTION:
    case PREAMP_VERDICT_UNKNOWN:
    case PREAMP_VERDICT_TWICE:
    case PREAMP_VERDICT_UNREAD:
    default:
      return "action-unavailable-symbolic";
    }
}

/**
 * preamp_plan_list_get_css_class:
 * @verdict: what a plan says of a datasource
 *
 * Returns: the style class of the icon for @verdict
 */
const char *
preamp_plan_list_get_css_class (PreampVerdict verdict)
{
  switch (verdict)
    {
    case PREAMP_VERDICT_COLLIDES:
    case PREAMP_VERDICT_SAME_TABLE:
    case PREAMP_VERDICT_TWO_INTEGRATIONS:
    case PREAMP_VERDICT_AMBIGUOUS:
    case PREAMP_VERDICT_UNREAD:
    case PREAMP_VERDICT_CLOSED:
      return "warning";

    case PREAMP_VERDICT_MIGRATED:
      return "success";

    case PREAMP_VERDICT_GOES:
    case PREAMP_VERDICT_LISTS_LAG:
    case PREAMP_VERDICT_NOT_LISTED:
    case PREAMP_VERDICT_IN_A_RUN:
    case PREAMP_VERDICT_OTHER_DIRECTION:
    case PREAMP_VERDICT_UNKNOWN:
    case PREAMP_VERDICT_TWICE:
    case PREAMP_VERDICT_LATER:
    default:
      return "dim-label";
    }
}
