/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/**
 * muster_json_text_check:
 * @text: (array length=length): what should be JSON
 * @length: its bytes
 * @error: a %MUSTER_ERROR_INVALID that names the line
 *
 * Looks at a text of unknown origin before json-glib may read it. That parser calls itself for each
 * level, so that a text which only opens brackets ends the process; it takes two values in a row
 * for one array; and it reads strings between single quotation marks and comments, neither of which
 * is JSON (RFC 8259).
 *
 * Returns: whether the text is UTF-8, holds one value of at most 64 levels, and outside its
 *   strings nothing that JSON has no use for; whether it is JSON the parser still has to say
 */
gboolean muster_json_text_check (const char *text, gsize length, GError **error);
