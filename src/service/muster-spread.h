/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterSpread:
 *
 * The hands that long computing is spread over: as many threads as the machine has cores,
 * beside the one that asks. The office has one; see muster_office_read().
 */
typedef struct _MusterSpread MusterSpread;

/**
 * MusterSpreadFunc:
 * @piece: which piece
 * @data: as given
 *
 * Does one piece of the work, in any thread and any order.
 */
typedef void (*MusterSpreadFunc) (guint piece, gpointer data);

/**
 * muster_spread_run:
 * @spread: the hands
 * @n: how many pieces there are
 * @func: does one
 * @data: for @func
 *
 * Does all pieces, some of them in this thread, and returns when the last is done. Any thread
 * may ask at any time; work of several of them is done side by side.
 */
void muster_spread_run (MusterSpread *spread,
                        guint n,
                        MusterSpreadFunc func,
                        gpointer data);
