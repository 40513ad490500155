/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-world-layer.h"

#include <math.h>

#include "muster-colors.h"
#include "muster-mercator.h"
#include "muster-world.h"

/* How much larger than the map the kept picture is, and how far it may be stretched. */
#define MARGIN 1.5
#define STRETCH 1.35

struct _MusterWorldLayer
{
  ShumateLayer parent_instance;

  GdkTexture *picture;
  MusterView view;
  gboolean dark;
};

G_DEFINE_FINAL_TYPE (MusterWorldLayer, muster_world_layer, SHUMATE_TYPE_LAYER)

typedef struct
{
  double sea[3];
  double land[3];
  double shore[3];
  double water[3];
  double graticule[4];
} Paints;

static const Paints paints[] = {
  { { 0.82, 0.89, 0.94 },
    { 0.965, 0.96, 0.94 },
    { 0.62, 0.72, 0.79 },
    { 0.66, 0.79, 0.88 },
    { 0.35, 0.42, 0.5, 0.16 } },
  { { 0.115, 0.155, 0.195 },
    { 0.195, 0.2, 0.205 },
    { 0.33, 0.4, 0.46 },
    { 0.17, 0.25, 0.32 },
    { 0.75, 0.82, 0.9, 0.13 } },
};

/* ---- Clipping, so that no coordinate leaves what cairo can draw ---- */

typedef struct
{
  double x, y;
} Spot;

static double
side_of (Spot spot, guint side, double limit)
{
  switch (side)
    {
    case 0:
      return spot.x - limit;
    case 1:
      return limit - spot.x;
    case 2:
      return spot.y - limit;
    default:
      return limit - spot.y;
    }
}

/* One side of the frame after the other (Sutherland and Hodgman). */
static void
clip (GArray *spots, GArray *spare, guint side, double limit)
{
  guint n = spots->len;

  g_array_set_size (spare, 0);
  for (guint i = 0; i < n; i++)
    {
      Spot a = g_array_index (spots, Spot, i);
      Spot b = g_array_index (spots, Spot, (i + 1) % n);
      double da = side_of (a, side, limit);
      double db = side_of (b, side, limit);

      if (da >= 0.0)
        g_array_append_val (spare, a);
      if ((da >= 0.0) != (db >= 0.0))
        {
          double t = da / (da - db);
          Spot cut = { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };

          g_array_append_val (spare, cut);
        }
    }
}

typedef struct
{
  cairo_t *cr;
  const MusterView *view;
  double shift; /* of the copy of the world, in whole worlds */
  GArray *spots;
  GArray *spare;
} Pen;

static gboolean
is_in_sight (const Pen *pen, const MusterWorldLine *line)
{
  const MusterView *view = pen->view;
  double half_w = view->width / 2.0 / view->scale;
  double half_h = view->height / 2.0 / view->scale;

  return (double) line->east + pen->shift >= view->x - half_w &&
         (double) line->west + pen->shift <= view->x + half_w &&
         (double) line->south >= view->y - half_h &&
         (double) line->north <= view->y + half_h;
}

/* The points of a line on the picture, those left out that lie on their neighbour. */
static void
trace (Pen *pen, const MusterWorld *world, const MusterWorldLine *line)
{
  const MusterView *view = pen->view;
  Spot last = { INFINITY, INFINITY };

  g_array_set_size (pen->spots, 0);
  for (guint i = 0; i < line->n; i++)
    {
      const MusterWorldPoint *point =
        &g_array_index (world->points, MusterWorldPoint, line->first + i);
      Spot spot = {
        ((double) point->x + pen->shift - view->x) * view->scale + view->width / 2.0,
        ((double) point->y - view->y) * view->scale + view->height / 2.0,
      };

      if (fabs (spot.x - last.x) < 0.6 && fabs (spot.y - last.y) < 0.6 && i + 1 < line->n)
        continue;
      g_array_append_val (pen->spots, spot);
      last = spot;
    }
}

static void
add_ring (Pen *pen, const MusterWorld *world, const MusterWorldLine *line)
{
  const double beyond = 20.0;
  const double limits[] = { -beyond, pen->view->width + beyond, -beyond,
                            pen->view->height + beyond };

  trace (pen, world, line);
  for (guint side = 0; side < 4; side++)
    {
      GArray *swap = pen->spots;

      clip (pen->spots, pen->spare, side, limits[side]);
      pen->spots = pen->spare;
      pen->spare = swap;
    }
  if (pen->spots->len < 3)
    return;

  for (guint i = 0; i < pen->spots->len; i++)
    {
      const Spot *spot = &g_array_index (pen->spots, Spot, i);

      if (i == 0)
        cairo_move_to (pen->cr, spot->x, spot->y);
      else
        cairo_line_to (pen->cr, spot->x, spot->y);
    }
  cairo_close_path (pen->cr);
}

static void
add_line (Pen *pen, const MusterWorld *world, const MusterWorldLine *line)
{
  const MusterView *view = pen->view;
  gboolean drawing = FALSE;

  trace (pen, world, line);
  for (guint i = 1; i < pen->spots->len; i++)
    {
      const Spot *a = &g_array_index (pen->spots, Spot, i - 1);
      const Spot *b = &g_array_index (pen->spots, Spot, i);
      gboolean seen = MAX (a->x, b->x) >= -20.0 && MIN (a->x, b->x) <= view->width + 20 &&
                      MAX (a->y, b->y) >= -20.0 && MIN (a->y, b->y) <= view->height + 20;

      if (seen && !drawing)
        cairo_move_to (pen->cr, CLAMP (a->x, -9000, 18000), CLAMP (a->y, -9000, 18000));
      if (seen)
        cairo_line_to (pen->cr, CLAMP (b->x, -9000, 18000), CLAMP (b->y, -9000, 18000));
      drawing = seen;
    }
}

static void
add_all (Pen *pen, MusterWorldKind kind)
{
  const MusterWorld *world = muster_world_get ();
  int from = (int) floor (pen->view->x - pen->view->width / 2.0 / pen->view->scale);
  int to = (int) floor (pen->view->x + pen->view->width / 2.0 / pen->view->scale);

  /* What lies over a copy's edge is seen from the next one. */
  for (int copy = from - 1; copy <= to + 1; copy++)
    {
      pen->shift = copy;
      for (guint i = 0; i < world->lines[kind]->len; i++)
        {
          const MusterWorldLine *line =
            &g_array_index (world->lines[kind], MusterWorldLine, i);

          if (!is_in_sight (pen, line))
            continue;
          if (kind == MUSTER_WORLD_RIVERS)
            add_line (pen, world, line);
          else
            add_ring (pen, world, line);
        }
    }
}

/* Degrees between the lines of the graticule, so that some 150 pixels lie between them. */
static double
graticule_step (const MusterView *view)
{
  static const double steps[] = { 45,    30,    15,   10,   5,    2,    1,
                                  0.5,   0.2,   0.1,  0.05, 0.02, 0.01, 0.005,
                                  0.002, 0.001, 5e-4, 2e-4, 1e-4 };
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (steps) && steps[i] / 360.0 * view->scale > 260.0)
    i++;

  return steps[i];
}

static void
add_graticule (Pen *pen)
{
  const MusterView *view = pen->view;
  double step = graticule_step (view);
  double west = muster_mercator_lon (view->x - view->width / 2.0 / view->scale);
  double east = muster_mercator_lon (view->x + view->width / 2.0 / view->scale);
  double north =
    muster_mercator_lat (CLAMP (view->y - view->height / 2.0 / view->scale, 0, 1));
  double south =
    muster_mercator_lat (CLAMP (view->y + view->height / 2.0 / view->scale, 0, 1));

  for (double lon = floor (west / step) * step; lon <= east; lon += step)
    {
      double x = (muster_mercator_x (lon) - view->x) * view->scale + view->width / 2.0;

      cairo_move_to (pen->cr, floor (x) + 0.5, 0);
      cairo_line_to (pen->cr, floor (x) + 0.5, view->height);
    }
  for (double lat = floor (south / step) * step; lat <= north; lat += step)
    {
      double y = (muster_mercator_y (lat) - view->y) * view->scale + view->height / 2.0;

      cairo_move_to (pen->cr, 0, floor (y) + 0.5);
      cairo_line_to (pen->cr, view->width, floor (y) + 0.5);
    }
}

static void
set_paint (cairo_t *cr, const double color[3])
{
  cairo_set_source_rgb (cr, color[0], color[1], color[2]);
}

static GdkTexture *
paint (const MusterView *view, gboolean dark)
{
  const Paints *p = &paints[dark ? 1 : 0];
  int width = (int) view->width;
  int height = (int) view->height;
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  g_autoptr (GArray) spare = g_array_new (FALSE, FALSE, sizeof (Spot));
  Pen pen = { cairo_create (surface), view, 0.0, spots, spare };
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  set_paint (pen.cr, p->sea);
  cairo_paint (pen.cr);

  cairo_set_fill_rule (pen.cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (pen.cr, CAIRO_LINE_JOIN_ROUND);
  add_all (&pen, MUSTER_WORLD_LAND);
  set_paint (pen.cr, p->land);
  cairo_fill_preserve (pen.cr);
  set_paint (pen.cr, p->shore);
  cairo_set_line_width (pen.cr, 0.8);
  cairo_stroke (pen.cr);

  add_all (&pen, MUSTER_WORLD_RIVERS);
  set_paint (pen.cr, p->water);
  cairo_set_line_width (pen.cr, view->scale > 256 * 32 ? 1.6 : 0.9);
  cairo_stroke (pen.cr);

  add_all (&pen, MUSTER_WORLD_LAKES);
  set_paint (pen.cr, p->sea);
  cairo_fill_preserve (pen.cr);
  set_paint (pen.cr, p->shore);
  cairo_set_line_width (pen.cr, 0.6);
  cairo_stroke (pen.cr);

  add_graticule (&pen);
  cairo_set_source_rgba (pen.cr, p->graticule[0], p->graticule[1], p->graticule[2],
                         p->graticule[3]);
  cairo_set_line_width (pen.cr, 1.0);
  cairo_stroke (pen.cr);

  cairo_destroy (pen.cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) (cairo_image_surface_get_stride (surface) * height));
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes,
                                    (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);

  return texture;
}

static gboolean
is_dark (GtkWidget *widget)
{
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);

  return color.red + color.green + color.blue > 1.5f;
}

/* Where the kept picture lies now, and whether it still covers the map. */
static gboolean
place_picture (MusterWorldLayer *self, const MusterView *view, graphene_rect_t *where)
{
  double stretch;
  double width;
  double height;
  double x;
  double y;

  if (self->picture == NULL)
    return FALSE;

  stretch = view->scale / self->view.scale;
  width = self->view.width * stretch;
  height = self->view.height * stretch;
  x = (self->view.x - view->x) * view->scale + view->width / 2.0 - width / 2.0;
  y = (self->view.y - view->y) * view->scale + view->height / 2.0 - height / 2.0;
  graphene_rect_init (where, (float) x, (float) y, (float) width, (float) height);

  return stretch < STRETCH && stretch > 1.0 / STRETCH && x <= 0.0 && y <= 0.0 &&
         x + width >= view->width && y + height >= view->height;
}

static void
muster_world_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterWorldLayer *self = MUSTER_WORLD_LAYER (widget);
  MusterView view =
    muster_view_read (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  gboolean dark = is_dark (widget);
  graphene_rect_t where;

  if (view.width < 1.0 || view.height < 1.0)
    return;

  if (dark != self->dark || !place_picture (self, &view, &where))
    {
      self->dark = dark;
      self->view = view;
      self->view.width = ceil (view.width * MARGIN);
      self->view.height = ceil (view.height * MARGIN);
      g_set_object (&self->picture, NULL);
      self->picture = paint (&self->view, dark);
      place_picture (self, &view, &where);
    }

  gtk_snapshot_append_texture (snapshot, self->picture, &where);
}

static void
muster_world_layer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_queue_draw (widget);
}

static gboolean
muster_world_layer_contains (GtkWidget *widget, double x, double y)
{
  return FALSE;
}

static void
muster_world_layer_constructed (GObject *object)
{
  MusterWorldLayer *self = MUSTER_WORLD_LAYER (object);

  G_OBJECT_CLASS (muster_world_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

static void
muster_world_layer_dispose (GObject *object)
{
  g_clear_object (&MUSTER_WORLD_LAYER (object)->picture);

  G_OBJECT_CLASS (muster_world_layer_parent_class)->dispose (object);
}

static void
muster_world_layer_class_init (MusterWorldLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = muster_world_layer_constructed;
  G_OBJECT_CLASS (klass)->dispose = muster_world_layer_dispose;
  widget_class->snapshot = muster_world_layer_snapshot;
  widget_class->size_allocate = muster_world_layer_size_allocate;
  widget_class->contains = muster_world_layer_contains;
}

static void
muster_world_layer_init (MusterWorldLayer *self)
{
}

MusterWorldLayer *
muster_world_layer_new (ShumateViewport *viewport)
{
  return g_object_new (MUSTER_TYPE_WORLD_LAYER, "viewport", viewport, NULL);
}
