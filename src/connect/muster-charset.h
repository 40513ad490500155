/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterCharsetSurvey:
 *
 * What the bytes of a text have shown so far. Start with all zero, feed the text in pieces of
 * any size, then ask for its name. Characters that damage has torn (cut by a NUL or by the end)
 * count neither for nor against a charset.
 */
typedef struct
{
  guint64 utf8_good;
  guint64 utf8_bad;
  guint64 gb_good;
  guint64 gb_bad;
  guint64 position;
  guint8 head[4];
  guint8 utf8_need;
  guint8 utf8_low;
  guint8 utf8_high;
  guint8 gb_state;
} MusterCharsetSurvey;

/**
 * muster_charset_survey_feed:
 * @survey: a survey
 * @data: (array length=length): the next bytes
 * @length: how many
 *
 * Looks at the next piece of the text.
 */
void muster_charset_survey_feed (MusterCharsetSurvey *survey,
                                 const guint8 *data,
                                 gsize length);

/**
 * muster_charset_survey_get_name:
 * @survey: a survey that has seen the whole text
 *
 * Names the charset: by its byte order mark; else UTF-8 if all of it is; else GB18030 if all of
 * it decodes; else UTF-8 if nearly all of it is, damaged; else it cannot be told from the bytes.
 *
 * Returns: (nullable): "UTF-8", "UTF-16LE", "UTF-16BE" or "GB18030", %NULL when a person must say
 */
const char *muster_charset_survey_get_name (const MusterCharsetSurvey *survey);

/**
 * muster_charset_check:
 * @name: a charset's name as people write it ("gbk", "utf8", "windows-1256")
 *
 * Returns: whether text in it can be read here
 */
gboolean muster_charset_check (const char *name);

/**
 * MusterConverter:
 *
 * Turns text of one charset into UTF-8, piece by piece. What does not decode becomes U+FFFD.
 */
typedef struct _MusterConverter MusterConverter;

/**
 * muster_converter_new:
 * @charset: a name that muster_charset_check() accepts
 * @error: a %MUSTER_ERROR_INVALID that names "charset"
 *
 * Returns: (transfer full) (nullable): a converter at the beginning of a text
 */
MusterConverter *muster_converter_new (const char *charset, GError **error);

void muster_converter_free (MusterConverter *converter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterConverter, muster_converter_free)

/**
 * muster_converter_run:
 * @converter: a converter
 * @data: (array length=length): the next bytes
 * @length: how many
 * @last: whether the text, or a line of it, ends here, so that a cut character is a fault
 * @text: appended to: the same in UTF-8
 *
 * Converts a piece. A character cut at its end waits for the next piece unless @last.
 *
 * Returns: how many bytes did not decode
 */
gsize muster_converter_run (MusterConverter *converter,
                            const guint8 *data,
                            gsize length,
                            gboolean last,
                            GString *text);

/**
 * muster_charset_decode:
 * @data: (array length=length): a short text of which nobody says the charset
 * @length: bytes of it, or of the field that it ends in with a NUL
 * @charset: (nullable): the charset that it is likely in
 *
 * Takes it as UTF-8 if it is, else as @charset, else as GB18030 if it decodes, and else keeps
 * what is ASCII of it. A character that the end has cut is left out; what does not decode becomes
 * U+FFFD.
 *
 * Returns: (transfer full): the text in UTF-8
 */
char *muster_charset_decode (const guint8 *data, gsize length, const char *charset);
