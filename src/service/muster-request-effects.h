/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-person.h"
#include "muster-request.h"
#include "muster-roster.h"
#include "muster-transaction.h"

#define MUSTER_CORRECTION_KIND "correction"

/**
 * muster_request_effects_apply:
 * @txn: a transaction
 * @request: a request that is being approved; its punch is noted in it
 * @person: whose it is
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Does what an approval does: adds a punch of source “correction”, or enters the leave, the trip
 * and so on.
 *
 * Returns: whether it is done
 */
gboolean muster_request_effects_apply (MusterTransaction *txn,
                                       MusterRequest *request,
                                       MusterPerson *person,
                                       GError **error);

/**
 * muster_request_effects_take_back:
 * @txn: a transaction
 * @request: a request whose approval no longer holds
 * @reason: why
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Takes back what muster_request_effects_apply() did: the punch is void, the leave is removed.
 *
 * Returns: whether it is done
 */
gboolean muster_request_effects_take_back (MusterTransaction *txn,
                                           MusterRequest *request,
                                           const char *reason,
                                           GError **error);

/**
 * muster_request_get_cover:
 * @request: a request
 * @date: one of its dates
 * @cover: (out): what covers that date when it is approved
 *
 * Returns: whether it is a request for leave, a trip and so on
 */
gboolean muster_request_get_cover (MusterRequest *request,
                                   MusterDate date,
                                   MusterCover *cover);
