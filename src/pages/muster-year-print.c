/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-year-print.h"

#include "muster-holiday-listings.h"
#include "muster-printing.h"
#include "muster-text.h"
#include "muster-year-sheet.h"

#define ACROSS 3
#define DOWN 4
#define MONTHS 12
#define DAYS_PER_WEEK 7
#define LINES 8 /* of a month: its title, the weekdays, six weeks */

typedef struct
{
  int year;
  GPtrArray *rows;
} Sheet;

static void
sheet_free (gpointer data, GClosure *closure)
{
  Sheet *sheet = data;

  g_ptr_array_unref (sheet->rows);
  g_free (sheet);
}

static int
kind_of (Sheet *sheet, MusterDate date)
{
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      MusterHolidayRow *row = g_ptr_array_index (sheet->rows, i);

      if (row->date == date)
        return row->kind;
    }

  return 0;
}

/* Statutory in a solid frame, rest in a dashed one, a make-up workday in a double one: it must
 * read on a printer without colours. */
static void
draw_frame (cairo_t *cairo, int kind, double x, double y, double width, double height)
{
  const double dash = 2;

  if (kind == 0)
    return;

  cairo_save (cairo);
  cairo_set_line_width (cairo, 0.7);
  if (kind == MUSTER_HOLIDAY_REST)
    cairo_set_dash (cairo, &dash, 1, 0);
  cairo_rectangle (cairo, x, y, width, height);
  if (kind == MUSTER_HOLIDAY_WORKDAY)
    cairo_rectangle (cairo, x + 2, y + 2, width - 4, height - 4);
  cairo_stroke (cairo);
  cairo_restore (cairo);
}

static void
draw_month (GtkPrintContext *context,
            Sheet *sheet,
            int month,
            double left,
            double top,
            double width,
            double height)
{
  MusterDate first = muster_date_new (sheet->year, month, 1);
  MusterDate next = month == MONTHS ? muster_date_new (sheet->year + 1, 1, 1)
                                    : muster_date_new (sheet->year, month + 1, 1);
  int column = muster_date_get_weekday (first);
  double cell = width / DAYS_PER_WEEK;
  double line = height / LINES;
  double size = MIN (line * 0.5, cell * 0.4);
  g_autofree char *title = muster_text_month (first);

  muster_print_text (context, title, left, top, -1, size * 1.2, TRUE);
  for (int i = 0; i < DAYS_PER_WEEK; i++)
    muster_print_text (context, muster_text_weekday_letter (first - column + i),
                       left + i * cell, top + line, -1, size, FALSE);
  for (MusterDate date = first; date < next; date++)
    {
      int place = column + (date - first);
      int kind = kind_of (sheet, date);
      double x = left + (place % DAYS_PER_WEEK) * cell;
      double y = top + (2 + place / DAYS_PER_WEEK) * line;
      g_autofree char *text =
        g_strdup_printf ("%d%s", date - first + 1, muster_year_sheet_get_mark (kind));

      draw_frame (gtk_print_context_get_cairo_context (context), kind, x - 1, y, cell - 2,
                  line - 2);
      muster_print_text (context, text, x + 1, y + 1, -1, size, kind != 0);
    }
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page,
              Sheet *sheet)
{
  double width = gtk_print_context_get_width (context) / ACROSS;
  double height = gtk_print_context_get_height (context) / DOWN;

  for (int i = 0; i < MONTHS; i++)
    draw_month (context, sheet, i + 1, (i % ACROSS) * width, (i / ACROSS) * height,
                width * 0.92, height * 0.94);
}

void
muster_year_print_run (GtkWidget *parent, int year, GPtrArray *rows)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->year = year;
  sheet->rows = g_ptr_array_ref (rows);
  gtk_print_operation_set_n_pages (operation, 1);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), sheet,
                         sheet_free, 0);
  muster_print_run (operation, parent);
}
