/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-calendar.h"
#include "muster-db.h"

/**
 * muster_holidays_parse:
 * @document: a file of schema "muster-holidays/1", see docs/rule-file.md
 * @error: a %MUSTER_ERROR_INVALID that names the place, also when a day's weekday is not that of
 *   its date or a year's statutory days do not add up
 *
 * Reads a holiday calendar.
 *
 * Returns: (transfer full) (nullable): the calendar
 */
MusterCalendar *muster_holidays_parse (const char *document, GError **error);

/**
 * muster_holidays_get_builtin:
 *
 * Gets the calendar that comes with Muster: mainland China, the years whose arrangement has
 * been published. A new year is a new entry of the file.
 *
 * Returns: (transfer full): the calendar
 */
MusterCalendar *muster_holidays_get_builtin (void);

/**
 * muster_holidays_seed:
 * @db: a connection that writes
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Writes the built-in calendar into a new company.
 *
 * Returns: whether it was written
 */
gboolean muster_holidays_seed (MusterDb *db, GError **error);
