/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-query.h"

#include <sqlcipher/sqlite3.h>

struct _MusterQuery
{
  MusterDb *db;
  const char *sql;
  sqlite3_stmt *statement; /* NULL when it could not be prepared */
  GError *error;
  int n_bound;
  gboolean running;  /* between its first step and its last */
  gboolean finished; /* until it is reset */
};

static void
query_latch (MusterQuery *self, int code)
{
  if (self->error == NULL && code != SQLITE_OK)
    muster_db_set_error (self->db, code, &self->error);
}

MusterQuery *
muster_query_new (MusterDb *db, const char *sql)
{
  MusterQuery *self = g_new0 (MusterQuery, 1);

  self->db = db;
  self->sql = sql;

  if (!g_hash_table_steal_extended (muster_db_get_statements (db), sql, NULL,
                                    (gpointer *) &self->statement))
    query_latch (self,
                 sqlite3_prepare_v3 (muster_db_get_handle (db), sql, -1,
                                     SQLITE_PREPARE_PERSISTENT, &self->statement, NULL));

  return self;
}

void
muster_query_free (MusterQuery *query)
{
  if (query->statement != NULL)
    {
      sqlite3_reset (query->statement);
      sqlite3_clear_bindings (query->statement);
      g_hash_table_replace (muster_db_get_statements (query->db), (gpointer) query->sql,
                            query->statement);
    }

  g_clear_error (&query->error);
  g_free (query);
}

void
muster_query_int64 (MusterQuery *query, gint64 value)
{
  query_latch (query, sqlite3_bind_int64 (query->statement, ++query->n_bound, value));
}

void
muster_query_double (MusterQuery *query, double value)
{
  query_latch (query, sqlite3_bind_double (query->statement, ++query->n_bound, value));
}

void
muster_query_text (MusterQuery *query, const char *value)
{
  query_latch (query, sqlite3_bind_text (query->statement, ++query->n_bound, value, -1,
                                         SQLITE_TRANSIENT));
}

void
muster_query_blob (MusterQuery *query, GBytes *value)
{
  gsize size = 0;
  gconstpointer data = value != NULL ? g_bytes_get_data (value, &size) : NULL;

  if (value != NULL && size == 0)
    query_latch (query, sqlite3_bind_zeroblob (query->statement, ++query->n_bound, 0));
  else
    query_latch (query, sqlite3_bind_blob64 (query->statement, ++query->n_bound, data,
                                             size, SQLITE_TRANSIENT));
}

void
muster_query_null (MusterQuery *query)
{
  query_latch (query, sqlite3_bind_null (query->statement, ++query->n_bound));
}

void
muster_query_strings (MusterQuery *query, const char *const *values)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    {
      g_string_append (json, i == 0 ? "\"" : ",\"");
      for (const char *c = values[i]; *c != '\0'; c++)
        {
          if (*c == '"' || *c == '\\')
            g_string_append_printf (json, "\\%c", *c);
          else if ((guchar) *c < 0x20)
            g_string_append_printf (json, "\\u%04x", (guint) (guchar) *c);
          else
            g_string_append_c (json, *c);
        }
      g_string_append_c (json, '"');
    }

  g_string_append_c (json, ']');
  muster_query_text (query, json->str);
}

void
muster_query_ids (MusterQuery *query, const gint64 *values, gsize n)
{
  g_autoptr (GString) json = g_string_sized_new (8 * n + 3);

  g_string_append_c (json, '[');
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",", values[i]);
  g_string_append_c (json, ']');

  muster_query_text (query, json->str);
}

void
muster_query_date (MusterQuery *query, MusterDate date)
{
  if (date == MUSTER_DATE_NONE || date == MUSTER_DATE_EVER)
    muster_query_null (query);
  else
    muster_query_int64 (query, date);
}

gboolean
muster_query_next (MusterQuery *query)
{
  int code;

  if (query->error != NULL || query->finished)
    return FALSE;

  if (!query->running && muster_db_is_cancelled (query->db))
    {
      query_latch (query, SQLITE_INTERRUPT);
      return FALSE;
    }

  code = sqlite3_step (query->statement);
  query->running = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;

  if (code != SQLITE_DONE)
    query_latch (query, code);

  /* A statement that is not reset holds on to its locks */
  sqlite3_reset (query->statement);
  query->finished = TRUE;

  return FALSE;
}

gint64
muster_query_get_int64 (MusterQuery *query, int column)
{
  return sqlite3_column_int64 (query->statement, column);
}

double
muster_query_get_double (MusterQuery *query, int column)
{
  return sqlite3_column_double (query->statement, column);
}

const char *
muster_query_get_text (MusterQuery *query, int column)
{
  return (const char *) sqlite3_column_text (query->statement, column);
}

GBytes *
muster_query_get_blob (MusterQuery *query, int column)
{
  gconstpointer data;

  if (muster_query_is_null (query, column))
    return NULL;

  data = sqlite3_column_blob (query->statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (query->statement, column));
}

gboolean
muster_query_is_null (MusterQuery *query, int column)
{
  return sqlite3_column_type (query->statement, column) == SQLITE_NULL;
}

char *
muster_query_dup_text (MusterQuery *query, int column)
{
  return g_strdup (muster_query_get_text (query, column));
}

const char *
muster_query_get_code (MusterQuery *query, int column)
{
  return g_intern_string (muster_query_get_text (query, column));
}

MusterDate
muster_query_get_date (MusterQuery *query, int column, MusterDate open)
{
  return muster_query_is_null (query, column)
           ? open
           : (MusterDate) muster_query_get_int64 (query, column);
}

void
muster_query_reset (MusterQuery *query)
{
  if (query->statement != NULL)
    sqlite3_reset (query->statement);

  query->n_bound = 0;
  query->running = FALSE;
  query->finished = FALSE;
}

gboolean
muster_query_done (MusterQuery *query, GError **error)
{
  if (query->error == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (query->error));

  return FALSE;
}

gboolean
muster_query_run (MusterQuery *query, GError **error)
{
  muster_query_next (query);
  muster_query_reset (query);

  return muster_query_done (query, error);
}
