/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"
#include "muster-db.h"

/**
 * MusterDelegationRecord:
 * @id: the row
 * @user_id: for whom it is decided
 * @user: that user's name, filled when it is read
 * @delegate_id: who decides
 * @delegate: that user's name, filled when it is read
 * @dates: on which dates
 * @reason: why; may be empty
 * @at: microseconds UTC
 * @by: who entered it
 * @ended_at: when it was ended before its time, 0 for not
 * @ended_by: (nullable): by whom
 *
 * That somebody decides for somebody else in a named span.
 */
typedef struct
{
  gint64 id;
  gint64 user_id;
  char *user;
  gint64 delegate_id;
  char *delegate;
  MusterDates dates;
  char *reason;
  gint64 at;
  char *by;
  gint64 ended_at;
  char *ended_by;
} MusterDelegationRecord;

void muster_delegation_record_clear (MusterDelegationRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MusterDelegationRecord, muster_delegation_record_clear)

/**
 * muster_delegations_add:
 * @db: a connection that writes
 * @record: the delegation; id, names and what belongs to its end are ignored
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: the new id, 0 on error
 */
gint64 muster_delegations_add (MusterDb *db,
                               const MusterDelegationRecord *record,
                               GError **error);

/**
 * muster_delegations_end:
 * @db: a connection that writes
 * @id: a delegation
 * @at: microseconds UTC
 * @by: who ends it
 * @error: %MUSTER_ERROR_CONFLICT when it was ended already
 *
 * Returns: whether it has ended
 */
gboolean muster_delegations_end (MusterDb *db,
                                 gint64 id,
                                 gint64 at,
                                 const char *by,
                                 GError **error);

/**
 * muster_delegations_get:
 * @db: a connection
 * @id: which
 * @record: (out): what is known of it
 * @error: %MUSTER_ERROR_MISSING
 *
 * Returns: whether there is one
 */
gboolean muster_delegations_get (MusterDb *db,
                                 gint64 id,
                                 MusterDelegationRecord *record,
                                 GError **error);

/**
 * muster_delegations_list:
 * @db: a connection
 * @delegate_id: of which delegate, 0 for all
 * @on: those that hold on this date; %MUSTER_DATE_NONE for all, ended ones too
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterDelegationRecord) (nullable): in order of their
 *   first date; the array clears them
 */
GArray *muster_delegations_list (MusterDb *db,
                                 gint64 delegate_id,
                                 MusterDate on,
                                 GError **error);
