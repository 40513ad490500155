/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-db.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <sqlcipher/sqlite3.h>
#include <unistd.h>

#include "muster-error.h"

#define KEY_BYTES 32
#define KEY_TEXT_LENGTH (2 + 2 * KEY_BYTES + 1) /* x'…' */
#define BUSY_LIMIT_MS 10000
#define BUSY_STEP_MS 5
#define PAGE_BYTES 4096
#define COPY_PAGES 1024 /* between two looks at the cancellable */

struct _MusterDb
{
  sqlite3 *handle;
  GHashTable *statements; /* address of the SQL → sqlite3_stmt that is idle */
  GCancellable *cancellable;
  gulong cancelled_id;
};

static gboolean
disk_is_full (sqlite3 *handle, int code)
{
  int system = sqlite3_system_errno (handle);

  return (code & 0xff) == SQLITE_FULL ||
         ((code & 0xff) == SQLITE_IOERR &&
          (system == ENOSPC || system == EFBIG || system == EDQUOT));
}

static gboolean
error_from_code (MusterDb *self, int code, GError **error)
{
  sqlite3 *handle = self->handle;

  /* Giving up while another process writes ends as busy */
  if ((code & 0xff) == SQLITE_BUSY && muster_db_is_cancelled (self))
    code = SQLITE_INTERRUPT;

  if (disk_is_full (handle, code))
    return muster_error_set (
      error, MUSTER_ERROR_STORAGE,
      _ ("The disk is full. Nothing was changed; make room and try again."));

  switch (code & 0xff)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           _ ("It was cancelled."));
      return FALSE;

    case SQLITE_CONSTRAINT:
      if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
        return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                                 _ ("It is there already."));
      return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                               _ ("It contradicts what is stored (%s)."),
                               sqlite3_errmsg (handle));

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return muster_error_set (
        error, MUSTER_ERROR_STORAGE,
        _ ("Another program is writing to the database. Try again."));

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return muster_error_set (error, MUSTER_ERROR_STORAGE,
                               _ ("The database is damaged. Restore it from a backup."));

    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return muster_error_set (
        error, MUSTER_ERROR_STORAGE,
        _ ("The database may not be written. Check the permissions of its "
           "folder."));

    case SQLITE_CANTOPEN:
      return muster_error_set (error, MUSTER_ERROR_STORAGE,
                               _ ("The database cannot be opened. Check its folder."));

    default:
      return muster_error_set (error, MUSTER_ERROR_STORAGE,
                               _ ("The database failed: %s."), sqlite3_errmsg (handle));
    }
}

static void
statement_free (gpointer statement)
{
  sqlite3_finalize (statement);
}

static int
busy_cb (void *data, int tries)
{
  MusterDb *self = data;

  if (tries >= BUSY_LIMIT_MS / BUSY_STEP_MS ||
      g_cancellable_is_cancelled (self->cancellable))
    return 0;

  sqlite3_sleep (BUSY_STEP_MS);

  return 1;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  sqlite3_interrupt (data);
}

/* A raw key, so that no passphrase is stretched for each connection */
static int
key_set (sqlite3 *handle, GBytes *key)
{
  char *text = sodium_init () >= 0 ? sodium_malloc (KEY_TEXT_LENGTH + 1) : NULL;
  int code;

  if (text == NULL)
    return SQLITE_NOMEM;

  text[0] = 'x';
  text[1] = '\'';
  sodium_bin2hex (text + 2, 2 * KEY_BYTES + 1, g_bytes_get_data (key, NULL), KEY_BYTES);
  text[KEY_TEXT_LENGTH - 1] = '\'';
  text[KEY_TEXT_LENGTH] = '\0';
  code = sqlite3_key (handle, text, KEY_TEXT_LENGTH);
  sodium_free (text);

  return code;
}

static gboolean
cipher_answers (sqlite3 *handle)
{
  sqlite3_stmt *statement = NULL;
  gboolean answers;

  answers = sqlite3_prepare_v2 (handle, "PRAGMA cipher_version", -1, &statement, NULL) ==
              SQLITE_OK &&
            sqlite3_step (statement) == SQLITE_ROW &&
            sqlite3_column_bytes (statement, 0) > 0;
  sqlite3_finalize (statement);

  return answers;
}

/* Before anything else is done with a connection: does the key open the first page? */
static gboolean
schema_is_readable (MusterDb *self, GError **error)
{
  int code =
    sqlite3_exec (self->handle, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;

  if ((code & 0xff) == SQLITE_NOTADB)
    return muster_error_set (error, MUSTER_ERROR_LOCKED,
                             _ ("The key does not fit this database."));

  return error_from_code (self, code, error);
}

/* Looks at the first bytes through the connection's own file. Opening the file a second time is not
 * harmless: to close it again would drop the locks that the connections of this process hold on it,
 * another process would take itself for the last one and remove the write-ahead log beneath them. */
static gboolean
file_is_plausible (sqlite3 *handle, GError **error)
{
  static const char plain[] = "SQLite format 3";
  sqlite3_file *file = NULL;
  char start[sizeof plain] = "";
  int code;

  if (sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
        SQLITE_OK ||
      file == NULL || file->pMethods == NULL)
    return muster_error_set (error, MUSTER_ERROR_STORAGE,
                             _ ("The database cannot be opened. Check its folder."));

  /* A database that its maker died on is empty and gets its schema now */
  code = file->pMethods->xRead (file, start, sizeof start, 0);
  if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
    return muster_error_set (error, MUSTER_ERROR_STORAGE,
                             _ ("The database cannot be opened. Check its folder."));

  if (code == SQLITE_OK && memcmp (start, plain, sizeof plain) == 0)
    return muster_error_set (
      error, MUSTER_ERROR_STORAGE,
      _ ("The database is not encrypted, so it is not one of Muster's."));

  return TRUE;
}

/* Only its owner may even read what is encrypted; the files beside it take after it */
static gboolean
file_create (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return muster_error_set (error, MUSTER_ERROR_STORAGE,
                             _ ("The database cannot be made: %s."), g_strerror (errno));

  close (fd);

  return TRUE;
}

static gboolean
db_configure (MusterDb *self, MusterDbMode mode, GError **error)
{
  static const char common[] = "PRAGMA foreign_keys=ON;"
                               "PRAGMA recursive_triggers=ON;"
                               "PRAGMA temp_store=MEMORY;"
                               "PRAGMA trusted_schema=OFF;";
  static const char reader[] = "PRAGMA query_only=ON;"
                               "PRAGMA cache_size=-16384;";
  static const char writer[] = "PRAGMA journal_mode=WAL;"
                               "PRAGMA synchronous=NORMAL;"
                               "PRAGMA cache_size=-65536;"
                               "PRAGMA wal_autocheckpoint=16384;";

  return muster_db_execute (self, common, error) &&
         muster_db_execute (self, mode == MUSTER_DB_READ ? reader : writer, error);
}

MusterDb *
muster_db_open (const char *path, GBytes *key, MusterDbMode mode, GError **error)
{
  g_autoptr (MusterDb) self = g_new0 (MusterDb, 1);
  gboolean is_new = !g_file_test (path, G_FILE_TEST_EXISTS);
  int code;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (key != NULL && g_bytes_get_size (key) == KEY_BYTES, NULL);

  self->statements = g_hash_table_new_full (NULL, NULL, NULL, statement_free);

  if (is_new && mode != MUSTER_DB_CREATE)
    {
      muster_error_set (error, MUSTER_ERROR_MISSING,
                        _ ("There is no database in this folder."));
      return NULL;
    }

  if (is_new && !file_create (path, error))
    return NULL;

  if ((code = sqlite3_open_v2 (path, &self->handle,
                               SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, NULL)) !=
      SQLITE_OK)
    {
      error_from_code (self, code, error);
      return NULL;
    }

  if (!file_is_plausible (self->handle, error))
    return NULL;

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_handler (self->handle, busy_cb, self);

  if ((code = key_set (self->handle, key)) != SQLITE_OK)
    {
      error_from_code (self, code, error);
      return NULL;
    }

  if (!cipher_answers (self->handle))
    {
      muster_error_set (
        error, MUSTER_ERROR_STORAGE,
        _ ("This build of Muster cannot encrypt, so it opens nothing. Install it "
           "anew."));
      return NULL;
    }

  /* Has an effect only after the key; without it a wrong key is printed about on stderr */
  sqlite3_exec (self->handle, "PRAGMA cipher_log_level=NONE", NULL, NULL, NULL);

  if (!schema_is_readable (self, error) || !db_configure (self, mode, error))
    return NULL;

  return g_steal_pointer (&self);
}

MusterDb *
muster_db_open_foreign (const char *path, GError **error)
{
  static const char careful[] = "PRAGMA trusted_schema=OFF;"
                                "PRAGMA query_only=ON;"
                                "PRAGMA cell_size_check=ON;"
                                "PRAGMA mmap_size=0;"
                                "PRAGMA temp_store=MEMORY;"
                                "PRAGMA cache_size=-8192;";
  g_autoptr (MusterDb) self = g_new0 (MusterDb, 1);
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  self->statements = g_hash_table_new_full (NULL, NULL, NULL, statement_free);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no file “%s”."), path);
      return NULL;
    }

  code = sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY,
                          NULL);
  if (code == SQLITE_OK)
    code =
      sqlite3_exec (self->handle, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
  if (code != SQLITE_OK)
    {
      muster_error_set (error, MUSTER_ERROR_STORAGE,
                        _ ("“%s” cannot be read, or is no such file."), path);
      return NULL;
    }

  sqlite3_extended_result_codes (self->handle, 1);

  return muster_db_execute (self, careful, error) ? g_steal_pointer (&self) : NULL;
}

void
muster_db_close (MusterDb *db)
{
  if (db == NULL)
    return;

  muster_db_set_cancellable (db, NULL);
  g_clear_pointer (&db->statements, g_hash_table_unref);
  if (sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("A query outlives its connection");
  g_free (db);
}

void
muster_db_set_cancellable (MusterDb *db, GCancellable *cancellable)
{
  g_return_if_fail (db != NULL);

  if (db->cancellable != NULL)
    g_cancellable_disconnect (db->cancellable, db->cancelled_id);

  g_set_object (&db->cancellable, cancellable);
  db->cancelled_id =
    cancellable != NULL
      ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), db->handle, NULL)
      : 0;
}

gboolean
muster_db_execute (MusterDb *db, const char *sql, GError **error)
{
  int code;

  g_return_val_if_fail (db != NULL && sql != NULL, FALSE);

  code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || error_from_code (db, code, error);
}

gint64
muster_db_get_last_id (MusterDb *db)
{
  return sqlite3_last_insert_rowid (db->handle);
}

gint64
muster_db_get_changes (MusterDb *db)
{
  return sqlite3_changes64 (db->handle);
}

gboolean
muster_db_copy (MusterDb *db,
                MusterDb *target,
                MusterDbProgress progress,
                gpointer data,
                GError **error)
{
  sqlite3_backup *backup =
    sqlite3_backup_init (target->handle, "main", db->handle, "main");
  int code = SQLITE_OK;

  if (backup == NULL)
    return error_from_code (target, sqlite3_extended_errcode (target->handle), error);

  while (code == SQLITE_OK && !muster_db_is_cancelled (db))
    {
      code = sqlite3_backup_step (backup, COPY_PAGES);
      if (progress != NULL)
        {
          guint64 total = (guint64) sqlite3_backup_pagecount (backup) * PAGE_BYTES;

          progress (total - (guint64) sqlite3_backup_remaining (backup) * PAGE_BYTES,
                    total, data);
        }
    }
  sqlite3_backup_finish (backup);

  return code == SQLITE_DONE ||
         error_from_code (target, code == SQLITE_OK ? SQLITE_INTERRUPT : code, error);
}

gboolean
muster_db_in_transaction (MusterDb *db)
{
  return !sqlite3_get_autocommit (db->handle);
}

gpointer
muster_db_get_handle (MusterDb *db)
{
  return db->handle;
}

GHashTable *
muster_db_get_statements (MusterDb *db)
{
  return db->statements;
}

gboolean
muster_db_is_cancelled (MusterDb *db)
{
  return db->cancellable != NULL && g_cancellable_is_cancelled (db->cancellable);
}

gboolean
muster_db_set_error (MusterDb *db, int code, GError **error)
{
  return error_from_code (db, code, error);
}
