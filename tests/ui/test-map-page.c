/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <math.h>

#include "muster-basemap-listing.h"
#include "muster-cloud.h"
#include "muster-map.h"
#include "muster-map-memory.h"
#include "muster-map-picture.h"
#include "muster-stage.h"
#include "muster-whereabouts.h"
#include "muster-world.h"

#define CENTRE ((MusterPoint) { 22.54, 113.95 })

/* ---- A sketch, without any widget ---- */

static MusterPoint
near_centre (double east, double north)
{
  double per_lat;
  double per_lon;

  muster_geo_get_scale (CENTRE.lat, &per_lat, &per_lon);

  return (MusterPoint) { CENTRE.lat + north / per_lat, CENTRE.lon + east / per_lon };
}

static void
draw_square (MusterSketch *sketch, MusterTool tool, double half)
{
  muster_sketch_set_tool (sketch, tool);
  muster_sketch_add_point (sketch, near_centre (-half, -half));
  muster_sketch_add_point (sketch, near_centre (half, -half));
  muster_sketch_add_point (sketch, near_centre (half, half));
  muster_sketch_add_point (sketch, near_centre (-half, half));
  g_assert_true (muster_sketch_close (sketch));
}

static double
area_of (MusterSketch *sketch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFence) fence = muster_sketch_build (sketch, NULL, &error);

  g_assert_no_error (error);

  return muster_fence_get_area (fence);
}

static void
test_sketch (void)
{
  g_autoptr (MusterSketch) sketch = muster_sketch_new (NULL, MUSTER_DATUM_WGS84);

  draw_square (sketch, MUSTER_TOOL_POLYGON, 100);
  g_assert_cmpfloat_with_epsilon (area_of (sketch), 40000, 20);
  draw_square (sketch, MUSTER_TOOL_HOLE, 50);
  g_assert_cmpuint (muster_sketch_get_parts (sketch)->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (area_of (sketch), 30000, 20);

  muster_sketch_select (sketch, 0, -1, -1);
  muster_sketch_begin (sketch);
  muster_sketch_scale_part (sketch, 2.0);
  g_assert_cmpfloat_with_epsilon (area_of (sketch), 120000, 80);
  muster_sketch_begin (sketch);
  muster_sketch_turn_part (sketch, 0.7);
  g_assert_cmpfloat_with_epsilon (area_of (sketch), 120000, 200);
  muster_sketch_begin (sketch);
  muster_sketch_move_part (sketch, 500, -300);
  g_assert_cmpfloat_with_epsilon (area_of (sketch), 120000, 200);

  /* All the way back, and forth again */
  for (guint i = 0; i < 3; i++)
    g_assert_true (muster_sketch_undo (sketch));
  g_assert_cmpfloat_with_epsilon (area_of (sketch), 30000, 20);
  g_assert_true (muster_sketch_undo (sketch)); /* the closing of the hole */
  g_assert_cmpuint (muster_sketch_get_pending (sketch)->len, ==, 4);
  while (muster_sketch_can_undo (sketch))
    g_assert_true (muster_sketch_undo (sketch));
  g_assert_cmpuint (muster_sketch_get_parts (sketch)->len, ==, 0);
  g_assert_false (muster_sketch_undo (sketch));
  while (muster_sketch_can_redo (sketch))
    g_assert_true (muster_sketch_redo (sketch));
  g_assert_cmpfloat_with_epsilon (area_of (sketch), 120000, 200);
}

static void
test_corners (void)
{
  g_autoptr (MusterSketch) sketch = muster_sketch_new (NULL, MUSTER_DATUM_WGS84);
  int part, ring, corner;

  draw_square (sketch, MUSTER_TOOL_POLYGON, 100);
  muster_sketch_insert_corner (sketch, 0, 0, 0, near_centre (0, -150));
  muster_sketch_get_selected (sketch, &part, &ring, &corner);
  g_assert_cmpint (corner, ==, 1);
  g_assert_cmpfloat_with_epsilon (area_of (sketch), 45000, 20);
  g_assert_true (muster_sketch_remove_selected (sketch));
  g_assert_cmpfloat_with_epsilon (area_of (sketch), 40000, 20);

  for (guint i = 0; i < 5; i++)
    muster_sketch_select_next (sketch, 1);
  muster_sketch_get_selected (sketch, &part, &ring, &corner);
  g_assert_cmpint (part, ==, 0);

  /* Of three corners none can go without the ring */
  muster_sketch_select (sketch, 0, 0, 0);
  muster_sketch_remove_selected (sketch);
  muster_sketch_select (sketch, 0, 0, 0);
  muster_sketch_remove_selected (sketch);
  g_assert_cmpuint (muster_sketch_get_parts (sketch)->len, ==, 0);
  g_assert_false (muster_sketch_remove_selected (sketch));
}

static void
test_cancel (void)
{
  g_autoptr (MusterSketch) sketch = muster_sketch_new (NULL, MUSTER_DATUM_WGS84);

  muster_sketch_set_tool (sketch, MUSTER_TOOL_POLYGON);
  muster_sketch_add_point (sketch, near_centre (0, 0));
  muster_sketch_add_point (sketch, near_centre (9, 0));
  g_assert_false (muster_sketch_close (sketch));
  g_assert_true (muster_sketch_cancel (sketch));
  g_assert_cmpuint (muster_sketch_get_pending (sketch)->len, ==, 0);
  g_assert_true (muster_sketch_cancel (sketch)); /* the tool */
  g_assert_false (muster_sketch_cancel (sketch));
  g_assert_true (muster_sketch_undo (sketch));
  g_assert_cmpuint (muster_sketch_get_pending (sketch)->len, ==, 2);
}

/* ---- A cloud ---- */

static void
test_cloud (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  MusterCloudPoint points[5000];
  g_autoptr (MusterCloud) cloud = NULL;
  guint total = 0;
  guint sites[MUSTER_CLOUD_SITES] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      points[i] =
        (MusterCloudPoint) { { g_rand_double_range (random, -80, 80),
                               g_rand_double_range (random, -180, 180) },
                             i,
                             (guint8) g_rand_int_range (random, 0, MUSTER_CLOUD_SITES) };
      sites[points[i].site]++;
    }
  cloud = muster_cloud_new (points, G_N_ELEMENTS (points), MUSTER_DATUM_WGS84);
  g_assert_cmpuint (muster_cloud_get_size (cloud), ==, G_N_ELEMENTS (points));

  /* The cells of every level hold every point once, with its verdict and within its bounds. */
  for (guint level = 0; level < 7; level++)
    {
      guint counted[MUSTER_CLOUD_SITES] = { 0 };

      total = 0;
      for (guint row = 0; row < 1u << level; row++)
        for (guint column = 0; column < 1u << level; column++)
          {
            MusterCloudCell cell;
            double width = 1.0 / (1u << level);

            if (!muster_cloud_get_cell (cloud, level, column, row, &cell))
              continue;
            total += cell.n;
            for (guint i = 0; i < MUSTER_CLOUD_SITES; i++)
              counted[i] += cell.sites[i];
            g_assert_cmpfloat (cell.x, >=, column * width - 1e-9);
            g_assert_cmpfloat (cell.x, <=, (column + 1) * width + 1e-9);
            g_assert_cmpfloat (cell.y, >=, row * width - 1e-9);
            g_assert_cmpfloat (cell.y, <=, (row + 1) * width + 1e-9);
          }
      g_assert_cmpuint (total, ==, G_N_ELEMENTS (points));
      g_assert_cmpmem (counted, sizeof counted, sites, sizeof sites);
    }
}

/* ---- The world ---- */

static void
test_world (void)
{
  const MusterWorld *world = muster_world_get ();
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) torn = g_bytes_new_static ("MWORLD1\n\x05\x09", 10);

  g_assert_nonnull (world);
  g_assert_cmpuint (world->lines[MUSTER_WORLD_LAND]->len, >, 1000);
  g_assert_cmpuint (world->lines[MUSTER_WORLD_LAKES]->len, >, 100);
  g_assert_cmpuint (world->lines[MUSTER_WORLD_RIVERS]->len, >, 100);
  g_assert_null (muster_world_parse (none));
  g_assert_null (muster_world_parse (torn));
}

/* ---- Coordinates as people write them ---- */

static void
test_coordinates (void)
{
  static const struct
  {
    const char *text;
    double lat, lon;
  } good[] = {
    { "22.54, 114.05", 22.54, 114.05 },
    { "22.54 114.05", 22.54, 114.05 },
    { "114.05, 22.54", 22.54, 114.05 },
    { "22.54N 114.05E", 22.54, 114.05 },
    { "114.05E 22.54N", 22.54, 114.05 },
    { "33.45S, 70.65W", -33.45, -70.65 },
    { "22.54，114.05", 22.54, 114.05 },
    { "22.5403788, 114.0629790 gcj02", 22.543096, 114.057865 },
    { "22.5460374 114.0695290 BD-09", 22.543096, 114.057865 },
  };
  static const char *const bad[] = {
    "",      "22.54", "Works", "22.54, 114.05, 7", "1 2 x", "95, 200", "22.54 114.05 gps",
    "nan, 3"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      MusterPoint point;

      g_test_message ("%s", good[i].text);
      g_assert_true (muster_whereabouts_parse (good[i].text, &point));
      g_assert_cmpfloat_with_epsilon (point.lat, good[i].lat, 1e-6);
      g_assert_cmpfloat_with_epsilon (point.lon, good[i].lon, 1e-6);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      MusterPoint point;

      g_test_message ("%s", bad[i]);
      g_assert_false (muster_whereabouts_parse (bad[i], &point));
    }
}

/* ---- Pointer and keyboard on a map on a screen ---- */

typedef struct
{
  GtkWidget *window;
  MusterMap *map;
  MusterSketch *sketch;
} Drawing;

static gboolean
is_ready (gpointer data)
{
  Drawing *drawing = data;

  return gtk_widget_get_width (GTK_WIDGET (drawing->map)) > 100 &&
         gtk_widget_get_mapped (GTK_WIDGET (drawing->map));
}

static void
set_up (Drawing *self, gconstpointer data)
{
  stage_prepare ();
  self->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 600);
  self->map = MUSTER_MAP (muster_map_new ());
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->map));
  gtk_window_present (GTK_WINDOW (self->window));
  stage_wait (is_ready, self);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->map));
  muster_map_go (self->map, CENTRE, 16.0);
  self->sketch = muster_sketch_new (NULL, MUSTER_DATUM_WGS84);
  muster_sketch_layer_set_sketch (muster_map_get_sketch (self->map), self->sketch);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->map));
}

static void
tear_down (Drawing *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->sketch);
}

typedef struct
{
  MusterSketch *sketch;
  double radius;
} Circle;

/* The pointer's way may be on its way still when the hand is gone. */
static gboolean
has_circle (gpointer data)
{
  const Circle *circle = data;
  GPtrArray *parts = muster_sketch_get_parts (circle->sketch);
  const MusterFencePart *part = parts->len > 0 ? g_ptr_array_index (parts, 0) : NULL;

  return part != NULL && fabs (part->radius - circle->radius) < circle->radius * 0.02;
}

static gboolean
has_moved (gpointer data)
{
  MusterView view = muster_map_get_view (((Drawing *) data)->map);
  MusterPoint middle = muster_view_locate (&view, view.width / 2.0, view.height / 2.0);

  return muster_point_get_distance (middle, CENTRE) > 50.0;
}

static gboolean
is_one (gpointer data)
{
  return *(guint *) data == 1;
}

static gboolean
is_editing (gpointer data)
{
  return muster_sketch_get_tool (((Drawing *) data)->sketch) == MUSTER_TOOL_EDIT;
}

/* From the middle of the map 100 pixels to the right, in small moves. */
static void
test_drag_circle (Drawing *self, gconstpointer data)
{
  MusterView view = muster_map_get_view (self->map);
  double pixel = muster_view_get_pixel (&view, CENTRE.lat);
  Circle circle = { self->sketch, 100.0 * pixel };
  const MusterFencePart *part;

  muster_sketch_set_tool (self->sketch, MUSTER_TOOL_CIRCLE);
  stage_act ("mousemove 400 300 mousedown 1 mousemove 420 300 mousemove 440 300 "
             "mousemove 470 300 mousemove 490 300 mousemove 500 300 sleep 0.1 mouseup 1");
  stage_wait (is_editing, self);
  stage_wait (has_circle, &circle);
  part = g_ptr_array_index (muster_sketch_get_parts (self->sketch), 0);
  g_assert_cmpfloat (muster_point_get_distance (part->centre, CENTRE), <, 2.0 * pixel);

  /* The handle on its edge makes it larger. */
  stage_act (
    "mousemove 500 300 mousedown 1 mousemove 520 300 mousemove 540 300 mousemove "
    "550 300 sleep 0.1 mouseup 1");
  circle.radius = 150.0 * pixel;
  stage_wait (has_circle, &circle);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* The map moved under the pointer: nothing was pressed. A click without a move is one. */
static void
test_pan_is_no_click (Drawing *self, gconstpointer data)
{
  guint n = 0;

  g_signal_connect_swapped (self->map, "pressed", G_CALLBACK (count_cb), &n);
  stage_act ("mousemove 400 300 mousedown 1 mousemove 420 300 mousemove 440 300 "
             "mousemove 470 300 mousemove 500 300 sleep 0.1 mouseup 1");
  stage_wait (has_moved, self);
  g_assert_cmpuint (n, ==, 0);

  stage_act ("sleep 0.5 mousemove 300 200 click 1");
  stage_wait (is_one, &n);
}

/* A click on a punch picks it and presses nothing; a pan that begins there does neither. */
static void
test_pick (Drawing *self, gconstpointer data)
{
  MusterCloudPoint point = { .at = { 22.54, 113.95 } };
  g_autoptr (MusterCloud) cloud = muster_cloud_new (&point, 1, MUSTER_DATUM_WGS84);
  MusterPunchLayer *punches = muster_map_get_punches (self->map);
  guint n_pressed = 0, n_picked = 0;

  muster_punch_layer_set_cloud (punches, cloud);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->map));
  g_signal_connect_swapped (self->map, "pressed", G_CALLBACK (count_cb), &n_pressed);
  g_signal_connect_swapped (punches, "picked", G_CALLBACK (count_cb), &n_picked);
  stage_act ("mousemove 400 300 click 1");
  stage_wait (is_one, &n_picked);
  stage_act (
    "sleep 0.5 mousemove 400 300 mousedown 1 mousemove 420 300 mousemove 440 300 "
    "mousemove 470 300 mousemove 500 300 sleep 0.1 mouseup 1");
  stage_wait (has_moved, self);
  g_assert_cmpuint (n_picked, ==, 1);
  g_assert_cmpuint (n_pressed, ==, 0);
}

typedef struct
{
  MusterSketch *sketch;
  double area;
} Wanted;

/* Keys are on their way still when the hand is gone. */
static gboolean
has_area (gpointer data)
{
  const Wanted *wanted = data;

  return fabs (area_of (wanted->sketch) - wanted->area) < wanted->area * 0.03;
}

static gboolean
is_larger (gpointer data)
{
  const Wanted *wanted = data;

  return area_of (wanted->sketch) > wanted->area * 1.03;
}

static void
test_click_polygon (Drawing *self, gconstpointer data)
{
  MusterView view = muster_map_get_view (self->map);
  double side = 200.0 * muster_view_get_pixel (&view, CENTRE.lat);
  Wanted square = { self->sketch, side * side };

  muster_sketch_set_tool (self->sketch, MUSTER_TOOL_POLYGON);
  stage_act ("mousemove 300 200 click 1 sleep 0.5 mousemove 500 200 click 1 sleep 0.5 "
             "mousemove 500 400 click 1 sleep 0.5 mousemove 300 400 click 1 sleep 0.5 "
             "key Return");
  stage_wait (is_editing, self);
  stage_wait (has_area, &square);

  /* A corner by the keyboard, and all of it back by Ctrl+Z */
  muster_sketch_select (self->sketch, 0, 0, 0);
  stage_act ("sleep 0.3 key shift+Left key shift+Left key Up");
  stage_wait (is_larger, &square);
  stage_act ("key ctrl+z key ctrl+z key ctrl+z");
  stage_wait (has_area, &square);
}

typedef struct
{
  MusterSketch *sketch;
  guint n;
} Pending;

static gboolean
has_pending (gpointer data)
{
  Pending *pending = data;

  return muster_sketch_get_pending (pending->sketch)->len == pending->n;
}

/* Whether the last corner lies elsewhere than the one before: the arrows were heard. */
static gboolean
is_apart (MusterSketch *sketch)
{
  GArray *pending = muster_sketch_get_pending (sketch);
  const MusterPoint *last = &g_array_index (pending, MusterPoint, pending->len - 1);

  return pending->len < 2 || muster_point_get_distance (last[-1], last[0]) > 1.0;
}

/* Without the pointer at all */
static void
test_keyboard_polygon (Drawing *self, gconstpointer data)
{
  static const char *const corners[] = {
    "sleep 0.3 key space",
    "sleep 0.3 key shift+Right key shift+Right key space",
    "sleep 0.3 key shift+Down key shift+Down key space",
  };
  Pending pending = { self->sketch, 0 };

  muster_sketch_set_tool (self->sketch, MUSTER_TOOL_POLYGON);
  gtk_widget_grab_focus (GTK_WIDGET (muster_map_get_sketch (self->map)));
  stage_act ("mousemove 400 300 click 1");
  pending.n = 1;
  stage_wait (has_pending, &pending);
  stage_act ("sleep 0.3 key ctrl+z");
  pending.n = 0;
  stage_wait (has_pending, &pending);

  /* A machine that is busy hears the first key of each only after a moment */
  for (gsize i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      stage_act (corners[i]);
      pending.n++;
      stage_wait (has_pending, &pending);
      for (guint again = 0; again < 5 && !is_apart (self->sketch); again++)
        {
          stage_act ("sleep 0.5 key ctrl+z");
          pending.n--;
          stage_wait (has_pending, &pending);
          stage_act (corners[i]);
          pending.n++;
          stage_wait (has_pending, &pending);
        }
      g_assert_true (is_apart (self->sketch));
    }
  stage_act ("sleep 0.3 key Return");
  stage_wait (is_editing, self);
  g_assert_cmpuint (muster_sketch_get_parts (self->sketch)->len, ==, 1);
  g_assert_cmpfloat (area_of (self->sketch), >, 1000);
}

/* Each company has its own view; what cannot be one is not taken, nor what is there for the time
 * being only. */
static void
test_memory (void)
{
  g_autoptr (GSettings) settings = muster_map_memory_find_settings ();
  g_autofree char *fleeting = g_build_filename (g_get_tmp_dir (), "demo", NULL);
  const MusterMapMemory one = { 22.54, 114.05, 15.5, "osm" };
  const MusterMapMemory other = { -33.9, 151.2, 11.0, "map:3" };
  const MusterMapMemory nowhere = { 91.0, 0.0, 3.0, "world" };
  MusterMapMemory found;

  g_assert_nonnull (settings);
  g_assert_false (muster_map_memory_load (settings, "/srv/one", &found));
  muster_map_memory_save (settings, "/srv/one", &one);
  muster_map_memory_save (settings, "/srv/other", &other);
  muster_map_memory_save (settings, "/srv/one", &nowhere);
  muster_map_memory_save (settings, fleeting, &one);
  g_assert_true (muster_map_memory_load (settings, "/srv/one", &found));
  g_assert_cmpfloat_with_epsilon (found.lat, 22.54, 1e-9);
  g_assert_cmpfloat_with_epsilon (found.lon, 114.05, 1e-9);
  g_assert_cmpfloat_with_epsilon (found.zoom, 15.5, 1e-9);
  g_assert_cmpstr (found.base, ==, "osm");
  g_assert_true (muster_map_memory_load (settings, "/srv/other", &found));
  g_assert_cmpstr (found.base, ==, "map:3");
  g_assert_false (muster_map_memory_load (settings, fleeting, &found));
  g_assert_false (muster_map_memory_load (NULL, "/srv/one", &found));
}

/* ---- Files of tiles ---- */

typedef struct
{
  Drawing *drawing;
  guint8 rgb[3];
  gint64 looked_at;
  gboolean seen;
} Spot;

/* Whether the middle of the map has a colour, as far as an eye can tell. */
static gboolean
middle_has_colour (Spot *spot)
{
  GtkWidget *map = GTK_WIDGET (spot->drawing->map);
  int width = gtk_widget_get_width (map);
  int height = gtk_widget_get_height (map);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (map);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint8 *pixels = g_malloc ((gsize) (width * height * 4));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  const guint8 *at;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  if ((node = gtk_snapshot_free_to_node (snapshot)) == NULL)
    return FALSE;

  texture =
    gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (map)),
                                 node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_texture_download (texture, pixels, (gsize) width * 4);
  at = pixels + (gsize) (height / 2 * width + width / 2) * 4;

  return ABS (at[2] - spot->rgb[0]) < 6 && ABS (at[1] - spot->rgb[1]) < 6 &&
         ABS (at[0] - spot->rgb[2]) < 6;
}

static gboolean
middle_is (gpointer data)
{
  Spot *spot = data;

  /* Whoever looks all the time leaves no time to draw. */
  if (!spot->seen && g_get_monotonic_time () - spot->looked_at > G_USEC_PER_SEC / 5)
    {
      spot->seen = middle_has_colour (spot);
      spot->looked_at = g_get_monotonic_time ();
    }

  return spot->seen;
}

static MusterBasemapRow *
make_tiles (const char *folder, const char *option)
{
  g_autofree char *maker =
    g_test_build_filename (G_TEST_DIST, "kit", "make-mbtiles", NULL);
  MusterBasemapRow *row = g_object_new (MUSTER_TYPE_BASEMAP_ROW, NULL);
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "python3", maker, NULL, option, NULL };
  int status;

  row->address = g_build_filename (folder, "tiles.mbtiles", NULL);
  row->file = TRUE;
  row->most_zoom = 3;
  argv[2] = row->address;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return row;
}

/* Pictures and shapes of a file are drawn where they belong. */
static void
test_tiles (Drawing *self, gconstpointer data)
{
  const char *option = data;
  gboolean shapes = g_str_equal (option, "--vector");
  g_autofree char *folder = g_dir_make_tmp ("muster-tiles-XXXXXX", NULL);
  g_autoptr (MusterBasemapRow) row = make_tiles (folder, option);
  g_autoptr (GObject) tiles = NULL;
  g_autoptr (GError) error = NULL;
  MusterBasemap basemap = { .max_zoom = 3, .read = muster_basemap_read };
  /* The middle of a tile of pictures, which have 256 pixels, or of one of shapes, which have 512 */
  double middle = shapes ? 1.45 / 4.0 : 3.5 / 8.0;
  MusterPoint at = { muster_mercator_lat (middle),
                     muster_mercator_lon (shapes ? 2.5 / 4.0 : 4.5 / 8.0) };
  Spot spot = { self, { 40 + 200 * 4 / 8, 40 + 200 * 3 / 8, 150 } };

  if (shapes)
    memcpy (spot.rgb, "\xa8\xcb\xe6", 3);
  tiles = muster_basemap_row_open (row, &basemap.vector, &error);
  g_assert_no_error (error);
  basemap.data = tiles;
  muster_sketch_layer_set_sketch (muster_map_get_sketch (self->map), NULL);
  if (!muster_map_set_basemap (self->map, &basemap, &error))
    {
      /* Said in words, and the coarse world is there all the same */
      g_assert_true (shapes && g_get_num_processors () < 2);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
      return;
    }

  muster_map_go (self->map, at, 3.0);
  stage_wait (middle_is, &spot);
  muster_map_set_basemap (self->map, NULL, NULL);
  stage_remove_folder (folder);
}

/* What is kept is a picture with its legend, in either form. */
/* How bright a place of the map without a sign is, 0 … 255: there is land there. */
static int
get_brightness (MusterMap *map)
{
  const guint counts[MUSTER_CLOUD_SITES] = { 0 };
  g_autoptr (MusterMapPicture) picture = muster_map_picture_new (map, "x", counts);
  g_autoptr (GBytes) png = muster_map_picture_to_png (picture);
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (png, NULL);
  int width = gdk_texture_get_width (texture);
  gsize size = (gsize) width * (gsize) gdk_texture_get_height (texture) * 4;
  g_autofree guchar *pixels = g_malloc (size);
  const guchar *pixel = pixels + (gsize) width * 4 * 300 + (gsize) 200 * 4;

  gdk_texture_download (texture, pixels, (gsize) width * 4);

  return (pixel[0] + pixel[1] + pixel[2]) / 3;
}

/* Paper is light, also when the screen is not. */
static void
test_light_picture (Drawing *self, gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  int light = get_brightness (self->map);

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->map));
  g_assert_cmpint (light, >, 200);
  g_assert_cmpint (get_brightness (self->map), ==, light);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==,
                   ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->map));
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_picture (Drawing *self, gconstpointer data)
{
  const guint counts[MUSTER_CLOUD_SITES] = {
    [MUSTER_SITE_INSIDE] = 3, [MUSTER_SITE_OUTSIDE] = 1
  };
  g_autoptr (MusterMapPicture)
    picture = muster_map_picture_new (self->map, "2026-03-02 · 全部人员", counts);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (picture);
  png = muster_map_picture_to_png (picture);
  texture = gdk_texture_new_from_bytes (png, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==,
                   2 * gtk_widget_get_width (GTK_WIDGET (self->map)));
  g_assert_cmpint (gdk_texture_get_height (texture), >,
                   2 * gtk_widget_get_height (GTK_WIDGET (self->map)));
  pdf = muster_map_picture_to_pdf (picture);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
  g_assert_true (memcmp (g_bytes_get_data (pdf, NULL), "%PDF-", 5) == 0);
}

/* The same place stays in the middle when the datum changes with the tiles. */
static void
test_datum (Drawing *self, gconstpointer data)
{
  const MusterBasemap streets = { .url = (char *) "https://localhost/{z}/{x}/{y}.png",
                                  .max_zoom = 18,
                                  .datum = MUSTER_DATUM_GCJ02 };
  ShumateLocation *middle = SHUMATE_LOCATION (muster_map_get_viewport (self->map));
  MusterPoint there = muster_point_convert (CENTRE, MUSTER_DATUM_WGS84, streets.datum);

  g_assert_true (muster_map_set_basemap (self->map, &streets, NULL));
  g_assert_cmpfloat_with_epsilon (shumate_location_get_latitude (middle), there.lat,
                                  1e-6);
  g_assert_cmpfloat_with_epsilon (shumate_location_get_longitude (middle), there.lon,
                                  1e-6);
  g_assert_true (muster_map_set_basemap (self->map, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (shumate_location_get_latitude (middle), CENTRE.lat,
                                  1e-6);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/sketch", test_sketch);
  g_test_add_func ("/map/corners", test_corners);
  g_test_add_func ("/map/cancel", test_cancel);
  g_test_add_func ("/map/cloud", test_cloud);
  g_test_add_func ("/map/world", test_world);
  g_test_add_func ("/map/coordinates", test_coordinates);
  g_test_add_func ("/map/memory", test_memory);
  g_test_add ("/map/drag-circle", Drawing, NULL, set_up, test_drag_circle, tear_down);
  g_test_add ("/map/pan-is-no-click", Drawing, NULL, set_up, test_pan_is_no_click,
              tear_down);
  g_test_add ("/map/pick", Drawing, NULL, set_up, test_pick, tear_down);
  g_test_add ("/map/click-polygon", Drawing, NULL, set_up, test_click_polygon, tear_down);
  g_test_add ("/map/keyboard-polygon", Drawing, NULL, set_up, test_keyboard_polygon,
              tear_down);

  g_test_add ("/map/pictures", Drawing, "--most-zoom=3", set_up, test_tiles, tear_down);
  g_test_add ("/map/shapes", Drawing, "--vector", set_up, test_tiles, tear_down);
  g_test_add ("/map/picture", Drawing, NULL, set_up, test_picture, tear_down);
  g_test_add ("/map/light-picture", Drawing, NULL, set_up, test_light_picture, tear_down);
  g_test_add ("/map/datum", Drawing, NULL, set_up, test_datum, tear_down);

  return g_test_run ();
}
