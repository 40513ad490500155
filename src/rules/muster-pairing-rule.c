/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule.h"
#include "muster-sheet.h"

#include <glib/gi18n-lib.h>

/* Sessions, and who came and went when (semantics §5). */

static const MusterChoice direction_choices[] = {
  { "ignore", N_ ("By order") },
  { "typed", N_ ("By in and out") },
  { NULL, NULL },
};

static const MusterChoice worked_choices[] = {
  { "span", N_ ("From the first punch to the last") },
  { "pairs", N_ ("Pair by pair") },
  { NULL, NULL },
};

static const MusterChoice single_choices[] = {
  { "nearest", N_ ("To the nearer scheduled time") },
  { "in", N_ ("Always an on-punch") },
  { "noon", N_ ("On before 12:00, off after") },
  { NULL, NULL },
};

static const MusterField pairing_fields[] = {
  { "pairing.direction", N_ ("Direction"),
    N_ ("Whether the direction of a punch is heeded"), MUSTER_FIELD_CHOICE,
    MUSTER_FIELD_OPTIONAL, "ignore", 0, 0, direction_choices },
  { "pairing.worked", N_ ("Sessions"), N_ ("Which time between punches is worked time"),
    MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "span", 0, 0, worked_choices },
  { "single_punch", N_ ("A single punch"), N_ ("What the only punch of a segment is"),
    MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "nearest", 0, 0, single_choices },
  { NULL },
};

static gboolean
pairing_compile (MusterParams *params, MusterPolicy *policy, GError **error)
{
  const char *single = muster_params_get_string (params, "single_punch");

  policy->typed =
    g_str_equal (muster_params_get_string (params, "pairing.direction"), "typed");
  policy->pairs =
    g_str_equal (muster_params_get_string (params, "pairing.worked"), "pairs");
  policy->single_punch = g_str_equal (single, "in")     ? MUSTER_SINGLE_IN
                         : g_str_equal (single, "noon") ? MUSTER_SINGLE_NOON
                                                        : MUSTER_SINGLE_NEAREST;

  return TRUE;
}

static guint
punch_of (MusterSheet *sheet, const MusterSheetLine *line, guint i)
{
  return g_array_index (sheet->order, guint, line->placed.first + i);
}

/* The part of the window that an instant lies in; a shared edge belongs to the earlier one. */
static guint
part_of (const MusterSheetLine *line, gint64 at)
{
  guint part = 0;

  while (part + 1 < line->n_segments && at > line->parts[part])
    part++;

  return part;
}

static void
cut_parts (MusterSheetLine *line)
{
  for (guint i = 0; i + 1 < line->n_segments; i++)
    line->parts[i] = line->off[i] + (line->on[i + 1] - line->off[i]) / 2;
}

static void
set_in (MusterSheetLine *line, guint segment, guint punch, gint64 at)
{
  line->in_at[segment] = at;
  line->in_punch[segment] = punch;
  line->has_in |= 1u << segment;
}

static void
set_out (MusterSheetLine *line, guint segment, guint punch, gint64 at)
{
  line->out_at[segment] = at;
  line->out_punch[segment] = punch;
  line->has_out |= 1u << segment;
}

static void
add_session (MusterSheet *sheet, guint index, guint segment, guint in, guint out)
{
  MusterSession session = { 0 };

  session.from = muster_sheet_punch (sheet, in)->at;
  session.until = muster_sheet_punch (sheet, out)->at;
  session.in = in;
  session.out = out;
  session.line = (gint32) index;
  session.segment = (guint8) segment;
  session.closed = TRUE;
  if (session.until >= session.from)
    g_array_append_val (sheet->sessions, session);
}

/* Whether the only punch of a segment is the on-punch. */
static gboolean
single_is_in (const MusterSheetLine *line, guint segment, gint64 at)
{
  gint64 of_day;

  switch (line->policy->single_punch)
    {
    case MUSTER_SINGLE_IN:
      return TRUE;

    case MUSTER_SINGLE_NOON:
      muster_zone_get_civil (line->zone, at, &of_day);
      return of_day < 12 * 60 * MUSTER_MINUTE;

    case MUSTER_SINGLE_NEAREST:
    default:
      return segment >= line->n_segments ||
             ABS (at - line->on[segment]) <= ABS (at - line->off[segment]);
    }
}

static void
take_single (MusterSheet *sheet, guint index, guint segment, guint punch)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  MusterSheetPunch *it = muster_sheet_punch (sheet, punch);
  gboolean in = single_is_in (line, segment, it->at);

  it->verdict = in ? MUSTER_VERDICT_IN : MUSTER_VERDICT_OUT;
  if (in)
    set_in (line, segment, punch, it->at);
  else
    set_out (line, segment, punch, it->at);

  MUSTER_NOTE (sheet, index, .rule = "pairing", .setting = "single_punch",
               .reason = in ? MUSTER_REASON_SINGLE_IN : MUSTER_REASON_SINGLE_OUT,
               .punches = { sheet->facts->punches[punch].id }, .args = { it->at });
}

/* The punches of one part, by their order alone. */
static void
pair_in_order (MusterSheet *sheet,
               guint index,
               guint segment,
               const guint *punches,
               guint n)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  guint last = n - 1;

  if (n == 1)
    {
      take_single (sheet, index, segment, punches[0]);
      return;
    }

  if (line->policy->pairs)
    last = n % 2 == 0 ? n - 1 : n - 2;

  for (guint i = 0; i < n; i++)
    {
      MusterSheetPunch *it = muster_sheet_punch (sheet, punches[i]);

      if (line->policy->pairs)
        it->verdict = i > last     ? MUSTER_VERDICT_UNPAIRED
                      : i % 2 == 0 ? MUSTER_VERDICT_IN
                                   : MUSTER_VERDICT_OUT;
      else
        it->verdict = i == 0      ? MUSTER_VERDICT_IN
                      : i == last ? MUSTER_VERDICT_OUT
                                  : MUSTER_VERDICT_BETWEEN;

      if (line->policy->pairs && i % 2 == 1)
        add_session (sheet, index, segment, punches[i - 1], punches[i]);
    }

  set_in (line, segment, punches[0], muster_sheet_punch (sheet, punches[0])->at);
  set_out (line, segment, punches[last], muster_sheet_punch (sheet, punches[last])->at);
  if (!line->policy->pairs)
    add_session (sheet, index, segment, punches[0], punches[last]);
}

/* The punches of one part, by what they say they are. */
static void
pair_typed (MusterSheet *sheet, guint index, guint segment, const guint *punches, guint n)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  guint first_in = MUSTER_NO_PUNCH;
  guint last_out = MUSTER_NO_PUNCH;
  guint open = MUSTER_NO_PUNCH;

  for (guint i = 0; i < n; i++)
    {
      MusterSheetPunch *it = muster_sheet_punch (sheet, punches[i]);
      guint8 direction = sheet->facts->punches[punches[i]].direction;

      if (direction == MUSTER_DIRECTION_NONE)
        direction = open == MUSTER_NO_PUNCH ? MUSTER_DIRECTION_IN : MUSTER_DIRECTION_OUT;

      if (direction == MUSTER_DIRECTION_IN)
        {
          it->verdict = open == MUSTER_NO_PUNCH ? MUSTER_VERDICT_IN
                                                : MUSTER_VERDICT_IGNORED;
          if (open == MUSTER_NO_PUNCH)
            open = punches[i];
          if (first_in == MUSTER_NO_PUNCH)
            first_in = punches[i];
        }
      else if (open != MUSTER_NO_PUNCH)
        {
          it->verdict = MUSTER_VERDICT_OUT;
          if (line->policy->pairs)
            add_session (sheet, index, segment, open, punches[i]);
          open = MUSTER_NO_PUNCH;
          last_out = punches[i];
        }
      else
        {
          it->verdict = MUSTER_VERDICT_IGNORED;
          if (!line->policy->pairs)
            last_out = punches[i];
        }
    }

  if (open != MUSTER_NO_PUNCH && open != first_in)
    muster_sheet_punch (sheet, open)->verdict = MUSTER_VERDICT_UNPAIRED;

  if (first_in != MUSTER_NO_PUNCH)
    set_in (line, segment, first_in, muster_sheet_punch (sheet, first_in)->at);

  if (last_out == MUSTER_NO_PUNCH)
    return;

  muster_sheet_punch (sheet, last_out)->verdict = MUSTER_VERDICT_OUT;
  set_out (line, segment, last_out, muster_sheet_punch (sheet, last_out)->at);
  /* Worked time is out less in when the out is later. */
  if (line->policy->pairs || first_in == MUSTER_NO_PUNCH ||
      muster_sheet_punch (sheet, last_out)->at <=
        muster_sheet_punch (sheet, first_in)->at)
    return;

  add_session (sheet, index, segment, first_in, last_out);
  for (guint i = 0; i < n; i++)
    {
      MusterSheetPunch *it = muster_sheet_punch (sheet, punches[i]);

      if (punches[i] > first_in && punches[i] < last_out &&
          it->verdict != MUSTER_VERDICT_IGNORED)
        it->verdict = MUSTER_VERDICT_BETWEEN;
    }
}

/* The only punch of a segment that does not say what it is: single_punch decides. */
static gboolean
is_lone_untyped (MusterSheet *sheet, const GArray *part)
{
  return part->len == 1 &&
         sheet->facts->punches[g_array_index (part, guint, 0)].direction ==
           MUSTER_DIRECTION_NONE;
}

/* A line whose punches were placed in its window: each part is paired by itself. */
static void
pair_window (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  GArray *part = sheet->eligible;
  guint n_parts = MAX (line->n_segments, 1);

  for (guint segment = 0; segment < n_parts; segment++)
    {
      g_array_set_size (part, 0);
      for (guint i = 0; i < line->placed.n; i++)
        {
          guint punch = punch_of (sheet, line, i);
          MusterSheetPunch *it = muster_sheet_punch (sheet, punch);

          if (it->verdict != MUSTER_VERDICT_UNPLACED || part_of (line, it->at) != segment)
            continue;

          it->segment = (gint8) segment;
          g_array_append_val (part, punch);
        }

      /* What was paired is no longer unplaced, so the next part does not see it again. */
      if (part->len == 0)
        continue;

      line->any_punch = TRUE;
      if (line->policy->typed && !is_lone_untyped (sheet, part))
        pair_typed (sheet, index, segment, (const guint *) (gpointer) part->data,
                    part->len);
      else
        pair_in_order (sheet, index, segment, (const guint *) (gpointer) part->data,
                       part->len);
    }
}

/* When somebody came and went in one segment, from sessions that were paired before. */
static void
presence_in_part (MusterSheet *sheet, MusterSheetLine *line, guint segment)
{
  gint64 begins = segment > 0 ? line->parts[segment - 1] : G_MININT64;
  gint64 ends = segment + 1 < line->n_segments ? line->parts[segment] : G_MAXINT64;

  for (guint i = line->sessions.first; i < sheet->sessions->len; i++)
    {
      const MusterSession *session = &g_array_index (sheet->sessions, MusterSession, i);

      if (session->from > ends || session->until < begins ||
          (session->closed && session->until == begins && session->from < begins))
        continue;

      if (!(line->has_in & 1u << segment))
        set_in (line, segment, session->from >= begins ? session->in : MUSTER_NO_PUNCH,
                MAX (session->from, begins));
      if (session->closed)
        set_out (line, segment, session->until <= ends ? session->out : MUSTER_NO_PUNCH,
                 MIN (session->until, ends));
    }
}

static void
pair_sessions (MusterSheet *sheet, guint index, guint *cursor)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  guint first = sheet->sessions->len;
  guint group = 0;

  while (*cursor < sheet->bag->len &&
         g_array_index (sheet->bag, MusterSession, *cursor).line < (gint32) index)
    (*cursor)++;

  for (; *cursor < sheet->bag->len; (*cursor)++)
    {
      MusterSession session = g_array_index (sheet->bag, MusterSession, *cursor);

      if (session.line != (gint32) index)
        break;

      if (sheet->sessions->len > first &&
          session.group != g_array_index (sheet->bag, MusterSession, *cursor - 1).group)
        group++;
      session.group = (guint8) MIN (group, G_MAXUINT8);
      session.segment = (guint8) part_of (line, session.from);
      if (session.in != MUSTER_NO_PUNCH)
        muster_sheet_punch (sheet, session.in)->segment = (gint8) session.segment;
      if (session.closed && session.out != MUSTER_NO_PUNCH)
        muster_sheet_punch (sheet, session.out)->segment =
          (gint8) part_of (line, session.until);
      g_array_append_val (sheet->sessions, session);
      line->any_punch = TRUE;
    }

  if (sheet->sessions->len == first)
    return;

  line->day.groups = (guint8) MIN (group + 1, G_MAXUINT8);
  for (guint segment = 0; segment < MAX (line->n_segments, 1); segment++)
    presence_in_part (sheet, line, segment);

  /* One untyped punch in all of a scheduled day may as well be the off-punch. */
  if (sheet->sessions->len == first + 1 && line->n_segments > 0 && !line->policy->typed)
    {
      const MusterSession *only = &g_array_index (sheet->sessions, MusterSession, first);
      guint segment = only->segment;

      if (!only->closed)
        {
          line->has_in = 0;
          take_single (sheet, index, segment, only->in);
        }
    }
}

/* On a holiday that counts nothing the punches are kept, and nothing more. */
static void
set_aside (MusterSheet *sheet, MusterSheetLine *line)
{
  for (guint i = 0; i < line->placed.n; i++)
    {
      MusterSheetPunch *it = muster_sheet_punch (sheet, punch_of (sheet, line, i));

      if (it->verdict < MUSTER_VERDICT_DUPLICATE)
        it->verdict = MUSTER_VERDICT_HOLIDAY;
    }
}

static gint64
id_of (MusterSheet *sheet, guint punch)
{
  return punch != MUSTER_NO_PUNCH ? sheet->facts->punches[punch].id : 0;
}

static gint64
instant_of (MusterSheet *sheet, guint punch)
{
  return punch != MUSTER_NO_PUNCH ? sheet->facts->punches[punch].at : 0;
}

/* The first in and the last out of the whole day, and what its punches say about it. */
static void
sum_up (MusterSheet *sheet, MusterSheetLine *line)
{
  MusterDay *day = &line->day;
  guint n = MAX (line->n_segments, 1);

  for (guint i = n; i-- > 0;)
    if (line->has_in & 1u << i)
      {
        day->in_at = instant_of (sheet, line->in_punch[i]);
        day->in_id = id_of (sheet, line->in_punch[i]);
      }

  for (guint i = 0; i < n; i++)
    if (line->has_out & 1u << i)
      {
        day->out_at = instant_of (sheet, line->out_punch[i]);
        day->out_id = id_of (sheet, line->out_punch[i]);
      }

  day->n_punches = (guint8) MIN (line->placed.n, G_MAXUINT8);
  for (guint i = 0; i < line->placed.n; i++)
    {
      guint index = punch_of (sheet, line, i);
      const MusterPunch *punch = &sheet->facts->punches[index];
      guint8 verdict = muster_sheet_punch (sheet, index)->verdict;

      if (verdict == MUSTER_VERDICT_OFF_SHIFT)
        day->flags |= MUSTER_FLAG_OFF_SHIFT;

      /* A day that was corrected stays marked, also when the correction was revoked. */
      if (verdict == MUSTER_VERDICT_VOID && (punch->marks & MUSTER_PUNCH_CORRECTION))
        day->flags |= MUSTER_FLAG_CORRECTED;

      /* What takes no part says nothing else about the day. */
      if (verdict == MUSTER_VERDICT_DUPLICATE || verdict == MUSTER_VERDICT_VOID ||
          verdict == MUSTER_VERDICT_SUSPECT || verdict == MUSTER_VERDICT_REJECTED)
        continue;

      if (punch->marks & MUSTER_PUNCH_CORRECTION)
        day->flags |= MUSTER_FLAG_CORRECTED;
      if (punch->verify == MUSTER_VERIFY_MANUAL)
        day->flags |= MUSTER_FLAG_MANUAL;
    }
}

static void
note_punches (MusterSheet *sheet, guint index)
{
  static const guint8 reasons[] = {
    [MUSTER_VERDICT_IN] = MUSTER_REASON_IN,
    [MUSTER_VERDICT_OUT] = MUSTER_REASON_OUT,
    [MUSTER_VERDICT_BETWEEN] = MUSTER_REASON_BETWEEN,
    [MUSTER_VERDICT_UNPAIRED] = MUSTER_REASON_UNPAIRED,
    [MUSTER_VERDICT_IGNORED] = MUSTER_REASON_IGNORED,
    [MUSTER_VERDICT_DUPLICATE] = MUSTER_REASON_DUPLICATE,
    [MUSTER_VERDICT_OFF_SHIFT] = MUSTER_REASON_OFF_SHIFT,
    [MUSTER_VERDICT_VOID] = MUSTER_REASON_VOID,
    [MUSTER_VERDICT_SUSPECT] = MUSTER_REASON_SUSPECT,
    [MUSTER_VERDICT_HOLIDAY] = MUSTER_REASON_HOLIDAY_IGNORED,
  };
  static const char *const settings[] = {
    [MUSTER_VERDICT_IN] = "pairing",
    [MUSTER_VERDICT_OUT] = "pairing",
    [MUSTER_VERDICT_BETWEEN] = "pairing",
    [MUSTER_VERDICT_UNPAIRED] = "pairing",
    [MUSTER_VERDICT_IGNORED] = "pairing",
    [MUSTER_VERDICT_DUPLICATE] = "duplicate_window",
    [MUSTER_VERDICT_OFF_SHIFT] = "window",
    [MUSTER_VERDICT_VOID] = NULL,
    [MUSTER_VERDICT_SUSPECT] = NULL,
    [MUSTER_VERDICT_HOLIDAY] = "holiday_work",
  };
  const MusterSheetLine *line = muster_sheet_line (sheet, index);

  for (guint i = 0; i < line->placed.n; i++)
    {
      guint punch = punch_of (sheet, line, i);
      const MusterSheetPunch *it = muster_sheet_punch (sheet, punch);

      /* Of what is rejected the rule of its place says why. */
      if (it->verdict == MUSTER_VERDICT_UNPLACED ||
          it->verdict == MUSTER_VERDICT_REJECTED)
        continue;

      MUSTER_NOTE (sheet, index,
                   .rule = it->verdict >= MUSTER_VERDICT_DUPLICATE ? "placing"
                                                                   : "pairing",
                   .setting = settings[it->verdict], .reason = reasons[it->verdict],
                   .punches = { sheet->facts->punches[punch].id },
                   .args = { sheet->facts->punches[punch].at });
    }
}

static void
pairing_apply (MusterSheet *sheet)
{
  guint cursor = 0;

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      MusterSheetLine *line = muster_sheet_line (sheet, i);

      line->sessions.first = sheet->sessions->len;
      if (line->policy == NULL || !line->employed)
        {
          sum_up (sheet, line);
          continue;
        }

      cut_parts (line);
      if (!line->counted)
        set_aside (sheet, line);
      else if (line->session)
        pair_sessions (sheet, i, &cursor);
      else if (line->day.window_to > 0 || line->day.window_from != 0)
        pair_window (sheet, i);

      line->sessions.n = sheet->sessions->len - line->sessions.first;
      if (!line->session && line->sessions.n > 0)
        line->day.groups = 1;
      sum_up (sheet, line);
      if (sheet->why)
        note_punches (sheet, i);
    }
}

const MusterRule muster_pairing_rule = {
  .name = "pairing",
  .title = N_ ("Pairing of punches"),
  .fields = pairing_fields,
  .compile = pairing_compile,
  .apply = pairing_apply,
};
