/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"

/**
 * muster_phones_confirm_sole:
 * @office: the office
 * @actor: who confirms
 * @confirmed: (element-type GVariant): gets what muster_phones_take_back() wants for each that was
 *   confirmed, after an error too; frees its elements by g_variant_unref()
 * @progress: (nullable): told how many are done
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop; what is confirmed by then stays confirmed
 * @error: %MUSTER_ERROR_DENIED, %MUSTER_ERROR_STORAGE
 *
 * Confirms every proposed device of the actor's scope about which there is no doubt: the only one
 * of its person, and nobody else's. One audit entry each. Blocks.
 *
 * Returns: whether all of them were
 */
gboolean muster_phones_confirm_sole (MusterOffice *office,
                                     MusterActor *actor,
                                     GPtrArray *confirmed,
                                     MusterProgress progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GError **error);

/**
 * muster_phones_take_back:
 * @office: the office
 * @actor: who confirmed
 * @confirmed: (element-type GVariant): what was; those that are taken back are removed
 * @progress: (nullable): told how many are done
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @error: %MUSTER_ERROR_CONFLICT when somebody else has decided about one of them meanwhile, and as
 *   above
 *
 * Takes confirmations back, the last one first. One audit entry each. Blocks.
 *
 * Returns: whether all of them were
 */
gboolean muster_phones_take_back (MusterOffice *office,
                                  MusterActor *actor,
                                  GPtrArray *confirmed,
                                  MusterProgress progress,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GError **error);
