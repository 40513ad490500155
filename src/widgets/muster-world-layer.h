/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <shumate/shumate.h>

/**
 * MusterWorldLayer:
 *
 * Draws the coarse world with a graticule, so that a map is never an empty grey page. What was
 * drawn is kept a little larger than the map and moved along while it is panned.
 */
#define MUSTER_TYPE_WORLD_LAYER (muster_world_layer_get_type ())
G_DECLARE_FINAL_TYPE (MusterWorldLayer,
                      muster_world_layer,
                      MUSTER,
                      WORLD_LAYER,
                      ShumateLayer)

/**
 * muster_world_layer_new:
 * @viewport: what the map shows
 *
 * Returns: (transfer floating): a layer
 */
MusterWorldLayer *muster_world_layer_new (ShumateViewport *viewport);
