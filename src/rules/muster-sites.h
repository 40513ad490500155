/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-sheet.h"

/**
 * muster_sites_clear:
 * @punch: a punch of a sheet
 *
 * Says that nothing is known of where it was made.
 */
void muster_sites_clear (MusterSheetPunch *punch);

/**
 * muster_sites_judge:
 * @sheet: a sheet whose lines have their kind
 * @index: a punch
 * @line: the line of the civil date on which it was made
 *
 * Judges where a punch was made (semantics §10) against every place that holds for the person on
 * that date: the one that speaks best for it counts. A Wi-Fi or an address of such a place is
 * as good as being inside, when the policy allows it. Distances are measured exactly only when
 * reasons are wanted, and for the place that the verdict is about.
 *
 * Returns: whether the punch counts
 */
gboolean muster_sites_judge (MusterSheet *sheet,
                             guint index,
                             const MusterSheetLine *line);
