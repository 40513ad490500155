/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-shift-edge.h"

#define TWO_DAYS 2880

MusterShift *
muster_shift_copy (const MusterShift *shift)
{
  MusterShift *copy = muster_shift_new (shift->code);

  g_set_str (&copy->name, shift->name);
  copy->zone = shift->zone != NULL ? muster_zone_ref (shift->zone) : NULL;
  copy->n_segments = shift->n_segments;
  copy->n_rests = shift->n_rests;
  copy->n_after_late = shift->n_after_late;
  memcpy (copy->segments, shift->segments, sizeof (shift->segments));
  memcpy (copy->rests, shift->rests, sizeof (shift->rests));
  memcpy (copy->after_late, shift->after_late, sizeof (shift->after_late));
  copy->before = shift->before;
  copy->after = shift->after;
  copy->flex_late = shift->flex_late;
  copy->flex_early = shift->flex_early;
  copy->free = shift->free;
  copy->required = shift->required;
  copy->minimum = shift->minimum;

  return copy;
}

static int
edge_compare (gconstpointer a, gconstpointer b)
{
  const MusterShiftEdge *x = a;
  const MusterShiftEdge *y = b;

  if (x->minutes != y->minutes)
    return x->minutes - y->minutes;

  return x->kind != y->kind ? (int) x->kind - (int) y->kind
                            : (int) x->index - (int) y->index;
}

guint
muster_shift_get_edges (const MusterShift *shift,
                        MusterShiftEdge edges[MUSTER_SHIFT_EDGES])
{
  guint n = 0;

  if (shift->n_segments == 0)
    return 0;

  edges[n++] =
    (MusterShiftEdge) { MUSTER_EDGE_OPENS, 0, shift->segments[0].on - shift->before };
  for (guint i = 0; i < shift->n_segments; i++)
    {
      edges[n++] = (MusterShiftEdge) { MUSTER_EDGE_ON, i, shift->segments[i].on };
      edges[n++] = (MusterShiftEdge) { MUSTER_EDGE_OFF, i, shift->segments[i].off };
    }
  for (guint i = 0; i < shift->n_rests; i++)
    {
      edges[n++] = (MusterShiftEdge) { MUSTER_EDGE_REST_FROM, i, shift->rests[i].from };
      edges[n++] = (MusterShiftEdge) { MUSTER_EDGE_REST_TO, i, shift->rests[i].to };
    }
  edges[n++] =
    (MusterShiftEdge) { MUSTER_EDGE_CLOSES, 0,
                        shift->segments[shift->n_segments - 1].off + shift->after };
  qsort (edges, n, sizeof (MusterShiftEdge), edge_compare);

  return n;
}

/* The segment that a rest lies in. */
static const MusterSegment *
segment_of_rest (const MusterShift *shift, guint rest)
{
  for (guint i = 0; i < shift->n_segments; i++)
    if (shift->rests[rest].from >= shift->segments[i].on &&
        shift->rests[rest].to <= shift->segments[i].off)
      return &shift->segments[i];

  return NULL;
}

/* The latest time before @limit at which anything inside the segment begins or ends, and the first. */
static void
rests_within (const MusterShift *shift, guint segment, int *first, int *last)
{
  *first = TWO_DAYS;
  *last = 0;
  for (guint i = 0; i < shift->n_rests; i++)
    if (segment_of_rest (shift, i) == &shift->segments[segment])
      {
        *first = MIN (*first, shift->rests[i].from);
        *last = MAX (*last, shift->rests[i].to);
      }
}

static void
move_on (MusterShift *shift, guint index, int minutes)
{
  MusterSegment *segment = &shift->segments[index];
  int opens = shift->segments[0].on - shift->before;
  int low = index > 0 ? shift->segments[index - 1].off : 0;
  int first, last, high;

  /* A shift begins on its date (semantics §4). */
  rests_within (shift, index, &first, &last);
  high = MIN (MIN (first, segment->off - 1), index == 0 ? 1439 : TWO_DAYS);
  segment->on = (gint16) CLAMP (minutes, low, high);
  if (index == 0)
    shift->before = MAX (segment->on - opens, 0);
}

static void
move_off (MusterShift *shift, guint index, int minutes)
{
  MusterSegment *segment = &shift->segments[index];
  gboolean outer = index + 1 == shift->n_segments;
  int closes = shift->segments[shift->n_segments - 1].off + shift->after;
  int high = outer ? TWO_DAYS : shift->segments[index + 1].on;
  int first, last;

  rests_within (shift, index, &first, &last);
  segment->off = (gint16) CLAMP (minutes, MAX (last, segment->on + 1), high);
  if (outer)
    shift->after = MAX (closes - segment->off, 0);
}

static void
move_rest (MusterShift *shift, guint index, gboolean end, int minutes)
{
  const MusterSegment *segment = segment_of_rest (shift, index);
  MusterRest *rest = &shift->rests[index];
  int low = segment != NULL ? segment->on : 0;
  int high = segment != NULL ? segment->off : TWO_DAYS;

  if (index > 0)
    low = MAX (low, shift->rests[index - 1].to);
  if (index + 1 < shift->n_rests)
    high = MIN (high, shift->rests[index + 1].from);
  if (end)
    rest->to = (gint16) CLAMP (minutes, rest->from + 1, high);
  else
    rest->from = (gint16) CLAMP (minutes, low, rest->to - 1);
}

MusterShift *
muster_shift_move_edge (const MusterShift *shift,
                        MusterShiftEdgeKind kind,
                        guint index,
                        int minutes)
{
  MusterShift *moved = muster_shift_copy (shift);

  switch (kind)
    {
    case MUSTER_EDGE_OPENS:
      moved->before = CLAMP (moved->segments[0].on - minutes, 0, 1440);
      break;
    case MUSTER_EDGE_ON:
      move_on (moved, index, minutes);
      break;
    case MUSTER_EDGE_REST_FROM:
      move_rest (moved, index, FALSE, minutes);
      break;
    case MUSTER_EDGE_REST_TO:
      move_rest (moved, index, TRUE, minutes);
      break;
    case MUSTER_EDGE_OFF:
      move_off (moved, index, minutes);
      break;
    case MUSTER_EDGE_CLOSES:
    default:
      moved->after =
        CLAMP (minutes - moved->segments[moved->n_segments - 1].off, 0, 1440);
      break;
    }

  return moved;
}
