/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-day.h"

/**
 * MusterMonthBar:
 *
 * The days of one person over a month, side by side: a field with a mark a day. As a heading it
 * shows the dates instead. Under the pointer a day says what it was.
 *
 * Signals: "chosen" (gint date): the user clicked on a day.
 */
#define MUSTER_TYPE_MONTH_BAR (muster_month_bar_get_type ())
G_DECLARE_FINAL_TYPE (MusterMonthBar, muster_month_bar, MUSTER, MONTH_BAR, GtkWidget)

/**
 * muster_month_bar_new:
 * @heading: whether it shows dates
 *
 * Returns: (transfer floating): a bar of nothing
 */
GtkWidget *muster_month_bar_new (gboolean heading);

/**
 * muster_month_bar_set_days:
 * @self: a bar
 * @dates: the span, of at most 62 days
 * @days: (nullable) (element-type MusterDay): the days, %NULL while they are not known
 */
void muster_month_bar_set_days (MusterMonthBar *self, MusterDates dates, GArray *days);

/**
 * muster_month_bar_set_today:
 * @self: a bar
 * @today: the date today
 */
void muster_month_bar_set_today (MusterMonthBar *self, MusterDate today);

/**
 * muster_month_bar_set_cursor:
 * @self: a bar
 * @cursor: the day that the keyboard is on, %MUSTER_DATE_NONE for none
 */
void muster_month_bar_set_cursor (MusterMonthBar *self, MusterDate cursor);
