/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-plan-listings.h"

/**
 * muster_plan_table_read_cell:
 * @shifts: (element-type MusterShift): the shifts that may be named
 * @text: what is written in a cell
 * @codes: (element-type utf8): where to add what it means: interned codes of shifts, "" for a
 *   rest; nothing for an empty cell
 * @error: %MUSTER_ERROR_INVALID for a word that names no shift
 *
 * A shift is written as its name, code or mark, several with "+" between them; a rest as its
 * word in English or Chinese, a mark of it, or "0".
 *
 * Returns: whether it means something
 */
gboolean muster_plan_table_read_cell (GPtrArray *shifts,
                                      const char *text,
                                      GPtrArray *codes,
                                      GError **error);

/**
 * muster_plan_table_write:
 * @rows: (element-type MusterPlanRow): people in order
 * @dates: which dates of them
 *
 * Returns: (transfer full): a line a person and a cell a date, as spreadsheets paste it, with
 *   names of shifts
 */
char *muster_plan_table_write (GPtrArray *rows, MusterDates dates);

/**
 * muster_plan_table_read:
 * @text: lines of cells, as spreadsheets copy them
 * @shifts: (element-type MusterShift): the shifts that may be named
 * @ids: (array length=n): the people from the first line on
 * @n: how many there are
 * @dates: the dates from the first cell on, to the last there may be
 * @error: %MUSTER_ERROR_INVALID, naming row and column of the first cell that means nothing,
 *   or when there are more lines or cells than people or dates
 *
 * Returns: (transfer floating) (nullable): the arguments of roster.set
 */
GVariant *muster_plan_table_read (const char *text,
                                  GPtrArray *shifts,
                                  const gint64 *ids,
                                  gsize n,
                                  MusterDates dates,
                                  GError **error);
