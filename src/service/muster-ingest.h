/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-contacts.h"
#include "muster-import-log.h"
#include "muster-office.h"
#include "muster-sink.h"
#include "muster-source.h"
#include "muster-sync-plan.h"

/**
 * MusterIngest:
 *
 * A sink that brings what a connector hands over into the store, in large batches: each is
 * one transaction with the cursor that covers it. One run, one thread.
 */
typedef struct _MusterIngest MusterIngest;

/**
 * muster_ingest_new:
 * @office: the office
 * @actor: who may ingest
 * @source: the source that the punches come from
 * @record: the import that they belong to, whose counts the ingest keeps; its own until it is
 *   freed
 * @progress: (nullable): who wants to know how far it is
 * @progress_data: for @progress
 * @error: a source whose zone this system does not know
 *
 * Returns: (transfer full) (nullable): the ingest
 */
MusterIngest *muster_ingest_new (MusterOffice *office,
                                 MusterActor *actor,
                                 MusterSource *source,
                                 MusterImportRecord *record,
                                 MusterProgress progress,
                                 gpointer progress_data,
                                 GError **error);

void muster_ingest_free (MusterIngest *ingest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterIngest, muster_ingest_free)

/**
 * muster_ingest_attend:
 * @ingest: a new ingest
 * @plan: how the source is read; the ingest's own until it is freed
 * @contact: how the contact with it is, which the ingest keeps and stores; likewise
 * @facts: (nullable): an a{ss} of what it told of itself before
 * @badges: (element-type MusterBadgeAbout): whom it knows already
 *
 * Makes it the ingest of a source that is read by itself: how far it has reported is what it says,
 * its record in the log begins with the first batch, another device that answers in its place is
 * refused, and a sync without anything new leaves no audit entry.
 */
void muster_ingest_attend (MusterIngest *ingest,
                           const MusterSyncPlan *plan,
                           MusterContact *contact,
                           GVariant *facts,
                           GArray *badges);

/**
 * muster_ingest_check:
 * @ingest: an ingest
 * @error: %MUSTER_ERROR_CONFLICT when another device answers in the place of its source
 *
 * Returns: whether what comes belongs to its source
 */
gboolean muster_ingest_check (MusterIngest *ingest, GError **error);

/**
 * muster_ingest_get_pending:
 * @ingest: an ingest
 *
 * Returns: whether something was said that is not in the store yet
 */
gboolean muster_ingest_get_pending (MusterIngest *ingest);

/**
 * muster_ingest_store:
 * @ingest: an ingest
 * @error: why it could not be stored
 *
 * Stores what there is, and the contact with it, in one transaction.
 *
 * Returns: whether it was stored
 */
gboolean muster_ingest_store (MusterIngest *ingest, GError **error);

/**
 * muster_ingest_store_many:
 * @sinks: (array length=n_sinks): sinks of ingests of one office and actor
 * @n_sinks: how many
 * @error: why nothing of any of them could be stored; they keep what they have
 *
 * Stores what there is of all of them in one transaction.
 *
 * Returns: whether it was stored
 */
gboolean muster_ingest_store_many (MusterSink *const *sinks,
                                   gsize n_sinks,
                                   GError **error);

/**
 * muster_ingest_get_sink:
 * @ingest: an ingest
 *
 * Returns: (transfer none): what to give to the connector
 */
MusterSink *muster_ingest_get_sink (MusterIngest *ingest);

/**
 * muster_ingest_finish:
 * @ingest: an ingest
 * @state: how the run ended: "done", "cancelled", "failed"
 * @message: (nullable): why it failed
 * @error: why the rest could not be stored
 *
 * Stores what is left and how the run ended, in one transaction; of a source that is read by
 * itself with the contact as its owner set it.
 *
 * Returns: whether it was stored
 */
gboolean muster_ingest_finish (MusterIngest *ingest,
                               const char *state,
                               const char *message,
                               GError **error);
