/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-shift.h"

/**
 * MusterCoverageRow:
 * @shift: a shift, as it is in force on the last date
 * @dates: the span
 * @people: (element-type guint): how many people are planned for it, a number a date
 *
 * How a shift is staffed over a span.
 */
#define MUSTER_TYPE_COVERAGE_ROW (muster_coverage_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterCoverageRow,
                      muster_coverage_row,
                      MUSTER,
                      COVERAGE_ROW,
                      GObject)

struct _MusterCoverageRow
{
  GObject parent_instance;

  MusterShift *shift;
  MusterDates dates;
  GArray *people;
};

/* Rows are MusterCoverageRow, one a shift that anybody is planned for or that has a minimum, in
 * the order of the rule file; the dates of the filter must be bounded. Only people of the filter
 * and of the reader's scope are counted. */
extern const MusterListing muster_coverage_listing;
