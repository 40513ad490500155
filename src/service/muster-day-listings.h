/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-listing.h"
#include "muster-person.h"

/**
 * MusterDayRow:
 * @person: whose day
 * @sheet: the result with punches, picture and reasons
 *
 * A person's day.
 */
#define MUSTER_TYPE_DAY_ROW (muster_day_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterDayRow, muster_day_row, MUSTER, DAY_ROW, GObject)

struct _MusterDayRow
{
  GObject parent_instance;

  MusterPerson *person;
  MusterDaySheet *sheet;
};

/* Rows are MusterDayRow; the dates of the filter must be bounded (%MUSTER_ERROR_INVALID).
 * States: "present" (also when late), "late", "early_leave", "missing", "absent", "pending", "leave", "rest",
 * "holiday", "half_day", "incomplete", "outside", "off_shift", "overtime", "none". Orders: "date"
 * (the default, then by name), "name", "staff_no", "department", "group", "status", "in", "out",
 * "worked", "expected", "late", "early", "overtime". One person's days and reasons: set the
 * filter's person. Days of a closed period are as they were frozen */
extern const MusterListing muster_days_listing;
