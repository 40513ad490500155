/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <shumate/shumate.h>

#include "muster-geo.h"

/**
 * MusterView:
 * @x: the middle of a map, 0 … 1 from west to east
 * @y: likewise, 0 … 1 from north to south
 * @scale: pixels to the whole world
 * @width: of the widget
 * @height: of the widget
 *
 * What a map shows. Layers reckon with this and never ask the viewport point by point.
 */
typedef struct
{
  double x;
  double y;
  double scale;
  double width;
  double height;
} MusterView;

/**
 * muster_mercator_x:
 * @lon: a longitude in degrees
 *
 * Returns: 0 … 1, from west to east
 */
double muster_mercator_x (double lon);

/**
 * muster_mercator_y:
 * @lat: a latitude in degrees
 *
 * Returns: 0 … 1, from north to south; latitudes beyond the map are at its edge
 */
double muster_mercator_y (double lat);

/**
 * muster_mercator_lon:
 * @x: 0 … 1, from west to east
 *
 * Returns: the longitude in degrees
 */
double muster_mercator_lon (double x);

/**
 * muster_mercator_lat:
 * @y: 0 … 1, from north to south
 *
 * Returns: the latitude in degrees
 */
double muster_mercator_lat (double y);

/**
 * muster_view_read:
 * @viewport: what a map shows
 * @widget: a widget as large as the map
 *
 * Returns: the same as numbers
 */
MusterView muster_view_read (ShumateViewport *viewport, GtkWidget *widget);

/**
 * muster_view_project:
 * @view: what a map shows
 * @x: 0 … 1
 * @y: 0 … 1
 * @px: (out): pixels from the left
 * @py: (out): pixels from the top
 *
 * Of the places where a world that goes on for ever shows a point, takes the nearest to the middle.
 */
void muster_view_project (const MusterView *view,
                          double x,
                          double y,
                          double *px,
                          double *py);

/**
 * muster_view_locate:
 * @view: what a map shows
 * @px: pixels from the left
 * @py: pixels from the top
 *
 * Returns: the point there, in the datum of the map's tiles
 */
MusterPoint muster_view_locate (const MusterView *view, double px, double py);

/**
 * muster_view_get_pixel:
 * @view: what a map shows
 * @lat: a latitude in degrees
 *
 * Returns: metres to a pixel there
 */
double muster_view_get_pixel (const MusterView *view, double lat);

static inline gboolean
muster_view_equal (const MusterView *a, const MusterView *b)
{
  return a->x == b->x && a->y == b->y && a->scale == b->scale && a->width == b->width &&
         a->height == b->height;
}
