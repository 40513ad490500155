/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"
#include "muster-db.h"

/**
 * MusterPlaceRecord:
 * @id: the place; 0 for a new one
 * @version: this version of it; set when it is read
 * @uid: (nullable): the place in exchange; %NULL for a new one to be given one
 * @from: the first date on which it holds so, %MUSTER_DATE_NONE for always
 * @to: the last, %MUSTER_DATE_EVER for ever
 * @retired: whether the place is none any more from @from on
 * @name: what people call it
 * @document: fence, buffer, audience and networks as JSON
 * @people: (element-type gint64) (nullable): for whom, when it is for some people
 * @saved_at: when, microseconds UTC
 * @saved_by: who
 *
 * One version of a place.
 */
typedef struct
{
  gint64 id;
  gint64 version;
  char *uid;
  MusterDate from;
  MusterDate to;
  gboolean retired;
  char *name;
  char *document;
  GArray *people;
  gint64 saved_at;
  char *saved_by;
} MusterPlaceRecord;

void muster_place_record_clear (MusterPlaceRecord *record);

/**
 * muster_places_save:
 * @db: the writing connection
 * @record: a version; of a place that is new when its id is 0
 * @error: %MUSTER_ERROR_MISSING when there is no such place
 *
 * Adds a version.
 *
 * Returns: the place's id, 0 on failure
 */
gint64 muster_places_save (MusterDb *db, const MusterPlaceRecord *record, GError **error);

/**
 * muster_places_list:
 * @db: a connection
 * @error: a %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (nullable) (element-type MusterPlaceRecord): all versions, place by
 *   place, in the order of their first dates, of one date in the order in which they were saved
 */
GArray *muster_places_list (MusterDb *db, GError **error);

/**
 * muster_places_get_staff_no:
 * @db: a connection
 * @person_id: a person
 * @error: a %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (nullable): the employee number, "" when there is no such person
 */
char *muster_places_get_staff_no (MusterDb *db, gint64 person_id, GError **error);
