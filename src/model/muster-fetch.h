/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"

/**
 * MusterFetchFunc:
 * @finding: (nullable): which rows there are, %NULL when it failed
 * @rows: (element-type GObject) (nullable): the first of them, without those that are gone
 * @error: (nullable): why it failed; cancelled too
 * @user_data: as given
 *
 * Takes what was fetched.
 */
typedef void (*MusterFetchFunc) (MusterFinding *finding,
                                 GPtrArray *rows,
                                 const GError *error,
                                 gpointer user_data);

/**
 * muster_fetch_rows:
 * @office: the doors
 * @actor: who reads
 * @listing: what
 * @filter: which
 * @most: how many rows to load; 0 for the counts only
 * @cancellable: (nullable): to give up
 * @func: called once, later, on the main context
 * @user_data: for @func
 *
 * Finds and loads a few rows in one go, for what is no list: a detail, a strip, a choice.
 */
void muster_fetch_rows (MusterOffice *office,
                        MusterActor *actor,
                        const MusterListing *listing,
                        MusterFilter *filter,
                        guint most,
                        GCancellable *cancellable,
                        MusterFetchFunc func,
                        gpointer user_data);
