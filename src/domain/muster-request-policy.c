/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-request-policy.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>

#define ALL_KINDS ((1u << MUSTER_N_REQUEST_KINDS) - 1)

static const char *const approver_codes[MUSTER_N_APPROVERS] = {
  "supervisor",
  "department_head",
  "hr",
  "named",
};

static const MusterChoice deadline_choices[] = {
  { "calendar", N_ ("Calendar days") },
  { "working", N_ ("Working days") },
  { NULL },
};

static const MusterField fields[] = {
  { "kinds", N_ ("Kinds"), N_ ("Which kinds may be asked for; empty for all"),
    MUSTER_FIELD_STRINGS },
  { "quota", N_ ("Correction quota"), N_ ("Corrections a month; 0 for no limit"),
    MUSTER_FIELD_INTEGER, .fallback = "3", .max = 1000 },
  { "start_day", N_ ("Quota begins on"), N_ ("The day of the month"),
    MUSTER_FIELD_INTEGER, .fallback = "1", .min = 1, .max = 31 },
  { "deadline", N_ ("Correction deadline"), N_ ("Days after the date"),
    MUSTER_FIELD_INTEGER, .fallback = "7", .max = 366 },
  { "deadline_in", N_ ("Deadline counts"), NULL, MUSTER_FIELD_CHOICE,
    .fallback = "calendar", .choices = deadline_choices },
  { "earliest", N_ ("Earliest time"), N_ ("Minutes after midnight; -1 for no limit"),
    MUSTER_FIELD_MINUTES, .fallback = "-1", .min = -1, .max = 2880 },
  { "latest", N_ ("Latest time"), N_ ("Minutes after midnight; -1 for no limit"),
    MUSTER_FIELD_MINUTES, .fallback = "-1", .min = -1, .max = 2880 },
  { "evidence", N_ ("Evidence"), N_ ("By kind: none, optional or required"),
    MUSTER_FIELD_VARIANT },
  { "levels", N_ ("Who decides"),
    N_ ("In order: supervisor, department_head, hr, or names of users"),
    MUSTER_FIELD_VARIANT },
  { "auto.count", N_ ("Approved by the rules"),
    N_ ("So many corrections a month; 0 for none"), MUSTER_FIELD_INTEGER, .fallback = "0",
    .max = 1000 },
  { "auto.minutes", N_ ("At most so far from the schedule"), NULL, MUSTER_FIELD_MINUTES,
    .fallback = "10", .max = 1440 },
  { "auto.evidence", N_ ("Only with evidence"), NULL, MUSTER_FIELD_BOOLEAN,
    .fallback = "true" },
  { NULL },
};

const MusterField *
muster_request_policy_get_fields (void)
{
  return fields;
}

const char *
muster_approver_get_code (MusterApprover by)
{
  return approver_codes[by];
}

static void
level_clear (gpointer data)
{
  g_clear_pointer (&((MusterRequestLevel *) data)->users, g_strfreev);
}

static GArray *
levels_new (void)
{
  GArray *levels = g_array_new (FALSE, TRUE, sizeof (MusterRequestLevel));

  g_array_set_clear_func (levels, level_clear);

  return levels;
}

void
muster_request_policy_clear (MusterRequestPolicy *policy)
{
  g_clear_pointer (&policy->levels, g_array_unref);
}

static gboolean
kinds_read (MusterRequestPolicy *policy, MusterParams *params, GError **error)
{
  g_autoptr (GVariant)
    value = g_variant_ref_sink (muster_params_get_value (params, "kinds"));
  g_autofree const char **kinds = g_variant_get_strv (value, NULL);

  policy->kinds = kinds[0] == NULL ? ALL_KINDS : 0;
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      int kind = muster_request_kind_from_code (kinds[i]);

      if (kind < 0)
        return muster_error_set_field (error, "kinds", _ ("“%s” is no kind of request."),
                                       kinds[i]);
      policy->kinds |= 1u << kind;
    }

  return TRUE;
}

static gboolean
evidence_read (MusterRequestPolicy *policy, GVariant *value, GError **error)
{
  static const char *const needs[] = { "none", "optional", "required" };
  GVariantIter iter;
  const char *code;
  GVariant *said;

  for (guint i = 0; i < MUSTER_N_REQUEST_KINDS; i++)
    policy->evidence[i] = MUSTER_EVIDENCE_OPTIONAL;
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    return g_variant_n_children (value) == 0 ||
           muster_error_set_field (error, "evidence",
                                   _ ("This must be an object in braces."));

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sv}", &code, &said))
    {
      g_autoptr (GVariant) held = said;
      int kind = muster_request_kind_from_code (code);
      guint need = 0;

      while (need < G_N_ELEMENTS (needs) &&
             !(g_variant_is_of_type (held, G_VARIANT_TYPE_STRING) &&
               g_str_equal (g_variant_get_string (held, NULL), needs[need])))
        need++;
      if (kind < 0)
        return muster_error_set_field (error, "evidence",
                                       _ ("“%s” is no kind of request."), code);
      if (need == G_N_ELEMENTS (needs))
        return muster_error_set_field (error, "evidence",
                                       _ ("Evidence is none, optional or required."));
      policy->evidence[kind] = (guint8) need;
    }

  return TRUE;
}

/* A level is who decides, "hr", or a list of names. */
static gboolean
level_read (GVariant *said, MusterRequestLevel *level, GError **error)
{
  if (g_variant_is_of_type (said, G_VARIANT_TYPE_STRING))
    for (guint by = 0; by < MUSTER_APPROVER_NAMED; by++)
      if (g_str_equal (g_variant_get_string (said, NULL), approver_codes[by]))
        {
          level->by = (guint8) by;
          return TRUE;
        }

  if (g_variant_is_of_type (said, G_VARIANT_TYPE ("av")) &&
      g_variant_n_children (said) > 0)
    {
      g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
      gboolean good = TRUE;

      for (gsize i = 0; i < g_variant_n_children (said); i++)
        {
          g_autoptr (GVariant) boxed = g_variant_get_child_value (said, i);
          g_autoptr (GVariant) name = g_variant_get_variant (boxed);

          good = good && g_variant_is_of_type (name, G_VARIANT_TYPE_STRING) &&
                 strpbrk (g_variant_get_string (name, NULL), ",;:") == NULL;
          if (good)
            g_strv_builder_add (names, g_variant_get_string (name, NULL));
        }
      if (good)
        {
          level->by = MUSTER_APPROVER_NAMED;
          level->users = g_strv_builder_end (names);
          return TRUE;
        }
    }

  return muster_error_set_field (
    error, "levels",
    _ ("A level is supervisor, department_head, hr, or a list of users' names."));
}

static gboolean
levels_read (MusterRequestPolicy *policy, GVariant *value, GError **error)
{
  gsize n;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
    {
      if (g_variant_n_children (value) > 0)
        return muster_error_set_field (error, "levels", _ ("This must be a list."));
      n = 0;
    }
  else
    {
      n = g_variant_n_children (value);
    }

  if (n > MUSTER_REQUEST_LEVELS)
    return muster_error_set_field (error, "levels", _ ("There can be %u at most."),
                                   MUSTER_REQUEST_LEVELS);

  g_array_set_size (policy->levels, (guint) MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (value, i);
      g_autoptr (GVariant) said = g_variant_get_variant (boxed);

      if (!level_read (said, &g_array_index (policy->levels, MusterRequestLevel, i),
                       error))
        return FALSE;
    }

  return TRUE;
}

/* The value of a field of any structure, without its box; an empty list when nobody set it. */
static GVariant *
params_unbox (MusterParams *params, const char *name)
{
  GVariant *value = muster_params_get_value (params, name);
  g_autoptr (GVariant) held = NULL;

  if (value == NULL)
    return g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("v"), NULL, 0));

  held = g_variant_ref_sink (value);

  return g_variant_get_variant (held);
}

gboolean
muster_request_policy_init (MusterRequestPolicy *policy,
                            MusterParams *params,
                            GError **error)
{
  g_autoptr (MusterParams) held = NULL;
  g_autoptr (GVariant) evidence = NULL;
  g_autoptr (GVariant) levels = NULL;

  *policy = (MusterRequestPolicy) { .levels = levels_new () };
  held = params != NULL ? g_object_ref (params) : muster_params_new (fields, NULL, error);
  if (held == NULL)
    return FALSE;

  policy->quota = (int) muster_params_get_int64 (held, "quota");
  policy->start_day = (int) muster_params_get_int64 (held, "start_day");
  policy->deadline = (int) muster_params_get_int64 (held, "deadline");
  policy->working_days =
    g_str_equal (muster_params_get_string (held, "deadline_in"), "working");
  policy->earliest = (int) muster_params_get_int64 (held, "earliest");
  policy->latest = (int) muster_params_get_int64 (held, "latest");
  policy->auto_count = (int) muster_params_get_int64 (held, "auto.count");
  policy->auto_minutes = (int) muster_params_get_int64 (held, "auto.minutes");
  policy->auto_evidence = muster_params_get_boolean (held, "auto.evidence");
  evidence = params_unbox (held, "evidence");
  levels = params_unbox (held, "levels");

  return kinds_read (policy, held, error) && evidence_read (policy, evidence, error) &&
         levels_read (policy, levels, error);
}

gboolean
muster_request_policy_allows (const MusterRequestPolicy *policy,
                              MusterRequestKind kind,
                              int of_day,
                              guint n_evidence,
                              GError **error)
{
  if ((policy->kinds & 1u << kind) == 0)
    return muster_error_set_field (error, "kind",
                                   _ ("The rules of this group do not take requests of "
                                      "this kind."));

  if (of_day >= 0 && ((policy->earliest >= 0 && of_day < policy->earliest) ||
                      (policy->latest >= 0 && of_day > policy->latest)))
    return muster_error_set_field (
      error, "at", _ ("The rules of this group do not take a punch at that time."));

  if (policy->evidence[kind] == MUSTER_EVIDENCE_REQUIRED && n_evidence == 0)
    return muster_error_set_field (
      error, "evidence", _ ("The rules of this group want evidence with this request."));

  return TRUE;
}

gboolean
muster_request_policy_approves (const MusterRequestPolicy *policy,
                                MusterRequestKind kind,
                                int used,
                                int deviation,
                                guint n_evidence)
{
  return muster_request_is_correction (kind) && used < policy->auto_count &&
         deviation >= 0 && deviation <= policy->auto_minutes &&
         (n_evidence > 0 || !policy->auto_evidence);
}

char *
muster_request_levels_to_text (GArray *levels)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < levels->len; i++)
    {
      const MusterRequestLevel *level = &g_array_index (levels, MusterRequestLevel, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ";" : "", approver_codes[level->by]);
      if (level->users != NULL)
        {
          g_autofree char *names = g_strjoinv (",", level->users);

          g_string_append_printf (text, ":%s", names);
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

GArray *
muster_request_levels_from_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ";", -1);
  GArray *levels = levels_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      MusterRequestLevel level = { 0 };
      char *names = strchr (parts[i], ':');

      if (names != NULL)
        *names++ = '\0';
      for (guint by = 0; by < MUSTER_N_APPROVERS; by++)
        if (g_str_equal (parts[i], approver_codes[by]))
          level.by = (guint8) by;
      if (names != NULL)
        level.users = g_strsplit (names, ",", -1);
      g_array_append_val (levels, level);
    }

  return levels;
}
