/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-columns.h"

#include "muster-csv.h"
#include "muster-error.h"
#include "muster-headers.h"
#include "muster-table-cells.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#define HEADER_ROWS 12
#define LEAST_DAYS 5

const MusterChoice muster_columns_roles[] = {
  { "ignore", N_ ("Ignore") },
  { "person", N_ ("Device user number") },
  { "name", N_ ("Full name") },
  { "moment", N_ ("Date and time") },
  { "date", N_ ("Date") },
  { "time", N_ ("Time") },
  { "times", N_ ("Several times") },
  { "in-time", N_ ("On-punch") },
  { "out-time", N_ ("Off-punch") },
  { "state", N_ ("In or out") },
  { "device", N_ ("Device") },
  { "verify", N_ ("Verification") },
  { "work-code", N_ ("Work code") },
  { "latitude", N_ ("Latitude") },
  { "longitude", N_ ("Longitude") },
  { "datum", N_ ("Datum") },
  { "accuracy", N_ ("Accuracy") },
  { "note", N_ ("Note") },
  { NULL },
};

static const char *const shapes[] = { "table", "cells", "cross" };

static MusterColumns *
columns_new (void)
{
  MusterColumns *columns = g_new0 (MusterColumns, 1);

  columns->order_certain = TRUE;
  columns->month = MUSTER_DATE_NONE;
  columns->columns = g_ptr_array_new_with_free_func (g_free);
  columns->roles = g_ptr_array_new_with_free_func (g_free);
  return columns;
}

void
muster_columns_free (MusterColumns *columns)
{
  if (columns == NULL)
    return;

  g_ptr_array_unref (columns->columns);
  g_ptr_array_unref (columns->roles);
  g_free (columns);
}

static const char *
role_at (const MusterColumns *columns, guint i)
{
  return g_ptr_array_index (columns->roles, i);
}

static void
set_role (MusterColumns *columns, guint i, const char *role)
{
  g_clear_pointer (&columns->roles->pdata[i], g_free);
  columns->roles->pdata[i] = g_strdup (role);
}

int
muster_columns_find (const MusterColumns *columns, const char *role)
{
  gsize length;

  g_return_val_if_fail (columns != NULL && role != NULL, -1);

  length = strlen (role);
  for (guint i = 0; i < columns->roles->len; i++)
    if (strncmp (role_at (columns, i), role, length) == 0 &&
        (role_at (columns, i)[length] == '\0' || role_at (columns, i)[length] == ':'))
      return (int) i;

  return -1;
}

gboolean
muster_columns_is_whole (const MusterColumns *columns)
{
  g_return_val_if_fail (columns != NULL, FALSE);

  if (muster_columns_find (columns, "person") < 0)
    return FALSE;
  if (columns->shape == MUSTER_TABLE_CROSS)
    return muster_columns_find (columns, "day") >= 0;
  if (muster_columns_find (columns, "moment") >= 0)
    return TRUE;

  return muster_columns_find (columns, "date") >= 0 &&
         (muster_columns_find (columns, "time") >= 0 ||
          muster_columns_find (columns, "times") >= 0 ||
          muster_columns_find (columns, "in-time") >= 0 ||
          muster_columns_find (columns, "out-time") >= 0);
}

static GStrv
cells_of (const MusterRecord *record)
{
  GStrv cells = g_new0 (char *, record->n_cells + 1);

  for (guint i = 0; i < record->n_cells; i++)
    cells[i] = g_strdup (record->cells[i].text);

  return cells;
}

/* The rows of the sample. */
static GPtrArray *
read_sample (MusterFileLook *look, char separator)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *text = g_strjoinv ("\n", look->sample);
  g_autoptr (GInputStream)
    stream = g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (MusterCsv)
    csv = muster_csv_new (muster_lines_new (stream, "UTF-8"), separator);
  MusterRecord record;

  while (muster_csv_next (csv, &record, NULL))
    if (record.n_cells > 0)
      g_ptr_array_add (rows, cells_of (&record));

  return rows;
}

/* How many days follow each other in a row, when there are enough of them for a cross-table. Small
 * numbers that are data do not count up. */
static guint
count_days (GStrv cells)
{
  guint days = 1;
  int last = -1;

  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_autofree char *day = muster_table_day_header (cells[i]);
      int number = -1;

      if (day != NULL)
        number = atoi (strrchr (day, '-') != NULL ? strrchr (day, '-') + 1 : day);
      if (number > 0 && last > 0 && (number == last + 1 || (number == 1 && last >= 28)))
        days++;
      last = number;
    }

  return days >= LEAST_DAYS ? days : 0;
}

static guint
count_headers (GStrv cells)
{
  guint named = 0;

  for (guint i = 0; cells[i] != NULL; i++)
    named += muster_headers_find_punch (cells[i], NULL) != NULL;

  return named + count_days (cells);
}

/* The row of the headers, counted from 0; −1 when there is none. */
static int
find_header (GPtrArray *rows)
{
  int found = -1;
  guint best = 1;

  for (guint i = 0; i < rows->len && i < HEADER_ROWS; i++)
    {
      guint n = count_headers (g_ptr_array_index (rows, i));

      if (n > best)
        {
          best = n;
          found = (int) i;
        }
    }

  return found;
}

static const char *
datum_of_header (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (strstr (lower, "wgs") != NULL)
    return ":wgs84";
  if (strstr (lower, "gcj") != NULL)
    return ":gcj02";
  if (strstr (lower, "bd") != NULL)
    return ":bd09";
  return "";
}

static void
take_headers (MusterColumns *columns, GStrv cells)
{
  g_autofree guint *ranks = g_new0 (guint, g_strv_length (cells));
  gboolean cross = count_days (cells) > 0;

  for (guint i = 0; cells[i] != NULL; i++)
    {
      const char *role = muster_headers_find_punch (cells[i], &ranks[i]);
      g_autofree char *day = muster_table_day_header (cells[i]);
      int rival = role != NULL ? muster_columns_find (columns, role) : -1;

      g_ptr_array_add (columns->columns, g_strdup (cells[i]));
      g_ptr_array_add (columns->roles, g_strdup ("ignore"));
      if (day != NULL && cross)
        {
          g_autofree char *day_role = g_strconcat ("day:", day, NULL);

          set_role (columns, i, day_role);
        }
      else if (role != NULL && (rival < 0 || ranks[i] < ranks[rival]))
        {
          g_autofree char *whole =
            g_str_equal (role, "latitude")
              ? g_strconcat (role, datum_of_header (cells[i]), NULL)
              : g_strdup (role);

          if (rival >= 0)
            set_role (columns, (guint) rival, "ignore");
          set_role (columns, i, whole);
        }
    }

  if (cross)
    columns->shape = MUSTER_TABLE_CROSS;
}

/* What the cells of a column hold. */
typedef struct
{
  guint filled;
  guint moments;
  guint dates;
  guint times;   /* one time */
  guint several; /* more than one */
  guint keys;    /* short and with a digit */
} Content;

static Content
content_of (GPtrArray *rows, guint from, guint column)
{
  Content content = { 0 };

  for (guint r = from; r < rows->len; r++)
    {
      GStrv cells = g_ptr_array_index (rows, r);
      const char *text = column < g_strv_length (cells) ? cells[column] : "";
      gboolean moment = FALSE;
      gboolean date = FALSE;

      if (*text == '\0')
        continue;

      content.filled++;
      for (MusterWallOrder order = 0; order < MUSTER_WALL_ORDERS; order++)
        {
          MusterWall wall;

          if (muster_wall_parse (text, strlen (text), order, &wall) == NULL &&
              wall.date != MUSTER_DATE_NONE)
            {
              moment |= wall.of_day >= 0;
              date |= wall.of_day < 0;
            }
        }

      content.moments += moment;
      content.dates += date && !moment;
      if (!moment && !date)
        {
          guint n = muster_table_count_times (text);

          content.times += n == 1;
          content.several += n > 1;
          content.keys += n == 0 && strlen (text) <= 24 &&
                          strpbrk (text, "0123456789") != NULL;
        }
    }

  return content;
}

/* Headers call a time many things; what the cells hold decides. */
static void
settle_by_content (MusterColumns *columns, GPtrArray *rows, guint from)
{
  for (guint i = 0; i < columns->roles->len; i++)
    {
      const char *role = role_at (columns, i);
      Content content;

      if (!g_str_equal (role, "time") && !g_str_equal (role, "moment") &&
          !g_str_equal (role, "date") && !g_str_equal (role, "in-time") &&
          !g_str_equal (role, "out-time"))
        continue;

      content = content_of (rows, from, i);
      if (content.moments > content.dates + content.times + content.several)
        {
          if (!g_str_has_suffix (role, "-time"))
            set_role (columns, i, "moment");
        }
      else if (content.several > 0)
        set_role (columns, i, "times");
      else if (content.dates > content.times && g_str_equal (role, "moment"))
        set_role (columns, i, "date");
      else if (content.times > content.dates &&
               (g_str_equal (role, "moment") || g_str_equal (role, "date")))
        set_role (columns, i, "time");
    }

  /* "签到时间" alone is any punch. */
  if (muster_columns_find (columns, "in-time") >= 0 &&
      muster_columns_find (columns, "out-time") < 0)
    {
      guint i = (guint) muster_columns_find (columns, "in-time");
      Content content = content_of (rows, from, i);

      set_role (columns, i, content.moments > content.times ? "moment" : "time");
    }

  if (columns->shape != MUSTER_TABLE_CROSS &&
      (muster_columns_find (columns, "times") >= 0 ||
       muster_columns_find (columns, "in-time") >= 0 ||
       muster_columns_find (columns, "out-time") >= 0))
    columns->shape = MUSTER_TABLE_CELLS;
}

/* Whether at least nine in ten cells that say something are of one sort. */
static gboolean
is_mostly (guint n, const Content *content)
{
  return n * 10 >= content->filled * 9;
}

/* What the headers leave open the cells may tell: when is what reads like a time, and who is the
 * first column of numbers. */
static void
fill_by_content (MusterColumns *columns, GPtrArray *rows)
{
  for (guint i = 0; i < columns->roles->len && !muster_columns_is_whole (columns); i++)
    {
      Content content;

      if (!g_str_equal (role_at (columns, i), "ignore"))
        continue;

      content = content_of (rows, columns->header, i);
      if (content.filled == 0)
        continue;
      if (is_mostly (content.moments, &content) &&
          muster_columns_find (columns, "moment") < 0)
        set_role (columns, i, "moment");
      else if (is_mostly (content.dates, &content) &&
               muster_columns_find (columns, "date") < 0)
        set_role (columns, i, "date");
      else if (is_mostly (content.times + content.several, &content) &&
               muster_columns_find (columns, "time") < 0)
        set_role (columns, i, content.several > 0 ? "times" : "time");
      else if (is_mostly (content.keys, &content) &&
               muster_columns_find (columns, "person") < 0)
        set_role (columns, i, "person");
    }

  if (muster_columns_find (columns, "times") >= 0 && columns->shape == MUSTER_TABLE_ROWS)
    columns->shape = MUSTER_TABLE_CELLS;
}

static gboolean
has_digit (GStrv cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    if (strpbrk (cells[i], "0123456789") != NULL)
      return TRUE;

  return FALSE;
}

/* Columns without roles: under headers in words nobody knows, which have no digits, or none. */
static void
take_unknown (MusterColumns *columns, GPtrArray *rows)
{
  GStrv first = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  gboolean headed = rows->len > 1 && !has_digit (first) &&
                    has_digit (g_ptr_array_index (rows, 1));

  columns->header = headed;
  for (guint i = 0; first != NULL && first[i] != NULL; i++)
    {
      g_ptr_array_add (columns->columns, g_strdup (headed ? first[i] : ""));
      g_ptr_array_add (columns->roles, g_strdup ("ignore"));
    }
}

static void
survey_order (MusterColumns *columns, GPtrArray *rows)
{
  MusterWallSurvey survey = { 0 };

  for (guint r = columns->header; r < rows->len; r++)
    {
      GStrv cells = g_ptr_array_index (rows, r);
      guint n = g_strv_length (cells);

      for (guint i = 0; i < n && i < columns->roles->len; i++)
        if (g_str_equal (role_at (columns, i), "moment") ||
            g_str_equal (role_at (columns, i), "date"))
          muster_wall_survey_feed (&survey, cells[i], strlen (cells[i]));
    }

  columns->order_certain = muster_wall_survey_decide (&survey, &columns->order);
}

MusterColumns *
muster_columns_guess (MusterFileLook *look, GPtrArray **cells, double *confidence)
{
  g_autoptr (MusterColumns) columns = columns_new ();
  g_autoptr (GPtrArray) rows = NULL;
  gboolean whole;
  int header;

  g_return_val_if_fail (look != NULL && cells != NULL && confidence != NULL, NULL);

  *cells = NULL;
  *confidence = 0;
  columns->separator = muster_csv_guess_separator ((const char *const *) look->sample);
  if (columns->separator == '\0')
    return NULL;

  rows = read_sample (look, columns->separator);
  header = find_header (rows);
  columns->header = (guint) (header + 1);

  if (header >= 0)
    {
      take_headers (columns, g_ptr_array_index (rows, (guint) header));
      settle_by_content (columns, rows, columns->header);
    }
  else
    {
      take_unknown (columns, rows);
    }

  whole = muster_columns_is_whole (columns);
  fill_by_content (columns, rows);

  if (columns->shape == MUSTER_TABLE_CROSS)
    columns->month = muster_table_find_month (rows, (guint) MAX (header, 0), look->name);
  survey_order (columns, rows);

  *confidence = whole ? 0.9 : muster_columns_is_whole (columns) ? 0.6 : 0.3;
  if (columns->header > 0)
    g_ptr_array_remove_range (rows, 0, MIN (columns->header, rows->len));
  *cells = g_steal_pointer (&rows);
  return g_steal_pointer (&columns);
}

static GVariant *
strings_of (GPtrArray *strings)
{
  return g_variant_new_strv ((const char *const *) strings->pdata, strings->len);
}

GVariant *
muster_columns_to_variant (const MusterColumns *columns)
{
  GVariantDict dict;
  char separator[] = { 0, 0 };

  g_return_val_if_fail (columns != NULL, NULL);

  separator[0] = columns->separator;
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "kind", "s", shapes[columns->shape]);
  g_variant_dict_insert (&dict, "separator", "s", separator);
  g_variant_dict_insert (&dict, "header", "u", columns->header);
  g_variant_dict_insert (&dict, "order", "s", muster_wall_orders[columns->order].value);
  g_variant_dict_insert_value (&dict, "columns", strings_of (columns->columns));
  g_variant_dict_insert_value (&dict, "roles", strings_of (columns->roles));
  return g_variant_dict_end (&dict);
}

static int
find_string (const char *const *strings, const char *text)
{
  for (int i = 0; strings[i] != NULL; i++)
    if (*text != '\0' && g_str_equal (strings[i], text))
      return i;

  return -1;
}

static gboolean
is_role (const char *role)
{
  gsize length = strcspn (role, ":");

  if (g_str_has_prefix (role, "day:"))
    return TRUE;
  for (guint i = 0; muster_columns_roles[i].value != NULL; i++)
    if (strlen (muster_columns_roles[i].value) == length &&
        strncmp (muster_columns_roles[i].value, role, length) == 0)
      return TRUE;

  return FALSE;
}

/* A list of strings: from JSON it comes as a list of anything. */
static GStrv
strings_in (GVariant *value)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  GVariantIter iter;
  GVariant *child;

  if (value == NULL)
    return NULL;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return g_variant_dup_strv (value, NULL);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
    return NULL;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_loop (&iter, "v", &child))
    g_strv_builder_add (strings, g_variant_is_of_type (child, G_VARIANT_TYPE_STRING)
                                   ? g_variant_get_string (child, NULL)
                                   : "");

  return g_strv_builder_end (strings);
}

static GStrv
lookup_strings (GVariant *saved, const char *name)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (saved, name, NULL);

  return strings_in (value);
}

static guint
lookup_number (GVariant *saved, const char *name, guint fallback)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (saved, name, NULL);

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32))
    return g_variant_get_uint32 (value);
  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return (guint) CLAMP (g_variant_get_int64 (value), 0, 1000);
  return fallback;
}

static void
add_column (MusterColumns *columns, const char *header, const char *role)
{
  g_ptr_array_add (columns->columns, g_strdup (header));
  g_ptr_array_add (columns->roles, g_strdup (role));
}

/* Gives each column of the file its kept role: by its header where one is known, else by place. */
static void
apply_roles (MusterColumns *applied,
             const MusterColumns *found,
             const char *const *headers,
             const char *const *roles)
{
  guint n_headers = g_strv_length ((GStrv) headers);
  guint n_roles = g_strv_length ((GStrv) roles);
  gboolean named = FALSE;

  for (guint i = 0; found != NULL && i < found->columns->len; i++)
    named = named || find_string (headers, g_ptr_array_index (found->columns, i)) >= 0;

  if (!named)
    {
      for (guint i = 0; i < n_roles; i++)
        add_column (applied,
                    found != NULL && i < found->columns->len
                      ? g_ptr_array_index (found->columns, i)
                      : (i < n_headers ? headers[i] : ""),
                    roles[i]);
      return;
    }

  for (guint i = 0; i < found->columns->len; i++)
    {
      const char *header = g_ptr_array_index (found->columns, i);
      int at = find_string (headers, header);

      add_column (applied, header, at >= 0 && at < (int) n_roles ? roles[at] : "ignore");
    }
}

static MusterTableShape
shape_of_roles (const MusterColumns *columns)
{
  if (muster_columns_find (columns, "day") >= 0)
    return MUSTER_TABLE_CROSS;
  if (muster_columns_find (columns, "times") >= 0 ||
      muster_columns_find (columns, "in-time") >= 0 ||
      muster_columns_find (columns, "out-time") >= 0)
    return MUSTER_TABLE_CELLS;
  return MUSTER_TABLE_ROWS;
}

static void
apply_rest (MusterColumns *applied, const MusterColumns *found, GVariant *saved)
{
  const char *text;

  if (g_variant_lookup (saved, "kind", "&s", &text))
    for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
      if (g_str_equal (shapes[i], text))
        applied->shape = i;
  if (g_variant_lookup (saved, "separator", "&s", &text) && strlen (text) == 1 &&
      *text != '"')
    applied->separator = *text;
  if (found == NULL || found->header == 0)
    applied->header = lookup_number (saved, "header", applied->header);
  if (g_variant_lookup (saved, "order", "&s", &text))
    for (guint i = 0; muster_wall_orders[i].value != NULL; i++)
      if (g_str_equal (muster_wall_orders[i].value, text))
        applied->order = i;
}

MusterColumns *
muster_columns_apply (const MusterColumns *found, GVariant *saved, GError **error)
{
  static const char *const nothing[] = { NULL };
  g_autoptr (MusterColumns) applied = columns_new ();
  gboolean dictionary;
  g_auto (GStrv) headers = NULL;
  g_auto (GStrv) roles = NULL;

  g_return_val_if_fail (saved != NULL, NULL);

  dictionary = g_variant_is_of_type (saved, G_VARIANT_TYPE_VARDICT);
  roles = dictionary ? lookup_strings (saved, "roles") : strings_in (saved);
  headers = dictionary ? lookup_strings (saved, "columns") : NULL;
  if (roles == NULL)
    {
      muster_error_set_field (error, "columns",
                              _ ("The mapping does not say what its columns are."));
      return NULL;
    }

  for (guint i = 0; roles[i] != NULL; i++)
    if (!is_role (roles[i]))
      {
        muster_error_set_field (error, "columns", _ ("No column can be “%s”."), roles[i]);
        return NULL;
      }

  if (found != NULL)
    {
      applied->separator = found->separator;
      applied->header = found->header;
      applied->order = found->order;
      applied->month = found->month;
    }

  apply_roles (applied, found, headers != NULL ? (const char *const *) headers : nothing,
               (const char *const *) roles);
  applied->shape = shape_of_roles (applied);
  if (dictionary)
    apply_rest (applied, found, saved);

  if (applied->separator == '\0')
    {
      muster_error_set_field (error, "columns",
                              _ ("The mapping does not say what separates its columns."));
      return NULL;
    }

  return g_steal_pointer (&applied);
}
