/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-calendar.h"

/**
 * MusterYearSheet:
 *
 * The twelve months of a year with its holidays, rest days and make-up workdays by letter, shape
 * and colour, four beside each other down to one. Arrow keys go by days and weeks, Home and End
 * to the ends of the month.
 *
 * Signals: "chosen" (int date), "kind-chosen" (int kind): S, R, W and O or Delete say what the
 * chosen date is: a #MusterHolidayKind, 0 for nothing.
 */
#define MUSTER_TYPE_YEAR_SHEET (muster_year_sheet_get_type ())
G_DECLARE_FINAL_TYPE (MusterYearSheet, muster_year_sheet, MUSTER, YEAR_SHEET, GtkWidget)

/**
 * muster_year_sheet_set_year:
 * @self: a sheet
 * @year: a year
 * @today: the date today
 *
 * Shows a year, without any holiday yet.
 */
void muster_year_sheet_set_year (MusterYearSheet *self, int year, MusterDate today);

/**
 * muster_year_sheet_set_day:
 * @self: a sheet
 * @date: a date; one of another year is left out
 * @kind: a #MusterHolidayKind, 0 for none
 * @name: (nullable): its name
 * @changed: whether the company has it otherwise than Muster
 */
void muster_year_sheet_set_day (MusterYearSheet *self,
                                MusterDate date,
                                int kind,
                                const char *name,
                                gboolean changed);

/**
 * muster_year_sheet_choose:
 * @self: a sheet
 * @date: a date of the year
 *
 * Chooses a date without a signal.
 */
void muster_year_sheet_choose (MusterYearSheet *self, MusterDate date);
MusterDate muster_year_sheet_get_chosen (MusterYearSheet *self);

/**
 * muster_year_sheet_get_mark:
 * @kind: a #MusterHolidayKind
 *
 * Returns: (transfer none): the letter that a date of that kind has, "" for 0
 */
const char *muster_year_sheet_get_mark (int kind);
