/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-group-editor.h"

#include "muster-day-text.h"
#include "muster-entry-dialog.h"
#include "muster-error.h"
#include "muster-form.h"
#include "muster-notice.h"
#include "muster-policy-sections.h"
#include "muster-rule-trial.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

#define LONGEST_CYCLE 60

/* A part of the policy on the screen. */
typedef struct
{
  const MusterPolicySection *section;
  GtkWidget *form;
  GtkWidget *example;
  GPtrArray *lists; /* of GtkWidget: an expander a list, with "field" */
} Part;

struct _MusterGroupEditor
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *box;
  GtkWidget *name;
  GtkWidget *people;
  GtkWidget *shift_rows[2];
  GtkWidget *pattern;
  GtkWidget *pattern_group;
  GtkWidget *anchor;
  GtkWidget *length;
  GtkWidget *slots;
  GtkWidget *specials;
  GPtrArray *special_rows;
  GArray *parts;
  GtkStringList *shifts;      /* names, the first one for none */
  GtkStringList *slot_shifts; /* names, after the default shift and rest */

  MusterRuleDraft *draft;
  MusterZone *zone;
  char *code;
  gboolean editable;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (MusterGroupEditor, muster_group_editor, GTK_TYPE_WIDGET)

enum
{
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MusterRuleset *
rules_of (MusterGroupEditor *self)
{
  return muster_rule_draft_get_rules (self->draft);
}

static MusterGroup *
current (MusterGroupEditor *self)
{
  return self->draft != NULL && self->code != NULL
           ? muster_ruleset_find_group (rules_of (self), self->code)
           : NULL;
}

/* A copy to change; its shifts are known by their codes. */
static MusterGroup *
group_copy (MusterGroup *group)
{
  MusterGroup *copy = muster_group_new (group->code);

  g_set_str (&copy->name, group->name);
  copy->zone = group->zone != NULL ? muster_zone_ref (group->zone) : NULL;
  g_set_object (&copy->default_shift, group->default_shift);
  g_set_object (&copy->makeup_shift, group->makeup_shift);
  if (group->pattern != MUSTER_PATTERN_NONE)
    muster_group_set_pattern (copy, group->pattern, group->anchor, group->slots,
                              group->n_slots);
  for (guint i = 0; i < group->specials->len; i++)
    {
      const MusterSpecialDate *special =
        &g_array_index (group->specials, MusterSpecialDate, i);

      muster_group_add_special (copy, special->date, special->shift);
    }
  g_set_object (&copy->policy, group->policy);

  return copy;
}

static gboolean
take (MusterGroupEditor *self, MusterGroup *group)
{
  g_autoptr (MusterGroup) owned = group;
  g_autoptr (GError) error = NULL;
  gboolean good = muster_rule_draft_set_group (self->draft, self->code, owned, &error);

  if (!good)
    muster_notice_show (GTK_WIDGET (self), error);

  return good;
}

/* ---- Examples ---- */

static guint
example_punches (const char *section, const MusterShift *shift, int *minutes)
{
  int on = shift->n_segments > 0 ? shift->segments[0].on : 9 * 60;
  int off = shift->n_segments > 0 ? shift->segments[shift->n_segments - 1].off : 18 * 60;
  int middle = shift->n_rests > 0 ? shift->rests[0].from : (on + off) / 2;

  if (g_str_equal (section, "tardy"))
    {
      minutes[0] = on + 11;
      minutes[1] = off - 4;
      return 2;
    }
  if (g_str_equal (section, "status"))
    {
      minutes[0] = on - 5;
      return 1;
    }
  if (g_str_equal (section, "overtime"))
    {
      minutes[0] = on;
      minutes[1] = off + 125;
      return 2;
    }
  if (g_str_equal (section, "worked") || g_str_equal (section, "pairing"))
    {
      minutes[0] = on - 8;
      minutes[1] = middle + 5;
      minutes[2] = middle + 40;
      minutes[3] = off + 7;
      return 4;
    }

  minutes[0] = on - 2;
  minutes[1] = off + 3;
  return 2;
}

static MusterShift *
example_shift (MusterGroup *group)
{
  if (group->default_shift != NULL)
    return group->default_shift;
  for (guint i = 0; i < group->n_slots; i++)
    if (group->slots[i].kind == MUSTER_SLOT_SHIFT)
      return group->slots[i].shift;

  return NULL;
}

static char *
say_example (MusterGroupEditor *self, const char *section)
{
  MusterGroup *group = current (self);
  MusterShift *shift = example_shift (group);
  int minutes[4];
  guint n;
  g_autoptr (MusterDaySheet) sheet = NULL;
  g_autoptr (GString) punches = g_string_new (NULL);
  g_autofree char *label = NULL;
  g_autofree char *worked = NULL;
  g_autoptr (GString) result = NULL;

  if (shift == NULL)
    return g_strdup (_ ("Example: give the group a shift to see one."));

  n = example_punches (section, shift, minutes);
  sheet = muster_rules_try (rules_of (self), self->code, self->zone, minutes, n);
  if (sheet == NULL)
    return g_strdup (_ ("Example: this group has no working day."));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *time = muster_text_of_day (minutes[i]);

      g_string_append_printf (punches, "%s%s", i > 0 ? C_ ("list", ", ") : "", time);
    }
  label = muster_day_text_label (&sheet->day);
  worked = muster_text_hours (sheet->day.worked_sec / 60);
  result = g_string_new (label);
  /* Translators: a duration: "worked 7:45" */
  g_string_append_printf (result, C_ ("example", ", worked %s"), worked);
  if (sheet->day.overtime_min + sheet->day.overtime_pending_min > 0)
    {
      g_autofree char *overtime =
        muster_text_minutes (sheet->day.overtime_min + sheet->day.overtime_pending_min);

      /* Translators: a duration: "overtime 2 h" */
      g_string_append_printf (result, C_ ("example", ", overtime %s"), overtime);
    }

  /* Translators: times of punches, and what becomes of the day */
  return g_strdup_printf (_ ("Example: %1$s → %2$s"), punches->str, result->str);
}

/* ---- Settings ---- */

static GVariant *
value_of (MusterGroup *group, const MusterField *field)
{
  if (group->policy != NULL)
    return g_variant_ref (muster_params_get_value (group->policy, field->name));

  return field->fallback != NULL
           ? g_variant_ref_sink (muster_field_parse (field, field->fallback, NULL))
           : NULL;
}

static gboolean
is_default (MusterGroup *group, const char *name)
{
  g_autoptr (GVariant)
    changed = group->policy != NULL ? muster_params_to_variant (group->policy) : NULL;
  g_autoptr (GVariant)
    value = changed != NULL ? g_variant_lookup_value (changed, name, NULL) : NULL;

  return value == NULL;
}

static void
form_changed (MusterGroupEditor *self, GtkWidget *form)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) values = NULL;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (self->showing || current (self) == NULL)
    return;

  values = muster_form_get_values (MUSTER_FORM (form), &error);
  if (values == NULL)
    {
      muster_form_show_error (MUSTER_FORM (form), error);
      return;
    }

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      MusterGroup *group = current (self);
      g_autoptr (GVariant)
        known = group->policy != NULL
                  ? g_variant_ref (muster_params_get_value (group->policy, name))
                  : NULL;

      if (known != NULL && g_variant_equal (known, value))
        continue;
      if (!muster_rule_draft_set_setting (self->draft, self->code, name, value, &error))
        {
          muster_form_show_error (MUSTER_FORM (form), error);
          g_variant_unref (value);
          return;
        }
    }
}

static void
reset_clicked (MusterGroupEditor *self, GtkWidget *button)
{
  g_autoptr (GError) error = NULL;

  if (!muster_rule_draft_set_setting (self->draft, self->code,
                                      g_object_get_data (G_OBJECT (button), "name"), NULL,
                                      &error))
    muster_notice_show (GTK_WIDGET (self), error);
}

static GtkWidget *
make_reset (MusterGroupEditor *self, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Changed. Back to the default"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back to the default"), -1);
  g_object_set_data (G_OBJECT (button), "name", (gpointer) name);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (reset_clicked), self);

  return button;
}

/* ---- Lists: overtime rules, rounding ---- */

typedef struct
{
  MusterGroupEditor *self;
  const MusterField *field;
  int index; /* -1 for a new one */
} EntryEdit;

static void
entry_edit_free (gpointer data)
{
  EntryEdit *edit = data;

  g_object_unref (edit->self);
  g_free (edit);
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

static GVariant *
list_of (MusterGroup *group, const MusterField *field)
{
  return unboxed (value_of (group, field));
}

static GVariant *
entry_at (GVariant *list, gsize index)
{
  return unboxed (g_variant_get_child_value (list, index));
}

/* Sets the list with @entry at @index: in place of that one, added for -1, without it when %NULL. */
static gboolean
set_list (MusterGroupEditor *self,
          const MusterField *field,
          int index,
          GVariant *entry,
          GError **error)
{
  g_autoptr (GVariant) list = list_of (current (self), field);
  gsize n = list != NULL ? g_variant_n_children (list) : 0;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) known = entry_at (list, i);

      if ((int) i != index)
        g_variant_builder_add (&builder, "v", known);
      else if (entry != NULL)
        g_variant_builder_add (&builder, "v", entry);
    }
  if (index < 0 && entry != NULL)
    g_variant_builder_add (&builder, "v", entry);

  return muster_rule_draft_set_setting (
    self->draft, self->code, field->name,
    g_variant_new_variant (g_variant_builder_end (&builder)), error);
}

static gboolean
is_fallback (const MusterField *field, GVariant *value)
{
  g_autoptr (GVariant) fallback =
    field->fallback != NULL ? muster_field_parse (field, field->fallback, NULL) : NULL;
  g_autoptr (GVariant) plain =
    unboxed (fallback != NULL ? g_variant_ref_sink (g_steal_pointer (&fallback)) : NULL);

  if (plain == NULL)
    return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) &&
           *g_variant_get_string (value, NULL) == '\0';

  return g_variant_equal (plain, value);
}

/* What an entry says beyond the defaults, so that rule files stay short. */
static GVariant *
without_defaults (const MusterField *fields, GVariant *entry)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, entry);
  for (const MusterField *field = fields; field->name != NULL; field++)
    {
      g_autoptr (GVariant)
        value = unboxed (g_variant_lookup_value (entry, field->name, NULL));

      if (value != NULL && (field->flags & MUSTER_FIELD_REQUIRED) == 0 &&
          is_fallback (field, value))
        g_variant_dict_remove (&dict, field->name);
    }

  return g_variant_dict_end (&dict);
}

static gboolean
entry_taken (GVariant *entry, gpointer data, GError **error)
{
  EntryEdit *edit = data;
  g_autoptr (GVariant)
    short_entry = g_variant_ref_sink (without_defaults (edit->field->entries, entry));

  return set_list (edit->self, edit->field, edit->index, short_entry, error);
}

static void
edit_entry (MusterGroupEditor *self, const MusterField *field, int index)
{
  g_autoptr (GVariant) list = list_of (current (self), field);
  g_autoptr (GVariant) entry = index >= 0 ? entry_at (list, (gsize) index) : NULL;
  EntryEdit *edit = g_new0 (EntryEdit, 1);

  edit->self = g_object_ref (self);
  edit->field = field;
  edit->index = index;
  muster_entry_dialog_present (GTK_WIDGET (self), _ (field->title), field->entries, entry,
                               entry_taken, edit, entry_edit_free);
}

static int
index_of (GtkWidget *widget)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "index"));
}

static void
entry_activated (MusterGroupEditor *self, GtkWidget *row)
{
  edit_entry (self, g_object_get_data (G_OBJECT (row), "field"), index_of (row));
}

static void
entry_removed (MusterGroupEditor *self, GtkWidget *button)
{
  g_autoptr (GtkWidget) held = g_object_ref (button);
  g_autoptr (GError) error = NULL;

  if (!set_list (self, g_object_get_data (G_OBJECT (button), "field"), index_of (button),
                 NULL, &error))
    muster_notice_show (GTK_WIDGET (self), error);
}

static char *
say_member (const MusterField *field, GVariant *value)
{
  for (gsize i = 0; field->choices != NULL && field->choices[i].value != NULL; i++)
    if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) &&
        g_str_equal (field->choices[i].value, g_variant_get_string (value, NULL)))
      return g_strdup (_ (field->choices[i].title));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return g_strdup (g_variant_get_boolean (value) ? _ ("yes") : _ ("no"));

  return NULL;
}

/* The members of an entry that say something: "Tolerance 30 · Step 15". */
static char *
say_entry (const MusterField *fields, GVariant *entry, char **title)
{
  g_autoptr (GString) text = g_string_new (NULL);

  *title = NULL;
  for (const MusterField *field = fields; field->name != NULL; field++)
    {
      g_autoptr (GVariant)
        value = unboxed (g_variant_lookup_value (entry, field->name, NULL));
      g_autofree char *word =
        value != NULL && !is_fallback (field, value) ? say_member (field, value) : NULL;

      if (word == NULL)
        continue;
      if (*title == NULL)
        {
          *title = g_steal_pointer (&word);
          continue;
        }
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "",
                              _ (field->title), word);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_list (MusterGroupEditor *self, GtkWidget *expander)
{
  const MusterField *field = g_object_get_data (G_OBJECT (expander), "field");
  GPtrArray *rows = g_object_get_data (G_OBJECT (expander), "rows");
  g_autoptr (GVariant) list = list_of (current (self), field);
  gsize n = list != NULL && g_variant_is_container (list) ? g_variant_n_children (list)
                                                          : 0;
  g_autofree char *count = NULL;

  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (expander), g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) entry = entry_at (list, i);
      g_autofree char *title = NULL;
      g_autofree char *text = say_entry (field->entries, entry, &title);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title ? title : "");
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), self->editable);
      g_object_set_data (G_OBJECT (row), "field", (gpointer) field);
      g_object_set_data (G_OBJECT (row), "index", GINT_TO_POINTER ((int) i));
      g_signal_connect_swapped (row, "activated", G_CALLBACK (entry_activated), self);

      gtk_widget_add_css_class (remove, "flat");
      gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
      gtk_widget_set_sensitive (remove, self->editable);
      gtk_widget_set_tooltip_text (remove, _ ("Remove"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (remove),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove"), -1);
      g_object_set_data (G_OBJECT (remove), "field", (gpointer) field);
      g_object_set_data (G_OBJECT (remove), "index", GINT_TO_POINTER ((int) i));
      g_signal_connect_swapped (remove, "clicked", G_CALLBACK (entry_removed), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
      g_ptr_array_add (rows, row);
    }

  count = g_strdup_printf (ngettext ("%u entry", "%u entries", (guint) n), (guint) n);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander),
                                 n > 0 ? count : _ (field->hint));
}

static void
add_entry_clicked (MusterGroupEditor *self, GtkWidget *button)
{
  edit_entry (self, g_object_get_data (G_OBJECT (button), "field"), -1);
}

static GtkWidget *
make_list (MusterGroupEditor *self, const MusterField *field)
{
  GtkWidget *expander = adw_expander_row_new ();
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  g_autofree char *label =
    /* Translators: the name of a list */
    g_strdup_printf (_ ("Add to %s"), _ (field->title));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), _ (field->title));
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (add, self->editable);
  gtk_widget_set_tooltip_text (add, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  g_object_set_data (G_OBJECT (add), "field", (gpointer) field);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_entry_clicked), self);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (expander), add);
  g_object_set_data (G_OBJECT (expander), "field", (gpointer) field);
  g_object_set_data_full (G_OBJECT (expander), "rows", g_ptr_array_new (),
                          (GDestroyNotify) g_ptr_array_unref);

  return expander;
}

static void
build_part (MusterGroupEditor *self, const MusterPolicySection *section)
{
  Part part = { .section = section,
                .form = muster_form_new (),
                .example = gtk_label_new (NULL),
                .lists = g_ptr_array_new () };

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (part.form), _ (section->title));
  muster_form_add_fields (MUSTER_FORM (part.form), section->fields, NULL);
  for (const MusterField *field = section->fields; field->name != NULL; field++)
    {
      GtkWidget *row = muster_form_get_row (MUSTER_FORM (part.form), field->name);
      GtkWidget *reset;

      if (row == NULL && field->entries != NULL)
        {
          row = make_list (self, field);
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (part.form), row);
          g_ptr_array_add (part.lists, row);
          continue;
        }
      if (row == NULL)
        continue;

      gtk_widget_set_sensitive (row, self->editable);
      reset = make_reset (self, field->name);
      g_object_set_data (G_OBJECT (row), "reset", reset);
      if (ADW_IS_ENTRY_ROW (row))
        adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), reset);
      else if (ADW_IS_ACTION_ROW (row))
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), reset);
    }
  g_signal_connect_swapped (part.form, "changed", G_CALLBACK (form_changed), self);

  gtk_label_set_xalign (GTK_LABEL (part.example), 0);
  gtk_label_set_wrap (GTK_LABEL (part.example), TRUE);
  gtk_widget_add_css_class (part.example, "muster-example");
  gtk_widget_add_css_class (part.example, "numeric");

  gtk_box_append (GTK_BOX (self->box), part.form);
  gtk_box_append (GTK_BOX (self->box), part.example);
  g_array_append_val (self->parts, part);
}

static void
show_part (MusterGroupEditor *self, Part *part, MusterGroup *group)
{
  g_autofree char *example = say_example (self, part->section->name);

  for (const MusterField *field = part->section->fields; field->name != NULL; field++)
    {
      GtkWidget *row = muster_form_get_row (MUSTER_FORM (part->form), field->name);
      g_autoptr (GVariant) value = row != NULL ? value_of (group, field) : NULL;
      GtkWidget *reset;

      if (row == NULL)
        continue;
      /* What has the focus is being typed, and is the same anyway. */
      if (value != NULL && gtk_widget_get_focus_child (row) == NULL)
        muster_form_set_value (MUSTER_FORM (part->form), field->name, value);
      reset = g_object_get_data (G_OBJECT (row), "reset");
      gtk_widget_set_visible (reset, self->editable && !is_default (group, field->name));
    }
  for (guint i = 0; i < part->lists->len; i++)
    show_list (self, g_ptr_array_index (part->lists, i));
  gtk_label_set_label (GTK_LABEL (part->example), example);
}

/* ---- Shifts and pattern ---- */

static MusterShift *
nth_shift (MusterGroupEditor *self, guint n)
{
  GPtrArray *shifts = rules_of (self)->shifts;

  return n < shifts->len ? g_ptr_array_index (shifts, n) : NULL;
}

static guint
index_of_shift (MusterGroupEditor *self, const MusterShift *shift)
{
  GPtrArray *shifts = rules_of (self)->shifts;

  for (guint i = 0; shift != NULL && i < shifts->len; i++)
    if (g_str_equal (MUSTER_SHIFT (g_ptr_array_index (shifts, i))->code, shift->code))
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
shift_chosen (MusterGroupEditor *self, GParamSpec *pspec, GtkWidget *row)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  MusterShift *shift = selected > 0 ? nth_shift (self, selected - 1) : NULL;
  MusterGroup *copy;

  if (self->showing || current (self) == NULL)
    return;

  copy = group_copy (current (self));
  g_set_object (row == self->shift_rows[0] ? &copy->default_shift : &copy->makeup_shift,
                shift);
  take (self, copy);
}

/* A pattern of @n slots that keeps what it can of the old one. */
static void
set_pattern (MusterGroupEditor *self, MusterPatternKind kind, MusterDate anchor, guint n)
{
  MusterGroup *group = current (self);
  MusterGroup *copy = group_copy (group);
  g_autofree MusterSlot *slots = g_new0 (MusterSlot, n + 1);

  for (guint i = 0; i < n; i++)
    {
      if (group->n_slots > 0)
        slots[i] = group->slots[i % group->n_slots];
      else
        slots[i].kind = kind != MUSTER_PATTERN_CYCLE && i % 7 >= 5 ? MUSTER_SLOT_REST
                                                                   : MUSTER_SLOT_DEFAULT;
    }
  muster_group_set_pattern (copy, kind, anchor, slots, n);
  take (self, copy);
}

static MusterDate
anchor_or_monday (MusterGroupEditor *self)
{
  MusterGroup *group = current (self);
  MusterDate today = muster_zone_get_civil (self->zone, g_get_real_time (), NULL);

  return group->pattern == MUSTER_PATTERN_BIWEEKLY ||
             group->pattern == MUSTER_PATTERN_CYCLE
           ? group->anchor
           : today - muster_date_get_weekday (today);
}

static void
pattern_chosen (MusterGroupEditor *self)
{
  MusterPatternKind kind = adw_combo_row_get_selected (ADW_COMBO_ROW (self->pattern));
  MusterGroup *group = current (self);
  guint n = kind == MUSTER_PATTERN_NONE     ? 0
            : kind == MUSTER_PATTERN_WEEKLY ? 7
            : kind == MUSTER_PATTERN_BIWEEKLY
              ? 14
              : MAX (group != NULL ? group->n_slots : 0, 4);

  if (self->showing || group == NULL || group->pattern == kind)
    return;

  set_pattern (self, kind, anchor_or_monday (self), n);
}

static void
length_changed (MusterGroupEditor *self)
{
  MusterGroup *group = current (self);
  guint n = (guint) adw_spin_row_get_value (ADW_SPIN_ROW (self->length));

  if (self->showing || group == NULL || group->n_slots == n)
    return;

  set_pattern (self, MUSTER_PATTERN_CYCLE, group->anchor, n);
}

static void
anchor_applied (MusterGroupEditor *self)
{
  MusterGroup *group = current (self);
  MusterDate date;
  g_autoptr (GError) error = NULL;

  if (self->showing || group == NULL)
    return;

  if (!muster_date_parse (gtk_editable_get_text (GTK_EDITABLE (self->anchor)), &date,
                          &error))
    {
      gtk_widget_add_css_class (self->anchor, "error");
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }
  gtk_widget_remove_css_class (self->anchor, "error");
  set_pattern (self, group->pattern, date, group->n_slots);
}

static void
slot_chosen (MusterGroupEditor *self, GParamSpec *pspec, GtkWidget *drop)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));
  MusterGroup *copy;
  MusterSlot *slot;
  g_autofree MusterSlot *slots = NULL;

  if (self->showing || current (self) == NULL)
    return;

  copy = group_copy (current (self));
  slots = g_memdup2 (copy->slots, copy->n_slots * sizeof (MusterSlot));
  slot = &slots[index_of (drop)];
  slot->kind = selected == 0   ? MUSTER_SLOT_DEFAULT
               : selected == 1 ? MUSTER_SLOT_REST
                               : MUSTER_SLOT_SHIFT;
  slot->shift = selected >= 2 ? nth_shift (self, selected - 2) : NULL;
  muster_group_set_pattern (copy, current (self)->pattern, current (self)->anchor, slots,
                            copy->n_slots);
  take (self, copy);
}

static char *
slot_title (MusterGroup *group, guint index)
{
  if (group->pattern == MUSTER_PATTERN_CYCLE)
    return g_strdup_printf (_ ("Day %u"), index + 1);
  if (group->pattern == MUSTER_PATTERN_BIWEEKLY)
    /* Translators: of two weeks which, and the weekday: "1 Mon" */
    return g_strdup_printf (C_ ("biweekly", "%1$u %2$s"), index / 7 + 1,
                            muster_text_weekday (4 + (MusterDate) (index % 7)));

  return g_strdup (muster_text_weekday (4 + (MusterDate) (index % 7)));
}

static void
show_slots (MusterGroupEditor *self, MusterGroup *group)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->slots); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  if (n != group->n_slots)
    gtk_flow_box_remove_all (GTK_FLOW_BOX (self->slots));

  for (guint i = 0; i < group->n_slots; i++)
    {
      GtkFlowBoxChild *child =
        gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->slots), (int) i);
      GtkWidget *box, *label, *drop;
      guint shift = index_of_shift (self, group->slots[i].shift);
      g_autofree char *title = slot_title (group, i);

      if (child == NULL)
        {
          box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
          label = gtk_label_new (NULL);
          drop = gtk_drop_down_new (NULL, NULL);
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_set_sensitive (drop, self->editable);
          g_object_set_data (G_OBJECT (drop), "index", GINT_TO_POINTER ((int) i));
          g_signal_connect_swapped (drop, "notify::selected", G_CALLBACK (slot_chosen),
                                    self);
          gtk_box_append (GTK_BOX (box), label);
          gtk_box_append (GTK_BOX (box), drop);
          gtk_flow_box_append (GTK_FLOW_BOX (self->slots), box);
        }
      else
        {
          box = gtk_flow_box_child_get_child (child);
          label = gtk_widget_get_first_child (box);
          drop = gtk_widget_get_last_child (box);
        }
      gtk_label_set_label (GTK_LABEL (label), title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (drop),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
      gtk_drop_down_set_model (GTK_DROP_DOWN (drop), G_LIST_MODEL (self->slot_shifts));
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop),
                                  group->slots[i].kind == MUSTER_SLOT_DEFAULT ? 0
                                  : group->slots[i].kind == MUSTER_SLOT_REST  ? 1
                                                                             : shift + 2);
    }
}

/* ---- Special dates ---- */

static void
special_removed (MusterGroupEditor *self, GtkWidget *button)
{
  g_autoptr (GtkWidget) held = g_object_ref (button);
  MusterGroup *copy = group_copy (current (self));

  g_array_remove_index (copy->specials, (guint) index_of (button));
  take (self, copy);
}

static gboolean
special_taken (GVariant *entry, gpointer data, GError **error)
{
  MusterGroupEditor *self = data;
  MusterGroup *copy;
  MusterDate date = MUSTER_DATE_NONE;
  const char *code = "";

  g_variant_lookup (entry, "date", "i", &date);
  g_variant_lookup (entry, "shift", "&s", &code);
  if (date == MUSTER_DATE_NONE)
    return muster_error_set_field (error, "date", _ ("Give the date."));
  if (*code != '\0' && muster_ruleset_find_shift (rules_of (self), code) == NULL)
    return muster_error_set_field (error, "shift", _ ("There is no shift “%s”."), code);

  copy = group_copy (current (self));
  muster_group_add_special (
    copy, date, *code != '\0' ? muster_ruleset_find_shift (rules_of (self), code) : NULL);

  return take (self, copy);
}

static const MusterField special_fields[] = {
  { "date", N_ ("Date"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { "shift", N_ ("Shift"), N_ ("Its code; empty when nobody is expected"),
    MUSTER_FIELD_TEXT },
  { NULL },
};

static void
add_special_clicked (MusterGroupEditor *self)
{
  muster_entry_dialog_present (GTK_WIDGET (self), _ ("Special date"), special_fields,
                               NULL, special_taken, g_object_ref (self), g_object_unref);
}

static void
show_specials (MusterGroupEditor *self, MusterGroup *group)
{
  for (guint i = 0; i < self->special_rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->specials),
                                  g_ptr_array_index (self->special_rows, i));
  g_ptr_array_set_size (self->special_rows, 0);

  for (guint i = 0; i < group->specials->len; i++)
    {
      const MusterSpecialDate *special =
        &g_array_index (group->specials, MusterSpecialDate, i);
      g_autofree char *date = muster_text_date (special->date);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), date);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), special->shift != NULL
                                                           ? special->shift->name
                                                           : _ ("Nobody is expected"));
      gtk_widget_add_css_class (remove, "flat");
      gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
      gtk_widget_set_sensitive (remove, self->editable);
      gtk_widget_set_tooltip_text (remove, _ ("Remove"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (remove),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove"), -1);
      g_object_set_data (G_OBJECT (remove), "index", GINT_TO_POINTER ((int) i));
      g_signal_connect_swapped (remove, "clicked", G_CALLBACK (special_removed), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->specials), row);
      g_ptr_array_add (self->special_rows, row);
    }
}

/* ---- The whole ---- */

static void
name_applied (MusterGroupEditor *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->name));
  MusterGroup *group = current (self);
  MusterGroup *copy;

  if (self->showing || group == NULL || g_strcmp0 (group->name, text) == 0)
    return;

  copy = group_copy (group);
  g_set_str (&copy->name, text);
  take (self, copy);
}

static void
duplicate_clicked (MusterGroupEditor *self)
{
  MusterGroup *group = current (self);
  g_autofree char *code = muster_rule_draft_new_code (self->draft, group->code);
  g_autofree char *copy_name = g_strdup_printf (_ ("%s (copy)"), group->name);
  g_autoptr (MusterGroup) copy = group_copy (group);
  g_autoptr (GError) error = NULL;

  g_set_str (&copy->code, code);
  g_set_str (&copy->name, copy_name);
  if (muster_rule_draft_set_group (self->draft, NULL, copy, &error))
    g_signal_emit (self, signals[LEAVE], 0, code);
  else
    muster_notice_show (GTK_WIDGET (self), error);
}

static void
retire_clicked (MusterGroupEditor *self)
{
  g_autoptr (GError) error = NULL;

  if (muster_rule_draft_remove_group (self->draft, self->code, &error))
    g_signal_emit (self, signals[LEAVE], 0, NULL);
  else
    muster_notice_show (GTK_WIDGET (self), error);
}

static void
people_activated (MusterGroupEditor *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "rules.people", "s", self->code);
}

static void
fill_shifts (MusterGroupEditor *self)
{
  GPtrArray *shifts = rules_of (self)->shifts;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) slots = g_strv_builder_new ();
  g_auto (GStrv) all_names = NULL;
  g_auto (GStrv) all_slots = NULL;

  g_strv_builder_add (names, C_ ("shift", "None"));
  g_strv_builder_add (slots, C_ ("slot", "Default shift"));
  g_strv_builder_add (slots, C_ ("slot", "Rest"));
  for (guint i = 0; i < shifts->len; i++)
    {
      MusterShift *shift = g_ptr_array_index (shifts, i);

      g_strv_builder_add (names, shift->name);
      g_strv_builder_add (slots, shift->name);
    }
  all_names = g_strv_builder_end (names);
  all_slots = g_strv_builder_end (slots);
  g_set_object (&self->shifts, NULL);
  g_set_object (&self->slot_shifts, NULL);
  self->shifts = gtk_string_list_new ((const char *const *) all_names);
  self->slot_shifts = gtk_string_list_new ((const char *const *) all_slots);
}

static GtkWidget *
make_combo (MusterGroupEditor *self, const char *title, const char *hint)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (hint != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), hint);
  gtk_widget_set_sensitive (row, self->editable);

  return row;
}

static GtkWidget *
add_group (MusterGroupEditor *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self->box), group);

  return group;
}

static void
build_pattern (MusterGroupEditor *self)
{
  const char *const patterns[] = { _ ("The same every day"), _ ("By the week"),
                                   _ ("By two weeks"), _ ("By a cycle of days"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (patterns);

  self->pattern_group = add_group (self, _ ("Which days are worked"));
  self->pattern = make_combo (self, _ ("Pattern"), NULL);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->pattern), G_LIST_MODEL (model));
  g_signal_connect_swapped (self->pattern, "notify::selected",
                            G_CALLBACK (pattern_chosen), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->pattern_group), self->pattern);

  self->length = adw_spin_row_new_with_range (1, LONGEST_CYCLE, 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->length),
                                 _ ("Days of the cycle"));
  gtk_widget_set_sensitive (self->length, self->editable);
  g_signal_connect_swapped (self->length, "notify::value", G_CALLBACK (length_changed),
                            self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->pattern_group), self->length);

  self->anchor = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->anchor),
                                 _ ("First day of the pattern, such as 2026-03-02"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->anchor), TRUE);
  gtk_widget_set_sensitive (self->anchor, self->editable);
  g_signal_connect_swapped (self->anchor, "apply", G_CALLBACK (anchor_applied), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->pattern_group), self->anchor);

  self->slots = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->slots), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->slots), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->slots), 7);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->slots), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->slots), 6);
  gtk_widget_set_margin_top (self->slots, 12);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->pattern_group), self->slots);
}

static void
build (MusterGroupEditor *self)
{
  const MusterPolicySection *section = muster_policy_sections_get ();
  GtkWidget *group, *button, *buttons;

  group = add_group (self, NULL);
  self->name = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _ ("Name"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->name), TRUE);
  gtk_widget_set_sensitive (self->name, self->editable);
  g_signal_connect_swapped (self->name, "apply", G_CALLBACK (name_applied), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->name);
  self->people = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->people), _ ("People"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->people), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->people),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_swapped (self->people, "activated", G_CALLBACK (people_activated),
                            self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->people);

  self->shift_rows[0] =
    make_combo (self, _ ("Default shift"), _ ("Of a day that nothing else decides"));
  self->shift_rows[1] = make_combo (self, _ ("Shift of make-up workdays"),
                                    _ ("None: that of the week's first working day"));
  for (guint i = 0; i < 2; i++)
    {
      g_signal_connect_swapped (self->shift_rows[i], "notify::selected",
                                G_CALLBACK (shift_chosen), self);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->shift_rows[i]);
    }

  build_pattern (self);

  self->specials = add_group (self, _ ("Special dates"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self->specials),
    _ ("Dates on which everybody of the group must attend, or nobody is expected."));
  button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, self->editable);
  gtk_widget_set_tooltip_text (button, _ ("Add a special date"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a special date"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (add_special_clicked), self);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self->specials),
                                           button);

  for (; section->name != NULL; section++)
    build_part (self, section);

  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  button = gtk_button_new_with_mnemonic (_ ("_Duplicate"));
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_sensitive (button, self->editable);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (duplicate_clicked), self);
  gtk_box_append (GTK_BOX (buttons), button);
  button = gtk_button_new_with_mnemonic (_ ("_Retire"));
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "destructive-action");
  gtk_widget_set_sensitive (button, self->editable);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (retire_clicked), self);
  gtk_box_append (GTK_BOX (buttons), button);
  gtk_box_append (GTK_BOX (self->box), buttons);
}

static void
show_group (MusterGroupEditor *self)
{
  MusterGroup *group = current (self);
  gboolean dated;
  g_autofree char *anchor = NULL;

  gtk_widget_set_visible (self->scroller, group != NULL);
  if (group == NULL)
    return;

  self->showing = TRUE;
  if (self->name == NULL)
    build (self);
  fill_shifts (self);

  gtk_editable_set_text (GTK_EDITABLE (self->name), group->name);
  for (guint i = 0; i < 2; i++)
    {
      MusterShift *shift = i == 0 ? group->default_shift : group->makeup_shift;

      adw_combo_row_set_model (ADW_COMBO_ROW (self->shift_rows[i]),
                               G_LIST_MODEL (self->shifts));
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->shift_rows[i]),
                                  shift != NULL ? index_of_shift (self, shift) + 1 : 0);
    }

  dated = group->pattern == MUSTER_PATTERN_BIWEEKLY ||
          group->pattern == MUSTER_PATTERN_CYCLE;
  anchor = dated ? muster_date_format (group->anchor) : g_strdup ("");
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->pattern), group->pattern);
  gtk_widget_set_visible (self->length, group->pattern == MUSTER_PATTERN_CYCLE);
  adw_spin_row_set_value (ADW_SPIN_ROW (self->length), MAX (group->n_slots, 1));
  gtk_widget_set_visible (self->anchor, dated);
  gtk_editable_set_text (GTK_EDITABLE (self->anchor), anchor);
  gtk_widget_set_visible (self->slots, group->n_slots > 0);
  show_slots (self, group);
  show_specials (self, group);
  for (guint i = 0; i < self->parts->len; i++)
    show_part (self, &g_array_index (self->parts, Part, i), group);
  self->showing = FALSE;
}

static void
part_clear (gpointer data)
{
  g_ptr_array_unref (((Part *) data)->lists);
}

static void
muster_group_editor_dispose (GObject *object)
{
  MusterGroupEditor *self = MUSTER_GROUP_EDITOR (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_func (self->draft, show_group, self);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->shifts);
  g_clear_object (&self->slot_shifts);
  g_clear_pointer (&self->zone, muster_zone_unref);
  g_clear_pointer (&self->code, g_free);

  G_OBJECT_CLASS (muster_group_editor_parent_class)->dispose (object);
}

static void
muster_group_editor_finalize (GObject *object)
{
  MusterGroupEditor *self = MUSTER_GROUP_EDITOR (object);

  g_array_unref (self->parts);
  g_ptr_array_unref (self->special_rows);

  G_OBJECT_CLASS (muster_group_editor_parent_class)->finalize (object);
}

static void
muster_group_editor_class_init (MusterGroupEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_group_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_group_editor_finalize;
  signals[LEAVE] = g_signal_new ("leave", MUSTER_TYPE_GROUP_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "groupeditor");
}

static void
muster_group_editor_init (MusterGroupEditor *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, part_clear);
  self->special_rows = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->box, "muster-pane");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 680);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_visible (self->scroller, FALSE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
muster_group_editor_new (void)
{
  return g_object_new (MUSTER_TYPE_GROUP_EDITOR, NULL);
}

void
muster_group_editor_show (MusterGroupEditor *self,
                          MusterRuleDraft *draft,
                          const char *code,
                          MusterZone *zone,
                          gboolean editable)
{
  g_return_if_fail (MUSTER_IS_GROUP_EDITOR (self));

  if (self->draft != draft)
    {
      if (self->draft != NULL)
        g_signal_handlers_disconnect_by_func (self->draft, show_group, self);
      g_set_object (&self->draft, draft);
      if (draft != NULL)
        g_signal_connect_object (draft, "changed", G_CALLBACK (show_group), self,
                                 G_CONNECT_SWAPPED);
    }
  g_clear_pointer (&self->zone, muster_zone_unref);
  self->zone = muster_zone_ref (zone);
  g_set_str (&self->code, code);
  self->editable = editable;
  show_group (self);
}

void
muster_group_editor_set_people (MusterGroupEditor *self, guint n_people)
{
  g_autofree char *text = muster_text_people (n_people);

  g_return_if_fail (MUSTER_IS_GROUP_EDITOR (self));

  if (self->people != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->people), text);
}
