/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-import-log.h"
#include "muster-mappings.h"
#include "muster-rulesets.h"
#include "muster-settings.h"
#include "muster-test-company.h"
#include "muster-uid.h"
#include "muster-users.h"

static gboolean
settings_run (MusterDb *db, gpointer data, GError **error)
{
  g_autofree char *value = NULL;

  g_assert_true (muster_settings_get (db, MUSTER_SETTING_ZONE, &value, error));
  g_assert_null (value);
  g_assert_true (muster_settings_set (db, MUSTER_SETTING_ZONE, "Asia/Shanghai", error));
  g_assert_true (muster_settings_set (db, MUSTER_SETTING_ZONE, "Asia/Urumqi", error));
  g_assert_true (muster_settings_get (db, MUSTER_SETTING_ZONE, &value, error));
  g_assert_cmpstr (value, ==, "Asia/Urumqi");
  g_clear_pointer (&value, g_free);
  g_assert_true (muster_settings_set (db, MUSTER_SETTING_ZONE, NULL, error));
  g_assert_true (muster_settings_get (db, MUSTER_SETTING_ZONE, &value, error));
  g_assert_null (value);

  return TRUE;
}

static gboolean
users_run (MusterDb *db, gpointer data, GError **error)
{
  char *groups[] = { (char *) "office", (char *) "night \"b\"", NULL };
  char *none[] = { NULL };
  MusterUserRecord user = {
    .name = (char *) "Shen Wan",
    .slot = (char *) "slot-1",
    .role = MUSTER_ROLE_SUPERVISOR,
    .scope = { .groups = groups, .departments = none },
    .created_at = MUSTER_TEST_NOW,
    .dates = { MUSTER_TEST_TODAY, MUSTER_DATE_EVER },
  };
  g_auto (MusterUserRecord) read = { 0 };
  g_auto (MusterUserRecord) same = { 0 };
  g_auto (MusterUserRecord) missing = { 0 };
  g_autoptr (GArray) all = NULL;
  g_autoptr (GError) local = NULL;
  gint64 id = muster_users_add (db, &user, error);

  g_assert_cmpint (id, >, 0);
  g_assert_true (muster_users_get_by_name (db, "SHEN WAN", &read, error));
  g_assert_cmpint (read.id, ==, id);
  g_assert_true (muster_uid_is_valid (read.uid));
  g_assert_cmpstr (read.name, ==, "Shen Wan");
  g_assert_cmpstr (read.slot, ==, "slot-1");
  g_assert_cmpint (read.role, ==, MUSTER_ROLE_SUPERVISOR);
  g_assert_false (read.scope.all);
  g_assert_cmpint (read.person_id, ==, 0);
  g_assert_cmpint (read.dates.from, ==, MUSTER_TEST_TODAY);
  g_assert_cmpint (read.dates.to, ==, MUSTER_DATE_EVER);
  g_assert_cmpint (g_strv_length (read.scope.groups), ==, 2);
  g_assert_cmpstr (read.scope.groups[1], ==, "night \"b\"");
  g_assert_cmpint (g_strv_length (read.scope.departments), ==, 0);
  g_assert_false (read.disabled);
  g_assert_cmpint (read.created_at, ==, MUSTER_TEST_NOW);
  g_assert_true (muster_users_get_by_slot (db, "slot-1", &same, error));
  g_assert_cmpint (same.id, ==, id);

  user.name = (char *) "shen wan";
  user.slot = (char *) "slot-2";
  g_assert_cmpint (muster_users_add (db, &user, &local), ==, 0);
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_clear_error (&local);

  user.id = id;
  user.role = MUSTER_ROLE_ADMIN;
  user.scope = (MusterScope) { .all = TRUE };
  user.slot = NULL;
  user.disabled = TRUE;
  g_assert_true (muster_users_change (db, &user, error));
  muster_user_record_clear (&read);
  g_assert_true (muster_users_get (db, id, &read, error));
  g_assert_true (read.scope.all);
  g_assert_true (read.disabled);
  g_assert_null (read.slot);
  g_assert_cmpint (read.role, ==, MUSTER_ROLE_ADMIN);

  user.id = 99;
  user.name = (char *) "Nobody";
  g_assert_false (muster_users_change (db, &user, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&local);
  g_assert_false (muster_users_get_by_slot (db, "slot-9", &missing, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  all = muster_users_list (db, error);
  g_assert_cmpint (all->len, ==, 1);

  /* Nobody signs in as the runner of sources */
  g_clear_error (&local);
  user.role = MUSTER_ROLE_SYNC;
  g_assert_cmpint (muster_users_add (db, &user, &local), ==, 0);
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);

  return TRUE;
}

static gboolean
mappings_run (MusterDb *db, gpointer data, GError **error)
{
  g_autofree char *document = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) local = NULL;

  g_assert_true (
    muster_mappings_save (db, "punches", "monthly", "{}", 1, "Warden", error));
  g_assert_true (
    muster_mappings_save (db, "punches", "monthly", "{\"a\": 1}", 2, "Warden", error));
  g_assert_true (muster_mappings_save (db, "punches", "cross", "{}", 1, "Warden", error));
  g_assert_true (
    muster_mappings_save (db, "people", "monthly", "{}", 1, "Warden", error));
  document = muster_mappings_get (db, "punches", "monthly", error);
  g_assert_cmpstr (document, ==, "{\"a\": 1}");
  names = muster_mappings_list (db, "punches", error);
  g_assert_cmpint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "cross");
  g_assert_true (muster_mappings_remove (db, "punches", "monthly", error));
  g_assert_false (muster_mappings_remove (db, "punches", "monthly", &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&local);
  g_assert_null (muster_mappings_get (db, "punches", "monthly", &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&local);
  g_assert_false (
    muster_mappings_save (db, "people", "torn", "{\"a\":", 1, "Warden", &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);

  return TRUE;
}

static gboolean
rulesets_run (MusterDb *db, gpointer data, GError **error)
{
  static const struct
  {
    MusterDate from;
    gint64 published_at;
  } rows[] = { { 20500, 3 }, { MUSTER_DATE_NONE, 1 }, { 20500, 2 }, { 20400, 9 } };
  static const int order[] = { 1, 3, 2, 0 };
  g_autoptr (GArray) editions = NULL;
  g_autoptr (GError) local = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MusterEdition edition = { .from = rows[i].from,
                                .published_at = rows[i].published_at,
                                .author = (char *) "Warden",
                                .document = (char *) "{\"rules\": []}" };

      g_assert_cmpint (muster_rulesets_add (db, &edition, error), ==, (gint64) i + 1);
    }

  editions = muster_rulesets_list (db, error);
  g_assert_cmpint (editions->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < editions->len; i++)
    {
      const MusterEdition *edition = &g_array_index (editions, MusterEdition, i);

      g_assert_cmpint (edition->id, ==, order[i] + 1);
      g_assert_cmpint (edition->from, ==, rows[order[i]].from);
      g_assert_cmpstr (edition->document, ==, "{\"rules\": []}");
      g_assert_true (muster_uid_is_valid (edition->uid));
    }

  g_assert_false (muster_db_execute (db, "UPDATE ruleset SET document = '{}'", &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);

  return TRUE;
}

static gboolean
import_run (MusterDb *db, gpointer data, GError **error)
{
  MusterImportRecord record = {
    .source_id = muster_test_source_add (db, "Gate"),
    .file = (char *) "1_attlog.dat",
    .kind = (char *) "attlog",
    .user = (char *) "Warden",
    .started_at = MUSTER_TEST_NOW,
  };
  MusterRejectRecord reject = {
    .line = 12, .reason = "date", .text = (char *) "1971--10--29", .length = 30
  };
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) records = NULL;
  g_autoptr (GArray) reject_ids = NULL;
  g_autoptr (GArray) rejects = NULL;
  g_autoptr (GError) local = NULL;
  const MusterImportRecord *read;
  const MusterRejectRecord *line;
  gint64 first = muster_import_log_begin (db, &record, error);
  gint64 second;

  record.started_at += MUSTER_MINUTE;
  second = muster_import_log_begin (db, &record, error);
  record = (MusterImportRecord) { .id = second,
                                  .state = (char *) "failed",
                                  .message = (char *) "torn",
                                  .ended_at = 9,
                                  .rows = 1,
                                  .added = 2,
                                  .known = 3,
                                  .rejected = 4,
                                  .skipped = 5,
                                  .duplicates = 6,
                                  .suspect = 7,
                                  .unmapped = 8,
                                  .first_at = 10,
                                  .last_at = 11 };
  g_assert_true (muster_import_log_update (db, &record, error));
  reject.import_id = second;
  g_assert_true (muster_import_log_reject (db, &reject, error));
  reject.import_id = first;
  reject.text = NULL;
  reject.reason = "nul-run";
  g_assert_true (muster_import_log_reject (db, &reject, error));

  ids = muster_import_log_find (db, NULL, filter, counts, NULL, error);
  g_assert_cmpint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, second);
  g_assert_cmpint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "running")), ==, 1);
  records = muster_import_log_load (db, (gint64 *) (gpointer) ids->data, 2, error);
  read = &g_array_index (records, MusterImportRecord, 0);
  g_assert_cmpstr (read->source_name, ==, "Gate");
  g_assert_cmpstr (read->file, ==, "1_attlog.dat");
  g_assert_cmpstr (read->state, ==, "failed");
  g_assert_cmpstr (read->message, ==, "torn");
  g_assert_cmpint (read->rows * 1 + read->added * 10 + read->known * 100 +
                     read->rejected * 1000,
                   ==, 4321);
  g_assert_cmpint (read->skipped * 1 + read->duplicates * 10 + read->suspect * 100 +
                     read->unmapped * 1000,
                   ==, 8765);
  g_assert_cmpint (read->ended_at, ==, 9);
  g_assert_cmpint (read->first_at, ==, 10);
  g_assert_cmpint (read->last_at, ==, 11);
  read = &g_array_index (records, MusterImportRecord, 1);
  g_assert_cmpstr (read->state, ==, "running");
  g_assert_cmpint (read->ended_at, ==, 0);

  reject_ids = muster_import_log_find_rejects (db, filter, NULL, NULL, error);
  g_assert_cmpint (reject_ids->len, ==, 2);
  rejects =
    muster_import_log_load_rejects (db, (gint64 *) (gpointer) reject_ids->data, 2, error);
  line = &g_array_index (rejects, MusterRejectRecord, 0);
  g_assert_cmpint (line->import_id, ==, second);
  g_assert_cmpint (line->line, ==, 12);
  g_assert_cmpstr (line->reason, ==, "date");
  g_assert_cmpstr (line->text, ==, "1971--10--29");
  g_assert_cmpint (line->length, ==, 30);
  g_assert_cmpstr (line->file, ==, "1_attlog.dat");

  record.id = 99;
  g_assert_false (muster_import_log_update (db, &record, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);

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

  g_test_add_data_func ("/store/settings", settings_run, test_run);
  g_test_add_data_func ("/store/users", users_run, test_run);
  g_test_add_data_func ("/store/mappings", mappings_run, test_run);
  g_test_add_data_func ("/store/rulesets", rulesets_run, test_run);
  g_test_add_data_func ("/store/import-log", import_run, test_run);

  return g_test_run ();
}
