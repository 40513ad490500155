/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-palette.h"

#include <adwaita.h>

/* GTK offers no other way to the named colours of a style than this deprecated one */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
look_up (GtkWidget *widget, const char *name, const char *fallback, GdkRGBA *color)
{
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name,
                                       color))
    gdk_rgba_parse (color, fallback);
}

G_GNUC_END_IGNORE_DEPRECATIONS

void
muster_palette_read (GtkWidget *widget, MusterPalette *palette)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (palette != NULL);

  gtk_widget_get_color (widget, &palette->text);
  look_up (widget, "accent_bg_color", "#3584e4", &palette->worked);
  look_up (widget, "accent_color", "#0461be", &palette->covered);
  look_up (widget, "purple_3", "#9141ac", &palette->overtime);
  look_up (widget, "warning_bg_color", "#e5a50a", &palette->warning);
  look_up (widget, "warning_color", "#905400", &palette->warning_line);
  look_up (widget, "error_bg_color", "#e01b24", &palette->error);
  look_up (widget, "error_color", "#c30000", &palette->error_line);
  look_up (widget, "view_bg_color", "#ffffff", &palette->surface);
  palette->contrast = adw_style_manager_get_high_contrast (
    adw_style_manager_get_for_display (gtk_widget_get_display (widget)));
}

GdkRGBA
muster_palette_fade (const GdkRGBA *color, double alpha)
{
  GdkRGBA faded = *color;

  faded.alpha *= (float) alpha;

  return faded;
}
