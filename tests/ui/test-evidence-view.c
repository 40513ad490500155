/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Evidence as it is seen: sheets are decoded, and the view asks for them one by one. */

#include <cairo-pdf.h>

#include "muster-evidence-view.h"
#include "muster-stage.h"

static cairo_status_t
write_cb (gpointer closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* Pages of 144 by 72 points, the first white, the others black */
static GBytes *
make_pdf (guint n_pages)
{
  GByteArray *array = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (write_cb, array, 144, 72);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++)
    {
      cairo_set_source_rgb (cr, i == 0, i == 0, i == 0);
      cairo_paint (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (array);
}

static guint8
middle_of (GdkTexture *texture)
{
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  g_autofree guint8 *pixels = g_malloc ((gsize) (4 * width * height));

  gdk_texture_download (texture, pixels, (gsize) (4 * width));

  return pixels[4 * (height / 2 * width + width / 2)];
}

static void
test_pages (void)
{
  static const struct
  {
    int wanted;
    int page;
    guint8 color;
  } cases[] = { { 0, 0, 255 }, { 1, 1, 0 }, { 9, 2, 0 }, { -4, 0, 255 } };
  g_autoptr (GBytes) pdf = make_pdf (3);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterEvidenceSheet)
        sheet = muster_evidence_sheet_new ("pdf", pdf, cases[i].wanted, &error);

      g_assert_no_error (error);
      g_assert_cmpint (sheet->page, ==, cases[i].page);
      g_assert_cmpint (sheet->n_pages, ==, 3);
      g_assert_cmpint (gdk_texture_get_width (sheet->texture), ==, 300);
      g_assert_cmpint (gdk_texture_get_height (sheet->texture), ==, 150);
      g_assert_cmpint (middle_of (sheet->texture), ==, cases[i].color);
    }
}

/* What is damaged says so, and a text in another encoding is shown as far as it can be. */
static void
test_damage (void)
{
  static const char *const types[] = { "pdf", "png", "jpeg" };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("caf\xe9 %PDF", 9);
  g_autoptr (MusterEvidenceSheet) text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (muster_evidence_sheet_new (types[i], bytes, 0, &error));
      g_assert_nonnull (error);
    }
  text = muster_evidence_sheet_new ("text", bytes, 0, NULL);
  g_assert_cmpstr (text->text, ==, "caf\xef\xbf\xbd %PDF");
  g_assert_cmpint (text->n_pages, ==, 1);
}

static void
wanted_cb (GtkWidget *view, guint index, int page, GString *said)
{
  g_string_append_printf (said, "%u:%d ", index, page);
}

static const char *
say_place (GtkWidget *view)
{
  GtkWidget *tools = gtk_widget_get_first_child (gtk_widget_get_first_child (view));
  GtkWidget *name = gtk_widget_get_first_child (tools);

  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_next_sibling (name)));
}

/* Leafing goes through the pages and on to the next piece; a page that comes late is not shown. */
static void
test_leafing (void)
{
  static const char *const names[] = { "letter.pdf", "photo.png", NULL };
  g_autoptr (GBytes) pdf = make_pdf (3);
  GtkWidget *widget = g_object_ref_sink (muster_evidence_view_new ());
  MusterEvidenceView *view = MUSTER_EVIDENCE_VIEW (widget);
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (MusterEvidenceSheet) first = muster_evidence_sheet_new ("pdf", pdf, 0, NULL);
  g_autoptr (MusterEvidenceSheet) third = muster_evidence_sheet_new ("pdf", pdf, 2, NULL);

  g_signal_connect (view, "wanted", G_CALLBACK (wanted_cb), said);
  muster_evidence_view_set_pieces (view, names);
  g_assert_cmpstr (say_place (widget), ==, "1 / 2");
  muster_evidence_view_set_sheet (view, 0, first);
  g_assert_cmpstr (say_place (widget), ==, "Page 1 of 3");

  muster_evidence_view_leaf (view, 1);
  muster_evidence_view_leaf (view, 1);
  g_assert_cmpstr (say_place (widget), ==, "Page 3 of 3");
  muster_evidence_view_set_sheet (view, 0, first);
  g_assert_cmpstr (say_place (widget), ==, "Page 3 of 3");
  muster_evidence_view_set_sheet (view, 0, third);
  muster_evidence_view_leaf (view, 1);
  g_assert_cmpstr (say_place (widget), ==, "2 / 2");
  muster_evidence_view_leaf (view, 1);
  muster_evidence_view_leaf (view, -1);
  g_assert_cmpstr (said->str, ==, "0:0 0:1 0:2 1:0 0:0 ");
  g_object_unref (widget);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();

  g_test_add_func ("/evidence-view/pages", test_pages);
  g_test_add_func ("/evidence-view/damage", test_damage);
  g_test_add_func ("/evidence-view/leafing", test_leafing);

  return g_test_run ();
}
