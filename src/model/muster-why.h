/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-plan.h"

/**
 * MusterWhyLine:
 * @sentence: one step in plain words
 * @value: what it adds and to what: "Late +12 min"; empty for a step that adds nothing
 * @rule: title of the rule that says it
 * @setting: (nullable): name of the setting that decided
 * @rules: (nullable): the rule set and its date: "Rules of 2026, version 3, from 2026-03-01"
 *
 * One step of how a day came about, as people read it.
 */
#define MUSTER_TYPE_WHY_LINE (muster_why_line_get_type ())
G_DECLARE_FINAL_TYPE (MusterWhyLine, muster_why_line, MUSTER, WHY_LINE, GObject)

struct _MusterWhyLine
{
  GObject parent_instance;

  char *sentence;
  char *value;
  char *rule;
  char *setting;
  char *rules;
};

/**
 * muster_why_lines:
 * @sheet: a day that was judged with its reasons
 *
 * Says the reasons in short sentences, in order, in the language of the process.
 *
 * Returns: (transfer full) (element-type MusterWhyLine): the lines; none when no reasons were
 *   noted
 */
GPtrArray *muster_why_lines (MusterDaySheet *sheet);

/**
 * muster_why_plan:
 * @plan: what is planned
 *
 * Returns: (transfer full): what it rests on, as a short sentence
 */
char *muster_why_plan (const MusterPlan *plan);

/**
 * muster_why_sums:
 * @sheet: a day that was judged with its reasons
 *
 * Says how each number of the day adds up: "Late: +20 min −8 min = 12 min".
 *
 * Returns: (transfer full): a line for each number that a reason adds to
 */
GStrv muster_why_sums (MusterDaySheet *sheet);

/**
 * muster_why_rule_title:
 * @rule: name of a rule, as notes have it
 *
 * Returns: (transfer none): what people call it
 */
const char *muster_why_rule_title (const char *rule);
