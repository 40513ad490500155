/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-month-listings.h"

/**
 * MusterMonthLine:
 *
 * A line of the person-month calendar: who, the days, and what they add up to; as a heading the
 * columns' names, which sort. When narrow the days come below the name and the sums go.
 *
 * Signals: "chosen" (gint date): the user clicked on a day. "sort" (gchararray order): the user
 * clicked on a column's name.
 */
#define MUSTER_TYPE_MONTH_LINE (muster_month_line_get_type ())
G_DECLARE_FINAL_TYPE (MusterMonthLine, muster_month_line, MUSTER, MONTH_LINE, GtkWidget)

/**
 * muster_month_line_new:
 * @heading: whether it is the heading
 *
 * Returns: (transfer floating): an empty line
 */
GtkWidget *muster_month_line_new (gboolean heading);

/**
 * muster_month_line_set_row:
 * @self: a line that is no heading
 * @row: (nullable): what it shows
 */
void muster_month_line_set_row (MusterMonthLine *self, MusterMonthRow *row);

/**
 * muster_month_line_get_row:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): what it shows
 */
MusterMonthRow *muster_month_line_get_row (MusterMonthLine *self);

/**
 * muster_month_line_set_dates:
 * @self: the heading
 * @dates: the month
 * @today: the date today
 */
void muster_month_line_set_dates (MusterMonthLine *self,
                                  MusterDates dates,
                                  MusterDate today);

/**
 * muster_month_line_set_cursor:
 * @self: a line
 * @cursor: the day that the keyboard is on, %MUSTER_DATE_NONE for none
 */
void muster_month_line_set_cursor (MusterMonthLine *self, MusterDate cursor);

/**
 * muster_month_line_set_order:
 * @self: the heading
 * @order: (nullable): the column that is sorted by
 * @descending: whether it is turned round
 */
void muster_month_line_set_order (MusterMonthLine *self,
                                  const char *order,
                                  gboolean descending);
