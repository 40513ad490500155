/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-fence.h"

/**
 * MusterCloudPoint:
 * @at: where, WGS-84
 * @tag: what the maker of the cloud knows it by
 * @site: a #MusterSite
 */
typedef struct
{
  MusterPoint at;
  guint tag;
  guint8 site;
} MusterCloudPoint;

#define MUSTER_CLOUD_SITES 4
#define MUSTER_CLOUD_LEVELS 26 /* halvings of the world that a cell may have */

/**
 * MusterCloud:
 *
 * Many points on a map, in the order of a curve on which what is near in the world is near, with
 * sums along it: a cell of the map is two searches, its middle and its verdicts two subtractions.
 * Immutable, shared by reference counting, made in any thread.
 */
typedef struct _MusterCloud MusterCloud;

/**
 * muster_cloud_new:
 * @points: (array length=n): points
 * @n: how many
 * @datum: the datum of the map's tiles; points are shown in it
 *
 * Returns: (transfer full): the cloud
 */
MusterCloud *muster_cloud_new (const MusterCloudPoint *points,
                               gsize n,
                               MusterDatum datum);
MusterCloud *muster_cloud_ref (MusterCloud *cloud);
void muster_cloud_unref (MusterCloud *cloud);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterCloud, muster_cloud_unref)

guint muster_cloud_get_size (const MusterCloud *cloud);

/**
 * MusterCloudCell:
 * @first: its first point
 * @n: how many points
 * @x: their middle, 0 … 1
 * @y: likewise
 * @sites: how many of each verdict
 */
typedef struct
{
  guint first;
  guint n;
  double x;
  double y;
  guint sites[MUSTER_CLOUD_SITES];
} MusterCloudCell;

/**
 * muster_cloud_get_cell:
 * @cloud: a cloud
 * @level: the world is cut into 2^@level by 2^@level cells
 * @column: from the west
 * @row: from the north
 * @cell: (out): what is in it
 *
 * Returns: whether there is anything in it
 */
gboolean muster_cloud_get_cell (const MusterCloud *cloud,
                                guint level,
                                guint column,
                                guint row,
                                MusterCloudCell *cell);

/**
 * muster_cloud_get_point:
 * @cloud: a cloud
 * @index: a point in the cloud's order
 * @x: (out): 0 … 1
 * @y: (out): 0 … 1
 * @site: (out): its verdict
 *
 * Returns: its tag
 */
guint muster_cloud_get_point (const MusterCloud *cloud,
                              guint index,
                              double *x,
                              double *y,
                              MusterSite *site);

/**
 * muster_cloud_get_bounds:
 * @cloud: a cloud
 * @west: (out): 0 … 1
 * @north: (out): likewise
 * @east: (out): likewise
 * @south: (out): likewise
 *
 * Returns: whether there are any points
 */
gboolean muster_cloud_get_bounds (const MusterCloud *cloud,
                                  double *west,
                                  double *north,
                                  double *east,
                                  double *south);
