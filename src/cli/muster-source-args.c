/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-source-args.h"

#include "muster-error.h"
#include "muster-resolve.h"
#include "muster-source-kinds.h"
#include "muster-source-listings.h"
#include "muster-sync-plan.h"

#include <string.h>

#define KIND_UNLESS_SAID "file"

struct _MusterSourceArgs
{
  const MusterCommand *command;
  MusterSourceKind kind;
  gint64 source_id;
  GVariantDict *settings;
  GVariantDict *plan;
};

static const MusterField *
field_find (const MusterField *fields, const char *name)
{
  for (; fields->name != NULL; fields++)
    if (g_str_equal (fields->name, name))
      return fields;

  return NULL;
}

static const char *
argument_find (const char *const *arguments, const char *name)
{
  gsize length = strlen (name);

  for (; *arguments != NULL; arguments++)
    if (strncmp (*arguments, name, length) == 0 && (*arguments)[length] == '=')
      return *arguments + length + 1;

  return NULL;
}

static char *
kind_of_source (MusterSession *session, gint64 id, GError **error)
{
  MusterOffice *office = muster_company_get_office (session->company);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  filter->source_id = id;
  if (!(finding = muster_office_list (office, session->actor, &muster_sources_listing,
                                      filter, NULL, error)) ||
      !(rows = muster_office_load (office, finding, 0, 1, NULL, error)))
    return NULL;

  return rows->len > 0 && g_ptr_array_index (rows, 0) != NULL
           ? g_strdup (MUSTER_SOURCE_ROW (g_ptr_array_index (rows, 0))->source->kind)
           : g_strdup ("");
}

static gboolean
is_wanted (const MusterCommand *command)
{
  return command == NULL || field_find (command->fields, "settings") != NULL ||
         field_find (command->fields, "set") != NULL;
}

MusterSourceArgs *
muster_source_args_new (MusterSession *session,
                        const MusterCommand *command,
                        const char *const *arguments,
                        GError **error)
{
  MusterOffice *office = muster_company_get_office (session->company);
  const char *source = argument_find (arguments, "source");
  const char *named = argument_find (arguments, "kind");
  g_autofree char *kind = g_strdup (named != NULL ? named : KIND_UNLESS_SAID);
  g_autoptr (MusterSourceArgs) args = NULL;

  if (!is_wanted (command))
    return NULL;

  args = g_new0 (MusterSourceArgs, 1);
  args->command = command;
  args->settings = g_variant_dict_new (NULL);
  args->plan = g_variant_dict_new (NULL);
  if (source != NULL)
    {
      g_clear_pointer (&kind, g_free);
      args->source_id =
        muster_resolve_record (session, &muster_sources_listing, source, error);
      if (args->source_id == 0 ||
          !(kind = kind_of_source (session, args->source_id, error)))
        return NULL;
    }

  /* What is no kind, the command says itself. */
  if (!muster_source_kinds_find (office, kind, &args->kind))
    args->kind = (MusterSourceKind) { .kind = g_intern_string (kind) };

  return g_steal_pointer (&args);
}

void
muster_source_args_free (MusterSourceArgs *args)
{
  g_variant_dict_unref (args->settings);
  g_variant_dict_unref (args->plan);
  g_free (args);
}

const MusterField *
muster_source_args_find (MusterSourceArgs *args, const char *name)
{
  const MusterField *field = NULL;

  if (args == NULL)
    return NULL;

  if (args->kind.unattended || args->kind.listens)
    field = field_find (muster_sync_plan_fields, name);
  if (field == NULL && args->kind.fields != NULL)
    field = field_find (args->kind.fields, name);

  return field;
}

static gboolean
is_of_plan (const MusterField *field)
{
  return field_find (muster_sync_plan_fields, field->name) == field;
}

void
muster_source_args_set (MusterSourceArgs *args, const MusterField *field, GVariant *value)
{
  g_variant_dict_insert_value (is_of_plan (field) ? args->plan : args->settings,
                               field->name, value);
}

GVariant *
muster_source_args_get_values (MusterSourceArgs *args)
{
  return g_variant_ref_sink (g_variant_dict_end (args->settings));
}

static void
values_add (GVariantDict *values, const char *name, GVariant *bag)
{
  if (g_variant_n_children (bag) > 0)
    g_variant_dict_insert_value (values, name, g_variant_new_variant (bag));
}

void
muster_source_args_finish (MusterSourceArgs *args, GVariantDict *values)
{
  gboolean changes = field_find (args->command->fields, "set") != NULL;
  g_autoptr (GVariant) all = muster_source_args_get_values (args);
  g_autoptr (GVariant) plan = g_variant_ref_sink (g_variant_dict_end (args->plan));
  g_autoptr (GVariant) settings = NULL;
  g_autoptr (GVariant) secrets = NULL;
  static const MusterField none[] = { { 0 } };

  muster_source_kinds_split (args->kind.fields != NULL ? args->kind.fields : none, all,
                             &settings, &secrets);
  values_add (values, changes ? "set" : "settings", settings);
  values_add (values, "plan", plan);
  values_add (values, "secrets", secrets);
}

const char *
muster_source_args_get_kind (MusterSourceArgs *args)
{
  return args->kind.kind;
}

gint64
muster_source_args_get_source (MusterSourceArgs *args)
{
  return args->source_id;
}
