/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-month-text.h"

#include "muster-text.h"

#include <glib/gi18n-lib.h>

char *
muster_month_text_halves (guint halves)
{
  return halves % 2 == 0 ? g_strdup_printf ("%u", halves / 2)
                         : g_strdup_printf ("%.1f", halves / 2.0);
}

static void
append (GString *text, char *part)
{
  g_autofree char *owned = part;

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, owned);
}

char *
muster_month_text_totals (const MusterMonthTotals *totals)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *attended = muster_month_text_halves (totals->attended_half);
  g_autofree char *absent = muster_month_text_halves (totals->absent_half);
  g_autofree char *late = muster_text_minutes (totals->late_min);
  g_autofree char *early = muster_text_minutes (totals->early_min);
  g_autofree char *worked = muster_text_hours (totals->worked_sec / 60);

  /* Translators: days attended, days expected */
  append (text, g_strdup_printf (_ ("Attended %1$s of %2$u days"), attended,
                                 totals->expected_days));
  if (totals->absent_half > 0)
    append (text, g_strdup_printf (_ ("Absent %s days"), absent));
  /* Translators: how often, a duration: "Late 2 times, 15 min" */
  if (totals->late_days > 0)
    append (text,
            g_strdup_printf (ngettext ("Late %1$u time, %2$s", "Late %1$u times, %2$s",
                                       (gulong) totals->late_days),
                             totals->late_days, late));
  if (totals->early_days > 0)
    append (text,
            g_strdup_printf (ngettext ("Left early %1$u time, %2$s",
                                       "Left early %1$u times, %2$s", totals->early_days),
                             totals->early_days, early));
  if (totals->missing_days > 0)
    append (text, g_strdup_printf (ngettext ("%u missing punch", "%u missing punches",
                                             totals->missing_days),
                                   totals->missing_days));
  if (totals->leave_days > 0)
    append (text, g_strdup_printf (
                    ngettext ("On leave %u day", "On leave %u days", totals->leave_days),
                    totals->leave_days));
  append (text, g_strdup_printf (_ ("Worked %s"), worked));
  if (totals->carried > 0)
    append (text,
            g_strdup_printf (ngettext ("%u adjustment carried over",
                                       "%u adjustments carried over", totals->carried),
                             totals->carried));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
