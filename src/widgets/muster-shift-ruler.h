/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-shift-edge.h"

/**
 * MusterShiftRuler:
 *
 * A shift on a ruler of two days, to be changed: its on- and off-times, rests and window have handles
 * that can be dragged. With the keyboard Tab goes in, Up and Down choose a handle, Left and Right move
 * it by five minutes, with Shift by one, with Control by an hour. Without a way to change it is a picture.
 *
 * Signals: "moving" (MusterShift shift): a handle is on its way; "moved" (MusterShift shift): it was
 * let go, or moved by a key.
 */
#define MUSTER_TYPE_SHIFT_RULER (muster_shift_ruler_get_type ())
G_DECLARE_FINAL_TYPE (MusterShiftRuler,
                      muster_shift_ruler,
                      MUSTER,
                      SHIFT_RULER,
                      GtkWidget)

/**
 * muster_shift_ruler_new:
 * @editable: whether it has handles
 *
 * Returns: (transfer floating): a ruler of nothing
 */
GtkWidget *muster_shift_ruler_new (gboolean editable);

/**
 * muster_shift_ruler_set_shift:
 * @self: a ruler
 * @shift: (nullable): the shift
 */
void muster_shift_ruler_set_shift (MusterShiftRuler *self, MusterShift *shift);

/**
 * muster_shift_ruler_get_caption:
 * @self: a ruler
 *
 * Returns: (transfer none): what the chosen handle is and where: "Off-time 18:00"
 */
const char *muster_shift_ruler_get_caption (MusterShiftRuler *self);
