/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-geojson.h"

#include "muster-document.h"
#include "muster-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char *const geometries[] = { "Point",        "Polygon",
                                          "MultiPolygon", "GeometryCollection",
                                          "Feature",      NULL };

void
muster_geo_place_free (MusterGeoPlace *place)
{
  g_clear_object (&place->place);
  g_strfreev (place->people);
  g_free (place);
}

static const char *
type_of (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "type");

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : "";
}

gboolean
muster_geojson_is_geometry (JsonObject *object)
{
  return g_strv_contains (geometries, type_of (object));
}

static JsonObject *
member_object (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                       : NULL;
}

static JsonArray *
array_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
is_number (JsonNode *node)
{
  return node != NULL && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                          json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static gboolean
read_position (JsonNode *node, const char *path, MusterPoint *point, GError **error)
{
  JsonArray *pair = array_of (node);

  if (pair == NULL || json_array_get_length (pair) < 2 ||
      !is_number (json_array_get_element (pair, 0)) ||
      !is_number (json_array_get_element (pair, 1)))
    return muster_document_fail (error, path, "coordinates",
                                 _ ("A point is a longitude and a latitude: [114.05, "
                                    "22.54]."));

  point->lon = json_node_get_double (json_array_get_element (pair, 0));
  point->lat = json_node_get_double (json_array_get_element (pair, 1));

  return TRUE;
}

static gboolean
read_polygon (JsonArray *rings, const char *path, GPtrArray *parts, GError **error)
{
  MusterFencePart *part = muster_fence_part_new_polygon ();

  g_ptr_array_add (parts, part);
  for (guint i = 0; rings != NULL && i < json_array_get_length (rings); i++)
    {
      JsonArray *points = array_of (json_array_get_element (rings, i));
      GArray *ring = muster_fence_part_add_ring (part);

      for (guint j = 0; points != NULL && j < json_array_get_length (points); j++)
        {
          MusterPoint point;

          if (!read_position (json_array_get_element (points, j), path, &point, error))
            return FALSE;
          g_array_append_val (ring, point);
        }

      /* The standard repeats the first point at the end; a ring here does not. */
      if (ring->len > 1)
        {
          MusterPoint first = g_array_index (ring, MusterPoint, 0);
          MusterPoint last = g_array_index (ring, MusterPoint, ring->len - 1);

          if (first.lat == last.lat && first.lon == last.lon)
            g_array_set_size (ring, ring->len - 1);
        }
    }
  if (part->rings->len == 0)
    muster_fence_part_add_ring (part);

  return TRUE;
}

static gboolean
read_radius (JsonObject *object, JsonObject *properties, double *radius)
{
  static const char *const names[] = { "radius", "radius_m", "rad", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonNode *node = json_object_get_member (object, names[i]);

      if (!is_number (node) && properties != NULL)
        node = json_object_get_member (properties, names[i]);
      if (is_number (node))
        {
          *radius = json_node_get_double (node);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_geometry (JsonObject *object,
               JsonObject *properties,
               const char *path,
               GPtrArray *parts,
               GError **error)
{
  const char *type = type_of (object);
  JsonNode *coordinates = json_object_get_member (object, "coordinates");
  JsonArray *array = array_of (coordinates);

  if (g_str_equal (type, "Point"))
    {
      MusterPoint centre = { 0 };
      double radius = 0.0;

      if (!read_position (coordinates, path, &centre, error))
        return FALSE;
      if (!read_radius (object, properties, &radius))
        return muster_document_fail (error, path, "radius",
                                     _ ("A point is a circle with a property “radius”."));
      g_ptr_array_add (parts, muster_fence_part_new_circle (centre, radius));

      return TRUE;
    }

  if (g_str_equal (type, "Polygon"))
    return read_polygon (array, path, parts, error);

  if (g_str_equal (type, "MultiPolygon"))
    {
      for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
        if (!read_polygon (array_of (json_array_get_element (array, i)), path, parts,
                           error))
          return FALSE;

      return TRUE;
    }

  if (g_str_equal (type, "GeometryCollection"))
    {
      JsonArray *several = array_of (json_object_get_member (object, "geometries"));

      for (guint i = 0; several != NULL && i < json_array_get_length (several); i++)
        {
          g_autofree char *here = NULL;
          JsonObject *element;

          if (!muster_document_get_element (several, path, i, &element, &here, error) ||
              !read_geometry (element, properties, here, parts, error))
            return FALSE;
        }

      return TRUE;
    }

  return muster_document_fail (
    error, path, "type",
    _ ("A fence is a Polygon, a MultiPolygon or a Point with a "
       "radius; this is “%s”."),
    type);
}

gboolean
muster_geojson_read_parts (JsonObject *object,
                           const char *path,
                           GPtrArray **parts,
                           MusterDatum *datum,
                           GError **error)
{
  g_autoptr (GPtrArray) read = muster_fence_parts_new ();
  gboolean feature = g_str_equal (type_of (object), "Feature");
  JsonObject *properties = feature ? member_object (object, "properties") : object;
  JsonObject *geometry = feature ? member_object (object, "geometry") : object;
  const char *code = "wgs84";

  if (properties != NULL &&
      !muster_document_get_string (properties, path, "datum", &code, error))
    return FALSE;
  if (!muster_datum_from_code (code, datum))
    return muster_document_fail (error, path, "datum",
                                 _ ("This is wgs84, gcj02 or bd09."));

  if (geometry != NULL && !read_geometry (geometry, properties, path, read, error))
    return FALSE;

  *parts = g_steal_pointer (&read);

  return TRUE;
}

static gboolean
read_properties (JsonObject *properties,
                 const char *path,
                 MusterGeoPlace *read,
                 GError **error)
{
  MusterPlace *place = read->place;
  const char *uid = NULL;
  const char *audience = NULL;
  JsonNode *buffer = json_object_get_member (properties, "buffer");

  if (!muster_document_get_string (properties, path, "uid", &uid, error) ||
      !muster_document_get_string (properties, path, "for", &audience, error) ||
      !muster_document_get_date (properties, path, "from", &place->from, error) ||
      !muster_document_get_date (properties, path, "to", &place->to, error) ||
      !muster_document_get_strings (properties, path, "groups", &place->groups, error) ||
      !muster_document_get_strings (properties, path, "people", &read->people, error))
    return FALSE;

  place->uid = g_strdup (uid);
  if (is_number (buffer))
    place->buffer = json_node_get_double (buffer);
  if (audience == NULL)
    place->audience = *read->people != NULL    ? MUSTER_AUDIENCE_PEOPLE
                      : *place->groups != NULL ? MUSTER_AUDIENCE_GROUPS
                                               : MUSTER_AUDIENCE_ALL;
  else if (!muster_audience_from_code (audience, &place->audience) ||
           place->audience == MUSTER_AUDIENCE_REQUEST)
    return muster_document_fail (error, path, "for",
                                 _ ("This is all, groups or people."));

  return TRUE;
}

static MusterGeoPlace *
read_feature (JsonObject *object, const char *path, guint number, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (MusterFence) fence = NULL;
  g_autoptr (GError) local = NULL;
  g_auto (GStrv) bssids = NULL;
  g_auto (GStrv) networks = NULL;
  g_autofree char *fallback = g_strdup_printf (_ ("Place %u"), number);
  JsonObject *properties = member_object (object, "properties");
  MusterGeoPlace *read;
  MusterDatum datum;
  const char *name = NULL;

  if (!muster_geojson_read_parts (object, path, &parts, &datum, error))
    return NULL;

  if (properties != NULL)
    {
      if (!muster_document_get_string (properties, path, "title", &name, error) ||
          !muster_document_get_string (properties, path, "name", &name, error) ||
          !muster_document_get_strings (properties, path, "bssids", &bssids, error) ||
          !muster_document_get_strings (properties, path, "networks", &networks, error))
        return NULL;
    }
  if (name == NULL || *name == '\0')
    name = fallback;

  if (parts->len > 0 && !(fence = muster_fence_new (parts, datum, NULL, &local)))
    {
      muster_document_fail (error, path, NULL, "%s: %s", name, local->message);
      return NULL;
    }

  read = g_new0 (MusterGeoPlace, 1);
  read->place = muster_place_new (name, fence, (const char *const *) bssids,
                                  (const char *const *) networks, &local);
  if (read->place == NULL)
    muster_document_fail (error, path, NULL, "%s: %s", name, local->message);
  else if (properties == NULL || read_properties (properties, path, read, error))
    return read;

  muster_geo_place_free (read);

  return NULL;
}

GPtrArray *
muster_geojson_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray)
    places = g_ptr_array_new_with_free_func ((GDestroyNotify) muster_geo_place_free);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) local = NULL;
  JsonObject *object;
  JsonArray *features;

  if (!muster_document_load (text, &root, &local))
    {
      muster_error_set_field (error, "document", "%s", local->message);
      return NULL;
    }
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      muster_error_set_field (error, "document", _ ("This is no GeoJSON."));
      return NULL;
    }

  object = json_node_get_object (root);
  if (muster_geojson_is_geometry (object))
    {
      MusterGeoPlace *place = read_feature (object, "feature", 1, error);

      if (place == NULL)
        return NULL;
      g_ptr_array_add (places, place);

      return g_steal_pointer (&places);
    }

  features = array_of (json_object_get_member (object, "features"));
  if (!g_str_equal (type_of (object), "FeatureCollection") || features == NULL)
    {
      muster_error_set_field (error, "document", _ ("This is no GeoJSON with features."));
      return NULL;
    }

  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      g_autofree char *path = NULL;
      JsonObject *feature;
      MusterGeoPlace *place;

      if (!muster_document_get_element (features, "features", i, &feature, &path,
                                        error) ||
          !(place = read_feature (feature, path, i + 1, error)))
        return NULL;
      g_ptr_array_add (places, place);
    }

  return g_steal_pointer (&places);
}

/* ---- Writing ---- */

static JsonArray *
position_to_json (MusterPoint point, MusterDatum datum)
{
  JsonArray *pair = json_array_new ();

  point = muster_point_convert (point, datum, MUSTER_DATUM_WGS84);
  json_array_add_double_element (pair, point.lon);
  json_array_add_double_element (pair, point.lat);

  return pair;
}

/* Outer rings go against the clock and holes with it, as the standard has it. */
static gboolean
is_clockwise (GArray *ring)
{
  double sum = 0.0;

  for (guint i = 0; i < ring->len; i++)
    {
      MusterPoint a = g_array_index (ring, MusterPoint, i);
      MusterPoint b = g_array_index (ring, MusterPoint, (i + 1) % ring->len);

      sum += muster_geo_wrap (b.lon - a.lon) * (a.lat + b.lat);
    }

  return sum > 0.0;
}

static JsonArray *
polygon_to_json (const MusterFencePart *part, MusterDatum datum)
{
  JsonArray *rings = json_array_new ();

  for (guint i = 0; i < part->rings->len; i++)
    {
      GArray *ring = g_ptr_array_index (part->rings, i);
      JsonArray *points = json_array_new ();
      gboolean backwards = is_clockwise (ring) == (i == 0);

      for (guint j = 0; j <= ring->len; j++)
        {
          guint k = backwards ? (ring->len - j) % ring->len : j % ring->len;

          json_array_add_array_element (
            points, position_to_json (g_array_index (ring, MusterPoint, k), datum));
        }
      json_array_add_array_element (rings, points);
    }

  return rings;
}

static JsonObject *
geometry_to_json (const MusterFencePart *part, MusterDatum datum)
{
  JsonObject *object = json_object_new ();

  if (part->rings->len == 0)
    {
      json_object_set_string_member (object, "type", "Point");
      json_object_set_array_member (object, "coordinates",
                                    position_to_json (part->centre, datum));
      json_object_set_double_member (object, "radius", part->radius);
    }
  else
    {
      json_object_set_string_member (object, "type", "Polygon");
      json_object_set_array_member (object, "coordinates", polygon_to_json (part, datum));
    }

  return object;
}

static gboolean
all_are_polygons (GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    if (((MusterFencePart *) g_ptr_array_index (parts, i))->rings->len == 0)
      return FALSE;

  return TRUE;
}

static JsonObject *
fence_to_json (MusterFence *fence, JsonObject *properties)
{
  JsonObject *object;
  JsonArray *array;

  if (fence->parts->len == 1)
    {
      const MusterFencePart *part = g_ptr_array_index (fence->parts, 0);

      object = geometry_to_json (part, fence->datum);
      if (part->rings->len == 0)
        {
          json_object_set_double_member (properties, "radius", part->radius);
          json_object_remove_member (object, "radius");
        }

      return object;
    }

  object = json_object_new ();
  array = json_array_new ();
  if (all_are_polygons (fence->parts))
    {
      for (guint i = 0; i < fence->parts->len; i++)
        json_array_add_array_element (
          array, polygon_to_json (g_ptr_array_index (fence->parts, i), fence->datum));
      json_object_set_string_member (object, "type", "MultiPolygon");
      json_object_set_array_member (object, "coordinates", array);
    }
  else
    {
      for (guint i = 0; i < fence->parts->len; i++)
        json_array_add_object_element (
          array, geometry_to_json (g_ptr_array_index (fence->parts, i), fence->datum));
      json_object_set_string_member (object, "type", "GeometryCollection");
      json_object_set_array_member (object, "geometries", array);
    }

  return object;
}

static JsonObject *
place_to_json (MusterPlace *place, const char *const *people)
{
  JsonObject *feature = json_object_new ();
  JsonObject *properties = json_object_new ();

  json_object_set_string_member (feature, "type", "Feature");
  json_object_set_string_member (properties, "name", place->name);
  if (place->uid != NULL)
    json_object_set_string_member (properties, "uid", place->uid);
  if (place->from != MUSTER_DATE_NONE)
    {
      g_autofree char *from = muster_date_format (place->from);

      json_object_set_string_member (properties, "from", from);
    }
  if (place->to != MUSTER_DATE_EVER)
    {
      g_autofree char *to = muster_date_format (place->to);

      json_object_set_string_member (properties, "to", to);
    }
  if (place->buffer > 0.0)
    json_object_set_double_member (properties, "buffer", place->buffer);
  if (place->audience != MUSTER_AUDIENCE_ALL)
    json_object_set_string_member (
      properties, "for", place->audience == MUSTER_AUDIENCE_GROUPS ? "groups" : "people");
  muster_document_set_strings (properties, "groups", (const char *const *) place->groups);
  muster_document_set_strings (properties, "people", people);
  muster_document_set_strings (properties, "bssids", (const char *const *) place->bssids);
  muster_document_set_strings (properties, "networks",
                               (const char *const *) place->networks);

  if (place->fence != NULL)
    json_object_set_object_member (feature, "geometry",
                                   fence_to_json (place->fence, properties));
  else
    json_object_set_null_member (feature, "geometry");
  json_object_set_object_member (feature, "properties", properties);

  return feature;
}

char *
muster_geojson_format (GPtrArray *places, GPtrArray *people)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *features = json_array_new ();

  for (guint i = 0; i < places->len; i++)
    json_array_add_object_element (
      features, place_to_json (g_ptr_array_index (places, i),
                               people != NULL ? g_ptr_array_index (people, i) : NULL));
  json_object_set_string_member (object, "type", "FeatureCollection");
  json_object_set_array_member (object, "features", features);
  json_node_take_object (root, object);

  return json_to_string (root, TRUE);
}
