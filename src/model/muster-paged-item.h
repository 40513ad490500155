/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterPagedItem:
 *
 * A place in a #MusterPagedList: an item of the list model. It is there at once; its row comes when
 * the page that it is on has been loaded, and may come again when the record changed.
 *
 * Properties: "row" (GObject, nullable, read-only): the listing's row.
 */
#define MUSTER_TYPE_PAGED_ITEM (muster_paged_item_get_type ())
G_DECLARE_FINAL_TYPE (MusterPagedItem, muster_paged_item, MUSTER, PAGED_ITEM, GObject)

/**
 * muster_paged_item_new:
 * @key: what identifies the row in its listing
 * @row: (nullable) (transfer none): the row
 *
 * Returns: (transfer full): an item that stands alone, for a view without a list and for tests
 */
MusterPagedItem *muster_paged_item_new (gint64 key, GObject *row);

gint64 muster_paged_item_get_key (MusterPagedItem *item);

/**
 * muster_paged_item_get_row:
 * @item: an item
 *
 * Returns: (transfer none) (nullable): its row, %NULL while it has not come and when it has gone
 */
gpointer muster_paged_item_get_row (MusterPagedItem *item);

/**
 * muster_paged_item_set_row:
 * @item: an item
 * @row: (nullable) (transfer none): its row, %NULL when it has gone
 *
 * Puts the row in its place; for the list that owns the item.
 */
void muster_paged_item_set_row (MusterPagedItem *item, gpointer row);
