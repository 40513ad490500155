/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-place.h"

/**
 * muster_whereabouts_parse:
 * @text: what a person typed: "22.54, 114.05", "22.5404 114.0629 gcj02", "114.05E 22.54N"
 * @point: (out): the point, WGS-84
 *
 * Reads coordinates, latitude first unless letters or ranges say otherwise; a datum may follow.
 *
 * Returns: whether they are coordinates
 */
gboolean muster_whereabouts_parse (const char *text, MusterPoint *point);

/**
 * muster_whereabouts_explain:
 * @places: (element-type MusterPlace): places
 * @at: a point, WGS-84
 *
 * Tells of a point which places accept it, how far the nearest others are, and from which accuracy
 * on the verdict would be another.
 *
 * Returns: (transfer full): a few lines
 */
char *muster_whereabouts_explain (GPtrArray *places, MusterPoint at);

/**
 * muster_whereabouts_format:
 * @at: a point
 *
 * Returns: (transfer full): "22.540000, 114.050000"
 */
char *muster_whereabouts_format (MusterPoint at);
