/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-fence-grid.h"

#include <geodesic.h>
#include <math.h>

/* The oracle: PROJ's geodesics, and edges looked at point by point. */
static struct geod_geodesic earth;

static double
oracle (MusterPoint a, MusterPoint b)
{
  double metres;

  geod_inverse (&earth, a.lat, a.lon, b.lat, b.lon, &metres, NULL, NULL);

  return metres;
}

static MusterPoint
moved (MusterPoint from, double azimuth, double metres)
{
  MusterPoint to;

  geod_direct (&earth, from.lat, from.lon, azimuth, metres, &to.lat, &to.lon, NULL);

  return to;
}

static double
random_between (GRand *random, double low, double high)
{
  return g_rand_double_range (random, low, high);
}

/* ---- Distances ---- */

static void
test_distance (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  static const struct
  {
    double low, high, allowed;
  } ranges[] = {
    { 0.0, 1000.0, 0.001 },
    { 1000.0, 20000.0, 0.01 },
    { 20000.0, 2.0e7, 1e-4 },
    { 19.9e6, 20003900.0, 1e-4 },
  };

  for (guint r = 0; r < G_N_ELEMENTS (ranges); r++)
    for (guint i = 0; i < 4000; i++)
      {
        MusterPoint a = { random_between (random, -89.9, 89.9),
                          random_between (random, -180, 180) };
        MusterPoint b = moved (a, random_between (random, 0, 360),
                               random_between (random, ranges[r].low, ranges[r].high));
        double is = muster_point_get_distance (a, b);
        double wanted = oracle (a, b);

        if (fabs (is - wanted) > ranges[r].allowed)
          g_error ("(%.9f, %.9f) to (%.9f, %.9f): %.6f, not %.6f", a.lat, a.lon, b.lat,
                   b.lon, is, wanted);
        g_assert_cmpfloat_with_epsilon (is, muster_point_get_distance (b, a), 1e-6);
      }
}

/* Where formulas like to fail: poles, the equator, both sides of the earth, the same point. */
static void
test_corners (void)
{
  static const double lats[] = { -90, -89.99999, -30, -1e-6, -1e-9, 0, 1e-9,
                                 0.5, 30,        45,  60,    89.9,  90 };
  static const double lons[] = { -180, -179.9999, -90, -0.5,  0,         1e-9,
                                 0.4,  90,        179, 179.4, 179.99999, 180 };

  for (guint i = 0; i < G_N_ELEMENTS (lats); i++)
    for (guint j = 0; j < G_N_ELEMENTS (lats); j++)
      for (guint k = 0; k < G_N_ELEMENTS (lons); k++)
        for (guint l = 0; l < G_N_ELEMENTS (lons); l++)
          {
            MusterPoint a = { lats[i], lons[k] };
            MusterPoint b = { lats[j], lons[l] };
            double is = muster_point_get_distance (a, b);
            double wanted = oracle (a, b);

            if (!(fabs (is - wanted) < 0.001))
              g_error ("(%g, %g) to (%g, %g): %.6f, not %.6f", a.lat, a.lon, b.lat, b.lon,
                       is, wanted);
          }
}

static void
test_move (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < 4000; i++)
    {
      MusterPoint from = { random_between (random, -89.9, 89.9),
                           random_between (random, -180, 180) };
      double azimuth = random_between (random, 0, 360);
      double metres = i % 2 ? random_between (random, 0, 2000)
                            : random_between (random, 0, 2.0e7);
      MusterPoint is = muster_point_move (from, azimuth * G_PI / 180.0, metres);

      g_assert_cmpfloat (oracle (is, moved (from, azimuth, metres)), <, 1e-4);
      g_assert_true (muster_point_is_on_earth (is));
    }
}

/* ---- Shapes ---- */

static MusterFence *
fence_of (GPtrArray *parts)
{
  g_autoptr (GError) error = NULL;
  MusterFence *fence = muster_fence_new (parts, MUSTER_DATUM_WGS84, NULL, &error);

  g_assert_no_error (error);

  return fence;
}

static GPtrArray *
polygon (const double *lonlat, guint n)
{
  GPtrArray *parts = muster_fence_parts_new ();
  MusterFencePart *part = muster_fence_part_new_polygon ();
  GArray *ring = muster_fence_part_add_ring (part);

  for (guint i = 0; i < n; i++)
    g_array_append_vals (ring, &(MusterPoint) { lonlat[2 * i + 1], lonlat[2 * i] }, 1);
  g_ptr_array_add (parts, part);

  return parts;
}

#define POLYGON(...)                                                                     \
  polygon ((const double[]) { __VA_ARGS__ },                                             \
           sizeof ((const double[]) { __VA_ARGS__ }) / (2 * sizeof (double)))

static void
add_hole (GPtrArray *parts, const double *lonlat, guint n)
{
  MusterFencePart *part = g_ptr_array_index (parts, 0);
  GArray *ring = muster_fence_part_add_ring (part);

  for (guint i = 0; i < n; i++)
    g_array_append_vals (ring, &(MusterPoint) { lonlat[2 * i + 1], lonlat[2 * i] }, 1);
}

/* The least distance to the edges by looking at many points of each, then near the best. */
static double
look_along (GPtrArray *parts, MusterPoint point, guint n)
{
  double best = INFINITY;

  for (guint p = 0; p < parts->len; p++)
    {
      MusterFencePart *part = g_ptr_array_index (parts, p);

      for (guint r = 0; r < part->rings->len; r++)
        {
          GArray *ring = g_ptr_array_index (part->rings, r);

          for (guint i = 0; i < ring->len; i++)
            {
              MusterPoint a = g_array_index (ring, MusterPoint, i);
              MusterPoint b = g_array_index (ring, MusterPoint, (i + 1) % ring->len);
              double across = muster_geo_wrap (b.lon - a.lon);
              double low = 0.0;
              double high = 1.0;

              for (guint round = 0; round < 5; round++)
                {
                  double at = low;
                  double least = INFINITY;
                  double step = (high - low) / n;

                  for (guint k = 0; k <= n; k++)
                    {
                      double t = low + k * step;
                      double d =
                        oracle (point, (MusterPoint) { a.lat + t * (b.lat - a.lat),
                                                       a.lon + t * across });

                      if (d < least)
                        {
                          least = d;
                          at = t;
                        }
                    }
                  best = MIN (best, least);
                  low = MAX (0.0, at - step);
                  high = MIN (1.0, at + step);
                }
            }
        }
    }

  return best;
}

/* A ring of corners round a centre, which never crosses itself. */
static GPtrArray *
random_star (GRand *random, MusterPoint centre, double size, guint n)
{
  GPtrArray *parts = muster_fence_parts_new ();
  MusterFencePart *part = muster_fence_part_new_polygon ();
  GArray *ring = muster_fence_part_add_ring (part);

  for (guint i = 0; i < n; i++)
    {
      MusterPoint corner = moved (centre,
                                  (i + random_between (random, 0.1, 0.9)) * 360.0 / n,
                                  size * random_between (random, 0.4, 1.0));

      g_array_append_val (ring, corner);
    }
  g_ptr_array_add (parts, part);

  return parts;
}

static void
test_measure (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (13);
  static const double sizes[] = { 3, 40, 300, 5000, 40000, 600000 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint i = 0; i < (sizes[s] > 10000 ? 12 : 120); i++)
      {
        double reach = sizes[s] > 10000 ? 60 : 84;
        MusterPoint centre = { random_between (random, -reach, reach),
                               i % 3 ? random_between (random, -180, 180)
                                     : random_between (random, 179.9, 180) };
        g_autoptr (GPtrArray) parts = random_star (
          random, centre, sizes[s], 3 + (guint) g_rand_int_range (random, 0, 9));
        g_autoptr (MusterFence) fence = fence_of (parts);

        for (guint k = 0; k < 8; k++)
          {
            MusterPoint point =
              moved (centre, random_between (random, 0, 360),
                     sizes[s] * random_between (random, 0, k == 7 ? 40 : 2.5));
            double wanted = look_along (parts, point, sizes[s] > 10000 ? 400 : 40);
            double is = muster_fence_measure (fence, point);

            if (fabs (fabs (is) - wanted) > 0.01 + wanted * 1e-9)
              g_error ("size %g at (%.7f, %.7f), point (%.7f, %.7f): %.5f, not %.5f",
                       sizes[s], centre.lat, centre.lon, point.lat, point.lon, is,
                       wanted);
            if (fabs (is) > 0.01)
              g_assert_true (muster_fence_contains (fence, point) == (is < 0.0));
            if (muster_fence_is_farther (fence, point, wanted * 0.9))
              g_assert_cmpfloat (is, >, wanted * 0.9);
            g_assert_false (muster_fence_is_farther (fence, point, wanted + 0.1));
          }
      }
}

/* Right away from a corner the distance is known without any oracle. */
static void
test_outward (void)
{
  g_autoptr (GPtrArray)
    parts = POLYGON (121.4, 31.2, 121.41, 31.2, 121.41, 31.21, 121.4, 31.21);
  g_autoptr (MusterFence) fence = fence_of (parts);

  for (double metres = 0.02; metres < 3000000; metres *= 3)
    {
      MusterPoint point = moved ((MusterPoint) { 31.2, 121.4 }, 225, metres);
      double is = muster_fence_measure (fence, point);

      g_assert_cmpfloat_with_epsilon (is, metres, 0.001 + metres * 1e-9);
    }
}

static void
test_antimeridian (void)
{
  g_autoptr (GPtrArray) parts = POLYGON (179.99, -17.0, -179.99, -17.0, -179.99, -16.98,
                                         179.99, -16.98, 179.99, -17.0);
  g_autoptr (MusterFence) fence = fence_of (parts);

  g_assert_true (muster_fence_contains (fence, (MusterPoint) { -16.99, 180 }));
  g_assert_true (muster_fence_contains (fence, (MusterPoint) { -16.99, -180 }));
  g_assert_true (muster_fence_contains (fence, (MusterPoint) { -16.99, 179.995 }));
  g_assert_true (muster_fence_contains (fence, (MusterPoint) { -16.99, -179.995 }));
  g_assert_false (muster_fence_contains (fence, (MusterPoint) { -16.99, 0 }));
  g_assert_false (muster_fence_contains (fence, (MusterPoint) { -16.99, 179.985 }));
  g_assert_cmpfloat_with_epsilon (
    muster_fence_measure (fence, (MusterPoint) { -16.99, -179.985 }), 532.457, 0.5);
}

static void
test_poles (void)
{
  g_autoptr (GPtrArray) cap = POLYGON (0, 80, 90, 80, 180, 80, -90, 80);
  g_autoptr (GPtrArray) south = POLYGON (0, -80, -90, -80, 180, -80, 90, -80);
  g_autoptr (GPtrArray) circle = muster_fence_parts_new ();
  g_autoptr (MusterFence) north = fence_of (cap);
  g_autoptr (MusterFence) below = fence_of (south);
  g_autoptr (MusterFence) round = NULL;
  double side = oracle ((MusterPoint) { 90, 0 }, (MusterPoint) { 80, 0 });

  g_assert_true (muster_fence_contains (north, (MusterPoint) { 90, 0 }));
  g_assert_true (muster_fence_contains (north, (MusterPoint) { 85, 123 }));
  g_assert_false (muster_fence_contains (north, (MusterPoint) { 79, 123 }));
  g_assert_false (muster_fence_contains (north, (MusterPoint) { -85, 123 }));
  g_assert_true (muster_fence_contains (below, (MusterPoint) { -90, 77 }));
  g_assert_false (muster_fence_contains (below, (MusterPoint) { 85, 77 }));

  /* Edges follow the parallel, so that the pole is as far from each point of them; the edges
   * that close the ring over the pole are no boundary. */
  g_assert_cmpfloat_with_epsilon (muster_fence_measure (north, (MusterPoint) { 90, 0 }),
                                  -side, 0.01);
  g_assert_cmpfloat (muster_fence_measure (north, (MusterPoint) { 89.999, 1 }), <, -1e6);
  g_assert_cmpfloat (muster_fence_get_area (north), >, 3.8e12);
  g_assert_cmpfloat (muster_fence_get_area (north), <, 3.95e12);

  g_ptr_array_add (circle,
                   muster_fence_part_new_circle ((MusterPoint) { 89.99, 20 }, 5000));
  round = fence_of (circle);
  g_assert_true (muster_fence_contains (round, (MusterPoint) { 90, -100 }));
  g_assert_true (muster_fence_contains (round, (MusterPoint) { 89.98, -160 }));
  g_assert_false (muster_fence_contains (round, (MusterPoint) { 89.9, 20 }));
}

static void
test_holes (void)
{
  static const double yard[] = { 121.402, 31.202, 121.408, 31.202,
                                 121.408, 31.208, 121.402, 31.208 };
  g_autoptr (GPtrArray)
    parts = POLYGON (121.4, 31.2, 121.41, 31.2, 121.41, 31.21, 121.4, 31.21);
  g_autoptr (MusterFence) fence = NULL;
  double wall;

  add_hole (parts, yard, 4);
  fence = fence_of (parts);
  g_assert_true (muster_fence_contains (fence, (MusterPoint) { 31.201, 121.405 }));
  g_assert_false (muster_fence_contains (fence, (MusterPoint) { 31.205, 121.405 }));

  /* A metre from the yard's wall, on either side of it */
  wall = muster_fence_measure (fence, moved ((MusterPoint) { 31.202, 121.405 }, 0, 1));
  g_assert_cmpfloat_with_epsilon (wall, 1.0, 0.001);
  wall = muster_fence_measure (fence, moved ((MusterPoint) { 31.202, 121.405 }, 180, 1));
  g_assert_cmpfloat_with_epsilon (wall, -1.0, 0.001);

  /* On the wall, and within a centimetre of it */
  g_assert_cmpfloat (muster_fence_measure (fence, (MusterPoint) { 31.202, 121.405 }), ==,
                     0.0);
  wall =
    muster_fence_measure (fence, moved ((MusterPoint) { 31.202, 121.405 }, 0, 0.009));
  g_assert_cmpfloat (wall, ==, 0.0);
}

static void
test_area (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (17);
  static const double sizes[] = { 5, 200, 20000 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint i = 0; i < 20; i++)
      {
        MusterPoint centre = { random_between (random, -75, 75),
                               random_between (random, -180, 180) };
        g_autoptr (GPtrArray) parts = random_star (random, centre, sizes[s], 9);
        g_autoptr (MusterFence) fence = fence_of (parts);
        GArray *ring = g_ptr_array_index (
          ((MusterFencePart *) g_ptr_array_index (parts, 0))->rings, 0);
        struct geod_polygon wanted;
        double area;

        geod_polygon_init (&wanted, 0);
        for (guint k = 0; k < ring->len; k++)
          geod_polygon_addpoint (&earth, &wanted,
                                 g_array_index (ring, MusterPoint, k).lat,
                                 g_array_index (ring, MusterPoint, k).lon);
        geod_polygon_compute (&earth, &wanted, 0, 1, &area, NULL);
        g_assert_cmpfloat (fabs (muster_fence_get_area (fence) / fabs (area) - 1.0), <,
                           0.002);
        g_assert_true (muster_fence_contains (fence, muster_fence_get_anchor (fence)));
      }
}

/* ---- Faults ---- */

static void
assert_fault (GPtrArray *parts, double lon, double lat)
{
  g_autoptr (GError) error = NULL;
  MusterPoint fault;

  g_assert_null (muster_fence_new (parts, MUSTER_DATUM_WGS84, &fault, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_cmpstr (muster_error_get_field (error), ==, "fence");
  if (isnan (lon))
    {
      g_assert_true (isnan (fault.lon));
    }
  else
    {
      g_assert_cmpfloat_with_epsilon (fault.lon, lon, 1e-9);
      g_assert_cmpfloat_with_epsilon (fault.lat, lat, 1e-9);
    }
  g_ptr_array_unref (parts);
}

static GPtrArray *
circle (double lon, double lat, double radius)
{
  GPtrArray *parts = muster_fence_parts_new ();

  g_ptr_array_add (parts,
                   muster_fence_part_new_circle ((MusterPoint) { lat, lon }, radius));

  return parts;
}

static void
test_faults (void)
{
  static const double outside[] = { 5, 5, 6, 5, 6, 6 };
  static const double inside[] = { 0.2, 0.2, 0.8, 0.2, 0.8, 0.8, 0.2, 0.8 };
  static const double nested[] = { 0.4, 0.4, 0.6, 0.4, 0.6, 0.6 };
  GPtrArray *parts;

  assert_fault (muster_fence_parts_new (), NAN, NAN);
  assert_fault (POLYGON (0, 0, 1, 1, 1, 0, 0, 1), 0.5, 0.5); /* a bow tie */
  assert_fault (POLYGON (0, 0, 1, 0), 0, 0);
  assert_fault (POLYGON (3, 4, 3, 4, 3, 4), 3, 4);
  assert_fault (POLYGON (0, 0, 1, 0, NAN, 1), NAN, NAN);
  assert_fault (POLYGON (0, 0, 1, 0, 1, 91), NAN, NAN);
  assert_fault (POLYGON (0, 0, 181, 0, 1, 1), NAN, NAN);
  assert_fault (circle (1, 2, 0), 1, 2);
  assert_fault (circle (1, 2, -5), 1, 2);
  assert_fault (circle (1, 2, NAN), 1, 2);
  assert_fault (circle (1, 2, 3e7), 1, 2);
  assert_fault (circle (1, 200, 5), NAN, NAN);

  parts = POLYGON (0, 0, 1, 0, 1, 1, 0, 1);
  add_hole (parts, outside, 3);
  assert_fault (parts, 5, 5);

  parts = POLYGON (0, 0, 1, 0, 1, 1, 0, 1);
  add_hole (parts, inside, 4);
  add_hole (parts, nested, 3);
  assert_fault (parts, 0.4, 0.4);
}

/* All on one line, which encloses nothing: the fault has words and a place. */
static void
test_no_area (void)
{
  g_autoptr (GPtrArray) line = POLYGON (0, 0, 1, 1, 2, 2);
  g_autoptr (GError) error = NULL;
  MusterPoint fault;

  g_assert_null (muster_fence_new (line, MUSTER_DATUM_WGS84, &fault, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_false (isnan (fault.lat));
}

static void
test_repair (void)
{
  g_autoptr (GPtrArray) tie = POLYGON (0, 0, 1, 1, 1, 0, 0, 1);
  g_autoptr (GPtrArray) line = POLYGON (0, 0, 1, 1, 2, 2);
  g_autoptr (GPtrArray) mended = muster_fence_repair (tie, MUSTER_DATUM_WGS84);
  g_autoptr (MusterFence) fence = NULL;

  g_assert_nonnull (mended);
  g_assert_cmpuint (mended->len, ==, 2);
  fence = fence_of (mended);
  g_assert_true (muster_fence_contains (fence, (MusterPoint) { 0.5, 0.1 }));
  g_assert_true (muster_fence_contains (fence, (MusterPoint) { 0.5, 0.9 }));
  g_assert_false (muster_fence_contains (fence, (MusterPoint) { 0.9, 0.5 }));
  g_assert_null (muster_fence_repair (line, MUSTER_DATUM_WGS84));
}

static void
test_datum (void)
{
  g_autoptr (GPtrArray) parts = circle (121.531541859215, 31.17530398364597, 100);
  g_autoptr (MusterFence)
    fence = muster_fence_new (parts, MUSTER_DATUM_GCJ02, NULL, NULL);

  g_assert_cmpfloat_with_epsilon (
    muster_fence_measure (fence, (MusterPoint) { 31.1774276, 121.5272106 }), -100, 0.1);
}

/* ---- Verdicts ---- */

static void
test_verdicts (void)
{
  static const struct
  {
    double distance, accuracy, buffer, most;
    MusterSite site;
  } cases[] = {
    { -20, 20, 0, 1000, MUSTER_SITE_INSIDE },
    { -19.9, 20, 0, 1000, MUSTER_SITE_UNCERTAIN },
    { 20, 20, 0, 1000, MUSTER_SITE_UNCERTAIN },
    { 20.1, 20, 0, 1000, MUSTER_SITE_OUTSIDE },
    { 0, -1, 0, 1000, MUSTER_SITE_INSIDE },
    { 0.1, -1, 0, 1000, MUSTER_SITE_OUTSIDE },
    { 9.9, -1, 10, 1000, MUSTER_SITE_INSIDE },
    { 29, 20, 10, 1000, MUSTER_SITE_UNCERTAIN },
    { -500, 300, 0, 250, MUSTER_SITE_UNCERTAIN },
    { 9000, 300, 0, 250, MUSTER_SITE_UNCERTAIN },
    { -500, 250, 0, 250, MUSTER_SITE_INSIDE },
    { 0, 0, 0, 0, MUSTER_SITE_INSIDE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (muster_site_from_distance (cases[i].distance, cases[i].accuracy,
                                                cases[i].buffer, cases[i].most),
                     ==, cases[i].site);
}

/* The verdict is the same whether the distance is asked for or not. */
static void
test_quick_verdict (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (19);

  for (guint i = 0; i < 4000; i++)
    {
      MusterPoint centre = { random_between (random, -80, 80),
                             random_between (random, -180, 180) };
      g_autoptr (GPtrArray) parts = random_star (random, centre, 300, 6);
      g_autoptr (MusterFence) fence = fence_of (parts);
      MusterPoint point = moved (centre, random_between (random, 0, 360),
                                 exp (random_between (random, 0, 12)));
      double accuracy = random_between (random, -5, 900);
      double away;

      g_assert_cmpint (muster_fence_judge (fence, point, accuracy, 10, 800, NULL), ==,
                       muster_fence_judge (fence, point, accuracy, 10, 800, &away));
    }
}

/* A grid says what measuring says: for any shape, anywhere, with any accuracy and buffer. */
static void
test_grid (void)
{
  static const MusterPoint middles[] = {
    { 22.54, 113.95 }, { 0.0, 0.0 },   { -33.9, 151.2 },
    { 79.5, 20.0 },    { 85.0, 20.0 }, { 10.0, 179.999 },
  };
  static const double sizes[] = { 0.0005, 0.004, 0.2, 1.5 };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  guint n_kinds[4] = { 0 };

  for (guint m = 0; m < G_N_ELEMENTS (middles); m++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        g_autoptr (GPtrArray) parts = muster_fence_parts_new ();
        MusterFencePart *part = muster_fence_part_new_polygon ();
        GArray *outer = muster_fence_part_add_ring (part);
        GArray *hole = muster_fence_part_add_ring (part);
        g_autoptr (MusterFence) fence = NULL;
        g_autoptr (MusterFenceGrid) grid = NULL;
        double size = sizes[s];

        for (guint i = 0; i < 12; i++)
          {
            double angle = 2.0 * G_PI * i / 12;
            double far = size * (i % 2 == 0 ? 1.0 : 0.6);
            MusterPoint corner = { middles[m].lat + far * sin (angle),
                                   muster_geo_wrap (middles[m].lon + far * cos (angle)) };
            MusterPoint inner = { middles[m].lat + 0.2 * size * sin (angle),
                                  muster_geo_wrap (middles[m].lon +
                                                   0.2 * size * cos (angle)) };

            g_array_append_val (outer, corner);
            g_array_append_val (hole, inner);
          }
        g_ptr_array_add (parts, part);
        if (!(fence = muster_fence_new (parts, MUSTER_DATUM_WGS84, NULL, NULL)))
          continue;

        grid = muster_fence_grid_new (fence, 20000);
        for (guint i = 0; i < 800; i++)
          {
            MusterPoint point = {
              CLAMP (middles[m].lat + random_between (random, -1.6, 1.6) * size, -90, 90),
              muster_geo_wrap (middles[m].lon + random_between (random, -1.6, 1.6) * size)
            };
            double accuracy = random_between (random, -1, 120);
            double buffer = random_between (random, 0, 60);
            MusterSite site =
              muster_fence_judge (fence, point, accuracy, buffer, 100, NULL);

            n_kinds[site]++;
            g_assert_cmpint (muster_fence_grid_judge (grid, point, accuracy, buffer, 100),
                             ==, site);
          }
      }
  g_assert_cmpuint (n_kinds[MUSTER_SITE_INSIDE], >, 300);
  g_assert_cmpuint (n_kinds[MUSTER_SITE_OUTSIDE], >, 300);
  g_assert_cmpuint (n_kinds[MUSTER_SITE_UNCERTAIN], >, 300);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  geod_init (&earth, 6378137.0, 1.0 / 298.257223563);

  g_test_add_func ("/fence/distance", test_distance);
  g_test_add_func ("/fence/corners", test_corners);
  g_test_add_func ("/fence/move", test_move);
  g_test_add_func ("/fence/measure", test_measure);
  g_test_add_func ("/fence/outward", test_outward);
  g_test_add_func ("/fence/antimeridian", test_antimeridian);
  g_test_add_func ("/fence/poles", test_poles);
  g_test_add_func ("/fence/holes", test_holes);
  g_test_add_func ("/fence/area", test_area);
  g_test_add_func ("/fence/faults", test_faults);
  g_test_add_func ("/fence/no-area", test_no_area);
  g_test_add_func ("/fence/repair", test_repair);
  g_test_add_func ("/fence/datum", test_datum);
  g_test_add_func ("/fence/verdicts", test_verdicts);
  g_test_add_func ("/fence/quick-verdict", test_quick_verdict);
  g_test_add_func ("/fence/grid", test_grid);

  return g_test_run ();
}
