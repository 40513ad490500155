/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-params.h"
#include "muster-shift.h"

/* The policies of the semantics, each under its name there. */

typedef enum
{
  MUSTER_PLACING_WINDOW,
  MUSTER_PLACING_SESSION,
} MusterPlacing;

typedef enum
{
  MUSTER_TRIM_TO_END,
  MUSTER_TRIM_NEAREST,
} MusterTrim;

typedef enum
{
  MUSTER_ASSIGN_START,
  MUSTER_ASSIGN_END,
  MUSTER_ASSIGN_MOST,
  MUSTER_ASSIGN_SPLIT,
} MusterAssignDay;

typedef enum
{
  MUSTER_SINGLE_NEAREST,
  MUSTER_SINGLE_IN,
  MUSTER_SINGLE_NOON,
} MusterSinglePunch;

typedef enum
{
  MUSTER_CLIP_NONE,
  MUSTER_CLIP_START,
  MUSTER_CLIP_BOTH,
} MusterClip;

typedef enum
{
  MUSTER_REST_NONE,
  MUSTER_REST_SCHEDULED,
  MUSTER_REST_AUTO,
  MUSTER_REST_PAID_UP_TO,
} MusterRestMode;

typedef enum
{
  MUSTER_ROUND_DOWN,
  MUSTER_ROUND_UP,
  MUSTER_ROUND_NEAREST,
} MusterRoundMode;

typedef enum
{
  MUSTER_ROUND_IN,
  MUSTER_ROUND_OUT,
  MUSTER_ROUND_TOTAL,
} MusterRoundWhat;

typedef enum
{
  MUSTER_MISSING_EXCEPTION,
  MUSTER_MISSING_HALF_ABSENT,
  MUSTER_MISSING_ABSENT,
} MusterMissingAs;

typedef enum
{
  MUSTER_BASIS_PUNCH,
  MUSTER_BASIS_APPROVED,
  MUSTER_BASIS_BOTH,
} MusterBasis;

typedef enum
{
  MUSTER_OVERTIME_DAILY,
  MUSTER_OVERTIME_WEEKLY,
  MUSTER_OVERTIME_OUTSIDE,
  MUSTER_OVERTIME_WINDOW,
  MUSTER_OVERTIME_REST_DAY,
  MUSTER_OVERTIME_STATUTORY,
  MUSTER_OVERTIME_COMPREHENSIVE,
} MusterOvertimeKind;

typedef enum
{
  MUSTER_CYCLE_WEEK,
  MUSTER_CYCLE_MONTH,
  MUSTER_CYCLE_QUARTER,
  MUSTER_CYCLE_YEAR,
} MusterCycle;

typedef enum
{
  MUSTER_DAYS_ALL,
  MUSTER_DAYS_WORK,
  MUSTER_DAYS_REST,
  MUSTER_DAYS_STATUTORY,
} MusterDays;

#define MUSTER_UNSET (-1)

/**
 * MusterRestStep:
 * @mode: a #MusterRestMode
 * @after: worked minutes from which it is applied
 * @minutes: how much
 * @offset_by_punched: whether what was punched out for is offset
 *
 * One way of treating rest (semantics §7.2).
 */
typedef struct
{
  MusterRestMode mode;
  int after;
  int minutes;
  gboolean offset_by_punched;
} MusterRestStep;

/**
 * MusterRounding:
 * @what: a #MusterRoundWhat
 * @mode: a #MusterRoundMode
 * @step: minutes
 * @grace: minutes
 * @conditional: whether it applies only near a value
 * @schedule: whether that value is the scheduled one
 * @of: else that value in minutes
 * @before: minutes before it
 * @after: minutes after it
 *
 * One line of rounding (semantics §7.3).
 */
typedef struct
{
  MusterRoundWhat what;
  MusterRoundMode mode;
  int step;
  int grace;
  gboolean conditional;
  gboolean schedule;
  int of;
  int before;
  int after;
} MusterRounding;

/**
 * MusterOvertime:
 * @kind: a #MusterOvertimeKind
 * @name: what it is called
 * @rate: per cent; 0 for the customary one of the kind of day
 * @expected: minutes, %MUSTER_UNSET for the schedule
 * @from: of a window: minutes after midnight
 * @to: of a window: minutes after midnight; not after @from when it crosses midnight
 * @days: on which days it claims
 * @week_start: 0 for Monday … 6 for Sunday
 * @cycle: of comprehensive hours
 * @tolerance: minutes of which more are needed
 * @under_tolerance: minutes of which more are needed for undertime
 * @min: minutes below which a day's claim is dropped
 * @step: minutes to which a day's claim is floored, 0 for none
 * @max: minutes at most a day, %MUSTER_UNSET for no limit
 * @start_after: minutes after the off-time before any counts
 * @skip_untimed: whether days without times are skipped
 *
 * One overtime rule (semantics §9).
 */
typedef struct
{
  MusterOvertimeKind kind;
  const char *name;
  int rate;
  int expected;
  int from;
  int to;
  MusterDays days;
  int week_start;
  MusterCycle cycle;
  int tolerance;
  int under_tolerance;
  int min;
  int step;
  int max;
  int start_after;
  gboolean skip_untimed;
} MusterOvertime;

/**
 * MusterPolicy:
 *
 * The settings of a group as the rules read them: looked up once, not once a day. The member
 * names are those of the settings.
 */
typedef struct
{
  /* kind */
  gboolean holiday_work;
  gint16 least_rest;  /* minutes between the shifts of two dates, 0 for any */
  guint8 longest_run; /* working days in a row, 0 for any */
  gboolean lieu_credit;
  guint16 lieu_days;
  /* placing */
  MusterPlacing placing;
  gboolean precise; /* precision is second */
  gint64 duplicate_window;
  MusterTrim trim;
  gint64 gap;
  gint64 max_shift;
  MusterAssignDay assign_day;
  /* site */
  double buffer;
  double max_accuracy;
  MusterSiteAs uncertain_as;
  MusterSiteAs outside_as;
  gboolean accept_wifi;
  gboolean accept_ip;
  int remote_factors;
  /* pairing */
  gboolean typed;
  gboolean pairs;
  MusterSinglePunch single_punch;
  /* tardy */
  int grace_late;
  int grace_early;
  gboolean deduct;
  int severe_late_after;
  int half_absent_after;
  int absent_tier_after;
  int half_absent_early;
  int absent_early;
  int forgiven_count;
  int forgiven_minutes;
  int period_start; /* day of the month on which the attendance period begins */
  /* worked */
  MusterClip clip;
  MusterRestStep *rests;
  guint n_rests;
  MusterRounding *roundings;
  guint n_roundings;
  /* status */
  int half_day_below;
  int absent_below;
  MusterMissingAs missing_as;
  gboolean absent_next_day;
  gboolean wait_for_sources;
  int max_wait;
  /* overtime */
  MusterBasis basis;
  MusterOvertime *overtimes;
  guint n_overtimes;
} MusterPolicy;

/**
 * MusterPolicyFunc:
 * @params: a group's settings
 * @error: as muster_rules_compile()
 *
 * Returns: (transfer full) (nullable): the policy
 */
typedef MusterPolicy *(*MusterPolicyFunc) (MusterParams *params, GError **error);

/**
 * muster_policy_free:
 * @policy: a policy
 */
void muster_policy_free (MusterPolicy *policy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterPolicy, muster_policy_free)
