/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-push-head.h"

#include <string.h>

typedef struct
{
  const char *at;
  gsize length;
} Piece;

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static Piece
trimmed (const char *from, const char *until)
{
  while (from < until && is_blank (*from))
    from++;
  while (until > from && (is_blank (until[-1]) || until[-1] == '\r'))
    until--;

  return (Piece) { from, (gsize) (until - from) };
}

static gboolean
piece_is (Piece piece, const char *word)
{
  return piece.length == strlen (word) &&
         g_ascii_strncasecmp (piece.at, word, piece.length) == 0;
}

/* The end of the line that begins at @at, its line feed; %NULL when it has none yet. */
static const char *
line_end (const char *at, const char *end)
{
  return at < end ? memchr (at, '\n', (gsize) (end - at)) : NULL;
}

static void
append_target (GString *clean, Piece target)
{
  static const char plain[] = "-._~!$&'()*+,;=:@/?";
  const char *end = target.at + target.length;
  const char *scheme = g_strstr_len (target.at, (gssize) target.length, "://");
  const char *at = target.at;

  /* A whole address: what counts is behind the host. */
  if (scheme != NULL && *at != '/' && memchr (at, '?', (gsize) (scheme - at)) == NULL)
    for (at = scheme + 3; at < end && *at != '/' && *at != '?';)
      at++;

  if (at == end || *at != '/')
    g_string_append_c (clean, '/');

  for (; at < end; at++)
    if (g_ascii_isalnum (*at) || strchr (plain, *at) != NULL ||
        (*at == '%' && end - at > 2 && g_ascii_isxdigit (at[1]) &&
         g_ascii_isxdigit (at[2])))
      g_string_append_c (clean, *at);
    else
      g_string_append_printf (clean, "%%%02X", (guint8) *at);
}

static gboolean
append_request_line (GString *clean, const char *line, const char *until)
{
  Piece whole = trimmed (line, until);
  const char *end = whole.at + whole.length;
  const char *at = whole.at;
  const char *version = end;
  Piece target;
  gboolean modern = FALSE;

  while (at < end && g_ascii_isalpha (*at))
    g_string_append_c (clean, g_ascii_toupper (*at++));
  if (at == whole.at || at - whole.at > 16 || at == end || !is_blank (*at))
    return FALSE;

  while (version > at && !is_blank (version[-1]))
    version--;
  if (end - version >= 5 && g_ascii_strncasecmp (version, "HTTP/", 5) == 0)
    modern = !piece_is ((Piece) { version, (gsize) (end - version) }, "HTTP/1.0");
  else
    version = end;

  target = trimmed (at, version);
  if (target.length == 0 || memchr (target.at, '\0', target.length) != NULL)
    return FALSE;

  g_string_append_c (clean, ' ');
  append_target (clean, target);
  g_string_append (clean, modern ? " HTTP/1.1\r\n" : " HTTP/1.0\r\n");
  return TRUE;
}

/* Says how long the body is, in one way: lengths that differ are a trick or a fault. */
static gboolean
append_length (GString *clean, Piece length, gboolean chunked)
{
  guint64 n = 0;

  if (chunked)
    {
      g_string_append (clean, "Transfer-Encoding: chunked\r\n");
      return TRUE;
    }
  if (length.at == NULL)
    return TRUE;
  if (length.length == 0 || length.length > 15)
    return FALSE;
  for (gsize i = 0; i < length.length; i++)
    if (!g_ascii_isdigit (length.at[i]))
      return FALSE;
    else
      n = n * 10 + (guint64) (length.at[i] - '0');

  g_string_append_printf (clean, "Content-Length: %" G_GUINT64_FORMAT "\r\n", n);
  return n <= MUSTER_PUSH_HEAD_BODY;
}

static gboolean
append_fields (GString *clean, const char *at, const char *end)
{
  Piece length = { NULL };
  gboolean chunked = FALSE;

  for (const char *next; at < end; at = next + 1)
    {
      const char *colon;
      Piece name, value;

      next = line_end (at, end);
      if (!(colon = memchr (at, ':', (gsize) (next - at))))
        continue;
      name = trimmed (at, colon);
      value = trimmed (colon + 1, next);

      if (piece_is (name, "Transfer-Encoding"))
        {
          if (!piece_is (value, "chunked") && !piece_is (value, "identity"))
            return FALSE;
          chunked = piece_is (value, "chunked");
        }
      else if (piece_is (name, "Content-Length"))
        {
          if (length.at != NULL && (length.length != value.length ||
                                    memcmp (length.at, value.at, value.length) != 0))
            return FALSE;
          length = value;
        }
      else if (piece_is (name, "Expect") && piece_is (value, "100-continue"))
        {
          g_string_append (clean, "Expect: 100-continue\r\n");
        }
    }

  return append_length (clean, length, chunked);
}

MusterPushHead
muster_push_head_read (const guint8 *data, gsize length, gsize *used, GString *clean)
{
  const char *at = (const char *) data;
  const char *end = at + length;
  const char *line;
  const char *fields;
  gsize kept;

  g_return_val_if_fail (used != NULL && clean != NULL, MUSTER_PUSH_HEAD_BAD);

  /* Some send empty lines behind a body, which are then before the next request. */
  while (at < end && (*at == '\r' || *at == '\n'))
    at++;

  /* TLS or anything else that is not HTTP need not go on. */
  if (at < end && !g_ascii_isalpha (*at))
    return MUSTER_PUSH_HEAD_BAD;

  line = at;
  if (!(fields = line_end (line, end)))
    return end - line > MUSTER_PUSH_HEAD_LINE ? MUSTER_PUSH_HEAD_BAD
                                              : MUSTER_PUSH_HEAD_MORE;
  if (fields - line > MUSTER_PUSH_HEAD_LINE)
    return MUSTER_PUSH_HEAD_BAD;

  for (at = fields + 1;;)
    {
      const char *next = line_end (at, end);

      if (next == NULL)
        return length > MUSTER_PUSH_HEAD_BYTES ? MUSTER_PUSH_HEAD_BAD
                                               : MUSTER_PUSH_HEAD_MORE;
      if (trimmed (at, next).length == 0)
        {
          *used = (gsize) (next + 1 - (const char *) data);
          break;
        }
      at = next + 1;
    }
  if (*used > MUSTER_PUSH_HEAD_BYTES)
    return MUSTER_PUSH_HEAD_BAD;

  kept = clean->len;
  if (!append_request_line (clean, line, fields) ||
      !append_fields (g_string_append (clean, "Host: muster\r\n"), fields + 1, at))
    {
      g_string_truncate (clean, kept);
      return MUSTER_PUSH_HEAD_BAD;
    }

  g_string_append (clean, "Connection: close\r\n\r\n");
  return MUSTER_PUSH_HEAD_WHOLE;
}
