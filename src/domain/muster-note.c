/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-note.h"

static const char *const value_codes[] = {
  [MUSTER_VALUE_NONE] = NULL,
  [MUSTER_VALUE_EXPECTED] = "expected_min",
  [MUSTER_VALUE_WORKED] = "worked_sec",
  [MUSTER_VALUE_LATE] = "late_min",
  [MUSTER_VALUE_EARLY] = "early_min",
  [MUSTER_VALUE_OVERTIME] = "overtime_min",
  [MUSTER_VALUE_OVERTIME_PENDING] = "overtime_pending_min",
  [MUSTER_VALUE_UNDERTIME] = "undertime_min",
  [MUSTER_VALUE_ATTENDED] = "attended_half",
  [MUSTER_VALUE_ABSENT] = "absent_half",
};

static const char *const reason_codes[] = {
  [MUSTER_REASON_NOT_EMPLOYED] = "not_employed",
  [MUSTER_REASON_EXEMPT] = "exempt",
  [MUSTER_REASON_NO_RULES] = "no_rules",
  [MUSTER_REASON_ROSTERED] = "rostered",
  [MUSTER_REASON_ROSTERED_REST] = "rostered_rest",
  [MUSTER_REASON_SPECIAL] = "special",
  [MUSTER_REASON_SPECIAL_EXEMPT] = "special_exempt",
  [MUSTER_REASON_STATUTORY] = "statutory",
  [MUSTER_REASON_ARRANGED_REST] = "arranged_rest",
  [MUSTER_REASON_MAKEUP] = "makeup",
  [MUSTER_REASON_ASSIGNED] = "assigned",
  [MUSTER_REASON_ASSIGNED_REST] = "assigned_rest",
  [MUSTER_REASON_PATTERN] = "pattern",
  [MUSTER_REASON_PATTERN_REST] = "pattern_rest",
  [MUSTER_REASON_DEFAULT_SHIFT] = "default_shift",
  [MUSTER_REASON_NO_SHIFT] = "no_shift",
  [MUSTER_REASON_SCHEDULED] = "scheduled",
  [MUSTER_REASON_SCHEDULED_REST] = "scheduled_rest",
  [MUSTER_REASON_REQUIRED] = "required",
  [MUSTER_REASON_LEAVE_WHOLE] = "leave_whole",
  [MUSTER_REASON_LEAVE_HALF] = "leave_half",
  [MUSTER_REASON_COVERED] = "covered",
  [MUSTER_REASON_WINDOW] = "window",
  [MUSTER_REASON_TRIMMED_FROM] = "trimmed_from",
  [MUSTER_REASON_TRIMMED_TO] = "trimmed_to",
  [MUSTER_REASON_IN] = "in",
  [MUSTER_REASON_OUT] = "out",
  [MUSTER_REASON_BETWEEN] = "between",
  [MUSTER_REASON_UNPAIRED] = "unpaired",
  [MUSTER_REASON_IGNORED] = "ignored",
  [MUSTER_REASON_DUPLICATE] = "duplicate",
  [MUSTER_REASON_OFF_SHIFT] = "off_shift",
  [MUSTER_REASON_VOID] = "void",
  [MUSTER_REASON_SUSPECT] = "suspect",
  [MUSTER_REASON_HOLIDAY_IGNORED] = "holiday_ignored",
  [MUSTER_REASON_SINGLE_IN] = "single_in",
  [MUSTER_REASON_SINGLE_OUT] = "single_out",
  [MUSTER_REASON_MISSING_IN] = "missing_in",
  [MUSTER_REASON_MISSING_OUT] = "missing_out",
  [MUSTER_REASON_FLEX] = "flex",
  [MUSTER_REASON_AFTER_LATE] = "after_late",
  [MUSTER_REASON_LATE] = "late",
  [MUSTER_REASON_EARLY] = "early",
  [MUSTER_REASON_WITHIN_GRACE] = "within_grace",
  [MUSTER_REASON_GRACE_DEDUCTED] = "grace_deducted",
  [MUSTER_REASON_LATE_COVERED] = "late_covered",
  [MUSTER_REASON_EARLY_COVERED] = "early_covered",
  [MUSTER_REASON_FORGIVEN] = "forgiven",
  [MUSTER_REASON_SEVERE] = "severe",
  [MUSTER_REASON_HALF_TIER] = "half_tier",
  [MUSTER_REASON_ABSENT_TIER] = "absent_tier",
  [MUSTER_REASON_SESSION] = "session",
  [MUSTER_REASON_ROUNDED_IN] = "rounded_in",
  [MUSTER_REASON_ROUNDED_OUT] = "rounded_out",
  [MUSTER_REASON_ROUNDED_TOTAL] = "rounded_total",
  [MUSTER_REASON_CLIPPED] = "clipped",
  [MUSTER_REASON_REST_TAKEN] = "rest_taken",
  [MUSTER_REASON_REST_AUTO] = "rest_auto",
  [MUSTER_REASON_REST_PAID] = "rest_paid",
  [MUSTER_REASON_NOT_DUE] = "not_due",
  [MUSTER_REASON_WAITS] = "waits",
  [MUSTER_REASON_NEXT_DAY] = "next_day",
  [MUSTER_REASON_NOTHING_EXPECTED] = "nothing_expected",
  [MUSTER_REASON_NO_PUNCH] = "no_punch",
  [MUSTER_REASON_BELOW_ABSENT] = "below_absent",
  [MUSTER_REASON_BELOW_HALF] = "below_half",
  [MUSTER_REASON_MISSING_AS_ABSENT] = "missing_as_absent",
  [MUSTER_REASON_MISSING_AS_HALF] = "missing_as_half",
  [MUSTER_REASON_INCOMPLETE] = "incomplete",
  [MUSTER_REASON_PRESENT] = "present",
  [MUSTER_REASON_HALF_LEAVE_PRESENT] = "half_leave_present",
  [MUSTER_REASON_HALF_LEAVE_ABSENT] = "half_leave_absent",
  [MUSTER_REASON_COVERED_PRESENT] = "covered_present",
  [MUSTER_REASON_CLAIM] = "claim",
  [MUSTER_REASON_CLAIM_TOLERATED] = "claim_tolerated",
  [MUSTER_REASON_CLAIM_SHORT] = "claim_short",
  [MUSTER_REASON_CLAIM_STEP] = "claim_step",
  [MUSTER_REASON_CLAIM_MAX] = "claim_max",
  [MUSTER_REASON_CLAIMED_TWICE] = "claimed_twice",
  [MUSTER_REASON_ROUNDED_MINUTES] = "rounded_minutes",
  [MUSTER_REASON_NOT_APPROVED] = "not_approved",
  [MUSTER_REASON_NOT_IN_APPROVAL] = "not_in_approval",
  [MUSTER_REASON_APPROVED] = "approved",
  [MUSTER_REASON_SHORT_DAY] = "short_day",
  [MUSTER_REASON_SHORT_TOLERATED] = "short_tolerated",
};

G_STATIC_ASSERT (G_N_ELEMENTS (value_codes) == MUSTER_N_VALUES);
G_STATIC_ASSERT (G_N_ELEMENTS (reason_codes) == MUSTER_N_REASONS);

const char *
muster_value_get_code (MusterValue value)
{
  return (guint) value < G_N_ELEMENTS (value_codes) ? value_codes[value] : NULL;
}

const char *
muster_reason_get_code (MusterReason reason)
{
  return (guint) reason < G_N_ELEMENTS (reason_codes) ? reason_codes[reason] : "";
}
