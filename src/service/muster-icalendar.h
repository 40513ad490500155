/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-timetable.h"

/**
 * MusterHolidaysAre:
 *
 * What kind of day a holiday is that a calendar only says is off.
 */
typedef enum
{
  MUSTER_HOLIDAYS_BY_STATUTE, /* statutory if muster_statutory_is_holiday(), else rest */
  MUSTER_HOLIDAYS_STATUTORY,
  MUSTER_HOLIDAYS_REST,
} MusterHolidaysAre;

/**
 * muster_icalendar_parse:
 * @text: an iCalendar file (RFC 5545), UTF-8
 * @zone: the zone in which instants written in UTC are dates
 * @holidays: what kind of day a holiday is
 * @unmarked: whether events that say neither holiday nor workday are holidays; else they are
 *   left out
 * @n_skipped: (out): events that were left out
 * @error: a %MUSTER_ERROR_INVALID whose message names line and property, and whose field is
 *   the property
 *
 * Reads a holiday calendar. What an event is, is said by, the first that speaks: X-MUSTER-KIND
 * (statutory, rest, workday), X-APPLE-SPECIAL-DAY (WORK-HOLIDAY, ALTERNATE-WORKDAY), its
 * CATEGORIES, its SUMMARY (班 or 休 set apart; 补班, 上班, workday; 假期, 放假, 调休, 休息,
 * holiday, day off), and last a DESCRIPTION of 公众假期 or "Public holiday". An event
 * may span dates, at most 31; one that repeats is a fault if it counts. Of two events on one
 * date a workday stands, then a statutory day.
 *
 * Returns: (transfer full) (element-type MusterCalendarDay) (nullable): the days, in order;
 *   the array clears them
 */
GArray *muster_icalendar_parse (const char *text,
                                MusterZone *zone,
                                MusterHolidaysAre holidays,
                                gboolean unmarked,
                                guint *n_skipped,
                                GError **error);

/**
 * muster_icalendar_format:
 * @days: (element-type MusterCalendarDay): days of a holiday calendar
 * @name: what the calendar is called
 * @stamp: when it is written, microseconds UTC
 *
 * Writes a holiday calendar as an iCalendar file: an event a day, its name with （休） or （班）
 * behind it, X-APPLE-SPECIAL-DAY, X-MUSTER-KIND and CATEGORIES. muster_icalendar_parse() reads
 * the same days from it.
 *
 * Returns: (transfer full): the file, lines ended by CR LF
 */
char *muster_icalendar_format (GArray *days, const char *name, gint64 stamp);
