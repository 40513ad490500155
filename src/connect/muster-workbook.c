/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE

#include "muster-workbook.h"

#include "muster-error.h"

#include <errno.h>
#include <freexl.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

/* More cells than any sheet of punches has: a crafted sheet may claim a million by a million. */
#define MOST_CELLS (20 * 1000 * 1000)

#define ZIP "PK\3\4"
#define ZIP_END "PK\5\6"
#define ZIP_ENTRY "PK\1\2"
#define ZIP_END_SIZE 22
#define ZIP_ENTRY_SIZE 46

static gboolean
begins_with (const guint8 *data, gsize length, const char *magic)
{
  return length >= strlen (magic) && memcmp (data, magic, strlen (magic)) == 0;
}

gboolean
muster_workbook_recognise (const guint8 *data, gsize length)
{
  return begins_with (data, length, ZIP) &&
         (memmem (data, length, "xl/", 3) != NULL ||
          (memmem (data, length, "[Content_Types].xml", 19) != NULL &&
           memmem (data, length, "word/", 5) == NULL &&
           memmem (data, length, "ppt/", 4) == NULL));
}

static guint32
get_u32 (const guint8 *data)
{
  return (guint32) data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16 |
         (guint32) data[3] << 24;
}

static guint16
get_u16 (const guint8 *data)
{
  return (guint16) (data[0] | data[1] << 8);
}

/* How large a zip file says to be once it is unpacked, by its list of contents (APPNOTE 4.3.12),
 * which is what the library goes by; 0 when it has no list. */
static guint64
sum_unpacked (const guint8 *data, gsize length)
{
  guint64 total = 0;
  gsize end = 0;
  gsize at;

  for (gsize back = ZIP_END_SIZE; end == 0 && back <= MIN (length, ZIP_END_SIZE + 65535);
       back++)
    if (begins_with (data + length - back, back, ZIP_END))
      end = length - back;
  if (end == 0)
    return 0;

  at = get_u32 (data + end + 16);
  while (at <= length && length - at >= ZIP_ENTRY_SIZE &&
         begins_with (data + at, length - at, ZIP_ENTRY))
    {
      total += get_u32 (data + at + 24);
      at += ZIP_ENTRY_SIZE + get_u16 (data + at + 28) + get_u16 (data + at + 30) +
            get_u16 (data + at + 32);
    }

  return total;
}

static gboolean
check_size (GBytes *data, GError **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (data, &length);
  guint64 unpacked = sum_unpacked (bytes, length);

  if (length > MUSTER_WORKBOOK_LARGEST || unpacked > MUSTER_WORKBOOK_UNPACKED)
    return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                             _ ("This workbook is too large. Save the sheet as CSV, "
                                "then import that."));

  return unpacked > 0 ||
         muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                           _ ("This workbook is damaged. Open it, save it again, and "
                              "import that."));
}

/* The library reads files only: it is given one in memory, so that nothing of anybody is left on
 * a disk. */
static int
open_in_memory (GBytes *data, GError **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (data, &length);
  int file = memfd_create ("workbook", MFD_CLOEXEC);
  gsize done = 0;

  while (file >= 0 && done < length)
    {
      gssize n = write (file, bytes + done, length - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          close (file);
          file = -1;
          break;
        }
      done += (gsize) n;
    }

  if (file < 0)
    muster_error_set (error, MUSTER_ERROR_STORAGE,
                      _ ("There is not enough memory to read this workbook."));

  return file;
}

static const void *
open_workbook (int file, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file);
  const void *handle = NULL;

  if (freexl_open_xlsx (path, &handle) == FREEXL_OK)
    return handle;

  if (handle != NULL)
    freexl_close (handle);
  muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                    _ ("This workbook is damaged. Open it, save it again, and "
                       "import that."));

  return NULL;
}

/* ---- Cells ---- */

static void
add_text (GString *csv, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  gboolean quoted = strpbrk (valid, ",\"") != NULL;

  if (quoted)
    g_string_append_c (csv, '"');
  for (const char *c = valid; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c == '\n' || *c == '\r' ? ' ' : *c);
    }
  if (quoted)
    g_string_append_c (csv, '"');
}

/* A time of day without a date is a moment of the calendar's first day to the library. */
static const char *
without_epoch (const char *text)
{
  static const char *const epochs[] = { "1900-01-01 ", "1900-01-00 ", "1899-12-31 ",
                                        "1899-12-30 ", "1904-01-01 " };

  for (gsize i = 0; i < G_N_ELEMENTS (epochs); i++)
    if (g_str_has_prefix (text, epochs[i]))
      return text + strlen (epochs[i]);

  return text;
}

static void
add_number (GString *csv, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    return;

  if (number == floor (number) && fabs (number) < 1e15)
    g_string_append_printf (csv, "%" G_GINT64_FORMAT, (gint64) number);
  else
    g_string_append (csv, g_ascii_formatd (text, sizeof text, "%.10g", number));
}

static void
add_cell (GString *csv, const FreeXL_CellValue *cell)
{
  switch (cell->type)
    {
    case FREEXL_CELL_INT:
      g_string_append_printf (csv, "%d", cell->value.int_value);
      break;

    case FREEXL_CELL_DOUBLE:
      add_number (csv, cell->value.double_value);
      break;

    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_TIME:
      if (cell->value.text_value != NULL)
        add_text (csv, cell->value.text_value);
      break;

    case FREEXL_CELL_DATETIME:
      if (cell->value.text_value != NULL)
        add_text (csv, without_epoch (cell->value.text_value));
      break;

    case FREEXL_CELL_NULL:
    default:
      break;
    }
}

/* Adds the chosen sheet row by row; an empty cell at the end of a row is none. */
static gboolean
add_sheet (const void *workbook,
           GString *csv,
           gboolean *empty,
           GCancellable *cancellable,
           GError **error)
{
  unsigned int rows = 0;
  unsigned short columns = 0;

  *empty = TRUE;
  /* An empty sheet has no columns, and as many rows as there can be. */
  if (freexl_worksheet_dimensions (workbook, &rows, &columns) != FREEXL_OK ||
      columns == 0)
    return TRUE;
  if ((guint64) rows * columns > MOST_CELLS)
    return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                             _ ("This workbook is too large. Save the sheet as CSV, "
                                "then import that."));

  for (unsigned int row = 0; row < rows; row++)
    {
      gsize begun = csv->len;
      gsize ended = csv->len;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      for (unsigned short column = 0; column < columns; column++)
        {
          FreeXL_CellValue cell = { 0 };
          gsize before;

          if (column > 0)
            g_string_append_c (csv, ',');
          before = csv->len;
          if (freexl_get_cell_value (workbook, row, column, &cell) == FREEXL_OK)
            add_cell (csv, &cell);
          if (csv->len > before)
            ended = csv->len;
        }

      g_string_truncate (csv, ended);
      *empty = *empty && ended == begun;
      g_string_append_c (csv, '\n');
    }

  return TRUE;
}

static gboolean
read_workbook (const void *workbook,
               const char *sheet,
               GString *csv,
               GCancellable *cancellable,
               GError **error)
{
  unsigned int n = 0;

  if (freexl_get_worksheets_count (workbook, &n) != FREEXL_OK)
    n = 0;

  for (unsigned int i = 0; i < n; i++)
    {
      const char *name = NULL;
      gboolean empty;

      if (freexl_get_worksheet_name (workbook, (unsigned short) i, &name) != FREEXL_OK ||
          (sheet != NULL && g_strcmp0 (name, sheet) != 0) ||
          freexl_select_active_worksheet (workbook, (unsigned short) i) != FREEXL_OK)
        continue;

      g_string_truncate (csv, 0);
      if (!add_sheet (workbook, csv, &empty, cancellable, error))
        return FALSE;
      if (!empty)
        return TRUE;
      if (sheet != NULL)
        break;
    }

  if (sheet != NULL && csv->len == 0)
    return muster_error_set (error, MUSTER_ERROR_MISSING,
                             _ ("The workbook has no sheet “%s”, or it is empty."),
                             sheet);

  return muster_error_set (
    error, MUSTER_ERROR_PROTOCOL,
    _ ("The workbook holds nothing: all of its sheets are empty."));
}

GBytes *
muster_workbook_to_csv (GBytes *data,
                        const char *sheet,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  const void *workbook = NULL;
  gboolean read = FALSE;
  int file;

  g_return_val_if_fail (data != NULL, NULL);

  if (!check_size (data, error) || (file = open_in_memory (data, error)) < 0)
    return NULL;

  workbook = open_workbook (file, error);
  if (workbook != NULL)
    {
      read = read_workbook (workbook, sheet, csv, cancellable, error);
      freexl_close (workbook);
    }
  close (file);

  return read ? g_string_free_to_bytes (g_steal_pointer (&csv)) : NULL;
}
