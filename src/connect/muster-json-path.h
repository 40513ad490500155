/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

/**
 * muster_json_parse:
 * @text: (array length=length): what a server said
 * @length: bytes of it
 * @error: a %MUSTER_ERROR_PROTOCOL when it is not JSON in UTF-8, or nested too deeply
 *
 * Reads JSON. Whole numbers of more than 18 digits become texts, so that a record's number never
 * loses a digit.
 *
 * Returns: (transfer full) (nullable): what it is
 */
JsonNode *muster_json_parse (const char *text, gsize length, GError **error);

/**
 * muster_json_dup_text:
 * @node: (nullable): a value
 *
 * Writes a value as text: a text as it is, a number with its digits, true and false by their
 * names, an object or array as JSON.
 *
 * Returns: (transfer full) (nullable): the text; %NULL for nothing, null and the empty text
 */
char *muster_json_dup_text (JsonNode *node);

/**
 * muster_json_get_double:
 * @node: (nullable): a value
 * @number: (out): the number that it is, or that it spells
 *
 * Returns: whether it is one, and finite
 */
gboolean muster_json_get_double (JsonNode *node, double *number);

/**
 * muster_json_path_new:
 * @text: where in a document something is: a JSONPath of names, indices and stars ("$.data[0].name",
 *   "$.people[*]", "$['a b']", "$..name"), or the same without its "$."
 * @error: a %MUSTER_ERROR_INVALID without a field
 *
 * Returns: (transfer full) (nullable): the path, to be freed by g_object_unref()
 */
JsonPath *muster_json_path_new (const char *text, GError **error);

/**
 * muster_json_path_first:
 * @path: (nullable): a path
 * @node: a document
 *
 * Returns: (transfer full) (nullable): the first of what is there
 */
JsonNode *muster_json_path_first (JsonPath *path, JsonNode *node);

/**
 * muster_json_path_all:
 * @path: a path
 * @node: a document
 *
 * Returns: (transfer full): all that is there; when that is one array, what is in it
 */
JsonArray *muster_json_path_all (JsonPath *path, JsonNode *node);

/**
 * muster_json_find_text:
 * @node: (nullable): a document
 * @path: a path, which is right
 *
 * Returns: (transfer full) (nullable): what is there, as muster_json_dup_text() writes it
 */
char *muster_json_find_text (JsonNode *node, const char *path);
