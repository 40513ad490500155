/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/**
 * muster_year_print_run:
 * @parent: a widget of the window
 * @year: the year
 * @rows: (element-type MusterHolidayRow): its holidays; kept while it is printed
 *
 * Prints a year of the holiday calendar on one page.
 */
void muster_year_print_run (GtkWidget *parent, int year, GPtrArray *rows);
