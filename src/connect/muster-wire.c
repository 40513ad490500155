/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-wire.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <glib/gi18n-lib.h>

struct _MusterWire
{
  GSocket *socket;
};

static gboolean
wait_for (GSocket *socket,
          GIOCondition condition,
          gint64 deadline,
          GCancellable *cancellable,
          GError **error)
{
  gint64 left = MAX (deadline - g_get_monotonic_time (), 0);

  return g_socket_condition_timed_wait (socket, condition, left, cancellable, error);
}

/* An error that says to try again later, which is then forgotten. */
static gboolean
must_wait (GError **why, gint code)
{
  if (!g_error_matches (*why, G_IO_ERROR, code))
    return FALSE;

  g_clear_error (why);
  return TRUE;
}

static GSocket *
connect_to (GSocketAddress *address,
            GSocketType type,
            gint64 deadline,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GSocket) socket = g_socket_new (
    g_socket_address_get_family (address), type,
    type == G_SOCKET_TYPE_STREAM ? G_SOCKET_PROTOCOL_TCP : G_SOCKET_PROTOCOL_UDP, error);

  if (socket == NULL)
    return NULL;

  g_socket_set_blocking (socket, FALSE);
  if (type == G_SOCKET_TYPE_STREAM)
    {
      g_socket_set_keepalive (socket, TRUE);
      g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
    }

  if (!g_socket_connect (socket, address, cancellable, &why))
    {
      if (!must_wait (&why, G_IO_ERROR_PENDING))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return NULL;
        }
      if (!wait_for (socket, G_IO_OUT, deadline, cancellable, error) ||
          !g_socket_check_connect_result (socket, error))
        return NULL;
    }

  return g_steal_pointer (&socket);
}

MusterWire *
muster_wire_open (const char *host,
                  guint16 port,
                  GSocketType type,
                  gint64 deadline,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GSocketConnectable) place = NULL;
  g_autoptr (GSocketAddressEnumerator) addresses = NULL;
  g_autoptr (GError) why = NULL;
  MusterWire *wire;
  GSocket *socket = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  place = g_network_address_new (host, port);
  addresses = g_socket_connectable_enumerate (place);

  while (socket == NULL)
    {
      g_autoptr (GError) unknown = NULL;
      g_autoptr (GSocketAddress)
        address = g_socket_address_enumerator_next (addresses, cancellable, &unknown);

      /* The first refusal says more than that there are no more addresses. */
      if (address == NULL)
        {
          if (why == NULL && unknown == NULL)
            g_set_error (&why, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND,
                         _ ("“%s” has no address"), host);
          g_propagate_error (error, why != NULL ? g_steal_pointer (&why)
                                                : g_steal_pointer (&unknown));
          return NULL;
        }

      socket =
        connect_to (address, type, deadline, cancellable, why == NULL ? &why : NULL);
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_clear_object (&socket);
          g_cancellable_set_error_if_cancelled (cancellable, error);
          return NULL;
        }
    }

  wire = g_new0 (MusterWire, 1);
  wire->socket = socket;
  return wire;
}

void
muster_wire_free (MusterWire *wire)
{
  if (wire == NULL)
    return;

  g_object_unref (wire->socket);
  g_free (wire);
}

gboolean
muster_wire_send (MusterWire *wire,
                  const guint8 *data,
                  gsize length,
                  gint64 deadline,
                  GCancellable *cancellable,
                  GError **error)
{
  gsize sent = 0;

  g_return_val_if_fail (wire != NULL && data != NULL, FALSE);

  while (sent < length)
    {
      g_autoptr (GError) why = NULL;
      gssize n = g_socket_send (wire->socket, (const char *) data + sent, length - sent,
                                cancellable, &why);

      if (n >= 0)
        {
          sent += (gsize) n;
        }
      else if (!must_wait (&why, G_IO_ERROR_WOULD_BLOCK))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      else if (!wait_for (wire->socket, G_IO_OUT, deadline, cancellable, error))
        {
          return FALSE;
        }
    }

  return TRUE;
}

gssize
muster_wire_receive (MusterWire *wire,
                     guint8 *data,
                     gsize size,
                     gint64 deadline,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (wire != NULL && data != NULL && size > 0, -1);

  for (;;)
    {
      g_autoptr (GError) why = NULL;
      gssize n;

      /* Who sends without end is not listened to without end. */
      if (g_get_monotonic_time () >= deadline)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                               _ ("No answer came in time"));
          return -1;
        }

      n = g_socket_receive (wire->socket, (char *) data, size, cancellable, &why);
      if (n > 0)
        return n;

      /* An empty datagram is nothing, an empty read the end of a stream. */
      if (n == 0 && g_socket_get_socket_type (wire->socket) == G_SOCKET_TYPE_STREAM)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                               _ ("The other side ended the connection"));
          return -1;
        }

      if (n < 0 && !must_wait (&why, G_IO_ERROR_WOULD_BLOCK))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return -1;
        }

      if (!wait_for (wire->socket, G_IO_IN, deadline, cancellable, error))
        return -1;
    }
}
