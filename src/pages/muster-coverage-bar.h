/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-coverage-listing.h"

/**
 * MusterCoverageBar:
 *
 * How many people a shift has on each date of a month, a number a day. Where they are fewer than
 * the shift wants, the number stands in a field with a minus below: "3 −2". Under the pointer a
 * day says it in words.
 */
#define MUSTER_TYPE_COVERAGE_BAR (muster_coverage_bar_get_type ())
G_DECLARE_FINAL_TYPE (MusterCoverageBar,
                      muster_coverage_bar,
                      MUSTER,
                      COVERAGE_BAR,
                      GtkWidget)

/**
 * muster_coverage_bar_new:
 * @row: what it shows
 *
 * Returns: (transfer floating): a bar
 */
GtkWidget *muster_coverage_bar_new (MusterCoverageRow *row);
