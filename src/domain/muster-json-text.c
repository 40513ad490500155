/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-json-text.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEEPEST 64
#define MARK "\xef\xbb\xbf" /* of the byte order, which some editors put before a text */

/**
 * Look:
 * @depth: containers that are open
 * @line: from 1
 * @any: whether a value has begun
 * @over: whether the only value was a container that has ended
 *
 * How far a text was looked at.
 */
typedef struct
{
  guint depth;
  guint line;
  gboolean any;
  gboolean over;
} Look;

static gboolean
has_mark (const char *text, gsize length)
{
  return length >= strlen (MARK) && memcmp (text, MARK, strlen (MARK)) == 0;
}

static gboolean
fail (const Look *look, const char *message, GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_INVALID,
                           _ ("Line %u: this is not JSON (%s)."), look->line, message);
}

/* Returns: bytes of the string that begins at @text, its marks included; to the end when it has
 * none */
static gsize
skip_string (const char *text, gsize length, Look *look)
{
  gsize i = 1;

  while (i < length && text[i] != '"')
    {
      look->line += text[i] == '\n';
      i += text[i] == '\\' ? 2 : 1;
    }

  return MIN (i + 1, length);
}

static gboolean
look_at (char c, Look *look, GError **error)
{
  if (g_ascii_isspace (c))
    return TRUE;
  if (look->over)
    return fail (look, _ ("something follows its end"), error);

  switch (c)
    {
    case '{':
    case '[':
      if (look->depth == 0 && look->any)
        return fail (look, _ ("something follows its end"), error);
      if (++look->depth > DEEPEST)
        return fail (look, _ ("it has too many levels"), error);
      break;
    case '}':
    case ']':
      if (look->depth == 0)
        return fail (look, _ ("a bracket is closed that was not opened"), error);
      look->over = --look->depth == 0;
      break;
    default:
      if (!g_ascii_isalnum (c) && (c == '\0' || strchr ("\",:+-.", c) == NULL))
        return fail (look, _ ("there is a sign that it does not use"), error);
      break;
    }
  look->any = TRUE;

  return TRUE;
}

gboolean
muster_json_text_check (const char *text, gsize length, GError **error)
{
  Look look = { .line = 1 };
  const char *end = NULL;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  if (length > 0 && !g_utf8_validate_len (text, length, &end))
    {
      for (const char *c = text; c < end; c++)
        look.line += *c == '\n';
      return fail (&look, _ ("it is not in UTF-8"), error);
    }

  for (gsize i = has_mark (text, length) ? strlen (MARK) : 0; i < length;)
    {
      if (!look_at (text[i], &look, error))
        return FALSE;
      look.line += text[i] == '\n';
      i += text[i] == '"' ? skip_string (text + i, length - i, &look) : 1;
    }

  return TRUE;
}
