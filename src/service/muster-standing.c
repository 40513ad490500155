/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-standing.h"

#include "muster-delegations.h"
#include "muster-error.h"

#include <glib/gi18n-lib.h>

MusterActor *
muster_standing_from_user (const MusterUserRecord *user)
{
  MusterActor *actor = muster_actor_new (user->id, user->name, user->role, &user->scope);

  actor->person_id = user->person_id;

  return actor;
}

gboolean
muster_standing_holds (const MusterUserRecord *user, MusterDate today)
{
  return !user->disabled && user->dates.from <= today && today <= user->dates.to;
}

static gboolean
principals_add (MusterDb *db, MusterActor *actor, MusterDate today, GError **error)
{
  g_autoptr (GArray) delegations = NULL;

  if (!muster_actor_may (actor, MUSTER_MAY_DECIDE))
    return TRUE;

  if (!(delegations = muster_delegations_list (db, actor->user_id, today, error)))
    return FALSE;

  for (guint i = 0; i < delegations->len; i++)
    {
      g_auto (MusterUserRecord) user = { 0 };
      g_autoptr (MusterActor) principal = NULL;

      if (!muster_users_get (
            db, g_array_index (delegations, MusterDelegationRecord, i).user_id, &user,
            error))
        return FALSE;
      if (!muster_standing_holds (&user, today))
        continue;
      principal = muster_standing_from_user (&user);
      muster_actor_add_principal (actor, principal);
    }

  return TRUE;
}

MusterActor *
muster_standing_renew (MusterDb *db, MusterActor *actor, MusterDate today, GError **error)
{
  g_auto (MusterUserRecord) user = { 0 };
  g_autoptr (MusterActor) renewed = NULL;
  g_autoptr (GError) local = NULL;

  if (actor->user_id == 0)
    return g_object_ref (actor);

  if (!muster_users_get (db, actor->user_id, &user, &local))
    {
      if (g_error_matches (local, MUSTER_ERROR, MUSTER_ERROR_MISSING))
        return g_object_ref (actor);
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  if (!muster_standing_holds (&user, today))
    {
      muster_error_set (error, MUSTER_ERROR_DENIED,
                        user.disabled
                          ? _ ("%s may not sign in any more. Ask an administrator.")
                          : _ ("The role of %s does not hold today. Ask an "
                               "administrator."),
                        user.name);
      return NULL;
    }

  renewed = muster_standing_from_user (&user);

  return principals_add (db, renewed, today, error) ? g_steal_pointer (&renewed) : NULL;
}
