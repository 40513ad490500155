/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-week-strip.h"

#include "muster-colors.h"
#include "muster-text.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

#define N_DAYS 7
#define BASELINE 17
#define ROOM_FOR_WEEKDAY 52
#define ROOM_FOR_ALL 66

typedef struct
{
  GtkWidget *button;
  GtkWidget *face;
  MusterDate date;
  char *number;
  gboolean today;
  MusterDayCounts counts;
  gboolean known;
} Day;

struct _MusterWeekStrip
{
  GtkWidget parent_instance;

  Day days[N_DAYS];
  MusterDate monday;
  MusterDate date;
  MusterDate today;
};

G_DEFINE_FINAL_TYPE (MusterWeekStrip, muster_week_strip, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
day_total (const MusterDayCounts *counts)
{
  return counts->good + counts->warning + counts->error + counts->covered +
         counts->pending + counts->idle;
}

static void
append_count (GString *text, const char *word, guint count)
{
  g_autofree char *number = NULL;

  if (count == 0)
    return;

  number = muster_text_number (count);
  g_string_append (text, C_ ("list", ", "));
  /* Translators: a state and a count: "Absent 3" */
  g_string_append_printf (text, C_ ("count", "%1$s %2$s"), word, number);
}

static void
name_day (MusterWeekStrip *self, guint index)
{
  Day *day = &self->days[index];
  g_autofree char *date = muster_text_date (self->monday + (int) index);
  GString *text = g_string_new (date);
  g_autofree char *name = NULL;

  if (day->known)
    {
      append_count (text, muster_words_say ("day_state", "present"), day->counts.good);
      append_count (text, _ ("Half day or missing punch"), day->counts.warning);
      append_count (text, muster_words_say ("day_state", "absent"), day->counts.error);
      append_count (text, muster_words_say ("day_state", "leave"), day->counts.covered);
      append_count (text, muster_words_say ("day_state", "pending"), day->counts.pending);
      append_count (text, _ ("Nothing expected"), day->counts.idle);
      append_count (text, _ ("To look at"), day->counts.exceptions);
    }

  name = g_string_free (text, FALSE);
  gtk_widget_set_tooltip_text (day->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (day->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_day (MusterWeekStrip *self, guint index)
{
  Day *day = &self->days[index];
  MusterDate date = self->monday + (int) index;
  int of_month;

  muster_date_get_ymd (date, NULL, NULL, &of_month);
  g_clear_pointer (&day->number, g_free);
  day->number = g_strdup_printf ("%d", of_month);
  day->date = date;
  day->today = date == self->today;
  set_class (day->button, "muster-chosen", date == self->date);
  gtk_accessible_update_state (GTK_ACCESSIBLE (day->button),
                               GTK_ACCESSIBLE_STATE_SELECTED, date == self->date, -1);
  name_day (self, index);
  gtk_widget_queue_draw (day->face);
}

static void
clicked_cb (MusterWeekStrip *self, GtkWidget *button)
{
  for (guint i = 0; i < N_DAYS; i++)
    if (self->days[i].button == button)
      g_signal_emit (self, signals[CHOSEN], 0, (int) (self->monday + (int) i));
}

/* ---- What one day looks like ---- */

#define MUSTER_TYPE_WEEK_DAY (muster_week_day_get_type ())
G_DECLARE_FINAL_TYPE (MusterWeekDay, muster_week_day, MUSTER, WEEK_DAY, GtkWidget)

/* Drawn by hand, because what there is room for depends on the width */
struct _MusterWeekDay
{
  GtkWidget parent_instance;

  const Day *day;
};

G_DEFINE_FINAL_TYPE (MusterWeekDay, muster_week_day, GTK_TYPE_WIDGET)

static void
draw_stack (const Day *day,
            GtkSnapshot *snapshot,
            const MusterColors *colors,
            const graphene_rect_t *box)
{
  GdkRGBA faint = muster_colors_fade (&colors->text, 0.12);
  GdkRGBA good = muster_colors_fade (&colors->worked, 0.9);
  GdkRGBA covered = muster_colors_fade (&colors->covered, 0.4);
  GdkRGBA pending = muster_colors_fade (&colors->text, 0.3);
  const struct
  {
    guint count;
    const GdkRGBA *color;
  } shares[] = {
    { day->counts.error, &colors->error }, { day->counts.warning, &colors->warning },
    { day->counts.good, &good },           { day->counts.covered, &covered },
    { day->counts.pending, &pending },
  };
  float total = (float) (day->known ? day_total (&day->counts) : 0);
  float x = box->origin.x;
  float end = x + box->size.width;
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, box, box->size.height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &faint, box);

  for (gsize i = 0; i < G_N_ELEMENTS (shares) && total > 0; i++)
    {
      float width = (float) shares[i].count / total * box->size.width;

      if (shares[i].count == 0)
        continue;

      /* One person among thousands is still there to be seen */
      width = MIN (MAX (width, 2), end - x);
      gtk_snapshot_append_color (
        snapshot, shares[i].color,
        &GRAPHENE_RECT_INIT (x, box->origin.y, width, box->size.height));
      x += width;
    }

  gtk_snapshot_pop (snapshot);
}

/* Draws a text and returns the width it took; to the left of @x when @to_left */
static float
draw_text (GtkWidget *widget,
           GtkSnapshot *snapshot,
           const char *text,
           gboolean bold,
           float x,
           gboolean to_left,
           const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width, height, baseline;

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  else
    pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  baseline = PANGO_PIXELS (pango_layout_get_baseline (layout));

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (to_left ? x - (float) width : x,
                                                          (float) (BASELINE - baseline)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);

  return (float) width;
}

static void
muster_week_day_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const Day *day = MUSTER_WEEK_DAY (widget)->day;
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  MusterColors colors;
  GdkRGBA dim;
  float x;

  muster_colors_read (widget, &colors);
  dim = muster_colors_fade (&colors.text, colors.contrast ? 1 : 0.7);

  x = draw_text (widget, snapshot, day->number, TRUE, 0, FALSE,
                 day->today ? &colors.covered : &colors.text);
  if (width >= ROOM_FOR_WEEKDAY)
    draw_text (widget, snapshot, muster_text_weekday (day->date), FALSE, x + 6, FALSE,
               &dim);
  if (width >= ROOM_FOR_ALL && day->known && day->counts.exceptions > 0)
    {
      g_autofree char *count = muster_text_number (day->counts.exceptions);

      draw_text (widget, snapshot, count, FALSE, width, TRUE, &colors.warning_line);
    }

  draw_stack (day, snapshot, &colors, &GRAPHENE_RECT_INIT (0, height - 5, width, 5));
}

static void
muster_week_day_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 24 : BASELINE + 14;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 96 : BASELINE + 14;
}

static void
muster_week_day_class_init (MusterWeekDayClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = muster_week_day_snapshot;
  GTK_WIDGET_CLASS (klass)->measure = muster_week_day_measure;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass),
                                        GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
muster_week_day_init (MusterWeekDay *self)
{
}

/* ---- The strip ---- */

static void
build_day (MusterWeekStrip *self, Day *day)
{
  day->face = g_object_new (MUSTER_TYPE_WEEK_DAY, NULL);
  MUSTER_WEEK_DAY (day->face)->day = day;

  day->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (day->button), day->face);
  gtk_widget_set_hexpand (day->button, TRUE);
  gtk_widget_add_css_class (day->button, "flat");
  gtk_widget_add_css_class (day->button, "muster-week-day");
  g_signal_connect_swapped (day->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (day->button, GTK_WIDGET (self));
}

static void
muster_week_strip_dispose (GObject *object)
{
  MusterWeekStrip *self = MUSTER_WEEK_STRIP (object);

  for (guint i = 0; i < N_DAYS; i++)
    g_clear_pointer (&self->days[i].button, gtk_widget_unparent);

  G_OBJECT_CLASS (muster_week_strip_parent_class)->dispose (object);
}

static void
muster_week_strip_finalize (GObject *object)
{
  for (guint i = 0; i < N_DAYS; i++)
    g_free (MUSTER_WEEK_STRIP (object)->days[i].number);

  G_OBJECT_CLASS (muster_week_strip_parent_class)->finalize (object);
}

static void
muster_week_strip_class_init (MusterWeekStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_week_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_week_strip_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", MUSTER_TYPE_WEEK_STRIP, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "weekstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
muster_week_strip_init (MusterWeekStrip *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (layout), TRUE);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Days of the week"), -1);
  self->monday = self->date = self->today = MUSTER_DATE_NONE;
  for (guint i = 0; i < N_DAYS; i++)
    {
      self->days[i].number = g_strdup ("");
      build_day (self, &self->days[i]);
    }
}

GtkWidget *
muster_week_strip_new (void)
{
  return g_object_new (MUSTER_TYPE_WEEK_STRIP, NULL);
}

void
muster_week_strip_set_date (MusterWeekStrip *self, MusterDate date, MusterDate today)
{
  MusterDate monday;

  g_return_if_fail (MUSTER_IS_WEEK_STRIP (self));

  monday = date - muster_date_get_weekday (date);
  if (monday != self->monday)
    for (guint i = 0; i < N_DAYS; i++)
      self->days[i].known = FALSE;

  self->monday = monday;
  self->date = date;
  self->today = today;
  for (guint i = 0; i < N_DAYS; i++)
    show_day (self, i);
}

MusterDate
muster_week_strip_get_monday (MusterWeekStrip *self)
{
  g_return_val_if_fail (MUSTER_IS_WEEK_STRIP (self), MUSTER_DATE_NONE);

  return self->monday;
}

void
muster_week_strip_set_counts (MusterWeekStrip *self,
                              MusterDate date,
                              const MusterDayCounts *counts)
{
  guint index;

  g_return_if_fail (MUSTER_IS_WEEK_STRIP (self));

  if (self->monday == MUSTER_DATE_NONE || date < self->monday ||
      date >= self->monday + N_DAYS)
    return;

  index = (guint) (date - self->monday);
  self->days[index].known = counts != NULL;
  if (counts != NULL)
    self->days[index].counts = *counts;
  show_day (self, index);
}
