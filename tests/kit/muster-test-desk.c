/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-test-desk.h"

#include "muster-badges.h"
#include "muster-command-catalog.h"
#include "muster-error.h"
#include "muster-imports.h"
#include "muster-listing-catalog.h"
#include "muster-punches.h"
#include "muster-test-vault.h"
#include "muster-transaction.h"

static gint64
frozen_clock (gpointer clock_data)
{
  return ((MusterTestDesk *) clock_data)->now;
}

gint64
muster_test_instant (const char *wall)
{
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);
  g_autoptr (GError) error = NULL;
  gint64 at = 0;

  muster_instant_parse (wall, zone, &at, &error);
  g_assert_no_error (error);

  return at;
}

MusterDate
muster_test_date (const char *text)
{
  g_autoptr (GError) error = NULL;
  MusterDate date = MUSTER_DATE_NONE;

  muster_date_parse (text, &date, &error);
  g_assert_no_error (error);

  return date;
}

MusterTestDesk *
muster_test_desk_new (void)
{
  MusterTestDesk *test = g_new0 (MusterTestDesk, 1);
  g_autofree char *top = muster_test_folder_new ();
  g_autoptr (GError) error = NULL;

  test->folder = g_build_filename (top, "company", NULL);
  test->now = muster_test_instant ("2026-03-05T10:00");
  test->company = muster_company_create_with_effort (
    test->folder, "Harbour Works", "Asia/Shanghai", "Warden", MUSTER_TEST_PASSPHRASE,
    MUSTER_KEY_EFFORT_LEAST, frozen_clock, test, NULL, &test->admin, &error);
  g_assert_no_error (error);
  test->office = muster_company_get_office (test->company);

  return test;
}

/* A page's thread that is not over yet may still ask such a desk what time it is. */
static GPtrArray *closed_desks;

void
muster_test_desk_free (MusterTestDesk *test)
{
  g_autofree char *top = g_path_get_dirname (test->folder);

  if (test->company != NULL)
    muster_company_close (test->company);
  g_clear_object (&test->company);
  g_clear_object (&test->admin);
  muster_test_folder_remove (top);
  g_clear_pointer (&test->folder, g_free);
  if (closed_desks == NULL)
    closed_desks = g_ptr_array_new ();
  g_ptr_array_add (closed_desks, test);
}

void
muster_test_desk_reopen (MusterTestDesk *test, const char *user, const char *password)
{
  g_autoptr (GError) error = NULL;

  muster_company_close (test->company);
  g_clear_object (&test->company);
  g_clear_object (&test->admin);
  test->company = muster_company_open (test->folder, user, password, frozen_clock, test,
                                       &test->admin, &error);
  g_assert_no_error (error);
  test->office = muster_company_get_office (test->company);
}

void
muster_test_desk_set_clock (MusterTestDesk *test, const char *wall)
{
  test->now = muster_test_instant (wall);
}

MusterActor *
muster_test_actor (MusterRole role, const char *group, const char *department)
{
  const char *groups[] = { group, NULL };
  const char *departments[] = { department, NULL };
  MusterScope scope = {
    .all = group == NULL && department == NULL,
    .groups = (GStrv) groups,
    .departments = (GStrv) departments,
  };

  return muster_actor_new (77, "Quill", role, &scope);
}

static GVariant *
args_parse (const MusterCommand *command, const char *args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    values = g_variant_parse (G_VARIANT_TYPE_VARDICT, args, NULL, NULL, &error);
  GVariant *built;

  g_assert_no_error (error);
  built = muster_command_build_args (command, values, &error);
  g_assert_no_error (error);

  return built;
}

GVariant *
muster_test_submit (MusterTestDesk *test, const char *name, const char *args)
{
  const MusterCommand *command = muster_command_find (name);
  g_autoptr (GError) error = NULL;
  GVariant *result;

  g_assert_nonnull (command);
  result = muster_office_submit (test->office, test->admin, command,
                                 args_parse (command, args), NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (result);

  return result;
}

void
muster_test_refuse (MusterTestDesk *test,
                    MusterActor *actor,
                    const char *name,
                    const char *args,
                    int code)
{
  const MusterCommand *command = muster_command_find (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) result = NULL;

  g_assert_nonnull (command);
  result = muster_office_submit (test->office, actor, command, args_parse (command, args),
                                 NULL, &error);
  g_assert_null (result);
  g_assert_error (error, MUSTER_ERROR, code);
}

gint64
muster_test_add_person (MusterTestDesk *test,
                        const char *staff_no,
                        const char *name,
                        const char *group,
                        const char *department)
{
  g_autofree char *args = g_strdup_printf (
    "{'staff_no': <'%s'>, 'name': <'%s'>, 'group': <'%s'>, 'department': <'%s'>}",
    staff_no, name, group, department);
  g_autoptr (GVariant) result = muster_test_submit (test, "person.add", args);
  gint64 id;

  g_variant_get (result, "(x)", &id);

  return id;
}

gint64
muster_test_add_source (MusterTestDesk *test, const char *name)
{
  g_autofree char *args = g_strdup_printf ("{'name': <'%s'>}", name);
  g_autoptr (GVariant) result = muster_test_submit (test, "source.add", args);
  gint64 id;

  g_variant_get (result, "(x)", &id);

  return id;
}

char *
muster_test_write_file (MusterTestDesk *test,
                        const char *name,
                        const char *data,
                        gssize length)
{
  g_autofree char *top = g_path_get_dirname (test->folder);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (top, name, NULL);

  g_file_set_contents (path, data, length, &error);
  g_assert_no_error (error);

  return path;
}

typedef struct
{
  gint64 source_id;
  const char *key;
  gint64 person_id;
  const char *phone;
  gint64 at;
} PhonePunch;

static gboolean
phone_punch_run (MusterTransaction *txn, gpointer data, GError **error)
{
  const PhonePunch *one = data;
  g_autofree char *extra = g_strdup_printf ("{\"phone\":\"%s\"}", one->phone);
  MusterNewPunch punch = {
    .at = one->at,
    .wall = one->at + 480 * MUSTER_MINUTE,
    .received_at = one->at,
    .extra = extra,
  };
  gint64 before;

  return muster_badges_ensure (txn->db, one->source_id, one->key, NULL, &punch.badge_id,
                               &before, error) &&
         muster_badges_map (txn->db, one->source_id, one->key, one->person_id, txn->now,
                            txn->actor->name, NULL, NULL, error) &&
         muster_punches_add (txn->db, one->source_id, 0, &punch, 1, NULL, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_PEOPLE);
}

void
muster_test_add_phone_punch (MusterTestDesk *test,
                             gint64 source_id,
                             const char *key,
                             gint64 person_id,
                             const char *phone,
                             const char *wall)
{
  PhonePunch punch = { source_id, key, person_id, phone, muster_test_instant (wall) };
  g_autoptr (GError) error = NULL;

  muster_office_write (test->office, test->admin, MUSTER_MAY_ADMIN, "test.punch", NULL,
                       phone_punch_run, &punch, NULL, &error);
  g_assert_no_error (error);
}

MusterImportRow *
muster_test_import (MusterTestDesk *test,
                    gint64 source_id,
                    const char *name,
                    const char *text)
{
  g_autofree char *path = muster_test_write_file (test, name, text, -1);
  g_autoptr (GError) error = NULL;
  MusterImportRow *report = muster_imports_run (test->office, test->admin, source_id,
                                                path, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return report;
}

GPtrArray *
muster_test_rows (MusterTestDesk *test,
                  MusterActor *actor,
                  const char *name,
                  MusterFilter *filter)
{
  const MusterListing *listing = muster_listing_lookup (name);
  g_autoptr (MusterFilter) all = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  g_assert_nonnull (listing);
  finding = muster_office_list (test->office, actor, listing,
                                filter != NULL ? filter : all, NULL, &error);
  g_assert_no_error (error);
  rows = muster_office_load (test->office, finding, 0, G_MAXUINT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, finding->keys->len);

  return rows;
}

MusterFilter *
muster_test_filter (const char *date)
{
  MusterFilter *filter = muster_filter_new ();

  if (date != NULL)
    filter->dates = (MusterDates) { muster_test_date (date), muster_test_date (date) };

  return filter;
}
