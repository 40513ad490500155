/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-outline.h"

#include <math.h>

#define CORNERS 72       /* of a circle */
#define LONG_EDGE 0.5    /* degrees, from which an edge is bent on the map */
#define FAR_AWAY 30000.0 /* pixels, beyond which nothing is drawn exactly */

graphene_point_t
muster_outline_project (MusterPoint at,
                        MusterDatum from,
                        MusterDatum to,
                        const MusterView *view)
{
  double x;
  double y;

  at = muster_point_convert (at, from, to);
  muster_view_project (view, muster_mercator_x (at.lon), muster_mercator_y (at.lat), &x,
                       &y);

  return GRAPHENE_POINT_INIT ((float) CLAMP (x, -FAR_AWAY, FAR_AWAY),
                              (float) CLAMP (y, -FAR_AWAY, FAR_AWAY));
}

static void
go_to (GskPathBuilder *builder, graphene_point_t point, gboolean *begun)
{
  if (*begun)
    gsk_path_builder_line_to (builder, point.x, point.y);
  else
    gsk_path_builder_move_to (builder, point.x, point.y);
  *begun = TRUE;
}

static void
trace_circle (GskPathBuilder *builder,
              const MusterFencePart *part,
              MusterDatum from,
              MusterDatum to,
              const MusterView *view)
{
  MusterPoint centre = muster_point_convert (part->centre, from, MUSTER_DATUM_WGS84);
  gboolean begun = FALSE;

  for (int i = 0; i < CORNERS; i++)
    go_to (builder,
           muster_outline_project (
             muster_point_move (centre, i * 2.0 * G_PI / CORNERS, part->radius),
             MUSTER_DATUM_WGS84, to, view),
           &begun);
  gsk_path_builder_close (builder);
}

static void
trace_ring (GskPathBuilder *builder,
            GArray *ring,
            MusterDatum from,
            MusterDatum to,
            const MusterView *view)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < ring->len; i++)
    {
      MusterPoint a = g_array_index (ring, MusterPoint, i);
      MusterPoint b = g_array_index (ring, MusterPoint, (i + 1) % ring->len);
      double across = muster_geo_wrap (b.lon - a.lon);
      guint pieces = (guint) CLAMP (
        ceil (MAX (fabs (across), fabs (b.lat - a.lat)) / LONG_EDGE), 1, 64);

      for (guint k = 0; k < pieces; k++)
        go_to (builder,
               muster_outline_project (
                 (MusterPoint) { a.lat + k * (b.lat - a.lat) / pieces,
                                 muster_geo_wrap (a.lon + k * across / pieces) },
                 from, to, view),
               &begun);
    }
  if (begun)
    gsk_path_builder_close (builder);
}

GskPath *
muster_outline_trace (const MusterFencePart *part,
                      MusterDatum from,
                      MusterDatum to,
                      const MusterView *view)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();

  if (part->rings->len == 0)
    trace_circle (builder, part, from, to, view);
  for (guint i = 0; i < part->rings->len; i++)
    trace_ring (builder, g_ptr_array_index (part->rings, i), from, to, view);

  return gsk_path_builder_to_path (builder);
}
