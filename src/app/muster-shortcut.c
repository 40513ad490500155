/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-shortcut.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static const MusterShortcut shortcuts[] = {
  { "<Control>k", "window.launcher", N_ ("Go to a person, a date, a page"), NULL,
    MUSTER_SHORTCUTS_GENERAL, FALSE },
  { "<Control>1", "shell.go-nth(1)", N_ ("Go to a page"), "<Control>1 – 9",
    MUSTER_SHORTCUTS_GENERAL, FALSE },
  { "<Control>2", "shell.go-nth(2)" },
  { "<Control>3", "shell.go-nth(3)" },
  { "<Control>4", "shell.go-nth(4)" },
  { "<Control>5", "shell.go-nth(5)" },
  { "<Control>6", "shell.go-nth(6)" },
  { "<Control>7", "shell.go-nth(7)" },
  { "<Control>8", "shell.go-nth(8)" },
  { "<Control>9", "shell.go-nth(9)" },
  { "<Control>f", "shell.search", N_ ("Search"), NULL, MUSTER_SHORTCUTS_GENERAL, TRUE },
  { "F5", "shell.refresh", N_ ("Look again"), NULL, MUSTER_SHORTCUTS_GENERAL, TRUE },
  { "<Control>i", "shell.import", N_ ("Import people or punches"), NULL,
    MUSTER_SHORTCUTS_GENERAL, TRUE },
  { "<Control>z", "shell.undo", N_ ("Undo"), NULL, MUSTER_SHORTCUTS_GENERAL, TRUE },
  { "F9", "shell.sidebar", N_ ("Show or hide the pages"), NULL, MUSTER_SHORTCUTS_GENERAL,
    FALSE },
  { "<Control>comma", "app.settings", N_ ("Settings"), NULL, MUSTER_SHORTCUTS_GENERAL,
    TRUE },
  { "<Control>l", "app.lock", N_ ("Lock"), NULL, MUSTER_SHORTCUTS_GENERAL, TRUE },
  { "<Control>question", "app.shortcuts", N_ ("Keyboard shortcuts"), NULL,
    MUSTER_SHORTCUTS_GENERAL, TRUE },
  { "<Control>q", "app.quit", N_ ("Quit"), NULL, MUSTER_SHORTCUTS_GENERAL, TRUE },

  { "bracketleft", "shell.step(-1)", N_ ("Earlier day, week or month"), NULL,
    MUSTER_SHORTCUTS_TIME, FALSE },
  { "bracketright", "shell.step(1)", N_ ("Later day, week or month"), NULL,
    MUSTER_SHORTCUTS_TIME, FALSE },
  { "t", "shell.today", N_ ("Today"), NULL, MUSTER_SHORTCUTS_TIME, TRUE },

  { "j", "shell.move(1)", N_ ("Next row"), "j|Down", MUSTER_SHORTCUTS_LISTS, FALSE },
  { "k", "shell.move(-1)", N_ ("Previous row"), "k|Up", MUSTER_SHORTCUTS_LISTS, FALSE },
  { "<Control>Return", "shell.detail-window", N_ ("Open the detail in its own window"),
    NULL, MUSTER_SHORTCUTS_LISTS, TRUE },
  { "<Control>KP_Enter", "shell.detail-window" },
  { "<Control>c", NULL, N_ ("Copy the selected rows as a table"), NULL,
    MUSTER_SHORTCUTS_LISTS, FALSE },
  { "a", NULL, N_ ("Approve a request"), NULL, MUSTER_SHORTCUTS_LISTS, FALSE },
  { "r", NULL, N_ ("Reject a request"), NULL, MUSTER_SHORTCUTS_LISTS, FALSE },
  { "q", NULL, N_ ("Ask about a request"), NULL, MUSTER_SHORTCUTS_LISTS, FALSE },
  { "v", NULL, N_ ("Void a punch"), NULL, MUSTER_SHORTCUTS_LISTS, FALSE },
  { "h", NULL, N_ ("Show why"), NULL, MUSTER_SHORTCUTS_LISTS, FALSE },
  { "m", NULL, N_ ("Show the day on the map"), NULL, MUSTER_SHORTCUTS_LISTS, FALSE },
  { "Escape", NULL, N_ ("Close the detail or the search"), NULL, MUSTER_SHORTCUTS_LISTS,
    FALSE },
  { NULL },
};

static const char *const group_titles[MUSTER_N_SHORTCUT_GROUPS] = {
  [MUSTER_SHORTCUTS_GENERAL] = N_ ("Everywhere"),
  [MUSTER_SHORTCUTS_TIME] = N_ ("Dates"),
  [MUSTER_SHORTCUTS_LISTS] = N_ ("Lists and details"),
};

static void
append_key (GtkBox *box, const char *text)
{
  GtkWidget *key = gtk_label_new (text);

  gtk_widget_add_css_class (key, "muster-key");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_box_append (box, key);
}

/* The keys of one alternative, "Ctrl" and "K", as caps in a row. */
static void
append_keys (GtkBox *box, const char *text)
{
  g_autofree char *label = NULL;
  g_auto (GStrv) caps = NULL;
  GdkModifierType state;
  guint key;

  /* A range such as "<Control>1 – 9" is no accelerator: only its beginning is. */
  if (strstr (text, " – ") != NULL)
    {
      append_key (box, "Ctrl");
      append_key (box, strchr (text, '>') + 1);
      return;
    }

  if (!gtk_accelerator_parse (text, &key, &state))
    return;

  label = gtk_accelerator_get_label (key, state);
  caps = g_strsplit (label, "+", -1);
  for (guint i = 0; caps[i] != NULL; i++)
    append_key (box, caps[i]);
}

static GtkWidget *
build_row (const MusterShortcut *shortcut)
{
  g_auto (GStrv) alternatives =
    g_strsplit (shortcut->shown != NULL ? shortcut->shown : shortcut->keys, "|", -1);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  for (guint i = 0; alternatives[i] != NULL; i++)
    {
      if (i > 0)
        {
          GtkWidget *or = gtk_label_new ("/");

          gtk_widget_add_css_class (or, "dim-label");
          gtk_box_append (GTK_BOX (box), or);
        }
      append_keys (GTK_BOX (box), alternatives[i]);
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);

  return row;
}

const MusterShortcut *
muster_shortcut_list (void)
{
  return shortcuts;
}

GtkEventController *
muster_shortcut_build_controller (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Handled on the way up, so that an entry takes its letters first, and for the whole window,
   * so that it does not matter what has the focus. */
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_MANAGED);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_BUBBLE);

  for (const MusterShortcut *one = shortcuts; one->keys != NULL; one++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      GtkShortcut *shortcut;

      if (one->action == NULL ||
          !g_action_parse_detailed_name (one->action, &name, &target, NULL))
        continue;

      shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (one->keys),
                                   gtk_named_action_new (name));
      gtk_shortcut_set_arguments (shortcut, target);
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                            shortcut);
    }

  return controller;
}

void
muster_shortcut_present_dialog (GtkWidget *parent)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  AdwDialog *dialog = adw_dialog_new ();

  for (guint i = 0; i < MUSTER_N_SHORTCUT_GROUPS; i++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                       _ (group_titles[i]));
      for (const MusterShortcut *one = shortcuts; one->keys != NULL; one++)
        if (one->title != NULL && one->group == i)
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), build_row (one));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                                ADW_PREFERENCES_GROUP (group));
    }

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_content_height (dialog, 620);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, parent);
}
