/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-source-text.h"

#include "muster-error.h"
#include "muster-text.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

char *
muster_source_text_drift (gint64 ahead)
{
  gint64 seconds = ABS (ahead) / MUSTER_SECOND;
  g_autofree char *size = NULL;

  if (seconds == 0)
    return g_strdup (_ ("right"));

  if (seconds < 60)
    size = g_strdup_printf (_ ("%d s"), (int) seconds);
  else if (seconds < 3600)
    size =
      g_strdup_printf (_ ("%1$d min %2$d s"), (int) (seconds / 60), (int) (seconds % 60));
  else if (seconds < 2 * 86400)
    size = g_strdup_printf (_ ("%1$d h %2$d min"), (int) (seconds / 3600),
                            (int) (seconds / 60 % 60));
  else
    size = g_strdup_printf (_ ("%d days"), (int) (seconds / 86400));

  /* Translators: by how much a clock is wrong: "2 min 10 s" */
  return g_strdup_printf (ahead > 0 ? _ ("%s ahead") : _ ("%s behind"), size);
}

char *
muster_source_text_state (MusterSourceRow *row, gint64 now)
{
  const char *condition = muster_source_row_get_condition (row, now);
  const char *word = muster_words_say ("condition", condition);
  g_autofree char *contact = muster_text_ago (muster_source_row_get_contact (row), now);
  g_autofree char *since = muster_text_ago (row->failing_since, now);
  g_autofree char *drift = NULL;

  if (g_str_equal (condition, "drift"))
    {
      drift = muster_source_text_drift (row->clock_ahead);
      /* Translators: "Clock off: 2 min 10 s ahead" */
      return g_strdup_printf (_ ("%1$s: %2$s"), word, drift);
    }
  if (g_str_equal (condition, "file"))
    return row->last_import_at == 0
             ? g_strdup (_ ("Nothing has come from it yet"))
             /* Translators: how long ago: "Last import 3 minutes ago" */
             : g_strdup_printf (_ ("Last import %s"), contact);
  if (g_str_equal (condition, "step"))
    /* Translators: how a source is, how long ago it reported: "In step · 3 minutes ago" */
    return g_strdup_printf (_ ("%1$s · %2$s"), word, contact);
  if (g_str_equal (condition, "behind"))
    /* Translators: how a source is, how long ago it last reported: "Behind · last report 2 hours
     * ago" */
    return g_strdup_printf (_ ("%1$s · last report %2$s"), word, contact);
  if (row->failing_since != 0 && row->source->state == MUSTER_SOURCE_ACTIVE)
    /* Translators: how a source is, since when: "Unreachable · began 2 hours ago" */
    return g_strdup_printf (_ ("%1$s · began %2$s"), word, since);

  return g_strdup (word);
}

typedef struct
{
  const char *name;
  const char *text;
} Line;

static const Line kind_lines[] = {
  { "file", N_ ("One that you choose now: what it is shows in its content") },
  { "folder", N_ ("Files that appear on a stick or a share are read by themselves") },
  { "zk", N_ ("Muster calls the time clock on the network, port 4370") },
  { "push", N_ ("The time clock calls this computer, also from elsewhere") },
  { "isapi", N_ ("Access terminals that answer over HTTP or HTTPS") },
  { "frappe", N_ ("Check-ins of a Frappe or ERPNext server") },
  { "odoo", N_ ("Attendances of an Odoo server") },
  { "dingtalk", N_ ("Attendance records of DingTalk, with places") },
  { "wecom", N_ ("Check-ins of WeCom, with places") },
  { "feishu", N_ ("Attendance records of Feishu, with places") },
  { "json", N_ ("Any server that answers with JSON, by a template") },
  { NULL },
};

static const Line found_lines[] = {
  { "model", N_ ("Model") },           { "serial", N_ ("Serial number") },
  { "firmware", N_ ("Firmware") },     { "clock-ahead", N_ ("Clock") },
  { "people", N_ ("People on it") },   { "punches", N_ ("Punches on it") },
  { "first", N_ ("First punch") },     { "last", N_ ("Last punch") },
  { "files", N_ ("Files in it") },     { "punch-files", N_ ("Punch files among them") },
  { "lacks", N_ ("What it may not") }, { NULL },
};

static const char *
line_find (const Line *lines, const char *name)
{
  for (; lines->name != NULL; lines++)
    if (g_str_equal (lines->name, name))
      return lines->text;

  return NULL;
}

const char *
muster_source_text_kind (const char *kind)
{
  const char *line = line_find (kind_lines, kind);

  return line != NULL ? _ (line) : "";
}

const char *
muster_source_text_remedy (const GError *error)
{
  const char *code = "unreachable";

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    code = "timeout";
  else if (g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL))
    code = "protocol";
  else if (g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_DENIED))
    code = "denied";
  else if (g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_MISSING))
    code = "missing";
  else if (g_strcmp0 (muster_error_get_field (error), "certificate") == 0)
    code = "certificate";
  else if (error->domain == MUSTER_ERROR)
    code = "setting";

  return muster_words_say ("sync_fault", code);
}

static char *
found_value (const char *name, GVariant *value)
{
  if (g_str_equal (name, "clock-ahead"))
    return muster_source_text_drift (g_variant_get_int64 (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_UINT64))
    return muster_text_number (g_variant_get_uint64 (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **texts = g_variant_get_strv (value, NULL);

      return texts[0] != NULL ? g_strjoinv (", ", (char **) texts) : NULL;
    }
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    {
      /* The face of its clock, as if it were UTC */
      g_autoptr (MusterZone) utc = muster_zone_new ("UTC", NULL);

      return muster_text_instant (g_variant_get_int64 (value), utc, utc);
    }

  return NULL;
}

char *
muster_source_text_found (const char *name, GVariant *value, char **title)
{
  const char *line = line_find (found_lines, name);

  *title = g_strdup (line != NULL ? _ (line) : name);

  return line != NULL ? found_value (name, value) : NULL;
}

char *
muster_source_text_sync (MusterImportRow *row)
{
  g_autofree char *added = muster_text_number (row->added);

  if (g_str_equal (row->state, "failed") && row->message != NULL)
    return g_strdup (row->message);
  if (!g_str_equal (row->state, "done"))
    return g_strdup (muster_words_say ("import_state", row->state));
  if (row->added == 0)
    return g_strdup (_ ("Nothing new"));

  /* Translators: a count of an import */
  return g_strdup_printf (_ ("%s new"), added);
}
