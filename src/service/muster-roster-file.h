/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"

#define MUSTER_ROSTER_FILE_LONGEST (16 * 1024 * 1024) /* bytes */

/**
 * MusterRosterEntry:
 * @staff_no: the employee number
 * @line: the line of the file, from 1
 * @words: (element-type utf8): what is written for each date of the table, "" where nothing is
 *
 * A person's line of a roster file.
 */
typedef struct
{
  char *staff_no;
  guint64 line;
  GPtrArray *words;
} MusterRosterEntry;

/**
 * MusterRosterTable:
 * @dates: (element-type MusterDate): the dates of the columns
 * @columns: (element-type guint): beside @dates, which column of the file it is, from 1
 * @entries: (element-type MusterRosterEntry): the lines
 * @sheets: (nullable): the names of a workbook's sheets, the one that was read first
 *
 * A roster as a spreadsheet has it.
 */
typedef struct
{
  GArray *dates;
  GArray *columns;
  GPtrArray *entries;
  GStrv sheets;
} MusterRosterTable;

/**
 * muster_roster_file_read:
 * @data: a workbook (.xlsx), or a text, UTF-8 or else GB18030, cells separated by commas, semicolons
 *   or tabs
 * @sheet: (nullable): which sheet of a workbook, %NULL for the first that holds a table
 * @error: %MUSTER_ERROR_MISSING when there is no such sheet; %MUSTER_ERROR_INVALID for what is no roster or longer than
 *   %MUSTER_ROSTER_FILE_LONGEST
 *
 * The first row names the columns: one is the employee number ("staff_no", its title in English
 * or Chinese, else the first), those named by a date are the dates, all others are left out.
 *
 * Returns: (transfer full) (nullable): the table
 */
MusterRosterTable *muster_roster_file_read (GBytes *data,
                                            const char *sheet,
                                            GError **error);

/**
 * muster_roster_table_get_dates:
 * @table: a table
 *
 * Returns: the first and the last of its dates
 */
MusterDates muster_roster_table_get_dates (const MusterRosterTable *table);

void muster_roster_table_free (MusterRosterTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterRosterTable, muster_roster_table_free)
