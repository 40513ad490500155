/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"
#include "muster-geo.h"

/**
 * MusterBasemapRecord:
 * @id: the row
 * @uid: UUIDv7
 * @name: what people call it
 * @file: whether it is an MBTiles file rather than an address
 * @address: address of tiles with {x}, {y} or {tmsy}, {z} and perhaps {key}; or path of the file
 * @secret: (nullable): what {key} stands for
 * @credit: (nullable): who is to be named on it
 * @datum: the datum of its tiles
 * @most_zoom: greatest level that there are tiles of
 * @at: when it was added, microseconds UTC
 * @by: the user who added it
 *
 * What maps can be drawn upon.
 */
typedef struct
{
  gint64 id;
  char *uid;
  char *name;
  gboolean file;
  char *address;
  char *secret;
  char *credit;
  MusterDatum datum;
  guint most_zoom;
  gint64 at;
  char *by;
} MusterBasemapRecord;

/**
 * muster_basemaps_add:
 * @db: a connection that writes
 * @record: what to add; its id and uid are ignored
 * @error: %MUSTER_ERROR_CONFLICT when the name is taken
 *
 * Returns: the new id, 0 on error
 */
gint64 muster_basemaps_add (MusterDb *db,
                            const MusterBasemapRecord *record,
                            GError **error);

/* Removes one; %MUSTER_ERROR_MISSING when there is none */
gboolean muster_basemaps_remove (MusterDb *db, gint64 id, GError **error);

/**
 * muster_basemaps_list:
 * @db: a connection
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterBasemapRecord) (nullable): all, by name; the array
 *   clears them
 */
GArray *muster_basemaps_list (MusterDb *db, GError **error);
