/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-actor.h"
#include "muster-command.h"
#include "muster-filter.h"
#include "muster-listing.h"

/* Of the layers below, which those above do not see */
typedef struct _MusterAccess MusterAccess;
typedef struct _MusterConnectorTable MusterConnectorTable;
typedef struct _MusterVault MusterVault;

/**
 * MusterClock:
 * @clock_data: as given
 *
 * Says what time it is, in microseconds UTC since 1970: g_get_real_time(), or a frozen one.
 * Called from any thread.
 */
typedef gint64 (*MusterClock) (gpointer clock_data);

/**
 * MusterOffice:
 *
 * The two doors of one open company: submit writes, list reads. Permission, transaction,
 * audit and change notice are written here and nowhere else.
 *
 * Signals: "changed" (guint topics), #MusterTopics, after each commit, on the main context, also
 * for commits of other processes (of which the topics are not known: all of them). Commits
 * that the main context had no time for meanwhile come as one.
 */
#define MUSTER_TYPE_OFFICE (muster_office_get_type ())
G_DECLARE_FINAL_TYPE (MusterOffice, muster_office, MUSTER, OFFICE, GObject)

/**
 * muster_office_new:
 * @vault: the open database; the office does not close it
 * @access: (transfer none): the key slots, for commands on users; kept as long as the office
 * @zone: the company's zone
 * @clock: (nullable): the clock, %NULL for the real one
 * @clock_data: for @clock
 *
 * Returns: (transfer full): the office of that company
 */
MusterOffice *muster_office_new (MusterVault *vault,
                                 const MusterAccess *access,
                                 MusterZone *zone,
                                 MusterClock clock,
                                 gpointer clock_data);

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

GVariant *muster_office_submit_finish (MusterOffice *office,
                                       GAsyncResult *result,
                                       GError **error);

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

MusterFinding *muster_office_list_finish (MusterOffice *office,
                                          GAsyncResult *result,
                                          GError **error);

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

GPtrArray *muster_office_load_finish (MusterOffice *office,
                                      GAsyncResult *result,
                                      GError **error);

/**
 * MusterWriting:
 * @txn: the transaction
 * @data: as given
 * @error: why it must not be
 *
 * Returns: whether to commit
 */
typedef gboolean (*MusterWriting) (MusterTransaction *txn, gpointer data, GError **error);

/**
 * muster_office_write:
 * @office: the office
 * @actor: who acts
 * @permission: what the actor must be allowed
 * @name: what the audit log calls it
 * @args: (nullable): an a{sv} for the audit log, without secrets; floating is sunk
 * @writing: what to do
 * @data: for @writing
 * @cancellable: (nullable): to give up before the commit
 * @error: %MUSTER_ERROR_DENIED and all that @writing can say
 *
 * The writing door without its handle, for services whose matter is too large for a command's
 * arguments (punches by the hundred thousand, a list of people). Blocks.
 *
 * Returns: whether it was committed
 */
gboolean muster_office_write (MusterOffice *office,
                              MusterActor *actor,
                              MusterPermission permission,
                              const char *name,
                              GVariant *args,
                              MusterWriting writing,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);

/**
 * muster_office_note:
 * @office: the office
 * @actor: who acts
 * @permission: what the actor must be allowed
 * @name: what is done, for errors
 * @writing: what to do
 * @data: for @writing
 * @error: %MUSTER_ERROR_DENIED and all that @writing can say
 *
 * The writing door for what Muster keeps about its own work (when a source was last asked, that it
 * had nothing new): no audit entry, for nobody did anything. Nothing that is a fact of attendance
 * may be written so. Blocks.
 *
 * Returns: whether it was committed
 */
gboolean muster_office_note (MusterOffice *office,
                             MusterActor *actor,
                             MusterPermission permission,
                             const char *name,
                             MusterWriting writing,
                             gpointer data,
                             GError **error);

/**
 * MusterReadingFunc:
 * @reading: a snapshot
 * @data: as given
 * @error: what went wrong
 *
 * Returns: whether all went well
 */
typedef gboolean (*MusterReadingFunc) (MusterReading *reading,
                                       gpointer data,
                                       GError **error);

/**
 * muster_office_read:
 * @office: the office
 * @actor: who reads
 * @permission: what the actor must be allowed
 * @func: what to do
 * @data: for @func
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_DENIED and all that @func can say
 *
 * The reading door without its handle, for services. Heeding the actor's scope is theirs.
 * Blocks.
 *
 * Returns: whether all went well
 */
gboolean muster_office_read (MusterOffice *office,
                             MusterActor *actor,
                             MusterPermission permission,
                             MusterReadingFunc func,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

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
 * muster_office_set_zone:
 * @office: the office
 * @zone: the company's zone from now on
 *
 * Has everything looked at again in another zone. The one before stays valid as long as the
 * office. From the main thread.
 */
void muster_office_set_zone (MusterOffice *office, MusterZone *zone);

/**
 * muster_office_get_folder:
 * @office: the office
 *
 * Returns: (transfer none): the company's folder
 */
const char *muster_office_get_folder (MusterOffice *office);

/**
 * muster_office_set_connectors:
 * @office: the office
 * @connectors: kinds of sources that it knows; static
 *
 * Says what kinds of sources there are: those of the catalog unless said otherwise.
 */
void muster_office_set_connectors (MusterOffice *office,
                                   const MusterConnectorTable *connectors);
const MusterConnectorTable *muster_office_get_connectors (MusterOffice *office);

/**
 * muster_office_verify_audit:
 * @office: the office
 * @actor: who may read the audit log
 * @n_entries: (out) (optional): entries that were walked
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_STORAGE, naming the first entry that does not fit
 *
 * Walks the chain of hashes of the audit log, and looks whether it still reaches as far as
 * muster.keys noted. Blocks.
 *
 * Returns: whether the chain is whole
 */
gboolean muster_office_verify_audit (MusterOffice *office,
                                     MusterActor *actor,
                                     guint64 *n_entries,
                                     GCancellable *cancellable,
                                     GError **error);
