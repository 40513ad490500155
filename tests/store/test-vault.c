/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "muster-error.h"
#include "muster-query.h"
#include "muster-schema.h"
#include "muster-test-vault.h"

#define PAGE 4096
#define SECRET "Xiaoman of the night shift"

static gboolean
setting_write (MusterDb *db, gpointer data, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "INSERT INTO setting (name, value) VALUES (?, ?)");

  muster_query_text (query, data);
  muster_query_text (query, SECRET);

  return muster_query_run (query, error);
}

/* Many pages, so that there is something to damage in the middle */
static gboolean
bulk_write (MusterDb *db, gpointer data, GError **error)
{
  int n = GPOINTER_TO_INT (data);
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "INSERT INTO setting (name, value) VALUES (?, ?)");
  gboolean good = TRUE;

  for (int i = 0; good && i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("bulk-%06d", i);
      g_autofree char *value = g_strnfill (500, 'v');

      muster_query_text (query, name);
      muster_query_text (query, value);
      good = muster_query_run (query, error);
    }

  return good;
}

static gboolean
bulk_read (MusterDb *db, gpointer data, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT name, value FROM setting");

  while (muster_query_next (query))
    g_assert_nonnull (muster_query_get_text (query, 1));

  return muster_query_done (query, error);
}

static gboolean
refuse (MusterDb *db, gpointer data, GError **error)
{
  g_assert_true (setting_write (db, data, error));

  return muster_error_set (error, MUSTER_ERROR_INVALID, "no");
}

static gboolean
refuse_silently (MusterDb *db, gpointer data, GError **error)
{
  return FALSE;
}

static void
test_commit (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, setting_write, (gpointer) "a");
  g_assert_cmpint (muster_test_vault_number (test, "SELECT count(*) FROM setting"), ==,
                   1);
  muster_test_vault_reopen (test);
  g_assert_cmpint (muster_test_vault_number (test, "SELECT count(*) FROM setting"), ==,
                   1);
  g_assert_cmpint (muster_test_vault_number (test, "PRAGMA foreign_keys"), ==, 1);
}

/* The bytes that SQLite locks of the file itself as long as a connection is open in WAL mode */
#define SHARED_FIRST 0x40000002
#define SHARED_SIZE 510

/* Whether another process would find this one's lock on the database. */
static gboolean
others_see_lock (const char *path)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      struct flock lock = { .l_type = F_WRLCK,
                            .l_whence = SEEK_SET,
                            .l_start = SHARED_FIRST,
                            .l_len = SHARED_SIZE };
      int fd = open (path, O_RDWR);

      _exit (fd >= 0 && fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 0
                                                                                  : 1);
    }

  g_assert_cmpint (child, >, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);

  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

/* Without the lock another process that closes the company would take itself for the last one and
 * remove the write-ahead log from beneath this one: what is committed then is lost. */
static void
test_lock_stays (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, setting_write, (gpointer) "a");
  g_assert_true (others_see_lock (test->path));

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterDb)
        further = muster_db_open (test->path, test->key, MUSTER_DB_READ, &error);

      g_assert_no_error (error);
      g_assert_true (others_see_lock (test->path));
      muster_test_vault_number (test, "SELECT count(*) FROM setting");
    }
  g_assert_true (others_see_lock (test->path));
}

static void
test_rollback (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (muster_vault_write (test->vault, refuse, (gpointer) "a", NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (muster_test_vault_number (test, "SELECT count(*) FROM setting"), ==,
                   0);

  g_assert_false (muster_vault_write (test->vault, refuse_silently, NULL, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
  g_clear_error (&error);

  /* The vault is as good as before */
  muster_test_vault_write (test, setting_write, (gpointer) "a");
  g_assert_false (
    muster_vault_write (test->vault, setting_write, (gpointer) "a", NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
}

static void
test_readers_cannot_write (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (
    muster_vault_read (test->vault, setting_write, (gpointer) "a", NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
}

typedef struct
{
  MusterTestVault *test;
  gint64 before;
  gint64 after;
} Snapshot;

static gint64
count_in (MusterDb *db)
{
  g_autoptr (MusterQuery) query = muster_query_new (db, "SELECT count(*) FROM setting");

  g_assert_true (muster_query_next (query));

  return muster_query_get_int64 (query, 0);
}

static gboolean
snapshot_read (MusterDb *db, gpointer data, GError **error)
{
  Snapshot *snapshot = data;

  snapshot->before = count_in (db);
  muster_test_vault_write (snapshot->test, setting_write, (gpointer) "within");
  snapshot->after = count_in (db);

  return TRUE;
}

static void
test_snapshot (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  Snapshot snapshot = { .test = test };

  muster_test_vault_read (test, snapshot_read, &snapshot);
  g_assert_cmpint (snapshot.before, ==, 0);
  g_assert_cmpint (snapshot.after, ==, 0);
  g_assert_cmpint (muster_test_vault_number (test, "SELECT count(*) FROM setting"), ==,
                   1);
}

static void
test_data_version (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autoptr (MusterVault) other = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first = muster_vault_get_data_version (test->vault);
  gint64 second;

  g_assert_cmpint (first, !=, 0);
  g_assert_cmpint (muster_vault_get_data_version (test->vault), ==, first);
  muster_test_vault_write (test, setting_write, (gpointer) "mine");
  second = muster_vault_get_data_version (test->vault);
  g_assert_cmpint (second, !=, first);

  other = muster_vault_open (test->path, test->key, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (
    muster_vault_write (other, setting_write, (gpointer) "other", NULL, &error));
  g_assert_cmpint (muster_vault_get_data_version (test->vault), !=, second);
}

static void
test_file_is_encrypted (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autofree char *text = NULL;
  gsize length;
  GStatBuf info;

  muster_test_vault_write (test, setting_write, (gpointer) "a");
  g_clear_object (&test->vault);

  g_assert_true (g_file_get_contents (test->path, &text, &length, NULL));
  g_assert_cmpint (length, >, PAGE);
  g_assert_cmpint (memcmp (text, "SQLite format 3", 15), !=, 0);
  g_assert_null (memmem (text, length, SECRET, strlen (SECRET)));
  g_assert_null (memmem (text, length, "setting", strlen ("setting")));
  g_assert_cmpint (g_stat (test->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_wrong_key (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autoptr (GBytes) key = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
  g_autoptr (MusterVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before;
  gsize n_after;

  g_clear_object (&test->vault);
  g_assert_true (g_file_get_contents (test->path, &before, &n_before, NULL));
  vault = muster_vault_open (test->path, key, FALSE, &error);
  g_assert_null (vault);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
  g_assert_true (g_file_get_contents (test->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_missing (void)
{
  g_autofree char *folder = muster_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "muster.db", NULL);
  g_autoptr (GBytes) key = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
  g_autoptr (MusterVault) vault = NULL;
  g_autoptr (GError) error = NULL;

  vault = muster_vault_open (path, key, FALSE, &error);
  g_assert_null (vault);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  muster_test_folder_remove (folder);
}

static void
test_plain_file (void)
{
  g_autofree char *folder = muster_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "muster.db", NULL);
  g_autoptr (GBytes) key = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
  g_autoptr (MusterVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_malloc0 (PAGE);

  memcpy (text, "SQLite format 3", 16);
  g_assert_true (g_file_set_contents (path, text, PAGE, NULL));
  vault = muster_vault_open (path, key, TRUE, &error);
  g_assert_null (vault);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
  muster_test_folder_remove (folder);
}

/* One byte, somewhere: never silence, never a crash, never another error than damage */
static void
test_damage (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autofree char *good = NULL;
  gsize length;

  muster_test_vault_write (test, bulk_write, GINT_TO_POINTER (2000));
  g_clear_object (&test->vault);
  g_assert_true (g_file_get_contents (test->path, &good, &length, NULL));

  for (gsize page = 0; page < length / PAGE; page += 1 + page / 3)
    {
      g_autofree char *bad = g_memdup2 (good, length);
      g_autoptr (MusterVault) vault = NULL;
      g_autoptr (GError) error = NULL;

      bad[page * PAGE + (page * 997 + 20) % PAGE] ^= 0x10;
      g_assert_true (g_file_set_contents (test->path, bad, (gssize) length, NULL));
      vault = muster_vault_open (test->path, test->key, FALSE, &error);
      if (vault != NULL)
        {
          g_assert_false (muster_vault_verify (vault, NULL, &error));
          g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
        }
      else if (page == 0)
        g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
      else
        g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
    }
}

static void
test_damage_while_reading (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  muster_test_vault_write (test, bulk_write, GINT_TO_POINTER (2000));
  g_clear_object (&test->vault);
  g_assert_true (g_file_get_contents (test->path, &text, &length, NULL));
  for (gsize page = length / PAGE / 2; page < length / PAGE; page++)
    text[page * PAGE + 100] ^= 1;
  g_assert_true (g_file_set_contents (test->path, text, (gssize) length, NULL));
  muster_test_vault_reopen (test);

  g_assert_false (muster_vault_read (test->vault, bulk_read, NULL, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "damaged"));
}

static void
test_cut_short (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autoptr (MusterVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  muster_test_vault_write (test, bulk_write, GINT_TO_POINTER (2000));
  g_clear_object (&test->vault);
  g_assert_true (g_file_get_contents (test->path, &text, &length, NULL));
  g_assert_true (g_file_set_contents (test->path, text, (gssize) length / 2, NULL));

  vault = muster_vault_open (test->path, test->key, FALSE, &error);
  if (vault != NULL)
    g_assert_false (muster_vault_verify (vault, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
}

static void
test_verify (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autoptr (GError) error = NULL;

  muster_test_vault_write (test, bulk_write, GINT_TO_POINTER (500));
  g_assert_true (muster_vault_verify (test->vault, NULL, &error));
  g_assert_no_error (error);
}

typedef struct
{
  MusterTestVault *test;
  guint64 done;
  guint64 total;
} Copying;

static void
copying_cb (guint64 done, guint64 total, gpointer data)
{
  Copying *copying = data;

  copying->done = done;
  copying->total = total;
}

static void
test_copy (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autofree char *path = g_build_filename (test->folder, "copy.db", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (MusterVault) copy = NULL;
  g_autoptr (GError) error = NULL;
  Copying copying = { .test = test };

  muster_test_vault_write (test, bulk_write, GINT_TO_POINTER (3000));

  g_cancellable_cancel (cancellable);
  g_assert_false (muster_vault_copy (test->vault, path, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  g_assert_true (
    muster_vault_copy (test->vault, path, copying_cb, &copying, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (copying.done, ==, copying.total);
  g_assert_cmpint (copying.total, >, 3000 * 500);

  g_assert_false (muster_vault_copy (test->vault, path, NULL, NULL, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_clear_error (&error);

  copy = muster_vault_open (path, test->key, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (muster_vault_verify (copy, NULL, &error));
  g_clear_object (&test->vault);
  test->vault = g_steal_pointer (&copy);
  g_assert_cmpint (muster_test_vault_number (test, "SELECT count(*) FROM setting"), ==,
                   3000);
}

static gpointer
close_thread (gpointer data)
{
  muster_vault_close (data);

  return NULL;
}

static void
test_close (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (test->path, "-wal", NULL);

  muster_test_vault_write (test, setting_write, (gpointer) "a");
  g_thread_join (g_thread_new ("close", close_thread, test->vault));
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));

  g_assert_false (muster_vault_read (test->vault, bulk_read, NULL, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (
    muster_vault_write (test->vault, setting_write, (gpointer) "b", NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
  g_assert_cmpint (muster_vault_get_data_version (test->vault), ==, 0);
  muster_vault_close (test->vault);
}

/* A statement that would never end, cancelled from another thread once it runs */
static gboolean
endless (MusterDb *db, gpointer data, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT i FROM n WHERE i % 1000 = 0");
  gint64 seen = 0;

  while (muster_query_next (query))
    if (++seen == 10)
      g_cancellable_cancel (data);

  return muster_query_done (query, error);
}

static gboolean
cancel_between (MusterDb *db, gpointer data, GError **error)
{
  g_assert_true (setting_write (db, (gpointer) "between", error));
  g_cancellable_cancel (data);

  return TRUE;
}

static void
test_cancel (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      if (i == 0)
        g_cancellable_cancel (cancellable);
      if (i == 1)
        g_assert_false (
          muster_vault_read (test->vault, endless, cancellable, cancellable, &error));
      else if (i == 2)
        g_assert_false (muster_vault_write (test->vault, cancel_between, cancellable,
                                            cancellable, &error));
      else
        g_assert_false (
          muster_vault_write (test->vault, endless, cancellable, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }

  g_assert_cmpint (muster_test_vault_number (test, "SELECT count(*) FROM setting"), ==,
                   0);
  muster_test_vault_write (test, setting_write, (gpointer) "after");
}

typedef struct
{
  MusterTestVault *test;
  GCancellable *cancellable;
  GError *error;
  gint waiting;
} Waiter;

static gpointer
waiter_thread (gpointer data)
{
  Waiter *waiter = data;

  g_atomic_int_set (&waiter->waiting, 1);
  g_assert_false (muster_vault_write (waiter->test->vault, setting_write,
                                      (gpointer) "waiter", waiter->cancellable,
                                      &waiter->error));

  return NULL;
}

static gboolean
hold_lock (MusterDb *db, gpointer data, GError **error)
{
  Waiter *waiter = data;
  GThread *thread = g_thread_new ("waiter", waiter_thread, waiter);

  while (!g_atomic_int_get (&waiter->waiting))
    g_thread_yield ();
  g_cancellable_cancel (waiter->cancellable);
  g_thread_join (thread);

  return TRUE;
}

static void
test_cancel_waiting (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Waiter waiter = { .test = test, .cancellable = cancellable };

  muster_test_vault_write (test, hold_lock, &waiter);
  g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&waiter.error);
}

/* Two processes: the second waits for the first's transaction to end */
static gboolean
count_up (MusterDb *db, gpointer data, GError **error)
{
  return muster_db_execute (
    db,
    "INSERT INTO setting (name, value) VALUES ('n', '1')"
    " ON CONFLICT (name) DO UPDATE SET value = CAST (value + 1 AS TEXT)",
    error);
}

#define PROCESSES 3
#define ROUNDS 40

static void
test_processes (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  pid_t children[PROCESSES];

  g_clear_object (&test->vault);
  for (int i = 0; i < PROCESSES; i++)
    if ((children[i] = fork ()) == 0)
      {
        MusterVault *vault = muster_vault_open (test->path, test->key, FALSE, NULL);
        gboolean good = vault != NULL;

        for (int round = 0; good && round < ROUNDS; round++)
          good = muster_vault_write (vault, count_up, NULL, NULL, NULL);
        if (vault != NULL)
          muster_vault_close (vault);
        _exit (good ? 0 : 1);
      }

  for (int i = 0; i < PROCESSES; i++)
    {
      int status = -1;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }

  muster_test_vault_reopen (test);
  g_assert_cmpint (
    muster_test_vault_number (test, "SELECT CAST (value AS INTEGER) FROM setting"), ==,
    PROCESSES * ROUNDS);
}

/* Killed in the middle of a transaction: what was committed stays, the rest never was, and
 * nothing can be read in the files */
static gboolean
write_and_die (MusterDb *db, gpointer data, GError **error)
{
  if (!bulk_write (db, GINT_TO_POINTER (20000), error) ||
      !setting_write (db, (gpointer) SECRET, error))
    return FALSE;

  kill (getpid (), SIGKILL);

  return FALSE;
}

static void
folder_assert_secret (const char *folder, const char *secret)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_null (memmem (text, length, secret, strlen (secret)));
      n++;
    }

  g_assert_cmpint (n, >=, 3); /* database, log, keys at least */
}

static void
test_kill (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  int status = 0;
  pid_t child;

  g_clear_object (&test->vault);
  if ((child = fork ()) == 0)
    {
      MusterVault *vault = muster_vault_open (test->path, test->key, FALSE, NULL);

      if (vault != NULL &&
          muster_vault_write (vault, setting_write, (gpointer) "kept", NULL, NULL))
        muster_vault_write (vault, write_and_die, NULL, NULL, NULL);
      _exit (1);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  folder_assert_secret (test->folder, SECRET);
  folder_assert_secret (test->folder, "setting");

  muster_test_vault_reopen (test);
  g_assert_cmpint (muster_test_vault_number (test, "SELECT count(*) FROM setting"), ==,
                   1);
  g_assert_true (muster_vault_verify (test->vault, NULL, NULL));
}

/* A disk that takes no more, by a limit on the size of files */
static void
test_full_disk (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  int status = 0;
  pid_t child;

  muster_test_vault_write (test, setting_write, (gpointer) "kept");
  g_clear_object (&test->vault);
  if ((child = fork ()) == 0)
    {
      struct rlimit limit = { 256 << 10, 256 << 10 };
      MusterVault *vault = muster_vault_open (test->path, test->key, FALSE, NULL);
      g_autoptr (GError) error = NULL;

      signal (SIGXFSZ, SIG_IGN);
      if (vault == NULL || setrlimit (RLIMIT_FSIZE, &limit) != 0)
        _exit (1);
      if (muster_vault_write (vault, bulk_write, GINT_TO_POINTER (2000), NULL, &error) ||
          !g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE) ||
          strstr (error->message, "disk is full") == NULL)
        _exit (2);
      if (!muster_vault_read (vault, bulk_read, NULL, NULL, NULL))
        _exit (3);
      _exit (0);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  muster_test_vault_reopen (test);
  g_assert_cmpint (muster_test_vault_number (test, "SELECT count(*) FROM setting"), ==,
                   1);
}

static void
test_newer_schema (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  g_autoptr (MusterDb) db = NULL;
  g_autoptr (MusterVault) vault = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&test->vault);
  db = muster_db_open (test->path, test->key, MUSTER_DB_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (muster_db_execute (db, "PRAGMA user_version=9999", &error));

  vault = muster_vault_open (test->path, test->key, FALSE, &error);
  g_assert_null (vault);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "newer"));
}

/* What a schema looks like, whichever way it came about */
static char *
schema_get_shape (MusterDb *db)
{
  g_autoptr (GString) shape = g_string_new (NULL);
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT type, name, sql FROM sqlite_schema ORDER BY name");

  while (muster_query_next (query))
    g_string_append_printf (
      shape, "%s %s %s\n", muster_query_get_text (query, 0),
      muster_query_get_text (query, 1),
      muster_query_is_null (query, 2) ? "" : muster_query_get_text (query, 2));
  g_assert_true (muster_query_done (query, NULL));

  return g_string_free (g_steal_pointer (&shape), FALSE);
}

/* From every version that there ever was, with the vault's own way of opening */
static void
test_migrations (void)
{
  g_autofree char *whole = NULL;

  g_assert_cmpint (muster_schema_get_version (), >, 0);
  for (int version = muster_schema_get_version (); version >= 0; version--)
    {
      g_autofree char *folder = muster_test_folder_new ();
      g_autofree char *path = g_build_filename (folder, "muster.db", NULL);
      g_autoptr (GBytes)
        key = g_bytes_new_static ("0123456789abcdef0123456789abcdef", 32);
      g_autoptr (MusterVault) vault = NULL;
      g_autofree char *shape = NULL;
      g_autoptr (GError) error = NULL;
      MusterDb *db = muster_db_open (path, key, MUSTER_DB_CREATE, &error);

      g_assert_no_error (error);
      g_assert_true (muster_schema_upgrade (db, version, &error));
      g_assert_no_error (error);
      if (version > 0)
        g_assert_true (setting_write (db, (gpointer) "old", &error));
      muster_db_close (db);

      vault = muster_vault_open (path, key, FALSE, &error);
      g_assert_no_error (error);
      g_clear_object (&vault);

      db = muster_db_open (path, key, MUSTER_DB_WRITE, &error);
      g_assert_no_error (error);
      shape = schema_get_shape (db);
      g_assert_cmpint (count_in (db), ==, version > 0 ? 1 : 0);
      muster_db_close (db);
      if (whole == NULL)
        whole = g_steal_pointer (&shape);
      else
        g_assert_cmpstr (shape, ==, whole);
      muster_test_folder_remove (folder);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/vault/commit", test_commit);
  g_test_add_func ("/store/vault/rollback", test_rollback);
  g_test_add_func ("/store/vault/readers-cannot-write", test_readers_cannot_write);
  g_test_add_func ("/store/vault/snapshot", test_snapshot);
  g_test_add_func ("/store/vault/data-version", test_data_version);
  g_test_add_func ("/store/vault/encrypted", test_file_is_encrypted);
  g_test_add_func ("/store/vault/wrong-key", test_wrong_key);
  g_test_add_func ("/store/vault/missing", test_missing);
  g_test_add_func ("/store/vault/plain-file", test_plain_file);
  g_test_add_func ("/store/vault/damage", test_damage);
  g_test_add_func ("/store/vault/damage-while-reading", test_damage_while_reading);
  g_test_add_func ("/store/vault/cut-short", test_cut_short);
  g_test_add_func ("/store/vault/verify", test_verify);
  g_test_add_func ("/store/vault/copy", test_copy);
  g_test_add_func ("/store/vault/close", test_close);
  g_test_add_func ("/store/vault/cancel", test_cancel);
  g_test_add_func ("/store/vault/cancel-waiting", test_cancel_waiting);
  g_test_add_func ("/store/vault/processes", test_processes);
  g_test_add_func ("/store/vault/kill", test_kill);
  g_test_add_func ("/store/vault/lock-stays", test_lock_stays);
  g_test_add_func ("/store/vault/full-disk", test_full_disk);
  g_test_add_func ("/store/vault/newer-schema", test_newer_schema);
  g_test_add_func ("/store/vault/migrations", test_migrations);

  return g_test_run ();
}
