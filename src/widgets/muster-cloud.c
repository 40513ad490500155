/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-cloud.h"

#include <math.h>
#include <stdlib.h>

#include "muster-mercator.h"

typedef struct
{
  guint64 key;
  double x;
  double y;
  guint tag;
  guint8 site;
} Item;

/* Sums over all items before one. */
typedef struct
{
  double x;
  double y;
  guint sites[MUSTER_CLOUD_SITES];
} Sum;

struct _MusterCloud
{
  gatomicrefcount references;
  Item *items;
  Sum *sums;
  guint n;
  double west, north, east, south;
};

/* Puts a zero before every bit. */
static guint64
spread (guint64 bits)
{
  bits &= 0xffffffff;
  bits = (bits | bits << 16) & G_GUINT64_CONSTANT (0x0000ffff0000ffff);
  bits = (bits | bits << 8) & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  bits = (bits | bits << 4) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  bits = (bits | bits << 2) & G_GUINT64_CONSTANT (0x3333333333333333);

  return (bits | bits << 1) & G_GUINT64_CONSTANT (0x5555555555555555);
}

/* Morton's order: the bits of both coordinates in turn. */
static guint64
key_of (guint column, guint row)
{
  return spread (column) | spread (row) << 1;
}

static guint
step_of (double coordinate)
{
  double steps = coordinate * (1u << MUSTER_CLOUD_LEVELS);

  return (guint) CLAMP (steps, 0.0, (double) ((1u << MUSTER_CLOUD_LEVELS) - 1));
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *one = a;
  const Item *other = b;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;

  return one->tag < other->tag ? -1 : one->tag > other->tag;
}

MusterCloud *
muster_cloud_new (const MusterCloudPoint *points, gsize n, MusterDatum datum)
{
  MusterCloud *self = g_new0 (MusterCloud, 1);

  g_atomic_ref_count_init (&self->references);
  self->n = (guint) n;
  self->items = g_new (Item, MAX (1, n));
  self->sums = g_new0 (Sum, n + 1);
  self->west = self->north = INFINITY;
  self->east = self->south = -INFINITY;
  for (gsize i = 0; i < n; i++)
    {
      MusterPoint at = muster_point_convert (points[i].at, MUSTER_DATUM_WGS84, datum);
      Item *item = &self->items[i];

      item->x = muster_mercator_x (at.lon);
      item->y = muster_mercator_y (at.lat);
      item->key = key_of (step_of (item->x), step_of (item->y));
      item->tag = points[i].tag;
      item->site = MIN (points[i].site, MUSTER_CLOUD_SITES - 1);
      self->west = MIN (self->west, item->x);
      self->east = MAX (self->east, item->x);
      self->north = MIN (self->north, item->y);
      self->south = MAX (self->south, item->y);
    }

  if (n > 1)
    qsort (self->items, n, sizeof *self->items, compare_items);
  for (gsize i = 0; i < n; i++)
    {
      self->sums[i + 1] = self->sums[i];
      self->sums[i + 1].x += self->items[i].x;
      self->sums[i + 1].y += self->items[i].y;
      self->sums[i + 1].sites[self->items[i].site]++;
    }

  return self;
}

MusterCloud *
muster_cloud_ref (MusterCloud *cloud)
{
  g_atomic_ref_count_inc (&cloud->references);

  return cloud;
}

void
muster_cloud_unref (MusterCloud *cloud)
{
  if (!g_atomic_ref_count_dec (&cloud->references))
    return;

  g_free (cloud->items);
  g_free (cloud->sums);
  g_free (cloud);
}

guint
muster_cloud_get_size (const MusterCloud *cloud)
{
  return cloud->n;
}

/* The first item that is not before a key. */
static guint
find (const MusterCloud *cloud, guint64 key)
{
  guint low = 0;
  guint high = cloud->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (cloud->items[middle].key < key)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

gboolean
muster_cloud_get_cell (const MusterCloud *cloud,
                       guint level,
                       guint column,
                       guint row,
                       MusterCloudCell *cell)
{
  guint shift = 2 * (MUSTER_CLOUD_LEVELS - MIN (level, MUSTER_CLOUD_LEVELS));
  guint64 key = key_of (column, row);
  guint last;

  cell->first = find (cloud, key << shift);
  last = find (cloud, (key + 1) << shift);
  cell->n = last - cell->first;
  if (cell->n == 0)
    return FALSE;

  cell->x = (cloud->sums[last].x - cloud->sums[cell->first].x) / cell->n;
  cell->y = (cloud->sums[last].y - cloud->sums[cell->first].y) / cell->n;
  for (guint i = 0; i < MUSTER_CLOUD_SITES; i++)
    cell->sites[i] = cloud->sums[last].sites[i] - cloud->sums[cell->first].sites[i];

  return TRUE;
}

guint
muster_cloud_get_point (const MusterCloud *cloud,
                        guint index,
                        double *x,
                        double *y,
                        MusterSite *site)
{
  const Item *item = &cloud->items[index];

  *x = item->x;
  *y = item->y;
  *site = (MusterSite) item->site;

  return item->tag;
}

gboolean
muster_cloud_get_bounds (const MusterCloud *cloud,
                         double *west,
                         double *north,
                         double *east,
                         double *south)
{
  *west = cloud->west;
  *north = cloud->north;
  *east = cloud->east;
  *south = cloud->south;

  return cloud->n > 0;
}
