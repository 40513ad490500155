/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-lines.h"

#include "muster-charset.h"

#include <string.h>

#define CHUNK (256 * 1024)

struct _MusterLines
{
  GInputStream *stream;
  MusterConverter *converter; /* of lines, or with @whole of the stream */
  gboolean whole;
  GString *converted;
  GError *error;

  guint8 *buffer; /* CHUNK + MUSTER_LINES_LONGEST bytes, a zero word behind them */
  gsize from;     /* the first byte not handed out */
  gsize until;    /* behind the last byte read */
  guint8 *raw;    /* of UTF-16, before it is converted */
  gsize raw_used; /* how much of @converted is handed over, with @whole */

  guint64 position;
  guint64 offset; /* of @from */
  guint64 number;
  gboolean begun;
  gboolean ended;
  gboolean after_nuls;
  gboolean after_cr;
};

static gboolean
lines_fail (MusterLines *lines, GError *error)
{
  lines->error = error;
  lines->ended = TRUE;
  return FALSE;
}

/* Takes bytes from the stream as they are: returns how many, 0 at the end or after an error. */
static gsize
read_raw (MusterLines *lines, guint8 *data, gsize length, GCancellable *cancellable)
{
  GError *error = NULL;
  gssize n = -1;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    n = g_input_stream_read (lines->stream, data, length, cancellable, &error);

  if (n < 0)
    {
      lines_fail (lines, error);
      return 0;
    }

  lines->position += (guint64) n;
  return (gsize) n;
}

/* Takes UTF-8 made from UTF-16; the same contract. */
static gsize
read_whole (MusterLines *lines, guint8 *data, gsize length, GCancellable *cancellable)
{
  gsize n;

  while (lines->raw_used == lines->converted->len)
    {
      n = read_raw (lines, lines->raw, CHUNK, cancellable);
      lines->raw_used = 0;
      g_string_truncate (lines->converted, 0);
      muster_converter_run (lines->converter, lines->raw, n, n == 0, lines->converted);
      if (n == 0 && lines->converted->len == 0)
        return 0;
    }

  n = MIN (length, lines->converted->len - lines->raw_used);
  memcpy (data, lines->converted->str + lines->raw_used, n);
  lines->raw_used += n;
  return n;
}

/* Moves what is left to the front and reads behind it. Returns whether anything came. */
static gboolean
lines_fill (MusterLines *lines, GCancellable *cancellable)
{
  gsize left = lines->until - lines->from;
  gsize n;

  if (lines->ended)
    return FALSE;

  memmove (lines->buffer, lines->buffer + lines->from, left);
  lines->from = 0;
  lines->until = left;

  if (lines->whole)
    n = read_whole (lines, lines->buffer + left, CHUNK, cancellable);
  else
    n = read_raw (lines, lines->buffer + left, CHUNK, cancellable);

  lines->until += n;
  if (n == 0)
    lines->ended = TRUE;

  return n > 0;
}

/* Looks at the byte order mark, which overrules what was said about the charset. */
static gboolean
lines_begin (MusterLines *lines, GCancellable *cancellable)
{
  const guint8 *head = lines->buffer;
  const char *wide = NULL;

  lines->begun = TRUE;
  while (lines->until < 3 && lines_fill (lines, cancellable))
    ;
  if (lines->error != NULL)
    return FALSE;

  if (lines->until >= 2 && head[0] == 0xff && head[1] == 0xfe)
    wide = "UTF-16LE";
  else if (lines->until >= 2 && head[0] == 0xfe && head[1] == 0xff)
    wide = "UTF-16BE";

  if (wide != NULL)
    {
      GError *error = NULL;

      g_clear_pointer (&lines->converter, muster_converter_free);
      if (!(lines->converter = muster_converter_new (wide, &error)))
        return lines_fail (lines, error);

      lines->whole = TRUE;
      lines->raw = g_malloc (CHUNK);
      muster_converter_run (lines->converter, head + 2, lines->until - 2, lines->ended,
                            lines->converted);
      lines->until = 0;
      lines->ended = FALSE;
    }
  else if (lines->until >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    {
      g_clear_pointer (&lines->converter, muster_converter_free);
      lines->from = 3;
      lines->offset = 3;
    }

  return TRUE;
}

/* Counts the run of NULs at @from, however long, and drops it. */
static void
take_nuls (MusterLines *lines, MusterLine *line, GCancellable *cancellable)
{
  line->kind = MUSTER_LINE_NULS;
  line->flags = 0;
  line->text = NULL;
  line->length = 0;
  line->number = lines->number + 1;
  line->offset = lines->offset;

  do
    {
      while (lines->from < lines->until && lines->buffer[lines->from] == 0)
        {
          lines->from++;
          line->length++;
        }
    }
  while (lines->from == lines->until && lines_fill (lines, cancellable));

  lines->offset += line->length;
  lines->after_nuls = TRUE;
}

/* Drops a line that no buffer can hold, up to its end, and counts its bytes. */
static void
take_long (MusterLines *lines, MusterLine *line, GCancellable *cancellable)
{
  line->kind = MUSTER_LINE_LONG;
  line->flags = lines->after_nuls ? MUSTER_LINE_AFTER_NULS : 0;
  line->text = NULL;
  line->length = 0;
  line->number = lines->number + 1;
  line->offset = lines->offset;
  lines->after_nuls = FALSE;

  do
    while (lines->from < lines->until)
      {
        guint8 byte = lines->buffer[lines->from];

        if (byte == 0)
          {
            line->flags |= MUSTER_LINE_BEFORE_NULS;
            lines->offset += line->length;
            return;
          }

        lines->from++;
        if (byte == '\n' || byte == '\r')
          {
            lines->after_cr = byte == '\r';
            lines->offset += line->length + 1;
            lines->number++;
            return;
          }
        line->length++;
      }
  while (lines_fill (lines, cancellable));

  lines->offset += line->length;
  line->flags |= MUSTER_LINE_UNENDED;
}

static void
line_set_text (MusterLines *lines, MusterLine *line, const guint8 *data, gsize length)
{
  const char *end;

  line->text = (const char *) data;
  line->length = length;

  if (lines->converter != NULL && !lines->whole)
    {
      g_string_truncate (lines->converted, 0);
      if (muster_converter_run (lines->converter, data, length, TRUE, lines->converted) >
          0)
        line->flags |= MUSTER_LINE_UNDECODED;
      line->text = lines->converted->str;
      line->length = lines->converted->len;
      return;
    }

  /* What came from UTF-16 is valid already. */
  if (lines->whole || g_utf8_validate_len (line->text, length, &end))
    return;

  line->flags |= MUSTER_LINE_UNDECODED;
  g_string_truncate (lines->converted, 0);

  do
    {
      g_string_append_len (lines->converted, line->text, end - line->text);
      g_string_append (lines->converted, "\xef\xbf\xbd");
      line->length -= (gsize) (end - line->text) + 1;
      line->text = end + 1;
    }
  while (!g_utf8_validate_len (line->text, line->length, &end));

  g_string_append_len (lines->converted, line->text, (gssize) line->length);
  line->text = lines->converted->str;
  line->length = lines->converted->len;
}

MusterLines *
muster_lines_new (GInputStream *stream, const char *charset)
{
  MusterLines *lines;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  lines = g_new0 (MusterLines, 1);
  lines->stream = g_object_ref (stream);
  lines->converted = g_string_new (NULL);
  lines->buffer = g_malloc (CHUNK + MUSTER_LINES_LONGEST);

  /* UTF-16 is only ever read by its mark. */
  if (charset != NULL && g_ascii_strcasecmp (charset, "UTF-8") != 0 &&
      g_ascii_strncasecmp (charset, "UTF-16", 6) != 0)
    lines->converter = muster_converter_new (charset, &lines->error);
  lines->ended = lines->error != NULL;

  return lines;
}

void
muster_lines_free (MusterLines *lines)
{
  if (lines == NULL)
    return;

  g_object_unref (lines->stream);
  g_clear_pointer (&lines->converter, muster_converter_free);
  g_string_free (lines->converted, TRUE);
  g_clear_error (&lines->error);
  g_free (lines->buffer);
  g_free (lines->raw);
  g_free (lines);
}

gboolean
muster_lines_next (MusterLines *lines, MusterLine *line, GCancellable *cancellable)
{
  gsize i = 0;
  guint8 high = 0;

  g_return_val_if_fail (lines != NULL && line != NULL, FALSE);

  if (lines->error != NULL || (!lines->begun && !lines_begin (lines, cancellable)))
    return FALSE;

  for (;;)
    {
      const guint8 *data = lines->buffer + lines->from;
      gsize length = lines->until - lines->from;
      gboolean last;

      /* Of the bytes up to 0x1a only these matter: NUL, LF, CR and the old end of file. */
      while (i < length && (data[i] > 0x1a || (data[i] != 0 && data[i] != '\n' &&
                                               data[i] != '\r' && data[i] != 0x1a)))
        high |= data[i++];

      if (i >= MUSTER_LINES_LONGEST)
        {
          take_long (lines, line, cancellable);
          return lines->error == NULL;
        }

      if (i == length)
        {
          if (lines_fill (lines, cancellable))
            continue;
          if (lines->error != NULL || i == 0)
            return FALSE;
          data = lines->buffer + lines->from; /* which the attempt has moved */
        }
      else if (data[i] == '\n' && i == 0 && lines->after_cr)
        {
          lines->after_cr = FALSE;
          lines->from++;
          lines->offset++;
          continue;
        }
      else if (data[i] == 0x1a)
        {
          /* Of the old end of file only the last byte of all is dropped. */
          if (i + 1 == length && lines_fill (lines, cancellable))
            continue;
          if (lines->error != NULL)
            return FALSE;
          data = lines->buffer + lines->from;
          if (i + 1 < length)
            {
              high |= data[i++];
              continue;
            }
          if (i == 0)
            {
              lines->from++;
              return FALSE;
            }
        }

      lines->after_cr = FALSE;
      last = i == length || data[i] == 0x1a;
      if (!last && data[i] == 0 && i == 0)
        {
          take_nuls (lines, line, cancellable);
          return lines->error == NULL;
        }

      line->kind = MUSTER_LINE_TEXT;
      line->flags = lines->after_nuls ? MUSTER_LINE_AFTER_NULS : 0;
      line->number = lines->number + 1;
      line->offset = lines->offset;
      lines->after_nuls = FALSE;

      if (last)
        line->flags |= MUSTER_LINE_UNENDED;
      else if (data[i] == 0)
        line->flags |= MUSTER_LINE_BEFORE_NULS;
      else
        lines->number++;

      lines->from += i;
      lines->offset += i;
      if (last)
        {
          lines->from = lines->until;
        }
      else if (data[i] != 0)
        {
          lines->after_cr = data[i] == '\r';
          lines->from++;
          lines->offset++;
        }

      if (high < 0x80)
        {
          line->text = (const char *) data;
          line->length = i;
        }
      else
        {
          line_set_text (lines, line, data, i);
        }
      return TRUE;
    }
}

gboolean
muster_lines_done (MusterLines *lines, GError **error)
{
  g_return_val_if_fail (lines != NULL, FALSE);

  if (lines->error == NULL)
    return TRUE;

  if (error != NULL)
    *error = g_error_copy (lines->error);
  return FALSE;
}

guint64
muster_lines_get_position (MusterLines *lines)
{
  g_return_val_if_fail (lines != NULL, 0);

  return lines->position;
}
