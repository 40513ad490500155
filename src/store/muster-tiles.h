/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterTiles:
 *
 * The tiles of an MBTiles file (version 1.3 of its specification): pictures, or vector tiles. For
 * one thread at a time.
 */
#define MUSTER_TYPE_TILES (muster_tiles_get_type ())
G_DECLARE_FINAL_TYPE (MusterTiles, muster_tiles, MUSTER, TILES, GObject)

/**
 * muster_tiles_open:
 * @path: an MBTiles file
 * @error: %MUSTER_ERROR_MISSING when there is none, %MUSTER_ERROR_INVALID when it has no tiles that
 *   Muster can draw
 *
 * Returns: (transfer full) (nullable): its tiles
 */
MusterTiles *muster_tiles_open (const char *path, GError **error);

/**
 * muster_tiles_read:
 * @self: tiles
 * @zoom: the level
 * @column: from the west
 * @row: from the north
 *
 * Returns: (transfer full) (nullable): a tile's bytes, unpacked; %NULL for none
 */
GBytes *muster_tiles_read (MusterTiles *self, int zoom, int column, int row);

gboolean muster_tiles_get_vector (MusterTiles *self); /* not pictures */
guint muster_tiles_get_most_zoom (MusterTiles *self);
const char *muster_tiles_get_name (MusterTiles *self);   /* (nullable) */
const char *muster_tiles_get_credit (MusterTiles *self); /* (nullable): plain text */
