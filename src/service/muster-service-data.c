/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-service-data.h"

#include "muster-service-resources.h"

#define PREFIX "/io/github/muster/Muster/service/"

GBytes *
muster_service_data_load (const char *name, GError **error)
{
  static gsize registered;
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);

  g_return_val_if_fail (name != NULL, NULL);

  /* In a static library the linker drops a resource that only its constructor knows */
  if (g_once_init_enter (&registered))
    {
      muster_service_register_resource ();
      g_once_init_leave (&registered, 1);
    }

  return g_resource_lookup_data (muster_service_get_resource (), path,
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}
