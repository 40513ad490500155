/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-settings-dialog.h"

#include "muster-archive.h"
#include "muster-command-dialog.h"
#include "muster-language.h"
#include "muster-notice.h"
#include "muster-text.h"
#include "muster-user-commands.h"

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
own_password_cb (MusterSettingsDialog *self)
{
  static const char *const names[] = { "password", NULL };
  GVariantDict fixed;

  g_variant_dict_init (&fixed, NULL);
  g_variant_dict_insert (&fixed, "name", "s", self->actor->name);
  muster_command_dialog_present (GTK_WIDGET (self), office_of (self), self->actor,
                                 &muster_change_password, _ ("New Password"), names, NULL,
                                 g_variant_dict_end (&fixed), NULL);
}

/* ---- Company ---- */

static void
submitted_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSettingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;

  value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);
  if (self->backup_spinner == NULL)
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

static void
office_changed_cb (MusterSettingsDialog *self, guint topics)
{
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
  gtk_widget_class_bind_template_callback (widget_class, language_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, own_password_cb);
  gtk_widget_class_bind_template_callback (widget_class, renamed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zone_cb);
  gtk_widget_class_bind_template_callback (widget_class, backup_cb);
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
    adw_preferences_dialog_remove (ADW_PREFERENCES_DIALOG (self), self->company_page);
  g_signal_connect_object (office_of (self), "changed", G_CALLBACK (office_changed_cb),
                           self, G_CONNECT_SWAPPED);
  self->updating = FALSE;
  adw_dialog_present (ADW_DIALOG (self), parent);

  return self;
}
