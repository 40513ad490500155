/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-collector.h"
#include "muster-export-format.h"
#include "muster-file-connector.h"

#include <string.h>

#define MOMENT (G_GINT64_CONSTANT (1709193662) * MUSTER_SECOND) /* 2024-02-29 08:01:02 */

static void
test_attlog (void)
{
  static const guint8 expected[] = {
    0x20, 0x20, 0x20, 0x20, 0x20, 0x31, 0x30, 0x30, 0x31, 0x09, 0x32, 0x30, 0x32,
    0x34, 0x2d, 0x30, 0x32, 0x2d, 0x32, 0x39, 0x20, 0x30, 0x38, 0x3a, 0x30, 0x31,
    0x3a, 0x30, 0x32, 0x09, 0x31, 0x09, 0x30, 0x09, 0x31, 0x09, 0x30, 0x0d, 0x0a,
  };
  const MusterDraft draft = { .person_key = "1001", .wall = MOMENT };
  const MusterDraft old = { .person_key = "1234567890",
                            .wall = -MUSTER_SECOND,
                            .work_code = 53 };
  g_autoptr (GString) text = g_string_new (NULL);

  muster_export_attlog (text, &draft, 1, 0, 1);
  g_assert_cmpmem (text->str, text->len, expected, sizeof expected);

  g_string_truncate (text, 0);
  muster_export_attlog (text, &old, 7, 255, 15);
  g_assert_cmpstr (text->str, ==, "1234567890\t1969-12-31 23:59:59\t7\t255\t15\t53\r\n");
}

static void
test_cells (void)
{
  static const struct
  {
    const char *cell;
    const char *expected;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "张三", "张三" },
    { "a,b", "\"a,b\"" },
    { "a\"b", "\"a\"\"b\"" },
    { "a\nb", "\"a\nb\"" },
    { " a", "\" a\"" },
    { "=1+1", "'=1+1" },
    { "+49", "'+49" },
    { "-1", "'-1" },
    { "@x", "'@x" },
    { "\tx", "\"'\tx\"" },
    { "=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      muster_export_cell (text, cases[i].cell);
      g_assert_cmpstr (text->str, ==, cases[i].expected);
    }
}

/* What is written is read back the same. */
static void
test_round_trip (void)
{
  const MusterDraft drafts[] = {
    { .person_key = "0017",
      .person_name = "张三",
      .wall = MOMENT,
      .offset = 28800,
      .direction = MUSTER_DIRECTION_IN,
      .verify = MUSTER_VERIFY_FACE,
      .device = "gate, north",
      .lat = 31.2304123,
      .lon = 121.4737,
      .accuracy = 25,
      .work_code = 7,
      .marks = MUSTER_PUNCH_PLACED | MUSTER_PUNCH_ACCURATE,
      .note = "a \"b\"" },
    { .person_key = "18",
      .wall = MOMENT,
      .offset = -12600,
      .direction = MUSTER_DIRECTION_OUT },
  };
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "export.csv", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (MusterParams) settings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *punches = NULL;
  GVariantDict values;

  muster_export_csv_begin (text);
  g_assert_true (g_str_has_prefix (text->str, "\xef\xbb\xbf"));
  for (gsize i = 0; i < G_N_ELEMENTS (drafts); i++)
    muster_export_csv (text, &drafts[i]);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "path", "s", path);
  settings = muster_params_new (muster_file_connector.fields,
                                g_variant_dict_end (&values), &error);
  g_assert_no_error (error);
  muster_file_connector.pull (NULL, settings, NULL, &collector->sink, NULL, &error);
  g_assert_no_error (error);
  punches = muster_collector_get_punches (collector);
  g_assert_cmpstr (punches, ==,
                   "0017 2024-02-29 08:01:02+28800 in v2 w7 name:张三 device:gate, north "
                   "at:31.230412,121.473700,0,25 note:a \"b\"\n"
                   "18 2024-02-29 08:01:02-12600 out\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/export/attlog", test_attlog);
  g_test_add_func ("/export/cells", test_cells);
  g_test_add_func ("/export/round-trip", test_round_trip);

  return g_test_run ();
}
