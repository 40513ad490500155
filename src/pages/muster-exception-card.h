/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-exception-listings.h"

/**
 * muster_exception_card_new:
 *
 * Returns: (transfer floating): a card of no exception
 */
GtkWidget *muster_exception_card_new (void);

/**
 * muster_exception_card_set_row:
 * @card: a card
 * @row: (nullable): what it shows: who and when, what, and what was decided
 */
void muster_exception_card_set_row (GtkWidget *card, MusterExceptionRow *row);
