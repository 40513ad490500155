/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-statutory.h"

/* The statutory holidays of whole years, as announced by the State Council. */
static const struct
{
  int year;
  int days[14][2];
} years[] = {
  { 2024, /* before the revision: eleven days */
    { { 1, 1 },
      { 2, 10 },
      { 2, 11 },
      { 2, 12 },
      { 4, 4 },
      { 5, 1 },
      { 6, 10 },
      { 9, 17 },
      { 10, 1 },
      { 10, 2 },
      { 10, 3 } } },
  { 2025,
    { { 1, 1 },
      { 1, 28 },
      { 1, 29 },
      { 1, 30 },
      { 1, 31 },
      { 4, 4 },
      { 5, 1 },
      { 5, 2 },
      { 5, 31 },
      { 10, 1 },
      { 10, 2 },
      { 10, 3 },
      { 10, 6 } } },
  { 2026,
    { { 1, 1 },
      { 2, 16 },
      { 2, 17 },
      { 2, 18 },
      { 2, 19 },
      { 4, 5 },
      { 5, 1 },
      { 5, 2 },
      { 6, 19 },
      { 9, 25 },
      { 10, 1 },
      { 10, 2 },
      { 10, 3 } } },
};

static gboolean
is_listed (const int (*days)[2], MusterDate date)
{
  int month;
  int day;

  muster_date_get_ymd (date, NULL, &month, &day);
  for (guint i = 0; i < 14 && days[i][0] != 0; i++)
    if (days[i][0] == month && days[i][1] == day)
      return TRUE;

  return FALSE;
}

static void
test_years (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    for (MusterDate date = muster_date_new (years[i].year, 1, 1);
         date <= muster_date_new (years[i].year, 12, 31); date++)
      {
        g_autofree char *text = muster_date_format (date);

        g_test_message ("%s", text);
        g_assert_cmpint (muster_statutory_is_holiday (date), ==,
                         is_listed (years[i].days, date));
      }
}

static void
test_number (void)
{
  /* Thirteen a year, fewer only where two of them fall on one date. */
  for (int year = 2025; year < 2060; year++)
    {
      int n = 0;

      for (MusterDate date = muster_date_new (year, 1, 1);
           date <= muster_date_new (year, 12, 31); date++)
        n += muster_statutory_is_holiday (date);
      g_assert_cmpint (n, >=, 12);
      g_assert_cmpint (n, <=, 13);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/statutory/years", test_years);
  g_test_add_func ("/statutory/number", test_number);

  return g_test_run ();
}
