/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-approvers.h"
#include "muster-reading.h"
#include "muster-request-terms.h"

/**
 * MusterRequestPlan:
 * @state: where the request will be
 * @level: at which level
 * @delegate_of: (nullable) (transfer none): on whose behalf the actor does it
 * @overridden: whether it needs the override
 *
 * What an action will make of a request.
 */
typedef struct
{
  MusterRequestState state;
  guint level;
  const char *delegate_of;
  gboolean overridden;
} MusterRequestPlan;

/**
 * muster_request_plan:
 * @plan: (out): what will become of it
 * @reading: a snapshot
 * @approvers: those who may decide; @plan points into them
 * @request: a request
 * @person: whose it is
 * @action: what the reading's actor wants to do
 * @override: whether they want it although a period is closed
 * @error: %MUSTER_ERROR_DENIED, %MUSTER_ERROR_CONFLICT, %MUSTER_ERROR_LOCKED: why not
 *
 * Says whether somebody may do something with a request now, and what will become of it: what the
 * command asks before it does it, and a sheet before many are done at once.
 *
 * Returns: whether they may
 */
gboolean muster_request_plan (MusterRequestPlan *plan,
                              MusterReading *reading,
                              MusterApprovers *approvers,
                              MusterRequest *request,
                              MusterPerson *person,
                              MusterRequestAction action,
                              gboolean override,
                              GError **error);
