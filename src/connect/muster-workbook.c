/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE

#include "muster-workbook.h"

#include "muster-civil.h"
#include "muster-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* An .xlsx is a zip file of XML (ECMA-376): the workbook names its sheets, a list of relations says
 * in which part each of them is, texts are kept once in a part of their own, and whether a number
 * is a date is said by the format of its style. */

#define MOST_ROWS 1048576
#define MOST_COLUMNS 16384
#define EPOCH_1900 (-25569) /* 30 December 1899, in days of MusterDate */
#define EPOCH_1904 (-24107) /* 1 January 1904 */
#define DAY_SECONDS 86400

/* What a style makes of a number. */
typedef enum
{
  SHOWN_PLAIN,
  SHOWN_DATE,
  SHOWN_MOMENT,  /* a date and a time of day */
  SHOWN_CLOCK,   /* a time of day */
  SHOWN_ELAPSED, /* hours and minutes, more than a day's too */
} Shown;

typedef struct
{
  Shown shown;
  guint zeros; /* digits that a whole number is filled up to, as in 0000 */
} Style;

typedef struct
{
  char *name;
  char *relation;
} Sheet;

typedef struct
{
  GBytes *data;
  GCancellable *cancellable;
  gint64 epoch;
  guint64 unpacked;
  GPtrArray *sheets;   /* of Sheet */
  GHashTable *targets; /* of parts by relation */
  GHashTable *formats; /* of Style by number of a custom format */
  GArray *styles;      /* of Style */
  GPtrArray *texts;    /* of char *: the shared ones */

  /* While a part is read */
  GString *text; /* that is being gathered, if any */
  gboolean gathering;
  gboolean phonetic; /* how to read Chinese or Japanese text is no part of it */
  gboolean in_xfs;
  GString *csv;
  guint row;     /* that is written, from 1; 0 before the first */
  guint column;  /* next one, from 0 */
  guint written; /* commas of the row */
  gboolean any;
  guint filled; /* cells of the row */
  guint wide;   /* rows of more than one cell: a table has them, a cover seldom */
  char type;
  guint style;
  GString *value;
} Workbook;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->relation);
  g_free (sheet);
}

static void
workbook_clear (Workbook *self)
{
  g_ptr_array_unref (self->sheets);
  g_hash_table_unref (self->targets);
  g_hash_table_unref (self->formats);
  g_array_unref (self->styles);
  g_ptr_array_unref (self->texts);
  g_string_free (self->text, TRUE);
  g_string_free (self->value, TRUE);
  g_string_free (self->csv, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Workbook, workbook_clear)

gboolean
muster_workbook_recognise (const guint8 *data, gsize length)
{
  return length >= 4 && memcmp (data, "PK\3\4", 4) == 0 &&
         (memmem (data, length, "xl/", 3) != NULL ||
          (memmem (data, length, "[Content_Types].xml", 19) != NULL &&
           memmem (data, length, "word/", 5) == NULL &&
           memmem (data, length, "ppt/", 4) == NULL));
}

static gboolean
error_damaged (GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                           _ ("This workbook is damaged. Open it, save it again, and "
                              "import that."));
}

static gboolean
error_large (GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                           _ ("This workbook is too large. Save the sheet as CSV, "
                              "then import that."));
}

/* ---- Parts ---- */

/* Feeds one part of the archive to a parser, if there is such a part. */
static gboolean
feed_part (Workbook *self,
           struct archive *archive,
           GMarkupParseContext *parser,
           GError **error)
{
  static const char mark[] = "\xef\xbb\xbf";
  g_autofree char *chunk = g_malloc (65536);
  gboolean first = TRUE;
  la_ssize_t n;

  while ((n = archive_read_data (archive, chunk, 65536)) > 0)
    {
      const char *text = chunk;
      gssize length = n;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;

      self->unpacked += (guint64) n;
      if (self->unpacked > MUSTER_WORKBOOK_UNPACKED)
        return error_large (error);

      if (first && length >= 3 && memcmp (text, mark, 3) == 0)
        {
          text += 3;
          length -= 3;
        }
      first = FALSE;
      if (!g_markup_parse_context_parse (parser, text, length, error))
        return FALSE;
    }

  return n == 0 ? g_markup_parse_context_end_parse (parser, error)
                : error_damaged (error);
}

static gboolean
open_archive (Workbook *self, struct archive *archive)
{
  gsize length;
  const void *bytes = g_bytes_get_data (self->data, &length);

  return archive_read_support_format_zip_seekable (archive) == ARCHIVE_OK &&
         archive_read_open_memory (archive, bytes, length) == ARCHIVE_OK;
}

/* What a parser says of a part that is no XML is said in words of our own. */
static gboolean
say_why (GError *local, GError **error)
{
  if (local->domain == G_MARKUP_ERROR)
    {
      g_error_free (local);
      return error_damaged (error);
    }

  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_part (Workbook *self,
           const char *name,
           const GMarkupParser *parser,
           gboolean *found,
           GError **error)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  GError *local = NULL;
  gboolean good = open_archive (self, archive);
  int result = ARCHIVE_OK;

  *found = FALSE;
  if (!good)
    error_damaged (&local);

  while (good && !*found &&
         (result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    if (g_strcmp0 (archive_entry_pathname (entry), name) == 0)
      {
        g_autoptr (GMarkupParseContext)
          context = g_markup_parse_context_new (parser, 0, self, NULL);

        *found = TRUE;
        good = feed_part (self, archive, context, &local);
      }

  if (good && !*found && result != ARCHIVE_EOF)
    good = error_damaged (&local);
  archive_read_free (archive);

  return good || say_why (local, error);
}

/* The name of an element without the prefix of its namespace. */
static const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static const char *
get_attribute (const char **names, const char **values, const char *wanted)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_equal (local_name (names[i]), wanted))
      return values[i];

  return NULL;
}

static guint
get_number (const char *text, guint fallback)
{
  guint64 number;

  return text != NULL &&
             g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL)
           ? (guint) number
           : fallback;
}

/* ---- The workbook and its relations ---- */

static void
workbook_start (GMarkupParseContext *context,
                const char *element,
                const char **names,
                const char **values,
                gpointer user_data,
                GError **error)
{
  Workbook *self = user_data;

  if (g_str_equal (local_name (element), "workbookPr"))
    {
      const char *late = get_attribute (names, values, "date1904");

      if (g_strcmp0 (late, "1") == 0 || g_strcmp0 (late, "true") == 0)
        self->epoch = EPOCH_1904;
    }
  else if (g_str_equal (local_name (element), "sheet"))
    {
      Sheet *sheet = g_new0 (Sheet, 1);

      sheet->name = g_strdup (get_attribute (names, values, "name"));
      sheet->relation = g_strdup (get_attribute (names, values, "id"));
      g_ptr_array_add (self->sheets, sheet);
    }
}

static void
relations_start (GMarkupParseContext *context,
                 const char *element,
                 const char **names,
                 const char **values,
                 gpointer user_data,
                 GError **error)
{
  Workbook *self = user_data;
  const char *id = get_attribute (names, values, "Id");
  const char *target = get_attribute (names, values, "Target");

  if (!g_str_equal (local_name (element), "Relationship") || id == NULL || target == NULL)
    return;

  g_hash_table_insert (self->targets, g_strdup (id),
                       *target == '/' ? g_strdup (target + 1)
                                      : g_strconcat ("xl/", target, NULL));
}

/* ---- Styles ---- */

/* A format such as yyyy"年"m"月" or [h]:mm: what is quoted, escaped or in brackets says nothing,
 * but for hours in brackets, which go on beyond a day. */
static Style
style_of_format (const char *format)
{
  gboolean date = FALSE, time = FALSE, month = FALSE, elapsed = FALSE;
  gsize zeros = strspn (format, "0");
  Style style = { SHOWN_PLAIN, 0 };

  if (zeros > 1 && format[zeros] == '\0')
    style.zeros = (guint) MIN (zeros, 32);

  for (const char *c = format; *c != '\0' && *c != ';'; c++)
    switch (*c)
      {
      case '"':
        while (c[1] != '\0' && c[1] != '"')
          c++;
        if (c[1] == '"')
          c++;
        break;

      case '\\':
      case '_':
      case '*':
        if (c[1] != '\0')
          c++;
        break;

      case '[':
        elapsed = elapsed || g_ascii_strncasecmp (c, "[h", 2) == 0;
        while (c[1] != '\0' && *c != ']')
          c++;
        break;

      case 'y':
      case 'Y':
      case 'd':
      case 'D':
      case 'e':
        date = TRUE;
        break;

      case 'h':
      case 'H':
      case 's':
      case 'S':
        time = TRUE;
        break;

      case 'm':
      case 'M':
        month = TRUE;
        break;

      case 'E':
      case 'G':
        /* 0.00E+00 and “General” are numbers. */
        return style;

      default:
        break;
      }

  if (elapsed)
    style.shown = SHOWN_ELAPSED;
  else if (date || (month && !time))
    style.shown = time ? SHOWN_MOMENT : SHOWN_DATE;
  else if (time)
    style.shown = SHOWN_CLOCK;

  return style;
}

/* The formats that have a number and no text (ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are
 * dates of East Asia, some of them times). */
static Shown
shown_by_number (guint number)
{
  if (number == 22)
    return SHOWN_MOMENT;
  if ((number >= 18 && number <= 21) || number == 32 || number == 33 || number == 45 ||
      number == 47)
    return SHOWN_CLOCK;
  if (number == 46)
    return SHOWN_ELAPSED;

  return (number >= 14 && number <= 17) || (number >= 27 && number <= 31) ||
             (number >= 34 && number <= 36) || (number >= 50 && number <= 58)
           ? SHOWN_DATE
           : SHOWN_PLAIN;
}

static void
styles_start (GMarkupParseContext *context,
              const char *element,
              const char **names,
              const char **values,
              gpointer user_data,
              GError **error)
{
  Workbook *self = user_data;
  const char *name = local_name (element);

  if (g_str_equal (name, "numFmt"))
    {
      const char *code = get_attribute (names, values, "formatCode");
      guint id = get_number (get_attribute (names, values, "numFmtId"), 0);
      Style style = style_of_format (code != NULL ? code : "");

      g_hash_table_insert (self->formats, GUINT_TO_POINTER (id),
                           g_memdup2 (&style, sizeof style));
    }
  else if (g_str_equal (name, "cellXfs"))
    {
      self->in_xfs = TRUE;
    }
  else if (g_str_equal (name, "xf") && self->in_xfs)
    {
      guint id = get_number (get_attribute (names, values, "numFmtId"), 0);
      const Style *custom = g_hash_table_lookup (self->formats, GUINT_TO_POINTER (id));
      Style style = custom != NULL ? *custom : (Style) { shown_by_number (id), 0 };

      g_array_append_val (self->styles, style);
    }
}

static void
styles_end (GMarkupParseContext *context,
            const char *element,
            gpointer user_data,
            GError **error)
{
  Workbook *self = user_data;

  if (g_str_equal (local_name (element), "cellXfs"))
    self->in_xfs = FALSE;
}

/* ---- Texts ---- */

static void
gather (GMarkupParseContext *context,
        const char *text,
        gsize length,
        gpointer user_data,
        GError **error)
{
  Workbook *self = user_data;

  if (self->gathering && !self->phonetic)
    g_string_append_len (self->text, text, (gssize) length);
}

static void
texts_start (GMarkupParseContext *context,
             const char *element,
             const char **names,
             const char **values,
             gpointer user_data,
             GError **error)
{
  Workbook *self = user_data;
  const char *name = local_name (element);

  if (g_str_equal (name, "si"))
    g_string_truncate (self->text, 0);
  else if (g_str_equal (name, "t"))
    self->gathering = TRUE;
  else if (g_str_equal (name, "rPh"))
    self->phonetic = TRUE;
}

static void
texts_end (GMarkupParseContext *context,
           const char *element,
           gpointer user_data,
           GError **error)
{
  Workbook *self = user_data;
  const char *name = local_name (element);

  if (g_str_equal (name, "si"))
    g_ptr_array_add (self->texts, g_strdup (self->text->str));
  else if (g_str_equal (name, "t"))
    self->gathering = FALSE;
  else if (g_str_equal (name, "rPh"))
    self->phonetic = FALSE;
}

/* ---- Cells ---- */

static void
add_text (GString *csv, const char *text)
{
  gboolean quoted = strpbrk (text, ",\"") != NULL;

  if (quoted)
    g_string_append_c (csv, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c == '\n' || *c == '\r' ? ' ' : *c);
    }
  if (quoted)
    g_string_append_c (csv, '"');
}

static void
add_clock (GString *csv, gint64 seconds)
{
  g_string_append_printf (csv, "%02d:%02d:%02d", (int) (seconds / 3600),
                          (int) (seconds / 60 % 60), (int) (seconds % 60));
}

/* Whole seconds, as a sheet shows them: 0.375 of a day may be a hair less than nine o'clock. */
static void
add_moment (GString *csv, double serial, Shown shown, gint64 epoch)
{
  gint64 seconds = (gint64) floor (serial * DAY_SECONDS + 0.5);
  g_autofree char *date = NULL;

  if (shown == SHOWN_ELAPSED)
    {
      add_clock (csv, seconds);
      return;
    }

  /* A time of day, also one that is shown with the date that it does not have. */
  if (shown == SHOWN_CLOCK || (shown == SHOWN_MOMENT && seconds < DAY_SECONDS))
    {
      add_clock (csv, seconds % DAY_SECONDS);
      return;
    }

  date = muster_date_format ((MusterDate) (epoch + seconds / DAY_SECONDS));
  g_string_append (csv, date);
  if (shown == SHOWN_MOMENT)
    {
      g_string_append_c (csv, ' ');
      add_clock (csv, seconds % DAY_SECONDS);
    }
}

static void
add_number (GString *csv, double number, guint zeros)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (number == floor (number) && fabs (number) < 1e15)
    g_string_append_printf (csv, "%0*" G_GINT64_FORMAT, (int) zeros, (gint64) number);
  else
    g_string_append (csv, g_ascii_formatd (text, sizeof text, "%.10g", number));
}

static void
add_value (Workbook *self, const char *value)
{
  Style style = { SHOWN_PLAIN, 0 };
  char *end;
  double number = g_ascii_strtod (value, &end);

  if (self->style < self->styles->len)
    style = g_array_index (self->styles, Style, self->style);

  /* What is no number is kept as it stands, and a date is one of four digits of years. */
  if (end == value || *end != '\0' || !isfinite (number))
    add_text (self->csv, value);
  else if (style.shown == SHOWN_PLAIN || number < 0 || number >= 2958466)
    add_number (self->csv, number, style.zeros);
  else
    add_moment (self->csv, number, style.shown, self->epoch);
}

static const char *
get_shared (Workbook *self, const char *value)
{
  guint index = get_number (value, G_MAXUINT);

  return index < self->texts->len ? g_ptr_array_index (self->texts, index) : "";
}

/* "AB12" is column 27; MOST_COLUMNS for what names none. */
static guint
column_of (const char *reference)
{
  guint column = 0;

  for (const char *c = reference; g_ascii_isalpha (*c); c++)
    {
      column = column * 26 + (guint) (g_ascii_toupper (*c) - 'A' + 1);
      if (column > MOST_COLUMNS)
        return MOST_COLUMNS;
    }

  return column > 0 ? column - 1 : MOST_COLUMNS;
}

static void
begin_row (Workbook *self, const char *reference)
{
  guint row = get_number (reference, self->row + 1);

  /* Rows that are not there are empty; one that goes back is taken as the next. */
  if (row <= self->row || row > MOST_ROWS)
    row = self->row + 1;
  for (; self->row > 0 && self->row < row; self->row++)
    g_string_append_c (self->csv, '\n');
  for (guint i = 1; self->row == 0 && i < row; i++)
    g_string_append_c (self->csv, '\n');
  self->row = row;
  self->column = 0;
  self->written = 0;
  self->filled = 0;
}

static void
begin_cell (Workbook *self, const char **names, const char **values)
{
  const char *reference = get_attribute (names, values, "r");
  const char *type = get_attribute (names, values, "t");

  if (reference != NULL)
    {
      guint column = column_of (reference);

      if (column >= self->column)
        self->column = column;
    }
  self->type = type == NULL ? 'n' : *type;
  if (g_strcmp0 (type, "str") == 0)
    self->type = 't';
  self->style = get_number (get_attribute (names, values, "s"), 0);
  g_string_truncate (self->value, 0);
}

static void
end_cell (Workbook *self)
{
  const char *value = self->value->str;

  if (self->type == 's')
    value = get_shared (self, value);

  if (*value != '\0' && self->column < MOST_COLUMNS)
    {
      for (; self->written < self->column; self->written++)
        g_string_append_c (self->csv, ',');
      if (self->type == 'n')
        add_value (self, value);
      else
        add_text (self->csv, value);
      self->any = TRUE;
      self->wide += ++self->filled == 2;
    }
  self->column++;
}

static void
sheet_start (GMarkupParseContext *context,
             const char *element,
             const char **names,
             const char **values,
             gpointer user_data,
             GError **error)
{
  Workbook *self = user_data;
  const char *name = local_name (element);

  if (g_str_equal (name, "row"))
    begin_row (self, get_attribute (names, values, "r"));
  else if (g_str_equal (name, "c") && self->row > 0)
    begin_cell (self, names, values);
  else if (g_str_equal (name, "rPh"))
    self->phonetic = TRUE;
  else if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    {
      self->gathering = self->row > 0;
      g_string_truncate (self->text, 0);
    }
}

static void
sheet_end (GMarkupParseContext *context,
           const char *element,
           gpointer user_data,
           GError **error)
{
  Workbook *self = user_data;
  const char *name = local_name (element);

  if (g_str_equal (name, "rPh"))
    {
      self->phonetic = FALSE;
    }
  else if (g_str_equal (name, "v") || g_str_equal (name, "t"))
    {
      if (self->gathering && !self->phonetic)
        g_string_append (self->value, self->text->str);
      self->gathering = FALSE;
    }
  else if (g_str_equal (name, "c") && self->row > 0)
    {
      end_cell (self);
      if (self->csv->len > MUSTER_WORKBOOK_UNPACKED)
        g_propagate_error (error,
                           g_error_new_literal (MUSTER_ERROR, MUSTER_ERROR_PROTOCOL,
                                                _ ("This workbook is too large.")));
    }
}

static const GMarkupParser workbook_parser = { .start_element = workbook_start };
static const GMarkupParser relations_parser = { .start_element = relations_start };
static const GMarkupParser styles_parser = { .start_element = styles_start,
                                             .end_element = styles_end };
static const GMarkupParser texts_parser = { .start_element = texts_start,
                                            .end_element = texts_end,
                                            .text = gather };
static const GMarkupParser sheet_parser = { .start_element = sheet_start,
                                            .end_element = sheet_end,
                                            .text = gather };

/* ---- The whole ---- */

static gboolean
read_sheet (Workbook *self, Sheet *sheet, GError **error)
{
  const char *part =
    sheet->relation != NULL ? g_hash_table_lookup (self->targets, sheet->relation) : NULL;
  gboolean found;

  g_string_truncate (self->csv, 0);
  self->row = self->wide = 0;
  self->any = self->gathering = self->phonetic = FALSE;
  if (part == NULL)
    return TRUE;
  if (!read_part (self, part, &sheet_parser, &found, error))
    return FALSE;

  g_string_append_c (self->csv, '\n');
  return TRUE;
}

static gboolean
read_frame (Workbook *self, GError **error)
{
  gboolean found;

  if (!read_part (self, "xl/workbook.xml", &workbook_parser, &found, error))
    return FALSE;
  if (!found || self->sheets->len == 0)
    return error_damaged (error);

  return read_part (self, "xl/_rels/workbook.xml.rels", &relations_parser, &found,
                    error) &&
         read_part (self, "xl/styles.xml", &styles_parser, &found, error) &&
         read_part (self, "xl/sharedStrings.xml", &texts_parser, &found, error);
}

/* Without a name, the first that looks like a table, else the first that is not empty. */
static gboolean
read_chosen (Workbook *self, const char *name, guint *index, GError **error)
{
  guint second_best = self->sheets->len;

  for (guint i = 0; i < self->sheets->len; i++)
    {
      Sheet *sheet = g_ptr_array_index (self->sheets, i);

      if (name != NULL && g_strcmp0 (sheet->name, name) != 0)
        continue;
      if (!read_sheet (self, sheet, error))
        return FALSE;
      *index = i;
      if (self->any && (name != NULL || self->wide > 1))
        return TRUE;
      if (self->any)
        second_best = MIN (second_best, i);
    }

  *index = second_best;
  if (second_best < self->sheets->len)
    return read_sheet (self, g_ptr_array_index (self->sheets, second_best), error);

  if (name != NULL)
    return muster_error_set (error, MUSTER_ERROR_MISSING,
                             _ ("The workbook has no sheet “%s”, or it is empty."), name);

  return muster_error_set (
    error, MUSTER_ERROR_PROTOCOL,
    _ ("The workbook holds nothing: all of its sheets are empty."));
}

static GStrv
list_names (Workbook *self, guint first)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_strv_builder_add (names, ((Sheet *) g_ptr_array_index (self->sheets, first))->name);
  for (guint i = 0; i < self->sheets->len; i++)
    if (i != first)
      g_strv_builder_add (names, ((Sheet *) g_ptr_array_index (self->sheets, i))->name);

  return g_strv_builder_end (names);
}

GBytes *
muster_workbook_to_csv (GBytes *data,
                        const char *sheet,
                        GStrv *names,
                        GCancellable *cancellable,
                        GError **error)
{
  g_auto (Workbook) self = {
    .data = data,
    .cancellable = cancellable,
    .epoch = EPOCH_1900,
    .sheets = g_ptr_array_new_with_free_func (sheet_free),
    .targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .formats = g_hash_table_new_full (NULL, NULL, NULL, g_free),
    .styles = g_array_new (FALSE, FALSE, sizeof (Style)),
    .texts = g_ptr_array_new_with_free_func (g_free),
    .text = g_string_new (NULL),
    .value = g_string_new (NULL),
    .csv = g_string_new (NULL),
  };

  guint index = 0;

  g_return_val_if_fail (data != NULL, NULL);

  if (g_bytes_get_size (data) > MUSTER_WORKBOOK_LARGEST)
    {
      error_large (error);
      return NULL;
    }

  if (!read_frame (&self, error) || !read_chosen (&self, sheet, &index, error))
    return NULL;

  if (names != NULL)
    *names = list_names (&self, index);

  return g_bytes_new (self.csv->str, self.csv->len);
}
