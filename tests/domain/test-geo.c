/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-geo.h"

#include <math.h>

static const struct
{
  const char *place;
  MusterPoint wgs;
  MusterPoint gcj;
  MusterPoint bd;
} places[] = {
  { "Beijing",
    { 39.908722, 116.397499 },
    { 39.9101255, 116.4037426 },
    { 39.9164647, 116.4101156 } },
  { "Shanghai",
    { 31.230416, 121.473701 },
    { 31.2284737, 121.4782241 },
    { 31.2343266, 121.4847825 } },
  { "Shenzhen",
    { 22.543096, 114.057865 },
    { 22.5403788, 114.0629790 },
    { 22.5460374, 114.0695290 } },
  { "Chengdu",
    { 30.572815, 104.066803 },
    { 30.5703612, 104.0693085 },
    { 30.5763668, 104.0757860 } },
  { "Urumqi",
    { 43.825592, 87.616848 },
    { 43.8267974, 87.6196980 },
    { 43.8329413, 87.6261481 } },
  { "Harbin",
    { 45.803775, 126.534967 },
    { 45.8057566, 126.5410075 },
    { 45.8113709, 126.5476263 } },
  { "Hangzhou",
    { 30.274085, 120.155070 },
    { 30.2717563, 120.1597646 },
    { 30.2775848, 120.1663283 } },
};

static void
assert_near (const char *place, MusterPoint is, MusterPoint wanted, double degrees)
{
  g_test_message ("%s", place);
  g_assert_cmpfloat_with_epsilon (is.lat, wanted.lat, degrees);
  g_assert_cmpfloat_with_epsilon (is.lon, wanted.lon, degrees);
}

static void
test_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *place = places[i].place;
      MusterPoint wgs = places[i].wgs;
      MusterPoint gcj = places[i].gcj;
      MusterPoint bd = places[i].bd;

      assert_near (place,
                   muster_point_convert (wgs, MUSTER_DATUM_WGS84, MUSTER_DATUM_GCJ02),
                   gcj, 1e-6);
      assert_near (place,
                   muster_point_convert (wgs, MUSTER_DATUM_WGS84, MUSTER_DATUM_BD09), bd,
                   1e-6);
      assert_near (place,
                   muster_point_convert (gcj, MUSTER_DATUM_GCJ02, MUSTER_DATUM_BD09), bd,
                   1e-6);
      assert_near (place,
                   muster_point_convert (gcj, MUSTER_DATUM_GCJ02, MUSTER_DATUM_WGS84),
                   wgs, 1e-6);
      assert_near (place,
                   muster_point_convert (bd, MUSTER_DATUM_BD09, MUSTER_DATUM_WGS84), wgs,
                   1e-6);
      assert_near (place,
                   muster_point_convert (bd, MUSTER_DATUM_BD09, MUSTER_DATUM_GCJ02), gcj,
                   1e-6);
    }
}

/* There and back within a millimetre, over the whole box. */
static void
test_round_trip (void)
{
  for (double lat = 1.0; lat < 55.0; lat += 1.37)
    for (double lon = 72.5; lon < 137.0; lon += 1.93)
      for (int to = MUSTER_DATUM_GCJ02; to <= MUSTER_DATUM_BD09; to++)
        {
          MusterPoint start = { lat, lon };
          MusterPoint there =
            muster_point_convert (start, MUSTER_DATUM_WGS84, (MusterDatum) to);
          MusterPoint back =
            muster_point_convert (there, (MusterDatum) to, MUSTER_DATUM_WGS84);

          assert_near ("grid", back, start, 9e-9);
        }
}

static void
test_outside (void)
{
  const MusterPoint points[] = {
    { 35.6762, 139.6503 }, { 0.0, 0.0 },     { 90.0, 0.0 },   { -90.0, 0.0 },
    { 10.0, 180.0 },       { 10.0, -180.0 }, { 51.5, -0.12 }, { -33.9, 151.2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    {
      MusterPoint gcj =
        muster_point_convert (points[i], MUSTER_DATUM_WGS84, MUSTER_DATUM_GCJ02);
      MusterPoint bd =
        muster_point_convert (points[i], MUSTER_DATUM_WGS84, MUSTER_DATUM_BD09);

      g_assert_cmpfloat (gcj.lat, ==, points[i].lat);
      g_assert_cmpfloat (gcj.lon, ==, points[i].lon);
      g_assert_true (isfinite (bd.lat) && isfinite (bd.lon));
    }
}

static void
test_valid (void)
{
  g_assert_true (muster_point_is_valid ((MusterPoint) { 39.9, 116.4 }));
  g_assert_true (muster_point_is_valid ((MusterPoint) { -90.0, 180.0 }));
  g_assert_false (muster_point_is_valid ((MusterPoint) { 0.0, 0.0 }));
  g_assert_false (muster_point_is_valid ((MusterPoint) { 116.4, 39.9 }));
  g_assert_false (muster_point_is_valid ((MusterPoint) { NAN, 39.9 }));
  g_assert_false (muster_point_is_valid ((MusterPoint) { 10.0, INFINITY }));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/geo/tables", test_tables);
  g_test_add_func ("/geo/round-trip", test_round_trip);
  g_test_add_func ("/geo/outside", test_outside);
  g_test_add_func ("/geo/valid", test_valid);

  return g_test_run ();
}
