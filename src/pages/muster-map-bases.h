/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-map.h"
#include "muster-page.h"

/**
 * MusterMapBases:
 *
 * What a map can be drawn upon: the coarse world, OpenStreetMap, and the base maps of the company,
 * with the one that is chosen.
 *
 * Signals: `changed`: another one is shown, whose datum may be another.
 */
#define MUSTER_TYPE_MAP_BASES (muster_map_bases_get_type ())
G_DECLARE_FINAL_TYPE (MusterMapBases, muster_map_bases, MUSTER, MAP_BASES, GObject)

/**
 * muster_map_bases_new:
 * @page: the page of the map, which outlives it
 * @map: the map
 * @menu: a section of a menu, to be filled with them; its items activate @action
 * @action: an action with a string
 *
 * Returns: (transfer full): the bases; the coarse world is chosen
 */
MusterMapBases *muster_map_bases_new (MusterPage *page,
                                      MusterMap *map,
                                      GMenu *menu,
                                      const char *action);

/* Looks which there are: when the company's settings changed */
void muster_map_bases_look (MusterMapBases *self);

/**
 * muster_map_bases_choose:
 * @self: bases
 * @base: "world", "osm", or "map:" and the id of one of the company
 *
 * Draws the map upon another. One of the company that is not known yet is drawn once it is.
 */
void muster_map_bases_choose (MusterMapBases *self, const char *base);

/* Returns: (transfer none): which is chosen */
const char *muster_map_bases_get_chosen (MusterMapBases *self);
