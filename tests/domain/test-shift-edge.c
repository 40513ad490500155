/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-shift-edge.h"

/* 09:00–18:00 with a rest at noon; window from 05:00 to 02:00 */
static MusterShift *
day_new (void)
{
  MusterShift *shift = muster_shift_new ("day");

  g_set_str (&shift->name, "Day");
  shift->n_segments = 1;
  shift->segments[0] = (MusterSegment) { 540, 1080, TRUE, TRUE };
  shift->n_rests = 1;
  shift->rests[0] = (MusterRest) { 720, 780 };

  return shift;
}

static void
test_edges (void)
{
  static const MusterShiftEdgeKind order[] = {
    MUSTER_EDGE_OPENS,   MUSTER_EDGE_ON,  MUSTER_EDGE_REST_FROM,
    MUSTER_EDGE_REST_TO, MUSTER_EDGE_OFF, MUSTER_EDGE_CLOSES
  };
  static const int minutes[] = { 300, 540, 720, 780, 1080, 1560 };
  g_autoptr (MusterShift) day = day_new ();
  g_autoptr (MusterShift) free = muster_shift_new ("free");
  MusterShiftEdge edges[MUSTER_SHIFT_EDGES];

  g_assert_cmpuint (muster_shift_get_edges (free, edges), ==, 0);
  g_assert_cmpuint (muster_shift_get_edges (day, edges), ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_assert_cmpint (edges[i].kind, ==, order[i]);
      g_assert_cmpint (edges[i].minutes, ==, minutes[i]);
    }
}

/* A copy says the same as the rule file does, and so does a shift with a moved edge. */
static void
test_copy (void)
{
  g_autoptr (MusterShift) day = day_new ();
  g_autoptr (MusterShift) copy = NULL;
  g_autoptr (MusterShift) moved = NULL;

  day->before = 30;
  day->after = 40;
  day->flex_late = 15;
  day->flex_early = 10;
  day->minimum = 4;
  copy = muster_shift_copy (day);
  g_assert_cmpstr (copy->name, ==, "Day");
  g_assert_cmpint (copy->before, ==, 30);
  g_assert_cmpint (copy->after, ==, 40);
  g_assert_cmpint (copy->flex_late, ==, 15);
  g_assert_cmpint (copy->flex_early, ==, 10);
  g_assert_cmpint (copy->minimum, ==, 4);

  moved = muster_shift_move_edge (day, MUSTER_EDGE_ON, 0, 500);
  g_assert_cmpint (moved->minimum, ==, 4);
}

static void
test_moves (void)
{
  static const struct
  {
    MusterShiftEdgeKind kind;
    int to;
    int on, rest_from, rest_to, off, before, after;
  } cases[] = {
    { MUSTER_EDGE_ON, 480, 480, 720, 780, 1080, 180, 480 },
    { MUSTER_EDGE_ON, 200, 200, 720, 780, 1080, 0, 480 },
    { MUSTER_EDGE_ON, 900, 720, 720, 780, 1080, 420, 480 },
    { MUSTER_EDGE_OFF, 1140, 540, 720, 780, 1140, 240, 420 },
    { MUSTER_EDGE_OFF, 100, 540, 720, 780, 780, 240, 780 },
    { MUSTER_EDGE_OFF, 9999, 540, 720, 780, 2880, 240, 0 },
    { MUSTER_EDGE_REST_FROM, 690, 540, 690, 780, 1080, 240, 480 },
    { MUSTER_EDGE_REST_FROM, 0, 540, 540, 780, 1080, 240, 480 },
    { MUSTER_EDGE_REST_FROM, 2000, 540, 779, 780, 1080, 240, 480 },
    { MUSTER_EDGE_REST_TO, 2000, 540, 720, 1080, 1080, 240, 480 },
    { MUSTER_EDGE_OPENS, 420, 540, 720, 780, 1080, 120, 480 },
    { MUSTER_EDGE_OPENS, 900, 540, 720, 780, 1080, 0, 480 },
    { MUSTER_EDGE_CLOSES, 1200, 540, 720, 780, 1080, 240, 120 },
  };
  g_autoptr (MusterShift) day = day_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MusterShift)
        moved = muster_shift_move_edge (day, cases[i].kind, 0, cases[i].to);
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_cmpint (moved->segments[0].on, ==, cases[i].on);
      g_assert_cmpint (moved->rests[0].from, ==, cases[i].rest_from);
      g_assert_cmpint (moved->rests[0].to, ==, cases[i].rest_to);
      g_assert_cmpint (moved->segments[0].off, ==, cases[i].off);
      g_assert_cmpint (moved->before, ==, cases[i].before);
      g_assert_cmpint (moved->after, ==, cases[i].after);
      g_assert_true (muster_shift_check (moved, &error));
    }
}

/* Wherever edges are dragged to, the shift makes sense */
static void
test_any_move_makes_sense (void)
{
  g_autoptr (MusterShift) shift = day_new ();

  shift->n_segments = 2;
  shift->segments[0] = (MusterSegment) { 480, 720, TRUE, TRUE };
  shift->segments[1] = (MusterSegment) { 780, 1080, TRUE, TRUE };
  shift->n_rests = 2;
  shift->rests[0] = (MusterRest) { 600, 610 };
  shift->rests[1] = (MusterRest) { 900, 915 };

  for (guint i = 0; i < 5000; i++)
    {
      MusterShiftEdge edges[MUSTER_SHIFT_EDGES];
      guint n = muster_shift_get_edges (shift, edges);
      const MusterShiftEdge *edge = &edges[g_test_rand_int_range (0, (int) n)];
      MusterShift *moved = muster_shift_move_edge (shift, edge->kind, edge->index,
                                                   g_test_rand_int_range (-600, 3500));
      g_autoptr (GError) error = NULL;

      muster_shift_check (moved, &error);
      g_assert_no_error (error);
      g_object_unref (shift);
      shift = moved;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shift-edge/edges", test_edges);
  g_test_add_func ("/shift-edge/copy", test_copy);
  g_test_add_func ("/shift-edge/moves", test_moves);
  g_test_add_func ("/shift-edge/any-move-makes-sense", test_any_move_makes_sense);

  return g_test_run ();
}
