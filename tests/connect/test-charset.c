/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-charset.h"
#include "muster-error.h"

#define BYTES(text) text, sizeof (text) - 1

static void
test_survey (void)
{
  static const struct
  {
    const char *data;
    gsize length;
    const char *expected;
  } cases[] = {
    { BYTES (""), "UTF-8" },
    { BYTES ("plain"), "UTF-8" },
    { BYTES ("张三"), "UTF-8" },
    { BYTES ("\xef\xbb\xbfx"), "UTF-8" },
    { BYTES ("\xff\xfe"
             "a\0"),
      "UTF-16LE" },
    { BYTES ("\xfe\xff"
             "\0a"),
      "UTF-16BE" },
    { BYTES ("\xd5\xc5\xc8\xfd"), "GB18030" },
    { BYTES ("\x81\x30\x89\x38"), "GB18030" },
    { BYTES ("a\xff"), NULL },
    { BYTES ("M\xfcller"), "GB18030" }, /* which it also decodes as: nobody can tell */
    { BYTES ("\xc7\xcd\xff"), NULL },
    { BYTES ("\xc0\x80"), "GB18030" },
    { BYTES ("\xed\xa0\x80"), NULL },
    /* Characters that damage has torn count for nothing. */
    { BYTES ("张\xe4\xb8\0\0三"), "UTF-8" },
    { BYTES ("张\xe4\xb8"), "UTF-8" },
    { BYTES ("\xd5\xc5\xc8"), "GB18030" },
    { BYTES ("\xd5\xc5\xc8\0\xd5\xc5"), "GB18030" },
    { BYTES ("\xed\xa0\x80\xff"), NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int pieces = 0; pieces < 2; pieces++)
      {
        MusterCharsetSurvey survey = { 0 };
        const guint8 *data = (const guint8 *) cases[i].data;

        if (pieces)
          for (gsize at = 0; at < cases[i].length; at++)
            muster_charset_survey_feed (&survey, data + at, 1);
        else
          muster_charset_survey_feed (&survey, data, cases[i].length);

        g_test_message ("case %" G_GSIZE_FORMAT, i);
        g_assert_cmpstr (muster_charset_survey_get_name (&survey), ==, cases[i].expected);
      }
}

/* A long text of names with a few torn bytes is still what it was. */
static void
test_damaged (void)
{
  MusterCharsetSurvey survey = { 0 };

  for (int i = 0; i < 100; i++)
    muster_charset_survey_feed (&survey, (const guint8 *) BYTES ("张三"));
  muster_charset_survey_feed (&survey, (const guint8 *) BYTES ("\xff\xff"));
  g_assert_cmpstr (muster_charset_survey_get_name (&survey), ==, "UTF-8");
}

static void
test_check (void)
{
  g_assert_true (muster_charset_check ("UTF-8"));
  g_assert_true (muster_charset_check ("gbk"));
  g_assert_true (muster_charset_check ("windows-1256"));
  g_assert_false (muster_charset_check (""));
  g_assert_false (muster_charset_check (NULL));
  g_assert_false (muster_charset_check ("klingon"));
  g_assert_false (muster_charset_check ("UTF-8//IGNORE"));
}

static void
test_converter (void)
{
  static const guint8 text[] = "a\xd5\xc5\xff\xc8\xfd\x81\x30\x89\x38z";
  g_autoptr (GError) error = NULL;

  g_assert_null (muster_converter_new ("klingon", &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);

  /* Wherever the text is cut, the same comes out. */
  for (gsize cut = 0; cut < sizeof text; cut++)
    {
      g_autoptr (MusterConverter) converter = muster_converter_new ("GB18030", NULL);
      g_autoptr (GString) converted = g_string_new (NULL);
      gsize bad = muster_converter_run (converter, text, cut, FALSE, converted);

      bad += muster_converter_run (converter, text + cut, sizeof text - 1 - cut, TRUE,
                                   converted);
      g_assert_cmpstr (converted->str, ==, "a张\xef\xbf\xbd三ßz");
      g_assert_cmpuint (bad, ==, 1);
      if (cut == sizeof text - 1)
        break;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/charset/survey", test_survey);
  g_test_add_func ("/charset/damaged", test_damaged);
  g_test_add_func ("/charset/check", test_check);
  g_test_add_func ("/charset/converter", test_converter);

  return g_test_run ();
}
