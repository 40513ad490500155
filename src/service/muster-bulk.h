/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"

/*
 * Deciding many requests as one action: seen before it runs, one audit entry each, undone as a
 * whole by request.undo-many with the action's name. The functions block.
 */

/**
 * MusterBulkItem:
 * @id: a request
 * @person_name: (nullable): whose, %NULL for one that is gone or out of scope
 * @what: (nullable): its kind
 * @date: its date
 * @refusal: (nullable): why it cannot be decided, %NULL for one that can
 *
 * What would become of one of many.
 */
typedef struct
{
  gint64 id;
  char *person_name;
  const char *what;
  MusterDate date;
  char *refusal;
} MusterBulkItem;

/**
 * muster_bulk_foresee:
 * @office: the office
 * @actor: who would decide
 * @ids: (element-type gint64): requests
 * @decision: "approve" or "reject"
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_DENIED, %MUSTER_ERROR_STORAGE
 *
 * Says what would happen, without doing anything.
 *
 * Returns: (transfer full) (element-type MusterBulkItem) (nullable): one for each of @ids; the
 *   array clears them
 */
GArray *muster_bulk_foresee (MusterOffice *office,
                             MusterActor *actor,
                             GArray *ids,
                             const char *decision,
                             GCancellable *cancellable,
                             GError **error);

/**
 * MusterBulkResult:
 * @bulk: the action's name, for request.undo-many
 * @done: requests that were decided
 * @refused: requests that were not
 * @why: (nullable): why the first of these was refused
 */
typedef struct
{
  char *bulk;
  guint done;
  guint refused;
  char *why;
} MusterBulkResult;

void muster_bulk_result_free (MusterBulkResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterBulkResult, muster_bulk_result_free)

/**
 * muster_bulk_decide:
 * @office: the office
 * @actor: who decides
 * @ids: (element-type gint64): requests
 * @decision: "approve" or "reject"
 * @note: why; a rejection needs one
 * @progress: (nullable): told how many are done
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop; what is decided by then stays decided
 *
 * Decides one after the other, each whole or not at all.
 *
 * Returns: (transfer full): what came of it
 */
MusterBulkResult *muster_bulk_decide (MusterOffice *office,
                                      MusterActor *actor,
                                      GArray *ids,
                                      const char *decision,
                                      const char *note,
                                      MusterProgress progress,
                                      gpointer progress_data,
                                      GCancellable *cancellable);
