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
