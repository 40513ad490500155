/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule-compare.h"

#include "muster-judge.h"

#include <glib/gi18n-lib.h>

void
muster_rule_change_free (MusterRuleChange *change)
{
  g_free (change->thing);
  g_free (change->what);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

/* Takes @before and @after; says nothing when they are the same. */
static void
compare (GPtrArray *changes,
         const char *thing,
         const char *what,
         char *before,
         char *after)
{
  g_autofree char *was = before;
  g_autofree char *is = after;
  MusterRuleChange *change;

  if (g_strcmp0 (was, is) == 0)
    return;

  change = g_new0 (MusterRuleChange, 1);
  change->thing = g_strdup (thing);
  change->what = g_strdup (what);
  change->before = g_steal_pointer (&was);
  change->after = g_steal_pointer (&is);
  g_ptr_array_add (changes, change);
}

static char *
say_minutes (gint64 minutes)
{
  return g_strdup_printf (ngettext ("%d min", "%d min", (gulong) ABS (minutes)),
                          (int) minutes);
}

static char *
say_zone (const MusterZone *zone)
{
  return g_strdup (zone != NULL ? muster_zone_get_name (zone) : _ ("the usual one"));
}

/* ---- Shifts ---- */

static char *
say_segments (const MusterShift *shift)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < shift->n_segments; i++)
    {
      g_autofree char *on = muster_clock_format (shift->segments[i].on);
      g_autofree char *off = muster_clock_format (shift->segments[i].off);

      g_string_append_printf (text, "%s%s–%s", i > 0 ? ", " : "", on, off);
      if (!shift->segments[i].in_required)
        g_string_append_printf (text, " (%s)", _ ("on-punch not needed"));
      if (!shift->segments[i].out_required)
        g_string_append_printf (text, " (%s)", _ ("off-punch not needed"));
    }
  if (shift->free)
    g_string_append_printf (text, "%s, %d", _ ("Free hours"), shift->required);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
say_rests (const MusterShift *shift)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < shift->n_rests; i++)
    {
      g_autofree char *from = muster_clock_format (shift->rests[i].from);
      g_autofree char *to = muster_clock_format (shift->rests[i].to);

      g_string_append_printf (text, "%s%s–%s", i > 0 ? ", " : "", from, to);
    }

  return shift->n_rests > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                            : g_strdup (C_ ("rests", "none"));
}

static char *
say_after_late (const MusterShift *shift)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < shift->n_after_late; i++)
    g_string_append_printf (text, "%s%d → %d", i > 0 ? ", " : "",
                            shift->after_late[i].stayed, shift->after_late[i].allowance);

  return shift->n_after_late > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                                 : g_strdup (C_ ("rests", "none"));
}

static void
compare_shifts (GPtrArray *changes, const MusterShift *was, const MusterShift *is)
{
  compare (changes, is->name, _ ("Name"), g_strdup (was->name), g_strdup (is->name));
  compare (changes, is->name, _ ("Times"), say_segments (was), say_segments (is));
  compare (changes, is->name, _ ("Rest spans"), say_rests (was), say_rests (is));
  compare (changes, is->name, _ ("Window before"), say_minutes (was->before),
           say_minutes (is->before));
  compare (changes, is->name, _ ("Window after"), say_minutes (was->after),
           say_minutes (is->after));
  compare (changes, is->name, _ ("May come later by"), say_minutes (was->flex_late),
           say_minutes (is->flex_late));
  compare (changes, is->name, _ ("May come earlier by"), say_minutes (was->flex_early),
           say_minutes (is->flex_early));
  compare (changes, is->name, _ ("Stay late, come late"), say_after_late (was),
           say_after_late (is));
  compare (changes, is->name, _ ("Time zone"), say_zone (was->zone), say_zone (is->zone));
}

/* ---- Groups ---- */

static char *
say_shift (const MusterShift *shift)
{
  return g_strdup (shift != NULL ? shift->name : C_ ("shift", "none"));
}

static char *
say_pattern (const MusterGroup *group)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (group->pattern == MUSTER_PATTERN_NONE)
    return g_strdup (_ ("the same every day"));

  for (guint i = 0; i < group->n_slots; i++)
    {
      const MusterSlot *slot = &group->slots[i];

      g_string_append (text, i > 0 ? " " : "");
      g_string_append (text, slot->kind == MUSTER_SLOT_REST    ? C_ ("slot", "rest")
                             : slot->kind == MUSTER_SLOT_SHIFT ? slot->shift->name
                                                               : "*");
    }
  if (group->pattern != MUSTER_PATTERN_WEEKLY)
    {
      g_autofree char *anchor = muster_date_format (group->anchor);

      g_string_append_printf (text, " (%s)", anchor);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
say_specials (const MusterGroup *group)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < group->specials->len; i++)
    {
      const MusterSpecialDate *special =
        &g_array_index (group->specials, MusterSpecialDate, i);
      g_autofree char *date = muster_date_format (special->date);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", date,
                              special->shift != NULL ? special->shift->name
                                                     : _ ("nobody expected"));
    }

  return group->specials->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                                  : g_strdup (C_ ("rests", "none"));
}

static const char *
choice_title (const MusterField *field, const char *value)
{
  for (gsize i = 0; field->choices != NULL && field->choices[i].value != NULL; i++)
    if (g_str_equal (field->choices[i].value, value))
      return _ (field->choices[i].title);

  return value;
}

static char *
say_setting (const MusterField *field, GVariant *value)
{
  switch (field->kind)
    {
    case MUSTER_FIELD_CHOICE:
      return g_strdup (choice_title (field, g_variant_get_string (value, NULL)));
    case MUSTER_FIELD_BOOLEAN:
      return g_strdup (g_variant_get_boolean (value) ? _ ("yes") : _ ("no"));
    case MUSTER_FIELD_MINUTES:
      return say_minutes (g_variant_get_int64 (value));
    case MUSTER_FIELD_INTEGER:
    case MUSTER_FIELD_SECONDS:
      return g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
    case MUSTER_FIELD_TEXT:
    case MUSTER_FIELD_SECRET:
    case MUSTER_FIELD_REAL:
    case MUSTER_FIELD_DATE:
    case MUSTER_FIELD_INSTANT:
    case MUSTER_FIELD_ZONE:
    case MUSTER_FIELD_PERSON:
    case MUSTER_FIELD_RECORD:
    case MUSTER_FIELD_PATH:
    case MUSTER_FIELD_STRINGS:
    case MUSTER_FIELD_VARIANT:
    default:
      return g_variant_print (value, FALSE);
    }
}

static char *
say_setting_of (const MusterGroup *group, const MusterField *field)
{
  static MusterParams *defaults;

  if (g_once_init_enter_pointer (&defaults))
    g_once_init_leave_pointer (
      &defaults, muster_params_new (muster_judge_get_fields (), NULL, NULL));

  return say_setting (
    field, muster_params_get_value (group->policy != NULL ? group->policy : defaults,
                                    field->name));
}

static void
compare_groups (GPtrArray *changes, const MusterGroup *was, const MusterGroup *is)
{
  compare (changes, is->name, _ ("Name"), g_strdup (was->name), g_strdup (is->name));
  compare (changes, is->name, _ ("Default shift"), say_shift (was->default_shift),
           say_shift (is->default_shift));
  compare (changes, is->name, _ ("Shift of make-up workdays"),
           say_shift (was->makeup_shift), say_shift (is->makeup_shift));
  compare (changes, is->name, _ ("Pattern of days"), say_pattern (was), say_pattern (is));
  compare (changes, is->name, _ ("Special dates"), say_specials (was), say_specials (is));
  compare (changes, is->name, _ ("Time zone"), say_zone (was->zone), say_zone (is->zone));
  for (const MusterField *field = muster_judge_get_fields (); field->name != NULL;
       field++)
    compare (changes, is->name, _ (field->title), say_setting_of (was, field),
             say_setting_of (is, field));
}

GPtrArray *
muster_rules_compare (MusterRuleset *before, MusterRuleset *after)
{
  GPtrArray *changes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) muster_rule_change_free);

  compare (changes, NULL, _ ("Name of the rules"), g_strdup (before->name),
           g_strdup (after->name));

  for (guint i = 0; i < after->shifts->len; i++)
    {
      MusterShift *is = g_ptr_array_index (after->shifts, i);
      MusterShift *was = muster_ruleset_find_shift (before, is->code);

      if (was != NULL)
        compare_shifts (changes, was, is);
      else
        compare (changes, is->name, _ ("Shift"), NULL, say_segments (is));
    }
  for (guint i = 0; i < before->shifts->len; i++)
    {
      MusterShift *was = g_ptr_array_index (before->shifts, i);

      if (muster_ruleset_find_shift (after, was->code) == NULL)
        compare (changes, was->name, _ ("Shift"), say_segments (was), NULL);
    }

  for (guint i = 0; i < after->groups->len; i++)
    {
      MusterGroup *is = g_ptr_array_index (after->groups, i);
      MusterGroup *was = muster_ruleset_find_group (before, is->code);

      if (was != NULL)
        compare_groups (changes, was, is);
      else
        compare (changes, is->name, _ ("Attendance group"), NULL, say_pattern (is));
    }
  for (guint i = 0; i < before->groups->len; i++)
    {
      MusterGroup *was = g_ptr_array_index (before->groups, i);

      if (muster_ruleset_find_group (after, was->code) == NULL)
        compare (changes, was->name, _ ("Attendance group"), say_pattern (was), NULL);
    }

  return changes;
}
