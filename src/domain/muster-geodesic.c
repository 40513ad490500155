/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-geo.h"

#include <math.h>

/* WGS-84 */
#define AXIS 6378137.0
#define FLATTENING (1.0 / 298.257223563)
#define POLAR (AXIS * (1.0 - FLATTENING))
#define E2 (FLATTENING * (2.0 - FLATTENING))
#define EP2 (E2 / ((1.0 - FLATTENING) * (1.0 - FLATTENING)))

#define RADIANS (G_PI / 180.0)

/* Up to here the arcs at the latitude between two points are as good as the geodesic. */
#define NEAR 10000.0
#define NEAR_LAT 60.0
/* Nearer than this they are so at any latitude but the last degrees. */
#define VERY_NEAR 1000.0
#define VERY_NEAR_LAT 85.0

/* Degrees, a centimetre: nearer to it, and apart from each other, points are on the equator. */
#define ON_EQUATOR 1e-7

/* The better half of the nodes and weights of Gauss and Legendre, of order ten. What is
 * integrated is all but constant, so that this is exact to the last digit over half a turn. */
static const double nodes[][2] = {
  { 0.97390652851717174, 0.066671344308688138 },
  { 0.86506336668898454, 0.14945134915058059 },
  { 0.67940956829902444, 0.21908636251598204 },
  { 0.43339539412924721, 0.26926671930999635 },
  { 0.14887433898163122, 0.29552422471475287 },
};

/* A geodesic on the auxiliary sphere: Clairaut's constant and the arc from the node, where it
 * crosses the equator northwards. */
typedef struct
{
  double sin_node; /* sine of the azimuth at the node */
  double k2;       /* second eccentricity as seen along this geodesic, squared */
  double sigma1;   /* arcs from the node */
  double sigma2;
  double omega; /* difference of longitudes on the sphere */
} Geodesic;

/* Two points in the order and on the side in which there is one solution: the first is not
 * north of the equator, and the farther from it of the two. Reduced latitudes. */
typedef struct
{
  double sin1, cos1;
  double sin2, cos2;
  double lambda; /* difference of longitudes, 0 … pi */
} Pair;

static double
reduced (double lat, double *cosine)
{
  double s = (1.0 - FLATTENING) * sin (lat * RADIANS);
  double c = fabs (lat) == 90.0 ? 1e-100 : cos (lat * RADIANS);
  double r = hypot (s, c);

  *cosine = c / r;

  return s / r;
}

/* The length of the arc over the polar radius, and what the longitude of the ellipsoid lags
 * behind that of the sphere, over the flattening and the sine at the node. */
static void
integrate (const Geodesic *g, double *length, double *lag)
{
  double middle = (g->sigma1 + g->sigma2) / 2.0;
  double half = (g->sigma2 - g->sigma1) / 2.0;
  double sum = 0.0;
  double lags = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    for (int side = -1; side <= 1; side += 2)
      {
        double s = sin (middle + side * half * nodes[i][0]);
        double root = sqrt (1.0 + g->k2 * s * s);

        sum += nodes[i][1] * root;
        lags += nodes[i][1] * (2.0 - FLATTENING) / (1.0 + (1.0 - FLATTENING) * root);
      }

  *length = sum * half;
  *lag = lags * half;
}

/* The geodesic that leaves the first point at an azimuth, counted from east to the south, and
 * reaches the latitude of the second going north. Returns the longitude by which it misses the
 * second. From east, because near the equator all depends on the last digits about it. */
static double
shoot (const Pair *pair, double azimuth, Geodesic *g, double *length)
{
  double sin_a = cos (azimuth);
  double cos_a = -sin (azimuth);
  double along1 = cos_a * pair->cos1;
  double gain = pair->cos1 < -pair->sin1
                  ? (pair->cos2 - pair->cos1) * (pair->cos2 + pair->cos1)
                  : (pair->sin1 - pair->sin2) * (pair->sin1 + pair->sin2);
  double along2 = sqrt (MAX (0.0, along1 * along1 + gain));
  double cos_node = hypot (cos_a, sin_a * pair->sin1);
  double lag;

  g->sin_node = sin_a * pair->cos1;
  g->k2 = EP2 * cos_node * cos_node;
  g->sigma1 = atan2 (pair->sin1, along1);
  g->sigma2 = atan2 (pair->sin2, along2);
  g->omega =
    atan2 (g->sin_node * pair->sin2, along2) - atan2 (g->sin_node * pair->sin1, along1);
  if (g->sigma2 < g->sigma1)
    g->sigma2 = g->sigma1;
  integrate (g, length, &lag);

  return g->omega - FLATTENING * g->sin_node * lag - pair->lambda;
}

/* The azimuth is the one root in a bracket (after Brent: the secant where it converges, the
 * middle where it does not). */
static double
solve (const Pair *pair)
{
  double low = -G_PI / 2.0;
  double high = G_PI / 2.0;
  double guess =
    atan2 (pair->cos2 * sin (pair->lambda),
           pair->cos1 * pair->sin2 - pair->sin1 * pair->cos2 * cos (pair->lambda)) -
    G_PI / 2.0;
  Geodesic g;
  double length;
  double miss_low = -pair->lambda;
  double miss_high = G_PI - pair->lambda;
  double width = 0.005;

  /* The sphere's azimuth is near the truth but for points that all but face each other. */
  if (guess - width > low && guess + width < high)
    {
      double below = shoot (pair, guess - width, &g, &length);
      double above = shoot (pair, guess + width, &g, &length);

      if (below < 0.0)
        {
          low = guess - width;
          miss_low = below;
        }
      if (above > 0.0)
        {
          high = guess + width;
          miss_high = above;
        }
    }

  for (int step = 0, same = 0; step < 160; step++)
    {
      double slope = miss_high - miss_low;
      double at = step % 8 == 7 || slope <= 0.0
                    ? (low + high) / 2.0
                    : (low * miss_high - high * miss_low) / slope;
      double miss;

      if (!(at > low && at < high))
        at = (low + high) / 2.0;
      if (at <= low || at >= high)
        break;
      miss = shoot (pair, at, &g, &length);
      if (fabs (miss) < 1e-16)
        return length * POLAR;

      if (miss < 0.0)
        {
          low = at;
          miss_low = miss;
          miss_high /= same < 0 ? 2.0 : 1.0;
          same = -1;
        }
      else
        {
          high = at;
          miss_high = miss;
          miss_low /= same > 0 ? 2.0 : 1.0;
          same = 1;
        }
    }
  shoot (pair, (low + high) / 2.0, &g, &length);

  return length * POLAR;
}

static double
distance_exact (MusterPoint a, MusterPoint b)
{
  Pair pair;
  MusterPoint first = fabs (a.lat) >= fabs (b.lat) ? a : b;
  MusterPoint second = fabs (a.lat) >= fabs (b.lat) ? b : a;
  double lambda = fabs (muster_geo_wrap (b.lon - a.lon)) * RADIANS;

  if (first.lat > 0.0)
    {
      first.lat = -first.lat;
      second.lat = -second.lat;
    }

  /* Along the equator as far as that is the shortest way; beyond, the points are taken a
   * hair's breadth beside it, where there is one way and not two. */
  if (first.lat > -ON_EQUATOR && lambda <= (1.0 - FLATTENING) * G_PI)
    return AXIS * lambda;
  if (first.lat == 0.0)
    first.lat = -1e-12;

  pair.sin1 = reduced (first.lat, &pair.cos1);
  pair.sin2 = reduced (second.lat, &pair.cos2);
  pair.lambda = MIN (lambda, G_PI - 1e-13);
  if (lambda == 0.0 || first.lat == -90.0)
    {
      Geodesic meridian = { .k2 = EP2,
                            .sigma1 = atan2 (pair.sin1, pair.cos1),
                            .sigma2 = atan2 (pair.sin2, pair.cos2) };
      double length;
      double lag;

      integrate (&meridian, &length, &lag);

      return length * POLAR;
    }

  return solve (&pair);
}

double
muster_geo_wrap (double degrees)
{
  if (degrees >= -180.0 && degrees < 180.0)
    return degrees;

  degrees = fmod (degrees + 180.0, 360.0);

  return degrees < 0.0 ? degrees + 180.0 : degrees - 180.0;
}

void
muster_geo_get_scale (double lat, double *per_lat, double *per_lon)
{
  double s = sin (lat * RADIANS);
  double w = 1.0 - E2 * s * s;
  double root = sqrt (w);

  *per_lat = RADIANS * AXIS * (1.0 - E2) / (w * root);
  *per_lon = RADIANS * AXIS / root * sqrt (MAX (0.0, 1.0 - s * s));
}

double
muster_point_get_distance (MusterPoint a, MusterPoint b)
{
  double middle = (a.lat + b.lat) / 2.0;
  double per_lat;
  double per_lon;
  double metres;

  muster_geo_get_scale (middle, &per_lat, &per_lon);
  metres = hypot ((b.lat - a.lat) * per_lat, muster_geo_wrap (b.lon - a.lon) * per_lon);
  if ((metres <= NEAR && fabs (middle) <= NEAR_LAT) ||
      (metres <= VERY_NEAR && fabs (middle) <= VERY_NEAR_LAT))
    return metres;

  return distance_exact (a, b);
}

MusterPoint
muster_point_move (MusterPoint from, double azimuth, double metres)
{
  double cos1;
  double sin1 = reduced (from.lat, &cos1);
  double sin_a = sin (azimuth);
  double cos_a = cos (azimuth);
  double cos_node = hypot (cos_a, sin_a * sin1);
  Geodesic g = { .sin_node = sin_a * cos1, .k2 = EP2 * cos_node * cos_node };
  double length;
  double lag;
  double turns;
  double sin2;
  double cos2;

  g.sigma1 = atan2 (sin1, cos_a * cos1);
  g.sigma2 = g.sigma1 + metres / POLAR;
  for (int step = 0; step < 5; step++)
    {
      double s = sin (g.sigma2);

      integrate (&g, &length, &lag);
      g.sigma2 -= (length - metres / POLAR) / sqrt (1.0 + g.k2 * s * s);
    }
  integrate (&g, &length, &lag);

  /* The longitude goes with the arc, but for the turn that the arc tangent cuts off. */
  g.omega = atan2 (g.sin_node * sin (g.sigma2), cos (g.sigma2)) -
            atan2 (g.sin_node * sin (g.sigma1), cos (g.sigma1));
  turns = floor ((g.sigma2 - g.sigma1) / (2.0 * G_PI));
  if (turns != 0.0)
    g.omega += copysign (turns * 2.0 * G_PI, g.sin_node);

  sin2 = cos_node * sin (g.sigma2);
  cos2 = hypot (g.sin_node, cos_node * cos (g.sigma2));

  return (MusterPoint) {
    .lat = atan2 (sin2, (1.0 - FLATTENING) * cos2) / RADIANS,
    .lon =
      muster_geo_wrap (from.lon + (g.omega - FLATTENING * g.sin_node * lag) / RADIANS),
  };
}
