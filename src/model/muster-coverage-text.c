/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-coverage-text.h"

#include "muster-text.h"

#include <glib/gi18n-lib.h>

char *
muster_coverage_text_date (MusterCoverageRow *row, guint index)
{
  guint n = g_array_index (row->people, guint, index);
  g_autofree char *date = muster_text_date (row->dates.from + (int) index);
  g_autofree char *people = muster_text_people (n);
  int lacking = row->shift->minimum - (int) n;

  if (lacking > 0)
    /* Translators: a date, a shift, "3 people", how many at least, how many are missing */
    return g_strdup_printf (_ ("%1$s · %2$s: %3$s, wanted at least %4$d, %5$d short"),
                            date, row->shift->name, people, row->shift->minimum, lacking);

  return g_strdup_printf ("%s · %s: %s", date, row->shift->name, people);
}
