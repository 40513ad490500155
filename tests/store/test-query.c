/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-query.h"
#include "muster-test-vault.h"

static gboolean
values_run (MusterDb *db, gpointer data, GError **error)
{
  static const char *const texts[] = { "plain",       "a \"quote\"", "back\\slash",
                                       "tab\tline\n", "点卯",        "",
                                       NULL };
  gint64 numbers[] = { G_MININT64, -1, 0, G_MAXINT64 };
  g_autoptr (GBytes) blob = g_bytes_new_static ("a\0b", 3);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT ?, ?, ?, ?, ?, ?, ?, ?, (SELECT group_concat (value, "
                          "'|') FROM json_each (?)),"
                          " (SELECT group_concat (value, '|') FROM json_each (?)),"
                          " (SELECT count(*) FROM json_each (?))");
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GBytes) nothing = NULL;
  g_autofree char *joined = g_strjoinv ("|", (char **) texts);
  g_autofree char *copy = NULL;

  muster_query_int64 (query, G_MININT64);
  muster_query_double (query, 0.1);
  muster_query_text (query, "点卯");
  muster_query_text (query, NULL);
  muster_query_blob (query, blob);
  muster_query_blob (query, empty);
  muster_query_date (query, 20516);
  muster_query_date (query, MUSTER_DATE_EVER);
  muster_query_strings (query, texts);
  muster_query_ids (query, numbers, G_N_ELEMENTS (numbers));
  muster_query_strings (query, NULL);

  g_assert_true (muster_query_next (query));
  g_assert_cmpint (muster_query_get_int64 (query, 0), ==, G_MININT64);
  g_assert_cmpfloat (muster_query_get_double (query, 1), ==, 0.1);
  g_assert_cmpstr (muster_query_get_text (query, 2), ==, "点卯");
  copy = muster_query_dup_text (query, 2);
  g_assert_cmpstr (copy, ==, "点卯");
  g_assert_true (muster_query_get_code (query, 2) == g_intern_string ("点卯"));
  g_assert_null (muster_query_get_text (query, 3));
  g_assert_true (muster_query_is_null (query, 3));
  g_assert_null (muster_query_get_code (query, 3));
  read = muster_query_get_blob (query, 4);
  g_assert_true (g_bytes_equal (read, blob));
  g_assert_false (muster_query_is_null (query, 5));
  nothing = muster_query_get_blob (query, 5);
  g_assert_cmpint (g_bytes_get_size (nothing), ==, 0);
  g_assert_cmpint (muster_query_get_date (query, 6, MUSTER_DATE_EVER), ==, 20516);
  g_assert_cmpint (muster_query_get_date (query, 7, MUSTER_DATE_EVER), ==,
                   MUSTER_DATE_EVER);
  g_assert_cmpint (muster_query_get_date (query, 7, MUSTER_DATE_NONE), ==,
                   MUSTER_DATE_NONE);
  g_assert_cmpstr (muster_query_get_text (query, 8), ==, joined);
  g_assert_cmpstr (muster_query_get_text (query, 9), ==,
                   "-9223372036854775808|-1|0|9223372036854775807");
  g_assert_cmpint (muster_query_get_int64 (query, 10), ==, 0);
  g_assert_false (muster_query_next (query));
  g_assert_false (muster_query_next (query)); /* and does not begin again */

  return muster_query_done (query, error);
}

static gboolean
latch_run (MusterDb *db, gpointer data, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "INSERT INTO setting (name, value) VALUES (?, ?)");
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) again = NULL;

  muster_query_text (query, "");
  muster_query_text (query, "x");
  g_assert_false (muster_query_run (query, &first)); /* CHECK */
  g_assert_error (first, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);

  /* The first error stays, whatever comes after it */
  muster_query_text (query, "good");
  muster_query_text (query, "x");
  g_assert_false (muster_query_next (query));
  g_assert_false (muster_query_run (query, &again));
  g_assert_cmpstr (again->message, ==, first->message);

  return TRUE;
}

static gboolean
faults_run (MusterDb *db, gpointer data, GError **error)
{
  g_autoptr (MusterQuery) wrong = muster_query_new (db, "SELECT nothing FROM nowhere");
  g_autoptr (MusterQuery) many = muster_query_new (db, "SELECT ?");
  g_autoptr (GError) local = NULL;

  /* One that could not even be prepared takes all calls */
  muster_query_text (wrong, "a");
  muster_query_strings (wrong, NULL);
  g_assert_false (muster_query_next (wrong));
  muster_query_reset (wrong);
  g_assert_false (muster_query_done (wrong, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
  g_clear_error (&local);

  muster_query_int64 (many, 1);
  muster_query_int64 (many, 2);
  g_assert_false (muster_query_next (many));
  g_assert_false (muster_query_done (many, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_STORAGE);

  return TRUE;
}

/* One statement within itself: the second is prepared anew, and both are kept in order */
static int
depth_run (MusterDb *db, int depth)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "WITH n (i) AS (VALUES (1), (2), (3)) SELECT i + ? FROM n");
  int sum = 0;

  muster_query_int64 (query, 0);
  while (muster_query_next (query))
    sum += depth > 0 ? depth_run (db, depth - 1)
                     : (int) muster_query_get_int64 (query, 0);
  g_assert_true (muster_query_done (query, NULL));

  return sum;
}

static gboolean
nested_run (MusterDb *db, gpointer data, GError **error)
{
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (depth_run (db, 3), ==, 27 * 6);

  return TRUE;
}

static gboolean
changes_run (MusterDb *db, gpointer data, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO setting (name, value) VALUES (?, 'x') ON CONFLICT DO NOTHING");

  for (int i = 0; i < 2; i++)
    {
      muster_query_text (query, "a");
      g_assert_true (muster_query_run (query, error));
      g_assert_cmpint (muster_db_get_changes (db), ==, 1 - i);
    }

  return TRUE;
}

static void
test_run (gconstpointer data)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, (MusterVaultFunc) data, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/store/query/values", values_run, test_run);
  g_test_add_data_func ("/store/query/latch", latch_run, test_run);
  g_test_add_data_func ("/store/query/faults", faults_run, test_run);
  g_test_add_data_func ("/store/query/nested", nested_run, test_run);
  g_test_add_data_func ("/store/query/changes", changes_run, test_run);

  return g_test_run ();
}
