/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-json-text.h"

#include <string.h>

static const struct
{
  const char *text;
  guint line; /* of the fault, 0 for none */
} rows[] = {
  { "{}", 0 },
  { " [1, -2.5e+3, true, null, \"a\"] \n", 0 },
  { "{\"a\": \"it's # /* [[[ \\\" }}} \"}", 0 },
  { "{\"名\": \"点卯\"}\r\n", 0 },
  { "12", 0 },
  { "", 0 },
  { "\"a", 0 }, /* which the parser refuses */
  { "\xef\xbb\xbf{}", 0 },
  { "{}\n{}", 2 },
  { "2313{}", 1 },
  { "{}1", 1 },
  { "\"a\"[]", 1 },
  { "[]]", 1 },
  { "}", 1 },
  { "{'a': 1}", 1 },
  { "['\"', \n[]]", 1 },
  { "{\n\"a\": 1 // no\n}", 2 },
  { "{\n\"a\":\n /* no */ 1}", 3 },
  { "{ # \"\n}", 1 },
  { "\"\n\n\"\n'", 4 },
  { "[\n\xff]", 2 },
};

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean ok = muster_json_text_check (rows[i].text, strlen (rows[i].text), &error);
      g_autofree char *place = g_strdup_printf ("Line %u: ", rows[i].line);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (ok, ==, rows[i].line == 0);
      if (!ok)
        {
          g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
          g_assert_true (g_str_has_prefix (error->message, place));
        }
    }
}

static void
test_zero (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (muster_json_text_check ("[\0]", 3, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
}

static void
test_levels (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint n = 0; n < 64; n++)
    g_string_append (text, n % 2 == 0 ? "[" : "{\"]\":");
  g_assert_true (muster_json_text_check (text->str, text->len, NULL));
  g_string_append_c (text, '[');
  g_assert_false (muster_json_text_check (text->str, text->len, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/json-text/texts", test_texts);
  g_test_add_func ("/json-text/zero", test_zero);
  g_test_add_func ("/json-text/levels", test_levels);

  return g_test_run ();
}
