/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-period-text.h"

#include "muster-text.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

#define SECONDS_PER_MINUTE 60

char *
muster_period_text_state (MusterPeriodPlanRow *row)
{
  MusterPeriodRow *period = row->period;
  g_autofree char *closed = NULL;
  g_autofree char *reopened = NULL;

  if (period == NULL)
    return g_strdup (g_str_equal (row->state, "due") ? _ ("Over, to be closed")
                     : g_str_equal (row->state, "gap")
                       ? _ ("A gap that no period has closed")
                       : _ ("Not over yet"));

  closed =
    muster_text_date (muster_zone_get_civil (period->zone, period->closed_at, NULL));
  if (g_str_equal (row->state, "closed"))
    return period->forced
             /* Translators: user, date */
             ? g_strdup_printf (_ ("Closed by %1$s on %2$s, although days were pending"),
                                period->closed_by, closed)
             /* Translators: user, date */
             : g_strdup_printf (_ ("Closed by %1$s on %2$s"), period->closed_by, closed);

  reopened =
    muster_text_date (muster_zone_get_civil (period->zone, period->reopened_at, NULL));

  /* Translators: user, date */
  return g_strdup_printf (_ ("Reopened by %1$s on %2$s, to be closed again"),
                          period->reopened_by, reopened);
}

char *
muster_period_text_check (MusterCheckRow *row)
{
  g_autofree char *people = muster_text_people (row->people);
  g_autofree char *number = muster_text_number (row->count);
  g_autofree char *first = muster_text_date_short (row->first);
  g_autofree char *text = NULL;

  if (row->count == 0)
    return g_strdup (C_ ("check", "None"));
  if (row->people == 0)
    return g_steal_pointer (&number);

  if (g_str_equal (row->check, "requests") || g_str_equal (row->check, "exceptions"))
    /* Translators: a number, then "2 people" */
    text = g_strdup_printf (_ ("%1$s, of %2$s"), number, people);
  else
    /* Translators: a number of days, then "2 people" */
    text = g_strdup_printf (
      ngettext ("%1$s day of %2$s", "%1$s days of %2$s", row->count), number, people);
  if (g_str_equal (row->check, "days"))
    return g_steal_pointer (&text);

  /* Translators: "3 days of 2 people", then a date */
  return g_strdup_printf (_ ("%1$s, the first on %2$s"), text, first);
}

static char *
say_value (guint8 outcome, const char *value)
{
  g_auto (GStrv) codes = NULL;
  gint64 number = muster_outcome_get_number (outcome, value);

  if (value == NULL || *value == '\0')
    return g_strdup (C_ ("value", "none"));

  switch (outcome)
    {
    case MUSTER_OUTCOME_DAY_TYPE:
      return g_strdup (muster_words_say ("day_type", value));
    case MUSTER_OUTCOME_STATUS:
    case MUSTER_OUTCOME_OTHER_HALF:
      return g_strdup (muster_words_say ("status", value));
    case MUSTER_OUTCOME_FLAGS:
      codes = g_strsplit (value, ",", -1);
      return muster_words_say_all ("flag", (const char *const *) codes);
    case MUSTER_OUTCOME_WORKED_SEC:
      return muster_text_minutes (number / SECONDS_PER_MINUTE);
    case MUSTER_OUTCOME_EXPECTED:
    case MUSTER_OUTCOME_LATE:
    case MUSTER_OUTCOME_EARLY:
    case MUSTER_OUTCOME_OVERTIME:
    case MUSTER_OUTCOME_OVERTIME_PENDING:
    case MUSTER_OUTCOME_UNDERTIME:
    case MUSTER_OUTCOME_LIEU_EARNED:
    case MUSTER_OUTCOME_LIEU_TAKEN:
      return muster_text_minutes (number);
    default:
      return g_strdup (value);
    }
}

/* The value's name where the unit stands with the number. */
static const char *
say_outcome (guint8 outcome)
{
  switch (outcome)
    {
    case MUSTER_OUTCOME_EXPECTED:
      return C_ ("change", "Expected");
    case MUSTER_OUTCOME_WORKED_SEC:
      return C_ ("change", "Worked");
    case MUSTER_OUTCOME_LATE:
      return C_ ("change", "Late");
    case MUSTER_OUTCOME_EARLY:
      return C_ ("change", "Left early");
    case MUSTER_OUTCOME_OVERTIME:
      return C_ ("change", "Overtime");
    case MUSTER_OUTCOME_OVERTIME_PENDING:
      return C_ ("change", "Overtime to be approved");
    case MUSTER_OUTCOME_UNDERTIME:
    case MUSTER_OUTCOME_LIEU_EARNED:
    case MUSTER_OUTCOME_LIEU_TAKEN:
      return C_ ("change", "Undertime");
    default:
      return muster_words_say ("value", muster_outcome_get_code (outcome));
    }
}

char *
muster_period_text_change (const MusterDifference *change)
{
  g_autofree char *before = say_value (change->outcome, change->before);
  g_autofree char *after = say_value (change->outcome, change->after);

  /* Translators: what, before, after: "Status: Incomplete → Present" */
  return g_strdup_printf (_ ("%1$s: %2$s → %3$s"), say_outcome (change->outcome), before,
                          after);
}

char *
muster_period_text_changes (MusterAdjustedRow *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < row->changes->len; i++)
    {
      g_autofree char *line =
        muster_period_text_change (&g_array_index (row->changes, MusterDifference, i));

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, line);
    }

  return g_string_free_and_steal (text);
}

char *
muster_period_text_cause (MusterAdjustedRow *row)
{
  g_autofree char *time = muster_text_time (row->at, row->zone, row->date);
  g_autofree char *arrived = muster_text_instant (row->arrived_at, row->zone, row->zone);

  if (g_str_equal (row->cause, "punch"))
    return g_strdup_printf (
      /* Translators: a time of day; an instant; @n of them */
      ngettext ("The punch of %1$s came on %2$s, after the closing.",
                "The punch of %1$s and others came from %2$s on, after the closing.",
                row->n),
      time, arrived);
  if (g_str_equal (row->cause, "correction"))
    return g_strdup_printf (
      ngettext ("A correction to %1$s was approved on %2$s, after the closing.",
                "Corrections, the first to %1$s, were approved from %2$s on, after the "
                "closing.",
                row->n),
      time, arrived);
  if (g_str_equal (row->cause, "void"))
    return g_strdup_printf (
      ngettext (
        "The punch of %1$s was voided on %2$s, after the closing.",
        "The punch of %1$s and others were voided from %2$s on, after the closing.",
        row->n),
      time, arrived);

  return g_strdup (
    _ ("No punch came since: rules, roster, leave or calendar are others by now."));
}
