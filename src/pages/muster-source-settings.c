/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-source-settings.h"

#include "muster-command-catalog.h"
#include "muster-form.h"
#include "muster-notice.h"
#include "muster-source-commands.h"
#include "muster-source-kinds.h"
#include "muster-sync-plan.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AdwDialog *dialog;
  GtkWidget *parent; /* NULL when it has gone */
  MusterOffice *office;
  MusterActor *actor;
  MusterSource *source;
  GCancellable *cancellable;
  GArray
    *fields; /* of MusterField, ended by one without a name: secrets may be left empty */
  MusterForm *settings;
  MusterForm *plan; /* NULL for one that calls in */
  GtkWidget *save;
} Settings;

static void
settings_free (gpointer data)
{
  Settings *self = data;

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->office);
  g_object_unref (self->actor);
  g_object_unref (self->source);
  g_object_unref (self->cancellable);
  g_array_unref (self->fields);
  g_free (self);
}

static Settings *
settings_of (gpointer dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "settings");
}

static GArray *
copy_fields (const MusterField *fields)
{
  GArray *copy = g_array_new (TRUE, TRUE, sizeof (MusterField));

  for (; fields->name != NULL; fields++)
    {
      MusterField field = *fields;

      if (field.kind == MUSTER_FIELD_SECRET)
        {
          field.flags &= (guint) ~MUSTER_FIELD_REQUIRED;
          field.hint = N_ ("Stays as it is when left empty");
        }
      g_array_append_val (copy, field);
    }

  return copy;
}

static void
show_values (MusterForm *form, GVariant *values)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (values == NULL)
    return;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    if (muster_form_get_row (form, name) != NULL)
      muster_form_set_value (form, name, value);
}

/* Secrets that were typed; those left empty are none. */
static GVariant *
without_empty (GVariant *secrets)
{
  GVariantDict dict;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_dict_init (&dict, NULL);
  g_variant_iter_init (&iter, secrets);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ||
        *g_variant_get_string (value, NULL) != '\0')
      g_variant_dict_insert_value (&dict, name, value);

  return g_variant_dict_end (&dict);
}

static void
show_error (Settings *self, const GError *error)
{
  gtk_widget_set_sensitive (self->save, TRUE);
  if (self->plan == NULL || !muster_form_show_error (self->plan, error))
    muster_form_show_error (self->settings, error);
}

static void
saved_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Settings *self = settings_of (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    done = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (done == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (self, error);
      return;
    }

  if (self->parent != NULL)
    muster_notice_say (self->parent, _ ("Changes saved"));
  adw_dialog_close (dialog);
}

static void
save_cb (Settings *self)
{
  g_auto (GVariantDict) args = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) values = muster_form_get_values (self->settings, &error);
  g_autoptr (GVariant) plan = NULL;
  g_autoptr (GVariant) settings = NULL;
  g_autoptr (GVariant) secrets = NULL;
  GVariant *built = NULL;

  muster_form_show_error (self->settings, NULL);
  if (self->plan != NULL)
    muster_form_show_error (self->plan, NULL);
  if (values == NULL ||
      (self->plan != NULL && !(plan = muster_form_get_values (self->plan, &error))))
    {
      show_error (self, error);
      return;
    }

  muster_source_kinds_split ((const MusterField *) (gpointer) self->fields->data, values,
                             &settings, &secrets);
  g_variant_dict_insert (&args, "source", "x", self->source->id);
  g_variant_dict_insert_value (&args, "set", g_variant_new_variant (settings));
  g_variant_dict_insert_value (&args, "secrets",
                               g_variant_new_variant (without_empty (secrets)));
  if (plan != NULL)
    g_variant_dict_insert_value (&args, "plan", g_variant_new_variant (plan));
  built =
    muster_command_build_args (&muster_change_source, g_variant_dict_end (&args), &error);
  if (built == NULL)
    {
      show_error (self, error);
      return;
    }

  gtk_widget_set_sensitive (self->save, FALSE);
  muster_office_submit_async (self->office, self->actor, &muster_change_source, built,
                              self->cancellable, saved_cb, g_object_ref (self->dialog));
}

static void
cancel_cb (Settings *self)
{
  adw_dialog_close (self->dialog);
}

static GtkWidget *
build_forms (Settings *self, const MusterSourceKind *kind)
{
  static const char *const when[] = { "schedule", "every", "times", NULL };
  static const char *const live[] = { "schedule", "every", "times", "live", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->settings = MUSTER_FORM (muster_form_new ());
  muster_form_add_fields (self->settings,
                          (const MusterField *) (gpointer) self->fields->data, NULL);
  show_values (self->settings, self->source->settings);
  g_signal_connect_swapped (self->settings, "activated", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->settings));
  if (kind->unattended)
    {
      self->plan = MUSTER_FORM (muster_form_new ());
      muster_form_add_fields (self->plan, muster_sync_plan_fields,
                              kind->follows ? live : when);
      show_values (self->plan, self->source->plan);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->plan));
    }
  gtk_widget_add_css_class (box, "muster-pane");

  return box;
}

static GtkWidget *
build_view (Settings *self, const MusterSourceKind *kind)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->save);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 480);
  adw_clamp_set_child (ADW_CLAMP (clamp), build_forms (self, kind));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);

  return view;
}

AdwDialog *
muster_source_settings_present (GtkWidget *parent,
                                MusterOffice *office,
                                MusterActor *actor,
                                MusterSource *source)
{
  Settings *self;
  MusterSourceKind kind;

  g_return_val_if_fail (MUSTER_IS_SOURCE (source), NULL);
  if (!muster_source_kinds_find (office, source->kind, &kind))
    return NULL;

  self = g_new0 (Settings, 1);
  self->dialog = adw_dialog_new ();
  g_set_weak_pointer (&self->parent, parent);
  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->source = g_object_ref (source);
  self->cancellable = g_cancellable_new ();
  self->fields = copy_fields (kind.fields);
  g_object_set_data_full (G_OBJECT (self->dialog), "settings", self, settings_free);
  adw_dialog_set_title (self->dialog, source->name);
  adw_dialog_set_content_width (self->dialog, 520);
  adw_dialog_set_child (self->dialog, build_view (self, &kind));
  adw_dialog_present (self->dialog, parent);

  return self->dialog;
}
