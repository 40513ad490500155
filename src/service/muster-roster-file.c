/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-roster-file.h"

#include "muster-csv.h"
#include "muster-error.h"
#include "muster-workbook.h"

#include <glib/gi18n-lib.h>

#define MOST_DATES 366

static const char *const staff_titles[] = { "staff_no", "employee number", "工号" };

static void
entry_free (MusterRosterEntry *entry)
{
  g_free (entry->staff_no);
  g_ptr_array_unref (entry->words);
  g_free (entry);
}

void
muster_roster_table_free (MusterRosterTable *table)
{
  g_array_unref (table->dates);
  g_array_unref (table->columns);
  g_ptr_array_unref (table->entries);
  g_strfreev (table->sheets);
  g_free (table);
}

static char *
cell_dup (const MusterRecord *record, guint column)
{
  return column < record->n_cells ? g_strstrip (g_strndup (record->cells[column].text,
                                                           record->cells[column].length))
                                  : g_strdup ("");
}

/* A date as spreadsheets write it: 2026-03-05, 2026/3/5 */
static MusterDate
parse_date (const char *text)
{
  int numbers[3] = { 0 };
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          if (numbers[n] > 9999)
            return MUSTER_DATE_NONE;
          numbers[n] = numbers[n] * 10 + (*p - '0');
        }
      else if ((*p != '-' && *p != '/') || ++n > 2)
        return MUSTER_DATE_NONE;
    }

  return n == 2 && numbers[0] >= 1000
           ? muster_date_new (numbers[0], numbers[1], numbers[2])
           : MUSTER_DATE_NONE;
}

static gboolean
read_heading (MusterRosterTable *table,
              const MusterRecord *record,
              guint *staff,
              GError **error)
{
  *staff = 0;
  for (guint i = 0; i < record->n_cells; i++)
    {
      g_autofree char *text = cell_dup (record, i);
      g_autofree char *folded = g_utf8_casefold (text, -1);
      MusterDate date = parse_date (text);
      guint column = i + 1;

      for (gsize k = 0; k < G_N_ELEMENTS (staff_titles); k++)
        if (g_str_equal (folded, staff_titles[k]))
          *staff = i;
      if (date == MUSTER_DATE_NONE)
        continue;
      for (guint k = 0; k < table->dates->len; k++)
        if (g_array_index (table->dates, MusterDate, k) == date)
          return muster_error_set (error, MUSTER_ERROR_INVALID,
                                   _ ("The date %s is there twice."), text);
      g_array_append_val (table->dates, date);
      g_array_append_val (table->columns, column);
    }

  if (table->dates->len > MOST_DATES)
    return muster_error_set (error, MUSTER_ERROR_INVALID,
                             _ ("Enter at most a year at once."));

  return table->dates->len > 0 ||
         muster_error_set (error, MUSTER_ERROR_INVALID,
                           _ ("The first row names no date, as in 2026-03-05."));
}

static void
read_entry (MusterRosterTable *table, const MusterRecord *record, guint staff)
{
  MusterRosterEntry *entry;
  g_autofree char *staff_no = cell_dup (record, staff);

  /* A line of sums or a note below the table is nobody's. */
  if (*staff_no == '\0')
    return;

  entry = g_new0 (MusterRosterEntry, 1);
  entry->staff_no = g_steal_pointer (&staff_no);
  entry->line = record->line.number;
  entry->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < table->columns->len; i++)
    g_ptr_array_add (entry->words,
                     cell_dup (record, g_array_index (table->columns, guint, i) - 1));
  g_ptr_array_add (table->entries, entry);
}

static char
guess_separator (const char *data, gsize length)
{
  guint counts[3] = { 0 };
  static const char separators[] = { ',', '\t', ';' };
  guint best = 0;

  for (gsize i = 0; i < length && data[i] != '\n' && data[i] != '\r'; i++)
    for (guint k = 0; k < G_N_ELEMENTS (separators); k++)
      counts[k] += data[i] == separators[k];
  for (guint k = 1; k < G_N_ELEMENTS (separators); k++)
    if (counts[k] > counts[best])
      best = k;

  return separators[best];
}

MusterDates
muster_roster_table_get_dates (const MusterRosterTable *table)
{
  MusterDates dates = { MUSTER_DATE_EVER, MUSTER_DATE_NONE };

  for (guint i = 0; i < table->dates->len; i++)
    {
      MusterDate date = g_array_index (table->dates, MusterDate, i);

      dates.from = MIN (dates.from, date);
      dates.to = MAX (dates.to, date);
    }

  return dates;
}

static MusterRosterTable *
read_text (GBytes *data, GError **error)
{
  g_autoptr (MusterRosterTable) table = g_new0 (MusterRosterTable, 1);
  gsize length;
  const char *text = g_bytes_get_data (data, &length);
  gboolean utf8 = g_utf8_validate_len (text, length, NULL);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (data);
  g_autoptr (MusterCsv)
    csv = muster_csv_new (muster_lines_new (stream, utf8 ? "UTF-8" : "GB18030"),
                          guess_separator (text, length));
  gboolean headed = FALSE;
  MusterRecord record;
  guint staff = 0;

  table->dates = g_array_new (FALSE, FALSE, sizeof (MusterDate));
  table->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  table->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  if (length > MUSTER_ROSTER_FILE_LONGEST)
    {
      muster_error_set (error, MUSTER_ERROR_INVALID,
                        _ ("The file is too large for a roster."));
      return NULL;
    }

  while (muster_csv_next (csv, &record, NULL))
    {
      if (record.n_cells == 0)
        continue;
      if (headed)
        read_entry (table, &record, staff);
      else if (!read_heading (table, &record, &staff, error))
        return NULL;
      headed = TRUE;
    }

  if (!muster_csv_done (csv, error))
    return NULL;
  if (!headed)
    {
      muster_error_set (error, MUSTER_ERROR_INVALID, _ ("The file is empty."));
      return NULL;
    }

  return g_steal_pointer (&table);
}

MusterRosterTable *
muster_roster_file_read (GBytes *data, const char *sheet, GError **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (data, &length);
  g_autoptr (GBytes) csv = NULL;
  g_auto (GStrv) sheets = NULL;
  MusterRosterTable *table;

  if (!muster_workbook_recognise (bytes, length))
    return read_text (data, error);

  if (!(csv = muster_workbook_to_csv (data, sheet, &sheets, NULL, error)) ||
      !(table = read_text (csv, error)))
    return NULL;

  table->sheets = g_steal_pointer (&sheets);

  return table;
}
