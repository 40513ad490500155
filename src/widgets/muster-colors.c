/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-colors.h"

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
muster_colors_read (GtkWidget *widget, MusterColors *colors)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (colors != NULL);

  gtk_widget_get_color (widget, &colors->text);
  look_up (widget, "accent_bg_color", "#3584e4", &colors->worked);
  look_up (widget, "accent_color", "#0461be", &colors->covered);
  look_up (widget, "purple_3", "#9141ac", &colors->overtime);
  look_up (widget, "warning_bg_color", "#e5a50a", &colors->warning);
  look_up (widget, "warning_color", "#905400", &colors->warning_line);
  look_up (widget, "error_bg_color", "#e01b24", &colors->error);
  look_up (widget, "error_color", "#c30000", &colors->error_line);
  look_up (widget, "view_bg_color", "#ffffff", &colors->surface);
  colors->contrast = adw_style_manager_get_high_contrast (
    adw_style_manager_get_for_display (gtk_widget_get_display (widget)));
}

GdkRGBA
muster_colors_fade (const GdkRGBA *color, double alpha)
{
  GdkRGBA faded = *color;

  faded.alpha *= (float) alpha;

  return faded;
}
