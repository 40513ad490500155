/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-csv.h"

#include <string.h>

#define QUOTED_LINES 64
#define QUOTED_BYTES (16 * 1024)

/* A line that was read ahead in search of a closing quote. */
typedef struct
{
  MusterLine line;
  char *text;
} Ahead;

struct _MusterCsv
{
  MusterLines *lines;
  char separator;
  GQueue ahead;
  GString *first; /* the first line of the record */
  GString *text;  /* all lines of the record; cells point into it, cut in place */
  GArray *cells;
};

static void
ahead_free (Ahead *ahead)
{
  g_free (ahead->text);
  g_free (ahead);
}

MusterCsv *
muster_csv_new (MusterLines *lines, char separator)
{
  MusterCsv *csv;

  g_return_val_if_fail (lines != NULL && separator != '\0' && separator != '"', NULL);

  csv = g_new0 (MusterCsv, 1);
  csv->lines = lines;
  csv->separator = separator;
  g_queue_init (&csv->ahead);
  csv->first = g_string_new (NULL);
  csv->text = g_string_new (NULL);
  csv->cells = g_array_new (FALSE, FALSE, sizeof (MusterCell));
  return csv;
}

void
muster_csv_free (MusterCsv *csv)
{
  if (csv == NULL)
    return;

  muster_lines_free (csv->lines);
  g_queue_clear_full (&csv->ahead, (GDestroyNotify) ahead_free);
  g_string_free (csv->first, TRUE);
  g_string_free (csv->text, TRUE);
  g_array_unref (csv->cells);
  g_free (csv);
}

/* Takes the next line, from those read ahead if there are any. */
static gboolean
next_line (MusterCsv *csv, MusterLine *line, GString *text, GCancellable *cancellable)
{
  Ahead *ahead = g_queue_pop_head (&csv->ahead);

  g_string_truncate (text, 0);
  if (ahead != NULL)
    {
      *line = ahead->line;
      if (ahead->text != NULL)
        g_string_append_len (text, ahead->text, (gssize) line->length);
      ahead_free (ahead);
      return TRUE;
    }

  if (!muster_lines_next (csv->lines, line, cancellable))
    return FALSE;
  if (line->kind == MUSTER_LINE_TEXT)
    g_string_append_len (text, line->text, (gssize) line->length);
  return TRUE;
}

/* Where the spaces end that may stand before a quote. A TAB may be the separator. */
static const char *
skip_blanks (const char *p, char separator)
{
  while (*p == ' ' || (*p == '\t' && separator != '\t'))
    p++;
  return p;
}

/* Finds the quote that closes the one before @p: %NULL when none does. */
static const char *
find_close (const char *p)
{
  for (; (p = strchr (p, '"')) != NULL; p += 2)
    if (p[1] != '"')
      return p;

  return NULL;
}

/* Whether a quote is open at the end of @text, when one is @open at its beginning. */
static gboolean
is_open (MusterCsv *csv, const char *text, gboolean open)
{
  const char *p = text;

  for (;;)
    {
      if (!open)
        p = skip_blanks (p, csv->separator);
      if (open || *p == '"')
        {
          p = find_close (open ? p : p + 1);
          if (p == NULL)
            return TRUE;
        }
      open = FALSE;
      if (!(p = strchr (p, csv->separator)))
        return FALSE;
      p++;
    }
}

/* Looks for the line that closes the quote. Without one, nothing has happened. */
static void
close_quote (MusterCsv *csv, GCancellable *cancellable)
{
  g_autoptr (GString) text = g_string_new (csv->text->str);
  guint n = 0;

  for (; n < QUOTED_LINES && text->len < QUOTED_BYTES; n++)
    {
      Ahead *ahead = g_queue_peek_nth (&csv->ahead, n);

      if (ahead == NULL)
        {
          MusterLine line;

          if (!muster_lines_next (csv->lines, &line, cancellable))
            return;
          ahead = g_new0 (Ahead, 1);
          ahead->line = line;
          if (line.kind == MUSTER_LINE_TEXT)
            ahead->text = g_strndup (line.text, line.length);
          g_queue_push_tail (&csv->ahead, ahead);
        }
      if (ahead->text == NULL)
        return;

      g_string_append_c (text, '\n');
      g_string_append (text, ahead->text);
      if (!is_open (csv, ahead->text, TRUE))
        {
          for (guint i = 0; i <= n; i++)
            ahead_free (g_queue_pop_head (&csv->ahead));
          g_string_assign (csv->text, text->str);
          return;
        }
    }
}

static void
add_cell (MusterCsv *csv, char *text, gsize length)
{
  MusterCell cell;

  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  text[length] = '\0';
  cell.text = text;
  cell.length = length;
  g_array_append_val (csv->cells, cell);
}

/* Cuts the text into cells in place. What follows a closing quote up to the separator stays part
 * of the cell. */
static void
split (MusterCsv *csv)
{
  char *p = csv->text->str;

  g_array_set_size (csv->cells, 0);
  for (;;)
    {
      char *begin = p;
      char *out = p;
      char *quote = (char *) skip_blanks (p, csv->separator);
      gboolean more;

      if (*quote == '"' && find_close (quote + 1) != NULL)
        {
          for (p = quote + 1; *p != '"' || p[1] == '"'; p++)
            {
              if (*p == '"')
                p++;
              *out++ = *p;
            }
          p++;
        }

      while (*p != '\0' && *p != csv->separator)
        *out++ = *p++;

      more = *p != '\0';
      add_cell (csv, begin, (gsize) (out - begin));
      if (!more)
        return;
      p++;
    }
}

gboolean
muster_csv_next (MusterCsv *csv, MusterRecord *record, GCancellable *cancellable)
{
  g_return_val_if_fail (csv != NULL && record != NULL, FALSE);

  do
    {
      if (!next_line (csv, &record->line, csv->first, cancellable))
        return FALSE;
    }
  while (record->line.kind == MUSTER_LINE_TEXT && record->line.length == 0);

  g_array_set_size (csv->cells, 0);
  if (record->line.kind == MUSTER_LINE_TEXT)
    {
      g_string_assign (csv->text, csv->first->str);
      if (strchr (csv->text->str, '"') != NULL && is_open (csv, csv->text->str, FALSE))
        close_quote (csv, cancellable);
      record->line.text = csv->first->str;
      split (csv);
    }

  record->cells = (const MusterCell *) csv->cells->data;
  record->n_cells = csv->cells->len;
  return TRUE;
}

gboolean
muster_csv_done (MusterCsv *csv, GError **error)
{
  g_return_val_if_fail (csv != NULL, FALSE);

  return muster_lines_done (csv->lines, error);
}

guint64
muster_csv_get_position (MusterCsv *csv)
{
  g_return_val_if_fail (csv != NULL, 0);

  return muster_lines_get_position (csv->lines);
}

static guint
count_outside_quotes (const char *line, char separator)
{
  gboolean quoted = FALSE;
  guint n = 0;

  for (; *line != '\0'; line++)
    if (*line == '"')
      quoted = !quoted;
    else if (*line == separator && !quoted)
      n++;

  return n;
}

char
muster_csv_guess_separator (const char *const *lines)
{
  static const char candidates[] = { '\t', ',', ';', '|' };
  char best = '\0';
  guint most = 0;

  g_return_val_if_fail (lines != NULL, '\0');

  for (gsize c = 0; c < G_N_ELEMENTS (candidates); c++)
    {
      guint even = 0;
      guint usual = 0;

      /* The count that most lines share; titles above the table and notes below it do not. */
      for (gsize i = 0; lines[i] != NULL && i < 50; i++)
        {
          guint n = count_outside_quotes (lines[i], candidates[c]);
          guint same = 0;

          if (n == 0)
            continue;
          for (gsize j = 0; lines[j] != NULL && j < 50; j++)
            same += count_outside_quotes (lines[j], candidates[c]) == n;
          if (same * MIN (n, 8) > even * MIN (MAX (usual, 1), 8))
            {
              even = same;
              usual = n;
            }
        }

      if (even * MIN (usual, 8) > most)
        {
          most = even * MIN (usual, 8);
          best = candidates[c];
        }
    }

  return best;
}
