/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-timetable.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-people.h"
#include "muster-query.h"
#include "muster-tally.h"
#include "muster-uid.h"

static void
day_clear (MusterCalendarDay *day)
{
  g_free (day->name_zh);
  g_free (day->name_en);
}

static void
roster_clear (MusterRosterRecord *record)
{
  g_free (record->person_name);
  g_free (record->staff_no);
}

static void
cover_clear (MusterCoverRecord *record)
{
  g_free (record->note);
  g_free (record->person_name);
  g_free (record->staff_no);
}

gboolean
muster_timetable_set_day (MusterDb *db, const MusterCalendarDay *day, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "INSERT INTO calendar_day (date, kind, name_zh, name_en, builtin) VALUES (?, ?, ?, "
    "?, ?)"
    " ON CONFLICT (date) DO UPDATE SET kind = excluded.kind, name_zh = excluded.name_zh,"
    " name_en = excluded.name_en, builtin = excluded.builtin");

  muster_query_int64 (query, day->date);
  muster_query_text (query, day->kind);
  muster_query_text (query, day->name_zh);
  muster_query_text (query, day->name_en);
  muster_query_int64 (query, day->builtin != FALSE);

  return muster_query_run (query, error);
}

gboolean
muster_timetable_unset_day (MusterDb *db, MusterDate date, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "DELETE FROM calendar_day WHERE date = ?");

  muster_query_int64 (query, date);
  if (!muster_query_run (query, error))
    return FALSE;

  return muster_db_get_changes (db) > 0 ||
         muster_error_set (error, MUSTER_ERROR_MISSING,
                           _ ("The calendar says nothing of this date."));
}

GArray *
muster_timetable_list_days (MusterDb *db, MusterDates dates, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (MusterCalendarDay));
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT date, kind, name_zh, name_en, builtin FROM calendar_day"
                          " WHERE date BETWEEN ? AND ? ORDER BY date");

  g_array_set_clear_func (days, (GDestroyNotify) day_clear);
  muster_query_int64 (query, dates.from);
  muster_query_int64 (query, dates.to);
  while (muster_query_next (query))
    {
      MusterCalendarDay day = {
        .date = (MusterDate) muster_query_get_int64 (query, 0),
        .kind = muster_query_get_code (query, 1),
        .name_zh = muster_query_dup_text (query, 2),
        .name_en = muster_query_dup_text (query, 3),
        .builtin = muster_query_get_int64 (query, 4) != 0,
      };

      g_array_append_val (days, day);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&days) : NULL;
}

gint64
muster_timetable_assign (MusterDb *db,
                         const MusterRosterRecord *record,
                         gint64 at,
                         GError **error)
{
  const MusterAssignment *assignment = &record->assignment;
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO assignment (uid, person_id, shift, from_date, to_date, single)"
        " VALUES (?, ?, ?, ?, ?, ?)");
  g_autofree char *uid = muster_uid_new (at);

  muster_query_text (query, uid);
  muster_query_int64 (query, record->person_id);
  muster_query_text (query, assignment->shift);
  muster_query_date (query, assignment->from);
  muster_query_date (query, assignment->to);
  muster_query_int64 (query, assignment->single != FALSE);

  return muster_query_run (query, error) ? muster_db_get_last_id (db) : 0;
}

static MusterAssignment
assignment_from_row (MusterQuery *query, int column)
{
  return (MusterAssignment) {
    .shift = muster_query_get_code (query, column),
    .from = muster_query_get_date (query, column + 1, MUSTER_DATE_NONE),
    .to = muster_query_get_date (query, column + 2, MUSTER_DATE_EVER),
    .single = muster_query_get_int64 (query, column + 3) != 0,
  };
}

static MusterCover
cover_from_row (MusterQuery *query, int column)
{
  return (MusterCover) {
    .kind = (guint8) muster_query_get_int64 (query, column),
    .date = muster_query_get_date (query, column + 1, MUSTER_DATE_NONE),
    .half = (guint8) muster_query_get_int64 (query, column + 2),
    .from = muster_query_get_int64 (query, column + 3),
    .until = muster_query_get_int64 (query, column + 4),
    .request_id = muster_query_get_int64 (query, column + 5),
    .seal = (guint64) muster_query_get_int64 (query, column + 6),
    .lieu = muster_query_get_int64 (query, column + 7) != 0,
  };
}

static gboolean
error_no_assignment (GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_MISSING,
                           _ ("There is no such roster entry."));
}

static gboolean
error_no_cover (GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_MISSING,
                           _ ("There is no such leave or trip."));
}

gboolean
muster_timetable_get_assignment (MusterDb *db,
                                 gint64 id,
                                 MusterRosterRecord *record,
                                 GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "SELECT person_id, shift, from_date, to_date, single FROM assignment WHERE id = ?");

  *record = (MusterRosterRecord) { .id = id };
  muster_query_int64 (query, id);
  if (muster_query_next (query))
    {
      record->person_id = muster_query_get_int64 (query, 0);
      record->assignment = assignment_from_row (query, 1);
      return TRUE;
    }

  return muster_query_done (query, error) && error_no_assignment (error);
}

GArray *
muster_timetable_list_singles (MusterDb *db,
                               gint64 person_id,
                               MusterDates dates,
                               GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, TRUE, sizeof (MusterRosterRecord));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT id, shift, from_date, to_date, single FROM assignment"
        " WHERE person_id = ?3 AND single = 1"
        " AND ifnull (from_date, ?2) <= ?2 AND ifnull (to_date, ?1) >= ?1"
        " ORDER BY from_date, id");

  muster_query_int64 (query, dates.from);
  muster_query_int64 (query, dates.to);
  muster_query_int64 (query, person_id);
  while (muster_query_next (query))
    {
      MusterRosterRecord record = {
        .id = muster_query_get_int64 (query, 0),
        .person_id = person_id,
        .assignment = assignment_from_row (query, 1),
      };

      g_array_append_val (records, record);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}

gboolean
muster_timetable_unassign (MusterDb *db, gint64 id, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "DELETE FROM assignment WHERE id = ?");

  muster_query_int64 (query, id);

  return muster_query_run (query, error) &&
         (muster_db_get_changes (db) > 0 || error_no_assignment (error));
}

GArray *
muster_timetable_assignments (MusterDb *db,
                              const gint64 *ids,
                              gsize n,
                              MusterDates dates,
                              guint *starts,
                              GError **error)
{
  g_autoptr (GArray) assignments = g_array_new (FALSE, FALSE, sizeof (MusterAssignment));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT j.key, a.shift, a.from_date, a.to_date, a.single FROM json_each (?1) AS j"
        " JOIN assignment a ON a.person_id = j.value"
        " WHERE ifnull (a.from_date, ?3) <= ?3 AND ifnull (a.to_date, ?2) >= ?2"
        " ORDER BY j.key, a.from_date, a.id");
  gsize at = 0;

  muster_query_ids (query, ids, n);
  muster_query_int64 (query, dates.from);
  muster_query_int64 (query, dates.to);
  while (muster_query_next (query))
    {
      gsize person = (gsize) muster_query_get_int64 (query, 0);
      MusterAssignment assignment = assignment_from_row (query, 1);

      while (at <= person)
        starts[at++] = assignments->len;
      g_array_append_val (assignments, assignment);
    }

  while (at <= n)
    starts[at++] = assignments->len;

  return muster_query_done (query, error) ? g_steal_pointer (&assignments) : NULL;
}

gboolean
muster_timetable_find_rostered (MusterDb *db,
                                const gint64 *ids,
                                gsize n,
                                guint8 *rostered,
                                GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT j.key FROM json_each (?) AS j"
        " WHERE EXISTS (SELECT 1 FROM assignment WHERE person_id = j.value)");

  muster_query_ids (query, ids, n);
  while (muster_query_next (query))
    rostered[muster_query_get_int64 (query, 0)] = 1;

  return muster_query_done (query, error);
}

/* Rows of id and person, of those dates */
static GArray *
rows_find (MusterQuery *query,
           MusterDb *db,
           MusterFilter *filter,
           const MusterScope *scope,
           MusterDate today,
           guint *total,
           GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) people = NULL;
  MusterDates dates = filter->dates;

  if (!muster_people_select (db, filter, scope, today, &people, error))
    return NULL;

  muster_query_int64 (query, dates.from != MUSTER_DATE_NONE ? dates.from : G_MININT32);
  muster_query_int64 (query, dates.to != MUSTER_DATE_NONE ? dates.to : G_MAXINT32);
  while (muster_query_next (query))
    {
      gint64 id = muster_query_get_int64 (query, 0);
      gint64 person_id = muster_query_get_int64 (query, 1);

      if (people == NULL || g_hash_table_contains (people, &person_id))
        g_array_append_val (ids, id);
    }

  if (!muster_query_done (query, error))
    return NULL;

  if (total != NULL)
    *total = ids->len;
  muster_tally_finish (ids, filter->descending, filter->limit);

  return g_steal_pointer (&ids);
}

GArray *
muster_timetable_find_assignments (MusterDb *db,
                                   MusterFilter *filter,
                                   const MusterScope *scope,
                                   MusterDate today,
                                   guint *total,
                                   GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT a.id, a.person_id FROM assignment a JOIN person p ON p.id = a.person_id"
        " WHERE ifnull (a.from_date, ?2) <= ?2 AND ifnull (a.to_date, ?1) >= ?1"
        " ORDER BY a.from_date, length (p.staff_no), p.staff_no, a.id");

  return rows_find (query, db, filter, scope, today, total, error);
}

GArray *
muster_timetable_load_assignments (MusterDb *db,
                                   const gint64 *ids,
                                   gsize n,
                                   const MusterScope *scope,
                                   MusterDate today,
                                   GError **error)
{
  g_autoptr (GArray)
    records = g_array_sized_new (FALSE, TRUE, sizeof (MusterRosterRecord), (guint) n);
  g_autoptr (GHashTable) people = NULL;
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT j.key, a.id, a.person_id, p.name, p.staff_no, a.shift, a.from_date, "
        "a.to_date,"
        " a.single FROM json_each (?) AS j JOIN assignment a ON a.id = j.value"
        " JOIN person p ON p.id = a.person_id");

  g_array_set_clear_func (records, (GDestroyNotify) roster_clear);
  g_array_set_size (records, (guint) n);
  if (!muster_people_select (db, NULL, scope, today, &people, error))
    return NULL;

  muster_query_ids (query, ids, n);
  while (muster_query_next (query))
    {
      gint64 person_id = muster_query_get_int64 (query, 2);

      if (people == NULL || g_hash_table_contains (people, &person_id))
        g_array_index (records, MusterRosterRecord, muster_query_get_int64 (query, 0)) =
          (MusterRosterRecord) {
            .id = muster_query_get_int64 (query, 1),
            .person_id = person_id,
            .person_name = muster_query_dup_text (query, 3),
            .staff_no = muster_query_dup_text (query, 4),
            .assignment = assignment_from_row (query, 5),
          };
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}

gint64
muster_timetable_add_cover (MusterDb *db,
                            const MusterCoverRecord *record,
                            gint64 at,
                            GError **error)
{
  const MusterCover *cover = &record->cover;
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "INSERT INTO cover (uid, person_id, kind, date, half, from_at, "
                          "until_at, request_id, note, seal, lieu)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, nullif (?, 0), nullif (?, ''),"
                          " ?, ?)");
  g_autofree char *uid = muster_uid_new (at);

  muster_query_text (query, uid);
  muster_query_int64 (query, record->person_id);
  muster_query_int64 (query, cover->kind);
  muster_query_date (query, cover->date);
  muster_query_int64 (query, cover->half);
  if (cover->date == MUSTER_DATE_NONE)
    {
      muster_query_int64 (query, cover->from);
      muster_query_int64 (query, cover->until);
    }
  else
    {
      muster_query_null (query);
      muster_query_null (query);
    }
  muster_query_int64 (query, cover->request_id);
  muster_query_text (query, record->note);
  muster_query_int64 (query, (gint64) cover->seal);
  muster_query_int64 (query, cover->lieu);

  return muster_query_run (query, error) ? muster_db_get_last_id (db) : 0;
}

gboolean
muster_timetable_get_cover (MusterDb *db,
                            gint64 id,
                            MusterCoverRecord *record,
                            GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT person_id, kind, date, half, from_at, "
                          "until_at, request_id, seal, lieu FROM cover WHERE id = ?");

  *record = (MusterCoverRecord) { .id = id };
  muster_query_int64 (query, id);
  if (muster_query_next (query))
    {
      record->person_id = muster_query_get_int64 (query, 0);
      record->cover = cover_from_row (query, 1);
      return TRUE;
    }

  return muster_query_done (query, error) && error_no_cover (error);
}

gboolean
muster_timetable_remove_cover (MusterDb *db, gint64 id, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (db, "DELETE FROM cover WHERE id = ?");

  muster_query_int64 (query, id);

  return muster_query_run (query, error) &&
         (muster_db_get_changes (db) > 0 || error_no_cover (error));
}

/* Dates of a span of instants are those of UTC, so a day on either side is taken as well */
#define COVER_IN_DATES                                                                   \
  " (c.date BETWEEN ?1 AND ?2 OR (c.from_at < (?2 + 2) * 86400000000"                    \
  "  AND c.until_at > (?1 - 1) * 86400000000))"

GArray *
muster_timetable_covers (MusterDb *db,
                         const gint64 *ids,
                         gsize n,
                         MusterDates dates,
                         guint *starts,
                         GError **error)
{
  g_autoptr (GArray) covers = g_array_new (FALSE, FALSE, sizeof (MusterCover));
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "SELECT j.key, c.kind, c.date, c.half, c.from_at, c.until_at, c.request_id, c.seal, "
    "c.lieu"
    " FROM json_each (?3) AS j JOIN cover c ON c.person_id = j.value WHERE" COVER_IN_DATES
    " ORDER BY j.key, ifnull (c.from_at, c.date * 86400000000), c.id");
  gsize at = 0;

  muster_query_int64 (query, dates.from);
  muster_query_int64 (query, dates.to);
  muster_query_ids (query, ids, n);
  while (muster_query_next (query))
    {
      gsize person = (gsize) muster_query_get_int64 (query, 0);
      MusterCover cover = cover_from_row (query, 1);

      while (at <= person)
        starts[at++] = covers->len;
      g_array_append_val (covers, cover);
    }

  while (at <= n)
    starts[at++] = covers->len;

  return muster_query_done (query, error) ? g_steal_pointer (&covers) : NULL;
}

GArray *
muster_timetable_find_covers (MusterDb *db,
                              MusterFilter *filter,
                              const MusterScope *scope,
                              MusterDate today,
                              guint *total,
                              GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT c.id, c.person_id FROM cover c JOIN person p ON p.id = c.person_id"
        " WHERE" COVER_IN_DATES " ORDER BY ifnull (c.from_at, c.date * 86400000000),"
        " length (p.staff_no), p.staff_no, c.id");

  return rows_find (query, db, filter, scope, today, total, error);
}

GArray *
muster_timetable_load_covers (MusterDb *db,
                              const gint64 *ids,
                              gsize n,
                              const MusterScope *scope,
                              MusterDate today,
                              GError **error)
{
  g_autoptr (GArray)
    records = g_array_sized_new (FALSE, TRUE, sizeof (MusterCoverRecord), (guint) n);
  g_autoptr (GHashTable) people = NULL;
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "SELECT j.key, c.id, c.person_id, p.name, p.staff_no, c.note, c.kind, c.date, c.half,"
    " c.from_at, c.until_at, c.request_id, c.seal, c.lieu FROM json_each (?) AS j"
    " JOIN cover c ON c.id = j.value JOIN person p ON p.id = c.person_id");

  g_array_set_clear_func (records, (GDestroyNotify) cover_clear);
  g_array_set_size (records, (guint) n);
  if (!muster_people_select (db, NULL, scope, today, &people, error))
    return NULL;

  muster_query_ids (query, ids, n);
  while (muster_query_next (query))
    {
      gint64 person_id = muster_query_get_int64 (query, 2);

      if (people == NULL || g_hash_table_contains (people, &person_id))
        g_array_index (records, MusterCoverRecord, muster_query_get_int64 (query, 0)) =
          (MusterCoverRecord) {
            .id = muster_query_get_int64 (query, 1),
            .person_id = person_id,
            .person_name = muster_query_dup_text (query, 3),
            .staff_no = muster_query_dup_text (query, 4),
            .note = muster_query_dup_text (query, 5),
            .cover = cover_from_row (query, 6),
          };
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}
