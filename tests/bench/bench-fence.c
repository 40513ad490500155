/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A fence of 50 corners against the prepared geometry of GEOS, for ten thousand to a million points:
 * what contains what, with equal verdicts, and how far the edge is. GEOS measures from the prepared edge
 * in degrees on a plane, and is given a geometry for each point, as it takes no coordinates there;
 * Muster measures in metres on the ellipsoid, and says on which side of the edge the point is. Judging
 * 100,000 punches again while a corner is dragged, against two frames of a screen. */

#include <geos_c.h>
#include <math.h>

#include "muster-fence.h"
#include "muster-measure.h"
#include "muster-survey.h"

#define CORNERS 50
#define CENTRE_LAT 22.54
#define CENTRE_LON 113.95
#define SIZE 0.004 /* degrees from the middle to the farthest corner */
#define PUNCHES 100000
#define MOST_CONTAINS 1.0
#define MOST_DISTANCE 2.0
#define FRAMES (2.0 / 60.0)

static MusterPoint
corner_of (guint i, double push)
{
  double angle = 2.0 * G_PI * i / CORNERS;
  double radius = SIZE * (0.55 + 0.45 * cos (7.0 * angle)) + (i == 0 ? push : 0.0);

  radius = MAX (radius, SIZE * 0.2);

  return (MusterPoint) { CENTRE_LAT + radius * sin (angle),
                         CENTRE_LON + radius * cos (angle) };
}

static MusterFence *
make_fence (double push)
{
  g_autoptr (GPtrArray) parts = muster_fence_parts_new ();
  MusterFencePart *part = muster_fence_part_new_polygon ();
  GArray *ring = muster_fence_part_add_ring (part);
  g_autoptr (GError) error = NULL;
  MusterFence *fence;

  for (guint i = 0; i < CORNERS; i++)
    {
      MusterPoint corner = corner_of (i, push);

      g_array_append_val (ring, corner);
    }
  g_ptr_array_add (parts, part);
  fence = muster_fence_new (parts, MUSTER_DATUM_WGS84, NULL, &error);
  g_assert_no_error (error);

  return fence;
}

static GEOSGeometry *
make_geometry (GEOSContextHandle_t geos)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (geos, CORNERS + 1, 2);

  for (guint i = 0; i <= CORNERS; i++)
    {
      MusterPoint corner = corner_of (i % CORNERS, 0.0);

      GEOSCoordSeq_setXY_r (geos, sequence, i, corner.lon, corner.lat);
    }

  return GEOSGeom_createPolygon_r (geos, GEOSGeom_createLinearRing_r (geos, sequence),
                                   NULL, 0);
}

/* Spread over a box half as large again as the fence. */
static MusterPoint *
make_points (guint n)
{
  MusterPoint *points = g_new (MusterPoint, n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < n; i++)
    points[i] = (MusterPoint) {
      CENTRE_LAT + g_rand_double_range (rand, -1.5 * SIZE, 1.5 * SIZE),
      CENTRE_LON + g_rand_double_range (rand, -1.5 * SIZE, 1.5 * SIZE),
    };

  return points;
}

static void
compare (GEOSContextHandle_t geos,
         const GEOSPreparedGeometry *area,
         const GEOSPreparedGeometry *edge,
         MusterFence *fence,
         guint n,
         MusterMeasure *contains,
         MusterMeasure *distance)
{
  g_autofree MusterPoint *points = make_points (n);
  g_autofree guint8 *ours = g_malloc (n);
  g_autofree guint8 *theirs = g_malloc (n);
  double sum = 0;
  double from, ours_took, theirs_took;

  from = muster_measure_now ();
  for (guint i = 0; i < n; i++)
    ours[i] = (guint8) muster_fence_contains (fence, points[i]);
  ours_took = muster_measure_now () - from;
  from = muster_measure_now ();
  for (guint i = 0; i < n; i++)
    theirs[i] =
      (guint8) GEOSPreparedContainsXY_r (geos, area, points[i].lon, points[i].lat);
  theirs_took = muster_measure_now () - from;
  muster_measure_add (contains, ours_took, theirs_took);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (ours[i], ==, theirs[i]);

  from = muster_measure_now ();
  for (guint i = 0; i < n; i++)
    sum += muster_fence_measure (fence, points[i]);
  ours_took = muster_measure_now () - from;
  from = muster_measure_now ();
  for (guint i = 0; i < n; i++)
    {
      GEOSGeometry *point =
        GEOSGeom_createPointFromXY_r (geos, points[i].lon, points[i].lat);
      double degrees;

      GEOSPreparedDistance_r (geos, edge, point, &degrees);
      sum += degrees;
      GEOSGeom_destroy_r (geos, point);
    }
  theirs_took = muster_measure_now () - from;
  g_assert_false (isnan (sum));
  muster_measure_add (distance, ours_took, theirs_took);
}

static MusterSurvey *
make_survey (void)
{
  MusterSurvey *survey = g_object_new (MUSTER_TYPE_SURVEY, NULL);
  g_autofree MusterPoint *points = make_points (PUNCHES);

  for (guint i = 0; i < PUNCHES; i++)
    {
      MusterSited sited = {
        .punch = { .lat = points[i].lat,
                   .lon = points[i].lon,
                   .accuracy = 20.0f,
                   .marks = MUSTER_PUNCH_PLACED | MUSTER_PUNCH_ACCURATE },
        .person_id = 1 + i % 500,
        .date = 20500,
        .site = MUSTER_SITE_OUTSIDE,
        .max_accuracy = 100.0,
      };

      g_array_append_val (survey->punches, sited);
    }

  return survey;
}

/* As long as a corner is dragged, each step is another fence. */
static void
drag (MusterSurvey *survey, MusterMeasure *measure)
{
  MusterPrediction prediction = { 0 };

  for (guint i = 0; i < MUSTER_MEASURE_RUNS; i++)
    {
      double from = muster_measure_now ();
      g_autoptr (MusterFence) fence = make_fence (0.0002 * i);
      g_autoptr (MusterPlace) place = muster_place_new ("Works", fence, NULL, NULL, NULL);

      place->from = MUSTER_DATE_NONE;
      place->to = MUSTER_DATE_EVER;
      muster_survey_predict (survey, place, NULL, &prediction);
      muster_measure_add (measure, muster_measure_now () - from, FRAMES);
      g_assert_cmpuint (prediction.n[MUSTER_SITE_INSIDE], >, PUNCHES / 50);
    }
  g_clear_pointer (&prediction.changed_people, g_array_unref);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 10000, 100000, 1000000 };
  GEOSContextHandle_t geos = GEOS_init_r ();
  GEOSGeometry *geometry = make_geometry (geos);
  GEOSGeometry *boundary = GEOSBoundary_r (geos, geometry);
  const GEOSPreparedGeometry *area = GEOSPrepare_r (geos, geometry);
  const GEOSPreparedGeometry *edge = GEOSPrepare_r (geos, boundary);
  g_autoptr (MusterFence) fence = make_fence (0.0);
  g_autoptr (MusterSurvey) survey = make_survey ();
  MusterMeasure dragging = {
    .title = "Judging 100,000 punches as a corner moves, against 2 frames"
  };
  int status = 0;

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autofree char *one =
        g_strdup_printf ("What contains %u points, against GEOS", sizes[s]);
      g_autofree char *two =
        g_strdup_printf ("How far the edge is from %u points, against GEOS", sizes[s]);
      MusterMeasure contains = { .title = one };
      MusterMeasure distance = { .title = two };

      for (guint i = 0; i < MUSTER_MEASURE_RUNS; i++)
        compare (geos, area, edge, fence, sizes[s], &contains, &distance);
      status |= muster_measure_report (&contains, MOST_CONTAINS);
      status |= muster_measure_report (&distance, MOST_DISTANCE);
    }

  drag (survey, &dragging);
  status |= muster_measure_report (&dragging, 1.0);
  GEOSPreparedGeom_destroy_r (geos, area);
  GEOSPreparedGeom_destroy_r (geos, edge);
  GEOSGeom_destroy_r (geos, boundary);
  GEOSGeom_destroy_r (geos, geometry);
  GEOS_finish_r (geos);

  return status;
}
