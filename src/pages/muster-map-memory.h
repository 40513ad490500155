/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterMapMemory:
 * @lat: latitude of the middle of the map, degrees WGS-84
 * @lon: its longitude
 * @zoom: how near, 0 … 19
 * @base: what it was drawn upon: "world", "osm", "map:3"; interned when loaded
 *
 * What the map of a company showed last.
 */
typedef struct
{
  double lat;
  double lon;
  double zoom;
  const char *base;
} MusterMapMemory;

/**
 * muster_map_memory_load:
 * @settings: (nullable): the application's settings, %NULL where they are not installed
 * @folder: the company's folder
 * @memory: (out): what its map showed last
 *
 * Returns: whether that is known
 */
gboolean muster_map_memory_load (GSettings *settings,
                                 const char *folder,
                                 MusterMapMemory *memory);

/**
 * muster_map_memory_save:
 * @settings: (nullable): the application's settings
 * @folder: the company's folder; one for the time being, as of the demo company, is not remembered
 * @memory: what its map shows
 */
void muster_map_memory_save (GSettings *settings,
                             const char *folder,
                             const MusterMapMemory *memory);

/**
 * muster_map_memory_find_settings:
 *
 * Returns: (transfer full) (nullable): the application's settings, %NULL where they are not
 *   installed
 */
GSettings *muster_map_memory_find_settings (void);
