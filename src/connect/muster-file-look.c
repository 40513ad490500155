/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-file-look.h"

#include "muster-charset.h"
#include "muster-error.h"
#include "muster-file-refusal.h"
#include "muster-workbook.h"
#include "muster-zk-users.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#define SAMPLE_LINES 200
#define CHUNK (256 * 1024)
#define LARGEST_RECORDS (16 * 1024 * 1024)

/* Control characters that no text holds, of a piece that is not UTF-16. */
static gboolean
is_binary (const guint8 *data, gsize length)
{
  gsize text = 0;
  gsize controls = 0;

  if (length >= 2 &&
      (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (data[i] >= 0x20 || (data[i] >= '\t' && data[i] <= '\r') || data[i] == 0x1a)
      text++;
    else if (data[i] != 0)
      controls++;

  return controls > text / 50;
}

static gboolean
is_zero (const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] != 0)
      return FALSE;

  return TRUE;
}

/* A terminal's user.dat is the one binary file that can be read. It is small. */
static gboolean
look_for_records (MusterFileLook *look, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (look->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, cancellable, NULL);
  g_autoptr (GBytes) bytes = NULL;
  gsize skip;

  if (info == NULL || g_file_info_get_size (info) > LARGEST_RECORDS)
    return FALSE;

  bytes = g_file_load_bytes (look->file, cancellable, NULL, NULL);
  if (bytes == NULL || muster_zk_users_recognise (g_bytes_get_data (bytes, NULL),
                                                  g_bytes_get_size (bytes), &skip) == 0)
    return FALSE;

  look->size = g_bytes_get_size (bytes);
  look->records = g_steal_pointer (&bytes);
  return TRUE;
}

/* A workbook is read whole: one of its sheets is the table. */
static gboolean
look_for_sheet (MusterFileLook *look,
                const char *name,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (look->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, cancellable, error);
  g_autoptr (GBytes) bytes = NULL;

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_size (info) > MUSTER_WORKBOOK_LARGEST)
    return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                             _ ("This workbook is too large. Save the sheet as CSV, "
                                "then import that."));

  if (!(bytes = g_file_load_bytes (look->file, cancellable, NULL, error)) ||
      !(look->sheet =
          muster_workbook_to_csv (bytes, name, &look->sheets, cancellable, error)))
    return FALSE;

  look->size = g_bytes_get_size (bytes);
  g_set_str (&look->charset, "UTF-8");
  return TRUE;
}

/* Reads the whole file once: its size, its charset, and whether it is a text at all. */
static gboolean
survey_file (MusterFileLook *look,
             const char *sheet,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (look->file, cancellable, error);
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  MusterCharsetSurvey survey = { 0 };
  gboolean zero = TRUE;
  gssize n;

  if (stream == NULL)
    return FALSE;

  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, CHUNK, cancellable,
                                   error)) > 0)
    {
      if (look->size == 0 && muster_workbook_recognise (chunk, (gsize) n))
        return look_for_sheet (look, sheet, cancellable, error);
      if (look->size == 0 && muster_file_refuse (look->name, chunk, (gsize) n, error))
        return FALSE;

      if (zero && is_binary (chunk, (gsize) n))
        return look_for_records (look, cancellable) ||
               muster_error_set (
                 error, MUSTER_ERROR_PROTOCOL,
                 _ ("This is not a text file, and no kind of file that Muster "
                    "knows."));

      zero = zero && is_zero (chunk, (gsize) n);
      muster_charset_survey_feed (&survey, chunk, (gsize) n);
      look->size += (guint64) n;
    }

  if (n < 0)
    return FALSE;
  if (look->size == 0)
    return !muster_file_refuse (look->name, NULL, 0, error);
  if (zero)
    return muster_error_set (
      error, MUSTER_ERROR_PROTOCOL,
      _ ("The file holds nothing but zero bytes: the stick was probably "
         "pulled out too early. Export it from the terminal again."));

  if (look->charset == NULL)
    look->charset = g_strdup (muster_charset_survey_get_name (&survey));
  return TRUE;
}

gboolean
muster_file_look_has_choice (MusterFileLook *look)
{
  return look->sheets != NULL && g_strv_length (look->sheets) > 1;
}

MusterLines *
muster_file_look_open (MusterFileLook *look, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GInputStream) memory = NULL;

  g_return_val_if_fail (look != NULL, NULL);

  if (look->sheet != NULL)
    {
      memory = g_memory_input_stream_new_from_bytes (look->sheet);
      return muster_lines_new (memory, "UTF-8");
    }

  if (!(stream = g_file_read (look->file, cancellable, error)))
    return NULL;
  return muster_lines_new (G_INPUT_STREAM (stream), look->charset);
}

static gboolean
take_sample (MusterFileLook *look, GCancellable *cancellable, GError **error)
{
  g_autoptr (MusterLines) lines = muster_file_look_open (look, cancellable, error);
  g_autoptr (GStrvBuilder) sample = g_strv_builder_new ();
  MusterLine line;
  guint n = 0;

  if (lines == NULL)
    return FALSE;

  while (n < SAMPLE_LINES && muster_lines_next (lines, &line, cancellable))
    if (line.kind == MUSTER_LINE_TEXT && line.length > 0)
      {
        g_strv_builder_take (sample, g_strndup (line.text, line.length));
        n++;
      }

  look->sample = g_strv_builder_end (sample);
  return muster_lines_done (lines, error);
}

MusterFileLook *
muster_file_look_new (const char *path,
                      const char *charset,
                      const char *sheet,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (MusterFileLook) look = NULL;

  g_return_val_if_fail (path != NULL && charset != NULL, NULL);

  look = g_new0 (MusterFileLook, 1);
  look->file = g_file_new_for_path (path);
  look->name = g_file_get_basename (look->file);

  if (!g_str_equal (charset, "auto"))
    {
      if (!muster_charset_check (charset))
        {
          muster_error_set_field (error, "charset",
                                  _ ("“%s” is no text encoding known here"), charset);
          return NULL;
        }
      look->charset = g_strdup (charset);
    }

  if (sheet != NULL && *sheet == '\0')
    sheet = NULL;
  if (!survey_file (look, sheet, cancellable, error) ||
      (look->records == NULL && !take_sample (look, cancellable, error)))
    return NULL;

  return g_steal_pointer (&look);
}

void
muster_file_look_free (MusterFileLook *look)
{
  if (look == NULL)
    return;

  g_clear_object (&look->file);
  g_free (look->name);
  g_free (look->charset);
  g_strfreev (look->sample);
  g_clear_pointer (&look->records, g_bytes_unref);
  g_clear_pointer (&look->sheet, g_bytes_unref);
  g_strfreev (look->sheets);
  g_free (look);
}

gboolean
muster_file_look_ask (const char *setting, GError **error)
{
  static const struct
  {
    const char *setting;
    const char *question;
  } questions[] = {
    { "charset", N_ ("The text encoding of this file cannot be told. Choose it, such as "
                     "windows-1256.") },
    { "order", N_ ("Day and month cannot be told apart in this file. Choose which comes "
                   "first: dmy or mdy.") },
    { "month", N_ ("This table does not say which month its days are in. Choose it, such "
                   "as 2024-02.") },
    { "columns", N_ ("The headers do not say which columns tell who and when. Choose "
                     "what each column is.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    if (g_strcmp0 (questions[i].setting, setting) == 0)
      return muster_error_set_field (error, setting, "%s", _ (questions[i].question));

  g_return_val_if_reached (FALSE);
}
