/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-error.h"
#include "muster-judge.h"

/* Attendance on paper, for tests of the judge: rule sets and facts from a few words. */

static inline gint64
paper_at (const char *text, const MusterZone *zone)
{
  g_autoptr (GError) error = NULL;
  gint64 at = 0;

  muster_instant_parse (text, zone, &at, &error);
  g_assert_no_error (error);

  return at;
}

static inline MusterDate
paper_date (const char *text)
{
  g_autoptr (GError) error = NULL;
  MusterDate date = 0;

  muster_date_parse (text, &date, &error);
  g_assert_no_error (error);

  return date;
}

static inline MusterShift *
paper_shift (const char *code, int on, int off, int rest_from, int rest_to)
{
  MusterShift *shift = muster_shift_new (code);

  shift->n_segments = 1;
  shift->segments[0] = (MusterSegment) { (gint16) on, (gint16) off, TRUE, TRUE };
  if (rest_to > rest_from)
    {
      shift->n_rests = 1;
      shift->rests[0] = (MusterRest) { (gint16) rest_from, (gint16) rest_to };
    }

  return shift;
}

/* One group under settings in GVariant text, on a default shift, with rest at the weekend. */
static inline MusterRuleset *
paper_ruleset (MusterShift *shift, const char *policy, gboolean weekend)
{
  g_autoptr (GError) error = NULL;
  MusterRuleset *ruleset = muster_ruleset_new ("paper", MUSTER_DATE_NONE);
  MusterGroup *group = muster_group_new ("all");
  g_autoptr (GVariant)
    values = g_variant_parse (G_VARIANT_TYPE_VARDICT, policy, NULL, NULL, &error);
  MusterSlot week[7] = { 0 };

  g_assert_no_error (error);
  group->policy = muster_params_new (muster_judge_get_fields (), values, &error);
  g_assert_no_error (error);
  muster_judge_check_policy (group->policy, &error);
  g_assert_no_error (error);

  if (weekend)
    {
      week[5].kind = week[6].kind = MUSTER_SLOT_REST;
      muster_group_set_pattern (group, MUSTER_PATTERN_WEEKLY, 0, week, 7);
    }

  if (shift != NULL)
    {
      group->default_shift = g_object_ref (shift);
      g_ptr_array_add (ruleset->shifts, shift);
    }
  g_ptr_array_add (ruleset->groups, group);

  return ruleset;
}
