/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-source-listings.h"
#include "muster-source-settings.h"
#include "muster-stage.h"
#include "muster-test-desk.h"

typedef struct
{
  MusterTestDesk *desk;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->desk = muster_test_desk_new ();
  g_variant_unref (muster_test_submit (
    self->desk, "source.add",
    "{'name': <'Gate'>, 'kind': <'zk'>, 'settings': <{'host': <'192.0.2.7'>}>,"
    " 'plan': <{'schedule': <'manual'>}>}"));
  self->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (self->window), adw_toast_overlay_new ());
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  muster_test_desk_free (self->desk);
}

static MusterSource *
get_source (Fixture *self)
{
  g_autoptr (GPtrArray)
    rows = muster_test_rows (self->desk, self->desk->admin, "sources", NULL);

  g_assert_cmpuint (rows->len, ==, 1);

  return g_object_ref (MUSTER_SOURCE_ROW (g_ptr_array_index (rows, 0))->source);
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

static gboolean
can_save (gpointer button)
{
  return gtk_widget_get_sensitive (button);
}

/* What it is reached at is shown as it is, changed, and kept; what is wrong stays open with its
 * fault. */
static void
test_change (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterSource) before = get_source (self);
  g_autoptr (MusterSource) after = NULL;
  const char *host = NULL;
  const char *schedule = NULL;
  GtkWidget *dialog;
  GtkEditable *entry;

  dialog = GTK_WIDGET (
    muster_source_settings_present (gtk_window_get_child (GTK_WINDOW (self->window)),
                                    self->desk->office, self->desk->admin, before));
  entry = GTK_EDITABLE (stage_find_row (dialog, "Address"));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "192.0.2.7");

  gtk_editable_set_text (entry, "");
  g_signal_emit_by_name (stage_find_button (dialog, "_Save"), "clicked");
  g_assert_nonnull (dialog_of (self));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));

  gtk_editable_set_text (entry, "192.0.2.8");
  g_signal_emit_by_name (stage_find_button (dialog, "_Save"), "clicked");
  stage_wait (dialog_is_gone, self);

  after = get_source (self);
  g_assert_true (g_variant_lookup (after->settings, "host", "&s", &host));
  g_assert_cmpstr (host, ==, "192.0.2.8");
  g_assert_true (g_variant_lookup (after->plan, "schedule", "&s", &schedule));
  g_assert_cmpstr (schedule, ==, "manual");
}

/* Whoever may not is told so, and nothing is lost of what was typed. */
static void
test_denied (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterSource) before = get_source (self);
  g_autoptr (MusterSource) after = NULL;
  g_autoptr (MusterActor) auditor = muster_test_actor (MUSTER_ROLE_AUDITOR, NULL, NULL);
  const char *host = NULL;
  GtkWidget *dialog, *save;

  dialog = GTK_WIDGET (
    muster_source_settings_present (gtk_window_get_child (GTK_WINDOW (self->window)),
                                    self->desk->office, auditor, before));
  gtk_editable_set_text (GTK_EDITABLE (stage_find_row (dialog, "Address")), "192.0.2.9");
  save = stage_find_button (dialog, "_Save");
  g_signal_emit_by_name (save, "clicked");
  stage_wait (can_save, save);
  g_assert_nonnull (dialog_of (self));
  after = get_source (self);
  g_assert_true (g_variant_lookup (after->settings, "host", "&s", &host));
  g_assert_cmpstr (host, ==, "192.0.2.7");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();

  g_test_add ("/source-settings/change", Fixture, NULL, set_up, test_change, tear_down);
  g_test_add ("/source-settings/denied", Fixture, NULL, set_up, test_denied, tear_down);

  return g_test_run ();
}
