/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_hex_new:
 * @text: hexadecimal digits, two a byte; blanks between them mean nothing
 *
 * Returns: (transfer full): the bytes
 */
static inline GByteArray *
muster_hex_new (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; *text != '\0'; text++)
    {
      guint8 byte;

      if (g_ascii_isspace (*text))
        continue;
      g_assert_true (g_ascii_isxdigit (text[0]) && g_ascii_isxdigit (text[1]));
      byte =
        (guint8) (g_ascii_xdigit_value (text[0]) * 16 + g_ascii_xdigit_value (text[1]));
      g_byte_array_append (bytes, &byte, 1);
      text++;
    }

  return bytes;
}
