/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-place-case.h"

#include "muster-document.h"
#include "muster-fence-document.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TOLERANCE 0.001 /* metres, where a case names none */

void
muster_place_case_free (MusterPlaceCase *self)
{
  g_free (self->id);
  g_free (self->title);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_object (&self->fence);
  json_node_unref (self->root);
  g_free (self);
}

static gboolean
need (gboolean there, const char *path, const char *key, GError **error)
{
  return there || muster_document_fail (error, path, key, _ ("This is needed."));
}

static gboolean
read_datum (JsonObject *object,
            const char *path,
            const char *key,
            MusterDatum *datum,
            GError **error)
{
  const char *code = "wgs84";

  return muster_document_get_string (object, path, key, &code, error) &&
         (muster_datum_from_code (code, datum) ||
          muster_document_fail (error, path, key, _ ("This is wgs84, gcj02 or bd09.")));
}

/* [lon, lat] */
static gboolean
read_pair (JsonObject *object,
           const char *path,
           const char *key,
           MusterPoint *point,
           GError **error)
{
  JsonArray *pair = NULL;
  g_autoptr (JsonObject) members = json_object_new ();

  if (!muster_document_get_array (object, path, key, &pair, error))
    return FALSE;

  if (pair == NULL || json_array_get_length (pair) != 2)
    return muster_document_fail (error, path, key,
                                 _ ("A point is a longitude and a latitude: [114.05, "
                                    "22.54]."));

  json_object_set_member (members, "lon",
                          json_node_copy (json_array_get_element (pair, 0)));
  json_object_set_member (members, "lat",
                          json_node_copy (json_array_get_element (pair, 1)));

  return muster_document_get_real (members, path, "lon", &point->lon, error) &&
         muster_document_get_real (members, path, "lat", &point->lat, error);
}

static gboolean
read_fence (MusterPlaceCase *self, JsonObject *object, const char *path, GError **error)
{
  g_autofree char *place = muster_document_join (path, "fence");
  JsonObject *fence = NULL;

  if (!muster_document_get_object (object, path, "fence", &fence, error) ||
      !need (fence != NULL, path, "fence", error) ||
      !muster_fence_document_read (fence, place, &self->parts, &self->datum, error))
    return FALSE;

  self->fence = muster_fence_new (self->parts, self->datum, NULL, NULL);

  return TRUE;
}

static gboolean
read_point (MusterPlaceCase *self, JsonObject *object, const char *path, GError **error)
{
  static const char *const keys[] = { "lon", "lat", "accuracy_m", "datum", NULL };
  g_autofree char *place = muster_document_join (path, "point");
  JsonObject *point = NULL;
  double accuracy = NAN;

  if (!muster_document_get_object (object, path, "point", &point, error) ||
      !need (point != NULL, path, "point", error) ||
      !muster_document_check_keys (point, place, keys, error) ||
      !read_datum (point, place, "datum", &self->from, error) ||
      !muster_document_get_real (point, place, "lon", &self->a.lon, error) ||
      !muster_document_get_real (point, place, "lat", &self->a.lat, error) ||
      !muster_document_get_real (point, place, "accuracy_m", &accuracy, error))
    return FALSE;

  if (!muster_point_is_on_earth (self->a))
    return muster_document_fail (
      error, place, NULL,
      _ ("A coordinate is none: longitude −180 to 180, latitude −90 to 90."));

  self->accuracy = isnan (accuracy) ? -1.0 : accuracy;

  return TRUE;
}

static gboolean
read_policy (MusterPlaceCase *self, JsonObject *object, const char *path, GError **error)
{
  static const char *const keys[] = { "buffer_m", "max_accuracy_m", NULL };
  g_autofree char *place = muster_document_join (path, "policy");
  JsonObject *policy = NULL;

  self->max_accuracy = 1000.0;
  if (!muster_document_get_object (object, path, "policy", &policy, error))
    return FALSE;

  return policy == NULL ||
         (muster_document_check_keys (policy, place, keys, error) &&
          muster_document_get_real (policy, place, "buffer_m", &self->buffer, error) &&
          muster_document_get_real (policy, place, "max_accuracy_m", &self->max_accuracy,
                                    error));
}

static gboolean
read_fence_case (MusterPlaceCase *self,
                 JsonObject *object,
                 const char *path,
                 GError **error)
{
  if (!read_fence (self, object, path, error) ||
      !read_point (self, object, path, error) || !read_policy (self, object, path, error))
    return FALSE;

  /* Only a fence has a distance. */
  return self->fence != NULL ||
         muster_document_fail (error, path, "fence", _ ("This fence is not valid."));
}

static gboolean
read_conversion (MusterPlaceCase *self,
                 JsonObject *object,
                 const char *path,
                 GError **error)
{
  return read_datum (object, path, "from", &self->from, error) &&
         read_datum (object, path, "to", &self->to, error) &&
         read_pair (object, path, "input", &self->a, error);
}

static gboolean
read_distance (MusterPlaceCase *self,
               JsonObject *object,
               const char *path,
               GError **error)
{
  return read_pair (object, path, "a", &self->a, error) &&
         read_pair (object, path, "b", &self->b, error);
}

static const struct
{
  const char *name;
  gboolean (*read) (MusterPlaceCase *self,
                    JsonObject *object,
                    const char *path,
                    GError **error);
  const char *keys[10];
  const char *expect[6];
} kinds[] = {
  [MUSTER_PLACE_CASE_FENCE] = { "fence",
                                read_fence_case,
                                { "id", "title", "topics", "kind", "expect", "fence",
                                  "point", "policy", NULL },
                                { "verdict", "distance_to_boundary_m",
                                  "distance_to_centre_m", "tolerance_m", NULL } },
  [MUSTER_PLACE_CASE_DATUM] = { "datum",
                                read_conversion,
                                { "id", "title", "topics", "kind", "expect", "from", "to",
                                  "input", NULL },
                                { "lonlat", "tolerance_m", NULL } },
  [MUSTER_PLACE_CASE_VALIDATION] = { "validation",
                                     read_fence,
                                     { "id", "title", "topics", "kind", "expect", "fence",
                                       NULL },
                                     { "valid", NULL } },
  [MUSTER_PLACE_CASE_DISTANCE] = { "distance",
                                   read_distance,
                                   { "id", "title", "topics", "kind", "expect", "a", "b",
                                     NULL },
                                   { "distance_m", "tolerance_m", NULL } },
};

static gboolean
read_case (MusterPlaceCase *self, JsonObject *object, const char *path, GError **error)
{
  g_autofree char *place = muster_document_join (path, "expect");
  const char *kind = NULL;
  const char *title = "";
  guint i = 0;

  if (!muster_document_get_string (object, path, "kind", &kind, error) ||
      !muster_document_get_string (object, path, "title", &title, error))
    return FALSE;

  while (i < G_N_ELEMENTS (kinds) && g_strcmp0 (kinds[i].name, kind) != 0)
    i++;
  if (i == G_N_ELEMENTS (kinds))
    return muster_document_fail (error, path, "kind",
                                 _ ("This is fence, datum, validation or distance."));

  self->kind = (MusterPlaceCaseKind) i;
  self->title = g_strdup (title);
  if (!muster_document_check_keys (object, path, kinds[i].keys, error) ||
      !kinds[i].read (self, object, path, error) ||
      !muster_document_get_object (object, path, "expect", &self->expect, error))
    return FALSE;

  return self->expect == NULL ||
         muster_document_check_keys (self->expect, place, kinds[i].expect, error);
}

MusterPlaceCase *
muster_place_case_new (JsonObject *object,
                       const char *path,
                       JsonNode *root,
                       GError **error)
{
  g_autoptr (MusterPlaceCase) self = g_new0 (MusterPlaceCase, 1);
  g_autofree char *place = NULL;
  const char *id = NULL;

  self->root = json_node_ref (root);
  if (!muster_document_get_string (object, path, "id", &id, error) ||
      !need (id != NULL, path, "id", error))
    return NULL;

  self->id = g_strdup (id);
  place = g_strdup_printf ("%s (%s)", path, id);

  return read_case (self, object, place, error) ? g_steal_pointer (&self) : NULL;
}

static void
judge (MusterPlaceCase *self, JsonObject *result)
{
  const MusterFencePart *part = g_ptr_array_index (self->parts, 0);
  MusterPoint at = muster_point_convert (self->a, self->from, MUSTER_DATUM_WGS84);
  MusterSite site;
  double distance;

  site = muster_fence_judge (self->fence, at, self->accuracy, self->buffer,
                             self->max_accuracy, &distance);
  json_object_set_string_member (result, "verdict", muster_site_get_code (site));
  json_object_set_double_member (result, "distance_to_boundary_m", distance);
  if (self->parts->len == 1 && part->rings->len == 0)
    json_object_set_double_member (result, "distance_to_centre_m",
                                   distance + part->radius);
}

static void
convert (MusterPlaceCase *self, JsonObject *result)
{
  MusterPoint there = muster_point_convert (self->a, self->from, self->to);
  JsonArray *pair = json_array_new ();

  json_array_add_double_element (pair, there.lon);
  json_array_add_double_element (pair, there.lat);
  json_object_set_array_member (result, "lonlat", pair);
}

/* How far a result may be from what is expected of it. */
static gboolean
holds (JsonNode *want, JsonNode *have, double tolerance)
{
  MusterPoint points[2];
  JsonNode *nodes[2] = { want, have };

  if (have == NULL)
    return FALSE;

  if (!JSON_NODE_HOLDS_ARRAY (want))
    {
      GType type = json_node_get_value_type (want);

      if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
        return json_node_equal (want, have);

      return fabs (json_node_get_double (want) - json_node_get_double (have)) <=
             tolerance;
    }

  for (guint i = 0; i < 2; i++)
    {
      JsonArray *pair = json_node_get_array (nodes[i]);

      if (json_array_get_length (pair) != 2)
        return FALSE;
      points[i].lon = json_array_get_double_element (pair, 0);
      points[i].lat = json_array_get_double_element (pair, 1);
    }

  return muster_point_get_distance (points[0], points[1]) <= tolerance;
}

JsonObject *
muster_place_case_evaluate (MusterPlaceCase *self, gboolean *differs)
{
  JsonObject *result = json_object_new ();
  JsonArray *differences;
  double tolerance = TOLERANCE;

  json_object_set_string_member (result, "id", self->id);
  switch (self->kind)
    {
    case MUSTER_PLACE_CASE_FENCE:
      judge (self, result);
      break;

    case MUSTER_PLACE_CASE_DATUM:
      convert (self, result);
      break;

    case MUSTER_PLACE_CASE_DISTANCE:
      json_object_set_double_member (result, "distance_m",
                                     muster_point_get_distance (self->a, self->b));
      break;

    case MUSTER_PLACE_CASE_VALIDATION:
    default:
      json_object_set_boolean_member (result, "valid", self->fence != NULL);
      break;
    }

  if (self->expect == NULL)
    return result;

  differences = json_array_new ();
  muster_document_get_real (self->expect, "", "tolerance_m", &tolerance, NULL);
  for (const char *const *key = kinds[self->kind].expect; *key != NULL; key++)
    {
      JsonNode *want = json_object_get_member (self->expect, *key);
      JsonNode *have = json_object_get_member (result, *key);

      if (want != NULL && !g_str_equal (*key, "tolerance_m") &&
          !holds (want, have, tolerance))
        muster_document_differ (differences, *key, want, have);
    }

  *differs |= json_array_get_length (differences) > 0;
  json_object_set_boolean_member (result, "ok", json_array_get_length (differences) == 0);
  json_object_set_array_member (result, "differences", differences);

  return result;
}
