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
      MUSTER_MAY_CLOSE | MUSTER_MAY_EXPORT | MUSTER_MAY_REQUEST | MUSTER_MAY_OVERRIDE },
  { MUSTER_ROLE_SUPERVISOR, "supervisor",
    MUSTER_MAY_SEE_DAYS | MUSTER_MAY_VOID | MUSTER_MAY_EDIT_RULES | MUSTER_MAY_DECIDE |
      MUSTER_MAY_EXPORT | MUSTER_MAY_REQUEST },
  { MUSTER_ROLE_AUDITOR, "auditor",
    MUSTER_MAY_SEE_DAYS | MUSTER_MAY_EXPORT | MUSTER_MAY_AUDIT },
  { MUSTER_ROLE_ADMIN, "admin",
    MUSTER_MAY_SEE_DAYS | MUSTER_MAY_EDIT_PEOPLE | MUSTER_MAY_INGEST | MUSTER_MAY_VOID |
      MUSTER_MAY_EDIT_SOURCES | MUSTER_MAY_EDIT_RULES | MUSTER_MAY_DECIDE |
      MUSTER_MAY_CLOSE | MUSTER_MAY_EXPORT | MUSTER_MAY_REQUEST | MUSTER_MAY_AUDIT |
      MUSTER_MAY_ADMIN | MUSTER_MAY_OVERRIDE },
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
scope_clear (MusterScope *scope)
{
  g_clear_pointer (&scope->groups, g_strfreev);
  g_clear_pointer (&scope->departments, g_strfreev);
}

static void
strv_join (GStrv *all, GStrv more)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (*all != NULL)
    g_strv_builder_addv (builder, (const char **) *all);
  if (more != NULL)
    g_strv_builder_addv (builder, (const char **) more);
  g_strfreev (*all);
  *all = g_strv_builder_end (builder);
}

static void
scope_widen (MusterScope *scope, const MusterScope *more)
{
  scope->all = scope->all || more->all;
  strv_join (&scope->groups, more->groups);
  strv_join (&scope->departments, more->departments);
}

static void
muster_actor_finalize (GObject *object)
{
  MusterActor *self = MUSTER_ACTOR (object);

  g_free (self->name);
  g_free (self->delegate_of);
  scope_clear (&self->scope);
  scope_clear (&self->sight);
  g_clear_pointer (&self->principals, g_ptr_array_unref);

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
  scope_widen (&self->sight, &self->scope);

  return self;
}

void
muster_actor_add_principal (MusterActor *actor, MusterActor *principal)
{
  if (actor->principals == NULL)
    actor->principals = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (actor->principals, g_object_ref (principal));
  scope_widen (&actor->sight, &principal->scope);
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
  return muster_actor_get_closeness (actor, group, department) >= 0;
}

int
muster_actor_get_closeness (MusterActor *actor, const char *group, const char *department)
{
  int closeness = -1;

  g_return_val_if_fail (MUSTER_IS_ACTOR (actor), -1);

  if (actor->scope.all)
    return 0;

  if (group != NULL && actor->scope.groups != NULL &&
      g_strv_contains ((const char *const *) actor->scope.groups, group))
    return G_MAXINT;

  for (char **d = actor->scope.departments; department != NULL && d != NULL && *d != NULL;
       d++)
    if (department_is_within (department, *d))
      closeness = MAX (closeness, (int) strlen (*d));

  return closeness;
}

guint
muster_role_get_permissions (MusterRole role)
{
  const RoleRow *row = role_row_find (role);

  return row != NULL ? row->may : 0;
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
