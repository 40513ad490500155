/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-ruleset.h"

G_DEFINE_FINAL_TYPE (MusterRuleset, muster_ruleset, G_TYPE_OBJECT)

static void
muster_ruleset_finalize (GObject *object)
{
  MusterRuleset *self = MUSTER_RULESET (object);

  g_free (self->uid);
  g_free (self->name);
  g_ptr_array_unref (self->shifts);
  g_ptr_array_unref (self->groups);

  G_OBJECT_CLASS (muster_ruleset_parent_class)->finalize (object);
}

static void
muster_ruleset_class_init (MusterRulesetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_ruleset_finalize;
}

static void
muster_ruleset_init (MusterRuleset *self)
{
  self->version = 1;
  self->shifts = g_ptr_array_new_with_free_func (g_object_unref);
  self->groups = g_ptr_array_new_with_free_func (g_object_unref);
}

MusterRuleset *
muster_ruleset_new (const char *name, MusterDate effective)
{
  MusterRuleset *self = g_object_new (MUSTER_TYPE_RULESET, NULL);

  self->name = g_strdup (name);
  self->uid = g_strdup ("");
  self->effective = effective;

  return self;
}

MusterShift *
muster_ruleset_find_shift (const MusterRuleset *self, const char *code)
{
  for (guint i = 0; i < self->shifts->len; i++)
    {
      MusterShift *shift = g_ptr_array_index (self->shifts, i);

      if (g_strcmp0 (shift->code, code) == 0)
        return shift;
    }

  return NULL;
}

MusterGroup *
muster_ruleset_find_group (const MusterRuleset *self, const char *code)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      MusterGroup *group = g_ptr_array_index (self->groups, i);

      if (g_strcmp0 (group->code, code) == 0)
        return group;
    }

  return NULL;
}
