/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-closing-listings.h"
#include "muster-notice.h"
#include "muster-paged-item.h"
#include "muster-periods-page.h"
#include "muster-stage.h"
#include "muster-test-desk.h"

/* One person whose first week of March is over; two days lack their off-punch. */
typedef struct
{
  MusterTestDesk *desk;
  MusterOutlook *outlook;
  GtkWidget *window;
  MusterPage *page; /* weak */
  gint64 source;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  gint64 ada;
  g_autofree char *mapping = NULL;
  g_autofree char *marking = NULL;

  self->desk = muster_test_desk_new ();
  muster_test_desk_set_clock (self->desk, "2026-04-07T10:00");
  self->source = muster_test_add_source (self->desk, "Gate");
  ada = muster_test_add_person (self->desk, "001", "Ada", "", "");
  mapping = g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                             ">, 'key': <'1'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                             self->source, ada);
  g_variant_unref (muster_test_submit (self->desk, "person.map", mapping));
  g_object_unref (muster_test_import (self->desk, self->source, "a.dat",
                                      "1\t2026-03-03 08:52:00\t1\t0\t0\t0\n"
                                      "1\t2026-03-04 08:55:00\t1\t0\t0\t0\n"
                                      "1\t2026-03-05 08:57:00\t1\t0\t0\t0\n"
                                      "1\t2026-03-05 18:02:00\t1\t1\t0\t0\n"));
  marking = g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                             ">, 'synced_to': <int64 %" G_GINT64_FORMAT ">}",
                             self->source, muster_test_instant ("2026-04-07T09:00"));
  g_variant_unref (muster_test_submit (self->desk, "source.mark", marking));

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
    MUSTER_TYPE_PERIODS_PAGE, "kind", &muster_periods_page_kind, "office",
    self->desk->office, "actor", self->desk->admin, "outlook", self->outlook, NULL);

  g_set_weak_pointer (&self->page, page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
  stage_wait (page_is_loaded, page);

  return page;
}

/* The states of the list, newest first. */
static char *
states_of (MusterPage *page)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (stage_get (GTK_WIDGET (page), "view"));
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (view));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (MusterPagedItem) item = g_list_model_get_item (model, i);
      MusterPeriodPlanRow *row = muster_paged_item_get_row (item);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", row->state);
    }

  return g_string_free_and_steal (text);
}

static const char *wanted;

static gboolean
states_are (gpointer page)
{
  g_autofree char *states = states_of (page);

  return g_str_equal (states, wanted);
}

static void
wait_for_states (MusterPage *page, const char *states)
{
  wanted = states;
  stage_wait (states_are, page);
}

static gboolean
checks_are_shown (gpointer page)
{
  GtkListBox *checks = GTK_LIST_BOX (stage_get (page, "checks"));

  return gtk_list_box_get_row_at_index (checks, 4) != NULL;
}

static AdwDialog *
shown_dialog (Fixture *self)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (self->window));
}

static gboolean
dialog_is_shown (gpointer data)
{
  return shown_dialog (data) != NULL;
}

static void
close_shown (Fixture *self)
{
  stage_wait (checks_are_shown, self->page);
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (self->page), "periods.close", NULL));
  stage_wait (dialog_is_shown, self);
  g_signal_emit_by_name (
    stage_find_button (GTK_WIDGET (shown_dialog (self)), "C_lose Period"), "clicked");
}

static guint n_adjusted;

static gboolean
adjusted_are (gpointer page)
{
  GtkListView *view = GTK_LIST_VIEW (stage_get (page, "adjusted_view"));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (view))) ==
         n_adjusted;
}

static void
wait_for_adjusted (MusterPage *page, guint n)
{
  n_adjusted = n;
  stage_wait (adjusted_are, page);
}

/* March is closed, two punches come afterwards, and both are adjustments. */
static void
test_close_and_adjust (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self);
  GtkListView *adjusted;

  wait_for_states (page, "open due");
  close_shown (self);
  wait_for_states (page, "open closed");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (
                     GTK_STACK (stage_get (GTK_WIDGET (page), "bodies"))),
                   ==, "adjustments");

  muster_test_desk_set_clock (self->desk, "2026-04-07T11:00");
  g_object_unref (muster_test_import (self->desk, self->source, "a.dat",
                                      "1\t2026-03-03 18:10:00\t1\t1\t0\t0\n"
                                      "1\t2026-03-04 18:20:00\t1\t1\t0\t0\n"));
  wait_for_adjusted (page, 2);

  /* One of them, then the other; both are taken back at once each. */
  adjusted = GTK_LIST_VIEW (stage_get (GTK_WIDGET (page), "adjusted_view"));
  gtk_selection_model_select_item (gtk_list_view_get_model (adjusted), 0, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (page), "periods.accept", NULL);
  wait_for_adjusted (page, 1);
  gtk_widget_activate_action (GTK_WIDGET (page), "periods.accept", NULL);
  wait_for_adjusted (page, 0);
}

static void
test_undo_accepting (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self);

  wait_for_states (page, "open due");
  close_shown (self);
  wait_for_states (page, "open closed");
  muster_test_desk_set_clock (self->desk, "2026-04-07T11:00");
  g_object_unref (muster_test_import (self->desk, self->source, "a.dat",
                                      "1\t2026-03-03 18:10:00\t1\t1\t0\t0\n"
                                      "1\t2026-03-04 18:20:00\t1\t1\t0\t0\n"));
  wait_for_adjusted (page, 2);
  /* The offer to open the period again stands until the next one comes, which may be after the
   * list is empty: it is not the one that is meant. */
  g_object_set_data (
    G_OBJECT (gtk_widget_get_ancestor (GTK_WIDGET (page), ADW_TYPE_TOAST_OVERLAY)),
    "muster-undo-offer", NULL);
  gtk_widget_activate_action (GTK_WIDGET (page), "periods.accept", NULL);
  wait_for_adjusted (page, 0);
  while (!muster_notice_undo (GTK_WIDGET (page)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_adjusted (page, 2);
}

/* The keys go through the list; a period that is not over is refused without a word of consent. */
static void
test_pending_is_refused (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self);
  AdwAlertDialog *dialog;

  wait_for_states (page, "open due");
  muster_page_move (page, -1);
  stage_wait (checks_are_shown, page);
  gtk_widget_activate_action (GTK_WIDGET (page), "periods.close", NULL);
  stage_wait (dialog_is_shown, self);
  dialog = ADW_ALERT_DIALOG (shown_dialog (self));
  g_assert_false (adw_alert_dialog_get_response_enabled (dialog, "close"));
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (adw_alert_dialog_get_extra_child (dialog)), TRUE);
  g_assert_true (adw_alert_dialog_get_response_enabled (dialog, "close"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();

#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)
  ADD ("/periods-page/close-and-adjust", test_close_and_adjust);
  ADD ("/periods-page/undo-accepting", test_undo_accepting);
  ADD ("/periods-page/pending-is-refused", test_pending_is_refused);
#undef ADD

  return g_test_run ();
}
