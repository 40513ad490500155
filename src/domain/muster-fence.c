/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-fence.h"

#include "muster-error.h"

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define RADIANS (G_PI / 180.0)
#define HALF_ROUND 20003931.0 /* metres from a pole to the other */
#define ON_EDGE 0.01          /* metres */
#define LEAST_AREA 0.01       /* square metres */
#define BEYOND_POLE 90.5 /* a ring that holds a pole is closed there: the pole is in it */

/* Shapes so small, and points so near to them, are measured in the plane first. */
#define PLANE_DEGREES 0.3
#define PLANE_LAT 80.0
#define PLANE_ERROR 0.002 /* metres */
#define STACK_EDGES 512

/* Edges of large shapes are cut into pieces of so many degrees. */
#define PIECE 0.25

/* The mean sphere, for a first look only */
#define SPHERE 6371008.8
#define SQUASH 1.006 /* more than the ellipsoid differs from it */

/* One edge, longitudes unwrapped. */
typedef struct
{
  double x1, y1;
  double x2, y2;
} Edge;

/* Bounding edges in a plane, in metres from its corner; an array for each number, so that many edges
 * are looked at at once. */
typedef struct
{
  double per_lat;
  double per_lon;
  double *x;
  double *y;
  double *dx;
  double *dy;
  double *inverse; /* of the square of the length */
} Plane;

struct _MusterFenceShape
{
  /* circle */
  MusterPoint centre;
  double radius;

  /* polygon: edges that bound it, then those that only close it over a pole */
  Edge *edges;
  guint n_edges;
  guint n_bounding;
  guint *ring_ends; /* of the bounding ones */
  guint n_rings;
  double west, east, south, north;

  /* Which edges cross each strip of latitude, for casting a ray */
  guint n_strips;
  double per_strip;
  guint *strip_starts;
  Edge *strip_edges; /* x2 holds the slope */

  /* For a first look; only of small shapes */
  Plane *plane;
};

G_DEFINE_FINAL_TYPE (MusterFence, muster_fence, G_TYPE_OBJECT)

static void
plane_free (Plane *plane)
{
  g_free (plane->x);
  g_free (plane->y);
  g_free (plane->dx);
  g_free (plane->dy);
  g_free (plane->inverse);
  g_free (plane);
}

static void
muster_fence_finalize (GObject *object)
{
  MusterFence *self = MUSTER_FENCE (object);

  for (guint i = 0; self->shapes != NULL && i < self->parts->len; i++)
    {
      g_free (self->shapes[i].edges);
      g_free (self->shapes[i].ring_ends);
      g_free (self->shapes[i].strip_starts);
      g_free (self->shapes[i].strip_edges);
      g_clear_pointer (&self->shapes[i].plane, plane_free);
    }
  g_free (self->shapes);
  g_clear_pointer (&self->parts, g_ptr_array_unref);

  G_OBJECT_CLASS (muster_fence_parent_class)->finalize (object);
}

static void
muster_fence_class_init (MusterFenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_fence_finalize;
}

static void
muster_fence_init (MusterFence *self)
{
}

/* ---- Parts ---- */

static void
ring_free (gpointer ring)
{
  g_array_unref (ring);
}

MusterFencePart *
muster_fence_part_new_polygon (void)
{
  MusterFencePart *part = g_new0 (MusterFencePart, 1);

  part->rings = g_ptr_array_new_with_free_func (ring_free);

  return part;
}

MusterFencePart *
muster_fence_part_new_circle (MusterPoint centre, double radius)
{
  MusterFencePart *part = muster_fence_part_new_polygon ();

  part->centre = centre;
  part->radius = radius;

  return part;
}

GArray *
muster_fence_part_add_ring (MusterFencePart *part)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (MusterPoint));

  g_ptr_array_add (part->rings, ring);

  return ring;
}

MusterFencePart *
muster_fence_part_copy (const MusterFencePart *part)
{
  MusterFencePart *copy = muster_fence_part_new_circle (part->centre, part->radius);

  for (guint i = 0; i < part->rings->len; i++)
    g_ptr_array_add (copy->rings, g_array_copy (g_ptr_array_index (part->rings, i)));

  return copy;
}

void
muster_fence_part_free (MusterFencePart *part)
{
  g_ptr_array_unref (part->rings);
  g_free (part);
}

GPtrArray *
muster_fence_parts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) muster_fence_part_free);
}

GPtrArray *
muster_fence_parts_copy (GPtrArray *parts)
{
  GPtrArray *copy = muster_fence_parts_new ();

  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (copy, muster_fence_part_copy (g_ptr_array_index (parts, i)));

  return copy;
}

/* ---- Rings, unwrapped ---- */

/* A ring's points in WGS-84, without repeated ones, each longitude the short way from the one
 * before. Returns how often it goes round the earth: 0, or ±1 for one round a pole. */
static int
unwrap (GArray *ring, MusterDatum datum, GArray *out)
{
  int rounds = 0;

  g_array_set_size (out, 0);
  for (guint i = 0; i < ring->len; i++)
    {
      MusterPoint point = muster_point_convert (g_array_index (ring, MusterPoint, i),
                                                datum, MUSTER_DATUM_WGS84);

      if (out->len > 0)
        {
          MusterPoint last = g_array_index (out, MusterPoint, out->len - 1);

          point.lon = last.lon + muster_geo_wrap (point.lon - last.lon);
          if (point.lon == last.lon && point.lat == last.lat)
            continue;
        }
      g_array_append_val (out, point);
    }

  if (out->len > 1)
    {
      MusterPoint first = g_array_index (out, MusterPoint, 0);
      MusterPoint last = g_array_index (out, MusterPoint, out->len - 1);
      double back = last.lon + muster_geo_wrap (first.lon - last.lon) - first.lon;

      rounds = (int) lround (back / 360.0);
      if (rounds == 0 && first.lat == last.lat && fabs (first.lon - last.lon) < 1e-12)
        g_array_set_size (out, out->len - 1);
    }

  return rounds;
}

/* Closes a ring round the earth over the nearer pole. Returns its bounding edges. */
static guint
close_over_pole (GArray *points, int rounds)
{
  MusterPoint first = g_array_index (points, MusterPoint, 0);
  MusterPoint end = { first.lat, first.lon + rounds * 360.0 };
  double sum = 0.0;
  double pole;

  for (guint i = 0; i < points->len; i++)
    sum += g_array_index (points, MusterPoint, i).lat;
  pole = sum < 0.0 ? -BEYOND_POLE : BEYOND_POLE;

  g_array_append_val (points, end);
  g_array_append_vals (points, &(MusterPoint) { pole, end.lon }, 1);
  g_array_append_vals (points, &(MusterPoint) { pole, first.lon }, 1);

  return points->len - 3;
}

/* ---- Checking ---- */

static gboolean
fail (MusterPoint *fault, MusterPoint at, GError **error, const char *message)
{
  if (fault != NULL)
    *fault = at;

  return muster_error_set_field (error, "fence", "%s", message);
}

static const char *
reason_in_words (const char *reason)
{
  if (reason != NULL && g_str_has_prefix (reason, "Hole lies outside"))
    return _ ("A hole lies outside of the outer ring.");
  if (reason != NULL && g_str_has_prefix (reason, "Holes are nested"))
    return _ ("A hole lies within another hole.");
  if (reason != NULL && g_str_has_prefix (reason, "Interior is disconnected"))
    return _ ("The holes cut the fence into pieces.");
  if (reason != NULL && strstr (reason, "Duplicate") != NULL)
    return _ ("Two rings are the same.");

  return _ ("The outline crosses itself here.");
}

static GEOSGeometry *
ring_to_geos (GEOSContextHandle_t geos, GArray *points, double shift)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (geos, points->len + 1, 2);

  for (guint i = 0; i <= points->len; i++)
    {
      MusterPoint point = g_array_index (points, MusterPoint, i % points->len);

      GEOSCoordSeq_setXY_r (geos, sequence, i, point.lon + shift, point.lat);
    }

  return GEOSGeom_createLinearRing_r (geos, sequence);
}

/* Holes are brought next to the outer ring by whole turns. */
static GEOSGeometry *
polygon_to_geos (GEOSContextHandle_t geos, GPtrArray *rings)
{
  g_autofree GEOSGeometry **holes = g_new0 (GEOSGeometry *, rings->len);
  GArray *outer = g_ptr_array_index (rings, 0);
  double home = g_array_index (outer, MusterPoint, 0).lon;
  GEOSGeometry *shell = ring_to_geos (geos, outer, 0.0);

  for (guint i = 1; i < rings->len; i++)
    {
      GArray *hole = g_ptr_array_index (rings, i);
      double lon = g_array_index (hole, MusterPoint, 0).lon;

      holes[i - 1] = ring_to_geos (geos, hole, home + muster_geo_wrap (lon - home) - lon);
    }

  return GEOSGeom_createPolygon_r (geos, shell, holes, rings->len - 1);
}

static gboolean
check_rings (GPtrArray *rings, MusterDatum datum, MusterPoint *fault, GError **error)
{
  GEOSContextHandle_t geos = GEOS_init_r ();
  GEOSGeometry *polygon = polygon_to_geos (geos, rings);
  GEOSGeometry *where = NULL;
  char *reason = NULL;
  double area = 0.0;
  gboolean valid = polygon != NULL &&
                   GEOSisValidDetail_r (geos, polygon, 0, &reason, &where) == 1;
  MusterPoint at =
    g_array_index ((GArray *) g_ptr_array_index (rings, 0), MusterPoint, 0);

  if (where != NULL && GEOSGeomGetX_r (geos, where, &at.lon) == 1)
    GEOSGeomGetY_r (geos, where, &at.lat);
  at.lon = muster_geo_wrap (at.lon);
  at = muster_point_convert (at, MUSTER_DATUM_WGS84, datum);
  if (valid && (GEOSArea_r (geos, polygon, &area) != 1 || area <= 0.0))
    valid = fail (fault, at, error, _ ("The outline encloses nothing."));
  else if (!valid)
    fail (fault, at, error, reason_in_words (reason));

  GEOSFree_r (geos, reason);
  if (where != NULL)
    GEOSGeom_destroy_r (geos, where);
  if (polygon != NULL)
    GEOSGeom_destroy_r (geos, polygon);
  GEOS_finish_r (geos);

  return valid;
}

static gboolean
check_points (const MusterFencePart *part, MusterPoint *fault, GError **error)
{
  for (guint i = 0; i < part->rings->len; i++)
    {
      GArray *ring = g_ptr_array_index (part->rings, i);

      for (guint j = 0; j < ring->len; j++)
        if (!muster_point_is_on_earth (g_array_index (ring, MusterPoint, j)))
          return muster_error_set_field (
            error, "fence",
            _ ("A coordinate is none: longitude −180 to 180, latitude −90 "
               "to 90."));
    }

  return TRUE;
}

static gboolean
check_circle (const MusterFencePart *part, MusterPoint *fault, GError **error)
{
  if (!muster_point_is_on_earth (part->centre))
    return muster_error_set_field (
      error, "fence",
      _ ("A coordinate is none: longitude −180 to 180, latitude −90 to 90."));

  if (!(part->radius > 0.0) || part->radius > HALF_ROUND)
    return fail (fault, part->centre, error, _ ("A circle needs a radius in metres."));

  return TRUE;
}

/* ---- Making ready ---- */

static void
add_edges (GArray *edges, GArray *points, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      MusterPoint a = g_array_index (points, MusterPoint, i);
      MusterPoint b = g_array_index (points, MusterPoint, (i + 1) % points->len);
      Edge edge = { a.lon, a.lat, b.lon, b.lat };

      g_array_append_val (edges, edge);
    }
}

static guint
strip_of (const MusterFenceShape *shape, double y)
{
  double strip = (y - shape->south) * shape->per_strip;

  return strip <= 0.0 ? 0 : MIN ((guint) strip, shape->n_strips - 1);
}

/* A ray meets only the edges of its strip of latitude. */
static void
sort_into_strips (MusterFenceShape *shape)
{
  g_autofree guint *next = NULL;
  double height = shape->north - shape->south;

  shape->n_strips = CLAMP (shape->n_edges * 2, 1, 8192);
  shape->per_strip = height > 0.0 ? shape->n_strips / height : 0.0;
  shape->strip_starts = g_new0 (guint, shape->n_strips + 1);
  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < shape->n_edges; i++)
        {
          Edge edge = shape->edges[i];
          guint low = strip_of (shape, MIN (edge.y1, edge.y2));
          guint high = strip_of (shape, MAX (edge.y1, edge.y2));

          if (edge.y1 == edge.y2)
            continue;
          if (pass == 1)
            edge.x2 = (edge.x2 - edge.x1) / (edge.y2 - edge.y1);
          for (guint s = low; s <= high; s++)
            if (pass == 0)
              shape->strip_starts[s + 1]++;
            else
              shape->strip_edges[next[s]++] = edge;
        }
      if (pass == 1)
        break;

      for (guint s = 0; s < shape->n_strips; s++)
        shape->strip_starts[s + 1] += shape->strip_starts[s];
      shape->strip_edges = g_new (Edge, MAX (1, shape->strip_starts[shape->n_strips]));
      next = g_memdup2 (shape->strip_starts, shape->n_strips * sizeof *next);
    }
}

/* Lays the edges of a small shape into the plane of the latitude of its middle. */
static void
lay_into_plane (MusterFenceShape *shape)
{
  guint n = shape->n_bounding;
  Plane *plane;

  if (n > STACK_EDGES || n != shape->n_edges ||
      shape->north - shape->south >= PLANE_DEGREES ||
      shape->east - shape->west >= PLANE_DEGREES)
    return;

  plane = shape->plane = g_new0 (Plane, 1);
  muster_geo_get_scale ((shape->south + shape->north) / 2.0, &plane->per_lat,
                        &plane->per_lon);
  plane->x = g_new (double, n);
  plane->y = g_new (double, n);
  plane->dx = g_new (double, n);
  plane->dy = g_new (double, n);
  plane->inverse = g_new (double, n);
  for (guint i = 0; i < n; i++)
    {
      const Edge *edge = &shape->edges[i];
      double dx = (edge->x2 - edge->x1) * plane->per_lon;
      double dy = (edge->y2 - edge->y1) * plane->per_lat;

      plane->x[i] = (edge->x1 - shape->west) * plane->per_lon;
      plane->y[i] = (edge->y1 - shape->south) * plane->per_lat;
      plane->dx[i] = dx;
      plane->dy[i] = dy;
      plane->inverse[i] = 1.0 / (dx * dx + dy * dy + 1e-30);
    }
}

static gboolean
prepare_polygon (MusterFenceShape *shape,
                 const MusterFencePart *part,
                 MusterDatum datum,
                 MusterPoint *fault,
                 GError **error)
{
  g_autoptr (GPtrArray) rings = g_ptr_array_new_with_free_func (ring_free);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  g_autoptr (GArray) closing = g_array_new (FALSE, FALSE, sizeof (Edge));
  double home = 0.0;

  shape->ring_ends = g_new0 (guint, MAX (1, part->rings->len));
  for (guint i = 0; i < part->rings->len; i++)
    {
      GArray *drawn = g_ptr_array_index (part->rings, i);
      GArray *points = g_array_new (FALSE, FALSE, sizeof (MusterPoint));
      int rounds = unwrap (drawn, datum, points);
      guint n_bounding = points->len;

      g_ptr_array_add (rings, points);
      if (points->len < 3)
        return fail (fault,
                     drawn->len > 0 ? g_array_index (drawn, MusterPoint, 0)
                                    : (MusterPoint) { NAN, NAN },
                     error, _ ("An outline needs three points or more."));

      if (rounds != 0)
        n_bounding = close_over_pole (points, rounds);
      if (i == 0)
        home = g_array_index (points, MusterPoint, 0).lon;
      else
        {
          double lon = g_array_index (points, MusterPoint, 0).lon;
          double turn = home + muster_geo_wrap (lon - home) - lon;

          for (guint j = 0; j < points->len; j++)
            g_array_index (points, MusterPoint, j).lon += turn;
        }

      add_edges (edges, points, 0, n_bounding);
      shape->ring_ends[shape->n_rings++] = edges->len;
      add_edges (closing, points, n_bounding, points->len);
    }

  if (rings->len == 0)
    return fail (NULL, (MusterPoint) { 0 }, error, _ ("There is nothing drawn."));
  if (!check_rings (rings, datum, fault, error))
    return FALSE;

  shape->n_bounding = edges->len;
  g_array_append_vals (edges, closing->data, closing->len);
  shape->n_edges = edges->len;
  shape->edges = g_memdup2 (edges->data, edges->len * sizeof (Edge));
  shape->west = shape->south = INFINITY;
  shape->east = shape->north = -INFINITY;
  for (guint i = 0; i < shape->n_edges; i++)
    {
      shape->west = MIN (shape->west, shape->edges[i].x1);
      shape->east = MAX (shape->east, shape->edges[i].x1);
      shape->south = MIN (shape->south, shape->edges[i].y1);
      shape->north = MAX (shape->north, shape->edges[i].y1);
    }
  sort_into_strips (shape);
  lay_into_plane (shape);

  return TRUE;
}

/* How far a circle reaches in degrees. */
static void
prepare_circle (MusterFenceShape *shape, const MusterFencePart *part, MusterDatum datum)
{
  double reach = part->radius / 110574.0; /* metres to a degree where there are fewest */
  double lon = 180.0;
  double lat;

  shape->centre = muster_point_convert (part->centre, datum, MUSTER_DATUM_WGS84);
  shape->radius = part->radius;
  lat = MAX (fabs (shape->centre.lat - reach), fabs (shape->centre.lat + reach));
  if (lat < 89.0)
    lon = MIN (180.0, reach / cos (lat * RADIANS));

  shape->west = shape->centre.lon - lon;
  shape->east = shape->centre.lon + lon;
  shape->south = MAX (-90.0, shape->centre.lat - reach);
  shape->north = MIN (90.0, shape->centre.lat + reach);
}

static void
unite_bounds (MusterFence *self)
{
  const MusterFenceShape *first = &self->shapes[0];
  double home = (first->west + first->east) / 2.0;

  self->west = self->south = INFINITY;
  self->east = self->north = -INFINITY;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const MusterFenceShape *shape = &self->shapes[i];
      double middle = (shape->west + shape->east) / 2.0;
      double turn = home + muster_geo_wrap (middle - home) - middle;

      self->west = MIN (self->west, shape->west + turn);
      self->east = MAX (self->east, shape->east + turn);
      self->south = MAX (-90.0, MIN (self->south, shape->south));
      self->north = MIN (90.0, MAX (self->north, shape->north));
    }
}

MusterFence *
muster_fence_new (GPtrArray *parts, MusterDatum datum, MusterPoint *fault, GError **error)
{
  g_autoptr (MusterFence) self = g_object_new (MUSTER_TYPE_FENCE, NULL);

  if (fault != NULL)
    *fault = (MusterPoint) { NAN, NAN };

  self->parts = muster_fence_parts_copy (parts);
  self->datum = datum;
  self->shapes = g_new0 (MusterFenceShape, MAX (1, parts->len));
  if (parts->len == 0)
    {
      muster_error_set_field (error, "fence", "%s", _ ("There is nothing drawn."));
      return NULL;
    }

  for (guint i = 0; i < parts->len; i++)
    {
      const MusterFencePart *part = g_ptr_array_index (self->parts, i);

      if (part->rings->len == 0)
        {
          if (!check_circle (part, fault, error))
            return NULL;
          prepare_circle (&self->shapes[i], part, datum);
        }
      else if (!check_points (part, fault, error) ||
               !prepare_polygon (&self->shapes[i], part, datum, fault, error))
        {
          return NULL;
        }
    }

  unite_bounds (self);
  if (muster_fence_get_area (self) < LEAST_AREA)
    {
      MusterPoint at =
        muster_point_convert (muster_fence_get_anchor (self), MUSTER_DATUM_WGS84, datum);

      fail (fault, at, error, _ ("The outline encloses nothing."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* ---- Repair ---- */

static void
take_ring (GEOSContextHandle_t geos,
           const GEOSGeometry *ring,
           MusterDatum datum,
           MusterFencePart *part)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (geos, ring);
  GArray *points = muster_fence_part_add_ring (part);
  guint n = 0;

  GEOSCoordSeq_getSize_r (geos, sequence, &n);
  for (guint i = 0; i + 1 < n; i++)
    {
      MusterPoint point;

      GEOSCoordSeq_getXY_r (geos, sequence, i, &point.lon, &point.lat);
      point.lon = muster_geo_wrap (point.lon);
      point = muster_point_convert (point, MUSTER_DATUM_WGS84, datum);
      g_array_append_val (points, point);
    }
}

static void
take_polygons (GEOSContextHandle_t geos,
               const GEOSGeometry *geometry,
               MusterDatum datum,
               GPtrArray *parts)
{
  int type = GEOSGeomTypeId_r (geos, geometry);

  if (type == GEOS_POLYGON)
    {
      MusterFencePart *part = muster_fence_part_new_polygon ();

      take_ring (geos, GEOSGetExteriorRing_r (geos, geometry), datum, part);
      for (int i = 0; i < GEOSGetNumInteriorRings_r (geos, geometry); i++)
        take_ring (geos, GEOSGetInteriorRingN_r (geos, geometry, i), datum, part);
      g_ptr_array_add (parts, part);
    }
  else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION)
    {
      for (int i = 0; i < GEOSGetNumGeometries_r (geos, geometry); i++)
        take_polygons (geos, GEOSGetGeometryN_r (geos, geometry, i), datum, parts);
    }
}

static void
repair_polygon (GEOSContextHandle_t geos,
                const MusterFencePart *part,
                MusterDatum datum,
                GPtrArray *out)
{
  g_autoptr (GPtrArray) rings = g_ptr_array_new_with_free_func (ring_free);
  GEOSGeometry *polygon;
  GEOSGeometry *mended;

  for (guint i = 0; i < part->rings->len; i++)
    {
      GArray *points = g_array_new (FALSE, FALSE, sizeof (MusterPoint));

      if (unwrap (g_ptr_array_index (part->rings, i), datum, points) == 0 &&
          points->len >= 3)
        g_ptr_array_add (rings, points);
      else
        g_array_unref (points);
    }
  if (rings->len == 0)
    return;

  polygon = polygon_to_geos (geos, rings);
  mended = polygon != NULL ? GEOSMakeValid_r (geos, polygon) : NULL;
  if (mended != NULL)
    take_polygons (geos, mended, datum, out);
  if (mended != NULL)
    GEOSGeom_destroy_r (geos, mended);
  if (polygon != NULL)
    GEOSGeom_destroy_r (geos, polygon);
}

GPtrArray *
muster_fence_repair (GPtrArray *parts, MusterDatum datum)
{
  g_autoptr (GPtrArray) out = muster_fence_parts_new ();
  g_autoptr (MusterFence) fence = NULL;
  GEOSContextHandle_t geos = GEOS_init_r ();

  for (guint i = 0; i < parts->len; i++)
    {
      const MusterFencePart *part = g_ptr_array_index (parts, i);

      if (part->rings->len > 0 && check_points (part, NULL, NULL))
        repair_polygon (geos, part, datum, out);
      else if (part->rings->len == 0 && check_circle (part, NULL, NULL))
        g_ptr_array_add (out, muster_fence_part_copy (part));
    }
  GEOS_finish_r (geos);

  fence = muster_fence_new (out, datum, NULL, NULL);

  return fence != NULL ? g_steal_pointer (&out) : NULL;
}

/* ---- Measuring ---- */

/* A longitude next to a shape: within half a turn of its middle. */
static double
bring_near (const MusterFenceShape *shape, double lon)
{
  double middle = (shape->west + shape->east) / 2.0;

  if (fabs (lon - middle) <= 180.0)
    return lon;

  return middle + muster_geo_wrap (lon - middle);
}

static gboolean
shape_contains (const MusterFenceShape *shape, double x, double y)
{
  gboolean inside = FALSE;
  guint strip;

  if (x < shape->west || x > shape->east || y < shape->south || y > shape->north)
    return FALSE;

  strip = strip_of (shape, y);
  for (guint i = shape->strip_starts[strip]; i < shape->strip_starts[strip + 1]; i++)
    {
      const Edge *edge = &shape->strip_edges[i];

      if ((edge->y1 > y) != (edge->y2 > y) && x < edge->x1 + edge->x2 * (y - edge->y1))
        inside = !inside;
    }

  return inside;
}

/* The point of an edge that is nearest, in a plane of so many metres to a degree. */
static double
foot (const Edge *edge, double x, double y, double per_lon, double per_lat)
{
  double dx = (edge->x2 - edge->x1) * per_lon;
  double dy = (edge->y2 - edge->y1) * per_lat;
  double square = dx * dx + dy * dy;
  double t = ((x - edge->x1) * per_lon * dx + (y - edge->y1) * per_lat * dy) / square;

  return square > 0.0 ? CLAMP (t, 0.0, 1.0) : 0.0;
}

static MusterPoint
edge_at (const Edge *edge, double t)
{
  return (MusterPoint) { .lat = edge->y1 + t * (edge->y2 - edge->y1),
                         .lon = edge->x1 + t * (edge->x2 - edge->x1) };
}

/* The distance to one near edge: its foot in the plane of the point's latitude, then in that of the
 * latitude between. */
static double
measure_edge (const Edge *edge, double x, double y, double per_lon, double per_lat)
{
  MusterPoint at = { y, x };
  double t = foot (edge, x, y, per_lon, per_lat);

  muster_geo_get_scale ((y + edge_at (edge, t).lat) / 2.0, &per_lat, &per_lon);
  t = foot (edge, x, y, per_lon, per_lat);

  return muster_point_get_distance (at, edge_at (edge, t));
}

/* The squares of the distances to all edges in the plane. */
static void
look_in_plane (const Plane *plane, guint n, double x, double y, double *squares)
{
  for (guint i = 0; i < n; i++)
    {
      double ax = x - plane->x[i];
      double ay = y - plane->y[i];
      double t = (ax * plane->dx[i] + ay * plane->dy[i]) * plane->inverse[i];
      double ex;
      double ey;

      /* Within 0 and 1 without a branch, which would be taken by chance */
      t = (fabs (t) - fabs (t - 1.0) + 1.0) / 2.0;
      ex = ax - t * plane->dx[i];
      ey = ay - t * plane->dy[i];
      squares[i] = ex * ex + ey * ey;
    }
}

/* A first look at all edges in one plane, then a second at those that may be nearest: between any two
 * latitudes that are looked at, a degree of longitude differs by less than the bend. */
static double
measure_in_plane (const MusterFenceShape *shape, double x, double y)
{
  const Plane *plane = shape->plane;
  double squares[STACK_EDGES];
  double low = MIN (shape->south, y);
  double high = MAX (shape->north, y);
  double bend = (fabs (tan (MAX (fabs (low), fabs (high)) * RADIANS)) + 0.02) *
                (high - low) * RADIANS;
  double differ = 1.0 + bend + bend * bend;
  double least = INFINITY;
  double best = INFINITY;
  double per_lat;
  double per_lon;

  look_in_plane (plane, shape->n_bounding, (x - shape->west) * plane->per_lon,
                 (y - shape->south) * plane->per_lat, squares);
  for (guint i = 0; i < shape->n_bounding; i++)
    least = MIN (least, squares[i]);

  least = least * differ * differ * differ * differ + 1e-6;
  muster_geo_get_scale (y, &per_lat, &per_lon);
  for (guint i = 0; i < shape->n_bounding; i++)
    if (squares[i] <= least)
      best = MIN (best, measure_edge (&shape->edges[i], x, y, per_lon, per_lat));

  return best;
}

static void
unit_vector (MusterPoint point, double vector[3])
{
  double lat = point.lat * RADIANS;
  double lon = point.lon * RADIANS;

  vector[0] = cos (lat) * cos (lon);
  vector[1] = cos (lat) * sin (lon);
  vector[2] = sin (lat);
}

/* Metres through the sphere from a point to the chord of a piece, and where on it. */
static double
chord (const double p[3], const double a[3], const double b[3], double *t)
{
  double along = 0.0;
  double square = 0.0;
  double away = 0.0;

  for (guint i = 0; i < 3; i++)
    {
      along += (p[i] - a[i]) * (b[i] - a[i]);
      square += (b[i] - a[i]) * (b[i] - a[i]);
    }
  *t = square > 0.0 ? CLAMP (along / square, 0.0, 1.0) : 0.0;

  for (guint i = 0; i < 3; i++)
    {
      double d = p[i] - a[i] - *t * (b[i] - a[i]);

      away += d * d;
    }

  return sqrt (away) * SPHERE;
}

static double
along_edge (const Edge *edge, MusterPoint point, double t)
{
  return muster_point_get_distance (point, edge_at (edge, t));
}

/* The least distance to a piece of an edge, by the golden section. */
static double
narrow (const Edge *edge, MusterPoint point, double low, double high)
{
  const double golden = 0.6180339887498949;
  double length = muster_point_get_distance (edge_at (edge, low), edge_at (edge, high));
  double a = high - golden * (high - low);
  double b = low + golden * (high - low);
  double at_a = along_edge (edge, point, a);
  double at_b = along_edge (edge, point, b);
  double ends = MIN (along_edge (edge, point, low), along_edge (edge, point, high));

  for (int step = 0; step < 48 && length > 0.001; step++)
    {
      if (at_a < at_b)
        {
          high = b;
          b = a;
          at_b = at_a;
          a = high - golden * (high - low);
          at_a = along_edge (edge, point, a);
        }
      else
        {
          low = a;
          a = b;
          at_a = at_b;
          b = low + golden * (high - low);
          at_b = along_edge (edge, point, b);
        }
      length *= golden;
    }

  return MIN (ends, MIN (at_a, at_b));
}

/* At most, in metres */
static double
chord_length (const Edge *edge, double low, double high)
{
  return (fabs (edge->x2 - edge->x1) + fabs (edge->y2 - edge->y1)) * (high - low) *
         111700.0;
}

static guint
pieces_of (const Edge *edge)
{
  return (guint) MAX (
    1.0, ceil (MAX (fabs (edge->x2 - edge->x1), fabs (edge->y2 - edge->y1)) / PIECE));
}

/* Looks at all pieces of all edges by their chords and measures those that may be nearest. */
static double
measure_on_globe (const MusterFenceShape *shape, MusterPoint point)
{
  double home[3];
  double least = INFINITY;
  double best = INFINITY;

  unit_vector (point, home);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < shape->n_bounding; i++)
      {
        const Edge *edge = &shape->edges[i];
        guint n = pieces_of (edge);
        double a[3];
        double b[3];

        unit_vector (edge_at (edge, 0.0), a);
        for (guint k = 0; k < n; k++)
          {
            double low = (double) k / n;
            double high = (double) (k + 1) / n;
            double t;
            double away;

            unit_vector (edge_at (edge, high), b);
            away = chord (home, a, b, &t);
            memcpy (a, b, sizeof a);
            if (pass == 0)
              {
                least = MIN (least, away);
              }
            else if (away <= least * SQUASH + 100.0)
              {
                double at = along_edge (edge, point, low + t * (high - low));

                /* From afar the foot on the chord is the foot on the edge; nearer by, what is
                 * within a bend of a piece of the best is worth narrowing. */
                if (away > 50.0 * chord_length (edge, low, high))
                  best = MIN (best, at);
                else if (at <= best + 100.0 + away * 1e-4)
                  best = MIN (best, narrow (edge, point, low, high));
              }
          }
      }

  return best;
}

/* The foot in a plane is beside the true one by what parallels bend over that distance, d² tan φ / 2R,
 * and the distance to it too long by d³ tan² φ / 8R². */
static gboolean
plane_is_true (double lat, double away)
{
  double bend = tan (lat * RADIANS) / SPHERE;

  return away * away * away * bend * bend / 8.0 < PLANE_ERROR;
}

static double
measure_polygon (const MusterFenceShape *shape, MusterPoint point)
{
  double x = bring_near (shape, point.lon);
  gboolean near =
    shape->plane != NULL && x > shape->west - PLANE_DEGREES &&
    x < shape->east + PLANE_DEGREES && point.lat > shape->south - PLANE_DEGREES &&
    point.lat < shape->north + PLANE_DEGREES && fabs (point.lat) < PLANE_LAT;
  double away = near ? measure_in_plane (shape, x, point.lat) : INFINITY;

  if (!plane_is_true (point.lat, away))
    away = measure_on_globe (shape, (MusterPoint) { point.lat, x });

  if (away < ON_EDGE)
    return 0.0;

  return shape_contains (shape, x, point.lat) ? -away : away;
}

static double
measure_shape (const MusterFenceShape *shape, MusterPoint point)
{
  if (shape->n_edges == 0)
    return muster_point_get_distance (shape->centre, point) - shape->radius;

  return measure_polygon (shape, point);
}

gboolean
muster_fence_contains (MusterFence *fence, MusterPoint point)
{
  for (guint i = 0; i < fence->parts->len; i++)
    {
      const MusterFenceShape *shape = &fence->shapes[i];

      if (shape->n_edges == 0
            ? measure_shape (shape, point) <= 0.0
            : shape_contains (shape, bring_near (shape, point.lon), point.lat))
        return TRUE;
    }

  return FALSE;
}

double
muster_fence_measure (MusterFence *fence, MusterPoint point)
{
  double best = INFINITY;

  for (guint i = 0; i < fence->parts->len; i++)
    best = MIN (best, measure_shape (&fence->shapes[i], point));

  return best;
}

gboolean
muster_fence_is_farther (MusterFence *fence, MusterPoint point, double metres)
{
  double middle = (fence->west + fence->east) / 2.0;
  double lat = MAX (fabs (fence->south), fabs (fence->north));
  double north = MAX (fence->south - point.lat, point.lat - fence->north);
  double east;

  if (north * 110574.0 > metres)
    return TRUE;

  lat = MAX (lat, fabs (point.lat));
  east = fabs (muster_geo_wrap (point.lon - middle)) - (fence->east - fence->west) / 2.0;

  /* Along a parallel is longer than across, but not by much over a few degrees. */
  return east > 0.0 && east < 5.0 && lat < 80.0 &&
         east * 111319.0 * cos (lat * RADIANS) * 0.98 > metres;
}

MusterSite
muster_site_from_distance (double distance,
                           double accuracy,
                           double buffer,
                           double max_accuracy)
{
  double doubt = MAX (accuracy, 0.0);

  if (doubt > max_accuracy)
    return MUSTER_SITE_UNCERTAIN;
  if (distance <= buffer - doubt)
    return MUSTER_SITE_INSIDE;
  if (distance > buffer + doubt)
    return MUSTER_SITE_OUTSIDE;

  return MUSTER_SITE_UNCERTAIN;
}

MusterSite
muster_fence_judge (MusterFence *fence,
                    MusterPoint point,
                    double accuracy,
                    double buffer,
                    double max_accuracy,
                    double *distance)
{
  double away;

  if (distance == NULL)
    {
      if (accuracy > max_accuracy)
        return MUSTER_SITE_UNCERTAIN;
      if (muster_fence_is_farther (fence, point, buffer + MAX (accuracy, 0.0)))
        return MUSTER_SITE_OUTSIDE;
    }

  away = muster_fence_measure (fence, point);
  if (distance != NULL)
    *distance = away;

  return muster_site_from_distance (away, accuracy, buffer, max_accuracy);
}

const char *
muster_site_get_code (MusterSite site)
{
  static const char *const codes[] = { "none", "inside", "outside", "uncertain" };

  return codes[MIN ((guint) site, G_N_ELEMENTS (codes) - 1)];
}

/* ---- Area and label ---- */

/* The area of the zone from the equator to a latitude, over a radian of longitude: Snyder's
 * q, halved, times the square of the axis. */
static double
zone_area (double lat)
{
  const double axis = 6378137.0;
  const double e2 = 0.00669437999014131699;
  const double e = sqrt (e2);
  double s = sin (CLAMP (lat, -90.0, 90.0) * RADIANS);

  return axis * axis * (1.0 - e2) / 2.0 * (s / (1.0 - e2 * s * s) + atanh (e * s) / e);
}

/* Under an edge, by Simpson; large ones in pieces. */
static double
edge_area (const Edge *edge, double base)
{
  guint n = pieces_of (edge);
  double sum = 0.0;

  for (guint k = 0; k < n; k++)
    {
      double low = zone_area (edge_at (edge, (double) k / n).lat) - base;
      double middle = zone_area (edge_at (edge, (k + 0.5) / n).lat) - base;
      double high = zone_area (edge_at (edge, (k + 1.0) / n).lat) - base;

      sum += (low + 4.0 * middle + high) / 6.0;
    }

  return sum * (edge->x2 - edge->x1) * RADIANS / n;
}

static double
ring_area (const Edge *edges, guint n)
{
  double base = zone_area (edges[0].y1);
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    sum += edge_area (&edges[i], base);

  return sum;
}

static double
polygon_area (const MusterFenceShape *shape)
{
  double area = 0.0;
  guint from = 0;

  /* Over a pole what the outer ring's own sum lacks is that of the edges that close it. */
  if (shape->n_edges != shape->n_bounding)
    return fabs (ring_area (shape->edges, shape->n_edges));

  for (guint i = 0; i < shape->n_rings; i++)
    {
      double ring = fabs (ring_area (shape->edges + from, shape->ring_ends[i] - from));

      area += i == 0 ? ring : -ring;
      from = shape->ring_ends[i];
    }

  return area;
}

double
muster_fence_get_area (MusterFence *fence)
{
  double area = 0.0;

  for (guint i = 0; i < fence->parts->len; i++)
    {
      const MusterFenceShape *shape = &fence->shapes[i];

      area += shape->n_edges == 0 ? G_PI * shape->radius * shape->radius
                                  : polygon_area (shape);
    }

  return area;
}

/* The middle of the widest stretch inside, along a few parallels. */
static MusterPoint
polygon_anchor (const MusterFenceShape *shape)
{
  MusterPoint best = { shape->edges[0].y1, shape->edges[0].x1 };
  double widest = 0.0;

  for (int row = 1; row < 16; row++)
    {
      /* Off the round fractions, where corners are. */
      double y = shape->south + (shape->north - shape->south) * (row + 0.013) / 16.0;
      double favour = 1.0 - fabs (row - 8.0) / 16.0;
      g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));

      for (guint i = 0; i < shape->n_edges; i++)
        {
          const Edge *edge = &shape->edges[i];
          double x;
          guint at = 0;

          if ((edge->y1 > y) == (edge->y2 > y))
            continue;
          x = edge->x1 + (edge->x2 - edge->x1) * (y - edge->y1) / (edge->y2 - edge->y1);
          while (at < crossings->len && g_array_index (crossings, double, at) < x)
            at++;
          g_array_insert_val (crossings, at, x);
        }

      for (guint i = 0; i + 1 < crossings->len; i += 2)
        {
          double from = g_array_index (crossings, double, i);
          double to = g_array_index (crossings, double, i + 1);

          if ((to - from) * favour > widest)
            {
              widest = (to - from) * favour;
              best = (MusterPoint) { y, (from + to) / 2.0 };
            }
        }
    }
  best.lon = muster_geo_wrap (best.lon);

  return best;
}

MusterPoint
muster_fence_get_anchor (MusterFence *fence)
{
  const MusterFenceShape *shape = &fence->shapes[0];

  return shape->n_edges == 0 ? shape->centre : polygon_anchor (shape);
}
