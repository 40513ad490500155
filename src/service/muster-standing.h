/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-actor.h"
#include "muster-db.h"
#include "muster-users.h"

/**
 * muster_standing_renew:
 * @db: a connection
 * @actor: who acts, as they signed in
 * @today: the date today
 * @error: %MUSTER_ERROR_DENIED when the user was disabled, or the role does not hold today
 *
 * Looks again who somebody is: role, scope, and for whom they decide as a delegate. An actor that
 * is no user of the company (the runner of sources) is taken as it is.
 *
 * Returns: (transfer full) (nullable): the actor as of now
 */
MusterActor *muster_standing_renew (MusterDb *db,
                                    MusterActor *actor,
                                    MusterDate today,
                                    GError **error);

/**
 * muster_standing_from_user:
 * @user: a user
 *
 * Returns: (transfer full): the user as who acts, without those for whom they decide
 */
MusterActor *muster_standing_from_user (const MusterUserRecord *user);

/**
 * muster_standing_holds:
 * @user: a user
 * @today: a date
 *
 * Returns: whether the user is not disabled and the role holds on that date
 */
gboolean muster_standing_holds (const MusterUserRecord *user, MusterDate today);
