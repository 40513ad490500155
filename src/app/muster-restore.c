/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-restore.h"

#include "muster-archive.h"
#include "muster-notice.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *parent;
  char *folder;
  char *path;
  char *user;
  char *password;
  AdwEntryRow *user_row;
  AdwPasswordEntryRow *password_row;
  MusterRestored restored;
  gpointer data;
} Restoring;

static void
restoring_free (gpointer data)
{
  Restoring *restoring = data;

  g_object_unref (restoring->parent);
  g_free (restoring->folder);
  g_free (restoring->path);
  g_free (restoring->user);
  muster_company_wipe (restoring->password);
  g_free (restoring);
}

static gpointer
restore_work (gpointer data,
              MusterProgress progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  Restoring *restoring = data;

  return muster_archive_restore (restoring->path, restoring->folder, restoring->user,
                                 restoring->password, progress, progress_data,
                                 cancellable, NULL, error)
           ? g_strdup ("")
           : NULL;
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Restoring *restoring = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = muster_office_run_finish (result, &error);

  if (done == NULL)
    muster_notice_show (restoring->parent, error);
  else
    restoring->restored (restoring->folder, restoring->data);
  restoring_free (restoring);
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Restoring *restoring = user_data;
  const char *user;

  if (!g_str_equal (response, "restore"))
    {
      restoring_free (restoring);
      return;
    }

  user = gtk_editable_get_text (GTK_EDITABLE (restoring->user_row));
  restoring->user = *user != '\0' ? g_strdup (user) : NULL;
  restoring->password =
    g_strdup (gtk_editable_get_text (GTK_EDITABLE (restoring->password_row)));
  muster_office_run_async (NULL, restore_work, restoring, NULL, g_free, NULL, NULL,
                           restored_cb, restoring);
}

static void
ask_password (Restoring *restoring)
{
  AdwDialog *dialog = adw_alert_dialog_new (
    _ ("Restore this backup?"),
    _ ("Sign in as a user of the backup. A company that is here already is "
       "kept beside it."));
  GtkWidget *group = adw_preferences_group_new ();

  restoring->user_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  restoring->password_row = ADW_PASSWORD_ENTRY_ROW (adw_password_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (restoring->user_row),
                                 _ ("User, if there are several"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (restoring->password_row),
                                 _ ("Password"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             GTK_WIDGET (restoring->user_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             GTK_WIDGET (restoring->password_row));

  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), group);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                  "restore", _ ("_Restore"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "restore",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), restoring);
  adw_dialog_present (dialog, restoring->parent);
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Restoring *restoring = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile)
    file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, &error);

  if (file == NULL)
    {
      muster_notice_show (restoring->parent, error);
      restoring_free (restoring);
      return;
    }

  restoring->path = g_file_get_path (file);
  ask_password (restoring);
}

void
muster_restore_present (GtkWidget *parent,
                        const char *folder,
                        MusterRestored restored,
                        gpointer data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Restoring *restoring = g_new0 (Restoring, 1);

  restoring->parent = g_object_ref (parent);
  restoring->folder = g_strdup (folder);
  restoring->restored = restored;
  restoring->data = data;
  gtk_file_dialog_set_title (dialog, _ ("Choose a Backup"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL,
                        chosen_cb, restoring);
}
