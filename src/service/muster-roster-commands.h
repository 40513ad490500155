/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/*
 * Many cells of the roster at once. A cell is a person and a date; it holds the shifts that
 * somebody chose for that very date, an explicit rest, or nothing, so that the day falls back
 * to what is assigned over a span, to the group's pattern or the default shift.
 *
 * Cells travel as an a(xias): person, date, and the codes of the shifts; no code clears the
 * cell, the one code "" is a rest. Each command here is all or nothing, one audit entry, and
 * returns (v) the cells as they were before: given to roster.set they take it back.
 *
 * Refused: %MUSTER_ERROR_LOCKED for a date in a closed period, %MUSTER_ERROR_CONFLICT where
 * scheduled times would overlap, naming who and when; touching ends do not overlap.
 */

/* roster.set (cells v) → (v) */
extern const MusterCommand muster_set_roster;

/* roster.paint (people v, from i, to i, what s, shift s) → (v); people is an ax, what is "shift",
 * "rest" or "clear" */
extern const MusterCommand muster_paint_roster;

/* roster.fill (people v, from i, to i, slots as, anchor i, stagger x) → (v); the slots repeat
 * from the anchor on, "" is a rest and "-" leaves the date to the group's pattern; each person
 * is so many slots further on than the one before */
extern const MusterCommand muster_fill_roster;

/* roster.copy (people v, from i, to i, target i) → (v); what is planned on the dates is set on as
 * many dates from the target on; a holiday is not copied */
extern const MusterCommand muster_copy_roster;

/* roster.swap (one x, other x, from i, to i) → (v); each gets what was planned for the other */
extern const MusterCommand muster_swap_roster;
