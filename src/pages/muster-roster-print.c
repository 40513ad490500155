/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-roster-print.h"

#include "muster-plan-text.h"
#include "muster-printing.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

#define MOST_DATES 31 /* on a page */
#define LINE 15.0     /* points, as all below */
#define TITLE 24.0
#define NAME_WIDTH 90.0
#define SIZE 8.0
#define TITLE_SIZE 13.0
#define PAD 2.0

typedef struct
{
  GPtrArray *rows; /* of MusterPlanRow */
  MusterDates dates;
  guint lines;  /* of people on a page */
  guint across; /* pages that the dates take */
} Sheet;

static void
sheet_free (gpointer data, GClosure *closure)
{
  Sheet *sheet = data;

  g_ptr_array_unref (sheet->rows);
  g_free (sheet);
}

static void
draw_rule (GtkPrintContext *context, double y, double width)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);

  cairo_set_line_width (cairo, 0.4);
  cairo_move_to (cairo, 0, y);
  cairo_line_to (cairo, width, y);
  cairo_stroke (cairo);
}

static MusterDates
dates_of_page (const Sheet *sheet, int page)
{
  guint part = (guint) page % sheet->across;
  MusterDate from = sheet->dates.from + (int) part * MOST_DATES;

  return (MusterDates) { from, MIN (from + MOST_DATES - 1, sheet->dates.to) };
}

static void
draw_heading (GtkPrintContext *context,
              const Sheet *sheet,
              MusterDates dates,
              double cell)
{
  g_autofree char *from = muster_text_date (dates.from);
  g_autofree char *to = muster_text_date (dates.to);
  g_autofree char *title = g_strdup_printf (_ ("Roster, %1$s – %2$s"), from, to);
  double width = gtk_print_context_get_width (context);

  muster_print_text (context, title, 0, 0, width, TITLE_SIZE, TRUE);
  for (MusterDate date = dates.from; date <= dates.to; date++)
    {
      double x = NAME_WIDTH + (date - dates.from) * cell;
      int day;
      g_autofree char *number = NULL;

      muster_date_get_ymd (date, NULL, NULL, &day);
      number = g_strdup_printf ("%d", day);
      muster_print_text (context, number, x, TITLE, cell - PAD, SIZE, TRUE);
      muster_print_text (context, muster_text_weekday_letter (date), x,
                         TITLE + SIZE + PAD, cell - PAD, SIZE, FALSE);
    }
  draw_rule (context, TITLE + 2 * LINE - PAD, width);
}

static void
draw_person (GtkPrintContext *context,
             MusterPlanRow *row,
             MusterDates dates,
             double y,
             double cell)
{
  muster_print_text (context, row->person->name, 0, y, NAME_WIDTH - PAD, SIZE, FALSE);
  for (MusterDate date = dates.from; date <= dates.to; date++)
    {
      guint n;
      const MusterPlan *plans = muster_plan_row_find (row, date, &n);
      g_autofree char *word = muster_plan_text_word (plans, n);

      muster_print_text (context, word, NAME_WIDTH + (date - dates.from) * cell, y,
                         cell - PAD, SIZE, FALSE);
    }
  draw_rule (context, y + LINE - PAD, gtk_print_context_get_width (context));
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Sheet *sheet)
{
  double room = gtk_print_context_get_height (context) - TITLE - 2 * LINE;
  guint dates = (guint) (sheet->dates.to - sheet->dates.from + 1);
  guint down;

  sheet->lines = (guint) MAX (1.0, room / LINE);
  sheet->across = (dates + MOST_DATES - 1) / MOST_DATES;
  down = MAX (1, (sheet->rows->len + sheet->lines - 1) / sheet->lines);
  gtk_print_operation_set_n_pages (operation, (int) (down * sheet->across));
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page,
              Sheet *sheet)
{
  MusterDates dates = dates_of_page (sheet, page);
  guint first = (guint) page / sheet->across * sheet->lines;
  double cell = (gtk_print_context_get_width (context) - NAME_WIDTH) /
                MIN (MOST_DATES, sheet->dates.to - sheet->dates.from + 1);
  double y = TITLE + 2 * LINE;

  draw_heading (context, sheet, dates, cell);
  for (guint i = first; i < sheet->rows->len && i < first + sheet->lines; i++)
    {
      draw_person (context, g_ptr_array_index (sheet->rows, i), dates, y, cell);
      y += LINE;
    }
}

GtkPrintOperation *
muster_roster_print_new (GPtrArray *rows, MusterDates dates)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->rows = g_ptr_array_new_with_free_func (g_object_unref);
  sheet->dates = dates;
  for (guint i = 0; i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      g_ptr_array_add (sheet->rows, g_object_ref (g_ptr_array_index (rows, i)));

  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, C_ ("sheet", "Roster"));
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), sheet);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), sheet,
                         sheet_free, 0);

  return operation;
}
