/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/**
 * MusterColors:
 * @text: text and lines
 * @worked: what was worked
 * @overtime: what was worked and is overtime
 * @warning: late, early
 * @warning_line: what is missing, as a line
 * @error: absent
 * @error_line: absent and outside, as a line
 * @covered: leave and what else is approved
 * @surface: what is drawn upon
 * @contrast: whether more contrast is wanted
 *
 * The named colours of the style that widgets draw with.
 */
typedef struct
{
  GdkRGBA text;
  GdkRGBA worked;
  GdkRGBA overtime;
  GdkRGBA warning;
  GdkRGBA warning_line;
  GdkRGBA error;
  GdkRGBA error_line;
  GdkRGBA covered;
  GdkRGBA surface;
  gboolean contrast;
} MusterColors;

/**
 * muster_colors_read:
 * @widget: a widget that draws
 * @colors: (out): the colours of its style, light or dark
 *
 * Looks the colours up; call again when the widget's style changed.
 */
void muster_colors_read (GtkWidget *widget, MusterColors *colors);

/**
 * muster_colors_fade:
 * @color: a colour
 * @alpha: 0 … 1
 *
 * Returns: @color with its alpha multiplied by @alpha
 */
GdkRGBA muster_colors_fade (const GdkRGBA *color, double alpha);
