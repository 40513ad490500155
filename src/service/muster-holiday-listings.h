/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-calendar.h"
#include "muster-listing.h"

/**
 * MusterHolidayRow:
 * @date: the date
 * @kind: a #MusterHolidayKind, 0 when the company's calendar says nothing of it
 * @name_zh: its name in Chinese; may be empty
 * @name_en: its name in English; may be empty
 * @builtin: the #MusterHolidayKind of the calendar that comes with Muster, 0 for none
 * @builtin_zh: its name there
 * @builtin_en: its name there
 * @changed: whether the company has it otherwise than Muster, of a year that both speak of
 *
 * A date of which the company's holiday calendar or the one that comes with Muster says something.
 */
#define MUSTER_TYPE_HOLIDAY_ROW (muster_holiday_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterHolidayRow, muster_holiday_row, MUSTER, HOLIDAY_ROW, GObject)

struct _MusterHolidayRow
{
  GObject parent_instance;

  MusterDate date;
  int kind;
  char *name_zh;
  char *name_en;
  int builtin;
  char *builtin_zh;
  char *builtin_en;
  gboolean changed;
};

/* Rows are MusterHolidayRow, in order of date. States: "statutory", "rest", "workday", "ordinary"
 * (only Muster's calendar says something of it), "changed" */
extern const MusterListing muster_holidays_listing;
