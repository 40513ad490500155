/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening Today in a company just opened: from making the page until the frame that shows its
 * rows. A company of 10,000 people against one of 100. Nothing was judged before. */

#include <adwaita.h>

#include "muster-application.h"
#include "muster-bench-company.h"
#include "muster-day-listings.h"
#include "muster-measure.h"
#include "muster-test-vault.h"
#include "muster-today-page.h"

#define MANY 10000
#define FEW 100
#define DAYS 31
#define MOST 6.0
#define MOST_DOORS 100.0 /* the people; every one of them has to be judged and counted */
#define SCREEN 64

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  gboolean *painted = user_data;

  *painted = TRUE;
}

static GtkWidget *
build_page (MusterCompany *company, MusterActor *actor)
{
  g_autoptr (MusterOutlook)
    outlook = muster_outlook_new (muster_company_get_office (company));

  muster_outlook_set_date (outlook, muster_date_new (2026, 3, 31));

  return g_object_new (MUSTER_TYPE_TODAY_PAGE, "kind", &muster_today_page_kind, "office",
                       muster_company_get_office (company), "actor", actor, "outlook",
                       outlook, NULL);
}

static double
open_today (const char *folder)
{
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *window = gtk_window_new ();
  gboolean painted = FALSE;
  GtkWidget *page;
  gulong id;
  double from;
  double took;

  company = muster_company_open (folder, "admin", MUSTER_BENCH_PASSWORD, NULL, NULL,
                                 &actor, &error);
  g_assert_no_error (error);

  from = muster_measure_now ();
  page = build_page (company, actor);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  while (muster_page_get_state (MUSTER_PAGE (page)) == MUSTER_PAGE_LOADING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (muster_page_get_state (MUSTER_PAGE (page)), ==, MUSTER_PAGE_CONTENT);

  id = g_signal_connect (gtk_widget_get_frame_clock (page), "after-paint",
                         G_CALLBACK (painted_cb), &painted);
  gtk_widget_queue_draw (page);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  took = muster_measure_now () - from;

  g_signal_handler_disconnect (gtk_widget_get_frame_clock (page), id);
  gtk_window_destroy (GTK_WINDOW (window));
  muster_company_close (company);

  return took;
}

/* What the page asks first: who there is, with all counts, and the rows of a screen. */
static void
ask (MusterOffice *office, MusterActor *actor, const char *order, const char *search)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  MusterDate date = muster_date_new (2026, 3, 31);

  filter->dates = (MusterDates) { date, date };
  filter->order = g_strdup (order);
  filter->search = g_strdup (search);
  finding =
    muster_office_list (office, actor, &muster_days_listing, filter, NULL, &error);
  g_assert_no_error (error);
  rows = muster_office_load (office, finding, 0, SCREEN, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >, 0);
}

/* The same through the doors alone, without any widget: the first time, then in another order
 * and searched, when the days are known. */
static void
ask_doors (const char *folder, double *first, double *again)
{
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  MusterOffice *office;
  double from;

  company = muster_company_open (folder, "admin", MUSTER_BENCH_PASSWORD, NULL, NULL,
                                 &actor, &error);
  g_assert_no_error (error);
  office = muster_company_get_office (company);

  from = muster_measure_now ();
  ask (office, actor, "name", NULL);
  *first = muster_measure_now () - from;

  from = muster_measure_now ();
  ask (office, actor, "late", NULL);
  ask (office, actor, "department", NULL);
  ask (office, actor, NULL, "zhang");
  *again = (muster_measure_now () - from) / 3;
  muster_company_close (company);
}

int
main (int argc, char **argv)
{
  MusterMeasure measure = { .title = "Opening Today for 10,000 people, against 100" };
  MusterMeasure doors = { .title = "The same through the doors alone" };
  MusterMeasure known = { .title = "Sorted and searched, when the days are known" };
  g_autofree char *folder = muster_test_folder_new ();
  g_autofree char *many = g_build_filename (folder, "many", NULL);
  g_autofree char *few = g_build_filename (folder, "few", NULL);

  adw_init ();
  muster_application_register_resources ();
  muster_bench_company_make_demo (many, MANY, DAYS);
  muster_bench_company_make_demo (few, FEW, DAYS);
  open_today (many);
  open_today (few);

  for (int i = 0; i < MUSTER_MEASURE_RUNS; i++)
    {
      double bare = open_today (few);
      double first[2];
      double again[2];

      muster_measure_add (&measure, open_today (many), bare);
      ask_doors (few, &first[0], &again[0]);
      ask_doors (many, &first[1], &again[1]);
      muster_measure_add (&doors, first[1], first[0]);
      muster_measure_add (&known, again[1], again[0]);
    }
  muster_test_folder_remove (folder);

  return muster_measure_report (&measure, MOST) +
         muster_measure_report (&doors, MOST_DOORS) +
         muster_measure_report (&known, MOST_DOORS);
}
