/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-civil.h"

/**
 * MusterDayCounts:
 * @good: people whose day is as it should be
 * @warning: people with a half day or a missing punch
 * @error: people who are absent
 * @covered: people on leave
 * @pending: people whose day is not decided
 * @idle: people of whom nothing is expected
 * @exceptions: people somebody must look at, late ones among them
 * @holiday: whether it is a statutory holiday for somebody
 *
 * How a day went, by people.
 */
typedef struct
{
  guint good;
  guint warning;
  guint error;
  guint covered;
  guint pending;
  guint idle;
  guint exceptions;
  gboolean holiday;
} MusterDayCounts;

/**
 * MusterWeekStrip:
 *
 * Seven days, Monday to Sunday, each with its date and a small stack of its counts.
 *
 * Signals: "chosen" (gint date): the user wants to see that day.
 */
#define MUSTER_TYPE_WEEK_STRIP (muster_week_strip_get_type ())
G_DECLARE_FINAL_TYPE (MusterWeekStrip, muster_week_strip, MUSTER, WEEK_STRIP, GtkWidget)

/**
 * muster_week_strip_new:
 *
 * Returns: (transfer floating): a strip of no week
 */
GtkWidget *muster_week_strip_new (void);

/**
 * muster_week_strip_set_date:
 * @self: a strip
 * @date: the day that is shown; its week becomes the strip's
 * @today: what day it is
 *
 * Moves the strip. Counts of days that stay in it stay.
 */
void muster_week_strip_set_date (MusterWeekStrip *self,
                                 MusterDate date,
                                 MusterDate today);

/**
 * muster_week_strip_get_monday:
 *
 * Returns: the first day of the strip
 */
MusterDate muster_week_strip_get_monday (MusterWeekStrip *self);

/**
 * muster_week_strip_set_counts:
 * @self: a strip
 * @date: one of its days; another one is ignored
 * @counts: (nullable): how it went, %NULL while that is not known
 */
void muster_week_strip_set_counts (MusterWeekStrip *self,
                                   MusterDate date,
                                   const MusterDayCounts *counts);
