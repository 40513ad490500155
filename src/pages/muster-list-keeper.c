/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-list-keeper.h"

/* Looking keys up takes a walk through the list: a selection of everything is not kept so */
#define MAX_KEPT 2000

struct _MusterListKeeper
{
  GObject parent_instance;

  MusterPagedList *list;
  GtkSelectionModel *selection;
  GtkAdjustment *adjustment;
  MusterScrollFunc scroll;
  gpointer data;

  GHashTable *selected;
  double value;
  guint tick;
};

G_DEFINE_FINAL_TYPE (MusterListKeeper, muster_list_keeper, G_TYPE_OBJECT)

static void
replacing_cb (MusterListKeeper *self)
{
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (self->selection);
  GtkBitsetIter iter;
  guint position;

  g_hash_table_remove_all (self->selected);
  if (gtk_bitset_get_size (bits) <= MAX_KEPT &&
      gtk_bitset_iter_init_first (&iter, bits, &position))
    do
      {
        gint64 key = muster_paged_list_get_key (self->list, position);

        g_hash_table_add (self->selected, g_memdup2 (&key, sizeof key));
      }
    while (gtk_bitset_iter_next (&iter, &position));

  self->value = self->adjustment ? gtk_adjustment_get_value (self->adjustment) : 0;
}

static gboolean
restore_value_cb (gpointer user_data)
{
  MusterListKeeper *self = user_data;

  self->tick = 0;
  if (self->adjustment != NULL)
    gtk_adjustment_set_value (self->adjustment, self->value);

  return G_SOURCE_REMOVE;
}

static void
replaced_cb (MusterListKeeper *self, gboolean again)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autoptr (GtkBitset) bits = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = NULL;

  for (guint i = 0; i < n && g_hash_table_size (self->selected) > 0; i++)
    {
      gint64 key = muster_paged_list_get_key (self->list, i);

      if (g_hash_table_remove (self->selected, &key))
        gtk_bitset_add (bits, i);
    }

  if (!gtk_bitset_is_empty (bits))
    {
      mask = gtk_bitset_new_range (0, n);
      gtk_selection_model_set_selection (self->selection, bits, mask);
    }

  g_clear_handle_id (&self->tick, g_source_remove);
  if (again)
    /* The view measures its new rows first; before that it would clamp the value */
    self->tick = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, restore_value_cb, self, NULL);
  else if (!gtk_bitset_is_empty (bits))
    self->scroll (gtk_bitset_get_minimum (bits), self->data);
  else if (n > 0)
    self->scroll (0, self->data);
}

static void
muster_list_keeper_dispose (GObject *object)
{
  MusterListKeeper *self = MUSTER_LIST_KEEPER (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  g_clear_object (&self->selection);
  g_clear_object (&self->adjustment);

  G_OBJECT_CLASS (muster_list_keeper_parent_class)->dispose (object);
}

static void
muster_list_keeper_finalize (GObject *object)
{
  g_hash_table_unref (MUSTER_LIST_KEEPER (object)->selected);

  G_OBJECT_CLASS (muster_list_keeper_parent_class)->finalize (object);
}

static void
muster_list_keeper_class_init (MusterListKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = muster_list_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_list_keeper_finalize;
}

static void
muster_list_keeper_init (MusterListKeeper *self)
{
  self->selected = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

MusterListKeeper *
muster_list_keeper_new (MusterPagedList *list,
                        GtkSelectionModel *selection,
                        MusterScrollFunc scroll,
                        gpointer data)
{
  MusterListKeeper *self;

  g_return_val_if_fail (MUSTER_IS_PAGED_LIST (list), NULL);
  g_return_val_if_fail (GTK_IS_SELECTION_MODEL (selection), NULL);
  g_return_val_if_fail (scroll != NULL, NULL);

  self = g_object_new (MUSTER_TYPE_LIST_KEEPER, NULL);
  self->list = g_object_ref (list);
  self->selection = g_object_ref (selection);
  self->scroll = scroll;
  self->data = data;
  g_signal_connect_swapped (list, "replacing", G_CALLBACK (replacing_cb), self);
  g_signal_connect_swapped (list, "replaced", G_CALLBACK (replaced_cb), self);

  return self;
}

void
muster_list_keeper_set_adjustment (MusterListKeeper *self, GtkAdjustment *adjustment)
{
  g_return_if_fail (MUSTER_IS_LIST_KEEPER (self));

  g_set_object (&self->adjustment, adjustment);
}
