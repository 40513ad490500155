/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * muster_file_connector:
 *
 * Punch files: what terminals write to a USB stick, and tables. Recognised by content.
 *
 * Its probe reads the whole file and takes nothing. It gives all of muster_file_plan_describe(),
 * and of a file that can be read also: "rows" t (lines that say something), "good" t (punches),
 * "rejected" t, "duplicates" t (exact copies), "events" t (door and system events), "suspect" t,
 * "nul-runs" t and "nul-bytes" t, "people" t (different user ids), "first" x and "last" x (wall
 * times of the punches that are not suspect, microseconds as if UTC; absent without any),
 * "sample" a(tssxyys) (line, user id, name, wall time, direction, verification, note of the first
 * punches), "rejects" a(tsst) (line, reason, text, bytes of the first faults).
 *
 * Its pull reads the file from the beginning each time: which punches are new is known by their
 * identity. The cursor only says which file that was: an a{sv} of "name" s, "size" t.
 */
extern const MusterConnector muster_file_connector;
