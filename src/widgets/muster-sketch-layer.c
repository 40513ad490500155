/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sketch-layer.h"

#include <math.h>

#include "muster-outline.h"

#define REACH 10.0 /* pixels round a handle that take hold of it */
#define SNAP 9.0
#define TURN_ABOVE 34.0 /* pixels above a part, its turning handle */

typedef enum
{
  HANDLE_NONE,
  HANDLE_CORNER,
  HANDLE_BETWEEN,
  HANDLE_MIDDLE,
  HANDLE_RADIUS,
  HANDLE_TURN,
  HANDLE_SIZE,
} HandleKind;

typedef struct
{
  HandleKind kind;
  int part;
  int ring;
  int corner;
  graphene_point_t at;
} Handle;

struct _MusterSketchLayer
{
  ShumateLayer parent_instance;

  MusterSketch *sketch;
  GArray *handles; /* of Handle, the last on top */
  GArray *corners; /* of MusterPoint */
  MusterPoint fault;
  MusterView view;
  Handle held;
  graphene_point_t last;
  graphene_point_t pointer;
  gboolean pointed;
  MusterPoint circle; /* its middle while it is dragged */
  gboolean circling;
};

G_DEFINE_FINAL_TYPE (MusterSketchLayer, muster_sketch_layer, SHUMATE_TYPE_LAYER)

static const GdkRGBA ink = { 0.75f, 0.29f, 0.0f, 1.0f };
static const GdkRGBA paper = { 1, 1, 1, 1 };
static const GdkRGBA alarm_color = { 0.75f, 0.11f, 0.16f, 1.0f };

/* ---- What is where ---- */

static graphene_point_t
spot_of (MusterSketchLayer *self, MusterPoint at)
{
  return muster_outline_project (at, MUSTER_DATUM_WGS84, MUSTER_DATUM_WGS84, &self->view);
}

static MusterPoint
point_of (MusterSketchLayer *self, double x, double y)
{
  return muster_view_locate (&self->view, x, y);
}

static double
away (graphene_point_t a, double x, double y)
{
  return hypot ((double) a.x - x, (double) a.y - y);
}

/* A corner near the pointer, of another fence or of the ring that is being drawn. */
static MusterPoint
snap (MusterSketchLayer *self, double x, double y)
{
  GArray *pending = muster_sketch_get_pending (self->sketch);
  MusterPoint best = point_of (self, x, y);
  double least = SNAP;

  for (guint i = 0; i < self->corners->len + MIN (pending->len, 1); i++)
    {
      MusterPoint corner = i < self->corners->len
                             ? g_array_index (self->corners, MusterPoint, i)
                             : g_array_index (pending, MusterPoint, 0);
      double d = away (spot_of (self, corner), x, y);

      if (d < least)
        {
          least = d;
          best = corner;
        }
    }

  return best;
}

static void
add_handle (MusterSketchLayer *self,
            HandleKind kind,
            int part,
            int ring,
            int corner,
            graphene_point_t at)
{
  Handle handle = { kind, part, ring, corner, at };

  g_array_append_val (self->handles, handle);
}

static void
add_corners (MusterSketchLayer *self, int part, int ring, GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      MusterPoint a = g_array_index (points, MusterPoint, i);
      MusterPoint b = g_array_index (points, MusterPoint, (i + 1) % points->len);
      MusterPoint middle = { (a.lat + b.lat) / 2.0,
                             muster_geo_wrap (a.lon +
                                              muster_geo_wrap (b.lon - a.lon) / 2) };
      graphene_point_t from = spot_of (self, a);
      graphene_point_t to = spot_of (self, b);

      if (away (from, (double) to.x, (double) to.y) > 4.5 * REACH)
        add_handle (self, HANDLE_BETWEEN, part, ring, (int) i, spot_of (self, middle));
      add_handle (self, HANDLE_CORNER, part, ring, (int) i, from);
    }
}

/* The bounds of a part on the map. */
static graphene_rect_t
bounds_of (MusterSketchLayer *self, const MusterFencePart *part)
{
  MusterDatum datum = muster_sketch_get_datum (self->sketch);
  g_autoptr (GskPath) path = muster_outline_trace (part, datum, datum, &self->view);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  gsk_path_get_bounds (path, &bounds);

  return bounds;
}

static void
find_handles (MusterSketchLayer *self)
{
  GPtrArray *parts = muster_sketch_get_parts (self->sketch);
  int selected, ring, corner;

  g_array_set_size (self->handles, 0);
  muster_sketch_get_selected (self->sketch, &selected, &ring, &corner);
  for (int p = 0; p < (int) parts->len; p++)
    {
      const MusterFencePart *part = g_ptr_array_index (parts, p);
      graphene_point_t middle =
        spot_of (self, muster_sketch_get_middle (self->sketch, p));

      if (p == selected)
        {
          graphene_rect_t bounds = bounds_of (self, part);
          float right = bounds.origin.x + bounds.size.width;
          float bottom = bounds.origin.y + bounds.size.height;

          if (part->rings->len == 0)
            {
              add_handle (self, HANDLE_RADIUS, p, -1, -1,
                          GRAPHENE_POINT_INIT (right, middle.y));
            }
          else
            {
              add_handle (self, HANDLE_SIZE, p, -1, -1,
                          GRAPHENE_POINT_INIT (right + 14, bottom + 14));
              add_handle (self, HANDLE_TURN, p, -1, -1,
                          GRAPHENE_POINT_INIT (bounds.origin.x + bounds.size.width / 2,
                                               bounds.origin.y - (float) TURN_ABOVE));
            }
        }
      add_handle (self, HANDLE_MIDDLE, p, -1, -1, middle);
      for (guint r = 0; r < part->rings->len; r++)
        add_corners (self, p, (int) r, g_ptr_array_index (part->rings, r));
    }
}

static Handle
handle_at (MusterSketchLayer *self, double x, double y)
{
  Handle none = { .kind = HANDLE_NONE };
  double least = REACH;

  for (guint i = self->handles->len; i > 0; i--)
    {
      const Handle *handle = &g_array_index (self->handles, Handle, i - 1);
      double d = away (handle->at, x, y);

      if (d < least)
        {
          least = d;
          none = *handle;
        }
    }

  return none;
}

/* ---- Drawing ---- */

static void
fill_square (GtkSnapshot *snapshot, graphene_point_t at, float half, const GdkRGBA *color)
{
  gtk_snapshot_append_color (
    snapshot, color, &GRAPHENE_RECT_INIT (at.x - half, at.y - half, 2 * half, 2 * half));
}

static void
fill_disc (GtkSnapshot *snapshot, graphene_point_t at, float radius, const GdkRGBA *color)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (
    &outline, &GRAPHENE_RECT_INIT (at.x - radius, at.y - radius, 2 * radius, 2 * radius),
    radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &outline.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_handle (MusterSketchLayer *self, GtkSnapshot *snapshot, const Handle *handle)
{
  GdkRGBA faint = ink;
  int part, ring, corner;
  gboolean chosen;

  muster_sketch_get_selected (self->sketch, &part, &ring, &corner);
  chosen = handle->kind == HANDLE_CORNER && handle->part == part &&
           handle->ring == ring && handle->corner == corner;
  faint.alpha = 0.75f;
  switch (handle->kind)
    {
    case HANDLE_CORNER:
      fill_square (snapshot, handle->at, chosen ? 7.5f : 5.5f, &ink);
      fill_square (snapshot, handle->at, chosen ? 4.0f : 3.8f, chosen ? &ink : &paper);
      break;

    case HANDLE_BETWEEN:
      fill_disc (snapshot, handle->at, 4.5f, &faint);
      fill_disc (snapshot, handle->at, 3.2f, &paper);
      break;

    case HANDLE_MIDDLE:
      gtk_snapshot_append_color (
        snapshot, &ink, &GRAPHENE_RECT_INIT (handle->at.x - 8, handle->at.y - 1, 16, 2));
      gtk_snapshot_append_color (
        snapshot, &ink, &GRAPHENE_RECT_INIT (handle->at.x - 1, handle->at.y - 8, 2, 16));
      break;

    case HANDLE_RADIUS:
    case HANDLE_SIZE:
    case HANDLE_TURN:
    case HANDLE_NONE:
    default:
      fill_disc (snapshot, handle->at, 7.0f, &ink);
      fill_disc (snapshot, handle->at, handle->kind == HANDLE_TURN ? 2.5f : 5.2f, &paper);
      break;
    }
}

static void
draw_pending (MusterSketchLayer *self, GtkSnapshot *snapshot)
{
  GArray *pending = muster_sketch_get_pending (self->sketch);
  g_autoptr (GskPathBuilder) builder = NULL;
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (2.0f);

  if (pending->len == 0)
    return;

  builder = gsk_path_builder_new ();
  for (guint i = 0; i < pending->len; i++)
    {
      graphene_point_t at = spot_of (self, g_array_index (pending, MusterPoint, i));

      if (i == 0)
        gsk_path_builder_move_to (builder, at.x, at.y);
      else
        gsk_path_builder_line_to (builder, at.x, at.y);
    }
  if (self->pointed)
    gsk_path_builder_line_to (builder, self->pointer.x, self->pointer.y);
  path = gsk_path_builder_to_path (builder);
  gsk_stroke_set_dash (stroke, (const float[]) { 6, 4 }, 2);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &ink);
  for (guint i = 0; i < pending->len; i++)
    {
      graphene_point_t at = spot_of (self, g_array_index (pending, MusterPoint, i));

      fill_square (snapshot, at, i == 0 ? 6.5f : 5.0f, &ink);
      fill_square (snapshot, at, i == 0 ? 4.5f : 3.4f, &paper);
    }
}

static void
draw_part (MusterSketchLayer *self, GtkSnapshot *snapshot, const MusterFencePart *part)
{
  MusterDatum datum = muster_sketch_get_datum (self->sketch);
  g_autoptr (GskPath) path = muster_outline_trace (part, datum, datum, &self->view);
  g_autoptr (GskStroke) stroke = gsk_stroke_new (2.2f);
  GdkRGBA fill = ink;

  fill.alpha = 0.15f;
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_EVEN_ODD, &fill);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &ink);
}

static void
draw_fault (MusterSketchLayer *self, GtkSnapshot *snapshot)
{
  graphene_point_t at;

  if (isnan (self->fault.lat))
    return;

  at = spot_of (self, self->fault);
  fill_disc (snapshot, at, 10.0f, &alarm_color);
  fill_disc (snapshot, at, 7.5f, &paper);
  gtk_snapshot_append_color (snapshot, &alarm_color,
                             &GRAPHENE_RECT_INIT (at.x - 1.2f, at.y - 5, 2.4f, 6));
  gtk_snapshot_append_color (snapshot, &alarm_color,
                             &GRAPHENE_RECT_INIT (at.x - 1.2f, at.y + 2.4f, 2.4f, 2.4f));
}

static void
muster_sketch_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterSketchLayer *self = MUSTER_SKETCH_LAYER (widget);
  GPtrArray *parts;

  if (self->sketch == NULL)
    return;

  self->view =
    muster_view_read (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  parts = muster_sketch_get_parts (self->sketch);
  for (guint i = 0; i < parts->len; i++)
    draw_part (self, snapshot, g_ptr_array_index (parts, i));
  find_handles (self);
  if (muster_sketch_get_tool (self->sketch) == MUSTER_TOOL_EDIT)
    for (guint i = 0; i < self->handles->len; i++)
      draw_handle (self, snapshot, &g_array_index (self->handles, Handle, i));
  draw_pending (self, snapshot);
  draw_fault (self, snapshot);

  /* Where Space puts a corner, while the keyboard draws. */
  if (gtk_widget_has_focus (widget) &&
      muster_sketch_get_tool (self->sketch) != MUSTER_TOOL_EDIT)
    {
      float x = (float) (self->view.width / 2);
      float y = (float) (self->view.height / 2);

      gtk_snapshot_append_color (snapshot, &ink,
                                 &GRAPHENE_RECT_INIT (x - 9, y - 0.75f, 18, 1.5f));
      gtk_snapshot_append_color (snapshot, &ink,
                                 &GRAPHENE_RECT_INIT (x - 0.75f, y - 9, 1.5f, 18));
    }
}

/* A tool takes the whole map; without one, only handles are there and the map is panned elsewhere. */
static gboolean
muster_sketch_layer_contains (GtkWidget *widget, double x, double y)
{
  MusterSketchLayer *self = MUSTER_SKETCH_LAYER (widget);

  if (self->sketch == NULL)
    return FALSE;

  return muster_sketch_get_tool (self->sketch) != MUSTER_TOOL_EDIT ||
         self->held.kind != HANDLE_NONE || handle_at (self, x, y).kind != HANDLE_NONE;
}

/* ---- Pointer ---- */

static void
clicked_cb (MusterSketchLayer *self, int n_press, double x, double y, GtkGesture *gesture)
{
  MusterTool tool;

  if (self->sketch == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  tool = muster_sketch_get_tool (self->sketch);
  if (tool == MUSTER_TOOL_EDIT)
    {
      Handle handle = handle_at (self, x, y);

      if (handle.kind != HANDLE_NONE && handle.kind != HANDLE_BETWEEN)
        muster_sketch_select (self->sketch, handle.part, handle.ring, handle.corner);
      return;
    }

  if (tool != MUSTER_TOOL_POLYGON && tool != MUSTER_TOOL_HOLE)
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  /* The second press of a double click is where the first one was. */
  if (n_press >= 2)
    muster_sketch_close (self->sketch);
  else
    muster_sketch_add_point (self->sketch, snap (self, x, y));
}

static void
drag_begin_cb (MusterSketchLayer *self, double x, double y, GtkGesture *gesture)
{
  MusterTool tool;

  self->held.kind = HANDLE_NONE;
  if (self->sketch == NULL)
    return;

  tool = muster_sketch_get_tool (self->sketch);
  self->last = GRAPHENE_POINT_INIT ((float) x, (float) y);
  if (tool == MUSTER_TOOL_CIRCLE)
    {
      self->circle = snap (self, x, y);
      self->circling = FALSE;
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      return;
    }

  if (tool != MUSTER_TOOL_EDIT ||
      (self->held = handle_at (self, x, y)).kind == HANDLE_NONE)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->held.kind == HANDLE_BETWEEN)
    {
      muster_sketch_insert_corner (self->sketch, self->held.part, self->held.ring,
                                   self->held.corner, point_of (self, x, y));
      self->held.kind = HANDLE_CORNER;
      self->held.corner++;
      return;
    }
  muster_sketch_select (self->sketch, self->held.part, self->held.ring,
                        self->held.corner);
  muster_sketch_begin (self->sketch);
}

/* The angle of a spot about the middle of the part that is held, clockwise from the right. */
static double
angle_of (MusterSketchLayer *self, double x, double y)
{
  graphene_point_t middle =
    spot_of (self, muster_sketch_get_middle (self->sketch, self->held.part));

  return atan2 (y - (double) middle.y, x - (double) middle.x);
}

static void
move_held (MusterSketchLayer *self, double x, double y)
{
  MusterPoint middle = muster_sketch_get_middle (self->sketch, self->held.part);
  graphene_point_t spot = spot_of (self, middle);
  double pixel = muster_view_get_pixel (&self->view, middle.lat);

  switch (self->held.kind)
    {
    case HANDLE_CORNER:
      muster_sketch_move_corner (self->sketch, snap (self, x, y));
      break;

    case HANDLE_MIDDLE:
      muster_sketch_move_part (self->sketch, (x - (double) self->last.x) * pixel,
                               ((double) self->last.y - y) * pixel);
      break;

    case HANDLE_RADIUS:
      muster_sketch_set_radius (
        self->sketch,
        MAX (1.0, muster_point_get_distance (middle, point_of (self, x, y))));
      break;

    case HANDLE_TURN:
      muster_sketch_turn_part (
        self->sketch, angle_of (self, x, y) -
                        angle_of (self, (double) self->last.x, (double) self->last.y));
      break;

    case HANDLE_SIZE:
      muster_sketch_scale_part (
        self->sketch,
        CLAMP (away (spot, x, y) /
                 MAX (1.0, away (spot, (double) self->last.x, (double) self->last.y)),
               0.2, 5.0));
      break;

    case HANDLE_NONE:
    case HANDLE_BETWEEN:
    default:
      break;
    }
}

static void
drag_update_cb (MusterSketchLayer *self, double dx, double dy, GtkGesture *gesture)
{
  double x;
  double y;

  if (self->sketch == NULL ||
      !gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y))
    return;

  x += dx;
  y += dy;
  if (muster_sketch_get_tool (self->sketch) == MUSTER_TOOL_CIRCLE || self->circling)
    {
      double radius = muster_point_get_distance (self->circle, point_of (self, x, y));

      if (!self->circling && hypot (dx, dy) < 4.0)
        return;
      if (!self->circling)
        muster_sketch_add_circle (self->sketch, self->circle, radius);
      self->circling = TRUE;
      muster_sketch_set_radius (self->sketch, MAX (1.0, radius));
    }
  else
    {
      move_held (self, x, y);
    }
  self->last = GRAPHENE_POINT_INIT ((float) x, (float) y);
}

static void
drag_end_cb (MusterSketchLayer *self, double dx, double dy, GtkGesture *gesture)
{
  self->held.kind = HANDLE_NONE;
  self->circling = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (MusterSketchLayer *self, double x, double y)
{
  self->pointer = GRAPHENE_POINT_INIT ((float) x, (float) y);
  self->pointed = TRUE;
  if (self->sketch != NULL && muster_sketch_get_pending (self->sketch)->len > 0)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (MusterSketchLayer *self)
{
  self->pointed = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- Keyboard ---- */

/* A corner, a circle or a part by so many pixels; without any, the map is panned. */
static gboolean
nudge (MusterSketchLayer *self, double dx, double dy)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  GPtrArray *parts = muster_sketch_get_parts (self->sketch);
  int part, ring, corner;

  muster_sketch_get_selected (self->sketch, &part, &ring, &corner);
  if (muster_sketch_get_tool (self->sketch) != MUSTER_TOOL_EDIT || part < 0)
    {
      MusterPoint to = muster_view_locate (&self->view, self->view.width / 2 + dx * 8,
                                           self->view.height / 2 + dy * 8);

      shumate_location_set_location (SHUMATE_LOCATION (viewport), to.lat, to.lon);
      return TRUE;
    }

  muster_sketch_begin (self->sketch);
  if (corner >= 0)
    {
      GArray *points = g_ptr_array_index (
        ((MusterFencePart *) g_ptr_array_index (parts, part))->rings, ring);
      graphene_point_t at = spot_of (self, g_array_index (points, MusterPoint, corner));

      muster_sketch_move_corner (self->sketch,
                                 point_of (self, (double) at.x + dx, (double) at.y + dy));
    }
  else
    {
      double pixel = muster_view_get_pixel (
        &self->view, muster_sketch_get_middle (self->sketch, part).lat);

      muster_sketch_move_part (self->sketch, dx * pixel, -dy * pixel);
    }

  return TRUE;
}

static gboolean
grow (MusterSketchLayer *self, double times)
{
  muster_sketch_begin (self->sketch);
  muster_sketch_scale_part (self->sketch, times);

  return TRUE;
}

static gboolean
turn (MusterSketchLayer *self, double angle)
{
  muster_sketch_begin (self->sketch);
  muster_sketch_turn_part (self->sketch, angle);

  return TRUE;
}

static gboolean
insert (MusterSketchLayer *self)
{
  int part, ring, corner;
  GArray *points;
  MusterPoint a;
  MusterPoint b;

  muster_sketch_get_selected (self->sketch, &part, &ring, &corner);
  if (corner < 0)
    return FALSE;

  points = g_ptr_array_index (
    ((MusterFencePart *) g_ptr_array_index (muster_sketch_get_parts (self->sketch), part))
      ->rings,
    ring);
  a = g_array_index (points, MusterPoint, corner);
  b = g_array_index (points, MusterPoint, (corner + 1) % (int) points->len);
  muster_sketch_insert_corner (
    self->sketch, part, ring, corner,
    (MusterPoint) { (a.lat + b.lat) / 2.0,
                    muster_geo_wrap (a.lon + muster_geo_wrap (b.lon - a.lon) / 2.0) });

  return TRUE;
}

/* A corner, or with the circle's tool a circle, in the middle of the map. */
static gboolean
put (MusterSketchLayer *self)
{
  MusterPoint middle = point_of (self, self->view.width / 2.0, self->view.height / 2.0);

  switch (muster_sketch_get_tool (self->sketch))
    {
    case MUSTER_TOOL_CIRCLE:
      muster_sketch_add_circle (self->sketch, middle,
                                60.0 * muster_view_get_pixel (&self->view, middle.lat));
      return TRUE;

    case MUSTER_TOOL_POLYGON:
    case MUSTER_TOOL_HOLE:
      muster_sketch_add_point (self->sketch, middle);
      return TRUE;

    case MUSTER_TOOL_EDIT:
    default:
      return FALSE;
    }
}

static gboolean
pressed_cb (MusterSketchLayer *self, guint key, guint code, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  double far = shift ? 10.0 : 1.0;

  if (self->sketch == NULL)
    return FALSE;

  if (state & GDK_CONTROL_MASK)
    {
      if (key != GDK_KEY_z && key != GDK_KEY_Z && key != GDK_KEY_y)
        return FALSE;

      return key == GDK_KEY_y || shift ? muster_sketch_redo (self->sketch)
                                       : muster_sketch_undo (self->sketch);
    }

  switch (key)
    {
    case GDK_KEY_Left:
      return nudge (self, -far, 0);
    case GDK_KEY_Right:
      return nudge (self, far, 0);
    case GDK_KEY_Up:
      return nudge (self, 0, -far);
    case GDK_KEY_Down:
      return nudge (self, 0, far);
    case GDK_KEY_Tab:
      muster_sketch_select_next (self->sketch, 1);
      return TRUE;
    case GDK_KEY_ISO_Left_Tab:
      muster_sketch_select_next (self->sketch, -1);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      return muster_sketch_remove_selected (self->sketch);
    case GDK_KEY_Insert:
      return insert (self);
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      return grow (self, 1.05);
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      return grow (self, 1.0 / 1.05);
    case GDK_KEY_comma:
      return turn (self, -G_PI / 180.0);
    case GDK_KEY_period:
      return turn (self, G_PI / 180.0);
    case GDK_KEY_space:
      return put (self);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return muster_sketch_close (self->sketch);
    case GDK_KEY_Escape:
      return muster_sketch_cancel (self->sketch);
    default:
      return FALSE;
    }
}

/* ---- The layer ---- */

static void
muster_sketch_layer_constructed (GObject *object)
{
  MusterSketchLayer *self = MUSTER_SKETCH_LAYER (object);

  G_OBJECT_CLASS (muster_sketch_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

static void
muster_sketch_layer_dispose (GObject *object)
{
  muster_sketch_layer_set_sketch (MUSTER_SKETCH_LAYER (object), NULL);

  G_OBJECT_CLASS (muster_sketch_layer_parent_class)->dispose (object);
}

static void
muster_sketch_layer_finalize (GObject *object)
{
  MusterSketchLayer *self = MUSTER_SKETCH_LAYER (object);

  g_array_unref (self->handles);
  g_array_unref (self->corners);

  G_OBJECT_CLASS (muster_sketch_layer_parent_class)->finalize (object);
}

static void
muster_sketch_layer_class_init (MusterSketchLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = muster_sketch_layer_constructed;
  G_OBJECT_CLASS (klass)->dispose = muster_sketch_layer_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_sketch_layer_finalize;
  widget_class->snapshot = muster_sketch_layer_snapshot;
  widget_class->contains = muster_sketch_layer_contains;
}

static void
muster_sketch_layer_init (MusterSketchLayer *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->handles = g_array_new (FALSE, FALSE, sizeof (Handle));
  self->corners = g_array_new (FALSE, FALSE, sizeof (MusterPoint));
  self->fault = (MusterPoint) { NAN, NAN };
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_gesture_group (click, drag);
}

MusterSketchLayer *
muster_sketch_layer_new (ShumateViewport *viewport)
{
  return g_object_new (MUSTER_TYPE_SKETCH_LAYER, "viewport", viewport, NULL);
}

void
muster_sketch_layer_set_sketch (MusterSketchLayer *self, MusterSketch *sketch)
{
  if (self->sketch != NULL)
    g_signal_handlers_disconnect_by_data (self->sketch, self);
  g_set_object (&self->sketch, sketch);
  if (sketch != NULL)
    g_signal_connect_swapped (sketch, "changed", G_CALLBACK (gtk_widget_queue_draw),
                              self);
  self->held.kind = HANDLE_NONE;
  self->fault = (MusterPoint) { NAN, NAN };
  g_array_set_size (self->handles, 0);
  gtk_widget_set_focusable (GTK_WIDGET (self), sketch != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
muster_sketch_layer_set_corners (MusterSketchLayer *self,
                                 const MusterPoint *points,
                                 gsize n)
{
  g_array_set_size (self->corners, 0);
  if (n > 0)
    g_array_append_vals (self->corners, points, (guint) n);
}

void
muster_sketch_layer_set_fault (MusterSketchLayer *self, MusterPoint at)
{
  self->fault = at;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
