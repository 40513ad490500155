/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-text.h"

#include "muster-text.h"

#include <glib/gi18n-lib.h>

/* A punch that comes in later than this after it was made is worth a word */
#define LATE_ARRIVAL (10 * MUSTER_MINUTE)

#define TARDY (MUSTER_FLAG_LATE | MUSTER_FLAG_SEVERE_LATE | MUSTER_FLAG_EARLY_LEAVE)
#define MISSING (MUSTER_FLAG_MISSING_IN | MUSTER_FLAG_MISSING_OUT)

static const MusterWord *
flag_word (MusterDayFlags flag)
{
  return muster_words_at ("flag", (int) flag);
}

static void
append (GString *text, const char *between, const char *part)
{
  if (part == NULL || *part == '\0')
    return;

  if (text->len > 0)
    g_string_append (text, between);

  g_string_append (text, part);
}

static void
append_minutes (GString *text, MusterDayFlags flag, int minutes)
{
  const char *word = muster_words_say_value ("flag", (int) flag);
  g_autofree char *size = muster_text_minutes (minutes);
  /* Translators: a word and a duration, as in "Late 12 min" */
  g_autofree char *part = minutes > 0
                            ? g_strdup_printf (C_ ("sign", "%1$s %2$s"), word, size)
                            : g_strdup (word);

  append (text, C_ ("list", ", "), part);
}

static void
append_tardy (GString *text, const MusterDay *day)
{
  if (day->flags & MUSTER_FLAG_SEVERE_LATE)
    append_minutes (text, MUSTER_FLAG_SEVERE_LATE, day->late_min);
  else if (day->flags & MUSTER_FLAG_LATE)
    append_minutes (text, MUSTER_FLAG_LATE, day->late_min);

  /* Who is at lunch has not left early: a day that is not over has no end to measure from */
  if (day->flags & MUSTER_FLAG_EARLY_LEAVE && day->status != MUSTER_STATUS_PENDING)
    append_minutes (text, MUSTER_FLAG_EARLY_LEAVE, day->early_min);
}

static gboolean
expects (const MusterDay *day)
{
  return day->type == MUSTER_DAY_WORK || day->type == MUSTER_DAY_MAKEUP;
}

static char *
slot_text (MusterDaySheet *sheet, gint64 at, MusterDayFlags missing)
{
  if (at != 0)
    return muster_text_time (at, sheet->zone, sheet->day.date);

  return g_strdup (sheet->day.flags & missing ? C_ ("slot", "Missing") : "");
}

static const char *
covered_word (const MusterDay *day)
{
  if (day->status == MUSTER_STATUS_LEAVE)
    return muster_words_say_value ("status", MUSTER_STATUS_LEAVE);

  if (day->flags & MUSTER_FLAG_FIELD)
    return muster_words_say_value ("flag", MUSTER_FLAG_FIELD);

  return C_ ("stretch", "Leave or other approved time");
}

static const char *
stretch_word (const MusterDay *day, const MusterStretch *stretch)
{
  switch ((MusterStretchKind) stretch->kind)
    {
    case MUSTER_STRETCH_SEGMENT:
      return C_ ("stretch", "Scheduled");
    case MUSTER_STRETCH_REST:
      return C_ ("stretch", "Rest span");
    case MUSTER_STRETCH_WORKED:
      return C_ ("stretch", "Worked");
    case MUSTER_STRETCH_LATE:
      return C_ ("stretch", "Late");
    case MUSTER_STRETCH_EARLY:
      return C_ ("stretch", "Left early");
    case MUSTER_STRETCH_OVERTIME:
      return C_ ("stretch", "Overtime");
    case MUSTER_STRETCH_COVERED:
      return covered_word (day);
    case MUSTER_STRETCH_WINDOW:
      return C_ ("stretch", "Punch window");
    default:
      return "";
    }
}

static char *
pending_sentence (MusterDaySheet *sheet)
{
  g_autofree char *time = NULL;

  if (sheet->waits != NULL && *sheet->waits != '\0')
    /* Translators: names of sources that have not reported yet */
    return g_strdup_printf (_ ("It waits for %s."), sheet->waits);

  if (sheet->day.window_to == 0)
    return g_strdup (_ ("The day is not over."));

  time = muster_text_time (sheet->day.window_to, sheet->zone, sheet->day.date);

  /* Translators: the time at which a shift's punch window closes */
  return g_strdup_printf (_ ("It is decided when the punch window closes at %s."), time);
}

static char *
worked_sentence (const MusterDay *day)
{
  g_autofree char *worked = muster_text_hours (day->worked_sec / 60);
  g_autofree char *expected = muster_text_hours (day->expected_min);

  if (day->expected_min == 0)
    return g_strdup_printf (_ ("Worked %s."), worked);

  /* Translators: worked time, expected time */
  return g_strdup_printf (_ ("Worked %1$s of %2$s expected."), worked, expected);
}

static char *
missing_sentence (const MusterDay *day)
{
  if ((day->flags & MISSING) == MISSING)
    return g_strdup (_ ("The on-punch and the off-punch are missing."));

  if (day->flags & MUSTER_FLAG_MISSING_IN)
    return g_strdup (_ ("The on-punch is missing."));

  return g_strdup (_ ("The off-punch is missing."));
}

const MusterWord *
muster_day_text_sign (const MusterDay *day)
{
  static const MusterDayFlags order[] = {
    MUSTER_FLAG_SEVERE_LATE,
    MUSTER_FLAG_LATE,
    MUSTER_FLAG_EARLY_LEAVE,
  };

  if (day->status == MUSTER_STATUS_INCOMPLETE && (day->flags & MISSING))
    return flag_word (day->flags & MUSTER_FLAG_MISSING_IN ? MUSTER_FLAG_MISSING_IN
                                                          : MUSTER_FLAG_MISSING_OUT);

  if (day->status == MUSTER_STATUS_PRESENT || day->status == MUSTER_STATUS_PENDING)
    for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
      if (day->flags & order[i] &&
          (order[i] != MUSTER_FLAG_EARLY_LEAVE || day->status != MUSTER_STATUS_PENDING))
        return flag_word (order[i]);

  return muster_words_at ("status", day->status);
}

const char *
muster_day_text_mark (const MusterDay *day)
{
  const MusterWord *word = muster_day_text_sign (day);
  const MusterWord *mark = word != NULL ? muster_words_find ("month_mark", word->code)
                                        : NULL;

  return mark != NULL ? muster_words_say ("month_mark", mark->code) : "";
}

/* How much a day needs a look. */
static int
day_get_weight (const MusterDay *day)
{
  static const int weights[MUSTER_N_STATUSES] = {
    [MUSTER_STATUS_ABSENT] = 6,   [MUSTER_STATUS_INCOMPLETE] = 5,
    [MUSTER_STATUS_HALF_DAY] = 4, [MUSTER_STATUS_PENDING] = 2,
    [MUSTER_STATUS_PRESENT] = 1,  [MUSTER_STATUS_LEAVE] = 1,
  };

  return MAX (weights[day->status], (day->flags & TARDY) != 0 ? 3 : 0);
}

const MusterDay *
muster_day_text_find (const GArray *days, MusterDate date)
{
  const MusterDay *found = NULL;

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const MusterDay *day = &g_array_index (days, MusterDay, i);

      if (day->date == date &&
          (found == NULL || day_get_weight (day) > day_get_weight (found)))
        found = day;
    }

  return found;
}

char *
muster_day_text_label (const MusterDay *day)
{
  g_autoptr (GString) text = g_string_new (NULL);

  switch ((MusterStatus) day->status)
    {
    case MUSTER_STATUS_PRESENT:
      if (day->flags & TARDY)
        break;
      /* fall through */
    case MUSTER_STATUS_NONE:
    case MUSTER_STATUS_PENDING:
    case MUSTER_STATUS_ABSENT:
    case MUSTER_STATUS_HALF_DAY:
    case MUSTER_STATUS_LEAVE:
    case MUSTER_STATUS_HOLIDAY:
    case MUSTER_STATUS_REST:
      g_string_append (text, muster_words_say_value ("status", day->status));
      break;
    case MUSTER_STATUS_INCOMPLETE:
    default:
      if ((day->flags & MISSING) == 0)
        g_string_append (text, muster_words_say_value ("status", day->status));
      break;
    }

  if (day->status == MUSTER_STATUS_INCOMPLETE)
    for (guint bit = MUSTER_FLAG_MISSING_IN; bit <= MUSTER_FLAG_MISSING_OUT; bit <<= 1)
      if (day->flags & bit)
        append (text, C_ ("list", ", "), muster_words_say_value ("flag", (int) bit));

  append_tardy (text, day);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
muster_day_text_flags (const MusterDay *day)
{
  guint said = TARDY;

  if (day->status == MUSTER_STATUS_INCOMPLETE)
    said |= MISSING;

  return muster_words_say_flags ("flag", day->flags & ~said);
}

char *
muster_day_text_in (MusterDaySheet *sheet)
{
  return slot_text (sheet, sheet->day.in_at, MUSTER_FLAG_MISSING_IN);
}

char *
muster_day_text_out (MusterDaySheet *sheet)
{
  return slot_text (sheet, sheet->day.out_at, MUSTER_FLAG_MISSING_OUT);
}

char *
muster_day_text_worked (const MusterDay *day)
{
  if (day->worked_sec == 0 && (!expects (day) || day->status == MUSTER_STATUS_PENDING))
    return g_strdup ("");

  return muster_text_hours (day->worked_sec / 60);
}

char *
muster_day_text_count (int minutes)
{
  return minutes > 0 ? muster_text_number ((guint64) minutes) : g_strdup ("");
}

char *
muster_day_text_schedule (MusterDaySheet *sheet)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (sheet->day.shift != NULL)
    append (text, "", sheet->day.shift->name);
  else if (sheet->holiday == NULL)
    append (text, "", muster_words_say_value ("day_type", sheet->day.type));

  for (guint i = 0; i < sheet->stretches->len; i++)
    {
      const MusterStretch *stretch = &g_array_index (sheet->stretches, MusterStretch, i);
      g_autofree char *times = NULL;

      if (stretch->kind != MUSTER_STRETCH_SEGMENT)
        continue;

      times =
        muster_text_times (stretch->from, stretch->until, sheet->zone, sheet->day.date);
      append (text, C_ ("list", ", "), times);
    }

  append (text, C_ ("list", ", "), sheet->holiday);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
muster_day_text_ground (MusterDaySheet *sheet)
{
  const MusterDay *day = &sheet->day;

  switch ((MusterStatus) day->status)
    {
    case MUSTER_STATUS_PENDING:
      return pending_sentence (sheet);
    case MUSTER_STATUS_ABSENT:
      return day->n_punches == 0
               ? g_strdup (_ ("There is no punch, and nothing approved covers the day."))
               : worked_sentence (day);
    case MUSTER_STATUS_INCOMPLETE:
      return missing_sentence (day);
    case MUSTER_STATUS_PRESENT:
    case MUSTER_STATUS_HALF_DAY:
      return worked_sentence (day);
    case MUSTER_STATUS_LEAVE:
      return g_strdup (_ ("Approved leave covers the day."));
    case MUSTER_STATUS_NONE:
    case MUSTER_STATUS_HOLIDAY:
    case MUSTER_STATUS_REST:
    default:
      return day->worked_sec > 0 ? worked_sentence (day)
                                 : g_strdup (_ ("Nothing was expected."));
    }
}

char *
muster_day_text_verdict (MusterDaySheet *sheet)
{
  g_autofree char *label = muster_day_text_label (&sheet->day);
  g_autofree char *ground = muster_day_text_ground (sheet);

  if (sheet->day.status == MUSTER_STATUS_INCOMPLETE && (sheet->day.flags & TARDY) == 0)
    return g_steal_pointer (&ground);

  /* Translators: the day's result and the sentence it rests on: "Late 12 min. Worked 7:48." */
  return g_strdup_printf (C_ ("verdict", "%1$s. %2$s"), label, ground);
}

char *
muster_day_text_stretch (MusterDaySheet *sheet, const MusterStretch *stretch)
{
  const char *word = stretch_word (&sheet->day, stretch);
  g_autofree char *times =
    muster_text_times (stretch->from, stretch->until, sheet->zone, sheet->day.date);
  g_autofree char *size = NULL;

  if (stretch->kind == MUSTER_STRETCH_SEGMENT || stretch->kind == MUSTER_STRETCH_WINDOW)
    return g_strdup_printf (C_ ("stretch", "%1$s %2$s"), word, times);

  size = muster_text_minutes ((stretch->until - stretch->from) / MUSTER_MINUTE);

  /* Translators: what a stretch of time is, from when to when, how long: "Late 09:00–09:12, 12 min" */
  return g_strdup_printf (C_ ("stretch", "%1$s %2$s, %3$s"), word, times, size);
}

char *
muster_day_text_placed (MusterDaySheet *sheet, const MusterPlaced *placed)
{
  g_autofree char *time =
    muster_text_time_exact (placed->punch.at, sheet->zone, sheet->day.date);
  const char *word = muster_words_say_value ("verdict", placed->verdict);

  /* Translators: the time of a punch and what it did: "09:12:30 On-punch" */
  return g_strdup_printf (C_ ("punch", "%1$s %2$s"), time, word);
}

char *
muster_day_text_bar (MusterDaySheet *sheet)
{
  g_autofree char *text_of_day = NULL;
  GString *text;

  g_return_val_if_fail (MUSTER_IS_DAY_SHEET (sheet), NULL);

  text = g_string_new (NULL);
  text_of_day = muster_day_text_label (&sheet->day);
  g_string_append (text, text_of_day);

  for (guint i = 0; i < sheet->stretches->len; i++)
    {
      const MusterStretch *stretch = &g_array_index (sheet->stretches, MusterStretch, i);
      g_autofree char *part = NULL;

      if (stretch->kind == MUSTER_STRETCH_WINDOW)
        continue;

      part = muster_day_text_stretch (sheet, stretch);
      append (text, C_ ("list", "; "), part);
    }

  for (guint i = 0; i < sheet->placed->len; i++)
    {
      g_autofree char *part =
        muster_day_text_placed (sheet, &g_array_index (sheet->placed, MusterPlaced, i));

      append (text, C_ ("list", "; "), part);
    }

  return g_string_free (text, FALSE);
}

const char *
muster_day_text_reason (MusterVerdict verdict)
{
  switch (verdict)
    {
    case MUSTER_VERDICT_BETWEEN:
      return _ ("The first and the last punch count; this one lies between them.");
    case MUSTER_VERDICT_UNPAIRED:
      return _ ("It has no partner, so it closes nothing.");
    case MUSTER_VERDICT_IGNORED:
      return _ (
        "Its direction repeats the punch before it, or closes what was never opened.");
    case MUSTER_VERDICT_DUPLICATE:
      return _ ("It comes too soon after the punch before it.");
    case MUSTER_VERDICT_OFF_SHIFT:
      return _ ("It lies in no shift's punch window.");
    case MUSTER_VERDICT_VOID:
      return _ ("A user took it out of account.");
    case MUSTER_VERDICT_SUSPECT:
      return _ ("The clock of its source is not to be believed.");
    case MUSTER_VERDICT_HOLIDAY:
      return _ ("Punches on this holiday count nothing.");
    case MUSTER_VERDICT_REJECTED:
      return _ ("It was made where it does not count until somebody accepts it.");
    case MUSTER_VERDICT_UNPLACED:
      return _ ("It has not been judged.");
    case MUSTER_VERDICT_IN:
    case MUSTER_VERDICT_OUT:
    default:
      return "";
    }
}

char *
muster_day_text_evidence (const MusterPunch *punch,
                          const MusterZone *zone,
                          MusterDate date)
{
  GString *text = g_string_new (NULL);

  if (punch->verify != MUSTER_VERIFY_UNKNOWN)
    append (text, " · ", muster_words_say_value ("verify", punch->verify));

  if (punch->direction != MUSTER_DIRECTION_NONE)
    append (text, " · ", muster_words_say_value ("direction", punch->direction));

  for (guint mark = MUSTER_PUNCH_OFFLINE; mark <= MUSTER_PUNCH_CORRECTION; mark <<= 1)
    if (punch->marks & mark)
      append (text, " · ", muster_words_say_value ("mark", (int) mark));

  if (punch->marks & MUSTER_PUNCH_ACCURATE)
    {
      g_autofree char *size = muster_text_metres (punch->accuracy);
      g_autofree char *part = g_strdup_printf (_ ("Accuracy %s"), size);

      append (text, " · ", part);
    }
  else if (punch->marks & MUSTER_PUNCH_PLACED)
    append (text, " · ", muster_words_say_value ("mark", MUSTER_PUNCH_PLACED));

  if (punch->received_at - punch->at > LATE_ARRIVAL)
    {
      MusterDate received = muster_zone_get_civil (zone, punch->received_at, NULL);
      g_autofree char *day = muster_text_date_short (received);
      g_autofree char *time =
        muster_text_time (punch->received_at, zone, MUSTER_DATE_NONE);
      g_autofree char *part = received == date
                                ? g_strdup_printf (_ ("Received %s"), time)
                                /* Translators: date, time */
                                : g_strdup_printf (_ ("Received %1$s %2$s"), day, time);

      append (text, " · ", part);
    }

  return g_string_free (text, FALSE);
}

char *
muster_day_text_of_date (const MusterDay *day, MusterDate date)
{
  g_autofree char *text = muster_text_date (date);
  g_autofree char *label = day != NULL ? muster_day_text_label (day) : NULL;
  g_autofree char *worked = day != NULL ? muster_day_text_worked (day) : NULL;
  g_autofree char *flags = day != NULL ? muster_day_text_flags (day) : NULL;
  g_autoptr (GString) lines = g_string_new (text);

  append (lines, "\n", label);
  if (worked != NULL && *worked != '\0')
    {
      /* Translators: a duration: "Worked 7:45" */
      g_autofree char *line = g_strdup_printf (C_ ("tooltip", "Worked %s"), worked);

      append (lines, "\n", line);
    }
  append (lines, "\n", flags);

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

char *
muster_day_text_month (const GArray *days)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    {
      const MusterDay *day = &g_array_index (days, MusterDay, i);
      g_autofree char *date = NULL;
      g_autofree char *label = NULL;
      g_autofree char *part = NULL;

      if ((day->flags & TARDY) == 0 && day->status != MUSTER_STATUS_ABSENT &&
          day->status != MUSTER_STATUS_INCOMPLETE &&
          day->status != MUSTER_STATUS_HALF_DAY && day->status != MUSTER_STATUS_LEAVE)
        continue;

      date = muster_text_date_short (day->date);
      label = muster_day_text_label (day);
      /* Translators: a date and what became of it: "Thu 5 Mar: Late 12 min" */
      part = g_strdup_printf (C_ ("month", "%1$s: %2$s"), date, label);
      append (text, C_ ("month", "; "), part);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
