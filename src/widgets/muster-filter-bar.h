/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-words.h"

/**
 * MusterFilterBar:
 *
 * The states of a list as chips with their counts. A chip filters; several together show what is in
 * one of their states; none shows all. Scrolls sideways when narrow, and to
 * whatever chip has the focus.
 *
 * Signals: "changed" (): the user chose other states.
 */
#define MUSTER_TYPE_FILTER_BAR (muster_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (MusterFilterBar, muster_filter_bar, MUSTER, FILTER_BAR, GtkWidget)

/**
 * muster_filter_bar_new:
 *
 * Returns: (transfer floating): a bar without chips
 */
GtkWidget *muster_filter_bar_new (void);

/**
 * muster_filter_bar_set_states:
 * @self: a bar
 * @vocabulary: where the words come from
 * @codes: (array zero-terminated=1): the states, in order
 * @always: how many of the first ones stay when their count is 0; later ones hide then
 */
void muster_filter_bar_set_states (MusterFilterBar *self,
                                   const char *vocabulary,
                                   const char *const *codes,
                                   guint always);

/**
 * muster_filter_bar_set_count:
 * @self: a bar
 * @code: a state
 * @count: how many rows are in it
 */
void muster_filter_bar_set_count (MusterFilterBar *self, const char *code, guint count);

/**
 * muster_filter_bar_set_total:
 * @self: a bar
 * @total: how many rows there are in all
 */
void muster_filter_bar_set_total (MusterFilterBar *self, guint total);

/**
 * muster_filter_bar_get_chosen:
 *
 * Returns: (transfer full) (nullable): the chosen states, %NULL for all
 */
GStrv muster_filter_bar_get_chosen (MusterFilterBar *self);

/**
 * muster_filter_bar_choose:
 * @self: a bar
 * @code: a state; one that the bar does not have leaves all
 *
 * Chooses one state and no other, without a signal.
 */
void muster_filter_bar_choose (MusterFilterBar *self, const char *code);

/**
 * muster_filter_bar_clear:
 *
 * Chooses all, without a signal.
 */
void muster_filter_bar_clear (MusterFilterBar *self);
