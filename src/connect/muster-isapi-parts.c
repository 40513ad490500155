/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-isapi-parts.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_TEXT (1024 * 1024)
#define LONGEST_LINE 8192

typedef enum
{
  BETWEEN, /* lines up to one that begins with "--" */
  HEAD,    /* lines of a part's head */
  COUNTED, /* a body whose length is known */
  OPEN,    /* a body up to the next line that begins with "--" */
} Place;

struct _MusterIsapiParts
{
  MusterIsapiPart heard;
  gpointer user_data;
  Place place;
  GByteArray *line; /* what came of a line, or of a body of known length */
  GByteArray *body; /* of an open one: its lines so far */
  guint64 left;     /* of a counted one */
  gint64 length;    /* as its head says, −1 when it does not */
  gboolean is_text;
};

MusterIsapiParts *
muster_isapi_parts_new (MusterIsapiPart heard, gpointer user_data)
{
  MusterIsapiParts *parts;

  g_return_val_if_fail (heard != NULL, NULL);

  parts = g_new0 (MusterIsapiParts, 1);
  parts->heard = heard;
  parts->user_data = user_data;
  parts->line = g_byte_array_new ();
  parts->body = g_byte_array_new ();
  return parts;
}

void
muster_isapi_parts_free (MusterIsapiParts *parts)
{
  g_byte_array_unref (parts->line);
  g_byte_array_unref (parts->body);
  g_free (parts);
}

static void
tell (MusterIsapiParts *parts, GByteArray *body)
{
  if (parts->is_text && body->len > 0)
    parts->heard (body->data, body->len, parts->user_data);
  g_byte_array_set_size (body, 0);
}

static void
begin_head (MusterIsapiParts *parts)
{
  parts->place = HEAD;
  parts->length = -1;
  parts->is_text = TRUE;
}

static void
read_field (MusterIsapiParts *parts, const char *line)
{
  static const char type[] = "Content-Type:";
  static const char length[] = "Content-Length:";

  if (g_ascii_strncasecmp (line, type, strlen (type)) == 0)
    {
      g_autofree char *value = g_ascii_strdown (line + strlen (type), -1);

      parts->is_text = strstr (value, "json") != NULL || strstr (value, "xml") != NULL ||
                       strstr (value, "text") != NULL;
    }
  else if (g_ascii_strncasecmp (line, length, strlen (length)) == 0)
    {
      gint64 value = g_ascii_strtoll (line + strlen (length), NULL, 10);

      parts->length = value >= 0 && value <= G_MAXINT32 ? value : -1;
    }
}

static void
end_head (MusterIsapiParts *parts)
{
  if (parts->length < 0)
    {
      parts->place = OPEN;
      return;
    }

  parts->left = (guint64) parts->length;
  parts->is_text = parts->is_text && parts->length <= LONGEST_TEXT;
  parts->place = parts->left > 0 ? COUNTED : BETWEEN;
}

/* A line without its end. */
static void
take_line (MusterIsapiParts *parts, const char *line)
{
  gboolean boundary = g_str_has_prefix (line, "--");

  switch (parts->place)
    {
    case BETWEEN:
      if (boundary)
        begin_head (parts);
      break;

    case HEAD:
      if (*line == '\0')
        end_head (parts);
      else if (!boundary)
        read_field (parts, line);
      break;

    case OPEN:
      if (boundary)
        {
          tell (parts, parts->body);
          begin_head (parts);
        }
      else if (parts->is_text && parts->body->len + strlen (line) < LONGEST_TEXT)
        {
          g_byte_array_append (parts->body, (const guint8 *) line, (guint) strlen (line));
          g_byte_array_append (parts->body, (const guint8 *) "\n", 1);
        }
      break;

    case COUNTED:
    default:
      g_assert_not_reached ();
    }
}

/* Takes bytes of a body of known length, and returns how many. */
static gsize
take_counted (MusterIsapiParts *parts, const guint8 *data, gsize length)
{
  gsize n = (gsize) MIN (parts->left, length);

  if (parts->is_text)
    g_byte_array_append (parts->line, data, (guint) n);
  parts->left -= n;
  if (parts->left == 0)
    {
      tell (parts, parts->line);
      parts->place = BETWEEN;
    }

  return n;
}

/* Takes bytes up to the end of a line, and returns how many; a line too long for one is picture. */
static gsize
take_bytes (MusterIsapiParts *parts, const guint8 *data, gsize length)
{
  const guint8 *end = memchr (data, '\n', length);
  gsize n = end != NULL ? (gsize) (end - data) : length;

  if (parts->line->len + n <= LONGEST_LINE || (parts->place == OPEN && parts->is_text))
    g_byte_array_append (parts->line, data, (guint) n);
  if (end == NULL)
    return n;

  while (parts->line->len > 0 && parts->line->data[parts->line->len - 1] == '\r')
    g_byte_array_set_size (parts->line, parts->line->len - 1);
  g_byte_array_append (parts->line, (const guint8 *) "", 1);
  take_line (parts, (const char *) parts->line->data);
  g_byte_array_set_size (parts->line, 0);
  return n + 1;
}

gboolean
muster_isapi_parts_feed (MusterIsapiParts *parts,
                         const guint8 *data,
                         gsize length,
                         GError **error)
{
  g_return_val_if_fail (parts != NULL, FALSE);

  while (length > 0)
    {
      gsize n = parts->place == COUNTED ? take_counted (parts, data, length)
                                        : take_bytes (parts, data, length);

      data += n;
      length -= n;
      if (parts->line->len > LONGEST_TEXT + LONGEST_LINE)
        return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                                 _ ("The terminal's stream of events cannot be read"));
    }

  return TRUE;
}
