/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-import-log.h"
#include "muster-office.h"
#include "muster-sink.h"
#include "muster-source.h"

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
 * Stores what is left and how the run ended, in one transaction.
 *
 * Returns: whether it was stored
 */
gboolean muster_ingest_finish (MusterIngest *ingest,
                               const char *state,
                               const char *message,
                               GError **error);
