/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "muster-fence.h"

/* A fence as files have it: {"type": "circle", "center": [lon, lat], "radius_m": 80},
 * {"type": "polygon", "rings": [[[lon, lat] …] …]} or {"type": "multi", "parts": […]}, each with an
 * optional "datum". Longitude before latitude. */

/**
 * muster_fence_document_read:
 * @object: a fence
 * @path: where it stands in its file, for errors
 * @parts: (out) (element-type MusterFencePart): what it draws, whether valid or not; a coordinate
 *   that is null is no number
 * @datum: (out): the datum that it is drawn in
 * @error: a %MUSTER_ERROR_INVALID that names the place
 *
 * Returns: whether it has the form of a fence
 */
gboolean muster_fence_document_read (JsonObject *object,
                                     const char *path,
                                     GPtrArray **parts,
                                     MusterDatum *datum,
                                     GError **error);

/**
 * muster_fence_document_write:
 * @parts: (element-type MusterFencePart): parts
 * @datum: the datum that they are drawn in
 *
 * Returns: (transfer full): the object
 */
JsonObject *muster_fence_document_write (GPtrArray *parts, MusterDatum datum);

/**
 * muster_fence_document_parse:
 * @text: a fence, or GeoJSON: a geometry, or a feature with one
 * @error: a %MUSTER_ERROR_INVALID that names "fence"
 *
 * Returns: (transfer full) (nullable): the fence
 */
MusterFence *muster_fence_document_parse (const char *text, GError **error);

/**
 * muster_fence_document_format:
 * @parts: (element-type MusterFencePart): parts
 * @datum: the datum that they are drawn in
 *
 * Returns: (transfer full): the text
 */
char *muster_fence_document_format (GPtrArray *parts, MusterDatum datum);
