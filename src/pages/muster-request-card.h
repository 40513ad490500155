/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-request-listings.h"

/**
 * muster_request_card_new:
 *
 * Returns: (transfer floating): a card of no request
 */
GtkWidget *muster_request_card_new (void);

/**
 * muster_request_card_set_row:
 * @card: a card
 * @row: (nullable): what it shows: who, what, when, why, in three short lines
 */
void muster_request_card_set_row (GtkWidget *card, MusterRequestRow *row);
