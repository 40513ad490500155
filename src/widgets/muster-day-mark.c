/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-mark.h"

#include "muster-day-text.h"

#define RADIUS 4.0f
#define DOT 2.0f

typedef struct
{
  const GdkRGBA *field; /* NULL for none */
  double strength;
  const GdkRGBA *letter;
  double fade;
  gboolean dashed;
} Look;

static Look
look_of (const MusterDay *day, const MusterColors *colors)
{
  const MusterWord *word = muster_day_text_sign (day);
  const char *style = word != NULL ? word->style : NULL;
  Look look = { NULL, 0, &colors->text, colors->contrast ? 1 : 0.55, FALSE };

  switch ((MusterStatus) day->status)
    {
    case MUSTER_STATUS_REST:
      look.field = &colors->text;
      look.strength = 0.05;
      return look;
    case MUSTER_STATUS_LEAVE:
    case MUSTER_STATUS_HOLIDAY:
      look.field = look.letter = &colors->covered;
      look.strength = 0.14;
      look.fade = 1;
      return look;
    case MUSTER_STATUS_NONE:
    case MUSTER_STATUS_PENDING:
    case MUSTER_STATUS_PRESENT:
    case MUSTER_STATUS_ABSENT:
    case MUSTER_STATUS_HALF_DAY:
    case MUSTER_STATUS_INCOMPLETE:
    case MUSTER_N_STATUSES:
    default:
      break;
    }

  if (g_strcmp0 (style, "error") == 0)
    look = (Look) { &colors->error, 0.24, &colors->error_line, 1, FALSE };
  else if (g_strcmp0 (style, "warning") == 0)
    look = (Look) { &colors->warning, 0.26, &colors->warning_line, 1,
                    day->status == MUSTER_STATUS_INCOMPLETE };

  return look;
}

static void
draw_dashes (GtkSnapshot *snapshot, const GskRoundedRect *shape, const GdkRGBA *color)
{
  static const float dashes[] = { 3, 2 };
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  GskStroke *stroke = gsk_stroke_new (1);

  gsk_path_builder_add_rounded_rect (builder, shape);
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gsk_stroke_set_dash (stroke, dashes, G_N_ELEMENTS (dashes));
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
  gsk_stroke_free (stroke);
}

static void
draw_letter (GtkWidget *widget,
             GtkSnapshot *snapshot,
             const char *text,
             const graphene_rect_t *box,
             gboolean bold,
             const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (bold ? 1.1 : 0.85));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  if ((float) width > box->size.width + 1)
    return; /* the field says it too */

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (
                roundf (box->origin.x + (box->size.width - (float) width) / 2),
                roundf (box->origin.y + (box->size.height - (float) height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

void
muster_day_mark_draw (GtkWidget *widget,
                      GtkSnapshot *snapshot,
                      const MusterColors *colors,
                      const graphene_rect_t *box,
                      const MusterDay *day,
                      gboolean bold)
{
  GskRoundedRect shape;
  GdkRGBA color;
  Look look;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (day == NULL)
    return;

  look = look_of (day, colors);
  gsk_rounded_rect_init_from_rect (&shape, box, RADIUS);
  if (look.field != NULL)
    {
      color = muster_colors_fade (look.field, look.strength);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &color, box);
      gtk_snapshot_pop (snapshot);
    }
  if (look.dashed)
    draw_dashes (snapshot, &shape, look.letter);

  color = muster_colors_fade (look.letter, look.fade);
  draw_letter (widget, snapshot, muster_day_text_mark (day), box, bold, &color);

  if ((day->flags & MUSTER_FLAG_CORRECTED) != 0)
    {
      graphene_rect_t dot =
        GRAPHENE_RECT_INIT (box->origin.x + box->size.width - 2 * DOT - 2,
                            box->origin.y + 2, 2 * DOT, 2 * DOT);

      gsk_rounded_rect_init_from_rect (&shape, &dot, DOT);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &colors->covered, &dot);
      gtk_snapshot_pop (snapshot);
    }
}

void
muster_day_mark_ring (GtkSnapshot *snapshot,
                      const MusterColors *colors,
                      const graphene_rect_t *box)
{
  const float widths[] = { 2, 2, 2, 2 };
  const GdkRGBA lines[] = { colors->covered, colors->covered, colors->covered,
                            colors->covered };
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, box, RADIUS);
  gtk_snapshot_append_border (snapshot, &shape, widths, lines);
}
