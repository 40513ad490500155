/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "muster-paper.h"

/*
 * Whole companies out of a handful of bytes: the same bytes make the same rule set, roster and
 * punches, every string of bytes makes something, and fewer bytes make something simpler. The
 * properties of the judge and its fuzz target are tried on these.
 */

typedef struct
{
  const guint8 *bytes;
  gsize length;
  gsize used;
} Invention;

typedef struct
{
  MusterRuleset *ruleset;
  MusterCalendar *calendar;
  MusterZone *zone;
  GArray *assignments;
  GArray *covers;
  GArray *punches;
  MusterFacts facts;
  gint64 duplicate_window;
  gboolean approved;
} Invented;

static inline guint
invent (Invention *from, guint n)
{
  if (from->used >= from->length)
    return 0;

  return from->bytes[from->used++] % n;
}

static inline void
invent_choice (Invention *from,
               GVariantDict *dict,
               const char *name,
               const char *const *choices)
{
  g_variant_dict_insert (dict, name, "s",
                         choices[invent (from, g_strv_length ((GStrv) choices))]);
}

static inline void
invent_number (Invention *from,
               GVariantDict *dict,
               const char *name,
               const gint64 *choices,
               guint n)
{
  g_variant_dict_insert (dict, name, "x", choices[invent (from, n)]);
}

#define INVENT_CHOICE(name, ...)                                                         \
  invent_choice (from, &dict, name, (const char *const[]) { __VA_ARGS__, NULL })
#define INVENT_NUMBER(name, ...)                                                         \
  invent_number (from, &dict, name, (const gint64[]) { __VA_ARGS__ },                    \
                 G_N_ELEMENTS (((const gint64[]) { __VA_ARGS__ })))

static inline GVariant *
invent_overtime (Invention *from)
{
  static const char *const rules[] = { "daily",    "weekly",    "outside",      "window",
                                       "rest_day", "statutory", "comprehensive" };
  GVariantBuilder list;
  guint n = invent (from, 4);

  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < n; i++)
    {
      GVariantDict rule;

      g_variant_dict_init (&rule, NULL);
      g_variant_dict_insert (&rule, "rule", "s",
                             rules[invent (from, G_N_ELEMENTS (rules))]);
      g_variant_dict_insert (&rule, "cycle", "s", "week");
      g_variant_dict_insert (&rule, "from", "s", "21:00");
      g_variant_dict_insert (&rule, "to", "s", "05:00");
      g_variant_dict_insert (&rule, "tolerance", "x", (gint64) invent (from, 3) * 15);
      g_variant_dict_insert (&rule, "min", "x", (gint64) invent (from, 2) * 30);
      g_variant_dict_insert (&rule, "step", "x", (gint64) invent (from, 3) * 15);
      g_variant_dict_insert (&rule, "max", "x", (gint64) invent (from, 4) * 90 - 1);
      g_variant_dict_insert (&rule, "start_after", "x", (gint64) invent (from, 3) * 20);
      if (invent (from, 2) == 1)
        g_variant_dict_insert (&rule, "expected", "v",
                               g_variant_new_int64 (invent (from, 5) * 100));
      g_variant_builder_add (&list, "v", g_variant_dict_end (&rule));
    }

  return g_variant_new_variant (g_variant_builder_end (&list));
}

static inline GVariant *
invent_rounding (Invention *from)
{
  static const char *const what[] = { "in", "out", "total" };
  static const char *const modes[] = { "down", "up", "nearest" };
  GVariantBuilder list;
  guint n = invent (from, 3);

  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < n; i++)
    {
      GVariantDict entry;

      g_variant_dict_init (&entry, NULL);
      g_variant_dict_insert (&entry, "apply", "s", what[invent (from, 3)]);
      g_variant_dict_insert (&entry, "mode", "s", modes[invent (from, 3)]);
      g_variant_dict_insert (&entry, "step", "x", (gint64) invent (from, 60) + 1);
      g_variant_dict_insert (&entry, "grace", "x", (gint64) invent (from, 10));
      if (invent (from, 2) == 1)
        {
          GVariantDict within;

          g_variant_dict_init (&within, NULL);
          g_variant_dict_insert (&within, "of", "v", g_variant_new_string ("schedule"));
          g_variant_dict_insert (&within, "before", "x", (gint64) 30);
          g_variant_dict_insert (&within, "after", "x", (gint64) 30);
          g_variant_dict_insert (&entry, "only_within", "v",
                                 g_variant_dict_end (&within));
        }
      g_variant_builder_add (&list, "v", g_variant_dict_end (&entry));
    }

  return g_variant_new_variant (g_variant_builder_end (&list));
}

static inline MusterParams *
invent_policy (Invention *from)
{
  GVariantDict dict;
  g_autoptr (GError) error = NULL;
  MusterParams *params;

  g_variant_dict_init (&dict, NULL);
  INVENT_CHOICE ("placing", "window", "window", "session");
  INVENT_CHOICE ("pairing.direction", "ignore", "typed");
  INVENT_CHOICE ("pairing.worked", "span", "pairs");
  INVENT_CHOICE ("single_punch", "nearest", "in", "noon");
  INVENT_CHOICE ("precision", "minute", "second");
  INVENT_CHOICE ("trim", "to_end", "nearest");
  INVENT_CHOICE ("assign_day", "start", "end", "most", "split");
  INVENT_CHOICE ("holiday_work", "count", "ignore");
  INVENT_CHOICE ("grace.mode", "threshold", "deduct");
  INVENT_CHOICE ("clip", "none", "start", "both");
  INVENT_CHOICE ("rest.mode", "scheduled", "none", "auto", "paid_up_to");
  INVENT_CHOICE ("missing_as", "exception", "half_absent", "absent");
  INVENT_CHOICE ("absent_after", "due", "next_day");
  INVENT_CHOICE ("overtime.basis", "punch", "both", "approved");
  INVENT_NUMBER ("duplicate_window", 60, 0, 300);
  INVENT_NUMBER ("gap", 240, 0, 60);
  INVENT_NUMBER ("max_shift", 960, 300, 4000);
  INVENT_NUMBER ("grace.late", 0, 10, 60);
  INVENT_NUMBER ("grace.early", 0, 10);
  INVENT_NUMBER ("tiers.severe_late_after", -1, 30);
  INVENT_NUMBER ("tiers.half_absent_after", -1, 60);
  INVENT_NUMBER ("tiers.absent_after", -1, 120);
  INVENT_NUMBER ("tiers.absent_early", -1, 120);
  INVENT_NUMBER ("thresholds.absent_below", 0, 60);
  INVENT_NUMBER ("thresholds.half_day_below", 0, 240);
  INVENT_NUMBER ("rest.after", 0, 300);
  INVENT_NUMBER ("rest.minutes", 0, 45);
  INVENT_NUMBER ("forgiven_per_month.count", 0, 2);
  INVENT_NUMBER ("forgiven_per_month.minutes", 0, 15);
  g_variant_dict_insert (&dict, "rest.offset_by_punched", "b", invent (from, 2) == 1);
  g_variant_dict_insert_value (&dict, "rounding", invent_rounding (from));
  g_variant_dict_insert_value (&dict, "overtime.rules", invent_overtime (from));

  params =
    muster_params_new (muster_judge_get_fields (), g_variant_dict_end (&dict), &error);
  g_assert_no_error (error);
  muster_judge_check_policy (params, &error);
  g_assert_no_error (error);

  return params;
}

static inline void
invent_shifts (Invention *from, MusterRuleset *ruleset)
{
  MusterShift *day = paper_shift ("day", 540, 1080, 720, 780);
  MusterShift *night = paper_shift ("night", 1200, 1680, 0, 0);
  MusterShift *split = muster_shift_new ("split");
  MusterShift *free = muster_shift_new ("free");

  day->flex_late = (int) invent (from, 2) * 60;
  day->flex_early = (int) invent (from, 2) * 30;
  day->before = (int) invent (from, 3) * 120;
  day->after = (int) invent (from, 4) * 200;
  if (invent (from, 2) == 1)
    {
      day->n_after_late = 1;
      day->after_late[0] = (MusterAfterLate) { 60, 30 };
    }
  night->after = (int) invent (from, 4) * 300;
  split->n_segments = 2;
  split->segments[0] = (MusterSegment) { 480, 720, TRUE, invent (from, 2) == 0 };
  split->segments[1] = (MusterSegment) { 780, 1020, invent (from, 2) == 0, TRUE };
  free->free = TRUE;
  free->required = (int) invent (from, 2) * 420;

  g_ptr_array_add (ruleset->shifts, day);
  g_ptr_array_add (ruleset->shifts, night);
  g_ptr_array_add (ruleset->shifts, split);
  g_ptr_array_add (ruleset->shifts, free);
}

static inline void
invent_group (Invention *from, MusterRuleset *ruleset)
{
  MusterGroup *group = muster_group_new ("all");
  guint kind = invent (from, 6);
  MusterSlot slots[7] = { 0 };

  group->policy = invent_policy (from);
  if (kind < 4)
    group->default_shift = g_object_ref (g_ptr_array_index (ruleset->shifts, kind));

  if (kind != 5)
    {
      for (guint i = 0; i < 7; i++)
        {
          slots[i].kind = (guint8) invent (from, 3);
          if (slots[i].kind == MUSTER_SLOT_SHIFT)
            slots[i].shift = g_ptr_array_index (ruleset->shifts, invent (from, 4));
        }
      muster_group_set_pattern (
        group, invent (from, 2) == 0 ? MUSTER_PATTERN_WEEKLY : MUSTER_PATTERN_CYCLE,
        muster_date_new (2025, 3, 3), slots, 7);
    }

  g_ptr_array_add (ruleset->groups, group);
}

static inline void
invent_punches (Invention *from, Invented *it, MusterDate first)
{
  guint n = invent (from, 40);
  gint64 at = muster_zone_get_instant (it->zone, first, 0);

  for (guint i = 0; i < n; i++)
    {
      MusterPunch punch = { .id = i + 1 };
      guint far = invent (from, 8);

      /* Near doubles, an odd while, or hours. */
      at += far == 0   ? (gint64) invent (from, 100) * MUSTER_SECOND
            : far == 1 ? (gint64) invent (from, 60) * MUSTER_MINUTE
                       : (gint64) invent (from, 24) * 37 * MUSTER_MINUTE +
                           (gint64) invent (from, 60) * MUSTER_SECOND;
      punch.at = at;
      punch.direction = (guint8) invent (from, 3);
      if (invent (from, 12) == 1)
        punch.marks = (guint16) (1u << invent (from, 5));
      g_array_append_val (it->punches, punch);
    }
}

static inline void
invent_roster (Invention *from, Invented *it, MusterDate first)
{
  static const char *const codes[] = { "day", "night", "split", "free", NULL };
  guint n = invent (from, 4);

  for (guint i = 0; i < n; i++)
    {
      MusterAssignment assignment = { codes[invent (from, 5)],
                                      first + (int) invent (from, 8), 0,
                                      invent (from, 2) == 1 };

      assignment.to = assignment.single ? assignment.from
                                        : assignment.from + (int) invent (from, 5);
      g_array_append_val (it->assignments, assignment);
    }

  n = invent (from, 4);
  for (guint i = 0; i < n; i++)
    {
      MusterCover cover = { .date = first + (int) invent (from, 8) };

      cover.kind = (guint8) invent (from, 7);
      cover.half = (guint8) invent (from, 4);
      if (cover.kind != MUSTER_COVER_EXEMPT && invent (from, 2) == 1)
        {
          cover.from = muster_zone_get_instant (
            it->zone, cover.date, (gint64) invent (from, 24) * 60 * MUSTER_MINUTE);
          cover.until = cover.from + (gint64) invent (from, 10) * 30 * MUSTER_MINUTE;
          cover.date = MUSTER_DATE_NONE;
        }
      g_array_append_val (it->covers, cover);
    }

  n = invent (from, 3);
  for (guint i = 0; i < n; i++)
    {
      MusterHoliday holiday = { .date = first + (int) invent (from, 8),
                                .kind = (guint8) (1 + invent (from, 3)) };

      muster_calendar_add (it->calendar, &holiday);
    }
}

static inline void
invented_clear (Invented *it)
{
  g_object_unref (it->ruleset);
  g_object_unref (it->calendar);
  muster_zone_unref (it->zone);
  g_array_unref (it->assignments);
  g_array_unref (it->covers);
  g_array_unref (it->punches);
}

/* Takes the punches as they are now, in order. */
static inline void
invented_use_punches (Invented *it, GArray *punches)
{
  g_array_sort (punches, muster_punch_compare);
  it->facts.punches = (const MusterPunch *) (gpointer) punches->data;
  it->facts.n_punches = punches->len;
}

static inline void
invented_init (Invented *it, const guint8 *bytes, gsize length)
{
  static const char *const zones[] = { "Asia/Shanghai", "Europe/Berlin", "UTC",
                                       "America/New_York" };
  Invention from = { bytes, length, 0 };
  MusterDate first;

  memset (it, 0, sizeof *it);
  it->zone = muster_zone_new (zones[invent (&from, 4)], NULL);
  /* Spring and autumn, so that clocks change in some of these weeks. */
  first = invent (&from, 2) == 0 ? muster_date_new (2025, 3, 5)
                                 : muster_date_new (2025, 10, 24);
  it->ruleset = muster_ruleset_new ("invented", MUSTER_DATE_NONE);
  it->calendar = muster_calendar_new (NULL);
  it->assignments = g_array_new (FALSE, FALSE, sizeof (MusterAssignment));
  it->covers = g_array_new (FALSE, FALSE, sizeof (MusterCover));
  it->punches = g_array_new (FALSE, FALSE, sizeof (MusterPunch));

  invent_shifts (&from, it->ruleset);
  invent_group (&from, it->ruleset);
  invent_roster (&from, it, first);
  invent_punches (&from, it, first);

  it->facts.person_id = 1;
  it->facts.dates = (MusterDates) { first, first + 9 };
  it->facts.rulesets = &it->ruleset;
  it->facts.n_rulesets = 1;
  it->facts.calendar = it->calendar;
  it->facts.zone = it->zone;
  it->facts.joined = MUSTER_DATE_NONE;
  it->facts.left = MUSTER_DATE_EVER;
  it->facts.assignments = (const MusterAssignment *) (gpointer) it->assignments->data;
  it->facts.n_assignments = it->assignments->len;
  it->facts.covers = (const MusterCover *) (gpointer) it->covers->data;
  it->facts.n_covers = it->covers->len;
  it->facts.as_of = it->facts.synced_to = G_MAXINT64;
  if (invent (&from, 3) == 1)
    it->facts.as_of =
      muster_zone_get_instant (it->zone, first + (int) invent (&from, 9), 0);
  if (invent (&from, 3) == 1)
    it->facts.synced_to = it->facts.as_of - MUSTER_DAY;

  {
    MusterGroup *group = g_ptr_array_index (it->ruleset->groups, 0);

    it->duplicate_window = muster_params_get_int64 (group->policy, "duplicate_window");
    it->approved = g_str_equal (
      muster_params_get_string (group->policy, "overtime.basis"), "approved");
  }
  invented_use_punches (it, it->punches);
}
