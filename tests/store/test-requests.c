/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-requests.h"
#include "muster-test-company.h"

static gboolean
add_run (MusterDb *db, gpointer data, GError **error)
{
  g_autoptr (MusterRequest) request = muster_request_new ();

  request->person_id =
    muster_test_person_add (db, "0041", "陆小满", "生产部", "workshop");
  request->kind = MUSTER_REQUEST_LEAVE;
  request->state = MUSTER_REQUEST_SUBMITTED;
  request->date = MUSTER_TEST_TODAY;
  request->to_date = MUSTER_TEST_TODAY;
  request->slot = 16 + MUSTER_REQUEST_LEAVE;
  request->levels = g_strdup ("[]");
  request->reason = g_strdup ("a wedding");
  request->entered_by = g_strdup ("Warden");
  request->entered_at = MUSTER_TEST_NOW;
  request->submitted_at = MUSTER_TEST_NOW;
  *(gint64 *) data = muster_requests_add (db, request, error);

  return *(gint64 *) data != 0;
}

/* Whoever asks for some gets one for each, or nothing in its place. */
static gboolean
load_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 id = *(gint64 *) data;
  const gint64 ids[] = { id + 1, id, id + 2 };
  g_autoptr (GPtrArray)
    requests = muster_requests_load (db, ids, G_N_ELEMENTS (ids), error);

  g_assert_nonnull (requests);
  g_assert_cmpuint (requests->len, ==, G_N_ELEMENTS (ids));
  g_assert_null (g_ptr_array_index (requests, 0));
  g_assert_cmpint (((MusterRequest *) g_ptr_array_index (requests, 1))->id, ==, id);
  g_assert_null (g_ptr_array_index (requests, 2));

  return TRUE;
}

/* A page that is left while it loads takes its question back. */
static gboolean
cancelled_run (MusterDb *db, gpointer data, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) stopped = NULL;

  g_cancellable_cancel (cancellable);
  muster_db_set_cancellable (db, cancellable);
  requests = muster_requests_load (db, data, 1, &stopped);
  muster_db_set_cancellable (db, NULL);
  g_assert_null (requests);
  g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  return TRUE;
}

static void
test_load (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  gint64 id = 0;

  muster_test_vault_write (test, add_run, &id);
  muster_test_vault_read (test, load_run, &id);
  muster_test_vault_read (test, cancelled_run, &id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/requests/load", test_load);

  return g_test_run ();
}
