/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-push-door.h"

#include "muster-begun-stream.h"
#include "muster-error.h"
#include "muster-push-head.h"

#include <glib/gi18n-lib.h>

#define MOST_CALLERS 512
#define MOST_FRAMING (1024 * 1024) /* of chunks, beside the body */
#define SILENCE 30                 /* seconds */
#define LONGEST_CALL 300           /* seconds */
#define LOOK_EVERY 5               /* seconds */
#define PIECE 4096

/* What is not HTTP is handed on as this, so that the server says so. */
#define REFUSED "REFUSE / HTTP/1.0\r\nHost: muster\r\n\r\n"

/* Those who are there, the one who came first first: as all may stay equally long, one look at the
 * first is enough, where a timer for each would be asked at every turn of the loop. The last who is
 * there lets it go, in whatever thread. */
typedef struct
{
  GMutex lock;
  GQueue calls; /* of Call */
} Guests;

typedef struct
{
  GSocketConnection *connection;
  gint64 until; /* monotonic */
} Call;

struct _MusterPushDoor
{
  GSocketService *service;
  SoupServer *server;
  GTlsCertificate *certificate;
  GCancellable *closed;
  Guests *guests; /* an atomic box */
  GSource *look;
  guint port;
};

/* A connection whose request is not read yet. */
typedef struct
{
  SoupServer *server;
  GCancellable *closed;
  GSocketConnection *connection;
  GIOStream *stream; /* the connection, or TLS over it */
  GByteArray *head;
  gsize at;
  Guests *guests;
  GList *call;
} Caller;

/* What remains to be done when the connection is over. */
typedef struct
{
  Guests *guests;
  GList *call;
} Leaving;

static void
guests_clear (gpointer data)
{
  g_mutex_clear (&((Guests *) data)->lock);
}

static Guests *
guests_new (void)
{
  Guests *guests = g_atomic_rc_box_new0 (Guests);

  g_mutex_init (&guests->lock);
  g_queue_init (&guests->calls);

  return guests;
}

static guint
guests_count (Guests *guests)
{
  guint n;

  g_mutex_lock (&guests->lock);
  n = guests->calls.length;
  g_mutex_unlock (&guests->lock);

  return n;
}

static GList *
guests_enter (Guests *guests, GSocketConnection *connection)
{
  Call *call = g_new (Call, 1);
  GList *link;

  call->connection = g_object_ref (connection);
  call->until = g_get_monotonic_time () + LONGEST_CALL * G_USEC_PER_SEC;
  g_mutex_lock (&guests->lock);
  g_queue_push_tail (&guests->calls, call);
  link = guests->calls.tail;
  g_mutex_unlock (&guests->lock);

  return link;
}

static void
call_free (Call *call)
{
  g_object_unref (call->connection);
  g_free (call);
}

static void
leave (Guests *guests, GList *link)
{
  Call *call = link->data;

  g_mutex_lock (&guests->lock);
  g_queue_delete_link (&guests->calls, link);
  g_mutex_unlock (&guests->lock);
  call_free (call);
  g_atomic_rc_box_release_full (guests, guests_clear);
}

/* The stream may end in any thread. */
static void
stream_finish_cb (gpointer data, GObject *stream)
{
  Leaving *leaving = data;

  leave (leaving->guests, leaving->call);
  g_free (leaving);
}

static gboolean
look_cb (gpointer data)
{
  Guests *guests = data;
  gint64 now = g_get_monotonic_time ();

  g_mutex_lock (&guests->lock);
  for (GList *link = guests->calls.head; link != NULL; link = link->next)
    {
      Call *call = link->data;

      if (call->until > now)
        break;
      /* Everything that waits for it ends by this. */
      g_socket_shutdown (g_socket_connection_get_socket (call->connection), TRUE, TRUE,
                         NULL);
    }
  g_mutex_unlock (&guests->lock);

  return G_SOURCE_CONTINUE;
}

static void
caller_free (Caller *caller)
{
  if (caller->call != NULL)
    leave (caller->guests, caller->call);
  g_object_unref (caller->server);
  g_object_unref (caller->closed);
  g_object_unref (caller->connection);
  g_object_unref (caller->stream);
  g_byte_array_unref (caller->head);
  g_free (caller);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Caller, caller_free)

static void
caller_hand_on (Caller *caller, GString *clean, gsize used)
{
  GByteArray *head = caller->head;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GSocketAddress) local = NULL;
  g_autoptr (GSocketAddress) remote = NULL;
  g_autoptr (GError) error = NULL;
  Leaving *leaving = g_new0 (Leaving, 1);

  g_string_append_len (clean, (const char *) head->data + used,
                       (gssize) (caller->at - used));
  first = g_bytes_new (clean->str, clean->len);
  stream =
    muster_begun_stream_new (caller->stream, first, MUSTER_PUSH_HEAD_BODY + MOST_FRAMING);

  leaving->guests = caller->guests;
  leaving->call = g_steal_pointer (&caller->call);
  g_object_weak_ref (G_OBJECT (stream), stream_finish_cb, leaving);

  local = g_socket_connection_get_local_address (caller->connection, NULL);
  remote = g_socket_connection_get_remote_address (caller->connection, NULL);
  if (!soup_server_accept_iostream (caller->server, stream, local, remote, &error))
    g_debug ("a connection is not taken: %s", error->message);
}

static void caller_read (Caller *caller);

static void
read_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Caller) caller = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) clean = g_string_new (NULL);
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (stream), result, &error);
  gsize used = 0;

  /* Gone, silent for too long, not TLS: nobody to answer. */
  if (n <= 0)
    return;

  caller->at += (gsize) n;
  switch (muster_push_head_read (caller->head->data, caller->at, &used, clean))
    {
    case MUSTER_PUSH_HEAD_MORE:
      caller_read (g_steal_pointer (&caller));
      break;

    case MUSTER_PUSH_HEAD_WHOLE:
      caller_hand_on (caller, clean, used);
      break;

    case MUSTER_PUSH_HEAD_BAD:
    default:
      g_string_assign (clean, REFUSED);
      caller_hand_on (caller, clean, caller->at);
      break;
    }
}

static void
caller_read (Caller *caller)
{
  g_byte_array_set_size (caller->head, (guint) caller->at + PIECE);
  g_input_stream_read_async (g_io_stream_get_input_stream (caller->stream),
                             caller->head->data + caller->at, PIECE, G_PRIORITY_DEFAULT,
                             caller->closed, read_cb, caller);
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  MusterPushDoor *door = user_data;
  g_autoptr (GIOStream) stream = NULL;
  Caller *caller;

  if (guests_count (door->guests) >= MOST_CALLERS)
    {
      g_debug ("too many connections, one is not taken");
      return TRUE;
    }

  g_socket_set_timeout (g_socket_connection_get_socket (connection), SILENCE);
  if (door->certificate != NULL)
    stream =
      g_tls_server_connection_new (G_IO_STREAM (connection), door->certificate, NULL);
  else
    stream = g_object_ref (G_IO_STREAM (connection));
  if (stream == NULL)
    return TRUE;

  caller = g_new0 (Caller, 1);
  caller->server = g_object_ref (door->server);
  caller->closed = g_object_ref (door->closed);
  caller->connection = g_object_ref (connection);
  caller->stream = g_steal_pointer (&stream);
  caller->head = g_byte_array_new ();
  caller->guests = g_atomic_rc_box_acquire (door->guests);
  caller->call = guests_enter (door->guests, connection);
  caller_read (caller);
  return TRUE;
}

static GSocketAddress *
address_of (const char *address, guint port, GError **error)
{
  GSocketAddress *where =
    g_inet_socket_address_new_from_string (address != NULL ? address : "127.0.0.1", port);

  if (where == NULL)
    muster_error_set_field (error, "address",
                            _ ("“%s” is not the address of a network card: it looks like "
                               "192.168.1.10, or 0.0.0.0 for all"),
                            address);
  return where;
}

MusterPushDoor *
muster_push_door_new (const char *address,
                      guint port,
                      GTlsCertificate *certificate,
                      SoupServer *server,
                      GError **error)
{
  g_autoptr (MusterPushDoor) door = NULL;
  g_autoptr (GSocketAddress) where = NULL;
  g_autoptr (GSocketAddress) bound = NULL;

  g_return_val_if_fail (SOUP_IS_SERVER (server) && port <= G_MAXUINT16, NULL);

  if (!(where = address_of (address, port, error)))
    return NULL;

  door = g_new0 (MusterPushDoor, 1);
  door->service = g_socket_service_new ();
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (door->service), MOST_CALLERS);
  door->server = g_object_ref (server);
  g_set_object (&door->certificate, certificate);
  door->closed = g_cancellable_new ();
  door->guests = guests_new ();
  door->look = g_timeout_source_new_seconds (LOOK_EVERY);
  g_source_set_callback (door->look, look_cb, door->guests, NULL);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (door->service), where,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                      &bound, error))
    return NULL;

  door->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (door->service, "incoming", G_CALLBACK (incoming_cb), door);
  g_socket_service_start (door->service);
  g_source_attach (door->look, g_main_context_get_thread_default ());
  return g_steal_pointer (&door);
}

void
muster_push_door_free (MusterPushDoor *door)
{
  g_signal_handlers_disconnect_by_func (door->service, incoming_cb, door);
  g_socket_service_stop (door->service);
  g_socket_listener_close (G_SOCKET_LISTENER (door->service));
  g_cancellable_cancel (door->closed);
  g_object_unref (door->service);
  g_object_unref (door->server);
  g_clear_object (&door->certificate);
  g_object_unref (door->closed);
  g_source_destroy (door->look);
  g_source_unref (door->look);
  g_atomic_rc_box_release_full (door->guests, guests_clear);
  g_free (door);
}

guint
muster_push_door_get_port (MusterPushDoor *door)
{
  g_return_val_if_fail (door != NULL, 0);

  return door->port;
}
