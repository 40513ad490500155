/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-punch.h"
#include "muster-source.h"

/**
 * muster_table_take_time:
 * @text: (inout): where to look; moves behind what was found
 * @of_day: (out): microseconds after midnight; a time of the next day is beyond a day
 * @bad: (out): what stands there and is no time, points into the cell; %NULL otherwise
 * @bad_length: (out): bytes of @bad
 *
 * Takes the next of several times in one cell: "08:01 12:02", "08:01;18:05", "08:0112:02",
 * "次日00:30". Words without a digit ("休", "√", "--") are passed over.
 *
 * Returns: whether there was a time, or something @bad
 */
gboolean muster_table_take_time (const char **text,
                                 gint64 *of_day,
                                 const char **bad,
                                 gsize *bad_length);

/**
 * muster_table_count_times:
 * @text: a cell
 *
 * Returns: how many times it holds, 0 when it also holds something else with a digit
 */
guint muster_table_count_times (const char *text);

/**
 * muster_table_day_header:
 * @text: a header
 *
 * Reads the header of a day in a cross-table: "1", "01日", "29 四", "2/29", "2024-02-29".
 *
 * Returns: (transfer full) (nullable): "29", "02-29" or "2024-02-29"; %NULL when it is none
 */
char *muster_table_day_header (const char *text);

/**
 * muster_table_find_month:
 * @rows: (element-type GStrv): the first rows of a file
 * @n_rows: how many of them stand above the headers
 * @name: the file's name
 *
 * Looks for "2024年2月", "2024-02" or "202402" above the table, then in the name.
 *
 * Returns: the first day of the month, %MUSTER_DATE_NONE when it is not said
 */
MusterDate muster_table_find_month (GPtrArray *rows, guint n_rows, const char *name);

/**
 * muster_table_direction:
 * @text: a word for in or out, in Chinese or English
 *
 * Returns: the direction, %MUSTER_DIRECTION_NONE for any other word
 */
MusterDirection muster_table_direction (const char *text);

/**
 * muster_table_verify:
 * @text: a word for a kind of verification, in Chinese or English
 *
 * Returns: the kind, %MUSTER_VERIFY_UNKNOWN for any other word
 */
MusterVerify muster_table_verify (const char *text);

/**
 * muster_table_datum:
 * @text: the name of a datum
 * @fallback: what an empty or unknown text means
 *
 * Returns: the datum
 */
MusterDatum muster_table_datum (const char *text, MusterDatum fallback);
