/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-cell-text.h"

#include "muster-text.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static char *
cell_text (const MusterColumn *column, const MusterCell *cell)
{
  switch (column->kind)
    {
    case MUSTER_COLUMN_TEXT:
      return g_strdup (column->vocabulary
                         ? muster_words_say (column->vocabulary, cell->text)
                       : cell->text ? cell->text
                                    : "");
    case MUSTER_COLUMN_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->integer);
    case MUSTER_COLUMN_BOOLEAN:
      return g_strdup (cell->integer ? C_ ("boolean", "Yes") : C_ ("boolean", "No"));
    case MUSTER_COLUMN_REAL:
      return isnan (cell->real) ? g_strdup ("") : g_strdup_printf ("%g", cell->real);
    case MUSTER_COLUMN_MINUTES:
      return muster_text_hours (cell->integer);
    case MUSTER_COLUMN_DATE:
      return cell->integer == MUSTER_DATE_NONE || cell->integer == MUSTER_DATE_EVER
               ? g_strdup ("")
               : muster_date_format ((MusterDate) cell->integer);
    case MUSTER_COLUMN_INSTANT:
      return cell->zone ? muster_text_instant (cell->integer, cell->zone, cell->zone)
                        : g_strdup ("");
    case MUSTER_COLUMN_CODES:
      return column->vocabulary ? muster_words_say_all (column->vocabulary,
                                                        (const char *const *) cell->codes)
             : cell->codes      ? g_strjoinv (C_ ("list", ", "), cell->codes)
                                : g_strdup ("");
    case MUSTER_COLUMN_VARIANT:
    default:
      return g_strdup ("");
    }
}

char *
muster_cell_text_say (const MusterColumn *column, GObject *row)
{
  MusterCell cell = { 0 };
  char *text;

  g_return_val_if_fail (column != NULL, NULL);
  g_return_val_if_fail (G_IS_OBJECT (row), NULL);

  column->get (row, &cell);
  text = cell_text (column, &cell);
  muster_cell_clear (&cell);

  return text;
}
