/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-push-listener.h"

#include "muster-push-door.h"
#include "muster-push-greeting.h"
#include "muster-push-orders.h"
#include "muster-push-record.h"
#include "muster-push-request.h"

#include <string.h>

#define TOO_MANY_REQUESTS 429
#define MOST_BODIES 4 /* that one terminal sends at the same time */
#define PER_SECOND 100.0
#define AT_ONCE 200.0
#define STRANGERS_PER_SECOND 20.0
#define COMMIT_CALLS 256           /* answers that wait for one commit */
#define COMMIT_WAIT (250 * 1000)   /* microseconds that the first of them waits */
#define TORN_TIMES 3               /* a cut row comes again this often */
#define QUIET (60 * MUSTER_SECOND) /* without an upload: nothing is on its way */
#define REACH_EVERY (5 * MUSTER_MINUTE)
#define CHECK_EVERY MUSTER_DAY
#define CHECK_SPAN (35 * MUSTER_DAY)

/* How much somebody may still ask, filled again as time goes by. */
typedef struct
{
  double left;
  gint64 at; /* monotonic */
} Bucket;

/**
 * Terminal:
 * @listener: whose it is, %NULL once it is forgotten
 * @address: where it said hello from, or else called from first
 * @comm_key: what it said then
 * @facts: what its sink was told last, by name
 * @alone: whether its sink is flushed by itself, because a common commit failed
 * @dirty: whether its sink has something to flush
 * @torn: hash of the body whose last row was cut, and how often it came
 *
 * A terminal that is admitted. Reference counted: its calls hold it.
 */
typedef struct
{
  MusterPushListener *listener;
  char *serial;
  MusterSink *sink;
  MusterSource *source;
  char *address;
  char *comm_key;
  GVariant *about;
  char *version;
  char *punch_stamp;
  char *operation_stamp;
  GHashTable *facts;
  MusterPushOrders *orders;
  Bucket bucket;
  guint n_bodies;
  gboolean alone;
  gboolean dirty;
  gboolean keeps_time;
  gboolean asked_all;
  guint torn;
  guint torn_times;
  gint64 greeted_at;
  gint64 uploaded_at;
  gint64 reached_at;
  gint64 checked_at;
} Terminal;

/* A request and what it will be answered. */
typedef struct
{
  SoupServerMessage *message; /* owns it */
  MusterPushRequest *request;
  Terminal *terminal; /* %NULL until it is admitted */
  char *address;
  char *answer; /* after the commit */
  gboolean has_body;
} Call;

/* A span that somebody asked for before its terminal called. */
typedef struct
{
  char *serial;
  gint64 from;
  gint64 until;
} Wish;

struct _MusterPushListener
{
  GObject parent_instance;

  MusterPushHost host;
  GMainContext *context;
  SoupServer *server;
  MusterPushDoor *door; /* %NULL once it is closed */
  guint port;
  GHashTable *terminals; /* of Terminal by serial number */
  GPtrArray *waiting;    /* of SoupServerMessage whose Call waits for the commit */
  gint64 waiting_since;  /* monotonic */
  GSource *commit;
  GPtrArray *wishes;
  Bucket strangers;
};

G_DEFINE_FINAL_TYPE (MusterPushListener, muster_push_listener, G_TYPE_OBJECT)

static gboolean
bucket_take (Bucket *bucket, double per_second, double most)
{
  gint64 now = g_get_monotonic_time ();

  bucket->left = bucket->at == 0
                   ? most
                   : MIN (most, bucket->left + (double) (now - bucket->at) * per_second /
                                                 G_USEC_PER_SEC);
  bucket->at = now;
  if (bucket->left < 1)
    return FALSE;

  bucket->left -= 1;
  return TRUE;
}

static gint64
listener_get_now (MusterPushListener *self)
{
  return self->host.now != NULL ? self->host.now (self->host.host_data)
                                : g_get_real_time ();
}

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->serial);
  g_free (wish);
}

/* ---- Terminals ---- */

static void
terminal_clear (gpointer data)
{
  Terminal *terminal = data;

  g_free (terminal->serial);
  g_clear_object (&terminal->source);
  g_free (terminal->address);
  g_free (terminal->comm_key);
  g_clear_pointer (&terminal->about, g_variant_unref);
  g_free (terminal->version);
  g_free (terminal->punch_stamp);
  g_free (terminal->operation_stamp);
  g_hash_table_unref (terminal->facts);
  muster_push_orders_free (terminal->orders);
}

static void
terminal_unref (Terminal *terminal)
{
  g_rc_box_release_full (terminal, terminal_clear);
}

static gboolean commit_cb (gpointer data);

/* The commit comes when nothing else is to be done, so that all who called meanwhile share it. */
static void
listener_schedule_commit (MusterPushListener *self)
{
  if (self->commit != NULL)
    return;

  self->commit = g_idle_source_new ();
  g_source_set_priority (self->commit, G_PRIORITY_HIGH_IDLE);
  g_source_set_callback (self->commit, commit_cb, self, NULL);
  g_source_attach (self->commit, self->context);
}

static void
terminal_touch (Terminal *terminal)
{
  terminal->dirty = TRUE;
  listener_schedule_commit (terminal->listener);
}

/* Tells the sink a fact that is new or has changed. */
static void
terminal_learn (Terminal *terminal, const char *fact, const char *value)
{
  if (value == NULL || *value == '\0' ||
      g_strcmp0 (g_hash_table_lookup (terminal->facts, fact), value) == 0)
    return;

  g_hash_table_replace (terminal->facts, g_strdup (fact), g_strdup (value));
  muster_sink_learn (terminal->sink, fact, value);
  terminal_touch (terminal);
}

static gint64
count_cb (gint64 from, gint64 until, gpointer user_data)
{
  Terminal *terminal = user_data;
  const MusterPushHost *host = &terminal->listener->host;

  return host->count != NULL ? host->count (terminal->sink, from, until, host->host_data)
                             : -1;
}

static char *
wall_to_text (gint64 wall)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall / MUSTER_SECOND);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : g_strdup ("");
}

static gint64
instant_of (Terminal *terminal, gint64 wall)
{
  g_autoptr (MusterZone) zone = muster_zone_new (terminal->source->zone, NULL);
  gint64 day = wall / MUSTER_DAY;

  return zone != NULL
           ? muster_zone_get_instant (zone, (MusterDate) day, wall - day * MUSTER_DAY)
           : wall;
}

static gint32
offset_at (Terminal *terminal, gint64 now)
{
  g_autoptr (MusterZone) zone = muster_zone_new (terminal->source->zone, NULL);

  return zone != NULL ? muster_zone_get_offset (zone, now) : 0;
}

static void
proved_cb (const MusterPushProof *proof, gpointer user_data)
{
  Terminal *terminal = user_data;
  g_autofree char *until = wall_to_text (proof->until);

  if (proof->missing > 0)
    {
      g_autofree char *first = wall_to_text (proof->missing_from);
      g_autofree char *last = wall_to_text (proof->missing_until);
      g_autofree char *missing =
        g_strdup_printf ("%" G_GINT64_FORMAT " %s … %s", proof->missing, first, last);

      terminal_learn (terminal, "missing", missing);
      g_hash_table_remove (terminal->facts, "complete");
    }
  else if (proof->proved)
    {
      gint64 now = listener_get_now (terminal->listener);

      terminal_learn (terminal, "complete", until);
      g_hash_table_remove (terminal->facts, "missing");
      muster_sink_reach (terminal->sink, MIN (instant_of (terminal, proof->until), now));
      terminal_touch (terminal);
    }
  else
    {
      terminal_learn (terminal, "counts", "no");
    }
}

static void
terminal_apply_wishes (Terminal *terminal)
{
  GPtrArray *wishes = terminal->listener->wishes;

  for (guint i = wishes->len; i > 0; i--)
    {
      Wish *wish = g_ptr_array_index (wishes, i - 1);

      if (g_str_equal (wish->serial, terminal->serial))
        {
          muster_push_orders_ask_span (terminal->orders, wish->from, wish->until);
          g_ptr_array_remove_index (wishes, i - 1);
        }
    }
}

/* The connector's setting of that name: no answer tells such a terminal the time. */
static gboolean
source_keeps_time (MusterSource *source)
{
  gboolean keeps = FALSE;

  if (source->settings != NULL)
    g_variant_lookup (source->settings, "keeps-time", "b", &keeps);
  return keeps;
}

static Terminal *
terminal_new (MusterPushListener *self,
              const char *serial,
              MusterSink *sink,
              MusterSource *source)
{
  Terminal *terminal = g_rc_box_new0 (Terminal);

  terminal->listener = self;
  terminal->serial = g_strdup (serial);
  terminal->sink = sink;
  terminal->source = g_object_ref (source);
  terminal->keeps_time = source_keeps_time (source);
  terminal->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  terminal->orders = muster_push_orders_new (count_cb, proved_cb, terminal);
  muster_push_orders_ask_about (terminal->orders);
  terminal_apply_wishes (terminal);
  return terminal;
}

/* ---- Answers ---- */

static Call *
call_of (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), "muster-call");
}

static void
call_free (gpointer data)
{
  Call *call = data;

  if (call->terminal != NULL)
    {
      call->terminal->n_bodies -= call->has_body;
      terminal_unref (call->terminal);
    }
  muster_push_request_free (call->request);
  g_free (call->address);
  g_free (call->answer);
  g_free (call);
}

static void
set_headers (MusterPushListener *self, SoupServerMessage *message, Terminal *terminal)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  /* Terminals set their clocks by this. */
  if (terminal != NULL && terminal->keeps_time)
    {
      soup_message_headers_remove (headers, "Date");
    }
  else
    {
      g_autoptr (GDateTime)
        now = g_date_time_new_from_unix_utc (listener_get_now (self) / MUSTER_SECOND);
      g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

      soup_message_headers_replace (headers, "Date", date);
    }

  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_headers_replace (headers, "Pragma", "no-cache");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
}

static void
answer (MusterPushListener *self,
        SoupServerMessage *message,
        guint status,
        const char *text)
{
  Call *call = call_of (message);

  set_headers (self, message, call != NULL ? call->terminal : NULL);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, text,
                                    strlen (text));
}

/* Turned away before the body: nothing of it is kept. */
static void
refuse (MusterPushListener *self, SoupServerMessage *message, guint status)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message),
                                    FALSE);
  answer (self, message, status, "");
}

/* ---- Commits ---- */

static void
listener_answer_waiting (MusterPushListener *self,
                         GPtrArray *messages,
                         GHashTable *failed)
{
  for (guint i = 0; i < messages->len; i++)
    {
      SoupServerMessage *message = g_ptr_array_index (messages, i);
      Call *call = call_of (message);

      if (failed != NULL && !g_hash_table_contains (failed, call->terminal))
        answer (self, message, SOUP_STATUS_OK, call->answer);
      else
        answer (self, message, SOUP_STATUS_INTERNAL_SERVER_ERROR, "");
      soup_server_message_unpause (message);
    }
}

static void
flush_alone (Terminal *terminal, GHashTable *failed)
{
  g_autoptr (GError) error = NULL;

  terminal->alone = FALSE;
  if (!muster_sink_flush (terminal->sink, &error))
    {
      g_message ("punches of a terminal are not stored, it sends them again: %s",
                 error->message);
      g_hash_table_add (failed, terminal);
      terminal->alone = TRUE;
    }
}

static void
flush_together (MusterPushListener *self, GPtrArray *terminals, GHashTable *failed)
{
  g_autoptr (GPtrArray) sinks = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < terminals->len; i++)
    g_ptr_array_add (sinks, ((Terminal *) g_ptr_array_index (terminals, i))->sink);
  if (sinks->len == 0 || self->host.commit ((MusterSink *const *) sinks->pdata,
                                            sinks->len, self->host.host_data, &error))
    return;

  g_message ("punches of terminals are not stored, they send them again: %s",
             error->message);
  for (guint i = 0; i < terminals->len; i++)
    {
      Terminal *terminal = g_ptr_array_index (terminals, i);

      terminal->alone = TRUE;
      g_hash_table_add (failed, terminal);
    }
}

/* The terminals whose sinks have something to flush, each held. */
static GPtrArray *
listener_take_dirty (MusterPushListener *self)
{
  GPtrArray *dirty = g_ptr_array_new_with_free_func ((GDestroyNotify) terminal_unref);
  GHashTableIter iter;
  Terminal *terminal;

  g_hash_table_iter_init (&iter, self->terminals);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &terminal))
    if (terminal->dirty)
      {
        terminal->dirty = FALSE;
        g_ptr_array_add (dirty, g_rc_box_acquire (terminal));
      }

  return dirty;
}

static void
listener_commit (MusterPushListener *self)
{
  g_autoptr (GPtrArray) messages = self->waiting;
  g_autoptr (GPtrArray) dirty = listener_take_dirty (self);
  g_autoptr (GPtrArray) together = g_ptr_array_new ();
  g_autoptr (GHashTable) failed = g_hash_table_new (NULL, NULL);

  if (self->commit != NULL)
    {
      g_source_destroy (self->commit);
      g_clear_pointer (&self->commit, g_source_unref);
    }
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < dirty->len; i++)
    {
      Terminal *terminal = g_ptr_array_index (dirty, i);

      /* An earlier flush may have ended it. */
      if (terminal->listener == NULL)
        g_hash_table_add (failed, terminal);
      else if (self->host.commit == NULL || terminal->alone)
        flush_alone (terminal, failed);
      else
        g_ptr_array_add (together, terminal);
    }
  flush_together (self, together, failed);

  /* Once closed, nothing is acknowledged any more. */
  listener_answer_waiting (self, messages, self->door != NULL ? failed : NULL);
}

static gboolean
commit_cb (gpointer data)
{
  g_autoptr (MusterPushListener) self = g_object_ref (MUSTER_PUSH_LISTENER (data));

  listener_commit (self);
  return G_SOURCE_REMOVE;
}

/* Answers only when what it brought is stored. */
static void
answer_when_stored (MusterPushListener *self, SoupServerMessage *message, char *text)
{
  Call *call = call_of (message);
  gint64 now = g_get_monotonic_time ();

  call->answer = text;
  terminal_touch (call->terminal);
  soup_server_message_pause (message);
  if (self->waiting->len == 0)
    self->waiting_since = now;
  g_ptr_array_add (self->waiting, g_object_ref (message));

  if (self->waiting->len >= COMMIT_CALLS || now - self->waiting_since > COMMIT_WAIT)
    listener_commit (self);
}

/* ---- Requests ---- */

static gboolean
is_handshake (const MusterPushRequest *request)
{
  return request->path == MUSTER_PUSH_PATH_CDATA &&
         muster_push_request_get (request, "table") == NULL;
}

static GVariant *
about_of (const MusterPushRequest *request)
{
  static const struct
  {
    const char *parameter;
    const char *name;
  } known[] = {
    { "pushver", "push-version" },
    { "devicetype", "device-type" },
    { "language", "language" },
  };
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const char *value = muster_push_request_get (request, known[i].parameter);

      if (value != NULL && *value != '\0')
        g_variant_builder_add (&builder, "{ss}", known[i].name, value);
    }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static void
listener_forget (MusterPushListener *self, Terminal *terminal)
{
  g_autoptr (GPtrArray) orphans = g_ptr_array_new_with_free_func (g_object_unref);
  MusterSink *sink = terminal->sink;

  for (guint i = self->waiting->len; i > 0; i--)
    {
      SoupServerMessage *message = g_ptr_array_index (self->waiting, i - 1);

      if (call_of (message)->terminal == terminal)
        g_ptr_array_add (orphans, g_ptr_array_steal_index (self->waiting, i - 1));
    }
  listener_answer_waiting (self, orphans, NULL);

  terminal->listener = NULL;
  terminal->sink = NULL;
  g_hash_table_remove (self->terminals, terminal->serial);
  self->host.leave (sink, self->host.host_data);
}

/* Remembers what a terminal says when it says hello. */
static void
terminal_greet (Terminal *terminal, Call *call, GVariant *about)
{
  g_set_str (&terminal->address, call->address);
  g_set_str (&terminal->comm_key, muster_push_request_get (call->request, "pushcommkey"));
  g_set_str (&terminal->version, muster_push_request_get (call->request, "pushver"));
  g_clear_pointer (&terminal->about, g_variant_unref);
  terminal->about = g_variant_ref (about);
}

/* Asks the host, and sets the call's terminal. Returns the status, 200 when it is admitted. */
static guint
listener_admit (MusterPushListener *self, Call *call)
{
  const char *serial = call->request->serial;
  Terminal *terminal = g_hash_table_lookup (self->terminals, serial);
  gboolean hello = is_handshake (call->request);
  g_autoptr (GVariant) about = NULL;
  g_autoptr (MusterSource) source = NULL;
  g_autoptr (GError) error = NULL;
  MusterPushCaller caller = { .serial = serial, .address = call->address };
  MusterSink *sink;

  if (terminal == NULL && !bucket_take (&self->strangers, STRANGERS_PER_SECOND, AT_ONCE))
    return SOUP_STATUS_SERVICE_UNAVAILABLE;

  about = hello || terminal == NULL || terminal->about == NULL
            ? about_of (call->request)
            : g_variant_ref (terminal->about);
  caller.about = about;
  if (hello)
    caller.comm_key = muster_push_request_get (call->request, "pushcommkey");
  else if (terminal != NULL && g_strcmp0 (terminal->address, call->address) == 0)
    caller.comm_key = terminal->comm_key;

  sink = self->host.admit (&caller, &source, self->host.host_data, &error);
  if (sink == NULL)
    {
      /* Somebody else may only be using its number. */
      if (terminal != NULL && error == NULL &&
          g_strcmp0 (terminal->address, call->address) == 0 &&
          g_strcmp0 (terminal->comm_key, caller.comm_key) == 0)
        listener_forget (self, terminal);
      return error != NULL ? SOUP_STATUS_INTERNAL_SERVER_ERROR : SOUP_STATUS_FORBIDDEN;
    }

  if (terminal != NULL && terminal->sink != sink)
    {
      listener_forget (self, terminal);
      terminal = NULL;
    }
  if (terminal == NULL)
    {
      terminal = terminal_new (self, serial, sink, source);
      terminal->address = g_strdup (call->address);
      g_hash_table_insert (self->terminals, terminal->serial, terminal);
    }
  if (g_set_object (&terminal->source, source))
    terminal->keeps_time = source_keeps_time (source);

  call->terminal = g_rc_box_acquire (terminal);
  if (!bucket_take (&terminal->bucket, PER_SECOND, AT_ONCE))
    return TOO_MANY_REQUESTS;
  if (hello)
    terminal_greet (terminal, call, about);
  if (self->host.heard != NULL)
    self->host.heard (&caller, self->host.host_data);
  return SOUP_STATUS_OK;
}

static char *
address_of (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return G_IS_INET_SOCKET_ADDRESS (address)
           ? g_inet_address_to_string (
               g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)))
           : g_strdup ("");
}

static void
got_headers_cb (SoupServerMessage *message, gpointer user_data)
{
  MusterPushListener *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  const char *method = soup_server_message_get_method (message);
  gboolean post = g_str_equal (method, "POST");
  guint status;
  Call *call;

  if (self->door == NULL)
    {
      refuse (self, message, SOUP_STATUS_SERVICE_UNAVAILABLE);
      return;
    }

  call = g_new0 (Call, 1);
  call->message = message;
  call->request = muster_push_request_new (g_uri_get_path (uri), g_uri_get_query (uri));
  call->address = address_of (message);
  g_object_set_data_full (G_OBJECT (message), "muster-call", call, call_free);

  if (g_str_equal (method, "REFUSE"))
    status = SOUP_STATUS_BAD_REQUEST;
  else if (call->request->path == MUSTER_PUSH_PATH_NONE ||
           (!post && !g_str_equal (method, "GET")))
    status = SOUP_STATUS_NOT_FOUND;
  else if (call->request->serial == NULL)
    status = SOUP_STATUS_BAD_REQUEST;
  else
    status = listener_admit (self, call);

  if (status == SOUP_STATUS_OK && post)
    {
      if (call->terminal->n_bodies >= MOST_BODIES)
        status = SOUP_STATUS_SERVICE_UNAVAILABLE;
      else
        call->has_body = TRUE;
      call->terminal->n_bodies += call->has_body;
    }

  if (status != SOUP_STATUS_OK)
    refuse (self, message, status);
}

static void
request_started_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  g_signal_connect_object (message, "got-headers", G_CALLBACK (got_headers_cb), user_data,
                           G_CONNECT_DEFAULT);
}

/* ---- What terminals ask for ---- */

static void
answer_greeting (MusterPushListener *self,
                 SoupServerMessage *message,
                 const char *registry)
{
  Call *call = call_of (message);
  Terminal *terminal = call->terminal;
  gint64 now = listener_get_now (self);
  const char *type = muster_push_request_get (call->request, "devicetype");
  g_autofree char *text = NULL;
  MusterPushGreeting greeting = {
    .serial = terminal->serial,
    .version = terminal->version,
    .punch_stamp = terminal->punch_stamp,
    .operation_stamp = terminal->operation_stamp,
    .offset = offset_at (terminal, now),
    .registry = registry,
  };

  /* The first time ever, everything is wanted. */
  if (greeting.punch_stamp == NULL)
    greeting.punch_stamp =
      terminal->source->synced_to == 0 && !terminal->asked_all ? "0" : "None";
  if (greeting.operation_stamp == NULL)
    greeting.operation_stamp = "9999";
  terminal->asked_all = TRUE;
  terminal->greeted_at = now;

  terminal_learn (terminal, "serial", terminal->serial);
  terminal_learn (terminal, "address", call->address);
  terminal_learn (terminal, "push-version", terminal->version);
  terminal_learn (terminal, "language",
                  muster_push_request_get (call->request, "language"));
  if (type != NULL && g_ascii_strcasecmp (type, "acc") == 0)
    terminal_learn (terminal, "dialect", "access");

  text = muster_push_greeting_format (&greeting);
  answer (self, message, SOUP_STATUS_OK, text);
}

static const char *
registry_code (Terminal *terminal)
{
  /* Any text of 32 characters will do that is the same each time; it opens nothing. */
  return terminal->serial;
}

static gboolean
speaks_access (Call *call)
{
  const char *type = muster_push_request_get (call->request, "devicetype");
  const char *version = muster_push_request_get (call->request, "pushver");

  return type != NULL && g_ascii_strcasecmp (type, "acc") == 0 && version != NULL &&
         g_str_has_prefix (version, "3");
}

static const char *
stamp_of (const MusterPushRequest *request, const char *own, const char *old)
{
  const char *stamp = muster_push_request_get (request, own);

  if (stamp == NULL)
    stamp = muster_push_request_get (request, "stamp");
  if (stamp == NULL && old != NULL)
    stamp = muster_push_request_get (request, old);
  if (stamp == NULL || strlen (stamp) > 20)
    return NULL;
  for (const char *p = stamp; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      return NULL;

  /* What answers a question carries 0, which would ask for everything again. */
  return g_str_equal (stamp, "0") ? NULL : stamp;
}

/* A row without its end may have lost the rest on the way: it is asked for again, and taken for
 * what it is when it comes the same each time. */
static gboolean
may_be_cut (Terminal *terminal, const MusterPushRecord *record, GBytes *body)
{
  guint hash = g_bytes_hash (body);

  if (!record->torn)
    return FALSE;

  if (terminal->torn != hash)
    terminal->torn_times = 0;
  terminal->torn = hash;
  return ++terminal->torn_times < TORN_TIMES;
}

static char *
acknowledgement (Call *call, const MusterPushRecord *record)
{
  const char *name = muster_push_request_get (call->request, "table");

  if (name != NULL && g_ascii_strcasecmp (name, "tabledata") == 0)
    {
      const char *of = muster_push_request_get (call->request, "tablename");
      const char *count = muster_push_request_get (call->request, "count");

      return g_strdup_printf ("%s=%" G_GINT64_FORMAT, of != NULL ? of : "",
                              count != NULL ? g_ascii_strtoll (count, NULL, 10)
                                            : (gint64) record->n_rows);
    }
  if (record->table == MUSTER_PUSH_TABLE_ATTLOG ||
      record->table == MUSTER_PUSH_TABLE_OPERLOG ||
      record->table == MUSTER_PUSH_TABLE_USERINFO)
    return g_strdup_printf ("OK:%u", record->n_rows);
  return g_strdup ("OK");
}

static void
take_upload (MusterPushListener *self, SoupServerMessage *message, MusterPushTable table)
{
  Call *call = call_of (message);
  Terminal *terminal = call->terminal;
  g_autoptr (GBytes)
    body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (MusterPushRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (body, &length);

  record =
    muster_push_record_read (table, data, length, terminal->source->datum, call->address);
  if (record->unreadable)
    {
      terminal_learn (terminal, "trouble", "encrypted");
      answer (self, message, SOUP_STATUS_BAD_REQUEST, "");
      return;
    }
  if (may_be_cut (terminal, record, body))
    {
      answer (self, message, SOUP_STATUS_BAD_REQUEST, "");
      return;
    }

  if (!muster_push_record_give (record, terminal->sink, &error))
    {
      g_message ("punches of a terminal are not taken, it sends them again: %s",
                 error->message);
      answer (self, message, SOUP_STATUS_INTERNAL_SERVER_ERROR, "");
      return;
    }

  if (record->table == MUSTER_PUSH_TABLE_ATTLOG)
    {
      const char *stamp = stamp_of (call->request, "attlogstamp", NULL);

      terminal->uploaded_at = listener_get_now (self);
      if (stamp != NULL)
        g_set_str (&terminal->punch_stamp, stamp);
    }
  else if (record->table == MUSTER_PUSH_TABLE_OPERLOG)
    {
      const char *stamp = stamp_of (call->request, "operlogstamp", "opstamp");

      if (stamp != NULL)
        g_set_str (&terminal->operation_stamp, stamp);
    }

  answer_when_stored (self, message, acknowledgement (call, record));
}

static void
answer_cdata (MusterPushListener *self, SoupServerMessage *message)
{
  Call *call = call_of (message);
  const char *table = muster_push_request_get (call->request, "table");

  if (g_str_equal (soup_server_message_get_method (message), "GET"))
    {
      if (table != NULL)
        answer (self, message, SOUP_STATUS_OK, "OK");
      else
        answer_greeting (self, message,
                         speaks_access (call) ? registry_code (call->terminal) : NULL);
      return;
    }

  /* Whether somebody is who they say is not for an office to decide. */
  if (muster_push_request_get (call->request, "authtype") != NULL)
    {
      answer (self, message, SOUP_STATUS_OK, "AUTH=Failed");
      return;
    }

  take_upload (self, message,
               muster_push_record_table (
                 table, muster_push_request_get (call->request, "tablename")));
}

/* INFO=firmware,users,fingerprints,punches,address,… */
static void
terminal_learn_info (Terminal *terminal, const char *info)
{
  static const char *const facts[] = { "firmware", "users", NULL, "punches" };
  g_auto (GStrv) values = NULL;

  if (info == NULL || strlen (info) > 1024)
    return;

  values = g_strsplit (info, ",", G_N_ELEMENTS (facts) + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (facts) && values[i] != NULL; i++)
    if (facts[i] != NULL)
      terminal_learn (terminal, facts[i], values[i]);
}

/* A terminal that polls and has sent nothing for a while has nothing more to send. */
static void
terminal_note_reach (Terminal *terminal, gint64 now)
{
  if (now - terminal->greeted_at < QUIET || now - terminal->uploaded_at < QUIET ||
      now - terminal->reached_at < REACH_EVERY || terminal->dirty ||
      !muster_push_orders_is_idle (terminal->orders))
    return;

  terminal->reached_at = now;
  muster_sink_reach (terminal->sink, now - QUIET);
  terminal_touch (terminal);
}

/* Once a day the terminal counts its last weeks, so that nothing is missed for long. */
static void
terminal_note_check (Terminal *terminal, gint64 now)
{
  gint64 wall = now + offset_at (terminal, now) * MUSTER_SECOND;

  if (terminal->listener->host.count == NULL ||
      (terminal->checked_at != 0 && now - terminal->checked_at < CHECK_EVERY))
    return;

  terminal->checked_at = now;
  wall -= wall % MUSTER_SECOND + QUIET;
  muster_push_orders_ask_span (terminal->orders, wall - CHECK_SPAN, wall);
}

static void
answer_poll (MusterPushListener *self, SoupServerMessage *message)
{
  Call *call = call_of (message);
  Terminal *terminal = call->terminal;
  gint64 now = listener_get_now (self);
  g_autoptr (GString) text = g_string_new (NULL);

  terminal_learn_info (terminal, muster_push_request_get (call->request, "info"));
  terminal_note_check (terminal, now);
  terminal_note_reach (terminal, now);
  muster_push_orders_next (terminal->orders, now, text);
  if (text->len == 0)
    g_string_assign (text, "OK");
  answer (self, message, SOUP_STATUS_OK, text->str);
}

static void
terminal_learn_options (Terminal *terminal, const char *text, gsize length)
{
  g_autoptr (MusterPushRecord) options = muster_push_record_read (
    MUSTER_PUSH_TABLE_OPTIONS, (const guint8 *) text, length, MUSTER_DATUM_WGS84, NULL);

  for (guint i = 0; i + 1 < options->facts->len; i += 2)
    terminal_learn (terminal, g_ptr_array_index (options->facts, i),
                    g_ptr_array_index (options->facts, i + 1));
}

static void
answer_results (MusterPushListener *self, SoupServerMessage *message)
{
  Terminal *terminal = call_of (message)->terminal;
  g_autoptr (GBytes)
    body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (GString) about = g_string_new (NULL);
  gsize length;
  const guint8 *data = g_bytes_get_data (body, &length);

  muster_push_orders_answer (terminal->orders, data, length, about);
  terminal_learn_options (terminal, about->str, about->len);
  answer (self, message, SOUP_STATUS_OK, "OK");
}

static void
answer_registry (MusterPushListener *self, SoupServerMessage *message)
{
  Terminal *terminal = call_of (message)->terminal;
  g_autoptr (GBytes)
    body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text =
    g_strdup_printf ("RegistryCode=%.32s", registry_code (terminal));
  gsize length;
  const char *data = g_bytes_get_data (body, &length);

  terminal_learn (terminal, "dialect", "access");
  terminal_learn_options (terminal, data, length);
  answer (self, message, SOUP_STATUS_OK, text);
}

static void
handler_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  MusterPushListener *self = user_data;
  Call *call = call_of (message);

  /* Between the head and the body it may have been shown out. */
  if (call == NULL || call->terminal == NULL || call->terminal->listener == NULL)
    {
      answer (self, message, SOUP_STATUS_FORBIDDEN, "");
      return;
    }

  switch (call->request->path)
    {
    case MUSTER_PUSH_PATH_CDATA:
      answer_cdata (self, message);
      break;

    case MUSTER_PUSH_PATH_GETREQUEST:
      answer_poll (self, message);
      break;

    case MUSTER_PUSH_PATH_DEVICECMD:
      answer_results (self, message);
      break;

    case MUSTER_PUSH_PATH_REGISTRY:
      answer_registry (self, message);
      break;

    case MUSTER_PUSH_PATH_PUSH:
      answer_greeting (self, message, NULL);
      break;

    case MUSTER_PUSH_PATH_PING:
      answer (self, message, SOUP_STATUS_OK, "OK");
      break;

    case MUSTER_PUSH_PATH_NONE:
    default:
      answer (self, message, SOUP_STATUS_NOT_FOUND, "");
      break;
    }
}

/* ---- The listener ---- */

static void
muster_push_listener_dispose (GObject *object)
{
  muster_push_listener_close (MUSTER_PUSH_LISTENER (object));

  G_OBJECT_CLASS (muster_push_listener_parent_class)->dispose (object);
}

static void
muster_push_listener_finalize (GObject *object)
{
  MusterPushListener *self = MUSTER_PUSH_LISTENER (object);

  g_main_context_unref (self->context);
  g_clear_object (&self->server);
  g_hash_table_unref (self->terminals);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->wishes);

  G_OBJECT_CLASS (muster_push_listener_parent_class)->finalize (object);
}

static void
muster_push_listener_class_init (MusterPushListenerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = muster_push_listener_dispose;
  object_class->finalize = muster_push_listener_finalize;
}

static void
muster_push_listener_init (MusterPushListener *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->terminals = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                           (GDestroyNotify) terminal_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->wishes = g_ptr_array_new_with_free_func (wish_free);
}

MusterPushListener *
muster_push_listener_new (const char *address,
                          guint port,
                          GTlsCertificate *certificate,
                          const MusterPushHost *host,
                          GError **error)
{
  g_autoptr (MusterPushListener) self = NULL;

  g_return_val_if_fail (host != NULL && host->admit != NULL && host->leave != NULL &&
                          port <= G_MAXUINT16,
                        NULL);

  self = g_object_new (MUSTER_TYPE_PUSH_LISTENER, NULL);
  self->host = *host;
  self->server = soup_server_new (NULL, NULL);
  if (!(self->door =
          muster_push_door_new (address, port, certificate, self->server, error)))
    return NULL;

  self->port = muster_push_door_get_port (self->door);
  g_signal_connect_object (self->server, "request-started",
                           G_CALLBACK (request_started_cb), self, G_CONNECT_DEFAULT);
  soup_server_add_handler (self->server, NULL, handler_cb, self, NULL);
  return g_steal_pointer (&self);
}

guint
muster_push_listener_get_port (MusterPushListener *self)
{
  g_return_val_if_fail (MUSTER_IS_PUSH_LISTENER (self), 0);

  return self->port;
}

typedef struct
{
  MusterPushListener *listener;
  Wish *wish;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->listener);
  g_clear_pointer (&asking->wish, wish_free);
  g_free (asking);
}

static gboolean
ask_cb (gpointer data)
{
  Asking *asking = data;
  MusterPushListener *self = asking->listener;
  Terminal *terminal = g_hash_table_lookup (self->terminals, asking->wish->serial);

  g_ptr_array_add (self->wishes, g_steal_pointer (&asking->wish));
  if (terminal != NULL)
    terminal_apply_wishes (terminal);
  return G_SOURCE_REMOVE;
}

void
muster_push_listener_ask_again (MusterPushListener *self,
                                const char *serial,
                                gint64 from,
                                gint64 until)
{
  Asking *asking;

  g_return_if_fail (MUSTER_IS_PUSH_LISTENER (self));
  g_return_if_fail (serial != NULL && from <= until);

  asking = g_new0 (Asking, 1);
  asking->listener = g_object_ref (self);
  asking->wish = g_new0 (Wish, 1);
  asking->wish->serial = g_strdup (serial);
  asking->wish->from = from;
  asking->wish->until = until;
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, ask_cb, asking,
                              asking_free);
}

void
muster_push_listener_close (MusterPushListener *self)
{
  g_autoptr (GPtrArray) terminals = NULL;

  g_return_if_fail (MUSTER_IS_PUSH_LISTENER (self));

  if (self->door == NULL)
    return;

  g_clear_pointer (&self->door, muster_push_door_free);
  if (self->commit != NULL)
    {
      g_source_destroy (self->commit);
      g_clear_pointer (&self->commit, g_source_unref);
    }

  terminals = g_hash_table_get_values_as_ptr_array (self->terminals);
  for (guint i = 0; i < terminals->len; i++)
    listener_forget (self, g_ptr_array_index (terminals, i));
  soup_server_remove_handler (self->server, NULL);
  soup_server_disconnect (self->server);
}
