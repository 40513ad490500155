/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-coverage-listing.h"

/**
 * muster_coverage_text_date:
 * @row: how a shift is staffed
 * @index: which of its dates, from 0
 *
 * Returns: (transfer full): the date, how many there are and how many are wanted, as a tooltip
 *   says it
 */
char *muster_coverage_text_date (MusterCoverageRow *row, guint index);
