/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-sink.h"

/**
 * MusterPushCaller:
 * @serial: the serial number that the terminal gives, the only thing that names it
 * @address: the address it calls from
 * @comm_key: (nullable): the secret text that it was given, if any
 * @about: (nullable): an a{ss} of what it said of itself: "model", "firmware", "push-version" …
 *
 * A terminal that calls in. Valid during the call only.
 */
typedef struct
{
  const char *serial;
  const char *address;
  const char *comm_key;
  GVariant *about;
} MusterPushCaller;

/**
 * MusterPushHost:
 * @admit: says where the punches of a terminal go: (transfer none), the same sink for every call
 *   until @leave; %NULL when it is not admitted (the host remembers that it waits) or with @error
 *   when it cannot say now, upon which the terminal tries again later. @source (out)
 *   (transfer full) is its record: zone, datum and settings are read from it. Asked at every
 *   request, so that whoever is no longer admitted is turned away at once: it should be quick
 * @leave: the listener is done with a sink that it was given
 * @heard: a terminal that is admitted gave a sign of life
 * @commit: (nullable): flushes all of these sinks, best in one transaction: many terminals call at
 *   once, and a transaction each would be slow. %FALSE with @error: nothing of any of them is
 *   stored; then all of their terminals are told to try again, and that time each sink is flushed
 *   by itself, so that one bad sink does not hold up the others. Without @commit each is always
 * @count: (nullable): how many punches are stored of a source whose wall time is in
 *   @from … @until, both included, exact repeats counted; −1 when it cannot say. What proves a
 *   terminal's history complete
 * @now: (nullable): the true time, microseconds UTC; the computer's clock without it
 * @host_data: for all of them
 *
 * What a listener asks of whoever runs it. All are called in the listener's main context and
 * block it, so that requests that come meanwhile share the next commit.
 *
 * A sink whose flush fails lets go of what it took since the last one that succeeded: the
 * terminal is told so and sends it again.
 */
typedef struct
{
  MusterSink *(*admit) (const MusterPushCaller *caller,
                        MusterSource **source,
                        gpointer host_data,
                        GError **error);
  void (*leave) (MusterSink *sink, gpointer host_data);
  void (*heard) (const MusterPushCaller *caller, gpointer host_data);
  gboolean (*commit) (MusterSink *const *sinks,
                      gsize n_sinks,
                      gpointer host_data,
                      GError **error);
  gint64 (*count) (MusterSink *sink, gint64 from, gint64 until, gpointer host_data);
  gint64 (*now) (gpointer host_data);
  gpointer host_data;
} MusterPushHost;

/**
 * MusterPushListener:
 *
 * Answers terminals that call in over HTTP (protocol "iclock"). It lives in the main context that
 * was the thread's default when it was made; whoever makes it runs that context.
 */
#define MUSTER_TYPE_PUSH_LISTENER (muster_push_listener_get_type ())
G_DECLARE_FINAL_TYPE (MusterPushListener,
                      muster_push_listener,
                      MUSTER,
                      PUSH_LISTENER,
                      GObject)

/**
 * muster_push_listener_new:
 * @address: (nullable): the address to bind, "0.0.0.0", "127.0.0.1" …; %NULL for this computer only
 * @port: the port, 0 for any that is free
 * @certificate: (nullable): for HTTPS
 * @host: what it asks; copied
 * @error: why it cannot listen
 *
 * Returns: (transfer full) (nullable): a listener that answers as soon as its context runs
 */
MusterPushListener *muster_push_listener_new (const char *address,
                                              guint port,
                                              GTlsCertificate *certificate,
                                              const MusterPushHost *host,
                                              GError **error);

/**
 * muster_push_listener_get_port:
 * @self: a listener
 *
 * Returns: the port that it listens on
 */
guint muster_push_listener_get_port (MusterPushListener *self);

/**
 * muster_push_listener_ask_again:
 * @self: a listener
 * @serial: an admitted terminal
 * @from: the first wall time, microseconds as if UTC
 * @until: the last
 *
 * Makes sure, when the terminal polls next, that its punches of a span are all there: asks how many
 * it has, and for those that are missing. The sink learns how it ended: "complete" (the last wall
 * time up to which nothing is missing) or "missing" (how many, and between which). From any thread.
 */
void muster_push_listener_ask_again (MusterPushListener *self,
                                     const char *serial,
                                     gint64 from,
                                     gint64 until);

/**
 * muster_push_listener_close:
 * @self: a listener
 *
 * Stops answering; requests under way end unacknowledged. In its own main context.
 */
void muster_push_listener_close (MusterPushListener *self);
