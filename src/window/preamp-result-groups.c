/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-result-groups"

#include "config.h"

#include "preamp-result-groups.h"

#include <glib/gi18n.h>

#include "preamp-attempt-words.h"
#include "preamp-decoration.h"
#include "preamp-result-row.h"

/* More rows than this are shown in a list of their own. */
#define MAX_ROWS 50

typedef struct
{
  PreampStatus status;
  gboolean     broken;       /* whether an earlier attempt left them incomplete */
  const char  *title;
  const char  *description;
} GroupKind;

/* What broke something first, what went well last. */
static const GroupKind kinds[] = {
  { PREAMP_STATUS_INCOMPLETE, FALSE, N_("Incomplete"),
    N_("Domo stopped half-way. Content built on these stays broken until an attempt completes.") },
  { PREAMP_STATUS_ABORTED, TRUE, N_("Aborted, and Still Incomplete"),
    N_("This attempt changed nothing: they are as incomplete as before it, and content built on "
       "them may be broken. Solve the cause, then try again.") },
  { PREAMP_STATUS_REFUSED, TRUE, N_("Refused, and Still Incomplete"),
    N_("Domo answered with an error and moved nothing: they are as incomplete as before, and "
       "content built on them may be broken. Try again when the cause is gone.") },
  { PREAMP_STATUS_NOT_SENT, TRUE, N_("Not Sent, and Still Incomplete"),
    N_("The request did not reach Domo: they are as incomplete as before, and content built on "
       "them may be broken. The row says why.") },
  { PREAMP_STATUS_NOT_STARTED, TRUE, N_("Not Started, and Still Incomplete"),
    N_("The run ended before their turn: they are as incomplete as before, and content built on "
       "them may be broken.") },
  { PREAMP_STATUS_UNCONFIRMED, FALSE, N_("Unconfirmed"),
    N_("The request was sent, but no usable answer came. Domo may have done it, may still be "
       "working on it, or may have done nothing. Preamp looks in Domo’s lists for 15 minutes; each "
       "stays closed to a second request until then.") },
  { PREAMP_STATUS_CONTRADICTED, FALSE, N_("Domo’s Lists Disagree"),
    N_("Domo’s answer and its lists do not agree. Look in Domo, and copy the details for Domo "
       "Support.") },
  { PREAMP_STATUS_UNKNOWN, FALSE, N_("Unknown State"),
    N_("Domo answered with a state that Preamp does not know, and that is not called a success. "
       "Look in Domo, and copy the details for Domo Support.") },
  { PREAMP_STATUS_ABORTED, FALSE, N_("Aborted"),
    N_("Nothing was changed, and content works as before. Solve the cause, then try again.") },
  { PREAMP_STATUS_REFUSED, FALSE, N_("Refused"),
    N_("Domo answered with an error and moved nothing. The message says why. Try again when the "
       "cause is gone.") },
  { PREAMP_STATUS_NOT_SENT, FALSE, N_("Not Sent"),
    N_("The request did not reach Domo, and nothing was changed. The row says why.") },
  { PREAMP_STATUS_NOT_STARTED, FALSE, N_("Not Started"),
    N_("The run ended before their turn. Nothing was sent for them.") },
  { PREAMP_STATUS_LEFT_OUT, FALSE, N_("Left Out"),
    N_("Nothing was sent for them. The row says why.") },
  { PREAMP_STATUS_MOVED, FALSE, N_("Moved, by Domo’s Lists"),
    N_("No answer came, but Domo’s lists show the move. Look at a dashboard you know.") },
  { PREAMP_STATUS_COMPLETE, FALSE, N_("Complete"),
    N_("Domo reports every one of them as complete.") },
};

/**
 * PreampResultGroups:
 *
 * The attempts of a run by what became of them, and the rows that were left out. An attempt whose
 * outcome changes later moves to its new group; what was open stays open, and keeps the focus.
 *
 * The button of those that were not started activates the action `run.continue` of a widget above
 * it.
 */
struct _PreampResultGroups
{
  AdwBin           parent_instance;

  PreampWorkspace *workspace;
  PreampRun       *run;
  GPtrArray       *left_out;  /* PreampAttempt, of what was planned and not taken into the run */
  char            *parting;   /* how the attempts are parted now */
  GtkWidget       *box;
};

G_DEFINE_FINAL_TYPE (PreampResultGroups, preamp_result_groups, ADW_TYPE_BIN)

enum
{
  SIGNAL_SHOW_ATTEMPTS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* All rows, also those that were left out. */
static GPtrArray *
list_attempts (PreampResultGroups *self)
{
  GListModel *model = preamp_run_get_attempts (self->run);
  guint n = g_list_model_get_n_items (model);
  GPtrArray *attempts = g_ptr_array_new_full (n + self->left_out->len, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (attempts, g_list_model_get_item (model, i));

  for (guint i = 0; i < self->left_out->len; i++)
    g_ptr_array_add (attempts, g_object_ref (g_ptr_array_index (self->left_out, i)));

  return attempts;
}

static gboolean
is_broken (PreampResultGroups *self,
           PreampAttempt      *attempt)
{
  return preamp_standings_find_broken (preamp_workspace_get_standings (self->workspace),
                                       preamp_attempt_get_record (attempt)) != NULL;
}

static gboolean
is_of_kind (PreampResultGroups *self,
            PreampAttempt      *attempt,
            const GroupKind    *kind)
{
  return preamp_attempt_words_get_status (attempt) == kind->status &&
         is_broken (self, attempt) == kind->broken;
}

static char *
dup_parting (PreampResultGroups *self,
             GPtrArray          *attempts)
{
  GString *parting = g_string_new (NULL);

  for (guint i = 0; i < attempts->len; i++)
    {
      PreampAttempt *attempt = g_ptr_array_index (attempts, i);
      char first = is_broken (self, attempt) ? 'a' : 'A';

      g_string_append_c (parting, (char) (first + preamp_attempt_words_get_status (attempt)));
    }

  return g_string_free (parting, FALSE);
}

static void
list_row_activated_cb (PreampResultGroups *self,
                       AdwActionRow       *row)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_ATTEMPTS], 0,
                 adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                 g_object_get_data (G_OBJECT (row), "attempts"));
}

static GtkWidget *
create_list_row (PreampResultGroups *self,
                 const GroupKind    *kind,
                 GPtrArray          *attempts)
{
  g_autoptr (GListStore) store = g_list_store_new (PREAMP_TYPE_ATTEMPT);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = preamp_decoration_new (preamp_status_get_icon_name (kind->status),
                                           preamp_status_get_css_class (kind->status));
  g_autofree char *title = NULL;

  /* Translators: %1$u is a number, %2$s what those datasources are: “120 · Complete” */
  title = g_strdup_printf (_("%1$u · %2$s"), attempts->len, _(kind->title));
  g_list_store_splice (store, 0, 0, attempts->pdata, attempts->len);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             preamp_decoration_new ("go-next-symbolic", NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "attempts", g_steal_pointer (&store), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (list_row_activated_cb), self,
                           G_CONNECT_SWAPPED);

  return row;
}

static void
add_group (PreampResultGroups *self,
           const GroupKind    *kind,
           GPtrArray          *all,
           GHashTable         *expanded)
{
  g_autoptr (GPtrArray) attempts = g_ptr_array_new ();
  GtkWidget *group;

  for (guint i = 0; i < all->len; i++)
    {
      if (is_of_kind (self, g_ptr_array_index (all, i), kind))
        g_ptr_array_add (attempts, g_ptr_array_index (all, i));
    }

  if (attempts->len == 0)
    return;

  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _(kind->title));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _(kind->description));

  if (kind->status == PREAMP_STATUS_NOT_STARTED)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("Conti_nue…"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "run.continue");
      adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), button);
    }

  if (attempts->len > MAX_ROWS)
    {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 create_list_row (self, kind, attempts));
    }
  else
    {
      for (guint i = 0; i < attempts->len; i++)
        {
          PreampAttempt *attempt = g_ptr_array_index (attempts, i);
          GtkWidget *row = preamp_result_row_new (self->workspace, attempt);

          adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row),
                                         g_hash_table_contains (expanded, attempt));
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
        }
    }

  gtk_box_append (GTK_BOX (self->box), group);
}

static PreampResultRow *
find_row (GtkWidget     *widget,
          PreampAttempt *attempt)
{
  if (PREAMP_IS_RESULT_ROW (widget))
    return preamp_result_row_get_attempt (PREAMP_RESULT_ROW (widget)) == attempt
             ? PREAMP_RESULT_ROW (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      PreampResultRow *row = find_row (child, attempt);

      if (row != NULL)
        return row;
    }

  return NULL;
}

/* The attempt in whose row the focus is. */
static PreampAttempt *
get_focused (PreampResultGroups *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->box))
    row = gtk_widget_get_ancestor (focus, PREAMP_TYPE_RESULT_ROW);

  return row != NULL ? preamp_result_row_get_attempt (PREAMP_RESULT_ROW (row)) : NULL;
}

static GHashTable *
list_expanded (PreampResultGroups *self,
               GPtrArray          *attempts)
{
  GHashTable *expanded = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < attempts->len; i++)
    {
      PreampResultRow *row = find_row (self->box, g_ptr_array_index (attempts, i));

      if (row != NULL && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
        g_hash_table_add (expanded, g_ptr_array_index (attempts, i));
    }

  return expanded;
}

static void
rebuild (PreampResultGroups *self,
         GPtrArray          *attempts)
{
  g_autoptr (GHashTable) expanded = NULL;
  PreampAttempt *focused = get_focused (self);
  GtkWidget *group;

  /* Rows of a long run are in lists of their own, which nobody can open here. */
  expanded = attempts->len <= MAX_ROWS * G_N_ELEMENTS (kinds) ? list_expanded (self, attempts)
                                                              : g_hash_table_new (NULL, NULL);

  while ((group = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), group);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_group (self, &kinds[i], attempts, expanded);

  if (focused != NULL)
    {
      PreampResultRow *row = find_row (self->box, focused);

      if (row != NULL)
        gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
    }
}

static void
preamp_result_groups_dispose (GObject *object)
{
  PreampResultGroups *self = PREAMP_RESULT_GROUPS (object);

  g_clear_object (&self->run);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->left_out, g_ptr_array_unref);

  G_OBJECT_CLASS (preamp_result_groups_parent_class)->dispose (object);
}

static void
preamp_result_groups_finalize (GObject *object)
{
  g_free (PREAMP_RESULT_GROUPS (object)->parting);

  G_OBJECT_CLASS (preamp_result_groups_parent_class)->finalize (object);
}

static void
preamp_result_groups_class_init (PreampResultGroupsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = preamp_result_groups_dispose;
  G_OBJECT_CLASS (klass)->finalize = preamp_result_groups_finalize;

  /**
   * PreampResultGroups::show-attempts:
   * @self: the groups
   * @title: what the attempts are
   * @attempts: a model of [class@Attempt]
   *
   * A list with more attempts than fit here is to be shown.
   */
  signals[SIGNAL_SHOW_ATTEMPTS] = g_signal_new ("show-attempts", G_TYPE_FROM_CLASS (klass),
                                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_LIST_MODEL);
}

static void
preamp_result_groups_init (PreampResultGroups *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * preamp_result_groups_set_run:
 * @self: a `PreampResultGroups`
 * @workspace: the run's instance
 * @run: a run that has ended
 *
 * Shows the attempts of another run.
 */
void
preamp_result_groups_set_run (PreampResultGroups *self,
                              PreampWorkspace    *workspace,
                              PreampRun          *run)
{
  GPtrArray *left_out;

  g_return_if_fail (PREAMP_IS_RESULT_GROUPS (self));
  g_return_if_fail (PREAMP_IS_WORKSPACE (workspace));
  g_return_if_fail (PREAMP_IS_RUN (run));

  g_set_object (&self->workspace, workspace);
  g_set_object (&self->run, run);
  g_clear_pointer (&self->parting, g_free);
  g_clear_pointer (&self->left_out, g_ptr_array_unref);

  self->left_out = g_ptr_array_new_with_free_func (g_object_unref);
  left_out = preamp_run_get_left_out (run);
  for (guint i = 0; i < left_out->len; i++)
    g_ptr_array_add (self->left_out, preamp_attempt_new (g_ptr_array_index (left_out, i)));

  preamp_result_groups_update (self);
}

/**
 * preamp_result_groups_update:
 * @self: a `PreampResultGroups` with a run
 *
 * Parts the attempts again, where what became of one has changed.
 */
void
preamp_result_groups_update (PreampResultGroups *self)
{
  g_autoptr (GPtrArray) attempts = NULL;
  g_autofree char *parting = NULL;

  g_return_if_fail (PREAMP_IS_RESULT_GROUPS (self));
  g_return_if_fail (self->run != NULL);

  attempts = list_attempts (self);
  parting = dup_parting (self, attempts);
  if (g_strcmp0 (self->parting, parting) == 0)
    return;

  rebuild (self, attempts);
  g_free (self->parting);
  self->parting = g_steal_pointer (&parting);
}
