/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-zk-users.h"

#include "muster-charset.h"
#include "muster-frame.h"

#include <string.h>

static gboolean
is_empty (const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] != 0)
      return FALSE;

  return TRUE;
}

/* Text up to its NUL: printable ASCII only, nothing but NULs behind it. */
static gboolean
read_key (const guint8 *data, gsize length, char *key)
{
  gsize n = 0;

  if (data == NULL)
    return FALSE;

  while (n < length && data[n] > 0x20 && data[n] < 0x7f)
    {
      key[n] = (char) data[n];
      n++;
    }
  key[n] = '\0';

  return n > 0 && is_empty (data + n, length - n);
}

/* The charset is not announced; a name may be cut in the middle of a character. */
static gboolean
read_name (const guint8 *data, gsize length, char *name, gsize size)
{
  MusterCharsetSurvey survey = { 0 };
  g_autoptr (MusterConverter) converter = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *charset;
  const char *end;

  if (data == NULL)
    return FALSE;

  length = strnlen ((const char *) data, length);
  for (gsize i = 0; i < length; i++)
    if (data[i] < 0x20 || data[i] == 0x7f)
      return FALSE;

  muster_charset_survey_feed (&survey, data, length);
  if (!(charset = muster_charset_survey_get_name (&survey)) ||
      !(converter = muster_converter_new (charset, NULL)))
    return FALSE;

  muster_converter_run (converter, data, length, FALSE, text);
  if (!g_utf8_validate_len (text->str, text->len, &end))
    return FALSE;
  g_strlcpy (name, text->str, size);
  if (!g_utf8_validate (name, -1, &end))
    name[end - name] = '\0';
  return TRUE;
}

gboolean
muster_zk_users_read (const guint8 *data, gsize length, MusterZkUser *user)
{
  MusterFrame frame;
  const guint8 *name;
  guint8 permission;
  gboolean wide = length == 72;

  g_return_val_if_fail (user != NULL && (length == 72 || length == 28), FALSE);

  memset (user, 0, sizeof *user);
  muster_frame_init (&frame, data, length);
  user->uid = muster_frame_uint16 (&frame);
  permission = muster_frame_uint8 (&frame);
  user->disabled = permission & 1;
  user->role = permission & 0x0e;

  muster_frame_bytes (&frame, wide ? 8 : 5); /* the password */
  name = muster_frame_bytes (&frame, wide ? 24 : 8);
  user->card = muster_frame_uint32 (&frame);
  if ((permission & 0xf0) != 0 ||
      !read_name (name, wide ? 24 : 8, user->name, sizeof user->name))
    return FALSE;

  if (wide)
    {
      muster_frame_bytes (&frame, 9);
      return read_key (muster_frame_bytes (&frame, 24), 24, user->key);
    }

  muster_frame_bytes (&frame, 4);
  g_snprintf (user->key, sizeof user->key, "%u", muster_frame_uint32 (&frame));
  return !g_str_equal (user->key, "0");
}

static gboolean
fits (const guint8 *data, gsize length, gsize size)
{
  guint users = 0;

  if (length == 0 || length % size != 0)
    return FALSE;

  for (gsize at = 0; at < length; at += size)
    {
      MusterZkUser user;

      if (muster_zk_users_read (data + at, size, &user))
        users++;
      else if (!is_empty (data + at, size))
        return FALSE;
    }

  return users > 0;
}

gsize
muster_zk_users_recognise (const guint8 *data, gsize length, gsize *skip)
{
  static const gsize sizes[] = { 72, 28 };
  static const gsize skips[] = { 0, 4 };

  g_return_val_if_fail (skip != NULL, 0);

  for (gsize s = 0; s < G_N_ELEMENTS (skips); s++)
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
      if (length > skips[s] && fits (data + skips[s], length - skips[s], sizes[i]))
        {
          *skip = skips[s];
          return sizes[i];
        }

  return 0;
}
