/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-plan-listings.h"
#include "muster-roster-file.h"

/**
 * MusterRosterFault:
 * @line: the row of the file, from 1
 * @column: its column, from 1
 * @message: what is wrong with that cell
 */
typedef struct
{
  guint64 line;
  guint column;
  char *message;
} MusterRosterFault;

/**
 * MusterRosterSheet:
 * @cells: the arguments of roster.set for the cells that mean something
 * @n_cells: how many they are
 * @faults: (element-type MusterRosterFault): the others, in the order of the file
 *
 * What a table of a roster comes to in a company.
 */
typedef struct
{
  GVariant *cells;
  guint n_cells;
  GPtrArray *faults;
} MusterRosterSheet;

/**
 * muster_roster_sheet_read:
 * @table: a table
 * @rows: (element-type MusterPlanRow): the people that there are
 * @shifts: (element-type MusterShift): the shifts that may be named
 *
 * Returns: (transfer full): what it comes to
 */
MusterRosterSheet *muster_roster_sheet_read (const MusterRosterTable *table,
                                             GPtrArray *rows,
                                             GPtrArray *shifts);

void muster_roster_sheet_free (MusterRosterSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterRosterSheet, muster_roster_sheet_free)

/**
 * muster_roster_sheet_say_fault:
 * @fault: a fault
 *
 * Returns: (transfer full): "Row 3, column 5: There is no shift “X”."
 */
char *muster_roster_sheet_say_fault (const MusterRosterFault *fault);

/**
 * muster_roster_sheet_to_csv:
 * @rows: (element-type MusterPlanRow): people in order
 * @dates: which dates of them
 *
 * Returns: (transfer full): a line of headings, then a line a person: number, name and a cell a
 *   date; as muster_roster_file_read() takes it
 */
char *muster_roster_sheet_to_csv (GPtrArray *rows, MusterDates dates);

/**
 * muster_roster_sheet_save:
 * @rows: (element-type MusterPlanRow): people in order
 * @dates: which dates of them
 * @path: where to; a workbook when it ends in .xlsx, else CSV
 * @error: why it could not be written
 *
 * Returns: whether it was written; what stood there before is kept if not
 */
gboolean muster_roster_sheet_save (GPtrArray *rows,
                                   MusterDates dates,
                                   const char *path,
                                   GError **error);
