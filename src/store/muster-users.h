/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-actor.h"
#include "muster-db.h"

/**
 * MusterUserRecord:
 * @id: the row
 * @uid: UUIDv7
 * @name: the user's name, unique whatever its case
 * @slot: (nullable): id of the user's slot in muster.keys, %NULL when there is none
 * @role: a #MusterRole
 * @scope: whose records the user reaches
 * @disabled: whether the user may not sign in any more
 * @created_at: microseconds UTC
 * @person_id: which employee it is, 0 for none: nobody decides a request of their own
 * @dates: from when to when role and scope hold; open ends
 */
typedef struct
{
  gint64 id;
  char *uid;
  char *name;
  char *slot;
  MusterRole role;
  MusterScope scope;
  gboolean disabled;
  gint64 created_at;
  gint64 person_id;
  MusterDates dates;
} MusterUserRecord;

void muster_user_record_clear (MusterUserRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MusterUserRecord, muster_user_record_clear)

/**
 * muster_users_add:
 * @db: a connection that writes
 * @record: the user; its id is ignored, a missing uid is made
 * @error: %MUSTER_ERROR_CONFLICT when the name is taken
 *
 * Returns: the new id, 0 on error
 */
gint64 muster_users_add (MusterDb *db, const MusterUserRecord *record, GError **error);

/**
 * muster_users_change:
 * @db: a connection that writes
 * @record: the user with its id; uid and created_at are not written
 * @error: %MUSTER_ERROR_CONFLICT when the name is taken, %MUSTER_ERROR_MISSING
 *
 * Returns: whether it was written
 */
gboolean muster_users_change (MusterDb *db,
                              const MusterUserRecord *record,
                              GError **error);

/**
 * muster_users_get_by_name:
 * @db: a connection
 * @name: a user's name, in any case
 * @record: (out): the user
 * @error: %MUSTER_ERROR_MISSING
 *
 * Returns: whether there is such a user
 */
gboolean muster_users_get_by_name (MusterDb *db,
                                   const char *name,
                                   MusterUserRecord *record,
                                   GError **error);

/* The same by the slot whose password opened the company, and by id */
gboolean muster_users_get_by_slot (MusterDb *db,
                                   const char *slot,
                                   MusterUserRecord *record,
                                   GError **error);
gboolean muster_users_get (MusterDb *db,
                           gint64 id,
                           MusterUserRecord *record,
                           GError **error);

/**
 * muster_users_list:
 * @db: a connection
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterUserRecord) (nullable): all of them in order of
 *   id; the array clears them
 */
GArray *muster_users_list (MusterDb *db, GError **error);
