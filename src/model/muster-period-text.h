/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-adjusted-listings.h"
#include "muster-closing-listings.h"

/**
 * muster_period_text_state:
 * @row: a stretch of the plan
 *
 * Returns: (transfer full): "Closed by Ada on Thu 5 March 2026", "Over, to be closed"
 */
char *muster_period_text_state (MusterPeriodPlanRow *row);

/**
 * muster_period_text_check:
 * @row: a check
 *
 * Returns: (transfer full): "3 days of 2 people, from Thu 5 Mar", "None"
 */
char *muster_period_text_check (MusterCheckRow *row);

/**
 * muster_period_text_change:
 * @change: one value of a day that came out otherwise
 *
 * Returns: (transfer full): "Status: Incomplete → Present"
 */
char *muster_period_text_change (const MusterDifference *change);

/**
 * muster_period_text_changes:
 * @row: a day
 *
 * Returns: (transfer full): its changes, a line each
 */
char *muster_period_text_changes (MusterAdjustedRow *row);

/**
 * muster_period_text_cause:
 * @row: a day
 *
 * Returns: (transfer full): why it came out otherwise, as a sentence
 */
char *muster_period_text_cause (MusterAdjustedRow *row);
