/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-people-format.h"

#include "muster-csv.h"
#include "muster-error.h"
#include "muster-headers.h"
#include "muster-wall.h"
#include "muster-zk-users.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#define SHOWN_ROWS 20
#define HEADER_ROWS 10

struct _MusterPeopleList
{
  MusterFileLook *look;
  char separator;
  guint header; /* number of the record with the headers, from 1; 0 for none */
  GPtrArray *columns;
  GPtrArray *roles;
  GPtrArray *cells; /* GStrv of the first rows */
  MusterWallOrder order;
  gboolean columns_said;
  GPtrArray *ask;
  GPtrArray *check;
};

/* What one row says, before it is known to be good. */
typedef struct
{
  MusterPersonDraft draft;
  GArray *badges;
  const char *field; /* at fault */
  char *message;
} Row;

static const MusterChoice separators[] = {
  { "auto", N_ ("By the text") },
  { "comma", N_ ("Comma") },
  { "semicolon", N_ ("Semicolon") },
  { "tab", N_ ("Tab") },
  { "bar", N_ ("Bar") },
  { NULL },
};

static const char separator_marks[] = { 0, ',', ';', '\t', '|' };

static const MusterChoice orders[] = {
  { "auto", N_ ("By the dates") },
  { "ymd", N_ ("2024-02-29, 2024/2/29, 2024年2月29日") },
  { "dmy", N_ ("29/02/2024: day before month") },
  { "mdy", N_ ("02/29/2024: month before day") },
  { "compact", N_ ("20240229080102") },
  { NULL },
};

const MusterField muster_people_fields[] = {
  { "path", N_ ("File"), NULL, MUSTER_FIELD_PATH, MUSTER_FIELD_REQUIRED, NULL },
  { "charset", N_ ("Text encoding"),
    N_ ("For example UTF-8, GB18030 or windows-1256; “auto” finds it"), MUSTER_FIELD_TEXT,
    0, "auto" },
  { "sheet", N_ ("Sheet of the workbook"),
    N_ ("If empty, the first one that holds a table"), MUSTER_FIELD_TEXT, 0, NULL },
  { "separator", N_ ("Separator"), NULL, MUSTER_FIELD_CHOICE, 0, "auto",
    .choices = separators },
  { "order", N_ ("Dates look like"), NULL, MUSTER_FIELD_CHOICE, 0, "auto",
    .choices = orders },
  { "columns", N_ ("Columns"), N_ ("What each column is, in order"), MUSTER_FIELD_STRINGS,
    0, NULL },
  { NULL },
};

const MusterChoice muster_people_roles[] = {
  { "ignore", N_ ("Ignore") },
  { "staff-no", N_ ("Employee number") },
  { "name", N_ ("Full name") },
  { "department", N_ ("Department") },
  { "group", N_ ("Attendance group") },
  { "joined", N_ ("Joined") },
  { "left", N_ ("Left") },
  { "badge", N_ ("Device user number") },
  { NULL },
};

static guint
choice_of (const MusterChoice *choices, const char *value)
{
  for (guint i = 0; choices[i].value != NULL; i++)
    if (g_str_equal (choices[i].value, value))
      return i;

  return 0;
}

static gboolean
has_role (MusterPeopleList *list, const char *role)
{
  for (guint i = 0; i < list->roles->len; i++)
    if (g_str_equal (g_ptr_array_index (list->roles, i), role))
      return TRUE;

  return FALSE;
}

static MusterCsv *
open_table (MusterPeopleList *list, GCancellable *cancellable, GError **error)
{
  MusterLines *lines = muster_file_look_open (list->look, cancellable, error);

  return lines != NULL ? muster_csv_new (lines, list->separator) : NULL;
}

/* How many cells of a row are headers that say something. */
static guint
count_headers (const MusterRecord *record)
{
  guint n = 0;

  for (guint i = 0; i < record->n_cells; i++)
    {
      g_autofree char *role = muster_headers_find_person (record->cells[i].text);

      n += role != NULL;
    }

  return n;
}

static GStrv
cells_of (const MusterRecord *record)
{
  GStrv cells = g_new0 (char *, record->n_cells + 1);

  for (guint i = 0; i < record->n_cells; i++)
    cells[i] = g_strdup (record->cells[i].text);

  return cells;
}

/* Takes the roles from the headers. A role that can be there once goes to its first column. */
static void
take_headers (MusterPeopleList *list, const MusterRecord *record, guint number)
{
  list->header = number;
  g_ptr_array_set_size (list->columns, 0);
  g_ptr_array_set_size (list->roles, 0);

  for (guint i = 0; i < record->n_cells; i++)
    {
      g_autofree char *role = muster_headers_find_person (record->cells[i].text);

      g_ptr_array_add (list->columns, g_strdup (record->cells[i].text));
      if (role == NULL || (!g_str_has_prefix (role, "badge") && has_role (list, role)))
        g_ptr_array_add (list->roles, g_strdup ("ignore"));
      else
        g_ptr_array_add (list->roles, g_steal_pointer (&role));
    }
}

/* Without an employee number the device number is the only key that there is. */
static void
settle_roles (MusterPeopleList *list)
{
  if (has_role (list, "staff-no"))
    return;

  for (guint i = 0; i < list->roles->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (list->roles, i), "badge"))
      {
        g_clear_pointer (&list->roles->pdata[i], g_free);
        list->roles->pdata[i] = g_strdup ("staff-no");
        g_ptr_array_add (list->check, (gpointer) "columns");
        return;
      }
}

/* Finds the headers among the first rows, and how the dates are written in all of them. */
static gboolean
look_at_table (MusterPeopleList *list, GCancellable *cancellable, GError **error)
{
  g_autoptr (MusterCsv) csv = open_table (list, cancellable, error);
  MusterWallSurvey survey = { 0 };
  MusterRecord record;
  MusterWallOrder order;
  guint number = 0;
  guint best = 1;

  if (csv == NULL)
    return FALSE;

  while (muster_csv_next (csv, &record, cancellable))
    {
      number++;
      if (number <= HEADER_ROWS && count_headers (&record) > best)
        {
          best = count_headers (&record);
          if (list->columns_said)
            list->header = number;
          else
            take_headers (list, &record, number);
          g_ptr_array_set_size (list->cells, 0);
          continue;
        }

      if (list->cells->len < SHOWN_ROWS && record.n_cells > 0)
        g_ptr_array_add (list->cells, cells_of (&record));
      for (guint i = 0; i < MIN (record.n_cells, list->roles->len); i++)
        {
          const char *role = g_ptr_array_index (list->roles, i);

          if (g_str_equal (role, "joined") || g_str_equal (role, "left"))
            muster_wall_survey_feed (&survey, record.cells[i].text,
                                     record.cells[i].length);
        }
    }

  if (!muster_csv_done (csv, error))
    return FALSE;

  settle_roles (list);
  if (muster_wall_survey_decide (&survey, &order))
    list->order = order;
  else
    g_ptr_array_add (list->ask, (gpointer) "order");
  return TRUE;
}

static gboolean
look_at_text (MusterPeopleList *list,
              MusterParams *settings,
              GCancellable *cancellable,
              GError **error)
{
  const char *separator = muster_params_get_string (settings, "separator");
  const char *order = muster_params_get_string (settings, "order");
  GVariant *columns = muster_params_get_value (settings, "columns");

  list->separator = separator_marks[choice_of (separators, separator)];
  if (list->separator == 0)
    list->separator =
      muster_csv_guess_separator ((const char *const *) list->look->sample);
  if (list->separator == 0)
    list->separator = ',';

  if (g_variant_n_children (columns) > 0)
    {
      g_autofree const char **said = g_variant_get_strv (columns, NULL);

      list->columns_said = TRUE;
      for (gsize i = 0; said[i] != NULL; i++)
        g_ptr_array_add (list->roles, g_strdup (said[i]));
    }

  if (!look_at_table (list, cancellable, error))
    return FALSE;

  if (!g_str_equal (order, "auto"))
    {
      list->order = choice_of (orders, order) - 1;
      g_ptr_array_remove (list->ask, (gpointer) "order");
    }
  if (list->look->charset == NULL)
    g_ptr_array_add (list->ask, (gpointer) "charset");
  if (!has_role (list, "staff-no") || !has_role (list, "name"))
    g_ptr_array_add (list->ask, (gpointer) "columns");
  return TRUE;
}

gboolean
muster_people_recognise (MusterFileLook *look)
{
  char separator;

  g_return_val_if_fail (look != NULL, FALSE);

  separator = muster_csv_guess_separator ((const char *const *) look->sample);
  if (separator == '\0')
    return FALSE;

  for (guint i = 0; i < HEADER_ROWS && look->sample[i] != NULL; i++)
    {
      const char mark[] = { separator, '\0' };
      g_auto (GStrv) cells = g_strsplit (look->sample[i], mark, -1);
      gboolean number = FALSE;
      gboolean name = FALSE;

      for (guint c = 0; cells[c] != NULL; c++)
        {
          g_autofree char *role = muster_headers_find_person (cells[c]);

          number |= role != NULL &&
                    (g_str_equal (role, "staff-no") || g_str_has_prefix (role, "badge"));
          name |= g_strcmp0 (role, "name") == 0;
        }
      if (number && name)
        return TRUE;
    }

  return FALSE;
}

MusterPeopleList *
muster_people_list_new (MusterParams *settings, GCancellable *cancellable, GError **error)
{
  g_autoptr (MusterPeopleList) list = NULL;

  g_return_val_if_fail (MUSTER_IS_PARAMS (settings), NULL);

  list = g_new0 (MusterPeopleList, 1);
  list->columns = g_ptr_array_new_with_free_func (g_free);
  list->roles = g_ptr_array_new_with_free_func (g_free);
  list->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  list->ask = g_ptr_array_new ();
  list->check = g_ptr_array_new ();

  list->look = muster_file_look_new (muster_params_get_string (settings, "path"),
                                     muster_params_get_string (settings, "charset"),
                                     muster_params_get_string (settings, "sheet"),
                                     cancellable, error);
  if (list->look == NULL)
    return NULL;

  if (muster_file_look_has_choice (list->look))
    g_ptr_array_add (list->check, (gpointer) "sheet");
  if (list->look->records == NULL && !look_at_text (list, settings, cancellable, error))
    return NULL;

  return g_steal_pointer (&list);
}

void
muster_people_list_free (MusterPeopleList *list)
{
  if (list == NULL)
    return;

  muster_file_look_free (list->look);
  g_ptr_array_unref (list->columns);
  g_ptr_array_unref (list->roles);
  g_ptr_array_unref (list->cells);
  g_ptr_array_unref (list->ask);
  g_ptr_array_unref (list->check);
  g_free (list);
}

static GVariant *
strings_of (GPtrArray *strings)
{
  return g_variant_new_strv ((const char *const *) strings->pdata, strings->len);
}

static GVariant *
describe_settings (MusterPeopleList *list)
{
  g_auto (GVariantDict) settings = G_VARIANT_DICT_INIT (NULL);

  if (list->look->records != NULL)
    return g_variant_dict_end (&settings);

  if (list->look->charset != NULL)
    g_variant_dict_insert (&settings, "charset", "s", list->look->charset);
  if (list->look->sheets != NULL)
    g_variant_dict_insert (&settings, "sheet", "s", list->look->sheets[0]);
  for (gsize i = 1; i < G_N_ELEMENTS (separator_marks); i++)
    if (separator_marks[i] == list->separator)
      g_variant_dict_insert (&settings, "separator", "s", separators[i].value);
  g_variant_dict_insert (&settings, "order", "s", orders[list->order + 1].value);
  g_variant_dict_insert_value (&settings, "columns", strings_of (list->roles));
  return g_variant_dict_end (&settings);
}

GVariant *
muster_people_list_describe (MusterPeopleList *list)
{
  g_auto (GVariantDict) found = G_VARIANT_DICT_INIT (NULL);
  g_auto (GVariantBuilder) cells = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aas"));
  char separator[] = { 0, 0 };

  g_return_val_if_fail (list != NULL, NULL);

  separator[0] = list->separator;
  for (guint i = 0; i < list->cells->len; i++)
    g_variant_builder_add_value (
      &cells, g_variant_new_strv (g_ptr_array_index (list->cells, i), -1));

  g_variant_dict_insert (&found, "kind", "s",
                         list->look->records != NULL ? "users" : "people");
  g_variant_dict_insert (&found, "charset", "s",
                         list->look->charset != NULL ? list->look->charset : "");
  if (list->look->sheets != NULL)
    g_variant_dict_insert (&found, "sheets", "^as", list->look->sheets);
  g_variant_dict_insert (&found, "separator", "s", separator);
  g_variant_dict_insert_value (&found, "columns", strings_of (list->columns));
  g_variant_dict_insert_value (&found, "roles", strings_of (list->roles));
  g_variant_dict_insert_value (&found, "cells", g_variant_builder_end (&cells));
  g_variant_dict_insert_value (&found, "ask", strings_of (list->ask));
  g_variant_dict_insert_value (&found, "check", strings_of (list->check));
  g_variant_dict_insert_value (&found, "settings", describe_settings (list));
  return g_variant_ref_sink (g_variant_dict_end (&found));
}

static void
row_fault (Row *row, const char *field, char *message)
{
  if (row->field == NULL)
    {
      row->field = field;
      row->message = message;
    }
  else
    {
      g_clear_pointer (&message, g_free);
    }
}

static void
read_date (MusterPeopleList *list,
           Row *row,
           const char *field,
           const MusterCell *cell,
           MusterDate *date)
{
  static const char *const nothing[] = { "-",  "--",         "/",    "0",
                                         "无", "0000-00-00", "至今", "长期" };
  MusterWall wall;

  if (cell->length == 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    if (g_str_equal (cell->text, nothing[i]))
      return;

  if (muster_wall_parse (cell->text, cell->length, list->order, &wall) != NULL ||
      wall.date == MUSTER_DATE_NONE)
    row_fault (row, field, g_strdup_printf (_ ("“%s” is no date"), cell->text));
  else
    *date = wall.date;
}

/* "1001", "gate:1001", several of them separated by spaces or one of ; , / 、 */
static void
read_badges (Row *row, const char *source, char *text)
{
  char *p = text;

  while (*p != '\0')
    {
      MusterBadgeDraft badge = { .source = source };
      gsize length = strcspn (p, " ;,/\t\n\r");
      gsize skip = 1;
      char *list_comma = strstr (p, "、");
      char *colon;

      if (list_comma != NULL && list_comma < p + length)
        {
          length = (gsize) (list_comma - p);
          skip = strlen ("、");
        }
      if (p[length] == '\0')
        skip = 0;
      p[length] = '\0';

      colon = strrchr (p, ':');
      badge.key = colon != NULL ? colon + 1 : p;
      if (colon != NULL)
        {
          *colon = '\0';
          badge.source = p;
        }
      if (*badge.key != '\0')
        g_array_append_val (row->badges, badge);
      p += length + skip;
    }
}

static void
read_row (MusterPeopleList *list, const MusterRecord *record, GPtrArray *texts, Row *row)
{
  for (guint i = 0; i < list->roles->len; i++)
    {
      static const MusterCell empty = { "", 0 };
      const MusterCell *cell = i < record->n_cells ? &record->cells[i] : &empty;
      const char *role = g_ptr_array_index (list->roles, i);

      if (g_str_equal (role, "staff-no"))
        row->draft.staff_no = cell->text;
      else if (g_str_equal (role, "name"))
        row->draft.name = cell->text;
      else if (g_str_equal (role, "department"))
        row->draft.department = cell->text;
      else if (g_str_equal (role, "group"))
        row->draft.group = cell->text;
      else if (g_str_equal (role, "joined"))
        read_date (list, row, "joined", cell, &row->draft.joined);
      else if (g_str_equal (role, "left"))
        read_date (list, row, "left", cell, &row->draft.left);
      else if (g_str_has_prefix (role, "badge"))
        {
          char *text = g_strdup (cell->text);

          g_ptr_array_add (texts, text);
          read_badges (
            row, role[strlen ("badge")] == ':' ? role + strlen ("badge:") : NULL, text);
        }
    }
}

static void
check_row (Row *row, const MusterRecord *record)
{
  const MusterPersonDraft *draft = &row->draft;

  if ((record->line.flags & MUSTER_LINE_UNDECODED) != 0)
    row_fault (row, "charset", g_strdup (_ ("The text encoding is wrong for this row")));
  if (draft->staff_no == NULL || *draft->staff_no == '\0')
    row_fault (row, "staff_no", g_strdup (_ ("The employee number is missing")));
  else if (strlen (draft->staff_no) > 64)
    row_fault (row, "staff_no", g_strdup (_ ("The employee number is too long")));
  if (draft->name == NULL || *draft->name == '\0')
    row_fault (row, "name", g_strdup (_ ("The name is missing")));
  if (draft->joined != MUSTER_DATE_NONE && draft->joined > draft->left)
    row_fault (row, "left", g_strdup (_ ("The person left before joining")));
}

/* Whether this employee number has come before with other facts. */
static gboolean
is_other (GHashTable *seen, const MusterPersonDraft *draft)
{
  g_autofree char *facts = g_strdup_printf (
    "%s\n%s\n%s\n%d\n%d", draft->name, draft->department != NULL ? draft->department : "",
    draft->group != NULL ? draft->group : "", draft->joined, draft->left);
  const char *before = g_hash_table_lookup (seen, draft->staff_no);

  if (before != NULL)
    return !g_str_equal (before, facts);

  g_hash_table_insert (seen, g_strdup (draft->staff_no), g_steal_pointer (&facts));
  return FALSE;
}

static gboolean
take_record (MusterPeopleList *list,
             MusterPeopleSink *sink,
             const MusterRecord *record,
             GHashTable *seen,
             GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) badges = g_array_new (FALSE, FALSE, sizeof (MusterBadgeDraft));
  g_autofree char *message = NULL;
  Row row = {
    .draft = { .line = record->line.number,
               .joined = MUSTER_DATE_NONE,
               .left = MUSTER_DATE_EVER },
    .badges = badges,
  };
  gboolean blank = TRUE;

  for (guint i = 0; i < record->n_cells; i++)
    blank = blank && record->cells[i].length == 0;
  if (record->n_cells > 0 && blank)
    return TRUE;

  if (record->n_cells == 0)
    {
      sink->fault (sink, record->line.number, "file",
                   record->line.kind == MUSTER_LINE_NULS
                     ? _ ("Zero bytes: the file is damaged here")
                     : _ ("The line is too long"));
      return TRUE;
    }

  read_row (list, record, texts, &row);
  check_row (&row, record);
  if (row.field == NULL && is_other (seen, &row.draft))
    row_fault (
      &row, "staff_no",
      g_strdup_printf (_ ("“%s” came before with other facts"), row.draft.staff_no));

  message = row.message;
  if (row.field != NULL)
    {
      sink->fault (sink, record->line.number, row.field, message);
      return TRUE;
    }

  row.draft.has_joined = has_role (list, "joined");
  row.draft.has_left = has_role (list, "left");
  row.draft.badges = (const MusterBadgeDraft *) badges->data;
  row.draft.n_badges = badges->len;
  return sink->take (sink, &row.draft, error);
}

static gboolean
run_users (MusterPeopleList *list,
           MusterPeopleSink *sink,
           GCancellable *cancellable,
           GError **error)
{
  gsize length;
  gsize skip;
  const guint8 *data = g_bytes_get_data (list->look->records, &length);
  gsize size = muster_zk_users_recognise (data, length, &skip);

  for (gsize at = skip; at + size <= length; at += size)
    {
      MusterZkUser user;
      MusterBadgeDraft badge = { .key = user.key };
      MusterPersonDraft draft = {
        .line = (at - skip) / size + 1,
        .staff_no = user.key,
        .name = user.name,
        .joined = MUSTER_DATE_NONE,
        .left = MUSTER_DATE_EVER,
        .badges = &badge,
        .n_badges = 1,
      };

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!muster_zk_users_read (data + at, size, NULL, &user))
        continue; /* an empty slot, or it would not have been recognised */
      if (*user.name == '\0')
        sink->fault (sink, draft.line, "name", _ ("The name is missing"));
      else if (!sink->take (sink, &draft, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
muster_people_list_run (MusterPeopleList *list,
                        MusterPeopleSink *sink,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GHashTable) seen = NULL;
  g_autoptr (MusterCsv) csv = NULL;
  MusterRecord record;
  guint number = 0;

  g_return_val_if_fail (list != NULL && sink != NULL, FALSE);

  if (list->look->records != NULL)
    return run_users (list, sink, cancellable, error);
  if (list->ask->len > 0)
    return muster_file_look_ask (g_ptr_array_index (list->ask, 0), error);
  if (!(csv = open_table (list, cancellable, error)))
    return FALSE;

  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (muster_csv_next (csv, &record, cancellable))
    if (++number > list->header && !take_record (list, sink, &record, seen, error))
      return FALSE;

  return muster_csv_done (csv, error);
}
