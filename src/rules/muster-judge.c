/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-judge.h"

#include <string.h>

#include "muster-rule-catalog.h"
#include "muster-sheet.h"

/* Days are judged so many at once, so that memory is bounded however long the span is. */
#define CHUNK 366

struct _MusterJudge
{
  MusterSheet sheet;
};

MusterJudge *
muster_judge_new (void)
{
  MusterJudge *judge = g_new0 (MusterJudge, 1);

  muster_sheet_init (&judge->sheet, muster_rules_compile);

  return judge;
}

void
muster_judge_free (MusterJudge *judge)
{
  muster_sheet_clear (&judge->sheet);
  g_free (judge);
}

static gpointer
collect_fields (gpointer data)
{
  GArray *all = g_array_new (TRUE, TRUE, sizeof (MusterField));

  for (guint i = 0; muster_rules[i] != NULL; i++)
    for (const MusterField *field = muster_rules[i]->fields; field->name != NULL; field++)
      g_array_append_vals (all, field, 1);

  return g_array_free (all, FALSE);
}

const MusterField *
muster_judge_get_fields (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, collect_fields, NULL);
}

gboolean
muster_judge_check_policy (MusterParams *params, GError **error)
{
  g_autoptr (MusterPolicy) policy = muster_rules_compile (params, error);

  return policy != NULL;
}

const char *
muster_judge_get_rule_title (const char *rule)
{
  for (guint i = 0; muster_rules[i] != NULL; i++)
    if (g_str_equal (muster_rules[i]->name, rule))
      return muster_rules[i]->title;

  return rule;
}

/* How far the days of one policy reach, as the widest of all rule sets. */
typedef struct
{
  int before;
  int after;
  guint32
    periods; /* a bit for each day of the month on which a period begins that counts */
  int cycle; /* months of the longest cycle of comprehensive hours, 0 for none */
} Reach;

static void
reach_of_shift (Reach *reach, const MusterShift *shift)
{
  int off = shift->n_segments > 0 ? shift->segments[shift->n_segments - 1].off : 1440;
  int on = shift->n_segments > 0 ? shift->segments[0].on : 0;

  reach->after = MAX (reach->after, (off + shift->after) / 1440 + 1);
  reach->before = MAX (reach->before, (shift->before - on + 1439) / 1440);
  if (shift->free)
    reach->before = MAX (reach->before, 31);
  if (shift->n_after_late > 0)
    reach->before = MAX (reach->before, 16);
}

static void
reach_of_policy (Reach *reach, const MusterPolicy *policy)
{
  if (policy->placing == MUSTER_PLACING_SESSION)
    {
      reach->before = MAX (reach->before, 31);
      reach->after = MAX (reach->after, 3 + (int) (policy->max_shift / MUSTER_DAY));
    }

  if (policy->forgiven_count > 0)
    reach->periods |= 1u << policy->period_start;

  for (guint i = 0; i < policy->n_overtimes; i++)
    {
      const MusterOvertime *rule = &policy->overtimes[i];

      if (rule->kind == MUSTER_OVERTIME_WEEKLY ||
          (rule->kind == MUSTER_OVERTIME_COMPREHENSIVE &&
           rule->cycle == MUSTER_CYCLE_WEEK))
        {
          reach->before = MAX (reach->before, 8);
          reach->after = MAX (reach->after, 8);
        }
      else if (rule->kind == MUSTER_OVERTIME_COMPREHENSIVE)
        {
          int months = rule->cycle == MUSTER_CYCLE_MONTH     ? 1
                       : rule->cycle == MUSTER_CYCLE_QUARTER ? 3
                                                             : 12;

          reach->cycle = MAX (reach->cycle, months);
        }
    }
}

static MusterDate
first_of_months (MusterDate date, int months, int ahead)
{
  int year;
  int month;

  muster_date_get_ymd (date, &year, &month, NULL);
  month = (month - 1) / months * months + ahead * months;

  return muster_date_new (year + month / 12, month % 12 + 1, 1);
}

static MusterDates
extend (MusterSheet *sheet, MusterRuleset *const *rulesets, gsize n, MusterDates dates)
{
  Reach reach = { 1, 1, 0, 0 };
  MusterDates wide = dates;

  for (gsize i = 0; i < n; i++)
    {
      for (guint j = 0; j < rulesets[i]->shifts->len; j++)
        reach_of_shift (&reach, g_ptr_array_index (rulesets[i]->shifts, j));

      for (guint j = 0; j < rulesets[i]->groups->len; j++)
        {
          const MusterGroup *group = g_ptr_array_index (rulesets[i]->groups, j);
          const MusterPolicy *policy = muster_sheet_get_policy (sheet, group);

          if (policy != NULL)
            reach_of_policy (&reach, policy);
          /* Without any shift punches are placed by session. */
          if (group->default_shift == NULL && group->n_slots == 0)
            reach.before = MAX (reach.before, 31);
        }
    }

  for (int day = 1; day < 32; day++)
    if (reach.periods & 1u << day)
      wide.from = MIN (wide.from, muster_date_get_period_start (dates.from, day));
  if (reach.cycle > 0)
    {
      wide.from = MIN (wide.from, first_of_months (dates.from, reach.cycle, 0));
      wide.to = MAX (wide.to, first_of_months (dates.to, reach.cycle, 1));
    }

  /* A day's neighbours trim its window, and theirs reach as far as its own. */
  wide.from -= reach.before + reach.after;
  wide.to += reach.before + reach.after;

  return wide;
}

MusterDates
muster_judge_get_reach (MusterRuleset *const *rulesets, gsize n, MusterDates dates)
{
  MusterSheet sheet;
  MusterDates wide;

  muster_sheet_init (&sheet, muster_rules_compile);
  wide = extend (&sheet, rulesets, n, dates);
  muster_sheet_clear (&sheet);

  return wide;
}

typedef void (*Take) (MusterSheet *sheet, guint line, gpointer data);

static void
judge_chunk (MusterJudge *judge,
             const MusterFacts *facts,
             gboolean why,
             Take take,
             gpointer data)
{
  MusterSheet *sheet = &judge->sheet;
  MusterDates reach = extend (sheet, facts->rulesets, facts->n_rulesets, facts->dates);

  muster_sheet_begin (sheet, facts, reach, why);
  for (guint i = 0; muster_rules[i] != NULL; i++)
    muster_rules[i]->apply (sheet);

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      MusterDate date = muster_sheet_line (sheet, i)->day.date;

      if (facts->dates.from <= date && date <= facts->dates.to)
        take (sheet, i, data);
    }
}

static void
judge_span (MusterJudge *judge,
            const MusterFacts *facts,
            gboolean why,
            Take take,
            gpointer data)
{
  MusterFacts chunk = *facts;
  MusterDate first = MAX (facts->dates.from, muster_date_new (2, 1, 1));
  MusterDate last = MIN (facts->dates.to, muster_date_new (9998, 12, 31));

  for (gint64 from = first; from <= last; from += CHUNK)
    {
      chunk.dates.from = (MusterDate) from;
      chunk.dates.to = (MusterDate) MIN (from + CHUNK - 1, last);
      judge_chunk (judge, &chunk, why, take, data);
    }
}

static void
take_day (MusterSheet *sheet, guint line, gpointer data)
{
  GArray *days = data;

  g_array_append_vals (days, &muster_sheet_line (sheet, line)->day, 1);
}

void
muster_judge_days (MusterJudge *judge, const MusterFacts *facts, GArray *days)
{
  judge_span (judge, facts, FALSE, take_day, days);
}

static void
add_stretch (GArray *stretches, MusterStretchKind kind, gint64 from, gint64 until)
{
  MusterStretch stretch = { from, until, (guint8) kind };

  if (until > from)
    g_array_append_val (stretches, stretch);
}

/* The picture of a day, in the order in which it is painted. */
static void
draw (MusterSheet *sheet, const MusterSheetLine *line, GArray *stretches)
{
  if (line->day.window_to > line->day.window_from)
    add_stretch (stretches, MUSTER_STRETCH_WINDOW, line->day.window_from,
                 line->day.window_to);

  for (guint i = 0; i < line->n_segments; i++)
    add_stretch (stretches, MUSTER_STRETCH_SEGMENT, line->on[i], line->off[i]);

  for (guint i = 0; i < line->n_rests; i++)
    add_stretch (stretches, MUSTER_STRETCH_REST, line->rest_from[i], line->rest_to[i]);

  for (guint i = 0; i < line->covered.n; i++)
    {
      const MusterCovered *covered =
        &g_array_index (sheet->covered, MusterCovered, line->covered.first + i);

      add_stretch (stretches, MUSTER_STRETCH_COVERED, covered->from, covered->until);
    }

  for (guint i = 0; i < line->worked.n; i++)
    {
      const MusterInterval *worked =
        &g_array_index (sheet->worked, MusterInterval, line->worked.first + i);

      add_stretch (stretches, MUSTER_STRETCH_WORKED, worked->from, worked->until);
    }

  for (guint i = 0; i < line->n_segments; i++)
    {
      if ((line->has_in & 1u << i) && line->day.late_min > 0)
        add_stretch (stretches, MUSTER_STRETCH_LATE, line->on[i],
                     MIN (line->in_at[i], line->off[i]));
      if ((line->has_out & 1u << i) && line->day.early_min > 0)
        add_stretch (stretches, MUSTER_STRETCH_EARLY, MAX (line->out_at[i], line->on[i]),
                     line->off[i]);
    }
}

static void
take_claims (MusterSheet *sheet, const MusterSheetLine *line, MusterDaySheet *out)
{
  gint64 reached = G_MININT64;

  for (guint i = 0; i < line->claims.n; i++)
    {
      const MusterClaim *claim =
        &g_array_index (sheet->claims, MusterSheetClaim, line->claims.first + i).claim;

      if (claim->until <= claim->from)
        continue;

      g_array_append_vals (out->claims, claim, 1);
      add_stretch (out->stretches, MUSTER_STRETCH_OVERTIME, MAX (claim->from, reached),
                   claim->until);
      reached = MAX (reached, claim->until);
    }
}

static void
take_sheet (MusterSheet *sheet, guint index, gpointer data)
{
  GPtrArray *sheets = data;
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  MusterDaySheet *out = muster_day_sheet_new (&line->day, (MusterZone *) line->zone,
                                              (GObject *) line->ruleset);

  for (guint i = 0; i < line->placed.n; i++)
    {
      guint punch = g_array_index (sheet->order, guint, line->placed.first + i);
      const MusterSheetPunch *it = muster_sheet_punch (sheet, punch);
      MusterPlaced placed = {
        .punch = sheet->facts->punches[punch],
        .verdict = it->verdict,
        .segment = it->segment,
        .site = it->site,
        .site_as = it->site_as,
        .distance = it->distance,
        .place = it->place,
      };

      g_array_append_val (out->placed, placed);
    }

  out->seal = line->seal;
  draw (sheet, line, out->stretches);
  take_claims (sheet, line, out);
  if (line->holiday != NULL)
    out->holiday = g_strdup (line->holiday->name_zh);

  if (sheet->why)
    {
      out->notes = g_array_new (FALSE, FALSE, sizeof (MusterNote));
      for (guint i = 0; i < sheet->notes->len; i++)
        {
          const MusterSheetNote *noted =
            &g_array_index (sheet->notes, MusterSheetNote, i);

          if (noted->line == index)
            g_array_append_val (out->notes, noted->note);
        }
    }

  g_ptr_array_add (sheets, out);
}

void
muster_judge_sheets (MusterJudge *judge,
                     const MusterFacts *facts,
                     gboolean why,
                     GPtrArray *sheets)
{
  judge_span (judge, facts, why, take_sheet, sheets);
}

static void
take_site (MusterSheet *sheet, guint index, GArray *sited)
{
  const MusterPunch *punch = &sheet->facts->punches[index];
  const MusterSheetPunch *it = muster_sheet_punch (sheet, index);
  MusterDate date = muster_zone_get_civil (sheet->facts->zone, punch->at, NULL);
  MusterSlice lines = muster_sheet_lines_of (sheet, date);
  const MusterSheetLine *line = lines.n > 0 ? muster_sheet_line (sheet, lines.first)
                                            : NULL;
  MusterSited one = { .punch = *punch,
                      .person_id = sheet->facts->person_id,
                      .date = date,
                      .site = it->site,
                      .site_as = it->site_as,
                      .verdict = it->verdict,
                      .distance = it->distance,
                      .place = it->place,
                      .max_accuracy = 1000.0 };

  if (line != NULL && line->group != NULL)
    one.group = g_intern_string (line->group->code);
  if (line != NULL && line->policy != NULL)
    {
      one.buffer = line->policy->buffer;
      one.max_accuracy = line->policy->max_accuracy;
    }
  g_array_append_val (sited, one);
}

void
muster_judge_sites (MusterJudge *judge, const MusterFacts *facts, GArray *sited)
{
  MusterSheet *sheet = &judge->sheet;
  gint64 from = muster_zone_get_instant (facts->zone, facts->dates.from, 0);
  gint64 until = muster_zone_get_instant (facts->zone, facts->dates.to + 1, 0);

  muster_sheet_begin (sheet, facts,
                      extend (sheet, facts->rulesets, facts->n_rulesets, facts->dates),
                      FALSE);
  sheet->measure = TRUE;
  muster_kind_rule.apply (sheet);
  muster_placing_rule.apply (sheet);
  for (guint i = 0; i < facts->n_punches; i++)
    if ((facts->punches[i].marks & MUSTER_PUNCH_PLACED) != 0 &&
        facts->punches[i].at >= from && facts->punches[i].at < until)
      take_site (sheet, i, sited);
}

/* ---- What is planned ---- */

static gint16
place_of (const MusterRuleset *ruleset, const MusterShift *shift)
{
  guint place;

  if (shift == NULL || ruleset == NULL ||
      !g_ptr_array_find (ruleset->shifts, shift, &place))
    return -1;

  return (gint16) place;
}

static void
take_plans (MusterSheet *sheet, GArray *plans)
{
  guint first = plans->len;

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const MusterSheetLine *line = muster_sheet_line (sheet, i);
      MusterPlan plan = {
        .person_id = line->day.person_id,
        .shift = line->day.shift,
        .date = line->day.date,
        .place = place_of (line->ruleset, line->day.shift),
        .type = line->day.type,
        .nth = line->day.nth,
        .reason = MUSTER_REASON_NO_SHIFT,
      };

      if (line->policy != NULL)
        {
          plan.least_rest = line->policy->least_rest;
          plan.longest_run = line->policy->longest_run;
        }
      if (line->n_segments > 0)
        {
          plan.from = line->on[0];
          plan.until = line->off[line->n_segments - 1];
        }
      if (line->holiday != NULL)
        plan.label = line->holiday->name_zh;
      g_array_append_val (plans, plan);
    }

  for (guint i = 0; i < sheet->notes->len; i++)
    {
      const MusterSheetNote *noted = &g_array_index (sheet->notes, MusterSheetNote, i);

      if (noted->note.reason != MUSTER_REASON_NO_CALENDAR)
        g_array_index (plans, MusterPlan, first + noted->line).reason =
          (guint8) noted->note.reason;
    }
}

void
muster_judge_plan (MusterJudge *judge, const MusterFacts *facts, GArray *plans)
{
  MusterSheet *sheet = &judge->sheet;

  muster_sheet_begin (sheet, facts, facts->dates, TRUE);
  muster_kind_rule.apply (sheet);
  take_plans (sheet, plans);
}
