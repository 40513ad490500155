/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-roster-files.h"

#include <adwaita.h>

#include "muster-error.h"
#include "muster-fetch.h"
#include "muster-notice.h"
#include "muster-printing.h"
#include "muster-roster-print.h"
#include "muster-rule-listings.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

#define FAULTS_HEIGHT 180

/* What a thread is given of the page. */
typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  MusterFilter *filter;
  GFile *file;
  char *name; /* (nullable): which sheet of a workbook */
} Job;

/* What was read of a file, until the user has decided. */
typedef struct
{
  MusterPage *page;
  MusterRosterTakeFunc take;
  GFile *file;
  MusterRosterSheet *sheet;
  GStrv names; /* of a workbook's sheets, this one first */
} Offer;

static void offer_sheet (MusterPage *page,
                         GFile *file,
                         const char *name,
                         MusterRosterTakeFunc take);

/* What was read of a file */
typedef struct
{
  MusterRosterSheet *sheet;
  GStrv names;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->sheet, muster_roster_sheet_free);
  g_strfreev (reading->names);
  g_free (reading);
}

static Job *
job_new (MusterPage *page, MusterFilter *filter, GFile *file)
{
  Job *job = g_new0 (Job, 1);

  job->office = g_object_ref (muster_page_get_office (page));
  job->actor = g_object_ref (muster_page_get_actor (page));
  job->filter = filter != NULL ? muster_filter_copy (filter) : muster_filter_new ();
  job->file = g_object_ref (file);

  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->office);
  g_object_unref (job->actor);
  g_object_unref (job->filter);
  g_object_unref (job->file);
  g_free (job->name);
  g_free (job);
}

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_object_unref (offer->page);
  g_object_unref (offer->file);
  g_clear_pointer (&offer->sheet, muster_roster_sheet_free);
  g_strfreev (offer->names);
  g_free (offer);
}

static GPtrArray *
list_rows (Job *job,
           const MusterListing *listing,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (MusterFinding) finding = muster_office_list (
    job->office, job->actor, listing, job->filter, cancellable, error);

  return finding != NULL
           ? muster_office_load (job->office, finding, 0, G_MAXUINT, cancellable, error)
           : NULL;
}

/* ---- Import ---- */

static gpointer
import_work (gpointer data,
             MusterProgress progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  Job *job = data;
  g_autoptr (MusterRosterTable) table = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) shifts = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = g_file_load_bytes (job->file, cancellable, NULL, error);
  Reading *reading;

  if (bytes == NULL || !(table = muster_roster_file_read (bytes, job->name, error)))
    return NULL;

  job->filter->dates = muster_roster_table_get_dates (table);
  if (!(people = list_rows (job, &muster_plans_listing, cancellable, error)) ||
      !(rows = list_rows (job, &muster_shifts_listing, cancellable, error)))
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      g_ptr_array_add (shifts, MUSTER_SHIFT_ROW (g_ptr_array_index (rows, i))->shift);

  reading = g_new0 (Reading, 1);
  reading->sheet = muster_roster_sheet_read (table, people, shifts);
  reading->names = g_steal_pointer (&table->sheets);

  return reading;
}

static void
answered_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  Offer *offer = user_data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result);

  const char *name = g_object_get_data (dialog, "sheet");

  if (g_str_equal (answer, "take"))
    offer->take (offer->page, offer->sheet->cells);
  else if (name != NULL)
    offer_sheet (offer->page, offer->file, name, offer->take);
  offer_free (offer);
}

/* What is wrong, cell by cell, for whoever wants to mend the file first. */
static GtkWidget *
make_faults (GPtrArray *faults)
{
  GtkWidget *window = gtk_scrolled_window_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *label;

  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *fault =
        muster_roster_sheet_say_fault (g_ptr_array_index (faults, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", fault);
    }

  label = gtk_label_new (text->str);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window),
                                              FAULTS_HEIGHT);

  return window;
}

/* Another sheet is another offer. */
static void
sheet_cb (AdwComboRow *row, GParamSpec *pspec, AdwDialog *dialog)
{
  GtkStringObject *name = adw_combo_row_get_selected_item (row);

  g_object_set_data_full (G_OBJECT (dialog), "sheet",
                          g_strdup (gtk_string_object_get_string (name)), g_free);
  adw_dialog_close (dialog);
}

static GtkWidget *
make_choice (AdwDialog *dialog, GStrv names)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new ((const char *const *) names);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Sheet"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (titles));
  g_signal_connect (row, "notify::selected", G_CALLBACK (sheet_cb), dialog);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);

  return list;
}

/* (nullable): what stands below the question */
static GtkWidget *
make_extra (AdwDialog *dialog, Offer *offer)
{
  gboolean several = offer->names != NULL && g_strv_length (offer->names) > 1;
  GtkWidget *box;

  if (!several && offer->sheet->faults->len == 0)
    return NULL;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  if (several)
    gtk_box_append (GTK_BOX (box), make_choice (dialog, offer->names));
  if (offer->sheet->faults->len > 0)
    gtk_box_append (GTK_BOX (box), make_faults (offer->sheet->faults));

  return box;
}

static char *
say_offer (const MusterRosterSheet *sheet)
{
  g_autofree char *good = g_strdup_printf (
    ngettext ("%u cell is right.", "%u cells are right.", sheet->n_cells),
    sheet->n_cells);
  g_autofree char *bad = NULL;

  if (sheet->faults->len == 0)
    return g_steal_pointer (&good);

  bad =
    g_strdup_printf (ngettext ("%u is not right and is left out:",
                               "%u are not right and are left out:", sheet->faults->len),
                     sheet->faults->len);

  return g_strdup_printf ("%s %s", good, bad);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Offer *offer = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (offer->file);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  AdwDialog *dialog;
  Reading *reading = muster_office_run_finish (result, &error);

  if (reading == NULL)
    {
      muster_notice_show (GTK_WIDGET (offer->page), error);
      offer_free (offer);
      return;
    }

  offer->sheet = g_steal_pointer (&reading->sheet);
  offer->names = g_steal_pointer (&reading->names);
  reading_free (reading);

  /* Translators: name of a file */
  title = g_strdup_printf (_ ("Import “%s”?"), name);
  body = say_offer (offer->sheet);
  dialog = adw_alert_dialog_new (title, body);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"));
  if (offer->sheet->n_cells > 0)
    {
      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "take", _ ("_Import"));
      adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "take",
                                                ADW_RESPONSE_SUGGESTED);
      adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "take");
    }
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog),
                                    make_extra (dialog, offer));
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (offer->page),
                           muster_page_get_cancellable (offer->page), answered_cb, offer);
}

/* (nullable) @name: which sheet of a workbook */
static void
offer_sheet (MusterPage *page, GFile *file, const char *name, MusterRosterTakeFunc take)
{
  Offer *offer = g_new0 (Offer, 1);
  Job *job = job_new (page, NULL, file);

  job->name = g_strdup (name);
  offer->page = g_object_ref (page);
  offer->take = take;
  offer->file = g_object_ref (file);
  muster_office_run_async (page, import_work, job, job_free, reading_free, NULL,
                           muster_page_get_cancellable (page), imported_cb, offer);
}

void
muster_roster_files_open (MusterPage *page, GFile *file, MusterRosterTakeFunc take)
{
  offer_sheet (page, file, NULL, take);
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPage) page = user_data;
  g_autoptr (GFile)
    file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  MusterRosterTakeFunc take = g_object_get_data (dialog, "take");

  if (file != NULL)
    muster_roster_files_open (page, file, take);
}

static GListStore *
make_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _ ("Tables (.xlsx, .csv)"));
  gtk_file_filter_add_suffix (tables, "xlsx");
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "tsv");
  gtk_file_filter_add_suffix (tables, "txt");
  g_list_store_append (filters, tables);

  return filters;
}

void
muster_roster_files_import (MusterPage *page, MusterRosterTakeFunc take)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = make_filters ();

  gtk_file_dialog_set_title (dialog, _ ("Import a Roster"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  g_object_set_data (G_OBJECT (dialog), "take", take);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                        muster_page_get_cancellable (page), chosen_cb,
                        g_object_ref (page));
}

/* ---- Export ---- */

static gpointer
export_work (gpointer data,
             MusterProgress progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) rows = list_rows (job, &muster_plans_listing, cancellable, error);
  g_autofree char *path = g_file_get_path (job->file);

  if (rows == NULL)
    return NULL;
  if (path == NULL)
    {
      muster_error_set (error, MUSTER_ERROR_STORAGE,
                        _ ("Choose a folder of this computer."));
      return NULL;
    }

  return muster_roster_sheet_save (rows, job->filter->dates, path, error)
           ? g_file_get_basename (job->file)
           : NULL;
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = muster_office_run_finish (result, &error);
  g_autofree char *text = NULL;

  if (name == NULL)
    {
      muster_notice_show (GTK_WIDGET (page), error);
      return;
    }

  text = g_strdup_printf (_ ("Exported to %s"), name);
  muster_notice_say (GTK_WIDGET (page), text);
}

static void
saved_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPage) page = user_data;
  g_autoptr (GFile)
    file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  MusterFilter *filter = g_object_get_data (dialog, "filter");

  if (file != NULL)
    muster_office_run_async (page, export_work, job_new (page, filter, file), job_free,
                             g_free, NULL, muster_page_get_cancellable (page),
                             exported_cb, g_object_ref (page));
}

void
muster_roster_files_export (MusterPage *page, MusterFilter *filter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *from = muster_date_format (filter->dates.from);
  g_autofree char *name = g_strdup_printf ("roster-%.7s.xlsx", from);

  gtk_file_dialog_set_title (dialog, _ ("Export as a Workbook (.xlsx) or a Text (.csv)"));
  gtk_file_dialog_set_initial_name (dialog, name);
  g_object_set_data_full (G_OBJECT (dialog), "filter", muster_filter_copy (filter),
                          g_object_unref);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                        muster_page_get_cancellable (page), saved_cb,
                        g_object_ref (page));
}

/* ---- Print ---- */

static void
fetched (MusterFinding *finding, GPtrArray *rows, const GError *error, gpointer user_data)
{
  g_autoptr (MusterPage) page = user_data;
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (finding == NULL)
    {
      muster_notice_show (GTK_WIDGET (page), error);
      return;
    }

  operation = muster_roster_print_new (rows, finding->filter->dates);
  muster_print_run (operation, GTK_WIDGET (page));
}

void
muster_roster_files_print (MusterPage *page, MusterFilter *filter)
{
  muster_fetch_rows (muster_page_get_office (page), muster_page_get_actor (page),
                     &muster_plans_listing, filter, G_MAXUINT,
                     muster_page_get_cancellable (page), fetched, g_object_ref (page));
}
