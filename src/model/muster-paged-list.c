/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-paged-list.h"

#include "muster-error.h"

#define PAGE_SIZE 128
#define MAX_PAGES 32
#define MAX_LOADS 2

/* A view asks for every row that is announced: more than this and "all gone, all new" is cheaper */
#define MAX_SPLICE 256

typedef struct
{
  guint number;
  GPtrArray *items;
  guint64 touched;
  gboolean wanted;
} Page;

/* One look: what it is about is kept beside it, for another may have begun meanwhile */
typedef struct
{
  MusterPagedList *list;
  MusterFinding *finding;
  GCancellable *cancellable;
  guint page;
} Run;

struct _MusterPagedList
{
  GObject parent_instance;

  MusterOffice *office;
  MusterActor *actor;
  const MusterListing *listing;

  MusterFilter *filter;
  MusterFinding *finding;
  GError *error;
  MusterListState state;
  gboolean live;
  gboolean busy;
  gboolean dirty;
  gboolean emptied;

  GCancellable *finding_run;
  GCancellable *loading_runs;
  guint n_loads;

  GHashTable *pages;
  GHashTable *recent;
  guint64 touches;
  guint last_page;
};

static void muster_paged_list_list_model_init (GListModelInterface *iface);
static void load_wanted (MusterPagedList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (MusterPagedList,
                               muster_paged_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      muster_paged_list_list_model_init))

enum
{
  PROP_0,
  PROP_STATE,
  PROP_BUSY,
  PROP_N_ITEMS,
  N_PROPS
};

enum
{
  REPLACING,
  REPLACED,
  FOUND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->items);
  g_free (page);
}

static Run *
run_new (MusterPagedList *self,
         MusterFinding *finding,
         GCancellable *cancellable,
         guint page)
{
  Run *run = g_new0 (Run, 1);

  run->list = g_object_ref (self);
  run->finding = finding ? g_object_ref (finding) : NULL;
  run->cancellable = g_object_ref (cancellable);
  run->page = page;

  return run;
}

static void
run_free (Run *run)
{
  g_clear_object (&run->list);
  g_clear_object (&run->finding);
  g_clear_object (&run->cancellable);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static guint
count_keys (MusterPagedList *self)
{
  return self->finding && !self->emptied ? self->finding->keys->len : 0;
}

static gint64
key_at (MusterFinding *finding, guint position)
{
  return g_array_index (finding->keys, gint64, position);
}

/* Whether somebody besides the list holds the item: a view shows it, or a detail does */
static gboolean
is_looked_at (MusterPagedItem *item)
{
  return G_OBJECT (item)->ref_count > 1;
}

static gboolean
page_is_looked_at (Page *page)
{
  for (guint i = 0; i < page->items->len; i++)
    if (is_looked_at (g_ptr_array_index (page->items, i)))
      return TRUE;

  return FALSE;
}

static void
set_state (MusterPagedList *self, MusterListState state, gboolean busy)
{
  gboolean other_state = self->state != state;
  gboolean other_busy = self->busy != busy;

  self->state = state;
  self->busy = busy;

  if (other_state)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (other_busy)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
evict_page (MusterPagedList *self)
{
  GHashTableIter iter;
  Page *oldest = NULL;
  gpointer value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Page *page = value;

      if ((oldest == NULL || page->touched < oldest->touched) &&
          !page_is_looked_at (page))
        oldest = page;
    }

  if (oldest != NULL)
    g_hash_table_remove (self->pages, GUINT_TO_POINTER (oldest->number));
}

static MusterPagedItem *
item_for_key (MusterPagedList *self, gint64 key)
{
  gpointer stolen_key = NULL;
  gpointer item = NULL;

  if (self->recent != NULL &&
      g_hash_table_steal_extended (self->recent, &key, &stolen_key, &item))
    {
      g_clear_pointer (&stolen_key, g_free);
      return item;
    }

  return muster_paged_item_new (key, NULL);
}

static Page *
make_page (MusterPagedList *self, guint number)
{
  guint first = number * PAGE_SIZE;
  guint n = MIN (PAGE_SIZE, self->finding->keys->len - first);
  Page *page = g_new0 (Page, 1);

  if (g_hash_table_size (self->pages) >= MAX_PAGES)
    evict_page (self);

  page->number = number;
  page->items = g_ptr_array_new_full (n, g_object_unref);
  page->touched = ++self->touches;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (page->items, item_for_key (self, key_at (self->finding, first + i)));

  g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);

  return page;
}

static Page *
want_page (MusterPagedList *self, guint number)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (page == NULL)
    {
      page = make_page (self, number);
      page->wanted = TRUE;
      load_wanted (self);
    }

  page->touched = ++self->touches;
  self->last_page = number;

  return page;
}

static void
fill_page (Page *page, GPtrArray *rows)
{
  /* Who is told of a row may ask for another page, and this one may have to go for it */
  g_autoptr (GPtrArray) items = g_ptr_array_ref (page->items);

  page->wanted = FALSE;

  for (guint i = 0; i < items->len; i++)
    muster_paged_item_set_row (g_ptr_array_index (items, i),
                               i < rows->len ? g_ptr_array_index (rows, i) : NULL);
}

static void
loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  MusterPagedList *self = run->list;
  Page *page;

  self->n_loads--;

  page = run->finding == self->finding
           ? g_hash_table_lookup (self->pages, GUINT_TO_POINTER (run->page))
           : NULL;

  if (page != NULL && rows != NULL)
    fill_page (page, rows);
  else if (page != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_set_error (&self->error, error->domain, error->code, "%s", error->message);
      set_state (self, MUSTER_LIST_FAILED, self->busy);
      g_signal_emit (self, signals[FOUND], 0);
    }

  load_wanted (self);
}

/* The page looked at last goes first: who drags a scrollbar wants to see where they are now */
static void
load_wanted (MusterPagedList *self)
{
  while (self->n_loads < MAX_LOADS)
    {
      GHashTableIter iter;
      Page *next = NULL;
      gpointer value;

      g_hash_table_iter_init (&iter, self->pages);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          Page *page = value;

          if (page->wanted && (next == NULL || page->touched > next->touched))
            next = page;
        }

      if (next == NULL)
        return;

      next->wanted = FALSE;
      self->n_loads++;
      muster_office_load_async (
        self->office, self->finding, next->number * PAGE_SIZE, PAGE_SIZE,
        self->loading_runs, loaded_cb,
        run_new (self, self->finding, self->loading_runs, next->number));
    }
}

static gboolean
same_dates (MusterFilter *a, MusterFilter *b)
{
  return a->dates.from == b->dates.from && a->dates.to == b->dates.to;
}

static gboolean
same_states (MusterFilter *a, MusterFilter *b)
{
  if (a->states == NULL || b->states == NULL)
    return a->states == b->states;

  return g_strv_equal ((const char *const *) a->states, (const char *const *) b->states);
}

static gboolean
same_filter (MusterFilter *a, MusterFilter *b)
{
  return same_dates (a, b) && same_states (a, b) && a->person_id == b->person_id &&
         a->source_id == b->source_id && a->import_id == b->import_id &&
         a->limit == b->limit && a->descending == b->descending &&
         g_strcmp0 (a->group, b->group) == 0 &&
         g_strcmp0 (a->department, b->department) == 0 &&
         g_strcmp0 (a->search, b->search) == 0 && g_strcmp0 (a->order, b->order) == 0;
}

/* Takes the items out of their pages: those that are still found go on as they are */
static void
keep_items (MusterPagedList *self)
{
  GHashTableIter iter;
  gpointer value;

  g_clear_pointer (&self->recent, g_hash_table_unref);
  self->recent =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Page *page = value;

      for (guint i = 0; i < page->items->len; i++)
        {
          MusterPagedItem *item = g_ptr_array_index (page->items, i);
          gint64 key = muster_paged_item_get_key (item);

          g_hash_table_insert (self->recent, g_memdup2 (&key, sizeof key),
                               g_object_ref (item));
        }
    }
}

/* Items that somebody holds get their new rows although nobody asks for them again */
static void
want_looked_at (MusterPagedList *self)
{
  g_autoptr (GHashTable)
    held = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->recent);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (is_looked_at (value))
      g_hash_table_add (held, g_memdup2 (key, sizeof (gint64)));

  for (guint i = 0; g_hash_table_size (held) > 0 && i < self->finding->keys->len; i++)
    {
      gint64 found = key_at (self->finding, i);

      if (!g_hash_table_remove (held, &found))
        continue;

      if (!g_hash_table_contains (self->pages, GUINT_TO_POINTER (i / PAGE_SIZE)))
        make_page (self, i / PAGE_SIZE)->wanted = TRUE;
    }

  load_wanted (self);
}

/* Puts a new finding in the place of the old one. @rows are those of the page @primed. */
static void
replace_finding (MusterPagedList *self,
                 MusterFinding *finding,
                 GPtrArray *rows,
                 guint primed)
{
  g_autoptr (MusterFinding) before = g_steal_pointer (&self->finding);
  gboolean comparable = before != NULL && same_dates (before->filter, finding->filter);
  guint n_before = before ? before->keys->len : 0;
  guint n_after = finding->keys->len;
  guint least = comparable ? MIN (n_before, n_after) : 0;
  guint head = 0;
  guint tail = 0;

  while (head < least && key_at (before, head) == key_at (finding, head))
    head++;
  while (tail < least - head &&
         key_at (before, n_before - 1 - tail) == key_at (finding, n_after - 1 - tail))
    tail++;

  self->recent =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  if (comparable)
    keep_items (self);

  g_hash_table_remove_all (self->pages);
  g_set_object (&self->finding, finding);
  if (rows != NULL)
    fill_page (make_page (self, primed), rows);

  if (comparable && n_after - head - tail <= MAX_SPLICE)
    {
      if (head + tail < MAX (n_before, n_after))
        g_list_model_items_changed (G_LIST_MODEL (self), head, n_before - head - tail,
                                    n_after - head - tail);
    }
  else
    {
      g_signal_emit (self, signals[REPLACING], 0);
      self->emptied = TRUE;
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
      self->emptied = FALSE;
      g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, n_after);
      g_signal_emit (self, signals[REPLACED], 0,
                     before != NULL && same_filter (before->filter, finding->filter));
    }

  want_looked_at (self);
  g_clear_pointer (&self->recent, g_hash_table_unref);

  if (n_before != n_after)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

/* The filter that a look was about: the finding has it, but a failed look has no finding */
static void
drop_rows (MusterPagedList *self)
{
  guint n = count_keys (self);

  if (self->finding == NULL)
    return;

  g_signal_emit (self, signals[REPLACING], 0);
  g_clear_object (&self->finding);
  g_hash_table_remove_all (self->pages);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  g_signal_emit (self, signals[REPLACED], 0, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void start_run (MusterPagedList *self);

static void
end_run (MusterPagedList *self, MusterListState state)
{
  g_clear_object (&self->finding_run);
  set_state (self, state, FALSE);
  g_signal_emit (self, signals[FOUND], 0);

  if (self->dirty)
    start_run (self);
}

static void
fail_run (MusterPagedList *self, GError *error)
{
  gboolean denied = g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);

  g_clear_error (&self->error);
  self->error = error;

  /* What was found before may stay only while it is what was asked for and may be seen */
  if (denied || (self->finding && !same_filter (self->finding->filter, self->filter)))
    drop_rows (self);

  end_run (self, denied ? MUSTER_LIST_DENIED : MUSTER_LIST_FAILED);
}

static void
primed_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  MusterPagedList *self = run->list;

  if (run->cancellable != self->finding_run)
    return;

  if (rows == NULL)
    {
      fail_run (self, g_steal_pointer (&error));
      return;
    }

  g_clear_error (&self->error);
  replace_finding (self, run->finding, rows, run->page);
  end_run (self, MUSTER_LIST_READY);
}

static void
found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding)
    finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error);
  MusterPagedList *self = run->list;
  guint page;

  if (run->cancellable != self->finding_run)
    return;

  if (finding == NULL)
    {
      fail_run (self, g_steal_pointer (&error));
      return;
    }

  if (finding->keys->len == 0)
    {
      g_clear_error (&self->error);
      replace_finding (self, finding, NULL, 0);
      end_run (self, MUSTER_LIST_READY);
      return;
    }

  /* Rows first, then the news: a view that is told of rows without words would flicker */
  page = self->finding && same_filter (self->finding->filter, finding->filter)
           ? self->last_page
           : 0;
  page = MIN (page, (finding->keys->len - 1) / PAGE_SIZE);
  muster_office_load_async (self->office, finding, page * PAGE_SIZE, PAGE_SIZE,
                            run->cancellable, primed_cb,
                            run_new (self, finding, run->cancellable, page));
}

static void
start_run (MusterPagedList *self)
{
  self->dirty = FALSE;

  if (self->finding_run != NULL)
    g_cancellable_cancel (self->finding_run);
  g_set_object (&self->finding_run, NULL);
  self->finding_run = g_cancellable_new ();

  set_state (self, self->finding ? self->state : MUSTER_LIST_LOADING, TRUE);
  muster_office_list_async (self->office, self->actor, self->listing, self->filter,
                            self->finding_run, found_cb,
                            run_new (self, NULL, self->finding_run, 0));
}

static void
changed_cb (MusterPagedList *self, guint topics)
{
  if (self->live && (topics & self->listing->topics))
    muster_paged_list_refresh (self);
}

static GType
muster_paged_list_get_item_type (GListModel *model)
{
  return MUSTER_TYPE_PAGED_ITEM;
}

static guint
muster_paged_list_get_n_items (GListModel *model)
{
  return count_keys (MUSTER_PAGED_LIST (model));
}

static gpointer
muster_paged_list_get_item (GListModel *model, guint position)
{
  MusterPagedList *self = MUSTER_PAGED_LIST (model);
  Page *page;

  if (position >= count_keys (self))
    return NULL;

  page = want_page (self, position / PAGE_SIZE);

  return g_object_ref (g_ptr_array_index (page->items, position % PAGE_SIZE));
}

static void
muster_paged_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = muster_paged_list_get_item_type;
  iface->get_n_items = muster_paged_list_get_n_items;
  iface->get_item = muster_paged_list_get_item;
}

static void
muster_paged_list_dispose (GObject *object)
{
  MusterPagedList *self = MUSTER_PAGED_LIST (object);

  if (self->finding_run != NULL)
    g_cancellable_cancel (self->finding_run);
  g_cancellable_cancel (self->loading_runs);
  g_clear_object (&self->finding_run);
  if (self->office != NULL)
    g_signal_handlers_disconnect_by_data (self->office, self);

  G_OBJECT_CLASS (muster_paged_list_parent_class)->dispose (object);
}

static void
muster_paged_list_finalize (GObject *object)
{
  MusterPagedList *self = MUSTER_PAGED_LIST (object);

  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->filter);
  g_clear_object (&self->finding);
  g_clear_object (&self->loading_runs);
  g_clear_error (&self->error);
  g_clear_pointer (&self->pages, g_hash_table_unref);

  G_OBJECT_CLASS (muster_paged_list_parent_class)->finalize (object);
}

static void
muster_paged_list_get_property (GObject *object,
                                guint id,
                                GValue *value,
                                GParamSpec *pspec)
{
  MusterPagedList *self = MUSTER_PAGED_LIST (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, count_keys (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
muster_paged_list_class_init (MusterPagedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = muster_paged_list_dispose;
  object_class->finalize = muster_paged_list_finalize;
  object_class->get_property = muster_paged_list_get_property;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, MUSTER_LIST_IDLE,
                                             MUSTER_LIST_DENIED, MUSTER_LIST_IDLE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] = g_param_spec_boolean (
    "busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_ITEMS] = g_param_spec_uint (
    "n-items", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REPLACING] = g_signal_new ("replacing", MUSTER_TYPE_PAGED_LIST,
                                     G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                     0);
  signals[REPLACED] = g_signal_new ("replaced", MUSTER_TYPE_PAGED_LIST, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[FOUND] = g_signal_new ("found", MUSTER_TYPE_PAGED_LIST, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
muster_paged_list_init (MusterPagedList *self)
{
  self->live = TRUE;
  self->loading_runs = g_cancellable_new ();
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, page_free);
}

MusterPagedList *
muster_paged_list_new (MusterOffice *office,
                       MusterActor *actor,
                       const MusterListing *listing)
{
  MusterPagedList *self;

  g_return_val_if_fail (MUSTER_IS_OFFICE (office), NULL);
  g_return_val_if_fail (MUSTER_IS_ACTOR (actor), NULL);
  g_return_val_if_fail (listing != NULL, NULL);

  self = g_object_new (MUSTER_TYPE_PAGED_LIST, NULL);
  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->listing = listing;
  g_signal_connect_object (office, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
muster_paged_list_set_filter (MusterPagedList *self, MusterFilter *filter)
{
  g_return_if_fail (MUSTER_IS_PAGED_LIST (self));
  g_return_if_fail (MUSTER_IS_FILTER (filter));

  g_set_object (&self->filter, filter);
  start_run (self);
}

MusterFilter *
muster_paged_list_get_filter (MusterPagedList *self)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (self), NULL);

  return self->filter;
}

void
muster_paged_list_refresh (MusterPagedList *self)
{
  g_return_if_fail (MUSTER_IS_PAGED_LIST (self));

  if (self->filter == NULL)
    return;

  /* Commits can follow each other faster than a look takes: it ends, then one more begins */
  if (self->finding_run != NULL)
    self->dirty = TRUE;
  else
    start_run (self);
}

void
muster_paged_list_set_live (MusterPagedList *self, gboolean live)
{
  g_return_if_fail (MUSTER_IS_PAGED_LIST (self));

  self->live = live;
}

MusterListState
muster_paged_list_get_state (MusterPagedList *self)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (self), MUSTER_LIST_IDLE);

  return self->state;
}

gboolean
muster_paged_list_get_busy (MusterPagedList *self)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (self), FALSE);

  return self->busy;
}

const MusterListing *
muster_paged_list_get_listing (MusterPagedList *self)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (self), NULL);

  return self->listing;
}

const GError *
muster_paged_list_get_error (MusterPagedList *self)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (self), NULL);

  return self->error;
}

guint
muster_paged_list_get_count (MusterPagedList *self, const char *code)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (self), 0);

  if (self->finding == NULL)
    return 0;

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->finding->counts, code));
}

guint
muster_paged_list_get_total (MusterPagedList *self)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (self), 0);

  return self->finding ? self->finding->total : 0;
}

gint64
muster_paged_list_get_as_of (MusterPagedList *self)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (self), 0);

  return self->finding ? self->finding->as_of : 0;
}

gint64
muster_paged_list_get_key (MusterPagedList *self, guint position)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (self), 0);

  return position < count_keys (self) ? key_at (self->finding, position) : 0;
}

gboolean
muster_paged_list_find_key (MusterPagedList *self, gint64 key, guint *position)
{
  guint n;

  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (self), FALSE);

  n = count_keys (self);
  for (guint i = 0; i < n; i++)
    if (key_at (self->finding, i) == key)
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }

  return FALSE;
}

MusterFinding *
muster_paged_list_get_finding (MusterPagedList *self)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (self), NULL);

  return self->finding;
}

MusterOffice *
muster_paged_list_get_office (MusterPagedList *self)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (self), NULL);

  return self->office;
}
