/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-test-vault.h"

#include <glib/gstdio.h>

#include "muster-query.h"

const MusterKeyCost muster_test_key_cost = { 1, 8192 };

char *
muster_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("muster-test-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

void
muster_test_folder_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) &&
          !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        muster_test_folder_remove (path);
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
    }

  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

MusterTestVault *
muster_test_vault_new (void)
{
  g_autoptr (GError) error = NULL;
  MusterTestVault *test = g_new0 (MusterTestVault, 1);

  test->folder = muster_test_folder_new ();
  test->path = g_build_filename (test->folder, "muster.db", NULL);
  test->key = muster_keys_create (test->folder, MUSTER_TEST_USER, MUSTER_TEST_PASSWORD,
                                  &muster_test_key_cost, &test->slot, &test->recovery,
                                  &error);
  g_assert_no_error (error);
  test->vault = muster_vault_open (test->path, test->key, TRUE, &error);
  g_assert_no_error (error);

  return test;
}

void
muster_test_vault_free (MusterTestVault *test)
{
  g_clear_object (&test->vault);
  muster_test_folder_remove (test->folder);
  muster_keys_wipe (test->recovery);
  g_bytes_unref (test->key);
  g_free (test->slot);
  g_free (test->path);
  g_free (test->folder);
  g_free (test);
}

void
muster_test_vault_reopen (MusterTestVault *test)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&test->vault);
  test->vault = muster_vault_open (test->path, test->key, FALSE, &error);
  g_assert_no_error (error);
}

void
muster_test_vault_write (MusterTestVault *test, MusterVaultFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean written = muster_vault_write (test->vault, func, data, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (written);
}

void
muster_test_vault_read (MusterTestVault *test, MusterVaultFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean read = muster_vault_read (test->vault, func, data, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (read);
}

typedef struct
{
  const char *sql;
  gint64 number;
} Number;

static gboolean
number_read (MusterDb *db, gpointer data, GError **error)
{
  Number *number = data;
  g_autoptr (MusterQuery) query = muster_query_new (db, number->sql);

  if (muster_query_next (query))
    number->number = muster_query_get_int64 (query, 0);
  else
    g_assert_not_reached ();

  return muster_query_done (query, error);
}

gint64
muster_test_vault_number (MusterTestVault *test, const char *sql)
{
  Number number = { .sql = sql };

  muster_test_vault_read (test, number_read, &number);

  return number.number;
}
