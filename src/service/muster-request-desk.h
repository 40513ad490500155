/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-approvers.h"
#include "muster-ledger.h"
#include "muster-request-terms.h"
#include "muster-transaction.h"

/**
 * MUSTER_REQUEST_COVER_SLOT:
 *
 * The slot of a request that is no correction is so many plus its kind.
 */
#define MUSTER_REQUEST_COVER_SLOT 16

/**
 * MusterRequestDesk:
 * @txn: the transaction
 * @by: who does it: the actor, or the source that delivered the request
 * @ledger: judges days as the transaction sees them
 * @reading: the same as a snapshot
 * @rules: the rules in force
 * @approvers: those who may decide
 * @request: the request
 * @person: whose it is
 *
 * A request in a transaction, with all that is asked when something is done with it.
 */
typedef struct
{
  MusterTransaction *txn;
  const char *by;
  MusterLedger *ledger;
  MusterReading reading;
  MusterRulebook *rules;
  MusterApprovers *approvers;
  MusterRequest *request;
  MusterPerson *person;
} MusterRequestDesk;

/**
 * muster_request_desk_open:
 * @desk: (out): a desk, to be cleared in any case
 * @txn: a transaction
 * @request: (transfer full) (nullable): a request; %NULL when getting it failed
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether all is there
 */
gboolean muster_request_desk_open (MusterRequestDesk *desk,
                                   MusterTransaction *txn,
                                   MusterRequest *request,
                                   GError **error);

void muster_request_desk_clear (MusterRequestDesk *desk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MusterRequestDesk, muster_request_desk_clear)

/**
 * muster_request_desk_note:
 * @desk: a desk
 * @action: what was done
 * @note: what was said; may be empty
 * @bulk: (nullable): the action on many that it was part of
 * @automatic: whether the rules did it
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Adds a step to the request's thread.
 *
 * Returns: whether it was written
 */
gboolean muster_request_desk_note (MusterRequestDesk *desk,
                                   MusterRequestAction action,
                                   const char *note,
                                   const char *bulk,
                                   gboolean automatic,
                                   GError **error);

/* Writes the request, a step further */
gboolean muster_request_desk_save (MusterRequestDesk *desk, GError **error);

/* Notes a decision in the request */
void muster_request_desk_decided (MusterRequestDesk *desk, const char *by);

/**
 * muster_request_desk_check_lieu:
 * @desk: a desk
 * @override: whether it is wanted although too little is left
 * @error: a %MUSTER_ERROR_INVALID that names "lieu"
 *
 * Returns: whether time off in lieu that the request takes has been earned
 */
gboolean muster_request_desk_check_lieu (MusterRequestDesk *desk,
                                         gboolean override,
                                         GError **error);

/**
 * muster_request_desk_send:
 * @desk: a desk
 * @override: whether it is wanted after the deadline or in a closed period
 * @made_at: when the person made it, microseconds UTC: what the deadline goes by
 * @error: what the group's policy has against it, the field named
 *
 * Submits a draft, which the rules may approve at once.
 *
 * Returns: whether it was submitted
 */
gboolean muster_request_desk_send (MusterRequestDesk *desk,
                                   gboolean override,
                                   gint64 made_at,
                                   GError **error);
