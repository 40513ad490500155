/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-day.h"
#include "muster-time-scale.h"

/**
 * MusterDayBar:
 *
 * Draws one day to scale: schedule, rests, work, what is missing, every punch, now. Below some 48
 * pixels it draws what a row of a list needs; higher it adds the hours and the times of the
 * punches.
 *
 * Every part has a name: under the pointer as a tooltip; with the arrow keys, when the bar can be
 * focused, as #MusterDayBar:caption and for a screen reader. The whole is named by a sentence.
 *
 * Properties: "caption" (string, nullable, read-only): the name of the part with the focus or
 * under the pointer.
 */
#define MUSTER_TYPE_DAY_BAR (muster_day_bar_get_type ())
G_DECLARE_FINAL_TYPE (MusterDayBar, muster_day_bar, MUSTER, DAY_BAR, GtkWidget)

/**
 * muster_day_bar_new:
 * @scale: (nullable): the scale it shares with others; %NULL for one that fits its own day
 *
 * Returns: (transfer floating): a bar without a day
 */
GtkWidget *muster_day_bar_new (MusterTimeScale *scale);

/**
 * muster_day_bar_set_sheet:
 * @self: a bar
 * @sheet: (nullable): the day to draw
 */
void muster_day_bar_set_sheet (MusterDayBar *self, MusterDaySheet *sheet);
MusterDaySheet *muster_day_bar_get_sheet (MusterDayBar *self);

/**
 * muster_day_bar_set_now:
 * @self: a bar with a scale of its own
 * @now: what time it is, microseconds UTC; 0 for no now line
 */
void muster_day_bar_set_now (MusterDayBar *self, gint64 now);

/**
 * muster_day_bar_describe:
 * @self: a bar that has been given a size
 * @x: a place in it
 * @y: a place in it
 *
 * Returns: (transfer full) (nullable): the name of the part there, %NULL for none
 */
char *muster_day_bar_describe (MusterDayBar *self, double x, double y);

/**
 * muster_day_bar_get_x:
 * @self: a bar that has been given a size
 * @at: an instant
 *
 * Returns: where @at is drawn
 */
double muster_day_bar_get_x (MusterDayBar *self, gint64 at);

const char *muster_day_bar_get_caption (MusterDayBar *self);
