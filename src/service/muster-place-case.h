/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "muster-fence.h"

/**
 * MusterPlaceCaseKind:
 *
 * What a case about places asks.
 */
typedef enum
{
  MUSTER_PLACE_CASE_FENCE,      /* the verdict on a point */
  MUSTER_PLACE_CASE_DATUM,      /* a conversion */
  MUSTER_PLACE_CASE_VALIDATION, /* whether a fence is one */
  MUSTER_PLACE_CASE_DISTANCE,   /* between two points */
} MusterPlaceCaseKind;

/**
 * MusterPlaceCase:
 * @id: its name
 * @title: what it shows
 * @kind: what it asks
 * @parts: (element-type MusterFencePart): of a fence
 * @datum: the datum it is drawn in
 * @fence: (nullable): the fence, when it is one
 * @a: a point
 * @b: another
 * @from: the datum of @a
 * @to: the datum wanted
 * @accuracy: metres, negative for none
 * @buffer: metres
 * @max_accuracy: metres
 * @expect: (nullable): what must come out
 *
 * One case of a file of schema "muster-places/1".
 */
typedef struct
{
  char *id;
  char *title;
  MusterPlaceCaseKind kind;
  GPtrArray *parts;
  MusterDatum datum;
  MusterFence *fence;
  MusterPoint a;
  MusterPoint b;
  MusterDatum from;
  MusterDatum to;
  double accuracy;
  double buffer;
  double max_accuracy;
  JsonObject *expect;
  JsonNode *root;
} MusterPlaceCase;

/**
 * muster_place_case_new:
 * @object: a case
 * @path: its place in the file
 * @root: the file, kept alive by the case
 * @error: a %MUSTER_ERROR_INVALID that names the place
 *
 * Returns: (transfer full) (nullable): the case
 */
MusterPlaceCase *muster_place_case_new (JsonObject *object,
                                        const char *path,
                                        JsonNode *root,
                                        GError **error);
void muster_place_case_free (MusterPlaceCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterPlaceCase, muster_place_case_free)

/**
 * muster_place_case_evaluate:
 * @self: a case
 * @differs: (inout): set when something is not as the case expects
 *
 * Returns: (transfer full): what came out
 */
JsonObject *muster_place_case_evaluate (MusterPlaceCase *self, gboolean *differs);
