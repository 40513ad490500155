/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-import-dialog.h"

#include "muster-error.h"
#include "muster-form.h"
#include "muster-import-job.h"
#include "muster-import-text.h"
#include "muster-notice.h"
#include "muster-source-commands.h"
#include "muster-source-listings.h"
#include "muster-text.h"
#include "muster-words.h"
#include "muster-zone-model.h"

#include <glib/gi18n-lib.h>

/* What is shown of a file before it comes in, and of what was left out. */
#define MAX_SAMPLE 6
#define MAX_FAULTS 30

struct _MusterImportDialog
{
  AdwDialog parent_instance;

  MusterOffice *office;
  MusterActor *actor;
  GListStore *files; /* those that wait, the one at hand first */
  MusterImportJob *job;
  GCancellable *cancellable;
  GPtrArray *sources;  /* MusterSourceRow, in the order of the choice */
  GPtrArray *mappings; /* MusterMappingRow, of all kinds */
  GtkStringList *zones;
  GPtrArray *made; /* rows of the groups, to be taken out again */
  gboolean updating;
  guint again_id;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkScrolledWindow *look_window;
  AdwActionRow *kind_row;
  GtkImage *kind_image;
  AdwComboRow *source_row;
  AdwEntryRow *source_name_row;
  AdwComboRow *zone_row;
  MusterForm *ask_form;
  AdwPreferencesGroup *columns_group;
  AdwPreferencesGroup *counts_group;
  AdwPreferencesGroup *preview_group;
  AdwPreferencesGroup *faults_group;
  GtkButton *skip_button;
  GtkButton *import_button;
  AdwStatusPage *run_status;
  GtkProgressBar *progress;
  AdwStatusPage *done_status;
  AdwPreferencesGroup *report_group;
  AdwPreferencesGroup *done_faults_group;
  GtkButton *more_button;
  GtkButton *close_button;
  AdwStatusPage *failed_status;
};

G_DEFINE_FINAL_TYPE (MusterImportDialog, muster_import_dialog, ADW_TYPE_DIALOG)

static void begin_file (MusterImportDialog *self);
static void read_mappings (MusterImportDialog *self);

typedef struct
{
  AdwPreferencesGroup *group;
  GtkWidget *row;
} Made;

static void
add_row (MusterImportDialog *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  Made *made = g_new0 (Made, 1);

  made->group = group;
  made->row = row;
  g_ptr_array_add (self->made, made);
  adw_preferences_group_add (group, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
}

static void
clear_rows (MusterImportDialog *self)
{
  AdwPreferencesGroup *groups[] = { self->columns_group, self->counts_group,
                                    self->preview_group, self->faults_group,
                                    self->report_group,  self->done_faults_group };

  for (guint i = 0; i < self->made->len; i++)
    {
      Made *made = g_ptr_array_index (self->made, i);

      adw_preferences_group_remove (made->group, made->row);
    }
  g_ptr_array_set_size (self->made, 0);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    gtk_widget_set_visible (GTK_WIDGET (groups[i]), FALSE);
}

static GtkWidget *
build_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

static void
add_count (MusterImportDialog *self,
           AdwPreferencesGroup *group,
           const char *title,
           guint64 n,
           gboolean always)
{
  g_autofree char *number = muster_text_number (n);
  GtkWidget *row, *label;

  if (n == 0 && !always)
    return;

  row = build_row (title, NULL);
  label = gtk_label_new (number);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  add_row (self, group, row);
}

static void
add_fault (MusterImportDialog *self,
           AdwPreferencesGroup *group,
           guint64 line,
           const char *why,
           const char *text)
{
  g_autofree char *number = muster_text_number (line);
  /* Translators: number of a line, what is wrong with it */
  g_autofree char *title = g_strdup_printf (_ ("Line %1$s: %2$s"), number, why);
  GtkWidget *row = build_row (title, text != NULL && *text != '\0' ? text : NULL);

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  add_row (self, group, row);
}

static void
add_more (MusterImportDialog *self, AdwPreferencesGroup *group, guint64 n)
{
  g_autofree char *number = muster_text_number (n);
  g_autofree char *text =
    g_strdup_printf (ngettext ("and %s more", "and %s more", (gulong) n), number);
  GtkWidget *row = build_row (text, NULL);

  gtk_widget_add_css_class (row, "dim-label");
  add_row (self, group, row);
}

/* ---- What was found ---- */

static guint64
get_count (MusterImportDialog *self, const char *name)
{
  guint64 n = 0;

  g_variant_lookup (self->job->found, name, "t", &n);

  return n;
}

static void
show_kind (MusterImportDialog *self)
{
  g_autofree char *name = g_path_get_basename (self->job->path);
  g_autofree char *note = NULL;
  const char *kind = "";
  const char *charset = "";

  g_variant_lookup (self->job->found, "kind", "&s", &kind);
  g_variant_lookup (self->job->found, "charset", "&s", &charset);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind_row),
                                 muster_words_say ("file_kind", kind));
  note = *charset != '\0' ? g_strdup_printf ("%s · %s", name, charset) : g_strdup (name);
  adw_action_row_set_subtitle (self->kind_row, note);
  gtk_image_set_from_icon_name (self->kind_image, muster_import_job_is_people (self->job)
                                                    ? "system-users-symbolic"
                                                    : "muster-punches-symbolic");
  adw_window_title_set_subtitle (self->title, name);
}

static void
show_source (MusterImportDialog *self)
{
  gboolean punches = !muster_import_job_is_people (self->job);
  gboolean new = punches &&adw_combo_row_get_selected (self->source_row) ==
                 self->sources->len;

  gtk_widget_set_visible (GTK_WIDGET (self->source_row),
                          punches && self->sources->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->source_name_row), new);
  gtk_widget_set_visible (GTK_WIDGET (self->zone_row), new);
}

static gboolean
lists (const char *const *names, const char *name)
{
  return names != NULL && g_strv_contains (names, name);
}

static void
offer_sheets (MusterImportDialog *self)
{
  g_autofree const char **sheets = NULL;
  g_autoptr (GtkStringList) titles = NULL;

  if (!g_variant_lookup (self->job->found, "sheets", "^a&s", &sheets))
    return;

  titles = gtk_string_list_new (sheets);
  muster_form_offer (self->ask_form, "sheet", titles, sheets);
}

static void
show_questions (MusterImportDialog *self)
{
  const MusterField *fields = muster_import_job_is_people (self->job)
                                ? muster_enrolment_get_fields ()
                                : muster_imports_get_fields ();
  g_autofree const char **ask = NULL;
  g_autofree const char **check = NULL;
  g_autoptr (GVariant) settings = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_variant_lookup (self->job->found, "ask", "^a&s", &ask);
  g_variant_lookup (self->job->found, "check", "^a&s", &check);
  settings =
    g_variant_lookup_value (self->job->found, "settings", G_VARIANT_TYPE_VARDICT);

  /* What was asked once stays on the page, so that an answer can be changed. */
  for (const MusterField *field = fields; field->name != NULL; field++)
    {
      g_autoptr (GVariant) answered = NULL;

      if (g_str_equal (field->name, "columns") || g_str_equal (field->name, "path"))
        continue;
      answered = g_variant_lookup_value (self->job->settings, field->name, NULL);
      if (lists (ask, field->name) || lists (check, field->name) || answered != NULL)
        g_ptr_array_add (names, (gpointer) field->name);
    }
  g_ptr_array_add (names, NULL);

  muster_form_clear (self->ask_form);
  muster_form_add_fields (self->ask_form, fields, (const char *const *) names->pdata);
  if (lists ((const char *const *) names->pdata, "sheet"))
    offer_sheets (self);
  for (guint i = 0; i + 1 < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      GVariant *value = settings != NULL ? g_variant_lookup_value (settings, name, NULL)
                                         : NULL;

      if (value != NULL)
        {
          muster_form_set_value (self->ask_form, name, value);
          g_variant_unref (value);
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->ask_form), names->len > 1);
}

static void
columns_chosen (MusterImportDialog *self)
{
  GVariantBuilder roles;

  g_variant_builder_init (&roles, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < self->made->len; i++)
    {
      Made *made = g_ptr_array_index (self->made, i);
      const char *const *values;

      if (made->group != self->columns_group)
        continue;
      values = g_object_get_data (G_OBJECT (made->row), "values");
      if (values == NULL)
        continue;
      g_variant_builder_add (
        &roles, "s", values[adw_combo_row_get_selected (ADW_COMBO_ROW (made->row))]);
    }

  muster_import_job_set (self->job, "columns",
                         g_variant_new_variant (g_variant_builder_end (&roles)));
}

static gboolean
look_again_cb (gpointer user_data)
{
  MusterImportDialog *self = user_data;

  self->again_id = 0;
  begin_file (self);

  return G_SOURCE_REMOVE;
}

/* After the handler: looking replaces the very row that told. */
static void
look_again (MusterImportDialog *self)
{
  if (self->again_id == 0)
    self->again_id = g_idle_add (look_again_cb, self);
}

static void
column_cb (MusterImportDialog *self)
{
  if (self->updating)
    return;

  columns_chosen (self);
  look_again (self);
}

static GtkWidget *
build_column (MusterImportDialog *self,
              const char *title,
              const char *sample,
              const char *role)
{
  const MusterChoice *choices = muster_import_job_is_people (self->job)
                                  ? muster_enrolment_get_roles ()
                                  : muster_imports_get_roles ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  GtkWidget *row = adw_combo_row_new ();
  guint selected = GTK_INVALID_LIST_POSITION;
  guint n = 0;

  for (; choices->value != NULL; choices++, n++)
    {
      gtk_string_list_append (titles, _ (choices->title));
      g_strv_builder_add (values, choices->value);
      if (g_str_equal (choices->value, role))
        selected = n;
    }

  /* A day of a cross-table or a number of one source is a role with a name of its own. */
  if (selected == GTK_INVALID_LIST_POSITION)
    {
      gtk_string_list_append (titles,
                              strchr (role, ':') != NULL ? strchr (role, ':') + 1 : role);
      g_strv_builder_add (values, role);
      selected = n;
    }

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sample);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (titles));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_object_set_data_full (G_OBJECT (row), "values", g_strv_builder_end (values),
                          (GDestroyNotify) g_strfreev);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (column_cb), self,
                           G_CONNECT_SWAPPED);

  return row;
}

static const char *
sample_of (GVariant *cells, guint column)
{
  const char *text = "";

  /* The first row may be the headers; the last of the first few is data. */
  if (cells != NULL && g_variant_n_children (cells) > 0)
    {
      g_autoptr (GVariant)
        row = g_variant_get_child_value (cells, g_variant_n_children (cells) - 1);

      if (column < g_variant_n_children (row))
        g_variant_get_child (row, column, "&s", &text);
    }

  return text;
}

static const char *
mapping_kind (MusterImportDialog *self)
{
  return muster_import_job_is_people (self->job) ? "people" : "punches";
}

static void
mapping_cb (MusterImportDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  const char *const *names = g_object_get_data (G_OBJECT (row), "names");
  guint selected = adw_combo_row_get_selected (row);

  if (self->updating)
    return;

  muster_import_job_set (self->job, "columns", NULL);
  muster_import_job_set (self->job, "mapping",
                         selected > 0 ? g_variant_new_string (names[selected - 1])
                                      : NULL);
  look_again (self);
}

/* Lets one choose among the mappings that were kept for this kind of file. */
static void
show_mappings (MusterImportDialog *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const char *current = NULL;
  GtkWidget *row;
  guint selected = 0;

  if (self->job->settings != NULL)
    g_variant_lookup (self->job->settings, "mapping", "&s", &current);

  gtk_string_list_append (titles, _ ("As found in the file"));
  for (guint i = 0; i < self->mappings->len; i++)
    {
      MusterMappingRow *mapping = g_ptr_array_index (self->mappings, i);

      if (!g_str_equal (mapping->kind, mapping_kind (self)))
        continue;
      gtk_string_list_append (titles, mapping->name);
      g_strv_builder_add (names, mapping->name);
      if (g_strcmp0 (mapping->name, current) == 0)
        selected = g_list_model_get_n_items (G_LIST_MODEL (titles)) - 1;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (titles)) == 1)
    return;

  row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Saved mapping"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (titles));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_object_set_data_full (G_OBJECT (row), "names", g_strv_builder_end (names),
                          (GDestroyNotify) g_strfreev);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (mapping_cb), self,
                           G_CONNECT_SWAPPED);
  add_row (self, self->columns_group, row);
}

static void
mapping_saved_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) saved = NULL;

  saved = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);
  if (self->stack == NULL)
    return;
  if (saved == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    read_mappings (self);
}

static void
keep_mapping_cb (MusterImportDialog *self, AdwEntryRow *row)
{
  g_autofree char *name =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autofree char *document = NULL;

  if (*name == '\0')
    return;

  columns_chosen (self);
  muster_import_job_set (self->job, "mapping", NULL);
  document = muster_mapping_format (self->job->settings);
  muster_import_job_set (self->job, "mapping", g_variant_new_string (name));
  muster_office_submit_async (
    self->office, self->actor, &muster_save_mapping,
    g_variant_new ("(sss)", mapping_kind (self), name, document), self->cancellable,
    mapping_saved_cb, g_object_ref (self));
}

static void
show_keep (MusterImportDialog *self)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Save this mapping as"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (keep_mapping_cb), self,
                           G_CONNECT_SWAPPED);
  add_row (self, self->columns_group, row);
}

static void
show_columns (MusterImportDialog *self)
{
  g_autofree const char **columns = NULL;
  g_autofree const char **roles = NULL;
  g_autoptr (GVariant) cells = NULL;
  const char *kind = "";

  g_variant_lookup (self->job->found, "kind", "&s", &kind);
  g_variant_lookup (self->job->found, "columns", "^a&s", &columns);
  g_variant_lookup (self->job->found, "roles", "^a&s", &roles);
  cells = g_variant_lookup_value (self->job->found, "cells", G_VARIANT_TYPE ("aas"));
  if (columns == NULL || roles == NULL || g_str_equal (kind, "attlog") ||
      g_str_equal (kind, "glg") || g_str_equal (kind, "users"))
    return;

  show_mappings (self);
  for (guint i = 0; columns[i] != NULL && roles[i] != NULL; i++)
    {
      g_autofree char *title = *columns[i] != '\0'
                                 ? g_strdup (columns[i])
                                 : g_strdup_printf (_ ("Column %u"), i + 1);

      add_row (self, self->columns_group,
               build_column (self, title, sample_of (cells, i), roles[i]));
    }
  show_keep (self);
}

static void
show_span (MusterImportDialog *self)
{
  g_autoptr (MusterZone) utc = muster_zone_new ("UTC", NULL);
  g_autofree char *text = NULL;
  MusterDates dates;
  gint64 first, last;

  if (utc == NULL || !g_variant_lookup (self->job->found, "first", "x", &first) ||
      !g_variant_lookup (self->job->found, "last", "x", &last))
    return;

  dates.from = muster_zone_get_civil (utc, first, NULL);
  dates.to = muster_zone_get_civil (utc, last, NULL);
  text = muster_text_dates (dates);
  add_row (self, self->counts_group, build_row (_ ("Time covered"), text));
}

static void
show_punches (MusterImportDialog *self)
{
  g_autoptr (GVariant) sample = NULL;
  g_autoptr (GVariant) rejects = NULL;
  GVariantIter iter;
  const char *key, *name, *note, *reason, *text;
  guint64 line, length;
  gint64 wall;
  guint8 direction, verify;
  guint n = 0;

  add_count (self, self->counts_group, _ ("Punches"), get_count (self, "good"), TRUE);
  add_count (self, self->counts_group, _ ("Device numbers"), get_count (self, "people"),
             FALSE);
  show_span (self);
  add_count (self, self->counts_group, _ ("Exact copies, taken once"),
             get_count (self, "duplicates"), FALSE);
  add_count (self, self->counts_group, _ ("Door and system events, skipped"),
             get_count (self, "events"), FALSE);
  add_count (self, self->counts_group, _ ("Suspect clock"), get_count (self, "suspect"),
             FALSE);
  add_count (self, self->counts_group, _ ("Cannot be read"), get_count (self, "rejected"),
             FALSE);

  sample =
    g_variant_lookup_value (self->job->found, "sample", G_VARIANT_TYPE ("a(tssxyys)"));
  if (sample != NULL)
    {
      g_variant_iter_init (&iter, sample);
      while (n++ < MAX_SAMPLE &&
             g_variant_iter_next (&iter, "(t&s&sxyy&s)", &line, &key, &name, &wall,
                                  &direction, &verify, &note))
        {
          g_autofree char *who =
            muster_text_person (*name != '\0' ? name : key, *name != '\0' ? key : NULL);
          g_autofree char *when = muster_import_text_wall (wall);
          g_autofree char *how = muster_import_text_how (direction, verify);
          GtkWidget *row = build_row (who, *how != '\0' ? how : NULL);
          GtkWidget *label = gtk_label_new (when);

          gtk_widget_add_css_class (label, "numeric");
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
          add_row (self, self->preview_group, row);
        }
    }

  rejects =
    g_variant_lookup_value (self->job->found, "rejects", G_VARIANT_TYPE ("a(tsst)"));
  if (rejects != NULL)
    {
      n = 0;
      g_variant_iter_init (&iter, rejects);
      while (n++ < MAX_FAULTS &&
             g_variant_iter_next (&iter, "(t&s&st)", &line, &reason, &text, &length))
        add_fault (self, self->faults_group, line, muster_words_say ("reject", reason),
                   text);
      if (get_count (self, "rejected") > n - 1 && n > 1)
        add_more (self, self->faults_group, get_count (self, "rejected") - (n - 1));
    }
}

static void
add_people_counts (MusterImportDialog *self, AdwPreferencesGroup *group)
{
  MusterEnrolment *people = self->job->people;

  add_count (self, group, _ ("New people"), people->n_added, TRUE);
  add_count (self, group, _ ("People who change"), people->n_changed, FALSE);
  add_count (self, group, _ ("People who stay as they are"), people->n_same, FALSE);
  add_count (self, group, _ ("Left out"), people->n_faulty, FALSE);
}

static void
add_people_faults (MusterImportDialog *self, AdwPreferencesGroup *group)
{
  MusterEnrolment *people = self->job->people;
  guint n = 0;

  for (guint i = 0; i < people->rows->len && n < MAX_FAULTS; i++)
    {
      MusterEnrolmentRow *row = g_ptr_array_index (people->rows, i);
      g_autofree char *who = NULL;

      if (row->outcome != MUSTER_ENROLMENT_FAULTY)
        continue;
      if (row->name != NULL || row->staff_no != NULL)
        who = muster_text_person (row->name, row->staff_no);
      add_fault (self, group, row->line, row->message, who);
      n++;
    }
  if (people->n_faulty > n)
    add_more (self, group, people->n_faulty - n);
}

static void
show_people (MusterImportDialog *self)
{
  MusterEnrolment *people = self->job->people;
  guint n = 0;

  add_people_counts (self, self->counts_group);
  for (guint i = 0; i < people->rows->len && n < MAX_SAMPLE; i++)
    {
      MusterEnrolmentRow *row = g_ptr_array_index (people->rows, i);
      g_autofree char *who = NULL;
      g_autofree char *where = NULL;
      GtkWidget *shown, *label;

      if (row->outcome == MUSTER_ENROLMENT_FAULTY)
        continue;
      who = muster_text_person (row->name, row->staff_no);
      where = muster_text_department (row->department);
      shown = build_row (who, where);
      label = gtk_label_new (muster_import_text_outcome (row->outcome));
      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (shown), label);
      add_row (self, self->preview_group, shown);
      n++;
    }
  add_people_faults (self, self->faults_group);
}

static gboolean
is_answered (MusterImportDialog *self)
{
  g_autofree const char **ask = NULL;

  g_variant_lookup (self->job->found, "ask", "^a&s", &ask);

  return ask == NULL || ask[0] == NULL;
}

static void
show_found (MusterImportDialog *self)
{
  self->updating = TRUE;
  clear_rows (self);
  show_kind (self);
  show_source (self);
  show_questions (self);
  show_columns (self);
  if (muster_import_job_is_people (self->job))
    show_people (self);
  else if (is_answered (self))
    show_punches (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), is_answered (self));
  gtk_widget_set_visible (GTK_WIDGET (self->skip_button),
                          g_list_model_get_n_items (G_LIST_MODEL (self->files)) > 1);
  self->updating = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "look");
  gtk_widget_grab_focus (GTK_WIDGET (self->import_button));
}

static void
fail_file (MusterImportDialog *self, const GError *error)
{
  g_autofree char *escaped = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  escaped = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->failed_status, escaped);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 proposed = 0;

  if (self->stack == NULL || MUSTER_IMPORT_JOB (source) != self->job)
    {
      muster_import_job_finish (MUSTER_IMPORT_JOB (source), result, NULL);
      return;
    }

  if (!muster_import_job_finish (self->job, result, &error))
    {
      /* An answer that makes no sense is said where it was given. */
      if (self->job->found != NULL && muster_form_show_error (self->ask_form, error))
        gtk_stack_set_visible_child_name (self->stack, "look");
      else
        fail_file (self, error);
      return;
    }

  if (g_variant_lookup (self->job->found, "source", "x", &proposed) && proposed != 0)
    for (guint i = 0; i < self->sources->len; i++)
      if (((MusterSourceRow *) g_ptr_array_index (self->sources, i))->source->id ==
          proposed)
        adw_combo_row_set_selected (self->source_row, i);
  show_found (self);
}

/* ---- The file at hand ---- */

static void
begin_file (MusterImportDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, "busy");
  muster_import_job_look_async (self->job, self->cancellable, looked_cb,
                                g_object_ref (self));
}

static void
propose_name (MusterImportDialog *self)
{
  guint n = self->sources->len + 1;
  /* Translators: what a new source is called, with its number */
  g_autofree char *name = g_strdup_printf (_ ("Time clock %u"), n);

  gtk_editable_set_text (GTK_EDITABLE (self->source_name_row), name);
}

static void
next_file (MusterImportDialog *self)
{
  g_autoptr (GFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), 0);
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  g_clear_object (&self->job);
  adw_window_title_set_subtitle (self->title, "");
  if (file == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "files");
      return;
    }

  if (path == NULL)
    {
      g_autoptr (GError) error = g_error_new_literal (
        MUSTER_ERROR, MUSTER_ERROR_INVALID,
        _ ("This place cannot be read directly. Copy the file to this computer first."));

      fail_file (self, error);
      return;
    }

  self->job = muster_import_job_new (self->office, self->actor, path);
  propose_name (self);
  begin_file (self);
}

static void
drop_file (MusterImportDialog *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->files)) > 0)
    g_list_store_remove (self->files, 0);
  next_file (self);
}

/* ---- Running ---- */

static void
progress_cb (guint64 done, guint64 total, gpointer user_data)
{
  MusterImportDialog *self = user_data;
  g_autofree char *text = NULL;

  if (self->progress == NULL)
    return;

  if (total == 0)
    {
      gtk_progress_bar_pulse (self->progress);
      return;
    }

  text = g_strdup_printf (_ ("%d %%"), (int) (done * 100 / total));
  gtk_progress_bar_set_fraction (self->progress, (double) done / (double) total);
  adw_status_page_set_description (self->run_status, text);
}

static void
show_report (MusterImportDialog *self)
{
  MusterImportRow *report = self->job->report;
  g_autofree char *added = NULL;
  g_autofree char *text = NULL;

  clear_rows (self);
  if (report == NULL)
    {
      added = muster_text_number (self->job->people->n_added);
      text = g_strdup_printf (
        ngettext ("%s new person", "%s new people", self->job->people->n_added), added);
      add_people_counts (self, self->report_group);
      add_people_faults (self, self->done_faults_group);
    }
  else
    {
      added = muster_text_number (report->added);
      text = g_strdup_printf (
        ngettext ("%s new punch", "%s new punches", (gulong) report->added), added);
      add_count (self, self->report_group, _ ("Rows"), report->rows, TRUE);
      add_count (self, self->report_group, _ ("New"), report->added, TRUE);
      add_count (self, self->report_group, _ ("Already known"), report->known, FALSE);
      add_count (self, self->report_group, _ ("Rejected"), report->rejected, FALSE);
      add_count (self, self->report_group, _ ("Skipped"), report->skipped, FALSE);
      add_count (self, self->report_group, _ ("Suspect clock"), report->suspect, FALSE);
      add_count (self, self->report_group, _ ("Unmapped numbers"), report->unmapped,
                 FALSE);
    }

  adw_status_page_set_title (self->done_status, text);
  gtk_button_set_label (self->close_button,
                        g_list_model_get_n_items (G_LIST_MODEL (self->files)) > 1
                          ? _ ("_Next File")
                          : _ ("_Done"));
  gtk_widget_set_visible (GTK_WIDGET (self->more_button),
                          g_list_model_get_n_items (G_LIST_MODEL (self->files)) <= 1);
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_grab_focus (GTK_WIDGET (self->close_button));
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!muster_import_job_finish (MUSTER_IMPORT_JOB (source), result, &error))
    {
      if (self->stack == NULL)
        return;
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        muster_notice_say (
          GTK_WIDGET (self->stack),
          _ ("Cancelled. What had come in stays; import again to go on."));
      else
        muster_notice_show (GTK_WIDGET (self->stack), error);
      gtk_stack_set_visible_child_name (self->stack, "look");
      return;
    }

  if (self->stack != NULL)
    show_report (self);
}

static void
import_cb (MusterImportDialog *self)
{
  guint source = adw_combo_row_get_selected (self->source_row);
  MusterImportJob *job = self->job;

  if (!muster_import_job_is_people (job))
    {
      job->source_id =
        source < self->sources->len
          ? ((MusterSourceRow *) g_ptr_array_index (self->sources, source))->source->id
          : 0;
      g_set_str (&job->source_name,
                 gtk_editable_get_text (GTK_EDITABLE (self->source_name_row)));
      g_set_str (&job->zone, gtk_string_list_get_string (
                               self->zones, adw_combo_row_get_selected (self->zone_row)));
    }

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  adw_status_page_set_description (self->run_status, NULL);
  gtk_stack_set_visible_child_name (self->stack, "run");
  /* The reference of the user data outlives every call of the progress. */
  muster_import_job_run_async (job, progress_cb, self->cancellable, ran_cb,
                               g_object_ref (self));
}

static void
cancel_cb (MusterImportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
skip_cb (MusterImportDialog *self)
{
  drop_file (self);
}

static void
more_cb (MusterImportDialog *self)
{
  drop_file (self);
}

static void
done_cb (MusterImportDialog *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->files)) > 1)
    drop_file (self);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
source_cb (MusterImportDialog *self)
{
  if (self->job != NULL && self->job->found != NULL)
    show_source (self);
}

static void
source_name_cb (MusterImportDialog *self)
{
  gtk_widget_set_sensitive (
    GTK_WIDGET (self->import_button),
    *gtk_editable_get_text (GTK_EDITABLE (self->source_name_row)) != '\0');
}

static gboolean
is_another_sheet (MusterImportDialog *self, GVariant *values)
{
  g_autofree const char **sheets = NULL;
  const char *sheet = NULL;

  return g_variant_lookup (values, "sheet", "&s", &sheet) &&
         g_variant_lookup (self->job->found, "sheets", "^a&s", &sheets) &&
         g_strcmp0 (sheets[0], sheet) != 0;
}

static void
answered_cb (MusterImportDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) values = NULL;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (self->updating)
    return;

  if ((values = muster_form_get_values (self->ask_form, &error)) == NULL)
    {
      muster_form_show_error (self->ask_form, error);
      return;
    }

  g_variant_iter_init (&iter, values);
  /* The columns of another sheet are others. */
  if (is_another_sheet (self, values))
    muster_import_job_set (self->job, "columns", NULL);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    muster_import_job_set (self->job, name, value);
  look_again (self);
}

/* ---- Files ---- */

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = NULL;

  files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (object), result, &error);
  if (self->stack == NULL)
    return;

  if (files != NULL)
    muster_import_dialog_add_files (self, files);
  else
    muster_notice_show (GTK_WIDGET (self->stack), error);
}

static void
choose_cb (MusterImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose Files"));
  gtk_file_dialog_open_multiple (dialog,
                                 GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 self->cancellable, chosen_cb, g_object_ref (self));
}

static gboolean
dropped_cb (MusterImportDialog *self, const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GSList) dropped = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *l = dropped; l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  muster_import_dialog_add_files (self, G_LIST_MODEL (files));

  return TRUE;
}

/* The first time the files begin after it; later the one at hand is looked at again. */
static void
mappings_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  if (self->stack == NULL)
    return;
  if (rows == NULL)
    {
      fail_file (self, error);
      return;
    }

  g_ptr_array_set_size (self->mappings, 0);
  for (guint i = 0; i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      g_ptr_array_add (self->mappings, g_object_ref (g_ptr_array_index (rows, i)));

  if (self->job != NULL)
    look_again (self);
  else
    next_file (self);
}

static void
mappings_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = NULL;

  finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error);
  if (self->stack == NULL)
    return;
  if (finding == NULL)
    fail_file (self, error);
  else
    muster_office_load_async (self->office, finding, 0, finding->keys->len,
                              self->cancellable, mappings_loaded_cb, g_object_ref (self));
}

static void
read_mappings (MusterImportDialog *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  muster_office_list_async (self->office, self->actor, &muster_mappings_listing, filter,
                            self->cancellable, mappings_found_cb, g_object_ref (self));
}

static void
sources_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GtkStringList) names = NULL;

  rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  if (self->stack == NULL)
    return;
  if (rows == NULL)
    {
      fail_file (self, error);
      return;
    }

  names = gtk_string_list_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterSourceRow *row = g_ptr_array_index (rows, i);

      if (row == NULL || row->source->state == MUSTER_SOURCE_RETIRED ||
          !g_str_equal (row->source->kind, "file"))
        continue;
      g_ptr_array_add (self->sources, g_object_ref (row));
      gtk_string_list_append (names, row->source->name);
    }
  gtk_string_list_append (names, _ ("A new source"));
  self->updating = TRUE;
  adw_combo_row_set_model (self->source_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->source_row, self->sources->len);
  self->updating = FALSE;
  read_mappings (self);
}

static void
sources_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = NULL;

  finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error);
  if (self->stack == NULL)
    return;
  if (finding == NULL)
    fail_file (self, error);
  else
    muster_office_load_async (self->office, finding, 0, finding->keys->len,
                              self->cancellable, sources_loaded_cb, g_object_ref (self));
}

static void
muster_import_dialog_dispose (GObject *object)
{
  MusterImportDialog *self = MUSTER_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->again_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (muster_import_dialog_parent_class)->dispose (object);
}

static void
muster_import_dialog_finalize (GObject *object)
{
  MusterImportDialog *self = MUSTER_IMPORT_DIALOG (object);

  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->files);
  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->zones);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->mappings, g_ptr_array_unref);
  g_clear_pointer (&self->made, g_ptr_array_unref);

  G_OBJECT_CLASS (muster_import_dialog_parent_class)->finalize (object);
}

static void
muster_import_dialog_class_init (MusterImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_import_dialog_dispose;
  object_class->finalize = muster_import_dialog_finalize;

  g_type_ensure (MUSTER_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, look_window);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, kind_image);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, source_row);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog,
                                        source_name_row);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, zone_row);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, ask_form);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, columns_group);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, counts_group);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, preview_group);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, faults_group);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, skip_button);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, run_status);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, done_status);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, report_group);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog,
                                        done_faults_group);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, more_button);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, MusterImportDialog, failed_status);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, skip_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
muster_import_dialog_init (MusterImportDialog *self)
{
  g_autoptr (GtkExpression)
    text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->files = g_list_store_new (G_TYPE_FILE);
  self->cancellable = g_cancellable_new ();
  self->sources = g_ptr_array_new_with_free_func (g_object_unref);
  self->mappings = g_ptr_array_new_with_free_func (g_object_unref);
  self->made = g_ptr_array_new_with_free_func (g_free);
  self->zones = muster_zone_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  adw_combo_row_set_expression (self->zone_row, text);
  adw_combo_row_set_model (self->zone_row, G_LIST_MODEL (self->zones));
  clear_rows (self);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), GTK_EVENT_CONTROLLER (target));
}

MusterImportDialog *
muster_import_dialog_present (GtkWidget *parent,
                              MusterOffice *office,
                              MusterActor *actor,
                              GListModel *files)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  MusterImportDialog *self;

  g_return_val_if_fail (MUSTER_IS_OFFICE (office), NULL);

  self = g_object_new (MUSTER_TYPE_IMPORT_DIALOG, NULL);
  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  adw_combo_row_set_selected (
    self->zone_row,
    muster_zone_model_find (self->zones,
                            muster_zone_get_name (muster_office_get_zone (office))));
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_list_store_append (self->files, file);
    }

  muster_office_list_async (office, actor, &muster_sources_listing, filter,
                            self->cancellable, sources_found_cb, g_object_ref (self));
  adw_dialog_present (ADW_DIALOG (self), parent);

  return self;
}

void
muster_import_dialog_add_files (MusterImportDialog *self, GListModel *files)
{
  gboolean idle;

  g_return_if_fail (MUSTER_IS_IMPORT_DIALOG (self));

  idle = g_list_model_get_n_items (G_LIST_MODEL (self->files)) == 0;
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_list_store_append (self->files, file);
    }
  if (idle)
    next_file (self);
}
