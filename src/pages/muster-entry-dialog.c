/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-entry-dialog.h"

#include "muster-error.h"
#include "muster-form.h"

#include <glib/gi18n-lib.h>

/* A member that is a structure of its own: a form that can be left out. */
typedef struct
{
  const MusterField *field;
  GtkWidget *form;
  GtkWidget *used; /* a switch */
} Part;

typedef struct
{
  AdwDialog *dialog;
  GtkWidget *form;
  GArray *parts;
  MusterEntryTake take;
  gpointer data;
  GDestroyNotify data_free;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  if (asking->data_free != NULL)
    asking->data_free (asking->data);
  g_array_unref (asking->parts);
  g_free (asking);
}

/* The members of a structure stand before its name in an error: "only_within.of". */
static void
show_error (Asking *asking, const GError *error)
{
  const char *field = muster_error_get_field (error);
  const char *member = field != NULL ? strrchr (field, '.') : NULL;
  g_autoptr (GError) inner = NULL;

  member = member != NULL ? member + 1 : field;
  if (member != NULL)
    muster_error_set_field (&inner, member, "%s", error->message);

  for (guint i = 0; inner != NULL && i < asking->parts->len; i++)
    {
      Part *part = &g_array_index (asking->parts, Part, i);

      if (muster_form_get_row (MUSTER_FORM (part->form), member) != NULL &&
          muster_form_get_row (MUSTER_FORM (asking->form), member) == NULL)
        {
          muster_form_show_error (MUSTER_FORM (part->form), inner);
          return;
        }
    }

  muster_form_show_error (MUSTER_FORM (asking->form), inner != NULL ? inner : error);
}

static void
save_cb (GtkWidget *button, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    values = muster_form_get_values (MUSTER_FORM (asking->form), &error);
  g_autoptr (GVariant) entry = NULL;
  GVariantDict dict;

  if (values == NULL)
    {
      show_error (asking, error);
      return;
    }

  g_variant_dict_init (&dict, values);
  for (guint i = 0; i < asking->parts->len; i++)
    {
      Part *part = &g_array_index (asking->parts, Part, i);
      g_autoptr (GVariant) inner = NULL;

      if (!gtk_switch_get_active (GTK_SWITCH (part->used)))
        continue;
      inner = muster_form_get_values (MUSTER_FORM (part->form), &error);
      if (inner == NULL)
        {
          muster_form_show_error (MUSTER_FORM (part->form), error);
          g_variant_dict_clear (&dict);
          return;
        }
      g_variant_dict_insert_value (&dict, part->field->name,
                                   g_variant_new_variant (inner));
    }
  entry = g_variant_ref_sink (g_variant_dict_end (&dict));

  if (!asking->take (entry, asking->data, &error))
    {
      show_error (asking, error);
      return;
    }

  adw_dialog_close (asking->dialog);
}

static GVariant *
unboxed (GVariant *value)
{
  while (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *inner = g_variant_get_variant (value);

      g_variant_unref (value);
      value = inner;
    }

  return value;
}

static void
show_values (GtkWidget *form, const MusterField *fields, GVariant *entry)
{
  for (const MusterField *field = fields; entry != NULL && field->name != NULL; field++)
    {
      GVariant *value = g_variant_lookup_value (entry, field->name, NULL);

      if (value == NULL)
        continue;
      if (muster_form_get_row (MUSTER_FORM (form), field->name) != NULL)
        muster_form_set_value (MUSTER_FORM (form), field->name, value);
      g_variant_unref (value);
    }
}

static void
add_part (Asking *asking, GtkWidget *box, const MusterField *field, GVariant *entry)
{
  Part part = { field, muster_form_new (), gtk_switch_new () };
  g_autoptr (GVariant) inner =
    unboxed (entry != NULL ? g_variant_lookup_value (entry, field->name, NULL) : NULL);
  gboolean used = inner != NULL && g_variant_n_children (inner) > 0;

  muster_form_add_fields (MUSTER_FORM (part.form), field->entries, NULL);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (part.form), _ (field->title));
  gtk_widget_set_valign (part.used, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (part.used), used);
  gtk_accessible_update_property (GTK_ACCESSIBLE (part.used),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ (field->title), -1);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (part.form), part.used);
  if (used)
    show_values (part.form, field->entries, inner);
  gtk_box_append (GTK_BOX (box), part.form);
  g_array_append_val (asking->parts, part);
}

void
muster_entry_dialog_present (GtkWidget *parent,
                             const char *title,
                             const MusterField *fields,
                             GVariant *entry,
                             MusterEntryTake take,
                             gpointer data,
                             GDestroyNotify data_free)
{
  Asking *asking = g_new0 (Asking, 1);
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Take Over"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  asking->dialog = dialog;
  asking->form = muster_form_new ();
  asking->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  asking->take = take;
  asking->data = data;
  asking->data_free = data_free;

  muster_form_add_fields (MUSTER_FORM (asking->form), fields, NULL);
  show_values (asking->form, fields, entry);
  gtk_widget_add_css_class (box, "muster-pane");
  gtk_box_append (GTK_BOX (box), asking->form);
  for (const MusterField *field = fields; field->name != NULL; field++)
    if (field->entries != NULL && (field->flags & MUSTER_FIELD_LIST) == 0)
      add_part (asking, box, field, entry);

  gtk_widget_add_css_class (save, "suggested-action");
  g_signal_connect_data (save, "clicked", G_CALLBACK (save_cb), asking, asking_free, 0);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), save);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  adw_dialog_set_title (dialog, title);
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_child (dialog, view);
  adw_dialog_set_default_widget (dialog, save);
  adw_dialog_present (dialog, parent);
}
