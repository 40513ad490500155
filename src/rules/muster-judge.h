/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-facts.h"
#include "muster-plan.h"

/**
 * MusterJudge:
 *
 * The memory that judging reuses from person to person, so that nothing is allocated per punch
 * in the steady state. One a thread.
 */
typedef struct _MusterJudge MusterJudge;

/**
 * muster_judge_new:
 *
 * Returns: (transfer full): memory to judge with
 */
MusterJudge *muster_judge_new (void);
void muster_judge_free (MusterJudge *judge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterJudge, muster_judge_free)

/**
 * muster_judge_get_fields:
 *
 * Returns: (transfer none): the settings of all rules in their order, ended by a %NULL name:
 *   what a group's policy may hold
 */
const MusterField *muster_judge_get_fields (void);

/**
 * muster_judge_check_policy:
 * @policy: settings that were checked against muster_judge_get_fields()
 * @error: a %MUSTER_ERROR_INVALID that names the setting: "rounding[2].step"
 *
 * Checks what the fields alone cannot say: the lists of rounding and overtime.
 *
 * Returns: whether the judge can use them
 */
gboolean muster_judge_check_policy (MusterParams *policy, GError **error);

/**
 * muster_judge_get_rule_title:
 * @rule: the name of a rule, as notes have it
 *
 * Returns: (transfer none): its title, marked for translation
 */
const char *muster_judge_get_rule_title (const char *rule);

/**
 * muster_judge_get_reach:
 * @rulesets: (array length=n): the rule sets in force
 * @n: how many
 * @dates: the days wanted
 *
 * Says how far around @dates the facts must reach for the days to come out right (windows of
 * neighbouring days, the week of a weekly rule, the cycle of comprehensive hours).
 *
 * Returns: the dates whose punches, roster, covers and memberships are needed
 */
MusterDates muster_judge_get_reach (MusterRuleset *const *rulesets,
                                    gsize n,
                                    MusterDates dates);

/**
 * muster_judge_days:
 * @judge: the memory
 * @facts: a person's facts
 * @days: (element-type MusterDay): results are appended, in order of date and nth, one for
 *   each date of the span (more when a date has several shifts)
 *
 * Judges. Pure: no clock, no database, no randomness, no order of arrival. Cannot fail.
 */
void muster_judge_days (MusterJudge *judge, const MusterFacts *facts, GArray *days);

/**
 * muster_judge_sites:
 * @judge: the memory
 * @facts: a person's facts
 * @sited: (element-type MusterSited): punches of the facts' dates with a position are appended
 *
 * Judges where punches were made and nothing else, with distances. The verdicts equal those of
 * muster_judge_sheets().
 */
void muster_judge_sites (MusterJudge *judge, const MusterFacts *facts, GArray *sited);

/**
 * muster_judge_sheets:
 * @judge: the memory
 * @facts: a person's facts
 * @why: whether to note the reasons
 * @sheets: (element-type MusterDaySheet): the same results with punches, picture and reasons
 *   are appended
 *
 * Judges for the eye. The numbers equal those of muster_judge_days() always.
 */
void muster_judge_sheets (MusterJudge *judge,
                          const MusterFacts *facts,
                          gboolean why,
                          GPtrArray *sheets);

/**
 * muster_judge_plan:
 * @judge: the memory
 * @facts: a person's facts; punches are not looked at
 * @plans: (element-type MusterPlan): what is planned is appended, in order of date and of the
 *   first on-time, at least one for each date, without warnings
 *
 * Says what is planned and what it rests on (semantics §3). Pure like judging.
 */
void muster_judge_plan (MusterJudge *judge, const MusterFacts *facts, GArray *plans);
