/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-punch-listings.h"
#include "muster-words.h"

/**
 * MusterPunchCard:
 *
 * A raw punch on two lines, for narrow windows.
 */
#define MUSTER_TYPE_PUNCH_CARD (muster_punch_card_get_type ())
G_DECLARE_FINAL_TYPE (MusterPunchCard, muster_punch_card, MUSTER, PUNCH_CARD, GtkWidget)

/**
 * muster_punch_card_new:
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *muster_punch_card_new (void);

/**
 * muster_punch_card_set_row:
 * @self: a card
 * @row: (nullable): the punch, %NULL while it has not come
 */
void muster_punch_card_set_row (MusterPunchCard *self, MusterPunchRow *row);

/**
 * muster_punch_card_get_state:
 * @row: a punch
 *
 * Returns: (transfer none): its state, in the vocabulary "punch_state"
 */
const MusterWord *muster_punch_card_get_state (MusterPunchRow *row);

/**
 * muster_punch_card_say_time:
 * @row: a punch
 *
 * Returns: (transfer full): when it was, in the zone of its source
 */
char *muster_punch_card_say_time (MusterPunchRow *row);

/**
 * muster_punch_card_say_person:
 * @row: a punch
 *
 * Returns: (transfer full): whose it is, or the device number that waits for somebody
 */
char *muster_punch_card_say_person (MusterPunchRow *row);
