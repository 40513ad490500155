/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The suite of all connectors, and files as tests/kit/make-attlog writes them. */

#include "muster-collector.h"
#include "muster-connector-suite.h"
#include "muster-export-format.h"
#include "muster-file-connector.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
path_of_file (void)
{
  return g_build_filename (g_get_user_data_dir (), "1_attlog.dat", NULL);
}

static void
file_serve (guint n, gboolean damaged)
{
  g_autofree char *path = path_of_file ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", 1001 + i % 37);
      const MusterDraft draft = {
        .person_key = key,
        .wall = (G_GINT64_CONSTANT (1709190000) + i * 7) * MUSTER_SECOND,
      };

      muster_export_attlog (text, &draft, 1, i % 2, 1);
      if (damaged && i % 100 == 50)
        g_string_append_len (
          text, "\0\0\0\xff\xfe rubbish\n  17\t1990-00--8 -16:-29:-40\t1\n\0\0", 46);
    }

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
}

static MusterParams *
settings_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  MusterParams *settings;
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "path", "s", path);
  settings = muster_params_new (muster_file_connector.fields,
                                g_variant_dict_end (&values), &error);
  g_assert_no_error (error);
  return settings;
}

static MusterParams *
file_settings (void)
{
  g_autofree char *path = path_of_file ();

  return settings_of (path);
}

static void
file_stop (void)
{
  g_autofree char *path = path_of_file ();

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static const MusterConnectorMock file_mock = {
  .connector = &muster_file_connector,
  .serve = file_serve,
  .settings = file_settings,
  .stop = file_stop,
};

/* Runs the generator and pulls what it wrote. */
static MusterCollector *
pull_made (const char *options)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "made.txt", NULL);
  g_autofree char *maker =
    g_test_build_filename (G_TEST_BUILT, "kit", "make-attlog", NULL);
  g_autofree char *command = g_strdup_printf ("%s %s", maker, options);
  g_auto (GStrv) argv = g_strsplit (command, " ", -1);
  g_autoptr (GSubprocessLauncher)
    launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) made = NULL;
  g_autoptr (MusterParams) settings = NULL;
  g_autoptr (GError) error = NULL;
  MusterCollector *collector = muster_collector_new ();

  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &made, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (made, NULL),
                                      (gssize) g_bytes_get_size (made), NULL));
  settings = settings_of (path);
  muster_file_connector.pull (NULL, settings, NULL, &collector->sink, NULL, &error);
  g_assert_no_error (error);
  return collector;
}

static void
test_layouts (void)
{
  static const char *const options[] = {
    "-l attlog",
    "-l named",
    "-l named -c GB18030",
    "-l spaces",
    "-l glg-a",
    "-l glg-a -c GB18030",
    "-l glg-b",
    "-l glg-c",
    "-l glg-d",
    "-l glg-d -c GB18030",
    "-l csv",
    "-l csv -c GB18030",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autofree char *all = g_strconcat ("-n 3000 -p 50 -s 7 ", options[i], NULL);
      g_autoptr (MusterCollector) collector = pull_made (all);
      const char *first = g_ptr_array_index (collector->punches, 0);

      g_test_message ("%s", options[i]);
      g_assert_cmpuint (collector->rejects->len, ==, 0);
      g_assert_cmpuint (collector->punches->len + collector->duplicates, ==, 3000);
      g_assert_true (g_str_has_prefix (first, "10"));
      if (strstr (options[i], "named") != NULL || strstr (options[i], "csv") != NULL)
        g_assert_nonnull (strstr (first, "name:"));
    }
}

/* Whatever happens between rows takes no row away; what tears a row takes that row. */
static void
test_damage (void)
{
  for (int seed = 1; seed <= 5; seed++)
    {
      g_autofree char *clean = g_strdup_printf ("-n 20000 -p 90 -s %d", seed);
      g_autofree char *damaged = g_strdup_printf (
        "-n 20000 -p 90 -s %d -d nul,torn,negative,reset,copies,cut", seed);
      g_autoptr (MusterCollector) good = pull_made (clean);
      g_autoptr (MusterCollector) bad = pull_made (damaged);

      g_assert_cmpuint (good->punches->len + good->duplicates, ==, 20000);
      g_assert_cmpuint (bad->nul_runs, >, 0);
      g_assert_cmpuint (bad->suspect, >, 0);
      g_assert_cmpuint (bad->duplicates, >, 0);
      g_assert_cmpuint (bad->rejects->len, >, 0);
      g_assert_cmpuint (bad->rejects->len, <, 100);
      g_assert_cmpuint (bad->punches->len + bad->duplicates + bad->rejects->len, >=,
                        20000);
      for (guint i = 0; i < bad->rejects->len; i++)
        {
          const char *reject = g_ptr_array_index (bad->rejects, i);

          g_assert_true (strstr (reject, " torn: ") != NULL ||
                         strstr (reject, " negative-date: ") != NULL);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  muster_connector_suite_add ("/file", &file_mock);
  g_test_add_func ("/file/layouts", test_layouts);
  g_test_add_func ("/file/damage", test_damage);

  return g_test_run ();
}
