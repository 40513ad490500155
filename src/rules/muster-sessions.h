/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-sheet.h"

/**
 * muster_sessions_place:
 * @sheet: a sheet whose windows have taken their punches
 * @eligible: (element-type guint): indices of the punches that are placed by session, in order
 *
 * Pairs first and dates then (semantics §4, "No schedule"): leaves the sessions in the sheet's
 * bag, line by line, and gives their punches a line.
 */
void muster_sessions_place (MusterSheet *sheet, GArray *eligible);
