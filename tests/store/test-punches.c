/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "muster-badges.h"
#include "muster-error.h"
#include "muster-import-log.h"
#include "muster-people.h"
#include "muster-punches.h"
#include "muster-query.h"
#include "muster-sources.h"
#include "muster-test-company.h"

static const MusterSpan ever = { G_MININT64, G_MAXINT64 };

static gint64
badge_of (MusterDb *db, gint64 source_id, const char *key)
{
  gint64 id;
  gint64 person_id;

  g_assert_true (muster_badges_ensure (db, source_id, key, NULL, &id, &person_id, NULL));

  return id;
}

static void
map (MusterDb *db, gint64 source_id, const char *key, gint64 person_id)
{
  g_autoptr (GError) error = NULL;

  muster_badges_map (db, source_id, key, person_id, MUSTER_TEST_NOW, "Warden", NULL, NULL,
                     &error);
  g_assert_no_error (error);
}

/* The same rows again, in another order, cut elsewhere: nothing is new */
static gboolean
identity_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 source = muster_test_source_add (db, "Gate");
  gint64 badge = badge_of (db, source, "29");
  MusterNewPunch punches[40];
  guint64 n_new;

  for (guint i = 0; i < G_N_ELEMENTS (punches); i++)
    punches[i] = (MusterNewPunch) {
      .badge_id = badge,
      .at = MUSTER_TEST_NOW + i / 4 * MUSTER_SECOND,
      .wall = MUSTER_TEST_NOW + i / 4 * MUSTER_SECOND,
      .identity = i % 4,
      .received_at = MUSTER_TEST_NOW,
    };

  g_assert_true (muster_punches_add (db, source, 0, punches, 20, &n_new, error));
  g_assert_cmpint (n_new, ==, 20);
  g_assert_true (muster_punches_add (db, source, 0, punches, 40, &n_new, error));
  g_assert_cmpint (n_new, ==, 20);
  g_assert_cmpint (punches[0].id, ==, 0);
  g_assert_cmpint (punches[39].id, >, 0);

  /* The clock's correction was set meanwhile: still the same punches */
  for (guint i = 0; i < G_N_ELEMENTS (punches); i++)
    punches[i].at += 90 * MUSTER_SECOND;
  g_assert_true (muster_punches_add (db, source, 0, punches, 40, &n_new, error));
  g_assert_cmpint (n_new, ==, 0);

  /* Number 29 on another clock is somebody else */
  source = muster_test_source_add (db, "Back door");
  for (guint i = 0; i < G_N_ELEMENTS (punches); i++)
    punches[i].badge_id = badge_of (db, source, "29");
  g_assert_true (muster_punches_add (db, source, 0, punches, 40, &n_new, error));
  g_assert_cmpint (n_new, ==, 40);

  return TRUE;
}

static void
test_identity (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, identity_run, NULL);
  g_assert_cmpint (muster_test_vault_number (test, "SELECT count(*) FROM punch"), ==, 80);
  g_assert_cmpint (
    muster_test_vault_number (test, "SELECT n_punches FROM source_progress"), ==, 40);
}

static gboolean
record_key_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 source = muster_test_source_add (db, "Server");
  MusterNewPunch punch = {
    .badge_id = badge_of (db, source, "a"),
    .at = MUSTER_TEST_NOW,
    .wall = MUSTER_TEST_NOW,
    .received_at = MUSTER_TEST_NOW,
    .record_key = "r1",
  };
  guint64 n_new;

  g_assert_true (muster_punches_add (db, source, 0, &punch, 1, &n_new, error));
  g_assert_cmpint (n_new, ==, 1);

  /* The record again, whatever it says now */
  punch.wall += MUSTER_SECOND;
  punch.badge_id = badge_of (db, source, "b");
  g_assert_true (muster_punches_add (db, source, 0, &punch, 1, &n_new, error));
  g_assert_cmpint (n_new, ==, 0);

  /* Another record of the very same second and person */
  punch.wall -= MUSTER_SECOND;
  punch.badge_id = badge_of (db, source, "a");
  punch.record_key = "r2";
  g_assert_true (muster_punches_add (db, source, 0, &punch, 1, &n_new, error));
  g_assert_cmpint (n_new, ==, 1);

  /* The same record key on another source */
  source = muster_test_source_add (db, "Other server");
  punch.badge_id = badge_of (db, source, "a");
  g_assert_true (muster_punches_add (db, source, 0, &punch, 1, &n_new, error));
  g_assert_cmpint (n_new, ==, 1);

  return TRUE;
}

static void
test_record_key (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, record_key_run, NULL);
}

/* What a punch is made of comes back whole */
static gboolean
evidence_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 source = muster_test_source_add (db, "Phones");
  gint64 person =
    muster_test_person_add (db, "0041", "陆小满", "生产部/一车间", "workshop");
  MusterNewPunch punch = {
    .badge_id = badge_of (db, source, "p41"),
    .at = MUSTER_TEST_NOW,
    .wall = MUSTER_TEST_NOW + 480 * MUSTER_MINUTE,
    .offset = 8 * 3600,
    .offset_given = TRUE,
    .received_at = MUSTER_TEST_NOW + MUSTER_MINUTE,
    .line = 17,
    .record_key = "k",
    .device = "tablet",
    .note = "at the \"gate\"",
    .extra = "{\"wifi\": 1}",
    .lat = 31.2,
    .lon = 121.4,
    .raw_lat = 31.198,
    .raw_lon = 121.405,
    .accuracy = 12.5,
    .datum = 1,
    .work_code = 9,
    .marks = MUSTER_PUNCH_PLACED | MUSTER_PUNCH_ACCURATE | MUSTER_PUNCH_OFFLINE,
    .direction = MUSTER_DIRECTION_IN,
    .verify = MUSTER_VERIFY_GPS,
  };
  g_autoptr (GArray) records = NULL;
  g_autoptr (GArray) punches = NULL;
  const MusterPunchRecord *record;
  const MusterPunch *read;
  gint64 ids[2];

  map (db, source, "p41", person);
  g_assert_true (muster_punches_add (db, source, 0, &punch, 1, NULL, error));
  g_assert_true (muster_punches_void (db, punch.id, TRUE, "test ride", MUSTER_TEST_NOW,
                                      "Warden", error));

  ids[0] = 999;
  ids[1] = punch.id;
  records = muster_punches_load (db, ids, 2, NULL, MUSTER_TEST_TODAY, error);
  g_assert_nonnull (records);
  g_assert_cmpint (g_array_index (records, MusterPunchRecord, 0).punch.id, ==, 0);
  record = &g_array_index (records, MusterPunchRecord, 1);
  g_assert_cmpint (record->punch.id, ==, punch.id);
  g_assert_cmpint (record->punch.at, ==, punch.at);
  g_assert_cmpint (record->punch.received_at, ==, punch.received_at);
  g_assert_cmpint (record->punch.source_id, ==, source);
  g_assert_cmpint (record->punch.marks, ==, punch.marks | MUSTER_PUNCH_VOID);
  g_assert_cmpint (record->punch.direction, ==, MUSTER_DIRECTION_IN);
  g_assert_cmpint (record->punch.verify, ==, MUSTER_VERIFY_GPS);
  g_assert_cmpfloat (record->punch.lat, ==, 31.2);
  g_assert_cmpfloat (record->punch.lon, ==, 121.4);
  g_assert_cmpfloat ((double) record->punch.accuracy, ==, 12.5);
  g_assert_cmpfloat (record->raw_lat, ==, 31.198);
  g_assert_cmpfloat (record->raw_lon, ==, 121.405);
  g_assert_cmpint (record->datum, ==, 1);
  g_assert_cmpint (record->person_id, ==, person);
  g_assert_cmpstr (record->person_name, ==, "陆小满");
  g_assert_cmpstr (record->staff_no, ==, "0041");
  g_assert_cmpstr (record->department, ==, "生产部/一车间");
  g_assert_cmpstr (record->group, ==, "workshop");
  g_assert_cmpstr (record->key, ==, "p41");
  g_assert_cmpstr (record->source_name, ==, "Phones");
  g_assert_cmpstr (record->zone, ==, "Asia/Shanghai");
  g_assert_cmpint (record->wall, ==, punch.wall);
  g_assert_cmpint (record->offset, ==, 8 * 3600);
  g_assert_true (record->offset_given);
  g_assert_cmpint (record->line, ==, 17);
  g_assert_cmpint (record->work_code, ==, 9);
  g_assert_cmpstr (record->record_key, ==, "k");
  g_assert_cmpstr (record->device, ==, "tablet");
  g_assert_cmpstr (record->note, ==, "at the \"gate\"");
  g_assert_cmpstr (record->extra, ==, "{\"wifi\": 1}");
  g_assert_cmpstr (record->void_reason, ==, "test ride");
  g_assert_cmpstr (record->void_by, ==, "Warden");
  g_assert_cmpint (record->void_at, ==, MUSTER_TEST_NOW);

  punches = muster_punches_of_person (db, person, ever, error);
  g_assert_cmpint (punches->len, ==, 1);
  read = &g_array_index (punches, MusterPunch, 0);
  g_assert_cmpint (muster_punch_compare (read, &record->punch), ==, 0);

  return TRUE;
}

static void
test_evidence (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, evidence_run, NULL);
}

static gboolean
void_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 source = muster_test_source_add (db, "Gate");
  gint64 person = muster_test_person_add (db, "1", "Bai", NULL, "office");
  gint64 id = muster_test_punch_add (db, source, "1", 0);
  g_autoptr (GError) local = NULL;

  map (db, source, "1", person);
  for (int round = 0; round < 3; round++)
    for (gboolean voided = TRUE; voided >= FALSE; voided--)
      {
        g_autoptr (GArray) punches = NULL;

        g_assert_true (
          muster_punches_void (db, id, voided, "why", MUSTER_TEST_NOW, "Warden", error));
        punches = muster_punches_of_person (db, person, ever, error);
        g_assert_cmpint (
          (g_array_index (punches, MusterPunch, 0).marks & MUSTER_PUNCH_VOID) != 0, ==,
          voided);

        g_assert_false (
          muster_punches_void (db, id, voided, "why", MUSTER_TEST_NOW, "Warden", &local));
        g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
        g_clear_error (&local);
      }

  g_assert_false (
    muster_punches_void (db, 999, TRUE, "why", MUSTER_TEST_NOW, "Warden", &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);

  return TRUE;
}

static void
test_void (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, void_run, NULL);
  g_assert_cmpint (muster_test_vault_number (test, "SELECT count(*) FROM punch_void"), ==,
                   6);
}

static gboolean
append_only_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 source = muster_test_source_add (db, "Gate");
  gint64 id = muster_test_punch_add (db, source, "1", 0);

  g_assert_true (
    muster_punches_void (db, id, TRUE, "why", MUSTER_TEST_NOW, "Warden", error));

  return muster_db_execute (db, data, error);
}

static void
test_append_only (void)
{
  static const char *const attempts[] = {
    "UPDATE punch SET at = at + 1",
    "DELETE FROM punch",
    "REPLACE INTO punch SELECT * FROM punch",
    "UPDATE punch_void SET voided = 0",
    "DELETE FROM punch_void",
    "INSERT INTO punch_note (punch_id, note) VALUES (1, 'a'); UPDATE punch_note SET note "
    "= 'b'",
    "INSERT INTO punch_note (punch_id, note) VALUES (1, 'a'); DELETE FROM punch_note",
    "INSERT INTO punch_place VALUES (1, 1, 1, 1, 1, 1, 0); UPDATE punch_place SET lat = "
    "2",
    "INSERT INTO punch_place VALUES (1, 1, 1, 1, 1, 1, 0); DELETE FROM punch_place",
    "DELETE FROM source",
    "DELETE FROM badge",
    "INSERT INTO punch_place VALUES (1, 91, 1, 1, 1, 1, 0)",
    "INSERT INTO punch_void (punch_id, voided, reason, at, by) VALUES (77, 1, 'a', 1, "
    "'b')",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (MusterTestVault) test = muster_test_vault_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (muster_vault_write (test->vault, append_only_run,
                                          (gpointer) attempts[i], NULL, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
    }
}

/* Both ways of reading many people's punches give what reading one by one gives */
#define PEOPLE 120

static gboolean
bulk_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 sources[2] = { muster_test_source_add (db, "Gate"),
                        muster_test_source_add (db, "Hall") };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260304);
  MusterSpan span = { MUSTER_TEST_NOW - 300 * MUSTER_MINUTE,
                      MUSTER_TEST_NOW + 300 * MUSTER_MINUTE };
  gint64 ids[PEOPLE];
  guint n_seen = 0;

  for (int i = 0; i < PEOPLE; i++)
    {
      g_autofree char *key = g_strdup_printf ("%d", i);

      ids[i] = muster_test_person_add (db, key, "Somebody", NULL, "office");
      if (i % 10 != 0)
        map (db, sources[0], key, ids[i]);
      if (i % 3 == 0)
        map (db, sources[1], key, ids[i]);
    }

  for (int i = 0; i < 6000; i++)
    {
      g_autofree char *key =
        g_strdup_printf ("%d", g_rand_int_range (rand, 0, PEOPLE + 5));

      muster_test_punch_add (db, sources[g_rand_int_range (rand, 0, 2)], key,
                             g_rand_int_range (rand, -600, 600));
    }

  for (gsize n = 1; n <= PEOPLE; n += 17)
    {
      g_autofree guint *starts = g_new (guint, n + 1);
      g_autoptr (GArray) all = NULL;

      /* In an order of their own */
      for (gsize i = 0; i + 1 < n; i++)
        {
          gsize j = (gsize) g_rand_int_range (rand, (gint32) i, (gint32) n);
          gint64 other = ids[i];

          ids[i] = ids[j];
          ids[j] = other;
        }

      all = muster_punches_of_people (db, ids, n, span, starts, error);
      g_assert_nonnull (all);
      g_assert_cmpint (starts[0], ==, 0);
      g_assert_cmpint (starts[n], ==, all->len);
      for (gsize i = 0; i < n; i++)
        {
          g_autoptr (GArray) one = muster_punches_of_person (db, ids[i], span, error);

          g_assert_cmpint (starts[i + 1] - starts[i], ==, one->len);
          for (guint k = 0; k < one->len; k++)
            {
              const MusterPunch *punch = &g_array_index (one, MusterPunch, k);

              g_assert_cmpint (muster_punch_compare (
                                 punch, &g_array_index (all, MusterPunch, starts[i] + k)),
                               ==, 0);
              g_assert_cmpint (punch->at, >=, span.from);
              g_assert_cmpint (punch->at, <, span.until);
              g_assert_true (k == 0 || muster_punch_compare (punch - 1, punch) < 0);
              n_seen++;
            }
        }
    }

  g_assert_cmpint (n_seen, >, 5000);

  return TRUE;
}

static void
test_bulk (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, bulk_run, NULL);
}

/* A clock that stood 25 years wrong, and is corrected: its punches are found by their instant */
static gboolean
reach_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 source = muster_test_source_add (db, "Reset");
  gint64 person = muster_test_person_add (db, "1", "Bai", NULL, "office");
  MusterNewPunch punch = {
    .at = MUSTER_TEST_NOW,
    .wall = MUSTER_TEST_NOW - 25 * 365 * MUSTER_DAY,
    .received_at = MUSTER_TEST_NOW,
  };
  g_autoptr (GArray) punches = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  MusterSpan span = { MUSTER_TEST_NOW, MUSTER_TEST_NOW + 1 };

  map (db, source, "1", person);
  punch.badge_id = badge_of (db, source, "1");
  g_assert_true (muster_punches_add (db, source, 0, &punch, 1, NULL, error));
  punches = muster_punches_of_person (db, person, span, error);
  g_assert_cmpint (punches->len, ==, 1);
  filter->person_id = person;
  found =
    muster_punches_find (db, filter, span, NULL, MUSTER_TEST_TODAY, NULL, NULL, error);
  g_assert_cmpint (found->len, ==, 1);

  return TRUE;
}

static void
test_reach (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, reach_run, NULL);
}

typedef struct
{
  gint64 sources[2];
  gint64 people[2];
  gint64 import;
} Stream;

/* Ten punches of each of three badges, the third nobody's; some with a state */
static gboolean
stream_build (MusterDb *db, gpointer data, GError **error)
{
  Stream *stream = data;
  MusterImportRecord import = { .file = (char *) "1_attlog.dat",
                                .kind = (char *) "attlog",
                                .user = (char *) "Warden",
                                .state = (char *) "done",
                                .started_at = MUSTER_TEST_NOW };
  static const struct
  {
    const char *key;
    int source;
  } badges[] = { { "1", 0 }, { "2", 1 }, { "3", 1 } };

  stream->sources[0] = muster_test_source_add (db, "Gate");
  stream->sources[1] = muster_test_source_add (db, "Hall");
  stream->people[0] =
    muster_test_person_add (db, "A1", "沈晚", "生产部/一车间", "workshop");
  stream->people[1] = muster_test_person_add (db, "A2", "Bai", "生产部", "office");
  map (db, stream->sources[0], "1", stream->people[0]);
  map (db, stream->sources[1], "2", stream->people[1]);

  for (int i = 0; i < 30; i++)
    {
      MusterNewPunch punch = {
        .badge_id =
          badge_of (db, stream->sources[badges[i % 3].source], badges[i % 3].key),
        .at = MUSTER_TEST_NOW + i * MUSTER_MINUTE,
        .wall = MUSTER_TEST_NOW + i * MUSTER_MINUTE,
        .received_at = MUSTER_TEST_NOW,
        .marks = i == 0   ? MUSTER_PUNCH_SUSPECT
                 : i == 1 ? MUSTER_PUNCH_OFFLINE
                 : i == 4 ? MUSTER_PUNCH_MOCK
                 : i == 7 ? MUSTER_PUNCH_CORRECTION
                          : 0,
      };

      if (i == 15)
        {
          import.source_id = stream->sources[0];
          stream->import = import.id = muster_import_log_begin (db, &import, error);
        }
      g_assert_true (muster_punches_add (db, stream->sources[badges[i % 3].source],
                                         i >= 15 && i < 18 ? stream->import : 0, &punch,
                                         1, NULL, error));
      if (i == 17)
        g_assert_true (muster_import_log_update (db, &import, error));
      if (i == 3)
        g_assert_true (muster_punches_void (db, punch.id, TRUE, "why", MUSTER_TEST_NOW,
                                            "Warden", error));
    }

  return TRUE;
}

static guint
find (MusterDb *db,
      MusterFilter *filter,
      MusterSpan span,
      const MusterScope *scope,
      guint *total)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids =
    muster_punches_find (db, filter, span, scope, MUSTER_TEST_TODAY, NULL, total, &error);
  g_autoptr (GArray) records = NULL;

  g_assert_no_error (error);
  records = muster_punches_load (db, (gint64 *) (gpointer) ids->data, ids->len, scope,
                                 MUSTER_TEST_TODAY, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      MusterPunch *punch = &g_array_index (records, MusterPunchRecord, i).punch;

      g_assert_cmpint (punch->id, ==, g_array_index (ids, gint64, i));
      g_assert_true (
        i == 0 ||
        filter->descending ==
          (punch->at < (&g_array_index (records, MusterPunchRecord, i - 1))->punch.at));
    }

  return ids->len;
}

static gboolean
find_run (MusterDb *db, gpointer data, GError **error)
{
  Stream *stream = data;
  static const struct
  {
    const char *state;
    guint n;
  } states[] = { { "void", 1 },       { "suspect", 1 },   { "offline", 1 }, { "mock", 1 },
                 { "correction", 1 }, { "unmapped", 10 }, { "normal", 15 } };
  char *workshop[] = { (char *) "workshop", NULL };
  char *production[] = { (char *) "生产部", NULL };
  MusterScope group = { .groups = workshop };
  MusterScope department = { .departments = production };
  MusterScope nothing = { 0 };
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) local = NULL;
  guint total;

  g_assert_cmpint (find (db, filter, ever, NULL, &total), ==, 30);
  g_assert_cmpint (total, ==, 30);
  g_assert_cmpint (find (db, filter,
                         (MusterSpan) { MUSTER_TEST_NOW + MUSTER_MINUTE,
                                        MUSTER_TEST_NOW + 3 * MUSTER_MINUTE },
                         NULL, NULL),
                   ==, 2);

  ids =
    muster_punches_find (db, filter, ever, NULL, MUSTER_TEST_TODAY, counts, NULL, error);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      const char *wanted[] = { states[i].state, NULL };

      g_assert_cmpint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, states[i].state)),
                       ==, states[i].n);
      filter->states = (GStrv) wanted;
      g_assert_cmpint (find (db, filter, ever, NULL, &total), ==, states[i].n);
      g_assert_cmpint (total, ==, 30);
      filter->states = NULL;
    }

  filter->descending = TRUE;
  filter->limit = 7;
  g_assert_cmpint (find (db, filter, ever, NULL, &total), ==, 7);
  g_assert_cmpint (total, ==, 30);
  filter->descending = FALSE;
  filter->limit = 0;

  filter->person_id = stream->people[1];
  g_assert_cmpint (find (db, filter, ever, NULL, NULL), ==, 10);
  filter->person_id = 0;
  filter->source_id = stream->sources[1];
  g_assert_cmpint (find (db, filter, ever, NULL, NULL), ==, 20);
  filter->source_id = 0;
  filter->import_id = stream->import;
  g_assert_cmpint (find (db, filter, ever, NULL, NULL), ==, 3);
  filter->import_id = 0;
  g_set_str (&filter->search, "sw");
  g_assert_cmpint (find (db, filter, ever, NULL, NULL), ==, 10);
  g_set_str (&filter->search, "nobody");
  g_assert_cmpint (find (db, filter, ever, NULL, NULL), ==, 0);
  g_set_str (&filter->search, NULL);
  g_set_str (&filter->department, "生产部");
  g_assert_cmpint (find (db, filter, ever, NULL, NULL), ==, 20);
  g_set_str (&filter->department, "生产");
  g_assert_cmpint (find (db, filter, ever, NULL, NULL), ==, 0);
  g_set_str (&filter->department, NULL);
  g_set_str (&filter->group, "office");
  g_assert_cmpint (find (db, filter, ever, NULL, NULL), ==, 10);
  g_set_str (&filter->group, NULL);

  /* Out of scope: also what is nobody's yet */
  g_assert_cmpint (find (db, filter, ever, &group, &total), ==, 10);
  g_assert_cmpint (total, ==, 10);
  g_assert_cmpint (find (db, filter, ever, &department, NULL), ==, 20);
  g_assert_cmpint (find (db, filter, ever, &nothing, NULL), ==, 0);
  filter->person_id = stream->people[1];
  g_assert_cmpint (find (db, filter, ever, &group, NULL), ==, 0);
  filter->person_id = 0;

  g_set_str (&filter->order, "colour");
  g_assert_null (
    muster_punches_find (db, filter, ever, NULL, MUSTER_TEST_TODAY, NULL, NULL, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_INVALID);

  return TRUE;
}

static gboolean
scope_load_run (MusterDb *db, gpointer data, GError **error)
{
  char *workshop[] = { (char *) "workshop", NULL };
  MusterScope group = { .groups = workshop };
  gint64 ids[3] = { 1, 2, 3 };
  g_autoptr (GArray)
    records = muster_punches_load (db, ids, 3, &group, MUSTER_TEST_TODAY, error);

  g_assert_cmpint (g_array_index (records, MusterPunchRecord, 0).punch.id, ==, 1);
  g_assert_cmpint (g_array_index (records, MusterPunchRecord, 1).punch.id, ==, 0);
  g_assert_cmpint (g_array_index (records, MusterPunchRecord, 2).punch.id, ==, 0);
  g_assert_null (g_array_index (records, MusterPunchRecord, 1).person_name);

  return TRUE;
}

static void
test_find (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  Stream stream;

  muster_test_vault_write (test, stream_build, &stream);
  muster_test_vault_read (test, find_run, &stream);
  muster_test_vault_read (test, scope_load_run, &stream);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/punches/identity", test_identity);
  g_test_add_func ("/store/punches/record-key", test_record_key);
  g_test_add_func ("/store/punches/evidence", test_evidence);
  g_test_add_func ("/store/punches/void", test_void);
  g_test_add_func ("/store/punches/append-only", test_append_only);
  g_test_add_func ("/store/punches/bulk", test_bulk);
  g_test_add_func ("/store/punches/reach", test_reach);
  g_test_add_func ("/store/punches/find", test_find);

  return g_test_run ();
}
