/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-calendar.h"
#include "muster-db.h"
#include "muster-icalendar.h"

/**
 * muster_holidays_parse:
 * @document: a file of schema "muster-holidays/1", see docs/rule-file.md
 * @error: a %MUSTER_ERROR_INVALID that names the place, also when a day's weekday is not that of
 *   its date or a year's statutory days do not add up
 *
 * Reads a holiday calendar.
 *
 * Returns: (transfer full) (nullable): the calendar
 */
MusterCalendar *muster_holidays_parse (const char *document, GError **error);

/**
 * muster_holidays_get_builtin:
 *
 * Gets the calendar that comes with Muster: mainland China, the years whose arrangement has
 * been published. A new year is a new entry of the file.
 *
 * Returns: (transfer full): the calendar
 */
MusterCalendar *muster_holidays_get_builtin (void);

/**
 * muster_holidays_are:
 * @code: "statutory", "rest", else by statute
 *
 * Returns: what that code of "calendar.import" means
 */
MusterHolidaysAre muster_holidays_are (const char *code);

/**
 * muster_holidays_reset:
 * @db: a connection that writes
 * @date: a date
 * @error: %MUSTER_ERROR_MISSING when the built-in calendar does not speak of its year
 *
 * Has the company's calendar say of a date what the built-in one says.
 *
 * Returns: whether it was written
 */
gboolean muster_holidays_reset (MusterDb *db, MusterDate date, GError **error);

/**
 * muster_holidays_format:
 * @days: (element-type MusterCalendarDay): days of a holiday calendar, in order
 *
 * Writes them as a file of schema "muster-holidays/1", which muster_holidays_read() reads.
 *
 * Returns: (transfer full): the file
 */
char *muster_holidays_format (GArray *days);

/**
 * muster_holidays_seed:
 * @db: a connection that writes
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Writes the built-in calendar into a new company.
 *
 * Returns: whether it was written
 */
gboolean muster_holidays_seed (MusterDb *db, GError **error);

/**
 * muster_holidays_read:
 * @document: the text of an iCalendar or a muster-holidays file
 * @zone: see muster_icalendar_parse()
 * @holidays: see muster_icalendar_parse()
 * @unmarked: see muster_icalendar_parse()
 * @years: (element-type int): the years that the file speaks of are added, in order: those that
 *   a muster-holidays file names, those of which an iCalendar file has a day between
 *   February and November
 * @n_skipped: (out): events that were left out
 * @error: a %MUSTER_ERROR_INVALID that names the place
 *
 * Reads a holiday calendar in either form.
 *
 * Returns: (transfer full) (element-type MusterCalendarDay) (nullable): its days, in order
 */
GArray *muster_holidays_read (const char *document,
                              MusterZone *zone,
                              MusterHolidaysAre holidays,
                              gboolean unmarked,
                              GArray *years,
                              guint *n_skipped,
                              GError **error);

/**
 * muster_holidays_speak_of_year:
 * @date: a date that a calendar speaks of
 *
 * Says whether that makes the calendar one of the date's year: the arrangement of one year
 * begins in December of the year before and may end in January of the next.
 *
 * Returns: whether it does
 */
gboolean muster_holidays_speak_of_year (MusterDate date);

/**
 * muster_holidays_find_missing:
 * @calendar: the company's calendar
 * @today: the date today
 *
 * Finds the year that the calendar should speak of by now and does not: this one, or the next
 * from 45 days before it begins (arrangements are announced in November). A company without
 * any calendar lacks nothing.
 *
 * Returns: the year, 0 for none
 */
int muster_holidays_find_missing (const MusterCalendar *calendar, MusterDate today);
