/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Panning the map: the work of a frame, from its clock's beginning to the end of painting, with 100,000
 * punches and with a million, against the same map without any. The map goes straight on, so that
 * clusters come into sight that were never drawn: with a whole town in sight, and along its streets,
 * where punches are drawn one by one. */

#include <adwaita.h>
#include <math.h>

#include "muster-map.h"
#include "muster-measure.h"

#define FRAMES 60 /* of a run */
#define STEP 24.0 /* pixels a frame */
#define TOWN 12.0 /* zoom */
#define STREET 18.0
#define MANY 100000
#define MILLION 1000000
#define MOST 2.0
#define CENTRE_LAT 22.54
#define CENTRE_LON 113.95
#define PLACES 0.1 /* degrees from the centre */

typedef struct
{
  MusterMap *map;
  double lon;  /* of the middle of the way */
  double step; /* degrees a frame */
  double began;
  double took; /* by all frames */
  guint n;
} Pan;

static void
before_cb (GdkFrameClock *clock, gpointer user_data)
{
  ((Pan *) user_data)->began = muster_measure_now ();
}

static void
after_cb (GdkFrameClock *clock, gpointer user_data)
{
  Pan *pan = user_data;

  pan->took += muster_measure_now () - pan->began;
  pan->n++;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Pan *pan = user_data;
  ShumateLocation *middle = SHUMATE_LOCATION (muster_map_get_viewport (pan->map));

  shumate_location_set_location (middle, CENTRE_LAT,
                                 pan->lon + pan->step * ((double) pan->n - FRAMES / 2.0));

  return G_SOURCE_CONTINUE;
}

/* Of a town, most of them in some hundred places. */
static MusterCloud *
make_cloud (guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree MusterCloudPoint *points = g_new (MusterCloudPoint, n);

  for (guint i = 0; i < n; i++)
    {
      guint place = (guint) g_rand_int_range (rand, 0, 300);
      double spread = i % 10 == 0 ? 0.2 : 0.0015;
      MusterPoint at = {
        CENTRE_LAT + PLACES * sin (place * 12.9) +
          g_rand_double_range (rand, -spread, spread),
        CENTRE_LON + PLACES * cos (place * 78.2) +
          g_rand_double_range (rand, -spread, spread),
      };

      points[i] = (MusterCloudPoint) { at, i, (guint8) (i % 4) };
    }

  return muster_cloud_new (points, n, MUSTER_DATUM_WGS84);
}

/* Seconds of a frame: of the town around its centre, or of the streets around its first place. */
static double
pan (guint n, double zoom)
{
  GtkWidget *window = gtk_window_new ();
  Pan it = { .map = MUSTER_MAP (muster_map_new ()),
             .lon = zoom < STREET ? CENTRE_LON : CENTRE_LON + PLACES,
             .step = STEP * 360.0 / (256.0 * exp2 (zoom)) };
  GdkFrameClock *clock;
  guint tick;

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (it.map));
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (it.map)) ||
         gtk_widget_get_width (GTK_WIDGET (it.map)) < 100)
    g_main_context_iteration (NULL, TRUE);

  muster_map_go (it.map, (MusterPoint) { CENTRE_LAT, it.lon }, zoom);
  if (n > 0)
    {
      g_autoptr (MusterCloud) cloud = make_cloud (n);

      muster_punch_layer_set_cloud (muster_map_get_punches (it.map), cloud);
    }
  tick = gtk_widget_add_tick_callback (GTK_WIDGET (it.map), tick_cb, &it, NULL);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (it.map));
  /* The first frames make what is kept. */
  while (it.n < 5)
    {
      g_main_context_iteration (NULL, TRUE);
      it.n += gdk_frame_clock_get_frame_counter (clock) > it.n;
    }

  it.n = 0;
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), &it);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), &it);
  while (it.n < FRAMES)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (clock, &it);
  gtk_widget_remove_tick_callback (GTK_WIDGET (it.map), tick);
  gtk_window_destroy (GTK_WINDOW (window));

  return it.took / it.n;
}

int
main (int argc, char **argv)
{
  static const struct
  {
    guint n;
    double zoom;
    const char *title;
  } cases[] = {
    { MANY, TOWN, "A frame of a town with 100,000 punches, against none" },
    { MILLION, TOWN, "A frame of a town with 1,000,000 punches, against none" },
    { MANY, STREET, "A frame of streets with 100,000 punches, against none" },
  };
  MusterMeasure measures[G_N_ELEMENTS (cases)] = { 0 };
  int status = 0;

  adw_init ();
  for (guint i = 0; i < MUSTER_MEASURE_RUNS; i++)
    for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
      {
        double none = pan (0, cases[k].zoom);

        measures[k].title = cases[k].title;
        muster_measure_add (&measures[k], pan (cases[k].n, cases[k].zoom), none);
      }
  g_print ("%.1f ms a frame without punches\n",
           1000.0 * muster_measure_median (measures[0].bare, measures[0].n));
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    status |= muster_measure_report (&measures[k], MOST);

  return status;
}
