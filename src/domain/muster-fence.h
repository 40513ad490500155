/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-geo.h"

/**
 * MusterSite:
 *
 * The verdict on a position (semantics §10).
 */
typedef enum
{
  MUSTER_SITE_UNJUDGED, /* no position, or no fence that holds */
  MUSTER_SITE_INSIDE,
  MUSTER_SITE_OUTSIDE,
  MUSTER_SITE_UNCERTAIN,
} MusterSite;

/**
 * MusterFencePart:
 * @centre: of a circle, in the fence's datum
 * @radius: of a circle, metres; 0 for a polygon
 * @rings: (element-type GArray): of a polygon: arrays of #MusterPoint in the fence's datum, the
 *   outer ring first, then its holes; not closed: the last point differs from the first
 *
 * One part of a fence as it was drawn. Belongs to whoever made it: an editor changes its parts
 * and makes a fence of them when it wants to know.
 */
typedef struct
{
  MusterPoint centre;
  double radius;
  GPtrArray *rings;
} MusterFencePart;

/**
 * muster_fence_part_new_circle:
 * @centre: its middle
 * @radius: metres
 *
 * Returns: (transfer full): a circle
 */
MusterFencePart *muster_fence_part_new_circle (MusterPoint centre, double radius);

/**
 * muster_fence_part_new_polygon:
 *
 * Returns: (transfer full): a polygon without rings
 */
MusterFencePart *muster_fence_part_new_polygon (void);

/**
 * muster_fence_part_copy:
 * @part: a part
 *
 * Returns: (transfer full): the same, on its own
 */
MusterFencePart *muster_fence_part_copy (const MusterFencePart *part);
void muster_fence_part_free (MusterFencePart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterFencePart, muster_fence_part_free)

/**
 * muster_fence_part_add_ring:
 * @part: a polygon
 *
 * Returns: (transfer none) (element-type MusterPoint): its next ring, empty
 */
GArray *muster_fence_part_add_ring (MusterFencePart *part);

/**
 * muster_fence_parts_new:
 *
 * Returns: (transfer full) (element-type MusterFencePart): no parts yet
 */
GPtrArray *muster_fence_parts_new (void);

/**
 * muster_fence_parts_copy:
 * @parts: (element-type MusterFencePart): parts
 *
 * Returns: (transfer full) (element-type MusterFencePart): the same parts, copied
 */
GPtrArray *muster_fence_parts_copy (GPtrArray *parts);

/**
 * MusterFence:
 * @parts: (element-type MusterFencePart): as they were drawn
 * @datum: the datum that they were drawn in
 * @west: westernmost longitude, WGS-84, degrees
 * @east: easternmost longitude; greater than 180 for a fence over the 180th meridian
 * @south: southernmost latitude
 * @north: northernmost latitude
 *
 * Where punches count: circles and polygons with holes. Edges are straight in longitude and
 * latitude and go the short way round, so that a fence may lie over the 180th meridian, and one
 * whose ring goes round the earth holds the nearer pole. Immutable.
 */
#define MUSTER_TYPE_FENCE (muster_fence_get_type ())
G_DECLARE_FINAL_TYPE (MusterFence, muster_fence, MUSTER, FENCE, GObject)

typedef struct _MusterFenceShape MusterFenceShape;

struct _MusterFence
{
  GObject parent_instance;

  GPtrArray *parts;
  MusterDatum datum;
  double west;
  double east;
  double south;
  double north;

  MusterFenceShape *shapes; /* one to a part, in WGS-84 and ready to measure */
};

/**
 * muster_fence_new:
 * @parts: (element-type MusterFencePart) (transfer none): what was drawn, copied
 * @datum: the datum it was drawn in
 * @fault: (out) (optional): where the fault is, in @datum, set when there is a place to show
 * @error: a %MUSTER_ERROR_INVALID that names "fence": nothing drawn, too few points, a ring that
 *   crosses itself, a hole outside, no area, coordinates that are none, a radius that is none
 *
 * Checks a shape and makes it ready for measuring.
 *
 * Returns: (transfer full) (nullable): the fence
 */
MusterFence *muster_fence_new (GPtrArray *parts,
                               MusterDatum datum,
                               MusterPoint *fault,
                               GError **error);

/**
 * muster_fence_repair:
 * @parts: (element-type MusterFencePart) (transfer none): parts that make no fence
 * @datum: the datum they were drawn in
 *
 * Finds the nearest shape that is valid: a ring that crosses itself falls into its pieces, holes
 * outside go.
 *
 * Returns: (transfer full) (nullable) (element-type MusterFencePart): the mended parts, %NULL
 *   when nothing of an area is left
 */
GPtrArray *muster_fence_repair (GPtrArray *parts, MusterDatum datum);

/**
 * muster_fence_contains:
 * @fence: a fence
 * @point: a point, WGS-84
 *
 * Returns: whether @point is inside; on an edge it may come out either way, see
 *   muster_fence_measure()
 */
gboolean muster_fence_contains (MusterFence *fence, MusterPoint point);

/**
 * muster_fence_measure:
 * @fence: a fence
 * @point: a point, WGS-84
 *
 * Measures the geodesic to the boundary. A point within a centimetre of an edge is on it. Of
 * several parts the one in which @point is deepest, or which is nearest, counts.
 *
 * Returns: metres to the boundary, negative inside
 */
double muster_fence_measure (MusterFence *fence, MusterPoint point);

/**
 * muster_fence_is_farther:
 * @fence: a fence
 * @point: a point, WGS-84
 * @metres: a distance
 *
 * Tells quickly that a point is out of reach.
 *
 * Returns: %TRUE if @point is surely outside by more than @metres; %FALSE when only measuring
 *   would tell
 */
gboolean muster_fence_is_farther (MusterFence *fence, MusterPoint point, double metres);

/**
 * muster_fence_judge:
 * @fence: a fence
 * @point: a point, WGS-84
 * @accuracy: metres, negative for none
 * @buffer: metres by which the fence is taken larger
 * @max_accuracy: metres above which a position says nothing
 * @distance: (out) (optional): metres to the boundary, negative inside. Measuring is dearer than
 *   knowing the verdict on a point that is far away.
 *
 * Judges a position (semantics §10): inside if the distance is at most @buffer less the
 * accuracy, outside if it is more than both together, else uncertain. A position of unknown
 * accuracy is taken as it stands.
 *
 * Returns: the verdict
 */
MusterSite muster_fence_judge (MusterFence *fence,
                               MusterPoint point,
                               double accuracy,
                               double buffer,
                               double max_accuracy,
                               double *distance);

/**
 * muster_site_from_distance:
 * @distance: metres to the boundary, negative inside
 * @accuracy: as muster_fence_judge()
 * @buffer: likewise
 * @max_accuracy: likewise
 *
 * Returns: the verdict
 */
MusterSite muster_site_from_distance (double distance,
                                      double accuracy,
                                      double buffer,
                                      double max_accuracy);

/**
 * muster_site_get_code:
 * @site: a verdict
 *
 * Returns: (transfer none): its name in files, "uncertain"; "none" when it was not judged
 */
const char *muster_site_get_code (MusterSite site);

/**
 * muster_fence_get_area:
 * @fence: a fence
 *
 * Adds up the areas of the parts on the ellipsoid; what two parts share counts twice.
 *
 * Returns: square metres
 */
double muster_fence_get_area (MusterFence *fence);

/**
 * muster_fence_get_anchor:
 * @fence: a fence
 *
 * Finds a point for a label.
 *
 * Returns: a point inside the fence, WGS-84
 */
MusterPoint muster_fence_get_anchor (MusterFence *fence);
