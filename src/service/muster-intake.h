/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-delivery.h"
#include "muster-transaction.h"

/*
 * Requests that servers deliver: kept as they came, and made requests of as soon as it is known
 * whose they are. What the policy of the group refuses becomes a draft, which says why, and which an
 * HR officer can submit all the same; the server is told of the refusal at once.
 */

/**
 * muster_intake_add:
 * @txn: a transaction
 * @source_id: the source that delivered it
 * @badge_id: whose it is, as the source knows them
 * @delivery: what came
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Keeps a delivery. One whose revision is not newer than what is there changes nothing.
 *
 * Returns: whether it is there
 */
gboolean muster_intake_add (MusterTransaction *txn,
                            gint64 source_id,
                            gint64 badge_id,
                            const MusterDelivery *delivery,
                            GError **error);

/**
 * muster_intake_run:
 * @txn: a transaction
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Makes requests of all deliveries whose person is known: after some came, and after people were
 * mapped.
 *
 * Returns: whether it is done
 */
gboolean muster_intake_run (MusterTransaction *txn, GError **error);
