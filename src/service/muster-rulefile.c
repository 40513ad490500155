/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rulefile.h"

#include "muster-document.h"
#include "muster-error.h"
#include "muster-exception.h"
#include "muster-judge.h"
#include "muster-request-policy.h"

#include <glib/gi18n-lib.h>

#define SCHEMA "muster-rules/1"
#define DEFAULT_SLOT "*"
#define CYCLE_MAX 366

static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
static const char *const pattern_names[] = { NULL, "weekly", "biweekly", "cycle" };

static gboolean
read_pair (JsonArray *array,
           const char *path,
           guint index,
           MusterRest *rest,
           GError **error)
{
  JsonNode *node = json_array_get_element (array, index);
  g_autofree char *place = g_strdup_printf ("%s[%u]", path, index);
  JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  int minutes[2];

  if (pair == NULL || json_array_get_length (pair) != 2)
    return muster_document_fail (
      error, place, NULL,
      _ ("This must be two times of day like [\"12:00\", \"13:00\"]."));

  for (guint i = 0; i < 2; i++)
    {
      JsonNode *clock = json_array_get_element (pair, i);

      if (json_node_get_value_type (clock) != G_TYPE_STRING ||
          !muster_clock_parse (json_node_get_string (clock), &minutes[i]))
        return muster_document_fail (
          error, place, NULL,
          _ ("This must be two times of day like [\"12:00\", \"13:00\"]."));
    }

  rest->from = (gint16) minutes[0];
  rest->to = (gint16) minutes[1];

  return TRUE;
}

static gboolean
check_length (JsonArray *array, const char *path, guint most, GError **error)
{
  if (array == NULL || json_array_get_length (array) <= most)
    return TRUE;

  return muster_document_fail (error, path, NULL, _ ("There can be %u at most."), most);
}

static gboolean
read_segments (MusterShift *shift, JsonArray *array, const char *path, GError **error)
{
  static const char *const keys[] = { "on", "off", "in_required", "out_required", NULL };
  guint n = array != NULL ? json_array_get_length (array) : 0;

  if (!check_length (array, path, MUSTER_SHIFT_SEGMENTS, error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      MusterSegment *segment = &shift->segments[i];
      g_autofree char *place = NULL;
      JsonObject *object = NULL;
      int on = -1;
      int off = -1;

      segment->in_required = TRUE;
      segment->out_required = TRUE;
      if (!muster_document_get_element (array, path, i, &object, &place, error) ||
          !muster_document_check_keys (object, place, keys, error) ||
          !muster_document_get_clock (object, place, "on", &on, error) ||
          !muster_document_get_clock (object, place, "off", &off, error) ||
          !muster_document_get_boolean (object, place, "in_required",
                                        &segment->in_required, error) ||
          !muster_document_get_boolean (object, place, "out_required",
                                        &segment->out_required, error))
        return FALSE;

      if (on < 0 || off < 0)
        return muster_document_fail (error, place, on < 0 ? "on" : "off",
                                     _ ("This is missing."));

      segment->on = (gint16) on;
      segment->off = (gint16) off;
    }

  shift->n_segments = n;

  return TRUE;
}

static gboolean
read_rests (MusterShift *shift, JsonArray *array, const char *path, GError **error)
{
  guint n = array != NULL ? json_array_get_length (array) : 0;

  if (!check_length (array, path, MUSTER_SHIFT_RESTS, error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (!read_pair (array, path, i, &shift->rests[i], error))
      return FALSE;

  shift->n_rests = n;

  return TRUE;
}

static gboolean
read_after_late (MusterShift *shift, JsonArray *array, const char *path, GError **error)
{
  static const char *const keys[] = { "stayed", "allowance", NULL };
  guint n = array != NULL ? json_array_get_length (array) : 0;

  if (!check_length (array, path, MUSTER_SHIFT_AFTER_LATE, error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *place = NULL;
      JsonObject *object = NULL;

      if (!muster_document_get_element (array, path, i, &object, &place, error) ||
          !muster_document_check_keys (object, place, keys, error) ||
          !muster_document_get_int (object, place, "stayed", 0, 1440,
                                    &shift->after_late[i].stayed, error) ||
          !muster_document_get_int (object, place, "allowance", 0, 1440,
                                    &shift->after_late[i].allowance, error))
        return FALSE;
    }

  shift->n_after_late = n;

  return TRUE;
}

static gboolean
read_two (JsonObject *object,
          const char *path,
          const char *key,
          const char *first,
          int *first_value,
          const char *second,
          int *second_value,
          GError **error)
{
  const char *const keys[] = { first, second, NULL };
  g_autofree char *place = muster_document_join (path, key);
  JsonObject *inner = NULL;

  if (!muster_document_get_object (object, path, key, &inner, error))
    return FALSE;

  if (inner == NULL)
    return TRUE;

  return muster_document_check_keys (inner, place, keys, error) &&
         muster_document_get_int (inner, place, first, 0, 10080, first_value, error) &&
         muster_document_get_int (inner, place, second, 0, 10080, second_value, error);
}

MusterShift *
muster_rulefile_read_shift (JsonObject *object, const char *path, GError **error)
{
  static const char *const keys[] = { "id",       "name",       "tz",      "segments",
                                      "window",   "rests",      "flex",    "free",
                                      "required", "after_late", "minimum", NULL };
  g_autoptr (MusterShift) shift = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *segments_path = muster_document_join (path, "segments");
  g_autofree char *rests_path = muster_document_join (path, "rests");
  g_autofree char *after_late_path = muster_document_join (path, "after_late");
  const char *code = NULL;
  const char *name = NULL;
  JsonArray *segments = NULL;
  JsonArray *rests = NULL;
  JsonArray *after_late = NULL;

  if (!muster_document_check_keys (object, path, keys, error) ||
      !muster_document_get_string (object, path, "id", &code, error) ||
      !muster_document_get_string (object, path, "name", &name, error))
    return NULL;

  if (code == NULL || *code == '\0')
    {
      muster_document_fail (error, path, "id", _ ("This is missing."));
      return NULL;
    }

  shift = muster_shift_new (code);
  g_set_str (&shift->name, name != NULL ? name : code);
  if (!muster_document_get_zone (object, path, "tz", &shift->zone, error) ||
      !muster_document_get_array (object, path, "segments", &segments, error) ||
      !read_segments (shift, segments, segments_path, error) ||
      !muster_document_get_array (object, path, "rests", &rests, error) ||
      !read_rests (shift, rests, rests_path, error) ||
      !read_two (object, path, "window", "before", &shift->before, "after", &shift->after,
                 error) ||
      !read_two (object, path, "flex", "late", &shift->flex_late, "early",
                 &shift->flex_early, error) ||
      !muster_document_get_array (object, path, "after_late", &after_late, error) ||
      !read_after_late (shift, after_late, after_late_path, error) ||
      !muster_document_get_boolean (object, path, "free", &shift->free, error) ||
      !muster_document_get_int (object, path, "required", 0, 1440, &shift->required,
                                error) ||
      !muster_document_get_int (object, path, "minimum", 0, 100000, &shift->minimum,
                                error))
    return NULL;

  if (!muster_shift_check (shift, &local))
    {
      muster_document_fail (error, path, muster_error_get_field (local), "%s",
                            local->message);
      return NULL;
    }

  return g_steal_pointer (&shift);
}

static const MusterField *
field_find (const MusterField *fields, const char *name)
{
  for (const MusterField *field = fields; field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return field;

  return NULL;
}

/* Settings that belong together are one object in the file: "grace.late" is late in grace. */
static gboolean
field_is_family (const MusterField *fields, const char *name)
{
  g_autofree char *prefix = g_strconcat (name, ".", NULL);

  for (const MusterField *field = fields; field->name != NULL; field++)
    if (g_str_has_prefix (field->name, prefix))
      return TRUE;

  return FALSE;
}

/* A list of texts; a list of anything else stays what it is and is refused for its type. */
static GVariant *
strings_value (GVariant *value)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
    return g_variant_ref (value);

  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (value, i);
      g_autoptr (GVariant) text = g_variant_get_variant (boxed);

      if (!g_variant_is_of_type (text, G_VARIANT_TYPE_STRING))
        return g_variant_ref (value);
      g_strv_builder_add (texts, g_variant_get_string (text, NULL));
    }
  all = g_strv_builder_end (texts);

  return g_variant_new_strv ((const char *const *) all, -1);
}

/* JSON says neither int32 nor "a variant", and writes a whole number where a real is due. */
static GVariant *
setting_value (const MusterField *field, JsonNode *node)
{
  g_autoptr (GVariant) value = g_variant_ref_sink (muster_document_to_variant (node));

  if (field->kind == MUSTER_FIELD_STRINGS)
    return strings_value (value);

  if (field->kind == MUSTER_FIELD_VARIANT)
    return g_variant_new_variant (value);

  if (field->kind == MUSTER_FIELD_REAL &&
      g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_variant_new_double ((double) g_variant_get_int64 (value));

  return g_steal_pointer (&value);
}

static gboolean
read_settings (GVariantDict *settings,
               const MusterField *fields,
               JsonObject *object,
               const char *family,
               const char *path,
               GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      g_autofree char *name = muster_document_join (family, key);
      g_autofree char *place = muster_document_join (path, key);
      const MusterField *field = field_find (fields, name);

      if (field != NULL)
        {
          if (!JSON_NODE_HOLDS_NULL (node))
            {
              g_autoptr (GVariant)
                value = g_variant_take_ref (setting_value (field, node));

              g_variant_dict_insert_value (settings, name, value);
            }
        }
      else if (!field_is_family (fields, name))
        return muster_document_fail (error, place, NULL,
                                     _ ("There is no such key here."));
      else if (!JSON_NODE_HOLDS_OBJECT (node))
        return muster_document_fail (error, place, NULL,
                                     _ ("This must be an object in braces."));
      else if (!read_settings (settings, fields, json_node_get_object (node), name, place,
                               error))
        return FALSE;
    }

  return TRUE;
}

typedef gboolean (*SettingsCheck) (MusterParams *params, GError **error);

static MusterParams *
read_params (JsonObject *object,
             const MusterField *fields,
             SettingsCheck check,
             const char *path,
             GError **error)
{
  g_auto (GVariantDict) settings = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) values = NULL;
  g_autoptr (MusterParams) params = NULL;
  g_autoptr (GError) local = NULL;

  if (object != NULL && !read_settings (&settings, fields, object, "", path, error))
    return NULL;

  values = g_variant_ref_sink (g_variant_dict_end (&settings));
  if ((params = muster_params_new (fields, values, &local)) == NULL ||
      (check != NULL && !check (params, &local)))
    {
      muster_document_fail (error, path, muster_error_get_field (local), "%s",
                            local->message);
      return NULL;
    }

  return g_steal_pointer (&params);
}

MusterParams *
muster_rulefile_read_policy (JsonObject *object, const char *path, GError **error)
{
  return read_params (object, muster_judge_get_fields (), muster_judge_check_policy, path,
                      error);
}

static gboolean
check_requests (MusterParams *params, GError **error)
{
  g_auto (MusterRequestPolicy) policy = { 0 };

  return muster_request_policy_init (&policy, params, error);
}

gboolean
muster_rulefile_read_weekdays (JsonArray *array,
                               const char *path,
                               guint *days,
                               GError **error)
{
  *days = 0;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *place = g_strdup_printf ("%s[%u]", path, i);
      guint bit = 0;

      for (guint k = 0; k < G_N_ELEMENTS (weekdays); k++)
        if (json_node_get_value_type (node) == G_TYPE_STRING &&
            g_str_equal (json_node_get_string (node), weekdays[k]))
          bit = 1u << k;

      if (bit == 0)
        return muster_document_fail (
          error, place, NULL,
          _ ("This must be a weekday: mon, tue, wed, thu, fri, sat or "
             "sun."));
      *days |= bit;
    }

  return TRUE;
}

static gboolean
read_shift_name (MusterRuleset *ruleset,
                 JsonObject *object,
                 const char *path,
                 const char *key,
                 MusterShift **shift,
                 GError **error)
{
  const char *code = NULL;
  MusterShift *found;

  if (!muster_document_get_string (object, path, key, &code, error))
    return FALSE;

  if (code == NULL)
    return TRUE;

  if (!(found = muster_ruleset_find_shift (ruleset, code)))
    return muster_document_fail (error, path, key, _ ("There is no shift “%s”."), code);

  g_set_object (shift, found);

  return TRUE;
}

static gboolean
read_slot (MusterRuleset *ruleset,
           JsonArray *array,
           const char *path,
           guint index,
           MusterSlot *slot,
           GError **error)
{
  JsonNode *node = json_array_get_element (array, index);
  g_autofree char *place = g_strdup_printf ("%s[%u]", path, index);
  const char *text;

  slot->kind = MUSTER_SLOT_REST;
  slot->shift = NULL;
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return muster_document_fail (
      error, place, NULL,
      _ ("This must be a shift, “*” for the default shift, or null for "
         "rest."));

  text = json_node_get_string (node);
  slot->kind = MUSTER_SLOT_DEFAULT;
  if (g_str_equal (text, DEFAULT_SLOT))
    return TRUE;

  slot->kind = MUSTER_SLOT_SHIFT;
  if (!(slot->shift = muster_ruleset_find_shift (ruleset, text)))
    return muster_document_fail (error, place, NULL, _ ("There is no shift “%s”."), text);

  return TRUE;
}

static gboolean
read_pattern_kind (JsonObject *object,
                   const char *path,
                   MusterPatternKind *kind,
                   GError **error)
{
  const char *text = NULL;

  if (!muster_document_get_string (object, path, "kind", &text, error))
    return FALSE;

  for (guint i = MUSTER_PATTERN_WEEKLY; i < G_N_ELEMENTS (pattern_names); i++)
    if (g_strcmp0 (text, pattern_names[i]) == 0)
      {
        *kind = (MusterPatternKind) i;
        return TRUE;
      }

  return muster_document_fail (error, path, "kind",
                               _ ("This must be weekly, biweekly or cycle."));
}

static gboolean
read_pattern (MusterRuleset *ruleset,
              MusterGroup *group,
              JsonObject *object,
              const char *path,
              GError **error)
{
  static const char *const keys[] = { "kind", "anchor", "slots", NULL };
  g_autofree char *slots_path = muster_document_join (path, "slots");
  g_autofree MusterSlot *slots = NULL;
  MusterPatternKind kind = MUSTER_PATTERN_NONE;
  MusterDate anchor = MUSTER_DATE_NONE;
  JsonArray *array = NULL;
  guint n;

  if (!muster_document_check_keys (object, path, keys, error) ||
      !read_pattern_kind (object, path, &kind, error) ||
      !muster_document_get_date (object, path, "anchor", &anchor, error) ||
      !muster_document_get_array (object, path, "slots", &array, error))
    return FALSE;

  n = array != NULL ? json_array_get_length (array) : 0;
  if (kind == MUSTER_PATTERN_CYCLE && (n == 0 || n > CYCLE_MAX))
    return muster_document_fail (error, path, "slots", _ ("A cycle has 1 to %d days."),
                                 CYCLE_MAX);
  if (kind == MUSTER_PATTERN_WEEKLY && n != 7)
    return muster_document_fail (error, path, "slots",
                                 _ ("A week has 7 days, from Monday."));
  if (kind == MUSTER_PATTERN_BIWEEKLY && n != 14)
    return muster_document_fail (error, path, "slots",
                                 _ ("Two weeks have 14 days, from Monday."));
  if (kind != MUSTER_PATTERN_WEEKLY && anchor == MUSTER_DATE_NONE)
    return muster_document_fail (
      error, path, "anchor", _ ("This is missing: the date that it is counted from."));

  slots = g_new0 (MusterSlot, n);
  for (guint i = 0; i < n; i++)
    if (!read_slot (ruleset, array, slots_path, i, &slots[i], error))
      return FALSE;

  muster_group_set_pattern (group, kind, anchor, slots, n);

  return TRUE;
}

static gboolean
read_weekly_rest (MusterGroup *group, JsonArray *array, const char *path, GError **error)
{
  MusterSlot slots[7] = { 0 };
  guint days;

  if (!muster_rulefile_read_weekdays (array, path, &days, error))
    return FALSE;

  for (guint i = 0; i < 7; i++)
    slots[i].kind = (days & (1u << i)) != 0 ? MUSTER_SLOT_REST : MUSTER_SLOT_DEFAULT;

  muster_group_set_pattern (group, MUSTER_PATTERN_WEEKLY, MUSTER_DATE_NONE, slots, 7);

  return TRUE;
}

static gboolean
read_specials (MusterRuleset *ruleset,
               MusterGroup *group,
               JsonArray *array,
               const char *path,
               GError **error)
{
  static const char *const keys[] = { "date", "shift", NULL };

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (MusterShift) shift = NULL;
      g_autofree char *place = NULL;
      JsonObject *object = NULL;
      MusterDate date = MUSTER_DATE_NONE;

      if (!muster_document_get_element (array, path, i, &object, &place, error) ||
          !muster_document_check_keys (object, place, keys, error) ||
          !muster_document_get_date (object, place, "date", &date, error) ||
          !read_shift_name (ruleset, object, place, "shift", &shift, error))
        return FALSE;

      if (date == MUSTER_DATE_NONE)
        return muster_document_fail (error, place, "date", _ ("This is missing."));

      muster_group_add_special (group, date, shift);
    }

  return TRUE;
}

static gboolean
read_group_days (MusterRuleset *ruleset,
                 MusterGroup *group,
                 JsonObject *object,
                 const char *path,
                 GError **error)
{
  g_autofree char *weekly_path = muster_document_join (path, "weekly_rest");
  g_autofree char *pattern_path = muster_document_join (path, "pattern");
  g_autofree char *special_path = muster_document_join (path, "special");
  JsonArray *weekly_rest = NULL;
  JsonArray *special = NULL;
  JsonObject *pattern = NULL;

  if (!muster_document_get_array (object, path, "weekly_rest", &weekly_rest, error) ||
      !muster_document_get_object (object, path, "pattern", &pattern, error) ||
      !muster_document_get_array (object, path, "special", &special, error))
    return FALSE;

  if (weekly_rest != NULL && pattern != NULL)
    return muster_document_fail (error, path, "pattern",
                                 _ ("A group has either weekly_rest or a pattern."));

  if (weekly_rest != NULL && !read_weekly_rest (group, weekly_rest, weekly_path, error))
    return FALSE;

  if (pattern != NULL && !read_pattern (ruleset, group, pattern, pattern_path, error))
    return FALSE;

  return read_specials (ruleset, group, special, special_path, error);
}

static MusterGroup *
read_group (MusterRuleset *ruleset, JsonObject *object, const char *path, GError **error)
{
  static const char *const keys[] = {
    "id",      "name",         "tz",     "default_shift", "pattern",    "weekly_rest",
    "special", "makeup_shift", "policy", "requests",      "exceptions", NULL
  };
  g_autoptr (MusterGroup) group = NULL;
  g_autofree char *policy_path = muster_document_join (path, "policy");
  g_autofree char *requests_path = muster_document_join (path, "requests");
  g_autofree char *exceptions_path = muster_document_join (path, "exceptions");
  const char *code = NULL;
  const char *name = NULL;
  JsonObject *policy = NULL;
  JsonObject *requests = NULL;
  JsonObject *exceptions = NULL;

  if (!muster_document_check_keys (object, path, keys, error) ||
      !muster_document_get_string (object, path, "id", &code, error) ||
      !muster_document_get_string (object, path, "name", &name, error))
    return NULL;

  if (code == NULL || *code == '\0')
    {
      muster_document_fail (error, path, "id", _ ("This is missing."));
      return NULL;
    }

  group = muster_group_new (code);
  g_set_str (&group->name, name != NULL ? name : code);
  if (!muster_document_get_zone (object, path, "tz", &group->zone, error) ||
      !read_shift_name (ruleset, object, path, "default_shift", &group->default_shift,
                        error) ||
      !read_shift_name (ruleset, object, path, "makeup_shift", &group->makeup_shift,
                        error) ||
      !read_group_days (ruleset, group, object, path, error) ||
      !muster_document_get_object (object, path, "policy", &policy, error) ||
      !muster_document_get_object (object, path, "requests", &requests, error) ||
      !muster_document_get_object (object, path, "exceptions", &exceptions, error))
    return NULL;

  g_clear_object (&group->policy);
  if (!(group->policy = muster_rulefile_read_policy (policy, policy_path, error)) ||
      !(group->requests = read_params (requests, muster_request_policy_get_fields (),
                                       check_requests, requests_path, error)) ||
      !(group->exceptions = read_params (exceptions, muster_exception_get_fields (), NULL,
                                         exceptions_path, error)))
    return NULL;

  return g_steal_pointer (&group);
}

static gboolean
read_shifts (MusterRuleset *ruleset, JsonArray *array, GError **error)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (MusterShift) shift = NULL;
      g_autofree char *place = NULL;
      JsonObject *object = NULL;

      if (!muster_document_get_element (array, "shifts", i, &object, &place, error) ||
          !(shift = muster_rulefile_read_shift (object, place, error)))
        return FALSE;

      if (muster_ruleset_find_shift (ruleset, shift->code) != NULL)
        return muster_document_fail (error, place, "id", _ ("“%s” is there twice."),
                                     shift->code);

      g_ptr_array_add (ruleset->shifts, g_steal_pointer (&shift));
    }

  return TRUE;
}

static gboolean
read_groups (MusterRuleset *ruleset, JsonArray *array, GError **error)
{
  if (array == NULL || json_array_get_length (array) == 0)
    return muster_document_fail (error, "groups", NULL,
                                 _ ("A rule set has one group at least."));

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (MusterGroup) group = NULL;
      g_autofree char *place = NULL;
      JsonObject *object = NULL;

      if (!muster_document_get_element (array, "groups", i, &object, &place, error) ||
          !(group = read_group (ruleset, object, place, error)))
        return FALSE;

      if (muster_ruleset_find_group (ruleset, group->code) != NULL)
        return muster_document_fail (error, place, "id", _ ("“%s” is there twice."),
                                     group->code);

      g_ptr_array_add (ruleset->groups, g_steal_pointer (&group));
    }

  return TRUE;
}

MusterRuleset *
muster_rulefile_parse (const char *document, MusterDate effective, GError **error)
{
  static const char *const keys[] = { "schema", "name", "shifts", "groups", NULL };
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (MusterRuleset) ruleset = NULL;
  const char *name = "";
  JsonArray *shifts = NULL;
  JsonArray *groups = NULL;
  JsonObject *object;

  if (!muster_document_parse (document, SCHEMA, &root, error))
    return NULL;

  object = json_node_get_object (root);
  if (!muster_document_check_keys (object, "", keys, error) ||
      !muster_document_get_string (object, "", "name", &name, error) ||
      !muster_document_get_array (object, "", "shifts", &shifts, error) ||
      !muster_document_get_array (object, "", "groups", &groups, error))
    return NULL;

  ruleset = muster_ruleset_new (name, effective);
  if (!read_shifts (ruleset, shifts, error) || !read_groups (ruleset, groups, error))
    return NULL;

  return g_steal_pointer (&ruleset);
}

static void
write_clock (JsonBuilder *builder, int minutes)
{
  g_autofree char *text = muster_clock_format (minutes);

  json_builder_add_string_value (builder, text);
}

static void
write_text (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, value);
}

static void
write_two (JsonBuilder *builder,
           const char *key,
           const char *first,
           int first_value,
           const char *second,
           int second_value)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, first);
  json_builder_add_int_value (builder, first_value);
  json_builder_set_member_name (builder, second);
  json_builder_add_int_value (builder, second_value);
  json_builder_end_object (builder);
}

static void
write_segments (JsonBuilder *builder, const MusterShift *shift)
{
  json_builder_set_member_name (builder, "segments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < shift->n_segments; i++)
    {
      const MusterSegment *segment = &shift->segments[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "on");
      write_clock (builder, segment->on);
      json_builder_set_member_name (builder, "off");
      write_clock (builder, segment->off);
      if (!segment->in_required)
        {
          json_builder_set_member_name (builder, "in_required");
          json_builder_add_boolean_value (builder, FALSE);
        }
      if (!segment->out_required)
        {
          json_builder_set_member_name (builder, "out_required");
          json_builder_add_boolean_value (builder, FALSE);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_rests (JsonBuilder *builder, const MusterShift *shift)
{
  if (shift->n_rests == 0)
    return;

  json_builder_set_member_name (builder, "rests");
  json_builder_begin_array (builder);
  for (guint i = 0; i < shift->n_rests; i++)
    {
      json_builder_begin_array (builder);
      write_clock (builder, shift->rests[i].from);
      write_clock (builder, shift->rests[i].to);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
write_after_late (JsonBuilder *builder, const MusterShift *shift)
{
  if (shift->n_after_late == 0)
    return;

  json_builder_set_member_name (builder, "after_late");
  json_builder_begin_array (builder);
  for (guint i = 0; i < shift->n_after_late; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "stayed");
      json_builder_add_int_value (builder, shift->after_late[i].stayed);
      json_builder_set_member_name (builder, "allowance");
      json_builder_add_int_value (builder, shift->after_late[i].allowance);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_shift (JsonBuilder *builder, const MusterShift *shift)
{
  g_autoptr (MusterShift) plain = muster_shift_new (shift->code);

  json_builder_begin_object (builder);
  write_text (builder, "id", shift->code);
  if (g_strcmp0 (shift->name, shift->code) != 0)
    write_text (builder, "name", shift->name);
  if (shift->zone != NULL)
    write_text (builder, "tz", muster_zone_get_name (shift->zone));
  if (shift->free)
    {
      json_builder_set_member_name (builder, "free");
      json_builder_add_boolean_value (builder, TRUE);
      json_builder_set_member_name (builder, "required");
      json_builder_add_int_value (builder, shift->required);
    }
  write_segments (builder, shift);
  write_rests (builder, shift);
  if (shift->before != plain->before || shift->after != plain->after)
    write_two (builder, "window", "before", shift->before, "after", shift->after);
  if (shift->flex_late != 0 || shift->flex_early != 0)
    write_two (builder, "flex", "late", shift->flex_late, "early", shift->flex_early);
  write_after_late (builder, shift);
  if (shift->minimum != 0)
    {
      json_builder_set_member_name (builder, "minimum");
      json_builder_add_int_value (builder, shift->minimum);
    }
  json_builder_end_object (builder);
}

static void
write_pattern (JsonBuilder *builder, const MusterGroup *group)
{
  if (group->pattern == MUSTER_PATTERN_NONE)
    return;

  json_builder_set_member_name (builder, "pattern");
  json_builder_begin_object (builder);
  write_text (builder, "kind", pattern_names[group->pattern]);
  if (group->pattern != MUSTER_PATTERN_WEEKLY)
    {
      g_autofree char *anchor = muster_date_format (group->anchor);

      write_text (builder, "anchor", anchor);
    }
  json_builder_set_member_name (builder, "slots");
  json_builder_begin_array (builder);
  for (guint i = 0; i < group->n_slots; i++)
    {
      const MusterSlot *slot = &group->slots[i];

      if (slot->kind == MUSTER_SLOT_REST)
        json_builder_add_null_value (builder);
      else
        json_builder_add_string_value (
          builder, slot->kind == MUSTER_SLOT_SHIFT ? slot->shift->code : DEFAULT_SLOT);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
write_specials (JsonBuilder *builder, const MusterGroup *group)
{
  if (group->specials->len == 0)
    return;

  json_builder_set_member_name (builder, "special");
  json_builder_begin_array (builder);
  for (guint i = 0; i < group->specials->len; i++)
    {
      const MusterSpecialDate *special =
        &g_array_index (group->specials, MusterSpecialDate, i);
      g_autofree char *date = muster_date_format (special->date);

      json_builder_begin_object (builder);
      write_text (builder, "date", date);
      if (special->shift != NULL)
        write_text (builder, "shift", special->shift->code);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_params (JsonBuilder *builder, const char *key, MusterParams *params)
{
  g_autoptr (GVariant) settings = muster_params_to_variant (params);
  g_autoptr (JsonObject) policy = json_object_new ();
  JsonNode *node;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (g_variant_n_children (settings) == 0)
    return;

  g_variant_iter_init (&iter, settings);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      g_auto (GStrv) parts = g_strsplit (name, ".", 2);
      JsonObject *family = policy;

      if (parts[1] != NULL)
        {
          if (!json_object_has_member (policy, parts[0]))
            json_object_set_object_member (policy, parts[0], json_object_new ());
          family = json_object_get_object_member (policy, parts[0]);
        }
      json_object_set_member (family, parts[1] != NULL ? parts[1] : parts[0],
                              muster_document_from_variant (value));
    }

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, policy);
  json_builder_set_member_name (builder, key);
  json_builder_add_value (builder, node);
}

static void
write_group (JsonBuilder *builder, const MusterGroup *group)
{
  json_builder_begin_object (builder);
  write_text (builder, "id", group->code);
  if (g_strcmp0 (group->name, group->code) != 0)
    write_text (builder, "name", group->name);
  if (group->zone != NULL)
    write_text (builder, "tz", muster_zone_get_name (group->zone));
  if (group->default_shift != NULL)
    write_text (builder, "default_shift", group->default_shift->code);
  if (group->makeup_shift != NULL)
    write_text (builder, "makeup_shift", group->makeup_shift->code);
  write_pattern (builder, group);
  write_specials (builder, group);
  if (group->policy != NULL)
    write_params (builder, "policy", group->policy);
  if (group->requests != NULL)
    write_params (builder, "requests", group->requests);
  if (group->exceptions != NULL)
    write_params (builder, "exceptions", group->exceptions);
  json_builder_end_object (builder);
}

char *
muster_rulefile_write (MusterRuleset *ruleset)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  write_text (builder, "schema", SCHEMA);
  if (ruleset->name != NULL && *ruleset->name != '\0')
    write_text (builder, "name", ruleset->name);
  json_builder_set_member_name (builder, "shifts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ruleset->shifts->len; i++)
    write_shift (builder, g_ptr_array_index (ruleset->shifts, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ruleset->groups->len; i++)
    write_group (builder, g_ptr_array_index (ruleset->groups, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);

  return g_strconcat (text, "\n", NULL);
}

char *
muster_rulefile_get_default (const char *shift_name, const char *group_name)
{
  g_autoptr (MusterRuleset) ruleset = muster_ruleset_new ("", MUSTER_DATE_NONE);
  MusterShift *shift = muster_shift_new ("day");
  MusterGroup *group = muster_group_new ("office");
  MusterSlot slots[7] = { 0 };

  g_ptr_array_add (ruleset->shifts, shift);
  g_ptr_array_add (ruleset->groups, group);

  g_set_str (&shift->name, shift_name);
  shift->n_segments = 1;
  shift->segments[0] = (MusterSegment) { 9 * 60, 18 * 60, TRUE, TRUE };
  shift->n_rests = 1;
  shift->rests[0] = (MusterRest) { 12 * 60, 13 * 60 };

  g_set_str (&group->name, group_name);
  g_set_object (&group->default_shift, shift);
  for (guint i = 0; i < 7; i++)
    slots[i].kind = i < 5 ? MUSTER_SLOT_DEFAULT : MUSTER_SLOT_REST;
  muster_group_set_pattern (group, MUSTER_PATTERN_WEEKLY, MUSTER_DATE_NONE, slots, 7);

  return muster_rulefile_write (ruleset);
}
