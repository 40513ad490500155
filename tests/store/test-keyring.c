/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-keyring.h"
#include "muster-test-vault.h"

#define FOLDER "/home/somebody/company"

/* libsecret's own store in an encrypted file, as it is used inside a sandbox: no service and
 * no desktop */
static void
use_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "only for this test", TRUE);
}

static void
test_keep (void)
{
  g_autofree char *folder = muster_test_folder_new ();
  g_autoptr (GBytes) key = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
  g_autoptr (GBytes) other = g_bytes_new_static ("fedcba9876543210fedcba9876543210", 32);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;

  use_file (folder);

  g_assert_null (muster_keyring_lookup (FOLDER, "bai", NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&error);

  g_assert_true (muster_keyring_store (FOLDER, "bai", key, "Muster", NULL, &error));
  g_assert_no_error (error);
  g_assert_true (muster_keyring_store (FOLDER, "shen", other, "Muster", NULL, &error));
  found = muster_keyring_lookup (FOLDER, "bai", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (found, key));

  g_assert_null (muster_keyring_lookup (FOLDER "2", "bai", NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&error);

  g_assert_true (muster_keyring_clear (FOLDER, "bai", NULL, &error));
  g_assert_no_error (error);
  g_assert_true (muster_keyring_clear (FOLDER, "bai", NULL, &error));
  g_assert_null (muster_keyring_lookup (FOLDER, "bai", NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  muster_test_folder_remove (folder);
}

/* In a process of its own, for libsecret chooses its store once */
static void
test_no_service_child (void)
{
  g_autoptr (GBytes) key = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (muster_keyring_lookup (FOLDER, "bai", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (muster_keyring_store (FOLDER, "bai", key, "Muster", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (muster_keyring_clear (FOLDER, "bai", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (muster_keyring_lookup (FOLDER, "bai", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_no_service (void)
{
  g_auto (GStrv) envp = g_get_environ ();

  envp =
    g_environ_setenv (envp, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  envp = g_environ_unsetenv (envp, "SECRET_BACKEND");
  g_test_trap_subprocess_with_envp ("/store/keyring/no-service/subprocess",
                                    (const char *const *) envp, 0,
                                    G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/keyring/no-service", test_no_service);
  g_test_add_func ("/store/keyring/no-service/subprocess", test_no_service_child);
  g_test_add_func ("/store/keyring/keep", test_keep);

  return g_test_run ();
}
