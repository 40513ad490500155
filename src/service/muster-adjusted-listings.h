/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-outcome.h"

/**
 * MusterAdjustedRow:
 * @period_id: the closed period
 * @person_id: who
 * @person_name: that person's name
 * @staff_no: that person's employee number
 * @date: which day
 * @changes: (element-type MusterDifference): what differs, before as it counts
 * @cause: "punch", one came after the closing; "correction", one was approved after it; "void",
 *   one was taken out of account after it; "rules", none of these: rules, roster, calendar
 * @n: how many punches of that cause
 * @at: the first of these punches, microseconds UTC, 0 for none
 * @arrived_at: when it came, or was voided
 * @zone: the company's zone
 *
 * A day of a closed period that the view has otherwise by now.
 */
#define MUSTER_TYPE_ADJUSTED_ROW (muster_adjusted_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterAdjustedRow,
                      muster_adjusted_row,
                      MUSTER,
                      ADJUSTED_ROW,
                      GObject)

struct _MusterAdjustedRow
{
  GObject parent_instance;

  gint64 period_id;
  gint64 person_id;
  char *person_name;
  char *staff_no;
  MusterDate date;
  GArray *changes;
  const char *cause;
  guint n;
  gint64 at;
  gint64 arrived_at;
  MusterZone *zone;
};

/* Rows are MusterAdjustedRow, in order of person and date; of the filter's dates those in closed
 * periods */
extern const MusterListing muster_adjusted_listing;
