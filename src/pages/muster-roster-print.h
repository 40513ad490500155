/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-plan-listings.h"

/**
 * muster_roster_print_new:
 * @rows: (element-type MusterPlanRow): people in order
 * @dates: which dates of them
 *
 * A table with a line a person and a column a date, on pages across; every page has the heading
 * again, more than 31 dates go on on pages of their own. It reads without colours.
 *
 * Returns: (transfer full): what prints it
 */
GtkPrintOperation *muster_roster_print_new (GPtrArray *rows, MusterDates dates);
