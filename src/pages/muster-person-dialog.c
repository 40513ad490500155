/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-person-dialog.h"

#include "muster-command-catalog.h"
#include "muster-form.h"
#include "muster-notice.h"
#include "muster-people-commands.h"
#include "muster-people-listings.h"

#include <glib/gi18n-lib.h>

struct _MusterPersonDialog
{
  AdwDialog parent_instance;

  MusterOffice *office;
  MusterActor *actor;
  MusterPerson *person;
  GtkWidget *parent; /* weak */
  GCancellable *cancellable;

  GtkButton *save_button;
  MusterForm *who_form;
  MusterForm *when_form;
};

G_DEFINE_FINAL_TYPE (MusterPersonDialog, muster_person_dialog, ADW_TYPE_DIALOG)

static const char *const who_fields[] = { "name", "staff_no", "department", "group",
                                          NULL };
static const char *const when_added[] = { "joined", "left", "exempt", "zone", NULL };
static const char *const when_changed[] = { "group_from", "joined", "left",
                                            "exempt",     "zone",   NULL };

static const MusterCommand *
command_of (MusterPersonDialog *self)
{
  return self->person != NULL ? &muster_change_person : &muster_add_person;
}

static void
show_person (MusterPersonDialog *self)
{
  MusterPerson *person = self->person;

  muster_form_set_value (self->who_form, "name", g_variant_new_string (person->name));
  muster_form_set_value (self->who_form, "staff_no",
                         g_variant_new_string (person->staff_no));
  if (person->department != NULL)
    muster_form_set_value (self->who_form, "department",
                           g_variant_new_string (person->department));
  if (person->group != NULL)
    muster_form_set_value (self->who_form, "group", g_variant_new_string (person->group));
  muster_form_set_value (self->when_form, "joined", g_variant_new_int32 (person->joined));
  muster_form_set_value (self->when_form, "left", g_variant_new_int32 (person->left));
  muster_form_set_value (self->when_form, "exempt",
                         g_variant_new_boolean (person->exempt));
  muster_form_set_value (self->when_form, "zone",
                         g_variant_new_string (person->zone != NULL ? person->zone : ""));
}

/* The values of both forms; a last day that is left empty is none. */
static GVariant *
read_forms (MusterPersonDialog *self, GError **error)
{
  g_autoptr (GVariant) who = NULL;
  g_autoptr (GVariant) when = NULL;
  GVariantDict values;
  GVariantIter iter;
  const char *name;
  GVariant *value;
  gint32 date;

  if ((who = muster_form_get_values (self->who_form, error)) == NULL ||
      (when = muster_form_get_values (self->when_form, error)) == NULL)
    return NULL;

  g_variant_dict_init (&values, who);
  g_variant_iter_init (&iter, when);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    g_variant_dict_insert_value (&values, name, value);

  if (g_variant_dict_lookup (&values, "left", "i", &date) && date == MUSTER_DATE_NONE)
    g_variant_dict_insert (&values, "left", "i", MUSTER_DATE_EVER);
  if (g_variant_dict_lookup (&values, "group_from", "i", &date) &&
      date == MUSTER_DATE_NONE)
    g_variant_dict_remove (&values, "group_from");
  if (self->person != NULL)
    g_variant_dict_insert (&values, "person", "x", self->person->id);

  return g_variant_ref_sink (g_variant_dict_end (&values));
}

static void
show_error (MusterPersonDialog *self, const GError *error)
{
  muster_form_show_error (self->when_form, NULL);
  muster_form_show_error (self->who_form, NULL);
  if (!muster_form_show_error (self->who_form, error))
    {
      muster_form_show_error (self->who_form, NULL);
      if (!muster_form_show_error (self->when_form, error))
        {
          muster_form_show_error (self->when_form, NULL);
          muster_notice_show (GTK_WIDGET (self->save_button), error);
        }
    }
}

static void
groups_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPersonDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GtkStringList) options = NULL;
  g_autoptr (GStrvBuilder) builder = NULL;
  g_auto (GStrv) values = NULL;

  /* Without the list of groups the code can still be typed. */
  rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  if (rows == NULL || self->who_form == NULL || rows->len == 0)
    return;

  options = gtk_string_list_new (NULL);
  builder = g_strv_builder_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      MusterUnitRow *unit = g_ptr_array_index (rows, i);

      if (unit == NULL)
        continue;
      gtk_string_list_append (options, unit->name != NULL ? unit->name : unit->code);
      g_strv_builder_add (builder, unit->code);
    }

  values = g_strv_builder_end (builder);
  muster_form_offer (self->who_form, "group", options, (const char *const *) values);
  if (self->person != NULL && self->person->group != NULL)
    muster_form_set_value (self->who_form, "group",
                           g_variant_new_string (self->person->group));
}

static void
groups_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPersonDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = NULL;

  finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error);
  if (finding != NULL)
    muster_office_load_async (self->office, finding, 0, finding->keys->len,
                              self->cancellable, groups_loaded_cb, g_object_ref (self));
}

static void
saved_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPersonDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;

  value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);
  if (self->save_button == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
  if (value == NULL)
    {
      show_error (self, error);
      return;
    }

  if (self->parent != NULL)
    muster_notice_say (self->parent,
                       self->person != NULL ? _ ("Changes saved") : _ ("Person added"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_cb (MusterPersonDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_cb (MusterPersonDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) values = NULL;
  GVariant *args;

  if ((values = read_forms (self, &error)) == NULL ||
      (args = muster_command_build_args (command_of (self), values, &error)) == NULL)
    {
      show_error (self, error);
      return;
    }

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  muster_office_submit_async (self->office, self->actor, command_of (self), args,
                              self->cancellable, saved_cb, g_object_ref (self));
}

static void
muster_person_dialog_dispose (GObject *object)
{
  MusterPersonDialog *self = MUSTER_PERSON_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->parent);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_PERSON_DIALOG);

  G_OBJECT_CLASS (muster_person_dialog_parent_class)->dispose (object);
}

static void
muster_person_dialog_finalize (GObject *object)
{
  MusterPersonDialog *self = MUSTER_PERSON_DIALOG (object);

  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->person);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (muster_person_dialog_parent_class)->finalize (object);
}

static void
muster_person_dialog_class_init (MusterPersonDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_person_dialog_dispose;
  object_class->finalize = muster_person_dialog_finalize;

  g_type_ensure (MUSTER_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-person-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterPersonDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonDialog, who_form);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonDialog, when_form);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
muster_person_dialog_init (MusterPersonDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
muster_person_dialog_present (GtkWidget *parent,
                              MusterOffice *office,
                              MusterActor *actor,
                              MusterPerson *person)
{
  MusterPersonDialog *self;
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  g_return_if_fail (MUSTER_IS_OFFICE (office));

  self = g_object_new (MUSTER_TYPE_PERSON_DIALOG, "title",
                       person != NULL ? _ ("Edit Person") : _ ("New Person"), NULL);
  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  g_set_object (&self->person, person);
  g_set_weak_pointer (&self->parent, parent);

  muster_form_add_fields (self->who_form, command_of (self)->fields, who_fields);
  muster_form_add_fields (self->when_form, command_of (self)->fields,
                          person != NULL ? when_changed : when_added);
  if (person != NULL)
    show_person (self);

  muster_office_list_async (office, actor, &muster_groups_listing, filter,
                            self->cancellable, groups_found_cb, g_object_ref (self));
  adw_dialog_set_focus (ADW_DIALOG (self), muster_form_get_row (self->who_form, "name"));
  adw_dialog_present (ADW_DIALOG (self), parent);
}
