/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-connector-suite.h"

#include "muster-collector.h"
#include "muster-error.h"

#define MANY 20000
#define MILLION 1000000
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

static MusterSource *
source_new (void)
{
  MusterSource *source = muster_source_new ();

  source->zone = g_strdup ("Asia/Shanghai");
  return source;
}

static gboolean
pull_from (const MusterConnectorMock *mock,
           GVariant *cursor,
           MusterSink *sink,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (MusterParams) settings = mock->settings ();
  g_autoptr (MusterSource) source = source_new ();

  return mock->connector->pull (source, settings, cursor, sink, cancellable, error);
}

static gboolean
pull (const MusterConnectorMock *mock,
      MusterCollector *collector,
      GCancellable *cancellable,
      GError **error)
{
  return pull_from (mock, NULL, &collector->sink, cancellable, error);
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

static guint
many (const MusterConnectorMock *mock)
{
  return mock->many > 0 ? mock->many : MANY;
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

  mock->serve (many (mock), FALSE);
  collector->fail_after = 1;
  g_assert_false (pull (mock, collector, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);
  first = store (stored, collector);
  g_assert_cmpuint (first, >, 0);
  g_assert_cmpuint (first, <, many (mock));
  g_assert_cmpuint (pull_into (mock, stored), ==, many (mock) - first);
}

/* Goes on from the cursor of what was stored. */
static void
test_cursor (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  g_autoptr (GHashTable) stored = stored_new ();
  g_autoptr (GVariant) cursor = NULL;
  gboolean good = FALSE;

  mock->serve (many (mock), FALSE);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (MusterCollector) collector = muster_collector_new ();
      g_autoptr (GError) error = NULL;

      collector->fail_after = i < 2 ? 1 : 0;
      good = pull_from (mock, cursor, &collector->sink, NULL, &error);
      g_assert_cmpint (good, ==, i >= 2);
      store (stored, collector);
      if (collector->cursor != NULL)
        {
          g_clear_pointer (&cursor, g_variant_unref);
          cursor = g_variant_ref (collector->cursor);
        }
    }

  g_assert_cmpuint (g_hash_table_size (stored), ==, many (mock));
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

  mock->serve (many (mock) * 2, FALSE);
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

  mock->serve (many (mock), FALSE);
  pull (mock, collector, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (collector->punches->len, ==, many (mock));
  g_assert_cmpuint (collector->largest, <=, LARGEST_BATCH);
  g_assert_cmpuint (collector->progressed, >, 0);
  if (collector->total > 0)
    g_assert_cmpuint (collector->progressed, ==, collector->total);
}

/* Cut after every single answer, in every way that ends at once: what was handed over and what a
 * whole pull brings afterwards are together what there is. */
static void
test_cut (gconstpointer data)
{
  const MusterConnectorMock *mock = data;

  for (MusterConnectorFault fault = MUSTER_CONNECTOR_DROP;
       fault <= MUSTER_CONNECTOR_GARBAGE; fault++)
    {
      gboolean good = FALSE;
      guint after;

      for (after = 0; !good; after++)
        {
          g_autoptr (MusterCollector) collector = muster_collector_new ();
          g_autoptr (GHashTable) stored = stored_new ();
          g_autoptr (GError) error = NULL;
          guint first;

          g_assert_cmpuint (after, <, 1000);
          mock->serve (300, FALSE);
          mock->fail (fault, after);
          good = pull (mock, collector, NULL, &error);
          first = store (stored, collector);
          g_assert_cmpint (good, ==, error == NULL);
          if (good)
            g_assert_cmpuint (first, ==, 300);
          else
            g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));

          mock->serve (300, FALSE);
          g_assert_cmpuint (pull_into (mock, stored), ==, 300 - first);
        }
      g_assert_cmpuint (after, >, 1);
    }
}

static void
test_slow (gconstpointer data)
{
  static const guint moments[] = { 0, 1, 5 };
  const MusterConnectorMock *mock = data;

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (MusterCollector) collector = muster_collector_new ();
      g_autoptr (GHashTable) stored = stored_new ();
      g_autoptr (GError) error = NULL;

      mock->serve (300, FALSE);
      mock->fail (MUSTER_CONNECTOR_STALL, moments[i]);
      g_assert_false (pull (mock, collector, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      store (stored, collector);

      mock->serve (300, FALSE);
      pull_into (mock, stored);
      g_assert_cmpuint (g_hash_table_size (stored), ==, 300);
    }
}

static void
test_secret (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (MusterParams) settings = NULL;
  g_autoptr (MusterSource) source = source_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) probed = NULL;
  const char *field;

  mock->serve (50, FALSE);
  field = mock->lock ();
  g_assert_false (pull (mock, collector, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_cmpstr (muster_error_get_field (error), ==, field);
  g_assert_cmpuint (collector->punches->len, ==, 0);

  settings = mock->settings ();
  g_assert_null (mock->connector->probe (source, settings, NULL, &probed));
  g_assert_cmpstr (muster_error_get_field (probed), ==, field);
}

static void
test_lies (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  g_autoptr (GHashTable) stored = stored_new ();

  mock->serve (500, FALSE);
  mock->lie ();
  g_assert_cmpuint (pull_into (mock, stored), ==, 500);
}

/* Counts what comes, and keeps none of it. */
typedef struct
{
  MusterSink sink;
  guint64 n;
  gsize largest;
} Counter;

static gboolean
counter_take (MusterSink *sink,
              const MusterDraft *drafts,
              gsize n_drafts,
              GVariant *cursor,
              GError **error)
{
  Counter *counter = (Counter *) sink;

  counter->n += n_drafts;
  counter->largest = MAX (counter->largest, n_drafts);
  return TRUE;
}

static void
counter_reject (MusterSink *sink, const MusterReject *reject)
{
  g_assert_not_reached ();
}

static void
counter_skip (MusterSink *sink, const char *reason, guint64 n)
{
  g_assert_not_reached ();
}

static void
counter_progress (MusterSink *sink, guint64 done, guint64 total)
{
  g_assert_true (total == 0 || done <= total);
}

static void
test_million (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  Counter counter = {
    .sink = { counter_take, counter_reject, counter_skip, counter_progress },
  };
  g_autoptr (GError) error = NULL;

  mock->serve (MILLION, FALSE);
  pull_from (mock, NULL, &counter.sink, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counter.n, ==, MILLION);
  g_assert_cmpuint (counter.largest, <=, LARGEST_BATCH);
}

static void
test_probe (gconstpointer data)
{
  const MusterConnectorMock *mock = data;
  g_autoptr (MusterParams) settings = NULL;
  g_autoptr (MusterSource) source = source_new ();
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
  const struct
  {
    const char *name;
    GTestDataFunc test;
    gboolean possible;
  } tests[] = {
    { "twice", test_twice, TRUE },
    { "longer", test_longer, TRUE },
    { "broken-off", test_broken_off, TRUE },
    { "cursor", test_cursor, TRUE },
    { "garbage", test_garbage, TRUE },
    { "cancel", test_cancel, TRUE },
    { "gone", test_gone, mock->stop != NULL },
    { "big", test_big, TRUE },
    { "cut", test_cut, mock->fail != NULL },
    { "slow", test_slow, mock->fail != NULL },
    { "secret", test_secret, mock->lock != NULL },
    { "lies", test_lies, mock->lie != NULL },
    { "million", test_million, mock->million },
    { "probe", test_probe, TRUE },
  };

  g_return_if_fail (path != NULL && mock != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *name = g_strconcat (path, "/suite/", tests[i].name, NULL);

      if (tests[i].possible)
        g_test_add_data_func (name, mock, tests[i].test);
    }
}
