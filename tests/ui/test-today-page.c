/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-detail.h"
#include "muster-filter-bar.h"
#include "muster-punches-page.h"
#include "muster-test-desk.h"
#include "muster-today-page.h"
#include "muster-tongue.h"

#include <adwaita.h>

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
  static const char punches[] = "1\t2026-03-04 08:55:00\t1\t0\t0\t0\n"
                                "1\t2026-03-04 18:02:00\t1\t1\t0\t0\n"
                                "2\t2026-03-04 09:12:00\t1\t0\t0\t0\n"
                                "2\t2026-03-04 18:05:00\t1\t1\t0\t0\n";
  g_autoptr (MusterImportRow) row = NULL;
  gint64 source, ada, ben;

  self->desk = muster_test_desk_new ();
  source = muster_test_add_source (self->desk, "Gate");
  ada = muster_test_add_person (self->desk, "001", "Ada", "", "");
  ben = muster_test_add_person (self->desk, "002", "Ben", "", "");
  muster_test_add_person (self->desk, "003", "Cid", "", "");
  row = muster_test_import (self->desk, source, "a.dat", punches);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *args =
        g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                         ">, 'key': <'%d'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                         source, i + 1, i == 0 ? ada : ben);
      g_autoptr (GVariant) mapped = muster_test_submit (self->desk, "person.map", args);

      g_assert_nonnull (mapped);
    }

  self->outlook = muster_outlook_new (self->desk->office);
  muster_outlook_set_date (self->outlook, muster_test_date ("2026-03-04"));
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 700);
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

static MusterPage *
open_page (Fixture *self, const MusterPageKind *kind)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  MusterPage *page = g_object_new (kind->get_type (), "kind", kind, "office",
                                   self->desk->office, "actor", self->desk->admin,
                                   "outlook", self->outlook, NULL);

  g_set_weak_pointer (&self->page, page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
  while (muster_page_get_state (page) == MUSTER_PAGE_LOADING)
    g_main_context_iteration (NULL, TRUE);

  return page;
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static guint
count_rows (MusterPage *page)
{
  GtkWidget *table = find_widget (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW);

  return g_list_model_get_n_items (
    G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (table))));
}

static void
choose (MusterPage *page, const char *state)
{
  MusterFilterBar *chips =
    MUSTER_FILTER_BAR (find_widget (GTK_WIDGET (page), MUSTER_TYPE_FILTER_BAR));

  muster_filter_bar_choose (chips, state);
  g_signal_emit_by_name (chips, "changed");
}

static void
wait_for_rows (MusterPage *page, guint n)
{
  while (count_rows (page) != n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_rows_and_chips (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self, &muster_today_page_kind);

  g_assert_cmpint (muster_page_get_state (page), ==, MUSTER_PAGE_CONTENT);
  g_assert_cmpuint (count_rows (page), ==, 3);
  choose (page, "late");
  wait_for_rows (page, 1);
  choose (page, "nothing of the kind");
  wait_for_rows (page, 3);

  /* A search that finds nobody says so, and is not the first step of an empty company */
  muster_outlook_set_search (self->outlook, "zzz");
  while (muster_page_get_state (page) == MUSTER_PAGE_CONTENT)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (muster_page_get_state (page), ==, MUSTER_PAGE_NOTHING);
}

static AdwBanner *
find_banner (GtkWidget *widget, const char *text)
{
  if (ADW_IS_BANNER (widget) &&
      strstr (adw_banner_get_title (ADW_BANNER (widget)), text) != NULL)
    return ADW_BANNER (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwBanner *found = find_banner (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The year that the holiday calendar lacks is told before it begins */
static void
test_missing_year (Fixture *self, gconstpointer data)
{
  MusterPage *page;

  muster_test_desk_set_clock (self->desk, "2026-11-20T10:00");
  page = open_page (self, &muster_today_page_kind);
  while (find_banner (GTK_WIDGET (page), "2027") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (adw_banner_get_revealed (find_banner (GTK_WIDGET (page), "2027")));
}

static void
test_detail (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self, &muster_today_page_kind);
  MusterDayDetail *detail =
    MUSTER_DAY_DETAIL (find_widget (GTK_WIDGET (page), MUSTER_TYPE_DAY_DETAIL));
  g_autofree char *title = NULL;
  GtkWidget *second;

  g_assert_false (muster_page_get_show_detail (page));
  g_assert_null (muster_page_build_detail (page, &title));
  muster_page_move (page, 1);
  g_assert_true (muster_page_get_show_detail (page));
  g_assert_cmpstr (muster_day_detail_get_row (detail)->person->name, ==, "Ada");
  muster_page_move (page, 1);
  g_assert_cmpstr (muster_day_detail_get_row (detail)->person->name, ==, "Ben");
  g_assert_cmpint (muster_day_detail_get_row (detail)->sheet->day.late_min, ==, 12);

  second = g_object_ref_sink (muster_page_build_detail (page, &title));
  g_assert_cmpstr (title, ==, "Ben · Wed 4 Mar");
  g_object_unref (second);

  /* Another day of the same person */
  g_signal_emit_by_name (detail, "date-chosen", muster_test_date ("2026-03-03"));
  while (muster_day_detail_get_row (detail) == NULL ||
         muster_day_detail_get_row (detail)->sheet->day.date !=
           muster_test_date ("2026-03-03"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (muster_day_detail_get_row (detail)->person->name, ==, "Ben");
}

static void
test_change (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self, &muster_today_page_kind);
  MusterDayDetail *detail =
    MUSTER_DAY_DETAIL (find_widget (GTK_WIDGET (page), MUSTER_TYPE_DAY_DETAIL));
  MusterDaySheet *sheet;
  g_autoptr (GVariant) voided = NULL;
  g_autofree char *args = NULL;

  muster_page_move (page, 1);
  sheet = muster_day_detail_get_row (detail)->sheet;
  g_assert_cmpint (sheet->day.out_at, ==, muster_test_instant ("2026-03-04T18:02"));
  args = g_strdup_printf ("{'punch': <int64 %" G_GINT64_FORMAT ">, 'reason': <'A test'>}",
                          sheet->day.out_id);
  voided = muster_test_submit (self->desk, "punch.void", args);

  /* What is shown follows what was written */
  while (muster_day_detail_get_row (detail)->sheet->day.out_at != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (muster_day_detail_get_row (detail)->person->name, ==, "Ada");
  g_assert_cmpint (muster_day_detail_get_row (detail)->sheet->placed->len, ==, 2);
}

static void
test_punches (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self, &muster_punches_page_kind);

  g_assert_cmpint (muster_page_get_state (page), ==, MUSTER_PAGE_CONTENT);
  g_assert_cmpuint (count_rows (page), ==, 4);
  muster_page_move (page, 1);
  g_assert_true (muster_page_get_show_detail (page));
  muster_page_show_view (page, "void");
  while (muster_page_get_state (page) != MUSTER_PAGE_NOTHING)
    g_main_context_iteration (NULL, TRUE);
  muster_page_show_view (page, "normal");
  wait_for_rows (page, 4);
}

static void
test_denied (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterActor) sync = muster_actor_new (0, "sync", MUSTER_ROLE_SYNC, NULL);

  g_set_object (&self->desk->admin, sync);
  g_assert_cmpint (muster_page_get_state (open_page (self, &muster_today_page_kind)), ==,
                   MUSTER_PAGE_DENIED);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  muster_tongue_set (MUSTER_TONGUE_EN);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  muster_pages_register_resource ();

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/today-page/rows-and-chips", test_rows_and_chips);
  ADD ("/today-page/missing-year", test_missing_year);
  ADD ("/today-page/detail", test_detail);
  ADD ("/today-page/change", test_change);
  ADD ("/today-page/punches", test_punches);
  ADD ("/today-page/denied", test_denied);
#undef ADD

  return g_test_run ();
}
