/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-params.h"
#include "muster-source.h"

/**
 * MusterPoint:
 * @lat: latitude in degrees
 * @lon: longitude in degrees
 *
 * A point on the earth, in a datum that stands beside it.
 */
typedef struct
{
  double lat;
  double lon;
} MusterPoint;

/**
 * muster_point_is_valid:
 * @point: a point
 *
 * Tells a position from what sources write when they have none: (0, 0), not a number,
 * outside the ranges of latitude and longitude.
 *
 * Returns: whether @point says where something was
 */
gboolean muster_point_is_valid (MusterPoint point);

/**
 * muster_point_convert:
 * @point: a point
 * @from: the datum it is in
 * @to: the datum wanted
 *
 * Moves a point from one datum to another. The shift of GCJ-02 is applied within its box and
 * is nothing elsewhere; the ways back are iterated, so that going there and back gives the
 * same point within a millimetre.
 *
 * Returns: the point in @to
 */
MusterPoint muster_point_convert (MusterPoint point, MusterDatum from, MusterDatum to);

/**
 * muster_point_is_on_earth:
 * @point: a point
 *
 * As muster_point_is_valid(), but (0, 0) is a place like any other: for what people draw.
 *
 * Returns: whether latitude and longitude are numbers within their ranges
 */
gboolean muster_point_is_on_earth (MusterPoint point);

/**
 * muster_point_get_distance:
 * @a: a point, WGS-84
 * @b: another, WGS-84
 *
 * Measures the geodesic on the ellipsoid of WGS-84. Near points are measured along the arcs of
 * meridian and parallel at the latitude between them, which is within 0.1 mm at 1 km and 2 mm
 * at 10 km; all others by solving for the azimuth of the geodesic, which is exact at any range.
 *
 * Returns: metres
 */
double muster_point_get_distance (MusterPoint a, MusterPoint b);

/**
 * muster_point_move:
 * @from: a point, WGS-84
 * @azimuth: radians clockwise from north
 * @metres: how far
 *
 * Follows a geodesic on the ellipsoid of WGS-84.
 *
 * Returns: where it leads
 */
MusterPoint muster_point_move (MusterPoint from, double azimuth, double metres);

/**
 * muster_geo_get_scale:
 * @lat: a latitude in degrees
 * @per_lat: (out): metres to a degree of latitude there
 * @per_lon: (out): metres to a degree of longitude there
 */
void muster_geo_get_scale (double lat, double *per_lat, double *per_lon);

/**
 * muster_geo_wrap:
 * @degrees: a longitude or a difference of longitudes
 *
 * Returns: the same within -180 (included) and 180
 */
double muster_geo_wrap (double degrees);

/* All of them, for forms */
extern const MusterChoice muster_datum_choices[];

/**
 * muster_datum_get_code:
 * @datum: a datum
 *
 * Returns: (transfer none): its name in files, "gcj02"
 */
const char *muster_datum_get_code (MusterDatum datum);

/**
 * muster_datum_from_code:
 * @code: (nullable): a name
 * @datum: (out): the datum
 *
 * Returns: whether there is one of that name
 */
gboolean muster_datum_from_code (const char *code, MusterDatum *datum);
