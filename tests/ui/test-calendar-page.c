/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-calendar-page.h"
#include "muster-day-detail.h"
#include "muster-month-line.h"
#include "muster-stage.h"
#include "muster-test-desk.h"

typedef struct
{
  MusterTestDesk *desk;
  MusterOutlook *outlook;
  GtkWidget *window;
  MusterPage *page; /* weak */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  gint64 source, ada;
  g_autofree char *args = NULL;

  self->desk = muster_test_desk_new ();
  source = muster_test_add_source (self->desk, "Gate");
  ada = muster_test_add_person (self->desk, "001", "Ada", "", "");
  muster_test_add_person (self->desk, "002", "Ben", "", "");
  args = g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                          ">, 'key': <'1'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                          source, ada);
  g_variant_unref (muster_test_submit (self->desk, "person.map", args));
  g_object_unref (muster_test_import (self->desk, source, "a.dat",
                                      "1\t2026-03-03 09:12:00\t1\t0\t0\t0\n"
                                      "1\t2026-03-03 18:02:00\t1\t1\t0\t0\n"));

  self->outlook = muster_outlook_new (self->desk->office);
  muster_outlook_set_date (self->outlook, muster_test_date ("2026-03-04"));
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 760);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));

  /* What the page asked for comes back before the clock that it reads goes. */
  while (self->page != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (self->outlook);
  muster_test_desk_free (self->desk);
}

static gboolean
page_is_loaded (gpointer data)
{
  return muster_page_get_state (data) != MUSTER_PAGE_LOADING;
}

static MusterPage *
open_page (Fixture *self)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  MusterPage *page = g_object_new (
    MUSTER_TYPE_CALENDAR_PAGE, "kind", &muster_calendar_page_kind, "office",
    self->desk->office, "actor", self->desk->admin, "outlook", self->outlook, NULL);

  g_set_weak_pointer (&self->page, page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
  stage_wait (page_is_loaded, page);

  return page;
}

static MusterDayRow *
shown_day (MusterPage *page)
{
  return muster_day_detail_get_row (
    MUSTER_DAY_DETAIL (stage_get (GTK_WIDGET (page), "day")));
}

static MusterDate wanted;

static gboolean
day_is_shown (gpointer page)
{
  MusterDayRow *row = shown_day (page);

  return row != NULL && row->sheet->day.date == wanted;
}

static void
press (MusterPage *page, guint key)
{
  GtkWidget *lines = stage_get (GTK_WIDGET (page), "lines");
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (lines);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one) &&
          gtk_event_controller_get_propagation_phase (one) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (one, "key-pressed", key, 0, 0, &taken);
    }
  g_assert_true (taken);
}

static void
test_days_by_keyboard (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self);

  muster_page_move (page, 1);
  wanted = muster_test_date ("2026-03-04");
  stage_wait (day_is_shown, page);
  g_assert_cmpstr (shown_day (page)->person->name, ==, "Ada");

  press (page, GDK_KEY_Left);
  wanted = muster_test_date ("2026-03-03");
  stage_wait (day_is_shown, page);
  g_assert_cmpint (shown_day (page)->sheet->day.late_min, ==, 12);

  press (page, GDK_KEY_Home);
  wanted = muster_test_date ("2026-03-01");
  stage_wait (day_is_shown, page);

  /* A month ends where it ends */
  press (page, GDK_KEY_Left);
  press (page, GDK_KEY_End);
  wanted = muster_test_date ("2026-03-31");
  stage_wait (day_is_shown, page);
}

static void
test_goes_by_months (Fixture *self, gconstpointer data)
{
  open_page (self);

  muster_outlook_step (self->outlook, -1);
  g_assert_cmpint (muster_outlook_get_date (self->outlook), ==,
                   muster_test_date ("2026-02-04"));
  g_assert_cmpint (muster_outlook_get_dates (self->outlook).to, ==,
                   muster_test_date ("2026-02-28"));
}

static void
test_sums_are_there_when_wide (Fixture *self, gconstpointer data)
{
  GtkWidget *line = muster_month_line_new (TRUE);
  GtkWidget *sum;
  int minimum;

  g_object_ref_sink (line);
  gtk_widget_measure (line, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 340);

  sum = gtk_widget_get_last_child (line);
  gtk_widget_size_allocate (line, &(GtkAllocation) { 0, 0, 1200, 40 }, -1);
  g_assert_true (gtk_widget_get_child_visible (sum));
  gtk_widget_size_allocate (line, &(GtkAllocation) { 0, 0, 700, 40 }, -1);
  g_assert_false (gtk_widget_get_child_visible (sum));
  g_object_unref (line);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  muster_pages_register_resource ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  ADD ("/calendar-page/days-by-keyboard", test_days_by_keyboard);
  ADD ("/calendar-page/goes-by-months", test_goes_by_months);
  ADD ("/calendar-page/sums-when-wide", test_sums_are_there_when_wide);

  return g_test_run ();
}
