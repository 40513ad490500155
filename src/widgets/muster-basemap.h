/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <shumate/shumate.h>

#include "muster-geo.h"

/**
 * MusterTileRead:
 * @zoom: the zoom level
 * @column: from the west
 * @row: from the north
 * @data: as given
 *
 * Reads a tile of a file. Returns: (transfer full) (nullable): its bytes, %NULL for none
 */
typedef GBytes *(*MusterTileRead) (int zoom, int column, int row, gpointer data);

/**
 * MusterBasemap:
 * @url: (nullable): address of tiles with {x}, {y} or {tmsy}, and {z}; %NULL for the coarse world
 *   alone
 * @license: (nullable): who is to be named
 * @license_uri: (nullable): where the licence is
 * @max_zoom: greatest level that there are tiles of
 * @datum: the datum of the tiles; what lies over them is shifted to it
 * @read: (nullable): reads tiles of a file, instead of @url
 * @data: for @read
 * @vector: whether @read gives vector tiles rather than pictures
 *
 * What a map is drawn upon.
 */
typedef struct
{
  char *url;
  char *license;
  char *license_uri;
  guint max_zoom;
  MusterDatum datum;
  MusterTileRead read;
  GObject *data;
  gboolean vector;
} MusterBasemap;

/**
 * muster_basemap_open_street_map:
 *
 * Returns: (transfer none): the tiles of OpenStreetMap, with those who are to be named
 */
const MusterBasemap *muster_basemap_open_street_map (void);

/**
 * muster_basemap_build_source:
 * @basemap: a basemap
 * @error: vector tiles that this machine cannot draw
 *
 * Returns: (transfer full) (nullable): a source of its tiles; %NULL without error for the coarse
 *   world alone
 */
ShumateMapSource *muster_basemap_build_source (const MusterBasemap *basemap,
                                               GError **error);
