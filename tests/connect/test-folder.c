/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-collector.h"
#include "muster-folder-connector.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#define LONG_AGO 1772600000

typedef struct
{
  char *folder;
  MusterSource *source;
  GVariant *cursor;
  gint64 reach;
} Fixture;

/* The collector with what this connector needs beside it */
typedef struct
{
  MusterCollector *collector;
  Fixture *fixture;
} Ears;

static Ears ears;

static gboolean
hear_take (MusterSink *sink,
           const MusterDraft *drafts,
           gsize n_drafts,
           GVariant *cursor,
           GError **error)
{
  g_autoptr (GVariant) held = cursor != NULL ? g_variant_ref_sink (cursor) : NULL;

  if (held != NULL)
    {
      g_clear_pointer (&ears.fixture->cursor, g_variant_unref);
      ears.fixture->cursor = g_variant_ref (held);
    }

  return n_drafts == 0 ||
         ears.collector->sink.take (&ears.collector->sink, drafts, n_drafts, NULL, error);
}

static void
hear_reject (MusterSink *sink, const MusterReject *reject)
{
  ears.collector->sink.reject (&ears.collector->sink, reject);
}

static void
hear_skip (MusterSink *sink, const char *reason, guint64 n)
{
  ears.collector->sink.skip (&ears.collector->sink, reason, n);
}

static void
hear_progress (MusterSink *sink, guint64 done, guint64 total)
{
}

static void
hear_reach (MusterSink *sink, gint64 until)
{
  ears.fixture->reach = MAX (ears.fixture->reach, until);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("muster-folder-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->source = muster_source_new ();
  fixture->source->zone = g_strdup ("Asia/Shanghai");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->source);
  g_clear_pointer (&fixture->cursor, g_variant_unref);
}

static void
put (Fixture *fixture, const char *name, const char *text, gint64 at)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  struct utimbuf times = { (time_t) at, (time_t) at };

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (utime (path, &times), ==, 0);
}

static MusterParams *
settings_of (Fixture *fixture)
{
  g_autoptr (GVariant) values =
    g_variant_ref_sink (g_variant_new_parsed ("{'path': <%s>}", fixture->folder));
  g_autoptr (GError) error = NULL;
  MusterParams *settings =
    muster_params_new (muster_folder_connector.fields, values, &error);

  g_assert_no_error (error);

  return settings;
}

static MusterCollector *
pull (Fixture *fixture)
{
  g_autoptr (MusterParams) settings = settings_of (fixture);
  g_autoptr (GVariant) cursor = fixture->cursor != NULL ? g_variant_ref (fixture->cursor)
                                                        : NULL;
  g_autoptr (GError) error = NULL;
  MusterSink sink = { .take = hear_take,
                      .reject = hear_reject,
                      .skip = hear_skip,
                      .progress = hear_progress,
                      .reach = hear_reach };

  ears = (Ears) { muster_collector_new (), fixture };
  muster_folder_connector.pull (fixture->source, settings, cursor, &sink, NULL, &error);
  g_assert_no_error (error);

  return ears.collector;
}

#define MONDAY "5\t2026-03-02 08:55:00\t1\t0\t1\t0\n5\t2026-03-02 18:05:00\t1\t1\t1\t0\n"
#define TUESDAY "5\t2026-03-03 08:51:00\t1\t0\t1\t0\n"

static void
test_each_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MusterCollector) first = NULL;
  g_autoptr (MusterCollector) again = NULL;
  g_autoptr (MusterCollector) copied = NULL;
  g_autoptr (MusterCollector) more = NULL;
  g_autoptr (MusterCollector) renamed = NULL;
  g_autofree char *old = g_build_filename (fixture->folder, "1_attlog.dat", NULL);
  g_autofree char *fresh = g_build_filename (fixture->folder, "old.dat", NULL);

  put (fixture, "1_attlog.dat", MONDAY, LONG_AGO);
  first = pull (fixture);
  g_assert_cmpuint (first->punches->len, ==, 2);
  g_assert_cmpint (fixture->reach, ==,
                   (G_GINT64_CONSTANT (1772445900)) *MUSTER_SECOND); /* 18:05 UTC+8 */
  again = pull (fixture);
  g_assert_cmpuint (again->punches->len, ==, 0);

  put (fixture, "copy of 1_attlog.dat", MONDAY, LONG_AGO + 60);
  copied = pull (fixture);
  g_assert_cmpuint (copied->punches->len, ==, 0);
  g_assert_cmpuint (copied->duplicates, ==, 1);

  put (fixture, "2_attlog.dat", TUESDAY, LONG_AGO + 60);
  more = pull (fixture);
  g_assert_cmpuint (more->punches->len, ==, 1);

  g_assert_cmpint (g_rename (old, fresh), ==, 0);
  renamed = pull (fixture);
  g_assert_cmpuint (renamed->punches->len, ==, 0);
}

/* A file that is being written, by its own clock or by ours. */
static void
test_complete_only (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (MusterCollector) fresh = NULL;
  g_autoptr (MusterCollector) future = NULL;
  g_autoptr (MusterCollector) settled = NULL;
  g_autoptr (MusterCollector) hidden = NULL;

  put (fixture, "1_attlog.dat", MONDAY, now);
  put (fixture, "2_attlog.dat.part", TUESDAY, LONG_AGO);
  put (fixture, ".3_attlog.dat", TUESDAY, LONG_AGO);
  fresh = pull (fixture);
  g_assert_cmpuint (fresh->punches->len, ==, 0);
  g_assert_cmpuint (fresh->rejects->len, ==, 0);

  /* The clock of whoever wrote it is a day ahead: what counts is how long it stays so. */
  put (fixture, "1_attlog.dat", MONDAY, now + 86400);
  future = pull (fixture);
  g_assert_cmpuint (future->punches->len, ==, 0);
  {
    g_autofree char *seen = g_variant_print (fixture->cursor, FALSE);
    g_autoptr (GVariant) cursor = NULL;
    GVariantBuilder builder;
    GVariantIter iter;
    const char *name, *hash;
    gint64 size, changed_at, seen_at;

    g_test_message ("%s", seen);
    g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sxxxs)"));
    g_variant_iter_init (&iter, fixture->cursor);
    while (g_variant_iter_next (&iter, "(&sxxx&s)", &name, &size, &changed_at, &seen_at,
                                &hash))
      g_variant_builder_add (&builder, "(sxxxs)", name, size, changed_at,
                             seen_at - 20 * MUSTER_SECOND, hash);
    cursor = g_variant_ref_sink (g_variant_builder_end (&builder));
    g_variant_unref (fixture->cursor);
    fixture->cursor = g_steal_pointer (&cursor);
  }
  settled = pull (fixture);
  g_assert_cmpuint (settled->punches->len, ==, 2);
  hidden = pull (fixture);
  g_assert_cmpuint (hidden->punches->len, ==, 0);
}

static void
test_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MusterCollector) first = NULL;
  g_autoptr (MusterCollector) again = NULL;
  g_autofree char *rejects = NULL;

  put (fixture, "holiday.png", "\x89PNG\r\n\x1a\n", LONG_AGO);
  put (fixture, "1_attlog.dat", MONDAY, LONG_AGO + 5);
  first = pull (fixture);
  g_assert_cmpuint (first->punches->len, ==, 2);
  rejects = muster_collector_get_rejects (first);
  g_assert_nonnull (strstr (rejects, "not-punches: holiday.png"));
  again = pull (fixture);
  g_assert_cmpuint (again->rejects->len, ==, 0);
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant)
    values = g_variant_ref_sink (g_variant_new_parsed ("{'path': <'/nowhere/at all'>}"));
  g_autoptr (MusterParams)
    settings = muster_params_new (muster_folder_connector.fields, values, NULL);
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (muster_folder_connector.pull (fixture->source, settings, NULL,
                                                &collector->sink, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_probe (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MusterParams) settings = settings_of (fixture);
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n = 0;

  put (fixture, "1_attlog.dat", MONDAY, LONG_AGO);
  put (fixture, "holiday.png", "\x89PNG\r\n\x1a\n", LONG_AGO);
  found = muster_folder_connector.probe (fixture->source, settings, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (found, "files", "t", &n));
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (g_variant_lookup (found, "punch-files", "t", &n));
  g_assert_cmpuint (n, ==, 1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/connect/folder/each-once", test_each_once);
  ADD ("/connect/folder/complete-only", test_complete_only);
  ADD ("/connect/folder/others", test_others);
  ADD ("/connect/folder/gone", test_gone);
  ADD ("/connect/folder/probe", test_probe);

  return g_test_run ();
}
