/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-evidence-sheet.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>
#include <poppler.h>

#define PAGE_DPI 150.0
#define PAGE_PIXELS 4096.0 /* of a drawn page's longer side, at most */

void
muster_evidence_sheet_free (MusterEvidenceSheet *sheet)
{
  g_clear_object (&sheet->texture);
  g_free (sheet->text);
  g_free (sheet);
}

static GdkTexture *
draw_page (PopplerPage *page)
{
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  GdkTexture *texture;
  double width, height, scale;
  cairo_t *cr;

  poppler_page_get_size (page, &width, &height);
  scale = MIN (PAGE_DPI / 72.0, PAGE_PIXELS / MAX (MAX (width, height), 1.0));
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) MAX (width * scale, 1),
                                        (int) MAX (height * scale, 1));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) *
                         (gsize) cairo_image_surface_get_height (surface));
  texture = gdk_memory_texture_new (
    cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
    GDK_MEMORY_DEFAULT, bytes, (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);

  return texture;
}

static gboolean
read_pdf (MusterEvidenceSheet *sheet, GBytes *data, int number, GError **error)
{
  PopplerDocument *document = poppler_document_new_from_bytes (data, NULL, error);
  g_autoptr (GObject) document_held = (GObject *) document;
  g_autoptr (GObject) page_held = NULL;
  PopplerPage *page;

  if (document == NULL)
    return FALSE;

  sheet->n_pages = MAX (poppler_document_get_n_pages (document), 1);
  sheet->page = CLAMP (number, 0, sheet->n_pages - 1);
  page = poppler_document_get_page (document, sheet->page);
  page_held = (GObject *) page;
  if (page == NULL)
    {
      g_set_error_literal (error, MUSTER_ERROR, MUSTER_ERROR_INVALID,
                           _ ("This page cannot be drawn."));
      return FALSE;
    }
  sheet->texture = draw_page (page);

  return TRUE;
}

MusterEvidenceSheet *
muster_evidence_sheet_new (const char *type, GBytes *data, int page, GError **error)
{
  g_autoptr (MusterEvidenceSheet) sheet = g_new0 (MusterEvidenceSheet, 1);

  sheet->n_pages = 1;
  if (g_str_equal (type, "pdf"))
    {
      if (!read_pdf (sheet, data, page, error))
        return NULL;
    }
  else if (g_str_equal (type, "text"))
    {
      gsize size;
      const char *text = g_bytes_get_data (data, &size);

      sheet->text = g_utf8_make_valid (text, (gssize) size);
    }
  else if ((sheet->texture = gdk_texture_new_from_bytes (data, error)) == NULL)
    {
      return NULL;
    }

  return g_steal_pointer (&sheet);
}
