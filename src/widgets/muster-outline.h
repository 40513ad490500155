/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-fence.h"
#include "muster-mercator.h"

/**
 * muster_outline_trace:
 * @part: a part of a fence
 * @from: the datum it is drawn in
 * @to: the datum of the map's tiles
 * @view: what the map shows
 *
 * Traces a part on a map: a circle along its geodesics, edges straight in longitude and latitude, long
 * ones in pieces.
 *
 * Returns: (transfer full): the outline in pixels; holes are inner contours
 */
GskPath *muster_outline_trace (const MusterFencePart *part,
                               MusterDatum from,
                               MusterDatum to,
                               const MusterView *view);

/**
 * muster_outline_project:
 * @at: a point
 * @from: its datum
 * @to: the datum of the map's tiles
 * @view: what the map shows
 *
 * Returns: where it is in pixels
 */
graphene_point_t muster_outline_project (MusterPoint at,
                                         MusterDatum from,
                                         MusterDatum to,
                                         const MusterView *view);
