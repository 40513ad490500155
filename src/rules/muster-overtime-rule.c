/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule.h"
#include "muster-entries.h"
#include "muster-sheet.h"

#include <stdlib.h>
#include <string.h>

#include "muster-error.h"

#include <glib/gi18n-lib.h>

/* Overtime and undertime (semantics §9). Each overtime rule claims stretches of worked time;
 * the union of what they claim is the overtime. */

#define STANDARD_DAY (8 * 60 * MUSTER_MINUTE)

static const MusterChoice basis_choices[] = {
  { "punch", N_ ("What was worked") },
  { "approved", N_ ("What was approved") },
  { "both", N_ ("What was worked and approved") },
  { NULL, NULL },
};

static const MusterChoice rule_choices[] = {
  { "daily", N_ ("Beyond the day") },
  { "weekly", N_ ("Beyond the week") },
  { "outside", N_ ("Outside the shift") },
  { "window", N_ ("In a time of day") },
  { "rest_day", N_ ("On a rest day") },
  { "statutory", N_ ("On a statutory holiday") },
  { "comprehensive", N_ ("Comprehensive hours") },
  { NULL, NULL },
};

static const MusterChoice days_choices[] = {
  { "all", N_ ("All days") },
  { "work", N_ ("Working days") },
  { "rest", N_ ("Rest days") },
  { "statutory", N_ ("Statutory holidays") },
  { NULL, NULL },
};

static const MusterChoice cycle_choices[] = {
  { "week", N_ ("Week") },
  { "month", N_ ("Month") },
  { "quarter", N_ ("Quarter") },
  { "year", N_ ("Year") },
  { NULL, NULL },
};

static const MusterField rule_fields[] = {
  { "rule", N_ ("Rule"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_REQUIRED, NULL, 0, 0,
    rule_choices },
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_OPTIONAL },
  { "rate", N_ ("Rate"), NULL, MUSTER_FIELD_INTEGER, MUSTER_FIELD_OPTIONAL, "0", 0,
    1000 },
  { "expected", N_ ("Expected"), N_ ("Minutes, or “schedule” for those of the shift"),
    MUSTER_FIELD_VARIANT, MUSTER_FIELD_SCALAR, "'schedule'" },
  { "from", N_ ("From"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_OPTIONAL },
  { "to", N_ ("To"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_OPTIONAL },
  { "days", N_ ("Days"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "all", 0, 0,
    days_choices },
  { "week_start", N_ ("Week starts on"), NULL, MUSTER_FIELD_INTEGER,
    MUSTER_FIELD_OPTIONAL, "0", 0, 6 },
  { "cycle", N_ ("Cycle"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "month", 0,
    0, cycle_choices },
  { "tolerance", N_ ("Tolerance"), NULL, MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "0",
    0, 100000 },
  { "under_tolerance", N_ ("Tolerance of undertime"), NULL, MUSTER_FIELD_MINUTES,
    MUSTER_FIELD_OPTIONAL, "0", 0, 100000 },
  { "min", N_ ("Least"), NULL, MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "0", 0,
    1440 },
  { "step", N_ ("Step"), NULL, MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "0", 0,
    1440 },
  { "max", N_ ("At most a day"), NULL, MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "-1",
    -1, 2880 },
  { "start_after", N_ ("Starts after"), NULL, MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL,
    "0", 0, 1440 },
  { "skip_untimed", N_ ("Skip free hours"), NULL, MUSTER_FIELD_BOOLEAN,
    MUSTER_FIELD_OPTIONAL, "false" },
  { NULL },
};

static const MusterField overtime_fields[] = {
  { "overtime.basis", N_ ("Overtime counts"), N_ ("Whether worked, approved or both"),
    MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "both", 0, 0, basis_choices },
  { "overtime.rules", N_ ("Overtime rules"), N_ ("What is overtime; the union counts"),
    MUSTER_FIELD_VARIANT, MUSTER_FIELD_LIST, "@av []", .entries = rule_fields },
  { "lieu.credit", N_ ("Time off for work on days of rest"),
    N_ ("Overtime on a day of rest is given back as time off in lieu"),
    MUSTER_FIELD_BOOLEAN, MUSTER_FIELD_OPTIONAL, "false" },
  { "lieu.days", N_ ("Time off in lieu expires after"),
    N_ ("Days after the date on which it was earned; 0 for never"), MUSTER_FIELD_INTEGER,
    MUSTER_FIELD_OPTIONAL, "0", 0, 3660 },
  { NULL },
};

/* One overtime rule of one policy, at work on the lines of one unit: a date, a week, a cycle. */
typedef struct
{
  MusterSheet *sheet;
  const MusterPolicy *policy;
  const MusterOvertime *rule;
  guint rule_index;
  guint first; /* the unit's lines */
  guint end;
} Work;

static int
choice_index (const MusterChoice *choices, const char *value)
{
  int i = 0;

  while (choices[i].value != NULL && !g_str_equal (choices[i].value, value))
    i++;

  return i;
}

static gboolean
compile_expected (MusterParams *params, MusterOvertime *rule, GError **error)
{
  g_autoptr (GVariant)
    value = g_variant_get_variant (muster_params_get_value (params, "expected"));

  rule->expected = MUSTER_UNSET;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    {
      rule->expected = (int) CLAMP (g_variant_get_int64 (value), 0, 1000000);
      return TRUE;
    }

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) &&
      g_str_equal (g_variant_get_string (value, NULL), "schedule"))
    return TRUE;

  return muster_error_set_field (error, "expected", _ ("Minutes, or “schedule”."));
}

static gboolean
compile_clock (MusterParams *params,
               const char *name,
               int fallback,
               int *minutes,
               GError **error)
{
  const char *text = muster_params_get_string (params, name);

  *minutes = fallback;
  if (*text == '\0' || muster_clock_parse (text, minutes))
    return TRUE;

  return muster_error_set_field (error, name,
                                 _ ("“%s” is not a time of day such as 21:00."), text);
}

static gboolean
compile_rule (GVariant *entry, MusterOvertime *rule, GError **error)
{
  g_autoptr (MusterParams) params = muster_entries_check (rule_fields, entry, error);
  const char *name;

  if (params == NULL)
    return FALSE;

  rule->kind = (MusterOvertimeKind) choice_index (
    rule_choices, muster_params_get_string (params, "rule"));
  name = muster_params_get_string (params, "name");
  /* Notes and claims of a day outlive the judge. */
  rule->name =
    g_intern_string (*name != '\0' ? name : muster_params_get_string (params, "rule"));
  rule->rate = (int) muster_params_get_int64 (params, "rate");
  rule->days =
    (MusterDays) choice_index (days_choices, muster_params_get_string (params, "days"));
  rule->week_start = (int) muster_params_get_int64 (params, "week_start");
  rule->cycle = (MusterCycle) choice_index (cycle_choices,
                                            muster_params_get_string (params, "cycle"));
  rule->tolerance = (int) muster_params_get_int64 (params, "tolerance");
  rule->under_tolerance = (int) muster_params_get_int64 (params, "under_tolerance");
  rule->min = (int) muster_params_get_int64 (params, "min");
  rule->step = (int) muster_params_get_int64 (params, "step");
  rule->max = (int) muster_params_get_int64 (params, "max");
  rule->start_after = (int) muster_params_get_int64 (params, "start_after");
  rule->skip_untimed = muster_params_get_boolean (params, "skip_untimed");

  return compile_expected (params, rule, error) &&
         compile_clock (params, "from", 0, &rule->from, error) &&
         compile_clock (params, "to", 1440, &rule->to, error);
}

static gboolean
overtime_compile (MusterParams *params, MusterPolicy *policy, GError **error)
{
  g_autoptr (GVariant) list = muster_entries_get_list (params, "overtime.rules");
  gsize n = g_variant_n_children (list);

  policy->lieu_credit = muster_params_get_boolean (params, "lieu.credit");
  policy->lieu_days = (guint16) muster_params_get_int64 (params, "lieu.days");
  policy->basis = (MusterBasis) choice_index (
    basis_choices, muster_params_get_string (params, "overtime.basis"));
  policy->overtimes = g_new0 (MusterOvertime, n);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) entry = muster_entries_get_entry (list, i);

      policy->n_overtimes = (guint) i + 1;
      if (!compile_rule (entry, &policy->overtimes[i], error))
        return muster_entries_prefix (error, "overtime.rules", i);
    }

  return TRUE;
}

/* --- claiming --- */

/* Rates are customary in mainland China unless the rule names one. */
static int
rate_of (const MusterOvertime *rule, const MusterSheetLine *line)
{
  if (rule->rate > 0)
    return rule->rate;

  if (line->day.type == MUSTER_DAY_STATUTORY)
    return 300;

  return line->day.type == MUSTER_DAY_REST ? 200 : 150;
}

static void
claim (Work *work, guint index, gint64 from, gint64 until)
{
  MusterSheetClaim claimed = { { from, until, work->rule->name, 0 },
                               index,
                               work->rule_index };

  claimed.claim.rate = rate_of (work->rule, muster_sheet_line (work->sheet, index));
  if (until > from)
    g_array_append_val (work->sheet->claims, claimed);
}

static MusterInterval *
worked_at (Work *work, const MusterSheetLine *line, guint i)
{
  return &g_array_index (work->sheet->worked, MusterInterval, line->worked.first + i);
}

static gboolean
takes_part (Work *work, const MusterSheetLine *line)
{
  const MusterOvertime *rule = work->rule;

  if (line->policy != work->policy)
    return FALSE;

  if (rule->skip_untimed &&
      (line->day.shift != NULL ? line->day.shift->free
                               : line->session && line->day.type == MUSTER_DAY_NONE))
    return FALSE;

  switch (rule->days)
    {
    case MUSTER_DAYS_WORK:
      return line->day.type == MUSTER_DAY_WORK || line->day.type == MUSTER_DAY_MAKEUP;

    case MUSTER_DAYS_REST:
      return line->day.type == MUSTER_DAY_REST;

    case MUSTER_DAYS_STATUTORY:
      return line->day.type == MUSTER_DAY_STATUTORY;

    case MUSTER_DAYS_ALL:
    default:
      return TRUE;
    }
}

static gint64
worked_of (Work *work, const MusterSheetLine *line)
{
  gint64 total = 0;

  for (guint i = 0; i < line->worked.n; i++)
    total += worked_at (work, line, i)->until - worked_at (work, line, i)->from;

  return total;
}

/* Claims the last so much of the unit's worked time. */
static void
claim_last (Work *work, gint64 amount, gboolean statutory_too)
{
  for (guint index = work->end; index-- > work->first && amount > 0;)
    {
      const MusterSheetLine *line = muster_sheet_line (work->sheet, index);

      if (!takes_part (work, line) ||
          (!statutory_too && line->day.type == MUSTER_DAY_STATUTORY))
        continue;

      for (guint i = line->worked.n; i-- > 0 && amount > 0;)
        {
          const MusterInterval *interval = worked_at (work, line, i);
          gint64 from = MAX (interval->from, interval->until - amount);

          claim (work, index, from, interval->until);
          amount -= interval->until - from;
        }
    }
}

static gint64
expected_of (const MusterSheetLine *line)
{
  return (gint64) line->day.expected_min * MUSTER_MINUTE;
}

/* Worked and expected time of the unit. */
static void
sum_unit (Work *work, gint64 *worked, gint64 *expected, guint *taking_part)
{
  *worked = 0;
  *expected = 0;
  *taking_part = 0;
  for (guint i = work->first; i < work->end; i++)
    {
      const MusterSheetLine *line = muster_sheet_line (work->sheet, i);

      if (!takes_part (work, line))
        continue;

      *worked += worked_of (work, line);
      *expected += expected_of (line);
      (*taking_part)++;
    }

  if (work->rule->expected != MUSTER_UNSET)
    *expected = work->rule->expected * MUSTER_MINUTE;
}

static gboolean
is_tolerated (Work *work, guint index, gint64 amount)
{
  if (amount > work->rule->tolerance * MUSTER_MINUTE)
    return FALSE;

  if (amount > 0)
    MUSTER_NOTE (
      work->sheet, index, .rule = "overtime", .setting = "tolerance",
      .label = work->rule->name, .reason = MUSTER_REASON_CLAIM_TOLERATED,
      .args = { work->rule_index, amount / MUSTER_MINUTE, work->rule->tolerance });

  return TRUE;
}

/* Where somebody worked, but less than was expected. */
static void
find_undertime (Work *work, gint64 worked, gint64 expected, int tolerance)
{
  int minutes = (int) ((expected - worked) / MUSTER_MINUTE);
  MusterSheetLine *line = muster_sheet_line (work->sheet, work->first);

  /* Until the day is due its last punch is not known: somebody at lunch is not short. */
  if (worked == 0 || minutes <= 0 || line->day.undertime_min > 0 ||
      !muster_sheet_is_due (work->sheet, line))
    return;

  if (minutes <= tolerance)
    {
      MUSTER_NOTE (work->sheet, work->first, .rule = "overtime",
                   .setting = "under_tolerance", .reason = MUSTER_REASON_SHORT_TOLERATED,
                   .args = { minutes, tolerance });
      return;
    }

  line->day.undertime_min = minutes;
  MUSTER_NOTE (work->sheet, work->first, .rule = "overtime", .setting = "expected",
               .reason = MUSTER_REASON_SHORT_DAY, .value = MUSTER_VALUE_UNDERTIME,
               .amount = minutes,
               .args = { expected / MUSTER_MINUTE, worked / MUSTER_MINUTE });
}

static void
claim_daily (Work *work)
{
  gint64 worked;
  gint64 expected;
  guint n;

  sum_unit (work, &worked, &expected, &n);
  if (n == 0)
    return;

  if (worked > expected && !is_tolerated (work, work->end - 1, worked - expected))
    claim_last (work, worked - expected, TRUE);
  else if (worked < expected)
    find_undertime (work, worked, expected, work->rule->under_tolerance);
}

static void
claim_weekly (Work *work)
{
  gint64 worked;
  gint64 expected;
  guint n;

  sum_unit (work, &worked, &expected, &n);
  if (n > 0 && worked > expected &&
      !is_tolerated (work, work->end - 1, worked - expected))
    claim_last (work, worked - expected, TRUE);
}

/* The days that the calendar makes working days, at eight hours each. */
static gint64
standard_hours (Work *work, MusterDate from, MusterDate to)
{
  const MusterCalendar *calendar = work->sheet->facts->calendar;
  gint64 total = 0;

  for (MusterDate date = from; date <= to; date++)
    {
      const MusterHoliday *holiday = muster_calendar_find (calendar, date);
      MusterSlice lines = muster_sheet_lines_of (work->sheet, date);
      const MusterGroup *group =
        lines.n > 0 ? muster_sheet_line (work->sheet, lines.first)->group : NULL;
      gboolean rest = muster_date_get_weekday (date) >= 5;

      if (group != NULL && group->pattern == MUSTER_PATTERN_WEEKLY)
        rest = muster_group_get_slot (group, date).kind == MUSTER_SLOT_REST;

      if (holiday != NULL ? holiday->kind == MUSTER_HOLIDAY_WORKDAY : !rest)
        total += STANDARD_DAY;
    }

  return total;
}

static void
claim_comprehensive (Work *work, MusterDate from, MusterDate to)
{
  gint64 worked = 0;
  gint64 expected = standard_hours (work, from, to);
  guint n = 0;

  for (guint i = work->first; i < work->end; i++)
    {
      const MusterSheetLine *line = muster_sheet_line (work->sheet, i);

      if (!takes_part (work, line))
        continue;

      n++;
      if (line->day.type != MUSTER_DAY_STATUTORY)
        worked += worked_of (work, line);
    }

  if (work->rule->expected != MUSTER_UNSET)
    expected = work->rule->expected * MUSTER_MINUTE;

  if (n > 0 && worked > expected &&
      !is_tolerated (work, work->end - 1, worked - expected))
    claim_last (work, worked - expected, FALSE);
}

/* Everything worked in a stretch. */
static gint64
sum_within (Work *work, const MusterSheetLine *line, gint64 from, gint64 until)
{
  gint64 total = 0;

  for (guint i = 0; i < line->worked.n; i++)
    total += MAX (0, MIN (worked_at (work, line, i)->until, until) -
                       MAX (worked_at (work, line, i)->from, from));

  return total;
}

static void
claim_within (Work *work, guint index, gint64 from, gint64 until)
{
  const MusterSheetLine *line = muster_sheet_line (work->sheet, index);

  for (guint i = 0; i < line->worked.n; i++)
    claim (work, index, MAX (worked_at (work, line, i)->from, from),
           MIN (worked_at (work, line, i)->until, until));
}

#define LONG_AGO (G_MININT64 / 4)
#define LONG_AFTER (G_MAXINT64 / 4)

/* Worked time before the first on-time and after the last off-time. A free shift has no times
 * to be outside of; a day off is all outside. */
static void
claim_outside (Work *work)
{
  gint64 amount = 0;

  for (guint i = work->first; i < work->end; i++)
    {
      const MusterSheetLine *line = muster_sheet_line (work->sheet, i);

      if (!takes_part (work, line) || (line->n_segments == 0 && !line->off_day))
        continue;

      if (line->n_segments == 0)
        amount += worked_of (work, line);
      else
        amount += sum_within (work, line, LONG_AGO, line->on[0] + line->moved) +
                  sum_within (work, line, line->off[line->n_segments - 1] + line->moved,
                              LONG_AFTER);
    }

  if (is_tolerated (work, work->first, amount))
    return;

  for (guint i = work->first; i < work->end; i++)
    {
      const MusterSheetLine *line = muster_sheet_line (work->sheet, i);

      if (!takes_part (work, line) || (line->n_segments == 0 && !line->off_day))
        continue;

      if (line->n_segments == 0)
        {
          claim_within (work, i, LONG_AGO, LONG_AFTER);
          continue;
        }

      claim_within (work, i, LONG_AGO, line->on[0] + line->moved);
      claim_within (work, i, line->off[line->n_segments - 1] + line->moved, LONG_AFTER);
    }
}

/* A time of day, on each civil date that a line's worked time touches: how much of it was
 * worked, or claims it. */
static gint64
go_through_window (Work *work, guint index, gboolean claiming)
{
  const MusterSheetLine *line = muster_sheet_line (work->sheet, index);
  const MusterOvertime *rule = work->rule;
  int to = rule->to > rule->from ? rule->to : rule->to + 1440;
  gint64 amount = 0;
  MusterDate first;
  MusterDate last;

  if (!takes_part (work, line) || line->worked.n == 0)
    return 0;

  first = muster_zone_get_civil (line->zone, worked_at (work, line, 0)->from, NULL) - 2;
  last = muster_zone_get_civil (line->zone,
                                worked_at (work, line, line->worked.n - 1)->until, NULL);

  for (MusterDate date = first; date <= last; date++)
    {
      gint64 from =
        muster_zone_get_instant (line->zone, date, rule->from * MUSTER_MINUTE);
      gint64 until = muster_zone_get_instant (line->zone, date, to * MUSTER_MINUTE);

      if (claiming)
        claim_within (work, index, from, until);
      else
        amount += sum_within (work, line, from, until);
    }

  return amount;
}

static void
claim_window (Work *work)
{
  gint64 amount = 0;

  for (guint i = work->first; i < work->end; i++)
    amount += go_through_window (work, i, FALSE);

  if (is_tolerated (work, work->first, amount))
    return;

  for (guint i = work->first; i < work->end; i++)
    go_through_window (work, i, TRUE);
}

static void
claim_kind (Work *work, MusterDayType type)
{
  gint64 amount = 0;

  for (guint i = work->first; i < work->end; i++)
    {
      const MusterSheetLine *line = muster_sheet_line (work->sheet, i);

      if (takes_part (work, line) && line->day.type == type)
        amount += worked_of (work, line);
    }

  if (is_tolerated (work, work->first, amount))
    return;

  for (guint i = work->first; i < work->end; i++)
    {
      const MusterSheetLine *line = muster_sheet_line (work->sheet, i);

      if (takes_part (work, line) && line->day.type == type)
        claim_within (work, i, LONG_AGO, LONG_AFTER);
    }
}

/* --- what is left of a day's claim --- */

static gint64
claimed_of (Work *work, guint first, MusterDate date)
{
  gint64 total = 0;

  for (guint i = first; i < work->sheet->claims->len; i++)
    {
      const MusterSheetClaim *it =
        &g_array_index (work->sheet->claims, MusterSheetClaim, i);

      if (muster_sheet_line (work->sheet, it->line)->day.date == date)
        total += it->claim.until - it->claim.from;
    }

  return total;
}

static int
compare_claims (gconstpointer a, gconstpointer b)
{
  const MusterSheetClaim *one = a;
  const MusterSheetClaim *other = b;

  if (one->line != other->line)
    return one->line < other->line ? -1 : 1;

  if (one->claim.from != other->claim.from)
    return one->claim.from < other->claim.from ? -1 : 1;

  if (one->claim.until != other->claim.until)
    return one->claim.until < other->claim.until ? -1 : 1;

  return one->rule < other->rule ? -1 : one->rule > other->rule;
}

static void
sort_claims (GArray *claims, guint first)
{
  if (claims->len > first + 1)
    qsort (&g_array_index (claims, MusterSheetClaim, first), claims->len - first,
           sizeof (MusterSheetClaim), compare_claims);
}

/* Drops the end of a date's claim until so much is left. */
static void
keep_first (Work *work, guint first, MusterDate date, gint64 keep)
{
  GArray *claims = work->sheet->claims;

  for (guint i = first; i < claims->len; i++)
    {
      MusterSheetClaim *it = &g_array_index (claims, MusterSheetClaim, i);
      gint64 length = it->claim.until - it->claim.from;

      if (muster_sheet_line (work->sheet, it->line)->day.date != date)
        continue;

      it->claim.until = it->claim.from + MIN (length, keep);
      keep -= MIN (length, keep);
    }
}

/* Nothing counts until so long after the off-time. */
static void
start_later (Work *work, guint first)
{
  GArray *claims = work->sheet->claims;
  guint n = claims->len;

  for (guint i = first; i < n; i++)
    {
      MusterSheetClaim *it = &g_array_index (claims, MusterSheetClaim, i);
      const MusterSheetLine *line = muster_sheet_line (work->sheet, it->line);
      MusterSheetClaim tail = *it;
      gint64 off;
      gint64 starts;

      if (line->n_segments == 0)
        continue;

      off = line->off[line->n_segments - 1] + line->moved;
      starts = off + work->rule->start_after * MUSTER_MINUTE;
      if (it->claim.until <= off || it->claim.from >= starts)
        continue;

      tail.claim.from = starts;
      it->claim.until = MAX (it->claim.from, MIN (it->claim.until, off));
      if (tail.claim.until > tail.claim.from)
        g_array_append_val (claims, tail);
    }
}

static void
note_claim (Work *work,
            guint line,
            MusterReason reason,
            const char *setting,
            gint64 amount,
            int n)
{
  MUSTER_NOTE (work->sheet, line, .rule = "overtime", .setting = setting,
               .reason = reason, .label = work->rule->name,
               .args = { work->rule_index, amount / MUSTER_MINUTE, n });
}

static void
shape_date (Work *work, guint first, guint line, MusterDate date)
{
  const MusterOvertime *rule = work->rule;
  gint64 amount = claimed_of (work, first, date);
  gint64 keep = amount;

  if (amount == 0)
    return;

  if (amount < rule->min * MUSTER_MINUTE)
    {
      keep = 0;
      note_claim (work, line, MUSTER_REASON_CLAIM_SHORT, "min", amount, rule->min);
    }

  if (rule->step > 0 && keep % (rule->step * MUSTER_MINUTE) != 0)
    {
      gint64 floored = keep - keep % (rule->step * MUSTER_MINUTE);

      note_claim (work, line, MUSTER_REASON_CLAIM_STEP, "step", keep - floored,
                  rule->step);
      keep = floored;
    }

  if (rule->max != MUSTER_UNSET && keep > rule->max * MUSTER_MINUTE)
    {
      note_claim (work, line, MUSTER_REASON_CLAIM_MAX, "max",
                  keep - rule->max * MUSTER_MINUTE, rule->max);
      keep = rule->max * MUSTER_MINUTE;
    }

  if (keep < amount)
    keep_first (work, first, date, keep);
}

/* min, step, max and start_after, date by date. */
static void
shape_claims (Work *work, guint first)
{
  const MusterOvertime *rule = work->rule;
  MusterDate last = MUSTER_DATE_NONE;
  guint n;

  if (rule->start_after > 0)
    start_later (work, first);
  sort_claims (work->sheet->claims, first);
  if (rule->min == 0 && rule->step == 0 && rule->max == MUSTER_UNSET)
    return;

  n = work->sheet->claims->len;
  for (guint i = first; i < n; i++)
    {
      guint line = g_array_index (work->sheet->claims, MusterSheetClaim, i).line;
      MusterDate date = muster_sheet_line (work->sheet, line)->day.date;

      if (date != last)
        shape_date (work, first, line, date);
      last = date;
    }
}

/* --- the units --- */

static void
month_of (MusterDate date, int months, MusterDates *dates)
{
  int year;
  int month;
  int first;

  muster_date_get_ymd (date, &year, &month, NULL);
  first = (month - 1) / months * months + 1;
  dates->from = muster_date_new (year, first, 1);
  first += months;
  dates->to =
    muster_date_new (first > 12 ? year + 1 : year, first > 12 ? first - 12 : first, 1) -
    1;
}

static MusterDates
unit_of (const MusterOvertime *rule, MusterDate date)
{
  MusterDates dates = { date, date };
  gboolean cyclic = rule->kind == MUSTER_OVERTIME_COMPREHENSIVE;

  if (rule->kind == MUSTER_OVERTIME_WEEKLY ||
      (cyclic && rule->cycle == MUSTER_CYCLE_WEEK))
    {
      dates.from = date - (muster_date_get_weekday (date) - rule->week_start + 7) % 7;
      dates.to = dates.from + 6;
    }
  else if (cyclic)
    {
      month_of (date,
                rule->cycle == MUSTER_CYCLE_MONTH     ? 1
                : rule->cycle == MUSTER_CYCLE_QUARTER ? 3
                                                      : 12,
                &dates);
    }

  return dates;
}

static void
run_rule (Work *work, MusterDates unit)
{
  switch (work->rule->kind)
    {
    case MUSTER_OVERTIME_DAILY:
      claim_daily (work);
      break;

    case MUSTER_OVERTIME_WEEKLY:
      claim_weekly (work);
      break;

    case MUSTER_OVERTIME_OUTSIDE:
      claim_outside (work);
      break;

    case MUSTER_OVERTIME_WINDOW:
      claim_window (work);
      break;

    case MUSTER_OVERTIME_REST_DAY:
      claim_kind (work, MUSTER_DAY_REST);
      break;

    case MUSTER_OVERTIME_STATUTORY:
      claim_kind (work, MUSTER_DAY_STATUTORY);
      break;

    case MUSTER_OVERTIME_COMPREHENSIVE:
    default:
      claim_comprehensive (work, unit.from, unit.to);
      break;
    }
}

/* The lines of the dates of a unit, as far as the sheet has them. */
static void
set_lines (Work *work, MusterDates unit)
{
  MusterDate from = MAX (unit.from, work->sheet->dates.from);
  MusterDate to = MIN (unit.to, work->sheet->dates.to);

  work->first = muster_sheet_lines_of (work->sheet, from).first;
  work->end = muster_sheet_lines_of (work->sheet, to).first +
              muster_sheet_lines_of (work->sheet, to).n;
}

static void
claim_all (MusterSheet *sheet, const MusterPolicy *policy)
{
  Work work = { .sheet = sheet, .policy = policy };

  for (guint i = 0; i < policy->n_overtimes; i++)
    {
      MusterDate date = sheet->dates.from;

      work.rule = &policy->overtimes[i];
      work.rule_index = i;
      while (date <= sheet->dates.to)
        {
          MusterDates unit = unit_of (work.rule, date);
          guint first = sheet->claims->len;

          set_lines (&work, unit);
          run_rule (&work, unit);
          shape_claims (&work, first);
          date = unit.to + 1;
        }
    }
}

/* --- the union, and approval --- */

/* The seal of the punches that a line's approval stands on: its own, and those of its week
 * where a weekly rule makes the days of a week depend on each other. */
static guint64
seal_of (MusterSheet *sheet, const MusterSheetLine *line)
{
  MusterDates dates = { line->day.date, line->day.date };
  guint64 seal = MUSTER_SEAL_NONE;

  for (guint i = 0; i < line->policy->n_overtimes; i++)
    if (line->policy->overtimes[i].kind == MUSTER_OVERTIME_WEEKLY)
      {
        MusterDates week = unit_of (&line->policy->overtimes[i], line->day.date);

        dates.from = MIN (dates.from, week.from);
        dates.to = MAX (dates.to, week.to);
      }

  for (MusterDate date = dates.from; date <= dates.to; date++)
    {
      MusterSlice lines = muster_sheet_lines_of (sheet, date);

      for (guint i = lines.first; i < lines.first + lines.n; i++)
        seal = muster_sheet_seal_line (sheet, i, seal);
    }

  return seal;
}

/* Whether an approval was given to other punches than there are now (semantics §9). */
static gboolean
has_lapsed (MusterSheet *sheet, const MusterSheetLine *line, const MusterCover *cover)
{
  return cover->seal != 0 && cover->seal != seal_of (sheet, line);
}

static gboolean
speaks_for (const MusterSheetLine *line,
            const MusterCover *cover,
            gint64 *from,
            gint64 *until)
{
  if (cover->kind != MUSTER_COVER_OVERTIME)
    return FALSE;

  if (cover->date != MUSTER_DATE_NONE)
    {
      *from = LONG_AGO;
      *until = LONG_AFTER;
      return cover->date == line->day.date;
    }

  *from = cover->from;
  *until = cover->until;

  /* A span speaks for the line whose own day it begins in. */
  return cover->from < cover->until && cover->from >= line->midnight &&
         cover->from < line->next_midnight;
}

static gboolean
approves (MusterSheet *sheet,
          const MusterSheetLine *line,
          gsize i,
          gint64 *from,
          gint64 *until)
{
  const MusterCover *cover = &sheet->facts->covers[i];

  return speaks_for (line, cover, from, until) && !has_lapsed (sheet, line, cover);
}

/* What of a stretch lies in an approved span. */
static gint64
sum_approved (MusterSheet *sheet, const MusterSheetLine *line, gint64 from, gint64 until)
{
  gint64 total = 0;
  gint64 done = from;

  /* Approved spans may overlap: go from end to end. */
  while (done < until)
    {
      gint64 next = until;
      gint64 reached = done;

      for (gsize i = 0; i < sheet->facts->n_covers; i++)
        {
          gint64 begins;
          gint64 ends;

          if (!approves (sheet, line, i, &begins, &ends))
            continue;

          if (begins <= done && ends > reached)
            reached = MIN (ends, until);
          else if (begins > done && begins < next)
            next = begins;
        }

      total += reached - done;
      done = reached > done ? reached : next;
    }

  return total;
}

static gboolean
has_approval (MusterSheet *sheet, const MusterSheetLine *line)
{
  gint64 from;
  gint64 until;

  for (gsize i = 0; i < sheet->facts->n_covers; i++)
    if (approves (sheet, line, i, &from, &until))
      return TRUE;

  return FALSE;
}

static void
note_union (MusterSheet *sheet, guint index, int minutes, MusterReason why_less)
{
  const MusterSheetLine *line = muster_sheet_line (sheet, index);
  int sum = 0;

  for (guint rule = 0; rule < line->policy->n_overtimes; rule++)
    {
      gint64 amount = 0;

      for (guint i = 0; i < line->claims.n; i++)
        {
          const MusterSheetClaim *it =
            &g_array_index (sheet->claims, MusterSheetClaim, line->claims.first + i);

          if (it->rule == rule)
            amount += it->claim.until - it->claim.from;
        }

      if (amount == 0)
        continue;

      sum += (int) (amount / MUSTER_MINUTE);
      MUSTER_NOTE (
        sheet, index, .rule = "overtime", .setting = "overtime.rules",
        .reason = MUSTER_REASON_CLAIM, .value = MUSTER_VALUE_OVERTIME,
        .label = line->policy->overtimes[rule].name,
        .amount = (gint32) (amount / MUSTER_MINUTE),
        .args = { rule, amount / MUSTER_MINUTE, line->policy->overtimes[rule].expected });
    }

  if (sum != minutes)
    MUSTER_NOTE (sheet, index, .rule = "overtime", .setting = "overtime.rules",
                 .reason = minutes < sum ? why_less : MUSTER_REASON_ROUNDED_MINUTES,
                 .value = MUSTER_VALUE_OVERTIME, .amount = minutes - sum,
                 .args = { ABS (sum - minutes) });
}

/* The approved minutes of a day, whatever was worked. */
static gint64
approved_minutes (MusterSheet *sheet, const MusterSheetLine *line, gint64 claimed)
{
  gint64 first = LONG_AFTER;
  gint64 last = LONG_AGO;

  for (gsize i = 0; i < sheet->facts->n_covers; i++)
    {
      gint64 from;
      gint64 until;

      if (!approves (sheet, line, i, &from, &until))
        continue;

      /* A whole date approves what was worked on it, and names no span of its own. */
      if (from == LONG_AGO)
        return claimed;

      first = MIN (first, from);
      last = MAX (last, until);
    }

  return sum_approved (sheet, line, first, last);
}

static void
note_lapsed (MusterSheet *sheet, guint index)
{
  const MusterSheetLine *line = muster_sheet_line (sheet, index);
  gint64 from;
  gint64 until;

  for (gsize i = 0; i < sheet->facts->n_covers; i++)
    if (speaks_for (line, &sheet->facts->covers[i], &from, &until) &&
        has_lapsed (sheet, line, &sheet->facts->covers[i]))
      {
        MUSTER_NOTE (sheet, index, .rule = "overtime", .setting = "overtime.basis",
                     .reason = MUSTER_REASON_APPROVAL_LAPSED);
        return;
      }
}

static void
settle_line (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  gint64 total = 0;
  gint64 approved = 0;
  gint64 reached = LONG_AGO;
  int minutes;

  for (guint i = 0; i < line->claims.n; i++)
    {
      const MusterClaim *it =
        &g_array_index (sheet->claims, MusterSheetClaim, line->claims.first + i).claim;
      gint64 from = MAX (it->from, reached);

      if (it->until <= from)
        continue;

      total += it->until - from;
      if (line->policy->basis == MUSTER_BASIS_BOTH)
        approved += sum_approved (sheet, line, from, it->until);
      reached = it->until;
    }

  minutes = (int) (total / MUSTER_MINUTE);
  line->day.overtime_min = minutes;
  if (sheet->why)
    note_union (sheet, index, minutes, MUSTER_REASON_CLAIMED_TWICE);

  if (line->policy->basis == MUSTER_BASIS_PUNCH)
    return;

  if (sheet->why)
    {
      line->seal = seal_of (sheet, line);
      note_lapsed (sheet, index);
    }
  if (!has_approval (sheet, line))
    {
      line->day.overtime_min = 0;
      line->day.overtime_pending_min = minutes;
      if (minutes == 0)
        return;

      MUSTER_NOTE (sheet, index, .rule = "overtime", .setting = "overtime.basis",
                   .reason = MUSTER_REASON_NOT_APPROVED, .value = MUSTER_VALUE_OVERTIME,
                   .amount = -minutes, .args = { minutes });
      MUSTER_NOTE (sheet, index, .rule = "overtime", .setting = "overtime.basis",
                   .reason = MUSTER_REASON_NOT_APPROVED,
                   .value = MUSTER_VALUE_OVERTIME_PENDING, .amount = minutes,
                   .args = { minutes });
      return;
    }

  if (line->policy->basis == MUSTER_BASIS_APPROVED)
    approved = approved_minutes (sheet, line, total);

  line->day.overtime_min = (int) (approved / MUSTER_MINUTE);
  if (line->day.overtime_min != minutes)
    MUSTER_NOTE (
      sheet, index, .rule = "overtime", .setting = "overtime.basis",
      .reason = line->policy->basis == MUSTER_BASIS_BOTH ? MUSTER_REASON_NOT_IN_APPROVAL
                                                         : MUSTER_REASON_APPROVED,
      .value = MUSTER_VALUE_OVERTIME, .amount = line->day.overtime_min - minutes,
      .args = { ABS (minutes - line->day.overtime_min) });
}

/* Overtime on a day of rest that is given back as time off (semantics §9). */
static void
credit_lieu (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);

  line->day.lieu_earned_min = line->day.overtime_min;
  line->day.lieu_keeps = line->policy->lieu_days;
  if (line->day.lieu_earned_min > 0)
    MUSTER_NOTE (sheet, index, .rule = "overtime", .setting = "lieu.credit",
                 .reason = MUSTER_REASON_LIEU_EARNED, .value = MUSTER_VALUE_LIEU_EARNED,
                 .amount = line->day.lieu_earned_min,
                 .args = { line->day.lieu_earned_min });
}

/* Free hours with a daily requirement are short when they miss it (semantics §6). */
static void
find_short_free_days (MusterSheet *sheet)
{
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const MusterSheetLine *line = muster_sheet_line (sheet, i);
      Work work = { .sheet = sheet, .policy = line->policy, .first = i, .end = i + 1 };

      if (line->policy != NULL && line->day.shift != NULL && line->day.shift->free &&
          line->day.undertime_min == 0)
        find_undertime (&work, (gint64) line->day.worked_sec * MUSTER_SECOND,
                        expected_of (line), 0);
    }
}

static void
slice_claims (MusterSheet *sheet)
{
  guint next = 0;

  sort_claims (sheet->claims, 0);
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      MusterSheetLine *line = muster_sheet_line (sheet, i);

      line->claims.first = next;
      while (next < sheet->claims->len &&
             g_array_index (sheet->claims, MusterSheetClaim, next).line == i)
        next++;
      line->claims.n = next - line->claims.first;
    }
}

static void
overtime_apply (MusterSheet *sheet)
{
  const MusterPolicy *known = NULL;

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const MusterPolicy *policy = muster_sheet_line (sheet, i)->policy;
      gboolean before = FALSE;

      if (policy == NULL || policy == known)
        continue;

      for (guint j = 0; j < i && !before; j++)
        before = muster_sheet_line (sheet, j)->policy == policy;
      if (!before)
        claim_all (sheet, policy);
      known = policy;
    }

  find_short_free_days (sheet);
  slice_claims (sheet);
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      MusterSheetLine *line = muster_sheet_line (sheet, i);

      if (line->policy == NULL || line->policy->n_overtimes == 0)
        continue;

      settle_line (sheet, i);
      if (line->day.overtime_min > 0)
        line->day.flags |= MUSTER_FLAG_OVERTIME;
      if (line->policy->lieu_credit && line->day.type == MUSTER_DAY_REST)
        credit_lieu (sheet, i);
    }
}

const MusterRule muster_overtime_rule = {
  .name = "overtime",
  .title = N_ ("Overtime"),
  .fields = overtime_fields,
  .compile = overtime_compile,
  .apply = overtime_apply,
};
