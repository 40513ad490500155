/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-command-dialog.h"

#include "muster-command-catalog.h"
#include "muster-form.h"
#include "muster-notice.h"

#include <glib/gi18n-lib.h>

/* What the dialog works with; it belongs to the dialog. */
typedef struct
{
  AdwDialog *dialog;
  GtkWidget *parent; /* weak */
  MusterOffice *office;
  MusterActor *actor;
  const MusterCommand *command;
  MusterForm *form;
  GtkWidget *save;
  GVariant *fixed;
  char *done;
  const MusterCommand *inverse;
  GVariant *inverse_args;
  GCancellable *cancellable;
} Asking;

/* What takes it back, when the dialog has gone. */
typedef struct
{
  GtkWidget *parent;
  MusterOffice *office;
  MusterActor *actor;
  const MusterCommand *command;
  GVariant *args;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->parent);
  g_object_unref (undo->office);
  g_object_unref (undo->actor);
  g_variant_unref (undo->args);
  g_free (undo);
}

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_cancellable_cancel (asking->cancellable);
  g_clear_object (&asking->cancellable);
  g_clear_weak_pointer (&asking->parent);
  g_clear_object (&asking->office);
  g_clear_object (&asking->actor);
  g_clear_pointer (&asking->fixed, g_variant_unref);
  g_free (asking->done);
  g_clear_pointer (&asking->inverse_args, g_variant_unref);
  g_free (asking);
}

static void
undone_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL)
    muster_notice_show (parent, error);
}

static void
take_back (gpointer data)
{
  Undo *undo = data;

  muster_office_submit_async (undo->office, undo->actor, undo->command, undo->args, NULL,
                              undone_cb, g_object_ref (undo->parent));
}

static void
say_done (Asking *asking)
{
  Undo *undo;

  if (asking->done == NULL || asking->parent == NULL)
    return;
  if (asking->inverse == NULL)
    {
      muster_notice_say (asking->parent, asking->done);
      return;
    }

  undo = g_new0 (Undo, 1);
  undo->parent = g_object_ref (asking->parent);
  undo->office = g_object_ref (asking->office);
  undo->actor = g_object_ref (asking->actor);
  undo->command = asking->inverse;
  undo->args = g_variant_ref (asking->inverse_args);
  muster_notice_offer_undo (asking->parent, asking->done, take_back, undo, undo_free);
}

static void
show_error (Asking *asking, const GError *error)
{
  muster_form_show_error (asking->form, error);
  gtk_widget_set_sensitive (asking->save, TRUE);
}

static void
submitted_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Asking *asking = g_object_get_data (G_OBJECT (dialog), "asking");
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;

  value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);
  if (value == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (asking, error);
      return;
    }

  say_done (asking);
  adw_dialog_close (dialog);
}

static void
save_cb (Asking *asking)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) typed = NULL;
  GVariantDict values;
  GVariantIter iter;
  const char *name;
  GVariant *value, *args;

  if ((typed = muster_form_get_values (asking->form, &error)) == NULL)
    {
      show_error (asking, error);
      return;
    }

  g_variant_dict_init (&values, asking->fixed);
  g_variant_iter_init (&iter, typed);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    g_variant_dict_insert_value (&values, name, value);

  args =
    muster_command_build_args (asking->command, g_variant_dict_end (&values), &error);
  if (args == NULL)
    {
      show_error (asking, error);
      return;
    }

  gtk_widget_set_sensitive (asking->save, FALSE);
  muster_office_submit_async (asking->office, asking->actor, asking->command, args,
                              asking->cancellable, submitted_cb,
                              g_object_ref (asking->dialog));
}

static void
cancel_cb (Asking *asking)
{
  adw_dialog_close (asking->dialog);
}

static GtkWidget *
build_view (Asking *asking)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  asking->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  asking->form = MUSTER_FORM (muster_form_new ());
  gtk_widget_add_css_class (asking->save, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), asking->save);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), asking);
  g_signal_connect_swapped (asking->save, "clicked", G_CALLBACK (save_cb), asking);
  g_signal_connect_swapped (asking->form, "activated", G_CALLBACK (save_cb), asking);

  gtk_widget_add_css_class (GTK_WIDGET (asking->form), "muster-pane");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 440);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (asking->form));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);

  return view;
}

AdwDialog *
muster_command_dialog_present (GtkWidget *parent,
                               MusterOffice *office,
                               MusterActor *actor,
                               const MusterCommand *command,
                               const char *title,
                               const char *const *names,
                               GVariant *shown,
                               GVariant *fixed,
                               const char *done)
{
  g_autoptr (GVariant) held = shown != NULL ? g_variant_ref_sink (shown) : NULL;
  Asking *asking = g_new0 (Asking, 1);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  asking->dialog = adw_dialog_new ();
  g_set_weak_pointer (&asking->parent, parent);
  asking->office = g_object_ref (office);
  asking->actor = g_object_ref (actor);
  asking->command = command;
  asking->fixed = fixed != NULL ? g_variant_ref_sink (fixed) : NULL;
  asking->done = g_strdup (done);
  asking->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (asking->dialog), "asking", asking, asking_free);

  adw_dialog_set_title (asking->dialog, title);
  adw_dialog_set_content_width (asking->dialog, 460);
  adw_dialog_set_child (asking->dialog, build_view (asking));
  muster_form_add_fields (asking->form, command->fields, names);
  if (held != NULL)
    {
      g_variant_iter_init (&iter, held);
      while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
        muster_form_set_value (asking->form, name, value);
    }

  adw_dialog_set_focus (asking->dialog, muster_form_get_row (asking->form, names[0]));
  adw_dialog_present (asking->dialog, parent);

  return asking->dialog;
}

void
muster_command_dialog_offer (AdwDialog *dialog,
                             const char *name,
                             GtkStringList *options,
                             const char *const *values)
{
  Asking *asking = g_object_get_data (G_OBJECT (dialog), "asking");

  g_return_if_fail (asking != NULL);

  muster_form_offer (asking->form, name, options, values);
  adw_dialog_set_focus (dialog, muster_form_get_row (asking->form, name));
}

void
muster_command_dialog_set_inverse (AdwDialog *dialog,
                                   const MusterCommand *command,
                                   GVariant *args)
{
  Asking *asking = g_object_get_data (G_OBJECT (dialog), "asking");

  g_return_if_fail (asking != NULL);

  asking->inverse = command;
  g_clear_pointer (&asking->inverse_args, g_variant_unref);
  asking->inverse_args = g_variant_ref_sink (args);
}
