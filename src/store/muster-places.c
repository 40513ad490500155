/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-places.h"

#include "muster-error.h"
#include "muster-query.h"
#include "muster-uid.h"

#include <glib/gi18n-lib.h>

void
muster_place_record_clear (MusterPlaceRecord *record)
{
  g_clear_pointer (&record->uid, g_free);
  g_clear_pointer (&record->name, g_free);
  g_clear_pointer (&record->document, g_free);
  g_clear_pointer (&record->people, g_array_unref);
  g_clear_pointer (&record->saved_by, g_free);
}

static gint64
place_add (MusterDb *db, const MusterPlaceRecord *record, GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "INSERT INTO place (uid, added_at, added_by) VALUES (?, ?, ?)");
  g_autofree char *uid = record->uid != NULL ? g_strdup (record->uid)
                                             : muster_uid_new (record->saved_at);

  muster_query_text (query, uid);
  muster_query_int64 (query, record->saved_at);
  muster_query_text (query, record->saved_by);

  return muster_query_run (query, error) ? muster_db_get_last_id (db) : 0;
}

static gboolean
place_exists (MusterDb *db, gint64 id, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT 1 FROM place WHERE id = ?");
  gboolean found;

  muster_query_int64 (query, id);
  found = muster_query_next (query);

  return muster_query_done (query, error) &&
         (found ||
          muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such place.")));
}

static gboolean
people_add (MusterDb *db, gint64 version, GArray *people, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT OR IGNORE INTO place_person (version_id, person_id) VALUES (?, ?)");

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      muster_query_int64 (query, version);
      muster_query_int64 (query, g_array_index (people, gint64, i));
      if (!muster_query_run (query, error))
        return FALSE;
    }

  return TRUE;
}

gint64
muster_places_save (MusterDb *db, const MusterPlaceRecord *record, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO place_version (place_id, from_date, to_date, retired, name,"
        " document, saved_at, saved_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  gint64 id = record->id;

  if (id == 0 ? !(id = place_add (db, record, error)) : !place_exists (db, id, error))
    return 0;

  muster_query_int64 (query, id);
  muster_query_date (query, record->from);
  muster_query_date (query, record->to);
  muster_query_int64 (query, record->retired != FALSE);
  muster_query_text (query, record->name);
  muster_query_text (query, record->document);
  muster_query_int64 (query, record->saved_at);
  muster_query_text (query, record->saved_by);
  if (!muster_query_run (query, error) ||
      !people_add (db, muster_db_get_last_id (db), record->people, error))
    return 0;

  return id;
}

static GArray *
people_read (MusterDb *db, gint64 version, GError **error)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT person_id FROM place_person WHERE version_id = ? ORDER BY person_id");

  muster_query_int64 (query, version);
  while (muster_query_next (query))
    {
      gint64 id = muster_query_get_int64 (query, 0);

      g_array_append_val (people, id);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&people) : NULL;
}

GArray *
muster_places_list (MusterDb *db, GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (MusterPlaceRecord));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT v.place_id, v.id, p.uid, v.from_date, v.to_date, v.retired, v.name,"
        " v.document, v.saved_at, v.saved_by"
        " FROM place_version v JOIN place p ON p.id = v.place_id"
        " ORDER BY v.place_id, v.from_date, v.id");

  g_array_set_clear_func (records, (GDestroyNotify) muster_place_record_clear);
  while (muster_query_next (query))
    {
      MusterPlaceRecord record = {
        .id = muster_query_get_int64 (query, 0),
        .version = muster_query_get_int64 (query, 1),
        .uid = muster_query_dup_text (query, 2),
        .from = muster_query_get_date (query, 3, MUSTER_DATE_NONE),
        .to = muster_query_get_date (query, 4, MUSTER_DATE_EVER),
        .retired = muster_query_get_int64 (query, 5) != 0,
        .name = muster_query_dup_text (query, 6),
        .document = muster_query_dup_text (query, 7),
        .saved_at = muster_query_get_int64 (query, 8),
        .saved_by = muster_query_dup_text (query, 9),
      };

      g_array_append_val (records, record);
    }
  if (!muster_query_done (query, error))
    return NULL;

  for (guint i = 0; i < records->len; i++)
    {
      MusterPlaceRecord *record = &g_array_index (records, MusterPlaceRecord, i);

      record->people = people_read (db, record->version, error);
      if (record->people == NULL)
        return NULL;
    }

  return g_steal_pointer (&records);
}

char *
muster_places_get_staff_no (MusterDb *db, gint64 person_id, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT staff_no FROM person WHERE id = ?");
  g_autofree char *staff_no = NULL;

  muster_query_int64 (query, person_id);
  if (muster_query_next (query))
    staff_no = muster_query_dup_text (query, 0);
  if (!muster_query_done (query, error))
    return NULL;

  return staff_no != NULL ? g_steal_pointer (&staff_no) : g_strdup ("");
}
