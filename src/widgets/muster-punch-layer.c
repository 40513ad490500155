/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-punch-layer.h"

#include <math.h>

#include "muster-colors.h"
#include "muster-mercator.h"

/* A cell is 48 to 97 pixels wide: four to a tile's side at each whole level. */
#define CELL_LEVELS 2
#define APART 0.4 /* steps of zoom within which clusters come apart */
/* So many punches of a cell are shown one by one. */
#define FEW 6
#define SIGN 13.0f

struct _MusterPunchLayer
{
  ShumateLayer parent_instance;

  MusterCloud *cloud;
  GArray *drawn;      /* of Drawn, the last on top */
  GHashTable *labels; /* of GskRenderNode by count */
  GHashTable *discs;  /* of GskRenderNode by Look */
  MusterColors colors;
  GskRenderNode *signs[MUSTER_CLOUD_SITES];

  guint selected;
  MusterPoint selected_at;
  double selected_accuracy;
  MusterSite selected_site;
  GArray *track; /* of MusterPoint */
  gboolean heat;
};

typedef struct
{
  float x;
  float y;
  float radius;
  guint tag;
  gboolean one;
} Drawn;

G_DEFINE_FINAL_TYPE (MusterPunchLayer, muster_punch_layer, SHUMATE_TYPE_LAYER)

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GdkRGBA
color_of (MusterPunchLayer *self, MusterSite site)
{
  static const GdkRGBA inside = { 0.15f, 0.53f, 0.27f, 1.0f };
  static const GdkRGBA uncertain = { 0.72f, 0.45f, 0.0f, 1.0f };
  static const GdkRGBA outside = { 0.75f, 0.11f, 0.16f, 1.0f };
  static const GdkRGBA unjudged = { 0.35f, 0.38f, 0.42f, 1.0f };

  switch (site)
    {
    case MUSTER_SITE_INSIDE:
      return inside;
    case MUSTER_SITE_OUTSIDE:
      return outside;
    case MUSTER_SITE_UNCERTAIN:
      return uncertain;
    case MUSTER_SITE_UNJUDGED:
    default:
      return unjudged;
    }
}

/* ---- Signs ---- */

static GskPath *
circle_path (float x, float y, float radius)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();

  gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (x, y), radius);

  return gsk_path_builder_to_path (builder);
}

static void
stroke_path (GtkSnapshot *snapshot, GskPath *path, float width, const GdkRGBA *color)
{
  g_autoptr (GskStroke) stroke = gsk_stroke_new (width);

  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
}

static void
fill_circle (GtkSnapshot *snapshot, float x, float y, float radius, const GdkRGBA *color)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (
    &outline, &GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius),
    radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &outline.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_sign (GtkSnapshot *snapshot, MusterSite site, const GdkRGBA *color)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  float radius = SIGN / 2;
  g_autoptr (GskPath) ring = circle_path (0, 0, radius - 1.5f);

  if (site == MUSTER_SITE_UNJUDGED)
    {
      gtk_snapshot_append_color (snapshot, &white,
                                 &GRAPHENE_RECT_INIT (-5.5f, -5.5f, 11, 11));
      gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (-4, -4, 8, 8));
      return;
    }

  fill_circle (snapshot, 0, 0, radius + 1.0f, &white);
  if (site == MUSTER_SITE_INSIDE)
    {
      fill_circle (snapshot, 0, 0, radius - 0.5f, color);
      return;
    }

  stroke_path (snapshot, ring, 2.2f, color);
  if (site == MUSTER_SITE_OUTSIDE)
    {
      g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
      g_autoptr (GskPath) cross = NULL;

      gsk_path_builder_move_to (builder, -2.4f, -2.4f);
      gsk_path_builder_line_to (builder, 2.4f, 2.4f);
      gsk_path_builder_move_to (builder, -2.4f, 2.4f);
      gsk_path_builder_line_to (builder, 2.4f, -2.4f);
      cross = gsk_path_builder_to_path (builder);
      stroke_path (snapshot, cross, 1.8f, color);
    }
}

/* A sign is drawn once, and as a picture after that. */
GskRenderNode *
muster_punch_layer_get_sign (MusterPunchLayer *self, MusterSite site)
{
  if (self->signs[site] == NULL)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      GdkRGBA color = color_of (self, site);

      draw_sign (snapshot, site, &color);
      self->signs[site] = gtk_snapshot_free_to_node (snapshot);
    }

  return self->signs[site];
}

static void
append_at (GtkSnapshot *snapshot, GskRenderNode *node, float x, float y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
}

/* ---- Clusters ---- */

static char *
count_text (guint n)
{
  if (n >= 1000000)
    return g_strdup_printf ("%.1fM", n / 1e6);
  if (n >= 10000)
    return g_strdup_printf ("%uk", n / 1000);

  return g_strdup_printf ("%u", n);
}

static GskRenderNode *
label_of (MusterPunchLayer *self, guint n)
{
  GskRenderNode *node = g_hash_table_lookup (self->labels, GUINT_TO_POINTER (n));

  if (node == NULL)
    {
      g_autofree char *text = count_text (n);
      g_autoptr (PangoLayout)
        layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      GdkRGBA color = { 0.1f, 0.12f, 0.15f, 1.0f };
      int width;
      int height;

      pango_attr_list_insert (attributes, pango_attr_scale_new (0.86));
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
      pango_layout_set_attributes (layout, attributes);
      pango_layout_get_pixel_size (layout, &width, &height);
      gtk_snapshot_translate (
        snapshot, &GRAPHENE_POINT_INIT ((float) -width / 2.0f, (float) -height / 2.0f));
      gtk_snapshot_append_layout (snapshot, layout, &color);
      node = gtk_snapshot_free_to_node (snapshot);
      if (g_hash_table_size (self->labels) > 4096)
        g_hash_table_remove_all (self->labels);
      g_hash_table_insert (self->labels, GUINT_TO_POINTER (n), node);
    }

  return node;
}

static float
radius_of (guint n)
{
  return 9.0f + 4.2f * (float) log10 ((double) n);
}

/* The verdicts of a cluster as a ring, clockwise from the top. */
static void
draw_ring (MusterPunchLayer *self,
           GtkSnapshot *snapshot,
           const MusterCloudCell *cell,
           float x,
           float y,
           float radius)
{
  double from = -G_PI / 2.0;

  for (guint i = 0; i < MUSTER_CLOUD_SITES; i++)
    {
      static const MusterSite order[] = { MUSTER_SITE_OUTSIDE, MUSTER_SITE_UNCERTAIN,
                                          MUSTER_SITE_INSIDE, MUSTER_SITE_UNJUDGED };
      MusterSite site = order[i];
      double sweep = 2.0 * G_PI * cell->sites[site] / cell->n;
      GdkRGBA color = color_of (self, site);
      g_autoptr (GskPathBuilder) builder = NULL;
      g_autoptr (GskPath) path = NULL;

      if (cell->sites[site] == 0)
        continue;

      if (cell->sites[site] == cell->n)
        {
          path = circle_path (x, y, radius);
          stroke_path (snapshot, path, 3.6f, &color);
          return;
        }

      /* Half a turn at most at once: an arc of a whole turn ends where it begins. */
      builder = gsk_path_builder_new ();
      gsk_path_builder_move_to (builder, x + radius * (float) cos (from),
                                y + radius * (float) sin (from));
      for (guint half = 1; half <= 2; half++)
        {
          double to = from + sweep * half / 2.0;

          gsk_path_builder_svg_arc_to (builder, radius, radius, 0, FALSE, TRUE,
                                       x + radius * (float) cos (to),
                                       y + radius * (float) sin (to));
        }
      path = gsk_path_builder_to_path (builder);
      stroke_path (snapshot, path, 3.6f, &color);
      from += sweep;
    }
}

static void
remember (MusterPunchLayer *self, float x, float y, float radius, guint tag, gboolean one)
{
  Drawn drawn = { x, y, radius, tag, one };

  g_array_append_val (self->drawn, drawn);
}

/* What a cluster looks like, whatever it is: how many, with which verdicts. */
typedef struct
{
  guint n;
  guint sites[MUSTER_CLOUD_SITES];
} Look;

static guint
look_hash (gconstpointer data)
{
  const Look *look = data;
  guint hash = look->n;

  for (guint i = 0; i < MUSTER_CLOUD_SITES; i++)
    hash = hash * 31 + look->sites[i];

  return hash;
}

static gboolean
look_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Look)) == 0;
}

static void
draw_disc (MusterPunchLayer *self, GtkSnapshot *snapshot, const MusterCloudCell *cell)
{
  static const GdkRGBA white = { 1, 1, 1, 0.94f };
  float radius = radius_of (cell->n);

  fill_circle (snapshot, 0, 0, radius + 1.8f, &white);
  draw_ring (self, snapshot, cell, 0, 0, radius);
  append_at (snapshot, label_of (self, cell->n), 0, 0);
}

static void
scale_cb (MusterPunchLayer *self)
{
  g_hash_table_remove_all (self->discs);
}

/* Strokes and letters are drawn once, and as a picture while the map is panned. */
static GskRenderNode *
disc_of (MusterPunchLayer *self, const MusterCloudCell *cell)
{
  GskRenderer *renderer =
    gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (self)));
  Look look = { .n = cell->n };
  GskRenderNode *disc;
  GtkSnapshot *snapshot;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  float side = ceilf (radius_of (cell->n) + 4.0f);

  memcpy (look.sites, cell->sites, sizeof look.sites);
  if ((disc = g_hash_table_lookup (self->discs, &look)) != NULL)
    return disc;

  snapshot = gtk_snapshot_new ();
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (side, side));
  draw_disc (self, snapshot, cell);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (
    renderer, node,
    &GRAPHENE_RECT_INIT (0, 0, 2 * side * (float) scale, 2 * side * (float) scale));
  disc = gsk_texture_node_new (texture,
                               &GRAPHENE_RECT_INIT (-side, -side, 2 * side, 2 * side));
  if (g_hash_table_size (self->discs) > 4096)
    g_hash_table_remove_all (self->discs);
  g_hash_table_insert (self->discs, g_memdup2 (&look, sizeof look), disc);

  return disc;
}

static void
draw_cluster (MusterPunchLayer *self,
              GtkSnapshot *snapshot,
              const MusterCloudCell *cell,
              float x,
              float y)
{
  float radius = radius_of (cell->n);
  double unused[2];
  MusterSite site;

  append_at (snapshot, disc_of (self, cell), roundf (x), roundf (y));
  remember (
    self, x, y, radius + 2.0f,
    muster_cloud_get_point (self->cloud, cell->first, &unused[0], &unused[1], &site),
    FALSE);
}

static void
draw_few (MusterPunchLayer *self,
          GtkSnapshot *snapshot,
          const MusterView *view,
          const MusterCloudCell *cell)
{
  for (guint i = 0; i < cell->n; i++)
    {
      MusterSite site;
      double x, y, px, py;
      guint tag = muster_cloud_get_point (self->cloud, cell->first + i, &x, &y, &site);

      muster_view_project (view, x, y, &px, &py);
      append_at (snapshot, muster_punch_layer_get_sign (self, site), (float) px,
                 (float) py);
      remember (self, (float) px, (float) py, SIGN * 0.75f, tag, TRUE);
    }
}

/* Whether all punches of a cell lie on one spot, which no going nearer takes apart. */
static gboolean
is_one_spot (MusterPunchLayer *self, const MusterView *view, const MusterCloudCell *cell)
{
  MusterSite site;
  double x1, y1, x2, y2;

  muster_cloud_get_point (self->cloud, cell->first, &x1, &y1, &site);
  muster_cloud_get_point (self->cloud, cell->first + cell->n - 1, &x2, &y2, &site);

  return fabs (x1 - x2) * view->scale < 2.0 && fabs (y1 - y2) * view->scale < 2.0;
}

/* Discs stay within their cells, so that none hides its neighbour. */
static void
keep_within (const MusterView *view,
             guint level,
             guint column,
             guint row,
             MusterCloudCell *cell)
{
  double side = 1.0 / (double) (G_GUINT64_CONSTANT (1) << level);
  double room = MIN (side, 2.0 * (double) radius_of (cell->n) / view->scale) / 2.0;

  cell->x = CLAMP (cell->x, column * side + room, (column + 1) * side - room);
  cell->y = CLAMP (cell->y, row * side + room, (row + 1) * side - room);
}

/* Between two levels a cluster is on its way from the middle of the one it came out of. */
static void
draw_cell (MusterPunchLayer *self,
           GtkSnapshot *snapshot,
           const MusterView *view,
           guint level,
           guint column,
           guint row,
           double way)
{
  MusterCloudCell cell;
  MusterCloudCell parent;
  double px;
  double py;

  if (!muster_cloud_get_cell (self->cloud, level, column, row, &cell))
    return;

  if (cell.n == 1 || (cell.n <= FEW && level > 15 && !is_one_spot (self, view, &cell)))
    {
      draw_few (self, snapshot, view, &cell);
      return;
    }

  keep_within (view, level, column, row, &cell);
  if (way < 1.0 && level > 0 &&
      muster_cloud_get_cell (self->cloud, level - 1, column / 2, row / 2, &parent))
    {
      keep_within (view, level - 1, column / 2, row / 2, &parent);
      cell.x = parent.x + (cell.x - parent.x) * way;
      cell.y = parent.y + (cell.y - parent.y) * way;
    }
  muster_view_project (view, cell.x, cell.y, &px, &py);
  draw_cluster (self, snapshot, &cell, (float) px, (float) py);
}

typedef void (*CellFunc) (MusterPunchLayer *self,
                          GtkSnapshot *snapshot,
                          const MusterView *view,
                          guint level,
                          guint column,
                          guint row,
                          double way);

static void
for_cells_in_sight (MusterPunchLayer *self,
                    GtkSnapshot *snapshot,
                    const MusterView *view,
                    guint level,
                    double way,
                    CellFunc func)
{
  gint64 cells = G_GINT64_CONSTANT (1) << level;
  double half_w = view->width / 2.0 / view->scale;
  double half_h = view->height / 2.0 / view->scale;
  gint64 west = (gint64) floor ((view->x - half_w) * (double) cells) - 1;
  gint64 east = (gint64) floor ((view->x + half_w) * (double) cells) + 1;
  gint64 north = MAX (0, (gint64) floor ((view->y - half_h) * (double) cells) - 1);
  gint64 south =
    MIN (cells - 1, (gint64) floor ((view->y + half_h) * (double) cells) + 1);

  east = MIN (east, west + cells - 1);
  for (gint64 row = north; row <= south; row++)
    for (gint64 column = west; column <= east; column++)
      func (self, snapshot, view, level, (guint) (((column % cells) + cells) % cells),
            (guint) row, way);
}

/* ---- Heat of outside punches ---- */

static void
draw_heat (MusterPunchLayer *self,
           GtkSnapshot *snapshot,
           const MusterView *view,
           guint level,
           guint column,
           guint row,
           double way)
{
  MusterCloudCell cell;
  double px;
  double py;
  float radius;
  double strength;
  guint outside;
  GskColorStop stops[3];

  if (!muster_cloud_get_cell (self->cloud, level, column, row, &cell))
    return;

  outside = cell.sites[MUSTER_SITE_OUTSIDE];
  if (outside == 0)
    return;

  muster_view_project (view, cell.x, cell.y, &px, &py);
  strength = MIN (1.0, 0.35 + 0.22 * log10 ((double) outside));
  radius = 26.0f + 9.0f * (float) log10 ((double) outside);
  stops[0] = (GskColorStop) { 0.0f, { 0.86f, 0.1f, 0.1f, (float) strength } };
  stops[1] = (GskColorStop) { 0.45f, { 0.95f, 0.45f, 0.05f, (float) strength * 0.6f } };
  stops[2] = (GskColorStop) { 1.0f, { 0.98f, 0.8f, 0.1f, 0.0f } };
  gtk_snapshot_append_radial_gradient (
    snapshot,
    &GRAPHENE_RECT_INIT ((float) px - radius, (float) py - radius, 2 * radius,
                         2 * radius),
    &GRAPHENE_POINT_INIT ((float) px, (float) py), radius, radius, 0.0f, 1.0f, stops, 3);
  {
    MusterSite site;
    double unused[2];

    remember (
      self, (float) px, (float) py, radius / 2,
      muster_cloud_get_point (self->cloud, cell.first, &unused[0], &unused[1], &site),
      cell.n == 1);
  }
}

/* ---- Selection and track ---- */

static void
project (const MusterView *view, MusterPoint at, float *x, float *y)
{
  double px;
  double py;

  muster_view_project (view, muster_mercator_x (at.lon), muster_mercator_y (at.lat), &px,
                       &py);
  *x = (float) px;
  *y = (float) py;
}

static void
draw_track (MusterPunchLayer *self, GtkSnapshot *snapshot, const MusterView *view)
{
  GdkRGBA color = { 0.11f, 0.38f, 0.68f, 0.9f };
  g_autoptr (GskPathBuilder) builder = NULL;
  g_autoptr (GskPath) path = NULL;

  if (self->track->len < 2)
    return;

  builder = gsk_path_builder_new ();
  for (guint i = 0; i < self->track->len; i++)
    {
      float x;
      float y;

      project (view, g_array_index (self->track, MusterPoint, i), &x, &y);
      if (i == 0)
        gsk_path_builder_move_to (builder, x, y);
      else
        gsk_path_builder_line_to (builder, x, y);
    }
  path = gsk_path_builder_to_path (builder);
  stroke_path (snapshot, path, 2.5f, &color);

  /* Which way it went: an arrow in the middle of each leg that is long enough. */
  for (guint i = 1; i < self->track->len; i++)
    {
      g_autoptr (GskPathBuilder) arrow = gsk_path_builder_new ();
      g_autoptr (GskPath) head = NULL;
      float x1, y1, x2, y2;
      double angle;

      project (view, g_array_index (self->track, MusterPoint, i - 1), &x1, &y1);
      project (view, g_array_index (self->track, MusterPoint, i), &x2, &y2);
      if (hypotf (x2 - x1, y2 - y1) < 28.0f)
        continue;

      angle = atan2 ((double) (y2 - y1), (double) (x2 - x1));
      for (int k = -1; k <= 1; k++)
        {
          double turn = angle + G_PI + k * 0.5;
          float length = k == 0 ? 0.0f : 9.0f;
          float x = (x1 + x2) / 2 + length * (float) cos (turn);
          float y = (y1 + y2) / 2 + length * (float) sin (turn);

          if (k == -1)
            gsk_path_builder_move_to (arrow, x, y);
          else
            gsk_path_builder_line_to (arrow, x, y);
        }
      head = gsk_path_builder_to_path (arrow);
      stroke_path (snapshot, head, 2.5f, &color);
    }
}

static void
draw_selected (MusterPunchLayer *self, GtkSnapshot *snapshot, const MusterView *view)
{
  GdkRGBA color = color_of (self, self->selected_site);
  GdkRGBA faint = color;
  GdkRGBA halo = { 0.11f, 0.38f, 0.68f, 1.0f };
  g_autoptr (GskPath) ring = NULL;
  float radius;
  float x;
  float y;

  if (self->selected == MUSTER_NO_TAG)
    return;

  project (view, self->selected_at, &x, &y);
  radius = (float) (self->selected_accuracy /
                    muster_view_get_pixel (view, self->selected_at.lat));
  if (self->selected_accuracy > 0.0 && radius > 4.0f && radius < 8000.0f)
    {
      g_autoptr (GskPath) circle = circle_path (x, y, radius);

      faint.alpha = 0.12f;
      gtk_snapshot_append_fill (snapshot, circle, GSK_FILL_RULE_WINDING, &faint);
      faint.alpha = 0.7f;
      stroke_path (snapshot, circle, 1.2f, &faint);
    }

  append_at (snapshot, muster_punch_layer_get_sign (self, self->selected_site), x, y);
  ring = circle_path (x, y, SIGN * 0.95f);
  stroke_path (snapshot, ring, 2.4f, &halo);
}

/* ---- The layer ---- */

static void
muster_punch_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterPunchLayer *self = MUSTER_PUNCH_LAYER (widget);
  MusterView view =
    muster_view_read (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  /* Clusters have come apart where buttons and keys stop: at whole steps. */
  double zoom = log2 (view.scale / 256.0) + APART;
  guint level = (guint) CLAMP (floor (zoom) + CELL_LEVELS, 0, MUSTER_CLOUD_LEVELS);
  double way = MIN (1.0, (zoom - floor (zoom)) / APART);

  if (view.width < 1.0)
    return;

  g_array_set_size (self->drawn, 0);
  draw_track (self, snapshot, &view);
  if (self->cloud != NULL && muster_cloud_get_size (self->cloud) > 0)
    {
      if (self->heat)
        for_cells_in_sight (self, snapshot, &view, MIN (level + 1, MUSTER_CLOUD_LEVELS),
                            1.0, draw_heat);
      else
        for_cells_in_sight (self, snapshot, &view, level, way, draw_cell);
    }
  draw_selected (self, snapshot, &view);
}

/* The tag of the punch there, or of the first of a cluster. */
static guint
pick (MusterPunchLayer *self, double x, double y, gboolean *one)
{
  for (guint i = self->drawn->len; i > 0; i--)
    {
      const Drawn *drawn = &g_array_index (self->drawn, Drawn, i - 1);

      if (hypot ((double) drawn->x - x, (double) drawn->y - y) <= (double) drawn->radius)
        {
          *one = drawn->one;
          return drawn->tag;
        }
    }

  return MUSTER_NO_TAG;
}

/* Elsewhere the map is panned. */
static gboolean
muster_punch_layer_contains (GtkWidget *widget, double x, double y)
{
  gboolean one;

  return pick (MUSTER_PUNCH_LAYER (widget), x, y, &one) != MUSTER_NO_TAG;
}

gboolean
muster_punch_layer_click (MusterPunchLayer *self, double x, double y)
{
  gboolean one;
  guint tag;

  g_return_val_if_fail (MUSTER_IS_PUNCH_LAYER (self), FALSE);

  tag = pick (self, x, y, &one);
  if (tag != MUSTER_NO_TAG)
    g_signal_emit (self, signals[PICKED], 0, tag, one);

  return tag != MUSTER_NO_TAG;
}

static void
muster_punch_layer_constructed (GObject *object)
{
  MusterPunchLayer *self = MUSTER_PUNCH_LAYER (object);

  G_OBJECT_CLASS (muster_punch_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

static void
muster_punch_layer_dispose (GObject *object)
{
  MusterPunchLayer *self = MUSTER_PUNCH_LAYER (object);

  g_clear_pointer (&self->cloud, muster_cloud_unref);
  for (guint i = 0; i < MUSTER_CLOUD_SITES; i++)
    g_clear_pointer (&self->signs[i], gsk_render_node_unref);

  G_OBJECT_CLASS (muster_punch_layer_parent_class)->dispose (object);
}

static void
muster_punch_layer_finalize (GObject *object)
{
  MusterPunchLayer *self = MUSTER_PUNCH_LAYER (object);

  g_array_unref (self->drawn);
  g_array_unref (self->track);
  g_hash_table_unref (self->labels);
  g_hash_table_unref (self->discs);

  G_OBJECT_CLASS (muster_punch_layer_parent_class)->finalize (object);
}

static void
muster_punch_layer_class_init (MusterPunchLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = muster_punch_layer_constructed;
  object_class->dispose = muster_punch_layer_dispose;
  object_class->finalize = muster_punch_layer_finalize;
  widget_class->snapshot = muster_punch_layer_snapshot;
  widget_class->contains = muster_punch_layer_contains;

  signals[PICKED] = g_signal_new ("picked", MUSTER_TYPE_PUNCH_LAYER, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT,
                                  G_TYPE_BOOLEAN);
}

static void
muster_punch_layer_init (MusterPunchLayer *self)
{
  self->drawn = g_array_new (FALSE, FALSE, sizeof (Drawn));
  self->track = g_array_new (FALSE, FALSE, sizeof (MusterPoint));
  self->discs = g_hash_table_new_full (look_hash, look_equal, g_free,
                                       (GDestroyNotify) gsk_render_node_unref);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_cb), NULL);
  self->labels =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gsk_render_node_unref);
  self->selected = MUSTER_NO_TAG;
}

MusterPunchLayer *
muster_punch_layer_new (ShumateViewport *viewport)
{
  return g_object_new (MUSTER_TYPE_PUNCH_LAYER, "viewport", viewport, NULL);
}

void
muster_punch_layer_set_cloud (MusterPunchLayer *self, MusterCloud *cloud)
{
  if (cloud != NULL)
    muster_cloud_ref (cloud);
  g_clear_pointer (&self->cloud, muster_cloud_unref);
  self->cloud = cloud;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
muster_punch_layer_set_selected (MusterPunchLayer *self,
                                 guint tag,
                                 MusterPoint at,
                                 double accuracy,
                                 MusterSite site)
{
  self->selected = tag;
  self->selected_at = at;
  self->selected_accuracy = accuracy;
  self->selected_site = site;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
muster_punch_layer_set_track (MusterPunchLayer *self, const MusterPoint *points, gsize n)
{
  g_array_set_size (self->track, 0);
  if (n > 0)
    g_array_append_vals (self->track, points, (guint) n);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
muster_punch_layer_set_heat (MusterPunchLayer *self, gboolean heat)
{
  self->heat = heat;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
