/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The roster of a month: a frame while its lines are scrolled, and a rest that is painted, from the
 * key to the frame that shows it stored. 500 people against 60. */

#include <adwaita.h>
#include <math.h>

#include "muster-application.h"
#include "muster-bench-company.h"
#include "muster-measure.h"
#include "muster-roster-line.h"
#include "muster-roster-page.h"
#include "muster-test-vault.h"

#define MANY 500
#define FEW 60
#define DAYS 31
#define FRAMES 40
#define STEP 97.0 /* pixels a frame: some lines come into sight with each */
#define MOST_FRAME 2.0
#define MOST_PAINT 4.0
#define DATE muster_date_new (2026, 3, 31)

typedef struct
{
  MusterCompany *company;
  MusterActor *actor;
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *lines;
} Desk;

static void
open_desk (Desk *desk, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterOutlook) outlook = NULL;

  desk->company = muster_company_open (folder, "admin", MUSTER_BENCH_PASSWORD, NULL, NULL,
                                       &desk->actor, &error);
  g_assert_no_error (error);
  outlook = muster_outlook_new (muster_company_get_office (desk->company));
  muster_outlook_set_date (outlook, DATE);
  desk->page = g_object_new (MUSTER_TYPE_ROSTER_PAGE, "kind", &muster_roster_page_kind,
                             "office", muster_company_get_office (desk->company), "actor",
                             desk->actor, "outlook", outlook, NULL);
  desk->lines = GTK_WIDGET (
    gtk_widget_get_template_child (desk->page, MUSTER_TYPE_ROSTER_PAGE, "lines"));
  desk->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (desk->window), desk->page);
  gtk_window_present (GTK_WINDOW (desk->window));
}

static void
close_desk (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  muster_company_close (desk->company);
  g_object_unref (desk->company);
  g_object_unref (desk->actor);
}

/* Whether a line in sight has a rest on the last date that somebody chose. */
static gboolean
has_rest (GtkWidget *widget)
{
  if (MUSTER_IS_ROSTER_LINE (widget))
    {
      MusterPlanRow *row = muster_roster_line_get_row (MUSTER_ROSTER_LINE (widget));
      const MusterPlan *plan;
      guint n;

      plan = row != NULL ? muster_plan_row_find (row, DATE, &n) : NULL;
      return plan != NULL && plan->reason == MUSTER_REASON_ROSTERED_REST;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_rest (child))
      return TRUE;

  return FALSE;
}

static gboolean
has_lines (GtkWidget *widget)
{
  if (MUSTER_IS_ROSTER_LINE (widget))
    return muster_roster_line_get_row (MUSTER_ROSTER_LINE (widget)) != NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_lines (child))
      return TRUE;

  return FALSE;
}

/* ---- Frames ---- */

typedef struct
{
  double began;
  double took;
  guint n;
} Frames;

static void
before_cb (GdkFrameClock *clock, gpointer user_data)
{
  ((Frames *) user_data)->began = muster_measure_now ();
}

static void
after_cb (GdkFrameClock *clock, gpointer user_data)
{
  Frames *frames = user_data;

  frames->took += muster_measure_now () - frames->began;
  frames->n++;
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));
  double room =
    gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  double *way = user_data;

  *way += STEP;
  gtk_adjustment_set_value (adjustment, fmod (*way, MAX (room, 1.0)));

  return G_SOURCE_CONTINUE;
}

/* Seconds of a frame while the lines are scrolled from the first to the last, again and again. */
static double
scroll (const char *folder)
{
  Desk desk = { 0 };
  Frames frames = { 0 };
  GdkFrameClock *clock;
  double way = 0.0;
  guint tick;

  open_desk (&desk, folder);
  while (!has_lines (desk.lines))
    g_main_context_iteration (NULL, TRUE);
  clock = gtk_widget_get_frame_clock (desk.page);
  tick = gtk_widget_add_tick_callback (desk.lines, scroll_cb, &way, NULL);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), &frames);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), &frames);
  while (frames.n < FRAMES)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (clock, &frames);
  gtk_widget_remove_tick_callback (desk.lines, tick);
  close_desk (&desk);

  return frames.took / frames.n;
}

/* ---- Painting ---- */

static void
wait_painted (Desk *desk)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (desk->page);
  Frames frames = { 0 };

  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), &frames);
  gtk_widget_queue_draw (desk->page);
  while (frames.n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (clock, &frames);
}

/* Seconds from painting a rest on a person's day until it is stored and shown; it is taken back. */
static double
paint (const char *folder)
{
  Desk desk = { 0 };
  double from;
  double took;

  open_desk (&desk, folder);
  while (!has_lines (desk.lines))
    g_main_context_iteration (NULL, TRUE);
  muster_page_move (MUSTER_PAGE (desk.page), 1);
  wait_painted (&desk);
  g_assert_false (has_rest (desk.lines));

  from = muster_measure_now ();
  gtk_widget_activate_action (desk.page, "roster.rest", NULL);
  while (!has_rest (desk.lines))
    g_main_context_iteration (NULL, TRUE);
  wait_painted (&desk);
  took = muster_measure_now () - from;

  gtk_widget_activate_action (desk.page, "roster.undo", NULL);
  while (has_rest (desk.lines))
    g_main_context_iteration (NULL, TRUE);
  close_desk (&desk);

  return took;
}

int
main (int argc, char **argv)
{
  MusterMeasure frame = { .title = "A frame of scrolling a roster of 500, against 60" };
  MusterMeasure stroke = { .title = "A rest painted on it until it is shown" };
  g_autofree char *folder = muster_test_folder_new ();
  g_autofree char *many = g_build_filename (folder, "many", NULL);
  g_autofree char *few = g_build_filename (folder, "few", NULL);

  adw_init ();
  muster_application_register_resources ();
  muster_bench_company_make_demo (many, MANY, DAYS);
  muster_bench_company_make_demo (few, FEW, DAYS);
  scroll (few);

  for (int i = 0; i < MUSTER_MEASURE_RUNS; i++)
    {
      double bare = scroll (few);

      muster_measure_add (&frame, scroll (many), bare);
      bare = paint (few);
      muster_measure_add (&stroke, paint (many), bare);
    }
  muster_test_folder_remove (folder);

  return muster_measure_report (&frame, MOST_FRAME) +
         muster_measure_report (&stroke, MOST_PAINT);
}
