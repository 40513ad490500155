/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-group-editor.h"
#include "muster-rule-listings.h"
#include "muster-rules-page.h"
#include "muster-rules-preview-dialog.h"
#include "muster-stage.h"
#include "muster-test-desk.h"
#include "muster-tongue.h"

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
  args = g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                          ">, 'key': <'1'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                          source, ada);
  g_variant_unref (muster_test_submit (self->desk, "person.map", args));
  g_object_unref (muster_test_import (self->desk, source, "a.dat",
                                      "1\t2026-03-03 09:07:00\t1\t0\t0\t0\n"
                                      "1\t2026-03-03 18:02:00\t1\t1\t0\t0\n"));

  self->outlook = muster_outlook_new (self->desk->office);
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 760);
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
build_page (Fixture *self, MusterActor *actor)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  MusterPage *page = g_object_new (MUSTER_TYPE_RULES_PAGE, "kind",
                                   &muster_rules_page_kind, "office", self->desk->office,
                                   "actor", actor, "outlook", self->outlook, NULL);

  g_set_weak_pointer (&self->page, page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));

  return page;
}

static MusterPage *
open_page (Fixture *self, MusterActor *actor)
{
  MusterPage *page = build_page (self, actor);

  stage_wait (page_is_loaded, page);

  return page;
}

/* The first widget below @root for which @is holds. */
static GtkWidget *
find (GtkWidget *root,
      gboolean (*is) (GtkWidget *widget, const char *text),
      const char *text)
{
  if (is (root, text))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, is, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_titled (GtkWidget *widget, const char *text)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), text);
}

static gboolean
is_label_with (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) &&
         strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL;
}

static gboolean
is_time (GtkWidget *widget, const char *text)
{
  return GTK_IS_ENTRY (widget) &&
         g_str_equal (gtk_editable_get_text (GTK_EDITABLE (widget)), text);
}

static gboolean
banner_is_shown (gpointer page)
{
  return adw_banner_get_revealed (
    ADW_BANNER (stage_get (GTK_WIDGET (page), "draft_banner")));
}

static gboolean
banner_is_hidden (gpointer page)
{
  return !banner_is_shown (page);
}

/* A grace that is typed changes the example, can be taken back, and nothing is in force. */
static void
test_grace (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self, self->desk->admin);
  GtkWidget *editor, *row;

  muster_page_show_view (page, "groups");
  editor = stage_get (GTK_WIDGET (page), "group_editor");
  g_assert_nonnull (find (editor, is_label_with, "09:11, 17:56 → Late 11 min"));

  row = find (editor, is_titled, "Grace for arriving");
  adw_spin_row_set_value (ADW_SPIN_ROW (row), 15);
  g_assert_null (find (editor, is_label_with, "Late 11 min"));
  stage_wait (banner_is_shown, page);

  gtk_widget_activate_action (GTK_WIDGET (page), "rules.undo", NULL);
  g_assert_nonnull (find (editor, is_label_with, "Late 11 min"));
  stage_wait (banner_is_hidden, page);
  g_assert_cmpfloat (adw_spin_row_get_value (ADW_SPIN_ROW (row)), ==, 0);
}

/* A time that makes no sense is said at its row and changes nothing. */
static void
test_times (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self, self->desk->admin);
  GtkWidget *editor = stage_get (GTK_WIDGET (page), "shift_editor");
  GtkWidget *off = find (editor, is_time, "18:00");
  GtkWidget *row = gtk_widget_get_ancestor (off, ADW_TYPE_ACTION_ROW);

  gtk_editable_set_text (GTK_EDITABLE (off), "late");
  g_signal_emit_by_name (off, "activate");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_true (banner_is_hidden (page));

  gtk_editable_set_text (GTK_EDITABLE (off), "08:00");
  g_signal_emit_by_name (off, "activate");
  g_assert_true (gtk_widget_has_css_class (row, "error"));

  gtk_editable_set_text (GTK_EDITABLE (off), "17:30");
  g_signal_emit_by_name (off, "activate");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  stage_wait (banner_is_shown, page);
}

static gboolean
days_are_tried (gpointer dialog)
{
  GtkWidget *pages = find (GTK_WIDGET (dialog), is_label_with, "day changes");

  return pages != NULL;
}

static gboolean
is_published (gpointer data)
{
  Fixture *self = data;
  g_autoptr (GPtrArray)
    rows = muster_test_rows (self->desk, self->desk->admin, "rulesets", NULL);

  return rows->len == 2;
}

/* What would change is seen first; then it is published, and the draft is done with. */
static void
test_publish (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self, self->desk->admin);
  GtkWidget *editor, *dialog_widget;
  AdwDialog *dialog;

  muster_page_show_view (page, "groups");
  editor = stage_get (GTK_WIDGET (page), "group_editor");
  adw_spin_row_set_value (ADW_SPIN_ROW (find (editor, is_titled, "Grace for arriving")),
                          10);
  gtk_widget_activate_action (GTK_WIDGET (page), "rules.preview", NULL);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));
  g_assert_true (MUSTER_IS_RULES_PREVIEW_DIALOG (dialog));
  dialog_widget = GTK_WIDGET (dialog);
  stage_wait (days_are_tried, dialog);

  g_signal_emit_by_name (stage_get (dialog_widget, "publish_button"), "clicked");
  stage_wait (is_published, self);
  stage_wait (banner_is_hidden, page);
}

/* Who may not edit rules sees them and can change nothing. */
static void
test_reader (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterActor) auditor = muster_test_actor (MUSTER_ROLE_AUDITOR, NULL, NULL);
  MusterPage *page = open_page (self, auditor);
  GtkWidget *editor = stage_get (GTK_WIDGET (page), "shift_editor");

  g_assert_cmpint (muster_page_get_state (page), ==, MUSTER_PAGE_CONTENT);
  g_assert_false (gtk_widget_get_sensitive (find (editor, is_time, "18:00")));
  g_assert_false (gtk_widget_get_visible (stage_get (GTK_WIDGET (page), "add_button")));
}

/* Before the draft is there, nothing can be done with it. */
static void
test_early (Fixture *self, gconstpointer data)
{
  static const char *const actions[] = { "rules.preview", "rules.discard",
                                         "rules.undo",    "rules.redo",
                                         "rules.add",     "rules.starter",
                                         "rules.import",  "rules.export" };
  MusterPage *page = build_page (self, self->desk->admin);

  muster_page_refresh (page);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (page), actions[i], NULL);
      g_assert_null (adw_window_get_visible_dialog (ADW_WINDOW (self->window)));
    }
  stage_wait (page_is_loaded, page);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "rules.starter", NULL));
  g_assert_nonnull (adw_window_get_visible_dialog (ADW_WINDOW (self->window)));
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
  ADD ("/rules-page/grace", test_grace);
  ADD ("/rules-page/times", test_times);
  ADD ("/rules-page/publish", test_publish);
  ADD ("/rules-page/reader", test_reader);
  ADD ("/rules-page/early", test_early);
#undef ADD

  return g_test_run ();
}
