/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterDb:
 *
 * One connection to an open, decrypted database. Used by one thread at a time; the vault hands
 * it out. sqlite3_ appears in muster-db.c and muster-query.c only.
 */
typedef struct _MusterDb MusterDb;

/**
 * MusterDbMode:
 * @MUSTER_DB_READ: for reading; the file must be there
 * @MUSTER_DB_WRITE: for reading and writing; the file must be there
 * @MUSTER_DB_CREATE: for writing, made when it is not there
 */
typedef enum
{
  MUSTER_DB_READ,
  MUSTER_DB_WRITE,
  MUSTER_DB_CREATE,
} MusterDbMode;

/**
 * muster_db_open:
 * @path: the database file
 * @key: the raw 256-bit key
 * @mode: what for
 * @error: %MUSTER_ERROR_LOCKED when @key does not fit, %MUSTER_ERROR_MISSING when there is no
 *   file, %MUSTER_ERROR_STORAGE for damage, plain text, a disk that fails or a library that
 *   does not encrypt
 *
 * Opens a database. Refuses unless the cipher answers and the schema can be decrypted. A damaged
 * first page looks like a wrong key: who knows that the key is right knows that it is damage.
 *
 * Returns: (transfer full) (nullable): the connection
 */
MusterDb *muster_db_open (const char *path,
                          GBytes *key,
                          MusterDbMode mode,
                          GError **error);

/**
 * muster_db_open_foreign:
 * @path: an SQLite file that somebody else made
 * @error: %MUSTER_ERROR_MISSING when there is none, %MUSTER_ERROR_STORAGE when it cannot be read or
 *   is none
 *
 * Opens a file that is not encrypted and not Muster's, to be read only, trusting nothing in it.
 *
 * Returns: (transfer full) (nullable): the connection
 */
MusterDb *muster_db_open_foreign (const char *path, GError **error);

/**
 * muster_db_close:
 * @db: (nullable): a connection; no query of it may be left
 */
void muster_db_close (MusterDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterDb, muster_db_close)

/**
 * muster_db_set_cancellable:
 * @db: a connection
 * @cancellable: (nullable): what interrupts it from now on; %NULL for nothing
 *
 * From here on, statements end with %G_IO_ERROR_CANCELLED once @cancellable is cancelled, those
 * that are running too.
 */
void muster_db_set_cancellable (MusterDb *db, GCancellable *cancellable);

/**
 * muster_db_execute:
 * @db: a connection
 * @sql: one or more statements without parameters
 * @error: %MUSTER_ERROR_STORAGE, %MUSTER_ERROR_CONFLICT for a constraint
 *
 * Returns: whether all of them ran
 */
gboolean muster_db_execute (MusterDb *db, const char *sql, GError **error);

/**
 * muster_db_get_last_id:
 * @db: a connection
 *
 * Returns: the row id of the last insert on this connection
 */
gint64 muster_db_get_last_id (MusterDb *db);

/**
 * muster_db_get_changes:
 * @db: a connection
 *
 * Returns: rows that the last statement inserted, updated or deleted
 */
gint64 muster_db_get_changes (MusterDb *db);

/**
 * muster_db_in_transaction:
 * @db: a connection
 *
 * Returns: whether a transaction is open; a full disk can end one by itself
 */
gboolean muster_db_in_transaction (MusterDb *db);

/**
 * MusterDbProgress:
 * @done: bytes done
 * @total: bytes in all
 * @data: as given
 */
typedef void (*MusterDbProgress) (guint64 done, guint64 total, gpointer data);

/**
 * muster_db_copy:
 * @db: a connection in a transaction, so that it sees one state
 * @target: a connection to an empty database
 * @progress: (nullable): told how far it is
 * @data: for @progress
 * @error: %MUSTER_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Copies all pages. Returns: whether @target now holds what @db does
 */
gboolean muster_db_copy (MusterDb *db,
                         MusterDb *target,
                         MusterDbProgress progress,
                         gpointer data,
                         GError **error);

/* For muster-query.c: the sqlite3 handle, the prepared statements that are idle (by address of
 * their SQL), and the translation of a result code into an error. */
gpointer muster_db_get_handle (MusterDb *db);
GHashTable *muster_db_get_statements (MusterDb *db);
gboolean muster_db_is_cancelled (MusterDb *db);
gboolean muster_db_set_error (MusterDb *db, int code, GError **error);
