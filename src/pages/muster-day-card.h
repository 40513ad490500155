/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-day-listings.h"
#include "muster-time-scale.h"

/**
 * MusterDayCard:
 *
 * A person's day on two lines, for narrow windows: name, state and times, and below them the bar.
 */
#define MUSTER_TYPE_DAY_CARD (muster_day_card_get_type ())
G_DECLARE_FINAL_TYPE (MusterDayCard, muster_day_card, MUSTER, DAY_CARD, GtkWidget)

/**
 * muster_day_card_new:
 * @scale: the scale that the bars of the list share
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *muster_day_card_new (MusterTimeScale *scale);

/**
 * muster_day_card_set_row:
 * @self: a card
 * @row: (nullable): the day, %NULL while it has not come
 */
void muster_day_card_set_row (MusterDayCard *self, MusterDayRow *row);
