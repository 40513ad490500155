/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <shumate/shumate.h>

#include "muster-cloud.h"

/**
 * MusterPunchLayer:
 *
 * Shows where punches were made: far off as clusters with a ring of their verdicts, which come
 * apart as one goes nearer; near by each with its sign: a disc inside, a ring with a cross
 * outside, a hollow ring uncertain, a square where no fence holds. Draws only what is in sight.
 *
 * Signals: `picked` (guint tag, gboolean is-one): a punch or, with %FALSE, a cluster was clicked,
 * @tag then is its first point.
 */
#define MUSTER_TYPE_PUNCH_LAYER (muster_punch_layer_get_type ())
G_DECLARE_FINAL_TYPE (MusterPunchLayer,
                      muster_punch_layer,
                      MUSTER,
                      PUNCH_LAYER,
                      ShumateLayer)

#define MUSTER_NO_TAG G_MAXUINT

/**
 * muster_punch_layer_new:
 * @viewport: what the map shows
 *
 * Returns: (transfer floating): a layer without punches
 */
MusterPunchLayer *muster_punch_layer_new (ShumateViewport *viewport);

/**
 * muster_punch_layer_set_cloud:
 * @self: a layer
 * @cloud: (nullable): the punches
 */
void muster_punch_layer_set_cloud (MusterPunchLayer *self, MusterCloud *cloud);

/**
 * muster_punch_layer_set_selected:
 * @self: a layer
 * @tag: a punch, %MUSTER_NO_TAG for none
 * @at: where it is, in the datum of the tiles
 * @accuracy: metres, negative for none: drawn as a circle round it
 * @site: its verdict
 */
void muster_punch_layer_set_selected (MusterPunchLayer *self,
                                      guint tag,
                                      MusterPoint at,
                                      double accuracy,
                                      MusterSite site);

/**
 * muster_punch_layer_set_track:
 * @self: a layer
 * @points: (array length=n): one person's day in order, in the datum of the tiles
 * @n: how many, 0 for none
 */
void muster_punch_layer_set_track (MusterPunchLayer *self,
                                   const MusterPoint *points,
                                   gsize n);

/**
 * muster_punch_layer_set_heat:
 * @self: a layer
 * @heat: whether outside punches are shown as heat instead of signs
 */
void muster_punch_layer_set_heat (MusterPunchLayer *self, gboolean heat);

/**
 * muster_punch_layer_get_sign:
 * @self: a layer
 * @site: a verdict
 *
 * Returns: (transfer none): the sign of a punch with that verdict, drawn around 0, 0
 */
GskRenderNode *muster_punch_layer_get_sign (MusterPunchLayer *self, MusterSite site);

/**
 * muster_punch_layer_click:
 * @self: a layer
 * @x: pixels from the left
 * @y: pixels from the top
 *
 * Picks what is there: the map was clicked.
 *
 * Returns: whether there was a punch or a cluster
 */
gboolean muster_punch_layer_click (MusterPunchLayer *self, double x, double y);
