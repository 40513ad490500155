/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-queue.h"

#include "muster-list-keeper.h"
#include "muster-table-copy.h"

struct _MusterQueue
{
  GObject parent_instance;

  MusterPage *page;  /* weak */
  GtkListView *view; /* owned by the page, as the views */
  AdwNavigationSplitView *views;
  MusterPagedList *list;
  GtkSelectionModel *selection;
  MusterListKeeper *keeper;
  MusterPagedItem *shown;
  guint place; /* where the selection was */
};

G_DEFINE_FINAL_TYPE (MusterQueue, muster_queue, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
scroll_to (guint position, gpointer data)
{
  MusterQueue *self = data;

  if (self->view != NULL)
    gtk_list_view_scroll_to (self->view, position, GTK_LIST_SCROLL_NONE, NULL);
}

static void
select_position (MusterQueue *self, guint position)
{
  gtk_selection_model_select_item (self->selection, position, TRUE);
  scroll_to (position, self);
}

static void
tell (MusterQueue *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_item (MusterQueue *self, MusterPagedItem *item)
{
  if (self->shown == item)
    return;

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, tell, self);
  g_set_object (&self->shown, item);
  if (item != NULL)
    g_signal_connect_object (item, "notify::row", G_CALLBACK (tell), self,
                             G_CONNECT_SWAPPED);
}

static void
selection_changed_cb (MusterQueue *self)
{
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (self->selection);
  g_autoptr (MusterPagedItem) item = NULL;

  if (!gtk_bitset_is_empty (bits))
    {
      self->place = gtk_bitset_get_minimum (bits);
      item = g_list_model_get_item (G_LIST_MODEL (self->list), self->place);
    }

  show_item (self, item);
  tell (self);
}

static void
activated_cb (MusterQueue *self, guint position)
{
  gtk_selection_model_select_item (self->selection, position, TRUE);
  adw_navigation_split_view_set_show_content (self->views, TRUE);
}

static void
muster_queue_dispose (GObject *object)
{
  MusterQueue *self = MUSTER_QUEUE (object);

  g_clear_weak_pointer (&self->page);
  g_clear_weak_pointer (&self->view);
  g_clear_weak_pointer (&self->views);
  g_clear_object (&self->shown);
  g_clear_object (&self->keeper);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (muster_queue_parent_class)->dispose (object);
}

static void
muster_queue_class_init (MusterQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = muster_queue_dispose;
  signals[CHANGED] = g_signal_new ("changed", MUSTER_TYPE_QUEUE, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
muster_queue_init (MusterQueue *self)
{
}

MusterQueue *
muster_queue_new (MusterPage *page,
                  const MusterListing *listing,
                  AdwNavigationSplitView *views,
                  GtkScrolledWindow *scroller,
                  GtkListView *list,
                  MusterCellMake make,
                  MusterCellShow show)
{
  MusterQueue *self = g_object_new (MUSTER_TYPE_QUEUE, NULL);
  g_autoptr (GtkListItemFactory) factory = muster_cell_factory_new (make, NULL, show);

  g_set_weak_pointer (&self->page, page);
  g_set_weak_pointer (&self->view, list);
  g_set_weak_pointer (&self->views, views);
  self->list = muster_paged_list_new (muster_page_get_office (page),
                                      muster_page_get_actor (page), listing);
  muster_paged_list_set_live (self->list, FALSE);
  self->selection = GTK_SELECTION_MODEL (
    gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->list))));
  self->keeper = muster_list_keeper_new (self->list, self->selection, scroll_to, self);
  muster_list_keeper_set_adjustment (self->keeper,
                                     gtk_scrolled_window_get_vadjustment (scroller));
  gtk_list_view_set_factory (list, factory);
  gtk_list_view_set_model (list, self->selection);
  g_signal_connect_object (list, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

MusterPagedList *
muster_queue_get_list (MusterQueue *self)
{
  g_return_val_if_fail (MUSTER_IS_QUEUE (self), NULL);

  return self->list;
}

GtkSelectionModel *
muster_queue_get_selection (MusterQueue *self)
{
  g_return_val_if_fail (MUSTER_IS_QUEUE (self), NULL);

  return self->selection;
}

gpointer
muster_queue_get_row (MusterQueue *self)
{
  g_return_val_if_fail (MUSTER_IS_QUEUE (self), NULL);

  return self->shown != NULL ? muster_paged_item_get_row (self->shown) : NULL;
}

guint
muster_queue_count_chosen (MusterQueue *self)
{
  g_autoptr (GtkBitset) bits = NULL;

  g_return_val_if_fail (MUSTER_IS_QUEUE (self), 0);

  bits = gtk_selection_model_get_selection (self->selection);

  return (guint) gtk_bitset_get_size (bits);
}

void
muster_queue_restart (MusterQueue *self)
{
  g_return_if_fail (MUSTER_IS_QUEUE (self));

  self->place = 0;
}

MusterPageState
muster_queue_settle (MusterQueue *self)
{
  MusterFilter *filter;
  guint n;

  g_return_val_if_fail (MUSTER_IS_QUEUE (self), MUSTER_PAGE_FAILED);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  if (n > 0 && muster_queue_count_chosen (self) == 0)
    select_position (self, MIN (self->place, n - 1));
  else
    selection_changed_cb (self);
  if (n > 0)
    return MUSTER_PAGE_CONTENT;

  filter = muster_paged_list_get_filter (self->list);

  return filter->search == NULL && filter->group == NULL && filter->department == NULL &&
             muster_paged_list_get_total (self->list) == 0
           ? MUSTER_PAGE_EMPTY
           : MUSTER_PAGE_NOTHING;
}

void
muster_queue_move (MusterQueue *self, int steps)
{
  g_autoptr (GtkBitset) bits = NULL;
  int n, position;

  g_return_if_fail (MUSTER_IS_QUEUE (self));

  bits = gtk_selection_model_get_selection (self->selection);
  n = (int) g_list_model_get_n_items (G_LIST_MODEL (self->list));
  position = gtk_bitset_is_empty (bits) ? (steps > 0 ? -1 : n)
                                        : (int) gtk_bitset_get_minimum (bits);
  if (n > 0)
    select_position (self, (guint) CLAMP (position + steps, 0, n - 1));
}

gboolean
muster_queue_show_key (MusterQueue *self, gint64 key)
{
  guint position;

  g_return_val_if_fail (MUSTER_IS_QUEUE (self), FALSE);

  if (!muster_paged_list_find_key (self->list, key, &position))
    return FALSE;

  select_position (self, position);
  if (self->views != NULL)
    adw_navigation_split_view_set_show_content (self->views, TRUE);

  return TRUE;
}

void
muster_queue_copy (MusterQueue *self)
{
  g_return_if_fail (MUSTER_IS_QUEUE (self));

  muster_table_copy_selected (GTK_WIDGET (self->page), self->list, self->selection,
                              muster_page_get_cancellable (self->page));
}
