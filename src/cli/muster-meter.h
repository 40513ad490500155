/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterMeter:
 *
 * One line on standard error that says how far a piece of work is, when that is a terminal;
 * and the place where a long piece of work learns that it was asked to stop.
 */
typedef struct _MusterMeter MusterMeter;

/**
 * muster_meter_new:
 * @what: what is being done, already translated
 * @cancellable: cancelled when the program is asked to stop
 *
 * Returns: (transfer full): the line, not shown yet
 */
MusterMeter *muster_meter_new (const char *what, GCancellable *cancellable);

/**
 * muster_meter_show:
 * @done: how much is done
 * @total: of how much, 0 for unknown
 * @meter: a #MusterMeter
 *
 * Shows how far it is, a few times a second at most.
 */
void muster_meter_show (guint64 done, guint64 total, gpointer meter);

/**
 * muster_meter_free:
 * @meter: a line, which is wiped away
 */
void muster_meter_free (MusterMeter *meter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterMeter, muster_meter_free)
