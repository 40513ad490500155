/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdio.h>

#include "muster-listing.h"

/**
 * MusterForm:
 *
 * How rows are printed: for people, for programs, for spreadsheets.
 */
typedef enum
{
  MUSTER_FORM_TABLE,
  MUSTER_FORM_JSON,
  MUSTER_FORM_CSV,
} MusterForm;

/**
 * MusterPrinter:
 *
 * Prints the rows of any listing by its columns.
 */
typedef struct _MusterPrinter MusterPrinter;

/**
 * muster_printer_new:
 * @form: the form
 * @columns: what the rows have, ended by a %NULL name
 * @zone: the zone of instants whose row names none
 * @out: where to print
 *
 * Returns: (transfer full): a printer; muster_printer_finish() frees it
 */
MusterPrinter *muster_printer_new (MusterForm form,
                                   const MusterColumn *columns,
                                   MusterZone *zone,
                                   FILE *out);

/**
 * muster_printer_add:
 * @printer: a printer
 * @row: a row
 *
 * Prints a row, perhaps later.
 */
void muster_printer_add (MusterPrinter *printer, GObject *row);

/**
 * muster_printer_finish:
 * @printer: (transfer full): a printer
 * @error: what kept the output from being written
 *
 * Prints what is left. Returns: whether all of it was written
 */
gboolean muster_printer_finish (MusterPrinter *printer, GError **error);
