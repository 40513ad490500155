/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-archive.h"
#include "muster-day-listings.h"
#include "muster-error.h"
#include "muster-people-listings.h"
#include "muster-rule-listings.h"
#include "muster-test-desk.h"
#include "muster-test-vault.h"
#include "muster-user-listings.h"
#include "muster-vault.h"

#include <glib/gstdio.h>

static void
test_usable_at_once (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (GPtrArray) shifts = muster_test_rows (test, test->admin, "shifts", NULL);
  g_autoptr (GPtrArray) calendar = muster_test_rows (test, test->admin, "calendar", NULL);
  g_autoptr (GPtrArray) users = muster_test_rows (test, test->admin, "users", NULL);
  MusterShift *shift;

  g_assert_cmpuint (shifts->len, ==, 1);
  shift = MUSTER_SHIFT_ROW (g_ptr_array_index (shifts, 0))->shift;
  g_assert_cmpint (shift->segments[0].on, ==, 540);
  g_assert_cmpint (shift->segments[0].off, ==, 1080);
  g_assert_cmpint (shift->rests[0].from, ==, 720);
  g_assert_cmpuint (calendar->len, >, 50);
  g_assert_cmpuint (users->len, ==, 1);
  g_assert_cmpstr (muster_company_get_name (test->company), ==, "Harbour Works");
  g_assert_cmpstr (muster_zone_get_name (muster_company_get_zone (test->company)), ==,
                   "Asia/Shanghai");
}

static void
test_refused (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autofree char *elsewhere = g_strconcat (test->folder, "-other", NULL);
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;

  company = muster_company_create_with_effort (test->folder, "A", "Asia/Shanghai", "b",
                                               "c", MUSTER_KEY_EFFORT_LEAST, NULL, NULL,
                                               NULL, &actor, &error);
  g_assert_null (company);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_clear_error (&error);

  company = muster_company_create_with_effort (elsewhere, "A", "Atlantis/Deep", "b", "c",
                                               MUSTER_KEY_EFFORT_LEAST, NULL, NULL, NULL,
                                               &actor, &error);
  g_assert_null (company);
  g_assert_nonnull (error);
  g_assert_false (g_file_test (elsewhere, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  company = muster_company_open (elsewhere, NULL, "x", NULL, NULL, &actor, &error);
  g_assert_null (company);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_MISSING);
}

static void
test_users (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;

  g_variant_unref (muster_test_submit (test, "user.add",
                                       "{'name': <'Finch'>, 'password': <'first'>, "
                                       "'role': <'supervisor'>, 'groups': <['night']>}"));
  muster_test_refuse (test, test->admin, "user.add",
                      "{'name': <'finch'>, 'password': <'x'>}", MUSTER_ERROR_CONFLICT);

  company =
    muster_company_open (test->folder, "Finch", "second", NULL, NULL, &actor, &error);
  g_assert_null (company);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
  g_clear_error (&error);

  company =
    muster_company_open (test->folder, "Finch", "first", NULL, NULL, &actor, &error);
  g_assert_no_error (error);
  g_assert_cmpint (actor->role, ==, MUSTER_ROLE_SUPERVISOR);
  g_assert_false (actor->scope.all);
  g_assert_cmpstr (actor->scope.groups[0], ==, "night");
  muster_company_close (company);
  g_clear_object (&company);
  g_clear_object (&actor);

  g_variant_unref (muster_test_submit (test, "user.password",
                                       "{'name': <'Finch'>, 'password': <'second'>}"));
  company =
    muster_company_open (test->folder, "Finch", "second", NULL, NULL, &actor, &error);
  g_assert_no_error (error);

  /* Their own password, and nobody else's. */
  {
    MusterOffice *kept = test->office;

    test->office = muster_company_get_office (company);
    muster_test_refuse (test, actor, "user.password",
                        "{'name': <'Warden'>, 'password': <'mine'>}",
                        MUSTER_ERROR_DENIED);
    test->office = kept;
  }
  muster_company_close (company);
  g_clear_object (&company);
  g_clear_object (&actor);

  g_variant_unref (muster_test_submit (test, "user.disable", "{'name': <'Finch'>}"));
  company =
    muster_company_open (test->folder, "Finch", "second", NULL, NULL, &actor, &error);
  g_assert_null (company);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
  g_clear_error (&error);

  g_variant_unref (muster_test_submit (test, "user.enable",
                                       "{'name': <'Finch'>, 'password': <'third'>}"));
  company =
    muster_company_open (test->folder, "Finch", "third", NULL, NULL, &actor, &error);
  g_assert_no_error (error);
  muster_company_close (company);

  /* Nobody locks everybody out. */
  muster_test_refuse (test, test->admin, "user.disable", "{'name': <'Warden'>}",
                      MUSTER_ERROR_CONFLICT);
  muster_test_refuse (test, test->admin, "user.change",
                      "{'name': <'Warden'>, 'role': <'hr'>}", MUSTER_ERROR_CONFLICT);
  muster_test_desk_reopen (test, "Warden", MUSTER_TEST_PASSPHRASE);
}

static void
test_recovery (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  char *recovery = muster_company_renew_recovery (test->company, test->admin, &error);

  g_assert_no_error (error);
  company = muster_company_open_with_recovery (test->folder, NULL, recovery, NULL, NULL,
                                               &actor, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (actor->name, ==, "Warden");
  g_assert_cmpint (actor->role, ==, MUSTER_ROLE_ADMIN);
  muster_company_close (company);
  muster_company_wipe (recovery);
}

static void
test_closed (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GError) error = NULL;

  muster_company_close (test->company);
  finding = muster_office_list (test->office, test->admin, &muster_people_listing, filter,
                                NULL, &error);
  g_assert_null (finding);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
}

static void
test_rename (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();

  g_variant_unref (
    muster_test_submit (test, "company.rename", "{'name': <'River Works'>}"));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (muster_company_get_name (test->company), ==, "River Works");
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Another zone counts at once, in every process, for what has no zone of its own. */
static void
test_zone (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterCompany) other = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFilter) filter = muster_test_filter ("2026-03-04");
  gint64 source = muster_test_add_source (test, "Gate");
  gint64 person = muster_test_add_person (test, "1001", "Ibis", "", "");
  g_autofree char *map = g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                                          ">, 'key': <'1'>, 'person': <int64 "
                                          "%" G_GINT64_FORMAT ">}",
                                          source, person);
  const struct
  {
    const char *zone;
    int late;
  } cases[] = { { "Asia/Tokyo", 55 }, { "Asia/Bangkok", 0 }, { "Asia/Shanghai", 0 } };

  g_variant_unref (muster_test_submit (test, "person.map", map));
  g_object_unref (muster_test_import (test, source, "1_attlog.dat",
                                      "1\t2026-03-04 08:55:00\t1\t0\t1\t0\r\n"
                                      "1\t2026-03-04 18:05:00\t1\t1\t1\t0\r\n"));
  other = muster_company_open (test->folder, NULL, MUSTER_TEST_PASSPHRASE, NULL, NULL,
                               &actor, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *args = g_strdup_printf ("{'zone': <'%s'>}", cases[i].zone);
      g_autoptr (GPtrArray) days = NULL;

      g_variant_unref (muster_test_submit (test, "company.zone", args));
      settle ();
      g_assert_cmpstr (muster_zone_get_name (muster_company_get_zone (test->company)), ==,
                       cases[i].zone);
      days = muster_test_rows (test, test->admin, "days", filter);
      g_assert_cmpuint (days->len, ==, 1);
      g_assert_cmpint (MUSTER_DAY_ROW (g_ptr_array_index (days, 0))->sheet->day.late_min,
                       ==, cases[i].late);

      /* The other one notices when it is asked something. */
      g_clear_pointer (&days, g_ptr_array_unref);
      g_clear_object (&filter);
      filter = muster_test_filter ("2026-03-04");
      {
        g_autoptr (MusterFinding)
          finding = muster_office_list (muster_company_get_office (other), actor,
                                        &muster_people_listing, filter, NULL, &error);

        g_assert_no_error (error);
      }
      settle ();
      g_assert_cmpstr (muster_zone_get_name (muster_company_get_zone (other)), ==,
                       cases[i].zone);
    }

  muster_company_close (other);
}

static gboolean
cut_run (MusterDb *db, gpointer data, GError **error)
{
  return muster_db_execute (
    db,
    "DROP TRIGGER audit_is_not_deleted;"
    "DELETE FROM audit WHERE seq > (SELECT max (seq) - 2 FROM audit)",
    error);
}

/* Whoever has the key and cuts the log off is found out by what was noted at closing. */
static void
test_cut_audit (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  guint64 before = 0;
  guint64 after = 0;

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *staff_no = g_strdup_printf ("%d", i);

      muster_test_add_person (test, staff_no, "Ibis", "", "");
    }
  g_assert_true (
    muster_office_verify_audit (test->office, test->admin, &before, NULL, &error));
  muster_test_desk_reopen (test, NULL, MUSTER_TEST_PASSPHRASE);
  vault = muster_company_dup_vault (test->company);
  g_assert_true (muster_vault_write (vault, cut_run, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (
    muster_office_verify_audit (test->office, test->admin, &after, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
  g_assert_cmpuint (after, ==, before - 2);
}

/* ---- Damage ---- */

static void
damage (const char *folder, const char *name, gsize at)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  FILE *file = fopen (path, "r+");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) at, SEEK_SET), ==, 0);
  g_assert_cmpint (fputs ("################################", file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_damaged_database (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;

  muster_company_close (test->company);
  damage (test->folder, "muster.db", 64);
  company = muster_company_open (test->folder, NULL, MUSTER_TEST_PASSPHRASE, NULL, NULL,
                                 &actor, &error);
  g_assert_null (company);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
}

static void
test_damaged_keys (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  muster_company_close (test->company);
  path = g_build_filename (test->folder, "muster.keys", NULL);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (path, contents, (gssize) length / 2, NULL));
  company = muster_company_open (test->folder, NULL, MUSTER_TEST_PASSPHRASE, NULL, NULL,
                                 &actor, &error);
  g_assert_null (company);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
}

/* ---- Backups ---- */

static char *
backup_path (MusterTestDesk *test)
{
  g_autofree char *top = g_path_get_dirname (test->folder);

  return g_build_filename (top, "copy.muster", NULL);
}

static void
count_progress (guint64 done, guint64 total, gpointer progress_data)
{
  guint64 *last = progress_data;

  g_assert_cmpuint (done, >=, *last);
  *last = done;
}

static void
test_backup (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterActor) hr = muster_test_actor (MUSTER_ROLE_HR, NULL, NULL);
  g_autofree char *path = backup_path (test);
  g_autofree char *kept = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  guint64 done = 0;
  gsize length = 0;

  muster_test_add_person (test, "1001", "Ibis Lanternwright", "", "");
  g_assert_false (
    muster_archive_backup (test->company, hr, path, NULL, NULL, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
  g_clear_error (&error);

  g_assert_true (muster_archive_backup (test->company, test->admin, path, count_progress,
                                        &done, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (done, >, 0);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_null (g_strstr_len (contents, (gssize) length, "Lanternwright"));

  /* What came after the backup is in the company that is set aside. */
  muster_test_add_person (test, "1002", "Kite", "", "");
  muster_company_close (test->company);
  done = 0;
  g_assert_true (muster_archive_restore (path, test->folder, NULL, MUSTER_TEST_PASSPHRASE,
                                         count_progress, &done, NULL, &kept, &error));
  g_assert_no_error (error);
  g_assert_nonnull (kept);
  g_assert_true (muster_company_exists (kept));

  muster_test_desk_reopen (test, NULL, MUSTER_TEST_PASSPHRASE);
  people = muster_test_rows (test, test->admin, "people", NULL);
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_true (
    muster_office_verify_audit (test->office, test->admin, NULL, NULL, &error));
}

static void
assert_restore_refuses (MusterTestDesk *test,
                        const char *path,
                        const char *password,
                        int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *top = g_path_get_dirname (test->folder);
  g_autoptr (GDir) before = g_dir_open (top, 0, NULL);
  g_autoptr (GDir) after = NULL;
  guint n = 0;

  while (g_dir_read_name (before) != NULL)
    n++;
  g_assert_false (muster_archive_restore (path, test->folder, NULL, password, NULL, NULL,
                                          NULL, &kept, &error));
  g_assert_error (error, MUSTER_ERROR, code);
  g_assert_null (kept);
  after = g_dir_open (top, 0, NULL);
  while (g_dir_read_name (after) != NULL)
    n--;
  g_assert_cmpuint (n, ==, 0);
}

static void
test_bad_backups (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autofree char *path = backup_path (test);
  g_autofree char *contents = NULL;
  g_autofree char *foreign =
    muster_test_write_file (test, "foreign",
                            "something else entirely, "
                            "long enough to be looked at in earnest",
                            -1);
  g_autofree char *torn = NULL;
  g_autofree char *longer = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_assert_true (
    muster_archive_backup (test->company, test->admin, path, NULL, NULL, NULL, &error));
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  torn = muster_test_write_file (test, "torn", contents, (gssize) length - 4096);
  contents[length / 2] ^= 1;
  changed = muster_test_write_file (test, "changed", contents, (gssize) length);
  contents[length / 2] ^= 1;
  contents = g_realloc (contents, length + 1);
  contents[length] = 'x';
  longer = muster_test_write_file (test, "longer", contents, (gssize) length + 1);

  muster_company_close (test->company);
  assert_restore_refuses (test, foreign, MUSTER_TEST_PASSPHRASE, MUSTER_ERROR_STORAGE);
  assert_restore_refuses (test, torn, MUSTER_TEST_PASSPHRASE, MUSTER_ERROR_STORAGE);
  assert_restore_refuses (test, changed, MUSTER_TEST_PASSPHRASE, MUSTER_ERROR_STORAGE);
  assert_restore_refuses (test, longer, MUSTER_TEST_PASSPHRASE, MUSTER_ERROR_STORAGE);
  assert_restore_refuses (test, path, "another password", MUSTER_ERROR_LOCKED);
  muster_test_desk_reopen (test, NULL, MUSTER_TEST_PASSPHRASE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/company/usable-at-once", test_usable_at_once);
  g_test_add_func ("/company/refused", test_refused);
  g_test_add_func ("/company/users", test_users);
  g_test_add_func ("/company/recovery", test_recovery);
  g_test_add_func ("/company/closed", test_closed);
  g_test_add_func ("/company/rename", test_rename);
  g_test_add_func ("/company/zone", test_zone);
  g_test_add_func ("/company/cut-audit", test_cut_audit);
  g_test_add_func ("/company/damaged-database", test_damaged_database);
  g_test_add_func ("/company/damaged-keys", test_damaged_keys);
  g_test_add_func ("/company/backup", test_backup);
  g_test_add_func ("/company/bad-backups", test_bad_backups);

  return g_test_run ();
}
