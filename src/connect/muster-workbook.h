/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* The largest workbook that is read, and how large it may be once unpacked. */
#define MUSTER_WORKBOOK_LARGEST (64 * 1024 * 1024)
#define MUSTER_WORKBOOK_UNPACKED (512 * 1024 * 1024)

/**
 * muster_workbook_recognise:
 * @data: (array length=length): how a file begins
 * @length: bytes of it
 *
 * Returns: whether it is a workbook (.xlsx). One with a password is not, on its outside
 */
gboolean muster_workbook_recognise (const guint8 *data, gsize length);

/**
 * muster_workbook_to_csv:
 * @data: a workbook
 * @sheet: (nullable): name of the sheet; %NULL for the first that looks like a
 *   table, else the first that is not empty
 * @names: (out) (optional) (transfer full) (array zero-terminated=1): the names of all sheets, the
 *   one that was read first
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_PROTOCOL when it is damaged or too large, or holds nothing;
 *   %MUSTER_ERROR_MISSING when it has no such sheet
 *
 * Reads one sheet as a table: line n is row n of the sheet, also where a row is empty. Dates are
 * 2026-03-05, times 08:59:59, whole numbers have no point; a line break in a cell is a blank. The
 * workbook is read from memory: nothing of it is written anywhere.
 *
 * Returns: (transfer full) (nullable): the table as CSV in UTF-8, commas between the cells
 */
GBytes *muster_workbook_to_csv (GBytes *data,
                                const char *sheet,
                                GStrv *names,
                                GCancellable *cancellable,
                                GError **error);
