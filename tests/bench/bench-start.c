/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the start of the process to the first frame on the screen: the application, which finds
 * a company to unlock, against an empty AdwApplicationWindow. Each in processes of its own,
 * taking turns. */

#include <adwaita.h>
#include <string.h>

#include "muster-application.h"
#include "muster-company.h"
#include "muster-measure.h"

#define MOST 2.0

static gint64 started;

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - started);
  exit (0);
}

static void
realized_cb (GtkWidget *window, gpointer user_data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (painted_cb), NULL);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, gpointer user_data)
{
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realized_cb (GTK_WIDGET (window), NULL);
  else
    g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
}

static void
activate_cb (GApplication *application, gpointer user_data)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
}

static int
run_child (const char *what, const char *since)
{
  g_autoptr (GApplication) application = NULL;
  char *argv[] = { (char *) "muster", NULL };

  started = g_ascii_strtoll (since, NULL, 10);
  if (g_str_equal (what, "--ours"))
    {
      application = G_APPLICATION (muster_application_new (NULL, FALSE, FALSE));
    }
  else
    {
      application = G_APPLICATION (
        adw_application_new ("io.github.muster.Bench", G_APPLICATION_NON_UNIQUE));
      g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
    }
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);

  return g_application_run (application, 1, argv);
}

static double
measure_child (const char *program, const char *what)
{
  g_autofree char *since = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  const char *argv[] = { program, what, since, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return (double) g_ascii_strtoll (output, NULL, 10) / G_USEC_PER_SEC;
}

/* A company that waits for its password: what one sees on most days. The folder is found
 * through XDG_DATA_HOME, the demo is never opened, the screen is the one of the caller. */
static void
make_company (const char *data)
{
  g_autofree char *folder = g_build_filename (data, "muster", NULL);
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  char *recovery = NULL;

  company = muster_company_create (folder, "Bench", "Asia/Shanghai", "admin",
                                   "bench password", NULL, NULL, &recovery, &actor,
                                   &error);
  g_assert_no_error (error);
  muster_company_wipe (recovery);
  muster_company_close (company);
}

int
main (int argc, char **argv)
{
  MusterMeasure measure = { .title = "Start to first frame, against an empty window" };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;

  if (argc == 3)
    return run_child (argv[1], argv[2]);

  data = g_dir_make_tmp ("muster-bench-XXXXXX", &error);
  g_assert_no_error (error);
  make_company (data);
  g_setenv ("XDG_DATA_HOME", data, TRUE);

  /* Once each for the page cache. */
  measure_child (program, "--ours");
  measure_child (program, "--bare");

  for (guint i = 0; i < MUSTER_MEASURE_RUNS; i++)
    {
      double bare = measure_child (program, "--bare");

      muster_measure_add (&measure, measure_child (program, "--ours"), bare);
    }

  return muster_measure_report (&measure, MOST);
}
