/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterWire:
 *
 * A connection to a device over TCP or UDP on which one side asks and the other answers. All
 * functions block until a deadline, an instant of g_get_monotonic_time(), and return at once when
 * cancelled.
 */
typedef struct _MusterWire MusterWire;

/**
 * muster_wire_open:
 * @host: a name or an address
 * @port: the port
 * @type: %G_SOCKET_TYPE_STREAM for TCP, %G_SOCKET_TYPE_DATAGRAM for UDP
 * @deadline: until when to try
 * @cancellable: (nullable): to stop
 * @error: a %G_RESOLVER_ERROR or %G_IO_ERROR
 *
 * Connects to the first of the host's addresses that takes it. Over UDP nothing is sent, so that
 * nothing is known yet of the other side.
 *
 * Returns: (transfer full) (nullable): the connection
 */
MusterWire *muster_wire_open (const char *host,
                              guint16 port,
                              GSocketType type,
                              gint64 deadline,
                              GCancellable *cancellable,
                              GError **error);

void muster_wire_free (MusterWire *wire);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterWire, muster_wire_free)

/**
 * muster_wire_send:
 * @wire: a connection
 * @data: (array length=length): what to send; over UDP one datagram
 * @length: bytes of it
 * @deadline: until when to try
 * @cancellable: (nullable): to stop
 * @error: a %G_IO_ERROR
 *
 * Returns: whether all of it was sent
 */
gboolean muster_wire_send (MusterWire *wire,
                           const guint8 *data,
                           gsize length,
                           gint64 deadline,
                           GCancellable *cancellable,
                           GError **error);

/**
 * muster_wire_receive:
 * @wire: a connection
 * @data: (out caller-allocates) (array length=size): where to put it
 * @size: room there; over UDP what is beyond it of a datagram is lost
 * @deadline: until when to wait
 * @cancellable: (nullable): to stop
 * @error: a %G_IO_ERROR: %G_IO_ERROR_TIMED_OUT, and %G_IO_ERROR_CONNECTION_CLOSED when the other
 *   side ended a stream
 *
 * Takes what has arrived, at least a byte, or waits for it; over UDP one datagram.
 *
 * Returns: how many bytes, −1 for none
 */
gssize muster_wire_receive (MusterWire *wire,
                            guint8 *data,
                            gsize size,
                            gint64 deadline,
                            GCancellable *cancellable,
                            GError **error);
