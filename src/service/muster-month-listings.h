/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-listing.h"
#include "muster-person.h"

/**
 * MusterMonthTotals:
 * @expected_days: days on which something was expected
 * @attended_half: half days attended
 * @absent_half: half days absent
 * @late_days: days late, severely or not
 * @early_days: days left early
 * @missing_days: days with a missing punch
 * @leave_days: days on leave
 * @pending_days: days that cannot be said yet
 * @late_min: minutes late
 * @early_min: minutes left early
 * @expected_min: minutes expected
 * @overtime_min: minutes of overtime
 * @overtime_pending_min: minutes of overtime that wait for an approval
 * @lieu_earned_min: minutes of time off in lieu that were earned
 * @lieu_taken_min: minutes of it that were taken
 * @worked_sec: worked time in seconds
 * @carried: values of days of closed periods whose differences were accepted into the span; they
 *   are in the sums
 *
 * What the days of a span add up to, with what was accepted into it.
 */
typedef struct
{
  guint expected_days;
  int attended_half;
  int absent_half;
  int late_days;
  int early_days;
  int missing_days;
  guint leave_days;
  guint pending_days;
  gint64 late_min;
  gint64 early_min;
  gint64 expected_min;
  gint64 overtime_min;
  gint64 overtime_pending_min;
  gint64 lieu_earned_min;
  gint64 lieu_taken_min;
  gint64 worked_sec;
  guint carried;
} MusterMonthTotals;

/**
 * muster_month_totals_add:
 * @totals: sums that begin at zero
 * @day: one more day
 */
void muster_month_totals_add (MusterMonthTotals *totals, const MusterDay *day);

/**
 * muster_month_totals_carry:
 * @totals: sums
 * @value: name of a value, as muster_outcome_get_code() has it
 * @before: what it was when its period was closed
 * @after: what it came to be
 *
 * Adds the difference of one value that was accepted into the span. Counts of days follow from
 * flags; what is neither a number nor a flag changes no sum.
 */
void muster_month_totals_carry (MusterMonthTotals *totals,
                                const char *value,
                                const char *before,
                                const char *after);

/**
 * MusterMonthRow:
 * @person: whose days
 * @dates: the span
 * @days: (element-type MusterDay): in order of date; their shift is %NULL
 * @totals: what they add up to
 *
 * A person's days over a span, mostly a month: a line of the person-month calendar.
 */
#define MUSTER_TYPE_MONTH_ROW (muster_month_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterMonthRow, muster_month_row, MUSTER, MONTH_ROW, GObject)

struct _MusterMonthRow
{
  GObject parent_instance;

  MusterPerson *person;
  MusterDates dates;
  GArray *days;
  MusterMonthTotals totals;
};

/* Rows are MusterMonthRow, one a person; the dates of the filter must be bounded
 * (%MUSTER_ERROR_INVALID). States are those of the listing of days: a row has each that one of its
 * days has. Orders: "name" (the default), "staff_no", "department", "group", "attended",
 * "absent", "late", "early", "missing", "leave", "worked", "overtime" */
extern const MusterListing muster_months_listing;
