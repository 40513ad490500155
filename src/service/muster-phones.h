/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"

/**
 * muster_phones_confirm_sole:
 * @office: the office
 * @actor: who confirms
 * @n: (out): how many were confirmed, after an error too
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
                                     guint *n,
                                     MusterProgress progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GError **error);
