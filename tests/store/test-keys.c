/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

#include "muster-error.h"
#include "muster-recovery.h"
#include "muster-test-vault.h"

#define OTHER_PASSWORD "plum rain on slate"

typedef struct
{
  char *folder;
  char *path;
  char *slot;
  char *recovery;
  GBytes *key;
} Fixture;

static void
fixture_set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = muster_test_folder_new ();
  f->path = g_build_filename (f->folder, "muster.keys", NULL);
  f->key = muster_keys_create (f->folder, "Shen Wan", MUSTER_TEST_PASSWORD,
                               &muster_test_key_cost, &f->slot, &f->recovery, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (f->key), ==, 32);
}

static void
fixture_tear_down (Fixture *f, gconstpointer data)
{
  g_bytes_unref (f->key);
  muster_keys_wipe (f->recovery);
  muster_test_folder_remove (f->folder);
  g_free (f->slot);
  g_free (f->path);
  g_free (f->folder);
}

static char *
file_read (Fixture *f, gsize *length)
{
  char *text;

  g_assert_true (g_file_get_contents (f->path, &text, length, NULL));

  return text;
}

static void
test_open (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "Shen Wan", "shen wan", " SHEN WAN ", NULL };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *slot = NULL;
      g_autoptr (GBytes)
        key = muster_keys_open (f->folder, names[i], MUSTER_TEST_PASSWORD, &slot, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (key, f->key));
      g_assert_cmpstr (slot, ==, f->slot);
    }
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GError) unknown = NULL;
  gsize n_before;
  gsize n_after;
  g_autofree char *before = file_read (f, &n_before);
  g_autofree char *after = NULL;

  g_assert_null (muster_keys_open (f->folder, "Shen Wan", "wrong", NULL, &wrong));
  g_assert_error (wrong, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
  g_assert_null (
    muster_keys_open (f->folder, "Nobody", MUSTER_TEST_PASSWORD, NULL, &unknown));
  g_assert_error (unknown, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
  g_assert_cmpstr (wrong->message, ==, unknown->message);

  after = file_read (f, &n_after);
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_composed (Fixture *f, gconstpointer data)
{
  g_autofree char *slot = muster_keys_add (f->folder, f->key, "Zo\xc3\xab", "caf\xc3\xa9",
                                           &muster_test_key_cost, NULL);
  g_autoptr (GBytes)
    key = muster_keys_open (f->folder, "ZOE\xcc\x88", "cafe\xcc\x81", NULL, NULL);

  g_assert_nonnull (slot);
  g_assert_nonnull (key);
}

static void
test_several_users (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *slot = NULL;
  g_autofree char *opened = NULL;
  g_autoptr (GBytes) key = NULL;
  g_auto (GStrv) slots = NULL;

  slot = muster_keys_add (f->folder, f->key, "Bai", OTHER_PASSWORD, &muster_test_key_cost,
                          &error);
  g_assert_no_error (error);
  key = muster_keys_open (f->folder, "Bai", OTHER_PASSWORD, &opened, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (key, f->key));
  g_assert_cmpstr (opened, ==, slot);
  g_assert_cmpstr (slot, !=, f->slot);

  slots = muster_keys_list (f->folder, &error);
  g_assert_cmpint (g_strv_length (slots), ==, 2);

  g_assert_null (muster_keys_open (f->folder, "Bai", MUSTER_TEST_PASSWORD, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
  g_clear_error (&error);

  g_assert_null (muster_keys_open (f->folder, NULL, OTHER_PASSWORD, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_cmpstr (muster_error_get_field (error), ==, "user");
  g_clear_error (&error);

  g_assert_null (
    muster_keys_add (f->folder, f->key, "bAI", "x", &muster_test_key_cost, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
}

static void
test_change_password (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) key = NULL;
  MusterKeyCost dearer = { 2, 16384 };

  g_assert_true (muster_keys_set_password (f->folder, f->key, f->slot, OTHER_PASSWORD,
                                           &dearer, &error));
  g_assert_no_error (error);
  g_assert_null (
    muster_keys_open (f->folder, "Shen Wan", MUSTER_TEST_PASSWORD, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
  g_clear_error (&error);
  key = muster_keys_open (f->folder, "Shen Wan", OTHER_PASSWORD, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (key, f->key));

  g_assert_false (
    muster_keys_set_password (f->folder, f->key, "none", "x", &dearer, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_MISSING);
}

static void
test_remove (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *slot = NULL;

  g_assert_false (muster_keys_remove (f->folder, f->slot, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_clear_error (&error);

  slot = muster_keys_add (f->folder, f->key, "Bai", OTHER_PASSWORD, &muster_test_key_cost,
                          &error);
  g_assert_true (muster_keys_remove (f->folder, f->slot, &error));
  g_assert_null (
    muster_keys_open (f->folder, "Shen Wan", MUSTER_TEST_PASSWORD, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
    muster_keys_add (f->folder, f->key, "Bai", "", &muster_test_key_cost, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "password");
  g_clear_error (&error);
  g_assert_null (
    muster_keys_add (f->folder, f->key, "  ", "x", &muster_test_key_cost, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "user");
}

static void
test_foreign_key (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) other = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
  g_autoptr (GError) error = NULL;

  g_assert_null (
    muster_keys_add (f->folder, other, "Bai", "x", &muster_test_key_cost, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (muster_keys_renew_recovery (f->folder, other, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
}

static void
test_no_overwriting (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *slot = NULL;
  g_autofree char *recovery = NULL;

  g_assert_null (muster_keys_create (f->folder, "Bai", "x", &muster_test_key_cost, &slot,
                                     &recovery, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_assert_null (slot);
  g_assert_null (recovery);
}

static void
test_no_folder (void)
{
  g_autofree char *slot = NULL;
  g_autofree char *recovery = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (muster_keys_create ("/nonexistent", "Bai", "x", &muster_test_key_cost,
                                     &slot, &recovery, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (muster_keys_open ("/nonexistent", NULL, "x", NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_MISSING);
}

/* Nothing of a name, a password or a key can be read in the file, and only its owner may */
static void
test_secrecy (Fixture *f, gconstpointer data)
{
  static const char *const secrets[] = { "Shen", "shen", "Wan", "lantern" };
  GStatBuf info;
  gsize length;
  g_autofree char *text = file_read (f, &length);

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (text, secrets[i]));
  g_assert_null (memmem (text, length, g_bytes_get_data (f->key, NULL), 32));
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* Every byte of the file, changed: either it says that it is damaged or newer, or it was only
 * the layout and all is as before. Never a wrong password, never another key. */
static void
test_damage (Fixture *f, gconstpointer data)
{
  gsize length;
  g_autofree char *text = file_read (f, &length);
  guint n_refused = 0;

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *bad = g_memdup2 (text, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) key = NULL;

      bad[i] ^= (i & 1) ? 0x01 : 0x14;
      g_assert_true (g_file_set_contents (f->path, bad, (gssize) length, NULL));
      key = muster_keys_open (f->folder, "Shen Wan", MUSTER_TEST_PASSWORD, NULL, &error);
      if (key != NULL)
        {
          g_assert_true (g_bytes_equal (key, f->key));
          continue;
        }
      n_refused++;
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
    }

  g_assert_cmpint (n_refused, >, length / 2);
}

static void
test_cut_short (Fixture *f, gconstpointer data)
{
  gsize length;
  g_autofree char *text = file_read (f, &length);

  for (gsize n = 0; n + 2 < length; n += 7)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (f->path, text, (gssize) n, NULL));
      g_assert_null (
        muster_keys_open (f->folder, "Shen Wan", MUSTER_TEST_PASSWORD, NULL, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
      g_clear_error (&error);
      g_assert_null (muster_keys_list (f->folder, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
    }
}

static void
test_newer (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (
    f->path, "{\"format\": \"muster-keys\", \"version\": 2}", -1, NULL));
  g_assert_null (muster_keys_open (f->folder, NULL, "x", NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "newer"));
}

/* Two slots with their seals exchanged must not open */
static void
test_exchanged (Fixture *f, gconstpointer data)
{
  g_autofree char *slot = muster_keys_add (f->folder, f->key, "Bai", MUSTER_TEST_PASSWORD,
                                           &muster_test_key_cost, NULL);
  gsize length;
  g_autofree char *text = file_read (f, &length);
  g_autoptr (GError) error = NULL;
  char *first = strstr (text, f->slot);
  char *second = strstr (text, slot);

  memcpy (first, slot, strlen (slot));
  memcpy (second, f->slot, strlen (f->slot));
  g_assert_true (g_file_set_contents (f->path, text, (gssize) length, NULL));
  g_assert_null (muster_keys_open (f->folder, "Bai", MUSTER_TEST_PASSWORD, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
}

static void
test_recovery (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *loose = g_ascii_strdown (f->recovery, -1);
  g_autofree char *renewed = NULL;
  g_autoptr (GBytes) key = NULL;

  g_strdelimit (loose, "-", ' ');
  key = muster_keys_open_with_recovery (f->folder, loose, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (key, f->key));
  g_clear_pointer (&key, g_bytes_unref);

  renewed = muster_keys_renew_recovery (f->folder, f->key, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (renewed, !=, f->recovery);
  g_assert_null (muster_keys_open_with_recovery (f->folder, f->recovery, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
  g_clear_error (&error);
  key = muster_keys_open_with_recovery (f->folder, renewed, &error);
  g_assert_no_error (error);
  g_clear_pointer (&key, g_bytes_unref);

  g_assert_null (muster_keys_open_with_recovery (f->folder, "not one", &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_cmpstr (muster_error_get_field (error), ==, "recovery");
}

/* A disk that takes no more leaves the old file as it was */
static void
test_full_disk (Fixture *f, gconstpointer data)
{
  gsize n_before;
  gsize n_after;
  g_autofree char *before = file_read (f, &n_before);
  g_autofree char *after = NULL;
  int status = 0;
  pid_t child;

  if ((child = fork ()) == 0)
    {
      struct rlimit limit = { 100, 100 };
      g_autoptr (GError) error = NULL;

      signal (SIGXFSZ, SIG_IGN);
      if (setrlimit (RLIMIT_FSIZE, &limit) != 0)
        _exit (1);
      if (muster_keys_set_password (f->folder, f->key, f->slot, "x",
                                    &muster_test_key_cost, &error) ||
          !g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE))
        _exit (2);
      _exit (0);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  after = file_read (f, &n_after);
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* Several processes that add users at once lose none */
static void
test_processes (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) slots = NULL;
  pid_t children[4];

  for (int i = 0; i < 4; i++)
    if ((children[i] = fork ()) == 0)
      {
        gboolean good = TRUE;

        for (int j = 0; good && j < 5; j++)
          {
            g_autofree char *user = g_strdup_printf ("user %d %d", i, j);
            g_autofree char *slot =
              muster_keys_add (f->folder, f->key, user, "x", &muster_test_key_cost, NULL);

            good = slot != NULL;
          }
        _exit (good ? 0 : 1);
      }

  for (int i = 0; i < 4; i++)
    {
      int status = -1;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }

  slots = muster_keys_list (f->folder, NULL);
  g_assert_cmpint (g_strv_length (slots), ==, 21);
}

static void
test_default_cost (void)
{
  g_assert_cmpint (muster_key_cost_default.ops, >=, 3);
  g_assert_cmpint (muster_key_cost_default.memory, >=, 256 << 20);
}

#define ADD(name, function)                                                              \
  g_test_add ("/store/keys/" name, Fixture, NULL, fixture_set_up, function,              \
              fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("open", test_open);
  ADD ("refused", test_refused);
  ADD ("composed", test_composed);
  ADD ("several-users", test_several_users);
  ADD ("change-password", test_change_password);
  ADD ("remove", test_remove);
  ADD ("empty", test_empty);
  ADD ("foreign-key", test_foreign_key);
  ADD ("no-overwriting", test_no_overwriting);
  ADD ("secrecy", test_secrecy);
  ADD ("damage", test_damage);
  ADD ("cut-short", test_cut_short);
  ADD ("newer", test_newer);
  ADD ("exchanged", test_exchanged);
  ADD ("recovery", test_recovery);
  ADD ("full-disk", test_full_disk);
  ADD ("processes", test_processes);
  g_test_add_func ("/store/keys/no-folder", test_no_folder);
  g_test_add_func ("/store/keys/default-cost", test_default_cost);

  return g_test_run ();
}
