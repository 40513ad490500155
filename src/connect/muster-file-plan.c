/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-file-plan.h"

#include "muster-attlog-reader.h"
#include "muster-error.h"
#include "muster-file-look.h"
#include "muster-glg-reader.h"
#include "muster-people-format.h"
#include "muster-table-reader.h"
#include "muster-zk-codes.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#define SHOWN_ROWS 20
#define USUAL_LINE 39 /* bytes of a line of attlog.dat */
#define HEADER_LINES 10

struct _MusterFilePlan
{
  MusterFileLook *look;
  MusterParams *settings;
  MusterFileKind kind;
  double confidence;
  char *device;
  char *serial;
  GPtrArray *ask;
  GPtrArray *check;
  GPtrArray *cells; /* GStrv of the first rows */

  MusterAttlogReader attlog;
  MusterGlgReader glg;
  MusterGlgLayout glg_layout;
  MusterTableReader table;
  MusterColumns *columns;
};

static const MusterChoice kind_choices[] = {
  { "auto", N_ ("By its content") },
  { "attlog", N_ ("Terminal log (attlog.dat)") },
  { "glg", N_ ("Terminal log (GLG, AGL)") },
  { "table", N_ ("Table, a punch a row") },
  { "cells", N_ ("Table, several punches in a cell") },
  { "cross", N_ ("Table, a person a row and a date a column") },
  { NULL },
};

static const MusterChoice tail_choices[] = {
  { "device-state", N_ ("Device, state, verification") },
  { "state-verify", N_ ("State, verification") },
  { "device-verify", N_ ("Device, verification") },
  { NULL },
};

static const MusterChoice order_choices[] = {
  { "auto", N_ ("By the dates") },
  { "ymd", N_ ("2024-02-29, 2024/2/29, 2024年2月29日") },
  { "dmy", N_ ("29/02/2024: day before month") },
  { "mdy", N_ ("02/29/2024: month before day") },
  { "compact", N_ ("20240229080102") },
  { NULL },
};

static const MusterChoice zeros_choices[] = {
  { "auto", N_ ("By the numbers") },
  { "keep", N_ ("Part of the number") },
  { "strip", N_ ("Padding") },
  { NULL },
};

const MusterField muster_file_fields[] = {
  { "path", N_ ("File"), NULL, MUSTER_FIELD_PATH, MUSTER_FIELD_REQUIRED, NULL },
  { "kind", N_ ("Kind of file"), NULL, MUSTER_FIELD_CHOICE, 0, "auto",
    .choices = kind_choices },
  { "charset", N_ ("Text encoding"),
    N_ ("For example UTF-8, GB18030 or windows-1256; “auto” finds it"), MUSTER_FIELD_TEXT,
    0, "auto" },
  { "sheet", N_ ("Sheet of the workbook"),
    N_ ("If empty, the first one that holds a table"), MUSTER_FIELD_TEXT, 0, NULL },
  { "columns", N_ ("Columns of the table"), NULL, MUSTER_FIELD_VARIANT, 0, NULL },
  { "order", N_ ("Dates look like"), NULL, MUSTER_FIELD_CHOICE, 0, "auto",
    .choices = order_choices },
  { "month", N_ ("Month of the table"), N_ ("Where its days are only numbers: 2024-02"),
    MUSTER_FIELD_TEXT, 0, NULL },
  { "tail", N_ ("Numbers behind the time"), NULL, MUSTER_FIELD_CHOICE, 0, "device-state",
    .choices = tail_choices },
  { "zeros", N_ ("Leading zeros of user numbers"), NULL, MUSTER_FIELD_CHOICE, 0, "auto",
    .choices = zeros_choices },
  { "states", N_ ("The state keys are used"),
    N_ ("Off where people only touch the sensor: the terminal then says “in” each time"),
    MUSTER_FIELD_BOOLEAN, 0, "false" },
  { "old-codes", N_ ("Older verification codes"), N_ ("0 is password and 2 is card"),
    MUSTER_FIELD_BOOLEAN, 0, "false" },
  { "copies", N_ ("Exact copies are further punches"), NULL, MUSTER_FIELD_BOOLEAN, 0,
    "false" },
  { NULL },
};

const char *
muster_file_kind_get_name (MusterFileKind kind)
{
  static const char *const names[] = {
    "auto", "attlog", "glg", "table", "cells", "cross", "people", "users",
  };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);

  return names[kind];
}

static MusterFileKind
kind_from_name (const char *name)
{
  for (MusterFileKind kind = MUSTER_FILE_AUTO; kind <= MUSTER_FILE_USERS; kind++)
    if (g_str_equal (muster_file_kind_get_name (kind), name))
      return kind;

  return MUSTER_FILE_AUTO;
}

static guint
choice_of (const MusterChoice *choices, const char *value)
{
  for (guint i = 0; choices[i].value != NULL; i++)
    if (g_str_equal (choices[i].value, value))
      return i;

  return 0;
}

static gboolean
is_table (MusterFileKind kind)
{
  return kind == MUSTER_FILE_TABLE || kind == MUSTER_FILE_CELLS ||
         kind == MUSTER_FILE_CROSS;
}

static void
add_once (GPtrArray *names, const char *name)
{
  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, (gpointer) name);
}

/* "CEXH2109_attlog.dat": what stands before the name is a serial number, a short number is the
 * terminal's own. */
static void
read_name (MusterFilePlan *plan)
{
  g_autofree char *lower = g_ascii_strdown (plan->look->name, -1);
  const char *mark = strstr (lower, "_attlog");
  gsize length = mark != NULL ? (gsize) (mark - lower) : 0;

  if (length == 0)
    return;
  if (length > 3 || strspn (lower, "0123456789") < length)
    plan->serial = g_strndup (plan->look->name, length);
}

/* Takes the terminal's number when all rows agree on it. */
static void
take_device (guint32 row, guint32 *device, gboolean *agreed)
{
  *agreed = *agreed && (*device == 0 || *device == row);
  *device = row;
}

/* Both ways in numbers worth mentioning: somebody seems to use the state keys. */
static void
propose_states (MusterFilePlan *plan, guint in, guint out)
{
  if (MIN (in, out) * 10 >= in + out && in > 0)
    add_once (plan->check, "states");
}

/* How much of the sample reads like a terminal's log; learns its looks on the way. */
static double
try_attlog (MusterFilePlan *plan)
{
  guint counts[16] = { 0 };
  guint good = 0;
  guint padded = 0;
  guint ways[3] = { 0 };
  guint32 device = 0;
  gboolean one_device = TRUE;
  guint n = 0;

  for (; plan->look->sample[n] != NULL; n++)
    {
      const char *line = plan->look->sample[n];
      MusterAttlogRow row;
      const char *reason = muster_attlog_read ((const guint8 *) line, strlen (line),
                                               plan->attlog.tail, &row);

      if (reason != NULL ? !g_str_equal (reason, "negative-date") : row.fields < 3)
        continue;

      good++;
      if (reason != NULL)
        continue;

      counts[MIN (row.fields, G_N_ELEMENTS (counts) - 1)]++;
      padded += row.key_width >= 9;
      ways[muster_zk_direction (row.state)]++;
      take_device (row.device, &device, &one_device);
    }

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[plan->attlog.fields])
      plan->attlog.fields = i;

  if (n == 0 || good * 2 < n || good == 0)
    return 0;

  plan->attlog.padded = padded * 2 > good;
  if (one_device && device > 0)
    plan->device = g_strdup_printf ("%u", device);
  if (plan->attlog.fields == 4)
    add_once (plan->check, "tail");
  propose_states (plan, ways[MUSTER_DIRECTION_IN], ways[MUSTER_DIRECTION_OUT]);
  return (double) good / n;
}

/* User ids that all have one length and of which some begin with zeros were padded to it. */
static gboolean
is_padded (guint rows, guint widest, guint narrowest, guint zeros)
{
  return rows > 0 && widest == narrowest && widest >= 6 && zeros > 0;
}

static double
try_glg (MusterFilePlan *plan)
{
  guint first = 0;
  guint rows = 0;
  guint good = 0;
  guint widest = 0;
  guint narrowest = G_MAXUINT;
  guint zeros = 0;
  guint ways[2] = { 0 };
  guint32 device = 0;
  gboolean one_device = TRUE;
  const char *line;

  while (
    (line = plan->look->sample[first]) != NULL && first < HEADER_LINES &&
    !muster_glg_read_header ((const guint8 *) line, strlen (line), &plan->glg_layout))
    first++;
  if (line == NULL || first == HEADER_LINES)
    return 0;

  for (guint i = first + 1; (line = plan->look->sample[i]) != NULL; i++)
    {
      MusterGlgRow row;
      const char *reason = muster_glg_read (&plan->glg_layout, (const guint8 *) line,
                                            strlen (line), MUSTER_WALL_YMD, &row);

      rows++;
      good += g_strcmp0 (reason, "columns") != 0;
      if (reason != NULL && !g_str_equal (reason, "date"))
        continue;

      take_device (row.device, &device, &one_device);
      if (row.in_out < G_N_ELEMENTS (ways))
        ways[row.in_out]++;
      if (!row.event)
        {
          widest = MAX (widest, (guint) row.key_length);
          narrowest = MIN (narrowest, (guint) row.key_length);
          zeros += *row.key == '0';
        }
    }

  if (one_device && device > 0)
    plan->device = g_strdup_printf ("%u", device);
  if (g_str_equal (muster_params_get_string (plan->settings, "zeros"), "auto"))
    plan->glg.strip_zeros = is_padded (rows, widest, narrowest, zeros);
  if (plan->glg.strip_zeros)
    add_once (plan->check, "zeros");
  propose_states (plan, ways[0], ways[1]);
  return rows > 0 ? (double) good / rows : 0.5;
}

/* What the settings say about the columns; NULL for nothing. */
static GVariant *
get_kept (MusterFilePlan *plan)
{
  g_autoptr (GVariant)
    kept = g_variant_get_variant (muster_params_get_value (plan->settings, "columns"));

  return g_variant_is_container (kept) && g_variant_n_children (kept) > 0
           ? g_steal_pointer (&kept)
           : NULL;
}

/* What was kept overrules the headers; without it they propose. */
static gboolean
take_columns (MusterFilePlan *plan, GError **error)
{
  g_autoptr (GVariant) kept = get_kept (plan);
  MusterColumns *applied;

  g_clear_pointer (&plan->columns, muster_columns_free);
  g_clear_pointer (&plan->cells, g_ptr_array_unref);
  plan->columns = muster_columns_guess (plan->look, &plan->cells, &plan->confidence);

  if (kept == NULL)
    return TRUE;
  if (!(applied = muster_columns_apply (plan->columns, kept, error)))
    return FALSE;

  g_clear_pointer (&plan->columns, muster_columns_free);
  plan->columns = applied;
  plan->confidence = 1;
  return TRUE;
}

static MusterFileKind
kind_of_columns (const MusterColumns *columns)
{
  switch (columns->shape)
    {
    case MUSTER_TABLE_CELLS:
      return MUSTER_FILE_CELLS;

    case MUSTER_TABLE_CROSS:
      return MUSTER_FILE_CROSS;

    case MUSTER_TABLE_ROWS:
      break;
    }

  return MUSTER_FILE_TABLE;
}

static gboolean
recognise_kind (MusterFilePlan *plan, GError **error)
{
  if (plan->look->records != NULL)
    {
      plan->kind = MUSTER_FILE_USERS;
      return TRUE;
    }

  if (plan->kind == MUSTER_FILE_AUTO || plan->kind == MUSTER_FILE_ATTLOG)
    {
      plan->confidence = try_attlog (plan);
      if (plan->confidence > 0 || plan->kind == MUSTER_FILE_ATTLOG)
        {
          plan->kind = MUSTER_FILE_ATTLOG;
          return TRUE;
        }
    }

  if (plan->kind == MUSTER_FILE_AUTO || plan->kind == MUSTER_FILE_GLG)
    {
      plan->confidence = try_glg (plan);
      if (plan->confidence > 0)
        {
          plan->kind = MUSTER_FILE_GLG;
          return TRUE;
        }
      if (plan->kind == MUSTER_FILE_GLG)
        return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                                 _ ("The file has no header of such a terminal."));
    }

  if (!take_columns (plan, error))
    return FALSE;

  if (plan->kind == MUSTER_FILE_AUTO && plan->columns != NULL)
    {
      if (muster_columns_is_whole (plan->columns))
        plan->kind = kind_of_columns (plan->columns);
      else if (muster_people_recognise (plan->look))
        plan->kind = MUSTER_FILE_PEOPLE;
      else if (plan->columns->header > 0 ||
               muster_columns_find (plan->columns, "moment") >= 0 ||
               muster_columns_find (plan->columns, "date") >= 0)
        plan->kind = kind_of_columns (plan->columns);
    }

  if (plan->kind == MUSTER_FILE_AUTO || (is_table (plan->kind) && plan->columns == NULL))
    return muster_error_set (
      error, MUSTER_ERROR_PROTOCOL,
      _ ("No line of this file reads like a punch, and it has no table "
         "header that Muster knows."));
  return TRUE;
}

static MusterCsv *
open_table (MusterFilePlan *plan, GCancellable *cancellable, GError **error)
{
  MusterLines *lines = muster_file_look_open (plan->look, cancellable, error);

  return lines != NULL ? muster_csv_new (lines, plan->columns->separator) : NULL;
}

/* Whether day or month comes first is decided from the whole file, or asked. */
static gboolean
settle_order (MusterFilePlan *plan,
              MusterWallOrder *order,
              GCancellable *cancellable,
              GError **error)
{
  const char *said = muster_params_get_string (plan->settings, "order");
  MusterWallSurvey survey = { 0 };

  if (!g_str_equal (said, "auto"))
    {
      *order = choice_of (order_choices, said) - 1;
      return TRUE;
    }

  if (plan->kind == MUSTER_FILE_GLG)
    {
      g_autoptr (MusterLines)
        lines = muster_file_look_open (plan->look, cancellable, error);

      if (lines == NULL || !muster_glg_survey (lines, &survey, cancellable, error))
        return FALSE;
    }
  else
    {
      g_autoptr (MusterCsv) csv = open_table (plan, cancellable, error);

      if (csv == NULL ||
          !muster_table_survey (plan->columns, csv, &survey, cancellable, error))
        return FALSE;
    }

  if (!muster_wall_survey_decide (&survey, order))
    add_once (plan->ask, "order");
  return TRUE;
}

static gboolean
settle_month (MusterFilePlan *plan, GError **error)
{
  const char *said = muster_params_get_string (plan->settings, "month");
  gboolean dated = TRUE;

  if (*said != '\0')
    {
      g_autofree char *first = g_strconcat (said, "-01", NULL);

      if (!muster_date_parse (first, &plan->columns->month, NULL))
        return muster_error_set_field (error, "month", _ ("Write the month as 2024-02."));
      return TRUE;
    }

  for (guint i = 0; i < plan->columns->roles->len; i++)
    {
      const char *role = g_ptr_array_index (plan->columns->roles, i);

      if (g_str_has_prefix (role, "day:") && strlen (role) < strlen ("day:2024-02-29"))
        dated = FALSE;
    }

  if (!dated && plan->columns->month == MUSTER_DATE_NONE)
    add_once (plan->ask, "month");
  return TRUE;
}

static gboolean
settle_table (MusterFilePlan *plan, GCancellable *cancellable, GError **error)
{
  g_autoptr (GVariant) kept = get_kept (plan);
  gboolean ordered = kept != NULL &&
                     g_variant_is_of_type (kept, G_VARIANT_TYPE_VARDICT) &&
                     g_variant_lookup (kept, "order", "s", NULL);

  if (plan->kind == MUSTER_FILE_CELLS)
    plan->columns->shape = MUSTER_TABLE_CELLS;
  else if (plan->kind == MUSTER_FILE_CROSS)
    plan->columns->shape = MUSTER_TABLE_CROSS;
  else
    plan->columns->shape = MUSTER_TABLE_ROWS;

  plan->table.columns = plan->columns;
  if (!muster_columns_is_whole (plan->columns))
    {
      add_once (plan->ask, "columns");
      return TRUE;
    }
  if (plan->confidence < 0.9)
    add_once (plan->check, "columns");

  if (plan->kind == MUSTER_FILE_CROSS)
    return settle_month (plan, error);
  if (ordered && g_str_equal (muster_params_get_string (plan->settings, "order"), "auto"))
    return TRUE;

  return settle_order (plan, &plan->columns->order, cancellable, error);
}

/* In a terminal's log only names can depend on the charset, and mostly there are none: what does not
 * decode is damage, and stops nothing. */
static void
settle_charset (MusterFilePlan *plan)
{
  if (plan->look->charset != NULL || plan->kind == MUSTER_FILE_USERS)
    return;

  if (plan->kind == MUSTER_FILE_ATTLOG)
    {
      plan->look->charset = g_strdup ("UTF-8");
      add_once (plan->check, "charset");
    }
  else
    {
      add_once (plan->ask, "charset");
    }
}

static void
read_settings (MusterFilePlan *plan, MusterDatum datum)
{
  MusterParams *settings = plan->settings;

  plan->kind = kind_from_name (muster_params_get_string (settings, "kind"));
  plan->attlog.tail =
    choice_of (tail_choices, muster_params_get_string (settings, "tail"));
  plan->attlog.states = muster_params_get_boolean (settings, "states");
  plan->attlog.old_codes = muster_params_get_boolean (settings, "old-codes");
  plan->glg.states = plan->attlog.states;
  plan->glg.strip_zeros =
    g_str_equal (muster_params_get_string (settings, "zeros"), "strip");
  plan->table.states = plan->attlog.states;
  plan->table.old_codes = plan->attlog.old_codes;
  plan->table.datum = datum;
}

MusterFilePlan *
muster_file_plan_new (MusterParams *settings,
                      MusterDatum datum,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (MusterFilePlan) plan = NULL;

  g_return_val_if_fail (MUSTER_IS_PARAMS (settings), NULL);

  plan = g_new0 (MusterFilePlan, 1);
  plan->settings = g_object_ref (settings);
  plan->ask = g_ptr_array_new ();
  plan->check = g_ptr_array_new ();
  read_settings (plan, datum);

  plan->look = muster_file_look_new (muster_params_get_string (settings, "path"),
                                     muster_params_get_string (settings, "charset"),
                                     muster_params_get_string (settings, "sheet"),
                                     cancellable, error);
  if (plan->look == NULL || !recognise_kind (plan, error))
    return NULL;

  read_name (plan);
  settle_charset (plan);
  if (muster_file_look_has_choice (plan->look))
    add_once (plan->check, "sheet");
  if (plan->kind == MUSTER_FILE_GLG &&
      !settle_order (plan, &plan->glg.order, cancellable, error))
    return NULL;
  if (is_table (plan->kind) && !settle_table (plan, cancellable, error))
    return NULL;

  return g_steal_pointer (&plan);
}

void
muster_file_plan_free (MusterFilePlan *plan)
{
  if (plan == NULL)
    return;

  g_clear_pointer (&plan->look, muster_file_look_free);
  g_clear_pointer (&plan->columns, muster_columns_free);
  g_clear_pointer (&plan->cells, g_ptr_array_unref);
  g_object_unref (plan->settings);
  g_free (plan->device);
  g_free (plan->serial);
  g_ptr_array_unref (plan->ask);
  g_ptr_array_unref (plan->check);
  g_free (plan);
}

MusterFileKind
muster_file_plan_get_kind (MusterFilePlan *plan)
{
  g_return_val_if_fail (plan != NULL, MUSTER_FILE_AUTO);

  return plan->kind;
}

gboolean
muster_file_plan_is_ready (MusterFilePlan *plan)
{
  g_return_val_if_fail (plan != NULL, FALSE);

  return plan->ask->len == 0 && plan->kind != MUSTER_FILE_PEOPLE &&
         plan->kind != MUSTER_FILE_USERS;
}

static GVariant *
strings_of (GPtrArray *strings)
{
  return g_variant_new_strv ((const char *const *) strings->pdata, strings->len);
}

static GVariant *
describe_settings (MusterFilePlan *plan)
{
  g_auto (GVariantDict) settings = G_VARIANT_DICT_INIT (NULL);

  if (plan->kind == MUSTER_FILE_PEOPLE || plan->kind == MUSTER_FILE_USERS)
    return g_variant_dict_end (&settings);

  g_variant_dict_insert (&settings, "kind", "s", muster_file_kind_get_name (plan->kind));
  if (plan->look->charset != NULL)
    g_variant_dict_insert (&settings, "charset", "s", plan->look->charset);
  if (plan->look->sheets != NULL)
    g_variant_dict_insert (&settings, "sheet", "s", plan->look->sheets[0]);
  if (plan->attlog.states)
    g_variant_dict_insert (&settings, "states", "b", TRUE);
  if (plan->attlog.old_codes)
    g_variant_dict_insert (&settings, "old-codes", "b", TRUE);
  if (plan->kind == MUSTER_FILE_ATTLOG)
    g_variant_dict_insert (&settings, "tail", "s", tail_choices[plan->attlog.tail].value);
  if (plan->kind == MUSTER_FILE_GLG)
    {
      g_variant_dict_insert (&settings, "order", "s",
                             muster_wall_orders[plan->glg.order].value);
      g_variant_dict_insert (&settings, "zeros", "s",
                             plan->glg.strip_zeros ? "strip" : "keep");
    }
  if (is_table (plan->kind))
    g_variant_dict_insert (&settings, "columns", "v",
                           muster_columns_to_variant (plan->columns));
  if (plan->kind == MUSTER_FILE_CROSS && plan->columns->month != MUSTER_DATE_NONE)
    {
      g_autofree char *month = muster_date_format (plan->columns->month);

      month[strlen ("2024-02")] = '\0';
      g_variant_dict_insert (&settings, "month", "s", month);
    }

  return g_variant_dict_end (&settings);
}

/* The columns of a terminal's file, as roles. */
static void
describe_columns (MusterFilePlan *plan, GVariantDict *found)
{
  static const char *const tails[][5] = {
    { "device", "state", "verify", "work-code", NULL },
    { "state", "verify", "work-code", NULL },
    { "device", "verify", "work-code", NULL },
  };
  static const char *const glg_roles[] = {
    [MUSTER_GLG_NUMBER] = "ignore",       [MUSTER_GLG_DEVICE] = "device",
    [MUSTER_GLG_KEY] = "person",          [MUSTER_GLG_NAME] = "name",
    [MUSTER_GLG_NAME_AND_GROUP] = "name", [MUSTER_GLG_MODE] = "verify",
    [MUSTER_GLG_IN_OUT] = "state",        [MUSTER_GLG_TIME] = "moment",
    [MUSTER_GLG_OTHER] = "ignore",        [MUSTER_GLG_EMPTY] = "ignore",
  };
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();

  if (is_table (plan->kind))
    {
      g_variant_dict_insert_value (found, "columns", strings_of (plan->columns->columns));
      g_variant_dict_insert_value (found, "roles", strings_of (plan->columns->roles));
      return;
    }

  if (plan->kind == MUSTER_FILE_ATTLOG)
    {
      g_ptr_array_add (roles, (gpointer) "person");
      g_ptr_array_add (roles, (gpointer) "moment");
      for (guint i = 0;
           tails[plan->attlog.tail][i] != NULL && i + 2 < plan->attlog.fields; i++)
        g_ptr_array_add (roles, (gpointer) tails[plan->attlog.tail][i]);
    }
  else if (plan->kind == MUSTER_FILE_GLG)
    {
      for (guint i = 0; i < plan->glg_layout.n_columns; i++)
        g_ptr_array_add (roles, (gpointer) glg_roles[plan->glg_layout.columns[i]]);
    }

  g_variant_dict_insert_value (found, "columns", strings_of (roles));
  g_variant_dict_insert_value (found, "roles", strings_of (roles));
}

static GVariant *
describe_cells (MusterFilePlan *plan)
{
  g_auto (GVariantBuilder) cells = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aas"));

  if (is_table (plan->kind))
    {
      for (guint i = 0; i < MIN (plan->cells != NULL ? plan->cells->len : 0, SHOWN_ROWS);
           i++)
        g_variant_builder_add_value (
          &cells, g_variant_new_strv (g_ptr_array_index (plan->cells, i), -1));
    }
  else if (plan->kind == MUSTER_FILE_ATTLOG || plan->kind == MUSTER_FILE_GLG)
    {
      for (guint i = 0; i < SHOWN_ROWS && plan->look->sample[i] != NULL; i++)
        {
          g_auto (GStrv) fields = g_strsplit (plan->look->sample[i], "\t", -1);

          for (guint f = 0; fields[f] != NULL; f++)
            g_strstrip (fields[f]);
          g_variant_builder_add_value (
            &cells, g_variant_new_strv ((const char *const *) fields, -1));
        }
    }

  return g_variant_builder_end (&cells);
}

void
muster_file_plan_describe (MusterFilePlan *plan, GVariantDict *found)
{
  g_return_if_fail (plan != NULL && found != NULL);

  g_variant_dict_insert (found, "kind", "s", muster_file_kind_get_name (plan->kind));
  g_variant_dict_insert (found, "charset", "s",
                         plan->look->charset != NULL ? plan->look->charset : "");
  if (plan->look->sheets != NULL)
    g_variant_dict_insert (found, "sheets", "^as", plan->look->sheets);
  g_variant_dict_insert (found, "confidence", "d", plan->confidence);
  g_variant_dict_insert (found, "size", "t", plan->look->size);
  if (plan->device != NULL)
    g_variant_dict_insert (found, "device", "s", plan->device);
  if (plan->serial != NULL)
    g_variant_dict_insert (found, "serial", "s", plan->serial);
  describe_columns (plan, found);
  g_variant_dict_insert_value (found, "cells", describe_cells (plan));
  g_variant_dict_insert_value (found, "ask", strings_of (plan->ask));
  g_variant_dict_insert_value (found, "check", strings_of (plan->check));
  g_variant_dict_insert_value (found, "settings", describe_settings (plan));
}

static gboolean
run_table (MusterFilePlan *plan,
           MusterBatch *batch,
           MusterSink *sink,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (MusterCsv) csv = open_table (plan, cancellable, error);

  return csv != NULL && muster_table_reader_run (&plan->table, csv, batch, sink,
                                                 plan->look->size, cancellable, error);
}

static gboolean
run_lines (MusterFilePlan *plan,
           MusterBatch *batch,
           MusterSink *sink,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (MusterLines) lines = muster_file_look_open (plan->look, cancellable, error);

  if (lines == NULL)
    return FALSE;
  if (plan->kind == MUSTER_FILE_GLG)
    return muster_glg_reader_run (&plan->glg, lines, batch, sink, plan->look->size,
                                  cancellable, error);

  return muster_attlog_reader_run (&plan->attlog, lines, batch, sink, plan->look->size,
                                   cancellable, error);
}

gboolean
muster_file_plan_run (MusterFilePlan *plan,
                      MusterSink *sink,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (MusterBatch) batch = NULL;
  g_auto (GVariantDict) cursor = G_VARIANT_DICT_INIT (NULL);

  g_return_val_if_fail (plan != NULL && sink != NULL, FALSE);

  if (plan->ask->len > 0)
    return muster_file_look_ask (g_ptr_array_index (plan->ask, 0), error);
  if (!muster_file_plan_is_ready (plan))
    return muster_error_set (error, MUSTER_ERROR_INVALID,
                             _ ("This is a list of people. Import it under People."));

  g_variant_dict_insert (&cursor, "name", "s", plan->look->name);
  g_variant_dict_insert (&cursor, "size", "t", plan->look->size);
  batch = muster_batch_new (sink, g_variant_dict_end (&cursor),
                            muster_params_get_boolean (plan->settings, "copies"));

  muster_batch_expect (batch, plan->look->size / USUAL_LINE);

  return is_table (plan->kind) ? run_table (plan, batch, sink, cancellable, error)
                               : run_lines (plan, batch, sink, cancellable, error);
}
