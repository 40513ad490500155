/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_tally_add:
 * @counts: (nullable) (element-type utf8 guint): counts by state
 * @code: a state, a string that lasts
 * @n: how many more
 *
 * Counts rows of a state.
 */
void muster_tally_add (GHashTable *counts, const char *code, guint n);

/**
 * muster_tally_finish:
 * @ids: (element-type gint64): what was found, in order
 * @descending: whether the order is turned round
 * @limit: at most so many; 0 for all
 *
 * Gives a finding the order and the length that were asked for.
 */
void muster_tally_finish (GArray *ids, gboolean descending, guint limit);
