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

gboolean
muster_zk_key_read (const guint8 *data, char key[MUSTER_ZK_KEY_SIZE])
{
  gsize n = 0;

  g_return_val_if_fail (data != NULL && key != NULL, FALSE);

  while (n < MUSTER_ZK_KEY_SIZE - 1 && data[n] > 0x20 && data[n] < 0x7f)
    {
      key[n] = (char) data[n];
      n++;
    }
  key[n] = '\0';

  return n > 0 && is_empty (data + n, MUSTER_ZK_KEY_SIZE - 1 - n);
}

/* Whether a name can be one: no control characters, and its charset can be told. */
static gboolean
is_name (const guint8 *data, gsize length)
{
  MusterCharsetSurvey survey = { 0 };

  length = strnlen ((const char *) data, length);
  for (gsize i = 0; i < length; i++)
    if (data[i] < 0x20 || data[i] == 0x7f)
      return FALSE;

  muster_charset_survey_feed (&survey, data, length);
  return muster_charset_survey_get_name (&survey) != NULL;
}

static gsize
name_offset_of (gsize size)
{
  return size == 72 ? 11 : 8;
}

static gsize
name_length_of (gsize size)
{
  return size == 72 ? 24 : 8;
}

gboolean
muster_zk_users_read (const guint8 *data,
                      gsize length,
                      const char *charset,
                      MusterZkUser *user)
{
  MusterFrame frame;
  const guint8 *name;
  guint8 permission;
  g_autofree char *text = NULL;

  g_return_val_if_fail (user != NULL && (length == 72 || length == 28), FALSE);

  memset (user, 0, sizeof *user);
  muster_frame_init (&frame, data, length);
  user->uid = muster_frame_uint16 (&frame);
  permission = muster_frame_uint8 (&frame);
  user->disabled = permission & 1;
  user->role = permission & 0x0e;

  muster_frame_bytes (&frame, name_offset_of (length) - 3); /* the password */
  name = muster_frame_bytes (&frame, name_length_of (length));
  text = muster_charset_decode (name, name_length_of (length), charset);
  g_utf8_strncpy (user->name, text, sizeof user->name / 6);
  user->card = muster_frame_uint32 (&frame);
  if ((permission & 0xf0) != 0)
    return FALSE;

  if (length == 72)
    {
      muster_frame_bytes (&frame, 9);
      return muster_zk_key_read (muster_frame_bytes (&frame, MUSTER_ZK_KEY_SIZE - 1),
                                 user->key);
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

      if (muster_zk_users_read (data + at, size, NULL, &user) &&
          is_name (data + at + name_offset_of (size), name_length_of (size)))
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

gsize
muster_zk_users_measure (const guint8 *data, gsize length, guint32 counted)
{
  static const gsize sizes[] = { 72, 28 };
  double best = 0;
  gsize found = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gsize n = length / sizes[i];
      gsize good = 0;
      double share;

      if (n == 0 || length % sizes[i] != 0)
        continue;

      for (gsize at = 0; at < length; at += sizes[i])
        {
          MusterZkUser user;

          good +=
            muster_zk_users_read (data + at, sizes[i], NULL, &user) &&
            is_name (data + at + name_offset_of (sizes[i]), name_length_of (sizes[i]));
        }

      share = (double) good / (double) n;
      if (share > best || (share == best && share > 0 && n == counted))
        {
          best = share;
          found = sizes[i];
        }
    }

  return found;
}
