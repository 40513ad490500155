/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-place.h"

#include <math.h>

static MusterFence *
circle (double lat, double lon, double radius, MusterDatum datum)
{
  g_autoptr (GPtrArray) parts = muster_fence_parts_new ();

  g_ptr_array_add (parts,
                   muster_fence_part_new_circle ((MusterPoint) { lat, lon }, radius));

  return muster_fence_new (parts, datum, NULL, NULL);
}

static MusterPlace *
place (const char *bssid, const char *network)
{
  const char *bssids[] = { bssid, NULL };
  const char *networks[] = { network, NULL };

  return muster_place_new (" Works ", NULL, bssids, networks, NULL);
}

static void
assert_refused (const char *name,
                MusterFence *fence,
                const char *bssid,
                const char *network,
                const char *field)
{
  const char *bssids[] = { bssid, NULL };
  const char *networks[] = { network, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (muster_place_new (name, fence, bssids, networks, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_cmpstr (muster_error_get_field (error), ==, field);
}

static void
test_new (void)
{
  g_autoptr (MusterPlace) works = place ("00-1A-2B-3C-4D-5E", "192.0.2.0/24");
  g_autoptr (MusterFence) fence = circle (31, 121, 100, MUSTER_DATUM_WGS84);

  g_assert_cmpstr (works->name, ==, "Works");
  g_assert_cmpstr (works->bssids[0], ==, "00:1a:2b:3c:4d:5e");
  g_assert_cmpstr (works->networks[0], ==, "192.0.2.0/24");

  assert_refused ("  ", fence, NULL, NULL, "name");
  assert_refused ("Works", NULL, NULL, NULL, "fence");
  assert_refused ("Works", fence, "00:11:22:33:44", NULL, "bssids");
  assert_refused ("Works", fence, "00:11:22:33:44:gg", NULL, "bssids");
  assert_refused ("Works", fence, "00:11:22:33:44:55:66", NULL, "bssids");
  assert_refused ("Works", fence, NULL, "192.0.2.0/33", "networks");
  assert_refused ("Works", fence, NULL, "office", "networks");
}

static void
test_networks (void)
{
  g_autoptr (MusterPlace) works = place ("001a.2b3c.4d5e", "192.0.2.0/24");
  g_autoptr (MusterPlace) six = place (NULL, "2001:db8::/32");

  g_assert_true (muster_place_has_bssid (works, "00:1A:2B:3C:4D:5E"));
  g_assert_false (muster_place_has_bssid (works, "00:1A:2B:3C:4D:5F"));
  g_assert_false (muster_place_has_bssid (works, "free wifi"));
  g_assert_false (muster_place_has_bssid (works, NULL));
  g_assert_true (muster_place_has_address (works, "192.0.2.77"));
  g_assert_false (muster_place_has_address (works, "192.0.3.77"));
  g_assert_false (muster_place_has_address (works, "2001:db8::1"));
  g_assert_false (muster_place_has_address (works, "nonsense"));
  g_assert_true (muster_place_has_address (six, "2001:db8::1"));
  g_assert_false (muster_place_has_address (six, "192.0.2.77"));
}

static void
test_audience (void)
{
  g_autoptr (MusterPlace) works = place ("001a.2b3c.4d5e", NULL);
  MusterDate day = muster_date_new (2026, 3, 5);
  gint64 person = 7;

  g_assert_true (muster_place_check (works, NULL));
  g_assert_true (muster_place_is_for (works, day, 7, NULL));

  works->from = day;
  works->to = day + 1;
  g_assert_false (muster_place_is_for (works, day - 1, 7, NULL));
  g_assert_true (muster_place_is_for (works, day, 7, NULL));
  g_assert_true (muster_place_is_for (works, day + 1, 7, NULL));
  g_assert_false (muster_place_is_for (works, day + 2, 7, NULL));

  works->audience = MUSTER_AUDIENCE_GROUPS;
  g_assert_false (muster_place_check (works, NULL));
  works->groups = g_strsplit ("office,store", ",", -1);
  g_assert_true (muster_place_check (works, NULL));
  g_assert_true (muster_place_is_for (works, day, 7, "store"));
  g_assert_false (muster_place_is_for (works, day, 7, "field"));
  g_assert_false (muster_place_is_for (works, day, 7, NULL));

  works->audience = MUSTER_AUDIENCE_REQUEST;
  works->people = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_assert_false (muster_place_check (works, NULL));
  g_array_append_val (works->people, person);
  g_assert_false (muster_place_check (works, NULL));
  works->request_id = 3;
  g_assert_true (muster_place_check (works, NULL));
  g_assert_true (muster_place_is_for (works, day, 7, NULL));
  g_assert_false (muster_place_is_for (works, day, 8, NULL));

  works->buffer = -1;
  g_assert_false (muster_place_check (works, NULL));
  works->buffer = NAN;
  g_assert_false (muster_place_check (works, NULL));
}

/* Punches in the yard of a circle, written in each datum and declared as each. */
static void
test_suggest (void)
{
  g_autoptr (MusterFence) fence = circle (31.2, 121.5, 80, MUSTER_DATUM_WGS84);

  for (MusterDatum is = MUSTER_DATUM_WGS84; is <= MUSTER_DATUM_BD09; is++)
    for (MusterDatum declared = MUSTER_DATUM_WGS84; declared <= MUSTER_DATUM_BD09;
         declared++)
      {
        MusterPoint points[9];
        double offset;
        double left;

        for (guint i = 0; i < G_N_ELEMENTS (points); i++)
          points[i] = muster_point_convert (
            muster_point_move ((MusterPoint) { 31.2, 121.5 }, i * 0.7, 5.0 * i),
            MUSTER_DATUM_WGS84, is);
        /* One of them was made somewhere else. */
        points[0].lat += 1.0;

        g_assert_cmpint (muster_datum_suggest (points, G_N_ELEMENTS (points), declared,
                                               &fence, 1, &offset, &left),
                         ==, is);
        g_assert_cmpfloat (left, ==, 0.0);
        if (is == declared)
          g_assert_cmpfloat (offset, ==, 0.0);
        else
          g_assert_cmpfloat (offset, >, 100.0);
      }
}

/* Too few punches, or punches that no datum brings to a fence, suggest nothing. */
static void
test_no_suggestion (void)
{
  g_autoptr (MusterFence) fence = circle (31.2, 121.5, 80, MUSTER_DATUM_WGS84);
  MusterPoint elsewhere[8];
  MusterPoint gcj = muster_point_convert ((MusterPoint) { 31.2, 121.5 },
                                          MUSTER_DATUM_WGS84, MUSTER_DATUM_GCJ02);
  MusterPoint few[4] = { gcj, gcj, gcj, gcj };

  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    elsewhere[i] = (MusterPoint) { 31.3, 121.3 };

  g_assert_cmpint (
    muster_datum_suggest (few, 4, MUSTER_DATUM_WGS84, &fence, 1, NULL, NULL), ==,
    MUSTER_DATUM_WGS84);
  g_assert_cmpint (
    muster_datum_suggest (elsewhere, 8, MUSTER_DATUM_GCJ02, &fence, 1, NULL, NULL), ==,
    MUSTER_DATUM_GCJ02);
  g_assert_cmpint (
    muster_datum_suggest (elsewhere, 8, MUSTER_DATUM_GCJ02, NULL, 0, NULL, NULL), ==,
    MUSTER_DATUM_GCJ02);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/place/new", test_new);
  g_test_add_func ("/place/networks", test_networks);
  g_test_add_func ("/place/audience", test_audience);
  g_test_add_func ("/place/suggest", test_suggest);
  g_test_add_func ("/place/no-suggestion", test_no_suggestion);

  return g_test_run ();
}
