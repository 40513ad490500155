/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-uid.h"

#include <string.h>

#define UID_LENGTH 36

char *
muster_uid_new (gint64 at)
{
  guint64 ms = (guint64) MAX (at, 0) / 1000;
  guint32 noise[3];

  for (gsize i = 0; i < G_N_ELEMENTS (noise); i++)
    noise[i] = g_random_int ();

  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%04x%08x",
                          (guint) (ms >> 16 & 0xffffffff), (guint) (ms & 0xffff),
                          noise[0] & 0xfff, 0x8000 | (noise[0] >> 12 & 0x3fff),
                          noise[1] & 0xffff, noise[2]);
}

gboolean
muster_uid_is_valid (const char *uid)
{
  if (uid == NULL || strlen (uid) != UID_LENGTH)
    return FALSE;

  for (int i = 0; i < UID_LENGTH; i++)
    {
      gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

      if (dash ? uid[i] != '-' : !g_ascii_isxdigit (uid[i]) || g_ascii_isupper (uid[i]))
        return FALSE;
    }

  return TRUE;
}
