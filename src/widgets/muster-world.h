/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterWorldKind:
 *
 * What the lines of a world are.
 */
typedef enum
{
  MUSTER_WORLD_LAND,  /* rings; one within another is water again */
  MUSTER_WORLD_LAKES, /* rings */
  MUSTER_WORLD_RIVERS,
  MUSTER_N_WORLD_KINDS,
} MusterWorldKind;

/**
 * MusterWorldLine:
 * @first: index of its first point
 * @n: how many points
 * @west: its bounds, 0 … 1 on the square map
 * @north: likewise
 * @east: likewise
 * @south: likewise
 */
typedef struct
{
  guint first;
  guint n;
  float west;
  float north;
  float east;
  float south;
} MusterWorldLine;

/**
 * MusterWorldPoint:
 * @x: 0 … 1 from west to east
 * @y: 0 … 1 from north to south
 */
typedef struct
{
  float x;
  float y;
} MusterWorldPoint;

/**
 * MusterWorld:
 * @lines: (element-type MusterWorldLine): of each kind
 * @points: (element-type MusterWorldPoint): of all
 *
 * A coarse world of land, lakes and rivers, without borders, that is there without any network.
 */
typedef struct
{
  GArray *lines[MUSTER_N_WORLD_KINDS];
  GArray *points;
} MusterWorld;

/**
 * muster_world_get:
 *
 * Returns: (transfer none): the world that comes with Muster, unpacked once
 */
const MusterWorld *muster_world_get (void);

/**
 * muster_world_parse:
 * @bytes: a packed world
 *
 * Returns: (transfer full) (nullable): the world, %NULL when @bytes is none
 */
MusterWorld *muster_world_parse (GBytes *bytes);
void muster_world_free (MusterWorld *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterWorld, muster_world_free)
