/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-mapping.h"

#include "muster-csv.h"
#include "muster-error.h"
#include "muster-headers.h"
#include "muster-table-cells.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#define HEADER_ROWS 12
#define LEAST_DAYS 5

const MusterChoice muster_mapping_roles[] = {
  { "ignore", N_ ("Ignore") },
  { "person", N_ ("Device user number") },
  { "name", N_ ("Name") },
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

static MusterMapping *
mapping_new (void)
{
  MusterMapping *mapping = g_new0 (MusterMapping, 1);

  mapping->order_certain = TRUE;
  mapping->month = MUSTER_DATE_NONE;
  mapping->columns = g_ptr_array_new_with_free_func (g_free);
  mapping->roles = g_ptr_array_new_with_free_func (g_free);
  return mapping;
}

void
muster_mapping_free (MusterMapping *mapping)
{
  if (mapping == NULL)
    return;

  g_ptr_array_unref (mapping->columns);
  g_ptr_array_unref (mapping->roles);
  g_free (mapping);
}

static const char *
role_at (const MusterMapping *mapping, guint i)
{
  return g_ptr_array_index (mapping->roles, i);
}

static void
set_role (MusterMapping *mapping, guint i, const char *role)
{
  g_free (g_ptr_array_index (mapping->roles, i));
  mapping->roles->pdata[i] = g_strdup (role);
}

int
muster_mapping_find (const MusterMapping *mapping, const char *role)
{
  gsize length;

  g_return_val_if_fail (mapping != NULL && role != NULL, -1);

  length = strlen (role);
  for (guint i = 0; i < mapping->roles->len; i++)
    if (strncmp (role_at (mapping, i), role, length) == 0 &&
        (role_at (mapping, i)[length] == '\0' || role_at (mapping, i)[length] == ':'))
      return (int) i;

  return -1;
}

gboolean
muster_mapping_is_whole (const MusterMapping *mapping)
{
  g_return_val_if_fail (mapping != NULL, FALSE);

  if (muster_mapping_find (mapping, "person") < 0)
    return FALSE;
  if (mapping->shape == MUSTER_TABLE_CROSS)
    return muster_mapping_find (mapping, "day") >= 0;
  if (muster_mapping_find (mapping, "moment") >= 0)
    return TRUE;

  return muster_mapping_find (mapping, "date") >= 0 &&
         (muster_mapping_find (mapping, "time") >= 0 ||
          muster_mapping_find (mapping, "times") >= 0 ||
          muster_mapping_find (mapping, "in-time") >= 0 ||
          muster_mapping_find (mapping, "out-time") >= 0);
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
take_headers (MusterMapping *mapping, GStrv cells)
{
  g_autofree guint *ranks = g_new0 (guint, g_strv_length (cells));
  gboolean cross = count_days (cells) > 0;

  for (guint i = 0; cells[i] != NULL; i++)
    {
      const char *role = muster_headers_find_punch (cells[i], &ranks[i]);
      g_autofree char *day = muster_table_day_header (cells[i]);
      int rival = role != NULL ? muster_mapping_find (mapping, role) : -1;

      g_ptr_array_add (mapping->columns, g_strdup (cells[i]));
      g_ptr_array_add (mapping->roles, g_strdup ("ignore"));
      if (day != NULL && cross)
        {
          g_autofree char *day_role = g_strconcat ("day:", day, NULL);

          set_role (mapping, i, day_role);
        }
      else if (role != NULL && (rival < 0 || ranks[i] < ranks[rival]))
        {
          g_autofree char *whole =
            g_str_equal (role, "latitude")
              ? g_strconcat (role, datum_of_header (cells[i]), NULL)
              : g_strdup (role);

          if (rival >= 0)
            set_role (mapping, (guint) rival, "ignore");
          set_role (mapping, i, whole);
        }
    }

  if (cross)
    mapping->shape = MUSTER_TABLE_CROSS;
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
settle_by_content (MusterMapping *mapping, GPtrArray *rows, guint from)
{
  for (guint i = 0; i < mapping->roles->len; i++)
    {
      const char *role = role_at (mapping, i);
      Content content;

      if (!g_str_equal (role, "time") && !g_str_equal (role, "moment") &&
          !g_str_equal (role, "date") && !g_str_equal (role, "in-time") &&
          !g_str_equal (role, "out-time"))
        continue;

      content = content_of (rows, from, i);
      if (content.moments > content.dates + content.times + content.several)
        {
          if (!g_str_has_suffix (role, "-time"))
            set_role (mapping, i, "moment");
        }
      else if (content.several > 0)
        set_role (mapping, i, "times");
      else if (content.dates > content.times && g_str_equal (role, "moment"))
        set_role (mapping, i, "date");
      else if (content.times > content.dates &&
               (g_str_equal (role, "moment") || g_str_equal (role, "date")))
        set_role (mapping, i, "time");
    }

  /* "签到时间" alone is any punch. */
  if (muster_mapping_find (mapping, "in-time") >= 0 &&
      muster_mapping_find (mapping, "out-time") < 0)
    {
      guint i = (guint) muster_mapping_find (mapping, "in-time");
      Content content = content_of (rows, from, i);

      set_role (mapping, i, content.moments > content.times ? "moment" : "time");
    }

  if (mapping->shape != MUSTER_TABLE_CROSS &&
      (muster_mapping_find (mapping, "times") >= 0 ||
       muster_mapping_find (mapping, "in-time") >= 0 ||
       muster_mapping_find (mapping, "out-time") >= 0))
    mapping->shape = MUSTER_TABLE_CELLS;
}

/* Without headers: who comes first, and when is what reads like a time. */
static void
guess_by_content (MusterMapping *mapping, GPtrArray *rows)
{
  guint n = rows->len > 0 ? g_strv_length (g_ptr_array_index (rows, 0)) : 0;

  for (guint i = 0; i < n; i++)
    {
      Content content = content_of (rows, 0, i);
      const char *role = "ignore";

      if (content.filled == 0)
        role = "ignore";
      else if (content.moments * 10 >= content.filled * 9 &&
               muster_mapping_find (mapping, "moment") < 0)
        role = "moment";
      else if (content.dates * 10 >= content.filled * 9 &&
               muster_mapping_find (mapping, "date") < 0)
        role = "date";
      else if ((content.times + content.several) * 10 >= content.filled * 9 &&
               muster_mapping_find (mapping, "time") < 0)
        role = content.several > 0 ? "times" : "time";
      else if (content.keys * 10 >= content.filled * 9 &&
               muster_mapping_find (mapping, "person") < 0)
        role = "person";

      g_ptr_array_add (mapping->columns, g_strdup (""));
      g_ptr_array_add (mapping->roles, g_strdup (role));
    }

  if (muster_mapping_find (mapping, "times") >= 0)
    mapping->shape = MUSTER_TABLE_CELLS;
}

static void
survey_order (MusterMapping *mapping, GPtrArray *rows)
{
  MusterWallSurvey survey = { 0 };

  for (guint r = mapping->header; r < rows->len; r++)
    {
      GStrv cells = g_ptr_array_index (rows, r);
      guint n = g_strv_length (cells);

      for (guint i = 0; i < n && i < mapping->roles->len; i++)
        if (g_str_equal (role_at (mapping, i), "moment") ||
            g_str_equal (role_at (mapping, i), "date"))
          muster_wall_survey_feed (&survey, cells[i], strlen (cells[i]));
    }

  mapping->order_certain = muster_wall_survey_decide (&survey, &mapping->order);
}

MusterMapping *
muster_mapping_guess (MusterFileLook *look, GPtrArray **cells, double *confidence)
{
  g_autoptr (MusterMapping) mapping = mapping_new ();
  g_autoptr (GPtrArray) rows = NULL;
  int header;

  g_return_val_if_fail (look != NULL && cells != NULL && confidence != NULL, NULL);

  *cells = NULL;
  *confidence = 0;
  mapping->separator = muster_csv_guess_separator ((const char *const *) look->sample);
  if (mapping->separator == '\0')
    return NULL;

  rows = read_sample (look, mapping->separator);
  header = find_header (rows);
  mapping->header = (guint) (header + 1);

  if (header >= 0)
    {
      take_headers (mapping, g_ptr_array_index (rows, (guint) header));
      settle_by_content (mapping, rows, mapping->header);
    }
  else
    {
      guess_by_content (mapping, rows);
    }

  if (mapping->shape == MUSTER_TABLE_CROSS)
    mapping->month = muster_table_find_month (rows, (guint) MAX (header, 0), look->name);
  survey_order (mapping, rows);

  *confidence = muster_mapping_is_whole (mapping) ? (header >= 0 ? 0.9 : 0.6) : 0.3;
  if (mapping->header > 0)
    g_ptr_array_remove_range (rows, 0, MIN (mapping->header, rows->len));
  *cells = g_steal_pointer (&rows);
  return g_steal_pointer (&mapping);
}

static GVariant *
strings_of (GPtrArray *strings)
{
  return g_variant_new_strv ((const char *const *) strings->pdata, strings->len);
}

GVariant *
muster_mapping_to_variant (const MusterMapping *mapping)
{
  GVariantDict dict;
  char separator[] = { 0, 0 };

  g_return_val_if_fail (mapping != NULL, NULL);

  separator[0] = mapping->separator;
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "kind", "s", shapes[mapping->shape]);
  g_variant_dict_insert (&dict, "separator", "s", separator);
  g_variant_dict_insert (&dict, "header", "u", mapping->header);
  g_variant_dict_insert (&dict, "order", "s", muster_wall_orders[mapping->order].value);
  g_variant_dict_insert_value (&dict, "columns", strings_of (mapping->columns));
  g_variant_dict_insert_value (&dict, "roles", strings_of (mapping->roles));
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
  for (guint i = 0; muster_mapping_roles[i].value != NULL; i++)
    if (strlen (muster_mapping_roles[i].value) == length &&
        strncmp (muster_mapping_roles[i].value, role, length) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
apply_roles (MusterMapping *applied,
             const MusterMapping *mapping,
             GVariant *saved,
             GError **error)
{
  g_autofree const char **columns = NULL;
  g_autofree const char **roles = NULL;
  gboolean named = FALSE;

  if (!g_variant_lookup (saved, "roles", "^a&s", &roles))
    return muster_error_set_field (error, "mapping",
                                   _ ("The mapping does not say what its columns are."));
  if (!g_variant_lookup (saved, "columns", "^a&s", &columns))
    columns = g_new0 (const char *, 1);

  for (guint i = 0; roles[i] != NULL; i++)
    if (!is_role (roles[i]))
      return muster_error_set_field (error, "mapping", _ ("No column can be “%s”."),
                                     roles[i]);

  for (guint i = 0; mapping != NULL && i < mapping->columns->len; i++)
    named = named || find_string (columns, g_ptr_array_index (mapping->columns, i)) >= 0;

  if (!named)
    {
      for (guint i = 0; roles[i] != NULL; i++)
        {
          g_ptr_array_add (
            applied->columns,
            g_strdup (i < g_strv_length ((GStrv) columns) ? columns[i] : ""));
          g_ptr_array_add (applied->roles, g_strdup (roles[i]));
        }
      return TRUE;
    }

  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const char *column = g_ptr_array_index (mapping->columns, i);
      int at = find_string (columns, column);

      g_ptr_array_add (applied->columns, g_strdup (column));
      g_ptr_array_add (applied->roles,
                       g_strdup (at >= 0 && at < (int) g_strv_length ((GStrv) roles)
                                   ? roles[at]
                                   : "ignore"));
    }
  return TRUE;
}

MusterMapping *
muster_mapping_apply (const MusterMapping *mapping, GVariant *saved, GError **error)
{
  g_autoptr (MusterMapping) applied = mapping_new ();
  const char *text;

  g_return_val_if_fail (saved != NULL, NULL);

  if (mapping != NULL)
    {
      applied->shape = mapping->shape;
      applied->separator = mapping->separator;
      applied->header = mapping->header;
      applied->month = mapping->month;
    }

  if (!apply_roles (applied, mapping, saved, error))
    return NULL;

  if (g_variant_lookup (saved, "kind", "&s", &text))
    for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
      if (g_str_equal (shapes[i], text))
        applied->shape = i;
  if (g_variant_lookup (saved, "separator", "&s", &text) && strlen (text) == 1 &&
      *text != '"')
    applied->separator = *text;
  if (mapping == NULL || mapping->columns->len == 0 || mapping->header == 0)
    g_variant_lookup (saved, "header", "u", &applied->header);
  if (g_variant_lookup (saved, "order", "&s", &text))
    for (guint i = 0; muster_wall_orders[i].value != NULL; i++)
      if (g_str_equal (muster_wall_orders[i].value, text))
        applied->order = i;

  if (applied->separator == '\0')
    {
      muster_error_set_field (error, "mapping",
                              _ ("The mapping does not say what separates its columns."));
      return NULL;
    }

  return g_steal_pointer (&applied);
}
