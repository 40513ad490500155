/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-period-listings.h"

/**
 * MusterPeriodPlanRow:
 * @dates: the dates, which no other row has
 * @state: "closed"; "reopened", closed once; "due", over and not closed; "gap", what is left
 *   between closed dates; "open", not over yet
 * @period: (nullable): the copy that counts, or that was reopened last
 *
 * A stretch of dates as payroll sees it.
 */
#define MUSTER_TYPE_PERIOD_PLAN_ROW (muster_period_plan_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterPeriodPlanRow,
                      muster_period_plan_row,
                      MUSTER,
                      PERIOD_PLAN_ROW,
                      GObject)

struct _MusterPeriodPlanRow
{
  GObject parent_instance;

  MusterDates dates;
  const char *state;
  MusterPeriodRow *period;
};

/**
 * MusterCheckRow:
 * @dates: the dates that are to be closed
 * @check: "days", what would be frozen; "pending", "incomplete", "absent" days; open
 *   "exceptions" and "requests"; "silent" sources, from which not everything has come; rule
 *   "drafts" that are not published
 * @count: how many
 * @people: whose, 0 where it is not of people
 * @first: the first date concerned, %MUSTER_DATE_NONE for none
 * @blocks: whether a period is not closed with them, unless it is told to
 *
 * One thing to look at before a period is closed.
 */
#define MUSTER_TYPE_CHECK_ROW (muster_check_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterCheckRow, muster_check_row, MUSTER, CHECK_ROW, GObject)

struct _MusterCheckRow
{
  GObject parent_instance;

  MusterDates dates;
  const char *check;
  guint count;
  guint people;
  MusterDate first;
  gboolean blocks;
};

/* Rows are MusterPeriodPlanRow: all dates from the first punch or period until the end of the period that
 * today is in, without an overlap. Periods begin on the day that the first group's policy names.
 * States as the rows have */
extern const MusterListing muster_period_plan_listing;

/* Rows are MusterCheckRow, always all of them. Without dates: of the first stretch of the plan that
 * is over and not closed, else of the current one. States: "clear", "look", "blocks" */
extern const MusterListing muster_period_checks_listing;
