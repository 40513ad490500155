/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sync-strip.h"

#include "muster-colors.h"

#include <glib/gi18n-lib.h>
#include <graphene.h>

#define BAR 4
#define GAP 2
#define HEIGHT 18
#define LOW 6
#define HOURS 24

struct _MusterSyncStrip
{
  GtkWidget parent_instance;

  GArray *bars; /* of MusterSyncBar */
};

G_DEFINE_FINAL_TYPE (MusterSyncStrip, muster_sync_strip, GTK_TYPE_WIDGET)

static void
muster_sync_strip_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural =
    orientation == GTK_ORIENTATION_HORIZONTAL ? HOURS * (BAR + GAP) - GAP : HEIGHT;
}

static void
draw_bar (GtkSnapshot *snapshot, float x, float height, const GdkRGBA *color, int floor)
{
  graphene_rect_t bar = GRAPHENE_RECT_INIT (x, (float) floor - height, BAR, height);

  gtk_snapshot_append_color (snapshot, color, &bar);
}

/* By shape first: a failed hour is the hollow one. */
static void
draw_failed (GtkSnapshot *snapshot, float x, const GdkRGBA *color, int floor)
{
  GskRoundedRect frame;
  const float widths[4] = { 1, 1, 1, 1 };
  const GdkRGBA colors[4] = { *color, *color, *color, *color };

  gsk_rounded_rect_init_from_rect (
    &frame, &GRAPHENE_RECT_INIT (x, (float) (floor - HEIGHT), BAR, HEIGHT), 0);
  gtk_snapshot_append_border (snapshot, &frame, widths, colors);
}

static void
muster_sync_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterSyncStrip *self = MUSTER_SYNC_STRIP (widget);
  int floor = (gtk_widget_get_height (widget) + HEIGHT) / 2;
  GdkRGBA plain, faint;
  MusterColors colors;

  muster_colors_read (widget, &colors);
  plain = muster_colors_fade (&colors.text, 0.7);
  faint = muster_colors_fade (&colors.text, 0.3);
  for (guint i = 0; i < self->bars->len; i++)
    {
      const MusterSyncBar *hour = &g_array_index (self->bars, MusterSyncBar, i);
      float x = (float) (i * (BAR + GAP));

      if (hour->n_failed > 0)
        draw_failed (snapshot, x, &colors.error_line, floor);
      if (hour->n_added > 0)
        draw_bar (snapshot, x, HEIGHT - 4, &plain, floor);
      else if (hour->n_good > 0)
        draw_bar (snapshot, x, LOW, &plain, floor);
      else if (hour->n_failed == 0)
        draw_bar (snapshot, x, 1, &faint, floor);
    }
}

static void
muster_sync_strip_finalize (GObject *object)
{
  g_array_unref (MUSTER_SYNC_STRIP (object)->bars);

  G_OBJECT_CLASS (muster_sync_strip_parent_class)->finalize (object);
}

static void
muster_sync_strip_class_init (MusterSyncStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = muster_sync_strip_finalize;
  widget_class->measure = muster_sync_strip_measure;
  widget_class->snapshot = muster_sync_strip_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
muster_sync_strip_init (MusterSyncStrip *self)
{
  self->bars = g_array_new (FALSE, FALSE, sizeof (MusterSyncBar));
}

GtkWidget *
muster_sync_strip_new (void)
{
  return g_object_new (MUSTER_TYPE_SYNC_STRIP, NULL);
}

void
muster_sync_strip_set_bars (MusterSyncStrip *self,
                            const MusterSyncBar *bars,
                            guint n_bars)
{
  guint good = 0, failed = 0;
  g_autofree char *text = NULL;

  g_return_if_fail (MUSTER_IS_SYNC_STRIP (self));

  g_array_set_size (self->bars, 0);
  g_array_append_vals (self->bars, bars, n_bars);
  for (guint i = 0; i < n_bars; i++)
    {
      good += bars[i].n_good;
      failed += bars[i].n_failed;
    }

  /* Translators: what a row of small bars shows */
  text = g_strdup_printf (_ ("Last 24 hours: %1$u syncs, %2$u of them failed"),
                          good + failed, failed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
