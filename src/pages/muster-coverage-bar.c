/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-coverage-bar.h"

#include "muster-colors.h"
#include "muster-coverage-text.h"

#define LEAST_CELL 8
#define NATURAL_CELL 24
#define HEIGHT 26
#define RADIUS 3.0f

struct _MusterCoverageBar
{
  GtkWidget parent_instance;

  MusterCoverageRow *row;
};

G_DEFINE_FINAL_TYPE (MusterCoverageBar, muster_coverage_bar, GTK_TYPE_WIDGET)

static int
place_of (MusterCoverageBar *self, int index)
{
  int n = (int) self->row->people->len;

  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? n - 1 - index
                                                                          : index;
}

static void
draw_text (GtkWidget *widget,
           GtkSnapshot *snapshot,
           const char *text,
           const graphene_rect_t *box,
           double scale,
           const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, &height);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (
                roundf (box->origin.x + (box->size.width - (float) width) / 2),
                roundf (box->origin.y + (box->size.height - (float) height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_day (MusterCoverageBar *self,
          GtkSnapshot *snapshot,
          const MusterColors *colors,
          guint index)
{
  GtkWidget *widget = GTK_WIDGET (self);
  float cell = (float) gtk_widget_get_width (widget) / (float) self->row->people->len;
  float left = roundf (cell * (float) place_of (self, (int) index));
  guint people = g_array_index (self->row->people, guint, index);
  int lacking = self->row->shift->minimum - (int) people;
  graphene_rect_t box = GRAPHENE_RECT_INIT (left + 1, 1, roundf (cell) - 2, HEIGHT - 2);
  g_autofree char *text = g_strdup_printf ("%u", people);
  GdkRGBA color = muster_colors_fade (&colors->text, people > 0 ? 0.8 : 0.35);

  if (lacking > 0)
    {
      graphene_rect_t upper = GRAPHENE_RECT_INIT (box.origin.x, box.origin.y,
                                                  box.size.width, box.size.height / 2);
      graphene_rect_t lower = GRAPHENE_RECT_INIT (box.origin.x,
                                                  box.origin.y + box.size.height / 2,
                                                  box.size.width, box.size.height / 2);
      g_autofree char *minus = g_strdup_printf ("−%d", lacking);
      GskRoundedRect shape;

      color = muster_colors_fade (&colors->error, 0.18);
      gsk_rounded_rect_init_from_rect (&shape, &box, RADIUS);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &color, &box);
      gtk_snapshot_pop (snapshot);
      draw_text (widget, snapshot, text, &upper, 0.72, &colors->error_line);
      draw_text (widget, snapshot, minus, &lower, 0.72, &colors->error_line);
      return;
    }

  draw_text (widget, snapshot, text, &box, 0.85, &color);
}

static void
muster_coverage_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterCoverageBar *self = MUSTER_COVERAGE_BAR (widget);
  MusterColors colors;

  muster_colors_read (widget, &colors);
  for (guint i = 0; i < self->row->people->len; i++)
    draw_day (self, snapshot, &colors, i);
}

static void
muster_coverage_bar_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  int n = (int) MUSTER_COVERAGE_BAR (widget)->row->people->len;

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? n * LEAST_CELL : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? n * NATURAL_CELL : HEIGHT;
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  MusterCoverageBar *self = MUSTER_COVERAGE_BAR (widget);
  int n = (int) self->row->people->len;
  int width = gtk_widget_get_width (widget);
  g_autofree char *text = NULL;

  if (keyboard || width == 0)
    return FALSE;

  text = muster_coverage_text_date (
    self->row, (guint) place_of (self, CLAMP (x * n / width, 0, n - 1)));
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
muster_coverage_bar_finalize (GObject *object)
{
  g_clear_object (&MUSTER_COVERAGE_BAR (object)->row);

  G_OBJECT_CLASS (muster_coverage_bar_parent_class)->finalize (object);
}

static void
muster_coverage_bar_class_init (MusterCoverageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = muster_coverage_bar_finalize;
  widget_class->snapshot = muster_coverage_bar_snapshot;
  widget_class->measure = muster_coverage_bar_measure;

  gtk_widget_class_set_css_name (widget_class, "coveragebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
muster_coverage_bar_init (MusterCoverageBar *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/* What a screen reader says of the whole: only the days that are short. */
static void
name_bar (MusterCoverageBar *self)
{
  g_autoptr (GString) text = g_string_new (self->row->shift->name);

  for (guint i = 0; i < self->row->people->len; i++)
    if ((int) g_array_index (self->row->people, guint, i) < self->row->shift->minimum)
      {
        g_autofree char *one = muster_coverage_text_date (self->row, i);

        g_string_append_printf (text, ". %s", one);
      }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text->str, -1);
}

GtkWidget *
muster_coverage_bar_new (MusterCoverageRow *row)
{
  MusterCoverageBar *self;

  g_return_val_if_fail (MUSTER_IS_COVERAGE_ROW (row) && row->people->len > 0, NULL);

  self = g_object_new (MUSTER_TYPE_COVERAGE_BAR, NULL);
  self->row = g_object_ref (row);
  name_bar (self);

  return GTK_WIDGET (self);
}
