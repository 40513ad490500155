/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-basemaps.h"

#include "muster-error.h"
#include "muster-query.h"
#include "muster-uid.h"

#include <glib/gi18n-lib.h>

static void
record_clear (gpointer data)
{
  MusterBasemapRecord *record = data;

  g_free (record->uid);
  g_free (record->name);
  g_free (record->address);
  g_free (record->secret);
  g_free (record->credit);
  g_free (record->by);
}

gint64
muster_basemaps_add (MusterDb *db, const MusterBasemapRecord *record, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO basemap (uid, name, file, address, secret, credit, datum, most_zoom,"
        " at, by) VALUES (?, ?, ?, ?, nullif (?, ''), nullif (?, ''), ?, ?, ?, ?)");
  g_autofree char *uid = muster_uid_new (record->at);
  g_autoptr (GError) local = NULL;

  muster_query_text (query, uid);
  muster_query_text (query, record->name);
  muster_query_int64 (query, record->file != FALSE);
  muster_query_text (query, record->address);
  muster_query_text (query, record->secret);
  muster_query_text (query, record->credit);
  muster_query_text (query, muster_datum_get_code (record->datum));
  muster_query_int64 (query, record->most_zoom);
  muster_query_int64 (query, record->at);
  muster_query_text (query, record->by);
  if (muster_query_run (query, &local))
    return muster_db_get_last_id (db);

  if (g_error_matches (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT))
    muster_error_set_field (error, "name", _ ("There is a base map “%s” already."),
                            record->name);
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return 0;
}

gboolean
muster_basemaps_remove (MusterDb *db, gint64 id, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "DELETE FROM basemap WHERE id = ?");

  muster_query_int64 (query, id);
  if (!muster_query_run (query, error))
    return FALSE;

  return muster_db_get_changes (db) > 0 ||
         muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such base map."));
}

GArray *
muster_basemaps_list (MusterDb *db, GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT id, uid, name, file, address, secret, credit, datum,"
                          " most_zoom, at, by FROM basemap ORDER BY name, id");
  g_autoptr (GArray) records = g_array_new (FALSE, TRUE, sizeof (MusterBasemapRecord));

  g_array_set_clear_func (records, record_clear);
  while (muster_query_next (query))
    {
      MusterBasemapRecord record = {
        .id = muster_query_get_int64 (query, 0),
        .uid = muster_query_dup_text (query, 1),
        .name = muster_query_dup_text (query, 2),
        .file = muster_query_get_int64 (query, 3) != 0,
        .address = muster_query_dup_text (query, 4),
        .secret = muster_query_dup_text (query, 5),
        .credit = muster_query_dup_text (query, 6),
        .most_zoom = (guint) muster_query_get_int64 (query, 8),
        .at = muster_query_get_int64 (query, 9),
        .by = muster_query_dup_text (query, 10),
      };

      muster_datum_from_code (muster_query_get_text (query, 7), &record.datum);
      g_array_append_val (records, record);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}
