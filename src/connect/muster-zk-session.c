/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-zk-session.h"

#include "muster-charset.h"
#include "muster-error.h"
#include "muster-frame.h"
#include "muster-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROOM 65536 /* what is received at once; no datagram is larger */
#define LARGEST_TABLE (256 * 1024 * 1024)
#define PIECE_TCP 65472
#define PIECE_UDP 16384
#define DATAGRAM 1024 /* of data in one, at most */
#define TRIES 4       /* of a request over UDP */
#define FAREWELL G_USEC_PER_SEC
#define WAITING 4096 /* events that wait to be safe, at most */

struct _MusterZkSession
{
  MusterWire *wire;
  GCancellable *cancellable;
  gint64 patience;
  guint32 piece;
  guint32 comm_key;
  gboolean stream;

  guint16 id;
  guint16 reply;    /* of the last request */
  gboolean greeted; /* it knows of us and must be told goodbye */
  gboolean open;    /* it lets us in */
  gboolean blocked;
  gboolean registered; /* for events */
  gboolean no_buffer;  /* the firmware has no PREPARE_BUFFER */
  gboolean has_buffer; /* it has answered one */
  gboolean no_closing; /* it does not close transfers */
  guint unsound;
  gsize told; /* how far the table was, at most */

  GByteArray *out;
  GByteArray *in; /* of a stream: what came; of UDP: one datagram */
  gsize in_at;    /* what of it was used */
  GQueue events;  /* of GBytes */
};

static gint64
deadline_in (gint64 patience)
{
  return g_get_monotonic_time () + patience;
}

static gboolean
is_timeout (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

/* ---- Packets ---- */

static gboolean
session_send (MusterZkSession *self,
              MusterZkCommand command,
              guint16 reply,
              const guint8 *data,
              gsize length,
              gint64 patience,
              GCancellable *cancellable,
              GError **error)
{
  g_byte_array_set_size (self->out, 0);
  muster_zk_packet_write (self->out, command, self->id, reply, data, length,
                          self->stream);

  return muster_wire_send (self->wire, self->out->data, self->out->len,
                           deadline_in (patience), cancellable, error);
}

/* Makes room behind what has not been used yet, and receives into it. */
static gboolean
session_fill (MusterZkSession *self,
              gint64 deadline,
              GCancellable *cancellable,
              GError **error)
{
  gsize kept = self->stream ? self->in->len - self->in_at : 0;
  gssize n;

  if (kept > 0)
    memmove (self->in->data, self->in->data + self->in_at, kept);
  self->in_at = 0;
  g_byte_array_set_size (self->in, (guint) kept + ROOM);
  n = muster_wire_receive (self->wire, self->in->data + kept, ROOM, deadline, cancellable,
                           error);
  g_byte_array_set_size (self->in, (guint) (kept + (gsize) MAX (n, 0)));

  return n >= 0;
}

/* The next packet of any kind; its data hold until the next one is asked for. */
static gboolean
session_receive (MusterZkSession *self,
                 gint64 deadline,
                 GCancellable *cancellable,
                 MusterZkPacket *packet,
                 GError **error)
{
  for (;;)
    {
      const guint8 *data = self->in->data + self->in_at;
      gsize length = self->in->len - self->in_at;
      gssize whole = self->stream ? muster_zk_packet_measure (data, length)
                                  : (gssize) length;

      if (whole < 0)
        return muster_error_set (
          error, MUSTER_ERROR_PROTOCOL,
          _ ("What answers is not a time clock of this kind, or the "
             "connection was garbled"));

      if (whole > 0)
        {
          gsize skip = self->stream ? MUSTER_ZK_PREFIX : 0;

          self->in_at += (gsize) whole;
          if (muster_zk_packet_read (data + skip, (gsize) whole - skip, packet))
            {
              self->unsound += !packet->sound;
              return TRUE;
            }
        }
      else if (!session_fill (self, deadline, cancellable, error))
        {
          return FALSE;
        }
    }
}

gboolean
muster_zk_session_acknowledge (MusterZkSession *session, GError **error)
{
  g_return_val_if_fail (session != NULL, FALSE);

  return session_send (session, MUSTER_ZK_ACKNOWLEDGE, 0, NULL, 0, session->patience,
                       session->cancellable, error);
}

/* A punch waits until it is safe; whatever else is acknowledged and passed over. */
static gboolean
session_take_event (MusterZkSession *self, const MusterZkPacket *packet, GError **error)
{
  if (!self->registered || (packet->session & MUSTER_ZK_EVENT_PUNCH) == 0)
    return muster_zk_session_acknowledge (self, error);

  if (g_queue_get_length (&self->events) >= WAITING)
    return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                             _ ("The time clock tells of more punches than people make"));

  g_queue_push_tail (&self->events, g_bytes_new (packet->data, packet->length));
  return TRUE;
}

/* The next packet that answers the last request. Events come between; answers to older requests
 * are late and mean nothing any more. */
static gboolean
session_await (MusterZkSession *self,
               gint64 deadline,
               GCancellable *cancellable,
               MusterZkPacket *packet,
               GError **error)
{
  for (;;)
    {
      if (!session_receive (self, deadline, cancellable, packet, error))
        return FALSE;

      if (packet->code != MUSTER_ZK_EVENT && packet->reply == self->reply)
        return TRUE;
      if (packet->code != MUSTER_ZK_EVENT)
        continue;

      if (!session_take_event (self, packet, error))
        return FALSE;
    }
}

/* Sends a request once, and over UDP again with the same number until something comes. */
static gboolean
session_try (MusterZkSession *self,
             MusterZkCommand command,
             const guint8 *data,
             gsize length,
             MusterZkPacket *answer,
             GError **error)
{
  guint tries = self->stream ? 1 : TRIES;
  gint64 patience = self->patience / tries;

  for (guint i = 0; i < tries; i++)
    {
      g_autoptr (GError) why = NULL;

      if (!session_send (self, command, self->reply, data, length, self->patience,
                         self->cancellable, error))
        return FALSE;
      if (session_await (self, deadline_in (patience), self->cancellable, answer, &why))
        return TRUE;
      if (!is_timeout (why) || i + 1 == tries)
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
    }

  return FALSE;
}

static gboolean
session_request (MusterZkSession *self,
                 MusterZkCommand command,
                 const guint8 *data,
                 gsize length,
                 MusterZkPacket *answer,
                 GError **error)
{
  for (guint i = 0; i < TRIES; i++)
    {
      if (command != MUSTER_ZK_CONNECT)
        self->reply++;
      if (!session_try (self, command, data, length, answer, error))
        return FALSE;

      if (answer->code == MUSTER_ZK_UNAUTHENTICATED && self->open)
        return muster_error_set (
          error, MUSTER_ERROR_PROTOCOL,
          _ ("The time clock has ended the session; another program "
             "may have connected"));
      if (answer->code != MUSTER_ZK_RETRY && answer->code != MUSTER_ZK_REPEAT)
        return TRUE;
    }

  return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                           _ ("The time clock is busy and asks to try again later"));
}

static gboolean
is_ok (const MusterZkPacket *packet)
{
  return packet->code == MUSTER_ZK_OK || packet->code == MUSTER_ZK_OK_DATA;
}

/* ---- Beginning and end ---- */

static MusterZkSession *
session_new (const MusterZkPlace *place,
             MusterWire *wire,
             gboolean stream,
             GCancellable *cancellable)
{
  MusterZkSession *self = g_new0 (MusterZkSession, 1);
  guint32 largest = stream ? PIECE_TCP : PIECE_UDP;

  self->wire = wire;
  self->stream = stream;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->patience = place->patience;
  self->piece = place->piece > 0 ? MIN (place->piece, largest) : largest;
  self->comm_key = place->comm_key;
  self->out = g_byte_array_new ();
  self->in = g_byte_array_new ();
  g_queue_init (&self->events);
  return self;
}

void
muster_zk_session_free (MusterZkSession *session)
{
  if (session == NULL)
    return;

  muster_zk_session_close (session);
  muster_wire_free (session->wire);
  g_clear_object (&session->cancellable);
  g_byte_array_unref (session->out);
  g_byte_array_unref (session->in);
  g_queue_clear_full (&session->events, (GDestroyNotify) g_bytes_unref);
  g_free (session);
}

static gboolean
say_goodbye (MusterZkSession *self, MusterZkCommand command, gboolean wait)
{
  gint64 patience = wait ? MIN (self->patience, FAREWELL) : 0;
  MusterZkPacket answer;

  /* Whatever goes wrong here, there is nobody left to tell: the session is over. */
  self->reply++;
  return session_send (self, command, self->reply, NULL, 0, patience, NULL, NULL) &&
         (!wait || session_await (self, deadline_in (patience), NULL, &answer, NULL));
}

void
muster_zk_session_close (MusterZkSession *session)
{
  gboolean wait;

  g_return_if_fail (session != NULL);

  if (!session->greeted)
    return;

  session->greeted = FALSE;
  session->open = FALSE;
  wait = !g_cancellable_is_cancelled (session->cancellable);
  if (session->blocked)
    wait = say_goodbye (session, MUSTER_ZK_ENABLE, wait) && wait;
  say_goodbye (session, MUSTER_ZK_EXIT, wait);
}

static gboolean
session_authenticate (MusterZkSession *self, GError **error)
{
  MusterZkPacket answer;
  guint8 bytes[4];

  muster_zk_scramble_key (self->comm_key, self->id, bytes);
  if (!session_request (self, MUSTER_ZK_AUTHENTICATE, bytes, sizeof bytes, &answer,
                        error))
    return FALSE;
  if (is_ok (&answer))
    return TRUE;

  return muster_error_set_field (
    error, "comm-key",
    self->comm_key == 0
      ? _ ("The time clock asks for its comm key. It stands in its menu under "
           "communication")
      : _ ("The time clock refuses this comm key. Look it up in its menu under "
           "communication"));
}

static gboolean
session_connect (MusterZkSession *self, GError **error)
{
  MusterZkPacket answer;

  if (!session_request (self, MUSTER_ZK_CONNECT, NULL, 0, &answer, error))
    return FALSE;

  self->id = answer.session;
  self->greeted = TRUE;
  if (answer.code == MUSTER_ZK_UNAUTHENTICATED && !session_authenticate (self, error))
    return FALSE;
  if (answer.code != MUSTER_ZK_UNAUTHENTICATED && !is_ok (&answer))
    return muster_error_set (
      error, MUSTER_ERROR_PROTOCOL,
      _ ("The time clock refuses the connection; another program may "
         "be connected"));

  self->open = TRUE;
  return TRUE;
}

/* Where names cannot be looked up there is no network. */
static gint
code_of (const GError *why)
{
  if (why->domain == G_IO_ERROR)
    return why->code;

  return g_error_matches (why, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE)
           ? G_IO_ERROR_NETWORK_UNREACHABLE
           : G_IO_ERROR_HOST_NOT_FOUND;
}

/* Says what to do about a terminal that cannot be reached, or that does not talk. */
static void
explain (GError **error, const GError *why, const MusterZkPlace *place, gboolean reached)
{
  if (why->domain == MUSTER_ERROR ||
      g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (why));
  else if (reached)
    g_set_error (error, why->domain, why->code,
                 _ ("The time clock at %s takes the connection but does not answer (%s); "
                    "another program may be connected. Try again later"),
                 place->host, why->message);
  else
    g_set_error (error, G_IO_ERROR, code_of (why),
                 _ ("No time clock answers at %s, port %u (%s). Check its address and "
                    "network cable, and that it is switched on"),
                 place->host, place->port, why->message);
}

static MusterZkSession *
session_open_over (const MusterZkPlace *place,
                   gboolean stream,
                   gboolean *reached,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (MusterZkSession) self = NULL;
  MusterWire *wire;

  wire = muster_wire_open (place->host, place->port,
                           stream ? G_SOCKET_TYPE_STREAM : G_SOCKET_TYPE_DATAGRAM,
                           deadline_in (place->patience / 2), cancellable, error);
  if (wire == NULL)
    return NULL;

  /* Opening a way for datagrams reaches nobody yet. */
  *reached = stream;
  self = session_new (place, wire, stream, cancellable);
  return session_connect (self, error) ? g_steal_pointer (&self) : NULL;
}

MusterZkSession *
muster_zk_session_open (const MusterZkPlace *place,
                        GCancellable *cancellable,
                        GError **error)
{
  MusterZkSession *self = NULL;
  g_autoptr (GError) over_tcp = NULL;
  g_autoptr (GError) over_udp = NULL;
  gboolean reached = FALSE;

  g_return_val_if_fail (place != NULL && place->host != NULL, NULL);
  g_return_val_if_fail (place->patience > 0, NULL);

  if (place->transport != MUSTER_ZK_TRANSPORT_UDP)
    self = session_open_over (place, TRUE, &reached, cancellable, &over_tcp);
  if (self == NULL && !reached && place->transport != MUSTER_ZK_TRANSPORT_TCP &&
      !g_cancellable_is_cancelled (cancellable))
    self = session_open_over (place, FALSE, &reached, cancellable, &over_udp);
  if (self != NULL)
    return self;

  /* Where nobody answers over UDP either, what happened to TCP says more. */
  if (over_tcp == NULL || (over_udp != NULL && over_udp->domain == MUSTER_ERROR))
    explain (error, over_udp, place, FALSE);
  else
    explain (error, over_tcp, place, reached);
  return NULL;
}

gboolean
muster_zk_session_is_stream (MusterZkSession *session)
{
  g_return_val_if_fail (session != NULL, FALSE);

  return session->stream;
}

guint
muster_zk_session_get_unsound (MusterZkSession *session)
{
  g_return_val_if_fail (session != NULL, 0);

  return session->unsound;
}

/* ---- Small questions ---- */

gboolean
muster_zk_session_get_option (MusterZkSession *session,
                              const char *name,
                              char **value,
                              GError **error)
{
  MusterZkPacket answer;
  const guint8 *equals;

  g_return_val_if_fail (session != NULL && name != NULL && value != NULL, FALSE);

  *value = NULL;
  if (!session_request (session, MUSTER_ZK_READ_OPTION, (const guint8 *) name,
                        strlen (name) + 1, &answer, error))
    return FALSE;

  equals = is_ok (&answer) && answer.length > 0 ? memchr (answer.data, '=', answer.length)
                                                : NULL;
  if (equals == NULL)
    {
      *value = g_strdup ("");
      return TRUE;
    }

  equals++;
  *value = g_strstrip (
    muster_charset_decode (equals, (gsize) (answer.data + answer.length - equals), NULL));
  return TRUE;
}

gboolean
muster_zk_session_get_version (MusterZkSession *session, char **version, GError **error)
{
  MusterZkPacket answer;

  g_return_val_if_fail (session != NULL && version != NULL, FALSE);

  *version = NULL;
  if (!session_request (session, MUSTER_ZK_GET_VERSION, NULL, 0, &answer, error))
    return FALSE;

  *version = is_ok (&answer)
               ? g_strstrip (muster_charset_decode (answer.data, answer.length, NULL))
               : g_strdup ("");
  return TRUE;
}

gboolean
muster_zk_session_get_clock (MusterZkSession *session,
                             MusterZkClock *clock,
                             GError **error)
{
  MusterZkPacket answer;
  MusterFrame frame;
  guint32 packed;

  g_return_val_if_fail (session != NULL && clock != NULL, FALSE);

  clock->asked = g_get_real_time ();
  if (!session_request (session, MUSTER_ZK_GET_TIME, NULL, 0, &answer, error))
    return FALSE;

  clock->answered = g_get_real_time ();
  muster_frame_init (&frame, answer.data, answer.length);
  packed = muster_frame_uint32 (&frame);
  if (!is_ok (&answer) || !muster_frame_is_good (&frame))
    return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                             _ ("The time clock does not say what time it has"));

  clock->dated = muster_zk_time_unpack (packed, &clock->wall);
  return TRUE;
}

gboolean
muster_zk_session_set_clock (MusterZkSession *session, gint64 wall, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  MusterZkPacket answer;

  g_return_val_if_fail (session != NULL, FALSE);

  muster_frame_put_uint32 (data, muster_zk_time_pack (wall));
  if (!session_request (session, MUSTER_ZK_SET_TIME, data->data, data->len, &answer,
                        error))
    return FALSE;

  return is_ok (&answer) || muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                                              _ ("The time clock refuses to be set"));
}

gboolean
muster_zk_session_get_counters (MusterZkSession *session,
                                MusterZkCounters *counters,
                                GError **error)
{
  MusterZkPacket answer;

  g_return_val_if_fail (session != NULL && counters != NULL, FALSE);

  if (!session_request (session, MUSTER_ZK_GET_COUNTERS, NULL, 0, &answer, error))
    return FALSE;
  if (!is_ok (&answer) || !muster_zk_counters_read (answer.data, answer.length, counters))
    memset (counters, 0, sizeof *counters);

  return TRUE;
}

gboolean
muster_zk_session_block (MusterZkSession *session, GError **error)
{
  MusterZkPacket answer;

  g_return_val_if_fail (session != NULL, FALSE);

  /* It may have heard what we do not hear it answer: unblock it in any case. */
  session->blocked = TRUE;
  if (!session_request (session, MUSTER_ZK_DISABLE, NULL, 0, &answer, error))
    return FALSE;

  return is_ok (&answer) ||
         muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                           _ ("The time clock refuses to be blocked while it is read"));
}

/* ---- Tables ---- */

/* One transfer: what came of it, appended to a dataset. */
typedef struct
{
  GByteArray *bytes;
  gsize from;    /* where it begins there */
  gsize wanted;  /* how much is to come, 0 while that is not known */
  gboolean over; /* the terminal said that there is no more */
} Transfer;

static gsize
transfer_got (const Transfer *transfer)
{
  return transfer->bytes->len - transfer->from;
}

static gboolean
transfer_is_whole (const Transfer *transfer)
{
  return transfer->wanted > 0 && transfer_got (transfer) >= transfer->wanted;
}

/* The bytes that a dataset says it has, as far as that has come. */
static gsize
dataset_size (const GByteArray *bytes)
{
  MusterFrame frame;
  guint32 count;

  muster_frame_init (&frame, bytes->data, bytes->len);
  count = muster_frame_uint32 (&frame);
  return muster_frame_is_good (&frame) ? (gsize) count + 4 : 0;
}

static void
transfer_take (Transfer *transfer, const MusterZkPacket *packet)
{
  MusterFrame frame;
  gsize length = packet->length;

  switch (packet->code)
    {
    case MUSTER_ZK_PREPARE_DATA:
      muster_frame_init (&frame, packet->data, packet->length);
      if (transfer->wanted == 0)
        transfer->wanted = muster_frame_uint32 (&frame);
      break;

    case MUSTER_ZK_DATA:
      if (transfer->wanted > 0)
        length = MIN (length, transfer->wanted - transfer_got (transfer));
      g_byte_array_append (transfer->bytes, packet->data, (guint) length);
      /* Nothing announced it: its own count says how long it is, and nothing is all there is. */
      if (transfer->wanted == 0)
        transfer->wanted = dataset_size (transfer->bytes);
      transfer->over = packet->length == 0;
      break;

    default:
      transfer->over = TRUE;
    }
}

static gboolean
check_size (gsize size, GError **error)
{
  return size <= LARGEST_TABLE ||
         muster_error_set (
           error, MUSTER_ERROR_PROTOCOL,
           _ ("The time clock promises a table of %u MiB, which none has"),
           (guint) (size >> 20));
}

/* Collects what follows @answer until all is there or the terminal says that this was all. Over
 * UDP silence is the same, for a datagram may be lost. */
static gboolean
session_collect (MusterZkSession *self,
                 Transfer *transfer,
                 const MusterZkPacket *answer,
                 MusterZkProgress progress,
                 gpointer progress_data,
                 gsize total,
                 GError **error)
{
  MusterZkPacket packet = *answer;

  for (;;)
    {
      g_autoptr (GError) why = NULL;

      transfer_take (transfer, &packet);
      if (!check_size (transfer->wanted, error))
        return FALSE;
      if (progress != NULL && transfer->bytes->len > self->told)
        {
          self->told = transfer->bytes->len;
          progress (self->told, MAX (total, self->told), progress_data);
        }
      if (transfer->over || transfer_is_whole (transfer))
        return TRUE;

      if (!session_await (
            self,
            deadline_in (self->stream ? self->patience * 3 : self->patience / TRIES),
            self->cancellable, &packet, &why))
        {
          if (!self->stream && is_timeout (why))
            return TRUE;
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
    }
}

/* Takes the packet that ends a transfer off the wire. Some firmware sends none; once that is seen
 * it is not waited for any more, and one that comes late has an old number. */
static gboolean
session_take_closing (MusterZkSession *self, const Transfer *transfer, GError **error)
{
  gint64 deadline = deadline_in (MIN (self->patience, G_USEC_PER_SEC));
  g_autoptr (GError) why = NULL;
  MusterZkPacket packet;

  if (transfer->over || self->no_closing)
    return TRUE;

  while (session_await (self, deadline, self->cancellable, &packet, &why))
    if (packet.code != MUSTER_ZK_DATA && packet.code != MUSTER_ZK_PREPARE_DATA)
      return TRUE;

  if (!is_timeout (why))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }

  self->no_closing = TRUE;
  return TRUE;
}

static gboolean
cut_short (GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                           _ ("The time clock gave less than it promised. Nothing was "
                              "changed; try again later"));
}

/* Reads what PREPARE_BUFFER prepared, piece by piece. */
static gboolean
session_read_buffer (MusterZkSession *self,
                     GByteArray *bytes,
                     gsize size,
                     MusterZkProgress progress,
                     gpointer progress_data,
                     GError **error)
{
  guint in_vain = 0;

  while (bytes->len < size)
    {
      g_autoptr (GByteArray) where = g_byte_array_new ();
      Transfer transfer = { .bytes = bytes, .from = bytes->len };
      MusterZkPacket answer;
      gsize counted;

      transfer.wanted = MIN (self->piece, size - bytes->len);
      muster_frame_put_uint32 (where, bytes->len);
      muster_frame_put_uint32 (where, (guint32) transfer.wanted);
      if (!session_request (self, MUSTER_ZK_READ_BUFFER, where->data, where->len, &answer,
                            error) ||
          !session_collect (self, &transfer, &answer, progress, progress_data, size,
                            error))
        return FALSE;

      if (transfer_is_whole (&transfer))
        {
          in_vain = 0;
          if (!session_take_closing (self, &transfer, error))
            return FALSE;
          continue;
        }

      /* It promised more than there is: what there is counts itself. */
      counted = dataset_size (bytes);
      if (counted > 0 && (self->stream ? bytes->len >= counted : bytes->len == counted))
        return TRUE;

      /* Of a stream the rest is asked for. Which datagram was lost cannot be told: the piece is
       * asked for again, and a smaller one has better chances. */
      if (!self->stream)
        g_byte_array_set_size (bytes, (guint) transfer.from);
      if (!self->stream && self->piece > DATAGRAM)
        {
          self->piece = MAX (self->piece / 2, DATAGRAM);
          continue;
        }
      in_vain = transfer.from == bytes->len ? in_vain + 1 : 0;
      if (in_vain >= (self->stream ? 2 : TRIES))
        return cut_short (error);
    }

  return TRUE;
}

/* The way of firmware that has no buffer: the whole table at once. */
static gboolean
session_read_directly (MusterZkSession *self,
                       MusterZkTable table,
                       GByteArray *bytes,
                       MusterZkProgress progress,
                       gpointer progress_data,
                       GError **error)
{
  static const guint8 of_users[] = { 5 };
  Transfer transfer = { .bytes = bytes };
  MusterZkPacket answer;
  gboolean asked;

  asked = table == MUSTER_ZK_TABLE_USERS
            ? session_request (self, MUSTER_ZK_READ_USERS, of_users, sizeof of_users,
                               &answer, error)
            : session_request (self, MUSTER_ZK_READ_LOG, NULL, 0, &answer, error);
  if (!asked)
    return FALSE;

  if (answer.code != MUSTER_ZK_DATA && answer.code != MUSTER_ZK_PREPARE_DATA)
    return TRUE;
  if (!session_collect (self, &transfer, &answer, progress, progress_data, 0, error))
    return FALSE;
  if (!transfer_is_whole (&transfer) && transfer.wanted > 0)
    return cut_short (error);

  /* A single packet is all there is to it. */
  return answer.code == MUSTER_ZK_DATA || session_take_closing (self, &transfer, error);
}

static gboolean
session_read_prepared (MusterZkSession *self,
                       const MusterZkPacket *answer,
                       GByteArray *bytes,
                       MusterZkProgress progress,
                       gpointer progress_data,
                       GError **error)
{
  Transfer transfer = { .bytes = bytes };
  MusterFrame frame;
  gsize size;

  /* A small table comes as it is, in one packet. */
  if (answer->code == MUSTER_ZK_DATA)
    {
      g_byte_array_append (bytes, answer->data, (guint) answer->length);
      if (progress != NULL && bytes->len > 0)
        progress (bytes->len, bytes->len, progress_data);
      return TRUE;
    }

  if (answer->code == MUSTER_ZK_PREPARE_DATA)
    return session_collect (self, &transfer, answer, progress, progress_data, 0, error) &&
           (transfer_is_whole (&transfer) || cut_short (error)) &&
           session_take_closing (self, &transfer, error);

  muster_frame_init (&frame, answer->data, answer->length);
  muster_frame_uint8 (&frame);
  size = muster_frame_uint32 (&frame);
  if (!muster_frame_is_good (&frame) || size == 0)
    return TRUE;

  return check_size (size, error) &&
         session_read_buffer (self, bytes, size, progress, progress_data, error);
}

/* The table is here already: a terminal that is gone by now takes nothing of it away. */
static gboolean
session_free_buffer (MusterZkSession *self, GError **error)
{
  MusterZkPacket answer;

  return session_request (self, MUSTER_ZK_FREE_BUFFER, NULL, 0, &answer, NULL) ||
         !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

GByteArray *
muster_zk_session_read_table (MusterZkSession *session,
                              MusterZkTable table,
                              MusterZkProgress progress,
                              gpointer progress_data,
                              GError **error)
{
  static const guint8 of_users[] = { 1, 9, 0, 5, 0, 0, 0, 0, 0, 0, 0 };
  static const guint8 of_log[] = { 1, 13, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  MusterZkPacket answer;
  gboolean users = table == MUSTER_ZK_TABLE_USERS;

  g_return_val_if_fail (session != NULL, NULL);

  session->told = 0;
  if (!session->no_buffer)
    {
      if (!session_request (session, MUSTER_ZK_PREPARE_BUFFER, users ? of_users : of_log,
                            sizeof of_log, &answer, error))
        return NULL;

      if (is_ok (&answer) || answer.code == MUSTER_ZK_DATA ||
          answer.code == MUSTER_ZK_PREPARE_DATA)
        {
          session->has_buffer = TRUE;
          return session_read_prepared (session, &answer, bytes, progress, progress_data,
                                        error) &&
                     session_free_buffer (session, error)
                   ? g_steal_pointer (&bytes)
                   : NULL;
        }

      /* From firmware that has a buffer a refusal means that the table is empty, and its other
       * way is known to deliver rubbish. */
      if (session->has_buffer)
        return g_steal_pointer (&bytes);
      session->no_buffer = answer.code == MUSTER_ZK_UNKNOWN;
    }

  return session_read_directly (session, table, bytes, progress, progress_data, error)
           ? g_steal_pointer (&bytes)
           : NULL;
}

/* ---- Events ---- */

gboolean
muster_zk_session_register (MusterZkSession *session, GError **error)
{
  static const guint8 mask[] = { MUSTER_ZK_EVENT_PUNCH, 0, 0, 0 };
  MusterZkPacket answer;

  g_return_val_if_fail (session != NULL, FALSE);

  session->registered = TRUE;
  if (!session_request (session, MUSTER_ZK_REGISTER_EVENTS, mask, sizeof mask, &answer,
                        error))
    return FALSE;

  return is_ok (&answer) ||
         muster_error_set (
           error, MUSTER_ERROR_PROTOCOL,
           _ ("The time clock does not tell of punches as they are made"));
}

gboolean
muster_zk_session_next_event (MusterZkSession *session,
                              gint64 patience,
                              MusterZkRecord *record,
                              const char **reason,
                              GError **error)
{
  gint64 deadline = deadline_in (patience);
  g_autoptr (GBytes) event = NULL;

  g_return_val_if_fail (session != NULL && record != NULL && reason != NULL, FALSE);

  while (g_queue_is_empty (&session->events))
    {
      MusterZkPacket packet;

      if (!session_receive (session, deadline, session->cancellable, &packet, error))
        return FALSE;
      if (packet.code != MUSTER_ZK_EVENT)
        continue;

      if (!session_take_event (session, &packet, error))
        return FALSE;
    }

  event = g_queue_pop_head (&session->events);
  *reason = muster_zk_event_read (g_bytes_get_data (event, NULL),
                                  g_bytes_get_size (event), record);
  return TRUE;
}
