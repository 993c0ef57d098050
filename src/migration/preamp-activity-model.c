/* SPDX-FileCopyrightText: The Preamp authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "preamp-activity-model"

#include "config.h"

#include "preamp-activity-model.h"

#include "preamp-activity-items.h"

/* Rows are read this many at a time. */
#define PAGE_SIZE 100

/**
 * PreampActivityModel:
 *
 * The runs or the attempts of the journal that a filter lets through, newest first, however many
 * there are. It knows their numbers, and reads a row's page when somebody asks for the row; until
 * that has come, the row's item is there without its content. Only the items that are shown, and
 * some that were, exist as objects.
 *
 * When it is told that the journal has changed, it finds the numbers anew and says what came and
 * went; rows that exist are read again, and stay the same objects.
 */
struct _PreampActivityModel
{
  GObject parent_instance;

  PreampJournal *journal;
  PreampActivityKind kind;
  PreampJournalFilter *filter;
  GError *error;

  GArray *ids;
  PreampActivityItems *items;   /* the rows that exist */
  GHashTable *reading;          /* pages that are being read */

  GCancellable *finding;
  gboolean find_again;
  gboolean loaded;
  GCancellable *cancellable;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PreampActivityModel, preamp_activity_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

typedef enum
{
  PROP_LOADING = 1,
  PROP_LOADED,
  PROP_ERROR,
  PROP_N_ITEMS,
} PreampActivityModelProperty;

static GParamSpec *properties[PROP_N_ITEMS + 1];

typedef struct
{
  PreampActivityModel *self;
  guint page;
  gboolean again;
} Reading;

static void find_numbers (PreampActivityModel *self);

/* Rows */

static void
set_error (PreampActivityModel *self,
           const GError        *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
take_rows (PreampActivityModel *self,
           GPtrArray           *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      gpointer row = g_ptr_array_index (rows, i);
      gint64 id = self->kind == PREAMP_ACTIVITY_RUNS ? ((PreampRunSummary *) row)->run->id
                                                     : ((PreampAttemptRecord *) row)->id;
      g_autoptr (PreampActivityItem) item = NULL;

      item = preamp_activity_items_ensure (self->items, id);
      if (self->kind == PREAMP_ACTIVITY_RUNS)
        preamp_activity_item_set_summary (item, row);
      else
        preamp_activity_item_set_record (item, row);
      preamp_activity_items_keep (self->items, item);
    }
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (PreampActivityModel) self = reading->self;
  PreampJournal *journal = PREAMP_JOURNAL (object);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  if (self->kind == PREAMP_ACTIVITY_RUNS)
    rows = preamp_journal_read_runs_finish (journal, result, &error);
  else
    rows = preamp_journal_read_attempts_finish (journal, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (!reading->again)
    g_hash_table_remove (self->reading, GUINT_TO_POINTER (reading->page));

  if (rows != NULL)
    take_rows (self, rows);
  else
    set_error (self, error);
}

static void
read_rows (PreampActivityModel *self,
           const gint64        *ids,
           guint                n_ids,
           guint                page,
           gboolean             again)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->self = g_object_ref (self);
  reading->page = page;
  reading->again = again;

  if (self->kind == PREAMP_ACTIVITY_RUNS)
    preamp_journal_read_runs_async (self->journal, ids, n_ids, self->cancellable,
                                    read_cb, reading);
  else
    preamp_journal_read_attempts_async (self->journal, ids, n_ids, self->cancellable,
                                        read_cb, reading);
}

static void
read_page (PreampActivityModel *self,
           guint                page)
{
  guint first = page * PAGE_SIZE;

  if (!g_hash_table_add (self->reading, GUINT_TO_POINTER (page)))
    return;

  read_rows (self, &g_array_index (self->ids, gint64, first),
             MIN (PAGE_SIZE, self->ids->len - first), page, FALSE);
}

/* What is shown may have changed, as an attempt does when it ends. */
static void
read_again (PreampActivityModel *self)
{
  g_autoptr (GArray) ids = NULL;

  preamp_activity_items_let_go (self->items);
  ids = preamp_activity_items_list_ids (self->items);

  for (guint first = 0; first < ids->len; first += PAGE_SIZE)
    read_rows (self, &g_array_index (ids, gint64, first), MIN (PAGE_SIZE, ids->len - first),
               0, TRUE);
}

/* Numbers */

static void
take_numbers (PreampActivityModel *self,
              GArray              *ids)
{
  g_autoptr (GArray) before = self->ids;
  guint n_before = before->len;
  guint n_after = ids->len;
  guint n_same = MIN (n_before, n_after);
  guint head = 0;
  guint tail = 0;

  while (head < n_same &&
         g_array_index (before, gint64, head) == g_array_index (ids, gint64, head))
    head++;
  while (tail < n_same - head &&
         g_array_index (before, gint64, n_before - tail - 1) ==
         g_array_index (ids, gint64, n_after - tail - 1))
    tail++;

  self->ids = g_array_ref (ids);

  /* Pages have other rows now. What is on its way is taken by the rows' numbers all the same. */
  g_hash_table_remove_all (self->reading);

  if (head + tail < n_before || head + tail < n_after)
    g_list_model_items_changed (G_LIST_MODEL (self), head,
                                n_before - head - tail, n_after - head - tail);
  if (n_before != n_after)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
find_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PreampActivityModel) self = PREAMP_ACTIVITY_MODEL (user_data);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  gboolean first = !self->loaded;

  ids = preamp_journal_find_finish (PREAMP_JOURNAL (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->finding);
  self->loaded = self->loaded || ids != NULL;
  set_error (self, error);

  if (ids != NULL)
    {
      take_numbers (self, ids);
      if (!first)
        read_again (self);
    }

  if (self->find_again)
    {
      find_numbers (self);
      return;
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  if (first && self->loaded)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

static void
find_numbers (PreampActivityModel *self)
{
  self->find_again = FALSE;
  self->finding = g_cancellable_new ();

  if (self->kind == PREAMP_ACTIVITY_RUNS)
    preamp_journal_find_runs_async (self->journal, self->filter, self->finding,
                                    find_cb, g_object_ref (self));
  else
    preamp_journal_find_attempts_async (self->journal, self->filter, self->finding,
                                        find_cb, g_object_ref (self));
}

/* The list */

static GType
preamp_activity_model_get_item_type (GListModel *model)
{
  return PREAMP_TYPE_ACTIVITY_ITEM;
}

static guint
preamp_activity_model_get_n_items (GListModel *model)
{
  return PREAMP_ACTIVITY_MODEL (model)->ids->len;
}

static gpointer
preamp_activity_model_get_item (GListModel *model,
                                guint       position)
{
  PreampActivityModel *self = PREAMP_ACTIVITY_MODEL (model);
  PreampActivityItem *item;

  if (position >= self->ids->len)
    return NULL;

  item = preamp_activity_items_ensure (self->items, g_array_index (self->ids, gint64, position));
  if (!preamp_activity_item_get_loaded (item))
    read_page (self, position / PAGE_SIZE);

  return item;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = preamp_activity_model_get_item_type;
  iface->get_n_items = preamp_activity_model_get_n_items;
  iface->get_item = preamp_activity_model_get_item;
}

/* Class */

static void
preamp_activity_model_dispose (GObject *object)
{
  PreampActivityModel *self = PREAMP_ACTIVITY_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  preamp_activity_items_let_go (self->items);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (preamp_activity_model_parent_class)->dispose (object);
}

static void
preamp_activity_model_finalize (GObject *object)
{
  PreampActivityModel *self = PREAMP_ACTIVITY_MODEL (object);

  preamp_activity_items_free (self->items);
  g_hash_table_unref (self->reading);
  g_array_unref (self->ids);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->filter, preamp_journal_filter_free);

  G_OBJECT_CLASS (preamp_activity_model_parent_class)->finalize (object);
}

static void
preamp_activity_model_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  PreampActivityModel *self = PREAMP_ACTIVITY_MODEL (object);

  switch ((PreampActivityModelProperty) prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, preamp_activity_model_get_loading (self));
      break;

    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_N_ITEMS:
      g_value_set_uint (value, self->ids->len);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
preamp_activity_model_class_init (PreampActivityModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = preamp_activity_model_dispose;
  object_class->finalize = preamp_activity_model_finalize;
  object_class->get_property = preamp_activity_model_get_property;

  /**
   * PreampActivityModel:loading:
   *
   * Whether the numbers are being found.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);

  /**
   * PreampActivityModel:loaded:
   *
   * Whether the numbers were found once: before that an empty list means nothing.
   */
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);

  /**
   * PreampActivityModel:error:
   *
   * Why the journal could not be read, %NULL where it could.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  /**
   * PreampActivityModel:n-items:
   *
   * How many rows there are.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
preamp_activity_model_init (PreampActivityModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = preamp_activity_items_new ();
  self->reading = g_hash_table_new (NULL, NULL);
  self->cancellable = g_cancellable_new ();
}

/**
 * preamp_activity_model_new:
 * @journal: the journal
 * @kind: what the list is of
 * @filter: what it lets through
 *
 * Creates a list, and begins to read it.
 *
 * Returns: (transfer full): the list
 */
PreampActivityModel *
preamp_activity_model_new (PreampJournal             *journal,
                           PreampActivityKind         kind,
                           const PreampJournalFilter *filter)
{
  PreampActivityModel *self;

  g_return_val_if_fail (PREAMP_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  self = g_object_new (PREAMP_TYPE_ACTIVITY_MODEL, NULL);
  self->journal = g_object_ref (journal);
  self->kind = kind;
  self->filter = preamp_journal_filter_copy (filter);
  find_numbers (self);

  return self;
}

/**
 * preamp_activity_model_get_kind:
 * @self: a list
 *
 * Returns: what it is of
 */
PreampActivityKind
preamp_activity_model_get_kind (PreampActivityModel *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_MODEL (self), PREAMP_ACTIVITY_RUNS);

  return self->kind;
}

/**
 * preamp_activity_model_get_filter:
 * @self: a list
 *
 * Returns: (transfer none): what it lets through
 */
const PreampJournalFilter *
preamp_activity_model_get_filter (PreampActivityModel *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_MODEL (self), NULL);

  return self->filter;
}

/**
 * preamp_activity_model_set_filter:
 * @self: a list
 * @filter: what it lets through
 *
 * Lets other rows through. Those that are there stay until the others are found.
 */
void
preamp_activity_model_set_filter (PreampActivityModel       *self,
                                  const PreampJournalFilter *filter)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_MODEL (self));
  g_return_if_fail (filter != NULL);

  preamp_journal_filter_free (self->filter);
  self->filter = preamp_journal_filter_copy (filter);

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  find_numbers (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * preamp_activity_model_refresh:
 * @self: a list
 *
 * Reads the list again. While that goes on, any further calls are done as one after it.
 */
void
preamp_activity_model_refresh (PreampActivityModel *self)
{
  g_return_if_fail (PREAMP_IS_ACTIVITY_MODEL (self));

  if (self->finding != NULL)
    {
      self->find_again = TRUE;
      return;
    }

  find_numbers (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * preamp_activity_model_get_loading:
 * @self: a list
 *
 * Returns: whether the numbers are being found
 */
gboolean
preamp_activity_model_get_loading (PreampActivityModel *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_MODEL (self), FALSE);

  return self->finding != NULL;
}

/**
 * preamp_activity_model_get_loaded:
 * @self: a list
 *
 * Returns: whether the numbers were found once
 */
gboolean
preamp_activity_model_get_loaded (PreampActivityModel *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_MODEL (self), FALSE);

  return self->loaded;
}

/**
 * preamp_activity_model_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why the journal could not be read
 */
const GError *
preamp_activity_model_get_error (PreampActivityModel *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_MODEL (self), NULL);

  return self->error;
}

/**
 * preamp_activity_model_count_kept:
 * @self: a list
 *
 * Returns: how many rows exist as objects
 */
guint
preamp_activity_model_count_kept (PreampActivityModel *self)
{
  g_return_val_if_fail (PREAMP_IS_ACTIVITY_MODEL (self), 0);

  return preamp_activity_items_count (self->items);
}
