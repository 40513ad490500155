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
 *   when it cannot say now, upon which the terminal tries again later. The sink has a flush: the
 *   listener acknowledges only what was flushed
 * @leave: the listener is done with a sink that it was given
 * @heard: a terminal that is admitted gave a sign of life
 * @host_data: for all of them
 *
 * What a listener asks of whoever runs it. All are called in the listener's main context.
 */
typedef struct
{
  MusterSink *(*admit) (const MusterPushCaller *caller,
                        gpointer host_data,
                        GError **error);
  void (*leave) (MusterSink *sink, gpointer host_data);
  void (*heard) (const MusterPushCaller *caller, gpointer host_data);
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
 * @zone: the zone that terminals are told
 * @host: what it asks; copied
 * @error: why it cannot listen
 *
 * Returns: (transfer full) (nullable): a listener that answers as soon as its context runs
 */
MusterPushListener *muster_push_listener_new (const char *address,
                                              guint port,
                                              GTlsCertificate *certificate,
                                              MusterZone *zone,
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
 * Asks a terminal, when it polls next, for its punches of a span again and how many they are.
 * From any thread.
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
