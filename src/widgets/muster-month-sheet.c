/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-month-sheet.h"

#include "muster-day-mark.h"
#include "muster-day-text.h"
#include "muster-text.h"

#define N_WEEKDAYS 7
#define HEAD 22.0f
#define LEAST_CELL 30
#define NATURAL_CELL 46
#define CELL_HEIGHT 44
#define ROOM_FOR_WORDS 92

struct _MusterMonthSheet
{
  GtkWidget parent_instance;

  MusterDates dates;
  MusterDate today;
  MusterDate cursor;
  GArray *days;
};

G_DEFINE_FINAL_TYPE (MusterMonthSheet, muster_month_sheet, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MusterDate
first_monday (MusterMonthSheet *self)
{
  return self->dates.from - muster_date_get_weekday (self->dates.from);
}

static int
count_weeks (MusterMonthSheet *self)
{
  if (self->dates.from == MUSTER_DATE_NONE)
    return 5;

  return (self->dates.to - first_monday (self)) / N_WEEKDAYS + 1;
}

static graphene_rect_t
box_of (MusterMonthSheet *self, MusterDate date)
{
  int index = date - first_monday (self);
  int column = index % N_WEEKDAYS;
  int row = index / N_WEEKDAYS;
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)) / N_WEEKDAYS;
  float height = ((float) gtk_widget_get_height (GTK_WIDGET (self)) - HEAD) /
                 (float) count_weeks (self);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    column = N_WEEKDAYS - 1 - column;

  return GRAPHENE_RECT_INIT (roundf ((float) column * width) + 1,
                             roundf (HEAD + (float) row * height) + 1, roundf (width) - 2,
                             roundf (height) - 2);
}

static MusterDate
date_at (MusterMonthSheet *self, double x, double y)
{
  if (self->dates.from == MUSTER_DATE_NONE)
    return MUSTER_DATE_NONE;

  for (MusterDate date = self->dates.from; date <= self->dates.to; date++)
    {
      graphene_rect_t box = box_of (self, date);

      if (graphene_rect_contains_point (&box,
                                        &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        return date;
    }

  return MUSTER_DATE_NONE;
}

/* Draws a text from @x on, centred in @width when that is not 0; returns nothing. */
static void
draw_text (GtkWidget *widget,
           GtkSnapshot *snapshot,
           const char *text,
           float x,
           float y,
           float width,
           gboolean centred,
           gboolean bold,
           const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, centred ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_words (MusterMonthSheet *self,
            GtkSnapshot *snapshot,
            const MusterColors *colors,
            const graphene_rect_t *box,
            const MusterDay *day)
{
  GdkRGBA dim = muster_colors_fade (&colors->text, 0.65);
  g_autofree char *label = muster_day_text_label (day);
  g_autofree char *worked = muster_day_text_worked (day);

  draw_text (GTK_WIDGET (self), snapshot, label, box->origin.x + 6, box->origin.y + 22,
             box->size.width - 10, FALSE, FALSE, &colors->text);
  draw_text (GTK_WIDGET (self), snapshot, worked, box->origin.x + 6, box->origin.y + 40,
             box->size.width - 10, FALSE, FALSE, &dim);
}

static void
draw_day (MusterMonthSheet *self,
          GtkSnapshot *snapshot,
          const MusterColors *colors,
          MusterDate date)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const MusterDay *day = muster_day_text_find (self->days, date);
  graphene_rect_t box = box_of (self, date);
  gboolean words = box.size.width >= ROOM_FOR_WORDS && box.size.height >= 58;
  gboolean today = date == self->today;
  GdkRGBA number =
    today ? colors->covered
          : muster_colors_fade (&colors->text,
                                muster_date_get_weekday (date) >= 5 ? 0.55 : 0.85);
  g_autofree char *text = NULL;
  int of_month;

  muster_date_get_ymd (date, NULL, NULL, &of_month);
  text = g_strdup_printf ("%d", of_month);
  if (words)
    {
      graphene_rect_t mark =
        GRAPHENE_RECT_INIT (box.origin.x + box.size.width - 26, box.origin.y + 3, 22, 18);

      muster_day_mark_draw (widget, snapshot, colors, &mark, day, FALSE);
      if (day != NULL)
        draw_words (self, snapshot, colors, &box, day);
      draw_text (widget, snapshot, text, box.origin.x + 6, box.origin.y + 3,
                 box.size.width - 32, FALSE, TRUE, &number);
    }
  else
    {
      graphene_rect_t mark = GRAPHENE_RECT_INIT (
        box.origin.x + 2, box.origin.y + 18, box.size.width - 4, box.size.height - 20);

      draw_text (widget, snapshot, text, box.origin.x, box.origin.y + 1, box.size.width,
                 TRUE, today, &number);
      muster_day_mark_draw (widget, snapshot, colors, &mark, day, FALSE);
    }

  if (date == self->cursor)
    muster_day_mark_ring (snapshot, colors, &box);
}

static void
muster_month_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterMonthSheet *self = MUSTER_MONTH_SHEET (widget);
  MusterColors colors;
  GdkRGBA dim;

  if (self->dates.from == MUSTER_DATE_NONE)
    return;

  muster_colors_read (widget, &colors);
  dim = muster_colors_fade (&colors.text, 0.6);
  for (int i = 0; i < N_WEEKDAYS; i++)
    {
      MusterDate date = first_monday (self) + i;
      graphene_rect_t box = box_of (self, date);

      draw_text (widget, snapshot,
                 box.size.width >= NATURAL_CELL ? muster_text_weekday (date)
                                                : muster_text_weekday_letter (date),
                 box.origin.x, 2, box.size.width, TRUE, FALSE, &dim);
    }

  for (MusterDate date = self->dates.from; date <= self->dates.to; date++)
    draw_day (self, snapshot, &colors, date);
}

static void
muster_month_sheet_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = N_WEEKDAYS * LEAST_CELL;
      *natural = N_WEEKDAYS * NATURAL_CELL;
    }
  else
    {
      *minimum = *natural =
        (int) HEAD + count_weeks (MUSTER_MONTH_SHEET (widget)) * CELL_HEIGHT;
    }
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  MusterMonthSheet *self = MUSTER_MONTH_SHEET (widget);
  MusterDate date = keyboard ? self->cursor : date_at (self, x, y);
  g_autofree char *text = NULL;

  if (date == MUSTER_DATE_NONE || self->dates.from == MUSTER_DATE_NONE)
    return FALSE;

  text = muster_day_text_of_date (muster_day_text_find (self->days, date), date);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
choose (MusterMonthSheet *self, MusterDate date)
{
  if (self->dates.from == MUSTER_DATE_NONE)
    return;

  date = CLAMP (date, self->dates.from, self->dates.to);
  muster_month_sheet_set_cursor (self, date);
  g_signal_emit (self, signals[CHOSEN], 0, date);
}

static void
released_cb (MusterMonthSheet *self, int n_press, double x, double y)
{
  MusterDate date = date_at (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (date != MUSTER_DATE_NONE)
    choose (self, date);
}

static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MusterMonthSheet *self = MUSTER_MONTH_SHEET (widget);
  MusterDate from = self->cursor != MUSTER_DATE_NONE ? self->cursor : self->dates.from;

  choose (self, from + g_variant_get_int32 (args));

  return TRUE;
}

static void
muster_month_sheet_finalize (GObject *object)
{
  g_clear_pointer (&MUSTER_MONTH_SHEET (object)->days, g_array_unref);

  G_OBJECT_CLASS (muster_month_sheet_parent_class)->finalize (object);
}

static void
muster_month_sheet_class_init (MusterMonthSheetClass *klass)
{
  static const struct
  {
    guint key;
    int days;
  } steps[] = {
    { GDK_KEY_Left, -1 },         { GDK_KEY_Right, 1 },  { GDK_KEY_Up, -N_WEEKDAYS },
    { GDK_KEY_Down, N_WEEKDAYS }, { GDK_KEY_Home, -31 }, { GDK_KEY_End, 31 },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = muster_month_sheet_finalize;
  widget_class->snapshot = muster_month_sheet_snapshot;
  widget_class->measure = muster_month_sheet_measure;

  signals[CHOSEN] = g_signal_new ("chosen", MUSTER_TYPE_MONTH_SHEET, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (widget_class, steps[i].key, 0, step_cb, "i",
                                  steps[i].days);
  gtk_widget_class_set_css_name (widget_class, "monthsheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
muster_month_sheet_init (MusterMonthSheet *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->dates = (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_NONE };
  self->today = self->cursor = MUSTER_DATE_NONE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
muster_month_sheet_new (void)
{
  return g_object_new (MUSTER_TYPE_MONTH_SHEET, NULL);
}

void
muster_month_sheet_set_days (MusterMonthSheet *self,
                             MusterDates dates,
                             GArray *days,
                             MusterDate today)
{
  g_autofree char *text = NULL;

  g_return_if_fail (MUSTER_IS_MONTH_SHEET (self));

  if (days != NULL)
    g_array_ref (days);
  g_clear_pointer (&self->days, g_array_unref);
  self->days = days;
  self->dates = dates;
  self->today = today;
  text = days != NULL ? muster_day_text_month (days) : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
muster_month_sheet_set_cursor (MusterMonthSheet *self, MusterDate cursor)
{
  g_return_if_fail (MUSTER_IS_MONTH_SHEET (self));

  if (self->cursor == cursor)
    return;

  self->cursor = cursor;
  if (cursor != MUSTER_DATE_NONE)
    {
      g_autofree char *text =
        muster_day_text_of_date (muster_day_text_find (self->days, cursor), cursor);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
