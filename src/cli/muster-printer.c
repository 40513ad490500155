/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-printer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "muster-cell-text.h"
#include "muster-print.h"
#include "muster-text.h"

/* The columns of a table are as wide as the widest cell of so many rows: a whole listing need
 * not be held, and the columns of a later block are never narrower. */
#define ROWS_IN_BLOCK 2000

struct _MusterPrinter
{
  MusterForm form;
  const MusterColumn *columns;
  MusterZone *zone;
  FILE *out;
  GPtrArray *block; /* (element-type utf8): cells of the table, row by row */
  gsize *widths;
  gsize n_columns;
  guint64 n_rows;
  GString *line;
  int failure;
};

MusterPrinter *
muster_printer_new (MusterForm form,
                    const MusterColumn *columns,
                    MusterZone *zone,
                    FILE *out)
{
  MusterPrinter *printer = g_new0 (MusterPrinter, 1);

  printer->form = form;
  printer->columns = columns;
  printer->zone = muster_zone_ref (zone);
  printer->out = out;
  printer->block = g_ptr_array_new_with_free_func (g_free);
  while (columns[printer->n_columns].name != NULL)
    printer->n_columns++;
  printer->widths = g_new0 (gsize, printer->n_columns);
  printer->line = g_string_new (NULL);

  return printer;
}

static void
flush_line (MusterPrinter *printer)
{
  if (printer->failure == 0 && fwrite (printer->line->str, 1, printer->line->len,
                                       printer->out) != printer->line->len)
    printer->failure = errno;
  g_string_truncate (printer->line, 0);
}

static gboolean
is_shown (MusterPrinter *printer, const MusterColumn *column)
{
  if (printer->form == MUSTER_FORM_JSON)
    return TRUE;

  return column->kind != MUSTER_COLUMN_VARIANT &&
         (printer->form == MUSTER_FORM_CSV || !column->optional);
}

static gboolean
is_number (const MusterColumn *column)
{
  return column->kind == MUSTER_COLUMN_INTEGER || column->kind == MUSTER_COLUMN_REAL ||
         column->kind == MUSTER_COLUMN_MINUTES;
}

static gboolean
is_date (gint64 value)
{
  return value != MUSTER_DATE_NONE && value != MUSTER_DATE_EVER;
}

static char *
format_instant (MusterPrinter *printer, const MusterCell *cell)
{
  if (cell->integer == 0)
    return NULL;

  return muster_instant_format (cell->integer,
                                cell->zone != NULL ? cell->zone : printer->zone);
}

/* For people: wall time of the row's zone, without the offset. */
static char *
show_instant (MusterPrinter *printer, const MusterCell *cell)
{
  gint64 second = cell->integer - cell->integer % MUSTER_SECOND;
  g_autofree char *text = NULL;
  char *rest;

  if (cell->integer == 0)
    return g_strdup ("");

  text = muster_instant_format (second, cell->zone != NULL ? cell->zone : printer->zone);
  rest = strchr (text, 'T');
  if (rest != NULL && strlen (rest) > 9)
    {
      *rest = ' ';
      rest[9] = '\0';
    }

  return g_steal_pointer (&text);
}

static char *
show_cell (MusterPrinter *printer, const MusterColumn *column, GObject *row)
{
  MusterCell cell = { 0 };
  char *text;

  if (column->kind != MUSTER_COLUMN_INSTANT)
    return muster_cell_text_say (column, row);

  column->get (row, &cell);
  text = show_instant (printer, &cell);
  muster_cell_clear (&cell);

  return text;
}

/* A cell with a line break or another control character would tear the table. */
static char *
flatten (char *text)
{
  for (char *at = text; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';

  return text;
}

static void
print_row (MusterPrinter *printer, char *const *cells)
{
  gsize last = 0;

  for (gsize i = 0; i < printer->n_columns; i++)
    if (is_shown (printer, &printer->columns[i]))
      last = i;

  for (gsize i = 0; i < printer->n_columns; i++)
    {
      const MusterColumn *column = &printer->columns[i];
      gboolean right = is_number (column);
      g_autofree char *padded = NULL;

      if (!is_shown (printer, column))
        continue;

      padded =
        muster_print_pad (cells[i], i == last && !right ? 0 : printer->widths[i], right);
      g_string_append (printer->line, padded);
      if (i != last)
        g_string_append (printer->line, "  ");
    }

  g_string_append_c (printer->line, '\n');
  flush_line (printer);
}

static void
measure_row (MusterPrinter *printer, char *const *cells)
{
  for (gsize i = 0; i < printer->n_columns; i++)
    {
      gsize width = muster_print_width (cells[i]);

      printer->widths[i] = MAX (printer->widths[i], width);
    }
}

static void
print_block (MusterPrinter *printer, gboolean first)
{
  char *const *cells = (char *const *) printer->block->pdata;
  g_autofree char **titles = NULL;

  if (first)
    {
      titles = g_new0 (char *, printer->n_columns);
      for (gsize i = 0; i < printer->n_columns; i++)
        titles[i] = _ (printer->columns[i].title);
      measure_row (printer, titles);
    }

  for (gsize i = 0; i < printer->block->len; i += printer->n_columns)
    measure_row (printer, cells + i);

  if (first)
    print_row (printer, titles);

  for (gsize i = 0; i < printer->block->len; i += printer->n_columns)
    print_row (printer, cells + i);

  g_ptr_array_set_size (printer->block, 0);
}

static void
add_table_row (MusterPrinter *printer, GObject *row)
{
  for (gsize i = 0; i < printer->n_columns; i++)
    {
      const MusterColumn *column = &printer->columns[i];

      g_ptr_array_add (printer->block, is_shown (printer, column)
                                         ? flatten (show_cell (printer, column, row))
                                         : g_strdup (""));
    }

  if (printer->n_rows % ROWS_IN_BLOCK == 0)
    print_block (printer, printer->n_rows == ROWS_IN_BLOCK);
}

static void
add_json_value (MusterPrinter *printer,
                const MusterColumn *column,
                const MusterCell *cell)
{
  GString *line = printer->line;
  g_autofree char *text = NULL;

  switch (column->kind)
    {
    case MUSTER_COLUMN_TEXT:
      muster_print_json_string (line, cell->text);
      break;
    case MUSTER_COLUMN_INTEGER:
    case MUSTER_COLUMN_MINUTES:
      g_string_append_printf (line, "%" G_GINT64_FORMAT, cell->integer);
      break;
    case MUSTER_COLUMN_BOOLEAN:
      g_string_append (line, cell->integer != 0 ? "true" : "false");
      break;
    case MUSTER_COLUMN_REAL:
      muster_print_json_number (line, cell->real);
      break;
    case MUSTER_COLUMN_DATE:
      if (is_date (cell->integer))
        text = muster_date_format ((MusterDate) cell->integer);
      muster_print_json_string (line, text);
      break;
    case MUSTER_COLUMN_INSTANT:
      text = format_instant (printer, cell);
      muster_print_json_string (line, text);
      break;
    case MUSTER_COLUMN_CODES:
      g_string_append_c (line, '[');
      for (char **code = cell->codes; code != NULL && *code != NULL; code++)
        {
          if (code != cell->codes)
            g_string_append (line, ", ");
          muster_print_json_string (line, *code);
        }
      g_string_append_c (line, ']');
      break;
    case MUSTER_COLUMN_VARIANT:
      if (cell->variant != NULL)
        muster_print_json_variant (line, cell->variant);
      else
        g_string_append (line, "null");
      break;
    }
}

static void
add_json_row (MusterPrinter *printer, GObject *row)
{
  g_string_append (printer->line, printer->n_rows == 1 ? "[\n{" : ",\n{");
  for (gsize i = 0; i < printer->n_columns; i++)
    {
      MusterCell cell = { 0 };

      if (i > 0)
        g_string_append (printer->line, ", ");
      muster_print_json_string (printer->line, printer->columns[i].name);
      g_string_append (printer->line, ": ");
      printer->columns[i].get (row, &cell);
      add_json_value (printer, &printer->columns[i], &cell);
      muster_cell_clear (&cell);
    }
  g_string_append_c (printer->line, '}');
  flush_line (printer);
}

static void
add_csv_value (MusterPrinter *printer, const MusterColumn *column, const MusterCell *cell)
{
  g_autofree char *text = NULL;

  switch (column->kind)
    {
    case MUSTER_COLUMN_TEXT:
      muster_text_append_csv (printer->line, cell->text);
      break;
    case MUSTER_COLUMN_REAL:
      if (isfinite (cell->real))
        muster_print_json_number (printer->line, cell->real);
      break;
    case MUSTER_COLUMN_DATE:
      if (is_date (cell->integer))
        text = muster_date_format ((MusterDate) cell->integer);
      muster_text_append_csv (printer->line, text);
      break;
    case MUSTER_COLUMN_INSTANT:
      text = format_instant (printer, cell);
      muster_text_append_csv (printer->line, text);
      break;
    case MUSTER_COLUMN_CODES:
      text = cell->codes != NULL ? g_strjoinv (" ", cell->codes) : NULL;
      muster_text_append_csv (printer->line, text);
      break;
    case MUSTER_COLUMN_INTEGER:
    case MUSTER_COLUMN_MINUTES:
    case MUSTER_COLUMN_BOOLEAN:
      g_string_append_printf (printer->line, "%" G_GINT64_FORMAT, cell->integer);
      break;
    case MUSTER_COLUMN_VARIANT:
      break;
    }
}

static void
add_csv_line (MusterPrinter *printer, GObject *row)
{
  gboolean first = TRUE;

  for (gsize i = 0; i < printer->n_columns; i++)
    {
      const MusterColumn *column = &printer->columns[i];
      MusterCell cell = { 0 };

      if (!is_shown (printer, column))
        continue;
      if (!first)
        g_string_append_c (printer->line, ',');
      first = FALSE;

      if (row == NULL)
        {
          muster_text_append_csv (printer->line, column->name);
          continue;
        }

      column->get (row, &cell);
      add_csv_value (printer, column, &cell);
      muster_cell_clear (&cell);
    }
  g_string_append (printer->line, "\r\n");
  flush_line (printer);
}

/* With a byte order mark: without one, spreadsheet programs in Chinese take it for GBK. */
static void
begin_csv (MusterPrinter *printer)
{
  g_string_append (printer->line, "\xef\xbb\xbf");
  add_csv_line (printer, NULL);
}

void
muster_printer_add (MusterPrinter *printer, GObject *row)
{
  printer->n_rows++;

  switch (printer->form)
    {
    case MUSTER_FORM_TABLE:
      add_table_row (printer, row);
      break;
    case MUSTER_FORM_JSON:
      add_json_row (printer, row);
      break;
    case MUSTER_FORM_CSV:
      if (printer->n_rows == 1)
        begin_csv (printer);
      add_csv_line (printer, row);
      break;
    }
}

static void
print_end (MusterPrinter *printer)
{
  switch (printer->form)
    {
    case MUSTER_FORM_TABLE:
      if (printer->block->len > 0 || printer->n_rows == 0)
        print_block (printer, printer->n_rows < ROWS_IN_BLOCK);
      break;
    case MUSTER_FORM_JSON:
      g_string_append (printer->line, printer->n_rows == 0 ? "[]\n" : "\n]\n");
      flush_line (printer);
      break;
    case MUSTER_FORM_CSV:
      if (printer->n_rows == 0)
        begin_csv (printer);
      break;
    }

  if (fflush (printer->out) != 0 && printer->failure == 0)
    printer->failure = errno;
}

gboolean
muster_printer_finish (MusterPrinter *printer, GError **error)
{
  int failure;

  print_end (printer);
  failure = printer->failure;

  g_ptr_array_unref (printer->block);
  g_string_free (printer->line, TRUE);
  muster_zone_unref (printer->zone);
  g_free (printer->widths);
  g_free (printer);

  if (failure == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (failure),
               _ ("The output could not be written: %s"), g_strerror (failure));
  return FALSE;
}
