/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-gatehouse.h"

#include "muster-connector-catalog.h"
#include "muster-connector-table.h"
#include "muster-ingest.h"
#include "muster-pull.h"
#include "muster-punches.h"
#include "muster-reading.h"
#include "muster-sources.h"
#include "muster-strangers.h"
#include "muster-transaction.h"

/* How often a guest's right to be here is looked up again, and a stranger's call written down. */
#define CHECK_EVERY (10 * MUSTER_SECOND)
#define NOTE_EVERY MUSTER_MINUTE

/* Whoever can reach the port can invent serial numbers: so many are remembered at a time. */
#define MOST_STRANGERS 1000

/* A device that was let in. */
typedef struct
{
  MusterPull *pull;
  gint64 checked_at;
  gboolean closed;
} Guest;

struct _MusterGatehouse
{
  MusterOffice *office;
  MusterActor *actor;
  GHashTable *guests; /* of Guest by serial */
  GPtrArray *leaving; /* of Guest: the listener still knows their sinks */
  GHashTable
    *strangers; /* of instants (gint64 *) by serial: when they were written down */
};

static void
guest_close (Guest *guest)
{
  g_autoptr (MusterImportRow) row = NULL;
  g_autoptr (GError) error = NULL;

  if (guest->closed)
    return;

  guest->closed = TRUE;
  if (!(row = muster_pull_close (guest->pull, NULL, 0, &error)))
    g_debug ("A source that called in could not be left in order: %s", error->message);
}

static void
guest_free (gpointer data)
{
  Guest *guest = data;

  guest_close (guest);
  muster_pull_free (guest->pull);
  g_free (guest);
}

MusterGatehouse *
muster_gatehouse_new (MusterOffice *office, MusterActor *actor)
{
  MusterGatehouse *self = g_new0 (MusterGatehouse, 1);

  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->guests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->leaving = g_ptr_array_new_with_free_func (guest_free);
  self->strangers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
muster_gatehouse_free (MusterGatehouse *gatehouse)
{
  GHashTableIter iter;
  gpointer guest;

  g_hash_table_iter_init (&iter, gatehouse->guests);
  while (g_hash_table_iter_next (&iter, NULL, &guest))
    guest_free (guest);
  g_hash_table_unref (gatehouse->guests);
  g_ptr_array_unref (gatehouse->leaving);
  g_hash_table_unref (gatehouse->strangers);
  g_object_unref (gatehouse->office);
  g_object_unref (gatehouse->actor);
  g_free (gatehouse);
}

/* ---- Who it is ---- */

typedef struct
{
  const char *serial;
  MusterSource *source;
} Search;

/* Of a source that is paused or retired nothing is taken: the device keeps it. */
static gboolean
search_run (MusterReading *reading, gpointer data, GError **error)
{
  Search *search = data;
  g_autoptr (GPtrArray) sources = muster_sources_list (reading->db, error);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      MusterSource *source = g_ptr_array_index (sources, i);
      const MusterConnector *connector =
        muster_connector_find_in (reading->connectors->connectors, source->kind);

      if (source->state == MUSTER_SOURCE_ACTIVE && connector != NULL &&
          connector->listens && g_strcmp0 (source->device, search->serial) == 0)
        g_set_object (&search->source, source);
    }

  return sources != NULL;
}

/* (transfer full) (nullable): %NULL without @error when it is nobody's */
static MusterSource *
gatehouse_search (MusterGatehouse *self, const char *serial, GError **error)
{
  Search search = { serial, NULL };

  muster_office_read (self->office, self->actor, MUSTER_MAY_INGEST, search_run, &search,
                      NULL, error);

  return search.source;
}

static gboolean
bag_is_same (GVariant *one, GVariant *other)
{
  return one == other || (one != NULL && other != NULL && g_variant_equal (one, other));
}

/* What a guest was let in for. */
static gboolean
source_is_same (MusterSource *one, MusterSource *other)
{
  return one->id == other->id && one->datum == other->datum &&
         one->correction == other->correction && g_str_equal (one->zone, other->zone) &&
         g_str_equal (one->name, other->name) &&
         bag_is_same (one->settings, other->settings) &&
         bag_is_same (one->plan, other->plan);
}

/* ---- Strangers ---- */

static gboolean
note_run (MusterTransaction *txn, gpointer data, GError **error)
{
  const MusterPushCaller *caller = data;

  return muster_strangers_note (txn->db, caller->serial, caller->address, caller->about,
                                txn->now, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

static gboolean
gatehouse_note (MusterGatehouse *self, const MusterPushCaller *caller, GError **error)
{
  gint64 now = muster_office_get_now (self->office);
  gint64 *noted_at = g_hash_table_lookup (self->strangers, caller->serial);

  if (noted_at != NULL && now - *noted_at < NOTE_EVERY)
    return TRUE;
  if (noted_at == NULL && g_hash_table_size (self->strangers) >= MOST_STRANGERS)
    return TRUE;

  noted_at = g_new (gint64, 1);
  *noted_at = now;
  g_hash_table_replace (self->strangers, g_strdup (caller->serial), noted_at);

  return muster_office_note (self->office, self->actor, MUSTER_MAY_INGEST,
                             "source.stranger", note_run, (gpointer) caller, error);
}

/* ---- What a listener asks ---- */

static void
gatehouse_show_out (MusterGatehouse *self, const char *serial)
{
  Guest *guest = g_hash_table_lookup (self->guests, serial);

  guest_close (guest);
  g_ptr_array_add (self->leaving, guest);
  g_hash_table_remove (self->guests, serial);
}

/* A guest whose source was paused, retired or changed goes; it may come in anew. */
static gboolean
gatehouse_review (MusterGatehouse *self, const char *serial, GError **error)
{
  Guest *guest = g_hash_table_lookup (self->guests, serial);
  gint64 now = muster_office_get_now (self->office);
  g_autoptr (MusterSource) source = NULL;
  g_autoptr (GError) local = NULL;

  if (guest == NULL || ABS (now - guest->checked_at) < CHECK_EVERY)
    return TRUE;

  source = gatehouse_search (self, serial, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  guest->checked_at = now;
  if (source == NULL || !source_is_same (source, muster_pull_get_source (guest->pull)))
    gatehouse_show_out (self, serial);

  return TRUE;
}

static Guest *
gatehouse_receive (MusterGatehouse *self, const MusterPushCaller *caller, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (MusterSource) source = gatehouse_search (self, caller->serial, &local);
  MusterPull *pull;
  Guest *guest;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (source == NULL)
    {
      gatehouse_note (self, caller, error);
      return NULL;
    }

  pull = muster_pull_open (self->office, self->actor, source->id, self->actor->name, NULL,
                           NULL, error);
  if (pull == NULL)
    return NULL;

  guest = g_new0 (Guest, 1);
  guest->pull = pull;
  guest->checked_at = muster_office_get_now (self->office);
  g_hash_table_replace (self->guests, g_strdup (caller->serial), guest);

  return guest;
}

static MusterSink *
gatehouse_admit (const MusterPushCaller *caller,
                 MusterSource **source,
                 gpointer host_data,
                 GError **error)
{
  MusterGatehouse *self = host_data;
  const MusterConnectorTable *table = muster_office_get_connectors (self->office);
  Guest *guest;

  if (!gatehouse_review (self, caller->serial, error))
    return NULL;

  guest = g_hash_table_lookup (self->guests, caller->serial);
  if (guest == NULL && !(guest = gatehouse_receive (self, caller, error)))
    return NULL;

  /* At each call: somebody else may be using the number of one that is in. */
  if (table->admits != NULL &&
      !table->admits (muster_pull_get_source (guest->pull),
                      muster_pull_get_settings (guest->pull), caller))
    return NULL;

  *source = g_object_ref (muster_pull_get_source (guest->pull));

  return muster_pull_get_sink (guest->pull);
}

static Guest *
gatehouse_find (MusterGatehouse *self, MusterSink *sink)
{
  GHashTableIter iter;
  gpointer guest;

  g_hash_table_iter_init (&iter, self->guests);
  while (g_hash_table_iter_next (&iter, NULL, &guest))
    if (muster_pull_get_sink (((Guest *) guest)->pull) == sink)
      return guest;

  return NULL;
}

static void
gatehouse_leave (MusterSink *sink, gpointer host_data)
{
  MusterGatehouse *self = host_data;
  GHashTableIter iter;
  gpointer guest;

  for (guint i = 0; i < self->leaving->len; i++)
    {
      guest = g_ptr_array_index (self->leaving, i);
      if (muster_pull_get_sink (((Guest *) guest)->pull) == sink)
        {
          g_ptr_array_remove_index_fast (self->leaving, i);
          return;
        }
    }

  g_hash_table_iter_init (&iter, self->guests);
  while (g_hash_table_iter_next (&iter, NULL, &guest))
    if (muster_pull_get_sink (((Guest *) guest)->pull) == sink)
      {
        g_hash_table_iter_remove (&iter);
        guest_free (guest);
        return;
      }
}

static void
gatehouse_heard (const MusterPushCaller *caller, gpointer host_data)
{
  MusterGatehouse *self = host_data;
  Guest *guest = g_hash_table_lookup (self->guests, caller->serial);
  g_autoptr (GError) error = NULL;

  if (guest != NULL && !muster_pull_hear (guest->pull, &error))
    g_debug ("A sign of life could not be stored: %s", error->message);
}

static gboolean
gatehouse_commit (MusterSink *const *sinks,
                  gsize n_sinks,
                  gpointer host_data,
                  GError **error)
{
  return muster_ingest_store_many (sinks, n_sinks, error);
}

typedef struct
{
  gint64 source_id;
  gint64 from;
  gint64 until;
  guint64 n;
} Count;

static gboolean
count_run (MusterReading *reading, gpointer data, GError **error)
{
  Count *count = data;

  return muster_punches_count (reading->db, count->source_id, count->from, count->until,
                               &count->n, error);
}

static gint64
gatehouse_count (MusterSink *sink, gint64 from, gint64 until, gpointer host_data)
{
  MusterGatehouse *self = host_data;
  Guest *guest = gatehouse_find (self, sink);
  Count count = { .from = from, .until = until };

  if (guest == NULL)
    return -1;

  count.source_id = muster_pull_get_source (guest->pull)->id;

  return muster_office_read (self->office, self->actor, MUSTER_MAY_INGEST, count_run,
                             &count, NULL, NULL)
           ? (gint64) count.n
           : -1;
}

static gint64
gatehouse_now (gpointer host_data)
{
  return muster_office_get_now (((MusterGatehouse *) host_data)->office);
}

MusterPushHost
muster_gatehouse_get_host (MusterGatehouse *gatehouse)
{
  return (MusterPushHost) {
    .admit = gatehouse_admit,
    .leave = gatehouse_leave,
    .heard = gatehouse_heard,
    .commit = gatehouse_commit,
    .count = gatehouse_count,
    .now = gatehouse_now,
    .host_data = gatehouse,
  };
}
