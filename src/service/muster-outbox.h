/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"
#include "muster-office.h"

/**
 * muster_outbox_empty:
 * @office: the office
 * @actor: who syncs
 * @connector: how the source is spoken to
 * @source: the source
 * @settings: its settings, secrets included
 * @cancellable: (nullable): to give up
 * @error: why the source could not be told; what it did take is noted all the same
 *
 * Tells a source what became of the requests that it delivered. What it does not take, because it
 * has another version or does not know it, is noted in the request's thread. Blocks.
 *
 * Returns: whether it knows all
 */
gboolean muster_outbox_empty (MusterOffice *office,
                              MusterActor *actor,
                              const MusterConnector *connector,
                              MusterSource *source,
                              MusterParams *settings,
                              GCancellable *cancellable,
                              GError **error);
