/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-mock-connector.h"

#include "muster-file-connector.h"
#include "muster-folder-connector.h"

#define FIRST (G_GINT64_CONSTANT (1772611200) * 1000000) /* 2026-03-04 08:00 */

MusterMock muster_mock;

void
muster_mock_reset (void)
{
  g_clear_error (&muster_mock.fail);
  muster_mock.n = 10;
  muster_mock.batch = 4;
  muster_mock.flush = FALSE;
  muster_mock.records = FALSE;
  muster_mock.revision = 0;
  muster_mock.late = 0;
  muster_mock.direction = 0;
  muster_mock.clock_known = FALSE;
  muster_mock.ahead = muster_mock.doubt = 0;
  muster_mock.reach = 0;
  muster_mock.serial = NULL;
  muster_mock.hold = FALSE;
  muster_mock.fail_host = NULL;
  muster_mock.people = FALSE;
  muster_mock.pulls = muster_mock.probes = muster_mock.follows = muster_mock.clocks = 0;
  muster_mock.held = 0;
  muster_mock.running = muster_mock.most_running = muster_mock.followed = 0;
  muster_mock.step = NULL;
}

void
muster_mock_fail (GError *error)
{
  g_clear_error (&muster_mock.fail);
  muster_mock.fail = error;
}

void
muster_mock_wait_held (guint n)
{
  g_mutex_lock (&muster_mock.lock);
  while (muster_mock.held != n)
    g_cond_wait (&muster_mock.moved, &muster_mock.lock);
  g_mutex_unlock (&muster_mock.lock);
}

static void
mock_step (void)
{
  if (muster_mock.step != NULL)
    muster_mock.step (muster_mock.step_data);
}

static void
mock_move (guint *counter, int by)
{
  g_mutex_lock (&muster_mock.lock);
  *counter = (guint) ((int) *counter + by);
  muster_mock.most_running = MAX (muster_mock.most_running, muster_mock.running);
  g_cond_broadcast (&muster_mock.moved);
  g_mutex_unlock (&muster_mock.lock);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_mutex_lock (&muster_mock.lock);
  g_cond_broadcast (&muster_mock.moved);
  g_mutex_unlock (&muster_mock.lock);
}

static void
mock_wait (GCancellable *cancellable)
{
  gulong id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), NULL, NULL);

  g_mutex_lock (&muster_mock.lock);
  while (!g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&muster_mock.moved, &muster_mock.lock);
  g_mutex_unlock (&muster_mock.lock);
  g_cancellable_disconnect (cancellable, id);
}

/* What it tells of itself, before any punch */
static void
mock_introduce (MusterSink *sink)
{
  static const MusterDeviceUser people[] = {
    { .key = "1", .name = "Ada" },
    { .key = "2", .name = "BO", .staff_no = "1002" },
  };

  if (muster_mock.serial != NULL)
    muster_sink_learn (sink, "serial", muster_mock.serial);
  if (muster_mock.clock_known)
    muster_sink_clock (sink, muster_mock.ahead, muster_mock.doubt);
  if (muster_mock.people)
    muster_sink_meet (sink, people, G_N_ELEMENTS (people));
  mock_step ();
}

static gboolean
mock_give (MusterSink *sink, guint from, guint until, GError **error)
{
  MusterDraft drafts[256] = { 0 };
  char keys[256][12];
  char records[256][24];
  guint n = until - from;

  for (guint i = 0; i < n; i++)
    {
      guint k = from + i;

      g_snprintf (keys[i], sizeof keys[i], "%u", k % 7 + 1);
      g_snprintf (records[i], sizeof records[i], "r%u", k + 1);
      drafts[i] = (MusterDraft) {
        .person_key = keys[i],
        .record_key = muster_mock.records ? records[i] : NULL,
        .revision = muster_mock.revision,
        .wall = FIRST + k * MUSTER_MINUTE + muster_mock.late * MUSTER_SECOND +
                muster_mock.ahead,
        .offset = MUSTER_OFFSET_UNKNOWN,
        .direction = muster_mock.direction,
        .line = k + 1,
      };
    }

  mock_step ();
  if (!sink->take (sink, drafts, n, g_variant_new_uint32 (until), error))
    return FALSE;
  mock_step ();

  return !muster_mock.flush || muster_sink_flush (sink, error);
}

static gboolean
mock_read (MusterParams *settings,
           GVariant *cursor,
           MusterSink *sink,
           GCancellable *cancellable,
           GError **error)
{
  const char *host = muster_params_get_string (settings, "host");
  guint from = cursor != NULL ? g_variant_get_uint32 (cursor) : 0;

  mock_introduce (sink);
  for (guint at = from; at < muster_mock.n; at += muster_mock.batch)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !mock_give (sink, at, MIN (at + muster_mock.batch, muster_mock.n), error))
        return FALSE;
      sink->progress (sink, MIN (at + muster_mock.batch, muster_mock.n), muster_mock.n);
      mock_step ();
    }

  if (muster_mock.hold)
    {
      mock_move (&muster_mock.held, 1);
      mock_wait (cancellable);
      mock_move (&muster_mock.held, -1);
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (muster_mock.fail != NULL &&
      (muster_mock.fail_host == NULL || g_str_equal (muster_mock.fail_host, host)))
    {
      g_propagate_error (error, g_error_copy (muster_mock.fail));
      return FALSE;
    }
  if (muster_mock.reach != 0)
    muster_sink_reach (sink, muster_mock.reach);
  mock_step ();

  return TRUE;
}

static gboolean
mock_pull (MusterSource *source,
           MusterParams *settings,
           GVariant *cursor,
           MusterSink *sink,
           GCancellable *cancellable,
           GError **error)
{
  gboolean read;

  mock_move (&muster_mock.pulls, 1);
  mock_move (&muster_mock.running, 1);
  read = mock_read (settings, cursor, sink, cancellable, error);
  mock_move (&muster_mock.running, -1);

  return read;
}

static gboolean
mock_follow (MusterSource *source,
             MusterParams *settings,
             MusterSink *sink,
             GCancellable *cancellable,
             GError **error)
{
  mock_move (&muster_mock.follows, 1);
  mock_move (&muster_mock.followed, 1);
  mock_wait (cancellable);
  mock_move (&muster_mock.followed, -1);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static GVariant *
mock_probe (MusterSource *source,
            MusterParams *settings,
            GCancellable *cancellable,
            GError **error)
{
  g_auto (GVariantDict) found = G_VARIANT_DICT_INIT (NULL);

  mock_move (&muster_mock.probes, 1);
  if (muster_mock.fail != NULL)
    {
      g_propagate_error (error, g_error_copy (muster_mock.fail));
      return NULL;
    }

  g_variant_dict_insert (&found, "model", "s", "Mock 9");
  g_variant_dict_insert (&found, "punches", "t", (guint64) muster_mock.n);

  return g_variant_ref_sink (g_variant_dict_end (&found));
}

static gboolean
mock_set_clock (MusterSource *source,
                MusterParams *settings,
                GCancellable *cancellable,
                GError **error)
{
  mock_move (&muster_mock.clocks, 1);

  return TRUE;
}

static const MusterField mock_fields[] = {
  { "host", "Host", NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "port", "Port", NULL, MUSTER_FIELD_INTEGER, .fallback = "4370", .min = 1,
    .max = 65535 },
  { "comm_key", "Key", NULL, MUSTER_FIELD_SECRET },
  { "certificate", "Certificate", NULL, MUSTER_FIELD_TEXT },
  { NULL },
};

static const MusterConnector mock_connector = {
  .kind = "mock",
  .title = "Mock terminal",
  .fields = mock_fields,
  .probe = mock_probe,
  .pull = mock_pull,
  .follow = mock_follow,
  .set_clock = mock_set_clock,
  .unattended = TRUE,
};

static const MusterField porter_fields[] = {
  { "comm_key", "Key", NULL, MUSTER_FIELD_SECRET },
  { NULL },
};

static const MusterConnector porter_connector = {
  .kind = "porter",
  .title = "Mock that calls in",
  .fields = porter_fields,
  .probe = mock_probe,
  .pull = mock_pull,
  .listens = TRUE,
};

static const MusterConnector *const connectors[] = {
  &muster_file_connector,
  &muster_folder_connector,
  &mock_connector,
  &porter_connector,
  NULL,
};

/* ---- A listener without a network ---- */

MusterPushHost muster_mock_host;
GMainContext *muster_mock_context;

static MusterPushListener *
mock_listen (const char *address,
             guint port,
             GTlsCertificate *certificate,
             const MusterPushHost *host,
             GError **error)
{
  if (port == 1)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE, "In use");
      return NULL;
    }

  muster_mock_host = *host;
  muster_mock_context = g_main_context_get_thread_default ();

  return (MusterPushListener *) &muster_mock_host;
}

static guint
mock_get_port (MusterPushListener *listener)
{
  return 8081;
}

static void
mock_close (MusterPushListener *listener)
{
  muster_mock_context = NULL;
}

static gboolean
mock_admits (MusterSource *source, MusterParams *settings, const MusterPushCaller *caller)
{
  const char *key = muster_params_get_string (settings, "comm_key");

  return key == NULL || *key == '\0' || g_strcmp0 (key, caller->comm_key) == 0;
}

const MusterConnectorTable muster_mock_table = {
  .connectors = connectors,
  .admits = mock_admits,
  .listen = mock_listen,
  .get_port = mock_get_port,
  .close = mock_close,
};
