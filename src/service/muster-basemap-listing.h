/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"
#include "muster-geo.h"
#include "muster-listing.h"

/**
 * MusterBasemapRow:
 * @id: the row
 * @name: what people call it
 * @file: whether it is an MBTiles file rather than an address
 * @address: address of tiles with {x}, {y} or {tmsy}, and {z}, and perhaps {key}; or path of the
 *   file
 * @secret: (nullable): what {key} stands for; in no column
 * @credit: (nullable): who is to be named on it
 * @datum: the datum of its tiles
 * @most_zoom: greatest level that there are tiles of
 * @by: who added it
 *
 * What maps can be drawn upon, beside the coarse world and OpenStreetMap.
 */
#define MUSTER_TYPE_BASEMAP_ROW (muster_basemap_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterBasemapRow, muster_basemap_row, MUSTER, BASEMAP_ROW, GObject)

struct _MusterBasemapRow
{
  GObject parent_instance;

  gint64 id;
  char *name;
  gboolean file;
  char *address;
  char *secret;
  char *credit;
  MusterDatum datum;
  guint most_zoom;
  char *by;
};

/* Rows are MusterBasemapRow, by name */
extern const MusterListing muster_basemaps_listing;

extern const MusterCommand muster_add_basemap;
extern const MusterCommand muster_remove_basemap;

/**
 * muster_basemap_row_build_url:
 * @row: one that is no file
 *
 * Returns: (transfer full): its address with the key in its place
 */
char *muster_basemap_row_build_url (MusterBasemapRow *row);

/**
 * muster_basemap_row_open:
 * @row: one that is a file
 * @vector: (out): whether its tiles are shapes rather than pictures
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (nullable): its tiles, for muster_basemap_read()
 */
GObject *muster_basemap_row_open (MusterBasemapRow *row,
                                  gboolean *vector,
                                  GError **error);

/**
 * muster_basemap_read:
 * @zoom: the level
 * @column: from the west
 * @row: from the north
 * @tiles: what muster_basemap_row_open() gave
 *
 * Returns: (transfer full) (nullable): a tile, %NULL for none
 */
GBytes *muster_basemap_read (int zoom, int column, int row, gpointer tiles);
