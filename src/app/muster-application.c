/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-application.h"

#include "muster-language.h"
#include "muster-notice.h"
#include "muster-restore.h"
#include "muster-settings-dialog.h"
#include "muster-shortcut.h"
#include "muster-signin.h"
#include "muster-sync.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define SCHEMA "io.github.muster.Muster"
#define BASE_PATH "/io/github/muster/Muster"

/* How often the idle lock looks at the clock. */
#define IDLE_CHECK_SECONDS 5

/* Where nobody can set it. */
#define IDLE_MINUTES 15

/* Generated from the blueprints of this folder. */
void muster_app_register_resource (void);

struct _MusterApplication
{
  AdwApplication parent_instance;

  char *folder;
  gboolean start_demo;
  gboolean language_given;

  GSettings *settings; /* NULL where the schema is not installed */
  GCancellable *cancellable;
  MusterWindow *window; /* the application's */
  MusterCompany *company;
  MusterActor *actor;
  MusterSync *sync;

  char *demo_folder;
  gboolean in_demo;

  gint64 used_at;
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (MusterApplication, muster_application, ADW_TYPE_APPLICATION)

static GSettings *
find_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA, TRUE);

  return schema != NULL ? g_settings_new (SCHEMA) : NULL;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) &&
          !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

static void
close_company (MusterApplication *self)
{
  /* Before the database: what is being read writes there. */
  if (self->sync != NULL)
    muster_sync_stop (self->sync);
  g_clear_object (&self->sync);

  if (self->company != NULL)
    muster_company_close (self->company);

  g_clear_object (&self->company);
  g_clear_object (&self->actor);

  if (self->demo_folder != NULL)
    remove_tree (self->demo_folder);
  g_clear_pointer (&self->demo_folder, g_free);
  self->in_demo = FALSE;
}

/* The way into the folder: the first run, or the password. */
static void
show_door (MusterApplication *self, gboolean resume)
{
  if (!muster_company_exists (self->folder))
    muster_window_show_welcome (self->window, self->folder);
  else
    muster_window_show_unlock (
      self->window, self->folder,
      resume && self->settings != NULL &&
        g_settings_get_boolean (self->settings, "keep-unlocked"));
}

/* Whoever may not run sources leaves it to those who may; an invented company has none. */
static void
keep_in_step (MusterApplication *self)
{
  if (self->in_demo || !muster_actor_may (self->actor, MUSTER_MAY_INGEST))
    return;

  self->sync = muster_sync_new (muster_company_get_office (self->company));
  muster_outlook_set_sync (
    muster_shell_get_outlook (muster_window_get_shell (self->window)), self->sync);
  muster_sync_start (self->sync);
}

static void
show_company (MusterApplication *self, MusterSignin *signin, const char *next)
{
  self->company = g_steal_pointer (&signin->company);
  self->actor = g_steal_pointer (&signin->actor);
  self->used_at = g_get_monotonic_time ();
  muster_window_show_company (self->window, self->company, self->actor, self->in_demo);
  keep_in_step (self);

  if (next != NULL && *next != '\0')
    gtk_widget_activate_action (GTK_WIDGET (muster_window_get_shell (self->window)),
                                "shell.import", NULL);
}

static void
opened_cb (MusterApplication *self, gpointer data, const char *next)
{
  g_autoptr (MusterSignin) signin = data;

  show_company (self, signin, next);
}

static void
demo_filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterSignin) signin = NULL;

  signin = muster_signin_finish (result, &error);
  if (self->window == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  if (signin == NULL)
    {
      close_company (self);
      show_door (self, FALSE);
      muster_notice_show (muster_window_get_overlay (self->window), error);
      return;
    }

  show_company (self, signin, NULL);
}

static void
open_demo (MusterApplication *self)
{
  g_autoptr (GError) error = NULL;

  close_company (self);
  if ((self->demo_folder = g_dir_make_tmp ("muster-demo-XXXXXX", &error)) == NULL)
    {
      muster_notice_show (muster_window_get_overlay (self->window), error);
      return;
    }

  self->in_demo = TRUE;
  muster_window_show_progress (self->window, _ ("Inventing a company…"));
  muster_signin_demo_async (self->demo_folder, self->cancellable, demo_filled_cb,
                            g_object_ref (self));
}

static void
used_cb (MusterApplication *self)
{
  self->used_at = g_get_monotonic_time ();
}

static gboolean
idle_cb (gpointer user_data)
{
  muster_application_lock_when_idle (user_data, g_get_monotonic_time ());

  return G_SOURCE_CONTINUE;
}

static void
window_gone_cb (MusterApplication *self)
{
  self->window = NULL;
}

static void
lock_action (GSimpleAction *action, GVariant *args, gpointer user_data)
{
  MusterApplication *self = user_data;

  if (self->in_demo)
    {
      muster_notice_say (muster_window_get_overlay (self->window),
                         _ ("The demo company has no password and is not locked."));
      return;
    }

  muster_application_lock (self);
}

static void
demo_action (GSimpleAction *action, GVariant *args, gpointer user_data)
{
  open_demo (user_data);
}

static void
leave_demo_action (GSimpleAction *action, GVariant *args, gpointer user_data)
{
  MusterApplication *self = user_data;

  if (!self->in_demo)
    return;

  show_door (self, FALSE);
  close_company (self);
}

static void
restored_cb (const char *folder, gpointer data)
{
  MusterApplication *self = data;

  if (self->window == NULL)
    return;

  muster_window_show_unlock (self->window, self->folder, FALSE);
  muster_notice_say (muster_window_get_overlay (self->window),
                     _ ("The backup is in place"));
}

static void
restore_action (GSimpleAction *action, GVariant *args, gpointer user_data)
{
  MusterApplication *self = user_data;

  muster_restore_present (muster_window_get_overlay (self->window), self->folder,
                          restored_cb, self);
}

static void
settings_action (GSimpleAction *action, GVariant *args, gpointer user_data)
{
  MusterApplication *self = user_data;

  if (self->company != NULL)
    muster_settings_dialog_present (GTK_WIDGET (self->window), self->company, self->actor,
                                    self->settings);
}

static void
shortcuts_action (GSimpleAction *action, GVariant *args, gpointer user_data)
{
  MusterApplication *self = user_data;

  muster_shortcut_present_dialog (GTK_WIDGET (self->window));
}

static void
about_action (GSimpleAction *action, GVariant *args, gpointer user_data)
{
  MusterApplication *self = user_data;

  adw_show_about_dialog (GTK_WIDGET (self->window), "application-name", _ ("Muster"),
                         "application-icon", SCHEMA, "version", MUSTER_VERSION,
                         "developer-name", _ ("The Muster authors"), "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Attendance, kept on this computer and encrypted."),
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
quit_action (GSimpleAction *action, GVariant *args, gpointer user_data)
{
  muster_application_quit (user_data);
}

static const GActionEntry actions[] = {
  { "lock", lock_action },
  { "demo", demo_action },
  { "leave-demo", leave_demo_action },
  { "restore", restore_action },
  { "settings", settings_action },
  { "shortcuts", shortcuts_action },
  { "about", about_action },
  { "quit", quit_action },
};

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, BASE_PATH "/app/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
muster_application_startup (GApplication *application)
{
  MusterApplication *self = MUSTER_APPLICATION (application);

  muster_application_register_resources ();
  G_APPLICATION_CLASS (muster_application_parent_class)->startup (application);

  load_style ();
  self->settings = find_settings ();
  if (self->settings != NULL && !self->language_given)
    {
      g_autofree char *language = g_settings_get_string (self->settings, "language");

      if (muster_language_find (language) != NULL)
        muster_language_change (language);
    }

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit",
                                         (const char *[]) { "<Control>q", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.shortcuts",
                                         (const char *[]) { "<Control>question", NULL });
  self->idle_id = g_timeout_add_seconds (IDLE_CHECK_SECONDS, idle_cb, self);
}

static void
muster_application_activate (GApplication *application)
{
  MusterApplication *self = MUSTER_APPLICATION (application);

  if (self->window == NULL)
    {
      self->window = muster_window_new (ADW_APPLICATION (self), self->settings);
      g_signal_connect_object (self->window, "opened", G_CALLBACK (opened_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->window, "used", G_CALLBACK (used_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->window, "destroy", G_CALLBACK (window_gone_cb), self,
                               G_CONNECT_SWAPPED);
      if (self->start_demo)
        open_demo (self);
      else
        show_door (self, TRUE);
    }

  gtk_window_present (GTK_WINDOW (self->window));
}

static void
muster_application_open (GApplication *application,
                         GFile **files,
                         int n_files,
                         const char *hint)
{
  MusterApplication *self = MUSTER_APPLICATION (application);
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);
  MusterShell *shell;

  g_application_activate (application);
  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);

  if ((shell = muster_window_get_shell (self->window)) != NULL)
    muster_shell_open_files (shell, G_LIST_MODEL (list));
  else
    muster_notice_say (muster_window_get_overlay (self->window),
                       _ ("Sign in first, then open the file again."));
}

static void
muster_application_shutdown (GApplication *application)
{
  MusterApplication *self = MUSTER_APPLICATION (application);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  close_company (self);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (muster_application_parent_class)->shutdown (application);
}

static void
muster_application_finalize (GObject *object)
{
  MusterApplication *self = MUSTER_APPLICATION (object);

  g_clear_object (&self->cancellable);
  g_free (self->folder);

  G_OBJECT_CLASS (muster_application_parent_class)->finalize (object);
}

static void
muster_application_class_init (MusterApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = muster_application_finalize;
  application_class->startup = muster_application_startup;
  application_class->activate = muster_application_activate;
  application_class->open = muster_application_open;
  application_class->shutdown = muster_application_shutdown;
}

static void
muster_application_init (MusterApplication *self)
{
  self->cancellable = g_cancellable_new ();
}

MusterApplication *
muster_application_new (const char *folder, gboolean demo, gboolean language_given)
{
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "muster", NULL);
  g_autofree char *id = NULL;
  GApplicationFlags flags = G_APPLICATION_HANDLES_OPEN;
  MusterApplication *self;

  /* One instance for each folder: another folder is another name on the bus. */
  if (folder == NULL || g_str_equal (folder, own))
    id = g_strdup (SCHEMA);
  else
    {
      g_autofree char *sum =
        g_compute_checksum_for_string (G_CHECKSUM_SHA256, folder, -1);

      id = g_strdup_printf (SCHEMA ".at%.12s", sum);
    }

  if (demo)
    flags |= G_APPLICATION_NON_UNIQUE;

  self = g_object_new (MUSTER_TYPE_APPLICATION, "application-id", id, "flags", flags,
                       "resource-base-path", BASE_PATH, NULL);
  self->folder = g_strdup (folder != NULL ? folder : own);
  self->start_demo = demo;
  self->language_given = language_given;

  return self;
}

MusterWindow *
muster_application_get_window (MusterApplication *self)
{
  g_return_val_if_fail (MUSTER_IS_APPLICATION (self), NULL);

  return self->window;
}

void
muster_application_lock (MusterApplication *self)
{
  g_return_if_fail (MUSTER_IS_APPLICATION (self));

  if (self->company == NULL || self->in_demo)
    return;

  if (self->window != NULL)
    muster_window_show_unlock (self->window, self->folder, FALSE);
  close_company (self);
}

void
muster_application_lock_when_idle (MusterApplication *self, gint64 now)
{
  gint64 limit;

  g_return_if_fail (MUSTER_IS_APPLICATION (self));

  limit = self->settings != NULL ? g_settings_get_int (self->settings, "idle-minutes")
                                 : IDLE_MINUTES;
  if (limit > 0 && now - self->used_at >= limit * 60 * G_USEC_PER_SEC)
    muster_application_lock (self);
}

void
muster_application_quit (MusterApplication *self)
{
  g_return_if_fail (MUSTER_IS_APPLICATION (self));

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  g_application_quit (G_APPLICATION (self));
}

void
muster_application_register_resources (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;

  muster_pages_register_resource ();
  muster_app_register_resource ();
  g_once_init_leave (&once, 1);
}
