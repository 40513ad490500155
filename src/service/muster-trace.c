/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-trace.h"

#include "muster-roster.h"

static const char *const cover_codes[] = {
  [MUSTER_COVER_LEAVE] = "leave",   [MUSTER_COVER_TRIP] = "trip",
  [MUSTER_COVER_FIELD] = "field",   [MUSTER_COVER_OUTING] = "outing",
  [MUSTER_COVER_REMOTE] = "remote", [MUSTER_COVER_OVERTIME] = "overtime",
  [MUSTER_COVER_EXEMPT] = "exempt",
};

static GVariant *
arg_to_variant (char kind, gint64 arg, const MusterZone *zone)
{
  if (kind == 't')
    return g_variant_new_take_string (muster_instant_format (arg, zone));

  /* Distances are metres everywhere that people and programs read them. */
  if (kind == 'd' || (kind == 'a' && arg >= 0))
    return g_variant_new_double ((double) arg / 1000.0);

  if (kind == 'a')
    return g_variant_new_string ("unknown");

  if (kind == 'c' && arg >= 0 && (guint) arg < G_N_ELEMENTS (cover_codes))
    return g_variant_new_string (cover_codes[arg]);

  return g_variant_new_int64 (arg);
}

static void
add_args (GVariantBuilder *builder, const MusterNote *note, const MusterZone *zone)
{
  const char *kinds = muster_reason_get_args (note->reason);
  GVariantBuilder args;

  if (*kinds == '\0')
    return;

  g_variant_builder_init (&args, G_VARIANT_TYPE ("av"));
  for (guint i = 0; kinds[i] != '\0' && i < G_N_ELEMENTS (note->args); i++)
    g_variant_builder_add (&args, "v", arg_to_variant (kinds[i], note->args[i], zone));

  g_variant_builder_add (builder, "{sv}", "args", g_variant_builder_end (&args));
}

static void
add_rules (GVariantBuilder *builder, const MusterRuleset *ruleset)
{
  GVariantBuilder rules;

  g_variant_builder_init (&rules, G_VARIANT_TYPE_VARDICT);
  if (ruleset->uid != NULL && *ruleset->uid != '\0')
    g_variant_builder_add (&rules, "{sv}", "uid", g_variant_new_string (ruleset->uid));
  g_variant_builder_add (&rules, "{sv}", "version",
                         g_variant_new_int64 (ruleset->version));
  if (ruleset->effective != MUSTER_DATE_NONE)
    g_variant_builder_add (
      &rules, "{sv}", "effective",
      g_variant_new_take_string (muster_date_format (ruleset->effective)));

  g_variant_builder_add (builder, "{sv}", "rules", g_variant_builder_end (&rules));
}

GVariant *
muster_note_to_variant (const MusterNote *note, const MusterZone *zone)
{
  GVariantBuilder builder;
  const char *value = muster_value_get_code (note->value);

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "rule", g_variant_new_string (note->rule));
  g_variant_builder_add (&builder, "{sv}", "reason",
                         g_variant_new_string (muster_reason_get_code (note->reason)));
  if (note->setting != NULL)
    g_variant_builder_add (&builder, "{sv}", "setting",
                           g_variant_new_string (note->setting));
  if (note->label != NULL && *note->label != '\0')
    g_variant_builder_add (&builder, "{sv}", "label", g_variant_new_string (note->label));

  if (value != NULL)
    {
      g_variant_builder_add (&builder, "{sv}", "value", g_variant_new_string (value));
      g_variant_builder_add (&builder, "{sv}", "amount",
                             g_variant_new_int64 (note->amount));
    }

  if (note->punches[0] != 0)
    g_variant_builder_add (&builder, "{sv}", "punches",
                           g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, note->punches,
                                                      note->punches[1] != 0 ? 2 : 1,
                                                      sizeof (gint64)));
  add_args (&builder, note, zone);
  if (note->ruleset != NULL)
    add_rules (&builder, note->ruleset);

  return g_variant_builder_end (&builder);
}

GVariant *
muster_trace_to_variant (MusterDaySheet *sheet)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; sheet->notes != NULL && i < sheet->notes->len; i++)
    g_variant_builder_add_value (
      &builder,
      muster_note_to_variant (&g_array_index (sheet->notes, MusterNote, i), sheet->zone));

  return g_variant_builder_end (&builder);
}
