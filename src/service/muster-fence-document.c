/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-fence-document.h"

#include "muster-document.h"
#include "muster-error.h"
#include "muster-geojson.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A number; null is none, which a shape is then found to lack. */
static gboolean
read_number (JsonNode *node,
             const char *path,
             const char *key,
             double *value,
             GError **error)
{
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (node != NULL && JSON_NODE_HOLDS_NULL (node))
    *value = NAN;
  else if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    *value = json_node_get_double (node);
  else
    return muster_document_fail (error, path, key, _ ("This must be a number."));

  return TRUE;
}

static gboolean
read_point (JsonNode *node,
            const char *path,
            const char *key,
            MusterPoint *point,
            GError **error)
{
  JsonArray *pair =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (pair == NULL || json_array_get_length (pair) < 2 ||
      json_array_get_length (pair) > 3)
    return muster_document_fail (error, path, key,
                                 _ ("A point is a longitude and a latitude: [114.05, "
                                    "22.54]."));

  return read_number (json_array_get_element (pair, 0), path, key, &point->lon, error) &&
         read_number (json_array_get_element (pair, 1), path, key, &point->lat, error);
}

static gboolean
read_rings (JsonArray *rings, const char *path, MusterFencePart *part, GError **error)
{
  for (guint i = 0; rings != NULL && i < json_array_get_length (rings); i++)
    {
      g_autofree char *place = g_strdup_printf ("rings[%u]", i);
      JsonNode *node = json_array_get_element (rings, i);
      JsonArray *points;
      GArray *ring = muster_fence_part_add_ring (part);

      if (!JSON_NODE_HOLDS_ARRAY (node))
        return muster_document_fail (error, path, place,
                                     _ ("A ring is a list of points."));

      points = json_node_get_array (node);
      for (guint j = 0; j < json_array_get_length (points); j++)
        {
          MusterPoint point;

          if (!read_point (json_array_get_element (points, j), path, place, &point,
                           error))
            return FALSE;
          g_array_append_val (ring, point);
        }
    }

  return TRUE;
}

static gboolean read_part (JsonObject *object,
                           const char *path,
                           GPtrArray *parts,
                           GError **error);

static gboolean
read_multi (JsonObject *object, const char *path, GPtrArray *parts, GError **error)
{
  g_autofree char *place = muster_document_join (path, "parts");
  JsonArray *array = NULL;

  if (!muster_document_get_array (object, path, "parts", &array, error))
    return FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *here = NULL;
      JsonObject *element;

      if (!muster_document_get_element (array, place, i, &element, &here, error) ||
          !read_part (element, here, parts, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_part (JsonObject *object, const char *path, GPtrArray *parts, GError **error)
{
  static const char *const keys[] = { "type",  "center", "radius_m", "rings",
                                      "parts", "datum",  NULL };
  const char *type = "";
  JsonArray *rings = NULL;

  if (!muster_document_check_keys (object, path, keys, error) ||
      !muster_document_get_string (object, path, "type", &type, error))
    return FALSE;

  if (g_str_equal (type, "circle"))
    {
      MusterPoint centre = { 0 };
      double radius = 0.0;

      if (!read_point (json_object_get_member (object, "center"), path, "center", &centre,
                       error) ||
          !muster_document_get_real (object, path, "radius_m", &radius, error))
        return FALSE;
      g_ptr_array_add (parts, muster_fence_part_new_circle (centre, radius));

      return TRUE;
    }

  if (g_str_equal (type, "polygon"))
    {
      MusterFencePart *part = muster_fence_part_new_polygon ();

      g_ptr_array_add (parts, part);
      if (!muster_document_get_array (object, path, "rings", &rings, error) ||
          !read_rings (rings, path, part, error))
        return FALSE;
      for (guint i = 0; part->rings->len == 0 && i == 0; i++)
        muster_fence_part_add_ring (part);

      return TRUE;
    }

  if (g_str_equal (type, "multi"))
    return read_multi (object, path, parts, error);

  return muster_document_fail (error, path, "type",
                               _ ("This is circle, polygon or multi."));
}

gboolean
muster_fence_document_read (JsonObject *object,
                            const char *path,
                            GPtrArray **parts,
                            MusterDatum *datum,
                            GError **error)
{
  g_autoptr (GPtrArray) read = muster_fence_parts_new ();
  const char *code = "wgs84";

  if (!muster_document_get_string (object, path, "datum", &code, error) ||
      !read_part (object, path, read, error))
    return FALSE;

  if (!muster_datum_from_code (code, datum))
    return muster_document_fail (error, path, "datum",
                                 _ ("This is wgs84, gcj02 or bd09."));

  *parts = g_steal_pointer (&read);

  return TRUE;
}

static JsonArray *
point_to_json (MusterPoint point)
{
  JsonArray *pair = json_array_new ();

  json_array_add_double_element (pair, point.lon);
  json_array_add_double_element (pair, point.lat);

  return pair;
}

static JsonObject *
part_to_json (const MusterFencePart *part)
{
  JsonObject *object = json_object_new ();
  JsonArray *rings;

  if (part->rings->len == 0)
    {
      json_object_set_string_member (object, "type", "circle");
      json_object_set_array_member (object, "center", point_to_json (part->centre));
      json_object_set_double_member (object, "radius_m", part->radius);

      return object;
    }

  rings = json_array_new ();
  for (guint i = 0; i < part->rings->len; i++)
    {
      GArray *ring = g_ptr_array_index (part->rings, i);
      JsonArray *points = json_array_new ();

      for (guint j = 0; j < ring->len; j++)
        json_array_add_array_element (
          points, point_to_json (g_array_index (ring, MusterPoint, j)));
      json_array_add_array_element (rings, points);
    }
  json_object_set_string_member (object, "type", "polygon");
  json_object_set_array_member (object, "rings", rings);

  return object;
}

JsonObject *
muster_fence_document_write (GPtrArray *parts, MusterDatum datum)
{
  JsonObject *object;

  if (parts->len == 1)
    {
      object = part_to_json (g_ptr_array_index (parts, 0));
    }
  else
    {
      JsonArray *array = json_array_new ();

      object = json_object_new ();
      for (guint i = 0; i < parts->len; i++)
        json_array_add_object_element (array,
                                       part_to_json (g_ptr_array_index (parts, i)));
      json_object_set_string_member (object, "type", "multi");
      json_object_set_array_member (object, "parts", array);
    }
  json_object_set_string_member (object, "datum", muster_datum_get_code (datum));

  return object;
}

char *
muster_fence_document_format (GPtrArray *parts, MusterDatum datum)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, muster_fence_document_write (parts, datum));

  return json_to_string (node, FALSE);
}

MusterFence *
muster_fence_document_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) local = NULL;
  MusterDatum datum = MUSTER_DATUM_WGS84;
  JsonObject *object;
  gboolean read;

  if (!muster_document_load (text, &node, NULL) || node == NULL ||
      !JSON_NODE_HOLDS_OBJECT (node))
    {
      muster_error_set_field (error, "fence", _ ("This is no fence: JSON is expected."));
      return NULL;
    }

  object = json_node_get_object (node);
  if (muster_geojson_is_geometry (object))
    read = muster_geojson_read_parts (object, "fence", &parts, &datum, &local);
  else
    read = muster_fence_document_read (object, "fence", &parts, &datum, &local);

  if (!read)
    {
      muster_error_set_field (error, "fence", "%s", local->message);
      return NULL;
    }

  return muster_fence_new (parts, datum, NULL, error);
}
