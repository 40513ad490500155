/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-ruleset.h"

/**
 * MusterValue:
 *
 * A number of a day. The notes of a value add up to it, in the value's unit.
 */
typedef enum
{
  MUSTER_VALUE_NONE,             /* the note explains, and adds nothing */
  MUSTER_VALUE_EXPECTED,         /* expected_min */
  MUSTER_VALUE_WORKED,           /* worked_sec */
  MUSTER_VALUE_LATE,             /* late_min */
  MUSTER_VALUE_EARLY,            /* early_min */
  MUSTER_VALUE_OVERTIME,         /* overtime_min */
  MUSTER_VALUE_OVERTIME_PENDING, /* overtime_pending_min */
  MUSTER_VALUE_UNDERTIME,        /* undertime_min */
  MUSTER_VALUE_LIEU_EARNED,      /* lieu_earned_min */
  MUSTER_VALUE_LIEU_TAKEN,       /* lieu_taken_min */
  MUSTER_VALUE_ATTENDED,         /* attended_half */
  MUSTER_VALUE_ABSENT,           /* absent_half */
  MUSTER_N_VALUES,
} MusterValue;

/**
 * MusterReason:
 *
 * What a note says. The comment names the arguments: t an instant, m minutes, s seconds, n a
 * number, d a distance in millimetres, a an accuracy in millimetres or -1 for none. The names in files are those of muster_reason_get_code().
 */
typedef enum
{
  /* kind of day */
  MUSTER_REASON_NOT_EMPLOYED,
  MUSTER_REASON_EXEMPT,
  MUSTER_REASON_NO_RULES,
  MUSTER_REASON_ROSTERED,       /* a single-date entry with a shift */
  MUSTER_REASON_ROSTERED_REST,  /* a single-date entry for rest */
  MUSTER_REASON_SPECIAL,        /* group's special date: must attend */
  MUSTER_REASON_SPECIAL_EXEMPT, /* group's special date: exempt */
  MUSTER_REASON_STATUTORY,
  MUSTER_REASON_ARRANGED_REST,
  MUSTER_REASON_MAKEUP,
  MUSTER_REASON_ASSIGNED,      /* a span assignment */
  MUSTER_REASON_ASSIGNED_REST, /* a span assignment of rest */
  MUSTER_REASON_PATTERN,       /* n: weekday, 0 for Monday */
  MUSTER_REASON_PATTERN_REST,  /* n: weekday, 0 for Monday */
  MUSTER_REASON_DEFAULT_SHIFT,
  MUSTER_REASON_NO_SHIFT,
  MUSTER_REASON_NO_CALENDAR, /* n: the year that the holiday calendar does not speak of */
  /* expected time */
  MUSTER_REASON_SCHEDULED,      /* m scheduled, before rest */
  MUSTER_REASON_SCHEDULED_REST, /* m of rest in it */
  MUSTER_REASON_REQUIRED,       /* m required of a free day */
  MUSTER_REASON_LEAVE_WHOLE,    /* m no longer expected */
  MUSTER_REASON_LEAVE_HALF,     /* m no longer expected */
  MUSTER_REASON_COVERED,        /* t from, t until, n kind of cover */
  /* punches */
  MUSTER_REASON_WINDOW,          /* t from, t to */
  MUSTER_REASON_TRIMMED_FROM,    /* t: opened later because of the shift before */
  MUSTER_REASON_TRIMMED_TO,      /* t: closed earlier because of the shift after */
  MUSTER_REASON_IN,              /* t */
  MUSTER_REASON_OUT,             /* t */
  MUSTER_REASON_BETWEEN,         /* t */
  MUSTER_REASON_UNPAIRED,        /* t */
  MUSTER_REASON_IGNORED,         /* t */
  MUSTER_REASON_DUPLICATE,       /* t */
  MUSTER_REASON_OFF_SHIFT,       /* t */
  MUSTER_REASON_VOID,            /* t */
  MUSTER_REASON_SUSPECT,         /* t */
  MUSTER_REASON_HOLIDAY_IGNORED, /* t */
  MUSTER_REASON_SINGLE_IN,       /* t: the only punch, taken as on-punch */
  MUSTER_REASON_SINGLE_OUT,      /* t: the only punch, taken as off-punch */
  MUSTER_REASON_MISSING_IN,      /* t scheduled */
  MUSTER_REASON_MISSING_OUT,     /* t scheduled */
  /* where punches were made */
  MUSTER_REASON_SITE_INSIDE,     /* t, d to the boundary, a */
  MUSTER_REASON_SITE_OUTSIDE,    /* t, d to the boundary, a */
  MUSTER_REASON_SITE_UNCERTAIN,  /* t, d to the boundary, a */
  MUSTER_REASON_SITE_INACCURATE, /* t, a, d at most */
  MUSTER_REASON_SITE_WIFI,       /* t */
  MUSTER_REASON_SITE_NETWORK,    /* t */
  MUSTER_REASON_SITE_ACCEPTED,   /* t */
  MUSTER_REASON_SITE_FLAGGED,    /* t */
  MUSTER_REASON_SITE_FIELD,      /* t */
  MUSTER_REASON_SITE_WAITS,      /* t */
  MUSTER_REASON_SITE_REJECTED,   /* t */
  /* late and early */
  MUSTER_REASON_FLEX,         /* m: the day moves by so much */
  MUSTER_REASON_AFTER_LATE,   /* m stayed, m allowance */
  MUSTER_REASON_LATE,         /* t of the punch, t from which late is measured, m raw */
  MUSTER_REASON_EARLY,        /* t of the punch, t up to which early is measured, m raw */
  MUSTER_REASON_WITHIN_GRACE, /* m raw, m grace */
  MUSTER_REASON_GRACE_DEDUCTED, /* m grace */
  MUSTER_REASON_LATE_COVERED,   /* m raw */
  MUSTER_REASON_EARLY_COVERED,  /* m raw */
  MUSTER_REASON_FORGIVEN,       /* m late, n which, n of how many */
  MUSTER_REASON_SEVERE,         /* m raw, m tier */
  MUSTER_REASON_HALF_TIER,      /* m raw, m tier */
  MUSTER_REASON_ABSENT_TIER,    /* m raw, m tier */
  /* worked time */
  MUSTER_REASON_SESSION,       /* t from, t until */
  MUSTER_REASON_ROUNDED_IN,    /* t before, t after */
  MUSTER_REASON_ROUNDED_OUT,   /* t before, t after */
  MUSTER_REASON_ROUNDED_TOTAL, /* s before, s after */
  MUSTER_REASON_CLIPPED,       /* s taken off outside the schedule */
  MUSTER_REASON_REST_TAKEN,    /* t from, t until, s taken off */
  MUSTER_REASON_REST_AUTO,     /* s taken off, m after which, m punched out for */
  MUSTER_REASON_REST_PAID,     /* s added back, m at most */
  /* status */
  MUSTER_REASON_NOT_DUE,  /* t when the window closes */
  MUSTER_REASON_WAITS,    /* t when the window closes, t synced to, t at the latest */
  MUSTER_REASON_NEXT_DAY, /* t from which absence is said */
  MUSTER_REASON_NOTHING_EXPECTED,
  MUSTER_REASON_NO_PUNCH,
  MUSTER_REASON_BELOW_ABSENT, /* m worked, m threshold */
  MUSTER_REASON_BELOW_HALF,   /* m worked, m threshold */
  MUSTER_REASON_MISSING_AS_ABSENT,
  MUSTER_REASON_MISSING_AS_HALF,
  MUSTER_REASON_INCOMPLETE,
  MUSTER_REASON_PRESENT,
  MUSTER_REASON_HALF_LEAVE_PRESENT,
  MUSTER_REASON_HALF_LEAVE_ABSENT,
  MUSTER_REASON_COVERED_PRESENT,
  /* overtime */
  MUSTER_REASON_CLAIM,           /* n of the overtime rule, m claimed, m expected or -1 */
  MUSTER_REASON_CLAIM_TOLERATED, /* n of the overtime rule, m, m tolerance */
  MUSTER_REASON_CLAIM_SHORT,     /* n of the overtime rule, m, m least */
  MUSTER_REASON_CLAIM_STEP,      /* n of the overtime rule, m dropped, m step */
  MUSTER_REASON_CLAIM_MAX,       /* n of the overtime rule, m dropped, m at most */
  MUSTER_REASON_CLAIMED_TWICE,   /* m that several rules claim */
  MUSTER_REASON_ROUNDED_MINUTES, /* parts of a minute that come together */
  MUSTER_REASON_NOT_APPROVED,    /* m that wait for an approval */
  MUSTER_REASON_NOT_IN_APPROVAL, /* m outside the approved span */
  MUSTER_REASON_APPROVAL_LAPSED, /* the punches are others than when it was given */
  MUSTER_REASON_APPROVED,        /* m approved */
  MUSTER_REASON_LIEU_EARNED, /* m of overtime on a day of rest, given back as time off */
  MUSTER_REASON_LIEU_TAKEN,  /* m of leave, taken from the balance */
  MUSTER_REASON_SHORT_DAY,   /* m expected, m worked */
  MUSTER_REASON_SHORT_TOLERATED, /* m short, m tolerance */
  MUSTER_N_REASONS,
} MusterReason;

/**
 * MusterNote:
 * @rule: name of the rule that says it, static
 * @setting: (nullable): name of the setting that decided, static
 * @ruleset: (nullable): the rule set in force, owned by the sheet
 * @label: (nullable): a name that belongs to it (shift, holiday, overtime rule), owned by the
 *   rule sets or the calendar
 * @punches: ids of the punches it is about, 0 for none
 * @args: see #MusterReason
 * @amount: what it adds to @value, in the value's unit
 * @reason: a #MusterReason
 * @value: a #MusterValue
 *
 * One step of how a value came about.
 */
typedef struct
{
  const char *rule;
  const char *setting;
  const MusterRuleset *ruleset;
  const char *label;
  gint64 punches[2];
  gint64 args[3];
  gint32 amount;
  guint8 reason;
  guint8 value;
} MusterNote;

/**
 * muster_value_get_code:
 * @value: a value
 *
 * Returns: (transfer none) (nullable): its name in files, "worked_sec"
 */
const char *muster_value_get_code (MusterValue value);

/**
 * muster_reason_get_code:
 * @reason: a reason
 *
 * Returns: (transfer none): its name in files, "within_grace"
 */
const char *muster_reason_get_code (MusterReason reason);

/**
 * muster_reason_get_args:
 * @reason: a reason
 *
 * Returns: (transfer none): what its arguments are, a letter each: "t" an instant, "m" minutes,
 *   "s" seconds, "n" a number, "c" a #MusterCoverKind, "d" a distance in millimetres, "a" an
 *   accuracy in millimetres, -1 for none
 */
const char *muster_reason_get_args (MusterReason reason);
