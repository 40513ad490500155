/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-push-greeting.h"

#include <stdlib.h>

#define SERVER_VERSION "2.4.1"

/* Whether the version is 2.3 or later: those take words where older ones take digits. */
static gboolean
takes_words (const char *version)
{
  char *end;
  gint64 major, minor;

  if (version == NULL)
    return FALSE;

  major = g_ascii_strtoll (version, &end, 10);
  minor = *end == '.' ? g_ascii_strtoll (end + 1, NULL, 10) : 0;
  return major > 2 || (major == 2 && minor >= 3);
}

char *
muster_push_greeting_format (const MusterPushGreeting *greeting)
{
  GString *text = g_string_new (NULL);
  gint32 minutes = greeting->offset / 60;
  gboolean words = takes_words (greeting->version);

  if (greeting->registry != NULL)
    g_string_append_printf (text, "registry=ok\nRegistryCode=%.32s\n",
                            greeting->registry);
  else
    g_string_append_printf (text, "GET OPTION FROM: %s\n", greeting->serial);
  g_string_append_printf (text,
                          words ? "ATTLOGStamp=%s\nOPERLOGStamp=%s\nATTPHOTOStamp=None\n"
                                : "Stamp=%s\nOpStamp=%s\nPhotoStamp=None\n",
                          greeting->punch_stamp, greeting->operation_stamp);
  g_string_append (text, "ErrorDelay=30\nDelay=10\nTransTimes=00:00;14:05\n"
                         "TransInterval=1\n");
  g_string_append (text, words
                           ? "TransFlag=TransData AttLog\tOpLog\tEnrollUser\tChgUser\n"
                           : "TransFlag=1100000000\n");

  /* Hours; minutes where it is not whole hours. */
  g_string_append_printf (text, "TimeZone=%d\nRealtime=1\nEncrypt=None\n",
                          minutes % 60 == 0 ? minutes / 60 : minutes);
  if (words)
    g_string_append (text, "ServerVer=" SERVER_VERSION "\nPushProtVer=" SERVER_VERSION
                           "\nPushOptionsFlag=1\n");

  return g_string_free (text, FALSE);
}
