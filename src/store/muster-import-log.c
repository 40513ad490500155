/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-import-log.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-name.h"
#include "muster-query.h"
#include "muster-tally.h"

static void
import_clear (MusterImportRecord *record)
{
  g_free (record->source_name);
  g_free (record->zone);
  g_free (record->file);
  g_free (record->kind);
  g_free (record->state);
  g_free (record->code);
  g_free (record->user);
  g_free (record->message);
}

static void
reject_clear (MusterRejectRecord *record)
{
  g_free (record->file);
  g_free (record->text);
}

/* One that runs has no end: with an end it was killed, and somebody noticed. */
#define STATE(import)                                                                    \
  "CASE WHEN " import "state = 'running' AND " import "ended_at IS NOT NULL"             \
  " THEN 'interrupted' ELSE " import "state END"

gint64
muster_import_log_begin (MusterDb *db, const MusterImportRecord *record, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "INSERT INTO import (source_id, file, kind, way, user, "
                                  "started_at, state, first_punch)"
                                  " VALUES (?, ?, ?, ?, ?, ?, 'running', (SELECT ifnull "
                                  "(max (id), 0) + 1 FROM punch))");

  muster_query_int64 (query, record->source_id);
  muster_query_text (query, record->file);
  muster_query_text (query, record->kind);
  muster_query_text (query, record->way != NULL ? record->way : "file");
  muster_query_text (query, record->user);
  muster_query_int64 (query, record->started_at);

  return muster_query_run (query, error) ? muster_db_get_last_id (db) : 0;
}

gboolean
muster_import_log_update (MusterDb *db, const MusterImportRecord *record, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "UPDATE import SET state = ?, message = ?, ended_at = nullif (?, 0), rows = ?, added "
    "= ?,"
    " known = ?, rejected = ?, skipped = ?, duplicates = ?, suspect = ?, unmapped = ?,"
    " replaced = ?, met = ?, clock_ahead = ?, code = ?,"
    " first_at = nullif (?, 0), last_at = nullif (?, 0),"
    " last_punch = (SELECT max (id) FROM punch) WHERE id = ?");

  muster_query_text (query, record->state);
  muster_query_text (query, record->message);
  muster_query_int64 (query, record->ended_at);
  muster_query_int64 (query, (gint64) record->rows);
  muster_query_int64 (query, (gint64) record->added);
  muster_query_int64 (query, (gint64) record->known);
  muster_query_int64 (query, (gint64) record->rejected);
  muster_query_int64 (query, (gint64) record->skipped);
  muster_query_int64 (query, (gint64) record->duplicates);
  muster_query_int64 (query, (gint64) record->suspect);
  muster_query_int64 (query, (gint64) record->unmapped);
  muster_query_int64 (query, (gint64) record->replaced);
  muster_query_int64 (query, (gint64) record->met);
  if (record->clock_known)
    muster_query_int64 (query, record->clock_ahead);
  else
    muster_query_null (query);
  muster_query_text (query, record->code);
  muster_query_int64 (query, record->first_at);
  muster_query_int64 (query, record->last_at);
  muster_query_int64 (query, record->id);
  if (!muster_query_run (query, error))
    return FALSE;

  return muster_db_get_changes (db) > 0 ||
         muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such import."));
}

gboolean
muster_import_log_reject (MusterDb *db, const MusterRejectRecord *record, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "INSERT INTO import_reject (import_id, line, reason, "
                                  "text, length) VALUES (?, ?, ?, ?, ?)");

  muster_query_int64 (query, record->import_id);
  muster_query_int64 (query, (gint64) record->line);
  muster_query_text (query, record->reason);
  muster_query_text (query, record->text);
  muster_query_int64 (query, (gint64) record->length);

  return muster_query_run (query, error);
}

GArray *
muster_import_log_find_running (MusterDb *db, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT id FROM import WHERE way = 'file' AND state = 'running' AND ended_at IS "
        "NULL ORDER BY id");

  while (muster_query_next (query))
    {
      gint64 id = muster_query_get_int64 (query, 0);

      g_array_append_val (ids, id);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&ids) : NULL;
}

gboolean
muster_import_log_interrupt (MusterDb *db,
                             gint64 id,
                             gint64 at,
                             const char *message,
                             GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "UPDATE import SET ended_at = ?, message = ? WHERE id = ?"
                          " AND state = 'running' AND ended_at IS NULL");

  muster_query_int64 (query, at);
  muster_query_text (query, message);
  muster_query_int64 (query, id);

  return muster_query_run (query, error);
}

gboolean
muster_import_log_interrupt_syncs (MusterDb *db,
                                   gint64 source_id,
                                   gint64 at,
                                   const char *message,
                                   GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "UPDATE import SET ended_at = ?, message = ? WHERE way = 'sync'"
        " AND source_id = ? AND state = 'running' AND ended_at IS NULL");

  muster_query_int64 (query, at);
  muster_query_text (query, message);
  muster_query_int64 (query, source_id);

  return muster_query_run (query, error);
}

/* Rows of id, state and the text that is searched */
static GArray *
rows_find (MusterQuery *query,
           const char *way,
           MusterFilter *filter,
           GHashTable *counts,
           guint *total,
           GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *folded =
    muster_name_fold (filter->search != NULL ? filter->search : "");
  guint n = 0;

  muster_query_int64 (query, filter->source_id);
  muster_query_int64 (query, filter->import_id);
  muster_query_text (query, way);
  while (muster_query_next (query))
    {
      gint64 id = muster_query_get_int64 (query, 0);
      const char *state = muster_query_get_code (query, 1);
      g_autofree char *text = muster_name_fold (muster_query_get_text (query, 2));

      if (strstr (text, folded) == NULL)
        continue;
      n++;
      muster_tally_add (counts, state, 1);
      if (muster_filter_has_state (filter, state))
        g_array_append_val (ids, id);
    }

  if (!muster_query_done (query, error))
    return NULL;

  if (total != NULL)
    *total = n;
  muster_tally_finish (ids, filter->descending, filter->limit);

  return g_steal_pointer (&ids);
}

GArray *
muster_import_log_list_syncs (MusterDb *db, gint64 source_id, gint64 from, GError **error)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (MusterSyncMark));
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT started_at, state <> 'failed', added FROM import"
                          " WHERE way = 'sync' AND started_at >= ? AND source_id = ?");

  muster_query_int64 (query, from);
  muster_query_int64 (query, source_id);
  while (muster_query_next (query))
    {
      MusterSyncMark mark = {
        .started_at = muster_query_get_int64 (query, 0),
        .good = muster_query_get_int64 (query, 1) != 0,
        .added = (guint64) muster_query_get_int64 (query, 2),
      };

      g_array_append_val (marks, mark);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&marks) : NULL;
}

gboolean
muster_import_log_prune (MusterDb *db, gint64 before, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "DELETE FROM import WHERE way = 'sync' AND started_at < ? AND added = 0 AND"
        " rejected = 0 AND replaced = 0 AND code IS NULL");

  muster_query_int64 (query, before);

  return muster_query_run (query, error);
}

GArray *
muster_import_log_find (MusterDb *db,
                        const char *way,
                        MusterFilter *filter,
                        GHashTable *counts,
                        guint *total,
                        GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT id, " STATE ("") ", file FROM import WHERE (?1 = 0 OR source_id = ?1)"
                                 " AND (?2 = 0 OR id = ?2) AND (?3 IS NULL OR way = ?3) "
                                 "ORDER BY started_at DESC, id DESC");

  return rows_find (query, way, filter, counts, total, error);
}

static MusterImportRecord
import_from_row (MusterQuery *query)
{
  return (MusterImportRecord) {
    .id = muster_query_get_int64 (query, 1),
    .source_id = muster_query_get_int64 (query, 2),
    .source_name = muster_query_dup_text (query, 3),
    .zone = muster_query_dup_text (query, 4),
    .file = muster_query_dup_text (query, 5),
    .kind = muster_query_dup_text (query, 6),
    .state = muster_query_dup_text (query, 7),
    .user = muster_query_dup_text (query, 8),
    .started_at = muster_query_get_int64 (query, 9),
    .ended_at = muster_query_get_int64 (query, 10),
    .rows = (guint64) muster_query_get_int64 (query, 11),
    .added = (guint64) muster_query_get_int64 (query, 12),
    .known = (guint64) muster_query_get_int64 (query, 13),
    .rejected = (guint64) muster_query_get_int64 (query, 14),
    .skipped = (guint64) muster_query_get_int64 (query, 15),
    .duplicates = (guint64) muster_query_get_int64 (query, 16),
    .suspect = (guint64) muster_query_get_int64 (query, 17),
    .unmapped = (guint64) muster_query_get_int64 (query, 18),
    .first_at = muster_query_get_int64 (query, 19),
    .last_at = muster_query_get_int64 (query, 20),
    .message = muster_query_dup_text (query, 21),
    .way = muster_query_get_code (query, 22),
    .code = muster_query_dup_text (query, 23),
    .replaced = (guint64) muster_query_get_int64 (query, 24),
    .met = (guint64) muster_query_get_int64 (query, 25),
    .clock_known = !muster_query_is_null (query, 26),
    .clock_ahead = muster_query_get_int64 (query, 26),
  };
}

GArray *
muster_import_log_load (MusterDb *db, const gint64 *ids, gsize n, GError **error)
{
  g_autoptr (GArray)
    records = g_array_sized_new (FALSE, TRUE, sizeof (MusterImportRecord), (guint) n);
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "SELECT j.key, i.id, i.source_id, s.name, s.zone, i.file, i.kind, " STATE (
      "i.") ", i.user,"
            " i.started_at, i.ended_at, i.rows, i.added, i.known, i.rejected, i.skipped, "
            "i.duplicates,"
            " i.suspect, i.unmapped, i.first_at, i.last_at, i.message, i.way, i.code,"
            " i.replaced, i.met, i.clock_ahead"
            " FROM json_each (?) AS j JOIN import i ON i.id = j.value"
            " JOIN source s ON s.id = i.source_id");

  g_array_set_clear_func (records, (GDestroyNotify) import_clear);
  g_array_set_size (records, (guint) n);
  muster_query_ids (query, ids, n);
  while (muster_query_next (query))
    g_array_index (records, MusterImportRecord, muster_query_get_int64 (query, 0)) =
      import_from_row (query);

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}

GArray *
muster_import_log_find_rejects (MusterDb *db,
                                MusterFilter *filter,
                                GHashTable *counts,
                                guint *total,
                                GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT r.id, r.reason, ifnull (r.text, '') || i.file FROM import_reject r"
        " JOIN import i ON i.id = r.import_id WHERE (?1 = 0 OR i.source_id = ?1)"
        " AND (?2 = 0 OR i.id = ?2) AND (?3 IS NULL OR i.way = ?3)"
        " ORDER BY i.started_at DESC, i.id DESC, r.line, r.id");

  return rows_find (query, NULL, filter, counts, total, error);
}

GArray *
muster_import_log_load_rejects (MusterDb *db, const gint64 *ids, gsize n, GError **error)
{
  g_autoptr (GArray)
    records = g_array_sized_new (FALSE, TRUE, sizeof (MusterRejectRecord), (guint) n);
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT j.key, r.id, r.import_id, i.file, r.line, r.reason, r.text, r.length"
        " FROM json_each (?) AS j JOIN import_reject r ON r.id = j.value"
        " JOIN import i ON i.id = r.import_id");

  g_array_set_clear_func (records, (GDestroyNotify) reject_clear);
  g_array_set_size (records, (guint) n);
  muster_query_ids (query, ids, n);
  while (muster_query_next (query))
    g_array_index (records, MusterRejectRecord, muster_query_get_int64 (query, 0)) =
      (MusterRejectRecord) {
        .id = muster_query_get_int64 (query, 1),
        .import_id = muster_query_get_int64 (query, 2),
        .file = muster_query_dup_text (query, 3),
        .line = (guint64) muster_query_get_int64 (query, 4),
        .reason = muster_query_get_code (query, 5),
        .text = muster_query_dup_text (query, 6),
        .length = (guint64) muster_query_get_int64 (query, 7),
      };

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}
