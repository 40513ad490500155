/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "muster-civil.h"

/*
 * Reading JSON that people write: every error names the place ("groups[0].policy.grace"), and
 * a key that nobody knows is an error. The functions that get a member leave @value alone when
 * the object does not have it, and fail when it is of another kind.
 */

/**
 * muster_document_load:
 * @text: a text of unknown origin
 * @root: (out) (transfer full) (nullable): its root, %NULL of an empty one
 * @error: a %MUSTER_ERROR_INVALID that says the line
 *
 * Returns: whether it is JSON
 */
gboolean muster_document_load (const char *text, JsonNode **root, GError **error);

/**
 * muster_document_parse:
 * @text: a JSON text
 * @schema: the value that its "schema" must have
 * @root: (out) (transfer full): its root, an object
 * @error: a %MUSTER_ERROR_INVALID that says the line, or that the schema is another one
 *
 * Returns: whether it is such a document
 */
gboolean muster_document_parse (const char *text,
                                const char *schema,
                                JsonNode **root,
                                GError **error);

/**
 * muster_document_fail:
 * @path: the place, "" for the whole document
 * @key: (nullable): the member at fault
 * @format: what is wrong, already translated, and its arguments
 *
 * Sets a %MUSTER_ERROR_INVALID whose field and message name the place. Returns %FALSE always.
 */
gboolean muster_document_fail (GError **error,
                               const char *path,
                               const char *key,
                               const char *format,
                               ...) G_GNUC_PRINTF (4, 5);

/**
 * muster_document_check_keys:
 * @object: an object
 * @path: its place
 * @known: (array zero-terminated=1): the keys it may have
 * @error: names the first key that is not among them
 *
 * Returns: whether all its keys are known
 */
gboolean muster_document_check_keys (JsonObject *object,
                                     const char *path,
                                     const char *const *known,
                                     GError **error);

/* Members of an object by key, each checked for its kind. A member that is not there leaves the
 * value as it was and is no error. What comes out lives as long as the document; a zone is
 * (transfer full). A clock is "HH:MM", beyond 24:00 too, as minutes. */
gboolean muster_document_get_string (JsonObject *object,
                                     const char *path,
                                     const char *key,
                                     const char **value,
                                     GError **error);
gboolean muster_document_get_int (JsonObject *object,
                                  const char *path,
                                  const char *key,
                                  int min,
                                  int max,
                                  int *value,
                                  GError **error);
gboolean muster_document_get_boolean (JsonObject *object,
                                      const char *path,
                                      const char *key,
                                      gboolean *value,
                                      GError **error);
gboolean muster_document_get_date (JsonObject *object,
                                   const char *path,
                                   const char *key,
                                   MusterDate *value,
                                   GError **error);
gboolean muster_document_get_clock (JsonObject *object,
                                    const char *path,
                                    const char *key,
                                    int *minutes,
                                    GError **error);
gboolean muster_document_get_zone (JsonObject *object,
                                   const char *path,
                                   const char *key,
                                   MusterZone **value,
                                   GError **error);
gboolean muster_document_get_object (JsonObject *object,
                                     const char *path,
                                     const char *key,
                                     JsonObject **value,
                                     GError **error);
gboolean muster_document_get_array (JsonObject *object,
                                    const char *path,
                                    const char *key,
                                    JsonArray **value,
                                    GError **error);

/**
 * muster_document_get_element:
 * @array: an array
 * @path: its place
 * @index: which element
 * @value: (out) (transfer none): the element, an object
 * @place: (out) (transfer full): the element's place
 *
 * Returns: whether the element is an object
 */
gboolean muster_document_get_element (JsonArray *array,
                                      const char *path,
                                      guint index,
                                      JsonObject **value,
                                      char **place,
                                      GError **error);

/**
 * muster_document_join:
 * @path: a place
 * @key: a member of it
 *
 * Returns: (transfer full): the member's place, "policy.grace"
 */
char *muster_document_join (const char *path, const char *key);

/**
 * muster_document_to_variant:
 * @node: a JSON value
 *
 * Returns: (transfer floating): objects as a{sv}, arrays as av, texts as s, whole numbers as x,
 *   others as d, truth as b, null as an empty maybe of v
 */
GVariant *muster_document_to_variant (JsonNode *node);

/**
 * muster_document_from_variant:
 * @value: what muster_document_to_variant() makes
 *
 * Returns: (transfer full): the JSON value
 */
JsonNode *muster_document_from_variant (GVariant *value);

/**
 * muster_document_differ:
 * @differences: where to add it
 * @at: where two documents differ
 * @expected: what was expected there
 * @actual: (nullable): what is there
 *
 * Notes that something is not as it was expected.
 */
void muster_document_differ (JsonArray *differences,
                             const char *at,
                             JsonNode *expected,
                             JsonNode *actual);

/**
 * muster_document_get_real:
 * @object: an object
 * @path: where it stands, for errors
 * @key: a member
 * @value: (out): its number; stays as it is when there is no such member, NAN when it is null
 * @error: a %MUSTER_ERROR_INVALID that names the place
 *
 * Returns: whether it is a number, null, or not there
 */
gboolean muster_document_get_real (JsonObject *object,
                                   const char *path,
                                   const char *key,
                                   double *value,
                                   GError **error);

/**
 * muster_document_get_strings:
 * @object: an object
 * @path: where it stands, for errors
 * @key: a member
 * @value: (out) (transfer full): its texts: those of a list, or a single one; empty when there is
 *   no such member or it is null
 * @error: a %MUSTER_ERROR_INVALID that names the place
 *
 * Returns: whether it holds texts only
 */
gboolean muster_document_get_strings (JsonObject *object,
                                      const char *path,
                                      const char *key,
                                      GStrv *value,
                                      GError **error);

/**
 * muster_document_set_strings:
 * @object: an object
 * @key: a member
 * @value: (nullable): texts; nothing is set for none
 */
void muster_document_set_strings (JsonObject *object,
                                  const char *key,
                                  const char *const *value);
