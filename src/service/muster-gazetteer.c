/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-gazetteer.h"

#include "muster-document.h"
#include "muster-error.h"
#include "muster-fence-document.h"

#include <glib/gi18n-lib.h>

static gboolean
read_fence (JsonObject *object, MusterFence **fence, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;
  JsonObject *drawn = NULL;
  MusterDatum datum;

  if (!muster_document_get_object (object, "", "fence", &drawn, error))
    return FALSE;
  if (drawn == NULL)
    return TRUE;

  return muster_fence_document_read (drawn, "fence", &parts, &datum, error) &&
         (*fence = muster_fence_new (parts, datum, NULL, error)) != NULL;
}

MusterPlace *
muster_gazetteer_read_place (const MusterPlaceRecord *record, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (record->document, NULL);
  g_autoptr (MusterFence) fence = NULL;
  g_autoptr (MusterPlace) place = NULL;
  g_auto (GStrv) bssids = NULL;
  g_auto (GStrv) networks = NULL;
  g_auto (GStrv) groups = NULL;
  const char *audience = "all";
  JsonObject *object;
  int request = 0;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      muster_error_set (error, MUSTER_ERROR_STORAGE, _ ("The place “%s” cannot be read."),
                        record->name);
      return NULL;
    }

  object = json_node_get_object (root);
  if (!muster_document_get_strings (object, "", "bssids", &bssids, error) ||
      !muster_document_get_strings (object, "", "networks", &networks, error) ||
      !muster_document_get_strings (object, "", "groups", &groups, error) ||
      !read_fence (object, &fence, error) ||
      !muster_document_get_string (object, "", "for", &audience, error) ||
      !muster_document_get_int (object, "", "request", 0, G_MAXINT, &request, error))
    return NULL;

  place = muster_place_new (record->name, fence, (const char *const *) bssids,
                            (const char *const *) networks, error);
  if (place == NULL)
    return NULL;

  place->id = record->id;
  place->version = record->version;
  place->uid = g_strdup (record->uid);
  place->from = record->from;
  place->to = record->to;
  place->buffer = json_object_get_double_member_with_default (object, "buffer_m", 0.0);
  place->groups = g_steal_pointer (&groups);
  place->people = record->people != NULL ? g_array_ref (record->people) : NULL;
  place->request_id = request;
  if (!muster_audience_from_code (audience, &place->audience))
    place->audience = MUSTER_AUDIENCE_ALL;

  return g_steal_pointer (&place);
}

char *
muster_gazetteer_write_document (MusterPlace *place)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  if (place->fence != NULL)
    json_object_set_object_member (
      object, "fence",
      muster_fence_document_write (place->fence->parts, place->fence->datum));
  json_object_set_double_member (object, "buffer_m", place->buffer);
  json_object_set_string_member (object, "for",
                                 muster_audience_get_code (place->audience));
  muster_document_set_strings (object, "groups", (const char *const *) place->groups);
  muster_document_set_strings (object, "bssids", (const char *const *) place->bssids);
  muster_document_set_strings (object, "networks", (const char *const *) place->networks);
  if (place->request_id != 0)
    json_object_set_int_member (object, "request", place->request_id);
  json_node_take_object (root, object);

  return json_to_string (root, FALSE);
}

/* Of two versions from one date the later one counts; the earlier holds on no date. */
GPtrArray *
muster_gazetteer_read (MusterDb *db, GError **error)
{
  g_autoptr (GArray) records = muster_places_list (db, error);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);

  if (records == NULL)
    return NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const MusterPlaceRecord *record = &g_array_index (records, MusterPlaceRecord, i);
      const MusterPlaceRecord *next =
        i + 1 < records->len ? &g_array_index (records, MusterPlaceRecord, i + 1) : NULL;
      MusterDate to = record->to;
      MusterPlace *place;

      if (next != NULL && next->id != record->id)
        next = NULL;
      if (record->retired || (next != NULL && next->from == record->from))
        continue;
      if (next != NULL)
        to = MIN (to, next->from - 1);

      if (to < record->from)
        continue;

      if (!(place = muster_gazetteer_read_place (record, error)))
        return NULL;
      place->to = to;
      g_ptr_array_add (places, place);
    }

  return g_steal_pointer (&places);
}
