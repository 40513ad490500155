/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-facts.h"

/**
 * MusterJudge:
 *
 * The memory that judging reuses from person to person, so that nothing is allocated per punch
 * in the steady state. One a thread.
 */
typedef struct _MusterJudge MusterJudge;

MusterJudge *muster_judge_new (void);
void muster_judge_free (MusterJudge *judge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterJudge, muster_judge_free)

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
MusterDates muster_judge_get_reach (MusterRuleset *const *rulesets, gsize n, MusterDates dates);

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
 * muster_judge_sheets:
 * @judge: the memory
 * @facts: a person's facts
 * @why: whether to note the reasons
 * @sheets: (element-type MusterDaySheet): the same results with punches, picture and reasons
 *   are appended
 *
 * Judges for the eye. The numbers equal those of muster_judge_days() always.
 */
void muster_judge_sheets (MusterJudge *judge, const MusterFacts *facts, gboolean why, GPtrArray *sheets);
