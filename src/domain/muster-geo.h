/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

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
