/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-asset.h"

#include "muster-widgets-data.h"

#define FOLDER "/io/github/muster/widgets/"

GBytes *
muster_asset_find (const char *name)
{
  static gsize once;
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  if (g_once_init_enter (&once))
    {
      muster_widgets_register_resource ();
      g_once_init_leave (&once, 1);
    }

  bytes = g_resource_lookup_data (muster_widgets_get_resource (), path,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("It is not built in: %s", error->message);

  return bytes;
}
