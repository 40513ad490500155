/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-devices-dialog.h"
#include "muster-list-dialog.h"
#include "muster-notice.h"
#include "muster-people-page.h"
#include "muster-person-pane.h"
#include "muster-phone-listings.h"
#include "muster-stage.h"
#include "muster-test-desk.h"

/* Ann has one phone, Ben two. */
typedef struct
{
  MusterTestDesk *desk;
  MusterOutlook *outlook;
  MusterActor *actor;
  gint64 ann;
  gint64 ben;
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *weak;
  const char *state;
  guint n;
} Fixture;

static gboolean
is_loaded (gpointer page)
{
  return muster_page_get_state (page) == MUSTER_PAGE_CONTENT;
}

static AdwDialog *
dialog_of (Fixture *self)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (self->window));
}

/* Whether there are so many devices of a state. */
static gboolean
has_phones (gpointer data)
{
  Fixture *self = data;
  const char *states[] = { self->state, NULL };
  g_autoptr (MusterFilter) filter = muster_test_filter (NULL);
  g_autoptr (GPtrArray) rows = NULL;

  filter->states = g_strdupv ((char **) states);
  rows = muster_test_rows (self->desk, self->desk->admin, "phones", filter);

  return rows->len == self->n;
}

static void
wait_for_phones (Fixture *self, const char *state, guint n)
{
  self->state = state;
  self->n = n;
  stage_wait (has_phones, self);
}

static gboolean
has_row (gpointer data)
{
  Fixture *self = data;

  return stage_find_row (GTK_WIDGET (dialog_of (self)), "Ben (2)") != NULL;
}

static gboolean
ann_is_gone (gpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (dialog_of (data));

  /* It may be below the one that says how far it is */
  return MUSTER_IS_LIST_DIALOG (dialog) && stage_find_row (dialog, "Ann (1)") == NULL;
}

static void
set_up (Fixture *self, gconstpointer role)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  gint64 source;

  self->desk = muster_test_desk_new ();
  source = muster_test_add_source (self->desk, "Phones");
  self->ann = muster_test_add_person (self->desk, "1", "Ann", "", "");
  self->ben = muster_test_add_person (self->desk, "2", "Ben", "", "");
  muster_test_add_phone_punch (self->desk, source, "a", self->ann, "ph-a",
                               "2026-03-04T09:00");
  muster_test_add_phone_punch (self->desk, source, "b", self->ben, "ph-b",
                               "2026-03-04T09:01");
  muster_test_add_phone_punch (self->desk, source, "b", self->ben, "ph-c",
                               "2026-03-04T18:01");
  self->actor = role != NULL ? muster_test_actor (MUSTER_ROLE_AUDITOR, NULL, NULL)
                             : g_object_ref (self->desk->admin);
  self->outlook = muster_outlook_new (self->desk->office);
  self->page = g_object_new (MUSTER_TYPE_PEOPLE_PAGE, "kind", &muster_people_page_kind,
                             "office", self->desk->office, "actor", self->actor,
                             "outlook", self->outlook, NULL);
  g_set_weak_pointer (&self->weak, self->page);
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
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
  g_object_unref (self->actor);
  muster_test_desk_free (self->desk);
}

static gboolean
ann_is_back (gpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (dialog_of (data));

  return MUSTER_IS_LIST_DIALOG (dialog) && stage_find_row (dialog, "Ann (1)") != NULL;
}

static void
undo (GtkWidget *widget)
{
  while (!muster_notice_undo (widget))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
row_has_focus (gpointer data)
{
  Fixture *self = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) != NULL;
}

/* The plain ones at once, of the others one by one. */
static void
test_dialog (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *button;

  gtk_widget_activate_action (self->page, "people.devices", NULL);
  stage_wait (has_row, self);
  dialog = GTK_WIDGET (dialog_of (self));
  g_assert_nonnull (stage_find_row (dialog, "Ann (1)"));

  g_signal_emit_by_name (stage_find_button (dialog, "Confirm _Plain Ones"), "clicked");
  wait_for_phones (self, "bound", 1);
  wait_for_phones (self, "proposed", 2);
  stage_wait (ann_is_gone, self);
  undo (muster_list_dialog_get_content (MUSTER_LIST_DIALOG (dialog)));
  wait_for_phones (self, "bound", 0);
  stage_wait (ann_is_back, self);

  button = stage_find_button (stage_find_row (dialog, "Ben (2)"), "Re_fuse");
  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
  wait_for_phones (self, "released", 1);
  wait_for_phones (self, "proposed", 2);
  stage_wait (row_has_focus, self);

  /* Taken back it waits again */
  undo (muster_list_dialog_get_content (MUSTER_LIST_DIALOG (dialog)));
  wait_for_phones (self, "released", 0);
  wait_for_phones (self, "proposed", 3);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static gboolean
shows_device (gpointer data)
{
  Fixture *self = data;

  return stage_find_row (self->page, "ph-b") != NULL &&
         stage_find_row (self->page, "ph-c") != NULL;
}

/* A person's own, where the person is. */
static void
test_pane (Fixture *self, gconstpointer data)
{
  GtkWidget *row;

  muster_page_reveal (MUSTER_PAGE (self->page), self->ben);
  stage_wait (shows_device, self);
  row = stage_find_row (self->page, "ph-b");
  g_signal_emit_by_name (stage_find_button (row, "_Confirm"), "clicked");
  wait_for_phones (self, "bound", 1);

  stage_wait (shows_device, self);
  while (!(row = stage_find_row (self->page, "ph-b")) ||
         stage_find_button (row, "Re_lease") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (stage_find_button (row, "Re_lease"), "clicked");
  wait_for_phones (self, "released", 1);
  undo (self->page);
  wait_for_phones (self, "bound", 1);
}

static gboolean
banner_says_three (gpointer data)
{
  AdwBanner *banner = ADW_BANNER (stage_get (data, "devices_banner"));

  return adw_banner_get_revealed (banner) &&
         g_str_equal (adw_banner_get_title (banner), "3 devices wait to be confirmed");
}

static gboolean
banner_is_gone (gpointer data)
{
  return !adw_banner_get_revealed (ADW_BANNER (stage_get (data, "devices_banner")));
}

/* That some wait is said where the people are, until none does. */
static void
test_banner (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *person;
    const char *device;
  } waiting[] = { { "1", "ph-a" }, { "2", "ph-b" }, { "2", "ph-c" } };

  stage_wait (banner_says_three, self->page);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    {
      g_autofree char *args = g_strdup_printf (
        "{'person': <int64 %" G_GINT64_FORMAT ">, 'device': <'%s'>}",
        g_str_equal (waiting[i].person, "1") ? self->ann : self->ben, waiting[i].device);

      g_variant_unref (muster_test_submit (self->desk, "device.bind", args));
    }
  muster_page_refresh (MUSTER_PAGE (self->page));
  stage_wait (banner_is_gone, self->page);
}

/* Whoever may not decide sees them and has no buttons. */
static void
test_denied (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (self->page, "people.devices", NULL);
  stage_wait (has_row, self);
  dialog = GTK_WIDGET (dialog_of (self));
  g_assert_null (stage_find_button (dialog, "Confirm _Plain Ones"));
  g_assert_null (stage_find_button (dialog, "_Confirm"));
  g_assert_null (stage_find_button (dialog, "Re_fuse"));
  g_assert_true (banner_is_gone (self->page));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();

  g_test_add ("/devices-dialog/dialog", Fixture, NULL, set_up, test_dialog, tear_down);
  g_test_add ("/devices-dialog/pane", Fixture, NULL, set_up, test_pane, tear_down);
  g_test_add ("/devices-dialog/banner", Fixture, NULL, set_up, test_banner, tear_down);
  g_test_add ("/devices-dialog/denied", Fixture, "auditor", set_up, test_denied,
              tear_down);

  return g_test_run ();
}
