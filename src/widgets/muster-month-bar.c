/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-month-bar.h"

#include "muster-day-mark.h"
#include "muster-day-text.h"
#include "muster-text.h"

#define LEAST_CELL 8
#define NATURAL_CELL 24
#define HEIGHT 26
#define HEADING_HEIGHT 34
#define ROOM_FOR_NUMBER 15

struct _MusterMonthBar
{
  GtkWidget parent_instance;

  gboolean heading;
  MusterDates dates;
  MusterDate today;
  MusterDate cursor;
  GArray *days;
};

G_DEFINE_FINAL_TYPE (MusterMonthBar, muster_month_bar, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static int
count_dates (MusterMonthBar *self)
{
  return self->dates.from == MUSTER_DATE_NONE ? 0 : self->dates.to - self->dates.from + 1;
}

static graphene_rect_t
box_of (MusterMonthBar *self, int index)
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

static MusterDate
date_at (MusterMonthBar *self, double x)
{
  int n = count_dates (self);

  for (int i = 0; i < n; i++)
    {
      graphene_rect_t box = box_of (self, i);

      if (x >= box.origin.x - 1 && x < box.origin.x + box.size.width + 1)
        return self->dates.from + i;
    }

  return MUSTER_DATE_NONE;
}

static void
draw_text (GtkWidget *widget,
           GtkSnapshot *snapshot,
           const char *text,
           const graphene_rect_t *box,
           float y,
           gboolean bold,
           const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (bold ? 0.85 : 0.72));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if ((float) width > box->size.width + 2)
    return;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (
                roundf (box->origin.x + (box->size.width - (float) width) / 2), y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_date (MusterMonthBar *self,
           GtkSnapshot *snapshot,
           const MusterColors *colors,
           const graphene_rect_t *box,
           MusterDate date)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean weekend = muster_date_get_weekday (date) >= 5;
  gboolean today = date == self->today;
  const GdkRGBA number = today ? colors->covered
                               : muster_colors_fade (&colors->text, weekend ? 0.55 : 0.9);
  const GdkRGBA dim =
    muster_colors_fade (today ? &colors->covered : &colors->text, weekend ? 0.5 : 0.65);
  g_autofree char *text = NULL;
  int of_month;

  muster_date_get_ymd (date, NULL, NULL, &of_month);
  /* Where there is no room for each number, every fifth will do. */
  if (box->size.width < ROOM_FOR_NUMBER && of_month % 5 != 0 && of_month != 1)
    return;

  text = g_strdup_printf ("%d", of_month);
  if (box->size.width < ROOM_FOR_NUMBER)
    {
      graphene_rect_t wider = GRAPHENE_RECT_INIT (box->origin.x - box->size.width / 2,
                                                  box->origin.y, 2 * box->size.width,
                                                  box->size.height);

      draw_text (widget, snapshot, text, &wider, 8, TRUE, &number);
      return;
    }

  draw_text (widget, snapshot, text, box, 1, TRUE, &number);
  draw_text (widget, snapshot, muster_text_weekday_letter (date), box, 18, FALSE, &dim);
}

static void
muster_month_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterMonthBar *self = MUSTER_MONTH_BAR (widget);
  int n = count_dates (self);
  MusterColors colors;

  muster_colors_read (widget, &colors);
  for (int i = 0; i < n; i++)
    {
      graphene_rect_t box = box_of (self, i);
      MusterDate date = self->dates.from + i;

      if (self->heading)
        draw_date (self, snapshot, &colors, &box, date);
      else
        muster_day_mark_draw (widget, snapshot, &colors, &box,
                              muster_day_text_find (self->days, date), FALSE);
      if (date == self->cursor && !self->heading)
        muster_day_mark_ring (snapshot, &colors, &box);
    }
}

static void
muster_month_bar_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  MusterMonthBar *self = MUSTER_MONTH_BAR (widget);
  int n = MAX (count_dates (self), 28);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = n * LEAST_CELL;
      *natural = n * NATURAL_CELL;
    }
  else
    {
      *minimum = *natural = self->heading ? HEADING_HEIGHT : HEIGHT;
    }
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  MusterMonthBar *self = MUSTER_MONTH_BAR (widget);
  MusterDate date = keyboard ? self->cursor : date_at (self, x);
  g_autofree char *text = NULL;
  graphene_rect_t box;
  GdkRectangle area;

  if (date == MUSTER_DATE_NONE || count_dates (self) == 0)
    return FALSE;

  text = muster_day_text_of_date (
    self->heading ? NULL : muster_day_text_find (self->days, date), date);
  box = box_of (self, date - self->dates.from);
  area = (GdkRectangle) { (int) box.origin.x, (int) box.origin.y, (int) box.size.width,
                          (int) box.size.height };
  gtk_tooltip_set_tip_area (tooltip, &area);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
released_cb (MusterMonthBar *self, int n_press, double x, double y)
{
  MusterDate date = date_at (self, x);

  if (date != MUSTER_DATE_NONE)
    g_signal_emit (self, signals[CHOSEN], 0, date);
}

static void
muster_month_bar_finalize (GObject *object)
{
  g_clear_pointer (&MUSTER_MONTH_BAR (object)->days, g_array_unref);

  G_OBJECT_CLASS (muster_month_bar_parent_class)->finalize (object);
}

static void
muster_month_bar_class_init (MusterMonthBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = muster_month_bar_finalize;
  widget_class->snapshot = muster_month_bar_snapshot;
  widget_class->measure = muster_month_bar_measure;

  signals[CHOSEN] = g_signal_new ("chosen", MUSTER_TYPE_MONTH_BAR, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "monthbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
muster_month_bar_init (MusterMonthBar *self)
{
  self->dates = (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_NONE };
  self->today = self->cursor = MUSTER_DATE_NONE;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

GtkWidget *
muster_month_bar_new (gboolean heading)
{
  MusterMonthBar *self = g_object_new (MUSTER_TYPE_MONTH_BAR, NULL);

  self->heading = heading;
  if (!heading)
    {
      GtkGesture *click = gtk_gesture_click_new ();

      g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
      gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
    }

  return GTK_WIDGET (self);
}

/* What a screen reader says of it: the days that are not as they should be. */
static void
name_bar (MusterMonthBar *self)
{
  g_autofree char *text = self->days != NULL ? muster_day_text_month (self->days)
                                             : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

void
muster_month_bar_set_days (MusterMonthBar *self, MusterDates dates, GArray *days)
{
  g_return_if_fail (MUSTER_IS_MONTH_BAR (self));

  if (days != NULL)
    g_array_ref (days);
  g_clear_pointer (&self->days, g_array_unref);
  self->days = days;
  self->dates = dates;
  if (!self->heading)
    name_bar (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
muster_month_bar_set_today (MusterMonthBar *self, MusterDate today)
{
  g_return_if_fail (MUSTER_IS_MONTH_BAR (self));

  self->today = today;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
muster_month_bar_set_cursor (MusterMonthBar *self, MusterDate cursor)
{
  g_autofree char *text = NULL;

  g_return_if_fail (MUSTER_IS_MONTH_BAR (self));

  if (self->cursor == cursor)
    return;

  self->cursor = cursor;
  if (cursor != MUSTER_DATE_NONE)
    {
      text = muster_day_text_of_date (muster_day_text_find (self->days, cursor), cursor);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
