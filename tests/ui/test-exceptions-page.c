/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-exception-listings.h"
#include "muster-exceptions-page.h"
#include "muster-notice.h"
#include "muster-paged-item.h"
#include "muster-request-listings.h"
#include "muster-stage.h"
#include "muster-test-desk.h"

/* Two people, of whom one lacks two off-punches and one came late, and a number of nobody. */
typedef struct
{
  MusterTestDesk *desk;
  MusterOutlook *outlook;
  GtkWidget *window;
  MusterPage *page; /* weak */
} Fixture;

static void
map (Fixture *self, gint64 source, const char *key, gint64 person)
{
  g_autofree char *args =
    g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                     ">, 'key': <'%s'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                     source, key, person);

  g_variant_unref (muster_test_submit (self->desk, "person.map", args));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  gint64 source;
  g_autofree char *mark = NULL;

  self->desk = muster_test_desk_new ();
  muster_test_desk_set_clock (self->desk, "2026-03-06T10:00");
  source = muster_test_add_source (self->desk, "Gate");
  map (self, source, "1", muster_test_add_person (self->desk, "001", "Ada", "", ""));
  map (self, source, "2", muster_test_add_person (self->desk, "002", "Ben", "", ""));
  g_object_unref (muster_test_import (self->desk, source, "a.dat",
                                      "1\t2026-03-04 08:52:00\t1\t0\t0\t0\n"
                                      "1\t2026-03-05 08:57:00\t1\t0\t0\t0\n"
                                      "2\t2026-03-04 09:40:00\t1\t0\t0\t0\n"
                                      "2\t2026-03-04 18:02:00\t1\t1\t0\t0\n"
                                      "2\t2026-03-05 08:40:00\t1\t0\t0\t0\n"
                                      "2\t2026-03-05 18:02:00\t1\t1\t0\t0\n"
                                      "9\t2026-03-05 18:02:00\t1\t1\t0\t0\n"));
  mark = g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                          ">, 'synced_to': <int64 %" G_GINT64_FORMAT ">}",
                          source, muster_test_instant ("2026-03-06T09:55"));
  g_variant_unref (muster_test_submit (self->desk, "source.mark", mark));

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
open_page (Fixture *self, MusterActor *actor)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  MusterPage *page = g_object_new (
    MUSTER_TYPE_EXCEPTIONS_PAGE, "kind", &muster_exceptions_page_kind, "office",
    self->desk->office, "actor", actor, "outlook", self->outlook, NULL);

  g_set_weak_pointer (&self->page, page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
  muster_page_show_view (page, "2026-03-04");
  stage_wait (page_is_loaded, page);

  return page;
}

/* "missing 2026-03-04 open, …" of the whole list, as far as it is loaded. */
static char *
rows_of (MusterPage *page)
{
  GtkListView *view = GTK_LIST_VIEW (stage_get (GTK_WIDGET (page), "list"));
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (view));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (MusterPagedItem) item = g_list_model_get_item (model, i);
      MusterExceptionRow *row = muster_paged_item_get_row (item);

      g_string_append_printf (
        text, "%s%s %s", i > 0 ? ", " : "",
        row != NULL ? muster_exception_kind_get_code (row->exception.kind) : "?",
        row != NULL ? row->state : "?");
    }

  return g_string_free_and_steal (text);
}

static const char *wanted;

static gboolean
rows_are (gpointer page)
{
  g_autofree char *rows = rows_of (page);

  return g_str_equal (rows, wanted);
}

static void
wait_for_rows (MusterPage *page, const char *rows)
{
  wanted = rows;
  stage_wait (rows_are, page);
}

static const char *
title_of (MusterPage *page)
{
  return gtk_label_get_label (GTK_LABEL (stage_get (GTK_WIDGET (page), "name_label")));
}

static const char *wanted_title;

static gboolean
title_is (gpointer page)
{
  return g_str_equal (title_of (page), wanted_title);
}

static void
wait_for_title (MusterPage *page, const char *title)
{
  wanted_title = title;
  stage_wait (title_is, page);
}

static void
act (MusterPage *page, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), action, NULL));
}

static GtkSelectionModel *
selection_of (MusterPage *page)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (stage_get (GTK_WIDGET (page), "list")));
}

static gboolean
one_is_chosen (gpointer page)
{
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (selection_of (page));

  return gtk_bitset_get_size (bits) == 1;
}

/* One after the other: what is decided goes, the next comes into its place, and comes back. */
static void
test_decide (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self, self->desk->admin);

  wait_for_rows (page, "missing open, missing open, late open, unmapped open");
  stage_wait (one_is_chosen, page);
  wait_for_title (page, "Ada");
  act (page, "exceptions.accept");
  wait_for_rows (page, "missing open, late open, unmapped open");
  while (!muster_notice_undo (GTK_WIDGET (page)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_rows (page, "missing open, missing open, late open, unmapped open");

  /* By kind and by state, and a decision is taken back from among the decided. */
  muster_page_show_view (page, "late");
  wait_for_rows (page, "late open");
  wait_for_title (page, "Ben");
  act (page, "exceptions.accept");
  wait_for_rows (page, "");
  g_assert_cmpint (muster_page_get_state (page), ==, MUSTER_PAGE_NOTHING);
  muster_page_show_view (page, "decided");
  wait_for_rows (page, "late decided");
  stage_wait (one_is_chosen, page);
  act (page, "exceptions.reopen");
  wait_for_rows (page, "");
}

static gboolean
reason_is_asked (gpointer data)
{
  Fixture *self = data;
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));

  return dialog != NULL && stage_find_button (GTK_WIDGET (dialog), "_Excuse") != NULL;
}

/* Many at once are excused with one reason, each by itself, and all come back together. */
static void
test_many (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self, self->desk->admin);
  GtkWidget *dialog;

  wait_for_rows (page, "missing open, missing open, late open, unmapped open");
  gtk_selection_model_select_range (selection_of (page), 0, 3, TRUE);
  act (page, "exceptions.excuse");
  stage_wait (reason_is_asked, self);
  dialog = GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (self->window)));
  gtk_editable_set_text (GTK_EDITABLE (stage_find_row (dialog, "Reason")), "Fire drill");
  g_signal_emit_by_name (stage_find_button (dialog, "_Excuse"), "clicked");
  wait_for_rows (page, "unmapped open");
  while (!muster_notice_undo (GTK_WIDGET (page)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_rows (page, "missing open, missing open, late open, unmapped open");
}

static gboolean
form_is_shown (gpointer data)
{
  Fixture *self = data;
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));

  return dialog != NULL && stage_find_button (GTK_WIDGET (dialog), "_Save") != NULL;
}

/* Until Monday it is out of sight; Ctrl+Z brings it back at once. */
/* Given to one of those who decide, chosen by name, and taken back. */
static void
test_assign (Fixture *self, gconstpointer data)
{
  MusterPage *page;
  GtkWidget *dialog;
  AdwComboRow *who;

  g_variant_unref (muster_test_submit (
    self->desk, "user.add",
    "{'name': <'Finch'>, 'password': <'plum and thunder'>, 'role': <'hr'>}"));
  g_variant_unref (muster_test_submit (
    self->desk, "user.add",
    "{'name': <'Crane'>, 'password': <'plum and thunder'>, 'role': <'auditor'>}"));
  page = open_page (self, self->desk->admin);
  muster_page_show_view (page, "late");
  wait_for_rows (page, "late open");
  wait_for_title (page, "Ben");
  act (page, "exceptions.assign");
  stage_wait (form_is_shown, self);
  dialog = GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (self->window)));
  who = ADW_COMBO_ROW (stage_find_row (dialog, "Given to"));
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (who)), ==, 1);
  g_signal_emit_by_name (stage_find_button (dialog, "_Save"), "clicked");
  wait_for_rows (page, "late assigned");
  while (!muster_notice_undo (GTK_WIDGET (page)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_rows (page, "late open");
}

static void
test_put_off (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self, self->desk->admin);
  GtkWidget *dialog;

  muster_page_show_view (page, "late");
  wait_for_rows (page, "late open");
  wait_for_title (page, "Ben");
  act (page, "exceptions.snooze");
  stage_wait (form_is_shown, self);
  dialog = GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (self->window)));
  g_assert_cmpstr (
    gtk_editable_get_text (GTK_EDITABLE (stage_find_row (dialog, "Comes back on"))), ==,
    "2026-03-09");
  g_signal_emit_by_name (stage_find_button (dialog, "_Save"), "clicked");
  wait_for_rows (page, "");
  muster_page_show_view (page, "snoozed");
  wait_for_rows (page, "late snoozed");
  while (!muster_notice_undo (GTK_WIDGET (page)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_rows (page, "");
  muster_page_show_view (page, "late");
  wait_for_rows (page, "late open");
}

/* From a period's first date it goes back to the usual days by a button. */
static void
test_since (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self, self->desk->admin);
  GtkWidget *button = stage_get (GTK_WIDGET (page), "since_button");
  GtkLabel *label = GTK_LABEL (stage_get (GTK_WIDGET (page), "since_label"));

  wait_for_rows (page, "missing open, missing open, late open, unmapped open");
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_nonnull (strstr (gtk_label_get_label (label), "4 March 2026"));
  g_signal_emit_by_name (button, "clicked");
  g_assert_nonnull (strstr (gtk_label_get_label (label), "4 February 2026"));
  g_assert_false (gtk_widget_get_visible (button));
}

/* An auditor looks; what may not be done is not offered. */
static void
test_denied (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterActor) auditor = muster_test_actor (MUSTER_ROLE_AUDITOR, NULL, NULL);
  MusterPage *page = open_page (self, auditor);

  wait_for_rows (page, "missing open, missing open, late open, unmapped open");
  stage_wait (one_is_chosen, page);
  g_assert_false (
    gtk_widget_get_sensitive (stage_get (GTK_WIDGET (page), "accept_button")));
  g_assert_false (
    gtk_widget_get_sensitive (stage_get (GTK_WIDGET (page), "correct_button")));
}

static gboolean
dialog_is_there (gpointer data)
{
  Fixture *self = data;

  return adw_window_get_visible_dialog (ADW_WINDOW (self->window)) != NULL;
}

static gboolean
has_request (gpointer data)
{
  Fixture *self = data;
  g_autoptr (GPtrArray)
    rows = muster_test_rows (self->desk, self->desk->admin, "requests", NULL);
  MusterRequestRow *row = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;

  return row != NULL && g_str_equal (row->person->name, "Ada") &&
         row->request->kind == MUSTER_REQUEST_MISSING &&
         muster_request_is_out (row->request->slot) &&
         row->request->at == muster_test_instant ("2026-03-04T18:05");
}

/* Of the missing off-punch only the time and the reason are to be said. */
static void
test_correct (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self, self->desk->admin);
  GtkWidget *dialog;

  wait_for_rows (page, "missing open, missing open, late open, unmapped open");
  stage_wait (one_is_chosen, page);
  wait_for_title (page, "Ada");
  act (page, "exceptions.correct");
  stage_wait (dialog_is_there, self);
  dialog = GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (self->window)));
  gtk_editable_set_text (
    GTK_EDITABLE (stage_find_row (dialog, "Time of the punch, such as 08:30")), "18:05");
  gtk_editable_set_text (GTK_EDITABLE (stage_find_row (dialog, "Reason")), "forgot it");
  g_signal_emit_by_name (stage_find_button (dialog, "_Submit"), "clicked");
  stage_wait (has_request, self);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();

  g_test_add ("/exceptions-page/decide", Fixture, NULL, set_up, test_decide, tear_down);
  g_test_add ("/exceptions-page/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/exceptions-page/assign", Fixture, NULL, set_up, test_assign, tear_down);
  g_test_add ("/exceptions-page/put-off", Fixture, NULL, set_up, test_put_off, tear_down);
  g_test_add ("/exceptions-page/since", Fixture, NULL, set_up, test_since, tear_down);
  g_test_add ("/exceptions-page/denied", Fixture, NULL, set_up, test_denied, tear_down);
  g_test_add ("/exceptions-page/correct", Fixture, NULL, set_up, test_correct, tear_down);

  return g_test_run ();
}
