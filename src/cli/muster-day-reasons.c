/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-reasons.h"

#include <glib/gi18n-lib.h>

#include "muster-day-text.h"
#include "muster-why.h"

static void
print_line (const MusterWhyLine *line)
{
  g_print ("  %s", line->sentence);
  if (*line->value != '\0')
    g_print ("  [%s]", line->value);
  if (line->setting != NULL)
    g_print ("  {%s}", line->setting);
  g_print ("\n");
}

static void
print_lines (GPtrArray *lines)
{
  const char *rule = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      MusterWhyLine *line = g_ptr_array_index (lines, i);

      if (g_strcmp0 (rule, line->rule) != 0)
        g_print ("\n%s\n", line->rule);
      rule = line->rule;
      print_line (line);
    }
}

static void
print_sums (MusterDaySheet *sheet)
{
  g_auto (GStrv) sums = muster_why_sums (sheet);

  if (*sums == NULL)
    return;

  g_print ("\n%s\n", _ ("In sum"));
  for (char **sum = sums; *sum != NULL; sum++)
    g_print ("  %s\n", *sum);
}

static const char *
rules_of (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      MusterWhyLine *line = g_ptr_array_index (lines, i);

      if (line->rules != NULL)
        return line->rules;
    }

  return NULL;
}

void
muster_day_reasons_print (MusterDayRow *row, gboolean apart)
{
  MusterDaySheet *sheet = row->sheet;
  g_autoptr (GPtrArray) lines = muster_why_lines (sheet);
  g_autofree char *date = muster_date_format (sheet->day.date);
  g_autofree char *schedule = muster_day_text_schedule (sheet);
  g_autofree char *verdict = muster_day_text_verdict (sheet);

  g_print ("%s%s  %s (%s)  %s\n%s\n", apart ? "\n" : "", date,
           row->person != NULL ? row->person->name : "",
           row->person != NULL ? row->person->staff_no : "", schedule, verdict);
  if (sheet->locked)
    g_print ("%s\n", _ ("Closed for payroll: this is what was frozen."));

  print_lines (lines);
  print_sums (sheet);
  if (rules_of (lines) != NULL)
    /* Translators: name, version and date of a rule set */
    g_print (_ ("\nJudged by: %s\n"), rules_of (lines));
}
