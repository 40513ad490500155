/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-delegation-listings.h"
#include "muster-request-view.h"
#include "muster-requests-page.h"
#include "muster-stage.h"
#include "muster-test-desk.h"

/* A page of a company with another user, Finch. */
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
  GtkWidget *overlay = adw_toast_overlay_new ();
  MusterPage *page;

  self->desk = muster_test_desk_new ();
  muster_test_desk_set_clock (self->desk, "2026-03-05T10:00");
  g_variant_unref (muster_test_submit (
    self->desk, "user.add",
    "{'name': <'Finch'>, 'password': <'plum and thunder'>, 'role': <'hr'>}"));
  self->outlook = muster_outlook_new (self->desk->office);
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 760);
  page = g_object_new (MUSTER_TYPE_REQUESTS_PAGE, "kind", &muster_requests_page_kind,
                       "office", self->desk->office, "actor", self->desk->admin,
                       "outlook", self->outlook, NULL);
  g_set_weak_pointer (&self->page, page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
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

static AdwDialog *
dialog_of (Fixture *self)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (self->window));
}

static gboolean
dialog_is_shown (gpointer data)
{
  return dialog_of (data) != NULL;
}

static gboolean
dialog_is_gone (gpointer data)
{
  return dialog_of (data) == NULL;
}

/* Friday is handed over; tomorrow is offered, and the user's own name is not asked for. */
static void
test_hand_over (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  MusterDelegationRow *row;
  GtkWidget *dialog;
  AdwComboRow *who;

  stage_wait (page_is_loaded, self->page);
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (self->page), "requests.hand-over", NULL));
  stage_wait (dialog_is_shown, self);
  dialog = GTK_WIDGET (dialog_of (self));
  who = ADW_COMBO_ROW (stage_find_row (dialog, "Delegate"));
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (who)), ==, 1);
  g_assert_true (g_str_has_prefix (
    gtk_string_object_get_string (adw_combo_row_get_selected_item (who)), "Finch · "));
  g_signal_emit_by_name (stage_find_button (dialog, "_Save"), "clicked");
  stage_wait (dialog_is_gone, self);

  rows = muster_test_rows (self->desk, self->desk->admin, "delegations", NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->delegate, ==, "Finch");
  g_assert_cmpint (row->dates.from, ==, muster_test_date ("2026-03-06"));
  g_assert_cmpint (row->dates.to, ==, muster_test_date ("2026-03-06"));
}

static gboolean
end_is_offered (gpointer data)
{
  return stage_find_button (GTK_WIDGET (dialog_of (data)), "_End") != NULL;
}

static gboolean
end_is_gone (gpointer data)
{
  return stage_find_button (GTK_WIDGET (dialog_of (data)), "_End") == NULL;
}

/* What was handed over is seen, and ended before its time; what is over stays in sight. */
static void
test_delegations (Fixture *self, gconstpointer data)
{
  g_autofree char *args =
    g_strdup_printf ("{'delegate': <'Finch'>, 'from': <%d>, 'to': <%d>}",
                     muster_test_date ("2026-03-05"), muster_test_date ("2026-03-06"));
  g_autoptr (GPtrArray) rows = NULL;
  GtkWidget *dialog;

  stage_wait (page_is_loaded, self->page);
  g_variant_unref (muster_test_submit (self->desk, "delegate.add", args));
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (self->page), "requests.delegations", NULL));
  stage_wait (dialog_is_shown, self);
  stage_wait (end_is_offered, self);
  dialog = GTK_WIDGET (dialog_of (self));
  g_signal_emit_by_name (stage_find_button (dialog, "_End"), "clicked");
  stage_wait (end_is_gone, self);
  g_assert_nonnull (stage_find_row (dialog, "Finch for Warden"));
  rows = muster_test_rows (self->desk, self->desk->admin, "delegations", NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (MUSTER_DELEGATION_ROW (g_ptr_array_index (rows, 0))->ended_by, ==,
                   "Warden");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  stage_wait (dialog_is_gone, self);
}

typedef struct
{
  Fixture *fixture;
  const char *state;
  guint n;
} Wanted;

static gboolean
has_so_many (gpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;
  const char *states[] = { wanted->state, NULL };

  filter->states = g_strdupv ((char **) states);
  rows = muster_test_rows (wanted->fixture->desk, wanted->fixture->desk->admin,
                           "requests", filter);

  return rows->len == wanted->n;
}

static void
wait_for (Fixture *self, const char *state, guint n)
{
  Wanted wanted = { self, state, n };

  stage_wait (has_so_many, &wanted);
}

/* The request that is shown waits, and is not the one before. */
static gboolean
has_next (gpointer data)
{
  const Wanted *wanted = data;
  MusterRequestRow *row = muster_request_view_get_row (
    MUSTER_REQUEST_VIEW (stage_get (GTK_WIDGET (wanted->fixture->page), "view")));

  return row != NULL && row->mine && (guint) row->request->id != wanted->n;
}

static guint
wait_for_next (Fixture *self, guint before)
{
  Wanted wanted = { self, NULL, before };

  stage_wait (has_next, &wanted);

  return (guint) muster_request_view_get_row (
           MUSTER_REQUEST_VIEW (stage_get (GTK_WIDGET (self->page), "view")))
    ->request->id;
}

static void
ask_for_punch (Fixture *self, gint64 person, const char *date, const char *wall)
{
  g_autofree char *args = g_strdup_printf (
    "{'person': <int64 %" G_GINT64_FORMAT ">, 'kind': <'missing'>, 'date': <%d>,"
    " 'slot': <'in'>, 'at': <int64 %" G_GINT64_FORMAT ">, 'reason': <'Forgot'>}",
    person, muster_test_date (date), muster_test_instant (wall));

  g_variant_unref (muster_test_submit (self->desk, "request.submit", args));
}

/* A screen that has just met a new keyboard does not hear its first keys. */
static void
press (const char *key)
{
  g_autofree char *command = g_strconcat ("sleep 0.3 key ", key, NULL);

  stage_act (command);
}

/* Real keys, no pointer: one is approved, one rejected with the first of the quick reasons, one asked
 * about. After each the next one is there. */
static void
test_keys (Fixture *self, gconstpointer data)
{
  gint64 person = muster_test_add_person (self->desk, "001", "Ada", "", "");
  guint shown;

  /* Without anybody else they wait for the administrator. */
  g_variant_unref (
    muster_test_submit (self->desk, "user.disable", "{'name': <'Finch'>}"));
  ask_for_punch (self, person, "2026-03-02", "2026-03-02T09:00");
  ask_for_punch (self, person, "2026-03-03", "2026-03-03T09:00");
  ask_for_punch (self, person, "2026-03-04", "2026-03-04T09:00");
  stage_wait (page_is_loaded, self->page);
  wait_for (self, "mine", 3);
  stage_act ("mousemove 40 740 click 1");
  muster_page_focus_content (self->page);
  press ("j");
  shown = wait_for_next (self, 0);

  press ("a");
  wait_for (self, "approved", 1);
  shown = wait_for_next (self, shown);
  press ("r");
  stage_wait (dialog_is_shown, self);
  press ("1");
  stage_wait (dialog_is_gone, self);
  wait_for (self, "rejected", 1);
  wait_for_next (self, shown);
  press ("q");
  stage_wait (dialog_is_shown, self);
  press ("1");
  stage_wait (dialog_is_gone, self);
  wait_for (self, "asked", 1);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();

  g_test_add ("/requests-page/hand-over", Fixture, NULL, set_up, test_hand_over,
              tear_down);

  g_test_add ("/requests-page/delegations", Fixture, NULL, set_up, test_delegations,
              tear_down);

  g_test_add ("/requests-page/keys", Fixture, NULL, set_up, test_keys, tear_down);

  return g_test_run ();
}
