/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-preview.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "muster-civil.h"
#include "muster-imports.h"
#include "muster-print.h"
#include "muster-usage-error.h"
#include "muster-words.h"

#define LABEL_WIDTH 20

/* A time on the face of a clock, which has no offset. */
static char *
format_wall (gint64 wall)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall / MUSTER_SECOND);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : NULL;
}

static GVariant *
describe_sample (GVariant *sample)
{
  GVariantBuilder rows;
  GVariantIter iter;
  const char *key;
  const char *name;
  const char *note;
  guint64 line;
  gint64 wall;
  guint8 direction;
  guint8 verify;

  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{sv}"));
  g_variant_iter_init (&iter, sample);
  while (g_variant_iter_next (&iter, "(t&s&sxyy&s)", &line, &key, &name, &wall,
                              &direction, &verify, &note))
    {
      g_autofree char *at = format_wall (wall);
      GVariantDict row;

      g_variant_dict_init (&row, NULL);
      g_variant_dict_insert (&row, "line", "t", line);
      g_variant_dict_insert (&row, "key", "s", key);
      g_variant_dict_insert (&row, "name", "s", name);
      g_variant_dict_insert (&row, "at", "s", at != NULL ? at : "");
      g_variant_dict_insert (&row, "note", "s", note);
      g_variant_builder_add_value (&rows, g_variant_dict_end (&row));
    }

  return g_variant_builder_end (&rows);
}

static GVariant *
describe_rejects (GVariant *rejects)
{
  GVariantBuilder rows;
  GVariantIter iter;
  const char *reason;
  const char *text;
  guint64 line;
  guint64 length;

  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{sv}"));
  g_variant_iter_init (&iter, rejects);
  while (g_variant_iter_next (&iter, "(t&s&st)", &line, &reason, &text, &length))
    {
      GVariantDict row;

      g_variant_dict_init (&row, NULL);
      g_variant_dict_insert (&row, "line", "t", line);
      g_variant_dict_insert (&row, "reason", "s", reason);
      g_variant_dict_insert (&row, "text", "s", text);
      g_variant_dict_insert (&row, "length", "t", length);
      g_variant_builder_add_value (&rows, g_variant_dict_end (&row));
    }

  return g_variant_builder_end (&rows);
}

/* What the preview found, with times written out and rows with keys. */
static GVariant *
describe_preview (const char *path, GVariant *found)
{
  GVariantDict dict;
  GVariant *list;
  gint64 wall;

  g_variant_dict_init (&dict, found);
  g_variant_dict_insert (&dict, "file", "s", path);

  if (g_variant_lookup (found, "first", "x", &wall))
    g_variant_dict_insert_value (&dict, "first",
                                 g_variant_new_take_string (format_wall (wall)));
  if (g_variant_lookup (found, "last", "x", &wall))
    g_variant_dict_insert_value (&dict, "last",
                                 g_variant_new_take_string (format_wall (wall)));

  list = g_variant_lookup_value (found, "sample", G_VARIANT_TYPE ("a(tssxyys)"));
  if (list != NULL)
    g_variant_dict_insert_value (&dict, "sample", describe_sample (list));
  g_clear_pointer (&list, g_variant_unref);

  list = g_variant_lookup_value (found, "rejects", G_VARIANT_TYPE ("a(tsst)"));
  if (list != NULL)
    g_variant_dict_insert_value (&dict, "rejects", describe_rejects (list));
  g_clear_pointer (&list, g_variant_unref);

  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

static void add_line (GString *text, const char *label, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

static void
add_line (GString *text, const char *label, const char *format, ...)
{
  g_autofree char *padded = muster_print_pad (label, LABEL_WIDTH, FALSE);
  va_list args;

  g_string_append_printf (text, "  %s  ", padded);
  va_start (args, format);
  g_string_append_vprintf (text, format, args);
  va_end (args);
  g_string_append_c (text, '\n');
}

static void
add_text (GString *text, const char *label, GVariant *found, const char *name)
{
  const char *value;

  if (g_variant_lookup (found, name, "&s", &value) && *value != '\0')
    add_line (text, label, "%s", value);
}

/* Of a workbook: the sheet that is read, and the others. */
static void
add_sheets (GString *text, GVariant *found)
{
  g_autofree const char **sheets = NULL;
  g_autofree char *others = NULL;

  if (!g_variant_lookup (found, "sheets", "^a&s", &sheets) || sheets[0] == NULL)
    return;

  others = g_strjoinv (C_ ("list", ", "), (char **) sheets + 1);
  if (*others != '\0')
    /* Translators: the sheet that is read, and names of the others */
    add_line (text, _ ("Sheet"), _ ("%s (not: %s)"), sheets[0], others);
  else
    add_line (text, _ ("Sheet"), "%s", sheets[0]);
}

/* Of the counts only those that say something. */
static void
add_count (GString *text, const char *label, GVariant *found, const char *name)
{
  guint64 n;

  if (g_variant_lookup (found, name, "t", &n) && n > 0)
    add_line (text, label, "%" G_GUINT64_FORMAT, n);
}

static void
add_kind (GString *text, GVariant *found)
{
  const char *kind;

  if (g_variant_lookup (found, "kind", "&s", &kind))
    add_line (text, _ ("Kind"), "%s", muster_words_say ("file_kind", kind));
}

static void
add_doubts (GString *text, const char *label, GVariant *found, const char *name)
{
  g_autofree const char **codes = NULL;

  if (!g_variant_lookup (found, name, "^a&s", &codes))
    return;

  for (guint i = 0; codes[i] != NULL; i++)
    for (const MusterField *field = muster_imports_get_fields (); field->name != NULL;
         field++)
      if (g_str_equal (field->name, codes[i]))
        add_line (text, i == 0 ? label : "", "%s (--set %s=…)", _ (field->title),
                  field->name);
}

/* A role may say more behind a colon: "day:2024-02-29". */
static char *
say_role (const char *role)
{
  gsize length = strcspn (role, ":");

  for (const MusterChoice *one = muster_imports_get_roles (); one->value != NULL; one++)
    if (strlen (one->value) == length && strncmp (one->value, role, length) == 0)
      return g_strconcat (_ (one->title), role[length] == ':' ? " " : "",
                          role[length] == ':' ? role + length + 1 : "", NULL);

  return g_strdup (role[length] == ':' ? role + length + 1 : role);
}

/* Each column by its heading and what it is taken for. */
static void
add_columns (GString *text, GVariant *found)
{
  g_autofree const char **roles = NULL;
  g_autofree const char **headings = NULL;

  if (!g_variant_lookup (found, "roles", "^a&s", &roles))
    return;

  g_variant_lookup (found, "columns", "^a&s", &headings);
  for (guint i = 0; roles[i] != NULL; i++)
    {
      g_autofree char *role = say_role (roles[i]);
      const char *heading =
        headings != NULL && i < g_strv_length ((char **) headings) ? headings[i] : "";

      if (*heading != '\0' && !g_str_equal (heading, roles[i]))
        add_line (text, i == 0 ? _ ("Columns") : "", "%s → %s", heading, role);
      else
        add_line (text, i == 0 ? _ ("Columns") : "", "%s", role);
    }
}

static void
add_sample (GString *text, GVariant *found)
{
  g_autoptr (GVariant)
    sample = g_variant_lookup_value (found, "sample", G_VARIANT_TYPE ("a(tssxyys)"));
  GVariantIter iter;
  const char *key, *name, *note;
  guint64 line;
  gint64 wall;
  guint8 direction, verify;

  if (sample == NULL || g_variant_n_children (sample) == 0)
    return;

  g_string_append_printf (text, "\n  %s\n", _ ("First punches"));
  g_variant_iter_init (&iter, sample);
  while (g_variant_iter_next (&iter, "(t&s&sxyy&s)", &line, &key, &name, &wall,
                              &direction, &verify, &note))
    {
      g_autofree char *at = format_wall (wall);
      g_autofree char *who = muster_print_pad (key, 10, FALSE);

      g_string_append_printf (text, "  %6" G_GUINT64_FORMAT "  %s  %s  %s  %s  %s  %s\n",
                              line, at != NULL ? at : "", who, name,
                              muster_words_say_value ("direction", direction),
                              muster_words_say_value ("verify", verify), note);
    }
}

static void
add_rejects (GString *text, GVariant *found)
{
  g_autoptr (GVariant)
    rejects = g_variant_lookup_value (found, "rejects", G_VARIANT_TYPE ("a(tsst)"));
  GVariantIter iter;
  const char *reason, *cut;
  guint64 line, length;

  if (rejects == NULL || g_variant_n_children (rejects) == 0)
    return;

  g_string_append_printf (text, "\n  %s\n", _ ("First faults"));
  g_variant_iter_init (&iter, rejects);
  while (g_variant_iter_next (&iter, "(t&s&st)", &line, &reason, &cut, &length))
    {
      g_autofree char *flat = g_strdelimit (g_strdup (cut), "\t\r\n", ' ');

      g_string_append_printf (text, "  %6" G_GUINT64_FORMAT "  %s: %s\n", line,
                              muster_words_say ("reject", reason), g_strstrip (flat));
    }
}

static void
add_span (GString *text, GVariant *found)
{
  gint64 first, last;

  if (g_variant_lookup (found, "first", "x", &first) &&
      g_variant_lookup (found, "last", "x", &last))
    {
      g_autofree char *from = format_wall (first);
      g_autofree char *to = format_wall (last);

      add_line (text, _ ("First and last"), "%s … %s", from, to);
    }
}

void
muster_preview_print (const char *path, GVariant *found, gboolean json)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (json)
    {
      g_autoptr (GVariant) described = describe_preview (path, found);

      muster_print_json_variant (text, described);
      g_string_append_c (text, '\n');
      fwrite (text->str, 1, text->len, stdout);
      return;
    }

  g_string_append_printf (text, "%s\n", path);
  add_kind (text, found);
  add_text (text, _ ("Text encoding"), found, "charset");
  add_sheets (text, found);
  add_text (text, _ ("Device"), found, "device");
  add_text (text, _ ("Serial number"), found, "serial");
  add_columns (text, found);
  add_count (text, _ ("Rows"), found, "rows");
  add_count (text, _ ("Punches"), found, "good");
  add_count (text, _ ("Device user numbers"), found, "people");
  add_count (text, _ ("Duplicate lines"), found, "duplicates");
  add_count (text, _ ("Door events"), found, "events");
  add_count (text, _ ("Clock in doubt"), found, "suspect");
  add_count (text, _ ("Rejected"), found, "rejected");
  add_count (text, _ ("Empty bytes"), found, "nul-bytes");
  add_span (text, found);
  add_doubts (text, _ ("To be answered"), found, "ask");
  add_doubts (text, _ ("To be checked"), found, "check");
  add_sample (text, found);
  add_rejects (text, found);
  fwrite (text->str, 1, text->len, stdout);
}

gboolean
muster_preview_check (const char *path, GVariant *found, GError **error)
{
  g_autofree const char **ask = NULL;

  if (!g_variant_lookup (found, "ask", "^a&s", &ask) || ask[0] == NULL)
    return TRUE;

  if (g_str_equal (ask[0], "charset"))
    return muster_usage_error_set (error,
                                   _ ("%s: the text encoding cannot be told; add --set "
                                      "charset=NAME, such as windows-1256"),
                                   path);
  if (g_str_equal (ask[0], "order"))
    return muster_usage_error_set (
      error,
      _ (
        "%s: day and month cannot be told apart; add --set order=dmy or --set order=mdy"),
      path);
  if (g_str_equal (ask[0], "month"))
    return muster_usage_error_set (
      error, _ ("%s: the month is not said; add --set month=2024-02"), path);

  return muster_usage_error_set (error,
                                 _ ("%s: it is not clear which columns say who and when; "
                                    "add --set 'columns=[\"person\", "
                                    "\"moment\"]' with a role for each column"),
                                 path);
}
