/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-plan-text.h"

#include "muster-day.h"
#include "muster-text.h"
#include "muster-why.h"

#include <glib/gi18n-lib.h>

#define LONGEST_CODE 2

char *
muster_plan_text_shift_mark (const MusterShift *shift)
{
  if (g_utf8_strlen (shift->code, -1) <= LONGEST_CODE)
    return g_strdup (shift->code);

  return g_utf8_substring (shift->name, 0, MIN (g_utf8_strlen (shift->name, -1), 1));
}

char *
muster_plan_text_mark (const MusterPlan *plan)
{
  if (plan->shift != NULL)
    return muster_plan_text_shift_mark (plan->shift);

  switch ((MusterDayType) plan->type)
    {
    case MUSTER_DAY_REST:
      /* Translators: a rest in a narrow cell of the roster: one character */
      return g_strdup (C_ ("roster_mark", "–"));
    case MUSTER_DAY_STATUTORY:
      /* Translators: a holiday in a narrow cell of the roster: one character */
      return g_strdup (C_ ("roster_mark", "H"));
    case MUSTER_DAY_NONE:
    case MUSTER_DAY_WORK:
    case MUSTER_DAY_MAKEUP:
    default:
      return g_strdup ("");
    }
}

char *
muster_plan_text_shift (const MusterShift *shift)
{
  GString *text = g_string_new (shift->name);

  for (guint i = 0; i < shift->n_segments; i++)
    {
      g_autofree char *on = muster_clock_format (shift->segments[i].on);
      g_autofree char *off = muster_text_of_day (shift->segments[i].off);

      g_string_append_printf (text, " %s–%s", on, off);
    }

  return g_string_free (text, FALSE);
}

static char *
say_off (const MusterPlan *plan)
{
  switch ((MusterDayType) plan->type)
    {
    case MUSTER_DAY_REST:
      return g_strdup (plan->label != NULL ? plan->label : C_ ("roster", "Rest"));
    case MUSTER_DAY_STATUTORY:
      return g_strdup (plan->label != NULL ? plan->label : C_ ("roster", "Holiday"));
    case MUSTER_DAY_NONE:
    case MUSTER_DAY_WORK:
    case MUSTER_DAY_MAKEUP:
    default:
      return g_strdup (C_ ("roster", "Nothing planned"));
    }
}

char *
muster_plan_text_what (const MusterPlan *plans, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *one = plans[i].shift != NULL
                               ? muster_plan_text_shift (plans[i].shift)
                               : say_off (&plans[i]);

      if (i > 0)
        g_string_append (text, " · ");
      g_string_append (text, one);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
muster_plan_text_why (const MusterPlan *plans, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  MusterPlan limits = { 0 };
  guint warnings = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *why = muster_why_plan (&plans[i]);

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, why);
      warnings |= plans[i].warnings;
      if (plans[i].warnings != 0)
        limits = plans[i];
    }

  if ((warnings & MUSTER_PLAN_SHORT_REST) != 0)
    {
      g_autofree char *hours = muster_text_hours (limits.least_rest);

      g_string_append_c (text, ' ');
      /* Translators: a duration: "11:00" */
      g_string_append_printf (text, _ ("Less than %s hours of rest before this shift."),
                              hours);
    }
  if ((warnings & MUSTER_PLAN_LONG_RUN) != 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("More than %d working day in a row.",
                                        "More than %d working days in a row.",
                                        limits.longest_run),
                              limits.longest_run);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
muster_plan_text_date (const MusterPlan *plans, guint n, MusterDate date)
{
  g_autofree char *day = muster_text_date (date);
  g_autofree char *what = muster_plan_text_what (plans, n);
  g_autofree char *why = muster_plan_text_why (plans, n);

  return n == 0 ? g_steal_pointer (&day)
                : g_strdup_printf ("%s · %s\n%s", day, what, why);
}

char *
muster_plan_text_word (const MusterPlan *plans, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (plans[i].shift != NULL)
        {
          if (text->len > 0)
            g_string_append_c (text, '+');
          g_string_append (text, plans[i].shift->name);
        }
      /* A holiday is the calendar's, and is not set by who puts the table back. */
      else if (plans[i].type == MUSTER_DAY_REST && plans[i].label == NULL)
        g_string_append (text, C_ ("roster", "Rest"));
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}
