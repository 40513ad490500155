/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-cell-factory.h"
#include "muster-page.h"
#include "muster-paged-list.h"

/**
 * MusterQueue:
 *
 * A list that is worked through, card by card, beside one of them in full. The selection stays
 * where it is when the list is read again; when what was selected has left it, the next one has
 * come into its place.
 *
 * Signals: "changed" (): another row is shown, or the same one came anew, or more or fewer are
 * selected.
 */
#define MUSTER_TYPE_QUEUE (muster_queue_get_type ())
G_DECLARE_FINAL_TYPE (MusterQueue, muster_queue, MUSTER, QUEUE, GObject)

/**
 * muster_queue_new:
 * @page: the page that it is on
 * @listing: of what
 * @views: the list at its side, what is shown as its content
 * @scroller: where @list is
 * @list: shows the cards
 * @make: makes a card
 * @show: shows a row on it
 *
 * Returns: (transfer full): a queue that has not looked yet: set a filter on its list
 */
MusterQueue *muster_queue_new (MusterPage *page,
                               const MusterListing *listing,
                               AdwNavigationSplitView *views,
                               GtkScrolledWindow *scroller,
                               GtkListView *list,
                               MusterCellMake make,
                               MusterCellShow show);

MusterPagedList *muster_queue_get_list (MusterQueue *self);
GtkSelectionModel *muster_queue_get_selection (MusterQueue *self);

/**
 * muster_queue_get_row:
 * @self: a queue
 *
 * Returns: (transfer none) (nullable): the first row that is selected, as soon as it is loaded
 */
gpointer muster_queue_get_row (MusterQueue *self);

/**
 * muster_queue_count_chosen:
 * @self: a queue
 *
 * Returns: how many rows are selected
 */
guint muster_queue_count_chosen (MusterQueue *self);

/**
 * muster_queue_restart:
 * @self: a queue
 *
 * Forgets where the selection was: what is found next is another list.
 */
void muster_queue_restart (MusterQueue *self);

/**
 * muster_queue_settle:
 * @self: a queue whose list has been found
 *
 * Selects what has come into the place of what was selected.
 *
 * Returns: the page's state
 */
MusterPageState muster_queue_settle (MusterQueue *self);

/**
 * muster_queue_move:
 * @self: a queue
 * @steps: how many further on, back when negative
 */
void muster_queue_move (MusterQueue *self, int steps);

/**
 * muster_queue_show_key:
 * @self: a queue that has found its rows
 * @key: the key of one
 *
 * Selects that row and shows it. Returns: whether it is among them
 */
gboolean muster_queue_show_key (MusterQueue *self, gint64 key);

/* Puts what is selected on the clipboard as a table. */
void muster_queue_copy (MusterQueue *self);
