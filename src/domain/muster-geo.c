/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-geo.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The ellipsoid of Krasovsky 1940, which the shift is defined on; not that of WGS-84. */
#define AXIS 6378245.0
#define ECCENTRICITY 0.00669342162296594323 /* squared */

/* Where the shift applies. */
#define WEST 72.004
#define EAST 137.8347
#define SOUTH 0.8293
#define NORTH 55.8271

#define BD_FACTOR (G_PI * 3000.0 / 180.0)
#define BD_LAT 0.006
#define BD_LON 0.0065

#define TOLERANCE 1e-9 /* degrees, a tenth of a millimetre */
#define STEPS 10       /* enough everywhere but on the very edge of the box */

static double
shift_sum (double t, double first, double second)
{
  return (20.0 * sin (G_PI * t) + 40.0 * sin (G_PI * t / 3.0) +
          first * sin (G_PI * t / 12.0) + second * sin (G_PI * t / 30.0)) *
         2.0 / 3.0;
}

static MusterPoint
gcj_from_wgs (MusterPoint p)
{
  double x = p.lon - 105.0;
  double y = p.lat - 35.0;
  double phi = p.lat * G_PI / 180.0;
  double m = 1.0 - ECCENTRICITY * sin (phi) * sin (phi);
  double wave, dlat, dlon;

  if (p.lon < WEST || p.lon > EAST || p.lat < SOUTH || p.lat > NORTH)
    return p;

  wave = (20.0 * sin (6.0 * G_PI * x) + 20.0 * sin (2.0 * G_PI * x)) * 2.0 / 3.0;
  dlat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt (fabs (x)) +
         wave + shift_sum (y, 160.0, 320.0);
  dlon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt (fabs (x)) + wave +
         shift_sum (x, 150.0, 300.0);

  return (MusterPoint) {
    .lat = p.lat + dlat * 180.0 / (G_PI * AXIS * (1.0 - ECCENTRICITY) / (m * sqrt (m))),
    .lon = p.lon + dlon * 180.0 / (G_PI * AXIS * cos (phi) / sqrt (m)),
  };
}

static MusterPoint
bd_from_gcj (MusterPoint p)
{
  double z = hypot (p.lon, p.lat) + 0.00002 * sin (p.lat * BD_FACTOR);
  double t = atan2 (p.lat, p.lon) + 0.000003 * cos (p.lon * BD_FACTOR);

  return (MusterPoint) { .lat = z * sin (t) + BD_LAT, .lon = z * cos (t) + BD_LON };
}

/* Finds the point that @forward moves onto @goal; there is no closed form. */
static MusterPoint
invert (MusterPoint (*forward) (MusterPoint), MusterPoint goal)
{
  MusterPoint found = goal;

  for (int step = 0; step < STEPS; step++)
    {
      MusterPoint moved = forward (found);
      double dlat = moved.lat - goal.lat;
      double dlon = moved.lon - goal.lon;

      found.lat -= dlat;
      found.lon -= dlon;
      if (fabs (dlat) < TOLERANCE && fabs (dlon) < TOLERANCE)
        break;
    }

  return found;
}

gboolean
muster_point_is_on_earth (MusterPoint point)
{
  return isfinite (point.lat) && isfinite (point.lon) && fabs (point.lat) <= 90.0 &&
         fabs (point.lon) <= 180.0;
}

gboolean
muster_point_is_valid (MusterPoint point)
{
  return muster_point_is_on_earth (point) && (point.lat != 0.0 || point.lon != 0.0);
}

MusterPoint
muster_point_convert (MusterPoint point, MusterDatum from, MusterDatum to)
{
  if (from == to)
    return point;

  /* The three are a line: WGS-84, GCJ-02, BD-09. */
  if (from < to)
    {
      if (from == MUSTER_DATUM_WGS84)
        point = gcj_from_wgs (point);
      if (to == MUSTER_DATUM_BD09)
        point = bd_from_gcj (point);
    }
  else
    {
      if (from == MUSTER_DATUM_BD09)
        point = invert (bd_from_gcj, point);
      if (to == MUSTER_DATUM_WGS84)
        point = invert (gcj_from_wgs, point);
    }

  return point;
}

/* By the number of the datum */
const MusterChoice muster_datum_choices[] = {
  { "wgs84", N_ ("WGS-84") },
  { "gcj02", N_ ("GCJ-02") },
  { "bd09", N_ ("BD-09") },
  { NULL },
};

const char *
muster_datum_get_code (MusterDatum datum)
{
  return muster_datum_choices[MIN (datum, MUSTER_DATUM_BD09)].value;
}

gboolean
muster_datum_from_code (const char *code, MusterDatum *datum)
{
  for (guint i = 0; muster_datum_choices[i].value != NULL; i++)
    if (g_strcmp0 (muster_datum_choices[i].value, code) == 0)
      {
        *datum = (MusterDatum) i;
        return TRUE;
      }

  return FALSE;
}
