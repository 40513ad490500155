/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-civil.h"

#define MUSTER_SHIFT_SEGMENTS 4
#define MUSTER_SHIFT_RESTS 8
#define MUSTER_SHIFT_AFTER_LATE 4

/**
 * MusterSegment:
 * @on: on-time, minutes after the midnight that begins the shift's date
 * @off: off-time, minutes after the same midnight; after @on, may be beyond 1440
 * @in_required: whether an on-punch is required
 * @out_required: whether an off-punch is required
 *
 * One stretch of scheduled work.
 */
typedef struct
{
  gint16 on;
  gint16 off;
  gboolean in_required;
  gboolean out_required;
} MusterSegment;

/**
 * MusterRest:
 * @from: minutes after the midnight that begins the shift's date
 * @to: minutes after the same midnight
 *
 * A scheduled rest.
 */
typedef struct
{
  gint16 from;
  gint16 to;
} MusterRest;

/**
 * MusterAfterLate:
 * @stayed: minutes after the off-time of the previous work day
 * @allowance: minutes by which the next on-time moves
 *
 * One line of "stay late, come late" (semantics §6).
 */
typedef struct
{
  gint32 stayed;
  gint32 allowance;
} MusterAfterLate;

/**
 * MusterShift:
 * @code: its name in files, unique in its rule set
 * @name: what people call it
 * @zone: (nullable): the zone that judges it; %NULL for the group's, then the company's
 * @n_segments: how many segments; 0 for a free one
 * @n_rests: how many rests
 * @n_after_late: how many lines of "stay late, come late"
 * @segments: scheduled work, in order
 * @rests: scheduled rests, in order
 * @after_late: in order of @stayed
 * @before: minutes before the first on-time at which the window opens
 * @after: minutes after the last off-time at which the window closes
 * @flex_late: minutes that the whole day may move later
 * @flex_early: minutes that the whole day may move earlier
 * @free: whether work is expected without times (free hours)
 * @required: minutes a day that a free shift requires, 0 for none
 * @minimum: people who are wanted on it each date at least, 0 for no minimum; judges nobody
 *
 * The times of one working day (semantics §4). Immutable once built.
 */
#define MUSTER_TYPE_SHIFT (muster_shift_get_type ())
G_DECLARE_FINAL_TYPE (MusterShift, muster_shift, MUSTER, SHIFT, GObject)

struct _MusterShift
{
  GObject parent_instance;

  char *code;
  char *name;
  MusterZone *zone;
  guint n_segments;
  guint n_rests;
  guint n_after_late;
  MusterSegment segments[MUSTER_SHIFT_SEGMENTS];
  MusterRest rests[MUSTER_SHIFT_RESTS];
  MusterAfterLate after_late[MUSTER_SHIFT_AFTER_LATE];
  int before;
  int after;
  int flex_late;
  int flex_early;
  gboolean free;
  int required;
  int minimum;
};

/**
 * muster_shift_new:
 * @code: its name in files
 *
 * Returns: (transfer full): a shift without segments and with the default window, for its
 *   builder to fill
 */
MusterShift *muster_shift_new (const char *code);

/**
 * muster_shift_check:
 * @shift: a shift
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Returns: whether the record makes sense: 1 to 4 segments in order and within two days,
 *   rests in order and within them, or free without segments
 */
gboolean muster_shift_check (MusterShift *shift, GError **error);

/**
 * muster_shift_get_scheduled:
 * @shift: a shift
 *
 * Returns: minutes on the face of the schedule, less rest; what a free shift requires
 */
int muster_shift_get_scheduled (const MusterShift *shift);

/**
 * muster_shift_overlaps:
 * @a: a shift
 * @b: another
 * @days: how many dates @b begins after @a
 *
 * Returns: whether their scheduled times overlap; touching ends do not (semantics §3)
 */
gboolean muster_shift_overlaps (const MusterShift *a, const MusterShift *b, int days);

/**
 * muster_clock_parse:
 * @text: "09:00", "25:30"
 * @minutes: (out): minutes after midnight, 0 … 2880
 *
 * Reads a time of day, also one past midnight written above 24:00.
 *
 * Returns: whether it was one
 */
gboolean muster_clock_parse (const char *text, int *minutes);

/**
 * muster_clock_format:
 * @minutes: minutes after midnight
 *
 * Returns: (transfer full): "09:00", "25:30"
 */
char *muster_clock_format (int minutes);
