/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-approvers.h"

#include "muster-standing.h"
#include "muster-users.h"

struct _MusterApprovers
{
  GPtrArray *actors; /* of MusterActor, who may decide */
};

void
muster_approvers_free (MusterApprovers *approvers)
{
  g_ptr_array_unref (approvers->actors);
  g_free (approvers);
}

MusterApprovers *
muster_approvers_new (MusterDb *db, MusterDate today, GError **error)
{
  g_autoptr (GArray) users = muster_users_list (db, error);
  MusterApprovers *approvers;

  if (users == NULL)
    return NULL;

  approvers = g_new0 (MusterApprovers, 1);
  approvers->actors = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < users->len; i++)
    {
      const MusterUserRecord *user = &g_array_index (users, MusterUserRecord, i);
      g_autoptr (MusterActor) actor = muster_standing_from_user (user);

      if (muster_standing_holds (user, today) &&
          muster_actor_may (actor, MUSTER_MAY_DECIDE))
        g_ptr_array_add (approvers->actors, g_steal_pointer (&actor));
    }

  return approvers;
}

static gboolean
is_self (MusterActor *actor, MusterPerson *person)
{
  return actor->person_id != 0 && actor->person_id == person->id;
}

/* Those of a role who reach the person. */
static GPtrArray *
find_role (MusterApprovers *approvers, MusterRole role, MusterPerson *person)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < approvers->actors->len; i++)
    {
      MusterActor *actor = g_ptr_array_index (approvers->actors, i);

      if (actor->role == role && !is_self (actor, person) &&
          muster_actor_reaches (actor, person->group, person->department))
        g_ptr_array_add (found, actor);
    }

  return found;
}

/* The supervisors whose scope lies closest around the person, or widest: a scope of everybody
 * counts only where there is no other. */
static GPtrArray *
find_supervisors (MusterApprovers *approvers, gboolean closest, MusterPerson *person)
{
  GPtrArray *found = g_ptr_array_new ();
  int best = -1;

  for (guint i = 0; i < approvers->actors->len; i++)
    {
      MusterActor *actor = g_ptr_array_index (approvers->actors, i);
      int closeness =
        muster_actor_get_closeness (actor, person->group, person->department);

      if (actor->role != MUSTER_ROLE_SUPERVISOR || is_self (actor, person) ||
          closeness < 0)
        continue;

      if (best < 0 ||
          (closest || best == 0 ? closeness > best : closeness > 0 && closeness < best))
        {
          best = closeness;
          g_ptr_array_set_size (found, 0);
        }
      if (closeness == best)
        g_ptr_array_add (found, actor);
    }

  return found;
}

static GPtrArray *
find_named (MusterApprovers *approvers, GStrv users, MusterPerson *person)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < approvers->actors->len; i++)
    {
      MusterActor *actor = g_ptr_array_index (approvers->actors, i);

      if (users != NULL && !is_self (actor, person) &&
          g_strv_contains ((const char *const *) users, actor->name))
        g_ptr_array_add (found, actor);
    }

  return found;
}

static GPtrArray *
find_asked (MusterApprovers *approvers,
            const MusterRequestLevel *level,
            MusterPerson *person)
{
  switch (level->by)
    {
    case MUSTER_APPROVER_SUPERVISOR:
      return find_supervisors (approvers, TRUE, person);
    case MUSTER_APPROVER_HEAD:
      return find_supervisors (approvers, FALSE, person);
    case MUSTER_APPROVER_NAMED:
      return find_named (approvers, level->users, person);
    case MUSTER_APPROVER_HR:
    default:
      return find_role (approvers, MUSTER_ROLE_HR, person);
    }
}

GPtrArray *
muster_approvers_find (MusterApprovers *approvers,
                       const MusterRequestLevel *level,
                       MusterPerson *person)
{
  static const MusterRole others[] = { MUSTER_ROLE_HR, MUSTER_ROLE_ADMIN };
  GPtrArray *found = find_asked (approvers, level, person);

  for (gsize i = 0; found->len == 0 && i < G_N_ELEMENTS (others); i++)
    {
      g_ptr_array_unref (found);
      found = find_role (approvers, others[i], person);
    }

  return found;
}

/* Whom the request's own level asks; none unless it waits. */
static GPtrArray *
find_current (MusterApprovers *approvers, MusterRequest *request, MusterPerson *person)
{
  g_autoptr (GArray) levels = NULL;

  if (request->state != MUSTER_REQUEST_SUBMITTED)
    return g_ptr_array_new ();

  levels = muster_request_levels_from_text (request->levels);
  if (request->level >= levels->len)
    return g_ptr_array_new ();

  return muster_approvers_find (
    approvers, &g_array_index (levels, MusterRequestLevel, request->level), person);
}

GStrv
muster_approvers_waits_for (MusterApprovers *approvers,
                            MusterRequest *request,
                            MusterPerson *person)
{
  g_autoptr (GPtrArray) found = find_current (approvers, request, person);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < found->len; i++)
    g_strv_builder_add (names, MUSTER_ACTOR (g_ptr_array_index (found, i))->name);

  return g_strv_builder_end (names);
}

static gboolean
is_among (GPtrArray *found, gint64 user_id)
{
  for (guint i = 0; i < found->len; i++)
    if (MUSTER_ACTOR (g_ptr_array_index (found, i))->user_id == user_id)
      return TRUE;

  return FALSE;
}

/* For whom of those asked the actor decides; nobody passes their own request on to a delegate. */
static MusterActor *
find_principal (MusterActor *actor, GPtrArray *found)
{
  for (guint i = 0; actor->principals != NULL && i < actor->principals->len; i++)
    {
      MusterActor *principal = g_ptr_array_index (actor->principals, i);

      if (is_among (found, principal->user_id))
        return principal;
    }

  return NULL;
}

guint
muster_approvers_get_parties (MusterApprovers *approvers,
                              MusterActor *actor,
                              MusterRequest *request,
                              MusterPerson *person,
                              gboolean *mine,
                              const char **delegate_of)
{
  g_autoptr (GPtrArray) found = find_current (approvers, request, person);
  gboolean asked = is_among (found, actor->user_id);
  MusterActor *principal = asked ? NULL : find_principal (actor, found);
  gboolean reaches = muster_actor_reaches (actor, person->group, person->department);
  gboolean mends = reaches && muster_actor_may (actor, MUSTER_MAY_OVERRIDE);
  guint parties = 0;

  if (reaches || principal != NULL)
    parties |= MUSTER_PARTY_READER;
  if (g_strcmp0 (request->entered_by, actor->name) == 0 || is_self (actor, person) ||
      (mends && muster_actor_may (actor, MUSTER_MAY_REQUEST)))
    parties |= MUSTER_PARTY_REQUESTER;
  /* An administrator may decide whatever waits; it does not wait for them. */
  if (asked || principal != NULL || (reaches && actor->role == MUSTER_ROLE_ADMIN))
    parties |= MUSTER_PARTY_DECIDER;
  if (g_strcmp0 (request->decided_by, actor->name) == 0 ||
      g_strcmp0 (request->decided_for, actor->name) == 0)
    parties |= MUSTER_PARTY_AUTHOR;
  if (mends)
    parties |= MUSTER_PARTY_OVERSEER;
  if (is_self (actor, person))
    parties |= MUSTER_PARTY_SELF;

  if (mine != NULL)
    *mine = (asked || principal != NULL) && !(parties & MUSTER_PARTY_SELF);
  if (delegate_of != NULL)
    *delegate_of = principal != NULL ? principal->name : NULL;

  return parties;
}
