/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-map-memory.h"

#include <math.h>

#define SCHEMA "io.github.muster.Muster"
#define KEY "map-views"
#define VIEWS "a{s(ddds)}"
#define MOST_ZOOM 19.0

GSettings *
muster_map_memory_find_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA, TRUE);

  return schema != NULL && g_settings_schema_has_key (schema, KEY)
           ? g_settings_new (SCHEMA)
           : NULL;
}

/* Settings are a file that anybody may have edited. */
static gboolean
is_sound (const MusterMapMemory *memory)
{
  return isfinite (memory->lat) && fabs (memory->lat) <= 90.0 && isfinite (memory->lon) &&
         fabs (memory->lon) <= 180.0 && isfinite (memory->zoom) && memory->zoom >= 0.0 &&
         memory->zoom <= MOST_ZOOM;
}

gboolean
muster_map_memory_load (GSettings *settings, const char *folder, MusterMapMemory *memory)
{
  g_autoptr (GVariant) views = NULL;
  const char *base;

  *memory = (MusterMapMemory) { 0 };
  if (settings == NULL)
    return FALSE;

  views = g_settings_get_value (settings, KEY);

  if (!g_variant_lookup (views, folder, "(ddd&s)", &memory->lat, &memory->lon,
                         &memory->zoom, &base))
    return FALSE;

  memory->base = g_intern_string (base);

  return is_sound (memory);
}

void
muster_map_memory_save (GSettings *settings,
                        const char *folder,
                        const MusterMapMemory *memory)
{
  g_autoptr (GVariant) views = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other;
  GVariant *view;

  if (settings == NULL || !is_sound (memory) ||
      g_str_has_prefix (folder, g_get_tmp_dir ()))
    return;

  views = g_settings_get_value (settings, KEY);
  g_variant_builder_init (&builder, G_VARIANT_TYPE (VIEWS));
  g_variant_iter_init (&iter, views);
  while (g_variant_iter_loop (&iter, "{&s@(ddds)}", &other, &view))
    if (!g_str_equal (other, folder))
      g_variant_builder_add (&builder, "{s@(ddds)}", other, view);
  g_variant_builder_add (&builder, "{s(ddds)}", folder, memory->lat, memory->lon,
                         memory->zoom, memory->base);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}
