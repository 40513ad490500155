/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"

/**
 * muster_text_hours:
 * @minutes: a duration
 *
 * Returns: (transfer full): "7:45", for a column whose heading has the unit
 */
char *muster_text_hours (gint64 minutes);

/**
 * muster_text_minutes:
 * @minutes: a duration
 *
 * Returns: (transfer full): "12 min", from an hour on "1 h 5 min", for a sentence
 */
char *muster_text_minutes (gint64 minutes);

/**
 * muster_text_number:
 * @number: how many
 *
 * Returns: (transfer full): "12,345", grouped the same in every language that Muster speaks
 */
char *muster_text_number (guint64 number);

/**
 * muster_text_people:
 * @number: how many
 *
 * Returns: (transfer full): "12 people"
 */
char *muster_text_people (guint number);

/**
 * muster_text_metres:
 * @metres: a distance or an accuracy
 *
 * Returns: (transfer full): "35 m", from a kilometre on "1.2 km"
 */
char *muster_text_metres (double metres);

/**
 * muster_text_time:
 * @at: an instant, microseconds UTC; 0 for none
 * @zone: the zone to say it in
 * @date: the date that it belongs to, %MUSTER_DATE_NONE not to say how it differs
 *
 * Returns: (transfer full): "09:12", on the day after @date "02:00 +1", "" for none
 */
char *muster_text_time (gint64 at, const MusterZone *zone, MusterDate date);

/**
 * muster_text_time_exact:
 *
 * Like muster_text_time() with the seconds.
 */
char *muster_text_time_exact (gint64 at, const MusterZone *zone, MusterDate date);

/**
 * muster_text_of_day:
 * @minutes: minutes after midnight, beyond 24 hours for the next day
 *
 * Returns: (transfer full): "09:00", "02:00 +1"
 */
char *muster_text_of_day (int minutes);

/**
 * muster_text_times:
 * @from: an instant
 * @until: a later one
 * @zone: the zone to say them in
 * @date: the date that they belong to
 *
 * Returns: (transfer full): "09:00–18:00"
 */
char *muster_text_times (gint64 from,
                         gint64 until,
                         const MusterZone *zone,
                         MusterDate date);

/**
 * muster_text_weekday:
 * @date: a date
 *
 * Returns: (transfer none): "Thu", "周四"
 */
const char *muster_text_weekday (MusterDate date);

/**
 * muster_text_weekday_letter:
 * @date: a date
 *
 * Returns: (transfer none): "T", "四", where there is room for one letter
 */
const char *muster_text_weekday_letter (MusterDate date);

/**
 * muster_text_date:
 * @date: a date
 *
 * Returns: (transfer full): "Thu 5 March 2026", "2026年3月5日 周四", "" for none
 */
char *muster_text_date (MusterDate date);

/**
 * muster_text_date_short:
 * @date: a date
 *
 * Returns: (transfer full): "Thu 5 Mar", "3月5日 周四", "" for none
 */
char *muster_text_date_short (MusterDate date);

/**
 * muster_text_day_of_month:
 * @date: a date
 *
 * Returns: (transfer full): "5 Mar", "3月5日", "" for none
 */
char *muster_text_day_of_month (MusterDate date);

/**
 * muster_text_month:
 * @date: a date
 *
 * Returns: (transfer full): "March 2026", "2026年3月"
 */
char *muster_text_month (MusterDate date);

/**
 * muster_text_dates:
 * @dates: a span
 *
 * Returns: (transfer full): "2–8 March 2026" and what it takes for longer spans, "All time"
 */
char *muster_text_dates (MusterDates dates);

/**
 * muster_text_instant:
 * @at: an instant, microseconds UTC; 0 for none
 * @zone: the zone to say it in
 * @home: (nullable): the zone that goes without saying; another is named
 *
 * Returns: (transfer full): "Thu 5 Mar 2026 09:12:30", "" for none
 */
char *muster_text_instant (gint64 at, const MusterZone *zone, const MusterZone *home);

/**
 * muster_text_ago:
 * @at: an instant, microseconds UTC; 0 for never
 * @now: what time it is
 *
 * Returns: (transfer full): "just now", "3 minutes ago", "never"
 */
char *muster_text_ago (gint64 at, gint64 now);

/**
 * muster_text_zone:
 * @zone: a zone
 * @at: when
 *
 * Returns: (transfer full): "Asia/Shanghai (UTC+8)"
 */
char *muster_text_zone (const MusterZone *zone, gint64 at);

/**
 * muster_text_person:
 * @name: (nullable): a name
 * @staff_no: (nullable): an employee number
 *
 * Returns: (transfer full): "张三 (0012)"
 */
char *muster_text_person (const char *name, const char *staff_no);

/**
 * muster_text_department:
 * @department: (nullable): a path, "/" between levels
 *
 * Returns: (transfer full): "生产部 › 一车间"
 */
char *muster_text_department (const char *department);

/**
 * muster_text_distance:
 * @metres: a distance
 *
 * Returns: (transfer full): "8 m", "1.4 km"
 */
char *muster_text_distance (double metres);

/**
 * muster_text_area:
 * @metres: square metres
 *
 * Returns: (transfer full): "350 m²", "1.2 km²"
 */
char *muster_text_area (double metres);

/**
 * muster_text_error:
 * @error: an error
 *
 * Returns: (transfer full): its words as a sentence that stands alone
 */
char *muster_text_error (const GError *error);

/**
 * muster_text_append_csv:
 * @out: where to add it
 * @text: (nullable): UTF-8
 *
 * Adds one field of CSV, quoted if need be. A text that a spreadsheet program would run as a
 * formula gets an apostrophe in front.
 */
void muster_text_append_csv (GString *out, const char *text);
