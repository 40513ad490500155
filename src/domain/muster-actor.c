/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-actor.h"

typedef struct
{
  MusterRole role;
  const char *code;
  guint may;
} RoleRow;

/* The one permission policy. */
static const RoleRow role_rows[] = {
  { MUSTER_ROLE_HR, "hr",
    MUSTER_MAY_SEE_DAYS | MUSTER_MAY_EDIT_PEOPLE | MUSTER_MAY_INGEST | MUSTER_MAY_VOID |
      MUSTER_MAY_EDIT_SOURCES | MUSTER_MAY_EDIT_RULES | MUSTER_MAY_DECIDE |
      MUSTER_MAY_CLOSE | MUSTER_MAY_EXPORT | MUSTER_MAY_REQUEST },
  { MUSTER_ROLE_SUPERVISOR, "supervisor",
    MUSTER_MAY_SEE_DAYS | MUSTER_MAY_VOID | MUSTER_MAY_EDIT_RULES | MUSTER_MAY_DECIDE |
      MUSTER_MAY_EXPORT | MUSTER_MAY_REQUEST },
  { MUSTER_ROLE_AUDITOR, "auditor",
    MUSTER_MAY_SEE_DAYS | MUSTER_MAY_EXPORT | MUSTER_MAY_AUDIT },
  { MUSTER_ROLE_ADMIN, "admin",
    MUSTER_MAY_SEE_DAYS | MUSTER_MAY_EDIT_PEOPLE | MUSTER_MAY_INGEST | MUSTER_MAY_VOID |
      MUSTER_MAY_EDIT_SOURCES | MUSTER_MAY_EDIT_RULES | MUSTER_MAY_DECIDE |
      MUSTER_MAY_CLOSE | MUSTER_MAY_EXPORT | MUSTER_MAY_REQUEST | MUSTER_MAY_AUDIT |
      MUSTER_MAY_ADMIN },
  { MUSTER_ROLE_SYNC, "sync", MUSTER_MAY_INGEST },
};

G_DEFINE_FINAL_TYPE (MusterActor, muster_actor, G_TYPE_OBJECT)

static const RoleRow *
role_row_find (MusterRole role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (role_rows); i++)
    if (role_rows[i].role == role)
      return &role_rows[i];

  return NULL;
}

/* A department lies in one of the scope when it is that one or below it. */
static gboolean
department_is_within (const char *department, const char *scope)
{
  gsize length = strlen (scope);

  return strncmp (department, scope, length) == 0 &&
         (department[length] == '\0' || department[length] == '/');
}

static void
muster_actor_finalize (GObject *object)
{
  MusterActor *self = MUSTER_ACTOR (object);

  g_free (self->name);
  g_free (self->delegate_of);
  g_strfreev (self->scope.groups);
  g_strfreev (self->scope.departments);

  G_OBJECT_CLASS (muster_actor_parent_class)->finalize (object);
}

static void
muster_actor_class_init (MusterActorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_actor_finalize;
}

static void
muster_actor_init (MusterActor *self)
{
}

MusterActor *
muster_actor_new (gint64 user_id,
                  const char *name,
                  MusterRole role,
                  const MusterScope *scope)
{
  MusterActor *self = g_object_new (MUSTER_TYPE_ACTOR, NULL);

  self->user_id = user_id;
  self->name = g_strdup (name);
  self->role = role;
  self->scope.all = scope == NULL || scope->all;
  if (!self->scope.all)
    {
      self->scope.groups = g_strdupv (scope->groups);
      self->scope.departments = g_strdupv (scope->departments);
    }

  return self;
}

gboolean
muster_actor_may (MusterActor *actor, MusterPermission permission)
{
  const RoleRow *row;

  g_return_val_if_fail (MUSTER_IS_ACTOR (actor), FALSE);

  row = role_row_find (actor->role);

  return row != NULL && (row->may & permission) == (guint) permission;
}

gboolean
muster_actor_reaches (MusterActor *actor, const char *group, const char *department)
{
  g_return_val_if_fail (MUSTER_IS_ACTOR (actor), FALSE);

  if (actor->scope.all)
    return TRUE;

  if (group != NULL && actor->scope.groups != NULL &&
      g_strv_contains ((const char *const *) actor->scope.groups, group))
    return TRUE;

  for (char **d = actor->scope.departments; department != NULL && d != NULL && *d != NULL;
       d++)
    if (department_is_within (department, *d))
      return TRUE;

  return FALSE;
}

const char *
muster_role_get_code (MusterRole role)
{
  const RoleRow *row = role_row_find (role);

  return row != NULL ? row->code : "";
}

MusterRole
muster_role_from_code (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (role_rows); i++)
    if (g_strcmp0 (role_rows[i].code, code) == 0)
      return role_rows[i].role;

  return 0;
}
