/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-push-request.h"

#include "muster-charset.h"

#include <string.h>

#define LONGEST_SERIAL 40
#define MOST_VALUES 64

static MusterPushPath
path_of (const char *path)
{
  static const char *const names[] = {
    [MUSTER_PUSH_PATH_CDATA] = "cdata",
    [MUSTER_PUSH_PATH_GETREQUEST] = "getrequest",
    [MUSTER_PUSH_PATH_DEVICECMD] = "devicecmd",
    [MUSTER_PUSH_PATH_REGISTRY] = "registry",
    [MUSTER_PUSH_PATH_PUSH] = "push",
    [MUSTER_PUSH_PATH_PING] = "ping",
  };
  static const char ending[] = ".aspx";
  const char *end = path + strlen (path);
  const char *last;
  gsize length;

  while (end > path && end[-1] == '/')
    end--;
  for (last = end; last > path && last[-1] != '/';)
    last--;

  length = (gsize) (end - last);
  if (length > strlen (ending) &&
      g_ascii_strncasecmp (end - strlen (ending), ending, strlen (ending)) == 0)
    length -= strlen (ending);

  for (gsize i = MUSTER_PUSH_PATH_CDATA; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (last, names[i], length) == 0)
      return (MusterPushPath) i;

  return MUSTER_PUSH_PATH_NONE;
}

static char *
unescape (const char *text, gsize length)
{
  g_autofree char *bytes = g_malloc (length + 1);
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] == '%' && i + 2 < length && g_ascii_isxdigit (text[i + 1]) &&
        g_ascii_isxdigit (text[i + 2]))
      {
        bytes[n++] = (char) (g_ascii_xdigit_value (text[i + 1]) * 16 +
                             g_ascii_xdigit_value (text[i + 2]));
        i += 2;
      }
    else
      {
        bytes[n++] = text[i];
      }

  return muster_charset_decode ((const guint8 *) bytes, n, "GB18030");
}

static void
add_values (GHashTable *values, const char *query)
{
  const char *end = query + strlen (query);

  while (query < end && g_hash_table_size (values) < MOST_VALUES)
    {
      const char *next = query + strcspn (query, "&");
      const char *equals = memchr (query, '=', (gsize) (next - query));

      if (equals != NULL)
        {
          g_autofree char *name = unescape (query, (gsize) (equals - query));

          g_hash_table_replace (values, g_ascii_strdown (name, -1),
                                unescape (equals + 1, (gsize) (next - equals - 1)));
        }
      query = next + (next < end);
    }
}

static gboolean
is_serial (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("-_.", text[i]) == NULL)
      return FALSE;

  return length > 0 && length <= LONGEST_SERIAL;
}

MusterPushRequest *
muster_push_request_new (const char *path, const char *query)
{
  MusterPushRequest *request;
  const char *serial;

  g_return_val_if_fail (path != NULL, NULL);

  request = g_new0 (MusterPushRequest, 1);
  request->path = path_of (path);
  request->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (query != NULL)
    add_values (request->values, query);

  serial = g_hash_table_lookup (request->values, "sn");
  if (serial != NULL && is_serial (serial))
    request->serial = serial;

  return request;
}

void
muster_push_request_free (MusterPushRequest *request)
{
  g_hash_table_unref (request->values);
  g_free (request);
}

const char *
muster_push_request_get (const MusterPushRequest *request, const char *name)
{
  g_return_val_if_fail (request != NULL && name != NULL, NULL);

  return g_hash_table_lookup (request->values, name);
}
