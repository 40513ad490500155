/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-file-plan.h"

#include "muster-attlog-reader.h"
#include "muster-charset.h"
#include "muster-error.h"
#include "muster-file-refusal.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#define SAMPLE_LINES 200
#define SHOWN_LINES 20
#define CHUNK (256 * 1024)

struct _MusterFilePlan
{
  GFile *file;
  char *name;
  MusterParams *settings;
  MusterFileKind kind;
  char *charset; /* NULL when a person must say */
  double confidence;
  guint64 size;
  char *device;
  char *serial;
  GPtrArray *sample; /* of the first lines that are not empty */
  GPtrArray *ask;
  GPtrArray *check;

  MusterAttlogReader attlog;
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

const MusterField muster_file_fields[] = {
  { "path", N_ ("File"), NULL, MUSTER_FIELD_PATH, MUSTER_FIELD_REQUIRED, NULL },
  { "kind", N_ ("Kind of file"), NULL, MUSTER_FIELD_CHOICE, 0, "auto",
    .choices = kind_choices },
  { "charset", N_ ("Text encoding"),
    N_ ("For example UTF-8, GB18030 or windows-1256; “auto” finds it"), MUSTER_FIELD_TEXT,
    0, "auto" },
  { "tail", N_ ("Numbers behind the time"), NULL, MUSTER_FIELD_CHOICE, 0, "device-state",
    .choices = tail_choices },
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

/* Reads the whole file once: its size, its charset, and whether it is a text at all. */
static gboolean
survey_file (MusterFilePlan *plan, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (plan->file, cancellable, error);
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  MusterCharsetSurvey survey = { 0 };
  gboolean zero = TRUE;
  gssize n;

  if (stream == NULL)
    return FALSE;

  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, CHUNK, cancellable,
                                   error)) > 0)
    {
      if (plan->size == 0 && muster_file_refuse (plan->name, chunk, (gsize) n, error))
        return FALSE;

      if (zero && is_binary (chunk, (gsize) n))
        return muster_error_set (
          error, MUSTER_ERROR_PROTOCOL,
          _ ("This is not a text file, and no kind of file that Muster "
             "knows."));

      zero = zero && is_zero (chunk, (gsize) n);
      muster_charset_survey_feed (&survey, chunk, (gsize) n);
      plan->size += (guint64) n;
    }

  if (n < 0)
    return FALSE;
  if (plan->size == 0)
    return !muster_file_refuse (plan->name, NULL, 0, error);
  if (zero)
    return muster_error_set (
      error, MUSTER_ERROR_PROTOCOL,
      _ ("The file holds nothing but zero bytes: the stick was probably "
         "pulled out too early. Export it from the terminal again."));

  if (plan->charset == NULL)
    plan->charset = g_strdup (muster_charset_survey_get_name (&survey));
  return TRUE;
}

static MusterLines *
open_lines (MusterFilePlan *plan, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (plan->file, cancellable, error);

  return stream != NULL ? muster_lines_new (G_INPUT_STREAM (stream), plan->charset)
                        : NULL;
}

static gboolean
take_sample (MusterFilePlan *plan, GCancellable *cancellable, GError **error)
{
  g_autoptr (MusterLines) lines = open_lines (plan, cancellable, error);
  MusterLine line;

  if (lines == NULL)
    return FALSE;

  while (plan->sample->len < SAMPLE_LINES &&
         muster_lines_next (lines, &line, cancellable))
    if (line.kind == MUSTER_LINE_TEXT && line.length > 0)
      g_ptr_array_add (plan->sample, g_strndup (line.text, line.length));

  return muster_lines_done (lines, error);
}

/* How much of the sample reads like a terminal's log; learns its looks on the way. */
static double
try_attlog (MusterFilePlan *plan)
{
  guint counts[16] = { 0 };
  guint good = 0;
  guint padded = 0;
  guint32 device = 0;
  gboolean one_device = TRUE;

  for (guint i = 0; i < plan->sample->len; i++)
    {
      const char *line = g_ptr_array_index (plan->sample, i);
      MusterAttlogRow row;
      const char *reason = muster_attlog_read ((const guint8 *) line, strlen (line),
                                               plan->attlog.tail, &row);

      if (reason != NULL && !g_str_equal (reason, "negative-date"))
        continue;
      if (reason == NULL && row.fields < 3)
        continue;

      good++;
      if (reason != NULL)
        continue;

      counts[MIN (row.fields, G_N_ELEMENTS (counts) - 1)]++;
      padded += row.key_width >= 9;
      one_device = one_device && (device == 0 || device == row.device);
      device = row.device;
    }

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[plan->attlog.fields])
      plan->attlog.fields = i;

  plan->attlog.padded = good > 0 && padded * 2 > good;
  if (one_device && device > 0)
    plan->device = g_strdup_printf ("%u", device);

  return good > 0 ? (double) good / plan->sample->len : 0;
}

/* "CEXH2109_attlog.dat": what stands before the name is a serial number, a short number is the
 * terminal's own. */
static void
read_name (MusterFilePlan *plan)
{
  g_autofree char *lower = g_ascii_strdown (plan->name, -1);
  const char *mark = strstr (lower, "_attlog");
  gsize length = mark != NULL ? (gsize) (mark - lower) : 0;

  if (length == 0)
    return;
  if (length > 3 || strspn (lower, "0123456789") < length)
    plan->serial = g_strndup (plan->name, length);
}

static gboolean
recognise (MusterFilePlan *plan, GCancellable *cancellable, GError **error)
{
  if (!survey_file (plan, cancellable, error) || !take_sample (plan, cancellable, error))
    return FALSE;

  plan->confidence = try_attlog (plan);
  if (plan->kind == MUSTER_FILE_AUTO && plan->confidence >= 0.5)
    plan->kind = MUSTER_FILE_ATTLOG;

  if (plan->kind == MUSTER_FILE_AUTO)
    return muster_error_set (
      error, MUSTER_ERROR_PROTOCOL,
      _ ("No line of this file reads like a punch, and it has no table "
         "header that Muster knows."));

  if (plan->kind == MUSTER_FILE_ATTLOG && plan->attlog.fields == 4)
    g_ptr_array_add (plan->check, (gpointer) "tail");
  return TRUE;
}

MusterFilePlan *
muster_file_plan_new (MusterParams *settings, GCancellable *cancellable, GError **error)
{
  g_autoptr (MusterFilePlan) plan = NULL;
  const char *tail;
  const char *charset;

  g_return_val_if_fail (MUSTER_IS_PARAMS (settings), NULL);

  plan = g_new0 (MusterFilePlan, 1);
  plan->settings = g_object_ref (settings);
  plan->file = g_file_new_for_path (muster_params_get_string (settings, "path"));
  plan->name = g_file_get_basename (plan->file);
  plan->kind = kind_from_name (muster_params_get_string (settings, "kind"));
  plan->sample = g_ptr_array_new_with_free_func (g_free);
  plan->ask = g_ptr_array_new ();
  plan->check = g_ptr_array_new ();

  tail = muster_params_get_string (settings, "tail");
  for (guint i = 0; tail_choices[i].value != NULL; i++)
    if (g_str_equal (tail_choices[i].value, tail))
      plan->attlog.tail = i;
  plan->attlog.states = muster_params_get_boolean (settings, "states");
  plan->attlog.old_codes = muster_params_get_boolean (settings, "old-codes");

  charset = muster_params_get_string (settings, "charset");
  if (!g_str_equal (charset, "auto"))
    {
      if (!muster_charset_check (charset))
        {
          muster_error_set_field (error, "charset",
                                  _ ("“%s” is no text encoding known here"), charset);
          return NULL;
        }
      plan->charset = g_strdup (charset);
    }

  read_name (plan);
  if (!recognise (plan, cancellable, error))
    return NULL;

  if (plan->charset == NULL)
    g_ptr_array_add (plan->ask, (gpointer) "charset");
  return g_steal_pointer (&plan);
}

void
muster_file_plan_free (MusterFilePlan *plan)
{
  if (plan == NULL)
    return;

  g_object_unref (plan->file);
  g_free (plan->name);
  g_object_unref (plan->settings);
  g_free (plan->charset);
  g_free (plan->device);
  g_free (plan->serial);
  g_ptr_array_unref (plan->sample);
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

  g_variant_dict_insert (&settings, "kind", "s", muster_file_kind_get_name (plan->kind));
  if (plan->charset != NULL)
    g_variant_dict_insert (&settings, "charset", "s", plan->charset);
  if (plan->kind == MUSTER_FILE_ATTLOG)
    g_variant_dict_insert (&settings, "tail", "s", tail_choices[plan->attlog.tail].value);

  return g_variant_dict_end (&settings);
}

void
muster_file_plan_describe (MusterFilePlan *plan, GVariantDict *found)
{
  g_return_if_fail (plan != NULL && found != NULL);

  g_variant_dict_insert (found, "kind", "s", muster_file_kind_get_name (plan->kind));
  g_variant_dict_insert (found, "charset", "s",
                         plan->charset != NULL ? plan->charset : "");
  g_variant_dict_insert (found, "confidence", "d", plan->confidence);
  g_variant_dict_insert (found, "size", "t", plan->size);
  if (plan->device != NULL)
    g_variant_dict_insert (found, "device", "s", plan->device);
  if (plan->serial != NULL)
    g_variant_dict_insert (found, "serial", "s", plan->serial);
  g_variant_dict_insert_value (found, "ask", strings_of (plan->ask));
  g_variant_dict_insert_value (found, "check", strings_of (plan->check));
  g_variant_dict_insert_value (found, "settings", describe_settings (plan));
}

gboolean
muster_file_plan_run (MusterFilePlan *plan,
                      MusterSink *sink,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (MusterLines) lines = NULL;
  g_autoptr (MusterBatch) batch = NULL;
  g_auto (GVariantDict) cursor = G_VARIANT_DICT_INIT (NULL);

  g_return_val_if_fail (plan != NULL && sink != NULL, FALSE);

  if (plan->ask->len > 0)
    return muster_error_set_field (
      error, g_ptr_array_index (plan->ask, 0),
      _ ("The file does not say this by itself: please choose."));
  if (!muster_file_plan_is_ready (plan))
    return muster_error_set (error, MUSTER_ERROR_INVALID,
                             _ ("This is a list of people. Import it under People."));
  if (!(lines = open_lines (plan, cancellable, error)))
    return FALSE;

  g_variant_dict_insert (&cursor, "name", "s", plan->name);
  g_variant_dict_insert (&cursor, "size", "t", plan->size);
  batch = muster_batch_new (sink, g_variant_dict_end (&cursor),
                            muster_params_get_boolean (plan->settings, "copies"));

  return muster_attlog_reader_run (&plan->attlog, lines, batch, sink, plan->size,
                                   cancellable, error);
}
