/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-connector-suite.h"

#include "muster-collector.h"
#include "muster-error.h"

#define MANY 20000
#define LARGEST_BATCH 4096

/* What a store keeps: each punch once, known by who, when and identity. */
static guint
store (GHashTable *stored, MusterCollector *collector)
{
  guint added = 0;

  for (guint i = 0; i < collector->punches->len; i++)
    added += g_hash_table_add (
      stored,
      g_strdup_printf ("%s#%u", (const char *) g_ptr_array_index (collector->punches, i),
                       g_array_index (collector->identities, guint32, i)));

  return added;
}

static gboolean
pull (const MusterConnectorMock *mock,
      MusterCollector *collector,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (MusterParams) settings = mock->settings ();
  g_autoptr (MusterSource) source = muster_source_new ();

  return mock->connector->pull (source, settings, NULL, &collector->sink, cancellable,
                                error);
}

static guint
pull_into (const MusterConnectorMock *mock, GHashTable *stored)
{
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (GError) error = NULL;

  pull (mock, collector, NULL, &error);
  g_assert_no_error (error);
  return store (stored, collector);
}

static GHashTable *
stored_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
test_twice (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  g_autoptr (GHashTable) stored = stored_new ();

  mock->serve (500, FALSE);
  g_assert_cmpuint (pull_into (mock, stored), ==, 500);
  g_assert_cmpuint (pull_into (mock, stored), ==, 0);
}

static void
test_longer (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  g_autoptr (GHashTable) stored = stored_new ();

  mock->serve (300, FALSE);
  g_assert_cmpuint (pull_into (mock, stored), ==, 300);
  mock->serve (420, FALSE);
  g_assert_cmpuint (pull_into (mock, stored), ==, 120);

  /* Older sources may come later. */
  mock->serve (100, FALSE);
  g_assert_cmpuint (pull_into (mock, stored), ==, 0);
}

static void
test_broken_off (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  g_autoptr (GHashTable) stored = stored_new ();
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (GError) error = NULL;
  guint first;

  mock->serve (MANY, FALSE);
  collector->fail_after = 1;
  g_assert_false (pull (mock, collector, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
  first = store (stored, collector);
  g_assert_cmpuint (first, >, 0);
  g_assert_cmpuint (first, <, MANY);
  g_assert_cmpuint (pull_into (mock, stored), ==, MANY - first);
}

static void
test_garbage (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (GHashTable) stored = stored_new ();
  g_autoptr (GError) error = NULL;

  mock->serve (500, TRUE);
  pull (mock, collector, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (store (stored, collector), ==, 500);
  g_assert_cmpuint (collector->rejects->len, >, 0);

  /* The damage is gone, and nothing of it was taken for a punch. */
  mock->serve (500, FALSE);
  g_assert_cmpuint (pull_into (mock, stored), ==, 0);
}

static void
test_cancel (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GCancellable) later = g_cancellable_new ();
  g_autoptr (MusterCollector) none = muster_collector_new ();
  g_autoptr (MusterCollector) some = muster_collector_new ();
  g_autoptr (GError) error = NULL;

  mock->serve (MANY * 2, FALSE);
  g_cancellable_cancel (cancelled);
  g_assert_false (pull (mock, none, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (none->punches->len, ==, 0);
  g_clear_error (&error);

  some->cancel_after = 1;
  some->cancellable = later;
  g_assert_false (pull (mock, some, later, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (some->batches, ==, 1);
}

static void
test_gone (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (GError) error = NULL;

  mock->serve (10, FALSE);
  mock->stop ();
  g_assert_false (pull (mock, collector, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, !=, "");
  g_assert_cmpuint (collector->punches->len, ==, 0);
}

static void
test_big (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (GError) error = NULL;

  mock->serve (MANY, FALSE);
  pull (mock, collector, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (collector->punches->len, ==, MANY);
  g_assert_cmpuint (collector->largest, <=, LARGEST_BATCH);
  g_assert_cmpuint (collector->progressed, >, 0);
  if (collector->total > 0)
    g_assert_cmpuint (collector->progressed, ==, collector->total);
}

static void
test_probe (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  g_autoptr (MusterParams) settings = NULL;
  g_autoptr (MusterSource) source = muster_source_new ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GError) error = NULL;

  mock->serve (50, FALSE);
  settings = mock->settings ();
  found = mock->connector->probe (source, settings, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_is_of_type (found, G_VARIANT_TYPE_VARDICT));
  g_assert_cmpuint (g_variant_n_children (found), >, 0);

  g_cancellable_cancel (cancelled);
  g_assert_null (mock->connector->probe (source, settings, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

void
muster_connector_suite_add (const char *path, const MusterConnectorMock *mock)
{
  static const struct
  {
    const char *name;
    GTestDataFunc test;
  } tests[] = {
    { "twice", test_twice },
    { "longer", test_longer },
    { "broken-off", test_broken_off },
    { "garbage", test_garbage },
    { "cancel", test_cancel },
    { "gone", test_gone },
    { "big", test_big },
    { "probe", test_probe },
  };

  g_return_if_fail (path != NULL && mock != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *name = g_strconcat (path, "/suite/", tests[i].name, NULL);

      if (tests[i].test != test_gone || mock->stop != NULL)
        g_test_add_data_func (name, mock, tests[i].test);
    }
}
