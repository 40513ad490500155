/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-map.h"

#include <math.h>

#include "muster-map.h"
#include "muster-survey.h"

#include <glib/gi18n-lib.h>

#define HEIGHT 180
#define AROUND 0.0006 /* degrees around the punches that are shown at least */
#define NEAR 0.02     /* degrees within which a fence belongs to the picture */

struct _MusterDayMap
{
  GtkWidget parent_instance;

  GtkWidget *button;
  MusterMap *map;
  GCancellable *cancellable;
  gint64 person_id;
  MusterDate date;
};

G_DEFINE_FINAL_TYPE (MusterDayMap, muster_day_map, GTK_TYPE_WIDGET)

enum
{
  PRESSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
pressed_cb (MusterDayMap *self)
{
  g_signal_emit (self, signals[PRESSED], 0);
}

static void
muster_day_map_dispose (GObject *object)
{
  MusterDayMap *self = MUSTER_DAY_MAP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (muster_day_map_parent_class)->dispose (object);
}

static void
muster_day_map_class_init (MusterDayMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_day_map_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[PRESSED] = g_signal_new ("pressed", MUSTER_TYPE_DAY_MAP, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
muster_day_map_init (MusterDayMap *self)
{
  self->cancellable = g_cancellable_new ();
  self->date = MUSTER_DATE_NONE;
  self->map = MUSTER_MAP (muster_map_new ());
  self->button = gtk_button_new ();
  gtk_widget_set_size_request (GTK_WIDGET (self->map), -1, HEIGHT);
  /* It is a picture: the pane scrolls over it, and a click opens the large one. */
  gtk_widget_set_can_target (GTK_WIDGET (self->map), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self->map), FALSE);
  gtk_widget_add_css_class (self->button, "muster-day-map");
  gtk_widget_set_overflow (self->button, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_tooltip_text (self->button, _ ("Show on the Map (M)"));
  gtk_button_set_child (GTK_BUTTON (self->button), GTK_WIDGET (self->map));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (pressed_cb), self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* ---- Showing ---- */

typedef struct
{
  double west, south, east, north;
} Box;

static void
box_take (Box *box, double lon, double lat)
{
  box->west = MIN (box->west, lon);
  box->east = MAX (box->east, lon);
  box->south = MIN (box->south, lat);
  box->north = MAX (box->north, lat);
}

static gboolean
fence_is_near (const MusterFence *fence, const Box *box)
{
  return fence->west < box->east + NEAR && fence->east > box->west - NEAR &&
         fence->south < box->north + NEAR && fence->north > box->south - NEAR &&
         fence->east - fence->west < 10 * NEAR && fence->north - fence->south < 10 * NEAR;
}

static void
fit (MusterDayMap *self, MusterSurvey *survey)
{
  Box punches = { INFINITY, INFINITY, -INFINITY, -INFINITY };
  Box all;

  for (guint i = 0; i < survey->punches->len; i++)
    {
      const MusterSited *sited = &g_array_index (survey->punches, MusterSited, i);

      box_take (&punches, sited->punch.lon, sited->punch.lat);
    }

  all = punches;
  for (guint i = 0; i < survey->places->len; i++)
    {
      MusterPlace *place = g_ptr_array_index (survey->places, i);

      if (place->fence == NULL || !fence_is_near (place->fence, &punches))
        continue;
      box_take (&all, place->fence->west, place->fence->south);
      box_take (&all, place->fence->east, place->fence->north);
    }
  muster_map_fit (self->map, all.west - AROUND, all.south - AROUND, all.east + AROUND,
                  all.north + AROUND);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const MusterSited *left = a;
  const MusterSited *right = b;

  return (left->punch.at > right->punch.at) - (left->punch.at < right->punch.at);
}

static void
show_survey (MusterDayMap *self, MusterSurvey *survey)
{
  MusterPunchLayer *layer = muster_map_get_punches (self->map);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MusterCloudPoint));
  g_autoptr (GArray) track = g_array_new (FALSE, FALSE, sizeof (MusterPoint));
  g_autoptr (GArray) ordered = g_array_copy (survey->punches);
  g_autofree char *label = NULL;
  MusterCloud *cloud;

  g_array_sort (ordered, compare_times);
  for (guint i = 0; i < ordered->len; i++)
    {
      const MusterSited *sited = &g_array_index (ordered, MusterSited, i);
      MusterCloudPoint point = { { sited->punch.lat, sited->punch.lon }, i, sited->site };

      g_array_append_val (points, point);
      g_array_append_val (track, point.at);
    }
  cloud = muster_cloud_new ((const MusterCloudPoint *) (gpointer) points->data,
                            points->len, MUSTER_DATUM_WGS84);
  muster_punch_layer_set_cloud (layer, cloud);
  muster_cloud_unref (cloud);
  muster_punch_layer_set_track (layer, (const MusterPoint *) (gpointer) track->data,
                                track->len);
  muster_fence_layer_set_places (muster_map_get_fences (self->map), survey->places,
                                 MUSTER_DATUM_WGS84);
  gtk_widget_set_visible (GTK_WIDGET (self), points->len > 0);
  if (points->len == 0)
    return;

  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Map with %u punch",
                                        "Map with %u punches", points->len),
                           points->len);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  fit (self, survey);
}

/* ---- Looking ---- */

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterDayMap) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterSurvey) survey = muster_office_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      self->cancellable == NULL)
    return;

  /* The day stands without its map; whoever may not see the one does not see the other. */
  if (survey == NULL)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  else
    show_survey (self, survey);
}

void
muster_day_map_show (MusterDayMap *self,
                     MusterOffice *office,
                     MusterActor *actor,
                     gint64 person_id,
                     MusterDate date)
{
  g_autoptr (MusterFilter) filter = NULL;

  g_return_if_fail (MUSTER_IS_DAY_MAP (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (person_id != self->person_id || date != self->date)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->person_id = person_id;
  self->date = date;
  if (person_id == 0 || date == MUSTER_DATE_NONE)
    return;

  filter = muster_filter_new ();
  filter->person_id = person_id;
  filter->dates = (MusterDates) { date, date };
  muster_survey_fetch (office, actor, filter, 0, self->cancellable, looked_cb,
                       g_object_ref (self));
}
