/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule.h"
#include "muster-sessions.h"
#include "muster-sheet.h"
#include "muster-sites.h"

#include <glib/gi18n-lib.h>

/* Which punch belongs to which line (semantics §2 near duplicates, §4 windows). */

static const MusterChoice placing_choices[] = {
  { "window", N_ ("In the shift's window") },
  { "session", N_ ("Paired first, dated then") },
  { NULL, NULL },
};

static const MusterChoice precision_choices[] = {
  { "minute", N_ ("Whole minutes") },
  { "second", N_ ("Seconds") },
  { NULL, NULL },
};

static const MusterChoice trim_choices[] = {
  { "to_end", N_ ("The earlier shift's end divides them") },
  { "nearest", N_ ("The nearest scheduled time decides") },
  { NULL, NULL },
};

static const MusterChoice assign_choices[] = {
  { "start", N_ ("Where it starts") },
  { "end", N_ ("Where it ends") },
  { "most", N_ ("Where most of it lies") },
  { "split", N_ ("Cut at midnight") },
  { NULL, NULL },
};

static const MusterField placing_fields[] = {
  { "placing", N_ ("Placing"), N_ ("How a punch finds its day"), MUSTER_FIELD_CHOICE,
    MUSTER_FIELD_OPTIONAL, "window", 0, 0, placing_choices },
  { "precision", N_ ("Precision"), N_ ("Whether the seconds of a punch count"),
    MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "minute", 0, 0, precision_choices },
  { "duplicate_window", N_ ("Near duplicates"),
    N_ ("A punch less than so many seconds after the last one is a duplicate"),
    MUSTER_FIELD_SECONDS, MUSTER_FIELD_OPTIONAL, "60", 0, 86400 },
  { "trim", N_ ("Neighbouring windows"), N_ ("Whose a punch in two windows is"),
    MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "to_end", 0, 0, trim_choices },
  { "gap", N_ ("Gap between groups"),
    N_ ("So many minutes after the last punch a new group of sessions begins"),
    MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "240", 0, 10080 },
  { "max_shift", N_ ("Longest session"), N_ ("A session cannot be longer, in minutes"),
    MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "960", 1, 10080 },
  { "assign_day", N_ ("Date of a session"),
    N_ ("Which date a session over midnight gets"), MUSTER_FIELD_CHOICE,
    MUSTER_FIELD_OPTIONAL, "start", 0, 0, assign_choices },
  { NULL },
};

static gboolean
placing_compile (MusterParams *params, MusterPolicy *policy, GError **error)
{
  const char *assign = muster_params_get_string (params, "assign_day");

  policy->placing = g_str_equal (muster_params_get_string (params, "placing"), "session")
                      ? MUSTER_PLACING_SESSION
                      : MUSTER_PLACING_WINDOW;
  policy->precise =
    g_str_equal (muster_params_get_string (params, "precision"), "second");
  policy->duplicate_window =
    muster_params_get_int64 (params, "duplicate_window") * MUSTER_SECOND;
  policy->trim = g_str_equal (muster_params_get_string (params, "trim"), "nearest")
                   ? MUSTER_TRIM_NEAREST
                   : MUSTER_TRIM_TO_END;
  policy->gap = muster_params_get_int64 (params, "gap") * MUSTER_MINUTE;
  policy->max_shift = muster_params_get_int64 (params, "max_shift") * MUSTER_MINUTE;
  policy->assign_day = g_str_equal (assign, "end")     ? MUSTER_ASSIGN_END
                       : g_str_equal (assign, "most")  ? MUSTER_ASSIGN_MOST
                       : g_str_equal (assign, "split") ? MUSTER_ASSIGN_SPLIT
                                                       : MUSTER_ASSIGN_START;

  return TRUE;
}

/* The policy of the day that a punch was made on, whatever day it will belong to. */
static const MusterSheetLine *
line_of_day (MusterSheet *sheet, gint64 at)
{
  MusterSlice slice =
    muster_sheet_lines_of (sheet, muster_zone_get_civil (sheet->facts->zone, at, NULL));

  return slice.n > 0 ? muster_sheet_line (sheet, slice.first) : NULL;
}

static gint64
whole_minutes (const MusterZone *zone, gint64 at)
{
  gint64 offset = muster_zone_get_offset (zone, at) * MUSTER_SECOND;
  gint64 into = (at + offset) % MUSTER_MINUTE;

  return at - (into < 0 ? into + MUSTER_MINUTE : into);
}

static void
begin_punches (MusterSheet *sheet)
{
  const MusterFacts *facts = sheet->facts;
  const MusterPunch *kept = NULL;

  g_array_set_size (sheet->punches, (guint) facts->n_punches);
  for (guint i = 0; i < facts->n_punches; i++)
    {
      const MusterPunch *punch = &facts->punches[i];
      MusterSheetPunch *it = muster_sheet_punch (sheet, i);
      const MusterSheetLine *line = line_of_day (sheet, punch->at);
      const MusterPolicy *policy = line != NULL ? line->policy : NULL;
      gboolean typed_apart;

      muster_sites_clear (it);
      it->line = -1;
      it->segment = -1;
      it->verdict = MUSTER_VERDICT_UNPLACED;
      it->at = policy != NULL && policy->precise
                 ? punch->at
                 : whole_minutes (line != NULL ? line->zone : facts->zone, punch->at);

      if (punch->marks & MUSTER_PUNCH_VOID)
        it->verdict = MUSTER_VERDICT_VOID;
      else if (punch->marks & MUSTER_PUNCH_SUSPECT)
        it->verdict = MUSTER_VERDICT_SUSPECT;
      if (it->verdict != MUSTER_VERDICT_UNPLACED)
        continue;

      /* A punch that does not count where it was made is nobody's duplicate either. */
      if (line != NULL && !muster_sites_judge (sheet, i, line))
        {
          it->verdict = MUSTER_VERDICT_REJECTED;
          continue;
        }

      typed_apart = kept != NULL && kept->direction != MUSTER_DIRECTION_NONE &&
                    punch->direction != MUSTER_DIRECTION_NONE &&
                    kept->direction != punch->direction;
      if (kept != NULL && policy != NULL && !typed_apart &&
          punch->at - kept->at < policy->duplicate_window)
        it->verdict = MUSTER_VERDICT_DUPLICATE;
      else
        kept = punch;
    }
}

static gboolean
has_window (const MusterSheetLine *line, gboolean work)
{
  if (!line->employed || line->session || line->policy == NULL)
    return FALSE;

  return work ? line->n_segments > 0 : line->off_day;
}

/* The window before its neighbours trim it. */
static void
open_window (MusterSheetLine *line)
{
  const MusterShift *shift = line->day.shift != NULL ? line->day.shift : line->lends;

  if (shift == NULL || shift->n_segments == 0)
    {
      line->natural_from = line->midnight;
      line->natural_to = line->next_midnight - MUSTER_SECOND;
    }
  else
    {
      gint64 on = muster_zone_get_instant (line->zone, line->day.date,
                                           shift->segments[0].on * MUSTER_MINUTE);
      gint64 off = muster_zone_get_instant (line->zone, line->day.date,
                                            shift->segments[shift->n_segments - 1].off *
                                              MUSTER_MINUTE);

      line->natural_from = on - shift->before * MUSTER_MINUTE;
      line->natural_to = off + shift->after * MUSTER_MINUTE;
    }

  line->day.window_from = line->natural_from;
  line->day.window_to = line->natural_to;
}

static void
trim_work_windows (MusterSheet *sheet)
{
  MusterSheetLine *earlier = NULL;

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      MusterSheetLine *later = muster_sheet_line (sheet, i);

      if (!has_window (later, TRUE))
        continue;

      open_window (later);
      if (earlier != NULL && later->policy->trim == MUSTER_TRIM_TO_END)
        {
          later->day.window_from =
            MAX (later->day.window_from, earlier->off[earlier->n_segments - 1]);
          earlier->day.window_to = MIN (earlier->day.window_to, later->day.window_from);
        }
      earlier = later;
    }
}

/* A day off borrows its window and yields to every day that has its own. */
static void
open_off_windows (MusterSheet *sheet)
{
  MusterSheetLine *before = NULL;
  MusterSheetLine *waiting = NULL;

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      MusterSheetLine *line = muster_sheet_line (sheet, i);

      if (has_window (line, FALSE))
        {
          open_window (line);
          if (before != NULL)
            line->day.window_from = MAX (line->day.window_from, before->day.window_to);
          if (waiting != NULL)
            waiting->day.window_to = MIN (waiting->day.window_to, line->day.window_from);
          before = waiting = line;
        }
      else if (has_window (line, TRUE))
        {
          if (waiting != NULL)
            waiting->day.window_to = MIN (waiting->day.window_to, line->day.window_from);
          waiting = NULL;
          before = line;
        }
    }
}

static gint64
distance (const MusterSheetLine *line, gint64 at)
{
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < line->n_segments; i++)
    {
      least = MIN (least, ABS (line->on[i] - at));
      least = MIN (least, ABS (line->off[i] - at));
    }

  return least;
}

/* The line whose window has the instant; of several the nearest, else the earlier one. */
static gint32
find_window (MusterSheet *sheet, gint64 at, gboolean work, guint *start)
{
  gint64 best = G_MAXINT64;
  gint32 found = -1;

  /* Windows close in the order of their lines, so those before @start never come back. */
  while (*start < sheet->lines->len)
    {
      const MusterSheetLine *line = muster_sheet_line (sheet, *start);

      if (has_window (line, work) && line->day.window_to >= at)
        break;
      (*start)++;
    }

  for (guint i = *start; i < sheet->lines->len; i++)
    {
      const MusterSheetLine *line = muster_sheet_line (sheet, i);
      gint64 away;

      if (line->midnight - 3 * MUSTER_DAY > at)
        break;

      if (!has_window (line, work) || at < line->day.window_from ||
          at > line->day.window_to)
        continue;

      /* A day off has no scheduled time that could be nearer. */
      if (line->policy->trim != MUSTER_TRIM_NEAREST || !work)
        return (gint32) i;

      away = distance (line, at);
      if (away < best)
        {
          best = away;
          found = (gint32) i;
        }
    }

  return found;
}

static void
place_in_windows (MusterSheet *sheet, GArray *eligible)
{
  guint start_work = 0;
  guint start_off = 0;

  for (guint i = 0; i < sheet->punches->len; i++)
    {
      MusterSheetPunch *it = muster_sheet_punch (sheet, i);
      const MusterSheetLine *day;

      it->line = find_window (sheet, it->at, TRUE, &start_work);
      if (it->line < 0)
        it->line = find_window (sheet, it->at, FALSE, &start_off);
      if (it->line >= 0)
        continue;

      day = line_of_day (sheet, it->at);
      if (day != NULL)
        it->line = (gint32) (day - muster_sheet_line (sheet, 0));

      if (it->verdict == MUSTER_VERDICT_UNPLACED)
        g_array_append_val (eligible, i);
    }
}

/* What neither a window nor a session took is off-shift, and shown on its civil date. */
static void
mark_off_shift (MusterSheet *sheet, GArray *eligible)
{
  for (guint i = 0; i < eligible->len; i++)
    {
      MusterSheetPunch *it =
        muster_sheet_punch (sheet, g_array_index (eligible, guint, i));

      if (it->verdict == MUSTER_VERDICT_UNPLACED)
        it->verdict = MUSTER_VERDICT_OFF_SHIFT;
    }
}

static void
mark_placed (MusterSheet *sheet)
{
  for (guint i = 0; i < sheet->bag->len; i++)
    {
      const MusterSession *session = &g_array_index (sheet->bag, MusterSession, i);

      if (session->in != MUSTER_NO_PUNCH)
        muster_sheet_punch (sheet, session->in)->verdict = MUSTER_VERDICT_IN;
      if (session->closed && session->out != MUSTER_NO_PUNCH)
        muster_sheet_punch (sheet, session->out)->verdict = MUSTER_VERDICT_OUT;
    }
}

/* Lists the punches line by line, in time order within each. */
static void
sort_by_line (MusterSheet *sheet)
{
  guint total = 0;

  for (guint i = 0; i < sheet->punches->len; i++)
    if (muster_sheet_punch (sheet, i)->line >= 0)
      muster_sheet_line (sheet, (guint) muster_sheet_punch (sheet, i)->line)->placed.n++;

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      MusterSlice *slice = &muster_sheet_line (sheet, i)->placed;

      slice->first = total;
      total += slice->n;
      slice->n = 0;
    }

  g_array_set_size (sheet->order, total);
  for (guint i = 0; i < sheet->punches->len; i++)
    {
      gint32 index = muster_sheet_punch (sheet, i)->line;

      if (index >= 0)
        {
          MusterSlice *slice = &muster_sheet_line (sheet, (guint) index)->placed;

          g_array_index (sheet->order, guint, slice->first + slice->n++) = i;
        }
    }
}

static void
note_windows (MusterSheet *sheet)
{
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const MusterSheetLine *line = muster_sheet_line (sheet, i);
      const MusterDay *day = &line->day;

      if (day->window_to == 0)
        continue;

      MUSTER_NOTE (sheet, i, .rule = "placing", .setting = "window",
                   .reason = MUSTER_REASON_WINDOW,
                   .args = { day->window_from, day->window_to });
      if (day->window_from > line->natural_from)
        MUSTER_NOTE (sheet, i, .rule = "placing", .setting = "trim",
                     .reason = MUSTER_REASON_TRIMMED_FROM, .args = { day->window_from });
      if (day->window_to < line->natural_to)
        MUSTER_NOTE (sheet, i, .rule = "placing", .setting = "trim",
                     .reason = MUSTER_REASON_TRIMMED_TO, .args = { day->window_to });
    }
}

static void
placing_apply (MusterSheet *sheet)
{
  GArray *eligible = sheet->eligible;

  g_array_set_size (eligible, 0);
  g_array_set_size (sheet->bag, 0);
  begin_punches (sheet);
  trim_work_windows (sheet);
  open_off_windows (sheet);
  place_in_windows (sheet, eligible);
  if (eligible->len > 0)
    muster_sessions_place (sheet, eligible);
  mark_placed (sheet);
  mark_off_shift (sheet, eligible);
  sort_by_line (sheet);
  if (sheet->why)
    note_windows (sheet);
}

const MusterRule muster_placing_rule = {
  .name = "placing",
  .title = N_ ("Placing of punches"),
  .fields = placing_fields,
  .compile = placing_compile,
  .apply = placing_apply,
};
