/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-map-picture.h"

#include "muster-printing.h"
#include "muster-words.h"

#include <adwaita.h>
#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#define A4_WIDTH 842 /* points */
#define A4_HEIGHT 595
#define MARGIN 28
#define FINER 2 /* than the screen */
#define HEAD 36 /* pixels of the screen, like the next ones */
#define FOOT 34
#define TITLE 15
#define TEXT 12

struct _MusterMapPicture
{
  GskRenderNode *map;
  GskRenderNode *signs[MUSTER_CLOUD_SITES];
  guint counts[MUSTER_CLOUD_SITES];
  char *title;
  int width;
  int height;
};

/* ---- Taking it ---- */

/* A style is looked up when a widget is asked for something of it, its parents first. */
static void
restyle_parents (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  GdkRGBA unused;

  if (parent != NULL)
    restyle_parents (parent);
  gtk_widget_get_color (widget, &unused);
}

static void
restyle_children (GtkWidget *widget)
{
  GdkRGBA unused;

  gtk_widget_get_color (widget, &unused);
  gtk_widget_queue_draw (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    restyle_children (child);
}

/* Paper is light, also for who works in the dark. Nothing is drawn on the screen meanwhile. */
static void
set_scheme (MusterMap *map, AdwColorScheme scheme)
{
  GtkWidget *widget = GTK_WIDGET (map);

  adw_style_manager_set_color_scheme (
    adw_style_manager_get_for_display (gtk_widget_get_display (widget)), scheme);
  restyle_parents (widget);
  restyle_children (widget);
}

static GskRenderNode *
draw_map (MusterMap *map, float width, float height)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (map));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  graphene_point_t at;

  /* A paintable of it would show what was drawn last */
  if (gtk_widget_compute_point (GTK_WIDGET (map), parent, &GRAPHENE_POINT_INIT (0, 0),
                                &at))
    {
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-at.x, -at.y));
      gtk_widget_snapshot_child (parent, GTK_WIDGET (map), snapshot);
      gtk_snapshot_pop (snapshot);
    }

  return gtk_snapshot_free_to_node (snapshot);
}

MusterMapPicture *
muster_map_picture_new (MusterMap *map,
                        const char *title,
                        const guint counts[MUSTER_CLOUD_SITES])
{
  g_autoptr (MusterMapPicture) picture = g_new0 (MusterMapPicture, 1);
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (map)));
  AdwColorScheme scheme = adw_style_manager_get_color_scheme (manager);

  picture->title = g_strdup (title);
  picture->width = gtk_widget_get_width (GTK_WIDGET (map));
  picture->height = gtk_widget_get_height (GTK_WIDGET (map));

  set_scheme (map, ADW_COLOR_SCHEME_FORCE_LIGHT);
  picture->map = draw_map (map, (float) picture->width, (float) picture->height);
  for (guint site = 0; site < MUSTER_CLOUD_SITES; site++)
    {
      picture->counts[site] = counts[site];
      picture->signs[site] = gsk_render_node_ref (
        muster_punch_layer_get_sign (muster_map_get_punches (map), (MusterSite) site));
    }
  set_scheme (map, scheme);

  return picture->map != NULL ? g_steal_pointer (&picture) : NULL;
}

void
muster_map_picture_free (MusterMapPicture *picture)
{
  if (picture == NULL)
    return;

  g_clear_pointer (&picture->map, gsk_render_node_unref);
  for (guint site = 0; site < MUSTER_CLOUD_SITES; site++)
    g_clear_pointer (&picture->signs[site], gsk_render_node_unref);
  g_free (picture->title);
  g_free (picture);
}

/* ---- Drawing ---- */

static double
draw_text (cairo_t *cairo,
           const char *text,
           double x,
           double y,
           double size,
           gboolean bold)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cairo);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans");
  int width, height;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font,
                                     bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_set_source_rgb (cairo, 0, 0, 0);
  cairo_move_to (cairo, x, y - height / 2.0);
  pango_cairo_show_layout (cairo, layout);

  return width;
}

/* Each kind of punch that there is, by its sign and its word. */
static void
draw_legend (MusterMapPicture *picture, cairo_t *cairo, double y)
{
  static const MusterSite order[] = { MUSTER_SITE_INSIDE, MUSTER_SITE_UNCERTAIN,
                                      MUSTER_SITE_OUTSIDE, MUSTER_SITE_UNJUDGED };
  double x = 10;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *text = NULL;

      if (picture->counts[order[i]] == 0)
        continue;

      cairo_save (cairo);
      cairo_translate (cairo, x, y);
      gsk_render_node_draw (picture->signs[order[i]], cairo);
      cairo_restore (cairo);
      text = g_strdup_printf ("%s %u",
                              muster_words_say ("site", muster_site_get_code (order[i])),
                              picture->counts[order[i]]);
      x += 14 + draw_text (cairo, text, x + 12, y, TEXT, FALSE) + 24;
    }
}

/* As large as there is room, in the middle. */
static void
draw (MusterMapPicture *picture, cairo_t *cairo, double width, double height)
{
  double all = picture->height + HEAD + FOOT;
  double scale = MIN (width / picture->width, height / all);

  cairo_save (cairo);
  cairo_translate (cairo, (width - picture->width * scale) / 2,
                   (height - all * scale) / 2);
  cairo_scale (cairo, scale, scale);
  draw_text (cairo, picture->title, 2, HEAD / 2.0, TITLE, TRUE);
  cairo_save (cairo);
  cairo_translate (cairo, 0, HEAD);
  cairo_rectangle (cairo, 0, 0, picture->width, picture->height);
  cairo_clip (cairo);
  gsk_render_node_draw (picture->map, cairo);
  cairo_restore (cairo);
  draw_legend (picture, cairo, HEAD + picture->height + FOOT / 2.0);
  cairo_restore (cairo);
}

/* ---- Files ---- */

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

GBytes *
muster_map_picture_to_png (MusterMapPicture *picture)
{
  int width = picture->width * FINER;
  int height = (picture->height + HEAD + FOOT) * FINER;
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cairo = cairo_create (surface);
  GByteArray *bytes = g_byte_array_new ();

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  draw (picture, cairo, width, height);
  cairo_destroy (cairo);
  cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
muster_map_picture_to_pdf (MusterMapPicture *picture)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (write_cb, bytes, A4_WIDTH, A4_HEIGHT);
  cairo_t *cairo = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, picture->title);
  cairo_translate (cairo, MARGIN, MARGIN);
  draw (picture, cairo, A4_WIDTH - 2 * MARGIN, A4_HEIGHT - 2 * MARGIN);
  cairo_show_page (cairo);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

/* ---- Paper ---- */

static void
free_cb (gpointer data, GClosure *closure)
{
  muster_map_picture_free (data);
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page,
              MusterMapPicture *picture)
{
  draw (picture, gtk_print_context_get_cairo_context (context),
        gtk_print_context_get_width (context), gtk_print_context_get_height (context));
}

void
muster_map_picture_print (MusterMapPicture *picture, GtkWidget *parent)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();

  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, 1);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), picture,
                         free_cb, 0);
  muster_print_run (operation, parent);
}
