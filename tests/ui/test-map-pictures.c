/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws scenes of the map and compares them with the pictures in tests/ui/pictures. With
 * MUSTER_PICTURES=FOLDER what was drawn is kept there: ./dev screens does so. One that is right and
 * differs is copied over the old one. */

#include <adwaita.h>
#include <math.h>

#include "muster-map.h"
#include "muster-stage.h"

#define WIDTH 640
#define HEIGHT 400
/* Squares of so many pixels are compared by their middle colour: letters of another font and smoother
 * edges differ little then, what is missing much. */
#define SQUARE 4
#define FAR 24     /* of 255, in one colour */
#define MOST 0.009 /* of the squares may be far off */

typedef struct
{
  GtkWidget *window;
  MusterMap *map;
} Fixture;

static gboolean
is_there (gpointer data)
{
  GtkWidget *map = data;

  return gtk_widget_get_mapped (map) && gtk_widget_get_width (map) == WIDTH &&
         gtk_widget_get_height (map) == HEIGHT;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
  self->map = MUSTER_MAP (muster_map_new ());
  self->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->map));
  gtk_window_present (GTK_WINDOW (self->window));
  stage_wait (is_there, self->map);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* ---- Pictures ---- */

typedef struct
{
  GtkWidget *map;
  gint64 frames; /* how many are to be there before it is as it will stay */
} Stillness;

static gboolean
is_still (gpointer data)
{
  Stillness *stillness = data;

  gtk_widget_queue_draw (stillness->map);

  return gdk_frame_clock_get_frame_counter (
           gtk_widget_get_frame_clock (stillness->map)) >= stillness->frames;
}

static GdkTexture *
draw (Fixture *self)
{
  GtkWidget *map = GTK_WIDGET (self->map);
  Stillness stillness = {
    map, gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (map)) + 4
  };
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (map);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  stage_wait (is_still, &stillness);
  gdk_paintable_snapshot (paintable, snapshot, WIDTH, HEIGHT);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  g_assert_nonnull (node);

  return gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (self->window)),
                                      node, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
}

static guint8 *
read_pixels (GdkTexture *texture)
{
  g_autoptr (GdkTextureDownloader) downloader = gdk_texture_downloader_new (texture);
  guint8 *pixels = g_malloc (4 * WIDTH * HEIGHT);

  g_assert_cmpint (gdk_texture_get_width (texture), ==, WIDTH);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, HEIGHT);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  gdk_texture_downloader_download_into (downloader, pixels, 4 * WIDTH);

  return pixels;
}

static int
middle_of (const guint8 *pixels, guint x, guint y, guint color)
{
  int sum = 0;

  for (guint row = y; row < y + SQUARE; row++)
    for (guint column = x; column < x + SQUARE; column++)
      sum += pixels[4 * (row * WIDTH + column) + color];

  return sum / (SQUARE * SQUARE);
}

/* The part of the squares in which two pictures are far from each other, 0 … 1 */
static double
measure_difference (GdkTexture *a, GdkTexture *b)
{
  g_autofree guint8 *left = read_pixels (a);
  g_autofree guint8 *right = read_pixels (b);
  guint far = 0;

  for (guint y = 0; y < HEIGHT; y += SQUARE)
    for (guint x = 0; x < WIDTH; x += SQUARE)
      {
        int most = 0;

        for (guint k = 0; k < 3; k++)
          most = MAX (most, abs (middle_of (left, x, y, k) - middle_of (right, x, y, k)));
        far += most > FAR;
      }

  return (double) far / (WIDTH / SQUARE * (HEIGHT / SQUARE));
}

static GdkTexture *
read_picture (const char *name, GError **error)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "ui", "pictures", file, NULL);

  return gdk_texture_new_from_filename (path, error);
}

static void
keep (GdkTexture *drawn, const char *name)
{
  const char *folder = g_getenv ("MUSTER_PICTURES");
  g_autofree char *file = g_strdup_printf ("map-scene-%s.png", name);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, file, NULL) : NULL;

  if (path == NULL)
    return;

  g_assert_true (gdk_texture_save_to_png (drawn, path));
  g_test_message ("%s", path);
}

/* All scenes are drawn, however many of them differ. */
static void
compare (Fixture *self, const char *name)
{
  g_autoptr (GdkTexture) drawn = draw (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) wanted = NULL;
  double difference;

  keep (drawn, name);
  if ((wanted = read_picture (name, &error)) == NULL)
    {
      g_test_fail_printf ("%s", error->message);
      return;
    }

  difference = measure_difference (drawn, wanted);
  if (difference > MOST)
    g_test_fail_printf ("%.2f%% of “%s” differ", 100 * difference, name);
}

/* ---- Scenes ---- */

static void
show_cloud (Fixture *self, const MusterCloudPoint *points, guint n)
{
  g_autoptr (MusterCloud) cloud = muster_cloud_new (points, n, MUSTER_DATUM_WGS84);

  muster_punch_layer_set_cloud (muster_map_get_punches (self->map), cloud);
}

/* A town: punches in some places of a raster, the same on every machine */
static void
show_town (Fixture *self)
{
  MusterCloudPoint points[2000];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      guint place = i * i % 13;

      points[i] = (MusterCloudPoint) {
        .at = { 22.50 + 0.006 * (place * 5 % 13) + 0.0001 * (i % 7),
                113.90 + 0.010 * place + 0.0001 * (i % 11) },
        .tag = i,
        .site = (guint8) (i % 10 == 0   ? 2
                          : i % 17 == 0 ? 3
                                        : 1),
      };
    }
  show_cloud (self, points, G_N_ELEMENTS (points));
}

static void
add_corners (GArray *ring, const MusterPoint *corners, guint n)
{
  g_array_append_vals (ring, corners, n);
}

/* A building with a courtyard, and a gate */
static GPtrArray *
make_building (void)
{
  static const MusterPoint walls[] = { { 22.5404, 113.9494 },
                                       { 22.5404, 113.9510 },
                                       { 22.5394, 113.9510 },
                                       { 22.5392, 113.9494 } };
  static const MusterPoint court[] = { { 22.5401, 113.9499 },
                                       { 22.5401, 113.9504 },
                                       { 22.5397, 113.9504 },
                                       { 22.5397, 113.9499 } };
  GPtrArray *parts = muster_fence_parts_new ();
  MusterFencePart *part = muster_fence_part_new_polygon ();

  add_corners (muster_fence_part_add_ring (part), walls, G_N_ELEMENTS (walls));
  add_corners (muster_fence_part_add_ring (part), court, G_N_ELEMENTS (court));
  g_ptr_array_add (parts, part);
  g_ptr_array_add (
    parts, muster_fence_part_new_circle ((MusterPoint) { 22.5389, 113.9484 }, 40));

  return parts;
}

static void
show_places (Fixture *self, GPtrArray *parts)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFence)
    fence = muster_fence_new (parts, MUSTER_DATUM_WGS84, NULL, &error);
  MusterPlace *place;

  g_assert_no_error (error);
  place = muster_place_new ("Works", fence, NULL, NULL, &error);
  g_assert_no_error (error);
  place->id = 1;
  g_ptr_array_add (places, place);
  muster_fence_layer_set_places (muster_map_get_fences (self->map), places,
                                 MUSTER_DATUM_WGS84);
}

static void
scene_world (Fixture *self)
{
  muster_map_go (self->map, (MusterPoint) { 30, 110 }, 3);
}

static void
scene_town (Fixture *self)
{
  muster_map_go (self->map, (MusterPoint) { 22.54, 113.96 }, 12);
  show_town (self);
}

static void
scene_heat (Fixture *self)
{
  scene_town (self);
  muster_punch_layer_set_heat (muster_map_get_punches (self->map), TRUE);
}

/* Every sign, one of them chosen, and one person's way */
static void
scene_street (Fixture *self)
{
  static const MusterCloudPoint points[] = {
    { { 22.54030, 113.9496 }, 0, MUSTER_SITE_INSIDE },
    { { 22.53990, 113.9501 }, 1, MUSTER_SITE_OUTSIDE },
    { { 22.54050, 113.9508 }, 2, MUSTER_SITE_UNCERTAIN },
    { { 22.53895, 113.9505 }, 3, MUSTER_SITE_UNJUDGED },
    { { 22.53890, 113.9484 }, 4, MUSTER_SITE_INSIDE },
  };
  const MusterPoint track[] = { points[0].at, points[1].at, points[2].at };
  MusterPunchLayer *layer = muster_map_get_punches (self->map);
  g_autoptr (GPtrArray) parts = make_building ();

  muster_map_go (self->map, (MusterPoint) { 22.5398, 113.9498 }, 17);
  show_places (self, parts);
  show_cloud (self, points, G_N_ELEMENTS (points));
  muster_punch_layer_set_track (layer, track, G_N_ELEMENTS (track));
  muster_punch_layer_set_selected (layer, 2, points[2].at, 35, MUSTER_SITE_UNCERTAIN);
  muster_fence_layer_set_mark (muster_map_get_fences (self->map),
                               (MusterPoint) { 22.5400, 113.9480 });
}

/* A fence while it is drawn, one of its corners chosen */
static void
scene_drawing (Fixture *self)
{
  g_autoptr (GPtrArray) parts = make_building ();
  g_autoptr (MusterSketch) sketch = muster_sketch_new (parts, MUSTER_DATUM_WGS84);

  muster_map_go (self->map, (MusterPoint) { 22.5398, 113.9498 }, 17);
  muster_sketch_select (sketch, 0, 0, 2);
  muster_sketch_layer_set_sketch (muster_map_get_sketch (self->map), sketch);
}

/* Over the 180th meridian */
static void
scene_meridian (Fixture *self)
{
  static const MusterPoint walls[] = {
    { -16.4, 179.4 }, { -16.4, -179.5 }, { -17.2, -179.3 }, { -17.3, 179.2 }
  };
  g_autoptr (GPtrArray) parts = muster_fence_parts_new ();
  MusterFencePart *part = muster_fence_part_new_polygon ();

  add_corners (muster_fence_part_add_ring (part), walls, G_N_ELEMENTS (walls));
  g_ptr_array_add (parts, part);
  muster_map_go (self->map, (MusterPoint) { -16.8, 179.9 }, 8);
  show_places (self, parts);
}

static const struct
{
  const char *name;
  void (*show) (Fixture *self);
} scenes[] = {
  { "world", scene_world },     { "town", scene_town },
  { "heat", scene_heat },       { "street", scene_street },
  { "drawing", scene_drawing }, { "meridian", scene_meridian },
};

static void
test_scene (Fixture *self, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  scenes[i].show (self);
  compare (self, scenes[i].name);
}

/* What is missing, or looks otherwise, would be noticed. */
static void
test_notice (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) wanted = read_picture ("street", &error);
  g_autoptr (GdkTexture) drawn = NULL;
  MusterPunchLayer *layer = muster_map_get_punches (self->map);

  g_assert_no_error (error);
  scene_street (self);
  muster_punch_layer_set_selected (layer, MUSTER_NO_TAG, (MusterPoint) { 0, 0 }, -1,
                                   MUSTER_SITE_UNJUDGED);
  drawn = draw (self);
  g_assert_cmpfloat (measure_difference (drawn, wanted), >, MOST);
}

/* As the application does. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider,
                                       "/io/github/muster/Muster/app/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();
  load_style ();

  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      g_autofree char *path = g_strconcat ("/map-pictures/", scenes[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_scene, tear_down);
    }
  g_test_add ("/map-pictures/notice", Fixture, NULL, set_up, test_notice, tear_down);

  return g_test_run ();
}
