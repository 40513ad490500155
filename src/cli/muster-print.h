/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/**
 * muster_print_width:
 * @text: UTF-8
 *
 * Returns: how many columns of a terminal @text takes: two for a Chinese character, none for a
 *   combining one
 */
gsize muster_print_width (const char *text);

/**
 * muster_print_pad:
 * @text: UTF-8
 * @width: columns wanted
 * @right: whether the text stands at the right end
 *
 * Returns: (transfer full): @text with blanks up to @width columns
 */
char *muster_print_pad (const char *text, gsize width, gboolean right);

/**
 * muster_print_json_string:
 * @out: where to add it
 * @text: (nullable): UTF-8; %NULL becomes null
 *
 * Adds a JSON string with its quotes.
 */
void muster_print_json_string (GString *out, const char *text);

/**
 * muster_print_json_number:
 * @out: where to add it
 * @value: a number; what is not finite becomes null
 *
 * Adds the shortest JSON number that reads back as @value.
 */
void muster_print_json_number (GString *out, double value);

/**
 * muster_print_json_variant:
 * @out: where to add it
 * @value: any value
 *
 * Adds a value as JSON: dictionaries with text keys as objects, arrays and tuples as arrays,
 * nothing as null.
 */
void muster_print_json_variant (GString *out, GVariant *value);
