/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-actor.h"
#include "muster-db.h"
#include "muster-person.h"
#include "muster-request-policy.h"

/**
 * MusterApprovers:
 *
 * Everybody who may decide today, and for whom: what says whom a request waits for, and what
 * somebody is to it.
 */
typedef struct _MusterApprovers MusterApprovers;

/**
 * muster_approvers_new:
 * @db: a connection
 * @today: the date today
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (nullable): those who may decide on that date
 */
MusterApprovers *muster_approvers_new (MusterDb *db, MusterDate today, GError **error);
void muster_approvers_free (MusterApprovers *approvers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterApprovers, muster_approvers_free)

/**
 * muster_approvers_find:
 * @approvers: those who may decide
 * @level: of which level
 * @person: whose request it is
 *
 * Finds whom a level asks. A level that has nobody falls to the HR officers who reach the person,
 * and then to the administrators; nobody is asked about themselves.
 *
 * Returns: (transfer container) (element-type MusterActor): they, perhaps none
 */
GPtrArray *muster_approvers_find (MusterApprovers *approvers,
                                  const MusterRequestLevel *level,
                                  MusterPerson *person);

/**
 * muster_approvers_waits_for:
 * @approvers: those who may decide
 * @request: a request
 * @person: whose it is
 *
 * Returns: (transfer full): names of those for whom it waits; empty unless it was submitted
 */
GStrv muster_approvers_waits_for (MusterApprovers *approvers,
                                  MusterRequest *request,
                                  MusterPerson *person);

/**
 * muster_approvers_get_parties:
 * @approvers: those who may decide
 * @actor: somebody
 * @request: a request
 * @person: whose it is
 * @mine: (out) (optional): whether it waits for the actor, or for whom they decide
 * @delegate_of: (out) (optional) (transfer none) (nullable): on whose behalf they would decide
 *
 * Returns: #MusterRequestParty: what the actor is to the request
 */
guint muster_approvers_get_parties (MusterApprovers *approvers,
                                    MusterActor *actor,
                                    MusterRequest *request,
                                    MusterPerson *person,
                                    gboolean *mine,
                                    const char **delegate_of);
