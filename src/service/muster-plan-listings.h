/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-person.h"
#include "muster-plan.h"

/**
 * MusterPlanRow:
 * @person: for whom
 * @dates: the span
 * @plans: (element-type MusterPlan): in order of date and of time, at least one a date, with
 *   warnings
 * @rules: (transfer none): what owns their shifts and labels
 *
 * What is planned for a person over a span, mostly a month: a line of the roster.
 */
#define MUSTER_TYPE_PLAN_ROW (muster_plan_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterPlanRow, muster_plan_row, MUSTER, PLAN_ROW, GObject)

struct _MusterPlanRow
{
  GObject parent_instance;

  MusterPerson *person;
  MusterDates dates;
  GArray *plans;
  GObject *rules;
};

/**
 * muster_plan_row_find:
 * @row: a row
 * @date: a date
 * @n: (out): how many plans there are for it
 *
 * Returns: (transfer none) (array length=n) (nullable): the plans of @date
 */
const MusterPlan *muster_plan_row_find (MusterPlanRow *row, MusterDate date, guint *n);

/**
 * muster_plans_check_dates:
 * @dates: what a filter asks for
 * @error: %MUSTER_ERROR_INVALID for an open end, or more than a year
 *
 * Returns: whether they can be planned at once
 */
gboolean muster_plans_check_dates (MusterDates dates, GError **error);

/* Rows are MusterPlanRow, one a person employed at some time of the filter's dates, which must be
 * bounded (%MUSTER_ERROR_INVALID). Orders: those of people */
extern const MusterListing muster_plans_listing;
