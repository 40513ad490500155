/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule-draft.h"

#include "muster-error.h"
#include "muster-judge.h"
#include "muster-rulefile.h"

#include <glib/gi18n-lib.h>

struct _MusterRuleDraft
{
  GObject parent_instance;

  gint64 base;
  char *published_document;
  MusterRuleset *published;
  char *document;
  MusterRuleset *rules;
  GPtrArray *undos; /* of documents, the last one on top */
  GPtrArray *redos;
};

G_DEFINE_FINAL_TYPE (MusterRuleDraft, muster_rule_draft, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
muster_rule_draft_finalize (GObject *object)
{
  MusterRuleDraft *self = MUSTER_RULE_DRAFT (object);

  g_free (self->published_document);
  g_clear_object (&self->published);
  g_free (self->document);
  g_clear_object (&self->rules);
  g_ptr_array_unref (self->undos);
  g_ptr_array_unref (self->redos);

  G_OBJECT_CLASS (muster_rule_draft_parent_class)->finalize (object);
}

static void
muster_rule_draft_class_init (MusterRuleDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_rule_draft_finalize;

  signals[CHANGED] = g_signal_new ("changed", MUSTER_TYPE_RULE_DRAFT, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
muster_rule_draft_init (MusterRuleDraft *self)
{
  self->undos = g_ptr_array_new_with_free_func (g_free);
  self->redos = g_ptr_array_new_with_free_func (g_free);
}

MusterRuleDraft *
muster_rule_draft_new (const char *published,
                       gint64 base,
                       const char *document,
                       GError **error)
{
  g_autoptr (MusterRuleDraft) self = g_object_new (MUSTER_TYPE_RULE_DRAFT, NULL);

  g_return_val_if_fail (published != NULL, NULL);

  self->base = base;
  if (!(self->published = muster_rulefile_parse (published, MUSTER_DATE_NONE, error)) ||
      !(self->rules = muster_rulefile_parse (document != NULL ? document : published,
                                             MUSTER_DATE_NONE, error)))
    return NULL;

  /* As written here, so that documents can be compared letter by letter. */
  self->published_document = muster_rulefile_write (self->published);
  self->document = muster_rulefile_write (self->rules);

  return g_steal_pointer (&self);
}

const char *
muster_rule_draft_get_document (MusterRuleDraft *self)
{
  g_return_val_if_fail (MUSTER_IS_RULE_DRAFT (self), NULL);

  return self->document;
}

gint64
muster_rule_draft_get_base (MusterRuleDraft *self)
{
  g_return_val_if_fail (MUSTER_IS_RULE_DRAFT (self), 0);

  return self->base;
}

MusterRuleset *
muster_rule_draft_get_rules (MusterRuleDraft *self)
{
  g_return_val_if_fail (MUSTER_IS_RULE_DRAFT (self), NULL);

  return self->rules;
}

MusterRuleset *
muster_rule_draft_get_published (MusterRuleDraft *self)
{
  g_return_val_if_fail (MUSTER_IS_RULE_DRAFT (self), NULL);

  return self->published;
}

gboolean
muster_rule_draft_is_changed (MusterRuleDraft *self)
{
  g_return_val_if_fail (MUSTER_IS_RULE_DRAFT (self), FALSE);

  return !g_str_equal (self->document, self->published_document);
}

/* ---- Changes ---- */

/* Takes a document that was found good. */
static void
draft_show (MusterRuleDraft *self, char *document, MusterRuleset *rules)
{
  g_autoptr (MusterRuleset) owned = rules;

  g_clear_pointer (&self->document, g_free);
  self->document = document;
  g_set_object (&self->rules, owned);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
muster_rule_draft_replace (MusterRuleDraft *self, const char *document, GError **error)
{
  g_autoptr (MusterRuleset)
    rules = muster_rulefile_parse (document, MUSTER_DATE_NONE, error);
  g_autofree char *written = NULL;

  g_return_val_if_fail (MUSTER_IS_RULE_DRAFT (self), FALSE);

  if (rules == NULL)
    return FALSE;

  written = muster_rulefile_write (rules);
  if (g_str_equal (written, self->document))
    return TRUE;

  g_ptr_array_add (self->undos, g_strdup (self->document));
  g_ptr_array_set_size (self->redos, 0);
  draft_show (self, g_steal_pointer (&written), g_steal_pointer (&rules));

  return TRUE;
}

static void
draft_travel (MusterRuleDraft *self, GPtrArray *from, GPtrArray *to)
{
  char *document;

  if (from->len == 0)
    return;

  document = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, g_strdup (self->document));
  draft_show (self, document, muster_rulefile_parse (document, MUSTER_DATE_NONE, NULL));
}

gboolean
muster_rule_draft_can_undo (MusterRuleDraft *self)
{
  return self->undos->len > 0;
}

gboolean
muster_rule_draft_can_redo (MusterRuleDraft *self)
{
  return self->redos->len > 0;
}

void
muster_rule_draft_undo (MusterRuleDraft *self)
{
  draft_travel (self, self->undos, self->redos);
}

void
muster_rule_draft_redo (MusterRuleDraft *self)
{
  draft_travel (self, self->redos, self->undos);
}

/* Writes what was changed, and takes it if it is a rule file. */
static gboolean
draft_take (MusterRuleDraft *self, MusterRuleset *rules, GError **error)
{
  g_autofree char *document = muster_rulefile_write (rules);

  return muster_rule_draft_replace (self, document, error);
}

static MusterShift *
find_or_keep (MusterRuleset *rules,
              MusterShift *shift,
              const char *old,
              MusterShift *with)
{
  if (shift == NULL)
    return NULL;
  if (old != NULL && with != NULL && g_str_equal (shift->code, old))
    return with;

  shift = muster_ruleset_find_shift (rules, shift->code);

  return shift;
}

/* A copy of a group whose shifts are those of @rules, the one called @old being @with. */
static MusterGroup *
group_copy (MusterGroup *group, MusterRuleset *rules, const char *old, MusterShift *with)
{
  MusterGroup *copy = muster_group_new (group->code);
  g_autofree MusterSlot *slots = g_new0 (MusterSlot, group->n_slots + 1);

  g_set_str (&copy->name, group->name);
  if (group->zone != NULL)
    copy->zone = muster_zone_ref (group->zone);
  g_set_object (&copy->default_shift,
                find_or_keep (rules, group->default_shift, old, with));
  g_set_object (&copy->makeup_shift,
                find_or_keep (rules, group->makeup_shift, old, with));
  for (guint i = 0; i < group->n_slots; i++)
    {
      slots[i].kind = group->slots[i].kind;
      slots[i].shift = find_or_keep (rules, group->slots[i].shift, old, with);
    }
  if (group->pattern != MUSTER_PATTERN_NONE)
    muster_group_set_pattern (copy, group->pattern, group->anchor, slots, group->n_slots);
  for (guint i = 0; i < group->specials->len; i++)
    {
      const MusterSpecialDate *special =
        &g_array_index (group->specials, MusterSpecialDate, i);

      muster_group_add_special (copy, special->date,
                                find_or_keep (rules, special->shift, old, with));
    }
  g_set_object (&copy->policy, group->policy);

  return copy;
}

/* A copy of the rules: the shift @old is @shift (left out when that is %NULL), or @shift is added. */
static MusterRuleset *
rules_with_shift (MusterRuleset *rules, const char *old, MusterShift *shift)
{
  MusterRuleset *copy = muster_ruleset_new (rules->name, MUSTER_DATE_NONE);

  for (guint i = 0; i < rules->shifts->len; i++)
    {
      MusterShift *one = g_ptr_array_index (rules->shifts, i);

      if (old == NULL || !g_str_equal (one->code, old))
        g_ptr_array_add (copy->shifts, g_object_ref (one));
      else if (shift != NULL)
        g_ptr_array_add (copy->shifts, g_object_ref (shift));
    }
  if (old == NULL && shift != NULL)
    g_ptr_array_add (copy->shifts, g_object_ref (shift));

  for (guint i = 0; i < rules->groups->len; i++)
    g_ptr_array_add (copy->groups,
                     group_copy (g_ptr_array_index (rules->groups, i), copy, old, shift));

  return copy;
}

static MusterRuleset *
rules_with_group (MusterRuleset *rules, const char *old, MusterGroup *group)
{
  MusterRuleset *copy = rules_with_shift (rules, NULL, NULL);

  for (guint i = copy->groups->len; old != NULL && i > 0; i--)
    {
      MusterGroup *one = g_ptr_array_index (copy->groups, i - 1);

      if (!g_str_equal (one->code, old))
        continue;
      if (group == NULL)
        {
          g_ptr_array_remove_index (copy->groups, i - 1);
          continue;
        }
      g_object_unref (one);
      copy->groups->pdata[i - 1] = group_copy (group, copy, NULL, NULL);
    }
  if (old == NULL)
    g_ptr_array_add (copy->groups, group_copy (group, copy, NULL, NULL));

  return copy;
}

gboolean
muster_rule_draft_rename (MusterRuleDraft *self, const char *name, GError **error)
{
  g_autoptr (MusterRuleset) rules = rules_with_shift (self->rules, NULL, NULL);

  g_set_str (&rules->name, name);

  return draft_take (self, rules, error);
}

gboolean
muster_rule_draft_set_shift (MusterRuleDraft *self,
                             const char *code,
                             MusterShift *shift,
                             GError **error)
{
  g_autoptr (MusterRuleset) rules = NULL;

  g_return_val_if_fail (MUSTER_IS_RULE_DRAFT (self), FALSE);

  if (shift->name == NULL || *shift->name == '\0')
    return muster_error_set_field (error, "name", _ ("Give the shift a name."));
  if (!muster_shift_check (shift, error))
    return FALSE;

  rules = rules_with_shift (self->rules, code, shift);

  return draft_take (self, rules, error);
}

static gboolean
group_uses (MusterGroup *group, const char *code)
{
#define IS(shift) ((shift) != NULL && g_str_equal ((shift)->code, code))
  if (IS (group->default_shift) || IS (group->makeup_shift))
    return TRUE;
  for (guint i = 0; i < group->n_slots; i++)
    if (IS (group->slots[i].shift))
      return TRUE;
  for (guint i = 0; i < group->specials->len; i++)
    if (IS (g_array_index (group->specials, MusterSpecialDate, i).shift))
      return TRUE;
#undef IS

  return FALSE;
}

GStrv
muster_rule_draft_get_users (MusterRuleDraft *self, const char *code)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < self->rules->groups->len; i++)
    {
      MusterGroup *group = g_ptr_array_index (self->rules->groups, i);

      if (group_uses (group, code))
        g_strv_builder_add (names, group->name);
    }

  return g_strv_builder_end (names);
}

gboolean
muster_rule_draft_remove_shift (MusterRuleDraft *self, const char *code, GError **error)
{
  g_auto (GStrv) users = muster_rule_draft_get_users (self, code);
  g_autoptr (MusterRuleset) rules = NULL;

  if (*users != NULL)
    {
      g_autofree char *names = g_strjoinv (", ", users);

      return muster_error_set (
        error, MUSTER_ERROR_CONFLICT,
        _ ("This shift is used by %s. Give them another one first."), names);
    }

  rules = rules_with_shift (self->rules, code, NULL);

  return draft_take (self, rules, error);
}

gboolean
muster_rule_draft_set_group (MusterRuleDraft *self,
                             const char *code,
                             MusterGroup *group,
                             GError **error)
{
  g_autoptr (MusterRuleset) rules = NULL;

  if (group->name == NULL || *group->name == '\0')
    return muster_error_set_field (error, "name", _ ("Give the group a name."));

  rules = rules_with_group (self->rules, code, group);

  return draft_take (self, rules, error);
}

gboolean
muster_rule_draft_remove_group (MusterRuleDraft *self, const char *code, GError **error)
{
  g_autoptr (MusterRuleset) rules = NULL;

  if (self->rules->groups->len == 1)
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("There must be a group: everybody else is judged by the "
                                "first one."));

  rules = rules_with_group (self->rules, code, NULL);

  return draft_take (self, rules, error);
}

gboolean
muster_rule_draft_set_setting (MusterRuleDraft *self,
                               const char *code,
                               const char *field,
                               GVariant *value,
                               GError **error)
{
  MusterGroup *group = muster_ruleset_find_group (self->rules, code);
  g_autoptr (GVariant) sunk = value != NULL ? g_variant_ref_sink (value) : NULL;
  g_autoptr (GVariant) known = NULL;
  g_autoptr (GVariant) settings = NULL;
  g_autoptr (MusterParams) policy = NULL;
  g_autoptr (MusterGroup) copy = NULL;
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  if (group == NULL)
    return muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such group."));

  if (group->policy != NULL)
    {
      known = muster_params_to_variant (group->policy);
      g_variant_dict_clear (&dict);
      g_variant_dict_init (&dict, known);
    }
  if (sunk != NULL)
    g_variant_dict_insert_value (&dict, field, sunk);
  else
    g_variant_dict_remove (&dict, field);
  settings = g_variant_ref_sink (g_variant_dict_end (&dict));

  if (!(policy = muster_params_new (muster_judge_get_fields (), settings, error)) ||
      !muster_judge_check_policy (policy, error))
    return FALSE;

  copy = group_copy (group, self->rules, NULL, NULL);
  g_set_object (&copy->policy, policy);

  return muster_rule_draft_set_group (self, code, copy, error);
}

char *
muster_rule_draft_new_code (MusterRuleDraft *self, const char *stem)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *code = i == 1 ? g_strdup (stem)
                                     : g_strdup_printf ("%s-%u", stem, i);

      if (muster_ruleset_find_shift (self->rules, code) == NULL &&
          muster_ruleset_find_group (self->rules, code) == NULL)
        return g_steal_pointer (&code);
    }
}
