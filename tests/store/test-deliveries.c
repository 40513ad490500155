/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-badges.h"
#include "muster-deliveries.h"
#include "muster-test-company.h"

typedef struct
{
  gint64 first;
  gint64 second;
} Deliveries;

static gint64
add (MusterDb *db, gint64 source_id, gint64 badge_id, const char *key)
{
  const MusterDeliveryRecord record = {
    .source_id = source_id,
    .record_key = (char *) key,
    .revision = 1,
    .badge_id = badge_id,
    .kind = (char *) "missing",
    .status = (char *) "submitted",
    .date = MUSTER_TEST_TODAY,
    .to_date = MUSTER_DATE_NONE,
    .received_at = MUSTER_TEST_NOW,
  };
  g_autoptr (GBytes) data = g_bytes_new_static ("a note from a doctor", 20);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (muster_deliveries_add (db, &record, &id, &error));
  g_assert_true (muster_deliveries_add_file (db, id, "note.txt", data, NULL, &error));
  g_assert_no_error (error);

  return id;
}

static gboolean
add_run (MusterDb *db, gpointer data, GError **error)
{
  Deliveries *deliveries = data;
  gint64 source = muster_test_source_add (db, "Phones");
  gint64 person;
  gint64 badge;

  g_assert_true (
    muster_badges_ensure (db, source, "p0000", NULL, &badge, &person, error));
  deliveries->first = add (db, source, badge, "a");
  deliveries->second = add (db, source, badge, "b");

  return TRUE;
}

static gboolean
settle_run (MusterDb *db, gpointer data, GError **error)
{
  Deliveries *deliveries = data;

  return muster_deliveries_settle (db, deliveries->first, 0, "No such kind.", error);
}

static gboolean
files_run (MusterDb *db, gpointer data, GError **error)
{
  Deliveries *deliveries = data;
  g_autoptr (GPtrArray)
    gone = muster_deliveries_list_files (db, deliveries->first, error);
  g_autoptr (GPtrArray)
    there = muster_deliveries_list_files (db, deliveries->second, error);
  MusterDeliveryBlob *blob;

  g_assert_cmpuint (gone->len, ==, 0);
  g_assert_cmpuint (there->len, ==, 1);
  blob = g_ptr_array_index (there, 0);
  g_assert_cmpstr (blob->name, ==, "note.txt");
  g_assert_cmpuint (g_bytes_get_size (blob->data), ==, 20);

  return TRUE;
}

/* What is settled keeps no file that nobody can see; what waits keeps its own. */
static void
test_files (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  Deliveries deliveries;

  muster_test_vault_write (test, add_run, &deliveries);
  muster_test_vault_write (test, settle_run, &deliveries);
  muster_test_vault_read (test, files_run, &deliveries);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/deliveries/files", test_files);

  return g_test_run ();
}
