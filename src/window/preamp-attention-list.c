/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-attention-list"

#include "config.h"

#include "preamp-attention-list.h"

#include "migration/preamp-activity-item.h"
#include "preamp-attempt-look.h"
#include "preamp-attempt-words.h"
#include "preamp-attention-row.h"
#include "preamp-row-menu.h"
#include "preamp-rows.h"

/**
 * PreampAttentionList:
 *
 * The attempts of an instance that need attention, what is worst on top. It is visible only while
 * there are any. Where the row that has the keyboard vanishes, the next one gets it; after the last
 * one the action `activity.focus-list` of a widget above is activated.
 */
struct _PreampAttentionList
{
  AdwBin           parent_instance;

  PreampWorkspace *workspace;
  GSignalGroup    *standings_signals;
  PreampAttempt   *chosen;
  gboolean         narrow;

  /* template */
  GtkWidget       *row_menu;
  GtkWidget       *scrolled_window;
  GtkWidget       *list_view;
  GListStore      *attempts;
};

G_DEFINE_FINAL_TYPE (PreampAttentionList, preamp_attention_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Order */

/* The more it needs somebody, the lower. Of the last two nothing is left but to be seen. */
typedef enum
{
  RANK_INCOMPLETE,
  RANK_UNCERTAIN,
  RANK_CONTRADICTED,
  RANK_MOVED,
} Rank;

static Rank
get_rank (const PreampAttemptRecord *record)
{
  if (record->outcome == PREAMP_OUTCOME_INCOMPLETE)
    return RANK_INCOMPLETE;
  if (record->outcome == PREAMP_OUTCOME_UNCONFIRMED || record->outcome == PREAMP_OUTCOME_UNKNOWN)
    return RANK_UNCERTAIN;

  return record->contradicted ? RANK_CONTRADICTED : RANK_MOVED;
}

/* Incomplete ones first, those that the lists have proved to be moved last; then the newest. */
static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  const PreampAttemptRecord *first = *(const PreampAttemptRecord * const *) a;
  const PreampAttemptRecord *second = *(const PreampAttemptRecord * const *) b;
  Rank first_rank = get_rank (first);
  Rank second_rank = get_rank (second);

  if (first_rank != second_rank)
    return first_rank < second_rank ? -1 : 1;

  return first->id > second->id ? -1 : first->id < second->id;
}

static const PreampAttemptRecord *
get_record (PreampAttentionList *self,
            guint                position)
{
  g_autoptr (PreampAttempt) attempt = NULL;

  attempt = g_list_model_get_item (G_LIST_MODEL (self->attempts), position);

  return attempt != NULL ? preamp_attempt_get_record (attempt) : NULL;
}

/* The keyboard */

typedef struct
{
  gint64 id;
  guint position;
  gboolean aside;
} Focus;

static gboolean
find_focus (PreampAttentionList *self,
            Focus               *focus)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *widget = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row;
  gpointer attempt;

  if (widget == NULL || !gtk_widget_is_ancestor (widget, self->list_view))
    return FALSE;

  row = preamp_rows_get_row (widget);
  attempt = row != NULL ? preamp_rows_get_item (row) : NULL;
  if (attempt == NULL || !g_list_store_find (self->attempts, attempt, &focus->position))
    return FALSE;

  focus->id = preamp_attempt_get_record (attempt)->id;
  focus->aside = preamp_attention_row_has_aside_focus (
    PREAMP_ATTENTION_ROW (gtk_widget_get_first_child (row)));

  return TRUE;
}

static void
restore_focus (PreampAttentionList *self,
               const Focus         *focus)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->attempts));
  guint position = MIN (focus->position, n - 1);
  g_autoptr (PreampAttempt) attempt = NULL;
  GtkWidget *row;

  if (n == 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "activity.focus-list", NULL);
      return;
    }

  for (guint i = 0; i < n; i++)
    {
      if (get_record (self, i)->id == focus->id)
        position = i;
    }

  gtk_widget_activate_action (self->list_view, "list.scroll-to-item", "u", position);
  attempt = g_list_model_get_item (G_LIST_MODEL (self->attempts), position);
  row = preamp_rows_find (self->list_view, attempt);
  if (row == NULL || !preamp_attention_row_focus (
        PREAMP_ATTENTION_ROW (gtk_widget_get_first_child (row)), focus->aside))
    gtk_widget_grab_focus (self->list_view);
}

/* What is shown */

static gboolean
is_same (const PreampAttemptRecord *first,
         const PreampAttemptRecord *second)
{
  return first->id == second->id && first->outcome == second->outcome &&
         first->contradicted == second->contradicted;
}

/* Only what has changed, so that the list stays where it was scrolled to, and the keyboard where
 * it was. */
static void
splice (PreampAttentionList *self,
        GPtrArray           *records)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->attempts));
  guint n_before = 0;
  guint n_after = 0;

  while (n_before < MIN (n, records->len) &&
         is_same (get_record (self, n_before), g_ptr_array_index (records, n_before)))
    n_before++;

  while (n_before + n_after < MIN (n, records->len) &&
         is_same (get_record (self, n - n_after - 1),
                  g_ptr_array_index (records, records->len - n_after - 1)))
    n_after++;

  for (guint i = n_before; i < records->len - n_after; i++)
    g_ptr_array_add (added, preamp_activity_attempt_new (g_ptr_array_index (records, i)));

  if (added->len > 0 || n > n_before + n_after)
    g_list_store_splice (self->attempts, n_before, n - n_before - n_after,
                         added->pdata, added->len);
}

static void
update (PreampAttentionList *self)
{
  g_autoptr (GPtrArray) records = NULL;
  Focus focus;
  gboolean focused = find_focus (self, &focus);

  if (self->workspace != NULL)
    records = preamp_standings_list_attention (preamp_workspace_get_standings (self->workspace));
  else
    records = g_ptr_array_new ();

  g_ptr_array_sort (records, compare_records);
  splice (self, records);
  gtk_widget_set_visible (GTK_WIDGET (self), records->len > 0);

  if (focused && !find_focus (self, &(Focus) { 0 }))
    restore_focus (self, &focus);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, preamp_attention_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         PreampAttentionList      *self)
{
  PreampAttentionRow *row = PREAMP_ATTENTION_ROW (gtk_list_item_get_child (list_item));

  preamp_attention_row_set_narrow (row, self->narrow);
  preamp_attention_row_set_attempt (row, self->workspace, gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  preamp_attention_row_set_attempt (PREAMP_ATTENTION_ROW (gtk_list_item_get_child (list_item)),
                                    NULL, NULL);
}

static void
activate_cb (PreampAttentionList *self,
             guint                position)
{
  g_autoptr (PreampAttempt) attempt = NULL;

  attempt = g_list_model_get_item (G_LIST_MODEL (self->attempts), position);
  if (attempt != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, attempt);
}

/* The menu of a row: what its buttons do, and more. */

static gboolean
choose_cb (PreampAttentionList *self,
           PreampAttempt       *attempt)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean moved = preamp_attempt_words_may_mark_as_seen (attempt);
  g_autoptr (PreampAttemptLook) look = preamp_attempt_look_new ();

  g_set_object (&self->chosen, attempt);
  preamp_attempt_look_set (look, self->workspace, attempt);
  gtk_widget_action_set_enabled (widget, "attention.check-again",
                                 preamp_attempt_look_may_check (look));
  gtk_widget_action_set_enabled (widget, "attention.try-again",
                                 preamp_attempt_look_may_retry (look));
  gtk_widget_action_set_enabled (widget, "attention.mark-as-seen", moved);
  gtk_widget_action_set_enabled (widget, "attention.set-aside", !moved);

  return TRUE;
}

static void
details_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  PreampAttentionList *self = PREAMP_ATTENTION_LIST (widget);

  if (self->chosen != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, self->chosen);
}

/* Each is what the button of that name does. */
static void
button_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PreampAttentionList *self = PREAMP_ATTENTION_LIST (widget);
  const char *name = strchr (action_name, '.') + 1;
  g_autofree char *action = NULL;

  if (self->chosen == NULL)
    return;

  if (g_str_equal (name, "mark-as-seen"))
    name = "set-aside";
  action = g_strconcat ("activity.", name, NULL);
  gtk_widget_activate_action (widget, action, "x", preamp_attempt_get_record (self->chosen)->id);
}

/* Class */

static void
preamp_attention_list_dispose (GObject *object)
{
  PreampAttentionList *self = PREAMP_ATTENTION_LIST (object);

  g_clear_object (&self->standings_signals);
  g_clear_object (&self->chosen);
  g_clear_object (&self->workspace);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PREAMP_TYPE_ATTENTION_LIST);

  G_OBJECT_CLASS (preamp_attention_list_parent_class)->dispose (object);
}

static void
preamp_attention_list_class_init (PreampAttentionListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = preamp_attention_list_dispose;

  /**
   * PreampAttentionList::activated:
   * @self: the list
   * @attempt: the attempt of the row
   *
   * A row was activated.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, PREAMP_TYPE_ATTEMPT);

  /**
   * PreampAttentionList::changed:
   * @self: the list
   *
   * Other attempts need attention, or none.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  g_type_ensure (PREAMP_TYPE_ATTEMPT);
  g_type_ensure (PREAMP_TYPE_ROW_MENU);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/preamp/Preamp/window/preamp-attention-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionList, row_menu);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionList, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionList, list_view);
  gtk_widget_class_bind_template_child (widget_class, PreampAttentionList, attempts);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);

  gtk_widget_class_install_action (widget_class, "attention.check-again", NULL, button_action);
  gtk_widget_class_install_action (widget_class, "attention.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "attention.mark-as-seen", NULL, button_action);
  gtk_widget_class_install_action (widget_class, "attention.set-aside", NULL, button_action);
  gtk_widget_class_install_action (widget_class, "attention.try-again", NULL, button_action);
}

static void
preamp_attention_list_init (PreampAttentionList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->standings_signals = g_signal_group_new (PREAMP_TYPE_STANDINGS);
  g_signal_group_connect_swapped (self->standings_signals, "changed", G_CALLBACK (update), self);
}

/**
 * preamp_attention_list_new:
 *
 * Creates a list of nothing.
 *
 * Returns: (transfer full): a new `PreampAttentionList`
 */
GtkWidget *
preamp_attention_list_new (void)
{
  return g_object_new (PREAMP_TYPE_ATTENTION_LIST, NULL);
}

/**
 * preamp_attention_list_set_workspace:
 * @self: a `PreampAttentionList`
 * @workspace: (nullable): a workspace
 *
 * Shows what needs attention in another instance, and follows it from now on.
 */
void
preamp_attention_list_set_workspace (PreampAttentionList *self,
                                     PreampWorkspace     *workspace)
{
  g_return_if_fail (PREAMP_IS_ATTENTION_LIST (self));
  g_return_if_fail (workspace == NULL || PREAMP_IS_WORKSPACE (workspace));

  if (!g_set_object (&self->workspace, workspace))
    return;

  /* Its numbers may be those of the instance before. */
  g_list_store_remove_all (self->attempts);
  g_signal_group_set_target (self->standings_signals,
                             workspace ? preamp_workspace_get_standings (workspace) : NULL);
  update (self);
}

/**
 * preamp_attention_list_set_narrow:
 * @self: a `PreampAttentionList`
 * @narrow: whether there is no room for words and buttons side by side
 *
 * Puts them side by side, or one above the other.
 */
void
preamp_attention_list_set_narrow (PreampAttentionList *self,
                                  gboolean             narrow)
{
  g_return_if_fail (PREAMP_IS_ATTENTION_LIST (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  g_list_store_remove_all (self->attempts);
  update (self);
}

/**
 * preamp_attention_list_set_max_height:
 * @self: a `PreampAttentionList`
 * @max_height: a height in pixels
 *
 * Sets how high it becomes before it scrolls.
 */
void
preamp_attention_list_set_max_height (PreampAttentionList *self,
                                      int                  max_height)
{
  g_return_if_fail (PREAMP_IS_ATTENTION_LIST (self));

  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled_window),
                                              max_height);
}

/**
 * preamp_attention_list_dup_seen:
 * @self: a `PreampAttentionList`
 *
 * Lists those of which nothing is left but to be seen: moved by the lists, or contradicted by them.
 *
 * Returns: (transfer full) (element-type PreampAttempt): the attempts, maybe none
 */
GPtrArray *
preamp_attention_list_dup_seen (PreampAttentionList *self)
{
  GPtrArray *attempts;
  guint n;

  g_return_val_if_fail (PREAMP_IS_ATTENTION_LIST (self), NULL);

  attempts = g_ptr_array_new_with_free_func (g_object_unref);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->attempts));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PreampAttempt) attempt = NULL;

      attempt = g_list_model_get_item (G_LIST_MODEL (self->attempts), i);
      if (get_rank (preamp_attempt_get_record (attempt)) >= RANK_CONTRADICTED)
        g_ptr_array_add (attempts, g_steal_pointer (&attempt));
    }

  return attempts;
}
