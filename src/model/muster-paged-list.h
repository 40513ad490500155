/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"
#include "muster-paged-item.h"

/**
 * MusterListState:
 * @MUSTER_LIST_IDLE: nothing was asked for yet
 * @MUSTER_LIST_LOADING: nothing is there yet, and something is on its way
 * @MUSTER_LIST_READY: there is a result, of no row perhaps
 * @MUSTER_LIST_FAILED: it could not be read
 * @MUSTER_LIST_DENIED: the actor may not read it
 */
typedef enum
{
  MUSTER_LIST_IDLE,
  MUSTER_LIST_LOADING,
  MUSTER_LIST_READY,
  MUSTER_LIST_FAILED,
  MUSTER_LIST_DENIED,
} MusterListState;

/**
 * MusterPagedList:
 *
 * A #GListModel of #MusterPagedItem over one listing. The keys are found once for a filter; rows
 * load by pages of 128 as they are looked at, and 32 pages are kept. What was there stays until
 * something newer has come.
 *
 * A change that adds or removes few rows is announced as just that. Any other change is announced
 * as "all gone", then "all new", with #MusterPagedList::replacing before and
 * #MusterPagedList::replaced after: a view keeps its selection and place by key between the two.
 *
 * Properties, all read-only: "state" (gint, #MusterListState), "busy" (gboolean: something is on its
 * way), "n-items" (guint).
 * Signals: "replacing" (), "replaced" (gboolean again: whether the filter is the one from before),
 * "found" (): counts, total and order are new, or it failed.
 */
#define MUSTER_TYPE_PAGED_LIST (muster_paged_list_get_type ())
G_DECLARE_FINAL_TYPE (MusterPagedList, muster_paged_list, MUSTER, PAGED_LIST, GObject)

/**
 * muster_paged_list_new:
 * @office: the doors
 * @actor: who reads
 * @listing: what
 *
 * Returns: (transfer full): a list of nothing until muster_paged_list_set_filter()
 */
MusterPagedList *muster_paged_list_new (MusterOffice *office,
                                        MusterActor *actor,
                                        const MusterListing *listing);

/**
 * muster_paged_list_set_filter:
 * @self: a list
 * @filter: which rows, and in which order
 *
 * Finds the rows of @filter. What was on its way before is given up.
 */
void muster_paged_list_set_filter (MusterPagedList *self, MusterFilter *filter);

/**
 * muster_paged_list_get_filter:
 *
 * Returns: (transfer none) (nullable): what was asked for last
 */
MusterFilter *muster_paged_list_get_filter (MusterPagedList *self);

/**
 * muster_paged_list_refresh:
 * @self: a list
 *
 * Finds the rows again. While a run is on its way, one more follows it.
 */
void muster_paged_list_refresh (MusterPagedList *self);

/**
 * muster_paged_list_set_live:
 * @self: a list
 * @live: whether the list refreshes by itself when the office announces a topic of its listing
 *
 * Lists are live until told otherwise.
 */
void muster_paged_list_set_live (MusterPagedList *self, gboolean live);

MusterListState muster_paged_list_get_state (MusterPagedList *self);
gboolean muster_paged_list_get_busy (MusterPagedList *self);
const MusterListing *muster_paged_list_get_listing (MusterPagedList *self);

/**
 * muster_paged_list_get_error:
 *
 * Returns: (transfer none) (nullable): why the last run failed
 */
const GError *muster_paged_list_get_error (MusterPagedList *self);

/**
 * muster_paged_list_get_count:
 * @self: a list
 * @code: a state of the listing
 *
 * Returns: how many rows are in that state, the filter's own states left out of account
 */
guint muster_paged_list_get_count (MusterPagedList *self, const char *code);

/**
 * muster_paged_list_get_total:
 *
 * Returns: how many rows there are, the filter's own states left out of account
 */
guint muster_paged_list_get_total (MusterPagedList *self);

/**
 * muster_paged_list_get_as_of:
 *
 * Returns: when the rows were found, microseconds UTC, 0 for never
 */
gint64 muster_paged_list_get_as_of (MusterPagedList *self);

/**
 * muster_paged_list_get_key:
 * @self: a list
 * @position: a position
 *
 * Returns: the key there, without loading anything; 0 beyond the end
 */
gint64 muster_paged_list_get_key (MusterPagedList *self, guint position);

/**
 * muster_paged_list_find_key:
 * @self: a list
 * @key: a key
 * @position: (out) (optional): where it is
 *
 * Returns: whether a row has that key
 */
gboolean muster_paged_list_find_key (MusterPagedList *self, gint64 key, guint *position);

/**
 * muster_paged_list_get_finding:
 *
 * Returns: (transfer none) (nullable): what was found, for who loads rows beside the list
 */
MusterFinding *muster_paged_list_get_finding (MusterPagedList *self);

MusterOffice *muster_paged_list_get_office (MusterPagedList *self);
