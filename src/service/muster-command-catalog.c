/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-command-catalog.h"

#include "muster-basemap-listing.h"
#include "muster-calendar-commands.h"
#include "muster-decision-commands.h"
#include "muster-error.h"
#include "muster-people-commands.h"
#include "muster-period-commands.h"
#include "muster-place-commands.h"
#include "muster-punch-commands.h"
#include "muster-request-commands.h"
#include "muster-roster-commands.h"
#include "muster-rule-commands.h"
#include "muster-source-commands.h"
#include "muster-sync-commands.h"
#include "muster-user-commands.h"

#include <glib/gi18n-lib.h>

/* One a line */
/* clang-format off */
static const MusterCommand *const commands[] = {
  &muster_add_person,         &muster_change_person,
  &muster_map_person,         &muster_unmap_person,
  &muster_void_punch,         &muster_unvoid_punch,
  &muster_accept_punch,       &muster_unaccept_punch,
  &muster_add_place,          &muster_change_place,
  &muster_retire_place,       &muster_import_places,
  &muster_bind_device,        &muster_unbind_device,
  &muster_undo_device,
  &muster_add_basemap,        &muster_remove_basemap,
  &muster_add_source,         &muster_change_source,
  &muster_pause_source,       &muster_resume_source,
  &muster_retire_source,      &muster_mark_source,
  &muster_save_mapping,       &muster_remove_mapping,
  &muster_publish_rules,      &muster_set_calendar_day,
  &muster_unset_calendar_day, &muster_reset_calendar_day,
  &muster_import_calendar,    &muster_assign_roster,
  &muster_remove_roster,      &muster_add_cover,
  &muster_remove_cover,       &muster_close_period,
  &muster_reopen_period,      &muster_accept_adjustment,
  &muster_return_adjustment,  &muster_add_user,
  &muster_change_user,        &muster_change_password,
  &muster_disable_user,       &muster_enable_user,
  &muster_rename_company,     &muster_set_company_zone,
  &muster_submit_request,     &muster_send_request,
  &muster_comment_request,    &muster_decide_request,
  &muster_withdraw_request,   &muster_revoke_request,
  &muster_undo_request,       &muster_undo_requests,
  &muster_add_evidence,       &muster_expect_badge,
  &muster_unexpect_badge,     &muster_map_certain,
  &muster_admit_source,       &muster_refuse_source,
  &muster_replace_source,     &muster_trust_source,
  &muster_reread_source,      &muster_set_listener,
  &muster_decide_exception,   &muster_add_delegation,
  &muster_end_delegation,     &muster_mark_export,
  &muster_link_user,          &muster_limit_user,
  &muster_save_rule_draft,    &muster_discard_rule_draft,
  &muster_set_roster,         &muster_paint_roster,
  &muster_fill_roster,        &muster_copy_roster,
  &muster_swap_roster,        NULL,
};
/* clang-format on */

const MusterCommand *const *
muster_command_list (void)
{
  return commands;
}

const MusterCommand *
muster_command_find (const char *name)
{
  for (gsize i = 0; commands[i] != NULL; i++)
    if (g_strcmp0 (commands[i]->name, name) == 0)
      return commands[i];

  return NULL;
}

static const MusterField *
field_find (const MusterField *fields, const char *name)
{
  for (; fields->name != NULL; fields++)
    if (g_str_equal (fields->name, name))
      return fields;

  return NULL;
}

/* What an argument is that nobody gave and that has no default of its own. */
static GVariant *
field_get_nothing (const MusterField *field)
{
  switch (field->kind)
    {
    case MUSTER_FIELD_BOOLEAN:
      return g_variant_new_boolean (FALSE);
    case MUSTER_FIELD_INTEGER:
    case MUSTER_FIELD_MINUTES:
    case MUSTER_FIELD_SECONDS:
    case MUSTER_FIELD_INSTANT:
    case MUSTER_FIELD_PERSON:
    case MUSTER_FIELD_RECORD:
      return g_variant_new_int64 (0);
    case MUSTER_FIELD_REAL:
      return g_variant_new_double (0.0);
    case MUSTER_FIELD_DATE:
      return g_variant_new_int32 (MUSTER_DATE_NONE);
    case MUSTER_FIELD_STRINGS:
      return g_variant_new_strv (NULL, 0);
    case MUSTER_FIELD_VARIANT:
      return g_variant_new_variant (
        g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));
    case MUSTER_FIELD_TEXT:
    case MUSTER_FIELD_SECRET:
    case MUSTER_FIELD_CHOICE:
    case MUSTER_FIELD_ZONE:
    case MUSTER_FIELD_PATH:
    default:
      return g_variant_new_string ("");
    }
}

static gboolean
values_are_known (const MusterCommand *command, GVariant *values, GError **error)
{
  GVariantIter iter;
  const char *name;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&sv}", &name, NULL))
    if (field_find (command->fields, name) == NULL)
      return muster_error_set_field (error, name, _ ("“%s” takes no “%s”"), command->name,
                                     name);

  return TRUE;
}

/* Returns a value of the field's type, or of a maybe of it; the caller owns it. */
static GVariant *
field_build (const MusterCommand *command,
             const MusterField *field,
             GVariant *values,
             GError **error)
{
  g_autoptr (GVariant) value = NULL;
  const GVariantType *type = muster_field_get_variant_type (field);
  gboolean maybe = (field->flags & MUSTER_FIELD_MAYBE) != 0;

  value = g_variant_lookup_value (values, field->name, NULL);
  if (value == NULL && maybe)
    return g_variant_ref_sink (g_variant_new_maybe (type, NULL));

  if (value == NULL && (field->flags & MUSTER_FIELD_REQUIRED) != 0)
    {
      muster_error_set_field (error, field->name, _ ("“%s” needs “%s”"), command->name,
                              field->name);
      return NULL;
    }

  if (value == NULL && field->fallback != NULL)
    {
      GVariant *fallback = muster_field_parse (field, field->fallback, error);

      if (fallback == NULL)
        return NULL;
      value = g_variant_ref_sink (fallback);
    }
  else if (value == NULL)
    {
      return g_variant_ref_sink (field_get_nothing (field));
    }

  if (g_variant_type_equal (type, G_VARIANT_TYPE_VARIANT) &&
      !g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT))
    {
      g_autoptr (GVariant) inner = g_steal_pointer (&value);

      value = g_variant_ref_sink (g_variant_new_variant (inner));
    }

  if (!g_variant_is_of_type (value, type))
    {
      muster_error_set_field (error, field->name, _ ("“%s” is not what “%s” takes there"),
                              field->name, command->name);
      return NULL;
    }

  if (!muster_field_check (field, value, error))
    return NULL;

  if (maybe)
    return g_variant_ref_sink (g_variant_new_maybe (type, value));

  return g_steal_pointer (&value);
}

GVariant *
muster_command_build_args (const MusterCommand *command, GVariant *values, GError **error)
{
  g_autoptr (GVariant) held = g_variant_ref_sink (values);
  GVariantBuilder builder;

  g_return_val_if_fail (command != NULL, NULL);
  g_return_val_if_fail (g_variant_is_of_type (values, G_VARIANT_TYPE_VARDICT), NULL);

  if (!values_are_known (command, held, error))
    return NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (command->args));
  for (const MusterField *field = command->fields; field->name != NULL; field++)
    {
      g_autoptr (GVariant) value = field_build (command, field, held, error);

      if (value == NULL)
        {
          g_variant_builder_clear (&builder);
          return NULL;
        }
      g_variant_builder_add_value (&builder, value);
    }

  return g_variant_builder_end (&builder);
}
