/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-settings-dialog.h"

#include "muster-archive.h"
#include "muster-command-dialog.h"
#include "muster-language.h"
#include "muster-notice.h"
#include "muster-text.h"
#include "muster-user-commands.h"
#include "muster-user-listings.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

struct _MusterSettingsDialog
{
  AdwPreferencesDialog parent_instance;

  MusterCompany *company;
  MusterActor *actor;
  GSettings *settings;
  GCancellable *cancellable;
  gboolean updating;

  AdwComboRow *language_row;
  AdwSpinRow *idle_row;
  GtkWidget *digest_row;
  AdwSwitchRow *keep_row;
  AdwPreferencesPage *company_page;
  AdwEntryRow *name_row;
  AdwActionRow *zone_row;
  AdwActionRow *folder_row;
  GtkWidget *backup_row;
  GtkSpinner *backup_spinner;
  AdwPreferencesPage *users_page;
  GtkListBox *users;
};

G_DEFINE_FINAL_TYPE (MusterSettingsDialog,
                     muster_settings_dialog,
                     ADW_TYPE_PREFERENCES_DIALOG)

static void
say (MusterSettingsDialog *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), toast);
}

static MusterOffice *
office_of (MusterSettingsDialog *self)
{
  return muster_company_get_office (self->company);
}

/* ---- This desk ---- */

static void
language_cb (MusterSettingsDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->language_row);

  if (!self->updating && self->settings != NULL)
    g_settings_set_string (self->settings, "language",
                           selected == 0 ? ""
                                         : muster_language_list ()[selected - 1].code);
}

static void
show_language (MusterSettingsDialog *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *code = NULL;
  const MusterLanguage *languages = muster_language_list ();

  if (self->settings != NULL)
    code = g_settings_get_string (self->settings, "language");

  gtk_string_list_append (titles, _ ("As the system"));
  for (guint i = 0; languages[i].code != NULL; i++)
    gtk_string_list_append (titles, languages[i].title);
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (titles));
  for (guint i = 0; languages[i].code != NULL; i++)
    if (g_strcmp0 (languages[i].code, code) == 0)
      adw_combo_row_set_selected (self->language_row, i + 1);
}

typedef struct
{
  MusterCompany *company;
  MusterActor *actor;
  char *path;
  gboolean keep;
} Work;

static Work *
work_new (MusterSettingsDialog *self)
{
  Work *work = g_new0 (Work, 1);

  work->company = g_object_ref (self->company);
  work->actor = g_object_ref (self->actor);

  return work;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->company);
  g_object_unref (work->actor);
  g_free (work->path);
  g_free (work);
}

static gpointer
keep_work (gpointer data,
           MusterProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  Work *work = data;

  return muster_company_keep_in_session (work->company, work->actor, work->keep,
                                         cancellable, error)
           ? g_strdup ("")
           : NULL;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSettingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = muster_office_run_finish (result, &error);

  if (self->keep_row == NULL || done != NULL)
    return;

  self->updating = TRUE;
  adw_switch_row_set_active (self->keep_row, FALSE);
  self->updating = FALSE;
  muster_notice_show (GTK_WIDGET (self), error);
}

static void
keep_cb (MusterSettingsDialog *self)
{
  Work *work;

  if (self->updating)
    return;

  work = work_new (self);
  work->keep = adw_switch_row_get_active (self->keep_row);
  muster_office_run_async (self, keep_work, work, work_free, g_free, NULL,
                           self->cancellable, kept_cb, g_object_ref (self));
}

static void
ask_password (MusterSettingsDialog *self, const char *user)
{
  static const char *const names[] = { "password", NULL };
  GVariantDict fixed;

  g_variant_dict_init (&fixed, NULL);
  g_variant_dict_insert (&fixed, "name", "s", user);
  muster_command_dialog_present (GTK_WIDGET (self), office_of (self), self->actor,
                                 &muster_change_password, _ ("New Password"), names, NULL,
                                 g_variant_dict_end (&fixed), NULL);
}

static void
own_password_cb (MusterSettingsDialog *self)
{
  ask_password (self, self->actor->name);
}

/* ---- Company ---- */

static void
submitted_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSettingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;

  value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);
  if (self->users == NULL)
    return;

  if (value == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    say (self, _ ("Changes saved"));
}

static void
renamed_cb (MusterSettingsDialog *self)
{
  muster_office_submit_async (
    office_of (self), self->actor, &muster_rename_company,
    g_variant_new ("(s)", gtk_editable_get_text (GTK_EDITABLE (self->name_row))),
    self->cancellable, submitted_cb, g_object_ref (self));
}

static void
zone_cb (MusterSettingsDialog *self)
{
  static const char *const names[] = { "zone", NULL };
  GVariantDict shown;

  g_variant_dict_init (&shown, NULL);
  g_variant_dict_insert (&shown, "zone", "s",
                         muster_zone_get_name (muster_company_get_zone (self->company)));
  muster_command_dialog_present (GTK_WIDGET (self), office_of (self), self->actor,
                                 &muster_set_company_zone, _ ("Time Zone"), names,
                                 g_variant_dict_end (&shown), NULL, NULL);
}

static void
show_zone (MusterSettingsDialog *self)
{
  g_autofree char *zone = muster_text_zone (muster_company_get_zone (self->company),
                                            muster_office_get_now (office_of (self)));

  adw_action_row_set_subtitle (self->zone_row, zone);
}

static gpointer
backup_work (gpointer data,
             MusterProgress progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  Work *work = data;

  return muster_archive_backup (work->company, work->actor, work->path, progress,
                                progress_data, cancellable, error)
           ? g_strdup ("")
           : NULL;
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSettingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = muster_office_run_finish (result, &error);

  if (self->backup_spinner == NULL)
    return;

  gtk_spinner_stop (self->backup_spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->backup_spinner), FALSE);
  gtk_widget_set_sensitive (self->backup_row, TRUE);
  if (done == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    say (self, _ ("Backup written and read back: it is good"));
}

static void
backup_chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSettingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile)
    file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, &error);
  Work *work;

  if (self->backup_spinner == NULL)
    return;
  if (file == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  gtk_widget_set_sensitive (self->backup_row, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->backup_spinner), TRUE);
  gtk_spinner_start (self->backup_spinner);
  work = work_new (self);
  work->path = g_file_get_path (file);
  muster_office_run_async (self, backup_work, work, work_free, g_free, NULL,
                           self->cancellable, backed_up_cb, g_object_ref (self));
}

static void
backup_cb (MusterSettingsDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  /* Translators: a date */
  g_autofree char *name = g_strdup_printf (_ ("Muster backup %s.muster"), date);

  gtk_file_dialog_set_title (dialog, _ ("Back Up"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        self->cancellable, backup_chosen_cb, g_object_ref (self));
}

/* ---- Users ---- */

static void
add_user_cb (MusterSettingsDialog *self)
{
  static const char *const names[] = { "name",   "password",    "role",
                                       "groups", "departments", NULL };

  muster_command_dialog_present (GTK_WIDGET (self), office_of (self), self->actor,
                                 &muster_add_user, _ ("New User"), names, NULL, NULL,
                                 NULL);
}

static void
user_password_cb (GtkButton *button, gpointer user_data)
{
  MusterUserRow *user = g_object_get_data (G_OBJECT (button), "user");

  if (user->disabled)
    {
      static const char *const names[] = { "password", NULL };
      MusterSettingsDialog *self = user_data;
      GVariantDict fixed;

      g_variant_dict_init (&fixed, NULL);
      g_variant_dict_insert (&fixed, "name", "s", user->name);
      muster_command_dialog_present (GTK_WIDGET (self), office_of (self), self->actor,
                                     &muster_enable_user, _ ("New Password"), names, NULL,
                                     g_variant_dict_end (&fixed), NULL);
    }
  else
    ask_password (user_data, user->name);
}

static void
user_role_cb (GtkButton *button, gpointer user_data)
{
  static const char *const names[] = { "role", "groups", "departments", NULL };
  static const char *const none[] = { NULL };
  MusterSettingsDialog *self = user_data;
  MusterUserRow *user = g_object_get_data (G_OBJECT (button), "user");
  GStrv groups = user->scope.groups;
  GStrv departments = user->scope.departments;
  GVariantDict shown, fixed;

  g_variant_dict_init (&shown, NULL);
  g_variant_dict_insert (&shown, "role", "s", muster_role_get_code (user->role));
  g_variant_dict_insert (&shown, "groups", "^as", groups != NULL ? groups : (GStrv) none);
  g_variant_dict_insert (&shown, "departments", "^as",
                         departments != NULL ? departments : (GStrv) none);
  g_variant_dict_init (&fixed, NULL);
  g_variant_dict_insert (&fixed, "name", "s", user->name);
  muster_command_dialog_present (
    GTK_WIDGET (self), office_of (self), self->actor, &muster_change_user, user->name,
    names, g_variant_dict_end (&shown), g_variant_dict_end (&fixed), NULL);
}

static void
disable_cb (GtkButton *button, gpointer user_data)
{
  MusterSettingsDialog *self = user_data;
  MusterUserRow *user = g_object_get_data (G_OBJECT (button), "user");

  muster_office_submit_async (office_of (self), self->actor, &muster_disable_user,
                              g_variant_new ("(s)", user->name), self->cancellable,
                              submitted_cb, g_object_ref (self));
}

static GtkWidget *
build_button (MusterSettingsDialog *self,
              MusterUserRow *user,
              const char *icon,
              const char *title,
              GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  g_object_set_data_full (G_OBJECT (button), "user", g_object_ref (user), g_object_unref);
  g_signal_connect_object (button, "clicked", callback, self, 0);

  return button;
}

static void
add_user (MusterSettingsDialog *self, MusterUserRow *user)
{
  GtkWidget *row = adw_action_row_new ();
  const char *role = muster_words_say ("role", muster_role_get_code (user->role));
  g_autofree char *note = NULL;

  if (user->disabled)
    /* Translators: a role, of a user who may not sign in any more */
    note = g_strdup_printf (_ ("%s · disabled"), role);
  else if (user->scope.all)
    note = g_strdup (role);
  else
    {
      g_autofree char *groups = g_strjoinv (", ", user->scope.groups);
      g_autofree char *departments = g_strjoinv (", ", user->scope.departments);

      note = g_strdup_printf ("%s · %s%s%s", role, groups,
                              *groups != '\0' && *departments != '\0' ? ", " : "",
                              departments);
    }

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), user->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             build_button (self, user, "document-edit-symbolic",
                                           _ ("Role and responsibility"),
                                           G_CALLBACK (user_role_cb)));
  adw_action_row_add_suffix (
    ADW_ACTION_ROW (row),
    build_button (self, user, "dialog-password-symbolic",
                  user->disabled ? _ ("Let sign in again, with a new password")
                                 : _ ("New password"),
                  G_CALLBACK (user_password_cb)));
  if (!user->disabled && user->id != self->actor->user_id)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               build_button (self, user, "action-unavailable-symbolic",
                                             _ ("Do not let sign in any more"),
                                             G_CALLBACK (disable_cb)));
  gtk_list_box_append (self->users, row);
}

static void
users_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSettingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);

  if (self->users == NULL)
    return;
  if (rows == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  gtk_list_box_remove_all (self->users);
  for (guint i = 0; i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      add_user (self, g_ptr_array_index (rows, i));
}

static void
users_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSettingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = NULL;

  finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error);
  if (self->users == NULL)
    return;
  if (finding == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    muster_office_load_async (MUSTER_OFFICE (office), finding, 0, finding->keys->len,
                              self->cancellable, users_loaded_cb, g_object_ref (self));
}

static void
list_users (MusterSettingsDialog *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  if (muster_actor_may (self->actor, MUSTER_MAY_ADMIN))
    muster_office_list_async (office_of (self), self->actor, &muster_users_listing,
                              filter, self->cancellable, users_found_cb,
                              g_object_ref (self));
}

static void
office_changed_cb (MusterSettingsDialog *self, guint topics)
{
  if (topics & MUSTER_TOPIC_USERS)
    list_users (self);
  if (topics & MUSTER_TOPIC_SETTINGS)
    show_zone (self);
}

static void
muster_settings_dialog_dispose (GObject *object)
{
  MusterSettingsDialog *self = MUSTER_SETTINGS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_SETTINGS_DIALOG);

  G_OBJECT_CLASS (muster_settings_dialog_parent_class)->dispose (object);
}

static void
muster_settings_dialog_finalize (GObject *object)
{
  MusterSettingsDialog *self = MUSTER_SETTINGS_DIALOG (object);

  g_clear_object (&self->company);
  g_clear_object (&self->actor);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (muster_settings_dialog_parent_class)->finalize (object);
}

static void
muster_settings_dialog_class_init (MusterSettingsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_settings_dialog_dispose;
  object_class->finalize = muster_settings_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/app/muster-settings-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterSettingsDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, MusterSettingsDialog, idle_row);
  gtk_widget_class_bind_template_child (widget_class, MusterSettingsDialog, digest_row);
  gtk_widget_class_bind_template_child (widget_class, MusterSettingsDialog, keep_row);
  gtk_widget_class_bind_template_child (widget_class, MusterSettingsDialog, company_page);
  gtk_widget_class_bind_template_child (widget_class, MusterSettingsDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, MusterSettingsDialog, zone_row);
  gtk_widget_class_bind_template_child (widget_class, MusterSettingsDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, MusterSettingsDialog, backup_row);
  gtk_widget_class_bind_template_child (widget_class, MusterSettingsDialog,
                                        backup_spinner);
  gtk_widget_class_bind_template_child (widget_class, MusterSettingsDialog, users_page);
  gtk_widget_class_bind_template_child (widget_class, MusterSettingsDialog, users);
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, own_password_cb);
  gtk_widget_class_bind_template_callback (widget_class, renamed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zone_cb);
  gtk_widget_class_bind_template_callback (widget_class, backup_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_user_cb);
}

static void
muster_settings_dialog_init (MusterSettingsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

MusterSettingsDialog *
muster_settings_dialog_present (GtkWidget *parent,
                                MusterCompany *company,
                                MusterActor *actor,
                                GSettings *settings)
{
  MusterSettingsDialog *self;

  g_return_val_if_fail (MUSTER_IS_COMPANY (company), NULL);

  self = g_object_new (MUSTER_TYPE_SETTINGS_DIALOG, NULL);
  self->company = g_object_ref (company);
  self->actor = g_object_ref (actor);
  g_set_object (&self->settings, settings);

  show_language (self);
  if (settings != NULL)
    {
      g_settings_bind (settings, "idle-minutes", self->idle_row, "value",
                       G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (settings, "digest", self->digest_row, "active",
                       G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (settings, "keep-unlocked", self->keep_row, "active",
                       G_SETTINGS_BIND_DEFAULT);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->name_row),
                         muster_company_get_name (company));
  show_zone (self);
  adw_action_row_set_subtitle (self->folder_row, muster_company_get_folder (company));
  if (!muster_actor_may (actor, MUSTER_MAY_ADMIN))
    {
      adw_preferences_dialog_remove (ADW_PREFERENCES_DIALOG (self), self->company_page);
      adw_preferences_dialog_remove (ADW_PREFERENCES_DIALOG (self), self->users_page);
    }
  g_signal_connect_object (office_of (self), "changed", G_CALLBACK (office_changed_cb),
                           self, G_CONNECT_SWAPPED);
  list_users (self);
  self->updating = FALSE;
  adw_dialog_present (ADW_DIALOG (self), parent);

  return self;
}
