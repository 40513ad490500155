/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-fence-grid.h"

#include <math.h>

#define LEAST_POINTS 4000 /* for fewer a grid costs more than it saves */
#define MOST_CELLS 72     /* a side */
#define MARGIN 0.25       /* of the fence's size, around it */
#define MOST_DEGREES 2.0  /* beyond which a degree is not the same everywhere */
#define MOST_LAT 80.0

/* A degree of latitude at the poles, of longitude at the equator: metres, the most that they are. */
#define PER_LAT 111695.0
#define PER_LON 111320.0

#define SURE 1.001   /* more than what reckoning in a plane and rounding make of a way */
#define ON_EDGE 0.01 /* metres within which measuring takes a point for one on the edge */

#define RADIANS (G_PI / 180.0)

struct _MusterFenceGrid
{
  MusterFence *fence;
  guint n; /* cells a side, 0 for no grid */
  double west;
  double south;
  double per_lon; /* cells a degree */
  double per_lat;
  double across; /* metres, at most, from side to side of a cell */
  double up;
  double reach; /* likewise from the middle to a corner */
  double *away; /* of the middles, metres */
};

MusterFenceGrid *
muster_fence_grid_new (MusterFence *fence, guint n_points)
{
  MusterFenceGrid *grid = g_new0 (MusterFenceGrid, 1);
  double width = (fence->east - fence->west) * (1.0 + 2.0 * MARGIN);
  double height = (fence->north - fence->south) * (1.0 + 2.0 * MARGIN);
  double least_lat = MIN (fabs (fence->south), fabs (fence->north));

  grid->fence = fence;
  if (n_points < LEAST_POINTS || !(width > 0.0) || !(height > 0.0) ||
      width > MOST_DEGREES || height > MOST_DEGREES || fence->west < -180.0 + width ||
      fence->east > 180.0 - width ||
      MAX (fabs (fence->south), fabs (fence->north)) > MOST_LAT)
    return grid;

  if (fence->south < 0.0 && fence->north > 0.0)
    least_lat = 0.0;
  grid->n = MIN ((guint) (sqrt (n_points) / 4.0), MOST_CELLS);
  grid->west = fence->west - MARGIN * (fence->east - fence->west);
  grid->south = fence->south - MARGIN * (fence->north - fence->south);
  grid->per_lon = grid->n / width;
  grid->per_lat = grid->n / height;
  /* The margin may lie nearer to the equator, where a degree of longitude is longer. */
  grid->across =
    SURE * PER_LON * cos (MAX (least_lat - height, 0.0) * RADIANS) / grid->per_lon;
  grid->up = SURE * PER_LAT / grid->per_lat;
  grid->reach = hypot (grid->across, grid->up) / 2.0 + ON_EDGE;
  grid->away = g_new (double, (gsize) grid->n * grid->n);
  for (guint row = 0; row < grid->n; row++)
    for (guint column = 0; column < grid->n; column++)
      {
        MusterPoint middle = { grid->south + (row + 0.5) / grid->per_lat,
                               grid->west + (column + 0.5) / grid->per_lon };

        grid->away[row * grid->n + column] = muster_fence_measure (fence, middle);
      }

  return grid;
}

void
muster_fence_grid_free (MusterFenceGrid *grid)
{
  if (grid == NULL)
    return;

  g_free (grid->away);
  g_free (grid);
}

/* The verdict on all points so far from one whose distance is known; %MUSTER_SITE_UNJUDGED when there
 * are several: from the nearest to the farthest that one can be, verdicts do not go back. */
static MusterSite
judge_round (double away,
             double reach,
             double accuracy,
             double buffer,
             double max_accuracy)
{
  MusterSite near =
    muster_site_from_distance (away - reach, accuracy, buffer, max_accuracy);
  MusterSite far =
    muster_site_from_distance (away + reach, accuracy, buffer, max_accuracy);

  return near == far ? near : MUSTER_SITE_UNJUDGED;
}

MusterSite
muster_fence_grid_judge (MusterFenceGrid *grid,
                         MusterPoint point,
                         double accuracy,
                         double buffer,
                         double max_accuracy)
{
  double column = (point.lon - grid->west) * grid->per_lon;
  double row = (point.lat - grid->south) * grid->per_lat;

  if (grid->n > 0 && column >= 0.0 && column < grid->n && row >= 0.0 && row < grid->n)
    {
      guint c = (guint) column;
      guint r = (guint) row;
      double away = grid->away[r * grid->n + c];
      MusterSite site = judge_round (away, grid->reach, accuracy, buffer, max_accuracy);

      /* Where the cell as a whole does not tell, the way from its middle may. */
      if (site == MUSTER_SITE_UNJUDGED)
        site = judge_round (
          away,
          hypot ((column - c - 0.5) * grid->across, (row - r - 0.5) * grid->up) + ON_EDGE,
          accuracy, buffer, max_accuracy);
      if (site != MUSTER_SITE_UNJUDGED)
        return site;
    }

  return muster_fence_judge (grid->fence, point, accuracy, buffer, max_accuracy, NULL);
}
