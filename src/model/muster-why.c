/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-why.h"

#include <string.h>

#include "muster-roster.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterWhyLine, muster_why_line, G_TYPE_OBJECT)

static const struct
{
  const char *rule;
  const char *title;
} rule_titles[] = {
  { "kind", N_ ("Kind of day") },
  { "placing", N_ ("Placing of punches") },
  { "site", N_ ("Where punches were made") },
  { "pairing", N_ ("Pairing of punches") },
  { "cover", N_ ("Leave and work elsewhere") },
  { "tardy", N_ ("Late and early") },
  { "worked", N_ ("Worked time") },
  { "status", N_ ("Status of the day") },
  { "overtime", N_ ("Overtime") },
};

static const char *const value_titles[] = {
  [MUSTER_VALUE_EXPECTED] = N_ ("Expected"),
  [MUSTER_VALUE_WORKED] = N_ ("Worked time"),
  [MUSTER_VALUE_LATE] = N_ ("Late"),
  [MUSTER_VALUE_EARLY] = N_ ("Left early"),
  [MUSTER_VALUE_OVERTIME] = N_ ("Overtime"),
  [MUSTER_VALUE_OVERTIME_PENDING] = N_ ("Overtime to be approved"),
  [MUSTER_VALUE_UNDERTIME] = N_ ("Undertime"),
  [MUSTER_VALUE_LIEU_EARNED] = N_ ("Time off in lieu earned"),
  [MUSTER_VALUE_LIEU_TAKEN] = N_ ("Time off in lieu taken"),
  [MUSTER_VALUE_ATTENDED] = N_ ("Attended"),
  [MUSTER_VALUE_ABSENT] = N_ ("Absent"),
};

static const char *const cover_titles[] = {
  [MUSTER_COVER_LEAVE] = N_ ("Leave"),
  [MUSTER_COVER_TRIP] = N_ ("Business trip"),
  [MUSTER_COVER_FIELD] = N_ ("Field work"),
  [MUSTER_COVER_OUTING] = N_ ("Outing"),
  [MUSTER_COVER_REMOTE] = N_ ("Remote work"),
  [MUSTER_COVER_OVERTIME] = N_ ("Approved overtime"),
  [MUSTER_COVER_EXEMPT] = N_ ("Exempt"),
};

/* {1} … {3} are the arguments of the reason, {*} the name that belongs to it. */
static const char *const sentences[] = {
  [MUSTER_REASON_NOT_EMPLOYED] = N_ ("Not employed on this date."),
  [MUSTER_REASON_EXEMPT] = N_ ("Exempt: nobody expects punches."),
  [MUSTER_REASON_NO_RULES] = N_ ("No rules were in force on this date."),
  [MUSTER_REASON_ROSTERED] = N_ ("The roster has “{*}” for this very date."),
  [MUSTER_REASON_ROSTERED_REST] = N_ ("The roster has a rest for this very date."),
  [MUSTER_REASON_SPECIAL] = N_ ("A special date of the group, everybody on “{*}”."),
  [MUSTER_REASON_SPECIAL_EXEMPT] = N_ ("A special date of the group, everybody exempt."),
  [MUSTER_REASON_STATUTORY] = N_ ("A statutory holiday. {*}"),
  [MUSTER_REASON_ARRANGED_REST] = N_ ("A rest day of the holiday calendar. {*}"),
  [MUSTER_REASON_MAKEUP] = N_ ("A make-up workday. {*}"),
  [MUSTER_REASON_ASSIGNED] = N_ ("The roster has “{*}” over these dates."),
  [MUSTER_REASON_ASSIGNED_REST] = N_ ("The roster has rest over these dates."),
  [MUSTER_REASON_PATTERN] = N_ ("The group's pattern has “{*}” on this day."),
  [MUSTER_REASON_PATTERN_REST] = N_ ("The group's pattern has rest on this day."),
  [MUSTER_REASON_DEFAULT_SHIFT] = N_ ("Nothing else decides: the default shift “{*}”."),
  [MUSTER_REASON_NO_SHIFT] = N_ ("No shift on this date."),
  [MUSTER_REASON_NO_CALENDAR] = N_ (
    "The holiday calendar does not have {1} yet: holidays and make-up workdays of that "
    "year are not known."),
  [MUSTER_REASON_SCHEDULED] = N_ ("Scheduled from on-time to off-time: {1}."),
  [MUSTER_REASON_SCHEDULED_REST] = N_ ("Scheduled rest in it: {1}."),
  [MUSTER_REASON_REQUIRED] = N_ ("Free hours require {1} a day."),
  [MUSTER_REASON_LEAVE_WHOLE] = N_ ("Leave takes the whole day off what is expected."),
  [MUSTER_REASON_LEAVE_HALF] = N_ ("Leave takes {1} off what is expected."),
  [MUSTER_REASON_COVERED] = N_ ("{3} from {1} to {2}: no punch is needed there."),
  [MUSTER_REASON_WINDOW] = N_ ("Punches from {1} to {2} belong to this day."),
  [MUSTER_REASON_TRIMMED_FROM] =
    N_ ("Before {1} they belong to the shift before, which ends then."),
  [MUSTER_REASON_TRIMMED_TO] = N_ ("After {1} they belong to the next shift."),
  [MUSTER_REASON_IN] = N_ ("{1} on-punch."),
  [MUSTER_REASON_OUT] = N_ ("{1} off-punch."),
  [MUSTER_REASON_BETWEEN] = N_ ("{1} lies between the first punch and the last."),
  [MUSTER_REASON_UNPAIRED] = N_ ("{1} opens what no punch closes."),
  [MUSTER_REASON_IGNORED] = N_ ("{1} fits no pair and is ignored."),
  [MUSTER_REASON_DUPLICATE] = N_ ("{1} is a duplicate: too soon after the punch before."),
  [MUSTER_REASON_OFF_SHIFT] = N_ ("{1} lies in no shift's window: off-shift."),
  [MUSTER_REASON_VOID] = N_ ("{1} is void."),
  [MUSTER_REASON_SUSPECT] = N_ ("{1} comes from a clock that is not to be believed."),
  [MUSTER_REASON_HOLIDAY_IGNORED] =
    N_ ("{1} is kept, but work on this day off counts nothing."),
  [MUSTER_REASON_SINGLE_IN] = N_ ("{1} is the only punch and is taken as on-punch."),
  [MUSTER_REASON_SINGLE_OUT] = N_ ("{1} is the only punch and is taken as off-punch."),
  [MUSTER_REASON_MISSING_IN] = N_ ("The on-punch for {1} is missing."),
  [MUSTER_REASON_MISSING_OUT] = N_ ("The off-punch for {1} is missing."),
  [MUSTER_REASON_SITE_INSIDE] =
    N_ ("{1} was made inside “{*}”: {2} within its edge, accuracy {3}."),
  [MUSTER_REASON_SITE_OUTSIDE] =
    N_ ("{1} was made outside: {2} from “{*}”, accuracy {3}."),
  [MUSTER_REASON_SITE_UNCERTAIN] =
    N_ ("{1} is uncertain: {2} from the edge of “{*}”, accuracy {3}."),
  [MUSTER_REASON_SITE_INACCURATE] =
    N_ ("{1} is uncertain: its accuracy of {2} is worse than {3}; nearest is “{*}”."),
  [MUSTER_REASON_SITE_WIFI] = N_ ("{1} was made in the Wi-Fi of “{*}”, which counts."),
  [MUSTER_REASON_SITE_NETWORK] =
    N_ ("{1} came from an IP address of “{*}”, which counts."),
  [MUSTER_REASON_SITE_ACCEPTED] = N_ ("{1} was accepted by a user where it was made."),
  [MUSTER_REASON_SITE_FLAGGED] = N_ ("{1} counts, and is flagged for a look."),
  [MUSTER_REASON_SITE_FIELD] = N_ ("{1} counts as field work."),
  [MUSTER_REASON_SITE_WAITS] =
    N_ ("{1} counts as field work once that is approved, and not before."),
  [MUSTER_REASON_SITE_REJECTED] = N_ ("{1} does not count until somebody accepts it."),
  [MUSTER_REASON_FLEX] = N_ ("Flexible: the day moves by {1}."),
  [MUSTER_REASON_AFTER_LATE] =
    N_ ("Stayed {1} after the last work day's off-time: {2} more before being late."),
  [MUSTER_REASON_LATE] = N_ ("{1} on-punch, {3} later than {2}."),
  [MUSTER_REASON_EARLY] = N_ ("{1} off-punch, {3} earlier than {2}."),
  [MUSTER_REASON_WITHIN_GRACE] =
    N_ ("{1} is within the grace of {2} and does not count."),
  [MUSTER_REASON_GRACE_DEDUCTED] = N_ ("Counted from the end of the grace of {1}."),
  [MUSTER_REASON_LATE_COVERED] =
    N_ ("{1} of it lie in what was approved and are not late."),
  [MUSTER_REASON_EARLY_COVERED] =
    N_ ("{1} of it lie in what was approved and are not early."),
  [MUSTER_REASON_FORGIVEN] =
    N_ ("Forgiven: {1} late, number {2} of {3} that a period forgives."),
  [MUSTER_REASON_SEVERE] = N_ ("{1} is more than {2}: severely late."),
  [MUSTER_REASON_HALF_TIER] = N_ ("{1} is more than {2}: half a day absent."),
  [MUSTER_REASON_ABSENT_TIER] = N_ ("{1} is more than {2}: a day absent."),
  [MUSTER_REASON_SESSION] = N_ ("Worked from {1} to {2}."),
  [MUSTER_REASON_ROUNDED_IN] = N_ ("{1} is rounded to {2}."),
  [MUSTER_REASON_ROUNDED_OUT] = N_ ("{1} is rounded to {2}."),
  [MUSTER_REASON_ROUNDED_TOTAL] = N_ ("The total of {1} is rounded to {2}."),
  [MUSTER_REASON_CLIPPED] = N_ ("{1} outside the schedule does not count."),
  [MUSTER_REASON_REST_TAKEN] = N_ ("Rest from {1} to {2} is taken off."),
  [MUSTER_REASON_REST_AUTO] = N_ ("{1} of rest is taken off, due after {2} of work."),
  [MUSTER_REASON_REST_PAID] = N_ ("{1} of punched rest is paid, at most {2}."),
  [MUSTER_REASON_NOT_DUE] = N_ ("Pending: punches are taken until {1}."),
  [MUSTER_REASON_WAITS] = N_ ("Pending: the sources have reported up to {2}, the day "
                              "closes at {1}. Waits until {3} at the latest."),
  [MUSTER_REASON_NEXT_DAY] = N_ ("Absence is not said before {1}."),
  [MUSTER_REASON_NOTHING_EXPECTED] = N_ ("Nothing was expected, and nothing counts."),
  [MUSTER_REASON_NO_PUNCH] =
    N_ ("Work was expected, there is no punch, and nothing covers it."),
  [MUSTER_REASON_BELOW_ABSENT] = N_ ("{1} is less than {2}: absent."),
  [MUSTER_REASON_BELOW_HALF] = N_ ("{1} is less than {2}: half a day."),
  [MUSTER_REASON_MISSING_AS_ABSENT] = N_ ("A missing punch counts as a day absent."),
  [MUSTER_REASON_MISSING_AS_HALF] = N_ ("A missing punch counts as half a day absent."),
  [MUSTER_REASON_INCOMPLETE] = N_ ("A required punch is missing: the day is incomplete."),
  [MUSTER_REASON_PRESENT] = N_ ("Nothing stands against it: present."),
  [MUSTER_REASON_HALF_LEAVE_PRESENT] =
    N_ ("Half a day of leave, the other half attended."),
  [MUSTER_REASON_HALF_LEAVE_ABSENT] = N_ ("Half a day of leave, the other half absent."),
  [MUSTER_REASON_COVERED_PRESENT] = N_ ("What was approved stands for the day: present."),
  [MUSTER_REASON_CLAIM] = N_ ("The overtime rule “{*}” claims {2}."),
  [MUSTER_REASON_CLAIM_TOLERATED] =
    N_ ("“{*}”: {2} is not more than the tolerance of {3} and claims nothing."),
  [MUSTER_REASON_CLAIM_SHORT] = N_ ("“{*}”: {2} is less than {3} and is dropped."),
  [MUSTER_REASON_CLAIM_STEP] = N_ ("“{*}”: {2} is dropped to whole steps of {3}."),
  [MUSTER_REASON_CLAIM_MAX] = N_ ("“{*}”: {2} is dropped above {3} a day."),
  [MUSTER_REASON_CLAIMED_TWICE] =
    N_ ("Claimed by more than one rule, counted once: {1}."),
  [MUSTER_REASON_ROUNDED_MINUTES] = N_ ("Parts of a minute come together."),
  [MUSTER_REASON_NOT_APPROVED] = N_ ("{1} of overtime wait for an approval."),
  [MUSTER_REASON_NOT_IN_APPROVAL] = N_ ("{1} lie outside what was approved."),
  [MUSTER_REASON_APPROVAL_LAPSED] = N_ (
    "The punches changed after overtime was approved: it asks for an approval again."),
  [MUSTER_REASON_APPROVED] = N_ ("What was approved counts, not what was worked."),
  [MUSTER_REASON_LIEU_EARNED] = N_ ("{1} of overtime are given back as time off."),
  [MUSTER_REASON_LIEU_TAKEN] = N_ ("{1} of the leave are time off in lieu."),
  [MUSTER_REASON_SHORT_DAY] = N_ ("Expected {1}, worked {2}."),
  [MUSTER_REASON_SHORT_TOLERATED] = N_ ("{1} short, within the tolerance of {2}."),
};

G_STATIC_ASSERT (G_N_ELEMENTS (sentences) == MUSTER_N_REASONS);
G_STATIC_ASSERT (G_N_ELEMENTS (value_titles) == MUSTER_N_VALUES);

static void
muster_why_line_finalize (GObject *object)
{
  MusterWhyLine *self = MUSTER_WHY_LINE (object);

  g_free (self->sentence);
  g_free (self->value);
  g_free (self->rule);
  g_free (self->setting);
  g_free (self->rules);

  G_OBJECT_CLASS (muster_why_line_parent_class)->finalize (object);
}

static void
muster_why_line_class_init (MusterWhyLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_why_line_finalize;
}

static void
muster_why_line_init (MusterWhyLine *self)
{
}

const char *
muster_why_rule_title (const char *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (rule_titles); i++)
    if (g_str_equal (rule_titles[i].rule, rule))
      return _ (rule_titles[i].title);

  return rule;
}

static char *
say_arg (MusterDaySheet *sheet, const MusterNote *note, guint i)
{
  const char *kinds = muster_reason_get_args (note->reason);
  gint64 arg = note->args[i];

  switch (i < strlen (kinds) ? kinds[i] : '\0')
    {
    case 't':
      return muster_text_time (arg, sheet->zone, sheet->day.date);

    case 'm':
      return muster_text_minutes (arg);

    case 's':
      return muster_text_minutes (arg / 60);

    case 'd':
      return muster_text_distance ((double) ABS (arg) / 1000.0);

    case 'a':
      return arg < 0 ? g_strdup (_ ("unknown"))
                     : muster_text_distance ((double) arg / 1000.0);

    case 'c':
      return g_strdup (
        _ (cover_titles[CLAMP (arg, 0, (gint64) G_N_ELEMENTS (cover_titles) - 1)]));

    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, arg);
    }
}

static char *
say (MusterDaySheet *sheet, const MusterNote *note)
{
  const char *template = _ (sentences[note->reason]);
  GString *text = g_string_new (NULL);

  for (const char *p = template; *p != '\0'; p++)
    {
      if (p[0] == '{' && p[1] == '*' && p[2] == '}')
        {
          g_string_append (text, note->label != NULL ? note->label : "");
          p += 2;
        }
      else if (p[0] == '{' && p[1] >= '1' && p[1] <= '3' && p[2] == '}')
        {
          g_autofree char *arg = say_arg (sheet, note, (guint) (p[1] - '1'));

          g_string_append (text, arg);
          p += 2;
        }
      else
        {
          g_string_append_c (text, *p);
        }
    }

  return g_strchomp (g_string_free (text, FALSE));
}

char *
muster_why_plan (const MusterPlan *plan)
{
  const MusterNote note = {
    .reason = plan->reason,
    .label = plan->shift != NULL && plan->reason != MUSTER_REASON_MAKEUP
               ? plan->shift->name
               : plan->label,
  };

  /* What a plan rests on has no arguments, for which a sheet would be wanted. */
  return say (NULL, &note);
}

/* Half days as days: nobody counts in halves. */
static char *
say_days (gint32 halves)
{
  return g_strdup (halves >= 2 ? _ ("1 day") : _ ("½ day"));
}

static gboolean
is_in_days (guint value)
{
  return value == MUSTER_VALUE_ATTENDED || value == MUSTER_VALUE_ABSENT;
}

/* An amount without its sign, in the unit in which people count the value. */
static char *
say_amount (guint value, gint64 amount)
{
  if (is_in_days (value))
    return say_days ((gint32) amount);

  return muster_text_minutes (ABS (value == MUSTER_VALUE_WORKED ? amount / 60 : amount));
}

static char *
say_value (const MusterNote *note)
{
  g_autofree char *amount = NULL;

  if (note->value == MUSTER_VALUE_NONE)
    return g_strdup ("");

  amount = say_amount (note->value, note->amount);

  return g_strdup_printf ("%s %s%s", _ (value_titles[note->value]),
                          note->amount < 0 ? "−" : "+", amount);
}

static char *
say_rules (const MusterRuleset *ruleset)
{
  g_autofree char *date = NULL;

  if (ruleset == NULL)
    return NULL;

  if (ruleset->effective == MUSTER_DATE_NONE)
    return g_strdup_printf (_ ("%s, version %d"),
                            ruleset->name != NULL ? ruleset->name : "", ruleset->version);

  date = muster_date_format (ruleset->effective);

  return g_strdup_printf (_ ("%s, version %d, from %s"),
                          ruleset->name != NULL ? ruleset->name : "", ruleset->version,
                          date);
}

/* A reason that comes again with what it adds is said once, then. */
static gboolean
comes_again (MusterDaySheet *sheet, guint i)
{
  const MusterNote *note = &g_array_index (sheet->notes, MusterNote, i);
  const MusterNote *next;

  if (note->value != MUSTER_VALUE_NONE || i + 1 >= sheet->notes->len)
    return FALSE;

  next = note + 1;

  return next->reason == note->reason && next->value != MUSTER_VALUE_NONE &&
         memcmp (next->args, note->args, sizeof note->args) == 0;
}

GPtrArray *
muster_why_lines (MusterDaySheet *sheet)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; sheet->notes != NULL && i < sheet->notes->len; i++)
    {
      const MusterNote *note = &g_array_index (sheet->notes, MusterNote, i);
      MusterWhyLine *line;

      if (comes_again (sheet, i))
        continue;

      line = g_object_new (MUSTER_TYPE_WHY_LINE, NULL);
      line->sentence = say (sheet, note);
      line->value = say_value (note);
      line->rule = g_strdup (muster_why_rule_title (note->rule));
      line->setting = g_strdup (note->setting);
      line->rules = say_rules (note->ruleset);
      g_ptr_array_add (lines, line);
    }

  return lines;
}

static char *
say_sum (MusterDaySheet *sheet, guint value)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *total = NULL;
  gint64 sum = 0;
  guint n = 0;

  for (guint i = 0; sheet->notes != NULL && i < sheet->notes->len; i++)
    {
      const MusterNote *note = &g_array_index (sheet->notes, MusterNote, i);
      g_autofree char *amount = NULL;

      if (note->value != value || note->amount == 0)
        continue;

      amount = say_amount (value, note->amount);
      g_string_append_printf (text, " %s%s", note->amount < 0 ? "−" : "+", amount);
      sum += note->amount;
      n++;
    }

  if (n == 0)
    return NULL;

  total = sum == 0 && is_in_days (value) ? g_strdup (_ ("0 days"))
                                         : say_amount (value, sum);

  /* Translators: what a number is, what adds to it, its sum: "Late: +20 min −8 min = 12 min" */
  return g_strdup_printf (_ ("%s:%s = %s"), _ (value_titles[value]), text->str, total);
}

GStrv
muster_why_sums (MusterDaySheet *sheet)
{
  g_autoptr (GStrvBuilder) sums = g_strv_builder_new ();

  for (guint value = MUSTER_VALUE_NONE + 1; value < MUSTER_N_VALUES; value++)
    {
      g_autofree char *sum = say_sum (sheet, value);

      if (sum != NULL)
        g_strv_builder_add (sums, sum);
    }

  return g_strv_builder_end (sums);
}
