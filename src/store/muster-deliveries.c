/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-deliveries.h"

#include "muster-query.h"

static void
record_free (gpointer data)
{
  MusterDeliveryRecord *record = data;

  g_free (record->record_key);
  g_free (record->source_name);
  g_free (record->kind);
  g_free (record->status);
  g_free (record->slot);
  g_free (record->part);
  g_free (record->reason);
  g_free (record->place);
  g_free (record);
}

static void
blob_free (gpointer data)
{
  MusterDeliveryBlob *blob = data;

  g_free (blob->name);
  g_clear_pointer (&blob->data, g_bytes_unref);
  g_free (blob->fault);
  g_free (blob);
}

static void
telling_free (gpointer data)
{
  MusterTelling *telling = data;

  g_free (telling->id);
  g_free (telling->record_key);
  g_free (telling->by);
  g_free (telling->note);
  g_free (telling);
}

/* ---- What came ---- */

gboolean
muster_deliveries_add (MusterDb *db,
                       const MusterDeliveryRecord *record,
                       gint64 *id,
                       GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO delivery (source_id, record_key, revision, badge_id, kind, status,"
        " slot, part, reason, date, to_date, at, from_at, until_at, created_at, lieu,"
        " place, lat, lon, radius, received_at)"
        " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
        " ?17, ?18, ?19, ?20, ?21 WHERE NOT EXISTS (SELECT 1 FROM delivery"
        " WHERE source_id = ?1 AND record_key = ?2 AND revision >= ?3)");

  muster_query_int64 (query, record->source_id);
  muster_query_text (query, record->record_key);
  muster_query_int64 (query, record->revision);
  muster_query_int64 (query, record->badge_id);
  muster_query_text (query, record->kind);
  muster_query_text (query, record->status);
  muster_query_text (query, record->slot);
  muster_query_text (query, record->part);
  muster_query_text (query, record->reason);
  muster_query_date (query, record->date);
  muster_query_date (query, record->to_date);
  muster_query_int64 (query, record->at);
  muster_query_int64 (query, record->from);
  muster_query_int64 (query, record->until);
  muster_query_int64 (query, record->created);
  muster_query_int64 (query, record->lieu != FALSE);
  muster_query_text (query, record->place);
  muster_query_double (query, record->lat);
  muster_query_double (query, record->lon);
  muster_query_double (query, record->radius);
  muster_query_int64 (query, record->received_at);
  if (!muster_query_run (query, error))
    return FALSE;

  *id = muster_db_get_changes (db) > 0 ? muster_db_get_last_id (db) : 0;

  return TRUE;
}

gboolean
muster_deliveries_add_file (MusterDb *db,
                            gint64 id,
                            const char *name,
                            GBytes *data,
                            const char *fault,
                            GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO delivery_file (delivery_id, name, data, fault) VALUES (?, ?, ?, ?)");

  muster_query_int64 (query, id);
  muster_query_text (query, name);
  muster_query_blob (query, data);
  muster_query_text (query, fault);

  return muster_query_run (query, error);
}

GPtrArray *
muster_deliveries_list_files (MusterDb *db, gint64 id, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT name, data, fault FROM delivery_file WHERE delivery_id = ? ORDER BY id");
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (blob_free);

  muster_query_int64 (query, id);
  while (muster_query_next (query))
    {
      MusterDeliveryBlob *blob = g_new0 (MusterDeliveryBlob, 1);

      blob->name = muster_query_dup_text (query, 0);
      blob->data = muster_query_get_blob (query, 1);
      blob->fault = muster_query_dup_text (query, 2);
      g_ptr_array_add (files, blob);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&files) : NULL;
}

GPtrArray *
muster_deliveries_waiting (MusterDb *db, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT d.id, d.source_id, d.record_key, d.revision, d.badge_id, b.person_id,"
        " s.name, d.kind, d.status, d.slot, d.part, d.reason, d.date, d.to_date, d.at,"
        " d.from_at, d.until_at, d.created_at, d.lieu, d.place, d.lat, d.lon, d.radius,"
        " d.received_at FROM delivery d JOIN badge b ON b.id = d.badge_id"
        " JOIN source s ON s.id = d.source_id"
        " WHERE d.request_id IS NULL AND d.fault IS NULL AND b.person_id IS NOT NULL"
        " ORDER BY d.id");
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (record_free);

  while (muster_query_next (query))
    {
      MusterDeliveryRecord *record = g_new0 (MusterDeliveryRecord, 1);

      record->id = muster_query_get_int64 (query, 0);
      record->source_id = muster_query_get_int64 (query, 1);
      record->record_key = muster_query_dup_text (query, 2);
      record->revision = muster_query_get_int64 (query, 3);
      record->badge_id = muster_query_get_int64 (query, 4);
      record->person_id = muster_query_get_int64 (query, 5);
      record->source_name = muster_query_dup_text (query, 6);
      record->kind = muster_query_dup_text (query, 7);
      record->status = muster_query_dup_text (query, 8);
      record->slot = muster_query_dup_text (query, 9);
      record->part = muster_query_dup_text (query, 10);
      record->reason = muster_query_dup_text (query, 11);
      record->date = muster_query_get_date (query, 12, MUSTER_DATE_NONE);
      record->to_date = muster_query_get_date (query, 13, MUSTER_DATE_NONE);
      record->at = muster_query_get_int64 (query, 14);
      record->from = muster_query_get_int64 (query, 15);
      record->until = muster_query_get_int64 (query, 16);
      record->created = muster_query_get_int64 (query, 17);
      record->lieu = muster_query_get_int64 (query, 18) != 0;
      record->place = muster_query_dup_text (query, 19);
      record->lat = muster_query_get_double (query, 20);
      record->lon = muster_query_get_double (query, 21);
      record->radius = muster_query_get_double (query, 22);
      record->received_at = muster_query_get_int64 (query, 23);
      g_ptr_array_add (records, record);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}

gboolean
muster_deliveries_settle (MusterDb *db,
                          gint64 id,
                          gint64 request_id,
                          const char *fault,
                          GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "UPDATE delivery SET request_id = nullif (?, 0), fault = ? WHERE id = ?");
  g_autoptr (MusterQuery)
    removal = muster_query_new (db, "DELETE FROM delivery_file WHERE delivery_id = ?");

  muster_query_int64 (query, request_id);
  muster_query_text (query, fault);
  muster_query_int64 (query, id);
  muster_query_int64 (removal, id);

  return muster_query_run (query, error) && muster_query_run (removal, error);
}

/* ---- What the source is to know ---- */

gboolean
muster_deliveries_told (MusterDb *db,
                        gint64 request_id,
                        const char *decision,
                        GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "UPDATE request SET told = ? WHERE id = ?");

  muster_query_text (query, decision);
  muster_query_int64 (query, request_id);

  return muster_query_run (query, error);
}

gboolean
muster_deliveries_told_fault (MusterDb *db, gint64 id, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "UPDATE delivery SET told = 1 WHERE id = ?");

  muster_query_int64 (query, id);

  return muster_query_run (query, error);
}

/* What changed the state last says who decided and why: comments (1) and questions (2) do not. */
GPtrArray *
muster_deliveries_to_tell (MusterDb *db, gint64 source_id, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "SELECT r.id, d.id, r.uid || '/' || s.id, r.record_key, max (d.revision),"
    " r.stands, iif (s.automatic OR r.state = 0, '', s.by), s.at, s.note FROM request r"
    " JOIN delivery d ON d.source_id = r.source_id AND d.record_key = r.record_key"
    " JOIN request_step s ON s.id = (SELECT max (id) FROM request_step"
    " WHERE request_id = r.id AND (action NOT IN (1, 2) OR r.state = 0))"
    " WHERE r.source_id = ?1 AND r.told <> r.stands GROUP BY r.id"
    " UNION ALL SELECT 0, d.id, 'delivery/' || d.source_id || '/' || d.id,"
    " d.record_key, d.revision, 'reject', '', d.received_at, d.fault"
    " FROM delivery d WHERE d.source_id = ?1 AND d.fault IS NOT NULL AND d.told = 0"
    " ORDER BY 8, 2");
  g_autoptr (GPtrArray) tellings = g_ptr_array_new_with_free_func (telling_free);

  muster_query_int64 (query, source_id);
  while (muster_query_next (query))
    {
      MusterTelling *telling = g_new0 (MusterTelling, 1);

      telling->request_id = muster_query_get_int64 (query, 0);
      telling->delivery_id = muster_query_get_int64 (query, 1);
      telling->id = muster_query_dup_text (query, 2);
      telling->record_key = muster_query_dup_text (query, 3);
      telling->revision = muster_query_get_int64 (query, 4);
      telling->decision = muster_query_get_code (query, 5);
      telling->by = muster_query_dup_text (query, 6);
      telling->at = muster_query_get_int64 (query, 7);
      telling->note = muster_query_dup_text (query, 8);
      g_ptr_array_add (tellings, telling);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&tellings) : NULL;
}

static gboolean
count (MusterDb *db, const char *sql, gint64 source_id, guint *n, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (db, sql);

  muster_query_int64 (query, source_id);
  *n = muster_query_next (query) ? (guint) muster_query_get_int64 (query, 0) : 0;

  return muster_query_done (query, error);
}

gboolean
muster_deliveries_count_to_tell (MusterDb *db, gint64 source_id, guint *n, GError **error)
{
  return count (db,
                "SELECT (SELECT count (*) FROM request WHERE source_id = ?1"
                " AND told <> stands) + (SELECT count (*) FROM delivery"
                " WHERE source_id = ?1 AND fault IS NOT NULL AND told = 0)",
                source_id, n, error);
}

gboolean
muster_deliveries_count_waiting (MusterDb *db, gint64 source_id, guint *n, GError **error)
{
  return count (db,
                "SELECT count (*) FROM badge b JOIN delivery d ON d.badge_id = b.id"
                " WHERE b.source_id = ?1 AND d.request_id IS NULL AND d.fault IS NULL",
                source_id, n, error);
}
