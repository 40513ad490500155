/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-audit.h"
#include "muster-error.h"
#include "muster-test-vault.h"

#define ENTRIES 12

static gint64
append (MusterDb *db, const char *command, const char *outcome, const char *args)
{
  MusterAuditEntry entry = {
    .at = G_GINT64_CONSTANT (1772600400) * G_USEC_PER_SEC,
    .user_id = 1,
    .user = (char *) "Warden",
    .command = (char *) command,
    .outcome = (char *) outcome,
    .args = (char *) args,
  };
  g_autoptr (GError) error = NULL;
  gint64 seq = muster_audit_append (db, &entry, &error);

  g_assert_no_error (error);

  return seq;
}

static gboolean
fill_run (MusterDb *db, gpointer data, GError **error)
{
  for (int i = 1; i <= ENTRIES; i++)
    g_assert_cmpint (append (db, i % 2 ? "punch.void" : "person.add",
                             i % 5 ? "done" : "denied", i % 3 ? "(1, 'reason')" : NULL),
                     ==, i);

  return TRUE;
}

/* Other entries in place of those that were cut off */
static gboolean
fill_more_run (MusterDb *db, gpointer data, GError **error)
{
  for (int i = 0; i < ENTRIES; i++)
    append (db, "punch.unvoid", "done", NULL);

  return TRUE;
}

typedef struct
{
  guint64 n;
  gint64 bad;
  const MusterAuditMark *mark;
} Verdict;

static gboolean
verify_run (MusterDb *db, gpointer data, GError **error)
{
  Verdict *verdict = data;

  return muster_audit_verify (db, verdict->mark, &verdict->n, &verdict->bad, error);
}

static void
test_chain (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  Verdict verdict = { 0 };

  muster_test_vault_read (test, verify_run, &verdict);
  g_assert_cmpint (verdict.n, ==, 0);
  g_assert_cmpint (verdict.bad, ==, 0);
  muster_test_vault_write (test, fill_run, NULL);
  muster_test_vault_reopen (test);
  muster_test_vault_read (test, verify_run, &verdict);
  g_assert_cmpint (verdict.n, ==, ENTRIES);
  g_assert_cmpint (verdict.bad, ==, 0);
}

static gboolean
execute_run (MusterDb *db, gpointer data, GError **error)
{
  return muster_db_execute (db, data, error);
}

/* Whoever gets past the triggers is found out by the chain, at the entry that was touched */
static void
test_tamper (void)
{
  static const char *const attempts[] = {
    "UPDATE audit SET at = at + 1 WHERE seq = 5",
    "UPDATE audit SET user_id = 2 WHERE seq = 5",
    "UPDATE audit SET user = 'Bai' WHERE seq = 5",
    "UPDATE audit SET delegate_of = '' WHERE seq = 5",
    "UPDATE audit SET command = 'person.change' WHERE seq = 5",
    "UPDATE audit SET args = NULL WHERE seq = 5",
    "UPDATE audit SET outcome = 'failed' WHERE seq = 5",
    "UPDATE audit SET message = 'no' WHERE seq = 5",
    "UPDATE audit SET hash = zeroblob (32) WHERE seq = 5",
    "DELETE FROM audit WHERE seq = 5",
    /* Text moved from one field into the next */
    "UPDATE audit SET user = 'Warde', command = 'n' || command WHERE seq = 5",
    /* Two entries exchanged */
    "UPDATE audit SET seq = 100 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = 7;"
    "UPDATE audit SET seq = 7 WHERE seq = 100",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (MusterTestVault) test = muster_test_vault_new ();
      g_autoptr (GError) error = NULL;
      Verdict verdict = { 0 };

      muster_test_vault_write (test, fill_run, NULL);
      g_assert_false (muster_vault_write (test->vault, execute_run,
                                          (gpointer) attempts[i], NULL, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);

      muster_test_vault_write (test, execute_run,
                               (gpointer) "DROP TRIGGER audit_is_not_changed;"
                                          "DROP TRIGGER audit_is_not_deleted");
      muster_test_vault_write (test, execute_run, (gpointer) attempts[i]);
      muster_test_vault_read (test, verify_run, &verdict);
      g_assert_cmpint (verdict.bad, ==, 5);
      g_assert_cmpint (verdict.n, ==, 4);
    }
}

static gboolean
mark_run (MusterDb *db, gpointer data, GError **error)
{
  return muster_audit_get_mark (db, data, error);
}

/* A chain that was cut, or written anew from some entry on, is whole in itself: only what was
 * noted elsewhere tells. */
static void
test_cut (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  MusterAuditMark mark = { 0 };
  Verdict verdict = { 0 };

  muster_test_vault_read (test, mark_run, &mark);
  g_assert_cmpint (mark.seq, ==, 0);
  muster_test_vault_write (test, fill_run, NULL);
  muster_test_vault_read (test, mark_run, &mark);
  g_assert_cmpint (mark.seq, ==, ENTRIES);
  verdict.mark = &mark;
  muster_test_vault_read (test, verify_run, &verdict);
  g_assert_cmpint (verdict.bad, ==, 0);

  muster_test_vault_write (test, execute_run,
                           (gpointer) "DROP TRIGGER audit_is_not_deleted;"
                                      "DELETE FROM audit WHERE seq > 9");
  muster_test_vault_read (test, verify_run, &verdict);
  g_assert_cmpint (verdict.n, ==, 9);
  g_assert_cmpint (verdict.bad, ==, 10);
  verdict.mark = NULL;
  muster_test_vault_read (test, verify_run, &verdict);
  g_assert_cmpint (verdict.bad, ==, 0);

  muster_test_vault_write (test, fill_more_run, NULL);
  muster_test_vault_read (test, verify_run, &verdict);
  g_assert_cmpint (verdict.bad, ==, 0);
  verdict.mark = &mark;
  muster_test_vault_read (test, verify_run, &verdict);
  g_assert_cmpint (verdict.bad, ==, ENTRIES);
}

static gboolean
find_run (MusterDb *db, gpointer data, GError **error)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) seqs = NULL;
  g_autoptr (GArray) denied = NULL;
  g_autoptr (GArray) entries = NULL;
  const char *states[] = { "denied", NULL };
  MusterSpan ever = { 0, G_MAXINT64 };
  gint64 wanted[2] = { 99, 3 };
  const MusterAuditEntry *entry;
  guint total;

  filter->descending = TRUE;
  seqs = muster_audit_find (db, filter, ever, counts, &total, error);
  g_assert_cmpint (seqs->len, ==, ENTRIES);
  g_assert_cmpint (g_array_index (seqs, gint64, 0), ==, ENTRIES);
  g_assert_cmpint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "denied")), ==, 2);
  g_assert_cmpint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "done")), ==,
                   ENTRIES - 2);

  g_set_str (&filter->search, "VOID");
  filter->states = (GStrv) states;
  denied = muster_audit_find (db, filter, ever, NULL, &total, error);
  filter->states = NULL;
  g_assert_cmpint (total, ==, ENTRIES / 2);
  g_assert_cmpint (denied->len, ==, 1);
  g_assert_cmpint (g_array_index (denied, gint64, 0), ==, 5);

  entries = muster_audit_load (db, wanted, 2, error);
  g_assert_cmpint (g_array_index (entries, MusterAuditEntry, 0).seq, ==, 0);
  entry = &g_array_index (entries, MusterAuditEntry, 1);
  g_assert_cmpint (entry->seq, ==, 3);
  g_assert_cmpstr (entry->user, ==, "Warden");
  g_assert_cmpstr (entry->command, ==, "punch.void");
  g_assert_null (entry->args);
  g_assert_cmpint (strlen (entry->hash), ==, 64);

  return TRUE;
}

static void
test_find (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, fill_run, NULL);
  muster_test_vault_read (test, find_run, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/audit/chain", test_chain);
  g_test_add_func ("/store/audit/tamper", test_tamper);
  g_test_add_func ("/store/audit/cut", test_cut);
  g_test_add_func ("/store/audit/find", test_find);

  return g_test_run ();
}
