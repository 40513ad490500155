/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/**
 * MusterCellMake:
 * @data: as given
 *
 * Returns: (transfer floating): the widget of a cell
 */
typedef GtkWidget *(*MusterCellMake) (gpointer data);

/**
 * MusterCellShow:
 * @cell: a widget that was made
 * @row: (nullable): the listing's row, %NULL while it has not come
 *
 * Shows a row in a cell.
 */
typedef void (*MusterCellShow) (GtkWidget *cell, gpointer row);

/**
 * muster_cell_factory_new:
 * @make: makes a cell
 * @data: for @make; outlives the factory
 * @show: shows a row in it
 *
 * Makes the cells of one column, or the rows of a list, over a #MusterPagedList or any list of rows.
 * A row that comes late, or anew, is shown when it comes.
 *
 * Returns: (transfer full): a factory
 */
GtkListItemFactory *muster_cell_factory_new (MusterCellMake make,
                                             gpointer data,
                                             MusterCellShow show);

/**
 * MusterCellSay:
 * @row: the listing's row
 *
 * Returns: (transfer full): what the cell says
 */
typedef char *(*MusterCellSay) (gpointer row);

/**
 * muster_cell_factory_new_text:
 * @say: what the cell says of a row
 * @numeric: whether it is a number or a time: tabular digits, to the right
 *
 * Returns: (transfer full): a factory of labels
 */
GtkListItemFactory *muster_cell_factory_new_text (MusterCellSay say, gboolean numeric);

/**
 * muster_cell_factory_sort:
 * @column: a column
 * @order: the name that a filter orders by
 *
 * Lets the heading of a column be clicked. The order itself is the listing's to make: see
 * muster_cell_factory_get_order().
 */
void muster_cell_factory_sort (GtkColumnViewColumn *column, const char *order);

/**
 * muster_cell_factory_get_order:
 * @view: a column view
 * @descending: (out): whether it is turned round
 *
 * Returns: (transfer none) (nullable): the name of the column that the user sorts by
 */
const char *muster_cell_factory_get_order (GtkColumnView *view, gboolean *descending);
