/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/**
 * muster_print_text:
 * @context: the page that is printed
 * @text: what to write
 * @x: where it begins
 * @y: where its top is
 * @width: room for it, beyond which it ends in an ellipsis; negative for as much as it takes
 * @size: of its letters
 * @bold: whether it stands out
 *
 * Writes a line on paper, all in the units of @context.
 */
void muster_print_text (GtkPrintContext *context,
                        const char *text,
                        double x,
                        double y,
                        double width,
                        double size,
                        gboolean bold);

/**
 * muster_print_run:
 * @operation: what to print
 * @parent: a widget of the window
 *
 * Asks for a printer and prints; an error is shown at @parent. Returns at once.
 */
void muster_print_run (GtkPrintOperation *operation, GtkWidget *parent);
