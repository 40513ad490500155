/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sketch.h"

#include <math.h>

/* What can be gone back to. */
typedef struct
{
  GPtrArray *parts;
  GArray *pending;
} Step;

struct _MusterSketch
{
  GObject parent_instance;

  GPtrArray *parts;
  GArray *pending;
  MusterDatum datum;
  MusterTool tool;
  int part;
  int ring;
  int corner;
  GPtrArray *undo; /* of Step */
  GPtrArray *redo;
};

G_DEFINE_FINAL_TYPE (MusterSketch, muster_sketch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
step_free (gpointer data)
{
  Step *step = data;

  g_ptr_array_unref (step->parts);
  g_array_unref (step->pending);
  g_free (step);
}

static Step *
step_new (MusterSketch *self)
{
  Step *step = g_new (Step, 1);

  step->parts = muster_fence_parts_copy (self->parts);
  step->pending = g_array_copy (self->pending);

  return step;
}

static void
changed (MusterSketch *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
muster_sketch_finalize (GObject *object)
{
  MusterSketch *self = MUSTER_SKETCH (object);

  g_ptr_array_unref (self->parts);
  g_array_unref (self->pending);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);

  G_OBJECT_CLASS (muster_sketch_parent_class)->finalize (object);
}

static void
muster_sketch_class_init (MusterSketchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_sketch_finalize;
  signals[CHANGED] = g_signal_new ("changed", MUSTER_TYPE_SKETCH, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
muster_sketch_init (MusterSketch *self)
{
  self->pending = g_array_new (FALSE, FALSE, sizeof (MusterPoint));
  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
  self->part = self->ring = self->corner = -1;
}

MusterSketch *
muster_sketch_new (GPtrArray *parts, MusterDatum datum)
{
  MusterSketch *self = g_object_new (MUSTER_TYPE_SKETCH, NULL);

  self->parts = parts != NULL ? muster_fence_parts_copy (parts)
                              : muster_fence_parts_new ();
  self->datum = datum;
  self->part = self->parts->len > 0 ? 0 : -1;

  return self;
}

GPtrArray *
muster_sketch_get_parts (MusterSketch *self)
{
  return self->parts;
}

MusterDatum
muster_sketch_get_datum (MusterSketch *self)
{
  return self->datum;
}

GArray *
muster_sketch_get_pending (MusterSketch *self)
{
  return self->pending;
}

MusterTool
muster_sketch_get_tool (MusterSketch *self)
{
  return self->tool;
}

void
muster_sketch_set_tool (MusterSketch *self, MusterTool tool)
{
  self->tool = tool;
  g_array_set_size (self->pending, 0);
  changed (self);
}

void
muster_sketch_get_selected (MusterSketch *self, int *part, int *ring, int *corner)
{
  *part = self->part;
  *ring = self->ring;
  *corner = self->corner;
}

void
muster_sketch_select (MusterSketch *self, int part, int ring, int corner)
{
  self->part = part;
  self->ring = ring;
  self->corner = corner;
  changed (self);
}

static MusterFencePart *
part_at (MusterSketch *self, int part)
{
  return part >= 0 && part < (int) self->parts->len
           ? g_ptr_array_index (self->parts, part)
           : NULL;
}

static GArray *
ring_at (MusterSketch *self, int part, int ring)
{
  MusterFencePart *it = part_at (self, part);

  return it != NULL && ring >= 0 && ring < (int) it->rings->len
           ? g_ptr_array_index (it->rings, ring)
           : NULL;
}

static MusterPoint *
corner_at (MusterSketch *self, int part, int ring, int corner)
{
  GArray *points = ring_at (self, part, ring);

  return points != NULL && corner >= 0 && corner < (int) points->len
           ? &g_array_index (points, MusterPoint, corner)
           : NULL;
}

/* All corners one after the other; a circle has one, its middle. */
void
muster_sketch_select_next (MusterSketch *self, int step)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (int[3]));
  int at = step > 0 ? -1 : 0;

  for (int p = 0; p < (int) self->parts->len; p++)
    {
      MusterFencePart *part = part_at (self, p);
      int whole[3] = { p, -1, -1 };

      if (self->part == p && self->corner < 0)
        at = (int) all->len;
      g_array_append_val (all, whole);
      for (int r = 0; r < (int) part->rings->len; r++)
        for (int c = 0; c < (int) ring_at (self, p, r)->len; c++)
          {
            int one[3] = { p, r, c };

            if (self->part == p && self->ring == r && self->corner == c)
              at = (int) all->len;
            g_array_append_val (all, one);
          }
    }
  if (all->len == 0)
    return;

  at = (at + step + (int) all->len) % (int) all->len;
  {
    const int *to = (const int *) (gpointer) (all->data + (gsize) at * sizeof (int[3]));

    muster_sketch_select (self, to[0], to[1], to[2]);
  }
}

/* ---- Steps ---- */

void
muster_sketch_begin (MusterSketch *self)
{
  g_ptr_array_add (self->undo, step_new (self));
  g_ptr_array_set_size (self->redo, 0);
}

static void
keep_selection (MusterSketch *self)
{
  if (part_at (self, self->part) == NULL)
    self->part = (int) self->parts->len - 1;
  if (corner_at (self, self->part, self->ring, self->corner) == NULL)
    self->ring = self->corner = -1;
}

static gboolean
go (MusterSketch *self, GPtrArray *from, GPtrArray *to)
{
  g_autofree Step *step = NULL;

  if (from->len == 0)
    return FALSE;

  g_ptr_array_add (to, step_new (self));
  step = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_unref (self->parts);
  g_array_unref (self->pending);
  self->parts = step->parts;
  self->pending = step->pending;
  if (self->pending->len > 0 && self->tool < MUSTER_TOOL_POLYGON)
    self->tool = MUSTER_TOOL_POLYGON;
  keep_selection (self);
  changed (self);

  return TRUE;
}

gboolean
muster_sketch_undo (MusterSketch *self)
{
  return go (self, self->undo, self->redo);
}

gboolean
muster_sketch_redo (MusterSketch *self)
{
  return go (self, self->redo, self->undo);
}

gboolean
muster_sketch_can_undo (MusterSketch *self)
{
  return self->undo->len > 0;
}

gboolean
muster_sketch_can_redo (MusterSketch *self)
{
  return self->redo->len > 0;
}

/* ---- Drawing rings ---- */

void
muster_sketch_add_point (MusterSketch *self, MusterPoint point)
{
  const MusterPoint *first = (const MusterPoint *) (gpointer) self->pending->data;

  if (self->pending->len >= 3 && first->lat == point.lat && first->lon == point.lon)
    {
      muster_sketch_close (self);
      return;
    }

  muster_sketch_begin (self);
  g_array_append_val (self->pending, point);
  changed (self);
}

/* The polygon that a hole was drawn in: the selected one, else the one that has its first corner. */
static MusterFencePart *
find_around (MusterSketch *self, MusterPoint point)
{
  for (int p = (int) self->parts->len - 1; p >= 0; p--)
    {
      MusterFencePart *part = part_at (self, p);
      g_autoptr (GPtrArray) one = muster_fence_parts_new ();
      g_autoptr (MusterFence) fence = NULL;

      if (part->rings->len == 0)
        continue;
      g_ptr_array_add (one, muster_fence_part_copy (part));
      fence = muster_fence_new (one, self->datum, NULL, NULL);
      if (fence != NULL &&
          muster_fence_contains (
            fence, muster_point_convert (point, self->datum, MUSTER_DATUM_WGS84)))
        {
          self->part = p;
          return part;
        }
    }

  return NULL;
}

gboolean
muster_sketch_close (MusterSketch *self)
{
  MusterFencePart *part = NULL;
  GArray *ring;

  if (self->pending->len < 3)
    return FALSE;

  muster_sketch_begin (self);
  if (self->tool == MUSTER_TOOL_HOLE)
    part = find_around (self, g_array_index (self->pending, MusterPoint, 0));
  if (part == NULL)
    {
      part = muster_fence_part_new_polygon ();
      g_ptr_array_add (self->parts, part);
      self->part = (int) self->parts->len - 1;
    }
  ring = muster_fence_part_add_ring (part);
  g_array_append_vals (ring, self->pending->data, self->pending->len);
  g_array_set_size (self->pending, 0);
  self->ring = self->corner = -1;
  self->tool = MUSTER_TOOL_EDIT;
  changed (self);

  return TRUE;
}

gboolean
muster_sketch_cancel (MusterSketch *self)
{
  if (self->pending->len > 0)
    {
      muster_sketch_begin (self);
      g_array_set_size (self->pending, 0);
    }
  else if (self->tool != MUSTER_TOOL_EDIT)
    {
      self->tool = MUSTER_TOOL_EDIT;
    }
  else if (self->corner >= 0)
    {
      self->ring = self->corner = -1;
    }
  else
    {
      return FALSE;
    }
  changed (self);

  return TRUE;
}

void
muster_sketch_add_circle (MusterSketch *self, MusterPoint centre, double radius)
{
  muster_sketch_begin (self);
  g_ptr_array_add (self->parts, muster_fence_part_new_circle (centre, radius));
  self->part = (int) self->parts->len - 1;
  self->ring = self->corner = -1;
  self->tool = MUSTER_TOOL_EDIT;
  changed (self);
}

/* ---- Changing what is there ---- */

MusterPoint
muster_sketch_get_middle (MusterSketch *self, int part)
{
  MusterFencePart *it = part_at (self, part);
  MusterPoint low = { INFINITY, INFINITY };
  MusterPoint high = { -INFINITY, -INFINITY };
  GArray *outer;
  double home;

  if (it == NULL || it->rings->len == 0)
    return it != NULL ? it->centre : (MusterPoint) { NAN, NAN };

  outer = g_ptr_array_index (it->rings, 0);
  home = outer->len > 0 ? g_array_index (outer, MusterPoint, 0).lon : 0.0;
  for (guint i = 0; i < outer->len; i++)
    {
      MusterPoint point = g_array_index (outer, MusterPoint, i);
      double lon = home + muster_geo_wrap (point.lon - home);

      low = (MusterPoint) { MIN (low.lat, point.lat), MIN (low.lon, lon) };
      high = (MusterPoint) { MAX (high.lat, point.lat), MAX (high.lon, lon) };
    }

  return (MusterPoint) { (low.lat + high.lat) / 2.0,
                         muster_geo_wrap ((low.lon + high.lon) / 2.0) };
}

void
muster_sketch_move_corner (MusterSketch *self, MusterPoint to)
{
  MusterPoint *corner = corner_at (self, self->part, self->ring, self->corner);
  MusterFencePart *part = part_at (self, self->part);

  if (corner != NULL)
    *corner = to;
  else if (part != NULL && part->rings->len == 0)
    part->centre = to;
  changed (self);
}

void
muster_sketch_set_radius (MusterSketch *self, double radius)
{
  MusterFencePart *part = part_at (self, self->part);

  if (part == NULL || part->rings->len > 0)
    return;

  part->radius = radius;
  changed (self);
}

/* Every point of the selected part, seen from its middle in metres, through a matrix. */
static void
transform (MusterSketch *self, double a, double b, double c, double d, double e, double f)
{
  MusterFencePart *part = part_at (self, self->part);
  MusterPoint middle = muster_sketch_get_middle (self, self->part);
  double per_lat;
  double per_lon;
  double to_lat;
  double to_lon;

  if (part == NULL)
    return;

  muster_geo_get_scale (middle.lat, &per_lat, &per_lon);
  muster_geo_get_scale (CLAMP (middle.lat + f / per_lat, -89.9, 89.9), &to_lat, &to_lon);
  if (part->rings->len == 0)
    {
      part->centre.lat = CLAMP (middle.lat + f / per_lat, -89.9, 89.9);
      part->centre.lon = muster_geo_wrap (middle.lon + e / to_lon);
      part->radius *= sqrt (fabs (a * d - b * c));
    }

  for (guint r = 0; r < part->rings->len; r++)
    {
      GArray *ring = g_ptr_array_index (part->rings, r);

      for (guint i = 0; i < ring->len; i++)
        {
          MusterPoint *point = &g_array_index (ring, MusterPoint, i);
          double x = muster_geo_wrap (point->lon - middle.lon) * per_lon;
          double y = (point->lat - middle.lat) * per_lat;

          point->lat = CLAMP (middle.lat + (c * x + d * y + f) / per_lat, -89.9, 89.9);
          point->lon = muster_geo_wrap (middle.lon + (a * x + b * y + e) / to_lon);
        }
    }
  changed (self);
}

void
muster_sketch_move_part (MusterSketch *self, double east, double north)
{
  transform (self, 1, 0, 0, 1, east, north);
}

void
muster_sketch_scale_part (MusterSketch *self, double times)
{
  transform (self, times, 0, 0, times, 0, 0);
}

void
muster_sketch_turn_part (MusterSketch *self, double angle)
{
  transform (self, cos (angle), sin (angle), -sin (angle), cos (angle), 0, 0);
}

void
muster_sketch_insert_corner (MusterSketch *self,
                             int part,
                             int ring,
                             int after,
                             MusterPoint at)
{
  GArray *points = ring_at (self, part, ring);

  if (points == NULL)
    return;

  muster_sketch_begin (self);
  g_array_insert_val (points, (guint) after + 1, at);
  muster_sketch_select (self, part, ring, after + 1);
}

gboolean
muster_sketch_remove_selected (MusterSketch *self)
{
  GArray *points = ring_at (self, self->part, self->ring);
  MusterFencePart *part = part_at (self, self->part);

  if (part == NULL)
    return FALSE;

  muster_sketch_begin (self);
  if (points != NULL && self->corner >= 0 && points->len > 3)
    {
      g_array_remove_index (points, (guint) self->corner);
      self->corner = MIN (self->corner, (int) points->len - 1);
    }
  else if (points != NULL && self->corner >= 0 && self->ring > 0)
    {
      g_ptr_array_remove_index (part->rings, (guint) self->ring);
      self->ring = self->corner = -1;
    }
  else
    {
      g_ptr_array_remove_index (self->parts, (guint) self->part);
      self->part = (int) self->parts->len - 1;
      self->ring = self->corner = -1;
    }
  changed (self);

  return TRUE;
}

MusterFence *
muster_sketch_build (MusterSketch *self, MusterPoint *fault, GError **error)
{
  return muster_fence_new (self->parts, self->datum, fault, error);
}
