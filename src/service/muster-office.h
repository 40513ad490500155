/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-actor.h"
#include "muster-command.h"
#include "muster-filter.h"
#include "muster-listing.h"

/**
 * MusterOffice:
 *
 * The two doors of one open company: submit writes, list reads. Permission, transaction,
 * audit and change notice are written here and nowhere else.
 *
 * Signals: "changed" (guint topics), #MusterTopics, once per commit, on the main context, also
 * for commits of other processes.
 */
#define MUSTER_TYPE_OFFICE (muster_office_get_type ())
G_DECLARE_FINAL_TYPE (MusterOffice, muster_office, MUSTER, OFFICE, GObject)

/**
 * muster_office_submit:
 * @office: the office
 * @actor: who acts
 * @command: what to do
 * @args: arguments of type @command->args; floating is sunk
 * @cancellable: (nullable): to give up before the commit
 * @error: %MUSTER_ERROR_DENIED and all that the command can say
 *
 * Does one thing, whole or not at all, and leaves an audit entry, also when it was refused.
 * Blocks: from the main thread use muster_office_submit_async().
 *
 * Returns: (transfer full) (nullable): the command's result, the empty tuple when it has none
 */
GVariant *muster_office_submit (MusterOffice *office,
                                MusterActor *actor,
                                const MusterCommand *command,
                                GVariant *args,
                                GCancellable *cancellable,
                                GError **error);

void muster_office_submit_async (MusterOffice *office,
                                 MusterActor *actor,
                                 const MusterCommand *command,
                                 GVariant *args,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

GVariant *muster_office_submit_finish (MusterOffice *office, GAsyncResult *result, GError **error);

/**
 * muster_office_list:
 * @office: the office
 * @actor: who reads
 * @listing: what
 * @filter: which
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_DENIED and all that the listing can say
 *
 * Finds which rows there are, in order, and counts them by state. The rows themselves come
 * from muster_office_load(), page by page.
 *
 * Returns: (transfer full) (nullable): the finding
 */
MusterFinding *muster_office_list (MusterOffice *office,
                                   MusterActor *actor,
                                   const MusterListing *listing,
                                   MusterFilter *filter,
                                   GCancellable *cancellable,
                                   GError **error);

void muster_office_list_async (MusterOffice *office,
                               MusterActor *actor,
                               const MusterListing *listing,
                               MusterFilter *filter,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

MusterFinding *muster_office_list_finish (MusterOffice *office, GAsyncResult *result, GError **error);

/**
 * muster_office_load:
 * @office: the office
 * @finding: what muster_office_list() found
 * @first: index of the first row wanted
 * @n: how many
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Loads rows of a finding. A row that has gone meanwhile is there as %NULL.
 *
 * Returns: (transfer full) (element-type GObject) (nullable): @n rows of the listing's type,
 *   fewer at the end
 */
GPtrArray *muster_office_load (MusterOffice *office,
                               MusterFinding *finding,
                               guint first,
                               guint n,
                               GCancellable *cancellable,
                               GError **error);

void muster_office_load_async (MusterOffice *office,
                               MusterFinding *finding,
                               guint first,
                               guint n,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

GPtrArray *muster_office_load_finish (MusterOffice *office, GAsyncResult *result, GError **error);

/**
 * MusterProgress:
 * @done: how far the work is, in its own unit
 * @total: how much there is, 0 for unknown
 * @progress_data: as given
 *
 * Wants to know how far long work is. Called from the thread that works, not too often;
 * from muster_office_run_async() on the main context.
 */
typedef void (*MusterProgress) (guint64 done, guint64 total, gpointer progress_data);

/**
 * MusterWork:
 * @data: as given
 * @progress: (nullable): to be told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up
 * @error: what went wrong
 *
 * Blocking work longer than one submit: opening a company, an import, a backup.
 *
 * Returns: its result, %NULL with @error
 */
typedef gpointer (*MusterWork) (gpointer data,
                                MusterProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GError **error);

/**
 * muster_office_run_async:
 * @owner: (type GObject) (nullable): what the callback gets as its source; there need be no
 *   office yet
 * @work: what to do, on a task thread
 * @data: for @work
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees a result that nobody takes
 * @progress: (nullable): told on the main context
 * @cancellable: (nullable): to give up
 * @callback: told at the end
 * @user_data: for @progress and @callback
 *
 * Runs blocking work beside the main loop. The one way for it outside the doors.
 */
void muster_office_run_async (gpointer owner,
                              MusterWork work,
                              gpointer data,
                              GDestroyNotify data_free,
                              GDestroyNotify result_free,
                              MusterProgress progress,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * muster_office_run_finish:
 * @result: what the callback got
 * @error: what @work said
 *
 * Returns: (transfer full) (nullable): what @work returned
 */
gpointer muster_office_run_finish (GAsyncResult *result, GError **error);

/**
 * muster_office_get_now:
 * @office: the office
 *
 * Returns: what time it is for this company, microseconds UTC: the real or the frozen clock
 */
gint64 muster_office_get_now (MusterOffice *office);

/**
 * muster_office_get_zone:
 * @office: the office
 *
 * Returns: (transfer none): the company's zone
 */
MusterZone *muster_office_get_zone (MusterOffice *office);

/**
 * muster_office_verify_audit:
 * @office: the office
 * @actor: who may read the audit log
 * @n_entries: (out) (optional): entries that were walked
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_STORAGE, naming the first entry that does not fit
 *
 * Walks the chain of hashes of the audit log. Blocks.
 *
 * Returns: whether the chain is whole
 */
gboolean muster_office_verify_audit (MusterOffice *office,
                                     MusterActor *actor,
                                     guint64 *n_entries,
                                     GCancellable *cancellable,
                                     GError **error);
