/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-strip.h"

#include "muster-colors.h"
#include "muster-day-text.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

#define HEIGHT 34
#define GAP 2

struct _MusterDayStrip
{
  GtkWidget parent_instance;

  MusterDate from;
  guint n;
  MusterDate chosen;
  MusterDate current;
  GHashTable *sheets;
};

G_DEFINE_FINAL_TYPE (MusterDayStrip, muster_day_strip, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MusterDaySheet *
sheet_of (MusterDayStrip *self, MusterDate date)
{
  return g_hash_table_lookup (self->sheets, GINT_TO_POINTER (date));
}

static double
cell_width (MusterDayStrip *self)
{
  return self->n > 0 ? (double) gtk_widget_get_width (GTK_WIDGET (self)) / self->n : 1;
}

static MusterDate
date_at (MusterDayStrip *self, double x)
{
  int index = (int) (x / cell_width (self));

  return index >= 0 && index < (int) self->n ? self->from + index : MUSTER_DATE_NONE;
}

static char *
describe (MusterDayStrip *self, MusterDate date)
{
  MusterDaySheet *sheet = sheet_of (self, date);
  g_autofree char *day = muster_text_date_short (date);
  g_autofree char *label = sheet ? muster_day_text_label (&sheet->day) : NULL;

  /* Translators: a date and what became of it: "Thu 5 Mar: Late 12 min" */
  return label ? g_strdup_printf (C_ ("day strip", "%1$s: %2$s"), day, label)
               : g_steal_pointer (&day);
}

static void
draw_cell (MusterDayStrip *self,
           GtkSnapshot *snapshot,
           const MusterColors *colors,
           MusterDate date,
           const graphene_rect_t *cell)
{
  MusterDaySheet *sheet = sheet_of (self, date);
  const MusterWord *sign = sheet ? muster_day_text_sign (&sheet->day) : NULL;
  GdkRGBA color = muster_colors_fade (&colors->text, 0.1);
  float height = 6;
  GskRoundedRect shape;
  graphene_rect_t box;

  if (sign != NULL && sheet->day.status == MUSTER_STATUS_ABSENT)
    {
      color = colors->error;
      height = cell->size.height;
    }
  else if (sign != NULL && g_strcmp0 (sign->style, "error") == 0)
    {
      color = colors->error;
      height = cell->size.height * 0.7f;
    }
  else if (sign != NULL && g_strcmp0 (sign->style, "warning") == 0)
    {
      color = colors->warning;
      height = cell->size.height * 0.7f;
    }
  else if (sign != NULL && sheet->day.status == MUSTER_STATUS_PRESENT)
    {
      color = muster_colors_fade (&colors->worked, 0.55);
      height = cell->size.height * 0.42f;
    }
  else if (sign != NULL && sheet->day.status == MUSTER_STATUS_LEAVE)
    {
      color = muster_colors_fade (&colors->covered, 0.35);
      height = cell->size.height * 0.42f;
    }

  box = *cell;
  box.origin.y += box.size.height - height;
  box.size.height = height;
  gsk_rounded_rect_init_from_rect (&shape, &box, MIN (2, box.size.width / 2));
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &color, &box);
  gtk_snapshot_pop (snapshot);
}

static void
muster_day_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterDayStrip *self = MUSTER_DAY_STRIP (widget);
  gboolean focus = gtk_widget_has_visible_focus (widget);
  double step = cell_width (self);
  MusterColors colors;

  muster_colors_read (widget, &colors);

  for (guint i = 0; i < self->n; i++)
    {
      MusterDate date = self->from + (int) i;
      graphene_rect_t cell =
        GRAPHENE_RECT_INIT ((float) (i * step), 0, (float) (step - GAP), HEIGHT - 8);

      draw_cell (self, snapshot, &colors, date, &cell);
      if (date == self->chosen)
        gtk_snapshot_append_color (
          snapshot, &colors.text,
          &GRAPHENE_RECT_INIT (cell.origin.x, HEIGHT - 5, cell.size.width, 2));
      if (focus && date == self->current)
        {
          GskRoundedRect outline;

          graphene_rect_inset (&cell, -2, -2);
          gsk_rounded_rect_init_from_rect (&outline, &cell, 3);
          gtk_snapshot_append_border (snapshot, &outline, (float[]) { 2, 2, 2, 2 },
                                      (GdkRGBA[]) { colors.covered, colors.covered,
                                                    colors.covered, colors.covered });
        }
    }
}

static void
muster_day_strip_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 150 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 300 : HEIGHT;
}

static void
set_current (MusterDayStrip *self, MusterDate date)
{
  g_autofree char *text = describe (self, date);

  self->current = date;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  MusterDayStrip *self = MUSTER_DAY_STRIP (widget);
  MusterDate date = keyboard ? self->current : date_at (self, x);
  g_autofree char *text = NULL;

  if (date == MUSTER_DATE_NONE)
    return FALSE;

  text = describe (self, date);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
released_cb (MusterDayStrip *self, int n_press, double x, double y)
{
  MusterDate date = date_at (self, x);

  if (date != MUSTER_DATE_NONE)
    g_signal_emit (self, signals[CHOSEN], 0, (int) date);
}

static gboolean
key_pressed_cb (MusterDayStrip *self, guint key, guint code, GdkModifierType state)
{
  if (state & gtk_accelerator_get_default_mod_mask ())
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      set_current (self, CLAMP (self->current + (key == GDK_KEY_Left ? -1 : 1),
                                self->from, self->from + (int) self->n - 1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      g_signal_emit (self, signals[CHOSEN], 0, (int) self->current);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
muster_day_strip_finalize (GObject *object)
{
  g_hash_table_unref (MUSTER_DAY_STRIP (object)->sheets);

  G_OBJECT_CLASS (muster_day_strip_parent_class)->finalize (object);
}

static void
muster_day_strip_class_init (MusterDayStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = muster_day_strip_finalize;
  widget_class->snapshot = muster_day_strip_snapshot;
  widget_class->measure = muster_day_strip_measure;

  signals[CHOSEN] = g_signal_new ("chosen", MUSTER_TYPE_DAY_STRIP, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "daystrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
muster_day_strip_init (MusterDayStrip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->sheets = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->from = self->chosen = self->current = MUSTER_DATE_NONE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The last days"), -1);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
muster_day_strip_new (void)
{
  return g_object_new (MUSTER_TYPE_DAY_STRIP, NULL);
}

void
muster_day_strip_set_days (MusterDayStrip *self,
                           MusterDate from,
                           guint n,
                           GPtrArray *sheets,
                           MusterDate chosen)
{
  g_return_if_fail (MUSTER_IS_DAY_STRIP (self));

  g_hash_table_remove_all (self->sheets);
  for (guint i = 0; sheets != NULL && i < sheets->len; i++)
    {
      MusterDaySheet *sheet = g_ptr_array_index (sheets, i);

      /* Of several shifts on one date the first one stands for it */
      if (sheet->day.nth == 0)
        g_hash_table_insert (self->sheets, GINT_TO_POINTER (sheet->day.date),
                             g_object_ref (sheet));
    }

  self->from = from;
  self->n = n;
  self->chosen = chosen;
  self->current = chosen;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
