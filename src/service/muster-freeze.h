/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-ledger.h"
#include "muster-outcome.h"
#include "muster-periods.h"

/*
 * Days as they count: the view of the ledger, and of dates in a closed period the copy that was
 * taken when it was closed. The view goes on beneath; what it says otherwise is an adjustment.
 */

/**
 * muster_freeze_copy:
 * @results: (element-type MusterDay): the days of a period
 * @rules: the rules they were judged under
 *
 * Takes the copy; days of which nothing can be said are left out.
 *
 * Returns: (transfer full) (element-type MusterFrozenDay): without their period
 */
GArray *muster_freeze_copy (GArray *results, MusterRulebook *rules);

/**
 * muster_freeze_get_days:
 * @reading: a snapshot
 * @ids: (array length=n): people, each once
 * @n: how many
 * @dates: which days, bounded
 * @as_of: (out): the moment of judging, microseconds UTC
 * @error: as muster_ledger_get_days()
 *
 * Returns: (transfer full) (element-type MusterDay) (nullable): in the order of @ids, then of
 *   date; their shifts are not to be looked at
 */
GArray *muster_freeze_get_days (MusterReading *reading,
                                const gint64 *ids,
                                gsize n,
                                MusterDates dates,
                                gint64 *as_of,
                                GError **error);

/**
 * muster_freeze_get_sheets:
 * @reading: a snapshot
 * @people: (element-type MusterPerson): whose
 * @dates: which days, bounded
 * @error: as muster_ledger_get_days()
 *
 * The same for the eye. A locked day whose view says otherwise by now has its punches but no
 * picture and no reasons: they would explain other numbers.
 *
 * Returns: (transfer full) (element-type MusterDaySheet) (nullable): in no order
 */
GPtrArray *muster_freeze_get_sheets (MusterReading *reading,
                                     GPtrArray *people,
                                     MusterDates dates,
                                     GError **error);

/**
 * muster_freeze_compare:
 * @reading: a snapshot
 * @ids: (array length=n): people, each once
 * @n: how many
 * @dates: which days; those of closed periods are compared
 * @error: as muster_ledger_get_days()
 *
 * Finds what the view says otherwise than the frozen copy and than what was accepted since.
 *
 * Returns: (transfer full) (element-type MusterDifference) (nullable): the open adjustments, by
 *   period, in the order of @ids, of date
 */
GArray *muster_freeze_compare (MusterReading *reading,
                               const gint64 *ids,
                               gsize n,
                               MusterDates dates,
                               GError **error);
