/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-mercator.h"

#include <math.h>

#define RADIANS (G_PI / 180.0)
#define EDGE 85.0511287798066 /* where the square map ends */
#define TILE 256.0
#define EQUATOR 40075016.686 /* metres round the earth */

double
muster_mercator_x (double lon)
{
  return (lon + 180.0) / 360.0;
}

double
muster_mercator_y (double lat)
{
  return (1.0 - asinh (tan (CLAMP (lat, -EDGE, EDGE) * RADIANS)) / G_PI) / 2.0;
}

double
muster_mercator_lon (double x)
{
  return x * 360.0 - 180.0;
}

double
muster_mercator_lat (double y)
{
  return atan (sinh (G_PI * (1.0 - 2.0 * y))) / RADIANS;
}

MusterView
muster_view_read (ShumateViewport *viewport, GtkWidget *widget)
{
  return (MusterView) {
    .x = muster_mercator_x (shumate_location_get_longitude (SHUMATE_LOCATION (viewport))),
    .y = muster_mercator_y (shumate_location_get_latitude (SHUMATE_LOCATION (viewport))),
    .scale = TILE * exp2 (shumate_viewport_get_zoom_level (viewport)),
    .width = gtk_widget_get_width (widget),
    .height = gtk_widget_get_height (widget),
  };
}

void
muster_view_project (const MusterView *view, double x, double y, double *px, double *py)
{
  double dx = x - view->x;

  dx -= round (dx);
  *px = dx * view->scale + view->width / 2.0;
  *py = (y - view->y) * view->scale + view->height / 2.0;
}

MusterPoint
muster_view_locate (const MusterView *view, double px, double py)
{
  double x = view->x + (px - view->width / 2.0) / view->scale;
  double y = view->y + (py - view->height / 2.0) / view->scale;

  return (MusterPoint) { .lat = muster_mercator_lat (CLAMP (y, 0.0, 1.0)),
                         .lon = muster_geo_wrap (muster_mercator_lon (x)) };
}

double
muster_view_get_pixel (const MusterView *view, double lat)
{
  return EQUATOR * cos (lat * RADIANS) / view->scale;
}
