/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rest-template.h"

#include "muster-error.h"
#include "muster-json-path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DOTS "•••"

/* What may stand in a path and its query as it is: all that an address may hold, and "%". */
#define AS_IT_IS "!$&'()*+,;=:@/?%-._~"

static char *
number (guint64 n)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, n);
}

static char *
time_text (gint64 at, const MusterZone *zone, const char *way)
{
  gint64 of_day = 0;
  MusterDate date;
  int year, month, day;

  if (g_str_equal (way, "s"))
    return g_strdup_printf ("%" G_GINT64_FORMAT, at / MUSTER_SECOND);
  if (g_str_equal (way, "ms"))
    return g_strdup_printf ("%" G_GINT64_FORMAT, at / 1000);

  if (zone == NULL || g_str_equal (way, "utc"))
    {
      date = (MusterDate) ((at - (((at % MUSTER_DAY) + MUSTER_DAY) % MUSTER_DAY)) /
                           MUSTER_DAY);
      of_day = at - date * MUSTER_DAY;
    }
  else
    {
      date = muster_zone_get_civil (zone, at, &of_day);
    }

  muster_date_get_ymd (date, &year, &month, &day);
  if (g_str_equal (way, "date"))
    return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  if (g_str_equal (way, "ymd"))
    return g_strdup_printf ("%04d%02d%02d", year, month, day);

  if (g_str_equal (way, "iso"))
    {
      g_autoptr (MusterZone) utc = zone == NULL ? muster_zone_new ("UTC", NULL) : NULL;

      return muster_instant_format (at, zone != NULL ? zone : utc);
    }

  if (g_str_equal (way, "text") || g_str_equal (way, "utc") || g_str_equal (way, "us"))
    {
      int seconds = (int) (of_day / MUSTER_SECOND);
      g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d %02d:%02d:%02d", year,
                                               month, day, seconds / 3600,
                                               seconds / 60 % 60, seconds % 60);

      return g_str_equal (way, "us")
               ? g_strdup_printf ("%s.%06d", text, (int) (of_day % MUSTER_SECOND))
               : g_steal_pointer (&text);
    }

  return NULL;
}

static char *
json_escape (const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *quoted = NULL;

  json_node_set_string (node, text);
  quoted = json_to_string (node, FALSE);
  return g_strndup (quoted + 1, strlen (quoted) - 2);
}

static char *
people_text (const MusterRestValues *values, const char *way)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean comma = g_strcmp0 (way, "comma") == 0;

  if (way != NULL && !comma)
    return NULL;

  for (gsize i = 0; i < values->n_people; i++)
    {
      g_autofree char *escaped = json_escape (values->people[i]);

      if (i > 0)
        g_string_append_c (text, ',');
      if (comma)
        g_string_append (text, values->people[i]);
      else
        g_string_append_printf (text, "\"%s\"", escaped);
    }

  return comma ? g_string_free (g_steal_pointer (&text), FALSE)
               : g_strdup_printf ("[%s]", text->str);
}

static char *
setting_text (const MusterRestValues *values, const char *name)
{
  for (const MusterField *field = values->fields; field != NULL && field->name != NULL;
       field++)
    {
      if (!g_str_equal (field->name, name))
        continue;

      switch (field->kind)
        {
        case MUSTER_FIELD_SECRET:
          if (values->mask)
            return g_strdup (DOTS);
          G_GNUC_FALLTHROUGH;

        case MUSTER_FIELD_TEXT:
        case MUSTER_FIELD_CHOICE:
        case MUSTER_FIELD_ZONE:
          return g_strdup (values->settings != NULL
                             ? muster_params_get_string (values->settings, name)
                             : "");

        case MUSTER_FIELD_INTEGER:
          return values->settings != NULL
                   ? g_strdup_printf ("%" G_GINT64_FORMAT,
                                      muster_params_get_int64 (values->settings, name))
                   : g_strdup ("0");

        default:
          return NULL;
        }
    }

  return NULL;
}

/* User name and secret as HTTP's Basic has them. */
static char *
basic_text (const MusterRestValues *values)
{
  g_autofree char *user = setting_text (values, "user");
  g_autofree char *secret = setting_text (values, "secret");
  g_autofree char *both = NULL;

  if (user == NULL || secret == NULL)
    return NULL;
  if (values->mask)
    return g_strdup (DOTS);

  both = g_strconcat (user, ":", secret, NULL);
  return g_base64_encode ((const guint8 *) both, strlen (both));
}

/* (nullable): what a placeholder stands for; @raw when it is JSON already */
static char *
value_text (const MusterRestValues *values, const char *word, gboolean *raw)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", 2);
  const char *name = parts[0];
  const char *way = parts[1];

  *raw = FALSE;
  if (g_str_equal (name, "from") || g_str_equal (name, "until"))
    return time_text (g_str_equal (name, "from") ? values->from : values->until,
                      values->zone, way != NULL ? way : "text");

  if (g_str_equal (name, "people"))
    {
      *raw = way == NULL;
      return people_text (values, way);
    }

  if (way != NULL)
    return NULL;

  if (g_str_equal (name, "fields"))
    {
      *raw = TRUE;
      return g_strdup (values->wanted != NULL ? values->wanted : "[]");
    }

  if (g_str_equal (name, "basic"))
    return basic_text (values);
  if (g_str_equal (name, "offset"))
    return number (values->offset);
  if (g_str_equal (name, "page"))
    return number (values->page);
  if (g_str_equal (name, "limit"))
    return number (values->limit);
  if (g_str_equal (name, "cursor"))
    return g_strdup (values->cursor != NULL ? values->cursor : "");
  if (g_str_equal (name, "department"))
    return g_strdup (values->department != NULL ? values->department : "");
  if (g_str_equal (name, "token"))
    return values->mask ? g_strdup (DOTS)
                        : g_strdup (values->token != NULL ? values->token : "");

  return setting_text (values, name);
}

/* Bytes of the placeholder at the beginning of a text, 0 when none begins there. */
static gsize
placeholder_length (const char *text)
{
  gsize n = 1;

  if (*text != '{' || !g_ascii_islower (text[1]))
    return 0;

  while (g_ascii_islower (text[n]) || g_ascii_isdigit (text[n]) || text[n] == '-' ||
         text[n] == '_' || text[n] == ':')
    n++;

  return text[n] == '}' ? n + 1 : 0;
}

static void
append_value (GString *into, const char *value, MusterRestEscape escape, gboolean raw)
{
  g_autofree char *escaped = NULL;

  switch (escape)
    {
    case MUSTER_REST_PATH:
      escaped = g_uri_escape_string (value, NULL, FALSE);
      g_string_append (into, escaped);
      return;

    case MUSTER_REST_JSON:
      escaped = raw ? g_strdup (value) : json_escape (value);
      g_string_append (into, escaped);
      return;

    case MUSTER_REST_PLAIN:
      for (const char *c = value; *c != '\0'; c++)
        if (!g_ascii_iscntrl (*c))
          g_string_append_c (into, *c);
      return;
    }
}

static void
append_literal (GString *into, char c, MusterRestEscape escape)
{
  if (escape == MUSTER_REST_PATH && !g_ascii_isalnum (c) && strchr (AS_IT_IS, c) == NULL)
    g_string_append_printf (into, "%%%02X", (guint8) c);
  else
    g_string_append_c (into, c);
}

char *
muster_rest_expand (const char *text,
                    MusterRestEscape escape,
                    const MusterRestValues *values,
                    GError **error)
{
  g_autoptr (GString) expanded = g_string_new (NULL);

  g_return_val_if_fail (text != NULL && values != NULL, NULL);

  while (*text != '\0')
    {
      gsize n = placeholder_length (text);
      g_autofree char *word = n > 0 ? g_strndup (text + 1, n - 2) : NULL;
      g_autofree char *value = NULL;
      gboolean raw;

      if (n == 0)
        {
          append_literal (expanded, *text++, escape);
          continue;
        }

      if (!(value = value_text (values, word, &raw)))
        {
          muster_error_set (error, MUSTER_ERROR_INVALID,
                            _ ("There is no {%s} to fill in"), word);
          return NULL;
        }

      /* Dots stay dots where they are only shown. */
      if (values->mask && g_str_equal (value, DOTS))
        g_string_append (expanded, value);
      else
        append_value (expanded, value, escape, raw);
      text += n;
    }

  return g_string_free (g_steal_pointer (&expanded), FALSE);
}

static gboolean
check_part (const char *text,
            MusterRestEscape escape,
            const char *field,
            const MusterField *fields,
            GError **error)
{
  const char *nobody[] = { "1" };
  const MusterRestValues values = {
    .fields = fields, .token = "1", .people = nobody, .n_people = 1
  };
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *expanded = NULL;

  if (text == NULL || *text == '\0')
    return TRUE;

  if (!(expanded = muster_rest_expand (text, escape, &values, &cause)))
    return muster_error_set_field (error, field, "%s", cause->message);

  if (escape == MUSTER_REST_JSON &&
      !(node = muster_json_parse (expanded, strlen (expanded), NULL)))
    return muster_error_set_field (error, field, _ ("This is not JSON"));

  return TRUE;
}

gboolean
muster_rest_template_check (const MusterRestTemplate *template,
                            const MusterField *fields,
                            GError **error)
{
  g_return_val_if_fail (template != NULL, FALSE);

  if (template->path == NULL || *template->path != '/')
    return muster_error_set_field (error, "path", _ ("The path begins with /"));

  return check_part (template->path, MUSTER_REST_PATH, "path", fields, error) &&
         check_part (template->headers, MUSTER_REST_PLAIN, "headers", fields, error) &&
         check_part (template->body, MUSTER_REST_JSON, "body", fields, error);
}
