/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-delegations.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-query.h"
#include "muster-uid.h"

#define SELECT                                                                           \
  "SELECT d.id, d.user_id, u.name, d.delegate_id, v.name, d.from_date, d.to_date,"       \
  " d.reason, d.at, d.by, d.ended_at, d.ended_by FROM delegation d"                      \
  " JOIN user u ON u.id = d.user_id JOIN user v ON v.id = d.delegate_id"

void
muster_delegation_record_clear (MusterDelegationRecord *record)
{
  g_clear_pointer (&record->user, g_free);
  g_clear_pointer (&record->delegate, g_free);
  g_clear_pointer (&record->reason, g_free);
  g_clear_pointer (&record->by, g_free);
  g_clear_pointer (&record->ended_by, g_free);
}

static MusterDelegationRecord
record_from_row (MusterQuery *query)
{
  return (MusterDelegationRecord) {
    .id = muster_query_get_int64 (query, 0),
    .user_id = muster_query_get_int64 (query, 1),
    .user = muster_query_dup_text (query, 2),
    .delegate_id = muster_query_get_int64 (query, 3),
    .delegate = muster_query_dup_text (query, 4),
    .dates.from = (MusterDate) muster_query_get_int64 (query, 5),
    .dates.to = (MusterDate) muster_query_get_int64 (query, 6),
    .reason = muster_query_dup_text (query, 7),
    .at = muster_query_get_int64 (query, 8),
    .by = muster_query_dup_text (query, 9),
    .ended_at = muster_query_get_int64 (query, 10),
    .ended_by = muster_query_dup_text (query, 11),
  };
}

gint64
muster_delegations_add (MusterDb *db,
                        const MusterDelegationRecord *record,
                        GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO delegation (uid, user_id, delegate_id, from_date, to_date, reason,"
        " at, by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  g_autofree char *uid = muster_uid_new (record->at);

  muster_query_text (query, uid);
  muster_query_int64 (query, record->user_id);
  muster_query_int64 (query, record->delegate_id);
  muster_query_int64 (query, record->dates.from);
  muster_query_int64 (query, record->dates.to);
  muster_query_text (query, record->reason);
  muster_query_int64 (query, record->at);
  muster_query_text (query, record->by);

  return muster_query_run (query, error) ? muster_db_get_last_id (db) : 0;
}

gboolean
muster_delegations_end (MusterDb *db,
                        gint64 id,
                        gint64 at,
                        const char *by,
                        GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "UPDATE delegation SET ended_at = ?, ended_by = ? WHERE id = ? AND ended_at = 0");

  muster_query_int64 (query, at);
  muster_query_text (query, by);
  muster_query_int64 (query, id);

  return muster_query_run (query, error) &&
         (muster_db_get_changes (db) > 0 ||
          muster_error_set (error, MUSTER_ERROR_CONFLICT,
                            _ ("This delegation has ended already.")));
}

gboolean
muster_delegations_get (MusterDb *db,
                        gint64 id,
                        MusterDelegationRecord *record,
                        GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (db, SELECT " WHERE d.id = ?");

  *record = (MusterDelegationRecord) { 0 };
  muster_query_int64 (query, id);
  if (muster_query_next (query))
    {
      *record = record_from_row (query);
      return TRUE;
    }

  return muster_query_done (query, error) &&
         muster_error_set (error, MUSTER_ERROR_MISSING,
                           _ ("There is no such delegation."));
}

GArray *
muster_delegations_list (MusterDb *db, gint64 delegate_id, MusterDate on, GError **error)
{
  g_autoptr (GArray)
    records = g_array_new (FALSE, FALSE, sizeof (MusterDelegationRecord));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, SELECT " WHERE (?1 = 0 OR d.delegate_id = ?1)"
               " AND (?2 IS NULL OR (?2 BETWEEN d.from_date AND d.to_date"
               "  AND d.ended_at = 0)) ORDER BY d.from_date, d.id");

  g_array_set_clear_func (records, (GDestroyNotify) muster_delegation_record_clear);
  muster_query_int64 (query, delegate_id);
  muster_query_date (query, on);
  while (muster_query_next (query))
    {
      MusterDelegationRecord record = record_from_row (query);

      g_array_append_val (records, record);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}
