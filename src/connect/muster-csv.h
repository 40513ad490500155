/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-lines.h"

/**
 * MusterCell:
 * @text: valid UTF-8 ended by a NUL, without quotes and outer spaces
 * @length: bytes of @text
 *
 * A cell of a table; valid until the next record.
 */
typedef struct
{
  const char *text;
  gsize length;
} MusterCell;

/**
 * MusterRecord:
 * @cells: (array length=n_cells): its cells
 * @n_cells: how many
 * @line: its first line as it stands, for reports; a run of NULs or a long line has no cells
 *
 * A row of a table.
 */
typedef struct
{
  const MusterCell *cells;
  guint n_cells;
  MusterLine line;
} MusterRecord;

/**
 * MusterCsv:
 *
 * Reads a text as a table: quotes as in RFC 4180, also around line ends and separators; a quote
 * that nothing closes within 64 lines stands for itself. Empty lines are left out.
 */
typedef struct _MusterCsv MusterCsv;

/**
 * muster_csv_new:
 * @lines: (transfer full): the text
 * @separator: what separates cells
 *
 * Returns: (transfer full): a reader at the first row
 */
MusterCsv *muster_csv_new (MusterLines *lines, char separator);

void muster_csv_free (MusterCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterCsv, muster_csv_free)

/**
 * muster_csv_next:
 * @csv: a reader
 * @record: (out): the next row
 * @cancellable: (nullable): to give up
 *
 * Returns: whether there is one; see muster_csv_done()
 */
gboolean muster_csv_next (MusterCsv *csv,
                          MusterRecord *record,
                          GCancellable *cancellable);

/**
 * muster_csv_done:
 * @csv: a reader
 * @error: what stopped it
 *
 * Returns: whether it came to the end of the text
 */
gboolean muster_csv_done (MusterCsv *csv, GError **error);

/**
 * muster_csv_get_position:
 * @csv: a reader
 *
 * Returns: how many bytes it has taken from the stream
 */
guint64 muster_csv_get_position (MusterCsv *csv);

/**
 * muster_csv_guess_separator:
 * @lines: (array zero-terminated=1): the first lines of a table
 *
 * Returns: the one of comma, semicolon, TAB and bar that divides them most evenly, 0 when none
 *   divides them at all
 */
char muster_csv_guess_separator (const char *const *lines);
