/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-entries.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>

GVariant *
muster_entries_get_list (MusterParams *params, const char *name)
{
  GVariant *value = g_variant_get_variant (muster_params_get_value (params, name));

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_ARRAY))
    return value;

  g_variant_unref (value);

  return g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE_VARIANT, NULL, 0));
}

GVariant *
muster_entries_get_entry (GVariant *list, gsize i)
{
  GVariant *entry = g_variant_get_child_value (list, i);

  while (g_variant_is_of_type (entry, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *inner = g_variant_get_variant (entry);

      g_variant_unref (entry);
      entry = inner;
    }

  return entry;
}

MusterParams *
muster_entries_check (const MusterField *fields, GVariant *entry, GError **error)
{
  if (g_variant_is_of_type (entry, G_VARIANT_TYPE_VARDICT))
    return muster_params_new (fields, entry, error);

  muster_error_set_field (error, "", _ ("This is an object with named members."));

  return NULL;
}

gboolean
muster_entries_prefix (GError **error, const char *list, gsize i)
{
  g_autoptr (GError) inner = NULL;
  g_autofree char *path = NULL;
  const char *member;

  if (error == NULL || *error == NULL)
    return FALSE;

  inner = g_steal_pointer (error);
  member = muster_error_get_field (inner);
  path = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]%s%s", list, i,
                          member != NULL && *member != '\0' ? "." : "",
                          member != NULL ? member : "");

  return muster_error_set_field (error, path, "%s", inner->message);
}
