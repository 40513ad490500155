/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-source-kinds.h"

#include "muster-connector-table.h"

static MusterSourceKind
kind_of (const MusterConnector *connector)
{
  return (MusterSourceKind) {
    .kind = connector->kind,
    .title = connector->title,
    .fields = connector->fields,
    .unattended = connector->unattended,
    .listens = connector->listens,
    .follows = connector->follow != NULL,
    .sets_clock = connector->set_clock != NULL,
    .probes = connector->probe != NULL,
  };
}

GArray *
muster_source_kinds_list (MusterOffice *office)
{
  const MusterConnector *const *connector =
    muster_office_get_connectors (office)->connectors;
  GArray *kinds = g_array_new (FALSE, FALSE, sizeof (MusterSourceKind));

  for (; *connector != NULL; connector++)
    {
      MusterSourceKind kind = kind_of (*connector);

      g_array_append_val (kinds, kind);
    }

  return kinds;
}

gboolean
muster_source_kinds_find (MusterOffice *office, const char *kind, MusterSourceKind *found)
{
  const MusterConnector *const *connector =
    muster_office_get_connectors (office)->connectors;

  for (; *connector != NULL; connector++)
    if (g_strcmp0 ((*connector)->kind, kind) == 0)
      {
        *found = kind_of (*connector);
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_secret (const MusterField *fields, const char *name)
{
  for (; fields->name != NULL; fields++)
    if (g_str_equal (fields->name, name))
      return fields->kind == MUSTER_FIELD_SECRET;

  return FALSE;
}

void
muster_source_kinds_split (const MusterField *fields,
                           GVariant *values,
                           GVariant **settings,
                           GVariant **secrets)
{
  g_auto (GVariantDict) plain = G_VARIANT_DICT_INIT (NULL);
  g_auto (GVariantDict) hidden = G_VARIANT_DICT_INIT (NULL);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    g_variant_dict_insert_value (is_secret (fields, name) ? &hidden : &plain, name,
                                 value);

  *settings = g_variant_ref_sink (g_variant_dict_end (&plain));
  *secrets = g_variant_ref_sink (g_variant_dict_end (&hidden));
}
