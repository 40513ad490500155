/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"

/**
 * muster_errand_probe:
 * @office: the office
 * @actor: who may edit sources
 * @kind: a kind of source
 * @device: (nullable): the serial number that is expected
 * @settings: an a{sv} of its fields, secrets among them; floating is sunk
 * @cancellable: (nullable): to give up
 * @error: what is wrong, see #MusterConnector: a certificate that is not trusted names
 *   "certificate" and holds its fingerprint
 *
 * Looks at a source that is not there yet, without taking or keeping anything. Blocks.
 *
 * Returns: (transfer full) (nullable): what it found, an a{sv}
 */
GVariant *muster_errand_probe (MusterOffice *office,
                               MusterActor *actor,
                               const char *kind,
                               const char *device,
                               GVariant *settings,
                               GCancellable *cancellable,
                               GError **error);

/**
 * muster_errand_probe_source:
 * @office: the office
 * @actor: who may edit sources
 * @source_id: a source
 * @cancellable: (nullable): to give up
 * @error: what is wrong
 *
 * The same with a source as it is set.
 *
 * Returns: (transfer full) (nullable): what it found, an a{sv}
 */
GVariant *muster_errand_probe_source (MusterOffice *office,
                                      MusterActor *actor,
                                      gint64 source_id,
                                      GCancellable *cancellable,
                                      GError **error);

/**
 * muster_errand_set_clock:
 * @office: the office
 * @actor: who may edit sources
 * @source_id: a source
 * @cancellable: (nullable): to give up
 * @error: why it could not be set, %MUSTER_ERROR_CONFLICT for a kind whose clock cannot be set
 *
 * Sets a source's clock to the true time, which goes into the audit log. Blocks.
 *
 * Returns: whether it was set
 */
gboolean muster_errand_set_clock (MusterOffice *office,
                                  MusterActor *actor,
                                  gint64 source_id,
                                  GCancellable *cancellable,
                                  GError **error);
