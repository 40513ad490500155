/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-month-listings.h"

/**
 * muster_month_text_totals:
 * @totals: what a person's days add up to
 *
 * Returns: (transfer full): what there is of it in one line: "Attended 17 of 21 days · Late 2 times, 15
 *   min · Worked 150:20"
 */
char *muster_month_text_totals (const MusterMonthTotals *totals);

/**
 * muster_month_text_halves:
 * @halves: half days
 *
 * Returns: (transfer full): days: "17", "0.5"
 */
char *muster_month_text_halves (guint halves);
