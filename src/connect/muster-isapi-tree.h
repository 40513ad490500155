/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

/**
 * muster_isapi_tree_read:
 * @data: (array length=length): what a device answered
 * @length: bytes of it
 * @error: a %MUSTER_ERROR_PROTOCOL when it is neither
 *
 * Devices answer in JSON or in XML, not always as they were asked, with the same names in both. This
 * reads either into one shape: an element of XML becomes a member of its parent, several of one name
 * an array, one without elements its text; prefixes and attributes are left out.
 *
 * Returns: (transfer full) (nullable): an object
 */
JsonNode *muster_isapi_tree_read (const guint8 *data, gsize length, GError **error);

/**
 * muster_isapi_tree_get:
 * @node: (nullable): a node
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the member, when @node is an object that has it
 */
JsonNode *muster_isapi_tree_get (JsonNode *node, const char *name);

/**
 * muster_isapi_tree_get_text:
 * @node: (nullable): a node
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): its text, without one when it is empty or no text
 */
const char *muster_isapi_tree_get_text (JsonNode *node, const char *name);

/**
 * muster_isapi_tree_get_number:
 * @node: (nullable): a node
 * @name: a member's name
 * @none: what to return without it
 *
 * Returns: its number, also when it is written as a text
 */
gint64 muster_isapi_tree_get_number (JsonNode *node, const char *name, gint64 none);
