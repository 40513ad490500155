/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlcipher/sqlite3.h>

#include "muster-keys.h"

/**
 * muster_bare_execute:
 * @db: a connection
 * @sql: what to run; it must go well
 */
static inline void
muster_bare_execute (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

/**
 * muster_bare_prepare:
 * @db: a connection
 * @sql: one statement
 *
 * Returns: (transfer full): the statement
 */
static inline sqlite3_stmt *
muster_bare_prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));

  return statement;
}

/**
 * muster_bare_get_key:
 * @folder: a company's folder
 * @user: its user
 * @password: that user's password
 *
 * Returns: (transfer full): the raw key as SQLCipher writes it, x'…'
 */
static inline char *
muster_bare_get_key (const char *folder, const char *user, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) key = muster_keys_open (folder, user, password, NULL, &error);
  g_autoptr (GString) text = g_string_new ("x'");
  const guint8 *bytes;
  gsize size;

  g_assert_no_error (error);
  bytes = g_bytes_get_data (key, &size);
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  g_string_append_c (text, '\'');

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * muster_bare_open:
 * @folder: a company's folder
 * @key: its key, see muster_bare_get_key()
 *
 * Opens a company's database without anything of Muster in between, with the cache and the
 * journal that Muster's writer has.
 *
 * Returns: (transfer full): the connection
 */
static inline sqlite3 *
muster_bare_open (const char *folder, const char *key)
{
  g_autofree char *path = g_build_filename (folder, "muster.db", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_key (db, key, (int) strlen (key)), ==, SQLITE_OK);
  muster_bare_execute (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                           "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=16384;"
                           "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON");

  return db;
}
