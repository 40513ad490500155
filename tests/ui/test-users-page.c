/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-stage.h"
#include "muster-test-desk.h"
#include "muster-user-listings.h"
#include "muster-users-page.h"

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
  return muster_page_get_state (page) == MUSTER_PAGE_CONTENT;
}

static GtkSelectionModel *
model_of (Fixture *self)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (stage_get (self->page, "view")));
}

static MusterUserRow *
find_user (Fixture *self, const char *name)
{
  GListModel *model = G_LIST_MODEL (model_of (self));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (MusterUserRow) user = g_list_model_get_item (model, i);

      if (g_str_equal (user->name, name))
        {
          gtk_selection_model_select_item (model_of (self), i, TRUE);
          return user;
        }
    }

  return NULL;
}

static AdwDialog *
dialog_of (Fixture *self)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (self->window));
}

static gboolean
dialog_is_gone (gpointer data)
{
  return dialog_of (data) == NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GtkWidget *overlay;

  self->desk = muster_test_desk_new ();
  g_variant_unref (muster_test_submit (
    self->desk, "user.add",
    "{'name': <'Lin'>, 'password': <'four boats in harbour'>, 'role': <'supervisor'>,"
    " 'groups': <['office']>}"));
  self->outlook = muster_outlook_new (self->desk->office);
  self->page = g_object_new (MUSTER_TYPE_USERS_PAGE, "kind", &muster_users_page_kind,
                             "office", self->desk->office, "actor", self->desk->admin,
                             "outlook", self->outlook, NULL);
  g_set_weak_pointer (&self->weak, self->page);
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  overlay = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), self->page);
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
  muster_page_refresh (MUSTER_PAGE (self->page));
  stage_wait (is_loaded, self->page);
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

static guint
count_rows (GtkWidget *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n) != NULL)
    n++;

  return n;
}

/* Each role is what it may do, in words. */
static void
test_permissions (Fixture *self, gconstpointer data)
{
  guint of_admin, of_supervisor;

  g_assert_nonnull (find_user (self, "Warden"));
  of_admin = count_rows (stage_get (self->page, "may_list"));
  g_assert_cmpuint (of_admin, ==, MUSTER_N_PERMISSIONS);
  g_assert_false (gtk_widget_get_visible (
    gtk_widget_get_parent (stage_get (self->page, "disable_button"))));

  g_assert_nonnull (find_user (self, "Lin"));
  of_supervisor = count_rows (stage_get (self->page, "may_list"));
  g_assert_cmpuint (of_supervisor, >, 3);
  g_assert_cmpuint (of_supervisor, <, of_admin);
  g_assert_nonnull (stage_find_row (self->page, "Decide requests and exceptions"));
  g_assert_null (stage_find_row (self->page, "Read the audit log"));
  g_assert_true (gtk_widget_get_visible (
    gtk_widget_get_parent (stage_get (self->page, "disable_button"))));
}

typedef struct
{
  Fixture *fixture;
  const char *name;
} Wait;

static gboolean
is_there (gpointer data)
{
  return find_user (((Wait *) data)->fixture, ((Wait *) data)->name) != NULL;
}

static gboolean
is_disabled (gpointer data)
{
  MusterUserRow *user = find_user (((Wait *) data)->fixture, ((Wait *) data)->name);

  return user != NULL && user->disabled;
}

/* One is added by the form; another is disabled, after being asked about. */
static void
test_work (Fixture *self, gconstpointer data)
{
  Wait added = { self, "Zhou" };
  Wait disabled = { self, "Lin" };
  GtkWidget *dialog;

  gtk_widget_activate_action (self->page, "users.add", NULL);
  dialog = GTK_WIDGET (dialog_of (self));
  gtk_editable_set_text (GTK_EDITABLE (stage_find_row (dialog, "Name")), "Zhou");
  gtk_editable_set_text (GTK_EDITABLE (stage_find_row (dialog, "Password")),
                         "a heron on the weir");
  g_signal_emit_by_name (stage_find_button (dialog, "_Save"), "clicked");
  stage_wait (dialog_is_gone, self);
  stage_wait (is_there, &added);

  find_user (self, "Lin");
  gtk_widget_activate_action (self->page, "users.disable", NULL);
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog_of (self)));
  g_signal_emit_by_name (dialog_of (self), "response::disable", "disable");
  adw_dialog_force_close (dialog_of (self));
  stage_wait (is_disabled, &disabled);
}

static gboolean
adele_is_found (gpointer data)
{
  return stage_find_row (GTK_WIDGET (dialog_of (data)), "Adele (7)") != NULL;
}

static gboolean
lin_is_adele (gpointer data)
{
  Fixture *self = data;
  g_autoptr (GPtrArray)
    rows = muster_test_rows (self->desk, self->desk->admin, "users", NULL);
  gboolean linked = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterUserRow *user = g_ptr_array_index (rows, i);

      linked = linked || (g_str_equal (user->name, "Lin") && user->person_id != 0);
    }

  return linked;
}

/* Which employee a user is, so that nobody decides their own. */
static void
test_link (Fixture *self, gconstpointer data)
{
  GtkWidget *entry;

  muster_test_add_person (self->desk, "7", "Adele", "", "");
  g_assert_nonnull (find_user (self, "Lin"));
  gtk_widget_activate_action (self->page, "users.link", NULL);
  entry =
    stage_find_row (GTK_WIDGET (dialog_of (self)), "Employee: name, number or pinyin");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "7");
  stage_wait (adele_is_found, self);
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_true (
    adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog_of (self)), "link"));
  g_signal_emit_by_name (dialog_of (self), "response", "link");
  adw_dialog_force_close (dialog_of (self));
  stage_wait (lin_is_adele, self);
}

/* Whoever may not is told so. */
static void
test_denied (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterActor) other = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, NULL);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (muster_actor_may (other, muster_users_page_kind.permission));
  g_assert_null (muster_office_list (self->desk->office, other, &muster_users_listing,
                                     filter, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();

  g_test_add ("/users-page/permissions", Fixture, NULL, set_up, test_permissions,
              tear_down);
  g_test_add ("/users-page/work", Fixture, NULL, set_up, test_work, tear_down);
  g_test_add ("/users-page/link", Fixture, NULL, set_up, test_link, tear_down);
  g_test_add ("/users-page/denied", Fixture, NULL, set_up, test_denied, tear_down);

  return g_test_run ();
}
