/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-fence-layer.h"

#include <math.h>

#include "muster-outline.h"

#define NAMED 26.0 /* pixels across, from which a place is named */

struct _MusterFenceLayer
{
  ShumateLayer parent_instance;

  GPtrArray *places;
  MusterDatum datum;
  gint64 selected;
  gint64 hidden;
  MusterPoint mark;
};

G_DEFINE_FINAL_TYPE (MusterFenceLayer, muster_fence_layer, SHUMATE_TYPE_LAYER)

static const GdkRGBA blue = { 0.11f, 0.38f, 0.68f, 1.0f };

static void
draw_name (MusterFenceLayer *self,
           GtkSnapshot *snapshot,
           const MusterView *view,
           MusterPlace *place)
{
  g_autoptr (PangoLayout)
    layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), place->name);
  graphene_point_t at = muster_outline_project (muster_fence_get_anchor (place->fence),
                                                MUSTER_DATUM_WGS84, self->datum, view);
  GdkRGBA paper = { 1, 1, 1, 0.86f };
  GdkRGBA ink = { 0.07f, 0.27f, 0.5f, 1.0f };
  GskRoundedRect pill;
  int width;
  int height;

  pango_layout_set_width (layout, 180 * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  gsk_rounded_rect_init_from_rect (&pill,
                                   &GRAPHENE_RECT_INIT (at.x - (float) width / 2 - 6,
                                                        at.y + 12, (float) width + 12,
                                                        (float) height + 2),
                                   6);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &paper, &pill.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (at.x - (float) width / 2, at.y + 13));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

/* How wide a place is on the map, in pixels; -1 for one out of sight. */
static double
width_in_sight (MusterFenceLayer *self, const MusterView *view, MusterFence *fence)
{
  graphene_point_t a =
    muster_outline_project ((MusterPoint) { fence->north, muster_geo_wrap (fence->west) },
                            MUSTER_DATUM_WGS84, self->datum, view);
  graphene_point_t b =
    muster_outline_project ((MusterPoint) { fence->south, muster_geo_wrap (fence->east) },
                            MUSTER_DATUM_WGS84, self->datum, view);
  double width = (fence->east - fence->west) / 360.0 * view->scale;

  if (fence->east - fence->west < 90.0 &&
      ((double) b.x < -20.0 || (double) a.x > view->width + 20.0 ||
       (double) b.y < -20.0 || (double) a.y > view->height + 20.0))
    return -1.0;

  return width;
}

static void
draw_place (MusterFenceLayer *self,
            GtkSnapshot *snapshot,
            const MusterView *view,
            MusterPlace *place)
{
  gboolean selected = place->id == self->selected;
  GdkRGBA fill = blue;
  GdkRGBA line = blue;
  double width;

  if (place->fence == NULL || place->id == self->hidden)
    return;
  if ((width = width_in_sight (self, view, place->fence)) < 0.0)
    return;

  fill.alpha = selected ? 0.22f : 0.11f;
  line.alpha = selected ? 1.0f : 0.85f;
  for (guint i = 0; i < place->fence->parts->len; i++)
    {
      g_autoptr (GskPath)
        path = muster_outline_trace (g_ptr_array_index (place->fence->parts, i),
                                     place->fence->datum, self->datum, view);
      g_autoptr (GskStroke) stroke = gsk_stroke_new (selected ? 2.6f : 1.6f);

      gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_EVEN_ODD, &fill);
      gtk_snapshot_append_stroke (snapshot, path, stroke, &line);
    }
  if (width >= NAMED)
    draw_name (self, snapshot, view, place);
}

static void
draw_mark (MusterFenceLayer *self, GtkSnapshot *snapshot, const MusterView *view)
{
  graphene_point_t at;

  if (isnan (self->mark.lat))
    return;

  at = muster_outline_project (self->mark, self->datum, self->datum, view);
  gtk_snapshot_append_color (snapshot, &blue,
                             &GRAPHENE_RECT_INIT (at.x - 11, at.y - 1, 22, 2));
  gtk_snapshot_append_color (snapshot, &blue,
                             &GRAPHENE_RECT_INIT (at.x - 1, at.y - 11, 2, 22));
}

static void
muster_fence_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterFenceLayer *self = MUSTER_FENCE_LAYER (widget);
  MusterView view =
    muster_view_read (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);

  if (view.width < 1.0)
    return;

  for (guint i = 0; i < self->places->len; i++)
    draw_place (self, snapshot, &view, g_ptr_array_index (self->places, i));
  draw_mark (self, snapshot, &view);
}

static gboolean
muster_fence_layer_contains (GtkWidget *widget, double x, double y)
{
  return FALSE;
}

static void
muster_fence_layer_constructed (GObject *object)
{
  MusterFenceLayer *self = MUSTER_FENCE_LAYER (object);

  G_OBJECT_CLASS (muster_fence_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

static void
muster_fence_layer_finalize (GObject *object)
{
  g_ptr_array_unref (MUSTER_FENCE_LAYER (object)->places);

  G_OBJECT_CLASS (muster_fence_layer_parent_class)->finalize (object);
}

static void
muster_fence_layer_class_init (MusterFenceLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = muster_fence_layer_constructed;
  G_OBJECT_CLASS (klass)->finalize = muster_fence_layer_finalize;
  widget_class->snapshot = muster_fence_layer_snapshot;
  widget_class->contains = muster_fence_layer_contains;
}

static void
muster_fence_layer_init (MusterFenceLayer *self)
{
  self->places = g_ptr_array_new_with_free_func (g_object_unref);
  self->mark = (MusterPoint) { NAN, NAN };
}

MusterFenceLayer *
muster_fence_layer_new (ShumateViewport *viewport)
{
  return g_object_new (MUSTER_TYPE_FENCE_LAYER, "viewport", viewport, NULL);
}

void
muster_fence_layer_set_places (MusterFenceLayer *self,
                               GPtrArray *places,
                               MusterDatum datum)
{
  g_ptr_array_set_size (self->places, 0);
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (self->places, g_object_ref (g_ptr_array_index (places, i)));
  self->datum = datum;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
muster_fence_layer_set_selected (MusterFenceLayer *self, gint64 place_id)
{
  self->selected = place_id;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
muster_fence_layer_set_hidden (MusterFenceLayer *self, gint64 place_id)
{
  self->hidden = place_id;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
muster_fence_layer_set_mark (MusterFenceLayer *self, MusterPoint at)
{
  self->mark = at;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
