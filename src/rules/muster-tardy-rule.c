/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule.h"
#include "muster-sheet.h"

#include <glib/gi18n-lib.h>

/* Late and early (semantics §6). */

static const MusterChoice mode_choices[] = {
  { "threshold", N_ ("Counted from the scheduled time") },
  { "deduct", N_ ("Counted from the end of the grace") },
  { NULL, NULL },
};

static const MusterField tardy_fields[] = {
  { "grace.late", N_ ("Grace for arriving"), N_ ("Minutes that are not late"),
    MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "0", 0, 1440 },
  { "grace.early", N_ ("Grace for leaving"), N_ ("Minutes that are not early"),
    MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "0", 0, 1440 },
  { "grace.mode", N_ ("Beyond the grace"),
    N_ ("From when minutes count once it is exceeded"), MUSTER_FIELD_CHOICE,
    MUSTER_FIELD_OPTIONAL, "threshold", 0, 0, mode_choices },
  { "tiers.severe_late_after", N_ ("Severely late after"),
    N_ ("More minutes late than this are severe; -1 for never"), MUSTER_FIELD_MINUTES,
    MUSTER_FIELD_OPTIONAL, "-1", -1, 1440 },
  { "tiers.half_absent_after", N_ ("Half-day absence after"),
    N_ ("More minutes late than this are half a day absent; -1 for never"),
    MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "-1", -1, 1440 },
  { "tiers.absent_after", N_ ("Absence after"),
    N_ ("More minutes late than this are a day absent; -1 for never"),
    MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "-1", -1, 1440 },
  { "tiers.half_absent_early", N_ ("Half-day absence when leaving"),
    N_ ("More minutes early than this are half a day absent; -1 for never"),
    MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "-1", -1, 1440 },
  { "tiers.absent_early", N_ ("Absence when leaving"),
    N_ ("More minutes early than this are a day absent; -1 for never"),
    MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "-1", -1, 1440 },
  { "forgiven_per_month.count", N_ ("Late arrivals forgiven"),
    N_ ("The first late arrivals of a period that are only recorded"),
    MUSTER_FIELD_INTEGER, MUSTER_FIELD_OPTIONAL, "0", 0, 31 },
  { "forgiven_per_month.minutes", N_ ("Forgiven up to"),
    N_ ("Minutes late of which each may be at most"), MUSTER_FIELD_MINUTES,
    MUSTER_FIELD_OPTIONAL, "0", 0, 1440 },
  { "period.start_day", N_ ("First day of the attendance period"),
    N_ ("Day of the month on which forgiven arrivals are counted anew"),
    MUSTER_FIELD_INTEGER, MUSTER_FIELD_OPTIONAL, "1", 1, 28 },
  { NULL },
};

/* What goes on from day to day. */
typedef struct
{
  MusterSheet *sheet;
  const MusterSheetLine *work_before; /* the last line of the previous work day */
  const MusterSheetLine *work_today;
  MusterDate period; /* the first date of the attendance period that is counted */
  int forgiven;
} Run;

static gboolean
tardy_compile (MusterParams *params, MusterPolicy *policy, GError **error)
{
  policy->grace_late = (int) muster_params_get_int64 (params, "grace.late");
  policy->grace_early = (int) muster_params_get_int64 (params, "grace.early");
  policy->deduct =
    g_str_equal (muster_params_get_string (params, "grace.mode"), "deduct");
  policy->severe_late_after =
    (int) muster_params_get_int64 (params, "tiers.severe_late_after");
  policy->half_absent_after =
    (int) muster_params_get_int64 (params, "tiers.half_absent_after");
  policy->absent_tier_after =
    (int) muster_params_get_int64 (params, "tiers.absent_after");
  policy->half_absent_early =
    (int) muster_params_get_int64 (params, "tiers.half_absent_early");
  policy->absent_early = (int) muster_params_get_int64 (params, "tiers.absent_early");
  policy->forgiven_count =
    (int) muster_params_get_int64 (params, "forgiven_per_month.count");
  policy->forgiven_minutes =
    (int) muster_params_get_int64 (params, "forgiven_per_month.minutes");
  policy->period_start = (int) muster_params_get_int64 (params, "period.start_day");

  return TRUE;
}

/* Minutes by which the first on-time moves after a late evening. */
static int
find_allowance (Run *run, const MusterSheetLine *line, guint index)
{
  const MusterSheetLine *before = run->work_before;
  const MusterShift *shift = line->day.shift;
  const MusterAfterLate *best = NULL;
  guint last;
  gint64 stayed;

  if (shift->n_after_late == 0 || before == NULL || before->n_segments == 0)
    return 0;

  last = before->n_segments - 1;
  if (!(before->has_out & 1u << last))
    return 0;

  stayed = (before->out_at[last] - before->off[last] - before->moved) / MUSTER_MINUTE;
  for (guint i = 0; i < shift->n_after_late; i++)
    {
      const MusterAfterLate *entry = &shift->after_late[i];

      if (entry->stayed <= stayed && (best == NULL || entry->stayed > best->stayed))
        best = entry;
    }

  if (best == NULL)
    return 0;

  MUSTER_NOTE (run->sheet, index, .rule = "tardy", .setting = "after_late",
               .reason = MUSTER_REASON_AFTER_LATE, .args = { stayed, best->allowance });

  return best->allowance;
}

/* An on-time inside something approved moves to its end: what comes before is not late. */
static gint64
cover_late (MusterSheet *sheet, const MusterSheetLine *line, gint64 base)
{
  gboolean moved = TRUE;

  for (guint round = 0; round <= line->covered.n && moved; round++)
    {
      moved = FALSE;
      for (guint i = 0; i < line->covered.n; i++)
        {
          const MusterCovered *covered =
            &g_array_index (sheet->covered, MusterCovered, line->covered.first + i);

          if (covered->from <= base && base < covered->until)
            {
              base = covered->until;
              moved = TRUE;
            }
        }
    }

  return base;
}

static gint64
cover_early (MusterSheet *sheet, const MusterSheetLine *line, gint64 base)
{
  gboolean moved = TRUE;

  for (guint round = 0; round <= line->covered.n && moved; round++)
    {
      moved = FALSE;
      for (guint i = 0; i < line->covered.n; i++)
        {
          const MusterCovered *covered =
            &g_array_index (sheet->covered, MusterCovered, line->covered.first + i);

          if (covered->from < base && base <= covered->until)
            {
              base = covered->from;
              moved = TRUE;
            }
        }
    }

  return base;
}

static int
minutes_between (gint64 from, gint64 until)
{
  return until > from ? (int) MIN ((until - from) / MUSTER_MINUTE, 100000) : 0;
}

static gboolean
exceeds (int minutes, int tier)
{
  return tier != MUSTER_UNSET && minutes > tier;
}

/* A tier makes the day an absence or half of one; the worst of the day stands, and the status
 * says why. */
static void
reach_tier (MusterSheetLine *line, gboolean whole, const char *setting, int raw, int tier)
{
  if (line->absent_tier || (line->half_tier && !whole))
    return;

  line->absent_tier = whole;
  line->half_tier = !whole;
  line->tier_setting = setting;
  line->tier_raw = raw;
  line->tier = tier;
}

static void
find_late_tiers (Run *run, guint index, int raw)
{
  MusterSheetLine *line = muster_sheet_line (run->sheet, index);
  const MusterPolicy *policy = line->policy;

  if (exceeds (raw, policy->severe_late_after))
    {
      line->day.flags |= MUSTER_FLAG_SEVERE_LATE;
      MUSTER_NOTE (run->sheet, index, .rule = "tardy",
                   .setting = "tiers.severe_late_after", .reason = MUSTER_REASON_SEVERE,
                   .args = { raw, policy->severe_late_after });
    }

  if (exceeds (raw, policy->absent_tier_after))
    reach_tier (line, TRUE, "tiers.absent_after", raw, policy->absent_tier_after);
  else if (exceeds (raw, policy->half_absent_after))
    reach_tier (line, FALSE, "tiers.half_absent_after", raw, policy->half_absent_after);
}

static void
find_early_tiers (Run *run, guint index, int raw)
{
  MusterSheetLine *line = muster_sheet_line (run->sheet, index);
  const MusterPolicy *policy = line->policy;

  if (exceeds (raw, policy->absent_early))
    reach_tier (line, TRUE, "tiers.absent_early", raw, policy->absent_early);
  else if (exceeds (raw, policy->half_absent_early))
    reach_tier (line, FALSE, "tiers.half_absent_early", raw, policy->half_absent_early);
}

/* What is left of raw minutes after the grace, with a note for each step. */
static int
apply_grace (Run *run, guint index, MusterValue value, int raw, int grace)
{
  const MusterPolicy *policy = muster_sheet_line (run->sheet, index)->policy;
  const char *setting = value == MUSTER_VALUE_LATE ? "grace.late" : "grace.early";

  if (raw <= grace)
    {
      MUSTER_NOTE (run->sheet, index, .rule = "tardy", .setting = setting,
                   .reason = MUSTER_REASON_WITHIN_GRACE, .value = value, .amount = -raw,
                   .args = { raw, grace });
      return 0;
    }

  if (!policy->deduct || grace == 0)
    return raw;

  MUSTER_NOTE (run->sheet, index, .rule = "tardy", .setting = setting,
               .reason = MUSTER_REASON_GRACE_DEDUCTED, .value = value, .amount = -grace,
               .args = { grace });

  return raw - grace;
}

static gboolean
forgive (Run *run, guint index, int late)
{
  MusterSheetLine *line = muster_sheet_line (run->sheet, index);
  const MusterPolicy *policy = line->policy;
  MusterDate period;

  if (policy->forgiven_count == 0 || late > policy->forgiven_minutes)
    return FALSE;

  period = muster_date_get_period_start (line->day.date, policy->period_start);
  if (run->period != period)
    {
      run->period = period;
      run->forgiven = 0;
    }

  if (run->forgiven >= policy->forgiven_count)
    return FALSE;

  run->forgiven++;
  line->day.flags |= MUSTER_FLAG_FORGIVEN;
  MUSTER_NOTE (run->sheet, index, .rule = "tardy", .setting = "forgiven_per_month",
               .reason = MUSTER_REASON_FORGIVEN, .value = MUSTER_VALUE_LATE,
               .amount = -late, .args = { late, run->forgiven, policy->forgiven_count });

  return TRUE;
}

static void
judge_late (Run *run, guint index, guint segment, gint64 base)
{
  MusterSheetLine *line = muster_sheet_line (run->sheet, index);
  gint64 in = line->in_at[segment];
  gint64 from = cover_late (run->sheet, line, base);
  int raw = minutes_between (from, in);
  int late;

  if (from != base && minutes_between (base, in) > raw)
    MUSTER_NOTE (run->sheet, index, .rule = "cover", .reason = MUSTER_REASON_LATE_COVERED,
                 .args = { minutes_between (base, in) - raw });
  if (raw == 0)
    return;

  MUSTER_NOTE (run->sheet, index, .rule = "tardy", .setting = "segments",
               .reason = MUSTER_REASON_LATE, .value = MUSTER_VALUE_LATE, .amount = raw,
               .punches = { line->in_punch[segment] != MUSTER_NO_PUNCH
                              ? run->sheet->facts->punches[line->in_punch[segment]].id
                              : 0 },
               .args = { in, from, raw });

  late = apply_grace (run, index, MUSTER_VALUE_LATE, raw, line->policy->grace_late);
  if (late == 0 || forgive (run, index, late))
    return;

  line->day.late_min += late;
  line->day.flags |= MUSTER_FLAG_LATE;
  find_late_tiers (run, index, raw);
}

static void
judge_early (Run *run, guint index, guint segment, gint64 base)
{
  MusterSheetLine *line = muster_sheet_line (run->sheet, index);
  gint64 out = line->out_at[segment];
  gint64 until = cover_early (run->sheet, line, base);
  int raw = minutes_between (out, until);
  int early;

  if (until != base && minutes_between (out, base) > raw)
    MUSTER_NOTE (run->sheet, index, .rule = "cover",
                 .reason = MUSTER_REASON_EARLY_COVERED,
                 .args = { minutes_between (out, base) - raw });
  if (raw == 0)
    return;

  MUSTER_NOTE (run->sheet, index, .rule = "tardy", .setting = "segments",
               .reason = MUSTER_REASON_EARLY, .value = MUSTER_VALUE_EARLY, .amount = raw,
               .punches = { line->out_punch[segment] != MUSTER_NO_PUNCH
                              ? run->sheet->facts->punches[line->out_punch[segment]].id
                              : 0 },
               .args = { out, until, raw });

  early = apply_grace (run, index, MUSTER_VALUE_EARLY, raw, line->policy->grace_early);
  if (early == 0)
    return;

  line->day.early_min += early;
  line->day.flags |= MUSTER_FLAG_EARLY_LEAVE;
  find_early_tiers (run, index, raw);
}

static void
judge_line (Run *run, guint index)
{
  MusterSheetLine *line = muster_sheet_line (run->sheet, index);
  const MusterShift *shift = line->day.shift;
  gint64 late_by = shift->flex_late * MUSTER_MINUTE;
  gint64 early_by = shift->flex_early * MUSTER_MINUTE;

  late_by += find_allowance (run, line, index) * MUSTER_MINUTE;

  if ((shift->flex_late > 0 || shift->flex_early > 0) && (line->has_in & 1))
    {
      gint64 moved =
        CLAMP (line->in_at[0] - line->on[0], -early_by, shift->flex_late * MUSTER_MINUTE);

      line->moved = moved;
      if (moved != 0)
        MUSTER_NOTE (run->sheet, index, .rule = "tardy", .setting = "flex",
                     .reason = MUSTER_REASON_FLEX, .args = { moved / MUSTER_MINUTE });
    }

  for (guint i = 0; i < line->n_segments; i++)
    {
      if (line->has_in & 1u << i)
        judge_late (run, index, i, line->on[i] + (i == 0 ? late_by : line->moved));
      /* Until the day is due its last punch is not known: somebody at lunch has not left. */
      if ((line->has_out & 1u << i) && muster_sheet_is_due (run->sheet, line))
        judge_early (run, index, i, line->off[i] + line->moved);
    }
}

static void
tardy_apply (MusterSheet *sheet)
{
  Run run = { .sheet = sheet, .period = MUSTER_DATE_NONE };

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      MusterSheetLine *line = muster_sheet_line (sheet, i);
      gboolean work = line->day.type == MUSTER_DAY_WORK ||
                      line->day.type == MUSTER_DAY_MAKEUP;

      if (!work || line->policy == NULL)
        continue;

      if (run.work_today != NULL && run.work_today->day.date != line->day.date)
        run.work_before = run.work_today;

      if (line->n_segments > 0 && !line->leave_whole)
        judge_line (&run, i);

      run.work_today = line;
    }
}

const MusterRule muster_tardy_rule = {
  .name = "tardy",
  .title = N_ ("Late and early"),
  .fields = tardy_fields,
  .compile = tardy_compile,
  .apply = tardy_apply,
};
