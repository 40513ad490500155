/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-basemap-listing.h"
#include "muster-error.h"
#include "muster-test-desk.h"

#include <string.h>

/* Makes an MBTiles file of the kit; returns its path. */
static char *
make_file (MusterTestDesk *test, const char *name, const char *option)
{
  g_autofree char *maker =
    g_test_build_filename (G_TEST_DIST, "kit", "make-mbtiles", NULL);
  char *path = g_build_filename (test->folder, "..", name, NULL);
  const char *argv[] = { "python3", maker, path, option, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return path;
}

static MusterBasemapRow *
only_row (MusterTestDesk *test)
{
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, "basemaps", NULL);

  g_assert_cmpuint (rows->len, ==, 1);

  return g_object_ref (g_ptr_array_index (rows, 0));
}

/* An address with its key in the right place, which no column shows. */
static void
test_address (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterBasemapRow) row = NULL;
  g_autoptr (GVariant) removed = NULL;
  g_autofree char *url = NULL;
  g_autofree char *args = NULL;

  g_variant_unref (muster_test_submit (
    test, "basemap.add",
    "{'name': <'Survey'>, 'address': <'https://t.example/{z}/{x}/{y}?tk={key}'>,"
    " 'key': <'a&b'>, 'datum': <'gcj02'>, 'credit': <'© Survey'>}"));
  row = only_row (test);
  g_assert_false (row->file);
  g_assert_cmpint (row->datum, ==, MUSTER_DATUM_GCJ02);
  g_assert_cmpuint (row->most_zoom, ==, 18);
  url = muster_basemap_row_build_url (row);
  g_assert_cmpstr (url, ==, "https://t.example/{z}/{x}/{y}?tk=a%26b");
  for (const MusterColumn *column = muster_basemaps_listing.columns; column->name != NULL;
       column++)
    {
      MusterCell cell = { 0 };

      column->get (G_OBJECT (row), &cell);
      g_assert_true (cell.text == NULL || strstr (cell.text, "a&b") == NULL);
      g_free (cell.text);
    }

  args = g_strdup_printf ("{'basemap': <int64 %" G_GINT64_FORMAT ">}", row->id);
  removed = muster_test_submit (test, "basemap.remove", args);
  muster_test_refuse (test, test->admin, "basemap.remove", args, MUSTER_ERROR_MISSING);
}

static void
test_faults (void)
{
  static const char *const faults[] = {
    "'name': <'A'>, 'address': <'https://t.example/{z}/{x}'>",
    "'name': <'A'>, 'address': <'https://t.example/{z}/{x}/{y}?k={key}'>",
    "'name': <'A'>, 'address': <'https://t.example/{z}/{x}/{y}'>, 'key': <'k'>",
    "'name': <'A'>, 'address': <'https://{s}.example/{z}/{x}/{y}'>",
    "'name': <''>, 'address': <'https://t.example/{z}/{x}/{y}'>",
    "'name': <'A'>, 'address': <'ftp://t.example/{z}/{x}/{y}'>",
    "'name': <'A'>, 'address': <'tiles.mbtiles'>",
  };
  static const struct
  {
    const char *option;
    int code;
  } files[] = {
    { "--empty", MUSTER_ERROR_INVALID },
    { "--format=webp", MUSTER_ERROR_INVALID },
  };
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autofree char *text = muster_test_write_file (test, "no.mbtiles", "no database", -1);
  g_autofree char *plain = g_strdup_printf ("{'name': <'A'>, 'address': <'%s'>}", text);
  g_autoptr (GPtrArray) rows = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *args = g_strdup_printf ("{%s}", faults[i]);

      g_test_message ("%s", args);
      muster_test_refuse (test, test->admin, "basemap.add", args, MUSTER_ERROR_INVALID);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_strdup_printf ("%" G_GSIZE_FORMAT ".mbtiles", i);
      g_autofree char *path = make_file (test, name, files[i].option);
      g_autofree char *args =
        g_strdup_printf ("{'name': <'A'>, 'address': <'%s'>}", path);

      muster_test_refuse (test, test->admin, "basemap.add", args, files[i].code);
    }
  muster_test_refuse (test, test->admin, "basemap.add", plain, MUSTER_ERROR_STORAGE);
  muster_test_refuse (test, test->admin, "basemap.add",
                      "{'name': <'A'>, 'address': <'/nowhere/at/all.mbtiles'>}",
                      MUSTER_ERROR_MISSING);
  rows = muster_test_rows (test, test->admin, "basemaps", NULL);
  g_assert_cmpuint (rows->len, ==, 0);
}

/* A file says itself what it is called, whom to name and how far it goes; rows count from the north. */
static void
test_file (gconstpointer data)
{
  gboolean wanted = GPOINTER_TO_INT (data);
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autofree char *path =
    make_file (test, "town.mbtiles", wanted ? "--vector" : "--most-zoom=3");
  g_autofree char *args = g_strdup_printf ("{'address': <'%s'>}", path);
  g_autoptr (MusterBasemapRow) row = NULL;
  g_autoptr (GObject) tiles = NULL;
  g_autoptr (GBytes) north = NULL;
  g_autoptr (GBytes) south = NULL;
  g_autoptr (GBytes) none = NULL;
  g_autoptr (GBytes) beyond = NULL;
  g_autoptr (GError) error = NULL;
  gboolean vector = !wanted;

  g_variant_unref (muster_test_submit (test, "basemap.add", args));
  row = only_row (test);
  g_assert_true (row->file);
  g_assert_cmpstr (row->name, ==, "Invented");
  g_assert_cmpstr (row->credit, ==, "© Nobody & Sons");
  g_assert_cmpuint (row->most_zoom, ==, 3);

  tiles = muster_basemap_row_open (row, &vector, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vector, ==, wanted);
  north = muster_basemap_read (3, 2, 0, tiles);
  south = muster_basemap_read (3, 2, 7, tiles);
  none = muster_basemap_read (4, 0, 0, tiles);
  beyond = muster_basemap_read (3, 2, 8, tiles);
  g_assert_nonnull (north);
  g_assert_nonnull (south);
  g_assert_null (none);
  g_assert_null (beyond);
  /* Unpacked shapes begin with a layer, pictures differ from row to row. */
  if (wanted)
    g_assert_cmpuint (((const guint8 *) g_bytes_get_data (north, NULL))[0], ==, 0x1a);
  else
    g_assert_false (g_bytes_equal (north, south));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/basemaps/address", test_address);
  g_test_add_func ("/basemaps/faults", test_faults);
  g_test_add_data_func ("/basemaps/pictures", GINT_TO_POINTER (FALSE), test_file);
  g_test_add_data_func ("/basemaps/shapes", GINT_TO_POINTER (TRUE), test_file);

  return g_test_run ();
}
