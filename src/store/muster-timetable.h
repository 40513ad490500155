/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-actor.h"
#include "muster-db.h"
#include "muster-filter.h"
#include "muster-roster.h"

/**
 * MusterCalendarDay:
 * @date: the date
 * @kind: (transfer none): "statutory", "rest", "workday", interned
 * @name_zh: (nullable): its name in Chinese
 * @name_en: (nullable): its name in English
 * @builtin: whether it came with Muster, rather than from a user
 */
typedef struct
{
  MusterDate date;
  const char *kind;
  char *name_zh;
  char *name_en;
  gboolean builtin;
} MusterCalendarDay;

/**
 * MusterRosterRecord:
 * @assignment: the entry; its shift is interned
 * @person_name: (nullable): filled when it is read
 * @staff_no: (nullable): filled when it is read
 */
typedef struct
{
  gint64 id;
  gint64 person_id;
  MusterAssignment assignment;
  char *person_name;
  char *staff_no;
} MusterRosterRecord;

/**
 * MusterCoverRecord:
 * @cover: what covers
 * @note: (nullable): what was noted
 * @person_name: (nullable): filled when it is read
 * @staff_no: (nullable): filled when it is read
 */
typedef struct
{
  gint64 id;
  gint64 person_id;
  MusterCover cover;
  char *note;
  char *person_name;
  char *staff_no;
} MusterCoverRecord;

/**
 * muster_timetable_set_day:
 * @db: a connection that writes
 * @day: a date of the holiday calendar; replaces what was said of the date
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it was written
 */
gboolean muster_timetable_set_day (MusterDb *db,
                                   const MusterCalendarDay *day,
                                   GError **error);

/**
 * muster_timetable_unset_day:
 * @db: a connection that writes
 * @date: a date
 * @error: %MUSTER_ERROR_MISSING when the calendar says nothing of it
 *
 * Returns: whether it was taken out
 */
gboolean muster_timetable_unset_day (MusterDb *db, MusterDate date, GError **error);

/**
 * muster_timetable_list_days:
 * @db: a connection
 * @dates: which
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterCalendarDay) (nullable): the days that the
 *   calendar says something of, in order; the array clears them
 */
GArray *muster_timetable_list_days (MusterDb *db, MusterDates dates, GError **error);

/**
 * muster_timetable_assign:
 * @db: a connection that writes
 * @record: person_id and assignment
 * @at: now, microseconds UTC
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Adds a roster entry. Returns: its id, 0 on error
 */
gint64 muster_timetable_assign (MusterDb *db,
                                const MusterRosterRecord *record,
                                gint64 at,
                                GError **error);

/**
 * muster_timetable_get_assignment:
 * @db: a connection
 * @id: which
 * @record: (out): the entry; its strings are %NULL or interned
 * @error: %MUSTER_ERROR_MISSING
 *
 * Returns: whether there is such an entry
 */
gboolean muster_timetable_get_assignment (MusterDb *db,
                                          gint64 id,
                                          MusterRosterRecord *record,
                                          GError **error);

/**
 * muster_timetable_list_singles:
 * @db: a connection
 * @person_id: whose
 * @dates: which dates
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterRosterRecord) (nullable): the entries that
 *   somebody chose for a date of @dates, in order of date; their names are %NULL
 */
GArray *muster_timetable_list_singles (MusterDb *db,
                                       gint64 person_id,
                                       MusterDates dates,
                                       GError **error);

/* Takes a roster entry out; %MUSTER_ERROR_MISSING */
gboolean muster_timetable_unassign (MusterDb *db, gint64 id, GError **error);

/**
 * muster_timetable_assignments:
 * @db: a connection
 * @ids: (array length=n): people
 * @n: how many
 * @dates: which dates
 * @starts: (array): room for @n + 1 numbers: where each person's entries begin, and the end
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Reads the roster of many people at once, in the order of @ids and then of the first
 * date. The codes are interned.
 *
 * Returns: (transfer full) (element-type MusterAssignment) (nullable): the entries
 */
GArray *muster_timetable_assignments (MusterDb *db,
                                      const gint64 *ids,
                                      gsize n,
                                      MusterDates dates,
                                      guint *starts,
                                      GError **error);

/**
 * muster_timetable_find_rostered:
 * @db: a connection
 * @ids: (array length=n): people
 * @n: how many
 * @rostered: (array length=n): becomes 1 for who was ever on a roster, on any date; zeroed
 *   before
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether that is known
 */
gboolean muster_timetable_find_rostered (MusterDb *db,
                                         const gint64 *ids,
                                         gsize n,
                                         guint8 *rostered,
                                         GError **error);

/**
 * muster_timetable_find_assignments:
 * @db: a connection
 * @filter: person, group, department, search, dates, limit; ordered by date and staff number
 * @scope: (nullable): whose records may be seen
 * @today: the date today
 * @total: (out) (optional): entries before the limit
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type gint64) (nullable): ids
 */
GArray *muster_timetable_find_assignments (MusterDb *db,
                                           MusterFilter *filter,
                                           const MusterScope *scope,
                                           MusterDate today,
                                           guint *total,
                                           GError **error);

/* One MusterRosterRecord for each of @ids, with id 0 for one that is gone or out of scope */
GArray *muster_timetable_load_assignments (MusterDb *db,
                                           const gint64 *ids,
                                           gsize n,
                                           const MusterScope *scope,
                                           MusterDate today,
                                           GError **error);

/* The same of covers: leave, trips and so on. Spans of instants and dates are both compared
 * with @dates, and spans of instants with a day's slack on either side. */
gint64 muster_timetable_add_cover (MusterDb *db,
                                   const MusterCoverRecord *record,
                                   gint64 at,
                                   GError **error);
gboolean muster_timetable_get_cover (MusterDb *db,
                                     gint64 id,
                                     MusterCoverRecord *record,
                                     GError **error);
gboolean muster_timetable_remove_cover (MusterDb *db, gint64 id, GError **error);
GArray *muster_timetable_covers (MusterDb *db,
                                 const gint64 *ids,
                                 gsize n,
                                 MusterDates dates,
                                 guint *starts,
                                 GError **error);
GArray *muster_timetable_find_covers (MusterDb *db,
                                      MusterFilter *filter,
                                      const MusterScope *scope,
                                      MusterDate today,
                                      guint *total,
                                      GError **error);
GArray *muster_timetable_load_covers (MusterDb *db,
                                      const gint64 *ids,
                                      gsize n,
                                      const MusterScope *scope,
                                      MusterDate today,
                                      GError **error);
