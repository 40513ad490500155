/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-civil.h"

/**
 * MusterPermission:
 *
 * What an actor may do. A role is a set of these.
 */
typedef enum
{
  MUSTER_MAY_SEE_DAYS = 1 << 0,     /* results, punches and people of the scope */
  MUSTER_MAY_EDIT_PEOPLE = 1 << 1,  /* add, change, import people; map device numbers */
  MUSTER_MAY_INGEST = 1 << 2,       /* import punches, run sources */
  MUSTER_MAY_VOID = 1 << 3,         /* void a punch, take it back */
  MUSTER_MAY_EDIT_SOURCES = 1 << 4, /* add, change, retire sources */
  MUSTER_MAY_EDIT_RULES = 1 << 5,   /* rules, shifts, rosters, calendar, places */
  MUSTER_MAY_DECIDE = 1 << 6,       /* requests and exceptions */
  MUSTER_MAY_CLOSE = 1 << 7,        /* close and reopen periods */
  MUSTER_MAY_EXPORT = 1 << 8,       /* reports and exports */
  MUSTER_MAY_AUDIT = 1 << 9,        /* read the audit log */
  MUSTER_MAY_ADMIN = 1 << 10,       /* users, keys, backup, restore, company settings */
  MUSTER_MAY_REQUEST = 1 << 11,     /* enter a request on someone's behalf */
  MUSTER_MAY_OVERRIDE =
    1 << 12, /* let through after the deadline, revoke what others decided */
} MusterPermission;

#define MUSTER_N_PERMISSIONS 13

/**
 * MusterRole:
 *
 * The numbers are stored and never change.
 */
typedef enum
{
  MUSTER_ROLE_HR = 1,
  MUSTER_ROLE_SUPERVISOR = 2,
  MUSTER_ROLE_AUDITOR = 3,
  MUSTER_ROLE_ADMIN = 4,
  MUSTER_ROLE_SYNC = 5, /* the runner of sources; no person signs in with it */
} MusterRole;

/**
 * MusterScope:
 * @all: everybody; the lists are then empty
 * @groups: codes of attendance groups
 * @departments: names of departments
 *
 * Whose records an actor reaches: those of a person in one of the groups or departments.
 */
typedef struct
{
  gboolean all;
  GStrv groups;
  GStrv departments;
} MusterScope;

/**
 * MusterActor:
 * @user_id: the user, 0 for the runner of sources
 * @name: the user's name
 * @role: a #MusterRole
 * @scope: whose records the user reaches
 * @delegate_of: (nullable): name of the user on whose behalf @name acts
 * @person_id: which employee the user is, 0 for none
 * @principals: (nullable) (element-type MusterActor): for whom the user decides today as a
 *   delegate
 * @sight: whose records the user may see: those of @scope, and those of the principals
 *
 * Who acts. Immutable; made by sign-in and handed to every door, which looks at the user again
 * each time: a role that was changed meanwhile counts at once.
 */
#define MUSTER_TYPE_ACTOR (muster_actor_get_type ())
G_DECLARE_FINAL_TYPE (MusterActor, muster_actor, MUSTER, ACTOR, GObject)

struct _MusterActor
{
  GObject parent_instance;

  gint64 user_id;
  char *name;
  MusterRole role;
  MusterScope scope;
  char *delegate_of;
  gint64 person_id;
  GPtrArray *principals;
  MusterScope sight;
};

/**
 * muster_actor_new:
 * @user_id: the user
 * @name: the user's name
 * @role: the role
 * @scope: (nullable): the scope, copied; %NULL for everybody
 *
 * Returns: (transfer full): an actor
 */
MusterActor *muster_actor_new (gint64 user_id,
                               const char *name,
                               MusterRole role,
                               const MusterScope *scope);

/**
 * muster_actor_add_principal:
 * @actor: an actor that is being built
 * @principal: (transfer none): for whom it decides
 *
 * Makes the actor the delegate of another, whose people it sees from then on.
 */
void muster_actor_add_principal (MusterActor *actor, MusterActor *principal);

/**
 * muster_actor_may:
 * @actor: who acts
 * @permission: what it wants to do
 *
 * The one permission policy: says what each role may do.
 *
 * Returns: whether the role includes @permission
 */
gboolean muster_actor_may (MusterActor *actor, MusterPermission permission);

/**
 * muster_actor_reaches:
 * @actor: who acts
 * @group: (nullable): the group of the person concerned
 * @department: (nullable): the department of the person concerned
 *
 * Returns: whether a person there is in the actor's scope
 */
gboolean muster_actor_reaches (MusterActor *actor,
                               const char *group,
                               const char *department);

/**
 * muster_actor_get_closeness:
 * @actor: who acts
 * @group: (nullable): the group of the person concerned
 * @department: (nullable): the department of the person concerned
 *
 * Says how closely a scope lies around a person: the length of the department that reaches them,
 * more than any department for their group, 0 for everybody.
 *
 * Returns: the closeness, -1 when the scope does not reach them
 */
int muster_actor_get_closeness (MusterActor *actor,
                                const char *group,
                                const char *department);

/**
 * muster_role_get_permissions:
 * @role: a role
 *
 * Returns: all that it may, #MusterPermission
 */
guint muster_role_get_permissions (MusterRole role);

/**
 * muster_role_get_code:
 * @role: a role
 *
 * Returns: (transfer none): "hr", "supervisor", "auditor", "admin", "sync"
 */
const char *muster_role_get_code (MusterRole role);

/**
 * muster_role_from_code:
 * @code: a role's name
 *
 * Returns: the role, or 0 if there is none of that name
 */
MusterRole muster_role_from_code (const char *code);
