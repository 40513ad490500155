/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"

/**
 * MusterYearRow:
 * @year: a year
 * @known: whether the holiday calendar speaks of it
 * @days: dates of which it says something
 * @statutory: of them statutory holidays
 * @workdays: of them make-up workdays
 *
 * A row of the listing of the holiday calendar's years.
 */
#define MUSTER_TYPE_YEAR_ROW (muster_year_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterYearRow, muster_year_row, MUSTER, YEAR_ROW, GObject)

struct _MusterYearRow
{
  GObject parent_instance;

  int year;
  gboolean known;
  guint days;
  guint statutory;
  guint workdays;
};

/* The years of the holiday calendar from the first that it speaks of to the last, to this one
 * and, from 45 days before it begins, to the next; states "known" and "missing". */
extern const MusterListing muster_years_listing;
