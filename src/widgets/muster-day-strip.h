/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-day.h"

/**
 * MusterDayStrip:
 *
 * Days of one person in a row, a small cell each, by height, shape and colour: what became of them
 * at a glance. A click or Enter goes to a day; arrow keys move between them.
 *
 * Signals: "chosen" (gint date): the user wants to see that day.
 */
#define MUSTER_TYPE_DAY_STRIP (muster_day_strip_get_type ())
G_DECLARE_FINAL_TYPE (MusterDayStrip, muster_day_strip, MUSTER, DAY_STRIP, GtkWidget)

/**
 * muster_day_strip_new:
 *
 * Returns: (transfer floating): a strip of no days
 */
GtkWidget *muster_day_strip_new (void);

/**
 * muster_day_strip_set_days:
 * @self: a strip
 * @from: the first date
 * @n: how many dates
 * @sheets: (element-type MusterDaySheet) (nullable): what is known of them
 * @chosen: the date that is shown elsewhere
 */
void muster_day_strip_set_days (MusterDayStrip *self,
                                MusterDate from,
                                guint n,
                                GPtrArray *sheets,
                                MusterDate chosen);
