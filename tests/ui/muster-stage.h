/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>
#include <glib/gstdio.h>

#include "muster-application.h"
#include "muster-company.h"

#define STAGE_PASSWORD "correct horse battery staple"

/* A company in a folder of the test's own, and a window to put widgets in. */
typedef struct
{
  char *folder;
  MusterCompany *company;
  MusterActor *actor;
  GtkWindow *window;
} Stage;

typedef gboolean (*StageReady) (gpointer data);

static inline gboolean
stage_wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until @ready, and fails the test when that does not come. */
#define stage_wait(ready, data) stage_wait_at (ready, data, G_STRLOC ": " #ready)

static inline void
stage_wait_at (StageReady ready, gpointer data, const char *where)
{
  gint64 limit = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  guint wake = g_timeout_add (5, stage_wake_cb, NULL);

  while (!ready (data) && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
  if (!ready (data))
    g_error ("waited in vain at %s", where);
}

/* A button, by what it says. */
static inline GtkWidget *
stage_find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = stage_find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A row of a form or list, by its title. */
static inline GtkWidget *
stage_find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = stage_find_row (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The widget of a blueprint, by its id. */
static inline GtkWidget *
stage_find (GtkWidget *root, const char *id)
{
  const char *own = gtk_buildable_get_buildable_id (GTK_BUILDABLE (root));

  if (g_strcmp0 (own, id) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = stage_find (child, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static inline GtkWidget *
stage_get (GtkWidget *root, const char *id)
{
  GtkWidget *found = stage_find (root, id);

  if (found == NULL)
    g_error ("there is no “%s”", id);

  return found;
}

static inline void
stage_type (GtkWidget *root, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (stage_get (root, id)), text);
}

static inline void
stage_click (GtkWidget *root, const char *id)
{
  g_signal_emit_by_name (stage_get (root, id), "clicked");
}

static inline void
stage_acted_cb (GObject *process, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_subprocess_wait_check_finish (G_SUBPROCESS (process), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static inline gboolean
stage_has_acted (gpointer data)
{
  return *(gboolean *) data;
}

/* Lets a hand move the pointer and press keys; they may be on their way still when it is gone. */
static inline void
stage_act (const char *command)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *whole = g_strconcat ("xdotool ", command, NULL);
  g_autoptr (GSubprocess) process = NULL;
  gboolean ended = FALSE;

  g_assert_true (g_shell_parse_argv (whole, NULL, &words, &error));
  process =
    g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, stage_acted_cb, &ended);
  stage_wait (stage_has_acted, &ended);
}

static inline void
stage_prepare (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      adw_init ();
      muster_application_register_resources ();
      g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
      g_once_init_leave (&once, 1);
    }
}

static inline void
stage_open_window (Stage *stage)
{
  stage->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (stage->window, 1180, 760);
}

static inline void
stage_put (Stage *stage, GtkWidget *widget)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), widget);
  adw_window_set_content (ADW_WINDOW (stage->window), overlay);
  gtk_window_present (stage->window);
}

static inline void
stage_create_company (Stage *stage)
{
  g_autoptr (GError) error = NULL;
  char *recovery = NULL;

  stage->folder = g_dir_make_tmp ("muster-ui-XXXXXX", &error);
  g_assert_no_error (error);
  stage->company = muster_company_create (stage->folder, "青禾", "Asia/Shanghai", "li",
                                          STAGE_PASSWORD, NULL, NULL, &recovery,
                                          &stage->actor, &error);
  g_assert_no_error (error);
  muster_company_wipe (recovery);
}

static inline void
stage_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        stage_remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static inline void
stage_clear (Stage *stage)
{
  if (stage->window != NULL)
    gtk_window_destroy (stage->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (stage->company != NULL)
    muster_company_close (stage->company);
  g_clear_object (&stage->company);
  g_clear_object (&stage->actor);
  if (stage->folder != NULL)
    stage_remove_folder (stage->folder);
  g_clear_pointer (&stage->folder, g_free);
}
