/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <math.h>

#include "muster-options.h"
#include "muster-print.h"
#include "muster-text.h"
#include "muster-verb.h"

static void
test_width (void)
{
  static const struct
  {
    const char *text;
    gsize width;
  } cases[] = {
    { "", 0 },     { "abc", 3 },       { "张三", 4 },
    { "A1张", 4 }, { "e\xcc\x81", 1 }, { "，", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (muster_print_width (cases[i].text), ==, cases[i].width);
}

static void
test_pad (void)
{
  g_autofree char *left = muster_print_pad ("张三", 6, FALSE);
  g_autofree char *right = muster_print_pad ("7:45", 6, TRUE);
  g_autofree char *full = muster_print_pad ("张三", 3, FALSE);

  g_assert_cmpstr (left, ==, "张三  ");
  g_assert_cmpstr (right, ==, "  7:45");
  g_assert_cmpstr (full, ==, "张三");
}

static void
assert_json_string (const char *text, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  muster_print_json_string (out, text);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_json_string (void)
{
  assert_json_string (NULL, "null");
  assert_json_string ("", "\"\"");
  assert_json_string ("张三", "\"张三\"");
  assert_json_string ("a\"b\\c", "\"a\\\"b\\\\c\"");
  assert_json_string ("1\n2\t3\x01\x7f", "\"1\\n2\\t3\\u0001\\u007f\"");
}

static void
assert_json_number (double value, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  muster_print_json_number (out, value);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_json_number (void)
{
  assert_json_number (0.0, "0");
  assert_json_number (121.4737, "121.4737");
  assert_json_number (-31.5, "-31.5");
  assert_json_number (0.1 + 0.2, "0.30000000000000004");
  assert_json_number (NAN, "null");
  assert_json_number (INFINITY, "null");
}

static void
test_json_variant (void)
{
  static const struct
  {
    const char *variant;
    const char *json;
  } cases[] = {
    { "true", "true" },
    { "int64 -7", "-7" },
    { "'a\"b'", "\"a\\\"b\"" },
    { "@as []", "[]" },
    { "@a{sv} {}", "{}" },
    { "{'a': <1>, 'b': <['x', 'y']>}", "{\"a\": 1, \"b\": [\"x\", \"y\"]}" },
    { "(uint64 3, 'x', <@mi nothing>)", "[3, \"x\", null]" },
    { "@ms just 'x'", "\"x\"" },
    { "[byte 1, 2]", "[1, 2]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant)
        variant = g_variant_parse (NULL, cases[i].variant, NULL, NULL, &error);
      g_autoptr (GString) out = g_string_new (NULL);

      g_assert_no_error (error);
      muster_print_json_variant (out, variant);
      g_assert_cmpstr (out->str, ==, cases[i].json);
    }
}

static void
test_csv (void)
{
  static const struct
  {
    const char *text;
    const char *csv;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "张三", "张三" },
    { "a,b", "\"a,b\"" },
    { "a\"b", "\"a\"\"b\"" },
    { "=1+1", "'=1+1" },
    { "+86", "'+86" },
    { "-1", "'-1" },
    { "@x", "'@x" },
    { "\tx", "'\tx" },
    { "=a,b", "\"'=a,b\"" },
    { "1\n2", "\"1\n2\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      muster_text_append_csv (out, cases[i].text);
      g_assert_cmpstr (out->str, ==, cases[i].csv);
    }
}

static const MusterField some_fields[] = {
  { .name = "from", .title = "From", .kind = MUSTER_FIELD_DATE },
  { .name = "many", .title = "Many", .kind = MUSTER_FIELD_STRINGS },
  { .name = "limit", .title = "Limit", .kind = MUSTER_FIELD_INTEGER, .min = 1, .max = 9 },
  { .name = "json", .title = "JSON", .kind = MUSTER_FIELD_BOOLEAN },
  { 0 },
};

static void
test_options (void)
{
  const MusterField *const tables[] = { some_fields, NULL };
  const char *const words[] = {
    "x", "--from=2026-03-01", "--many", "a", "--json", "--many=b", "-", "--", "--json",
    NULL
  };
  g_autoptr (GVariantDict) options = g_variant_dict_new (NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = NULL;
  g_auto (GStrv) many = NULL;
  g_autofree char *all = NULL;
  gint32 from;

  g_assert_true (muster_options_parse (tables, words, NULL, options, builder, &error));
  g_assert_no_error (error);
  rest = g_strv_builder_end (builder);
  all = g_strjoinv (" ", rest);
  g_assert_cmpstr (all, ==, "x - --json");
  g_assert_true (g_variant_dict_lookup (options, "from", "i", &from));
  g_assert_cmpint (from, ==, muster_date_new (2026, 3, 1));
  g_assert_true (g_variant_dict_lookup (options, "many", "^as", &many));
  g_assert_cmpuint (g_strv_length (many), ==, 2);
  g_assert_true (muster_options_has (options, "json"));
  g_assert_false (muster_options_has (options, "limit"));
  g_assert_null (muster_options_get_text (options, "nothing"));
}

static void
test_options_refused (void)
{
  const MusterField *const tables[] = { some_fields, NULL };
  static const char *const cases[][3] = {
    { "--form", "2026-03-01" },
    { "--from", NULL },
    { "--from", "May" },
    { "--json=yes", NULL },
    { "--limit", "0" },
    { "--limit", "ten" },
    { "-x", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariantDict) options = g_variant_dict_new (NULL);
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (
        muster_options_parse (tables, cases[i], NULL, options, builder, &error));
      g_assert_error (error, MUSTER_USAGE_ERROR, 0);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/print/width", test_width);
  g_test_add_func ("/print/pad", test_pad);
  g_test_add_func ("/print/json-string", test_json_string);
  g_test_add_func ("/print/json-number", test_json_number);
  g_test_add_func ("/print/json-variant", test_json_variant);
  g_test_add_func ("/print/csv", test_csv);
  g_test_add_func ("/options/read", test_options);
  g_test_add_func ("/options/refused", test_options_refused);

  return g_test_run ();
}
