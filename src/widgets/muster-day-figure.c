/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-figure.h"

#include "muster-day-text.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TALL 48         /* from this height on there is room for hours and times */
#define HOUR 60         /* minutes */
#define MARGIN 6        /* room for half a mark at either end … */
#define TALL_MARGIN 20  /* … and for half of an hour's label */
#define LEAST_WIDTH 2.0 /* a minute late must not vanish */

/* What of the figure does not depend on the day */
typedef struct
{
  float margin;  /* at either end */
  float top;     /* of the blocks */
  float worked;  /* top of the worked blocks */
  float base;    /* the baseline under the blocks */
  float line;    /* width of the baseline */
  float mark;    /* half the width of a mark */
  float marks;   /* middle of the marks below the baseline */
  float crosses; /* middle of the crosses above the blocks */
} Frame;

struct _MusterDayFigure
{
  MusterDaySheet *sheet;
  gint64 midnight;
  int from;
  int until;
  gint64 now;
  int width;
  int height;
  gboolean tall;
  Frame frame;
  GArray *parts;
};

static const MusterFigureKind part_of_stretch[] = {
  [MUSTER_STRETCH_SEGMENT] = MUSTER_FIGURE_SEGMENT,
  [MUSTER_STRETCH_REST] = MUSTER_FIGURE_REST,
  [MUSTER_STRETCH_WORKED] = MUSTER_FIGURE_WORKED,
  [MUSTER_STRETCH_LATE] = MUSTER_FIGURE_LATE,
  [MUSTER_STRETCH_EARLY] = MUSTER_FIGURE_EARLY,
  [MUSTER_STRETCH_OVERTIME] = MUSTER_FIGURE_OVERTIME,
  [MUSTER_STRETCH_COVERED] = MUSTER_FIGURE_COVERED,
  [MUSTER_STRETCH_WINDOW] = MUSTER_FIGURE_WINDOW,
};

static Frame
frame_for (int height, gboolean tall)
{
  float h = (float) height;
  Frame frame;

  if (tall)
    {
      frame.margin = TALL_MARGIN;
      frame.mark = 5;
      frame.line = 2;
      frame.top = 26;
      frame.base = h - 34;
      frame.marks = frame.base + 9;
      frame.crosses = frame.top - 6;
    }
  else
    {
      frame.margin = MARGIN;
      frame.mark = 3;
      frame.line = 1;
      frame.top = MAX (4, roundf (h * 0.17f));
      frame.base = h - 7;
      frame.marks = frame.base + 4;
      frame.crosses = frame.top - 2;
    }

  frame.worked = roundf (frame.top + (frame.base - frame.top) * 0.34f);

  return frame;
}

static const MusterStretch *
stretch_at (MusterDayFigure *self, guint index)
{
  return &g_array_index (self->sheet->stretches, MusterStretch, index);
}

static const MusterPlaced *
placed_at (MusterDayFigure *self, guint index)
{
  return &g_array_index (self->sheet->placed, MusterPlaced, index);
}

static gboolean
counts (const MusterPlaced *placed)
{
  return placed->verdict == MUSTER_VERDICT_IN || placed->verdict == MUSTER_VERDICT_OUT ||
         placed->verdict == MUSTER_VERDICT_BETWEEN ||
         placed->verdict == MUSTER_VERDICT_UNPLACED;
}

static void
box_for (MusterDayFigure *self,
         MusterFigureKind kind,
         gint64 from,
         gint64 until,
         graphene_rect_t *box)
{
  const Frame *frame = &self->frame;
  double left = muster_day_figure_get_x (self, from);
  double right = muster_day_figure_get_x (self, until);
  float y = frame->top;
  float bottom = frame->base;

  switch (kind)
    {
    case MUSTER_FIGURE_WORKED:
    case MUSTER_FIGURE_OVERTIME:
      y = frame->worked;
      break;
    case MUSTER_FIGURE_WINDOW:
    case MUSTER_FIGURE_NOW:
      bottom = frame->base + 2 * frame->mark;
      break;
    case MUSTER_FIGURE_SEGMENT:
    case MUSTER_FIGURE_REST:
    case MUSTER_FIGURE_COVERED:
    case MUSTER_FIGURE_LATE:
    case MUSTER_FIGURE_EARLY:
    case MUSTER_FIGURE_MISSING_IN:
    case MUSTER_FIGURE_MISSING_OUT:
    case MUSTER_FIGURE_PUNCH:
    default:
      break;
    }

  if (kind == MUSTER_FIGURE_LATE || kind == MUSTER_FIGURE_EARLY)
    {
      if (right - left < LEAST_WIDTH && kind == MUSTER_FIGURE_EARLY)
        left = right - LEAST_WIDTH;
      right = MAX (right, left + LEAST_WIDTH);
    }

  graphene_rect_init (box, (float) left, y, (float) (right - left), bottom - y);
}

static void
add_part (MusterDayFigure *self,
          MusterFigureKind kind,
          guint index,
          gint64 from,
          gint64 until)
{
  MusterFigurePart part = { .kind = kind, .index = index, .from = from, .until = until };

  box_for (self, kind, from, until, &part.box);
  g_array_append_val (self->parts, part);
}

/* Rests are gaps: a block is drawn in pieces around them */
static void
add_pieces (MusterDayFigure *self, MusterFigureKind kind, guint index)
{
  const MusterStretch *whole = stretch_at (self, index);
  gint64 at = whole->from;

  for (guint i = 0; i < self->sheet->stretches->len; i++)
    {
      const MusterStretch *rest = stretch_at (self, i);

      if (rest->kind != MUSTER_STRETCH_REST || rest->until <= at ||
          rest->from >= whole->until)
        continue;

      if (rest->from > at)
        add_part (self, kind, index, at, rest->from);
      at = rest->until;
    }

  if (at < whole->until)
    add_part (self, kind, index, at, whole->until);
}

static void
add_stretches (MusterDayFigure *self)
{
  for (guint i = 0; i < self->sheet->stretches->len; i++)
    {
      const MusterStretch *stretch = stretch_at (self, i);
      MusterFigureKind kind;

      /* A day that is not over has no end from which anybody could have left early */
      if (stretch->kind >= G_N_ELEMENTS (part_of_stretch) ||
          (stretch->kind == MUSTER_STRETCH_EARLY &&
           self->sheet->day.status == MUSTER_STATUS_PENDING))
        continue;

      kind = part_of_stretch[stretch->kind];
      if (kind == MUSTER_FIGURE_SEGMENT || kind == MUSTER_FIGURE_WORKED ||
          kind == MUSTER_FIGURE_COVERED || kind == MUSTER_FIGURE_LATE ||
          kind == MUSTER_FIGURE_EARLY)
        add_pieces (self, kind, i);
      else
        add_part (self, kind, i, stretch->from, stretch->until);
    }
}

static gboolean
has_verdict (MusterDayFigure *self, MusterVerdict verdict, int segment)
{
  for (guint i = 0; i < self->sheet->placed->len; i++)
    if (placed_at (self, i)->verdict == verdict &&
        placed_at (self, i)->segment == segment)
      return TRUE;

  return FALSE;
}

static void
add_missing (MusterDayFigure *self)
{
  const MusterDay *day = &self->sheet->day;
  int segment = -1;

  for (guint i = 0; i < self->sheet->stretches->len; i++)
    {
      const MusterStretch *stretch = stretch_at (self, i);
      gboolean in = TRUE;
      gboolean out = TRUE;

      if (stretch->kind != MUSTER_STRETCH_SEGMENT)
        continue;

      segment++;
      if (day->shift != NULL && segment < (int) day->shift->n_segments)
        {
          in = day->shift->segments[segment].in_required;
          out = day->shift->segments[segment].out_required;
        }

      if (in && (day->flags & MUSTER_FLAG_MISSING_IN) &&
          !has_verdict (self, MUSTER_VERDICT_IN, segment))
        add_part (self, MUSTER_FIGURE_MISSING_IN, i, stretch->from, stretch->from);

      if (out && (day->flags & MUSTER_FLAG_MISSING_OUT) &&
          !has_verdict (self, MUSTER_VERDICT_OUT, segment))
        add_part (self, MUSTER_FIGURE_MISSING_OUT, i, stretch->until, stretch->until);
    }
}

static void
add_punches (MusterDayFigure *self)
{
  const Frame *frame = &self->frame;

  for (guint i = 0; i < self->sheet->placed->len; i++)
    {
      const MusterPlaced *placed = placed_at (self, i);
      guint before = self->parts->len;
      MusterFigurePart *part;
      float x;

      add_part (self, MUSTER_FIGURE_PUNCH, i, placed->punch.at, placed->punch.at);
      if (self->parts->len == before)
        continue;

      part = &g_array_index (self->parts, MusterFigurePart, self->parts->len - 1);
      x = part->box.origin.x;
      if (counts (placed))
        graphene_rect_init (&part->box, x - frame->mark - 1, frame->top,
                            2 * frame->mark + 2,
                            frame->marks + frame->mark + 1 - frame->top);
      else
        graphene_rect_init (&part->box, x - frame->mark - 1,
                            frame->crosses - frame->mark - 1, 2 * frame->mark + 2,
                            2 * frame->mark + 2);
    }
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const MusterFigurePart *first = a;
  const MusterFigurePart *second = b;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;

  return (first->from > second->from) - (first->from < second->from);
}

MusterDayFigure *
muster_day_figure_new (MusterDaySheet *sheet,
                       int from,
                       int until,
                       gint64 now,
                       int width,
                       int height)
{
  MusterDayFigure *self;

  g_return_val_if_fail (MUSTER_IS_DAY_SHEET (sheet), NULL);

  self = g_new0 (MusterDayFigure, 1);
  self->sheet = g_object_ref (sheet);
  self->midnight = muster_zone_get_instant (sheet->zone, sheet->day.date, 0);
  self->from = from;
  self->until = MAX (until, from + HOUR);
  self->now = now;
  self->width = width;
  self->height = height;
  self->tall = height >= TALL;
  self->frame = frame_for (height, self->tall);
  self->parts = g_array_new (FALSE, FALSE, sizeof (MusterFigurePart));

  add_stretches (self);
  add_missing (self);
  add_punches (self);
  if (now > self->midnight + self->from * MUSTER_MINUTE &&
      now < self->midnight + self->until * MUSTER_MINUTE)
    add_part (self, MUSTER_FIGURE_NOW, 0, now, now);
  g_array_sort (self->parts, compare_parts);

  return self;
}

void
muster_day_figure_free (MusterDayFigure *figure)
{
  g_return_if_fail (figure != NULL);

  g_object_unref (figure->sheet);
  g_array_unref (figure->parts);
  g_free (figure);
}

double
muster_day_figure_get_x (MusterDayFigure *figure, gint64 at)
{
  double minutes;
  double share;

  g_return_val_if_fail (figure != NULL, 0);

  minutes = (double) (at - figure->midnight) / MUSTER_MINUTE;
  share = (minutes - figure->from) / (figure->until - figure->from);

  return round (figure->frame.margin +
                CLAMP (share, 0, 1) * (figure->width - 2 * figure->frame.margin));
}

guint
muster_day_figure_get_n_parts (MusterDayFigure *figure)
{
  g_return_val_if_fail (figure != NULL, 0);

  return figure->parts->len;
}

const MusterFigurePart *
muster_day_figure_get_part (MusterDayFigure *figure, guint index)
{
  g_return_val_if_fail (figure != NULL && index < figure->parts->len, NULL);

  return &g_array_index (figure->parts, MusterFigurePart, index);
}

int
muster_day_figure_pick (MusterDayFigure *figure, double x, double y)
{
  int window = -1;

  g_return_val_if_fail (figure != NULL, -1);

  for (int i = (int) figure->parts->len - 1; i >= 0; i--)
    {
      const MusterFigurePart *part =
        &g_array_index (figure->parts, MusterFigurePart, (guint) i);
      graphene_rect_t box = part->box;

      /* Thin things are found a little beside them, and whatever the height of the pointer */
      graphene_rect_inset (&box, box.size.width < 4 ? -2 : 0, 0);
      if (part->kind < MUSTER_FIGURE_PUNCH)
        {
          box.origin.y = 0;
          box.size.height = (float) figure->height;
        }

      if (!graphene_rect_contains_point (&box,
                                         &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        continue;

      if (part->kind != MUSTER_FIGURE_WINDOW)
        return i;
      window = i;
    }

  return window;
}

static char *
describe_punch (MusterDayFigure *self, const MusterPlaced *placed)
{
  g_autofree char *said = muster_day_text_placed (self->sheet, placed);
  g_autofree char *evidence =
    muster_day_text_evidence (&placed->punch, self->sheet->zone, self->sheet->day.date);
  const char *reason = muster_day_text_reason (placed->verdict);

  return g_strconcat (said, *evidence ? "\n" : "", evidence, *reason ? "\n" : "", reason,
                      NULL);
}

char *
muster_day_figure_describe (MusterDayFigure *figure, guint index)
{
  const MusterFigurePart *part = muster_day_figure_get_part (figure, index);
  g_autofree char *time = NULL;
  const char *word = NULL;

  g_return_val_if_fail (part != NULL, NULL);

  if (part->kind == MUSTER_FIGURE_PUNCH)
    return describe_punch (figure, placed_at (figure, part->index));

  if (part->kind == MUSTER_FIGURE_NOW)
    word = C_ ("day bar", "Now");
  else if (part->kind == MUSTER_FIGURE_MISSING_IN)
    word = muster_words_say_value ("flag", MUSTER_FLAG_MISSING_IN);
  else if (part->kind == MUSTER_FIGURE_MISSING_OUT)
    word = muster_words_say_value ("flag", MUSTER_FLAG_MISSING_OUT);
  else
    return muster_day_text_stretch (figure->sheet, stretch_at (figure, part->index));

  time = muster_text_time (part->from, figure->sheet->zone, figure->sheet->day.date);

  return g_strdup_printf ("%s %s", word, time);
}

static void
draw_rect (GtkSnapshot *snapshot,
           float x,
           float y,
           float w,
           float h,
           const GdkRGBA *color)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, w, h));
}

static void
draw_block (GtkSnapshot *snapshot,
            const graphene_rect_t *box,
            float radius,
            const GdkRGBA *color)
{
  GskRoundedRect rounded;

  if (box->size.width < 1)
    return;

  /* The lower corners stand on the baseline */
  gsk_rounded_rect_init (&rounded, box, &GRAPHENE_SIZE_INIT (radius, radius),
                         &GRAPHENE_SIZE_INIT (radius, radius), graphene_size_zero (),
                         graphene_size_zero ());
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, box);
  gtk_snapshot_pop (snapshot);
}

static void
draw_hatch (GtkSnapshot *snapshot,
            const graphene_rect_t *box,
            float step,
            const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskStroke) stroke = gsk_stroke_new (step > 5 ? 1.5f : 1);
  g_autoptr (GskPath) path = NULL;
  GdkRGBA wash = muster_colors_fade (color, 0.14);
  float bottom = box->origin.y + box->size.height;

  for (float x = box->origin.x - box->size.height; x < box->origin.x + box->size.width;
       x += step)
    {
      gsk_path_builder_move_to (builder, x, bottom);
      gsk_path_builder_line_to (builder, x + box->size.height, box->origin.y);
    }
  path = gsk_path_builder_to_path (builder);

  gtk_snapshot_append_color (snapshot, &wash, box);
  gtk_snapshot_push_clip (snapshot, box);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
  gtk_snapshot_pop (snapshot);
}

static void
draw_dashes (GtkSnapshot *snapshot, GskPath *path, float width, const GdkRGBA *color)
{
  g_autoptr (GskStroke) stroke = gsk_stroke_new (width);

  gsk_stroke_set_dash (stroke, (float[]) { 3, 2 }, 2);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
}

static GskPath *
mark_path (MusterDirection direction, float x, float y, float r)
{
  GskPathBuilder *builder = gsk_path_builder_new ();

  if (direction == MUSTER_DIRECTION_NONE)
    {
      gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (x, y), r * 0.72f);
      return gsk_path_builder_free_to_path (builder);
    }

  /* ▲ in, ▼ out */
  if (direction == MUSTER_DIRECTION_OUT)
    r = -r;
  gsk_path_builder_move_to (builder, x, y - r);
  gsk_path_builder_line_to (builder, x + ABS (r) * 1.1f, y + r * 0.8f);
  gsk_path_builder_line_to (builder, x - ABS (r) * 1.1f, y + r * 0.8f);
  gsk_path_builder_close (builder);

  return gsk_path_builder_free_to_path (builder);
}

static MusterDirection
direction_of (const MusterPlaced *placed)
{
  if (placed->verdict == MUSTER_VERDICT_IN)
    return MUSTER_DIRECTION_IN;

  return placed->verdict == MUSTER_VERDICT_OUT ? MUSTER_DIRECTION_OUT
                                               : MUSTER_DIRECTION_NONE;
}

static void
draw_cross (MusterDayFigure *self, GtkSnapshot *snapshot, float x, const GdkRGBA *color)
{
  const Frame *frame = &self->frame;
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskStroke) stroke = gsk_stroke_new (self->tall ? 1.6f : 1.2f);
  g_autoptr (GskPath) path = NULL;
  float r = frame->mark * 0.75f;
  float y = frame->crosses;

  gsk_path_builder_move_to (builder, x - r, y - r);
  gsk_path_builder_line_to (builder, x + r, y + r);
  gsk_path_builder_move_to (builder, x + r, y - r);
  gsk_path_builder_line_to (builder, x - r, y + r);
  path = gsk_path_builder_to_path (builder);

  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
}

static void
draw_punch (MusterDayFigure *self,
            GtkSnapshot *snapshot,
            const MusterColors *colors,
            const MusterFigurePart *part)
{
  const Frame *frame = &self->frame;
  const MusterPlaced *placed = placed_at (self, part->index);
  gboolean outside = placed->site == MUSTER_SITE_OUTSIDE;
  gboolean hollow = placed->site == MUSTER_SITE_UNCERTAIN;
  float x = (float) muster_day_figure_get_x (self, part->from);
  GdkRGBA color = outside ? colors->error_line : colors->text;
  GdkRGBA faint = muster_colors_fade (&colors->text, colors->contrast ? 0.9 : 0.55);
  g_autoptr (GskPath) path = NULL;

  if (!counts (placed))
    {
      draw_cross (self, snapshot, x, &faint);
      return;
    }

  draw_rect (snapshot, floorf (x - frame->line / 2 + 0.5f), frame->top, frame->line,
             frame->base - frame->top, &color);

  path = mark_path (direction_of (placed), x, frame->marks, frame->mark);
  if (hollow)
    {
      g_autoptr (GskStroke) stroke = gsk_stroke_new (1.2f);

      gtk_snapshot_append_stroke (snapshot, path, stroke, &color);
    }
  else
    gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &color);

  if (outside || (placed->punch.marks & MUSTER_PUNCH_CORRECTION))
    {
      g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
      g_autoptr (GskStroke) stroke = gsk_stroke_new (1);
      g_autoptr (GskPath) ring = NULL;

      gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (x, frame->marks),
                                   frame->mark * 1.9f);
      ring = gsk_path_builder_to_path (builder);
      gtk_snapshot_append_stroke (snapshot, ring, stroke, &color);
    }
}

static void
draw_missing (MusterDayFigure *self,
              GtkSnapshot *snapshot,
              const MusterColors *colors,
              const MusterFigurePart *part)
{
  const Frame *frame = &self->frame;
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskStroke) stroke = gsk_stroke_new (1.2f);
  g_autoptr (GskPath) line = NULL;
  g_autoptr (GskPath) mark = NULL;
  float x = (float) muster_day_figure_get_x (self, part->from);

  gsk_path_builder_move_to (builder, x, frame->top - 1);
  gsk_path_builder_line_to (builder, x, frame->base);
  line = gsk_path_builder_to_path (builder);
  mark = mark_path (part->kind == MUSTER_FIGURE_MISSING_IN ? MUSTER_DIRECTION_IN
                                                           : MUSTER_DIRECTION_OUT,
                    x, frame->marks, frame->mark);

  draw_dashes (snapshot, line, self->tall ? 2 : 1.5f, &colors->warning_line);
  gtk_snapshot_append_stroke (snapshot, mark, stroke, &colors->warning_line);
}

static void
draw_absence (MusterDayFigure *self,
              GtkSnapshot *snapshot,
              const MusterColors *colors,
              const graphene_rect_t *box)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  GdkRGBA wash = muster_colors_fade (&colors->error, 0.12);
  graphene_rect_t inner;

  if (box->size.width < 3)
    return;

  graphene_rect_inset_r (box, 0.5f, 0.5f, &inner);
  gsk_path_builder_add_rect (builder, &inner);
  path = gsk_path_builder_to_path (builder);

  gtk_snapshot_append_color (snapshot, &wash, box);
  draw_dashes (snapshot, path, 1, &colors->error_line);
}

/* The ends of the window as fine brackets that open inwards */
static void
draw_window (MusterDayFigure *self,
             GtkSnapshot *snapshot,
             const MusterColors *colors,
             const MusterFigurePart *part)
{
  const Frame *frame = &self->frame;
  GdkRGBA color = muster_colors_fade (&colors->text, colors->contrast ? 0.8 : 0.35);
  gint64 left_edge = self->midnight + self->from * MUSTER_MINUTE;
  gint64 right_edge = self->midnight + self->until * MUSTER_MINUTE;
  float top = frame->top - 1;
  float height = frame->base - top;
  float foot = self->tall ? 4 : 3;

  if (part->from >= left_edge)
    {
      float x = (float) muster_day_figure_get_x (self, part->from);

      draw_rect (snapshot, x, top, 1, height, &color);
      draw_rect (snapshot, x, top, foot, 1, &color);
      draw_rect (snapshot, x, frame->base - 1, foot, 1, &color);
    }

  if (part->until <= right_edge)
    {
      float x = (float) muster_day_figure_get_x (self, part->until);

      draw_rect (snapshot, x - 1, top, 1, height, &color);
      draw_rect (snapshot, x - foot, top, foot, 1, &color);
      draw_rect (snapshot, x - foot, frame->base - 1, foot, 1, &color);
    }
}

static void
draw_segment (MusterDayFigure *self,
              GtkSnapshot *snapshot,
              const MusterColors *colors,
              const graphene_rect_t *box)
{
  GdkRGBA block = muster_colors_fade (&colors->text, colors->contrast ? 0.22 : 0.1);
  GdkRGBA line = muster_colors_fade (&colors->text, colors->contrast ? 1 : 0.45);
  float radius = self->tall ? 4 : 2;

  if (self->sheet->day.status == MUSTER_STATUS_ABSENT && self->sheet->day.worked_sec == 0)
    draw_absence (self, snapshot, colors, box);
  else
    draw_block (snapshot, box, radius, &block);

  draw_rect (snapshot, box->origin.x, self->frame.base, box->size.width, self->frame.line,
             &line);
}

static void
draw_part (MusterDayFigure *self,
           GtkSnapshot *snapshot,
           const MusterColors *colors,
           const MusterFigurePart *part)
{
  const Frame *frame = &self->frame;
  float radius = self->tall ? 3 : 1.5f;

  switch (part->kind)
    {
    case MUSTER_FIGURE_WINDOW:
      draw_window (self, snapshot, colors, part);
      break;
    case MUSTER_FIGURE_SEGMENT:
      draw_segment (self, snapshot, colors, &part->box);
      break;
    case MUSTER_FIGURE_COVERED:
      draw_hatch (snapshot, &part->box, self->tall ? 7 : 4, &colors->covered);
      break;
    case MUSTER_FIGURE_WORKED:
      draw_block (snapshot, &part->box, radius, &colors->worked);
      break;
    case MUSTER_FIGURE_OVERTIME:
      draw_block (snapshot, &part->box, radius, &colors->overtime);
      break;
    case MUSTER_FIGURE_LATE:
    case MUSTER_FIGURE_EARLY:
      draw_block (snapshot, &part->box, MIN (radius, part->box.size.width / 2),
                  &colors->warning);
      break;
    case MUSTER_FIGURE_MISSING_IN:
    case MUSTER_FIGURE_MISSING_OUT:
      draw_missing (self, snapshot, colors, part);
      break;
    case MUSTER_FIGURE_NOW:
      draw_rect (snapshot, part->box.origin.x, frame->top - 3, 1,
                 frame->base - frame->top + 3 + 2 * frame->mark, &colors->text);
      if (self->tall)
        draw_rect (snapshot, part->box.origin.x - 2, frame->top - 4, 5, 2, &colors->text);
      break;
    case MUSTER_FIGURE_PUNCH:
      draw_punch (self, snapshot, colors, part);
      break;
    case MUSTER_FIGURE_REST:
    default:
      break;
    }
}

static int
hours_between_lines (MusterDayFigure *self, double least)
{
  static const int steps[] = { 1, 2, 3, 4, 6, 12 };
  double hour =
    (self->width - 2.0 * self->frame.margin) / (self->until - self->from) * HOUR;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (hour * steps[i] >= least)
      return steps[i];

  return 24;
}

static void
draw_label (GtkSnapshot *snapshot,
            PangoLayout *layout,
            float x,
            float y,
            const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_hours (MusterDayFigure *self,
            GtkSnapshot *snapshot,
            const MusterColors *colors,
            PangoLayout *layout)
{
  GdkRGBA line = muster_colors_fade (&colors->text, colors->contrast ? 0.3 : 0.08);
  GdkRGBA axis = muster_colors_fade (&colors->text, colors->contrast ? 0.6 : 0.16);
  GdkRGBA text = muster_colors_fade (&colors->text, colors->contrast ? 1 : 0.6);
  int step = hours_between_lines (self, self->tall ? 44 : 26) * HOUR;
  int first = (int) ceil ((double) self->from / step) * step;

  draw_rect (snapshot, 0, self->frame.base, (float) self->width, 1, &axis);

  for (int minutes = first; minutes <= self->until; minutes += step)
    {
      gint64 at = self->midnight + minutes * MUSTER_MINUTE;
      float x = (float) muster_day_figure_get_x (self, at);
      g_autofree char *label = NULL;
      int width, height;

      draw_rect (snapshot, x, self->frame.top, 1, self->frame.base - self->frame.top,
                 &line);
      if (!self->tall || layout == NULL)
        continue;

      label = g_strdup_printf ("%02d:00", ((minutes / HOUR) % 24 + 24) % 24);
      pango_layout_set_text (layout, label, -1);
      pango_layout_get_pixel_size (layout, &width, &height);
      draw_label (snapshot, layout,
                  CLAMP (x - (float) width / 2, 0, (float) (self->width - width)),
                  (float) (self->height - height), &text);
    }
}

/* The time of each punch that counts, above it, as far as they do not run into each other */
static void
draw_times (MusterDayFigure *self,
            GtkSnapshot *snapshot,
            const MusterColors *colors,
            PangoLayout *layout)
{
  float free_from = 0;

  for (guint i = 0; i < self->sheet->placed->len; i++)
    {
      const MusterPlaced *placed = placed_at (self, i);
      g_autofree char *label = NULL;
      int width, height;
      float x;

      if (!counts (placed))
        continue;

      label = muster_text_time (placed->punch.at, self->sheet->zone, MUSTER_DATE_NONE);
      pango_layout_set_text (layout, label, -1);
      pango_layout_get_pixel_size (layout, &width, &height);
      x = (float) muster_day_figure_get_x (self, placed->punch.at) - (float) width / 2;
      x = CLAMP (x, 0, (float) (self->width - width));
      if (x < free_from)
        continue;

      draw_label (snapshot, layout, x, 0, &colors->text);
      free_from = x + (float) width + 4;
    }
}

void
muster_day_figure_draw (MusterDayFigure *figure,
                        GtkSnapshot *snapshot,
                        const MusterColors *colors,
                        PangoLayout *layout)
{
  g_return_if_fail (figure != NULL);

  draw_hours (figure, snapshot, colors, layout);

  for (guint i = 0; i < figure->parts->len; i++)
    draw_part (figure, snapshot, colors,
               &g_array_index (figure->parts, MusterFigurePart, i));

  if (figure->tall && layout != NULL)
    draw_times (figure, snapshot, colors, layout);
}
