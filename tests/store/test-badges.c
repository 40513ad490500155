/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-badges.h"
#include "muster-error.h"
#include "muster-people.h"
#include "muster-sources.h"
#include "muster-test-company.h"

static void
assert_badge (MusterDb *db,
              gint64 source_id,
              const char *key,
              const char *name,
              gint64 person)
{
  g_autoptr (GError) error = NULL;
  gint64 id;
  gint64 person_id = -1;

  g_assert_true (
    muster_badges_ensure (db, source_id, key, name, &id, &person_id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (person_id, ==, person);
}

static gboolean
expect_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 gate = muster_test_source_add (db, "Gate");
  gint64 hall = muster_test_source_add (db, "Hall");
  gint64 bai = muster_test_person_add (db, "1", "Bai", NULL, "office");
  gint64 shen = muster_test_person_add (db, "2", "Shen", NULL, "office");
  g_autoptr (MusterPerson) person = NULL;
  g_autoptr (GError) local = NULL;

  /* Waits, until it is known whose it is */
  assert_badge (db, gate, "29", "B", 0);
  g_assert_true (
    muster_badges_expect (db, 0, "29", bai, MUSTER_TEST_NOW, "Warden", error));
  assert_badge (db, gate, "29", NULL, bai);

  /* Known before it is seen; for one source rather than for all */
  g_assert_true (
    muster_badges_expect (db, hall, "29", shen, MUSTER_TEST_NOW, "Warden", error));
  assert_badge (db, hall, "29", NULL, shen);
  assert_badge (db, gate, "029", NULL, 0);

  /* Said again, and said by somebody else */
  g_assert_true (
    muster_badges_expect (db, 0, "29", bai, MUSTER_TEST_NOW, "Warden", error));
  g_assert_false (
    muster_badges_expect (db, 0, "29", shen, MUSTER_TEST_NOW, "Warden", &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);

  person = muster_people_get (db, bai, MUSTER_TEST_TODAY, error);
  g_assert_cmpint (g_strv_length (person->badges), ==, 1);
  g_assert_cmpstr (person->badges[0], ==, "Gate:29");

  return TRUE;
}

static void
test_expect (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, expect_run, NULL);
}

static gboolean
map_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 gate = muster_test_source_add (db, "Gate");
  gint64 bai = muster_test_person_add (db, "1", "Bai", NULL, "office");
  gint64 shen = muster_test_person_add (db, "2", "Shen", NULL, "office");
  g_autoptr (GError) local = NULL;
  guint64 n_punches;
  gint64 was;
  gint64 from;
  gint64 to;

  for (int i = 0; i < 5; i++)
    muster_test_punch_add (db, gate, "29", i);

  g_assert_true (muster_badges_map (db, gate, "29", bai, MUSTER_TEST_NOW, "Warden", &was,
                                    &n_punches, error));
  g_assert_cmpint (was, ==, 0);
  g_assert_cmpint (n_punches, ==, 5);
  g_assert_true (muster_badges_map (db, gate, "29", shen, MUSTER_TEST_NOW, "Warden", &was,
                                    &n_punches, error));
  g_assert_cmpint (was, ==, bai);
  assert_badge (db, gate, "29", NULL, shen);
  g_assert_true (
    muster_badges_map (db, gate, "29", 0, MUSTER_TEST_NOW, "Warden", &was, NULL, error));
  g_assert_cmpint (was, ==, shen);
  assert_badge (db, gate, "29", NULL, 0);

  g_assert_true (muster_badges_get_span (db, 1, &from, &to, error));
  g_assert_cmpint (from, ==, MUSTER_TEST_NOW);
  g_assert_cmpint (to, ==, MUSTER_TEST_NOW + 4 * MUSTER_MINUTE);
  g_assert_true (muster_badges_get_span (db, 999, &from, &to, error));
  g_assert_cmpint (from, ==, 0);

  /* One that was never seen, and people and sources that are not there */
  g_assert_true (muster_badges_map (db, gate, "30", bai, MUSTER_TEST_NOW, "Warden", NULL,
                                    &n_punches, error));
  g_assert_cmpint (n_punches, ==, 0);
  g_assert_false (muster_badges_map (db, gate, "30", 99, MUSTER_TEST_NOW, "Warden", NULL,
                                     NULL, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_clear_error (&local);
  g_assert_false (
    muster_badges_map (db, 99, "30", bai, MUSTER_TEST_NOW, "Warden", NULL, NULL, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);

  return TRUE;
}

static void
test_map (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, map_run, NULL);
}

static guint
find (MusterDb *db, MusterFilter *filter, const MusterScope *scope, GHashTable *counts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray)
    ids = muster_badges_find (db, filter, scope, MUSTER_TEST_TODAY, counts, NULL, &error);

  g_assert_no_error (error);

  return ids->len;
}

static gboolean
find_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 gate = muster_test_source_add (db, "Gate");
  gint64 hall = muster_test_source_add (db, "Hall");
  gint64 bai = muster_test_person_add (db, "7", "Bai", NULL, "office");
  gint64 shen = muster_test_person_add (db, "2", "Shen", NULL, "night");
  char *office[] = { (char *) "office", NULL };
  const char *unmapped[] = { "unmapped", NULL };
  MusterScope scope = { .groups = office };
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) records = NULL;
  g_autoptr (GArray) scoped = NULL;
  const MusterBadgeRecord *record;

  assert_badge (db, gate, "7", NULL, 0);     /* a staff number */
  assert_badge (db, gate, "100", "Shen", 0); /* a name */
  assert_badge (db, hall, "8", "Nobody", 0);
  muster_test_punch_add (db, hall, "9", 3);
  muster_test_punch_add (db, hall, "9", 1);
  muster_test_punch_add (db, hall, "8", 2);
  g_assert_true (
    muster_badges_map (db, hall, "9", bai, MUSTER_TEST_NOW, "Warden", NULL, NULL, error));
  g_assert_true (muster_badges_map (db, hall, "10", shen, MUSTER_TEST_NOW, "Warden", NULL,
                                    NULL, error));

  g_assert_cmpint (find (db, filter, NULL, counts), ==, 5);
  g_assert_cmpint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "unmapped")), ==, 3);
  g_assert_cmpint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "mapped")), ==, 2);
  g_assert_cmpint (find (db, filter, &scope, NULL), ==, 1);
  filter->source_id = gate;
  g_assert_cmpint (find (db, filter, NULL, NULL), ==, 2);
  filter->source_id = 0;
  g_set_str (&filter->search, "NOB");
  g_assert_cmpint (find (db, filter, NULL, NULL), ==, 1);
  g_set_str (&filter->search, NULL);
  filter->person_id = bai;
  g_assert_cmpint (find (db, filter, NULL, NULL), ==, 1);
  filter->person_id = 0;

  filter->states = (GStrv) unmapped;
  g_set_str (&filter->order, "n_punches");
  filter->descending = TRUE;
  ids = muster_badges_find (db, filter, NULL, MUSTER_TEST_TODAY, NULL, NULL, error);
  filter->states = NULL;
  g_assert_cmpint (ids->len, ==, 3);
  records = muster_badges_load (db, (gint64 *) (gpointer) ids->data, ids->len, NULL,
                                MUSTER_TEST_TODAY, error);
  record = &g_array_index (records, MusterBadgeRecord, 0);
  g_assert_cmpstr (record->key, ==, "8");
  g_assert_cmpstr (record->name, ==, "Nobody");
  g_assert_cmpstr (record->source_name, ==, "Hall");
  g_assert_cmpstr (record->zone, ==, "Asia/Shanghai");
  g_assert_cmpint (record->n_punches, ==, 1);
  g_assert_cmpint (record->first_at, ==, MUSTER_TEST_NOW + 2 * MUSTER_MINUTE);
  scoped = muster_badges_load (db, (gint64 *) (gpointer) ids->data, ids->len, &scope,
                               MUSTER_TEST_TODAY, error);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (g_array_index (scoped, MusterBadgeRecord, i).id, ==, 0);

  return TRUE;
}

static void
test_find (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, find_run, NULL);
}

static gboolean
sources_run (MusterDb *db, gpointer data, GError **error)
{
  g_autoptr (MusterSource) source = muster_source_new ();
  g_autoptr (MusterSource) read = NULL;
  g_autoptr (GVariant) cursor = NULL;
  g_autoptr (GVariant) secrets = NULL;
  g_autoptr (GVariant) kept =
    g_variant_ref_sink (g_variant_new_parsed ("{'password': <'open \\'sesame\\''>}"));
  g_autoptr (GVariant) mark =
    g_variant_ref_sink (g_variant_new ("(xs)", G_GINT64_CONSTANT (5), "at \"five\""));
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) local = NULL;
  MusterSourceStats stats;
  gint64 id;
  gint64 found;

  source->name = g_strdup ("Gate");
  source->kind = g_strdup ("zk");
  source->zone = g_strdup ("Asia/Shanghai");
  source->datum = MUSTER_DATUM_GCJ02;
  source->state = MUSTER_SOURCE_PAUSED;
  source->waited_for = TRUE;
  source->correction = -90 * MUSTER_SECOND;
  source->device = g_strdup ("OIN7");
  source->settings = g_variant_ref_sink (
    g_variant_new_parsed ("{'host': <'gate.example'>, 'port': <int64 4370>}"));
  id = muster_sources_add (db, source, MUSTER_TEST_NOW, error);
  read = muster_sources_get (db, id, error);
  g_assert_nonnull (read);
  g_assert_cmpstr (read->name, ==, "Gate");
  g_assert_cmpstr (read->kind, ==, "zk");
  g_assert_cmpstr (read->zone, ==, "Asia/Shanghai");
  g_assert_cmpint (read->datum, ==, MUSTER_DATUM_GCJ02);
  g_assert_cmpint (read->state, ==, MUSTER_SOURCE_PAUSED);
  g_assert_true (read->waited_for);
  g_assert_cmpint (read->correction, ==, source->correction);
  g_assert_cmpstr (read->device, ==, "OIN7");
  g_assert_true (g_variant_equal (read->settings, source->settings));
  g_assert_cmpint (read->synced_to, ==, 0);

  g_assert_cmpint (muster_sources_add (db, source, MUSTER_TEST_NOW, &local), ==, 0);
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_clear_error (&local);
  g_assert_true (muster_sources_get_by_name (db, "Gate", &found, error));
  g_assert_cmpint (found, ==, id);
  g_assert_true (muster_sources_get_by_name (db, "gate", &found, error));
  g_assert_cmpint (found, ==, 0);

  /* How far it was read never goes back */
  g_assert_true (muster_sources_get_cursor (db, id, &cursor, error));
  g_assert_null (cursor);
  g_assert_true (muster_sources_set_progress (db, id, mark, MUSTER_TEST_NOW, error));
  g_assert_true (muster_sources_set_progress (db, id, NULL, MUSTER_TEST_NOW - 1, error));
  g_assert_true (muster_sources_get_cursor (db, id, &cursor, error));
  g_assert_true (g_variant_equal (cursor, mark));
  g_clear_object (&read);
  read = muster_sources_get (db, id, error);
  g_assert_cmpint (read->synced_to, ==, MUSTER_TEST_NOW);

  g_assert_true (muster_sources_set_secrets (db, id, kept, error));
  source->id = id;
  g_set_str (&source->name, "Main gate");
  g_assert_true (muster_sources_change (db, source, error));
  g_assert_true (muster_sources_get_secrets (db, id, &secrets, error));
  g_assert_true (g_variant_equal (secrets, kept));
  all = muster_sources_list (db, error);
  g_assert_cmpint (all->len, ==, 1);
  g_assert_cmpstr (((MusterSource *) g_ptr_array_index (all, 0))->name, ==, "Main gate");
  g_assert_cmpint (((MusterSource *) g_ptr_array_index (all, 0))->synced_to, ==,
                   MUSTER_TEST_NOW);

  for (int i = 0; i < 7; i++)
    muster_test_punch_add (db, id, i % 2 ? "odd" : "even", i);
  g_assert_true (muster_badges_map (
    db, id, "odd", muster_test_person_add (db, "1", "Bai", NULL, "office"),
    MUSTER_TEST_NOW, "Warden", NULL, NULL, error));
  g_assert_true (muster_sources_get_stats (db, id, &stats, error));
  g_assert_cmpint (stats.n_punches, ==, 7);
  g_assert_cmpint (stats.first_at, ==, MUSTER_TEST_NOW);
  g_assert_cmpint (stats.last_at, ==, MUSTER_TEST_NOW + 6 * MUSTER_MINUTE);
  g_assert_cmpint (stats.n_unmapped, ==, 1);

  source->id = 99;
  g_set_str (&source->name, "Elsewhere");
  g_assert_false (muster_sources_change (db, source, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&local);
  g_assert_null (muster_sources_get (db, 99, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);

  return TRUE;
}

static void
test_sources (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, sources_run, NULL);
}

static gboolean
serving_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 sources[3];
  gint64 people[3];
  g_autoptr (GArray) serving = NULL;
  guint starts[4];

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("S%d", i);

      sources[i] = muster_test_source_add (db, name);
      people[i] = muster_test_person_add (db, name, name, NULL, "office");
    }
  for (int i = 0; i < 3; i++)
    {
      g_assert_true (
        muster_badges_map (db, sources[i], "a", people[0], 1, "W", NULL, NULL, error));
      g_assert_true (
        muster_badges_map (db, sources[i], "b", people[0], 1, "W", NULL, NULL, error));
    }
  g_assert_true (
    muster_badges_map (db, sources[1], "c", people[2], 1, "W", NULL, NULL, error));
  g_assert_true (
    muster_db_execute (db, "UPDATE source SET waited_for = 0 WHERE name = 'S2'", error));

  serving = muster_sources_serving (db, people, 3, starts, error);
  g_assert_cmpint (serving->len, ==, 3);
  g_assert_cmpint (starts[1], ==, 2);
  g_assert_cmpint (starts[2], ==, 2);
  g_assert_cmpint (starts[3], ==, 3);
  g_assert_cmpint (g_array_index (serving, gint64, 2), ==, sources[1]);

  return TRUE;
}

static void
test_serving (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, serving_run, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/badges/expect", test_expect);
  g_test_add_func ("/store/badges/map", test_map);
  g_test_add_func ("/store/badges/find", test_find);
  g_test_add_func ("/store/sources/record", test_sources);
  g_test_add_func ("/store/sources/serving", test_serving);

  return g_test_run ();
}
