/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-document.h"

#include "muster-error.h"
#include "muster-json-text.h"
#include "muster-shift.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

char *
muster_document_join (const char *path, const char *key)
{
  return *path != '\0' ? g_strconcat (path, ".", key, NULL) : g_strdup (key);
}

gboolean
muster_document_fail (GError **error,
                      const char *path,
                      const char *key,
                      const char *format,
                      ...)
{
  g_autofree char *place = key != NULL ? muster_document_join (path, key)
                                       : g_strdup (path);
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  if (*place == '\0')
    return muster_error_set_field (error, place, "%s", message);

  return muster_error_set_field (error, place, "%s: %s", place, message);
}

gboolean
muster_document_load (const char *text, JsonNode **root, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local = NULL;

  if (!muster_json_text_check (text, strlen (text), error))
    return FALSE;

  if (!json_parser_load_from_data (parser, text, -1, &local))
    return muster_error_set (error, MUSTER_ERROR_INVALID,
                             _ ("Line %u: this is not JSON (%s)."),
                             json_parser_get_current_line (parser), local->message);

  *root = json_parser_steal_root (parser);

  return TRUE;
}

gboolean
muster_document_parse (const char *text,
                       const char *schema,
                       JsonNode **root,
                       GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) local = NULL;
  const char *found = NULL;

  if (!muster_document_load (text, &node, &local))
    return muster_document_fail (error, "", NULL, "%s", local->message);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return muster_document_fail (error, "", NULL,
                                 _ ("This file does not hold an object."));

  if (!muster_document_get_string (json_node_get_object (node), "", "schema", &found,
                                   error))
    return FALSE;

  if (g_strcmp0 (found, schema) != 0)
    return muster_document_fail (error, "", "schema", _ ("“%s” is expected here."),
                                 schema);

  *root = g_steal_pointer (&node);

  return TRUE;
}

gboolean
muster_document_check_keys (JsonObject *object,
                            const char *path,
                            const char *const *known,
                            GError **error)
{
  JsonObjectIter iter;
  const char *key;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, NULL))
    if (!g_strv_contains (known, key))
      return muster_document_fail (error, path, key, _ ("There is no such key here."));

  return TRUE;
}

/* The member, or NULL when the object does not have it or it is null. */
static JsonNode *
member_find (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

gboolean
muster_document_get_string (JsonObject *object,
                            const char *path,
                            const char *key,
                            const char **value,
                            GError **error)
{
  JsonNode *node = member_find (object, key);

  if (node == NULL)
    return TRUE;

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return muster_document_fail (error, path, key, _ ("This must be a text."));

  *value = json_node_get_string (node);

  return TRUE;
}

gboolean
muster_document_get_int (JsonObject *object,
                         const char *path,
                         const char *key,
                         int min,
                         int max,
                         int *value,
                         GError **error)
{
  JsonNode *node = member_find (object, key);
  gint64 number;

  if (node == NULL)
    return TRUE;

  if (json_node_get_value_type (node) != G_TYPE_INT64)
    return muster_document_fail (error, path, key, _ ("This must be a whole number."));

  number = json_node_get_int (node);
  if (number < min || number > max)
    return muster_document_fail (error, path, key, _ ("This must be between %d and %d."),
                                 min, max);

  *value = (int) number;

  return TRUE;
}

gboolean
muster_document_get_boolean (JsonObject *object,
                             const char *path,
                             const char *key,
                             gboolean *value,
                             GError **error)
{
  JsonNode *node = member_find (object, key);

  if (node == NULL)
    return TRUE;

  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return muster_document_fail (error, path, key, _ ("This must be true or false."));

  *value = json_node_get_boolean (node);

  return TRUE;
}

gboolean
muster_document_get_date (JsonObject *object,
                          const char *path,
                          const char *key,
                          MusterDate *value,
                          GError **error)
{
  const char *text = NULL;

  if (!muster_document_get_string (object, path, key, &text, error))
    return FALSE;

  if (text != NULL && !muster_date_parse (text, value, NULL))
    return muster_document_fail (error, path, key,
                                 _ ("“%s” is not a date like 2026-03-05."), text);

  return TRUE;
}

gboolean
muster_document_get_clock (JsonObject *object,
                           const char *path,
                           const char *key,
                           int *minutes,
                           GError **error)
{
  const char *text = NULL;

  if (!muster_document_get_string (object, path, key, &text, error))
    return FALSE;

  if (text != NULL && !muster_clock_parse (text, minutes))
    return muster_document_fail (
      error, path, key, _ ("“%s” is not a time of day like 09:00, up to 48:00."), text);

  return TRUE;
}

gboolean
muster_document_get_zone (JsonObject *object,
                          const char *path,
                          const char *key,
                          MusterZone **value,
                          GError **error)
{
  const char *text = NULL;
  MusterZone *zone;

  if (!muster_document_get_string (object, path, key, &text, error))
    return FALSE;

  if (text == NULL)
    return TRUE;

  if (!(zone = muster_zone_new (text, NULL)))
    return muster_document_fail (error, path, key,
                                 _ ("“%s” is not a time zone this system knows."), text);

  g_clear_pointer (value, muster_zone_unref);
  *value = zone;

  return TRUE;
}

gboolean
muster_document_get_object (JsonObject *object,
                            const char *path,
                            const char *key,
                            JsonObject **value,
                            GError **error)
{
  JsonNode *node = member_find (object, key);

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return muster_document_fail (error, path, key,
                                 _ ("This must be an object in braces."));

  *value = json_node_get_object (node);

  return TRUE;
}

gboolean
muster_document_get_array (JsonObject *object,
                           const char *path,
                           const char *key,
                           JsonArray **value,
                           GError **error)
{
  JsonNode *node = member_find (object, key);

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return muster_document_fail (error, path, key,
                                 _ ("This must be a list in brackets."));

  *value = json_node_get_array (node);

  return TRUE;
}

gboolean
muster_document_get_element (JsonArray *array,
                             const char *path,
                             guint index,
                             JsonObject **value,
                             char **place,
                             GError **error)
{
  JsonNode *node = json_array_get_element (array, index);
  g_autofree char *here = g_strdup_printf ("%s[%u]", path, index);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return muster_document_fail (error, here, NULL,
                                 _ ("This must be an object in braces."));

  *value = json_node_get_object (node);
  *place = g_steal_pointer (&here);

  return TRUE;
}

static GVariant *
variant_from_object (JsonObject *object)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    g_variant_builder_add (&builder, "{sv}", key, muster_document_to_variant (node));

  return g_variant_builder_end (&builder);
}

static GVariant *
variant_from_array (JsonArray *array)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_variant_builder_add (
      &builder, "v", muster_document_to_variant (json_array_get_element (array, i)));

  return g_variant_builder_end (&builder);
}

GVariant *
muster_document_to_variant (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return variant_from_object (json_node_get_object (node));

  if (JSON_NODE_HOLDS_ARRAY (node))
    return variant_from_array (json_node_get_array (node));

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return g_variant_new_string (json_node_get_string (node));

    case G_TYPE_INT64:
      return g_variant_new_int64 (json_node_get_int (node));

    case G_TYPE_DOUBLE:
      return g_variant_new_double (json_node_get_double (node));

    case G_TYPE_BOOLEAN:
      return g_variant_new_boolean (json_node_get_boolean (node));

    default:
      return g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, NULL);
    }
}

static JsonNode *
node_from_dictionary (GVariant *value)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  GVariantIter iter;
  const char *key;
  GVariant *member;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &member))
    json_object_set_member (object, key, muster_document_from_variant (member));

  json_node_set_object (node, object);

  return node;
}

static JsonNode *
node_from_list (GVariant *value)
{
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

      json_array_add_element (array, muster_document_from_variant (child));
    }

  json_node_set_array (node, array);

  return node;
}

JsonNode *
muster_document_from_variant (GVariant *value)
{
  JsonNode *node;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT))
    {
      g_autoptr (GVariant) inner = g_variant_get_variant (value);

      return muster_document_from_variant (inner);
    }

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    return node_from_dictionary (value);

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_MAYBE))
    return json_node_new (JSON_NODE_NULL);

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_ARRAY))
    return node_from_list (value);

  node = json_node_new (JSON_NODE_VALUE);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    json_node_set_string (node, g_variant_get_string (value, NULL));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    json_node_set_int (node, g_variant_get_int64 (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT32))
    json_node_set_int (node, g_variant_get_int32 (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    json_node_set_double (node, g_variant_get_double (value));
  else
    json_node_set_boolean (node, g_variant_get_boolean (value));

  return node;
}

void
muster_document_differ (JsonArray *differences,
                        const char *at,
                        JsonNode *expected,
                        JsonNode *actual)
{
  JsonObject *difference = json_object_new ();

  json_object_set_string_member (difference, "at", at);
  json_object_set_member (difference, "expected", json_node_copy (expected));
  json_object_set_member (difference, "actual",
                          actual != NULL ? json_node_copy (actual)
                                         : json_node_new (JSON_NODE_NULL));
  json_array_add_object_element (differences, difference);
}

gboolean
muster_document_get_real (JsonObject *object,
                          const char *path,
                          const char *key,
                          double *value,
                          GError **error)
{
  JsonNode *node = json_object_get_member (object, key);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (node == NULL)
    return TRUE;

  if (JSON_NODE_HOLDS_NULL (node))
    *value = NAN;
  else if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    *value = json_node_get_double (node);
  else
    return muster_document_fail (error, path, key, _ ("This must be a number."));

  return TRUE;
}

gboolean
muster_document_get_strings (JsonObject *object,
                             const char *path,
                             const char *key,
                             GStrv *value,
                             GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node = member_find (object, key);
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    g_strv_builder_add (builder, json_node_get_string (node));
  else if (node != NULL && array == NULL)
    return muster_document_fail (error, path, key, _ ("This must be a list of texts."));

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        return muster_document_fail (error, path, key,
                                     _ ("This must be a list of texts."));
      g_strv_builder_add (builder, json_node_get_string (element));
    }
  *value = g_strv_builder_end (builder);

  return TRUE;
}

void
muster_document_set_strings (JsonObject *object,
                             const char *key,
                             const char *const *value)
{
  JsonArray *array;

  if (value == NULL || *value == NULL)
    return;

  array = json_array_new ();
  for (guint i = 0; value[i] != NULL; i++)
    json_array_add_string_element (array, value[i]);
  json_object_set_array_member (object, key, array);
}
