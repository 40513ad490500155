/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-import-dialog.h"
#include "muster-people-listings.h"
#include "muster-shell.h"
#include "muster-source-listings.h"
#include "muster-stage.h"
#include "muster-tongue.h"

#include <xlsxwriter.h>

typedef struct
{
  GtkWidget *dialog;
  const char *page;
} Wanted;

static gboolean
shows (gpointer data)
{
  Wanted *wanted = data;
  GtkWidget *stack = stage_get (wanted->dialog, "stack");

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), wanted->page) ==
         0;
}

static void
wait_for_page (GtkWidget *dialog, const char *page)
{
  Wanted wanted = { dialog, page };

  stage_wait (shows, &wanted);
}

static GtkWidget *
import_file (Stage *stage, GtkWidget *parent, const char *path)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_list_store_append (files, file);

  return GTK_WIDGET (
    muster_import_dialog_present (parent, muster_company_get_office (stage->company),
                                  stage->actor, G_LIST_MODEL (files)));
}

static GtkWidget *
import_bytes (Stage *stage,
              GtkWidget *parent,
              const char *name,
              const char *bytes,
              gsize length)
{
  g_autofree char *path = g_build_filename (stage->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));

  return import_file (stage, parent, path);
}

static GObject *
only_row (Stage *stage, const MusterListing *listing)
{
  MusterOffice *office = muster_company_get_office (stage->company);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  finding = muster_office_list (office, stage->actor, listing, filter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (finding->keys->len, ==, 1);
  rows = muster_office_load (office, finding, 0, 1, NULL, &error);
  g_assert_no_error (error);

  return g_object_ref (g_ptr_array_index (rows, 0));
}

/* A damaged log of a terminal: what is good comes in, what is not is said, a second time adds
 * nothing. */
static void
test_damaged_attlog (gconstpointer locale)
{
  static const char log[] = "     1001\t2026-03-02 08:58:02\t1\t255\t1\t0\r\n"
                            "     1001\t2026-03-02 18:03:10\t1\t255\t1\t0\r\n"
                            "     1002\t2026-03-02 09:12:44\t1\t255\t15\t0\r\n"
                            "     1002\t2026-03-02 09:12:44\t1\t255\t15\t0\r\n"
                            "     1003\t1971--10--29 -23:-59:-53\t1\t255\t1\t0\r\n"
                            "     1003\t2026-03-0\0\0\0\0\0\0\0\0"
                            "01\t1\t255\t1\t0\r\n"
                            "     1003\t2026-03-02 18:00:00\t1\t255\t1\t0\r\n";
  Stage stage = { 0 };
  g_autoptr (MusterImportRow) import = NULL;
  g_autoptr (MusterSourceRow) source = NULL;
  GtkWidget *shell, *dialog;

  muster_tongue_set (locale);
  stage_prepare ();
  stage_create_company (&stage);
  stage_open_window (&stage);
  shell = GTK_WIDGET (muster_shell_new (stage.company, stage.actor, FALSE));
  stage_put (&stage, shell);

  dialog = import_bytes (&stage, shell, "whatever.txt", log, sizeof log - 1);
  wait_for_page (dialog, "look");
  g_assert_true (gtk_widget_get_visible (stage_get (dialog, "faults_group")));
  g_assert_true (gtk_widget_get_visible (stage_get (dialog, "preview_group")));
  stage_type (dialog, "source_name_row", "");
  g_assert_false (gtk_widget_get_sensitive (stage_get (dialog, "import_button")));
  stage_type (dialog, "source_name_row", "东门");
  g_assert_true (gtk_widget_get_sensitive (stage_get (dialog, "import_button")));
  stage_click (dialog, "import_button");
  wait_for_page (dialog, "done");

  import = MUSTER_IMPORT_ROW (only_row (&stage, &muster_imports_listing));
  g_assert_cmpuint (import->added, ==, 4);
  g_assert_cmpuint (import->rejected, >=, 2);
  g_assert_cmpuint (import->unmapped, ==, 3);
  source = MUSTER_SOURCE_ROW (only_row (&stage, &muster_sources_listing));
  g_assert_cmpstr (source->source->name, ==, "东门");
  stage_click (dialog, "close_button");

  /* Again, to the source that is proposed. */
  dialog = import_bytes (&stage, shell, "whatever.txt", log, sizeof log - 1);
  wait_for_page (dialog, "look");
  adw_combo_row_set_selected (ADW_COMBO_ROW (stage_get (dialog, "source_row")), 0);
  stage_click (dialog, "import_button");
  wait_for_page (dialog, "done");
  g_clear_object (&source);
  source = MUSTER_SOURCE_ROW (only_row (&stage, &muster_sources_listing));
  g_assert_cmpuint (source->n_punches, ==, 4);
  stage_clear (&stage);
}

/* A list of people is recognised as one. */
static GtkWidget *
find_in (GtkWidget *widget, GType type, const char *data)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (data == NULL || g_object_get_data (G_OBJECT (widget), data) != NULL))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_in (child, type, data);

  return found;
}

static gboolean
mapping_is_offered (gpointer data)
{
  return find_in (stage_get (data, "columns_group"), ADW_TYPE_COMBO_ROW, "names") != NULL;
}

/* What was made of the columns is kept by name, and offered from then on. */
static void
keep_mapping (GtkWidget *dialog)
{
  GtkWidget *row =
    find_in (stage_get (dialog, "columns_group"), ADW_TYPE_ENTRY_ROW, NULL);

  g_assert_false (mapping_is_offered (dialog));
  gtk_editable_set_text (GTK_EDITABLE (row), "人事表");
  g_signal_emit_by_name (row, "apply");
  stage_wait (mapping_is_offered, dialog);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_in (
                      stage_get (dialog, "columns_group"), ADW_TYPE_COMBO_ROW, "names"))),
                    ==, 1);
}

static void
test_people (void)
{
  static const char list[] =
    "工号,姓名,部门\n0001,张三,生产部\n0002,李四,生产部\n,无名,生产部\n";
  Stage stage = { 0 };
  MusterOffice *office;
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  GtkWidget *shell, *dialog;

  muster_tongue_set (MUSTER_TONGUE_ZH);
  stage_prepare ();
  stage_create_company (&stage);
  stage_open_window (&stage);
  shell = GTK_WIDGET (muster_shell_new (stage.company, stage.actor, FALSE));
  stage_put (&stage, shell);
  office = muster_company_get_office (stage.company);

  dialog = import_bytes (&stage, shell, "people.csv", list, sizeof list - 1);
  wait_for_page (dialog, "look");
  g_assert_false (gtk_widget_get_visible (stage_get (dialog, "source_row")));
  g_assert_true (gtk_widget_get_visible (stage_get (dialog, "columns_group")));
  g_assert_true (gtk_widget_get_visible (stage_get (dialog, "faults_group")));
  keep_mapping (dialog);
  wait_for_page (dialog, "look");
  stage_click (dialog, "import_button");
  wait_for_page (dialog, "done");

  finding =
    muster_office_list (office, stage.actor, &muster_people_listing, filter, NULL, NULL);
  g_assert_nonnull (finding);
  g_assert_cmpuint (finding->keys->len, ==, 2);
  stage_clear (&stage);
}

static void
write_punches (lxw_workbook *book, const char *name, guint n)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book, name);

  worksheet_write_string (sheet, 0, 0, "编号", NULL);
  worksheet_write_string (sheet, 0, 1, "姓名", NULL);
  worksheet_write_string (sheet, 0, 2, "打卡时间", NULL);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *key = g_strdup_printf ("100%u", i);

      worksheet_write_string (sheet, i, 0, key, NULL);
      worksheet_write_string (sheet, i, 1, "张三", NULL);
      worksheet_write_string (sheet, i, 2, "2026-03-02 08:58:00", NULL);
    }
}

static GtkWidget *
sheet_row (gpointer dialog)
{
  return stage_find_row (dialog, "Sheet of the workbook");
}

/* The one that is read stands first. */
static gboolean
reads_april (gpointer dialog)
{
  GtkWidget *row = sheet_row (dialog);
  GtkStringObject *name =
    row != NULL ? adw_combo_row_get_selected_item (ADW_COMBO_ROW (row)) : NULL;

  return name != NULL && g_str_equal (gtk_string_object_get_string (name), "April") &&
         adw_combo_row_get_selected (ADW_COMBO_ROW (row)) == 0;
}

/* Of a workbook with several sheets the first is read, and another can be chosen. */
static void
test_sheets (void)
{
  Stage stage = { 0 };
  g_autoptr (MusterImportRow) import = NULL;
  g_autofree char *path = NULL;
  GtkWidget *shell, *dialog;
  lxw_workbook *book;

  muster_tongue_set (MUSTER_TONGUE_EN);
  stage_prepare ();
  stage_create_company (&stage);
  stage_open_window (&stage);
  shell = GTK_WIDGET (muster_shell_new (stage.company, stage.actor, FALSE));
  stage_put (&stage, shell);
  path = g_build_filename (stage.folder, "punches.xlsx", NULL);
  book = workbook_new (path);
  write_punches (book, "March", 5);
  write_punches (book, "April", 3);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);

  dialog = import_file (&stage, shell, path);
  wait_for_page (dialog, "look");
  g_assert_false (reads_april (dialog));
  adw_combo_row_set_selected (ADW_COMBO_ROW (sheet_row (dialog)), 1);
  stage_wait (reads_april, dialog);
  wait_for_page (dialog, "look");
  stage_type (dialog, "source_name_row", "东门");
  stage_click (dialog, "import_button");
  wait_for_page (dialog, "done");
  import = MUSTER_IMPORT_ROW (only_row (&stage, &muster_imports_listing));
  g_assert_cmpuint (import->added, ==, 3);
  stage_clear (&stage);
}

/* What cannot be read at all is refused with its reason, and nothing is taken. */
static void
test_refused (void)
{
  static const char picture[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10";
  Stage stage = { 0 };
  GtkWidget *shell, *dialog, *status;

  muster_tongue_set (MUSTER_TONGUE_EN);
  stage_prepare ();
  stage_create_company (&stage);
  stage_open_window (&stage);
  shell = GTK_WIDGET (muster_shell_new (stage.company, stage.actor, FALSE));
  stage_put (&stage, shell);

  dialog = import_bytes (&stage, shell, "attlog.dat", picture, sizeof picture - 1);
  wait_for_page (dialog, "failed");
  status = stage_get (dialog, "failed_status");
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (status)), !=, "");
  stage_clear (&stage);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/import/damaged-attlog/zh", MUSTER_TONGUE_ZH,
                        test_damaged_attlog);
  g_test_add_data_func ("/import/damaged-attlog/en", MUSTER_TONGUE_EN,
                        test_damaged_attlog);
  g_test_add_func ("/import/people", test_people);
  g_test_add_func ("/import/sheets", test_sheets);
  g_test_add_func ("/import/refused", test_refused);

  return g_test_run ();
}
