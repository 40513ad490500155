/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-holidays.h"

#include "muster-civil.h"
#include "muster-error.h"
#include "muster-service-resource.h"
#include "muster-timetable.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define HOLIDAYS "/io/github/muster/Muster/holidays-cn.json"

static gboolean
seed_day (MusterDb *db, JsonObject *entry, GError **error)
{
  MusterCalendarDay day = {
    .kind = json_object_get_string_member (entry, "kind"),
    .name_zh = (char *) json_object_get_string_member (entry, "name_zh"),
    .name_en = (char *) json_object_get_string_member (entry, "name_en"),
    .builtin = TRUE,
  };

  return muster_date_parse (json_object_get_string_member (entry, "date"), &day.date, error) &&
         muster_timetable_set_day (db, &day, error);
}

gboolean
muster_holidays_seed (MusterDb *db, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GList) years = NULL;
  JsonObject *all;

  muster_service_register_resource ();
  bytes = g_resources_lookup_data (HOLIDAYS, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL || !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                                    (gssize) g_bytes_get_size (bytes), error))
    return FALSE;

  all = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                       "years");
  years = json_object_get_members (all);
  for (GList *link = years; link != NULL; link = link->next)
    {
      JsonObject *year = json_object_get_object_member (all, link->data);
      JsonArray *days = json_object_get_array_member (year, "days");

      for (guint i = 0; i < json_array_get_length (days); i++)
        if (!seed_day (db, json_array_get_object_element (days, i), error))
          return FALSE;
    }

  return TRUE;
}
