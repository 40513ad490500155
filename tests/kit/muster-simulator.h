/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterSimulator:
 *
 * A simulated server of tests/kit, running in a process of its own, see simulated_server.py.
 */
typedef struct _MusterSimulator MusterSimulator;

/**
 * muster_simulator_new:
 * @name: its program in tests/kit: "frappe-server"
 * @options: (nullable): its options, separated by spaces
 *
 * Returns: (transfer full): one that listens
 */
MusterSimulator *muster_simulator_new (const char *name, const char *options);

/* Ends the process: nobody listens at its address any more. */
void muster_simulator_end (MusterSimulator *simulator);

/* Ends the process, too. */
void muster_simulator_free (MusterSimulator *simulator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterSimulator, muster_simulator_free)

guint muster_simulator_get_port (MusterSimulator *simulator);

/**
 * muster_simulator_get_address:
 * @simulator: a simulator without TLS
 *
 * Returns: (transfer none): "http://127.0.0.1:PORT"
 */
const char *muster_simulator_get_address (MusterSimulator *simulator);

/**
 * muster_simulator_set:
 * @simulator: a simulator without TLS
 * @options: a JSON object: options by name, with "_" for "-"
 *
 * Changes options while it runs; its count of requests begins again.
 */
void muster_simulator_set (MusterSimulator *simulator, const char *options);

/**
 * muster_simulator_count:
 * @simulator: a simulator without TLS
 * @what: "requests", or what else it counts
 *
 * Returns: how many there were
 */
gint64 muster_simulator_count (MusterSimulator *simulator, const char *what);
