/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule-trial.h"

#include "muster-judge.h"

/* An ordinary Wednesday, with the two weeks around it to find a working day in. */
#define PAPER_DAY 20520

MusterDaySheet *
muster_rules_try (MusterRuleset *rules,
                  const char *group,
                  MusterZone *zone,
                  const int *minutes,
                  guint n)
{
  g_autoptr (MusterJudge) judge = muster_judge_new ();
  g_autoptr (MusterCalendar) calendar = muster_calendar_new (NULL);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree MusterPunch *punches = g_new0 (MusterPunch, n + 1);
  MusterMembership membership = { .group = (char *) group,
                                  .from = MUSTER_DATE_NONE,
                                  .to = MUSTER_DATE_EVER };
  MusterFacts facts = {
    .person_id = 1,
    .rulesets = &rules,
    .n_rulesets = 1,
    .calendar = calendar,
    .zone = zone,
    .joined = MUSTER_DATE_NONE,
    .left = MUSTER_DATE_EVER,
    .memberships = &membership,
    .n_memberships = 1,
    .synced_to = G_MAXINT64,
    .as_of = G_MAXINT64 / 2,
  };

  for (MusterDate date = PAPER_DAY; date < PAPER_DAY + 14; date++)
    {
      MusterDaySheet *sheet;

      for (guint i = 0; i < n; i++)
        {
          punches[i] = (MusterPunch) { .id = i + 1,
                                       .at = muster_zone_get_instant (
                                         zone, date, minutes[i] * MUSTER_MINUTE) };
          punches[i].received_at = punches[i].at;
        }
      facts.dates = (MusterDates) { date, date };
      facts.punches = punches;
      facts.n_punches = n;
      g_ptr_array_set_size (sheets, 0);
      muster_judge_sheets (judge, &facts, TRUE, sheets);
      if (sheets->len == 0)
        continue;
      sheet = g_ptr_array_index (sheets, 0);
      if (sheet->day.type == MUSTER_DAY_WORK)
        return g_object_ref (sheet);
    }

  return NULL;
}
