/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-map.h"
#include "muster-page.h"
#include "muster-place.h"

/**
 * MusterPlacePane:
 *
 * A place while it is drawn: its shape in numbers, its name, for whom and from when, and how the
 * punches of the last 30 days would be judged with it, before anything is saved. The tools are
 * actions of the page: map.tool, map.undo, map.redo, map.remove, map.cancel and map.save.
 *
 * Signals: "changed": the sketch or the form is another one. "saved": what is drawn is
 * stored, which a notice says.
 */
#define MUSTER_TYPE_PLACE_PANE (muster_place_pane_get_type ())
G_DECLARE_FINAL_TYPE (MusterPlacePane, muster_place_pane, MUSTER, PLACE_PANE, AdwBin)

/**
 * muster_place_pane_begin:
 * @self: a pane
 * @page: the page, whose actor and outlook hold
 * @map: where it is drawn
 * @places: (element-type MusterPlace): those that are shown, whose corners attract
 * @place: (nullable): what is changed, %NULL for a new one
 * @parts: (nullable) (element-type MusterFencePart): a shape to begin with, in the map's datum
 *
 * Begins to draw, and fills the form. Until muster_place_pane_end() the map shows the sketch instead
 * of @place.
 */
void muster_place_pane_begin (MusterPlacePane *self,
                              MusterPage *page,
                              MusterMap *map,
                              GPtrArray *places,
                              MusterPlace *place,
                              GPtrArray *parts);
void muster_place_pane_end (MusterPlacePane *self);

/**
 * muster_place_pane_get_sketch:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): what is drawn, %NULL when nothing is
 */
MusterSketch *muster_place_pane_get_sketch (MusterPlacePane *self);

/**
 * muster_place_pane_save:
 * @self: a pane
 *
 * Stores what is drawn, and says so by a signal, or what is wrong by a notice.
 */
void muster_place_pane_save (MusterPlacePane *self);

/**
 * muster_place_pane_say_audience:
 * @outlook: knows the names of groups
 * @place: a place
 *
 * Returns: (transfer full): for whom it is: the names of its groups, or the kind
 */
char *muster_place_pane_say_audience (MusterOutlook *outlook, MusterPlace *place);
