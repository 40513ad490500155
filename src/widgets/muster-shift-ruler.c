/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-shift-ruler.h"

#include "muster-colors.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

#define TWO_DAYS 2880
#define MARGIN 10.0f
#define TALL 104
#define LOW 34
#define REACH 10 /* pixels within which a handle is caught */
#define SNAP 5   /* minutes */

struct _MusterShiftRuler
{
  GtkWidget parent_instance;

  gboolean editable;
  MusterShift *shift;
  MusterShift *dragged; /* while a handle is on its way */
  guint chosen;         /* index among the edges */
  char *caption;
  MusterShiftEdge held;
  double held_x;
};

G_DEFINE_FINAL_TYPE (MusterShiftRuler, muster_shift_ruler, GTK_TYPE_WIDGET)

enum
{
  MOVING,
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MusterShift *
shown_shift (MusterShiftRuler *self)
{
  return self->dragged != NULL ? self->dragged : self->shift;
}

/* From the window before the date to the end of the second day. */
static int
first_minute (MusterShiftRuler *self)
{
  MusterShift *shift = shown_shift (self);

  if (shift == NULL || shift->n_segments == 0)
    return 0;

  return MIN (0, (shift->segments[0].on - shift->before) / 60 * 60);
}

static float
x_of (MusterShiftRuler *self, int minutes)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  int first = first_minute (self);

  return MARGIN + width * (float) (minutes - first) / (float) (TWO_DAYS - first);
}

static int
minutes_of (MusterShiftRuler *self, double x)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  int first = first_minute (self);

  return first + (int) ((x - MARGIN) / MAX (width, 1) * (TWO_DAYS - first));
}

/* ---- Words ---- */

static char *
say_edge (const MusterShiftEdge *edge)
{
  static const char *const titles[] = {
    [MUSTER_EDGE_OPENS] = NC_ ("edge", "Punches from"),
    [MUSTER_EDGE_ON] = NC_ ("edge", "On-time"),
    [MUSTER_EDGE_REST_FROM] = NC_ ("edge", "Rest from"),
    [MUSTER_EDGE_REST_TO] = NC_ ("edge", "Rest until"),
    [MUSTER_EDGE_OFF] = NC_ ("edge", "Off-time"),
    [MUSTER_EDGE_CLOSES] = NC_ ("edge", "Punches until"),
  };
  g_autofree char *time = muster_text_of_day (edge->minutes);

  return g_strdup_printf (
    "%s %s", g_dpgettext2 (GETTEXT_PACKAGE, "edge", titles[edge->kind]), time);
}

static void
name_ruler (MusterShiftRuler *self)
{
  MusterShiftEdge edges[MUSTER_SHIFT_EDGES];
  MusterShift *shift = shown_shift (self);
  guint n = shift != NULL ? muster_shift_get_edges (shift, edges) : 0;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *edge = say_edge (&edges[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? C_ ("list", ", ") : "", edge);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text->str, -1);

  g_clear_pointer (&self->caption, g_free);
  if (self->editable && n > 0)
    {
      self->chosen = MIN (self->chosen, n - 1);
      self->caption = say_edge (&edges[self->chosen]);
      gtk_accessible_update_property (
        GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->caption, -1);
    }
}

/* ---- Drawing ---- */

typedef struct
{
  MusterShiftRuler *self;
  GtkSnapshot *snapshot;
  MusterColors colors;
  float top;
  float base;
  gboolean tall;
} Drawing;

static void
draw_label (Drawing *drawing, const char *text, float x, float y, const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (drawing->self);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.78));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  x = CLAMP (x - (float) width / 2, 0,
             MAX ((float) gtk_widget_get_width (widget) - (float) width, 0));

  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT (roundf (x), y));
  gtk_snapshot_append_layout (drawing->snapshot, layout, color);
  gtk_snapshot_restore (drawing->snapshot);
}

static void
fill (Drawing *drawing, int from, int to, float top, float bottom, const GdkRGBA *color)
{
  float left = roundf (x_of (drawing->self, from));
  float right = roundf (x_of (drawing->self, to));

  gtk_snapshot_append_color (
    drawing->snapshot, color,
    &GRAPHENE_RECT_INIT (left, top, MAX (right - left, 1), bottom - top));
}

static void
draw_axis (Drawing *drawing)
{
  GdkRGBA faint = muster_colors_fade (&drawing->colors.text, 0.1);
  GdkRGBA line = muster_colors_fade (&drawing->colors.text, 0.35);
  GdkRGBA dim = muster_colors_fade (&drawing->colors.text, 0.6);
  float hour = x_of (drawing->self, 60) - x_of (drawing->self, 0);
  int step = hour * 2 >= 40 ? 2 : hour * 3 >= 40 ? 3 : hour * 6 >= 40 ? 6 : 12;

  for (int h = first_minute (drawing->self) / 60; h <= 48; h++)
    {
      gboolean midnight = h % 24 == 0;

      if (h % step != 0)
        continue;
      fill (drawing, h * 60, h * 60, drawing->top - 4, drawing->base + 4,
            midnight ? &line : &faint);
      if (drawing->tall)
        {
          g_autofree char *text = g_strdup_printf ("%d", (h + 24) % 24);

          draw_label (drawing, text, x_of (drawing->self, h * 60), drawing->base + 8,
                      &dim);
        }
    }
  gtk_snapshot_append_color (
    drawing->snapshot, &line,
    &GRAPHENE_RECT_INIT (
      MARGIN, drawing->base,
      (float) gtk_widget_get_width (GTK_WIDGET (drawing->self)) - 2 * MARGIN, 1));
  if (drawing->tall)
    draw_label (drawing, _ ("next day"), x_of (drawing->self, 1440 + 720), 2, &dim);
}

static void
draw_window (Drawing *drawing, const MusterShift *shift)
{
  GdkRGBA line = muster_colors_fade (&drawing->colors.text, 0.5);
  int from = shift->segments[0].on - shift->before;
  int to = shift->segments[shift->n_segments - 1].off + shift->after;
  const struct
  {
    int at;
    float step;
  } ends[] = { { from, 5 }, { MIN (to, TWO_DAYS), -5 } };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      float x = roundf (x_of (drawing->self, ends[i].at));
      float left = MIN (x, x + ends[i].step);

      gtk_snapshot_append_color (
        drawing->snapshot, &line,
        &GRAPHENE_RECT_INIT (x, drawing->top, 1, drawing->base - drawing->top));
      gtk_snapshot_append_color (drawing->snapshot, &line,
                                 &GRAPHENE_RECT_INIT (left, drawing->top, 5, 1));
      gtk_snapshot_append_color (drawing->snapshot, &line,
                                 &GRAPHENE_RECT_INIT (left, drawing->base - 1, 5, 1));
    }
}

static void
draw_work (Drawing *drawing, const MusterShift *shift)
{
  GdkRGBA work = muster_colors_fade (&drawing->colors.worked, 0.85);
  float height = drawing->base - drawing->top;
  float top = drawing->top + height * 0.2f;

  for (guint i = 0; i < shift->n_segments; i++)
    {
      int at = shift->segments[i].on;

      for (guint k = 0; k < shift->n_rests; k++)
        {
          if (shift->rests[k].from < shift->segments[i].on ||
              shift->rests[k].to > shift->segments[i].off)
            continue;
          fill (drawing, at, shift->rests[k].from, top, drawing->base, &work);
          at = shift->rests[k].to;
        }
      fill (drawing, at, shift->segments[i].off, top, drawing->base, &work);
    }
}

static void
draw_handles (Drawing *drawing, const MusterShift *shift)
{
  MusterShiftEdge edges[MUSTER_SHIFT_EDGES];
  guint n = muster_shift_get_edges (shift, edges);
  gboolean focused = gtk_widget_has_focus (GTK_WIDGET (drawing->self));
  float last = -100;

  for (guint i = 0; i < n; i++)
    {
      gboolean outer = edges[i].kind == MUSTER_EDGE_ON ||
                       edges[i].kind == MUSTER_EDGE_OFF;
      gboolean window = edges[i].kind == MUSTER_EDGE_OPENS ||
                        edges[i].kind == MUSTER_EDGE_CLOSES;
      float x = roundf (x_of (drawing->self, MIN (edges[i].minutes, TWO_DAYS)));
      float radius = window ? 4 : 5;
      float y = outer ? drawing->top + 4 : window ? drawing->base : drawing->base - 6;
      graphene_rect_t box =
        GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius);
      gboolean chosen = i == drawing->self->chosen && focused;
      GskRoundedRect shape;
      const float widths[] = { 2, 2, 2, 2 };
      GdkRGBA line = chosen ? drawing->colors.covered
                            : muster_colors_fade (&drawing->colors.text, 0.65);
      const GdkRGBA lines[] = { line, line, line, line };

      gsk_rounded_rect_init_from_rect (&shape, &box, radius);
      gtk_snapshot_push_rounded_clip (drawing->snapshot, &shape);
      gtk_snapshot_append_color (
        drawing->snapshot, chosen ? &drawing->colors.covered : &drawing->colors.surface,
        &box);
      gtk_snapshot_pop (drawing->snapshot);
      gtk_snapshot_append_border (drawing->snapshot, &shape, widths, lines);

      if (!window && x - last >= 34)
        {
          g_autofree char *time = muster_text_of_day (edges[i].minutes);

          draw_label (drawing, time, x, outer ? 18 : 18, &drawing->colors.text);
          last = x;
        }
    }
}

static void
muster_shift_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterShiftRuler *self = MUSTER_SHIFT_RULER (widget);
  MusterShift *shift = shown_shift (self);
  float height = (float) gtk_widget_get_height (widget);
  Drawing drawing = { .self = self, .snapshot = snapshot, .tall = height >= 72 };

  muster_colors_read (widget, &drawing.colors);
  drawing.top = drawing.tall ? 40 : 6;
  drawing.base = height - (drawing.tall ? 28 : 6);
  draw_axis (&drawing);
  if (shift == NULL || shift->n_segments == 0)
    return;

  draw_work (&drawing, shift);
  draw_window (&drawing, shift);
  if (self->editable)
    draw_handles (&drawing, shift);
}

static void
muster_shift_ruler_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  gboolean editable = MUSTER_SHIFT_RULER (widget)->editable;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = editable ? 260 : 96;
      *natural = editable ? 600 : 200;
    }
  else
    {
      *minimum = *natural = editable ? TALL : LOW;
    }
}

/* ---- Moving ---- */

static void
move_to (MusterShiftRuler *self, const MusterShiftEdge *edge, int minutes, gboolean done)
{
  g_autoptr (MusterShift)
    moved = muster_shift_move_edge (self->shift, edge->kind, edge->index, minutes);

  if (done)
    {
      g_clear_object (&self->dragged);
      g_signal_emit (self, signals[MOVED], 0, moved);
    }
  else
    {
      g_set_object (&self->dragged, moved);
      g_signal_emit (self, signals[MOVING], 0, moved);
    }
  name_ruler (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
find_edge (MusterShiftRuler *self, double x, guint *found)
{
  MusterShiftEdge edges[MUSTER_SHIFT_EDGES];
  guint n = self->shift != NULL ? muster_shift_get_edges (self->shift, edges) : 0;
  double nearest = REACH;

  for (guint i = 0; i < n; i++)
    {
      double distance = fabs (x - x_of (self, MIN (edges[i].minutes, TWO_DAYS)));

      if (distance < nearest)
        {
          nearest = distance;
          *found = i;
        }
    }

  return nearest < REACH;
}

static void
drag_begin_cb (MusterShiftRuler *self, double x, double y, GtkGestureDrag *drag)
{
  MusterShiftEdge edges[MUSTER_SHIFT_EDGES];
  guint index;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!find_edge (self, x, &index))
    {
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  muster_shift_get_edges (self->shift, edges);
  self->held = edges[index];
  self->held_x = x_of (self, edges[index].minutes);
  self->chosen = index;
  name_ruler (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static int
snapped (MusterShiftRuler *self, double dx)
{
  int minutes = minutes_of (self, self->held_x + dx);

  return (int) floor ((double) minutes / SNAP + 0.5) * SNAP;
}

static void
drag_update_cb (MusterShiftRuler *self, double dx, double dy)
{
  move_to (self, &self->held, snapped (self, dx), FALSE);
}

static void
drag_end_cb (MusterShiftRuler *self, double dx, double dy)
{
  if (self->dragged != NULL)
    move_to (self, &self->held, snapped (self, dx), TRUE);
}

static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MusterShiftRuler *self = MUSTER_SHIFT_RULER (widget);
  MusterShiftEdge edges[MUSTER_SHIFT_EDGES];
  guint n = self->shift != NULL ? muster_shift_get_edges (self->shift, edges) : 0;

  if (n == 0)
    return FALSE;

  self->chosen = MIN (self->chosen, n - 1);
  move_to (self, &edges[self->chosen],
           edges[self->chosen].minutes + g_variant_get_int32 (args), TRUE);

  return TRUE;
}

static gboolean
choose_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MusterShiftRuler *self = MUSTER_SHIFT_RULER (widget);
  MusterShiftEdge edges[MUSTER_SHIFT_EDGES];
  int n = self->shift != NULL ? (int) muster_shift_get_edges (self->shift, edges) : 0;

  if (n == 0)
    return FALSE;

  self->chosen =
    (guint) CLAMP ((int) self->chosen + g_variant_get_int32 (args), 0, n - 1);
  name_ruler (self);
  gtk_widget_queue_draw (widget);

  return TRUE;
}

static void
focus_cb (MusterShiftRuler *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  MusterShiftRuler *self = MUSTER_SHIFT_RULER (widget);
  MusterShiftEdge edges[MUSTER_SHIFT_EDGES];
  g_autofree char *text = NULL;
  guint index;

  if (!find_edge (self, x, &index))
    return FALSE;

  muster_shift_get_edges (self->shift, edges);
  text = say_edge (&edges[index]);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
muster_shift_ruler_finalize (GObject *object)
{
  MusterShiftRuler *self = MUSTER_SHIFT_RULER (object);

  g_clear_object (&self->shift);
  g_clear_object (&self->dragged);
  g_free (self->caption);

  G_OBJECT_CLASS (muster_shift_ruler_parent_class)->finalize (object);
}

static void
muster_shift_ruler_class_init (MusterShiftRulerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    GdkModifierType state;
    int minutes;
  } steps[] = { { 0, SNAP }, { GDK_SHIFT_MASK, 1 }, { GDK_CONTROL_MASK, 60 } };

  G_OBJECT_CLASS (klass)->finalize = muster_shift_ruler_finalize;
  widget_class->snapshot = muster_shift_ruler_snapshot;
  widget_class->measure = muster_shift_ruler_measure;

  signals[MOVING] = g_signal_new ("moving", MUSTER_TYPE_SHIFT_RULER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, MUSTER_TYPE_SHIFT);
  signals[MOVED] = g_signal_new ("moved", MUSTER_TYPE_SHIFT_RULER, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, MUSTER_TYPE_SHIFT);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, steps[i].state, step_cb,
                                    "i", -steps[i].minutes);
      gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, steps[i].state, step_cb,
                                    "i", steps[i].minutes);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, choose_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, choose_cb, "i", 1);
  gtk_widget_class_set_css_name (widget_class, "shiftruler");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
muster_shift_ruler_init (MusterShiftRuler *self)
{
  self->chosen = 1;
}

GtkWidget *
muster_shift_ruler_new (gboolean editable)
{
  MusterShiftRuler *self = g_object_new (MUSTER_TYPE_SHIFT_RULER, NULL);
  GtkGesture *drag;
  GtkEventController *focus;

  self->editable = editable;
  if (!editable)
    return GTK_WIDGET (self);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);

  drag = gtk_gesture_drag_new ();
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);

  return GTK_WIDGET (self);
}

void
muster_shift_ruler_set_shift (MusterShiftRuler *self, MusterShift *shift)
{
  g_return_if_fail (MUSTER_IS_SHIFT_RULER (self));

  g_clear_object (&self->dragged);
  g_set_object (&self->shift, shift);
  name_ruler (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
muster_shift_ruler_get_caption (MusterShiftRuler *self)
{
  g_return_val_if_fail (MUSTER_IS_SHIFT_RULER (self), NULL);

  return self->caption;
}
