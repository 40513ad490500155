/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

/**
 * MusterPushDoor:
 *
 * Lets terminals in to an HTTP server: takes connections, as many as are allowed, reads the head of
 * the request as the terminal wrote it and hands it on as HTTP wants it, one request a connection.
 * Whoever is silent for half a minute or takes longer than five is shown out.
 */
typedef struct _MusterPushDoor MusterPushDoor;

/**
 * muster_push_door_new:
 * @address: (nullable): the address to bind, %NULL for this computer only
 * @port: the port, 0 for any that is free
 * @certificate: (nullable): for HTTPS
 * @server: who answers
 * @error: why it cannot listen
 *
 * Returns: (transfer full) (nullable): a door that is open as soon as the thread's main context runs
 */
MusterPushDoor *muster_push_door_new (const char *address,
                                      guint port,
                                      GTlsCertificate *certificate,
                                      SoupServer *server,
                                      GError **error);

/**
 * muster_push_door_free:
 * @door: a door
 *
 * Closes it. Those who are in already are not shown out by this.
 */
void muster_push_door_free (MusterPushDoor *door);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterPushDoor, muster_push_door_free)

/**
 * muster_push_door_get_port:
 * @door: a door
 *
 * Returns: the port that it listens on
 */
guint muster_push_door_get_port (MusterPushDoor *door);
