/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-fence-document.h"
#include "muster-geojson.h"
#include "muster-place-listings.h"
#include "muster-pull.h"
#include "muster-simulator.h"
#include "muster-survey.h"
#include "muster-test-desk.h"

#define CIRCLE "{\"type\": \"circle\", \"center\": [113.95, 22.54], \"radius_m\": 100}"

static gint64
add (MusterTestDesk *test, const char *name, const char *from)
{
  g_autofree char *args = g_strdup_printf ("{'name': <'%s'>, 'fence': <'" CIRCLE "'>, "
                                           "'from': <int32 %d>}",
                                           name, muster_test_date (from));
  g_autoptr (GVariant) result = muster_test_submit (test, "place.add", args);
  gint64 id;

  g_variant_get (result, "(x)", &id);

  return id;
}

static MusterPlaceRow *
place_on (MusterTestDesk *test, const char *date)
{
  g_autoptr (MusterFilter) filter = muster_test_filter (date);
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, "places", filter);

  return rows->len == 1 ? g_object_ref (g_ptr_array_index (rows, 0)) : NULL;
}

/* Earlier days keep the fence that stood there then. */
static void
test_versions (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 id = add (test, "Works", "2026-03-02");
  g_autofree char *change = g_strdup_printf ("{'place': <int64 %" G_GINT64_FORMAT
                                             ">, 'from': <int32 %d>, 'buffer': <25.0>}",
                                             id, muster_test_date ("2026-04-01"));
  g_autofree char *retire = g_strdup_printf ("{'place': <int64 %" G_GINT64_FORMAT
                                             ">, 'from': <int32 %d>}",
                                             id, muster_test_date ("2026-05-01"));
  g_autoptr (MusterPlaceRow) before = NULL;
  g_autoptr (MusterPlaceRow) march = NULL;
  g_autoptr (MusterPlaceRow) april = NULL;
  g_autoptr (MusterPlaceRow) may = NULL;
  g_autoptr (GVariant) changed = muster_test_submit (test, "place.change", change);
  g_autoptr (GVariant) retired = muster_test_submit (test, "place.retire", retire);

  before = place_on (test, "2026-03-01");
  march = place_on (test, "2026-03-31");
  april = place_on (test, "2026-04-01");
  may = place_on (test, "2026-05-01");
  g_assert_null (before);
  g_assert_nonnull (march);
  g_assert_cmpfloat (march->place->buffer, ==, 0.0);
  g_assert_nonnull (april);
  g_assert_cmpfloat (april->place->buffer, ==, 25.0);
  g_assert_cmpstr (april->place->name, ==, "Works");
  g_assert_cmpfloat_with_epsilon (muster_fence_get_area (april->place->fence), 31416, 1);
  g_assert_null (may);
}

static void
test_refusals (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterActor)
    supervisor = muster_test_actor (MUSTER_ROLE_SUPERVISOR, "yard", NULL);

  muster_test_refuse (test, test->admin, "place.add",
                      "{'name': <'X'>, 'fence': <'{\"type\": \"circle\", \"center\": [1, "
                      "2], \"radius_m\": 0}'>}",
                      MUSTER_ERROR_INVALID);
  muster_test_refuse (test, test->admin, "place.add", "{'name': <'X'>}",
                      MUSTER_ERROR_INVALID);
  muster_test_refuse (test, test->admin, "place.add",
                      "{'name': <'X'>, 'fence': <'" CIRCLE "'>, 'people': <['999']>, "
                      "'for': <'people'>}",
                      MUSTER_ERROR_INVALID);
  muster_test_refuse (test, test->admin, "place.retire",
                      "{'place': <int64 77>, 'from': <int32 20000>}",
                      MUSTER_ERROR_MISSING);

  /* Whoever answers for one group draws no fence for everybody. */
  muster_test_refuse (test, supervisor, "place.add",
                      "{'name': <'X'>, 'fence': <'" CIRCLE "'>}", MUSTER_ERROR_DENIED);
}

static void
test_geojson (void)
{
  static const char text[] =
    "{\"type\": \"FeatureCollection\", \"features\": ["
    "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \"coordinates\": "
    "[113.95, 22.54]}, \"properties\": {\"name\": \"Gate\", \"radius\": 50}},"
    "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Polygon\", \"coordinates\": "
    "[[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]], [[0.4, 0.4], [0.4, 0.6], [0.6, 0.6], "
    "[0.6, 0.4], [0.4, 0.4]]]}, \"properties\": {\"name\": \"Yard\", \"buffer\": 5, "
    "\"networks\": [\"192.0.2.0/24\"], \"colour\": \"red\"}}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = muster_geojson_parse (text, &error);
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (places, ((MusterGeoPlace *) g_ptr_array_index (read, i))->place);
  written = muster_geojson_format (places, NULL);
  again = muster_geojson_parse (written, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      MusterPlace *before = g_ptr_array_index (places, i);
      MusterPlace *after = ((MusterGeoPlace *) g_ptr_array_index (again, i))->place;

      g_assert_cmpstr (before->name, ==, after->name);
      g_assert_cmpfloat (before->buffer, ==, after->buffer);
      g_assert_cmpfloat_with_epsilon (muster_fence_get_area (before->fence),
                                      muster_fence_get_area (after->fence), 1e-3);
    }
}

static void
test_import (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autofree char *deep = g_strnfill (5000000, '[');
  const char *const bad[] = {
    "nonsense",
    "{\"type\": \"FeatureCollection\"}",
    "{\"type\": \"FeatureCollection\", \"features\": []}{}",
    deep,
    "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [1, "
    "2]}}",
    "{\"type\": \"Feature\", \"geometry\": {\"type\": \"LineString\", \"coordinates\": "
    "[[1, 2], [3, 4]]}}",
    "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Polygon\", \"coordinates\": "
    "[[[0, "
    "0], [1, 1], [1, 0], [0, 1], [0, 0]]]}}",
  };
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GVariant) second = NULL;
  g_autofree char *args = g_strdup_printf (
    "{'document': <'{\"type\": \"Feature\", \"properties\": {\"name\": \"Works\", "
    "\"radius\": 80}, \"geometry\": {\"type\": \"Point\", \"coordinates\": [113.95, "
    "22.54]}}'>, 'from': <int32 %d>}",
    muster_test_date ("2026-03-02"));
  gint64 added, changed;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *wrong = g_strdup_printf ("{'document': <'%s'>}", bad[i]);

      muster_test_refuse (test, test->admin, "place.import", wrong, MUSTER_ERROR_INVALID);
    }

  result = muster_test_submit (test, "place.import", args);
  g_variant_get (result, "(xx)", &added, &changed);
  g_assert_cmpint (added, ==, 1);
  g_assert_cmpint (changed, ==, 0);
  second = muster_test_submit (test, "place.import", args);
  g_variant_get (second, "(xx)", &added, &changed);
  g_assert_cmpint (added, ==, 0);
  g_assert_cmpint (changed, ==, 1);
}

/* Ann is of the office, Ben of none; both punch 30 m from the middle, Cy 5 km away. A place for
 * the office counts for Ann alone, and one that ends before counts for nobody. */
static void
test_prediction (void)
{
  static const struct
  {
    MusterAudience audience;
    const char *group;
    const char *to;
    double buffer;
    guint inside, outside, changed;
  } cases[] = {
    { MUSTER_AUDIENCE_ALL, NULL, NULL, 0.0, 2, 1, 3 },
    { MUSTER_AUDIENCE_ALL, NULL, NULL, 5000.0, 3, 0, 3 },
    { MUSTER_AUDIENCE_GROUPS, "office", NULL, 0.0, 1, 0, 1 },
    { MUSTER_AUDIENCE_GROUPS, "yard", NULL, 5000.0, 0, 0, 0 },
    { MUSTER_AUDIENCE_ALL, NULL, "2026-02-28", 0.0, 0, 0, 0 },
  };
  static const struct
  {
    gint64 person_id;
    const char *group;
    double lat;
  } punches[] = { { 1, "office", 22.54027 }, { 2, NULL, 22.54027 }, { 3, NULL, 22.585 } };
  g_autoptr (MusterSurvey) survey = g_object_new (MUSTER_TYPE_SURVEY, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFence) fence = NULL;
  MusterPrediction prediction = { 0 };

  fence = muster_fence_document_parse (CIRCLE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (punches); i++)
    {
      MusterSited sited = {
        .punch = { .lat = punches[i].lat, .lon = 113.95, .marks = MUSTER_PUNCH_PLACED },
        .person_id = punches[i].person_id,
        .date = muster_test_date ("2026-03-02"),
        .site = MUSTER_SITE_UNJUDGED,
        .group = punches[i].group,
        .max_accuracy = 100.0
      };

      g_array_append_val (survey->punches, sited);
    }

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MusterPlace)
        place = muster_place_new ("Works", fence, NULL, NULL, &error);
      const char *groups[] = { cases[i].group, NULL };

      g_test_message ("case %u", i);
      g_assert_no_error (error);
      place->from = MUSTER_DATE_NONE;
      place->to = cases[i].to != NULL ? muster_test_date (cases[i].to) : MUSTER_DATE_EVER;
      place->audience = cases[i].audience;
      place->buffer = cases[i].buffer;
      if (cases[i].group != NULL)
        place->groups = g_strdupv ((GStrv) groups);

      muster_survey_predict (survey, place, NULL, &prediction);
      g_assert_cmpuint (prediction.n[MUSTER_SITE_INSIDE], ==, cases[i].inside);
      g_assert_cmpuint (prediction.n[MUSTER_SITE_OUTSIDE], ==, cases[i].outside);
      g_assert_cmpuint (prediction.changed_punches, ==, cases[i].changed);
    }

  muster_survey_predict (survey, NULL, NULL, &prediction);
  g_assert_cmpuint (prediction.changed_punches, ==, 0);
  g_array_unref (prediction.changed_people);
}

/* A server that sends GCJ-02 while its source is set to WGS-84: the punches lie beside the place, and the
 * survey says as what they would fit. */
static void
test_datum_hint (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterActor) sync = muster_actor_new (0, "sync", MUSTER_ROLE_SYNC, NULL);
  g_autoptr (MusterSimulator) server =
    muster_simulator_new ("frappe-server", "--begin 1772582400 --count 20 --people 1");
  g_autofree char *args = g_strdup_printf (
    "{'name': <'Phones'>, 'kind': <'json'>, 'secrets': <<{'secret': <'secret'>}>>,"
    " 'settings': <<{'address': <'%s'>, 'plain': <true>,"
    " 'path': <'/api/resource/Employee Checkin?fields=[\"*\"]&order_by=modified asc, "
    "name asc&limit_start={offset}&limit_page_length={limit}'>,"
    " 'headers': <'Authorization: token key:{secret}'>, 'records': <'data'>,"
    " 'key': <'employee'>, 'time': <'time'>, 'record': <'name'>, 'lat': <'latitude'>,"
    " 'lon': <'longitude'>, 'paging': <'offset'>, 'size': <int64 500>}>>}",
    muster_simulator_get_address (server));
  g_autoptr (GVariant) added = NULL;
  g_autoptr (MusterImportRow) row = NULL;
  g_autoptr (MusterFilter) filter = muster_test_filter ("2026-03-04");
  g_autoptr (MusterSurvey) without = NULL;
  g_autoptr (MusterSurvey) with = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *map = NULL;
  gint64 source, person;
  const MusterDatumHint *hint;

  added = muster_test_submit (test, "source.add", args);
  g_variant_get (added, "(x)", &source);
  row =
    muster_pull_run (test->office, sync, source, "Warden", 0.5, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  person = muster_test_add_person (test, "8000", "Ada", "office", "");
  map = g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                         ">, 'key': <'p0000'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                         source, person);
  g_variant_unref (muster_test_submit (test, "person.map", map));

  without = muster_survey_new (test->office, test->admin, filter, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (without->punches->len, >, 10);
  g_assert_cmpuint (without->hints->len, ==, 0);

  g_variant_unref (muster_test_submit (
    test, "place.add",
    "{'name': <'Works'>, 'from': <int32 20000>, 'fence': <'{\"type\": \"circle\","
    " \"center\": [114.057865, 22.543096], \"radius_m\": 80}'>}"));
  with = muster_survey_new (test->office, test->admin, filter, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (with->hints->len, ==, 1);
  hint = &g_array_index (with->hints, MusterDatumHint, 0);
  g_assert_cmpint (hint->source_id, ==, source);
  g_assert_cmpint (hint->declared, ==, MUSTER_DATUM_WGS84);
  g_assert_cmpint (hint->better, ==, MUSTER_DATUM_GCJ02);
  g_assert_cmpfloat (hint->offset, >, 300.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/places/versions", test_versions);
  g_test_add_func ("/places/refusals", test_refusals);
  g_test_add_func ("/places/prediction", test_prediction);
  g_test_add_func ("/places/geojson", test_geojson);
  g_test_add_func ("/places/import", test_import);
  g_test_add_func ("/places/datum-hint", test_datum_hint);

  return g_test_run ();
}
