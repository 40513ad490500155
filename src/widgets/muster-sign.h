/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-words.h"

/**
 * MusterSign:
 *
 * A state as icon and word, in the colour of its role: the icon and the word say it without the
 * colour too.
 */
#define MUSTER_TYPE_SIGN (muster_sign_get_type ())
G_DECLARE_FINAL_TYPE (MusterSign, muster_sign, MUSTER, SIGN, GtkWidget)

/**
 * muster_sign_new:
 *
 * Returns: (transfer floating): a sign of nothing
 */
GtkWidget *muster_sign_new (void);

/**
 * muster_sign_set:
 * @self: a sign
 * @word: (nullable): the state, %NULL for none
 * @text: (nullable): what to say instead of its bare word, with minutes for example
 */
void muster_sign_set (MusterSign *self, const MusterWord *word, const char *text);

const char *muster_sign_get_text (MusterSign *self);
