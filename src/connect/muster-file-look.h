/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-lines.h"

/**
 * MusterFileLook:
 * @file: the file
 * @name: its name without the folder
 * @size: bytes
 * @charset: (nullable): its charset, as said or as found; %NULL when a person must say
 * @sample: (array zero-terminated=1): the first lines that are not empty
 * @records: (nullable): the whole of it, when it is a terminal's user.dat and no text
 * @sheet: (nullable): the table of a workbook as CSV; its lines are the rows of the sheet
 * @sheets: (nullable): the names of a workbook's sheets, the one of @sheet first
 *
 * What a first look through a file has shown.
 */
typedef struct
{
  GFile *file;
  char *name;
  guint64 size;
  char *charset;
  GStrv sample;
  GBytes *records;
  GBytes *sheet;
  GStrv sheets;
} MusterFileLook;

/**
 * muster_file_look_new:
 * @path: the file
 * @charset: its charset, or "auto"
 * @sheet: (nullable): which sheet of a workbook, %NULL or empty for the first that holds a table
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_PROTOCOL with the reason when nothing in it can be read (binary, a
 *   picture, a damaged workbook, biometrics, empty), %MUSTER_ERROR_INVALID that names "charset",
 *   %MUSTER_ERROR_MISSING when there is no such sheet, or why it could not be opened
 *
 * Looks through a file once, with flat memory.
 *
 * Returns: (transfer full) (nullable): what it showed
 */
MusterFileLook *muster_file_look_new (const char *path,
                                      const char *charset,
                                      const char *sheet,
                                      GCancellable *cancellable,
                                      GError **error);

void muster_file_look_free (MusterFileLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterFileLook, muster_file_look_free)

/**
 * muster_file_look_has_choice:
 * @look: a look
 *
 * Returns: whether it is a workbook with more than one sheet
 */
gboolean muster_file_look_has_choice (MusterFileLook *look);

/**
 * muster_file_look_open:
 * @look: a look
 * @cancellable: (nullable): to give up
 * @error: why it could not be opened
 *
 * Returns: (transfer full) (nullable): its lines, from the beginning
 */
MusterLines *muster_file_look_open (MusterFileLook *look,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * muster_file_look_ask:
 * @setting: a setting that a file leaves open: "charset", "order", "month" or "columns"
 * @error: (nullable): a %MUSTER_ERROR_INVALID that names it and says what to choose
 *
 * Asks for what a file does not say by itself. Returns %FALSE always, so that a caller can return
 * it.
 */
gboolean muster_file_look_ask (const char *setting, GError **error);
