/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <shumate/shumate.h>

#include "muster-sketch.h"

/**
 * MusterSketchLayer:
 *
 * Draws a sketch with its handles and lets pointer and keyboard work on it: corners and the points
 * between them, the middle, the radius, a handle to turn and one to make larger. Without a sketch
 * it is not there; with one, what is no handle pans the map, unless a tool draws.
 *
 * Keys, while it has the focus: Tab and Shift+Tab to the next corner, arrows to move it (Shift for
 * ten times as far), Insert for a corner after it, Delete to remove it, plus and minus for the
 * size, comma and full stop to turn, Space for a corner in the middle of the map, Enter to close
 * the ring, Escape to give up, Ctrl+Z and Ctrl+Shift+Z to undo and redo.
 */
#define MUSTER_TYPE_SKETCH_LAYER (muster_sketch_layer_get_type ())
G_DECLARE_FINAL_TYPE (MusterSketchLayer,
                      muster_sketch_layer,
                      MUSTER,
                      SKETCH_LAYER,
                      ShumateLayer)

/**
 * muster_sketch_layer_new:
 * @viewport: what the map shows
 *
 * Returns: (transfer floating): a layer without a sketch
 */
MusterSketchLayer *muster_sketch_layer_new (ShumateViewport *viewport);

/**
 * muster_sketch_layer_set_sketch:
 * @self: a layer
 * @sketch: (nullable): what is drawn
 */
void muster_sketch_layer_set_sketch (MusterSketchLayer *self, MusterSketch *sketch);

/**
 * muster_sketch_layer_set_corners:
 * @self: a layer
 * @points: (array length=n): corners of other fences, in the sketch's datum, that a corner snaps to
 * @n: how many
 */
void muster_sketch_layer_set_corners (MusterSketchLayer *self,
                                      const MusterPoint *points,
                                      gsize n);

/**
 * muster_sketch_layer_set_fault:
 * @self: a layer
 * @at: where the sketch is wrong, in its datum; NAN for nowhere
 */
void muster_sketch_layer_set_fault (MusterSketchLayer *self, MusterPoint at);
