/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-shift.h"

/**
 * MusterShiftEdgeKind:
 *
 * What begins or ends at a time of a shift.
 */
typedef enum
{
  MUSTER_EDGE_OPENS,     /* the window opens */
  MUSTER_EDGE_ON,        /* a segment begins */
  MUSTER_EDGE_REST_FROM, /* a rest begins */
  MUSTER_EDGE_REST_TO,   /* a rest ends */
  MUSTER_EDGE_OFF,       /* a segment ends */
  MUSTER_EDGE_CLOSES,    /* the window closes */
} MusterShiftEdgeKind;

/**
 * MusterShiftEdge:
 * @kind: a #MusterShiftEdgeKind
 * @index: which segment or rest, from 0
 * @minutes: minutes after the midnight that begins the shift's date; before it when negative
 *
 * A time of a shift that can be moved by itself.
 */
typedef struct
{
  MusterShiftEdgeKind kind;
  guint index;
  int minutes;
} MusterShiftEdge;

#define MUSTER_SHIFT_EDGES (2 + 2 * MUSTER_SHIFT_SEGMENTS + 2 * MUSTER_SHIFT_RESTS)

/**
 * muster_shift_copy:
 * @shift: a shift
 *
 * Returns: (transfer full): a copy, for its builder to change
 */
MusterShift *muster_shift_copy (const MusterShift *shift);

/**
 * muster_shift_get_edges:
 * @shift: a shift
 * @edges: (out caller-allocates) (array length=MUSTER_SHIFT_EDGES): its edges, in order of time
 *
 * Returns: how many there are, 0 for free hours
 */
guint muster_shift_get_edges (const MusterShift *shift,
                              MusterShiftEdge edges[MUSTER_SHIFT_EDGES]);

/**
 * muster_shift_move_edge:
 * @shift: a shift
 * @kind: which kind of edge
 * @index: which of them
 * @minutes: where to move it to
 *
 * Moves an edge as far as its neighbours let it, so that the shift makes sense always. The ends of
 * the window stay where they are when an outer time of work moves, as far as they can.
 *
 * Returns: (transfer full): the shift with the edge moved
 */
MusterShift *muster_shift_move_edge (const MusterShift *shift,
                                     MusterShiftEdgeKind kind,
                                     guint index,
                                     int minutes);
