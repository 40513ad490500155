/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"
#include "muster-import-row.h"
#include "muster-office.h"
#include "muster-source-listings.h"

/**
 * MusterPull:
 *
 * One stretch of reading one source: what it needs of the store, the sink that brings what comes
 * into it, and what is kept of how it went. One thread at a time.
 */
typedef struct _MusterPull MusterPull;

/**
 * muster_pull_open:
 * @office: the office
 * @actor: who may ingest: the runner of sources
 * @source_id: which source
 * @user: who asked for it, as the log says it
 * @progress: (nullable): who wants to know how far it is
 * @progress_data: for @progress
 * @error: %MUSTER_ERROR_CONFLICT when it is being read already, paused or retired, and all that can
 *   be wrong with its settings
 *
 * Returns: (transfer full) (nullable): the pull
 */
MusterPull *muster_pull_open (MusterOffice *office,
                              MusterActor *actor,
                              gint64 source_id,
                              const char *user,
                              MusterProgress progress,
                              gpointer progress_data,
                              GError **error);

void muster_pull_free (MusterPull *pull);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterPull, muster_pull_free)

const MusterConnector *muster_pull_get_connector (MusterPull *pull);
MusterSource *muster_pull_get_source (MusterPull *pull);
MusterParams *muster_pull_get_settings (MusterPull *pull);

/**
 * muster_pull_get_sink:
 * @pull: a pull
 *
 * Returns: (transfer none): where the source's punches go
 */
MusterSink *muster_pull_get_sink (MusterPull *pull);

/**
 * muster_pull_hear:
 * @pull: the pull of a source that calls in
 * @error: why it could not be stored
 *
 * The source gave a sign of life. Stored at once when it is the first after a while or a fault, and
 * with what comes next otherwise; a stretch that is old is ended in the log and another begun.
 *
 * Returns: whether what had to be stored was
 */
gboolean muster_pull_hear (MusterPull *pull, GError **error);

/**
 * muster_pull_close:
 * @pull: a pull
 * @why: (nullable): what ended it, %NULL when it came to its end
 * @dice: a number from 0 up to 1, see muster_sync_plan_get_retry()
 * @error: why the end could not be stored
 *
 * Stores what is left and how it went.
 *
 * Returns: (transfer full) (nullable): the report
 */
MusterImportRow *muster_pull_close (MusterPull *pull,
                                    const GError *why,
                                    double dice,
                                    GError **error);

/**
 * muster_pull_run:
 * @office: the office
 * @actor: who may ingest
 * @source_id: which source
 * @user: who asked for it
 * @dice: as above
 * @progress: (nullable): who wants to know how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it after what was committed
 * @error: why it could not be read to its end; that is on record then
 *
 * Reads a source once, from where it was left. Blocks. Safe to kill at any instant: what was
 * committed stays, and the next one takes the rest.
 *
 * Returns: (transfer full) (nullable): the report
 */
MusterImportRow *muster_pull_run (MusterOffice *office,
                                  MusterActor *actor,
                                  gint64 source_id,
                                  const char *user,
                                  double dice,
                                  MusterProgress progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * muster_pull_follow:
 * @office: the office
 * @actor: who may ingest
 * @source_id: a source whose kind can be followed
 * @user: who asked for it
 * @dice: as above
 * @cancellable: ends it
 * @error: what cut it off, which is on record then; %G_IO_ERROR_CANCELLED
 *
 * Stays connected to a source and takes punches as they are made, until cancelled. Blocks.
 *
 * Returns: %FALSE always: nothing else ends it
 */
gboolean muster_pull_follow (MusterOffice *office,
                             MusterActor *actor,
                             gint64 source_id,
                             const char *user,
                             double dice,
                             GCancellable *cancellable,
                             GError **error);

/**
 * muster_pull_params:
 * @connector: a kind of source
 * @settings: (nullable): an a{sv}
 * @secrets: (nullable): an a{sv}
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Returns: (transfer full) (nullable): both as the connector takes them
 */
MusterParams *muster_pull_params (const MusterConnector *connector,
                                  GVariant *settings,
                                  GVariant *secrets,
                                  GError **error);
