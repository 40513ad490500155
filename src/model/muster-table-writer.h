/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-paged-list.h"

/**
 * MusterTableFunc:
 * @table: (nullable): what was written, %NULL when it failed
 * @error: (nullable): why it failed
 * @user_data: as given
 *
 * Takes a table that was written.
 */
typedef void (*MusterTableFunc) (const char *table,
                                 const GError *error,
                                 gpointer user_data);

/**
 * muster_table_writer_run:
 * @list: a list that has found its rows
 * @positions: (array length=n): which rows, ascending
 * @n: how many
 * @cancellable: (nullable): to give up
 * @func: called once, later, on the main context
 * @user_data: for @func
 *
 * Writes rows of a list as text with tabs between cells and a line of headings, the form in which
 * spreadsheets take a paste. Loads what is not there yet.
 */
void muster_table_writer_run (MusterPagedList *list,
                              const guint *positions,
                              gsize n,
                              GCancellable *cancellable,
                              MusterTableFunc func,
                              gpointer user_data);
