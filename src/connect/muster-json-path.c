/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-json-path.h"

#include "muster-error.h"
#include "muster-json-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* json-glib keeps whole numbers in 64 bits with a sign: up to 18 digits always fit. */
#define DIGITS 18

/* No list of a document is longer */
#define LONGEST_INDEX 9

static gsize
text_length (const char *text, gsize length)
{
  gsize i = 1;

  while (i < length && text[i] != '"')
    i += text[i] == '\\' ? 2 : 1;

  return MIN (i + 1, length);
}

static gsize
number_length (const char *text, gsize length)
{
  gsize i = 0;

  while (i < length && (g_ascii_isdigit (text[i]) || strchr ("+-.eE", text[i]) != NULL) &&
         text[i] != '\0')
    i++;

  return i;
}

static gboolean
is_long (const char *number, gsize length)
{
  gsize digits = 0;

  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (number[i]))
      digits++;
    else if (i > 0 || number[i] != '-')
      return FALSE;

  return digits > DIGITS;
}

/* Puts long numbers between quotation marks; everything else stays as it is. */
static GString *
quote_long_numbers (const char *text, gsize length)
{
  GString *quoted = g_string_sized_new (length + 64);
  gsize i = 0;

  while (i < length)
    {
      gsize n = 1;

      if (text[i] == '"')
        n = text_length (text + i, length - i);
      else if (text[i] == '-' || g_ascii_isdigit (text[i]))
        n = number_length (text + i, length - i);

      if (text[i] != '"' && n > DIGITS && is_long (text + i, n))
        {
          g_string_append_c (quoted, '"');
          g_string_append_len (quoted, text + i, (gssize) n);
          g_string_append_c (quoted, '"');
        }
      else
        {
          g_string_append_len (quoted, text + i, (gssize) n);
        }
      i += n;
    }

  return quoted;
}

JsonNode *
muster_json_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) quoted = NULL;
  JsonNode *root;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (!g_utf8_validate_len (text, length, NULL))
    {
      muster_error_set (error, MUSTER_ERROR_PROTOCOL, _ ("The answer is not in UTF-8"));
      return NULL;
    }

  quoted = quote_long_numbers (text, length);
  if (!muster_json_text_check (text, length, NULL) ||
      !json_parser_load_from_data (parser, quoted->str, (gssize) quoted->len, NULL) ||
      (root = json_parser_steal_root (parser)) == NULL)
    {
      muster_error_set (error, MUSTER_ERROR_PROTOCOL, _ ("The answer is not JSON"));
      return NULL;
    }

  return root;
}

static char *
value_dup_text (JsonNode *node)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  double number;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return *json_node_get_string (node) != '\0' ? json_node_dup_string (node) : NULL;

    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");

    default:
      /* As people write it, where that is the same number. */
      number = json_node_get_double (node);
      g_ascii_formatd (digits, sizeof digits, "%.15g", number);
      if (memcmp (&number, &(double) { g_ascii_strtod (digits, NULL) }, sizeof number) !=
          0)
        g_ascii_dtostr (digits, sizeof digits, number);
      return g_strdup (digits);
    }
}

char *
muster_json_dup_text (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;

  return JSON_NODE_HOLDS_VALUE (node) ? value_dup_text (node)
                                      : json_to_string (node, FALSE);
}

gboolean
muster_json_get_double (JsonNode *node, double *number)
{
  const char *text;
  char *end;

  g_return_val_if_fail (number != NULL, FALSE);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return FALSE;

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    {
      *number = json_node_get_double (node);
      return isfinite (*number);
    }

  text = json_node_get_string (node);
  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*number);
}

/* Returns: (nullable): what follows a name, an index or a star in brackets */
static const char *
skip_bracket (const char *path)
{
  const char *end = path;

  if (*path == '\'')
    {
      end = strchr (path + 1, '\'');
      if (end == NULL || end == path + 1)
        return NULL;
      end++;
    }
  else if (*path == '*')
    {
      end++;
    }
  else
    {
      end += strspn (path, "0123456789");
      if (end == path || end - path > LONGEST_INDEX)
        return NULL;
    }

  return *end == ']' ? end + 1 : NULL;
}

/* Whether a path is of steps that json-glib reads as they are meant. Of others it leaks what it has
 * read, or reads on beyond the end. */
static gboolean
is_path (const char *path)
{
  const char *step = path + 1; /* after the root */

  while (step != NULL && *step != '\0')
    {
      const char *name = step + strspn (step, ".");

      if (*step == '[')
        {
          step = skip_bracket (step + 1);
          continue;
        }
      if (name == step || name - step > 2)
        return FALSE;

      step = *name == '*' ? name + 1 : name + strcspn (name, ".[]*$");
      if (step == name)
        return FALSE;
    }

  return step != NULL;
}

JsonPath *
muster_json_path_new (const char *text, GError **error)
{
  g_autoptr (JsonPath) path = json_path_new ();
  g_autofree char *whole = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  whole = *text == '$'   ? g_strdup (text)
          : *text == '[' ? g_strconcat ("$", text, NULL)
                         : g_strconcat ("$.", text, NULL);
  if (!is_path (whole) || !json_path_compile (path, whole, NULL))
    {
      muster_error_set (error, MUSTER_ERROR_INVALID,
                        _ ("“%s” is not a path; it looks like data.list[0].name"), text);
      return NULL;
    }

  return g_steal_pointer (&path);
}

JsonNode *
muster_json_path_first (JsonPath *path, JsonNode *node)
{
  g_autoptr (JsonNode) found = NULL;
  JsonArray *all;

  g_return_val_if_fail (node != NULL, NULL);

  if (path == NULL)
    return NULL;

  found = json_path_match (path, node);
  all = json_node_get_array (found);
  return json_array_get_length (all) > 0 ? json_array_dup_element (all, 0) : NULL;
}

JsonArray *
muster_json_path_all (JsonPath *path, JsonNode *node)
{
  g_autoptr (JsonNode) found = NULL;
  JsonArray *all;

  g_return_val_if_fail (path != NULL && node != NULL, NULL);

  found = json_path_match (path, node);
  all = json_node_get_array (found);
  if (json_array_get_length (all) == 1 &&
      JSON_NODE_HOLDS_ARRAY (json_array_get_element (all, 0)))
    all = json_array_get_array_element (all, 0);

  return json_array_ref (all);
}

char *
muster_json_find_text (JsonNode *node, const char *path)
{
  g_autoptr (JsonPath) compiled = muster_json_path_new (path, NULL);
  g_autoptr (JsonNode) found = NULL;

  g_return_val_if_fail (compiled != NULL, NULL);

  if (node == NULL)
    return NULL;

  found = muster_json_path_first (compiled, node);
  return muster_json_dup_text (found);
}
