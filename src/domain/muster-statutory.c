/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-statutory.h"

#include <unicode/ucal.h>
#include <unicode/ustring.h>

#define MILLISECONDS_A_DAY 86400000.0
#define REVISED_YEAR 2025 /* first year of the regulation of 2024 */

/* A date of the Chinese calendar. */
typedef struct
{
  int month;
  int day;
  gboolean leap;
} LunarDate;

static gboolean
lunar_from_date (MusterDate date, LunarDate *lunar)
{
  UChar zone[32];
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *calendar;

  u_uastrcpy (zone, "Asia/Shanghai");
  calendar = ucal_open (zone, -1, "zh_CN@calendar=chinese", UCAL_TRADITIONAL, &status);
  /* Four in the morning UTC is noon of the same date there. */
  ucal_setMillis (calendar, date * MILLISECONDS_A_DAY + MILLISECONDS_A_DAY / 6, &status);
  lunar->month = ucal_get (calendar, UCAL_MONTH, &status) + 1;
  lunar->day = ucal_get (calendar, UCAL_DATE, &status);
  lunar->leap = ucal_get (calendar, UCAL_IS_LEAP_MONTH, &status) != 0;
  ucal_close (calendar);

  return U_SUCCESS (status);
}

static int
qingming_day (int year)
{
  int y = year - 2000;

  return y >= 0 && y < 100 ? (int) (y * 0.2422 + 4.81) - y / 4 : 0;
}

static gboolean
is_fixed (int year, int month, int day)
{
  switch (month)
    {
    case 1:
      return day == 1;
    case 4:
      return day == qingming_day (year);
    case 5:
      return day == 1 || (day == 2 && year >= REVISED_YEAR);
    case 10:
      return day <= 3;
    default:
      return FALSE;
    }
}

static gboolean
is_new_years_day (MusterDate date)
{
  LunarDate lunar;

  return lunar_from_date (date, &lunar) && !lunar.leap && lunar.month == 1 &&
         lunar.day == 1;
}

gboolean
muster_statutory_is_holiday (MusterDate date)
{
  LunarDate lunar;
  int year;
  int month;
  int day;

  muster_date_get_ymd (date, &year, &month, &day);
  if (is_fixed (year, month, day))
    return TRUE;

  if (!lunar_from_date (date, &lunar) || lunar.leap)
    return FALSE;

  return (lunar.month == 1 && lunar.day <= 3) || (lunar.month == 5 && lunar.day == 5) ||
         (lunar.month == 8 && lunar.day == 15) ||
         (year >= REVISED_YEAR && is_new_years_day (date + 1));
}
