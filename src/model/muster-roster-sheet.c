/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-roster-sheet.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "muster-error.h"
#include "muster-plan-table.h"
#include "muster-plan-text.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

#define WORKBOOK ".xlsx"
#define NUMBER_WIDTH 12 /* of columns, in characters */
#define NAME_WIDTH 14
#define DATE_WIDTH 11

/* ---- Reading ---- */

typedef struct
{
  const MusterRosterTable *table;
  GPtrArray *shifts;
  GVariantBuilder cells;
  MusterRosterSheet *sheet;
} Reading;

static void
fault_free (gpointer data)
{
  MusterRosterFault *fault = data;

  g_free (fault->message);
  g_free (fault);
}

static void
add_fault (Reading *reading, guint64 line, guint column, const char *message)
{
  MusterRosterFault *fault = g_new0 (MusterRosterFault, 1);

  fault->line = line;
  fault->column = column;
  fault->message = g_strdup (message);
  g_ptr_array_add (reading->sheet->faults, fault);
}

static void
take_cell (Reading *reading,
           const MusterRosterEntry *entry,
           MusterPerson *person,
           guint index)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  if (!muster_plan_table_read_cell (
        reading->shifts, g_ptr_array_index (entry->words, index), codes, &error))
    {
      add_fault (reading, entry->line,
                 g_array_index (reading->table->columns, guint, index), error->message);
      return;
    }

  g_variant_builder_add (
    &reading->cells, "(xi@as)", person->id,
    g_array_index (reading->table->dates, MusterDate, index),
    g_variant_new_strv ((const char *const *) codes->pdata, codes->len));
  reading->sheet->n_cells++;
}

static void
take_entry (Reading *reading, const MusterRosterEntry *entry, MusterPerson *person)
{
  g_autofree char *message = NULL;

  if (person == NULL)
    {
      message = g_strdup_printf (_ ("There is nobody with the employee number “%s”."),
                                 entry->staff_no);
      add_fault (reading, entry->line, 1, message);
      return;
    }

  for (guint i = 0; i < entry->words->len; i++)
    take_cell (reading, entry, person, i);
}

MusterRosterSheet *
muster_roster_sheet_read (const MusterRosterTable *table,
                          GPtrArray *rows,
                          GPtrArray *shifts)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  MusterRosterSheet *sheet = g_new0 (MusterRosterSheet, 1);
  Reading reading = { .table = table, .shifts = shifts, .sheet = sheet };

  for (guint i = 0; i < rows->len; i++)
    {
      MusterPlanRow *row = g_ptr_array_index (rows, i);

      if (row != NULL && row->person->staff_no != NULL)
        g_hash_table_insert (people, row->person->staff_no, row->person);
    }

  sheet->faults = g_ptr_array_new_with_free_func (fault_free);
  g_variant_builder_init (&reading.cells, G_VARIANT_TYPE ("a(xias)"));
  for (guint i = 0; i < table->entries->len; i++)
    {
      const MusterRosterEntry *entry = g_ptr_array_index (table->entries, i);

      take_entry (&reading, entry, g_hash_table_lookup (people, entry->staff_no));
    }
  sheet->cells =
    g_variant_ref_sink (g_variant_new ("(v)", g_variant_builder_end (&reading.cells)));

  return sheet;
}

void
muster_roster_sheet_free (MusterRosterSheet *sheet)
{
  g_variant_unref (sheet->cells);
  g_ptr_array_unref (sheet->faults);
  g_free (sheet);
}

char *
muster_roster_sheet_say_fault (const MusterRosterFault *fault)
{
  return g_strdup_printf (_ ("Row %u, column %u: %s"), (guint) fault->line, fault->column,
                          fault->message);
}

/* ---- Writing ---- */

static void
append_cell (GString *text, const char *cell, gboolean last)
{
  muster_text_append_csv (text, cell);
  g_string_append (text, last ? "\r\n" : ",");
}

static char *
word_of (MusterPlanRow *row, MusterDate date)
{
  guint n;
  const MusterPlan *plans = muster_plan_row_find (row, date, &n);

  return muster_plan_text_word (plans, n);
}

char *
muster_roster_sheet_to_csv (GPtrArray *rows, MusterDates dates)
{
  GString *text = g_string_new ("\xef\xbb\xbfstaff_no,name,");

  for (MusterDate date = dates.from; date <= dates.to; date++)
    {
      g_autofree char *heading = muster_date_format (date);

      append_cell (text, heading, date == dates.to);
    }

  for (guint i = 0; i < rows->len; i++)
    {
      MusterPlanRow *row = g_ptr_array_index (rows, i);

      if (row == NULL)
        continue;
      append_cell (text, row->person->staff_no, FALSE);
      append_cell (text, row->person->name, FALSE);
      for (MusterDate date = dates.from; date <= dates.to; date++)
        {
          g_autofree char *word = word_of (row, date);

          append_cell (text, word, date == dates.to);
        }
    }

  return g_string_free (text, FALSE);
}

static void
write_heading (lxw_workbook *book, lxw_worksheet *sheet, MusterDates dates)
{
  lxw_format *bold = workbook_add_format (book);
  lxw_format *dated = workbook_add_format (book);

  format_set_bold (bold);
  format_set_bold (dated);
  format_set_num_format (dated, "yyyy-mm-dd");
  worksheet_write_string (sheet, 0, 0, _ ("Employee number"), bold);
  worksheet_write_string (sheet, 0, 1, _ ("Full name"), bold);
  for (MusterDate date = dates.from; date <= dates.to; date++)
    {
      lxw_datetime day = { 0 };

      muster_date_get_ymd (date, &day.year, &day.month, &day.day);
      worksheet_write_datetime (sheet, 0, (lxw_col_t) (2 + date - dates.from), &day,
                                dated);
    }

  worksheet_set_column (sheet, 0, 0, NUMBER_WIDTH, NULL);
  worksheet_set_column (sheet, 1, 1, NAME_WIDTH, NULL);
  worksheet_set_column (sheet, 2, (lxw_col_t) (2 + dates.to - dates.from), DATE_WIDTH,
                        NULL);
  worksheet_freeze_panes (sheet, 1, 2);
}

/* Numbers of employees are texts, so that none loses its zeros. */
static gboolean
write_workbook (GPtrArray *rows, MusterDates dates, const char *path)
{
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *sheet =
    book != NULL ? workbook_add_worksheet (book, C_ ("sheet", "Roster")) : NULL;
  lxw_row_t line = 1;

  if (sheet == NULL)
    return FALSE;

  write_heading (book, sheet, dates);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterPlanRow *row = g_ptr_array_index (rows, i);

      if (row == NULL)
        continue;
      if (row->person->staff_no != NULL)
        worksheet_write_string (sheet, line, 0, row->person->staff_no, NULL);
      worksheet_write_string (sheet, line, 1, row->person->name, NULL);
      for (MusterDate date = dates.from; date <= dates.to; date++)
        {
          g_autofree char *word = word_of (row, date);

          if (*word != '\0')
            worksheet_write_string (sheet, line, (lxw_col_t) (2 + date - dates.from),
                                    word, NULL);
        }
      line++;
    }

  return workbook_close (book) == LXW_NO_ERROR;
}

/* Beside where it is wanted first, so that a full disk leaves what was there. */
static gboolean
save_workbook (GPtrArray *rows, MusterDates dates, const char *path, GError **error)
{
  g_autofree char *beside = g_strdup_printf ("%s.XXXXXX", path);
  int file = g_mkstemp (beside);
  gboolean good;

  if (file < 0)
    return muster_error_set (error, MUSTER_ERROR_STORAGE,
                             _ ("“%s” cannot be written: %s"), path, g_strerror (errno));

  close (file);
  good = write_workbook (rows, dates, beside) && g_rename (beside, path) == 0;
  if (!good)
    {
      g_unlink (beside);
      muster_error_set (error, MUSTER_ERROR_STORAGE,
                        _ ("“%s” cannot be written: is the disk full?"), path);
    }

  return good;
}

gboolean
muster_roster_sheet_save (GPtrArray *rows,
                          MusterDates dates,
                          const char *path,
                          GError **error)
{
  g_autofree char *folded = g_ascii_strdown (path, -1);
  g_autofree char *text = NULL;

  if (g_str_has_suffix (folded, WORKBOOK))
    return save_workbook (rows, dates, path, error);

  text = muster_roster_sheet_to_csv (rows, dates);
  return g_file_set_contents (path, text, -1, error);
}
