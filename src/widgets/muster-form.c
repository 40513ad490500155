/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-form.h"

#include "muster-civil.h"
#include "muster-error.h"
#include "muster-text.h"
#include "muster-zone-model.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  const MusterField *field;
  GtkWidget *row; /* the group's */
  GStrv values;   /* of a choice, in the order of its options */
} Entry;

struct _MusterForm
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *entries;
  GtkWidget *trouble; /* under the rows; says what is wrong with one of them */
};

G_DEFINE_FINAL_TYPE (MusterForm, muster_form, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_strfreev (entry->values);
  g_free (entry);
}

static Entry *
find_entry (MusterForm *self, const char *name)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (g_str_equal (entry->field->name, name))
        return entry;
    }

  return NULL;
}

static void
mark (Entry *entry, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (entry->row, "error");
  else
    gtk_widget_remove_css_class (entry->row, "error");
  gtk_accessible_update_state (
    GTK_ACCESSIBLE (entry->row), GTK_ACCESSIBLE_STATE_INVALID,
    wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
take_marks_away (MusterForm *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    mark (g_ptr_array_index (self->entries, i), FALSE);
  gtk_widget_set_visible (self->trouble, FALSE);
}

static void
changed_cb (MusterForm *self)
{
  take_marks_away (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activated_cb (MusterForm *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
date_chosen_cb (GtkCalendar *calendar, gpointer user_data)
{
  GtkWidget *row = user_data;
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = muster_date_format (
    muster_date_new (g_date_time_get_year (day), g_date_time_get_month (day),
                     g_date_time_get_day_of_month (day)));
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* A date is typed as 2026-03-05 or taken from a calendar; an empty one is none. */
static GtkWidget *
build_date_row (void)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (date_chosen_cb), row, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a date"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);

  return row;
}

static GtkWidget *
build_choice_row (GtkStringList *options)
{
  g_autoptr (GtkExpression)
    text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *row = adw_combo_row_new ();

  adw_combo_row_set_expression (ADW_COMBO_ROW (row), text);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (options));
  adw_combo_row_set_enable_search (
    ADW_COMBO_ROW (row), g_list_model_get_n_items (G_LIST_MODEL (options)) > 12);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (row),
                                       GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);

  return row;
}

static GtkWidget *
build_number_row (const MusterField *field)
{
  gboolean limited = field->min < field->max;
  GtkWidget *row = adw_spin_row_new_with_range (limited ? field->min : -1e9,
                                                limited ? field->max : 1e9, 1);

  adw_spin_row_set_digits (ADW_SPIN_ROW (row), field->kind == MUSTER_FIELD_REAL ? 2 : 0);
  adw_spin_row_set_numeric (ADW_SPIN_ROW (row), TRUE);

  return row;
}

static GtkWidget *
build_choices (const MusterField *field, Entry *entry)
{
  g_autoptr (GtkStringList) options = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (const MusterChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      gtk_string_list_append (options, _ (choice->title));
      g_strv_builder_add (values, choice->value);
    }
  entry->values = g_strv_builder_end (values);

  return build_choice_row (options);
}

static GtkWidget *
build_zones (const MusterField *field, Entry *entry)
{
  g_autoptr (GtkStringList) zones = muster_zone_model_new ();
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  if (!(field->flags & MUSTER_FIELD_REQUIRED))
    g_strv_builder_add (values, "");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (zones)); i++)
    g_strv_builder_add (values, gtk_string_list_get_string (zones, i));
  if (!(field->flags & MUSTER_FIELD_REQUIRED))
    gtk_string_list_splice (zones, 0, 0,
                            (const char *const[]) { _ ("The company's"), NULL });
  entry->values = g_strv_builder_end (values);

  return build_choice_row (zones);
}

static GtkWidget *
build_row (const MusterField *field, Entry *entry)
{
  switch (field->kind)
    {
    case MUSTER_FIELD_TEXT:
    case MUSTER_FIELD_STRINGS:
    case MUSTER_FIELD_PATH:
      return adw_entry_row_new ();
    case MUSTER_FIELD_SECRET:
      return adw_password_entry_row_new ();
    case MUSTER_FIELD_BOOLEAN:
      return adw_switch_row_new ();
    case MUSTER_FIELD_INTEGER:
    case MUSTER_FIELD_REAL:
    case MUSTER_FIELD_MINUTES:
    case MUSTER_FIELD_SECONDS:
      return build_number_row (field);
    case MUSTER_FIELD_CHOICE:
      return build_choices (field, entry);
    case MUSTER_FIELD_DATE:
      return build_date_row ();
    case MUSTER_FIELD_ZONE:
      return build_zones (field, entry);
    case MUSTER_FIELD_INSTANT:
    case MUSTER_FIELD_PERSON:
    case MUSTER_FIELD_RECORD:
    default:
      return NULL;
    case MUSTER_FIELD_VARIANT:
      return (field->flags & MUSTER_FIELD_SCALAR) != 0 ? adw_entry_row_new () : NULL;
    }
}

static void
dress_row (MusterForm *self, Entry *entry)
{
  const MusterField *field = entry->field;
  GtkWidget *row = entry->row;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (field->title));
  if (field->hint != NULL && ADW_IS_ACTION_ROW (row))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (field->hint));
  else if (field->hint != NULL)
    gtk_widget_set_tooltip_text (row, _ (field->hint));

  if (ADW_IS_COMBO_ROW (row))
    g_signal_connect_object (row, "notify::selected", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  else if (ADW_IS_SWITCH_ROW (row))
    g_signal_connect_object (row, "notify::active", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  else
    g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  if (ADW_IS_ENTRY_ROW (row))
    g_signal_connect_object (row, "entry-activated", G_CALLBACK (activated_cb), self,
                             G_CONNECT_SWAPPED);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
show_fallback (MusterForm *self, Entry *entry)
{
  const MusterField *field = entry->field;
  g_autoptr (GVariant) value = NULL;

  if (field->fallback == NULL || *field->fallback == '\0')
    return;

  if ((value = muster_field_parse (field, field->fallback, NULL)) != NULL)
    muster_form_set_value (self, field->name, g_variant_ref_sink (value));
}

static void
add_field (MusterForm *self, const MusterField *field)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->field = field;
  if ((entry->row = build_row (field, entry)) == NULL)
    {
      entry_free (entry);
      return;
    }

  g_ptr_array_add (self->entries, entry);
  dress_row (self, entry);
  show_fallback (self, entry);
}

/* A whole number, or a word. */
static GVariant *
read_scalar (const char *text)
{
  gint64 number;

  return g_variant_new_variant (
    g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL)
      ? g_variant_new_int64 (number)
      : g_variant_new_string (text));
}

/* What is typed in an entry, as a value of its field. */
static GVariant *
read_text (Entry *entry, GError **error)
{
  g_autofree char *text =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry->row))));

  if (*text == '\0' && (entry->field->flags & MUSTER_FIELD_REQUIRED))
    {
      /* Translators: the label of a field */
      muster_error_set_field (error, entry->field->name, _ ("%s is missing."),
                              _ (entry->field->title));
      return NULL;
    }

  if (*text == '\0' && entry->field->kind == MUSTER_FIELD_DATE)
    return g_variant_new_int32 (MUSTER_DATE_NONE);

  if (entry->field->kind == MUSTER_FIELD_VARIANT)
    return read_scalar (text);

  return muster_field_parse (entry->field, text, error);
}

static const char *
get_choice (Entry *entry)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (entry->row));

  return selected != GTK_INVALID_LIST_POSITION ? entry->values[selected] : "";
}

static GVariant *
read_entry (Entry *entry, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  if (ADW_IS_COMBO_ROW (entry->row))
    value = g_variant_new_string (get_choice (entry));
  else if (ADW_IS_SWITCH_ROW (entry->row))
    value =
      g_variant_new_boolean (adw_switch_row_get_active (ADW_SWITCH_ROW (entry->row)));
  else if (ADW_IS_SPIN_ROW (entry->row))
    {
      double number = adw_spin_row_get_value (ADW_SPIN_ROW (entry->row));

      value = entry->field->kind == MUSTER_FIELD_REAL
                ? g_variant_new_double (number)
                : g_variant_new_int64 (llround (number));
    }
  else
    value = read_text (entry, error);

  if (value == NULL)
    return NULL;

  g_variant_ref_sink (value);
  /* A date that is left empty is none, which a limit does not concern. */
  if (entry->field->kind != MUSTER_FIELD_DATE &&
      !muster_field_check (entry->field, value, error))
    return NULL;

  return g_steal_pointer (&value);
}

static void
muster_form_finalize (GObject *object)
{
  MusterForm *self = MUSTER_FORM (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (muster_form_parent_class)->finalize (object);
}

static void
muster_form_class_init (MusterFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = muster_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                     G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                     0);
}

static void
muster_form_init (MusterForm *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->trouble = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->trouble), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->trouble), 0);
  gtk_widget_add_css_class (self->trouble, "muster-trouble");
  gtk_widget_add_css_class (self->trouble, "error");
  gtk_widget_set_visible (self->trouble, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->trouble);
}

GtkWidget *
muster_form_new (void)
{
  return g_object_new (MUSTER_TYPE_FORM, NULL);
}

void
muster_form_add_fields (MusterForm *self,
                        const MusterField *fields,
                        const char *const *names)
{
  g_return_if_fail (MUSTER_IS_FORM (self));
  g_return_if_fail (fields != NULL);

  if (names == NULL)
    {
      for (; fields->name != NULL; fields++)
        add_field (self, fields);
      return;
    }

  for (; *names != NULL; names++)
    {
      for (const MusterField *field = fields; field->name != NULL; field++)
        if (g_str_equal (field->name, *names))
          add_field (self, field);
      if (find_entry (self, *names) == NULL)
        g_critical ("a form has no row for the field %s", *names);
    }
}

void
muster_form_clear (MusterForm *self)
{
  g_return_if_fail (MUSTER_IS_FORM (self));

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), entry->row);
    }
  g_ptr_array_set_size (self->entries, 0);
  gtk_widget_set_visible (self->trouble, FALSE);
}

void
muster_form_offer (MusterForm *self,
                   const char *name,
                   GtkStringList *options,
                   const char *const *values)
{
  Entry *entry;
  gboolean after = FALSE;

  g_return_if_fail (MUSTER_IS_FORM (self));

  if ((entry = find_entry (self, name)) == NULL)
    return;

  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), entry->row);
  entry->row = build_choice_row (options);
  g_strfreev (entry->values);
  entry->values = g_strdupv ((char **) values);
  dress_row (self, entry);

  /* Rows keep their order: those behind the entry go behind it again. */
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *other = g_ptr_array_index (self->entries, i);

      if (after)
        {
          g_object_ref (other->row);
          adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), other->row);
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), other->row);
          g_object_unref (other->row);
        }
      after = after || other == entry;
    }
}

void
muster_form_set_value (MusterForm *self, const char *name, GVariant *value)
{
  g_autoptr (GVariant) held = g_variant_ref_sink (value);
  g_autofree char *text = NULL;
  Entry *entry;

  g_return_if_fail (MUSTER_IS_FORM (self));

  while (g_variant_is_of_type (held, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *inner = g_variant_get_variant (held);

      g_variant_unref (held);
      held = inner;
    }

  if ((entry = find_entry (self, name)) == NULL)
    return;

  if (ADW_IS_COMBO_ROW (entry->row))
    {
      const char *wanted = g_variant_get_string (held, NULL);

      for (guint i = 0; entry->values[i] != NULL; i++)
        if (g_str_equal (entry->values[i], wanted))
          adw_combo_row_set_selected (ADW_COMBO_ROW (entry->row), i);
    }
  else if (ADW_IS_SWITCH_ROW (entry->row))
    adw_switch_row_set_active (ADW_SWITCH_ROW (entry->row), g_variant_get_boolean (held));
  else if (ADW_IS_SPIN_ROW (entry->row))
    adw_spin_row_set_value (ADW_SPIN_ROW (entry->row),
                            g_variant_is_of_type (held, G_VARIANT_TYPE_DOUBLE)
                              ? g_variant_get_double (held)
                              : (double) g_variant_get_int64 (held));
  else
    {
      if (g_variant_is_of_type (held, G_VARIANT_TYPE_INT32))
        {
          MusterDate date = g_variant_get_int32 (held);

          text = date == MUSTER_DATE_NONE || date == MUSTER_DATE_EVER
                   ? g_strdup ("")
                   : muster_date_format (date);
        }
      else if (g_variant_is_of_type (held, G_VARIANT_TYPE_STRING_ARRAY))
        {
          g_autofree const char **strings = g_variant_get_strv (held, NULL);

          text = g_strjoinv (", ", (char **) strings);
        }
      else if (g_variant_is_of_type (held, G_VARIANT_TYPE_INT64))
        text = g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (held));
      else
        text = g_variant_dup_string (held, NULL);
      gtk_editable_set_text (GTK_EDITABLE (entry->row), text);
    }
}

char *
muster_form_get_choice (MusterForm *self, const char *name)
{
  Entry *entry;

  g_return_val_if_fail (MUSTER_IS_FORM (self), NULL);

  entry = find_entry (self, name);
  g_return_val_if_fail (entry != NULL && ADW_IS_COMBO_ROW (entry->row), NULL);

  return g_strdup (get_choice (entry));
}

GVariant *
muster_form_get_values (MusterForm *self, GError **error)
{
  GVariantDict values;

  g_return_val_if_fail (MUSTER_IS_FORM (self), NULL);

  g_variant_dict_init (&values, NULL);
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);
      g_autoptr (GVariant) value = read_entry (entry, error);

      if (value == NULL)
        {
          g_variant_dict_clear (&values);
          return NULL;
        }
      g_variant_dict_insert_value (&values, entry->field->name, value);
    }

  return g_variant_ref_sink (g_variant_dict_end (&values));
}

gboolean
muster_form_show_error (MusterForm *self, const GError *error)
{
  const char *field = error != NULL ? muster_error_get_field (error) : NULL;
  Entry *entry;

  g_return_val_if_fail (MUSTER_IS_FORM (self), FALSE);

  take_marks_away (self);
  if (error == NULL)
    return FALSE;

  gtk_label_set_label (GTK_LABEL (self->trouble), error->message);
  gtk_widget_set_visible (self->trouble, TRUE);

  if (field == NULL || (entry = find_entry (self, field)) == NULL)
    return FALSE;

  mark (entry, TRUE);
  gtk_widget_grab_focus (entry->row);

  return TRUE;
}

GtkWidget *
muster_form_get_row (MusterForm *self, const char *name)
{
  Entry *entry;

  g_return_val_if_fail (MUSTER_IS_FORM (self), NULL);

  entry = find_entry (self, name);

  return entry != NULL ? entry->row : NULL;
}
