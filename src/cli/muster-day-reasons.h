/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day-listings.h"

/**
 * muster_day_reasons_print:
 * @row: a day
 * @apart: whether another was printed before
 *
 * Prints a day and how it came about, in sentences: what each rule did, the setting that
 * decided, what it adds to which number, how each number adds up, and by which rules.
 */
void muster_day_reasons_print (MusterDayRow *row, gboolean apart);
