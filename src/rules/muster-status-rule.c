/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule.h"
#include "muster-sheet.h"

#include <glib/gi18n-lib.h>

/* What became of the day (semantics §8), once it is due (§12). */

static const MusterChoice missing_choices[] = {
  { "exception", N_ ("An exception") },
  { "half_absent", N_ ("Half a day absent") },
  { "absent", N_ ("A day absent") },
  { NULL, NULL },
};

static const MusterChoice absent_choices[] = {
  { "due", N_ ("As soon as the day is due") },
  { "next_day", N_ ("On the next day") },
  { NULL, NULL },
};

static const MusterField status_fields[] = {
  { "thresholds.half_day_below", N_ ("Half a day below"),
    N_ ("Fewer worked minutes than this are half a day; 0 for never"),
    MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "0", 0, 1440 },
  { "thresholds.absent_below", N_ ("Absent below"),
    N_ ("Fewer worked minutes than this are absence; 0 for never"), MUSTER_FIELD_MINUTES,
    MUSTER_FIELD_OPTIONAL, "0", 0, 1440 },
  { "missing_as", N_ ("A missing punch is"), N_ ("What a missing punch makes of the day"),
    MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "exception", 0, 0, missing_choices },
  { "absent_after", N_ ("Absence is said"),
    N_ ("From when somebody may be called absent"), MUSTER_FIELD_CHOICE,
    MUSTER_FIELD_OPTIONAL, "due", 0, 0, absent_choices },
  { "wait_for_sources", N_ ("Wait for the sources"),
    N_ ("A day is pending until its sources have reported"), MUSTER_FIELD_BOOLEAN,
    MUSTER_FIELD_OPTIONAL, "true" },
  { "max_wait", N_ ("Longest wait"), N_ ("Minutes to wait for sources at most"),
    MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "1440", 0, 100000 },
  { NULL },
};

static gboolean
status_compile (MusterParams *params, MusterPolicy *policy, GError **error)
{
  const char *missing = muster_params_get_string (params, "missing_as");

  policy->half_day_below =
    (int) muster_params_get_int64 (params, "thresholds.half_day_below");
  policy->absent_below =
    (int) muster_params_get_int64 (params, "thresholds.absent_below");
  policy->missing_as = g_str_equal (missing, "absent")        ? MUSTER_MISSING_ABSENT
                       : g_str_equal (missing, "half_absent") ? MUSTER_MISSING_HALF_ABSENT
                                                              : MUSTER_MISSING_EXCEPTION;
  policy->absent_next_day =
    g_str_equal (muster_params_get_string (params, "absent_after"), "next_day");
  policy->wait_for_sources = muster_params_get_boolean (params, "wait_for_sources");
  policy->max_wait = (int) muster_params_get_int64 (params, "max_wait");

  return TRUE;
}

static void
note (MusterSheet *sheet,
      guint index,
      MusterReason reason,
      const char *setting,
      gint64 a,
      gint64 b)
{
  MUSTER_NOTE (sheet, index, .rule = "status", .setting = setting, .reason = reason,
               .args = { a, b });
}

static void
settle (MusterSheet *sheet,
        guint index,
        MusterStatus status,
        guint attended,
        guint absent)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);

  line->day.status = (guint8) status;
  line->day.attended_half = (guint8) attended;
  line->day.absent_half = (guint8) absent;
}

/* Adds what the halves of a day come to, beside the reason that was noted. */
static void
note_halves (MusterSheet *sheet, guint index)
{
  const MusterDay *day = &muster_sheet_line (sheet, index)->day;
  guint last = sheet->notes->len;
  MusterNote noted;

  if (!sheet->why || last == 0)
    return;

  noted = g_array_index (sheet->notes, MusterSheetNote, last - 1).note;
  if (g_array_index (sheet->notes, MusterSheetNote, last - 1).line != index)
    return;

  if (day->attended_half > 0)
    {
      noted.value = MUSTER_VALUE_ATTENDED;
      noted.amount = day->attended_half;
      muster_sheet_note (sheet, index, &noted);
    }

  if (day->absent_half > 0)
    {
      noted.value = MUSTER_VALUE_ABSENT;
      noted.amount = day->absent_half;
      muster_sheet_note (sheet, index, &noted);
    }
}

/* Whether the day is due, with the reason noted when it is not. */
static gboolean
is_due (MusterSheet *sheet, guint index)
{
  const MusterSheetLine *line = muster_sheet_line (sheet, index);
  const MusterFacts *facts = sheet->facts;
  gint64 closes = muster_sheet_line_closes_at (line);

  if (muster_sheet_is_due (sheet, line))
    return TRUE;

  if (facts->as_of <= closes)
    note (sheet, index, MUSTER_REASON_NOT_DUE, "window", closes, 0);
  else
    MUSTER_NOTE (sheet, index, .rule = "status", .setting = "wait_for_sources",
                 .reason = MUSTER_REASON_WAITS,
                 .args = { closes, facts->synced_to,
                           closes + line->policy->max_wait * MUSTER_MINUTE });

  return FALSE;
}

static MusterStatus
status_of_nothing (const MusterSheetLine *line)
{
  if (line->leave_whole)
    return MUSTER_STATUS_LEAVE;

  if (line->day.type == MUSTER_DAY_STATUTORY)
    return MUSTER_STATUS_HOLIDAY;

  if (line->day.type == MUSTER_DAY_REST)
    return MUSTER_STATUS_REST;

  return MUSTER_STATUS_NONE;
}

/* Whether something approved stands for half of the schedule or more. */
static gboolean
is_half_covered (const MusterSheetLine *line)
{
  return line->covered_whole ||
         (line->covered_work > 0 && line->covered_work * 2 >= line->scheduled);
}

/* Which required slots have no punch. Both missing with no punch at all is absence. */
static void
find_missing (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);

  if (!line->any_punch && !is_half_covered (line))
    return;

  for (guint i = 0; i < line->n_segments; i++)
    {
      guint8 bit = (guint8) (1u << i);

      if ((line->need_in & bit) && !(line->has_in & bit))
        {
          line->day.flags |= MUSTER_FLAG_MISSING_IN;
          note (sheet, index, MUSTER_REASON_MISSING_IN, "in_required", line->on[i], 0);
        }

      if ((line->need_out & bit) && !(line->has_out & bit))
        {
          line->day.flags |= MUSTER_FLAG_MISSING_OUT;
          note (sheet, index, MUSTER_REASON_MISSING_OUT, "out_required", line->off[i], 0);
        }
    }

  /* Free hours have no slots, but whoever came also left. */
  if (line->day.shift != NULL && line->day.shift->free && line->has_in && !line->has_out)
    {
      line->day.flags |= MUSTER_FLAG_MISSING_OUT;
      note (sheet, index, MUSTER_REASON_MISSING_OUT, "pairing", 0, 0);
    }
}

static gboolean
must_wait_for_absence (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);

  if (!line->policy->absent_next_day || sheet->facts->as_of >= line->next_midnight)
    return FALSE;

  note (sheet, index, MUSTER_REASON_NEXT_DAY, "absent_after", line->next_midnight, 0);
  settle (sheet, index, MUSTER_STATUS_PENDING, 0, 0);

  return TRUE;
}

/* Worked minutes, with those that something approved stands for. */
static gint64
minutes_present (const MusterSheetLine *line)
{
  gint64 minutes = line->day.worked_sec / 60 + line->covered_work / MUSTER_MINUTE;

  if (!line->leave_half)
    minutes += line->leave_work / MUSTER_MINUTE;

  return minutes;
}

static void
settle_half_leave (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  gint64 minutes = minutes_present (line);
  gboolean absent = minutes == 0 || minutes < line->policy->absent_below ||
                    line->absent_tier || line->half_tier;

  if (line->covered_whole && minutes > 0)
    absent = FALSE;

  if (absent && must_wait_for_absence (sheet, index))
    return;

  line->day.other_half = absent ? MUSTER_STATUS_ABSENT : MUSTER_STATUS_PRESENT;
  settle (sheet, index, MUSTER_STATUS_HALF_DAY, absent ? 0 : 1, absent ? 1 : 0);
  note (sheet, index,
        absent ? MUSTER_REASON_HALF_LEAVE_ABSENT : MUSTER_REASON_HALF_LEAVE_PRESENT,
        "leave", minutes, line->policy->absent_below);
}

/* Whether the day is absence, with the reason noted. */
static gboolean
is_absent (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  const MusterPolicy *policy = line->policy;
  gint64 minutes = minutes_present (line);
  gboolean needed = line->n_segments == 0 || line->need_in != 0 || line->need_out != 0;

  if (!line->any_punch && !is_half_covered (line) && needed)
    {
      note (sheet, index, MUSTER_REASON_NO_PUNCH, NULL, 0, 0);
      return TRUE;
    }

  if (line->absent_tier)
    {
      note (sheet, index, MUSTER_REASON_ABSENT_TIER, line->tier_setting, line->tier_raw,
            line->tier);
      return TRUE;
    }

  if (policy->absent_below > 0 && minutes < policy->absent_below && !line->covered_whole)
    {
      note (sheet, index, MUSTER_REASON_BELOW_ABSENT, "thresholds.absent_below", minutes,
            policy->absent_below);
      return TRUE;
    }

  if (policy->missing_as == MUSTER_MISSING_ABSENT &&
      (line->day.flags & (MUSTER_FLAG_MISSING_IN | MUSTER_FLAG_MISSING_OUT)))
    {
      note (sheet, index, MUSTER_REASON_MISSING_AS_ABSENT, "missing_as", 0, 0);
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_half_day (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  const MusterPolicy *policy = line->policy;
  gint64 minutes = minutes_present (line);

  if (line->half_tier)
    {
      note (sheet, index, MUSTER_REASON_HALF_TIER, line->tier_setting, line->tier_raw,
            line->tier);
      return TRUE;
    }

  if (policy->half_day_below > 0 && minutes < policy->half_day_below &&
      !line->covered_whole)
    {
      note (sheet, index, MUSTER_REASON_BELOW_HALF, "thresholds.half_day_below", minutes,
            policy->half_day_below);
      return TRUE;
    }

  if (policy->missing_as == MUSTER_MISSING_HALF_ABSENT &&
      (line->day.flags & (MUSTER_FLAG_MISSING_IN | MUSTER_FLAG_MISSING_OUT)))
    {
      note (sheet, index, MUSTER_REASON_MISSING_AS_HALF, "missing_as", 0, 0);
      return TRUE;
    }

  return FALSE;
}

static void
settle_expected (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);

  find_missing (sheet, index);

  if (line->leave_half)
    {
      settle_half_leave (sheet, index);
    }
  else if (is_absent (sheet, index))
    {
      if (!must_wait_for_absence (sheet, index))
        settle (sheet, index, MUSTER_STATUS_ABSENT, 0, 2);
    }
  else if (is_half_day (sheet, index))
    {
      settle (sheet, index, MUSTER_STATUS_HALF_DAY, 1, 1);
    }
  else if (line->day.flags & (MUSTER_FLAG_MISSING_IN | MUSTER_FLAG_MISSING_OUT))
    {
      note (sheet, index, MUSTER_REASON_INCOMPLETE, "missing_as", 0, 0);
      settle (sheet, index, MUSTER_STATUS_INCOMPLETE, 2, 0);
    }
  else
    {
      note (sheet, index,
            !line->any_punch ? MUSTER_REASON_COVERED_PRESENT : MUSTER_REASON_PRESENT,
            NULL, 0, 0);
      settle (sheet, index, MUSTER_STATUS_PRESENT, 2, 0);
    }
}

static void
settle_line (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  gboolean work = line->day.type == MUSTER_DAY_WORK ||
                  line->day.type == MUSTER_DAY_MAKEUP;
  gboolean expected = work && !line->leave_whole;

  if (line->policy == NULL || !line->employed || (!expected && line->day.worked_sec == 0))
    {
      note (sheet, index, MUSTER_REASON_NOTHING_EXPECTED, NULL, 0, 0);
      settle (sheet, index, status_of_nothing (line), 0, 0);
    }
  else if (!is_due (sheet, index))
    {
      settle (sheet, index, MUSTER_STATUS_PENDING, 0, 0);
    }
  else if (expected)
    {
      settle_expected (sheet, index);
    }
  else
    {
      note (sheet, index, MUSTER_REASON_PRESENT, "holiday_work", 0, 0);
      settle (sheet, index, MUSTER_STATUS_PRESENT, line->off_day ? 0 : 2, 0);
    }

  note_halves (sheet, index);
}

static void
status_apply (MusterSheet *sheet)
{
  for (guint i = 0; i < sheet->lines->len; i++)
    settle_line (sheet, i);
}

const MusterRule muster_status_rule = {
  .name = "status",
  .title = N_ ("Status of the day"),
  .fields = status_fields,
  .compile = status_compile,
  .apply = status_apply,
};
