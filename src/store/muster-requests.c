/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-requests.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-query.h"
#include "muster-uid.h"

#define COLUMNS                                                                          \
  "r.id, r.uid, r.person_id, r.kind, r.state, r.level, r.levels, r.date, r.to_date,"     \
  " r.slot, r.part, r.at, r.until, r.reason, r.place, r.lat, r.lon, r.radius,"           \
  " r.entered_by, r.entered_at, r.submitted_at, r.asked, r.automatic, r.overridden,"     \
  " r.decided_at, r.decided_by, r.decided_for, r.punch_id, r.revision,"                  \
  " r.lieu"

static MusterRequest *
request_from_row (MusterQuery *query, int first)
{
  MusterRequest *request = muster_request_new ();
  int i = first;

  request->id = muster_query_get_int64 (query, i++);
  request->uid = muster_query_dup_text (query, i++);
  request->person_id = muster_query_get_int64 (query, i++);
  request->kind = (MusterRequestKind) muster_query_get_int64 (query, i++);
  request->state = (MusterRequestState) muster_query_get_int64 (query, i++);
  request->level = (guint) muster_query_get_int64 (query, i++);
  request->levels = muster_query_dup_text (query, i++);
  request->date = (MusterDate) muster_query_get_int64 (query, i++);
  request->to_date = (MusterDate) muster_query_get_int64 (query, i++);
  request->slot = (guint) muster_query_get_int64 (query, i++);
  request->part = (guint) muster_query_get_int64 (query, i++);
  request->at = muster_query_get_int64 (query, i++);
  request->until = muster_query_get_int64 (query, i++);
  request->reason = muster_query_dup_text (query, i++);
  request->place = muster_query_dup_text (query, i++);
  request->lat = muster_query_get_double (query, i++);
  request->lon = muster_query_get_double (query, i++);
  request->radius = muster_query_get_double (query, i++);
  request->entered_by = muster_query_dup_text (query, i++);
  request->entered_at = muster_query_get_int64 (query, i++);
  request->submitted_at = muster_query_get_int64 (query, i++);
  request->asked = muster_query_get_int64 (query, i++) != 0;
  request->automatic = muster_query_get_int64 (query, i++) != 0;
  request->overridden = muster_query_get_int64 (query, i++) != 0;
  request->decided_at = muster_query_get_int64 (query, i++);
  request->decided_by = muster_query_dup_text (query, i++);
  request->decided_for = muster_query_dup_text (query, i++);
  request->punch_id = muster_query_get_int64 (query, i++);
  request->revision = (guint) muster_query_get_int64 (query, i++);
  request->lieu = muster_query_get_int64 (query, i++) != 0;

  return request;
}

static gboolean
error_open (const GError *local, GError **error)
{
  if (g_error_matches (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT))
    return muster_error_set (
      error, MUSTER_ERROR_CONFLICT,
      _ ("A request for that person, date and punch is waiting already."));

  g_propagate_error (error, g_error_copy (local));

  return FALSE;
}

gint64
muster_requests_add (MusterDb *db, MusterRequest *request, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO request (uid, person_id, kind, state, level, levels, date, to_date,"
        " slot, part, at, until, reason, place, lat, lon, radius, entered_by, entered_at,"
        " submitted_at, lieu) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " nullif (?, ''), ?, ?, ?, ?, ?, ?, ?)");
  g_autofree char *uid = request->uid != NULL ? g_strdup (request->uid)
                                              : muster_uid_new (request->entered_at);
  g_autoptr (GError) local = NULL;

  muster_query_text (query, uid);
  muster_query_int64 (query, request->person_id);
  muster_query_int64 (query, request->kind);
  muster_query_int64 (query, request->state);
  muster_query_int64 (query, request->level);
  muster_query_text (query, request->levels);
  muster_query_int64 (query, request->date);
  muster_query_int64 (query, request->to_date);
  muster_query_int64 (query, request->slot);
  muster_query_int64 (query, request->part);
  muster_query_int64 (query, request->at);
  muster_query_int64 (query, request->until);
  muster_query_text (query, request->reason);
  muster_query_text (query, request->place);
  muster_query_double (query, request->lat);
  muster_query_double (query, request->lon);
  muster_query_double (query, request->radius);
  muster_query_text (query, request->entered_by);
  muster_query_int64 (query, request->entered_at);
  muster_query_int64 (query, request->submitted_at);
  muster_query_int64 (query, request->lieu != FALSE);

  return muster_query_run (query, &local) ? muster_db_get_last_id (db)
                                          : error_open (local, error);
}

gboolean
muster_requests_save (MusterDb *db, MusterRequest *request, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "UPDATE request SET state = ?1, level = ?2, levels = ?3, submitted_at = ?4,"
        " asked = ?5, automatic = ?6, overridden = ?7, decided_at = ?8, decided_by = ?9,"
        " decided_for = ?10, punch_id = nullif (?11, 0), revision = ?12"
        " WHERE id = ?13 AND revision = ?12 - 1");
  g_autoptr (GError) local = NULL;

  muster_query_int64 (query, request->state);
  muster_query_int64 (query, request->level);
  muster_query_text (query, request->levels);
  muster_query_int64 (query, request->submitted_at);
  muster_query_int64 (query, request->asked != FALSE);
  muster_query_int64 (query, request->automatic != FALSE);
  muster_query_int64 (query, request->overridden != FALSE);
  muster_query_int64 (query, request->decided_at);
  muster_query_text (query, request->decided_by);
  muster_query_text (query, request->decided_for);
  muster_query_int64 (query, request->punch_id);
  muster_query_int64 (query, request->revision);
  muster_query_int64 (query, request->id);
  if (!muster_query_run (query, &local))
    return error_open (local, error);

  return muster_db_get_changes (db) > 0 ||
         muster_error_set (error, MUSTER_ERROR_CONFLICT,
                           _ ("Somebody else changed this request meanwhile. Look at it "
                              "again."));
}

MusterRequest *
muster_requests_get (MusterDb *db, gint64 id, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT " COLUMNS " FROM request r WHERE r.id = ?");

  muster_query_int64 (query, id);
  if (muster_query_next (query))
    return request_from_row (query, 0);

  if (muster_query_done (query, error))
    muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such request."));

  return NULL;
}

GPtrArray *
muster_requests_list (MusterDb *db, gint64 person_id, MusterDates dates, GError **error)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT " COLUMNS " FROM request r WHERE (?1 = 0 OR r.person_id = ?1)"
        " AND r.date <= ?2 AND r.to_date >= ?3"
        " ORDER BY r.submitted_at = 0, r.submitted_at, r.id");

  muster_query_int64 (query, person_id);
  muster_query_int64 (query, dates.to == MUSTER_DATE_NONE ? MUSTER_DATE_EVER : dates.to);
  muster_query_int64 (query, dates.from);
  while (muster_query_next (query))
    g_ptr_array_add (requests, request_from_row (query, 0));

  return muster_query_done (query, error) ? g_steal_pointer (&requests) : NULL;
}

/* In the place of one that there is not, or that was not read yet when a read ends, is nothing. */
static void
clear_request (gpointer request)
{
  g_clear_object (&request);
}

GPtrArray *
muster_requests_load (MusterDb *db, const gint64 *ids, gsize n, GError **error)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (clear_request);
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT j.key, " COLUMNS " FROM json_each (?) AS j"
                                  " JOIN request r ON r.id = j.value");

  g_ptr_array_set_size (requests, (int) n);
  muster_query_ids (query, ids, n);
  while (muster_query_next (query))
    requests->pdata[muster_query_get_int64 (query, 0)] = request_from_row (query, 1);

  return muster_query_done (query, error) ? g_steal_pointer (&requests) : NULL;
}

gboolean
muster_requests_count_quota (MusterDb *db,
                             gint64 person_id,
                             MusterDates period,
                             gint64 but,
                             int *used,
                             GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT kind, state FROM request WHERE person_id = ? AND date BETWEEN ? AND ?"
        " AND id <> ?");

  *used = 0;
  muster_query_int64 (query, person_id);
  muster_query_int64 (query, period.from);
  muster_query_int64 (query, period.to);
  muster_query_int64 (query, but);
  while (muster_query_next (query))
    *used +=
      muster_request_takes_quota ((MusterRequestKind) muster_query_get_int64 (query, 0),
                                  (MusterRequestState) muster_query_get_int64 (query, 1));

  return muster_query_done (query, error);
}

gboolean
muster_requests_find_record (MusterDb *db,
                             gint64 source_id,
                             const char *record_key,
                             gint64 *id,
                             GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT id FROM request WHERE source_id = ? AND record_key = ?");

  muster_query_int64 (query, source_id);
  muster_query_text (query, record_key);
  *id = muster_query_next (query) ? muster_query_get_int64 (query, 0) : 0;

  return muster_query_done (query, error);
}

gboolean
muster_requests_set_record (MusterDb *db,
                            gint64 id,
                            gint64 source_id,
                            const char *record_key,
                            GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "UPDATE request SET source_id = nullif (?, 0), record_key = ? WHERE id = ?");

  muster_query_int64 (query, source_id);
  muster_query_text (query, record_key);
  muster_query_int64 (query, id);

  return muster_query_run (query, error);
}

gboolean
muster_requests_add_step (MusterDb *db, const MusterRequestStep *step, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO request_step (request_id, action, state, level, note, bulk,"
        " automatic, overridden, at, by, delegate_of)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

  muster_query_int64 (query, step->request_id);
  muster_query_int64 (query, step->action);
  muster_query_int64 (query, step->state);
  muster_query_int64 (query, step->level);
  muster_query_text (query, step->note != NULL ? step->note : "");
  muster_query_text (query, step->bulk);
  muster_query_int64 (query, step->automatic != FALSE);
  muster_query_int64 (query, step->overridden != FALSE);
  muster_query_int64 (query, step->at);
  muster_query_text (query, step->by);
  muster_query_text (query, step->delegate_of);

  return muster_query_run (query, error);
}

static void
step_clear (gpointer data)
{
  MusterRequestStep *step = data;

  g_free (step->note);
  g_free (step->bulk);
  g_free (step->by);
  g_free (step->delegate_of);
}

GArray *
muster_requests_steps (MusterDb *db, gint64 request_id, GError **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (MusterRequestStep));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT id, request_id, action, state, level, note, bulk, automatic, overridden,"
        " at, by, delegate_of FROM request_step WHERE request_id = ? ORDER BY id");

  g_array_set_clear_func (steps, step_clear);
  muster_query_int64 (query, request_id);
  while (muster_query_next (query))
    {
      MusterRequestStep step = {
        .id = muster_query_get_int64 (query, 0),
        .request_id = muster_query_get_int64 (query, 1),
        .action = (guint8) muster_query_get_int64 (query, 2),
        .state = (guint8) muster_query_get_int64 (query, 3),
        .level = (guint) muster_query_get_int64 (query, 4),
        .note = muster_query_dup_text (query, 5),
        .bulk = muster_query_dup_text (query, 6),
        .automatic = muster_query_get_int64 (query, 7) != 0,
        .overridden = muster_query_get_int64 (query, 8) != 0,
        .at = muster_query_get_int64 (query, 9),
        .by = muster_query_dup_text (query, 10),
        .delegate_of = muster_query_dup_text (query, 11),
      };

      g_array_append_val (steps, step);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&steps) : NULL;
}

static GArray *
ids_take (MusterQuery *query, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (muster_query_next (query))
    {
      gint64 id = muster_query_get_int64 (query, 0);

      g_array_append_val (ids, id);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&ids) : NULL;
}

GArray *
muster_requests_of_bulk (MusterDb *db, const char *bulk, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "SELECT DISTINCT request_id FROM request_step WHERE bulk = ? ORDER BY request_id");

  muster_query_text (query, bulk);

  return ids_take (query, error);
}

GArray *
muster_requests_covers (MusterDb *db, gint64 request_id, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT id FROM cover WHERE request_id = ?");

  muster_query_int64 (query, request_id);

  return ids_take (query, error);
}
