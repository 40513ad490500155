/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"
#include "muster-http.h"
#include "muster-params.h"

/**
 * MusterRestTemplate:
 * @method: (nullable): %NULL for GET, or POST when there is a body
 * @path: begins with "/"; spaces, quotation marks and brackets may stand as they are
 * @headers: (nullable): further headers, "Name: value", a line each
 * @body: (nullable): JSON
 *
 * A request in which placeholders stand. A placeholder is a word between braces, so a JSON object
 * is none:
 *
 * - {from}, {until}: the span that is asked for, as the way behind a colon says: `{from:s}` seconds
 *   and `{from:ms}` milliseconds since 1970, `{from:text}` 2024-02-29 08:30:15 and `{from:us}` the
 *   same with its microseconds in the zone of the source, `{from:utc}` in UTC, `{from:iso}` with its
 *   offset, `{from:date}` 2024-02-29, `{from:ymd}` 20240229
 * - {people}: whom, as an array of texts; {people:comma} separated by commas
 * - {offset}, {page} (from 1), {limit}, {cursor}: which part of the answer
 * - {token}: what the request for one brought; {basic}: {user} and {secret} as HTTP's Basic has
 *   them; {department}, {fields}: as the source documents
 * - the name of a text, number or choice among the settings: {user}, {key} …
 *
 * In the path they are percent-encoded, in the body escaped as within a JSON text.
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *headers;
  const char *body;
} MusterRestTemplate;

/**
 * MusterRestValues:
 *
 * What placeholders stand for, see #MusterRestTemplate; absent ones are empty.
 * @zone: of {from} and {until} as text; %NULL for UTC
 * @fields: describe @settings
 * @mask: whether secrets are shown as dots
 */
typedef struct
{
  const MusterField *fields;
  MusterParams *settings;
  const MusterZone *zone;
  const char *const *people;
  gsize n_people;
  const char *token;
  const char *cursor;
  const char *department;
  const char *wanted; /* {fields} */
  gint64 from;
  gint64 until;
  guint64 offset;
  guint64 page;
  guint64 limit;
  gboolean mask;
} MusterRestValues;

/**
 * MusterRestEscape:
 * @MUSTER_REST_PLAIN: a header: what cannot stand in one is left out
 * @MUSTER_REST_PATH: a path and its query
 * @MUSTER_REST_JSON: a body
 */
typedef enum
{
  MUSTER_REST_PLAIN,
  MUSTER_REST_PATH,
  MUSTER_REST_JSON,
} MusterRestEscape;

/**
 * muster_rest_expand:
 * @text: a text with placeholders
 * @escape: where it will stand
 * @values: what they stand for
 * @error: a %MUSTER_ERROR_INVALID without a field for a placeholder that there is not
 *
 * Returns: (transfer full) (nullable): the text
 */
char *muster_rest_expand (const char *text,
                          MusterRestEscape escape,
                          const MusterRestValues *values,
                          GError **error);

/**
 * muster_rest_template_check:
 * @template: a template, written by the user
 * @fields: the settings that it may name
 * @error: a %MUSTER_ERROR_INVALID that names "path", "headers" or "body"
 *
 * Returns: whether all its placeholders exist, and its body is JSON
 */
gboolean muster_rest_template_check (const MusterRestTemplate *template,
                                     const MusterField *fields,
                                     GError **error);
