/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-colors.h"
#include "muster-day.h"

/**
 * muster_day_mark_draw:
 * @widget: the widget that draws, whose font is used
 * @snapshot: where to draw
 * @colors: the colours of @widget
 * @box: the field of the day
 * @day: (nullable): the day, %NULL for one that is not known
 * @bold: whether the letter is large
 *
 * Draws the mark of a day in a calendar: a letter on a field whose colour and outline say the same.
 * What is normal is quiet; what is missing has a dashed outline; a corrected day has a dot.
 */
void muster_day_mark_draw (GtkWidget *widget,
                           GtkSnapshot *snapshot,
                           const MusterColors *colors,
                           const graphene_rect_t *box,
                           const MusterDay *day,
                           gboolean bold);

/**
 * muster_day_mark_ring:
 * @snapshot: where to draw
 * @colors: the colours of the widget
 * @box: the field of a day
 *
 * Draws the ring of the day that the keyboard is on.
 */
void muster_day_mark_ring (GtkSnapshot *snapshot,
                           const MusterColors *colors,
                           const graphene_rect_t *box);
