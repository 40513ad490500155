/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-cell-factory.h"

#include "muster-paged-item.h"

#define NUMBER_CHARS 5

typedef struct
{
  MusterCellMake make;
  gpointer data;
  MusterCellShow show;
  MusterCellSay say;
  gboolean numeric;
} Recipe;

static void
show_row (Recipe *recipe, GtkListItem *list_item)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  gpointer item = gtk_list_item_get_item (list_item);
  gpointer row = MUSTER_IS_PAGED_ITEM (item) ? muster_paged_item_get_row (item) : item;

  if (recipe->say != NULL)
    {
      g_autofree char *text = row ? recipe->say (row) : NULL;

      gtk_label_set_label (GTK_LABEL (cell), text ? text : "");
    }
  else
    recipe->show (cell, row);
}

static void
row_changed_cb (GtkListItem *list_item)
{
  show_row (g_object_get_data (G_OBJECT (list_item), "muster-recipe"), list_item);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, Recipe *recipe)
{
  GtkWidget *cell;

  if (recipe->say != NULL)
    {
      cell = gtk_label_new (NULL);
      gtk_label_set_ellipsize (GTK_LABEL (cell), PANGO_ELLIPSIZE_END);
      gtk_label_set_single_line_mode (GTK_LABEL (cell), TRUE);
      gtk_label_set_xalign (GTK_LABEL (cell), recipe->numeric ? 1 : 0);
      if (recipe->numeric)
        {
          /* Right-aligned among themselves, and yet below the heading, which stands at the left */
          gtk_label_set_width_chars (GTK_LABEL (cell), NUMBER_CHARS);
          gtk_widget_set_halign (cell, GTK_ALIGN_START);
        }
      gtk_widget_add_css_class (cell, "numeric");
    }
  else
    cell = recipe->make (recipe->data);

  g_object_set_data (G_OBJECT (list_item), "muster-recipe", recipe);
  gtk_list_item_set_child (list_item, cell);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, Recipe *recipe)
{
  gpointer item = gtk_list_item_get_item (list_item);

  if (MUSTER_IS_PAGED_ITEM (item))
    g_signal_connect_swapped (item, "notify::row", G_CALLBACK (row_changed_cb),
                              list_item);
  show_row (recipe, list_item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, Recipe *recipe)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item),
                                        row_changed_cb, list_item);
}

static GtkListItemFactory *
factory_for (Recipe recipe)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Recipe *kept = g_memdup2 (&recipe, sizeof recipe);

  g_object_set_data_full (G_OBJECT (factory), "muster-recipe", kept, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), kept);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), kept);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), kept);

  return factory;
}

GtkListItemFactory *
muster_cell_factory_new (MusterCellMake make, gpointer data, MusterCellShow show)
{
  g_return_val_if_fail (make != NULL && show != NULL, NULL);

  return factory_for ((Recipe) { .make = make, .data = data, .show = show });
}

GtkListItemFactory *
muster_cell_factory_new_text (MusterCellSay say, gboolean numeric)
{
  g_return_val_if_fail (say != NULL, NULL);

  return factory_for ((Recipe) { .say = say, .numeric = numeric });
}

void
muster_cell_factory_sort (GtkColumnViewColumn *column, const char *order)
{
  /* It compares nothing: it only makes the heading a button and tells which way it points */
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

  gtk_column_view_column_set_id (column, order);
  gtk_column_view_column_set_sorter (column, sorter);
}

const char *
muster_cell_factory_get_order (GtkColumnView *view, gboolean *descending)
{
  GtkColumnViewSorter *sorter =
    GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (view));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);

  *descending = column != NULL && gtk_column_view_sorter_get_primary_sort_order (
                                    sorter) == GTK_SORT_DESCENDING;

  return column ? gtk_column_view_column_get_id (column) : NULL;
}
