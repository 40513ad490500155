/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-listings.h"
#include "muster-holidays-page.h"
#include "muster-notice.h"
#include "muster-stage.h"
#include "muster-test-desk.h"
#include "muster-year-sheet.h"

typedef struct
{
  MusterTestDesk *desk;
  MusterOutlook *outlook;
  GtkWidget *window;
  MusterPage *page; /* weak */
  gint64 ada;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->desk = muster_test_desk_new ();
  self->ada = muster_test_add_person (self->desk, "001", "Ada", "", "");
  self->outlook = muster_outlook_new (self->desk->office);
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
    MUSTER_TYPE_HOLIDAYS_PAGE, "kind", &muster_holidays_page_kind, "office",
    self->desk->office, "actor", self->desk->admin, "outlook", self->outlook, NULL);

  g_set_weak_pointer (&self->page, page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
  stage_wait (page_is_loaded, page);

  return page;
}

static void
press (MusterPage *page, guint key)
{
  GtkWidget *sheet = stage_get (GTK_WIDGET (page), "sheet");
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (sheet);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one))
        g_signal_emit_by_name (one, "key-pressed", key, 0, 0, &taken);
    }
  g_assert_true (taken);
}

static MusterDayType wanted;

/* What the judge makes of Saturday 7 March by now. */
static gboolean
day_is (gpointer data)
{
  Fixture *self = data;
  g_autoptr (MusterFilter) filter = muster_test_filter ("2026-03-07");
  g_autoptr (GPtrArray) rows = NULL;

  filter->person_id = self->ada;
  rows = muster_test_rows (self->desk, self->desk->admin, "days", filter);

  return rows->len == 1 &&
         MUSTER_DAY_ROW (g_ptr_array_index (rows, 0))->sheet->day.type == wanted;
}

/* From Thursday two days on, W makes the Saturday a make-up workday; the judge follows, and undo. */
static void
test_makeup_by_keyboard (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self);
  MusterYearSheet *sheet = MUSTER_YEAR_SHEET (stage_get (GTK_WIDGET (page), "sheet"));

  g_assert_cmpint (muster_year_sheet_get_chosen (sheet), ==,
                   muster_test_date ("2026-03-05"));
  press (page, GDK_KEY_Right);
  press (page, GDK_KEY_Right);
  g_assert_cmpint (muster_year_sheet_get_chosen (sheet), ==,
                   muster_test_date ("2026-03-07"));
  press (page, GDK_KEY_w);
  wanted = MUSTER_DAY_MAKEUP;
  stage_wait (day_is, self);
  while (!muster_notice_undo (GTK_WIDGET (page)))
    g_main_context_iteration (NULL, TRUE);
  wanted = MUSTER_DAY_REST;
  stage_wait (day_is, self);

  press (page, GDK_KEY_Down);
  press (page, GDK_KEY_End);
  g_assert_cmpint (muster_year_sheet_get_chosen (sheet), ==,
                   muster_test_date ("2026-03-31"));
}

static gboolean
year_is_2027 (gpointer page)
{
  MusterYearSheet *sheet = MUSTER_YEAR_SHEET (stage_get (page, "sheet"));

  return muster_year_sheet_get_chosen (sheet) == muster_test_date ("2027-01-01");
}

static void
test_goes_by_years (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self);

  gtk_widget_activate_action (GTK_WIDGET (page), "holidays.year", "i", 1);
  stage_wait (year_is_2027, page);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();

#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)
  ADD ("/holidays-page/makeup-by-keyboard", test_makeup_by_keyboard);
  ADD ("/holidays-page/goes-by-years", test_goes_by_years);
#undef ADD

  return g_test_run ();
}
