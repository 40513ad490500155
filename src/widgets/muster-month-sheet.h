/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-day.h"

/**
 * MusterMonthSheet:
 *
 * One person's month as a page of a calendar, a row a week. Where there is room a day says its word
 * and its worked time, else it has its mark. The arrow keys go from day to day.
 *
 * Signals: "chosen" (gint date): the user went to a day.
 */
#define MUSTER_TYPE_MONTH_SHEET (muster_month_sheet_get_type ())
G_DECLARE_FINAL_TYPE (MusterMonthSheet,
                      muster_month_sheet,
                      MUSTER,
                      MONTH_SHEET,
                      GtkWidget)

/**
 * muster_month_sheet_new:
 *
 * Returns: (transfer floating): a sheet of nothing
 */
GtkWidget *muster_month_sheet_new (void);

/**
 * muster_month_sheet_set_days:
 * @self: a sheet
 * @dates: the span, at most six calendar weeks
 * @days: (nullable) (element-type MusterDay): the days
 * @today: the date today
 */
void muster_month_sheet_set_days (MusterMonthSheet *self,
                                  MusterDates dates,
                                  GArray *days,
                                  MusterDate today);

/**
 * muster_month_sheet_set_cursor:
 * @self: a sheet
 * @cursor: the day that is looked at, %MUSTER_DATE_NONE for none
 */
void muster_month_sheet_set_cursor (MusterMonthSheet *self, MusterDate cursor);
