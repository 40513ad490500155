/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"
#include "muster-source-listings.h"

/**
 * MusterSyncDice:
 * @dice_data: as given
 *
 * Returns: a number from 0 up to 1
 */
typedef double (*MusterSyncDice) (gpointer dice_data);

/**
 * MusterSyncJob:
 * @source_id: the source
 * @name: its name
 * @queued: it waits for its turn
 * @running: it is being read
 * @following: it is kept connected
 * @done: how far the read is, in its own unit
 * @total: how much there is, 0 for unknown
 *
 * What the runner does about a source just now.
 */
typedef struct
{
  gint64 source_id;
  const char *name;
  gboolean queued;
  gboolean running;
  gboolean following;
  guint64 done;
  guint64 total;
} MusterSyncJob;

/**
 * MusterSync:
 *
 * Keeps the sources of a company in step: reads them when they are due or when asked, four at a
 * time and each by one only, stays connected where that is wanted, and listens for devices that
 * call in. It owns its threads; its functions and signals belong to the main thread.
 *
 * Of several processes that have a company open one keeps the schedules; any may read a source
 * when asked.
 *
 * Signals: "changed" (), when a source began, moved on or ended; "ended" (gint64 source_id,
 * #MusterImportRow report or %NULL, #GError or %NULL).
 */
#define MUSTER_TYPE_SYNC (muster_sync_get_type ())
G_DECLARE_FINAL_TYPE (MusterSync, muster_sync, MUSTER, SYNC, GObject)

/**
 * muster_sync_new:
 * @office: the office
 *
 * Returns: (transfer full): a runner at rest
 */
MusterSync *muster_sync_new (MusterOffice *office);

/**
 * muster_sync_set_dice:
 * @self: a runner
 * @dice: what to roll instead of real dice
 * @dice_data: for @dice
 *
 * Makes its pauses foreseeable, for tests.
 */
void muster_sync_set_dice (MusterSync *self, MusterSyncDice dice, gpointer dice_data);

/**
 * muster_sync_start:
 * @self: a runner
 *
 * Begins to keep schedules and to listen; what is read by itself is read at once.
 */
void muster_sync_start (MusterSync *self);

/**
 * muster_sync_stop:
 * @self: a runner
 *
 * Cancels all, and returns when no thread of it runs any more. Called before the company is closed,
 * and on dispose.
 */
void muster_sync_stop (MusterSync *self);

/**
 * muster_sync_run:
 * @self: a runner
 * @source_id: which source, 0 for all that are read by themselves
 * @user: who asks
 *
 * Reads a source as soon as there is room, whatever its schedule says.
 */
void muster_sync_run (MusterSync *self, gint64 source_id, const char *user);

/**
 * muster_sync_cancel:
 * @self: a runner
 * @source_id: which source, 0 for all
 *
 * Ends a read; what was committed stays.
 */
void muster_sync_cancel (MusterSync *self, gint64 source_id);

/**
 * muster_sync_look:
 * @self: a runner
 *
 * Looks which sources are due. A runner that was started does so by itself.
 */
void muster_sync_look (MusterSync *self);

/**
 * muster_sync_get_busy:
 * @self: a runner
 *
 * Returns: whether it looks or reads just now
 */
gboolean muster_sync_get_busy (MusterSync *self);

/**
 * muster_sync_get_keeps:
 * @self: a runner
 *
 * Returns: whether it is this process that keeps the schedules
 */
gboolean muster_sync_get_keeps (MusterSync *self);

/**
 * muster_sync_list_jobs:
 * @self: a runner
 *
 * Returns: (transfer full) (element-type MusterSyncJob): sources with which something goes on; names
 *   are valid until the main loop runs
 */
GArray *muster_sync_list_jobs (MusterSync *self);

/**
 * muster_sync_get_name:
 * @self: a runner
 * @source_id: a source
 *
 * Returns: (transfer none): its name as it was when it was last looked at, empty for one that is
 *   not known
 */
const char *muster_sync_get_name (MusterSync *self, gint64 source_id);

/**
 * muster_sync_get_port:
 * @self: a runner
 *
 * Returns: the port on which devices can call in, 0 for none
 */
guint muster_sync_get_port (MusterSync *self);

/**
 * muster_sync_get_listener_error:
 * @self: a runner
 *
 * Returns: (transfer none) (nullable): why devices cannot call in though they should
 */
const GError *muster_sync_get_listener_error (MusterSync *self);
