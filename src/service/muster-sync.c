/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sync.h"

#include "muster-connector-catalog.h"
#include "muster-connector-table.h"
#include "muster-contacts.h"
#include "muster-deliveries.h"
#include "muster-error.h"
#include "muster-gatehouse.h"
#include "muster-http.h"
#include "muster-listening.h"
#include "muster-pull.h"
#include "muster-reading.h"
#include "muster-sources.h"
#include "muster-sync-plan.h"
#include "muster-hold.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* Reads at the same time. */
#define MOST_JOBS 4

/* How often it looks at the clock; also after how much missing time the computer slept. */
#define LOOK_SECONDS 10
#define SLEPT (30 * MUSTER_SECOND)

/* A source that was tried just now is not tried again because the program starts. */
#define FRESH MUSTER_MINUTE

/* After any error, also one of which nothing could be written down. */
#define BREATHER (10 * MUSTER_SECOND)

/* A source as a look found it. */
typedef struct
{
  gint64 id;
  char *name;
  char *kind;
  char *device_key; /* what only one may talk to at a time */
  gboolean unattended;
  gboolean follows;
  gboolean waits; /* for the network: its last attempt did not get through */
  gint64 attempted_at;
  gint64 next_at; /* G_MAXINT64 for never */
} Seen;

/* What goes on with one source. */
typedef struct
{
  gint64 id;
  char *name;
  char *device_key;
  char *user;        /* who wants it read; NULL when nobody does */
  gint64 not_before; /* after an error, whatever the schedule says */
  gboolean follows;
  gboolean outran;  /* ended while a look was under way, which may not know it */
  struct _Job *job; /* the thread that is at it */
} Entry;

/* One thread's work, shared with it */
typedef struct _Job
{
  gatomicrefcount references;
  GWeakRef sync;
  GMainContext *context;
  MusterOffice *office;
  MusterActor *actor;
  GCancellable *cancellable;
  gint64 source_id;
  char *user;
  double dice;
  gboolean following;

  GMutex lock;
  guint64 done;
  guint64 total;

  MusterImportRow *report;
  GError *error;
} Job;

/* The thread in which devices are answered */
typedef struct
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  MusterOffice *office;
  MusterActor *actor;
  MusterListening setting;
  GMutex lock;
  GCond ready;
  gboolean is_ready;
  guint port;
  GError *error;
} Porter;

struct _MusterSync
{
  GObject parent_instance;

  MusterOffice *office;
  MusterActor *actor;
  GMainContext *context;
  GThreadPool *pool;
  GHashTable *entries; /* of Entry by id */
  guint n_reading;
  guint n_following;
  GCancellable *cancellable;

  gboolean started;
  gboolean stopped;
  gboolean looking;
  gboolean look_again;
  gboolean all_due; /* at the next look: start, wake */
  gboolean network_back;
  MusterHold *hold;
  GSource *timer;
  gint64 wall_at;
  gint64 monotonic_at;
  GNetworkMonitor *network;
  Porter *porter;

  MusterSyncDice dice;
  gpointer dice_data;
};

G_DEFINE_FINAL_TYPE (MusterSync, muster_sync, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void sync_dispatch (MusterSync *self);

static double
real_dice (gpointer dice_data)
{
  return g_random_double ();
}

static void
sync_tell (MusterSync *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- Entries ---- */

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->device_key);
  g_free (entry->user);
  g_free (entry);
}

static Entry *
sync_get_entry (MusterSync *self, gint64 id)
{
  Entry *entry = g_hash_table_lookup (self->entries, &id);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->id = id;
      entry->name = g_strdup ("");
      g_hash_table_insert (self->entries, &entry->id, entry);
    }

  return entry;
}

/* ---- Jobs ---- */

static Job *
job_ref (Job *job)
{
  g_atomic_ref_count_inc (&job->references);

  return job;
}

static void
job_unref (gpointer data)
{
  Job *job = data;

  if (!g_atomic_ref_count_dec (&job->references))
    return;

  g_weak_ref_clear (&job->sync);
  g_main_context_unref (job->context);
  g_clear_object (&job->office);
  g_clear_object (&job->actor);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->report);
  g_clear_error (&job->error);
  g_mutex_clear (&job->lock);
  g_free (job->user);
  g_free (job);
}

static Job *
job_new (MusterSync *self, Entry *entry, gboolean following)
{
  Job *job = g_new0 (Job, 1);

  g_atomic_ref_count_init (&job->references);
  g_weak_ref_init (&job->sync, self);
  g_mutex_init (&job->lock);
  job->context = g_main_context_ref (self->context);
  job->office = g_object_ref (self->office);
  job->actor = g_object_ref (self->actor);
  job->cancellable = g_cancellable_new ();
  job->source_id = entry->id;
  job->user = g_strdup (entry->user != NULL ? entry->user : self->actor->name);
  job->dice = self->dice (self->dice_data);
  job->following = following;

  return job;
}

static void
job_progress (guint64 done, guint64 total, gpointer progress_data)
{
  Job *job = progress_data;

  g_mutex_lock (&job->lock);
  job->done = done;
  job->total = total;
  g_mutex_unlock (&job->lock);
}

static void
sync_end_job (MusterSync *self, Job *job)
{
  Entry *entry = g_hash_table_lookup (self->entries, &job->source_id);
  gboolean good = job->error == NULL;

  if (entry != NULL && entry->job == job)
    {
      entry->job = NULL;
      job_unref (job);
    }
  if (job->following)
    self->n_following--;
  else
    self->n_reading--;
  if (!good && entry != NULL)
    entry->not_before = muster_office_get_now (self->office) + BREATHER;
  if (entry != NULL)
    entry->outran = self->looking;

  if (!job->following)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0, job->source_id, job->report,
                   job->error);
  if (self->stopped)
    return;

  /* Connected again as soon as what was missed meanwhile is there. */
  if (good && entry != NULL && entry->follows && entry->user == NULL &&
      self->hold != NULL)
    {
      entry->job = job_new (self, entry, TRUE);
      self->n_following++;
      g_thread_pool_push (self->pool, job_ref (entry->job), NULL);
    }

  sync_tell (self);
  sync_dispatch (self);
  muster_sync_look (self);
}

static gboolean
job_ended_cb (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (MusterSync) self = g_weak_ref_get (&job->sync);

  if (self != NULL)
    sync_end_job (self, job);

  return G_SOURCE_REMOVE;
}

static void
job_tell_end (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, job_ended_cb, job_ref (job), job_unref);
  g_source_attach (source, job->context);
}

static void
job_thread (gpointer data, gpointer user_data)
{
  Job *job = data;

  if (job->following)
    muster_pull_follow (job->office, job->actor, job->source_id, job->user, job->dice,
                        job->cancellable, &job->error);
  else
    job->report = muster_pull_run (job->office, job->actor, job->source_id, job->user,
                                   job->dice, job_progress, job, job->cancellable,
                                   &job->error);
  job_tell_end (job);
  job_unref (job);
}

static gboolean
sync_talks_to (MusterSync *self, const char *device_key)
{
  GHashTableIter iter;
  gpointer value;

  if (device_key == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (entry->job != NULL && g_strcmp0 (entry->device_key, device_key) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
sync_begin (MusterSync *self, Entry *entry)
{
  entry->job = job_new (self, entry, FALSE);
  g_clear_pointer (&entry->user, g_free);
  self->n_reading++;
  g_thread_pool_push (self->pool, job_ref (entry->job), NULL);
}

/* Starts what is wanted as far as there is room. */
static void
sync_dispatch (MusterSync *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (self->n_reading < MOST_JOBS && g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (entry->user == NULL)
        continue;

      /* A connection that is kept open gives way to a read. */
      if (entry->job != NULL && entry->job->following)
        g_cancellable_cancel (entry->job->cancellable);
      if (entry->job == NULL && !sync_talks_to (self, entry->device_key))
        sync_begin (self, entry);
    }
}

/* ---- Looking ---- */

typedef struct
{
  GArray *seen; /* of Seen */
  MusterListening listening;
} Look;

static void
seen_clear (gpointer data)
{
  Seen *seen = data;

  g_free (seen->name);
  g_free (seen->kind);
  g_free (seen->device_key);
}

static void
look_free (gpointer data)
{
  Look *look = data;

  g_array_unref (look->seen);
  muster_listening_clear (&look->listening);
  g_free (look);
}

/* Two sources may be two views of one terminal. */
static char *
device_key_of (MusterSource *source)
{
  const char *host = NULL;
  gint64 port = 0;

  if (source->settings == NULL ||
      !g_variant_lookup (source->settings, "host", "&s", &host))
    return NULL;

  g_variant_lookup (source->settings, "port", "x", &port);

  return g_strdup_printf ("%s:%d", host, (int) port);
}

static gint64
next_of (MusterSource *source,
         const MusterSyncPlan *plan,
         const MusterContact *contact,
         gint64 now)
{
  if (plan->when == MUSTER_SYNC_MANUAL || source->state != MUSTER_SOURCE_ACTIVE)
    return G_MAXINT64;
  if (contact->attempted_at == 0)
    return now;

  return contact->next_at != 0 ? contact->next_at : G_MAXINT64;
}

/* Decisions do not wait for the schedule, only FRESH from the last attempt on, so that who undoes
 * one at once comes before it. A server that fails is left to the schedule. */
static gboolean
look_hurry (MusterReading *reading,
            const MusterConnector *connector,
            const MusterContact *contact,
            Seen *seen,
            GError **error)
{
  guint n;

  if (connector->answer == NULL || seen->next_at == G_MAXINT64 ||
      !g_str_equal (contact->outcome, "done"))
    return TRUE;

  if (!muster_deliveries_count_to_tell (reading->db, seen->id, &n, error))
    return FALSE;
  if (n > 0)
    seen->next_at = MIN (seen->next_at, seen->attempted_at + FRESH);

  return TRUE;
}

static gboolean
look_add (Look *look, MusterReading *reading, MusterSource *source, GError **error)
{
  const MusterConnector *connector =
    muster_connector_find_in (reading->connectors->connectors, source->kind);
  g_autoptr (MusterSyncPlan) plan = muster_sync_plan_new (source->plan, NULL);
  g_auto (MusterContact) contact = { 0 };
  Seen seen = { .id = source->id };

  if (connector == NULL || !connector->unattended || plan == NULL ||
      connector->pull == NULL)
    return TRUE;
  if (!muster_contacts_get (reading->db, source->id, &contact, error))
    return FALSE;

  seen.name = g_strdup (source->name);
  seen.kind = g_strdup (source->kind);
  seen.device_key = device_key_of (source);
  seen.unattended = source->state == MUSTER_SOURCE_ACTIVE;
  seen.follows = seen.unattended && plan->live && connector->follow != NULL;
  seen.waits = g_str_equal (contact.outcome, "offline") ||
               g_str_equal (contact.outcome, "failed");
  seen.attempted_at = contact.attempted_at;
  seen.next_at = next_of (source, plan, &contact, reading->now);
  if (!look_hurry (reading, connector, &contact, &seen, error))
    return FALSE;
  g_array_append_val (look->seen, seen);

  return TRUE;
}

static gboolean
look_run (MusterReading *reading, gpointer data, GError **error)
{
  Look *look = data;
  g_autoptr (GPtrArray) sources = muster_sources_list (reading->db, error);

  if (sources == NULL || !muster_listening_get (reading->db, &look->listening, error))
    return FALSE;

  for (guint i = 0; i < sources->len; i++)
    if (!look_add (look, reading, g_ptr_array_index (sources, i), error))
      return FALSE;

  return TRUE;
}

typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
} Eyes;

static void
eyes_free (gpointer data)
{
  Eyes *eyes = data;

  g_object_unref (eyes->office);
  g_object_unref (eyes->actor);
  g_free (eyes);
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Eyes *eyes = data;
  Look *look = g_new0 (Look, 1);
  GError *error = NULL;

  look->seen = g_array_new (FALSE, FALSE, sizeof (Seen));
  g_array_set_clear_func (look->seen, seen_clear);
  if (muster_office_read (eyes->office, eyes->actor, MUSTER_MAY_INGEST, look_run, look,
                          cancellable, &error))
    {
      g_task_return_pointer (task, look, look_free);
      return;
    }

  look_free (look);
  g_task_return_error (task, error);
}

static void
sync_want (MusterSync *self, Entry *entry, const char *user)
{
  if (entry->user == NULL && (entry->job == NULL || entry->job->following))
    entry->user = g_strdup (user);
}

static gboolean
seen_is_due (MusterSync *self, const Entry *entry, const Seen *seen, gint64 now)
{
  if (!seen->unattended || seen->next_at == G_MAXINT64 || now < entry->not_before ||
      entry->outran)
    return FALSE;
  if (self->all_due && ABS (now - seen->attempted_at) > FRESH)
    return TRUE;
  if (self->network_back && seen->waits)
    return TRUE;

  return seen->next_at <= now;
}

static void
sync_forget (MusterSync *self, GArray *seen)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;
      const Seen *found = NULL;

      for (guint i = 0; i < seen->len && found == NULL; i++)
        if (g_array_index (seen, Seen, i).id == entry->id)
          found = &g_array_index (seen, Seen, i);

      /* Of one that was paused or retired what is under way ends. */
      if ((found == NULL || !found->unattended) && entry->job != NULL)
        g_cancellable_cancel (entry->job->cancellable);
      if (found != NULL && !found->follows && entry->job != NULL && entry->job->following)
        g_cancellable_cancel (entry->job->cancellable);
    }
}

static void porter_settle (MusterSync *self, MusterListening *listening);

static void
sync_take_hold (MusterSync *self)
{
  if (self->started && self->hold == NULL)
    self->hold = muster_hold_new (muster_office_get_folder (self->office),
                                  MUSTER_HOLD_RUNNER, 1, NULL);
}

static void
sync_take_look (MusterSync *self, Look *look)
{
  gint64 now = muster_office_get_now (self->office);

  sync_take_hold (self);
  sync_forget (self, look->seen);
  for (guint i = 0; i < look->seen->len; i++)
    {
      Seen *seen = &g_array_index (look->seen, Seen, i);
      Entry *entry = sync_get_entry (self, seen->id);

      g_set_str (&entry->name, seen->name);
      g_set_str (&entry->device_key, seen->device_key);
      entry->follows = seen->follows;
      if (self->hold != NULL && seen_is_due (self, entry, seen, now))
        sync_want (self, entry, self->actor->name);
      entry->outran = FALSE;
    }

  if (self->hold != NULL)
    {
      self->all_due = FALSE;
      self->network_back = FALSE;
      porter_settle (self, &look->listening);
    }
  sync_dispatch (self);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  MusterSync *self = MUSTER_SYNC (object);
  g_autoptr (GError) error = NULL;
  Look *look = g_task_propagate_pointer (G_TASK (result), &error);

  self->looking = FALSE;
  if (look != NULL && !self->stopped)
    sync_take_look (self, look);
  else if (error != NULL)
    g_debug ("The sources cannot be looked at: %s", error->message);
  g_clear_pointer (&look, look_free);

  if (self->look_again && !self->stopped)
    muster_sync_look (self);
  self->look_again = FALSE;
  sync_tell (self);
}

void
muster_sync_look (MusterSync *self)
{
  g_autoptr (GTask) task = NULL;
  Eyes *eyes;

  g_return_if_fail (MUSTER_IS_SYNC (self));

  if (self->stopped)
    return;
  if (self->looking)
    {
      self->look_again = TRUE;
      return;
    }

  self->looking = TRUE;
  eyes = g_new0 (Eyes, 1);
  eyes->office = g_object_ref (self->office);
  eyes->actor = g_object_ref (self->actor);
  task = g_task_new (self, self->cancellable, looked_cb, NULL);
  g_task_set_source_tag (task, muster_sync_look);
  g_task_set_task_data (task, eyes, eyes_free);
  g_task_run_in_thread (task, look_thread);
}

/* ---- The porter ---- */

static void
porter_tell_ready (Porter *porter, guint port)
{
  g_mutex_lock (&porter->lock);
  porter->port = port;
  porter->is_ready = TRUE;
  g_cond_signal (&porter->ready);
  g_mutex_unlock (&porter->lock);
}

static MusterPushListener *
porter_open (Porter *porter, const MusterPushHost *host, GError **error)
{
  const MusterConnectorTable *table = muster_office_get_connectors (porter->office);
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (porter->setting.certificate != NULL &&
      !(certificate =
          g_tls_certificate_new_from_pem (porter->setting.certificate, -1, error)))
    return NULL;

  return table->listen (porter->setting.address, porter->setting.port, certificate, host,
                        error);
}

static gpointer
porter_thread (gpointer data)
{
  Porter *porter = data;
  const MusterConnectorTable *table = muster_office_get_connectors (porter->office);
  g_autoptr (MusterGatehouse)
    gatehouse = muster_gatehouse_new (porter->office, porter->actor);
  MusterPushHost host = muster_gatehouse_get_host (gatehouse);
  MusterPushListener *listener;

  g_main_context_push_thread_default (porter->context);
  listener = porter_open (porter, &host, &porter->error);
  porter_tell_ready (porter, listener != NULL ? table->get_port (listener) : 0);
  if (listener != NULL)
    {
      g_main_loop_run (porter->loop);
      table->close (listener);
    }
  while (g_main_context_iteration (porter->context, FALSE))
    continue;
  g_main_context_pop_thread_default (porter->context);

  return NULL;
}

static Porter *
porter_new (MusterSync *self, MusterListening *listening)
{
  Porter *porter = g_new0 (Porter, 1);

  porter->context = g_main_context_new ();
  porter->loop = g_main_loop_new (porter->context, FALSE);
  porter->office = g_object_ref (self->office);
  porter->actor = g_object_ref (self->actor);
  porter->setting = *listening;
  *listening = (MusterListening) { 0 };
  g_mutex_init (&porter->lock);
  g_cond_init (&porter->ready);
  porter->thread = g_thread_new ("muster-porter", porter_thread, porter);

  g_mutex_lock (&porter->lock);
  while (!porter->is_ready)
    g_cond_wait (&porter->ready, &porter->lock);
  g_mutex_unlock (&porter->lock);

  return porter;
}

static gboolean
porter_quit_cb (gpointer user_data)
{
  g_main_loop_quit (((Porter *) user_data)->loop);

  return G_SOURCE_REMOVE;
}

static void
porter_free (Porter *porter)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  /* From within its own loop, so that it is not missed before the loop runs. */
  g_source_set_callback (source, porter_quit_cb, porter, NULL);
  g_source_attach (source, porter->context);
  g_thread_join (porter->thread);
  g_main_loop_unref (porter->loop);
  g_main_context_unref (porter->context);
  g_object_unref (porter->office);
  g_object_unref (porter->actor);
  muster_listening_clear (&porter->setting);
  g_mutex_clear (&porter->lock);
  g_cond_clear (&porter->ready);
  g_clear_error (&porter->error);
  g_free (porter);
}

static gboolean
listening_is_same (const MusterListening *one, const MusterListening *other)
{
  return one->enabled == other->enabled && one->port == other->port &&
         g_strcmp0 (one->address, other->address) == 0 &&
         g_strcmp0 (one->certificate, other->certificate) == 0;
}

/* One that could not listen tries again at each look. */
static void
porter_settle (MusterSync *self, MusterListening *listening)
{
  gboolean wanted = listening->enabled &&
                    muster_office_get_connectors (self->office)->listen != NULL;

  if (self->porter != NULL && wanted && self->porter->error == NULL &&
      listening_is_same (&self->porter->setting, listening))
    return;

  g_clear_pointer (&self->porter, porter_free);
  if (wanted)
    self->porter = porter_new (self, listening);
}

/* ---- The runner itself ---- */

static gboolean
timer_cb (gpointer user_data)
{
  MusterSync *self = user_data;
  gint64 wall = g_get_real_time ();
  gint64 monotonic = g_get_monotonic_time ();

  /* The one clock goes on while the computer sleeps, the other does not. */
  if ((wall - self->wall_at) - (monotonic - self->monotonic_at) > SLEPT)
    self->all_due = TRUE;
  self->wall_at = wall;
  self->monotonic_at = monotonic;
  muster_sync_look (self);

  return G_SOURCE_CONTINUE;
}

static void
network_changed_cb (MusterSync *self, gboolean available)
{
  if (!available)
    return;

  self->network_back = TRUE;
  muster_sync_look (self);
}

static void
office_changed_cb (MusterSync *self, guint topics)
{
  if (self->started && (topics & (MUSTER_TOPIC_SOURCES | MUSTER_TOPIC_SETTINGS)) != 0)
    muster_sync_look (self);
}

void
muster_sync_start (MusterSync *self)
{
  g_return_if_fail (MUSTER_IS_SYNC (self));

  if (self->started || self->stopped)
    return;

  self->started = TRUE;
  self->all_due = TRUE;
  self->wall_at = g_get_real_time ();
  self->monotonic_at = g_get_monotonic_time ();
  self->timer = g_timeout_source_new_seconds (LOOK_SECONDS);
  g_source_set_static_name (self->timer, "muster-sync-look");
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, self->context);
  self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->network, "network-changed",
                           G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
  muster_sync_look (self);
}

void
muster_sync_stop (MusterSync *self)
{
  g_return_if_fail (MUSTER_IS_SYNC (self));

  if (self->stopped)
    return;

  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  muster_sync_cancel (self, 0);
  g_clear_pointer (&self->porter, porter_free);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  self->pool = NULL;
  g_clear_pointer (&self->hold, muster_hold_free);
  g_clear_object (&self->network);
}

void
muster_sync_run (MusterSync *self, gint64 source_id, const char *user)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (MUSTER_IS_SYNC (self));

  if (self->stopped)
    return;

  if (source_id != 0)
    sync_want (self, sync_get_entry (self, source_id), user);

  g_hash_table_iter_init (&iter, self->entries);
  while (source_id == 0 && g_hash_table_iter_next (&iter, NULL, &value))
    sync_want (self, value, user);

  sync_dispatch (self);
  sync_tell (self);
}

void
muster_sync_cancel (MusterSync *self, gint64 source_id)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (MUSTER_IS_SYNC (self));

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (source_id != 0 && entry->id != source_id)
        continue;
      /* What waited is due still, but not while somebody wants quiet. */
      if (entry->user != NULL)
        entry->not_before = muster_office_get_now (self->office) + FRESH;
      g_clear_pointer (&entry->user, g_free);
      if (entry->job != NULL && (!entry->job->following || self->stopped))
        g_cancellable_cancel (entry->job->cancellable);
    }
  if (!self->stopped)
    sync_tell (self);
}

gboolean
muster_sync_get_busy (MusterSync *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (MUSTER_IS_SYNC (self), FALSE);

  if (self->looking || self->n_reading > 0)
    return TRUE;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Entry *) value)->user != NULL)
      return TRUE;

  return FALSE;
}

gboolean
muster_sync_get_keeps (MusterSync *self)
{
  g_return_val_if_fail (MUSTER_IS_SYNC (self), FALSE);

  return self->hold != NULL;
}

GArray *
muster_sync_list_jobs (MusterSync *self)
{
  GArray *jobs = g_array_new (FALSE, FALSE, sizeof (MusterSyncJob));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;
      MusterSyncJob job = {
        .source_id = entry->id,
        .name = entry->name,
        .queued = entry->user != NULL,
        .running = entry->job != NULL && !entry->job->following,
        .following = entry->job != NULL && entry->job->following,
      };

      if (entry->job != NULL)
        {
          g_mutex_lock (&entry->job->lock);
          job.done = entry->job->done;
          job.total = entry->job->total;
          g_mutex_unlock (&entry->job->lock);
        }
      if (job.queued || job.running || job.following)
        g_array_append_val (jobs, job);
    }

  return jobs;
}

const char *
muster_sync_get_name (MusterSync *self, gint64 source_id)
{
  Entry *entry;

  g_return_val_if_fail (MUSTER_IS_SYNC (self), "");

  entry = g_hash_table_lookup (self->entries, &source_id);

  return entry != NULL ? entry->name : "";
}

guint
muster_sync_get_port (MusterSync *self)
{
  g_return_val_if_fail (MUSTER_IS_SYNC (self), 0);

  return self->porter != NULL ? self->porter->port : 0;
}

const GError *
muster_sync_get_listener_error (MusterSync *self)
{
  g_return_val_if_fail (MUSTER_IS_SYNC (self), NULL);

  return self->porter != NULL ? self->porter->error : NULL;
}

void
muster_sync_set_dice (MusterSync *self, MusterSyncDice dice, gpointer dice_data)
{
  g_return_if_fail (MUSTER_IS_SYNC (self));

  self->dice = dice;
  self->dice_data = dice_data;
}

static void
entry_let_go (gpointer data)
{
  Entry *entry = data;

  if (entry->job != NULL)
    job_unref (entry->job);
  entry_free (entry);
}

static void
muster_sync_dispose (GObject *object)
{
  muster_sync_stop (MUSTER_SYNC (object));

  G_OBJECT_CLASS (muster_sync_parent_class)->dispose (object);
}

static void
muster_sync_finalize (GObject *object)
{
  MusterSync *self = MUSTER_SYNC (object);

  g_hash_table_unref (self->entries);
  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->cancellable);
  g_main_context_unref (self->context);

  G_OBJECT_CLASS (muster_sync_parent_class)->finalize (object);
}

static void
muster_sync_class_init (MusterSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = muster_sync_dispose;
  object_class->finalize = muster_sync_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", MUSTER_TYPE_SYNC, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", MUSTER_TYPE_SYNC, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT64,
                                        MUSTER_TYPE_IMPORT_ROW, G_TYPE_ERROR);
}

/* Connections that are kept open have threads beside those that read. */
static void
muster_sync_init (MusterSync *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->actor = muster_actor_new (0, "sync", MUSTER_ROLE_SYNC, NULL);
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, entry_let_go);
  self->pool = g_thread_pool_new_full (job_thread, NULL, job_unref, -1, FALSE, NULL);
  self->dice = real_dice;
}

MusterSync *
muster_sync_new (MusterOffice *office)
{
  MusterSync *self = g_object_new (MUSTER_TYPE_SYNC, NULL);

  muster_http_prepare ();
  self->office = g_object_ref (office);
  g_signal_connect_object (office, "changed", G_CALLBACK (office_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}
