/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <xlsxwriter.h>

#include <glib/gstdio.h>

#include "muster-error.h"
#include "muster-workbook.h"

/* A workbook as spreadsheet programs write them: an empty sheet, one of people, one of times. */
static GBytes *
make_workbook (void)
{
  g_autofree char *folder = g_dir_make_tmp ("workbook-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "table.xlsx", NULL);
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *people;
  lxw_worksheet *times;
  lxw_format *date = workbook_add_format (book);
  lxw_format *chinese = workbook_add_format (book);
  lxw_format *moment = workbook_add_format (book);
  lxw_format *clock = workbook_add_format (book);
  char *data = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  workbook_add_worksheet (book, "Cover");
  people = workbook_add_worksheet (book, "人员");
  times = workbook_add_worksheet (book, "Times");
  format_set_num_format (date, "yyyy-mm-dd");
  format_set_num_format (chinese, "yyyy\"年\"m\"月\"d\"日\"");
  format_set_num_format (moment, "yyyy/m/d h:mm:ss");
  format_set_num_format (clock, "h:mm");

  worksheet_write_string (people, 0, 0, "工号", NULL);
  worksheet_write_string (people, 0, 1, "姓名", NULL);
  worksheet_write_string (people, 0, 2, "Joined", NULL);
  worksheet_write_string (people, 1, 0, "0017", NULL);
  worksheet_write_string (people, 1, 1, "张三, \"old\"", NULL);
  worksheet_write_datetime (people, 1, 2, &(lxw_datetime) { 2025, 9, 1, 0, 0, 0 }, date);
  worksheet_write_number (people, 3, 0, 1002, NULL);
  worksheet_write_string (people, 3, 1, "李\n四", NULL);
  worksheet_write_datetime (people, 3, 2, &(lxw_datetime) { 2025, 10, 2, 0, 0, 0 },
                            chinese);

  worksheet_write_datetime (times, 0, 0, &(lxw_datetime) { 2026, 3, 2, 8, 59, 59 },
                            moment);
  worksheet_write_datetime (times, 0, 1, &(lxw_datetime) { 0, 0, 0, 18, 3, 0 }, clock);
  worksheet_write_number (times, 0, 2, 7.5, NULL);
  worksheet_write_number (times, 0, 3, 123456789012.0, NULL);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);

  g_assert_true (g_file_get_contents (path, &data, &length, &error));
  g_assert_no_error (error);
  g_remove (path);
  g_rmdir (folder);

  return g_bytes_new_take (data, length);
}

static void
assert_csv (GBytes *workbook, const char *sheet, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = muster_workbook_to_csv (workbook, sheet, NULL, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
  g_assert_cmpstr (text, ==, wanted);
}

/* Of all sheets, the one that was read first */
static void
assert_names (GBytes *workbook, const char *sheet, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GBytes) csv = muster_workbook_to_csv (workbook, sheet, &names, NULL, &error);
  g_autofree char *all = NULL;

  g_assert_no_error (error);
  all = g_strjoinv ("|", names);
  g_assert_cmpstr (all, ==, wanted);
}

static void
assert_refused (GBytes *workbook, const char *sheet, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (muster_workbook_to_csv (workbook, sheet, NULL, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, code);
}

/* Rows keep their numbers, cells their text: zeros before a number, dates as Muster reads them. */
static void
test_cells (void)
{
  g_autoptr (GBytes) workbook = make_workbook ();

  g_assert_true (muster_workbook_recognise (g_bytes_get_data (workbook, NULL),
                                            g_bytes_get_size (workbook)));
  assert_csv (workbook, NULL,
              "工号,姓名,Joined\n"
              "0017,\"张三, \"\"old\"\"\",2025-09-01\n"
              "\n"
              "1002,李 四,2025-10-02\n");
  assert_csv (workbook, "Times", "2026-03-02 08:59:59,18:03:00,7.5,123456789012\n");
  assert_names (workbook, NULL, "人员|Cover|Times");
  assert_names (workbook, "Times", "Times|Cover|人员");
  assert_refused (workbook, "Elsewhere", MUSTER_ERROR_MISSING);
  assert_refused (workbook, "Cover", MUSTER_ERROR_MISSING);
}

/* Cut anywhere, or claiming to unpack to more than there is room for, it is refused. */
static void
test_damage (void)
{
  g_autoptr (GBytes) workbook = make_workbook ();
  gsize length = g_bytes_get_size (workbook);
  g_autofree guint8 *bomb = g_memdup2 (g_bytes_get_data (workbook, NULL), length);
  g_autoptr (GBytes) huge = NULL;
  guint8 *entry;

  for (gsize end = 4; end < length; end += 97)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (workbook, 0, end);

      assert_refused (part, NULL, MUSTER_ERROR_PROTOCOL);
    }

  entry = memmem (bomb, length, "PK\1\2", 4);
  g_assert_nonnull (entry);
  memset (entry + 24, 0x7f, 4);
  huge = g_bytes_new (bomb, length);
  assert_refused (huge, NULL, MUSTER_ERROR_PROTOCOL);
}

/* Whoever gives up gets nothing. */
static void
test_cancelled (void)
{
  g_autoptr (GBytes) workbook = make_workbook ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (muster_workbook_to_csv (workbook, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/workbook/cells", test_cells);
  g_test_add_func ("/workbook/damage", test_damage);
  g_test_add_func ("/workbook/cancelled", test_cancelled);

  return g_test_run ();
}
