/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file of a million punch lines is imported: recognised, parsed, made sure to be there once.
 * Against it, a bare loop that inserts the same rows by prepared statement into the same
 * table of the same SQLCipher, in one transaction with the same cache. */

#include <stdio.h>
#include <string.h>

#include "muster-bare.h"
#include "muster-bench-company.h"
#include "muster-imports.h"
#include "muster-measure.h"
#include "muster-test-vault.h"

#define LINES 1000000
#define PEOPLE 2000
#define MOST 2.0
#define COLUMNS_MOST 32

/**
 * Rows:
 * @values: (element-type gint64): columns of all rows, one after the other
 * @n_columns: columns of a row
 * @is_text: which of them are texts, all of them empty
 *
 * The punches that an import made.
 */
typedef struct
{
  GArray *values;
  int n_columns;
  gboolean is_text[COLUMNS_MOST];
} Rows;

static char *
write_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "1_attlog.dat", NULL);
  FILE *file = fopen (path, "w");

  g_assert_nonnull (file);
  for (int i = 0; i < LINES; i++)
    {
      int round = i / PEOPLE;
      g_autoptr (GDateTime) time =
        g_date_time_new_from_unix_utc (1735689600 + round / 4 * 86400 + 28800 +
                                       round % 4 * 10800 + (gint64) i * 7919 % 3600);
      g_autofree char *text = g_date_time_format (time, "%Y-%m-%d %H:%M:%S");

      fprintf (file, "%9d\t%s\t1\t%d\t1\t0\r\n", 10001 + i % PEOPLE, text, round % 2);
    }
  g_assert_cmpint (fclose (file), ==, 0);

  return g_steal_pointer (&path);
}

static double
import (const char *folder, const char *path)
{
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterImportRow) report = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  gint64 source_id;
  double from;
  double took;

  company = muster_bench_company_new (folder, &source_id, &actor);
  from = muster_measure_now ();
  report = muster_imports_run (muster_company_get_office (company), actor, source_id,
                               path, NULL, NULL, NULL, NULL, &error);
  took = muster_measure_now () - from;
  g_assert_no_error (error);
  g_assert_cmpuint (report->added, ==, LINES);
  muster_company_close (company);

  return took;
}

static void
read_rows (const char *folder, const char *key, Rows *rows)
{
  sqlite3 *db = muster_bare_open (folder, key);
  sqlite3_stmt *statement = muster_bare_prepare (db, "SELECT * FROM punch ORDER BY id");

  rows->n_columns = sqlite3_column_count (statement);
  g_assert_cmpint (rows->n_columns, <, COLUMNS_MOST);
  rows->values = g_array_sized_new (FALSE, FALSE, sizeof (gint64), LINES * 16);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < rows->n_columns; i++)
      {
        gint64 value = sqlite3_column_int64 (statement, i);

        rows->is_text[i] = sqlite3_column_type (statement, i) == SQLITE_TEXT;
        g_assert_false (rows->is_text[i] && sqlite3_column_bytes (statement, i) > 0);
        g_array_append_val (rows->values, value);
      }
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

/* A company in the same state, but for its punches. */
static void
copy_parents (sqlite3 *db, const char *folder, const char *key)
{
  g_autofree char *path = g_build_filename (folder, "muster.db", NULL);
  g_autofree char *attach =
    g_strdup_printf ("ATTACH '%s' AS other KEY \"%s\"", path, key);

  muster_bare_execute (db, attach);
  muster_bare_execute (db, "INSERT OR IGNORE INTO main.source SELECT * FROM other.source;"
                           "INSERT OR IGNORE INTO main.import SELECT * FROM other.import;"
                           "INSERT OR IGNORE INTO main.badge SELECT * FROM other.badge;"
                           "DETACH other");
}

static double
insert_rows (sqlite3 *db, const Rows *rows)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO punch VALUES (?");
  const gint64 *value = (const gint64 *) rows->values->data;
  sqlite3_stmt *statement;
  double from;

  for (int i = 1; i < rows->n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');

  from = muster_measure_now ();
  muster_bare_execute (db, "BEGIN IMMEDIATE");
  statement = muster_bare_prepare (db, sql->str);
  for (guint row = 0; row < rows->values->len / (guint) rows->n_columns; row++)
    {
      for (int i = 0; i < rows->n_columns; i++, value++)
        if (rows->is_text[i])
          sqlite3_bind_text (statement, i + 1, "", 0, SQLITE_STATIC);
        else
          sqlite3_bind_int64 (statement, i + 1, *value);
      if (sqlite3_step (statement) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (db));
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
  muster_bare_execute (db, "COMMIT");

  return muster_measure_now () - from;
}

static double
insert (const char *folder, const char *from, const Rows *rows)
{
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (MusterCompany) company = NULL;
  g_autofree char *key = NULL;
  g_autofree char *other = muster_bare_get_key (from, "admin", MUSTER_BENCH_PASSWORD);
  gint64 source_id;
  sqlite3 *db;
  double took;

  company = muster_bench_company_new (folder, &source_id, &actor);
  muster_company_close (company);
  key = muster_bare_get_key (folder, "admin", MUSTER_BENCH_PASSWORD);
  db = muster_bare_open (folder, key);
  copy_parents (db, from, other);
  took = insert_rows (db, rows);
  sqlite3_close (db);

  return took;
}

int
main (int argc, char **argv)
{
  MusterMeasure measure = { .title =
                              "Importing 1,000,000 lines, against inserting the rows" };
  g_autofree char *folder = muster_test_folder_new ();
  g_autofree char *path = write_file (folder);
  Rows rows = { 0 };

  for (int i = 0; i < MUSTER_MEASURE_RUNS; i++)
    {
      g_autofree char *ours = g_build_filename (folder, "ours", NULL);
      g_autofree char *bare = g_build_filename (folder, "bare", NULL);
      double took = import (ours, path);

      if (i == 0)
        {
          g_autofree char *key =
            muster_bare_get_key (ours, "admin", MUSTER_BENCH_PASSWORD);

          read_rows (ours, key, &rows);
        }
      muster_measure_add (&measure, took, insert (bare, ours, &rows));
      muster_test_folder_remove (ours);
      muster_test_folder_remove (bare);
    }

  g_array_unref (rows.values);
  muster_test_folder_remove (folder);

  return muster_measure_report (&measure, MOST);
}
