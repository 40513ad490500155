/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"

/**
 * muster_note_to_variant:
 * @note: a reason
 * @zone: the zone in which its instants are written
 *
 * Says a reason in stable names: "rule", "reason", and where they apply "setting", "value",
 * "amount", "label", "punches", "args" and "rules" with "uid", "version" and "effective".
 *
 * Returns: (transfer floating): an a{sv}
 */
GVariant *muster_note_to_variant (const MusterNote *note, const MusterZone *zone);

/**
 * muster_trace_to_variant:
 * @sheet: a day that was judged with its reasons
 *
 * Returns: (transfer floating): an aa{sv} of all reasons in order; empty when none were noted
 */
GVariant *muster_trace_to_variant (MusterDaySheet *sheet);
