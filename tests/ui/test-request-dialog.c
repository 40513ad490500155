/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-form.h"
#include "muster-request-dialog.h"
#include "muster-request-listings.h"
#include "muster-requests-page.h"
#include "muster-stage.h"
#include "muster-test-desk.h"
#include "muster-user-listings.h"

#include <string.h>

typedef struct
{
  MusterTestDesk *desk;
  MusterOutlook *outlook;
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *weak;
} Fixture;

static gboolean
is_loaded (gpointer page)
{
  return muster_page_get_state (page) != MUSTER_PAGE_LOADING;
}

static AdwDialog *
dialog_of (Fixture *self)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (self->window));
}

static gboolean
dialog_is_there (gpointer data)
{
  return dialog_of (data) != NULL;
}

static gboolean
dialog_is_gone (gpointer data)
{
  return dialog_of (data) == NULL;
}

static gboolean
ben_is_found (gpointer data)
{
  return stage_find_row (GTK_WIDGET (dialog_of (data)), "Ben (2)") != NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  self->desk = muster_test_desk_new ();
  muster_test_add_person (self->desk, "1", "Ann", "", "");
  muster_test_add_person (self->desk, "2", "Ben", "", "");
  self->outlook = muster_outlook_new (self->desk->office);
  self->page = g_object_new (MUSTER_TYPE_REQUESTS_PAGE, "kind",
                             &muster_requests_page_kind, "office", self->desk->office,
                             "actor", self->desk->admin, "outlook", self->outlook, NULL);
  g_set_weak_pointer (&self->weak, self->page);
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 800);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), self->page);
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
  muster_page_refresh (MUSTER_PAGE (self->page));
  stage_wait (is_loaded, self->page);
  gtk_widget_activate_action (self->page, "requests.new", NULL);
  stage_wait (dialog_is_there, self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));

  /* What the page asked for comes back before the clock that it reads goes. */
  while (self->weak != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (self->outlook);
  muster_test_desk_free (self->desk);
}

static GtkWidget *
row_of (Fixture *self, const char *title)
{
  GtkWidget *row = stage_find_row (GTK_WIDGET (dialog_of (self)), title);

  if (row == NULL)
    g_error ("no row %s", title);

  return row;
}

static void
type (Fixture *self, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row_of (self, title)), text);
}

static void
choose_ben (Fixture *self)
{
  GtkWidget *who = row_of (self, "Employee: name, number or pinyin");

  gtk_editable_set_text (GTK_EDITABLE (who), "ben");
  stage_wait (ben_is_found, self);
  g_signal_emit_by_name (who, "entry-activated");
}

static void
submit (Fixture *self)
{
  g_signal_emit_by_name (stage_find_button (GTK_WIDGET (dialog_of (self)), "_Submit"),
                         "clicked");
}

static MusterRequestRow *
only_request (Fixture *self)
{
  g_autoptr (GPtrArray)
    rows = muster_test_rows (self->desk, self->desk->admin, "requests", NULL);

  g_assert_cmpuint (rows->len, ==, 1);

  return g_object_ref (g_ptr_array_index (rows, 0));
}

/* A missing punch, once everything was said. */
static void
test_missing (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterRequestRow) row = NULL;

  g_assert_false (gtk_widget_get_visible (row_of (self, "Until, such as 12:00")));
  submit (self);
  g_assert_true (gtk_widget_has_css_class (
    row_of (self, "Employee: name, number or pinyin"), "error"));

  choose_ben (self);
  type (self, "Date", "2026-03-04");
  type (self, "Time of the punch, such as 08:30", "8 o'clock");
  type (self, "Reason", "forgot it");
  submit (self);
  g_assert_true (gtk_widget_has_css_class (
    row_of (self, "Time of the punch, such as 08:30"), "error"));

  type (self, "Time of the punch, such as 08:30", "08:30");
  submit (self);
  stage_wait (dialog_is_gone, self);
  row = only_request (self);
  g_assert_cmpstr (row->person->name, ==, "Ben");
  g_assert_cmpint (row->request->kind, ==, MUSTER_REQUEST_MISSING);
  g_assert_cmpint (row->request->at, ==, muster_test_instant ("2026-03-04T08:30"));
  g_assert_cmpint (row->request->state, ==, MUSTER_REQUEST_SUBMITTED);
}

/* A place that somebody works at for some days, with what only that has. */
static void
test_place (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterRequestRow) row = NULL;

  choose_ben (self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row_of (self, "Kind")),
                              MUSTER_REQUEST_PLACE);
  g_assert_false (gtk_widget_get_visible (row_of (self, "Punch")));
  type (self, "Date", "2026-03-06");
  type (self, "Last date", "2026-03-10");
  type (self, "Position: 22.54, 114.05", "22.54, 114.05");
  type (self, "Work place", "Site 4");
  type (self, "Reason", "building");
  submit (self);
  stage_wait (dialog_is_gone, self);
  row = only_request (self);
  g_assert_cmpint (row->request->kind, ==, MUSTER_REQUEST_PLACE);
  g_assert_cmpstr (row->request->place, ==, "Site 4");
  g_assert_cmpfloat_with_epsilon (row->request->lat, 22.54, 1e-9);
  g_assert_cmpfloat (row->request->radius, ==, 100.0);
  g_assert_cmpint (row->request->to_date, ==, muster_test_date ("2026-03-10"));
}

static gboolean
names_ben (gpointer data)
{
  GtkWidget *who =
    stage_find_row (GTK_WIDGET (dialog_of (data)), "Employee: name, number or pinyin");

  return g_str_equal (gtk_editable_get_text (GTK_EDITABLE (who)), "Ben (2)");
}

static gboolean
says_nobody (gpointer data)
{
  return stage_find_row (GTK_WIDGET (dialog_of (data)),
                         "Nobody has such a name or number") != NULL;
}

/* Enter takes who fits what is typed now, be they found already or not. */
static void
test_hurried (Fixture *self, gconstpointer data)
{
  GtkWidget *who = row_of (self, "Employee: name, number or pinyin");

  gtk_editable_set_text (GTK_EDITABLE (who), "nobody at all");
  stage_wait (says_nobody, self);
  g_signal_emit_by_name (who, "entry-activated");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (who)), ==, "nobody at all");

  gtk_editable_set_text (GTK_EDITABLE (who), "ann");
  while (stage_find_row (GTK_WIDGET (dialog_of (self)), "Ann (1)") == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (who), "ben");
  g_signal_emit_by_name (who, "entry-activated");
  stage_wait (names_ben, self);
  adw_dialog_force_close (dialog_of (self));
}

/* Files come with it, and their places on this computer stay out of the audit log. */
static void
test_evidence (Fixture *self, gconstpointer data)
{
  g_autofree char *path =
    muster_test_write_file (self->desk, "note.txt", "at the gate at 8:30", -1);
  const char *paths[] = { path, NULL };
  g_autoptr (MusterRequestRow) row = NULL;
  g_autoptr (GPtrArray) audit = NULL;
  GVariantDict shown;
  guint n_submitted = 0;

  adw_dialog_force_close (dialog_of (self));
  stage_wait (dialog_is_gone, self);
  g_variant_dict_init (&shown, NULL);
  g_variant_dict_insert (&shown, "kind", "s", "leave");
  g_variant_dict_insert (&shown, "date", "i", muster_test_date ("2026-03-06"));
  g_variant_dict_insert (&shown, "evidence", "^as", paths);
  muster_request_dialog_present (self->page, self->desk->office, self->desk->admin, NULL,
                                 g_variant_dict_end (&shown));
  stage_wait (dialog_is_there, self);
  choose_ben (self);
  type (self, "Reason", "a wedding");
  submit (self);
  stage_wait (dialog_is_gone, self);
  row = only_request (self);
  g_assert_cmpuint (row->n_evidence, ==, 1);

  audit = muster_test_rows (self->desk, self->desk->admin, "audit", NULL);
  for (guint i = 0; i < audit->len; i++)
    {
      MusterAuditRow *entry = g_ptr_array_index (audit, i);

      n_submitted += g_str_equal (entry->command, "request.submit");
      g_assert_null (entry->args != NULL ? strstr (entry->args, path) : NULL);
    }
  g_assert_cmpuint (n_submitted, ==, 1);
}

static gboolean
is_sent (gpointer data)
{
  g_autoptr (MusterRequestRow) row = only_request (data);

  return row->request->state == MUSTER_REQUEST_SUBMITTED;
}

static gboolean
is_shown (gpointer page)
{
  return muster_page_get_state (page) == MUSTER_PAGE_CONTENT;
}

static gboolean
shows_draft (gpointer data)
{
  Fixture *self = data;
  GtkWidget *button = stage_get (self->page, "send_button");

  return gtk_widget_get_visible (button) && gtk_widget_get_mapped (button);
}

/* A draft waits for whoever wrote it, and is submitted from the page. */
static void
test_draft (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterRequestRow) row = NULL;

  choose_ben (self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row_of (self, "Kind")),
                              MUSTER_REQUEST_LEAVE);
  type (self, "Date", "2026-03-06");
  type (self, "Reason", "a wedding");
  adw_switch_row_set_active (ADW_SWITCH_ROW (row_of (self, "Keep as a draft")), TRUE);
  submit (self);
  stage_wait (dialog_is_gone, self);
  row = only_request (self);
  g_assert_cmpint (row->request->state, ==, MUSTER_REQUEST_DRAFT);
  g_assert_true (row->may_send);

  muster_page_show_view (MUSTER_PAGE (self->page), "draft");
  stage_wait (is_shown, self->page);
  muster_page_move (MUSTER_PAGE (self->page), 1);
  stage_wait (shows_draft, self);
  g_signal_emit_by_name (stage_get (self->page, "send_button"), "clicked");
  stage_wait (is_sent, self);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();

  g_test_add ("/request-dialog/missing", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/request-dialog/place", Fixture, NULL, set_up, test_place, tear_down);
  g_test_add ("/request-dialog/hurried", Fixture, NULL, set_up, test_hurried, tear_down);
  g_test_add ("/request-dialog/evidence", Fixture, NULL, set_up, test_evidence,
              tear_down);
  g_test_add ("/request-dialog/draft", Fixture, NULL, set_up, test_draft, tear_down);

  return g_test_run ();
}
