/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sources.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-query.h"
#include "muster-uid.h"

#define COLUMNS                                                                          \
  "s.id, s.uid, s.name, s.kind, s.zone, s.datum, s.state, s.waited_for, s.correction,"   \
  " s.device, s.settings, g.synced_to, s.plan"

static void
variant_bind (MusterQuery *query, GVariant *value)
{
  g_autofree char *text = value != NULL ? g_variant_print (value, TRUE) : NULL;

  muster_query_text (query, text);
}

static GVariant *
variant_from_row (MusterQuery *query, int column, const GVariantType *type)
{
  const char *text = muster_query_get_text (query, column);

  return text != NULL ? g_variant_parse (type, text, NULL, NULL, NULL) : NULL;
}

static void
source_bind (MusterQuery *query, MusterSource *source)
{
  gboolean device = source->device != NULL && *source->device != '\0';

  muster_query_text (query, source->name);
  muster_query_text (query, source->kind);
  muster_query_text (query, source->zone);
  muster_query_int64 (query, source->datum);
  muster_query_int64 (query, source->state);
  muster_query_int64 (query, source->waited_for);
  muster_query_int64 (query, source->correction);
  muster_query_text (query, device ? source->device : NULL);
  variant_bind (query, source->settings);
  variant_bind (query, source->plan);
}

static gboolean
error_taken (const GError *local, const char *name, GError **error)
{
  if (g_error_matches (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT))
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("There is a source named “%s” already."), name);

  g_propagate_error (error, g_error_copy (local));

  return FALSE;
}

static gboolean
error_missing (GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such source."));
}

gint64
muster_sources_add (MusterDb *db, MusterSource *source, gint64 at, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "INSERT INTO source (name, kind, zone, datum, state, waited_for, correction, device,"
    " settings, plan, uid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  g_autofree char *uid = source->uid != NULL ? g_strdup (source->uid)
                                             : muster_uid_new (at);
  g_autoptr (GError) local = NULL;
  gint64 id;

  source_bind (query, source);
  muster_query_text (query, uid);
  if (!muster_query_run (query, &local))
    return error_taken (local, source->name, error);

  id = muster_db_get_last_id (db);

  return source->synced_to == 0 ||
             muster_sources_set_progress (db, id, NULL, source->synced_to, error)
           ? id
           : 0;
}

gboolean
muster_sources_change (MusterDb *db, MusterSource *source, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "UPDATE source SET name = ?, kind = ?, zone = ?, datum = ?, "
        "state = ?, waited_for = ?,"
        " correction = ?, device = ?, settings = ?, plan = ? WHERE id = ?");
  g_autoptr (GError) local = NULL;

  source_bind (query, source);
  muster_query_int64 (query, source->id);
  if (!muster_query_run (query, &local))
    return error_taken (local, source->name, error);

  return muster_db_get_changes (db) > 0 || error_missing (error);
}

static MusterSource *
source_from_row (MusterQuery *query)
{
  MusterSource *source = muster_source_new ();

  source->id = muster_query_get_int64 (query, 0);
  source->uid = muster_query_dup_text (query, 1);
  source->name = muster_query_dup_text (query, 2);
  source->kind = muster_query_dup_text (query, 3);
  source->zone = muster_query_dup_text (query, 4);
  source->datum = (MusterDatum) muster_query_get_int64 (query, 5);
  source->state = (MusterSourceState) muster_query_get_int64 (query, 6);
  source->waited_for = muster_query_get_int64 (query, 7) != 0;
  source->correction = muster_query_get_int64 (query, 8);
  source->device = muster_query_dup_text (query, 9);
  source->settings = variant_from_row (query, 10, G_VARIANT_TYPE_VARDICT);
  source->synced_to = muster_query_get_int64 (query, 11);
  source->plan = variant_from_row (query, 12, G_VARIANT_TYPE_VARDICT);

  return source;
}

MusterSource *
muster_sources_get (MusterDb *db, gint64 id, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT " COLUMNS " FROM source s JOIN source_progress g ON g.source_id = s.id"
        " WHERE s.id = ?");

  muster_query_int64 (query, id);
  if (muster_query_next (query))
    return source_from_row (query);

  if (muster_query_done (query, error))
    error_missing (error);

  return NULL;
}

gboolean
muster_sources_get_by_name (MusterDb *db, const char *name, gint64 *id, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT id FROM source WHERE name = ?");

  muster_query_text (query, name);
  *id = muster_query_next (query) ? muster_query_get_int64 (query, 0) : 0;

  return muster_query_done (query, error);
}

GPtrArray *
muster_sources_list (MusterDb *db, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT " COLUMNS " FROM source s JOIN source_progress g ON g.source_id = s.id"
        " ORDER BY s.name");

  while (muster_query_next (query))
    g_ptr_array_add (sources, source_from_row (query));

  return muster_query_done (query, error) ? g_steal_pointer (&sources) : NULL;
}

gboolean
muster_sources_get_stats (MusterDb *db,
                          gint64 id,
                          MusterSourceStats *stats,
                          GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "SELECT n_punches, first_at, last_at, last_received_at,"
    " (SELECT count(*) FROM badge b WHERE b.source_id = ?1 AND b.person_id IS NULL),"
    " (SELECT max (started_at) FROM import i WHERE i.source_id = ?1 AND i.way = 'file')"
    " FROM source_progress WHERE source_id = ?1");

  *stats = (MusterSourceStats) { 0 };
  muster_query_int64 (query, id);
  if (muster_query_next (query))
    {
      stats->n_punches = (guint64) muster_query_get_int64 (query, 0);
      stats->first_at = muster_query_get_int64 (query, 1);
      stats->last_at = muster_query_get_int64 (query, 2);
      stats->last_import_at =
        MAX (muster_query_get_int64 (query, 3), muster_query_get_int64 (query, 5));
      stats->n_unmapped = (guint) muster_query_get_int64 (query, 4);
    }

  return muster_query_done (query, error);
}

gboolean
muster_sources_get_cursor (MusterDb *db, gint64 id, GVariant **cursor, GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT cursor FROM source_progress WHERE source_id = ?");

  muster_query_int64 (query, id);
  *cursor = muster_query_next (query) ? variant_from_row (query, 0, NULL) : NULL;

  return muster_query_done (query, error);
}

gboolean
muster_sources_set_progress (MusterDb *db,
                             gint64 id,
                             GVariant *cursor,
                             gint64 synced_to,
                             GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "UPDATE source_progress SET cursor = ifnull (?, "
                                  "cursor), synced_to = max (synced_to, ?)"
                                  " WHERE source_id = ?");

  variant_bind (query, cursor);
  muster_query_int64 (query, synced_to);
  muster_query_int64 (query, id);

  return muster_query_run (query, error) &&
         (muster_db_get_changes (db) > 0 || error_missing (error));
}

gboolean
muster_sources_forget_cursor (MusterDb *db, gint64 id, GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "UPDATE source_progress SET cursor = NULL WHERE source_id = ?");

  muster_query_int64 (query, id);

  return muster_query_run (query, error) &&
         (muster_db_get_changes (db) > 0 || error_missing (error));
}

gboolean
muster_sources_get_secrets (MusterDb *db, gint64 id, GVariant **secrets, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT secrets FROM source WHERE id = ?");

  muster_query_int64 (query, id);
  *secrets = muster_query_next (query)
               ? variant_from_row (query, 0, G_VARIANT_TYPE_VARDICT)
               : NULL;

  return muster_query_done (query, error);
}

gboolean
muster_sources_set_secrets (MusterDb *db, gint64 id, GVariant *secrets, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "UPDATE source SET secrets = ? WHERE id = ?");

  variant_bind (query, secrets);
  muster_query_int64 (query, id);

  return muster_query_run (query, error) &&
         (muster_db_get_changes (db) > 0 || error_missing (error));
}

GArray *
muster_sources_serving (MusterDb *db,
                        const gint64 *ids,
                        gsize n,
                        guint *starts,
                        GError **error)
{
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT DISTINCT j.key, s.id FROM json_each (?) AS j JOIN badge b ON b.person_id "
        "= j.value"
        " JOIN source s ON s.id = b.source_id WHERE s.state = 0 AND s.waited_for"
        " ORDER BY j.key, s.id");
  gsize at = 0;

  muster_query_ids (query, ids, n);
  while (muster_query_next (query))
    {
      gsize person = (gsize) muster_query_get_int64 (query, 0);
      gint64 source = muster_query_get_int64 (query, 1);

      while (at <= person)
        starts[at++] = sources->len;
      g_array_append_val (sources, source);
    }

  while (at <= n)
    starts[at++] = sources->len;

  return muster_query_done (query, error) ? g_steal_pointer (&sources) : NULL;
}
