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
