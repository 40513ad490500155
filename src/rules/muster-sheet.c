/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sheet.h"

#include <string.h>

void
muster_sheet_init (MusterSheet *sheet, MusterPolicyFunc compile)
{
  memset (sheet, 0, sizeof *sheet);
  sheet->compile = compile;
  sheet->policies = g_hash_table_new_full (NULL, NULL, g_object_unref,
                                           (GDestroyNotify) muster_policy_free);
  sheet->lines = g_array_new (FALSE, TRUE, sizeof (MusterSheetLine));
  sheet->first_line = g_array_new (FALSE, FALSE, sizeof (guint));
  sheet->punches = g_array_new (FALSE, FALSE, sizeof (MusterSheetPunch));
  sheet->order = g_array_new (FALSE, FALSE, sizeof (guint));
  sheet->sessions = g_array_new (FALSE, FALSE, sizeof (MusterSession));
  sheet->worked = g_array_new (FALSE, FALSE, sizeof (MusterInterval));
  sheet->covered = g_array_new (FALSE, FALSE, sizeof (MusterCovered));
  sheet->claims = g_array_new (FALSE, FALSE, sizeof (MusterSheetClaim));
  sheet->notes = g_array_new (FALSE, FALSE, sizeof (MusterSheetNote));
  sheet->scratch = g_array_new (FALSE, FALSE, sizeof (MusterInterval));
  sheet->spare = g_array_new (FALSE, FALSE, sizeof (MusterInterval));
  sheet->bag = g_array_new (FALSE, FALSE, sizeof (MusterSession));
  sheet->eligible = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
muster_sheet_clear (MusterSheet *sheet)
{
  g_hash_table_unref (sheet->policies);
  g_array_unref (sheet->lines);
  g_array_unref (sheet->first_line);
  g_array_unref (sheet->punches);
  g_array_unref (sheet->order);
  g_array_unref (sheet->sessions);
  g_array_unref (sheet->worked);
  g_array_unref (sheet->covered);
  g_array_unref (sheet->claims);
  g_array_unref (sheet->notes);
  g_array_unref (sheet->scratch);
  g_array_unref (sheet->spare);
  g_array_unref (sheet->bag);
  g_array_unref (sheet->eligible);
}

void
muster_sheet_begin (MusterSheet *sheet,
                    const MusterFacts *facts,
                    MusterDates dates,
                    gboolean why)
{
  sheet->facts = facts;
  sheet->dates = dates;
  sheet->why = why;
  sheet->measure = why;
  g_array_set_size (sheet->lines, 0);
  g_array_set_size (sheet->first_line, 0);
  g_array_set_size (sheet->punches, 0);
  g_array_set_size (sheet->order, 0);
  g_array_set_size (sheet->sessions, 0);
  g_array_set_size (sheet->worked, 0);
  g_array_set_size (sheet->covered, 0);
  g_array_set_size (sheet->claims, 0);
  g_array_set_size (sheet->notes, 0);
}

const MusterPolicy *
muster_sheet_get_policy (MusterSheet *sheet, const MusterGroup *group)
{
  gpointer policy = NULL;

  if (group->policy == NULL)
    return NULL;

  if (!g_hash_table_lookup_extended (sheet->policies, group->policy, NULL, &policy))
    {
      /* Whoever built the rule set has checked it; one that was not judges nothing. */
      policy = sheet->compile (group->policy, NULL);
      if (policy == NULL)
        return NULL;

      g_hash_table_insert (sheet->policies, g_object_ref (group->policy), policy);
    }

  return policy;
}

MusterSlice
muster_sheet_lines_of (MusterSheet *sheet, MusterDate date)
{
  MusterSlice slice = { 0, 0 };
  guint i;

  if (date < sheet->dates.from || date > sheet->dates.to)
    return slice;

  i = (guint) (date - sheet->dates.from);
  slice.first = g_array_index (sheet->first_line, guint, i);
  slice.n = g_array_index (sheet->first_line, guint, i + 1) - slice.first;

  return slice;
}

void
muster_sheet_note (MusterSheet *sheet, guint line, const MusterNote *note)
{
  MusterSheetNote noted = { *note, line };

  noted.note.ruleset = muster_sheet_line (sheet, line)->ruleset;
  g_array_append_val (sheet->notes, noted);
}

/* What takes no part in pairing changes nothing of what was approved. */
guint64
muster_sheet_seal_line (MusterSheet *sheet, guint index, guint64 seal)
{
  const MusterSheetLine *line = muster_sheet_line (sheet, index);

  for (guint i = 0; i < line->placed.n; i++)
    {
      guint punch = g_array_index (sheet->order, guint, line->placed.first + i);

      switch ((MusterVerdict) muster_sheet_punch (sheet, punch)->verdict)
        {
        case MUSTER_VERDICT_DUPLICATE:
        case MUSTER_VERDICT_VOID:
        case MUSTER_VERDICT_SUSPECT:
        case MUSTER_VERDICT_REJECTED:
        case MUSTER_VERDICT_OFF_SHIFT:
        case MUSTER_VERDICT_UNPLACED:
          break;

        case MUSTER_VERDICT_IN:
        case MUSTER_VERDICT_OUT:
        case MUSTER_VERDICT_BETWEEN:
        case MUSTER_VERDICT_IGNORED:
        case MUSTER_VERDICT_UNPAIRED:
        case MUSTER_VERDICT_HOLIDAY:
        default:
          seal = muster_punch_seal (seal, &sheet->facts->punches[punch]);
          break;
        }
    }

  return seal;
}

gint64
muster_intervals_total (GArray *intervals)
{
  gint64 total = 0;

  for (guint i = 0; i < intervals->len; i++)
    {
      const MusterInterval *interval = &g_array_index (intervals, MusterInterval, i);

      total += interval->until - interval->from;
    }

  return total;
}

gint64
muster_intervals_cut (GArray *intervals, gint64 from, gint64 until, GArray *spare)
{
  gint64 taken = 0;
  gboolean touched = FALSE;

  if (until <= from)
    return 0;

  for (guint i = 0; i < intervals->len && !touched; i++)
    {
      const MusterInterval *interval = &g_array_index (intervals, MusterInterval, i);

      touched = interval->from < until && from < interval->until;
    }

  if (!touched)
    return 0;

  g_array_set_size (spare, 0);
  for (guint i = 0; i < intervals->len; i++)
    {
      MusterInterval interval = g_array_index (intervals, MusterInterval, i);
      MusterInterval head = { interval.from, MIN (interval.until, from), interval.group };
      MusterInterval tail = { MAX (interval.from, until), interval.until,
                              interval.group };

      taken += MAX (0, MIN (interval.until, until) - MAX (interval.from, from));
      if (head.until > head.from)
        g_array_append_val (spare, head);
      if (tail.until > tail.from)
        g_array_append_val (spare, tail);
    }

  g_array_set_size (intervals, 0);
  g_array_append_vals (intervals, spare->data, spare->len);

  return taken;
}

gint64
muster_sheet_line_closes_at (const MusterSheetLine *line)
{
  if (line->session || line->day.window_to == 0)
    return line->open_until;

  return line->day.window_to;
}

gboolean
muster_sheet_is_due (const MusterSheet *sheet, const MusterSheetLine *line)
{
  const MusterFacts *facts = sheet->facts;
  gint64 closes = muster_sheet_line_closes_at (line);

  if (facts->as_of <= closes)
    return FALSE;

  return !line->policy->wait_for_sources || facts->synced_to > closes ||
         facts->as_of > closes + line->policy->max_wait * MUSTER_MINUTE;
}
