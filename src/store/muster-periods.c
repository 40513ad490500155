/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-periods.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "muster-error.h"
#include "muster-query.h"
#include "muster-uid.h"

void
muster_period_record_clear (MusterPeriodRecord *record)
{
  g_clear_pointer (&record->uid, g_free);
  g_clear_pointer (&record->closed_by, g_free);
  g_clear_pointer (&record->reopened_by, g_free);
  g_clear_pointer (&record->reason, g_free);
}

static void
acceptance_clear (MusterAcceptance *acceptance)
{
  g_free (acceptance->before);
  g_free (acceptance->after);
  g_free (acceptance->by);
}

gint64
muster_periods_add (MusterDb *db, const MusterPeriodRecord *period, GError **error)
{
  g_autofree char *uid = muster_uid_new (period->closed_at);
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "INSERT INTO period (uid, from_date, to_date, "
                                  "closed_at, closed_by, forced, people, days)"
                                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

  muster_query_text (query, uid);
  muster_query_int64 (query, period->dates.from);
  muster_query_int64 (query, period->dates.to);
  muster_query_int64 (query, period->closed_at);
  muster_query_text (query, period->closed_by);
  muster_query_int64 (query, period->forced != FALSE);
  muster_query_int64 (query, period->people);
  muster_query_int64 (query, period->days);

  return muster_query_run (query, error) ? muster_db_get_last_id (db) : 0;
}

/* ---- Frozen days ---- */

/* A list of codes as JSON; codes are plain words. */
static char *
flags_to_text (guint flags)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (guint flag = 1; flag <= MUSTER_FLAG_FORGIVEN; flag <<= 1)
    if ((flags & flag) != 0)
      g_string_append_printf (text, "%s\"%s\"", text->len > 1 ? "," : "",
                              muster_day_flag_get_code (flag));
  g_string_append_c (text, ']');

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static guint
flags_from_text (const char *text)
{
  g_auto (GStrv) codes = g_strsplit_set (text, "[],\"", -1);
  guint flags = 0;

  for (guint i = 0; codes[i] != NULL; i++)
    flags |= muster_day_flag_from_code (codes[i]);

  return flags;
}

static void
frozen_bind (MusterQuery *query, const MusterFrozenDay *frozen)
{
  const MusterDay *day = &frozen->day;
  g_autofree char *flags = flags_to_text (day->flags);

  muster_query_int64 (query, day->person_id);
  muster_query_int64 (query, day->date);
  muster_query_int64 (query, frozen->period_id);
  muster_query_int64 (query, day->nth);
  muster_query_int64 (query, frozen->ruleset_id);
  muster_query_text (query, frozen->shift);
  muster_query_text (query, muster_day_type_get_code (day->type));
  muster_query_text (query, muster_status_get_code (day->status));
  muster_query_text (query, muster_status_get_code (day->other_half));
  muster_query_text (query, flags);
  muster_query_int64 (query, day->in_at);
  muster_query_int64 (query, day->out_at);
  muster_query_int64 (query, day->worked_sec);
  muster_query_int64 (query, day->expected_min);
  muster_query_int64 (query, day->late_min);
  muster_query_int64 (query, day->early_min);
  muster_query_int64 (query, day->overtime_min);
  muster_query_int64 (query, day->overtime_pending_min);
  muster_query_int64 (query, day->undertime_min);
  muster_query_int64 (query, day->attended_half);
  muster_query_int64 (query, day->absent_half);
  muster_query_int64 (query, day->groups);
  muster_query_int64 (query, day->n_punches);
  muster_query_int64 (query, day->lieu_earned_min);
  muster_query_int64 (query, day->lieu_taken_min);
  muster_query_int64 (query, day->lieu_keeps);
}

gboolean
muster_periods_freeze (MusterDb *db, const MusterFrozenDay *days, gsize n, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO frozen_day (person_id, date, period_id, nth, ruleset_id, shift, "
        "day_type,"
        " status, other_half, flags, in_at, out_at, worked_sec, expected_min, late_min, "
        "early_min,"
        " overtime_min, overtime_pending_min, undertime_min, attended_half, absent_half,"
        " session_groups, punches, lieu_earned_min, lieu_taken_min, lieu_keeps)"
        " VALUES (?, ?, ?, ?, nullif (?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?)");

  for (gsize i = 0; i < n; i++)
    {
      frozen_bind (query, &days[i]);
      if (!muster_query_run (query, error))
        return FALSE;
    }

  return TRUE;
}

static MusterFrozenDay
frozen_from_row (MusterQuery *query)
{
  return (MusterFrozenDay) {
    .day = {
      .person_id = muster_query_get_int64 (query, 1),
      .date = (MusterDate) muster_query_get_int64 (query, 2),
      .nth = (guint8) muster_query_get_int64 (query, 4),
      .type = (guint8) muster_day_type_from_code (muster_query_get_text (query, 7)),
      .status = (guint8) muster_status_from_code (muster_query_get_text (query, 8)),
      .other_half = (guint8) muster_status_from_code (muster_query_get_text (query, 9)),
      .flags = flags_from_text (muster_query_get_text (query, 10)),
      .in_at = muster_query_get_int64 (query, 11),
      .out_at = muster_query_get_int64 (query, 12),
      .worked_sec = (gint32) muster_query_get_int64 (query, 13),
      .expected_min = (gint32) muster_query_get_int64 (query, 14),
      .late_min = (gint32) muster_query_get_int64 (query, 15),
      .early_min = (gint32) muster_query_get_int64 (query, 16),
      .overtime_min = (gint32) muster_query_get_int64 (query, 17),
      .overtime_pending_min = (gint32) muster_query_get_int64 (query, 18),
      .undertime_min = (gint32) muster_query_get_int64 (query, 19),
      .attended_half = (guint8) muster_query_get_int64 (query, 20),
      .absent_half = (guint8) muster_query_get_int64 (query, 21),
      .groups = (guint8) muster_query_get_int64 (query, 22),
      .n_punches = (guint8) muster_query_get_int64 (query, 23),
      .lieu_earned_min = (gint32) muster_query_get_int64 (query, 24),
      .lieu_taken_min = (gint32) muster_query_get_int64 (query, 25),
      .lieu_keeps = (guint16) muster_query_get_int64 (query, 26),
    },
    .period_id = muster_query_get_int64 (query, 3),
    .ruleset_id = muster_query_get_int64 (query, 5),
    .shift = muster_query_get_code (query, 6),
  };
}

GArray *
muster_periods_days (MusterDb *db,
                     const gint64 *ids,
                     gsize n,
                     MusterDates dates,
                     GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (MusterFrozenDay));
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "SELECT j.key, f.person_id, f.date, f.period_id, f.nth, f.ruleset_id, f.shift, "
    "f.day_type,"
    " f.status, f.other_half, f.flags, f.in_at, f.out_at, f.worked_sec, f.expected_min,"
    " f.late_min, f.early_min, f.overtime_min, f.overtime_pending_min, f.undertime_min,"
    " f.attended_half, f.absent_half, f.session_groups, f.punches,"
    " f.lieu_earned_min, f.lieu_taken_min, f.lieu_keeps"
    " FROM json_each (?3) AS j CROSS JOIN frozen_day f ON f.person_id = j.value"
    " WHERE f.date BETWEEN ?1 AND ?2"
    " AND NOT EXISTS (SELECT 1 FROM period_reopening r WHERE r.period_id = f.period_id)"
    " ORDER BY j.key, f.date, f.nth");

  muster_query_int64 (query, dates.from);
  muster_query_int64 (query, dates.to);
  muster_query_ids (query, ids, n);
  while (muster_query_next (query))
    {
      MusterFrozenDay day = frozen_from_row (query);

      g_array_append_val (days, day);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&days) : NULL;
}

/* ---- Periods ---- */

gboolean
muster_periods_reopen (MusterDb *db,
                       gint64 id,
                       const char *reason,
                       gint64 at,
                       const char *by,
                       GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO period_reopening (period_id, reason, at, by) VALUES (?, ?, ?, ?)");

  muster_query_int64 (query, id);
  muster_query_text (query, reason);
  muster_query_int64 (query, at);
  muster_query_text (query, by);

  return muster_query_run (query, error);
}

#define PERIOD_COLUMNS                                                                   \
  "SELECT p.id, p.uid, p.from_date, p.to_date, p.closed_at, p.closed_by, p.forced,"      \
  " p.people, p.days, r.at, r.by, r.reason"                                              \
  " FROM period p LEFT JOIN period_reopening r ON r.period_id = p.id"

static MusterPeriodRecord
period_from_row (MusterQuery *query)
{
  return (MusterPeriodRecord) {
    .id = muster_query_get_int64 (query, 0),
    .uid = muster_query_dup_text (query, 1),
    .dates = { (MusterDate) muster_query_get_int64 (query, 2),
               (MusterDate) muster_query_get_int64 (query, 3) },
    .closed_at = muster_query_get_int64 (query, 4),
    .closed_by = muster_query_dup_text (query, 5),
    .forced = muster_query_get_int64 (query, 6) != 0,
    .people = (guint) muster_query_get_int64 (query, 7),
    .days = (guint) muster_query_get_int64 (query, 8),
    .reopened_at = muster_query_get_int64 (query, 9),
    .reopened_by = muster_query_dup_text (query, 10),
    .reason = muster_query_dup_text (query, 11),
  };
}

gboolean
muster_periods_get (MusterDb *db, gint64 id, MusterPeriodRecord *record, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (db, PERIOD_COLUMNS " WHERE p.id = ?");

  *record = (MusterPeriodRecord) { 0 };
  muster_query_int64 (query, id);
  if (muster_query_next (query))
    {
      *record = period_from_row (query);
      return TRUE;
    }

  return muster_query_done (query, error) &&
         muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such period."));
}

GArray *
muster_periods_list (MusterDb *db, MusterDates dates, gboolean closed, GError **error)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (MusterPeriodRecord));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, PERIOD_COLUMNS
    " WHERE p.from_date <= ?2 AND p.to_date >= ?1 AND (NOT ?3 OR r.at IS NULL)"
    " ORDER BY p.from_date, p.id");

  g_array_set_clear_func (periods, (GDestroyNotify) muster_period_record_clear);
  muster_query_int64 (query, dates.from);
  muster_query_int64 (query, dates.to == MUSTER_DATE_NONE ? G_MAXINT32 : dates.to);
  muster_query_int64 (query, closed != FALSE);
  while (muster_query_next (query))
    {
      MusterPeriodRecord record = period_from_row (query);

      g_array_append_val (periods, record);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&periods) : NULL;
}

/* ---- Adjustments ---- */

gint64
muster_periods_accept (MusterDb *db, const MusterAcceptance *acceptance, GError **error)
{
  g_autofree char *uid = muster_uid_new (acceptance->at);
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "INSERT INTO adjustment (uid, period_id, person_id, date, nth, value, before, after,"
    " into_date, at, by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

  muster_query_text (query, uid);
  muster_query_int64 (query, acceptance->period_id);
  muster_query_int64 (query, acceptance->person_id);
  muster_query_int64 (query, acceptance->date);
  muster_query_int64 (query, acceptance->nth);
  muster_query_text (query, acceptance->value);
  muster_query_text (query, acceptance->before);
  muster_query_text (query, acceptance->after);
  muster_query_int64 (query, acceptance->into);
  muster_query_int64 (query, acceptance->at);
  muster_query_text (query, acceptance->by);

  return muster_query_run (query, error) ? muster_db_get_last_id (db) : 0;
}

#define ACCEPTANCES                                                                      \
  "SELECT id, period_id, person_id, date, nth, value, before, after, into_date, at, by"  \
  " FROM adjustment"

static GArray *
acceptances_read (MusterDb *db, const char *sql, MusterDates dates, GError **error)
{
  g_autoptr (GArray) accepted = g_array_new (FALSE, FALSE, sizeof (MusterAcceptance));
  g_autoptr (MusterQuery) query = muster_query_new (db, sql);

  g_array_set_clear_func (accepted, (GDestroyNotify) acceptance_clear);
  muster_query_int64 (query, dates.from);
  muster_query_int64 (query, dates.to == MUSTER_DATE_NONE ? G_MAXINT32 : dates.to);
  while (muster_query_next (query))
    {
      MusterAcceptance acceptance = {
        .id = muster_query_get_int64 (query, 0),
        .period_id = muster_query_get_int64 (query, 1),
        .person_id = muster_query_get_int64 (query, 2),
        .date = (MusterDate) muster_query_get_int64 (query, 3),
        .nth = (guint) muster_query_get_int64 (query, 4),
        .value = muster_query_get_code (query, 5),
        .before = muster_query_dup_text (query, 6),
        .after = muster_query_dup_text (query, 7),
        .into = (MusterDate) muster_query_get_int64 (query, 8),
        .at = muster_query_get_int64 (query, 9),
        .by = muster_query_dup_text (query, 10),
      };

      g_array_append_val (accepted, acceptance);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&accepted) : NULL;
}

GArray *
muster_periods_accepted (MusterDb *db, MusterDates dates, GError **error)
{
  return acceptances_read (db, ACCEPTANCES " WHERE date BETWEEN ? AND ? ORDER BY id",
                           dates, error);
}

GArray *
muster_periods_carried (MusterDb *db, MusterDates dates, GError **error)
{
  return acceptances_read (db, ACCEPTANCES " WHERE into_date BETWEEN ? AND ? ORDER BY id",
                           dates, error);
}
