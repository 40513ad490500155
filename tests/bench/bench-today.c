/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening Today in a company just opened: who has which state, and the first page of rows. A
 * company of 10,000 people against one of 100. */

#include "muster-company.h"
#include "muster-day-listings.h"
#include "muster-demo.h"
#include "muster-measure.h"
#include "muster-test-vault.h"

#define MANY 10000
#define FEW 100
#define DAYS 31
#define ROWS 128 /* what a page of the list loads */
#define MOST 6.0
#define PASSWORD "bench password"

static void
make_company (const char *folder, guint people)
{
  const MusterDemoPlan plan = { people, DAYS, muster_date_new (2026, 3, 31), 1 };
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  char *recovery = NULL;

  company = muster_company_create (folder, "Bench", MUSTER_DEMO_ZONE, "admin", PASSWORD, NULL,
                                   NULL, &recovery, &actor, &error);
  g_assert_no_error (error);
  muster_company_wipe (recovery);
  muster_demo_fill (muster_company_get_office (company), actor, &plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  muster_company_close (company);
}

static double
open_today (const char *folder, guint people)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  double from;
  double took;

  company = muster_company_open (folder, "admin", PASSWORD, NULL, NULL, &actor, &error);
  g_assert_no_error (error);
  filter->dates.from = muster_date_new (2026, 3, 31);
  filter->dates.to = filter->dates.from;

  from = muster_measure_now ();
  finding = muster_office_list (muster_company_get_office (company), actor, &muster_days_listing,
                                filter, NULL, &error);
  g_assert_no_error (error);
  rows = muster_office_load (muster_company_get_office (company), finding, 0, ROWS, NULL, &error);
  took = muster_measure_now () - from;
  g_assert_no_error (error);
  g_assert_cmpuint (finding->total, >, people * 9 / 10);
  g_assert_cmpuint (rows->len, ==, MIN (ROWS, finding->keys->len));
  muster_company_close (company);

  return took;
}

int
main (int argc, char **argv)
{
  MusterMeasure measure = { .title = "Opening Today for 10,000 people, against 100" };
  g_autofree char *folder = muster_test_folder_new ();
  g_autofree char *many = g_build_filename (folder, "many", NULL);
  g_autofree char *few = g_build_filename (folder, "few", NULL);

  make_company (many, MANY);
  make_company (few, FEW);
  open_today (many, MANY);
  open_today (few, FEW);

  for (int i = 0; i < MUSTER_MEASURE_RUNS; i++)
    {
      double bare = open_today (few, FEW);

      muster_measure_add (&measure, open_today (many, MANY), bare);
    }
  muster_test_folder_remove (folder);

  return muster_measure_report (&measure, MOST);
}
