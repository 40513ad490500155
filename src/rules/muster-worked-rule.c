/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule.h"
#include "muster-entries.h"
#include "muster-sheet.h"

#include <string.h>

#include "muster-error.h"

#include <glib/gi18n-lib.h>

/* Worked time (semantics §7): rounded ends, then clipped, less rest, then the rounded total.
 * It stays a list of stretches all the way, so that overtime can say which minute it is. */

static const MusterChoice clip_choices[] = {
  { "none", N_ ("Everything counts") },
  { "start", N_ ("Nothing before the on-time") },
  { "both", N_ ("Nothing outside the schedule") },
  { NULL, NULL },
};

static const MusterChoice rest_choices[] = {
  { "none", N_ ("No rest is taken off") },
  { "scheduled", N_ ("The shift's rests") },
  { "auto", N_ ("So many minutes after so much work") },
  { "paid_up_to", N_ ("Rest that was punched is paid up to") },
  { NULL, NULL },
};

static const MusterChoice what_choices[] = {
  { "in", N_ ("On-punches") },
  { "out", N_ ("Off-punches") },
  { "total", N_ ("The total") },
  { NULL, NULL },
};

static const MusterChoice round_choices[] = {
  { "down", N_ ("Down") },
  { "up", N_ ("Up") },
  { "nearest", N_ ("To the nearest") },
  { NULL, NULL },
};

static const MusterField within_fields[] = {
  { "of", N_ ("Of"), N_ ("A time such as 08:00, minutes, or “schedule”"),
    MUSTER_FIELD_VARIANT, MUSTER_FIELD_REQUIRED | MUSTER_FIELD_SCALAR },
  { "before", N_ ("Minutes before"), NULL, MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL,
    "0", 0, 2880 },
  { "after", N_ ("Minutes after"), NULL, MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "0",
    0, 2880 },
  { NULL },
};

static const MusterField rounding_fields[] = {
  { "apply", N_ ("Applied to"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_REQUIRED, NULL, 0,
    0, what_choices },
  { "mode", N_ ("Direction"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_REQUIRED, NULL, 0,
    0, round_choices },
  { "step", N_ ("Step"), NULL, MUSTER_FIELD_MINUTES, MUSTER_FIELD_REQUIRED, NULL, 1,
    1440 },
  { "grace", N_ ("Grace"), NULL, MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "0", 0,
    1440 },
  { "only_within", N_ ("Only within"), NULL, MUSTER_FIELD_VARIANT, MUSTER_FIELD_OPTIONAL,
    "@a{sv} {}", .entries = within_fields },
  { NULL },
};

static const MusterField rest_fields[] = {
  { "mode", N_ ("Rest"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_REQUIRED, NULL, 0, 0,
    rest_choices },
  { "after", N_ ("Rest after"), NULL, MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "0", 0,
    2880 },
  { "minutes", N_ ("Rest of"), NULL, MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "0", 0,
    1440 },
  { "offset_by_punched", N_ ("Offset by punched rest"), NULL, MUSTER_FIELD_BOOLEAN,
    MUSTER_FIELD_OPTIONAL, "false" },
  { NULL },
};

static const MusterField worked_fields[] = {
  { "clip", N_ ("Outside the schedule"), N_ ("Whether time outside the schedule counts"),
    MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "none", 0, 0, clip_choices },
  { "rest.mode", N_ ("Rest"), N_ ("How rest is taken off worked time"),
    MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "scheduled", 0, 0, rest_choices },
  { "rest.after", N_ ("Rest after"), N_ ("Worked minutes from which rest is taken off"),
    MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "0", 0, 2880 },
  { "rest.minutes", N_ ("Rest of"), N_ ("Minutes of rest"), MUSTER_FIELD_MINUTES,
    MUSTER_FIELD_OPTIONAL, "0", 0, 1440 },
  { "rest.offset_by_punched", N_ ("Offset by punched rest"),
    N_ ("Take off only what was not punched out for"), MUSTER_FIELD_BOOLEAN,
    MUSTER_FIELD_OPTIONAL, "false" },
  { "rest.also", N_ ("Further rest"), N_ ("Further ways, applied after it"),
    MUSTER_FIELD_VARIANT, MUSTER_FIELD_LIST, "@av []", .entries = rest_fields },
  { "rounding", N_ ("Rounding"), N_ ("Lines of rounding, applied in order"),
    MUSTER_FIELD_VARIANT, MUSTER_FIELD_LIST, "@av []", .entries = rounding_fields },
  { NULL },
};

static MusterRestMode
rest_mode (const char *mode)
{
  return g_str_equal (mode, "none")         ? MUSTER_REST_NONE
         : g_str_equal (mode, "auto")       ? MUSTER_REST_AUTO
         : g_str_equal (mode, "paid_up_to") ? MUSTER_REST_PAID_UP_TO
                                            : MUSTER_REST_SCHEDULED;
}

/* A further way of resting is a mode, with the numbers of the first, or has its own. */
static gboolean
compile_also (GVariant *entry, MusterRestStep *step, GError **error)
{
  g_autoptr (MusterParams) params = NULL;
  g_autoptr (GVariant) named = NULL;
  MusterRestStep first = *step;

  if (g_variant_is_of_type (entry, G_VARIANT_TYPE_STRING))
    {
      named = g_variant_ref_sink (g_variant_new_parsed ("{'mode': <%@s>}", entry));
      params = muster_params_new (rest_fields, named, error);
    }
  else
    {
      params = muster_entries_check (rest_fields, entry, error);
    }

  if (params == NULL)
    return FALSE;

  step->mode = rest_mode (muster_params_get_string (params, "mode"));
  if (named != NULL)
    {
      *step = (MusterRestStep) { step->mode, first.after, first.minutes,
                                 first.offset_by_punched };
      return TRUE;
    }

  step->after = (int) muster_params_get_int64 (params, "after");
  step->minutes = (int) muster_params_get_int64 (params, "minutes");
  step->offset_by_punched = muster_params_get_boolean (params, "offset_by_punched");

  return TRUE;
}

static gboolean
compile_rests (MusterParams *params, MusterPolicy *policy, GError **error)
{
  g_autoptr (GVariant) also = muster_entries_get_list (params, "rest.also");
  gsize n = g_variant_n_children (also);

  policy->rests = g_new0 (MusterRestStep, n + 1);
  policy->n_rests = (guint) n + 1;
  policy->rests[0].mode = rest_mode (muster_params_get_string (params, "rest.mode"));
  policy->rests[0].after = (int) muster_params_get_int64 (params, "rest.after");
  policy->rests[0].minutes = (int) muster_params_get_int64 (params, "rest.minutes");
  policy->rests[0].offset_by_punched =
    muster_params_get_boolean (params, "rest.offset_by_punched");

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) entry = muster_entries_get_entry (also, i);

      policy->rests[i + 1] = policy->rests[0];
      if (!compile_also (entry, &policy->rests[i + 1], error))
        return muster_entries_prefix (error, "rest.also", i);
    }

  return TRUE;
}

static gboolean
compile_within (MusterParams *params, MusterRounding *rounding, GError **error)
{
  g_autoptr (GVariant)
    boxed = g_variant_get_variant (muster_params_get_value (params, "only_within"));
  g_autoptr (MusterParams) within = NULL;
  g_autoptr (GVariant) of = NULL;
  int minutes;

  if (g_variant_n_children (boxed) == 0)
    return TRUE;

  within = muster_entries_check (within_fields, boxed, error);
  if (within == NULL)
    return FALSE;

  rounding->conditional = TRUE;
  rounding->before = (int) muster_params_get_int64 (within, "before");
  rounding->after = (int) muster_params_get_int64 (within, "after");

  of = g_variant_get_variant (muster_params_get_value (within, "of"));
  if (g_variant_is_of_type (of, G_VARIANT_TYPE_INT64))
    {
      rounding->of = (int) CLAMP (g_variant_get_int64 (of), 0, 2880);
      return TRUE;
    }

  if (g_variant_is_of_type (of, G_VARIANT_TYPE_STRING))
    {
      const char *text = g_variant_get_string (of, NULL);

      rounding->schedule = g_str_equal (text, "schedule");
      if (rounding->schedule)
        return TRUE;

      if (muster_clock_parse (text, &minutes))
        {
          rounding->of = minutes;
          return TRUE;
        }
    }

  return muster_error_set_field (
    error, "only_within.of",
    _ ("A value is a time such as 08:00, minutes, or “schedule”."));
}

static gboolean
compile_rounding (GVariant *entry, MusterRounding *rounding, GError **error)
{
  g_autoptr (MusterParams) params = muster_entries_check (rounding_fields, entry, error);
  const char *what;
  const char *mode;

  if (params == NULL)
    return FALSE;

  what = muster_params_get_string (params, "apply");
  mode = muster_params_get_string (params, "mode");
  rounding->what = g_str_equal (what, "in")    ? MUSTER_ROUND_IN
                   : g_str_equal (what, "out") ? MUSTER_ROUND_OUT
                                               : MUSTER_ROUND_TOTAL;
  rounding->mode = g_str_equal (mode, "down") ? MUSTER_ROUND_DOWN
                   : g_str_equal (mode, "up") ? MUSTER_ROUND_UP
                                              : MUSTER_ROUND_NEAREST;
  rounding->step = (int) muster_params_get_int64 (params, "step");
  rounding->grace = (int) muster_params_get_int64 (params, "grace");

  return compile_within (params, rounding, error);
}

static gboolean
compile_roundings (MusterParams *params, MusterPolicy *policy, GError **error)
{
  g_autoptr (GVariant) list = muster_entries_get_list (params, "rounding");
  gsize n = g_variant_n_children (list);

  policy->roundings = g_new0 (MusterRounding, n);
  policy->n_roundings = (guint) n;
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) entry = muster_entries_get_entry (list, i);

      if (!compile_rounding (entry, &policy->roundings[i], error))
        return muster_entries_prefix (error, "rounding", i);
    }

  return TRUE;
}

static gboolean
worked_compile (MusterParams *params, MusterPolicy *policy, GError **error)
{
  const char *clip = muster_params_get_string (params, "clip");

  policy->clip = g_str_equal (clip, "start")  ? MUSTER_CLIP_START
                 : g_str_equal (clip, "both") ? MUSTER_CLIP_BOTH
                                              : MUSTER_CLIP_NONE;

  return compile_rests (params, policy, error) &&
         compile_roundings (params, policy, error);
}

/* --- rounding --- */

static gint64
floor_to (gint64 value, gint64 step)
{
  gint64 into = value % step;

  return value - (into < 0 ? into + step : into);
}

static gint64
round_value (const MusterRounding *rounding, gint64 value)
{
  gint64 step = rounding->step * MUSTER_MINUTE;
  gint64 grace = rounding->grace * MUSTER_MINUTE;

  switch (rounding->mode)
    {
    case MUSTER_ROUND_DOWN:
      return floor_to (value + grace, step);

    case MUSTER_ROUND_UP:
      return -floor_to (-(value - grace), step);

    case MUSTER_ROUND_NEAREST:
    default:
      return floor_to (value + step / 2, step);
    }
}

static gboolean
is_within (const MusterRounding *rounding, gint64 value, gint64 of)
{
  return value >= of - rounding->before * MUSTER_MINUTE &&
         value <= of + rounding->after * MUSTER_MINUTE;
}

/* Whether a line of rounding has something to say about an end of a session. */
static gboolean
fits_end (const MusterSheetLine *line,
          const MusterRounding *rounding,
          MusterRoundWhat what,
          guint segment,
          gint64 at)
{
  gint64 of_day;
  MusterDate date;

  if (rounding->what != what)
    return FALSE;

  if (!rounding->conditional)
    return TRUE;

  if (rounding->schedule)
    return segment < line->n_segments &&
           is_within (rounding, at,
                      what == MUSTER_ROUND_IN ? line->on[segment] : line->off[segment]);

  date = muster_zone_get_civil (line->zone, at, &of_day);

  return is_within (rounding, of_day, rounding->of * MUSTER_MINUTE) ||
         is_within (rounding, of_day + (date - line->day.date) * MUSTER_DAY,
                    rounding->of * MUSTER_MINUTE);
}

static gint64
round_instant (const MusterSheetLine *line, const MusterRounding *rounding, gint64 at)
{
  gint64 of_day;

  muster_zone_get_civil (line->zone, at, &of_day);

  return at + round_value (rounding, of_day) - of_day;
}

/* Where a conditional line fits, the first line that fits is the only one that is used. */
static gint64
round_end (const MusterSheetLine *line, MusterRoundWhat what, guint segment, gint64 at)
{
  const MusterPolicy *policy = line->policy;
  const MusterRounding *first = NULL;
  gboolean conditional = FALSE;
  gint64 rounded = at;

  for (guint i = 0; i < policy->n_roundings; i++)
    {
      const MusterRounding *rounding = &policy->roundings[i];

      if (!fits_end (line, rounding, what, segment, at))
        continue;

      if (first == NULL)
        first = rounding;
      conditional |= rounding->conditional;
      rounded = round_instant (line, rounding, rounded);
    }

  if (first != NULL && conditional)
    return round_instant (line, first, at);

  return rounded;
}

static gint64
round_total (const MusterSheetLine *line, gint64 total)
{
  const MusterPolicy *policy = line->policy;
  const MusterRounding *first = NULL;
  gboolean conditional = FALSE;
  gint64 rounded = total;

  for (guint i = 0; i < policy->n_roundings; i++)
    {
      const MusterRounding *rounding = &policy->roundings[i];
      gint64 of = rounding->schedule ? line->scheduled : rounding->of * MUSTER_MINUTE;

      if (rounding->what != MUSTER_ROUND_TOTAL ||
          (rounding->schedule && line->scheduled == 0) ||
          (rounding->conditional && !is_within (rounding, total, of)))
        continue;

      if (first == NULL)
        first = rounding;
      conditional |= rounding->conditional;
      rounded = round_value (rounding, rounded);
    }

  return MAX (0, first != NULL && conditional ? round_value (first, total) : rounded);
}

/* --- the steps --- */

static gint32
whole_seconds (gint64 total)
{
  return (gint32) (total / MUSTER_SECOND);
}

/* Sessions with rounded ends, in order and apart from each other. */
static void
take_sessions (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  GArray *worked = sheet->scratch;
  gint64 total = 0;
  gint64 last = G_MININT64;

  g_array_set_size (worked, 0);
  for (guint i = 0; i < line->sessions.n; i++)
    {
      const MusterSession *session =
        &g_array_index (sheet->sessions, MusterSession, line->sessions.first + i);
      MusterInterval interval = { session->from, session->until, session->group };
      gint64 before = total;

      if (!session->closed)
        continue;

      total += interval.until - interval.from;
      MUSTER_NOTE (sheet, index, .rule = "worked", .setting = "pairing",
                   .reason = MUSTER_REASON_SESSION, .value = MUSTER_VALUE_WORKED,
                   .amount = whole_seconds (total) - whole_seconds (before),
                   .args = { interval.from, interval.until });

      if (line->policy->n_roundings > 0)
        {
          gint64 in =
            session->in != MUSTER_NO_PUNCH
              ? round_end (line, MUSTER_ROUND_IN, session->segment, interval.from)
              : interval.from;
          gint64 out =
            session->out != MUSTER_NO_PUNCH
              ? round_end (line, MUSTER_ROUND_OUT, session->segment, interval.until)
              : interval.until;
          gint64 now;

          /* Rounded ends may neither cross each other nor reach into the session before. */
          in = MAX (in, last);
          out = MAX (in, out);
          before = total;
          now = total + MAX (0, interval.until - in) - (interval.until - interval.from);
          if (in != interval.from)
            MUSTER_NOTE (sheet, index, .rule = "worked", .setting = "rounding",
                         .reason = MUSTER_REASON_ROUNDED_IN, .value = MUSTER_VALUE_WORKED,
                         .amount = whole_seconds (now) - whole_seconds (before),
                         .args = { interval.from, in });
          else
            now = before;

          total = total - (interval.until - interval.from) + (out - in);
          if (out != interval.until || now != total)
            MUSTER_NOTE (sheet, index, .rule = "worked", .setting = "rounding",
                         .reason = MUSTER_REASON_ROUNDED_OUT,
                         .value = MUSTER_VALUE_WORKED,
                         .amount = whole_seconds (total) - whole_seconds (now),
                         .args = { interval.until, out });
          interval.from = in;
          interval.until = out;
        }

      last = interval.until;
      if (interval.until > interval.from)
        g_array_append_val (worked, interval);
    }
}

static void
clip (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  GArray *worked = sheet->scratch;
  gint64 before;
  gint64 last = G_MININT64 / 2;

  if (line->policy->clip == MUSTER_CLIP_NONE || line->n_segments == 0 || worked->len == 0)
    return;

  before = muster_intervals_total (worked);
  for (guint i = 0; i < line->n_segments; i++)
    {
      gint64 part = i > 0 ? line->parts[i - 1] : last;

      /* Before the on-time of the segment, and after the off-time of the one before it. */
      muster_intervals_cut (worked,
                            line->policy->clip == MUSTER_CLIP_BOTH && i > 0 ? last : part,
                            line->on[i] + line->moved, sheet->spare);
      last = line->off[i] + line->moved;
    }

  if (line->policy->clip == MUSTER_CLIP_BOTH)
    muster_intervals_cut (worked, last, G_MAXINT64 / 2, sheet->spare);

  if (muster_intervals_total (worked) != before)
    MUSTER_NOTE (sheet, index, .rule = "worked", .setting = "clip",
                 .reason = MUSTER_REASON_CLIPPED, .value = MUSTER_VALUE_WORKED,
                 .amount = whole_seconds (muster_intervals_total (worked)) -
                           whole_seconds (before),
                 .args = { whole_seconds (before - muster_intervals_total (worked)) });
}

static void
take_scheduled_rest (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);

  for (guint i = 0; i < line->n_rests; i++)
    {
      gint64 before = muster_intervals_total (sheet->scratch);
      gint64 taken = muster_intervals_cut (sheet->scratch, line->rest_from[i],
                                           line->rest_to[i], sheet->spare);

      if (taken > 0)
        MUSTER_NOTE (
          sheet, index, .rule = "worked", .setting = "rest.mode",
          .reason = MUSTER_REASON_REST_TAKEN, .value = MUSTER_VALUE_WORKED,
          .amount = whole_seconds (before - taken) - whole_seconds (before),
          .args = { line->rest_from[i], line->rest_to[i], whole_seconds (taken) });
    }
}

/* Time between the sessions of one group, as they were punched. */
static gint64
punched_gaps (MusterSheet *sheet, const MusterSheetLine *line, guint8 group)
{
  const MusterSession *last = NULL;
  gint64 gaps = 0;

  for (guint i = 0; i < line->sessions.n; i++)
    {
      const MusterSession *session =
        &g_array_index (sheet->sessions, MusterSession, line->sessions.first + i);

      if (!session->closed || session->group != group)
        continue;

      if (last != NULL)
        gaps += MAX (0, session->from - last->until);
      last = session;
    }

  return gaps;
}

static gint64
group_total (GArray *worked, guint8 group)
{
  gint64 total = 0;

  for (guint i = 0; i < worked->len; i++)
    {
      const MusterInterval *interval = &g_array_index (worked, MusterInterval, i);

      if (interval->group == group)
        total += interval->until - interval->from;
    }

  return total;
}

/* Takes so much out of a group from where so much of it has been worked. */
static void
take_out (MusterSheet *sheet, guint8 group, gint64 worked_before, gint64 amount)
{
  GArray *worked = sheet->scratch;
  gint64 total = group_total (worked, group);
  gint64 start = CLAMP (worked_before, 0, MAX (0, total - amount));
  gint64 passed = 0;

  g_array_set_size (sheet->spare, 0);
  for (guint i = 0; i < worked->len; i++)
    {
      MusterInterval interval = g_array_index (worked, MusterInterval, i);
      gint64 length = interval.until - interval.from;
      MusterInterval head = interval;
      MusterInterval tail = interval;

      if (interval.group != group)
        {
          g_array_append_val (sheet->spare, interval);
          continue;
        }

      head.until = interval.from + CLAMP (start - passed, 0, length);
      tail.from = interval.from + CLAMP (start + amount - passed, 0, length);
      if (head.until > head.from)
        g_array_append_val (sheet->spare, head);
      if (tail.until > tail.from)
        g_array_append_val (sheet->spare, tail);
      passed += length;
    }

  g_array_set_size (worked, 0);
  g_array_append_vals (worked, sheet->spare->data, sheet->spare->len);
}

/* Rest is taken once from each group: two shifts on one date are two days to rest in. */
static void
take_auto_rest (MusterSheet *sheet, guint index, const MusterRestStep *step)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);

  for (guint group = 0; group < MAX (line->day.groups, 1); group++)
    {
      gint64 total = group_total (sheet->scratch, (guint8) group);
      gint64 amount = step->minutes * MUSTER_MINUTE;
      gint64 before = muster_intervals_total (sheet->scratch);
      gint64 punched = 0;

      if (total == 0 || total < step->after * MUSTER_MINUTE)
        continue;

      if (step->offset_by_punched)
        punched = punched_gaps (sheet, line, (guint8) group);
      amount = CLAMP (amount - punched, 0, total);
      if (amount == 0)
        continue;

      take_out (sheet, (guint8) group, step->after * MUSTER_MINUTE, amount);
      MUSTER_NOTE (
        sheet, index, .rule = "worked", .setting = "rest.minutes",
        .reason = MUSTER_REASON_REST_AUTO, .value = MUSTER_VALUE_WORKED,
        .amount = whole_seconds (before - amount) - whole_seconds (before),
        .args = { whole_seconds (amount), step->after, punched / MUSTER_MINUTE });
    }
}

/* Gives back punched rest, from where each gap begins. */
static void
pay_rest (MusterSheet *sheet, guint index, const MusterRestStep *step)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  GArray *worked = sheet->scratch;

  for (guint group = 0; group < MAX (line->day.groups, 1); group++)
    {
      gint64 before = muster_intervals_total (worked);
      gint64 left =
        MIN (punched_gaps (sheet, line, (guint8) group), step->minutes * MUSTER_MINUTE);
      gint64 paid = 0;

      if (group_total (worked, (guint8) group) < step->after * MUSTER_MINUTE)
        continue;

      for (guint i = 0; i + 1 < worked->len && left > 0; i++)
        {
          MusterInterval *interval = &g_array_index (worked, MusterInterval, i);
          const MusterInterval *next = &g_array_index (worked, MusterInterval, i + 1);
          gint64 add;

          if (interval->group != group || next->group != group)
            continue;

          add = MIN (left, next->from - interval->until);
          interval->until += add;
          left -= add;
          paid += add;
        }

      if (paid > 0)
        MUSTER_NOTE (sheet, index, .rule = "worked", .setting = "rest.minutes",
                     .reason = MUSTER_REASON_REST_PAID, .value = MUSTER_VALUE_WORKED,
                     .amount = whole_seconds (before + paid) - whole_seconds (before),
                     .args = { whole_seconds (paid), step->minutes });
    }
}

static void
take_rests (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);

  for (guint i = 0; i < line->policy->n_rests; i++)
    {
      const MusterRestStep *step = &line->policy->rests[i];

      switch (step->mode)
        {
        case MUSTER_REST_SCHEDULED:
          take_scheduled_rest (sheet, index);
          break;

        case MUSTER_REST_AUTO:
          take_auto_rest (sheet, index, step);
          break;

        case MUSTER_REST_PAID_UP_TO:
          pay_rest (sheet, index, step);
          break;

        case MUSTER_REST_NONE:
        default:
          break;
        }
    }
}

/* A total that was rounded up or down ends later or earlier. */
static void
round_day (MusterSheet *sheet, guint index)
{
  MusterSheetLine *line = muster_sheet_line (sheet, index);
  GArray *worked = sheet->scratch;
  gint64 total = muster_intervals_total (worked);
  gint64 rounded;
  gint64 drop;

  if (line->policy->n_roundings == 0 || worked->len == 0)
    return;

  rounded = round_total (line, total);
  if (rounded == total)
    return;

  drop = total - rounded;
  if (drop < 0)
    g_array_index (worked, MusterInterval, worked->len - 1).until -= drop;

  while (drop > 0 && worked->len > 0)
    {
      MusterInterval *last = &g_array_index (worked, MusterInterval, worked->len - 1);
      gint64 length = last->until - last->from;

      if (length > drop)
        {
          last->until -= drop;
          break;
        }

      drop -= length;
      g_array_set_size (worked, worked->len - 1);
    }

  MUSTER_NOTE (sheet, index, .rule = "worked", .setting = "rounding",
               .reason = MUSTER_REASON_ROUNDED_TOTAL, .value = MUSTER_VALUE_WORKED,
               .amount = whole_seconds (rounded) - whole_seconds (total),
               .args = { whole_seconds (total), whole_seconds (rounded) });
}

static void
worked_apply (MusterSheet *sheet)
{
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      MusterSheetLine *line = muster_sheet_line (sheet, i);

      line->worked.first = sheet->worked->len;
      if (line->policy == NULL || line->sessions.n == 0)
        continue;

      take_sessions (sheet, i);
      clip (sheet, i);
      take_rests (sheet, i);
      round_day (sheet, i);

      g_array_append_vals (sheet->worked, sheet->scratch->data, sheet->scratch->len);
      line->worked.n = sheet->worked->len - line->worked.first;
      line->day.worked_sec = whole_seconds (muster_intervals_total (sheet->scratch));
    }
}

const MusterRule muster_worked_rule = {
  .name = "worked",
  .title = N_ ("Worked time"),
  .fields = worked_fields,
  .compile = worked_compile,
  .apply = worked_apply,
};
