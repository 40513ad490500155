/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <shumate/shumate.h>

#include "muster-place.h"

/**
 * MusterFenceLayer:
 *
 * Shows places with their names. Draws only those in sight, and names only those large enough.
 */
#define MUSTER_TYPE_FENCE_LAYER (muster_fence_layer_get_type ())
G_DECLARE_FINAL_TYPE (MusterFenceLayer,
                      muster_fence_layer,
                      MUSTER,
                      FENCE_LAYER,
                      ShumateLayer)

/**
 * muster_fence_layer_new:
 * @viewport: what the map shows
 *
 * Returns: (transfer floating): a layer without places
 */
MusterFenceLayer *muster_fence_layer_new (ShumateViewport *viewport);

/**
 * muster_fence_layer_set_places:
 * @self: a layer
 * @places: (element-type MusterPlace): what to show
 * @datum: the datum of the map's tiles
 */
void muster_fence_layer_set_places (MusterFenceLayer *self,
                                    GPtrArray *places,
                                    MusterDatum datum);

/**
 * muster_fence_layer_set_selected:
 * @self: a layer
 * @place_id: which place stands out, 0 for none
 */
void muster_fence_layer_set_selected (MusterFenceLayer *self, gint64 place_id);

/**
 * muster_fence_layer_set_hidden:
 * @self: a layer
 * @place_id: which place is not shown, because it is being drawn; 0 for none
 */
void muster_fence_layer_set_hidden (MusterFenceLayer *self, gint64 place_id);

/**
 * muster_fence_layer_set_mark:
 * @self: a layer
 * @at: a point that was tried, in the datum of the tiles; NAN for none
 */
void muster_fence_layer_set_mark (MusterFenceLayer *self, MusterPoint at);
