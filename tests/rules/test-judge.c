/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-paper.h"

#include <string.h>

/* One line a case: what a day shift 09:00–18:00 with rest 12:00–13:00 makes of some punches on
 * Wednesday 5 March 2025, each judged with its punches in every order. */
static const struct
{
  const char *name;
  const char *policy;
  const char *punches; /* instants in Shanghai, space between them */
  MusterStatus status;
  int worked;
  int late;
  int early;
  guint flags;
} rows[] = {
  { "on time", "{}", "2025-03-05T09:00 2025-03-05T18:00", MUSTER_STATUS_PRESENT, 480, 0,
    0, 0 },
  { "seconds are dropped", "{}", "2025-03-05T09:00:59 2025-03-05T18:00:30",
    MUSTER_STATUS_PRESENT, 480, 0, 0, 0 },
  { "late and early", "{}", "2025-03-05T09:12 2025-03-05T17:30", MUSTER_STATUS_PRESENT,
    438, 12, 30, MUSTER_FLAG_LATE | MUSTER_FLAG_EARLY_LEAVE },
  { "gone before the rest", "{}", "2025-03-05T09:00 2025-03-05T11:30",
    MUSTER_STATUS_PRESENT, 150, 0, 390, MUSTER_FLAG_EARLY_LEAVE },
  { "no punch", "{}", "", MUSTER_STATUS_ABSENT, 0, 0, 0, 0 },
  { "one punch in the morning", "{}", "2025-03-05T08:50", MUSTER_STATUS_INCOMPLETE, 0, 0,
    0, MUSTER_FLAG_MISSING_OUT },
  { "one punch in the evening", "{}", "2025-03-05T18:10", MUSTER_STATUS_INCOMPLETE, 0, 0,
    0, MUSTER_FLAG_MISSING_IN },
  { "a run of taps keeps its first", "{}",
    "2025-03-05T09:00:00 2025-03-05T09:00:40 2025-03-05T09:01:10 2025-03-05T18:00",
    MUSTER_STATUS_PRESENT, 480, 0, 0, 0 },
  { "outside the window", "{}", "2025-03-05T04:59 2025-03-05T09:00 2025-03-05T18:00",
    MUSTER_STATUS_PRESENT, 480, 0, 0, MUSTER_FLAG_OFF_SHIFT },
  { "grace is not late", "{'grace.late': <@x 10>}", "2025-03-05T09:10 2025-03-05T18:00",
    MUSTER_STATUS_PRESENT, 470, 0, 0, 0 },
  { "more than grace is late from the start", "{'grace.late': <@x 10>}",
    "2025-03-05T09:11 2025-03-05T18:00", MUSTER_STATUS_PRESENT, 469, 11, 0,
    MUSTER_FLAG_LATE },
};

static void
permute (GArray *punches,
         guint k,
         void (*each) (GArray *punches, gconstpointer data),
         gconstpointer data)
{
  if (k == punches->len)
    {
      each (punches, data);
      return;
    }

  for (guint i = k; i < punches->len; i++)
    {
      MusterPunch *all = (MusterPunch *) (gpointer) punches->data;
      MusterPunch held = all[k];

      all[k] = all[i];
      all[i] = held;
      permute (punches, k + 1, each, data);
      held = all[k];
      all[k] = all[i];
      all[i] = held;
    }
}

typedef struct
{
  guint row;
  MusterRuleset *ruleset;
  MusterZone *zone;
} Case;

static void
check_row (GArray *shuffled, gconstpointer data)
{
  const Case *it = data;
  g_autoptr (MusterJudge) judge = muster_judge_new ();
  g_autoptr (GArray) punches = g_array_copy (shuffled);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (MusterDay));
  MusterRuleset *rulesets[] = { it->ruleset };
  MusterFacts facts = { 0 };
  const MusterDay *day;

  g_array_sort (punches, muster_punch_compare);
  facts.dates.from = facts.dates.to = paper_date ("2025-03-05");
  facts.rulesets = rulesets;
  facts.n_rulesets = 1;
  facts.zone = it->zone;
  facts.joined = MUSTER_DATE_NONE;
  facts.left = MUSTER_DATE_EVER;
  facts.punches = (const MusterPunch *) (gpointer) punches->data;
  facts.n_punches = punches->len;
  facts.as_of = facts.synced_to = G_MAXINT64;

  muster_judge_days (judge, &facts, days);
  g_assert_cmpuint (days->len, ==, 1);
  day = &g_array_index (days, MusterDay, 0);
  g_test_message ("%s: %s, worked %d", rows[it->row].name,
                  muster_status_get_code (day->status), day->worked_sec / 60);
  g_assert_cmpint (day->status, ==, rows[it->row].status);
  g_assert_cmpint (day->worked_sec, ==, rows[it->row].worked * 60);
  g_assert_cmpint (day->late_min, ==, rows[it->row].late);
  g_assert_cmpint (day->early_min, ==, rows[it->row].early);
  g_assert_cmphex (day->flags, ==, rows[it->row].flags);
  g_assert_cmpint (day->expected_min, ==, 480);
}

static void
test_rows (void)
{
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MusterRuleset) ruleset =
        paper_ruleset (paper_shift ("D", 540, 1080, 720, 780), rows[i].policy, TRUE);
      g_autoptr (GArray) punches = g_array_new (FALSE, TRUE, sizeof (MusterPunch));
      g_auto (GStrv) words = g_strsplit (rows[i].punches, " ", -1);
      Case it = { i, ruleset, zone };

      for (guint j = 0; words[j] != NULL && *words[j] != '\0'; j++)
        {
          MusterPunch punch = { .id = j + 1, .at = paper_at (words[j], zone) };

          g_array_append_val (punches, punch);
        }

      permute (punches, 0, check_row, &it);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/judge/rows", test_rows);

  return g_test_run ();
}
