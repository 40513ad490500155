/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sessions.h"

#include <stdlib.h>

/* A run over the punches of one person: which session is open, which group goes on. */
typedef struct
{
  MusterSheet *sheet;
  const MusterPolicy *policy;
  const MusterZone *zone;
  guint open;      /* MUSTER_NO_PUNCH for none */
  guint first;     /* index in the bag of the first session of the group */
  gint64 last_end; /* when the group's last session ended */
  gboolean any;
} Run;

static MusterSession *
bag_at (Run *run, guint i)
{
  return &g_array_index (run->sheet->bag, MusterSession, i);
}

/* The line of a date that takes sessions, the nearest by schedule when there are several. */
static gint32
session_line (MusterSheet *sheet, MusterDate date, gint64 at)
{
  MusterSlice slice = muster_sheet_lines_of (sheet, date);
  gint64 best = G_MAXINT64;
  gint32 found = -1;

  for (guint i = slice.first; i < slice.first + slice.n; i++)
    {
      const MusterSheetLine *line = muster_sheet_line (sheet, i);
      gint64 away = line->n_segments > 0 ? ABS (line->on[0] - at) : 0;

      if (line->session && away < best)
        {
          best = away;
          found = (gint32) i;
        }
    }

  return found;
}

static gint32
line_at (Run *run, gint64 at)
{
  return session_line (run->sheet, muster_zone_get_civil (run->zone, at, NULL), at);
}

/* The last instant of a session that still belongs to it: one that ends at midnight ends on
 * the date before. */
static gint64
last_instant (const MusterSession *session)
{
  return session->until > session->from ? session->until - 1 : session->from;
}

static MusterDate
date_of (Run *run, gint64 at)
{
  return muster_zone_get_civil (run->zone, at, NULL);
}

/* The date with the most worked time of the group, the earlier of equals. */
static gint64
instant_with_most (Run *run, guint end)
{
  gint64 best = -1;
  gint64 found = bag_at (run, run->first)->from;
  MusterDate from = date_of (run, found);
  MusterDate to = date_of (run, last_instant (bag_at (run, end - 1)));

  for (MusterDate date = from; date <= to; date++)
    {
      gint64 begins = muster_zone_get_instant (run->zone, date, 0);
      gint64 ends = muster_zone_get_instant (run->zone, date + 1, 0);
      gint64 total = 0;

      for (guint i = run->first; i < end; i++)
        total += MAX (0, MIN (bag_at (run, i)->until, ends) -
                           MAX (bag_at (run, i)->from, begins));

      if (total > best)
        {
          best = total;
          found = begins;
        }
    }

  return found;
}

/* Under span a group is one stretch from its first punch to its last. */
static void
merge_group (Run *run, guint end)
{
  GArray *bag = run->sheet->bag;
  MusterSession *first = bag_at (run, run->first);

  for (guint i = run->first + 1; i < end; i++)
    {
      const MusterSession *next = bag_at (run, i);
      guint last = next->closed ? next->out : next->in;

      muster_sheet_punch (run->sheet, next->in)->verdict = MUSTER_VERDICT_BETWEEN;
      if (!next->closed && run->policy->typed)
        continue;

      if (first->closed)
        muster_sheet_punch (run->sheet, first->out)->verdict = MUSTER_VERDICT_BETWEEN;
      muster_sheet_punch (run->sheet, last)->verdict = MUSTER_VERDICT_OUT;
      first->out = last;
      first->until = muster_sheet_punch (run->sheet, last)->at;
      first->closed = TRUE;
    }

  g_array_set_size (bag, run->first + 1);
}

static void
place_punches (Run *run, const MusterSession *session, gint32 line)
{
  if (session->in != MUSTER_NO_PUNCH && session->out != MUSTER_NO_PUNCH)
    for (guint i = session->in + 1; i < session->out; i++)
      if (muster_sheet_punch (run->sheet, i)->verdict == MUSTER_VERDICT_BETWEEN)
        muster_sheet_punch (run->sheet, i)->line = line;

  if (session->in != MUSTER_NO_PUNCH)
    muster_sheet_punch (run->sheet, session->in)->line = line;
  if (session->closed && session->out != MUSTER_NO_PUNCH)
    muster_sheet_punch (run->sheet, session->out)->line = line;
}

static gboolean
crosses_midnight (Run *run, guint end)
{
  for (guint i = run->first; i < end; i++)
    if (date_of (run, bag_at (run, i)->from) !=
        date_of (run, last_instant (bag_at (run, i))))
      return TRUE;

  return FALSE;
}

/* Cuts one session at every midnight inside it, each piece on its own date. */
static void
split_session (Run *run, guint i)
{
  MusterSession rest = *bag_at (run, i);
  gboolean first = TRUE;

  while (TRUE)
    {
      MusterDate date = date_of (run, rest.from);
      gint64 midnight = muster_zone_get_instant (run->zone, date + 1, 0);
      MusterSession piece = rest;
      gint32 line = line_at (run, rest.from);

      piece.line = line >= 0 ? line : bag_at (run, i)->line;
      if (rest.until > midnight)
        {
          piece.until = midnight;
          piece.out = MUSTER_NO_PUNCH;
        }

      if (first)
        *bag_at (run, i) = piece;
      else
        g_array_append_val (run->sheet->bag, piece);

      place_punches (run, &piece, piece.line);
      if (rest.until <= midnight)
        return;

      rest.from = midnight;
      rest.in = MUSTER_NO_PUNCH;
      first = FALSE;
    }
}

/* What may still change a date: an open session, and under end and most a group that goes on. */
static void
extend_due (Run *run, gint32 line, const MusterSession *session)
{
  MusterSheetLine *day = muster_sheet_line (run->sheet, (guint) line);
  gboolean late = run->policy->assign_day == MUSTER_ASSIGN_END ||
                  run->policy->assign_day == MUSTER_ASSIGN_MOST;

  if (!session->closed)
    day->open_until = MAX (day->open_until, session->from + run->policy->max_shift);
  else if (late)
    day->open_until = MAX (day->open_until, session->until + run->policy->gap);
}

/* When the group ended: what nothing closed ends nothing, unless there is nothing else. */
static gint64
group_end (Run *run, guint end)
{
  for (guint i = end; i > run->first; i--)
    if (bag_at (run, i - 1)->closed)
      return last_instant (bag_at (run, i - 1));

  return last_instant (bag_at (run, end - 1));
}

/* Gives the sessions of the group that has ended their dates. */
static void
date_group (Run *run)
{
  guint end = run->sheet->bag->len;
  gint64 at;
  gint32 line;

  if (run->first >= end)
    return;

  if (!run->policy->pairs)
    {
      merge_group (run, end);
      end = run->sheet->bag->len;
    }

  at = bag_at (run, run->first)->from;
  line = line_at (run, at);
  for (guint i = run->first; i < end; i++)
    bag_at (run, i)->line = line;

  if (run->policy->assign_day == MUSTER_ASSIGN_SPLIT && crosses_midnight (run, end))
    {
      for (guint i = run->first; i < end; i++)
        split_session (run, i);
    }
  else
    {
      if (run->policy->assign_day == MUSTER_ASSIGN_END)
        at = group_end (run, end);
      else if (run->policy->assign_day == MUSTER_ASSIGN_MOST)
        at = instant_with_most (run, end);

      if (line_at (run, at) >= 0)
        line = line_at (run, at);

      for (guint i = run->first; i < end; i++)
        {
          bag_at (run, i)->line = line;
          place_punches (run, bag_at (run, i), line);
        }
    }

  for (guint i = run->first; i < run->sheet->bag->len; i++)
    if (bag_at (run, i)->line >= 0)
      extend_due (run, bag_at (run, i)->line, bag_at (run, i));

  run->first = run->sheet->bag->len;
}

static void
open_session (Run *run, guint punch, const MusterSheetLine *line)
{
  MusterSession session = { 0 };
  gint64 at = muster_sheet_punch (run->sheet, punch)->at;

  if (!run->any || at - run->last_end >= run->policy->gap || run->policy != line->policy)
    {
      date_group (run);
      run->policy = line->policy;
      run->zone = line->zone;
    }

  session.from = session.until = at;
  session.in = punch;
  session.out = MUSTER_NO_PUNCH;
  session.line = -1;
  /* One number for each group of the run; lines count their own later. */
  session.group = (guint8) (run->first & 0xff);
  g_array_append_val (run->sheet->bag, session);
  run->open = punch;
  run->last_end = at;
  run->any = TRUE;
}

static void
close_session (Run *run, guint punch)
{
  MusterSession *session = bag_at (run, run->sheet->bag->len - 1);

  session->until = muster_sheet_punch (run->sheet, punch)->at;
  session->out = punch;
  session->closed = TRUE;
  run->last_end = session->until;
  run->open = MUSTER_NO_PUNCH;
}

static void
ignore (Run *run, guint punch, gint32 line)
{
  MusterSheetPunch *it = muster_sheet_punch (run->sheet, punch);

  it->verdict = MUSTER_VERDICT_IGNORED;
  it->line = line;
}

static void
take (Run *run, guint punch, gint32 line)
{
  const MusterSheetLine *day = line >= 0 ? muster_sheet_line (run->sheet, (guint) line)
                                         : NULL;
  guint8 direction = run->sheet->facts->punches[punch].direction;
  gint64 at = muster_sheet_punch (run->sheet, punch)->at;
  gboolean typed;

  if (run->open != MUSTER_NO_PUNCH &&
      at - muster_sheet_punch (run->sheet, run->open)->at > run->policy->max_shift)
    run->open = MUSTER_NO_PUNCH;

  typed = day != NULL ? day->policy->typed : run->any && run->policy->typed;
  if (!typed || direction == MUSTER_DIRECTION_NONE)
    direction = run->open == MUSTER_NO_PUNCH ? MUSTER_DIRECTION_IN : MUSTER_DIRECTION_OUT;

  if (direction == MUSTER_DIRECTION_IN && run->open == MUSTER_NO_PUNCH && day != NULL)
    open_session (run, punch, day);
  else if (direction == MUSTER_DIRECTION_OUT && run->open != MUSTER_NO_PUNCH)
    close_session (run, punch);
  else if (day != NULL)
    ignore (run, punch, line);
}

/* From where to pair. Pairing goes on from punch to punch; only a break longer than a session
 * may last makes what comes after independent of what came before. */
static guint
find_start (MusterSheet *sheet, GArray *eligible)
{
  gint64 before = muster_zone_get_instant (sheet->facts->zone, sheet->dates.from, 0);

  for (guint i = 0; i < eligible->len; i++)
    {
      guint punch = g_array_index (eligible, guint, i);
      gint64 at = muster_sheet_punch (sheet, punch)->at;
      MusterDate date = muster_zone_get_civil (sheet->facts->zone, at, NULL);
      gint32 line = session_line (sheet, date, at);

      if (line >= 0 &&
          at - before > muster_sheet_line (sheet, (guint) line)->policy->max_shift)
        return i;

      if (date >= sheet->facts->dates.from)
        return 0;

      before = at;
    }

  return 0;
}

static int
compare_sessions (gconstpointer a, gconstpointer b)
{
  const MusterSession *one = a;
  const MusterSession *other = b;

  if (one->line != other->line)
    return one->line < other->line ? -1 : 1;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;

  return one->in < other->in ? -1 : one->in > other->in;
}

void
muster_sessions_place (MusterSheet *sheet, GArray *eligible)
{
  Run run = { .sheet = sheet, .open = MUSTER_NO_PUNCH };

  g_array_set_size (sheet->bag, 0);
  for (guint i = find_start (sheet, eligible); i < eligible->len; i++)
    {
      guint punch = g_array_index (eligible, guint, i);
      gint64 at = muster_sheet_punch (sheet, punch)->at;

      take (
        &run, punch,
        session_line (sheet, muster_zone_get_civil (sheet->facts->zone, at, NULL), at));
    }

  date_group (&run);

  if (sheet->bag->len > 1)
    qsort (sheet->bag->data, sheet->bag->len, sizeof (MusterSession), compare_sessions);
}
