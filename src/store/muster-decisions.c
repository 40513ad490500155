/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-decisions.h"

#include "muster-query.h"

#define COLUMNS                                                                          \
  "id, key, kind, person_id, date, decision, reason, assignee, until_date, bulk, at, "   \
  "by,"                                                                                  \
  " delegate_of"

void
muster_decision_record_clear (MusterDecisionRecord *record)
{
  g_clear_pointer (&record->key, g_free);
  g_clear_pointer (&record->kind, g_free);
  g_clear_pointer (&record->decision, g_free);
  g_clear_pointer (&record->reason, g_free);
  g_clear_pointer (&record->assignee, g_free);
  g_clear_pointer (&record->bulk, g_free);
  g_clear_pointer (&record->by, g_free);
  g_clear_pointer (&record->delegate_of, g_free);
}

static void
record_free (gpointer data)
{
  muster_decision_record_clear (data);
  g_free (data);
}

static MusterDecisionRecord
record_from_row (MusterQuery *query)
{
  return (MusterDecisionRecord) {
    .id = muster_query_get_int64 (query, 0),
    .key = muster_query_dup_text (query, 1),
    .kind = muster_query_dup_text (query, 2),
    .person_id = muster_query_get_int64 (query, 3),
    .date = muster_query_get_date (query, 4, MUSTER_DATE_NONE),
    .decision = muster_query_dup_text (query, 5),
    .reason = muster_query_dup_text (query, 6),
    .assignee = muster_query_dup_text (query, 7),
    .until = muster_query_get_date (query, 8, MUSTER_DATE_NONE),
    .bulk = muster_query_dup_text (query, 9),
    .at = muster_query_get_int64 (query, 10),
    .by = muster_query_dup_text (query, 11),
    .delegate_of = muster_query_dup_text (query, 12),
  };
}

gint64
muster_decisions_add (MusterDb *db, const MusterDecisionRecord *record, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO exception_decision (key, kind, person_id, date, decision, reason,"
        " assignee, until_date, bulk, at, by, delegate_of)"
        " VALUES (?, ?, nullif (?, 0), ?, ?, ?, nullif (?, ''), ?, ?, ?, ?, ?)");

  muster_query_text (query, record->key);
  muster_query_text (query, record->kind);
  muster_query_int64 (query, record->person_id);
  muster_query_date (query, record->date);
  muster_query_text (query, record->decision);
  muster_query_text (query, record->reason);
  muster_query_text (query, record->assignee);
  muster_query_date (query, record->until);
  muster_query_text (query, record->bulk);
  muster_query_int64 (query, record->at);
  muster_query_text (query, record->by);
  muster_query_text (query, record->delegate_of);

  return muster_query_run (query, error) ? muster_db_get_last_id (db) : 0;
}

GHashTable *
muster_decisions_latest (MusterDb *db, MusterDates dates, GError **error)
{
  g_autoptr (GHashTable)
    latest = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, record_free);
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT " COLUMNS " FROM exception_decision"
                                  " WHERE date IS NULL OR date BETWEEN ? AND ?"
                                  " ORDER BY id");

  muster_query_int64 (query, dates.from);
  muster_query_int64 (query, dates.to);
  while (muster_query_next (query))
    {
      MusterDecisionRecord *record = g_new (MusterDecisionRecord, 1);

      *record = record_from_row (query);
      g_hash_table_replace (latest, record->key, record);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&latest) : NULL;
}

static GArray *
records_take (MusterQuery *query, GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (MusterDecisionRecord));

  g_array_set_clear_func (records, (GDestroyNotify) muster_decision_record_clear);
  while (muster_query_next (query))
    {
      MusterDecisionRecord record = record_from_row (query);

      g_array_append_val (records, record);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}

GArray *
muster_decisions_of (MusterDb *db, const char *key, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT " COLUMNS " FROM exception_decision"
                                  " WHERE key = ? ORDER BY id");

  muster_query_text (query, key);

  return records_take (query, error);
}

GArray *
muster_decisions_of_bulk (MusterDb *db, const char *bulk, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT " COLUMNS " FROM exception_decision"
                                  " WHERE bulk = ? ORDER BY id");

  muster_query_text (query, bulk);

  return records_take (query, error);
}

gboolean
muster_decisions_mark_export (MusterDb *db,
                              MusterDates dates,
                              const char *what,
                              gint64 at,
                              const char *by,
                              GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "INSERT INTO export_mark (from_date, to_date, what, at, by)"
                          " VALUES (?, ?, ?, ?, ?)");

  muster_query_int64 (query, dates.from);
  muster_query_int64 (query, dates.to);
  muster_query_text (query, what);
  muster_query_int64 (query, at);
  muster_query_text (query, by);

  return muster_query_run (query, error);
}

gboolean
muster_decisions_exported_at (MusterDb *db,
                              MusterDates dates,
                              gint64 since,
                              gint64 *at,
                              GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT ifnull (min (at), 0) FROM export_mark"
                                  " WHERE from_date <= ? AND to_date >= ? AND at >= ?");

  muster_query_int64 (query, dates.to);
  muster_query_int64 (query, dates.from);
  muster_query_int64 (query, since);
  *at = muster_query_next (query) ? muster_query_get_int64 (query, 0) : 0;

  return muster_query_done (query, error);
}
