/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-plan-bar.h"

#include "muster-colors.h"
#include "muster-day-mark.h"
#include "muster-day.h"
#include "muster-note.h"
#include "muster-plan-text.h"

#define LEAST_CELL 8
#define NATURAL_CELL 24
#define HEIGHT 28
#define RADIUS 3.0f
#define CORNER 7.0f

struct _MusterPlanBar
{
  GtkWidget parent_instance;

  MusterDates dates;
  MusterDates selected;
  MusterDate cursor;
  GArray *plans;
  GObject *owner;
};

G_DEFINE_FINAL_TYPE (MusterPlanBar, muster_plan_bar, GTK_TYPE_WIDGET)

/* Named colours of the platform's palette */
static const char *const tints[] = { "#3584e4", "#33a02c", "#e66100",
                                     "#9141ac", "#986a44", "#c0316f" };

void
muster_plan_bar_get_tint (int place, GdkRGBA *color)
{
  gdk_rgba_parse (color, tints[MAX (place, 0) % (int) G_N_ELEMENTS (tints)]);
}

static int
count_dates (MusterPlanBar *self)
{
  return self->dates.from == MUSTER_DATE_NONE ? 0 : self->dates.to - self->dates.from + 1;
}

static graphene_rect_t
box_of (MusterPlanBar *self, int index)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  int n = count_dates (self);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int place = rtl ? n - 1 - index : index;
  float left = roundf (width * (float) place / (float) n);
  float right = roundf (width * (float) (place + 1) / (float) n);

  return GRAPHENE_RECT_INIT (left + 1, 1, MAX (right - left - 2, 1), height - 2);
}

MusterDate
muster_plan_bar_get_date (MusterPlanBar *self, double x)
{
  int n;
  int width;
  int index;

  g_return_val_if_fail (MUSTER_IS_PLAN_BAR (self), MUSTER_DATE_NONE);

  n = count_dates (self);
  width = gtk_widget_get_width (GTK_WIDGET (self));
  if (n == 0 || width == 0)
    return MUSTER_DATE_NONE;

  index = CLAMP ((int) (x * n / width), 0, n - 1);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    index = n - 1 - index;

  return self->dates.from + index;
}

static const MusterPlan *
find_plans (MusterPlanBar *self, MusterDate date, guint *n)
{
  const MusterPlan *first = NULL;

  *n = 0;
  for (guint i = 0; self->plans != NULL && i < self->plans->len; i++)
    {
      const MusterPlan *plan = &g_array_index (self->plans, MusterPlan, i);

      if (plan->date > date)
        break;
      if (plan->date == date && (*n)++ == 0)
        first = plan;
    }

  return first;
}

static void
draw_mark (GtkWidget *widget,
           GtkSnapshot *snapshot,
           const char *text,
           const graphene_rect_t *box,
           double scale,
           const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  if ((float) width > box->size.width + 1)
    return; /* the tint says it too */

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (
                roundf (box->origin.x + (box->size.width - (float) width) / 2),
                roundf (box->origin.y + (box->size.height - (float) height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_corner (GtkSnapshot *snapshot, const graphene_rect_t *box, const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  float right = box->origin.x + box->size.width;

  gsk_path_builder_move_to (builder, right - CORNER, box->origin.y);
  gsk_path_builder_line_to (builder, right, box->origin.y);
  gsk_path_builder_line_to (builder, right, box->origin.y + CORNER);
  gsk_path_builder_close (builder);
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, color);
}

static void
tint_of (const MusterPlan *plan, const MusterColors *colors, GdkRGBA *color)
{
  if (plan->shift != NULL)
    {
      muster_plan_bar_get_tint (plan->place, color);
      color->alpha = 0.22f;
    }
  else if (plan->type == MUSTER_DAY_STATUTORY)
    *color = muster_colors_fade (&colors->covered, 0.14);
  else if (plan->type == MUSTER_DAY_REST)
    *color = muster_colors_fade (&colors->text, 0.05);
  else
    color->alpha = 0;
}

static gboolean
is_chosen (const MusterPlan *plan)
{
  return plan->reason == MUSTER_REASON_ROSTERED ||
         plan->reason == MUSTER_REASON_ROSTERED_REST;
}

/* Several shifts share the cell, one above the other. */
static void
draw_plan (GtkWidget *widget,
           GtkSnapshot *snapshot,
           const MusterColors *colors,
           const MusterPlan *plan,
           const graphene_rect_t *box,
           gboolean alone)
{
  g_autofree char *mark = muster_plan_text_mark (plan);
  GdkRGBA color = { 0 };
  GskRoundedRect shape;

  tint_of (plan, colors, &color);
  if (color.alpha > 0)
    {
      gsk_rounded_rect_init_from_rect (&shape, box, RADIUS);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &color, box);
      gtk_snapshot_pop (snapshot);
    }

  color = plan->type == MUSTER_DAY_STATUTORY && plan->shift == NULL
            ? colors->covered
            : muster_colors_fade (&colors->text,
                                  plan->shift != NULL || colors->contrast ? 1 : 0.55);
  draw_mark (widget, snapshot, mark, box, alone ? 0.9 : 0.6, &color);

  if (is_chosen (plan))
    {
      GdkRGBA line = muster_colors_fade (&colors->text, 0.75);
      graphene_rect_t below = GRAPHENE_RECT_INIT (box->origin.x + 3,
                                                  box->origin.y + box->size.height - 2,
                                                  MAX (box->size.width - 6, 2), 2);

      if (plan->shift != NULL)
        muster_plan_bar_get_tint (plan->place, &line);
      gtk_snapshot_append_color (snapshot, &line, &below);
    }
  if (plan->warnings != 0)
    draw_corner (snapshot, box, &colors->warning_line);
}

static void
draw_date (MusterPlanBar *self,
           GtkSnapshot *snapshot,
           const MusterColors *colors,
           int index)
{
  MusterDate date = self->dates.from + index;
  graphene_rect_t box = box_of (self, index);
  guint n;
  const MusterPlan *plans = find_plans (self, date, &n);

  for (guint i = 0; i < n; i++)
    {
      float height = box.size.height / (float) n;
      graphene_rect_t part = GRAPHENE_RECT_INIT (
        box.origin.x, box.origin.y + height * (float) i, box.size.width, height);

      draw_plan (GTK_WIDGET (self), snapshot, colors, &plans[i], &part, n == 1);
    }

  if (self->selected.from != MUSTER_DATE_NONE && self->selected.from <= date &&
      date <= self->selected.to)
    {
      GdkRGBA veil = muster_colors_fade (&colors->worked, 0.22);
      graphene_rect_t whole =
        GRAPHENE_RECT_INIT (box.origin.x - 1, 0, box.size.width + 2, box.size.height + 2);

      gtk_snapshot_append_color (snapshot, &veil, &whole);
    }
  if (date == self->cursor)
    muster_day_mark_ring (snapshot, colors, &box);
}

static void
muster_plan_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterPlanBar *self = MUSTER_PLAN_BAR (widget);
  int n = count_dates (self);
  MusterColors colors;

  muster_colors_read (widget, &colors);
  for (int i = 0; i < n; i++)
    draw_date (self, snapshot, &colors, i);
}

static void
muster_plan_bar_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  int n = MAX (count_dates (MUSTER_PLAN_BAR (widget)), 28);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = n * LEAST_CELL;
      *natural = n * NATURAL_CELL;
    }
  else
    {
      *minimum = *natural = HEIGHT;
    }
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  MusterPlanBar *self = MUSTER_PLAN_BAR (widget);
  MusterDate date = keyboard ? self->cursor : muster_plan_bar_get_date (self, x);
  g_autofree char *text = NULL;
  const MusterPlan *plans;
  graphene_rect_t box;
  GdkRectangle area;
  guint n;

  if (date == MUSTER_DATE_NONE)
    return FALSE;

  plans = find_plans (self, date, &n);
  text = muster_plan_text_date (plans, n, date);
  box = box_of (self, date - self->dates.from);
  area = (GdkRectangle) { (int) box.origin.x, (int) box.origin.y, (int) box.size.width,
                          (int) box.size.height };
  gtk_tooltip_set_tip_area (tooltip, &area);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
muster_plan_bar_finalize (GObject *object)
{
  MusterPlanBar *self = MUSTER_PLAN_BAR (object);

  g_clear_pointer (&self->plans, g_array_unref);
  g_clear_object (&self->owner);

  G_OBJECT_CLASS (muster_plan_bar_parent_class)->finalize (object);
}

static void
muster_plan_bar_class_init (MusterPlanBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = muster_plan_bar_finalize;
  widget_class->snapshot = muster_plan_bar_snapshot;
  widget_class->measure = muster_plan_bar_measure;

  gtk_widget_class_set_css_name (widget_class, "planbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
muster_plan_bar_init (MusterPlanBar *self)
{
  self->dates = self->selected = (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_NONE };
  self->cursor = MUSTER_DATE_NONE;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

GtkWidget *
muster_plan_bar_new (void)
{
  return g_object_new (MUSTER_TYPE_PLAN_BAR, NULL);
}

/* What a screen reader says of the whole: the shifts in order of date. */
static void
name_bar (MusterPlanBar *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->plans != NULL && i < self->plans->len; i++)
    {
      const MusterPlan *plan = &g_array_index (self->plans, MusterPlan, i);
      g_autofree char *mark = muster_plan_text_mark (plan);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, mark);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text->str, -1);
}

void
muster_plan_bar_set_plans (MusterPlanBar *self,
                           MusterDates dates,
                           GArray *plans,
                           GObject *owner)
{
  g_return_if_fail (MUSTER_IS_PLAN_BAR (self));

  if (plans != NULL)
    g_array_ref (plans);
  g_clear_pointer (&self->plans, g_array_unref);
  self->plans = plans;
  g_set_object (&self->owner, owner);
  if (self->dates.to - self->dates.from != dates.to - dates.from)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->dates = dates;
  name_bar (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
describe_cursor (MusterPlanBar *self)
{
  g_autofree char *text = NULL;
  const MusterPlan *plans;
  guint n;

  if (self->cursor == MUSTER_DATE_NONE)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self),
                                     GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }

  plans = find_plans (self, self->cursor, &n);
  text = muster_plan_text_date (plans, n, self->cursor);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

void
muster_plan_bar_set_selection (MusterPlanBar *self,
                               MusterDates selected,
                               MusterDate cursor)
{
  g_return_if_fail (MUSTER_IS_PLAN_BAR (self));

  if (self->selected.from == selected.from && self->selected.to == selected.to &&
      self->cursor == cursor)
    return;

  self->selected = selected;
  self->cursor = cursor;
  describe_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
