/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-paged-list.h"

/**
 * MusterListKeeper:
 *
 * Keeps the selection of a view, and its place, while its list is replaced: by key, so that they
 * stay with their records. A new look at the same keeps the place; other filters begin at the top,
 * or at the selection.
 */
#define MUSTER_TYPE_LIST_KEEPER (muster_list_keeper_get_type ())
G_DECLARE_FINAL_TYPE (MusterListKeeper, muster_list_keeper, MUSTER, LIST_KEEPER, GObject)

/**
 * MusterScrollFunc:
 * @position: the row that is to be seen
 * @data: as given
 *
 * Scrolls the view that is shown.
 */
typedef void (*MusterScrollFunc) (guint position, gpointer data);

/**
 * muster_list_keeper_new:
 * @list: the list
 * @selection: a selection over it
 * @scroll: scrolls to a row
 * @data: for @scroll; outlives the keeper
 *
 * Returns: (transfer full): a keeper that works as long as it lives
 */
MusterListKeeper *muster_list_keeper_new (MusterPagedList *list,
                                          GtkSelectionModel *selection,
                                          MusterScrollFunc scroll,
                                          gpointer data);

/**
 * muster_list_keeper_set_adjustment:
 * @self: a keeper
 * @adjustment: (nullable): how far the view is scrolled that is shown now
 */
void muster_list_keeper_set_adjustment (MusterListKeeper *self,
                                        GtkAdjustment *adjustment);
