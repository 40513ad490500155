/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-civil.h"

/**
 * MusterHolidayKind:
 *
 * What the holiday calendar makes of a date (semantics §3.4). The numbers are stored and never
 * change.
 */
typedef enum
{
  MUSTER_HOLIDAY_STATUTORY = 1, /* a statutory holiday */
  MUSTER_HOLIDAY_REST = 2,      /* given off by the arrangement, not statutory */
  MUSTER_HOLIDAY_WORKDAY = 3,   /* a make-up workday */
} MusterHolidayKind;

/**
 * MusterHoliday:
 * @date: the date
 * @kind: a #MusterHolidayKind
 * @code: which holiday it belongs to: "spring_festival"; may be empty
 * @name_zh: its name in Chinese; may be empty
 * @name_en: its name in English; may be empty
 * @reason: of a rest day: "weekend", "substitute", "swapped"; may be empty
 *
 * One date of a holiday calendar. The texts belong to the calendar.
 */
typedef struct
{
  MusterDate date;
  guint8 kind;
  const char *code;
  const char *name_zh;
  const char *name_en;
  const char *reason;
} MusterHoliday;

/**
 * MusterCalendar:
 * @region: whose calendar, "CN-mainland"; may be empty
 * @days: (element-type MusterHoliday): in order of date
 * @years: (element-type gint): the years it speaks of, in order. Another year is unknown, not
 *   ordinary
 *
 * A holiday calendar. Immutable once built.
 */
#define MUSTER_TYPE_CALENDAR (muster_calendar_get_type ())
G_DECLARE_FINAL_TYPE (MusterCalendar, muster_calendar, MUSTER, CALENDAR, GObject)

struct _MusterCalendar
{
  GObject parent_instance;

  char *region;
  GArray *days;
  GArray *years;
  GStringChunk *texts;
};

/**
 * muster_calendar_new:
 * @region: (nullable): whose calendar
 *
 * Returns: (transfer full): an empty calendar, for its builder to fill
 */
MusterCalendar *muster_calendar_new (const char *region);

/**
 * muster_calendar_add:
 * @calendar: a calendar that is being built
 * @holiday: a date; its texts are copied and may be %NULL. Replaces what is there of that date
 *
 * Adds one date, in any order.
 */
void muster_calendar_add (MusterCalendar *calendar, const MusterHoliday *holiday);

/**
 * muster_calendar_add_year:
 * @calendar: a calendar that is being built
 * @year: a year that it speaks of
 *
 * Says that a year is known, also when it holds no holiday.
 */
void muster_calendar_add_year (MusterCalendar *calendar, int year);

/**
 * muster_calendar_find:
 * @calendar: (nullable): a calendar
 * @date: a date
 *
 * Returns: (transfer none) (nullable): what the calendar says of that date
 */
const MusterHoliday *muster_calendar_find (const MusterCalendar *calendar,
                                           MusterDate date);

/**
 * muster_calendar_has_year:
 * @calendar: (nullable): a calendar
 * @year: a year
 *
 * Returns: whether the calendar speaks of that year
 */
gboolean muster_calendar_has_year (const MusterCalendar *calendar, int year);
