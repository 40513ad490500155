/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule.h"
#include "muster-sheet.h"

#include <glib/gi18n-lib.h>

/* What is expected, and what leave, trips, field work and remote days take off it
 * (semantics §6, last paragraph). */

static const MusterField cover_fields[] = {
  { NULL },
};

static gboolean
is_work_elsewhere (guint8 kind)
{
  return kind == MUSTER_COVER_TRIP || kind == MUSTER_COVER_FIELD ||
         kind == MUSTER_COVER_OUTING || kind == MUSTER_COVER_REMOTE;
}

/* Schedule less rest within a stretch. */
static gint64
schedule_within (const MusterSheetLine *line, gint64 from, gint64 until)
{
  gint64 total = 0;

  for (guint i = 0; i < line->n_segments; i++)
    {
      gint64 begins = MAX (from, line->on[i]);
      gint64 ends = MIN (until, line->off[i]);

      total += MAX (0, ends - begins);
      for (guint j = 0; j < line->n_rests; j++)
        total -= MAX (0, MIN (ends, line->rest_to[j]) - MAX (begins, line->rest_from[j]));
    }

  return total;
}

/* Where the first half of a day ends and the second begins: at the gap between segments or
 * the rest that is nearest to the middle, else in the middle. */
static void
find_middle (const MusterSheetLine *line, gint64 *first_ends, gint64 *second_begins)
{
  gint64 middle = line->on[0] + (line->off[line->n_segments - 1] - line->on[0]) / 2;
  gint64 best = G_MAXINT64;

  *first_ends = *second_begins = middle;
  for (guint i = 0; i + 1 < line->n_segments; i++)
    {
      gint64 away = ABS (line->parts[i] - middle);

      if (away < best)
        {
          best = away;
          *first_ends = line->off[i];
          *second_begins = line->on[i + 1];
        }
    }

  for (guint i = 0; i < line->n_rests && line->n_segments == 1; i++)
    {
      gint64 away = ABS ((line->rest_from[i] + line->rest_to[i]) / 2 - middle);

      if (away < best && line->rest_from[i] > line->on[0] &&
          line->rest_to[i] < line->off[0])
        {
          best = away;
          *first_ends = line->rest_from[i];
          *second_begins = line->rest_to[i];
        }
    }
}

/* A half that nobody named is the one that was not attended: whoever came nearer to the second
 * half than to the on-time, or, without an on-punch, left nearer to the off-time than to the
 * end of the first half, had the first off. */
static gboolean
is_first_half (MusterSheet *sheet,
               const MusterSheetLine *line,
               guint8 half,
               gint64 first_ends,
               gint64 second)
{
  if (half != 3)
    return half == 1;

  for (guint i = 0; i < line->n_segments; i++)
    if (line->has_in & 1u << i)
      return ABS (line->in_at[i] - second) < ABS (line->in_at[i] - line->on[0]);

  for (guint i = line->n_segments; i > 0; i--)
    if (line->has_out & 1u << (i - 1))
      return ABS (line->out_at[i - 1] - line->off[line->n_segments - 1]) <
             ABS (line->out_at[i - 1] - first_ends);

  return FALSE;
}

static void
add_stretch (MusterSheet *sheet,
             guint index,
             gint64 from,
             gint64 until,
             const MusterCover *cover)
{
  MusterCovered covered = { from, until, cover->kind, cover->lieu };
  MusterSheetLine *line = muster_sheet_line (sheet, index);

  if (until <= from)
    return;

  for (guint i = 0; i < line->n_segments; i++)
    {
      if (from <= line->on[i] && line->on[i] <= until)
        line->need_in &= (guint8) ~(1u << i);
      if (from <= line->off[i] && line->off[i] <= until)
        line->need_out &= (guint8) ~(1u << i);
    }

  g_array_append_val (sheet->covered, covered);
  MUSTER_NOTE (sheet, index, .rule = "cover", .reason = MUSTER_REASON_COVERED,
               .args = { from, until, cover->kind });
}

static void
cover_date (MusterSheet *sheet, guint index, const MusterCover *cover)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  gint64 first_ends;
  gint64 second_begins;

  if (cover->half == 0 || line->n_segments == 0)
    {
      if (cover->kind != MUSTER_COVER_LEAVE)
        line->covered_whole = line->covered_whole || cover->half == 0;
      else if (cover->half == 0)
        line->leave_whole = TRUE;
      else
        line->leave_half = TRUE;

      if (line->n_segments > 0)
        add_stretch (sheet, index, line->on[0], line->off[line->n_segments - 1], cover);

      return;
    }

  if (cover->kind == MUSTER_COVER_LEAVE)
    line->leave_half = TRUE;

  find_middle (line, &first_ends, &second_begins);
  if (is_first_half (sheet, line, cover->half, first_ends, second_begins))
    add_stretch (sheet, index, line->on[0], second_begins, cover);
  else
    add_stretch (sheet, index, first_ends, line->off[line->n_segments - 1], cover);
}

/* A cover by the hour, as far as it lies in the day's schedule; free hours have none, and the
 * whole civil day may be worked. */
static void
cover_span (MusterSheet *sheet, guint index, const MusterCover *cover)
{
  const MusterSheetLine *line = muster_sheet_line (sheet, index);
  gint64 begins = line->midnight;
  gint64 ends = line->next_midnight;

  if (line->n_segments > 0)
    {
      begins = line->on[0];
      ends = line->off[line->n_segments - 1];
    }

  add_stretch (sheet, index, MAX (cover->from, begins), MIN (cover->until, ends), cover);
}

static gboolean
is_of_line (const MusterSheetLine *line, const MusterCover *cover)
{
  if (cover->date != MUSTER_DATE_NONE)
    return cover->date == line->day.date;

  return cover->from < line->next_midnight && line->midnight < cover->until;
}

static void
find_covers (MusterSheet *sheet, guint index)
{
  const MusterFacts *facts = sheet->facts;
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  guint first = 0;
  guint second = 0;
  guint unnamed = 0;
  guint away = 0;
  gboolean hours = FALSE;

  for (gsize i = 0; i < facts->n_covers; i++)
    {
      const MusterCover *cover = &facts->covers[i];

      if (cover->kind != MUSTER_COVER_LEAVE && !is_work_elsewhere (cover->kind))
        continue;

      if (cover->date == line->day.date)
        cover_date (sheet, index, cover);
      else if (cover->date == MUSTER_DATE_NONE)
        cover_span (sheet, index, cover);

      if (!is_of_line (line, cover))
        continue;

      line->leave_lieu |= cover->kind == MUSTER_COVER_LEAVE && cover->lieu;
      line->leave_other |= cover->kind == MUSTER_COVER_LEAVE && !cover->lieu;
      if (is_work_elsewhere (cover->kind))
        {
          line->day.flags |= MUSTER_FLAG_FIELD;
          away |= cover->half;
        }
      else if (cover->date == MUSTER_DATE_NONE)
        {
          hours = TRUE;
        }
      else
        {
          first += cover->half == 1;
          second += cover->half == 2;
          unnamed += cover->half == 3;
        }
    }

  /* A morning and an afternoon of leave make a whole day. */
  if ((first > 0 && second > 0) || unnamed > 1 || (unnamed == 1 && first + second > 0))
    line->leave_whole = TRUE;
  /* Free hours have no halves to lie in: half a date stands for half of what they require. */
  if (line->n_segments == 0 && away == 3)
    line->covered_whole = TRUE;
  else if (line->n_segments == 0 && away != 0)
    line->covered_work = line->scheduled / 2;
  line->leave_by_half = line->leave_half && !hours;
}

static int
compare_covered (gconstpointer a, gconstpointer b)
{
  const MusterCovered *one = a;
  const MusterCovered *other = b;

  return one->from < other->from ? -1 : one->from > other->from;
}

typedef enum
{
  STRETCHES_ALL,
  STRETCHES_LEAVE,
  STRETCHES_LIEU,
} Stretches;

static gboolean
is_one_of (Stretches which, const MusterCovered *covered)
{
  return which == STRETCHES_ALL || (covered->kind == MUSTER_COVER_LEAVE &&
                                    (which == STRETCHES_LEAVE || covered->lieu));
}

/* How much of what is scheduled the line's stretches cover, where they overlap but once. Free
 * hours are covered by the length of a stretch. */
static gint64
sum_covered (MusterSheet *sheet, const MusterSheetLine *line, Stretches which)
{
  gint64 reached = G_MININT64;
  gint64 total = 0;

  for (guint i = line->covered.first; i < sheet->covered->len; i++)
    {
      const MusterCovered *covered = &g_array_index (sheet->covered, MusterCovered, i);
      gint64 from = MAX (covered->from, reached);

      if (!is_one_of (which, covered) || covered->until <= from)
        continue;

      total += line->n_segments > 0 ? schedule_within (line, from, covered->until)
                                    : covered->until - from;
      reached = covered->until;
    }

  return line->n_segments > 0 ? total : MIN (total, line->scheduled);
}

/* What the stretches come to: leave first, work elsewhere for what leave leaves. */
static void
weigh (MusterSheet *sheet, MusterSheetLine *line)
{
  gint64 all;

  if (line->scheduled <= 0)
    return;

  if (sheet->covered->len > line->covered.first + 1)
    qsort (&g_array_index (sheet->covered, MusterCovered, line->covered.first),
           sheet->covered->len - line->covered.first, sizeof (MusterCovered),
           compare_covered);
  line->leave_work = sum_covered (sheet, line, STRETCHES_LEAVE);
  all =
    MIN (line->covered_work + sum_covered (sheet, line, STRETCHES_ALL), line->scheduled);
  line->covered_work = all - line->leave_work;

  if (line->leave_work >= line->scheduled)
    line->leave_whole = TRUE;
  else if (line->leave_work * 2 >= line->scheduled)
    line->leave_half = TRUE;

  if (line->covered_work > 0 && all >= line->scheduled)
    line->covered_whole = TRUE;
}

/* What of the leave comes from the balance of overtime. */
static void
take_lieu (MusterSheet *sheet, guint index, int taken)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  gint64 minutes = taken;

  if (!line->leave_lieu)
    return;

  if (line->leave_other)
    minutes = MIN (taken, sum_covered (sheet, line, STRETCHES_LIEU) / MUSTER_MINUTE);
  line->day.lieu_taken_min = (gint32) minutes;
  if (minutes > 0)
    MUSTER_NOTE (sheet, index, .rule = "cover", .setting = "leave",
                 .reason = MUSTER_REASON_LIEU_TAKEN, .value = MUSTER_VALUE_LIEU_TAKEN,
                 .amount = (gint32) minutes, .args = { minutes });
}

static void
expect (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  gint64 face = 0;
  int scheduled;
  int taken = 0;

  for (guint i = 0; i < line->n_segments; i++)
    face += line->off[i] - line->on[i];
  scheduled = (int) (line->scheduled / MUSTER_MINUTE);

  if (line->day.shift != NULL && line->day.shift->free)
    {
      MUSTER_NOTE (sheet, index, .rule = "kind", .setting = "required",
                   .reason = MUSTER_REASON_REQUIRED, .value = MUSTER_VALUE_EXPECTED,
                   .amount = scheduled, .args = { scheduled });
    }
  else if (line->n_segments > 0)
    {
      int whole = (int) (face / MUSTER_MINUTE);

      MUSTER_NOTE (sheet, index, .rule = "kind", .setting = "segments",
                   .reason = MUSTER_REASON_SCHEDULED, .value = MUSTER_VALUE_EXPECTED,
                   .amount = whole, .args = { whole });
      if (whole != scheduled)
        MUSTER_NOTE (sheet, index, .rule = "kind", .setting = "rests",
                     .reason = MUSTER_REASON_SCHEDULED_REST,
                     .value = MUSTER_VALUE_EXPECTED, .amount = scheduled - whole,
                     .args = { whole - scheduled });
    }

  if (line->leave_whole)
    taken = scheduled;
  else if (line->leave_by_half)
    taken = scheduled - scheduled / 2;
  else
    taken = (int) MIN (line->leave_work / MUSTER_MINUTE, scheduled);

  if (taken > 0)
    MUSTER_NOTE (sheet, index, .rule = "cover", .setting = "leave",
                 .reason = line->leave_whole ? MUSTER_REASON_LEAVE_WHOLE
                                             : MUSTER_REASON_LEAVE_HALF,
                 .value = MUSTER_VALUE_EXPECTED, .amount = -taken, .args = { taken });

  line->day.expected_min = scheduled - taken;
  take_lieu (sheet, index, taken);
}

static void
cover_apply (MusterSheet *sheet)
{
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      MusterSheetLine *line = muster_sheet_line (sheet, i);

      line->covered.first = sheet->covered->len;
      if (line->employed && !line->off_day)
        {
          if (sheet->facts->n_covers > 0)
            {
              find_covers (sheet, i);
              weigh (sheet, line);
            }
          expect (sheet, i);
        }
      line->covered.n = sheet->covered->len - line->covered.first;
    }
}

const MusterRule muster_cover_rule = {
  .name = "cover",
  .title = N_ ("Leave and work elsewhere"),
  .fields = cover_fields,
  .apply = cover_apply,
};
