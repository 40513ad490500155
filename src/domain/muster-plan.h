/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-note.h"
#include "muster-shift.h"

/**
 * MusterPlanWarnings:
 * @MUSTER_PLAN_SHORT_REST: less rest since the shift before than the group's rules want
 * @MUSTER_PLAN_LONG_RUN: one more working day in a row than they want
 *
 * What is to be looked at in a plan, and stops nobody.
 */
typedef enum
{
  MUSTER_PLAN_SHORT_REST = 1 << 0,
  MUSTER_PLAN_LONG_RUN = 1 << 1,
} MusterPlanWarnings;

#define MUSTER_PLAN_MOST_RUN 31 /* days, the most that the rules can allow in a row */

/**
 * MusterPlan:
 * @person_id: whose
 * @shift: (nullable): the shift, owned by the rule sets; %NULL when none is planned
 * @label: (nullable): name of the holiday or make-up workday, owned by the calendar
 * @from: the first on-time, microseconds UTC; 0 without times
 * @until: the last off-time, microseconds UTC; 0 without times
 * @date: the date
 * @place: which shift of its rule set it is, from 0; -1 without a shift
 * @type: a #MusterDayType
 * @nth: which of several shifts of that date, from 0
 * @reason: a #MusterReason: what it rests on
 * @warnings: #MusterPlanWarnings
 * @least_rest: minutes of rest that the group's rules want between the shifts of two dates, 0 for
 *   any
 * @longest_run: working days in a row that they allow, 0 for any
 *
 * What is planned for a person on a date (semantics §3): the first step of judging, without a
 * punch.
 */
typedef struct
{
  gint64 person_id;
  const MusterShift *shift;
  const char *label;
  gint64 from;
  gint64 until;
  MusterDate date;
  gint16 place;
  guint8 type;
  guint8 nth;
  guint8 reason;
  guint8 warnings;
  gint16 least_rest;
  guint8 longest_run;
} MusterPlan;
