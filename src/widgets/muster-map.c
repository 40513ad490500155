/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-map.h"

#include <math.h>

#include "muster-world-layer.h"

#include <glib/gi18n-lib.h>

#define NEAREST 20
#define PAN 64 /* pixels that an arrow key pans */

struct _MusterMap
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  ShumateMap *map;
  ShumateViewport *viewport;
  MusterWorldLayer *world;
  ShumateMapLayer *tiles;
  MusterFenceLayer *fences;
  MusterPunchLayer *punches;
  MusterSketchLayer *sketch;
  ShumateScale *scale;
  GtkLabel *credit;
  ShumateMapSource *source;
  MusterDatum datum;

  /* Where the pointer went down, in pixels. */
  double press_x, press_y;

  /* What is to be shown as soon as there is room. */
  double fit[4];
  gboolean fitting;
  guint nudge_id;
  guint nudges;
};

G_DEFINE_FINAL_TYPE (MusterMap, muster_map, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  PRESSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
viewport_cb (MusterMap *self, GParamSpec *pspec)
{
  if (g_str_equal (pspec->name, "rotation") &&
      shumate_viewport_get_rotation (self->viewport) != 0.0)
    shumate_viewport_set_rotation (self->viewport, 0.0);
  g_signal_emit (self, signals[MOVED], 0);
}

static void
pressed_cb (MusterMap *self, int n_press, double x, double y)
{
  self->press_x = x;
  self->press_y = y;
}

/* The end of a pan is no click: a gesture of clicks keeps on through a drag. */
static void
released_cb (MusterMap *self, int n_press, double x, double y)
{
  MusterView view = muster_map_get_view (self);
  MusterPoint at = muster_view_locate (&view, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (gtk_drag_check_threshold (GTK_WIDGET (self), (int) self->press_x,
                                (int) self->press_y, (int) x, (int) y))
    return;

  if (!muster_punch_layer_click (self->punches, x, y) && n_press == 1)
    g_signal_emit (self, signals[PRESSED], 0, at.lat, at.lon);
}

static void
pan (MusterMap *self, double dx, double dy)
{
  MusterView view = muster_map_get_view (self);
  MusterPoint at =
    muster_view_locate (&view, view.width / 2.0 + dx, view.height / 2.0 + dy);

  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), at.lat, at.lon);
}

static gboolean
key_cb (MusterMap *self, guint key, guint code, GdkModifierType state)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left:
      pan (self, -PAN, 0);
      return TRUE;
    case GDK_KEY_Right:
      pan (self, PAN, 0);
      return TRUE;
    case GDK_KEY_Up:
      pan (self, 0, -PAN);
      return TRUE;
    case GDK_KEY_Down:
      pan (self, 0, PAN);
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      muster_map_zoom (self, 1);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      muster_map_zoom (self, -1);
      return TRUE;
    default:
      return FALSE;
    }
}

/* The tiles' layer takes the first position for fast movement and may load nothing until the next
 * one: it is told again, a few times. */
static gboolean
nudge_cb (gpointer user_data)
{
  MusterMap *self = user_data;

  g_object_notify (G_OBJECT (self->viewport), "latitude");
  if (++self->nudges < 3)
    return G_SOURCE_CONTINUE;

  self->nudge_id = 0;

  return G_SOURCE_REMOVE;
}

static void
nudge_tiles (MusterMap *self)
{
  self->nudges = 0;
  if (self->tiles != NULL && self->nudge_id == 0 &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->nudge_id = g_timeout_add (100, nudge_cb, self);
}

static void
muster_map_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (muster_map_parent_class)->map (widget);
  nudge_tiles (MUSTER_MAP (widget));
}

static void
fit_now (MusterMap *self, int width, int height)
{
  double west = muster_mercator_x (self->fit[0]);
  double east = muster_mercator_x (self->fit[2]);
  double north = muster_mercator_y (self->fit[3]);
  double south = muster_mercator_y (self->fit[1]);
  double span =
    MAX (MAX ((east - west) / (width * 0.8), (south - north) / (height * 0.72)), 1e-12);
  double zoom = log2 (1.0 / span / 256.0);

  self->fitting = FALSE;
  shumate_viewport_set_zoom_level (self->viewport, CLAMP (zoom, 0.0, 17.0));
  shumate_location_set_location (
    SHUMATE_LOCATION (self->viewport), muster_mercator_lat ((north + south) / 2.0),
    muster_geo_wrap (muster_mercator_lon ((west + east) / 2.0)));
}

static void
muster_map_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MusterMap *self = MUSTER_MAP (widget);

  gtk_widget_size_allocate (self->overlay, &(GtkAllocation) { 0, 0, width, height },
                            baseline);
  if (self->fitting && width > 60 && height > 60)
    fit_now (self, width, height);
}

static void
muster_map_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  gtk_widget_measure (MUSTER_MAP (widget)->overlay, orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
  *natural = MAX (*natural, orientation == GTK_ORIENTATION_HORIZONTAL ? 320 : 200);
}

static void
muster_map_dispose (GObject *object)
{
  MusterMap *self = MUSTER_MAP (object);

  g_clear_handle_id (&self->nudge_id, g_source_remove);
  if (self->viewport != NULL)
    g_signal_handlers_disconnect_by_data (self->viewport, self);
  self->viewport = NULL;
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (muster_map_parent_class)->dispose (object);
}

static void
muster_map_class_init (MusterMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_map_dispose;
  widget_class->map = muster_map_map;
  widget_class->measure = muster_map_measure;
  widget_class->size_allocate = muster_map_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "muster-map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[MOVED] = g_signal_new ("moved", MUSTER_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[PRESSED] = g_signal_new ("pressed", MUSTER_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE,
                                   G_TYPE_DOUBLE);
}

/* A source that is never asked for a tile: the viewport reckons with it. */
static ShumateMapSource *
build_reference (void)
{
  return SHUMATE_MAP_SOURCE (shumate_raster_renderer_new_full_from_url (
    "muster-world", "world", NULL, NULL, 0, NEAREST, 256, SHUMATE_MAP_PROJECTION_MERCATOR,
    "offline://{z}/{x}/{y}"));
}

static void
muster_map_init (MusterMap *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autoptr (ShumateMapSource) reference = build_reference ();

  self->overlay = gtk_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Map"), -1);

  self->map = shumate_map_new ();
  self->viewport = shumate_map_get_viewport (self->map);
  shumate_map_set_animate_zoom (self->map, FALSE);
  shumate_viewport_set_reference_map_source (self->viewport, reference);
  shumate_viewport_set_min_zoom_level (self->viewport, 1);
  shumate_viewport_set_max_zoom_level (self->viewport, NEAREST);
  shumate_viewport_set_zoom_level (self->viewport, 3);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), 32.0, 108.0);

  self->world = muster_world_layer_new (self->viewport);
  self->fences = muster_fence_layer_new (self->viewport);
  self->punches = muster_punch_layer_new (self->viewport);
  self->sketch = muster_sketch_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->world));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->fences));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->punches));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->sketch));
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));

  self->scale = shumate_scale_new (self->viewport);
  shumate_scale_set_unit (self->scale, SHUMATE_UNIT_METRIC);
  gtk_widget_set_halign (GTK_WIDGET (self->scale), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->scale), GTK_ALIGN_END);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->scale));

  /* libshumate's own shows an empty line when there is only the coarse world. */
  self->credit = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->credit, TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->credit), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->credit), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->credit), "muster-map-credit");
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->credit));
  muster_map_set_basemap (self, NULL, NULL);

  g_signal_connect_swapped (self->viewport, "notify", G_CALLBACK (viewport_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
muster_map_new (void)
{
  return g_object_new (MUSTER_TYPE_MAP, NULL);
}

MusterFenceLayer *
muster_map_get_fences (MusterMap *self)
{
  return self->fences;
}

MusterPunchLayer *
muster_map_get_punches (MusterMap *self)
{
  return self->punches;
}

MusterSketchLayer *
muster_map_get_sketch (MusterMap *self)
{
  return self->sketch;
}

ShumateViewport *
muster_map_get_viewport (MusterMap *self)
{
  return self->viewport;
}

/* The same place stays in the middle. */
static void
change_datum (MusterMap *self, MusterDatum datum)
{
  ShumateLocation *middle = SHUMATE_LOCATION (self->viewport);
  MusterPoint at =
    muster_point_convert ((MusterPoint) { shumate_location_get_latitude (middle),
                                          shumate_location_get_longitude (middle) },
                          self->datum, datum);

  if (datum != self->datum)
    shumate_location_set_location (middle, at.lat, at.lon);
  self->datum = datum;
}

/* Whom to thank for the base map, or for the coarse world. */
static void
show_credit (MusterMap *self, const MusterBasemap *basemap)
{
  const char *license = basemap != NULL && basemap->license != NULL ? basemap->license
                                                                    : "";
  const char *text = basemap == NULL    ? _ ("Land and water: Natural Earth")
                     : *license != '\0' ? _ (license)
                                        : "";
  g_autofree char *markup =
    basemap != NULL && basemap->license_uri != NULL
      ? g_markup_printf_escaped ("<a href=\"%s\">%s</a>", basemap->license_uri, text)
      : g_markup_escape_text (text, -1);

  gtk_label_set_markup (self->credit, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->credit), *text != '\0');
}

gboolean
muster_map_set_basemap (MusterMap *self, const MusterBasemap *basemap, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (self->tiles != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->tiles));
  self->tiles = NULL;
  g_clear_object (&self->source);

  if (basemap != NULL)
    self->source = muster_basemap_build_source (basemap, &local);
  change_datum (self, self->source != NULL ? basemap->datum : MUSTER_DATUM_WGS84);
  show_credit (self, self->source != NULL ? basemap : NULL);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (self->source == NULL)
    return TRUE;

  self->tiles = shumate_map_layer_new (self->source, self->viewport);
  shumate_map_insert_layer_above (self->map, SHUMATE_LAYER (self->tiles),
                                  SHUMATE_LAYER (self->world));
  nudge_tiles (self);

  return TRUE;
}

MusterDatum
muster_map_get_datum (MusterMap *self)
{
  return self->datum;
}

MusterView
muster_map_get_view (MusterMap *self)
{
  return muster_view_read (self->viewport, GTK_WIDGET (self->map));
}

void
muster_map_go (MusterMap *self, MusterPoint at, double zoom)
{
  at = muster_point_convert (at, MUSTER_DATUM_WGS84, self->datum);
  self->fitting = FALSE;
  if (zoom >= 0.0)
    shumate_viewport_set_zoom_level (self->viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), at.lat, at.lon);
}

void
muster_map_fit (MusterMap *self, double west, double south, double east, double north)
{
  MusterPoint low =
    muster_point_convert ((MusterPoint) { south, west }, MUSTER_DATUM_WGS84, self->datum);
  MusterPoint high =
    muster_point_convert ((MusterPoint) { north, east }, MUSTER_DATUM_WGS84, self->datum);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  self->fit[0] = low.lon;
  self->fit[1] = low.lat;
  self->fit[2] = high.lon;
  self->fit[3] = high.lat;
  self->fitting = TRUE;
  if (width > 60 && height > 60)
    fit_now (self, width, height);
}

void
muster_map_zoom (MusterMap *self, int steps)
{
  double zoom = shumate_viewport_get_zoom_level (self->viewport) + steps;

  shumate_viewport_set_zoom_level (self->viewport, CLAMP (zoom, 1.0, (double) NEAREST));
}
