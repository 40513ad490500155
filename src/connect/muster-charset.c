/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-charset.h"

#include "muster-error.h"

#include <errno.h>
#include <string.h>
#include <glib/gi18n-lib.h>

struct _MusterConverter
{
  GIConv iconv;
  guint8 held[8]; /* the first bytes of a character that was cut */
  gsize n_held;
};

static const char replacement[] = "\xef\xbf\xbd";

static gsize
skip_ascii (const guint8 *data, gsize length)
{
  gsize i = 0;
  guint64 word;

  while (i + sizeof word <= length)
    {
      memcpy (&word, data + i, sizeof word);
      if (word & G_GUINT64_CONSTANT (0x8080808080808080))
        break;
      i += sizeof word;
    }

  while (i < length && data[i] < 0x80)
    i++;

  return i;
}

static void
survey_utf8 (MusterCharsetSurvey *survey, guint8 byte)
{
  if (survey->utf8_need > 0)
    {
      if (byte >= survey->utf8_low && byte <= survey->utf8_high)
        {
          survey->utf8_low = 0x80;
          survey->utf8_high = 0xbf;
          if (--survey->utf8_need == 0)
            survey->utf8_good++;
          return;
        }

      survey->utf8_need = 0;
      if (byte != 0)
        survey->utf8_bad++;
    }

  survey->utf8_low = 0x80;
  survey->utf8_high = 0xbf;

  if (byte < 0x80)
    return;
  if (byte >= 0xc2 && byte <= 0xdf)
    survey->utf8_need = 1;
  else if (byte >= 0xe0 && byte <= 0xef)
    survey->utf8_need = 2;
  else if (byte >= 0xf0 && byte <= 0xf4)
    survey->utf8_need = 3;
  else
    survey->utf8_bad++;

  /* No overlong forms, no surrogates, nothing beyond U+10FFFF. */
  if (byte == 0xe0)
    survey->utf8_low = 0xa0;
  else if (byte == 0xed)
    survey->utf8_high = 0x9f;
  else if (byte == 0xf0)
    survey->utf8_low = 0x90;
  else if (byte == 0xf4)
    survey->utf8_high = 0x8f;
}

static void
survey_gb18030 (MusterCharsetSurvey *survey, guint8 byte)
{
  gboolean lead = byte >= 0x81 && byte <= 0xfe;
  gboolean digit = byte >= 0x30 && byte <= 0x39;

  switch (survey->gb_state)
    {
    case 0:
      if (lead)
        survey->gb_state = 1;
      else if (byte >= 0x80)
        survey->gb_bad++;
      return;

    case 1:
      if (digit)
        {
          survey->gb_state = 2;
          return;
        }
      if (byte >= 0x40 && byte != 0x7f && byte != 0xff)
        survey->gb_good++;
      else if (byte != 0)
        survey->gb_bad++;
      break;

    case 2:
      if (lead)
        {
          survey->gb_state = 3;
          return;
        }
      if (byte != 0)
        survey->gb_bad++;
      break;

    default:
      if (digit)
        survey->gb_good++;
      else if (byte != 0)
        survey->gb_bad++;
      break;
    }

  survey->gb_state = 0;
}

void
muster_charset_survey_feed (MusterCharsetSurvey *survey, const guint8 *data, gsize length)
{
  gsize i = 0;

  g_return_if_fail (survey != NULL);

  while (survey->position < sizeof survey->head && i < length)
    {
      survey->head[survey->position++] = data[i];
      survey_utf8 (survey, data[i]);
      survey_gb18030 (survey, data[i]);
      i++;
    }

  survey->position += length - i;

  while (i < length)
    {
      if (survey->utf8_need == 0 && survey->gb_state == 0)
        i += skip_ascii (data + i, length - i);
      if (i == length)
        break;

      survey_utf8 (survey, data[i]);
      survey_gb18030 (survey, data[i]);
      i++;
    }
}

const char *
muster_charset_survey_get_name (const MusterCharsetSurvey *survey)
{
  g_return_val_if_fail (survey != NULL, NULL);

  if (survey->position >= 2 && survey->head[0] == 0xff && survey->head[1] == 0xfe)
    return "UTF-16LE";
  if (survey->position >= 2 && survey->head[0] == 0xfe && survey->head[1] == 0xff)
    return "UTF-16BE";
  if (survey->utf8_bad == 0)
    return "UTF-8";
  if (survey->gb_bad == 0)
    return "GB18030";

  /* No other charset looks like this by chance: it is UTF-8 with damage in it. */
  if (survey->utf8_bad <= survey->utf8_good / 50)
    return "UTF-8";
  return NULL;
}

gboolean
muster_charset_check (const char *name)
{
  GIConv iconv;

  if (name == NULL || *name == '\0' || strpbrk (name, "/, ") != NULL)
    return FALSE;

  iconv = g_iconv_open ("UTF-8", name);
  if (iconv == (GIConv) -1)
    return FALSE;

  g_iconv_close (iconv);
  return TRUE;
}

MusterConverter *
muster_converter_new (const char *charset, GError **error)
{
  MusterConverter *converter;
  GIConv iconv = (GIConv) -1;

  if (muster_charset_check (charset))
    iconv = g_iconv_open ("UTF-8", charset);

  if (iconv == (GIConv) -1)
    {
      muster_error_set_field (error, "charset", _ ("“%s” is no text encoding known here"),
                              charset != NULL ? charset : "");
      return NULL;
    }

  converter = g_new0 (MusterConverter, 1);
  converter->iconv = iconv;
  return converter;
}

void
muster_converter_free (MusterConverter *converter)
{
  if (converter == NULL)
    return;

  g_iconv_close (converter->iconv);
  g_free (converter);
}

/* Converts as much of @in as decodes, and replaces what does not. What is left at the end is a
 * cut character. */
static gsize
convert (MusterConverter *converter, char **in, gsize *left, GString *text)
{
  gsize bad = 0;

  while (*left > 0)
    {
      char buffer[1024];
      char *out = buffer;
      gsize room = sizeof buffer;
      gsize result = g_iconv (converter->iconv, in, left, &out, &room);
      int reason = errno;

      g_string_append_len (text, buffer, out - buffer);
      if (result != (gsize) -1 || reason == E2BIG)
        continue;
      if (reason == EINVAL)
        break;

      g_string_append (text, replacement);
      (*in)++;
      (*left)--;
      bad++;
    }

  return bad;
}

gsize
muster_converter_run (MusterConverter *converter,
                      const guint8 *data,
                      gsize length,
                      gboolean last,
                      GString *text)
{
  char *in = (char *) data;
  gsize left = length;
  gsize bad = 0;

  g_return_val_if_fail (converter != NULL && text != NULL, 0);

  /* A held character is completed byte by byte, which is rare and short. */
  while (converter->n_held > 0 && left > 0)
    {
      char *held = (char *) converter->held;
      gsize n;

      converter->held[converter->n_held++] = (guint8) *in++;
      left--;
      n = converter->n_held;
      bad += convert (converter, &held, &n, text);
      memmove (converter->held, held, n);
      converter->n_held = n;

      if (converter->n_held == sizeof converter->held)
        {
          g_string_append (text, replacement);
          bad += converter->n_held;
          converter->n_held = 0;
        }
    }

  bad += convert (converter, &in, &left, text);
  if (left > 0 && !last && left < sizeof converter->held)
    {
      memcpy (converter->held, in, left);
      converter->n_held = left;
      left = 0;
    }

  if (last && converter->n_held + left > 0)
    {
      g_string_append (text, replacement);
      bad += converter->n_held + left;
      converter->n_held = 0;
    }

  if (last)
    g_iconv (converter->iconv, NULL, NULL, NULL, NULL);

  return bad;
}

char *
muster_charset_decode (const guint8 *data, gsize length, const char *charset)
{
  MusterCharsetSurvey survey = { 0 };
  g_autoptr (MusterConverter) converter = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *seen;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  length = data != NULL ? strnlen ((const char *) data, length) : 0;
  muster_charset_survey_feed (&survey, data, length);
  seen = muster_charset_survey_get_name (&survey);

  /* ASCII is the same in all of them, and a cut character alone proves nothing. */
  if (charset != NULL && muster_charset_check (charset) &&
      (survey.utf8_good == 0 || g_strcmp0 (seen, "UTF-8") != 0))
    converter = muster_converter_new (charset, NULL);
  else
    converter = muster_converter_new (seen != NULL ? seen : "UTF-8", NULL);

  muster_converter_run (converter, data, length, FALSE, text);
  return g_utf8_make_valid (text->str, (gssize) text->len);
}
