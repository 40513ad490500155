/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-basemap.h"
#include "muster-fence-layer.h"
#include "muster-mercator.h"
#include "muster-punch-layer.h"
#include "muster-sketch-layer.h"

/**
 * MusterMap:
 *
 * A map that is there without any network: the coarse world below, tiles over it where there are
 * some, then fences, punches and the sketch. Shows its scale and whom to thank. North is up.
 *
 * Keys, while it has the focus: arrows pan, plus and minus zoom.
 *
 * Signals: `moved`: another part is shown. `pressed` (double latitude, double longitude, in the
 * datum of the tiles): a place was clicked where there is nothing.
 */
#define MUSTER_TYPE_MAP (muster_map_get_type ())
G_DECLARE_FINAL_TYPE (MusterMap, muster_map, MUSTER, MAP, GtkWidget)

/**
 * muster_map_new:
 *
 * Returns: (transfer floating): a map of the coarse world
 */
GtkWidget *muster_map_new (void);

MusterFenceLayer *muster_map_get_fences (MusterMap *self);
MusterPunchLayer *muster_map_get_punches (MusterMap *self);
MusterSketchLayer *muster_map_get_sketch (MusterMap *self);
ShumateViewport *muster_map_get_viewport (MusterMap *self);

/**
 * muster_map_set_basemap:
 * @self: a map
 * @basemap: (nullable): what it is drawn upon, %NULL for the coarse world alone
 * @error: vector tiles that this machine cannot draw; then the coarse world is shown
 *
 * Returns: whether it is drawn upon that
 */
gboolean muster_map_set_basemap (MusterMap *self,
                                 const MusterBasemap *basemap,
                                 GError **error);

/**
 * muster_map_get_datum:
 * @self: a map
 *
 * Returns: the datum of its tiles: what is shown over them is to be converted to it
 */
MusterDatum muster_map_get_datum (MusterMap *self);

/**
 * muster_map_get_view:
 * @self: a map
 *
 * Returns: what it shows
 */
MusterView muster_map_get_view (MusterMap *self);

/**
 * muster_map_go:
 * @self: a map
 * @at: where to, WGS-84
 * @zoom: how near, 0 … 19; negative to stay as near
 */
void muster_map_go (MusterMap *self, MusterPoint at, double zoom);

/**
 * muster_map_fit:
 * @self: a map
 * @west: degrees, WGS-84
 * @south: likewise
 * @east: likewise
 * @north: likewise
 *
 * Shows a part of the world whole.
 */
void muster_map_fit (MusterMap *self,
                     double west,
                     double south,
                     double east,
                     double north);

/**
 * muster_map_zoom:
 * @self: a map
 * @steps: levels nearer, farther when negative
 */
void muster_map_zoom (MusterMap *self, int steps);
