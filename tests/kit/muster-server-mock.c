/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-server-mock.h"

#include <string.h>

static const MusterField *
find_field (const MusterConnector *connector, const char *name)
{
  for (const MusterField *field = connector->fields; field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return field;

  return NULL;
}

static void
set (GVariantDict *values,
     const MusterConnector *connector,
     const char *name,
     const char *text)
{
  const MusterField *field = find_field (connector, name);
  g_autoptr (GError) error = NULL;
  GVariant *value;

  if (field == NULL)
    return;

  if (field->kind == MUSTER_FIELD_STRINGS)
    {
      g_auto (GStrv) parts = g_strsplit (text, ",", -1);

      value = g_variant_new_strv ((const char *const *) parts, -1);
    }
  else
    {
      value = muster_field_parse (field, text, &error);
    }
  g_assert_no_error (error);
  g_variant_dict_insert_value (values, name, value);
}

MusterParams *
muster_server_settings (const MusterConnector *connector,
                        MusterSimulator *server,
                        const char *const *more)
{
  static const char *const usual[] = {
    "key=key", "secret=secret", "database=company", "user=user@example.com", NULL,
  };
  MusterDate today = (MusterDate) (g_get_real_time () / MUSTER_DAY);
  g_autofree char *since = muster_date_format (today - 3);
  const char *const *lists[] = { usual, more };
  g_autoptr (GError) error = NULL;
  MusterParams *settings;
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  set (&values, connector, "since", since);
  if (server != NULL)
    set (&values, connector, "address", muster_simulator_get_address (server));
  for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
    for (gsize i = 0; lists[l] != NULL && lists[l][i] != NULL; i++)
      {
        g_auto (GStrv) pair = g_strsplit (lists[l][i], "=", 2);

        set (&values, connector, pair[0], pair[1]);
      }

  settings = muster_params_new (connector->fields, g_variant_dict_end (&values), &error);
  g_assert_no_error (error);
  return settings;
}
