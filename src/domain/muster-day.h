/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-note.h"
#include "muster-place.h"
#include "muster-punch.h"
#include "muster-shift.h"

/**
 * MusterDayType:
 *
 * What kind of day it is for one person (semantics §3).
 */
typedef enum
{
  MUSTER_DAY_NONE,      /* not employed, suspended, exempt */
  MUSTER_DAY_WORK,      /* something is expected */
  MUSTER_DAY_MAKEUP,    /* a make-up workday: something is expected */
  MUSTER_DAY_REST,      /* weekly rest, arranged rest, rostered rest */
  MUSTER_DAY_STATUTORY, /* a statutory holiday */
} MusterDayType;

/**
 * MusterStatus:
 *
 * What became of the day (semantics §8), in the glossary's words.
 */
typedef enum
{
  MUSTER_STATUS_NONE,
  MUSTER_STATUS_PENDING,
  MUSTER_STATUS_PRESENT,
  MUSTER_STATUS_ABSENT,
  MUSTER_STATUS_HALF_DAY,
  MUSTER_STATUS_INCOMPLETE,
  MUSTER_STATUS_LEAVE,
  MUSTER_STATUS_HOLIDAY,
  MUSTER_STATUS_REST,
  MUSTER_N_STATUSES,
} MusterStatus;

/**
 * MusterDayFlags:
 *
 * What is said beside the status (semantics §8).
 */
typedef enum
{
  MUSTER_FLAG_LATE = 1 << 0,
  MUSTER_FLAG_SEVERE_LATE = 1 << 1,
  MUSTER_FLAG_EARLY_LEAVE = 1 << 2,
  MUSTER_FLAG_MISSING_IN = 1 << 3,
  MUSTER_FLAG_MISSING_OUT = 1 << 4,
  MUSTER_FLAG_OFF_SHIFT = 1 << 5,
  MUSTER_FLAG_FIELD = 1 << 6,
  MUSTER_FLAG_LOCATION_DOUBT = 1 << 7,
  MUSTER_FLAG_OVERTIME = 1 << 8,
  MUSTER_FLAG_CORRECTED = 1 << 9,
  MUSTER_FLAG_MANUAL = 1 << 10,
  MUSTER_FLAG_OUTSIDE = 1 << 11,
  MUSTER_FLAG_FORGIVEN = 1 << 12,
} MusterDayFlags;

/**
 * MusterVerdict:
 *
 * What a punch did for its day, or why it did nothing.
 */
typedef enum
{
  MUSTER_VERDICT_UNPLACED,  /* not looked at */
  MUSTER_VERDICT_IN,        /* opened a session or a slot */
  MUSTER_VERDICT_OUT,       /* closed one */
  MUSTER_VERDICT_BETWEEN,   /* between first and last: paired with nothing under span */
  MUSTER_VERDICT_UNPAIRED,  /* an odd one that closes nothing */
  MUSTER_VERDICT_IGNORED,   /* a second in, an out without in */
  MUSTER_VERDICT_DUPLICATE, /* too soon after the last kept punch */
  MUSTER_VERDICT_OFF_SHIFT, /* in no window */
  MUSTER_VERDICT_VOID,      /* taken out of account by a user */
  MUSTER_VERDICT_SUSPECT,   /* its clock is not to be believed */
  MUSTER_VERDICT_HOLIDAY,   /* kept on a holiday that counts nothing */
  MUSTER_VERDICT_REJECTED,  /* made where it does not count until somebody accepts it */
} MusterVerdict;

/**
 * MusterSiteAs:
 *
 * What becomes of a punch because of where it was made.
 */
typedef enum
{
  MUSTER_SITE_AS_ACCEPT,               /* it counts */
  MUSTER_SITE_AS_FLAG,                 /* it counts, and somebody should look at it */
  MUSTER_SITE_AS_FIELD,                /* it counts as field work */
  MUSTER_SITE_AS_FIELD_NEEDS_APPROVAL, /* it counts as field work once that is approved */
  MUSTER_SITE_AS_REJECT,               /* it does not count until somebody accepts it */
} MusterSiteAs;

/**
 * MusterPlaced:
 * @punch: the punch
 * @verdict: a #MusterVerdict
 * @segment: the segment it was placed in, from 0; -1 for none
 * @site: a #MusterSite: the verdict on where it was made
 * @site_as: a #MusterSiteAs: what the policy makes of that
 * @distance: metres to the boundary of @place, negative inside; NAN without a fence
 * @place: (nullable): the place that the verdict is about, owned by the rules
 *
 * A punch and what became of it.
 */
typedef struct
{
  MusterPunch punch;
  guint8 verdict;
  gint8 segment;
  guint8 site;
  guint8 site_as;
  float distance;
  const MusterPlace *place;
} MusterPlaced;

/**
 * MusterSited:
 * @punch: a punch with a position
 * @person_id: who made it
 * @date: its civil date
 * @site: a #MusterSite
 * @site_as: a #MusterSiteAs
 * @verdict: a #MusterVerdict: what it did for its day before pairing: void, duplicate, rejected …
 * @distance: metres to the boundary of @place, negative inside; NAN without a fence
 * @place: (nullable): the place that the verdict is about, owned by the rules
 * @group: (nullable): code of the person's group on @date, interned
 * @buffer: metres that the policy adds to every fence
 * @max_accuracy: metres above which the policy takes a position for uncertain
 *
 * A punch and the verdict on where it was made.
 */
typedef struct
{
  MusterPunch punch;
  gint64 person_id;
  MusterDate date;
  guint8 site;
  guint8 site_as;
  guint8 verdict;
  float distance;
  const MusterPlace *place;
  const char *group;
  double buffer;
  double max_accuracy;
} MusterSited;

/**
 * MusterStretchKind:
 *
 * What a stretch of a day's picture is.
 */
typedef enum
{
  MUSTER_STRETCH_SEGMENT,  /* scheduled work */
  MUSTER_STRETCH_REST,     /* scheduled rest */
  MUSTER_STRETCH_WORKED,   /* a worked session */
  MUSTER_STRETCH_LATE,     /* schedule that nobody filled, at its start */
  MUSTER_STRETCH_EARLY,    /* schedule that nobody filled, at its end */
  MUSTER_STRETCH_OVERTIME, /* worked, and overtime */
  MUSTER_STRETCH_COVERED,  /* leave, trip, field work, remote work */
  MUSTER_STRETCH_WINDOW,   /* where punches are taken */
} MusterStretchKind;

/**
 * MusterStretch:
 * @from: microseconds UTC since 1970
 * @until: microseconds UTC since 1970
 * @kind: a #MusterStretchKind
 *
 * One stretch of a day's picture. The day bar draws these and nothing else.
 */
typedef struct
{
  gint64 from;
  gint64 until;
  guint8 kind;
} MusterStretch;

/**
 * MusterClaim:
 * @from: microseconds UTC since 1970
 * @until: microseconds UTC since 1970
 * @name: name of the overtime rule, owned by the rule sets
 * @rate: its rate in per cent
 *
 * A stretch of worked time that one overtime rule claims. Several rules may claim one minute;
 * it counts once, at the highest rate (semantics §9).
 */
typedef struct
{
  gint64 from;
  gint64 until;
  const char *name;
  int rate;
} MusterClaim;

/**
 * MusterDay:
 * @person_id: whose day
 * @shift: (nullable): the shift of the day, owned by the rule sets it was judged under
 * @window: where punches of the day are taken; both ends are in it, empty (0, 0) for none
 * @in_at: instant of the on-punch that counts, 0 for none
 * @out_at: instant of the off-punch that counts, 0 for none
 * @in_id: its punch
 * @out_id: its punch
 * @date: the shift's date
 * @flags: #MusterDayFlags
 * @worked_sec: worked time in seconds
 * @expected_min: minutes expected, rest taken off
 * @late_min: minutes late
 * @early_min: minutes left early
 * @overtime_min: minutes of overtime, the union of all rules
 * @overtime_pending_min: minutes that wait for an approval
 * @undertime_min: minutes below what is expected, where that is reported
 * @lieu_earned_min: minutes of overtime on a day of rest that are given back as time off
 * @lieu_keeps: for how many days after its date @lieu_earned_min can be taken, 0 for ever
 * @lieu_taken_min: minutes off what is expected that were taken as time off in lieu
 * @attended_half: half days attended, 0, 1 or 2
 * @absent_half: half days absent, 0, 1 or 2
 * @nth: which of several entries of that person and date, from 0
 * @groups: groups of sessions that fall on the date
 * @type: a #MusterDayType
 * @status: a #MusterStatus
 * @other_half: of a %MUSTER_STATUS_HALF_DAY with leave, the status of the other half
 * @n_punches: punches that were placed here, whatever their verdict
 *
 * The result of one person's day: plain, because it comes by the hundred thousand, and never
 * stored but in the frozen copy of a closed period (architecture, decision 4).
 */
typedef struct
{
  gint64 person_id;
  const MusterShift *shift;
  gint64 window_from;
  gint64 window_to;
  gint64 in_at;
  gint64 out_at;
  gint64 in_id;
  gint64 out_id;
  MusterDate date;
  guint32 flags;
  gint32 worked_sec;
  gint32 expected_min;
  gint32 late_min;
  gint32 early_min;
  gint32 overtime_min;
  gint32 overtime_pending_min;
  gint32 undertime_min;
  gint32 lieu_earned_min;
  gint32 lieu_taken_min;
  guint16 lieu_keeps;
  guint8 attended_half;
  guint8 absent_half;
  guint8 nth;
  guint8 groups;
  guint8 type;
  guint8 status;
  guint8 other_half;
  guint8 n_punches;
} MusterDay;

/**
 * MusterDaySheet:
 * @day: the result
 * @placed: (element-type MusterPlaced): its punches in time order, the ignored ones too
 * @stretches: (element-type MusterStretch): its picture
 * @claims: (element-type MusterClaim): which overtime rule claims what
 * @notes: (nullable) (element-type MusterNote): why, when it was asked for
 * @zone: the zone that the day was judged in
 * @holiday: (nullable): the name of the holiday or make-up workday, as the calendar has it
 * @waits: (nullable): names of the sources that a pending day waits for, ", " between them
 * @rules: the rule sets, which @day's shift and the notes point into
 * @seal: where overtime needs approval: the seal of the punches that one would stand on (those of
 *   its week, where a weekly rule exists), else 0
 * @locked: whether its period is closed, so that @day is what was frozen then
 *
 * All that can be said of one day: what a row with a day bar and the detail pane show.
 */
#define MUSTER_TYPE_DAY_SHEET (muster_day_sheet_get_type ())
G_DECLARE_FINAL_TYPE (MusterDaySheet, muster_day_sheet, MUSTER, DAY_SHEET, GObject)

struct _MusterDaySheet
{
  GObject parent_instance;

  MusterDay day;
  GArray *placed;
  GArray *stretches;
  GArray *claims;
  GArray *notes;
  MusterZone *zone;
  char *holiday;
  char *waits;
  GObject *rules;
  guint64 seal;
  gboolean locked;
};

/**
 * muster_day_sheet_new:
 * @day: (transfer none): the result; the arrays begin empty
 * @zone: (transfer none): the zone it was judged in
 * @rules: (transfer none) (nullable): what owns the shift and the rule names
 *
 * Returns: (transfer full): a sheet for its builder to fill
 */
MusterDaySheet *muster_day_sheet_new (const MusterDay *day,
                                      MusterZone *zone,
                                      GObject *rules);

/**
 * muster_status_get_code:
 * @status: a status
 *
 * Returns: (transfer none): its name in files and exports, "half_day"
 */
const char *muster_status_get_code (MusterStatus status);

/**
 * muster_day_flag_get_code:
 * @flag: one flag
 *
 * Returns: (transfer none): its name in files and exports, "early_leave"
 */
const char *muster_day_flag_get_code (MusterDayFlags flag);

/**
 * muster_day_type_get_code:
 * @type: a kind of day
 *
 * Returns: (transfer none): its name in files and exports, "makeup"
 */
const char *muster_day_type_get_code (MusterDayType type);

/**
 * muster_verdict_get_code:
 * @verdict: a verdict
 *
 * Returns: (transfer none): its name in files and exports, "off_shift"
 */
const char *muster_verdict_get_code (MusterVerdict verdict);

/**
 * muster_status_from_code:
 * @code: (nullable): a status's name
 *
 * Returns: the status, %MUSTER_STATUS_NONE if there is none of that name
 */
MusterStatus muster_status_from_code (const char *code);

/**
 * muster_day_flag_from_code:
 * @code: (nullable): a flag's name
 *
 * Returns: the flag, 0 if there is none of that name
 */
MusterDayFlags muster_day_flag_from_code (const char *code);

/**
 * muster_day_type_from_code:
 * @code: (nullable): the name of a kind of day
 *
 * Returns: the kind, %MUSTER_DAY_NONE if there is none of that name
 */
MusterDayType muster_day_type_from_code (const char *code);
