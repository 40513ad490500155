/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-file-plan.h"

#include "muster-attlog-reader.h"
#include "muster-error.h"
#include "muster-file-look.h"

#include <string.h>
#include <glib/gi18n-lib.h>

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

/* How much of the sample reads like a terminal's log; learns its looks on the way. */
static double
try_attlog (MusterFilePlan *plan)
{
  guint counts[16] = { 0 };
  guint good = 0;
  guint padded = 0;
  guint32 device = 0;
  gboolean one_device = TRUE;
  guint n = 0;

  for (; plan->look->sample[n] != NULL; n++)
    {
      const char *line = plan->look->sample[n];
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

  return good > 0 ? (double) good / n : 0;
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

static gboolean
recognise (MusterFilePlan *plan, GCancellable *cancellable, GError **error)
{
  if (plan->look->records != NULL)
    {
      plan->kind = MUSTER_FILE_USERS;
      return TRUE;
    }

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

  g_return_val_if_fail (MUSTER_IS_PARAMS (settings), NULL);

  plan = g_new0 (MusterFilePlan, 1);
  plan->settings = g_object_ref (settings);
  plan->kind = kind_from_name (muster_params_get_string (settings, "kind"));
  plan->ask = g_ptr_array_new ();
  plan->check = g_ptr_array_new ();

  tail = muster_params_get_string (settings, "tail");
  for (guint i = 0; tail_choices[i].value != NULL; i++)
    if (g_str_equal (tail_choices[i].value, tail))
      plan->attlog.tail = i;
  plan->attlog.states = muster_params_get_boolean (settings, "states");
  plan->attlog.old_codes = muster_params_get_boolean (settings, "old-codes");

  plan->look = muster_file_look_new (muster_params_get_string (settings, "path"),
                                     muster_params_get_string (settings, "charset"),
                                     cancellable, error);
  if (plan->look == NULL)
    return NULL;

  read_name (plan);
  if (!recognise (plan, cancellable, error))
    return NULL;

  if (plan->look->charset == NULL)
    g_ptr_array_add (plan->ask, (gpointer) "charset");
  return g_steal_pointer (&plan);
}

void
muster_file_plan_free (MusterFilePlan *plan)
{
  if (plan == NULL)
    return;

  g_clear_pointer (&plan->look, muster_file_look_free);
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

  g_variant_dict_insert (&settings, "kind", "s", muster_file_kind_get_name (plan->kind));
  if (plan->look->charset != NULL)
    g_variant_dict_insert (&settings, "charset", "s", plan->look->charset);
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
                         plan->look->charset != NULL ? plan->look->charset : "");
  g_variant_dict_insert (found, "confidence", "d", plan->confidence);
  g_variant_dict_insert (found, "size", "t", plan->look->size);
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
  if (!(lines = muster_file_look_open (plan->look, cancellable, error)))
    return FALSE;

  g_variant_dict_insert (&cursor, "name", "s", plan->look->name);
  g_variant_dict_insert (&cursor, "size", "t", plan->look->size);
  batch = muster_batch_new (sink, g_variant_dict_end (&cursor),
                            muster_params_get_boolean (plan->settings, "copies"));

  return muster_attlog_reader_run (&plan->attlog, lines, batch, sink, plan->look->size,
                                   cancellable, error);
}
