/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-holiday-dialog.h"

#include "muster-calendar-commands.h"
#include "muster-error.h"
#include "muster-holiday-preview.h"
#include "muster-notice.h"
#include "muster-text.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

/* A year of holidays is some kilobytes. */
#define MOST_BYTES (4 * 1024 * 1024)

static const char *const choices[] = { "china", "statutory", "rest" };

/* It belongs to the dialog. */
typedef struct
{
  AdwDialog *dialog;
  GtkWidget *parent; /* weak */
  MusterOffice *office;
  MusterActor *actor;
  GFile *file;
  char *document;
  GCancellable *cancellable; /* of the dialog */
  guint turn;                /* counts the looks: an answer to an older one is dropped */
  GtkWidget *summary;
  GtkWidget *changes;
  GtkWidget *holidays;
  GtkWidget *unmarked;
  GtkWidget *import;
} Intake;

static void
intake_free (gpointer data)
{
  Intake *intake = data;

  g_cancellable_cancel (intake->cancellable);
  g_clear_object (&intake->cancellable);
  g_clear_weak_pointer (&intake->parent);
  g_clear_object (&intake->office);
  g_clear_object (&intake->actor);
  g_clear_object (&intake->file);
  g_free (intake->document);
  g_free (intake);
}

typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  GFile *file;
  char *document; /* NULL until it was read */
  const char *holidays;
  gboolean unmarked;
  guint turn;
  MusterHolidayPreview *preview;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_clear_object (&look->office);
  g_clear_object (&look->actor);
  g_clear_object (&look->file);
  g_clear_pointer (&look->preview, muster_holiday_preview_free);
  g_free (look->document);
  g_free (look);
}

static gboolean
read_document (Look *look, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (look->file, cancellable, error);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (stream == NULL)
    return FALSE;

  text = g_malloc (MOST_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, MOST_BYTES, &length,
                                cancellable, error))
    return FALSE;
  if (length == MOST_BYTES)
    return muster_error_set (error, MUSTER_ERROR_INVALID,
                             _ ("This file is too large for a holiday calendar."));

  text[length] = '\0';
  if (!g_utf8_validate (text, (gssize) length, NULL))
    return muster_error_set (error, MUSTER_ERROR_INVALID,
                             _ ("This file is not text in UTF-8."));
  look->document = g_steal_pointer (&text);

  return TRUE;
}

static gpointer
look_work (gpointer data,
           MusterProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  Look *look = data;

  if (look->document == NULL && !read_document (look, cancellable, error))
    return NULL;

  look->preview = muster_holiday_preview_run (look->office, look->actor, look->document,
                                              look->holidays, look->unmarked, cancellable,
                                              error);

  return look->preview != NULL ? look : NULL;
}

static void
add_row (GtkWidget *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static char *
say_years (GArray *years)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < years->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? C_ ("list", ", ") : "",
                            g_array_index (years, int, i));

  return g_string_free_and_steal (text);
}

static void
show_preview (Intake *intake, MusterHolidayPreview *preview)
{
  g_autofree char *years = say_years (preview->years);
  g_autofree char *text = NULL;

  /* Translators: years; days in the file; events left out; days that change */
  text = g_strdup_printf (
    _ (
      "Years: %1$s · days in the file: %2$u · events left out: %3$u · dates that change: "
      "%4$u"),
    years, preview->n_days, preview->n_skipped, preview->changes->len);
  gtk_label_set_label (GTK_LABEL (intake->summary), text);
  gtk_widget_remove_css_class (intake->summary, "error");
  gtk_list_box_remove_all (GTK_LIST_BOX (intake->changes));
  for (guint i = 0; i < preview->changes->len; i++)
    {
      const MusterHolidayChange *change =
        &g_array_index (preview->changes, MusterHolidayChange, i);
      g_autofree char *date = muster_text_date (change->date);
      g_autofree char *title =
        g_strjoin (" · ", date, change->name != NULL ? change->name : NULL, NULL);
      g_autofree char *kinds =
        g_strdup_printf ("%s → %s", muster_words_say ("holiday", change->before),
                         muster_words_say ("holiday", change->after));

      add_row (intake->changes, title, kinds);
    }
  gtk_widget_set_visible (intake->changes, preview->changes->len > 0);
  gtk_widget_set_sensitive (intake->import, preview->n_days > 0);
}

static void
show_fault (Intake *intake, const GError *error)
{
  g_autofree char *text = muster_text_error (error);

  gtk_label_set_label (GTK_LABEL (intake->summary), text);
  gtk_widget_add_css_class (intake->summary, "error");
  gtk_widget_set_visible (intake->changes, FALSE);
  gtk_widget_set_sensitive (intake->import, FALSE);
}

static void
looked_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) held = user_data;
  Intake *intake = g_object_get_data (G_OBJECT (held), "muster-intake");
  g_autoptr (GError) error = NULL;
  Look *look = muster_office_run_finish (result, &error);

  if (look == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_fault (intake, error);
      return;
    }

  if (look->turn == intake->turn)
    {
      g_set_str (&intake->document, look->document);
      show_preview (intake, look->preview);
    }
  look_free (look);
}

static const char *
get_holidays (Intake *intake)
{
  return choices[MIN (adw_combo_row_get_selected (ADW_COMBO_ROW (intake->holidays)),
                      G_N_ELEMENTS (choices) - 1)];
}

static void
look_again (Intake *intake)
{
  Look *look = g_new0 (Look, 1);

  look->office = g_object_ref (intake->office);
  look->actor = g_object_ref (intake->actor);
  look->file = g_object_ref (intake->file);
  look->document = g_strdup (intake->document);
  look->holidays = get_holidays (intake);
  look->unmarked = adw_switch_row_get_active (ADW_SWITCH_ROW (intake->unmarked));
  look->turn = ++intake->turn;
  gtk_widget_set_sensitive (intake->import, FALSE);
  muster_office_run_async (intake->dialog, look_work, look, NULL, look_free, NULL,
                           intake->cancellable, looked_cb, g_object_ref (intake->dialog));
}

static void
imported_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Intake *intake = g_object_get_data (G_OBJECT (dialog), "muster-intake");
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_fault (intake, error);
      return;
    }

  if (intake->parent != NULL)
    muster_notice_say (intake->parent, _ ("The holiday calendar was imported"));
  adw_dialog_close (dialog);
}

static void
import_cb (Intake *intake)
{
  gtk_widget_set_sensitive (intake->import, FALSE);
  muster_office_submit_async (
    intake->office, intake->actor, &muster_import_calendar,
    g_variant_new ("(ssb)", intake->document, get_holidays (intake),
                   adw_switch_row_get_active (ADW_SWITCH_ROW (intake->unmarked))),
    intake->cancellable, imported_cb, g_object_ref (intake->dialog));
}

static GtkWidget *
build_options (Intake *intake)
{
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words,
                          _ ("Statutory by the law of mainland China, else rest days"));
  gtk_string_list_append (words, _ ("Statutory holidays"));
  gtk_string_list_append (words, _ ("Rest days"));
  intake->holidays = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (intake->holidays),
                                 _ ("Holidays are"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (intake->holidays),
                               _ ("Where the file only says that a day is off"));
  adw_combo_row_set_model (ADW_COMBO_ROW (intake->holidays), G_LIST_MODEL (words));
  intake->unmarked = adw_switch_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (intake->unmarked),
                                 _ ("All events are holidays"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (intake->unmarked),
                               _ ("Also those that say neither holiday nor workday"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), intake->holidays);
  gtk_list_box_append (GTK_LIST_BOX (list), intake->unmarked);
  g_signal_connect_swapped (intake->holidays, "notify::selected", G_CALLBACK (look_again),
                            intake);
  g_signal_connect_swapped (intake->unmarked, "notify::active", G_CALLBACK (look_again),
                            intake);

  return list;
}

static GtkWidget *
build_view (Intake *intake)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  intake->import = gtk_button_new_with_mnemonic (_ ("_Import"));
  intake->summary = gtk_label_new (_ ("Looking…"));
  intake->changes = gtk_list_box_new ();
  gtk_widget_add_css_class (intake->import, "suggested-action");
  gtk_label_set_wrap (GTK_LABEL (intake->summary), TRUE);
  gtk_label_set_xalign (GTK_LABEL (intake->summary), 0);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (intake->changes), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (intake->changes, "boxed-list");
  gtk_widget_set_visible (intake->changes, FALSE);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), intake->import);
  g_signal_connect_swapped (intake->import, "clicked", G_CALLBACK (import_cb), intake);

  gtk_widget_add_css_class (box, "muster-pane");
  gtk_box_append (GTK_BOX (box), build_options (intake));
  gtk_box_append (GTK_BOX (box), intake->summary);
  gtk_box_append (GTK_BOX (box), intake->changes);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);

  return view;
}

AdwDialog *
muster_holiday_dialog_present (GtkWidget *parent,
                               MusterOffice *office,
                               MusterActor *actor,
                               GFile *file)
{
  Intake *intake = g_new0 (Intake, 1);

  intake->dialog = adw_dialog_new ();
  g_set_weak_pointer (&intake->parent, parent);
  intake->office = g_object_ref (office);
  intake->actor = g_object_ref (actor);
  intake->file = g_object_ref (file);
  intake->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (intake->dialog), "muster-intake", intake,
                          intake_free);
  adw_dialog_set_title (intake->dialog, _ ("Import a Holiday Calendar"));
  adw_dialog_set_content_width (intake->dialog, 520);
  adw_dialog_set_content_height (intake->dialog, 600);
  adw_dialog_set_child (intake->dialog, build_view (intake));
  adw_dialog_present (intake->dialog, parent);
  look_again (intake);

  return intake->dialog;
}
