/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"
#include "muster-request.h"

/**
 * MusterRequestStep:
 * @id: the row
 * @request_id: of which request
 * @action: a #MusterRequestAction
 * @state: the #MusterRequestState after it
 * @level: the level after it
 * @note: what was said; may be empty
 * @bulk: (nullable): the action on many that it was part of
 * @automatic: whether the rules did it
 * @overridden: whether it was let through after the deadline or in a closed period
 * @at: microseconds UTC
 * @by: the user, or the source, who did it
 * @delegate_of: (nullable): on whose behalf
 *
 * One step of a request: its thread is these in order.
 */
typedef struct
{
  gint64 id;
  gint64 request_id;
  guint8 action;
  guint8 state;
  guint level;
  char *note;
  char *bulk;
  gboolean automatic;
  gboolean overridden;
  gint64 at;
  char *by;
  char *delegate_of;
} MusterRequestStep;

/**
 * muster_requests_add:
 * @db: a connection that writes
 * @request: the request; its id is ignored, a missing uid is made
 * @error: %MUSTER_ERROR_CONFLICT when one of that person, date and slot is open
 *
 * Returns: the new id, 0 on error
 */
gint64 muster_requests_add (MusterDb *db, MusterRequest *request, GError **error);

/**
 * muster_requests_save:
 * @db: a connection that writes
 * @request: a request with its id, a step further; what was asked for is not written
 * @error: %MUSTER_ERROR_CONFLICT when somebody was faster (the stored revision is not the one
 *   before), or when another one of that person, date and slot is open
 *
 * Returns: whether it was written
 */
gboolean muster_requests_save (MusterDb *db, MusterRequest *request, GError **error);

/**
 * muster_requests_get:
 * @db: a connection
 * @id: which
 * @error: %MUSTER_ERROR_MISSING
 *
 * Returns: (transfer full) (nullable): the request
 */
MusterRequest *muster_requests_get (MusterDb *db, gint64 id, GError **error);

/**
 * muster_requests_list:
 * @db: a connection
 * @person_id: whose, 0 for everybody's
 * @dates: those that are about any of these; open ends for all time
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterRequest) (nullable): in the order in which they
 *   were submitted, drafts last
 */
GPtrArray *muster_requests_list (MusterDb *db,
                                 gint64 person_id,
                                 MusterDates dates,
                                 GError **error);

/**
 * muster_requests_load:
 * @db: a connection
 * @ids: (array length=n): which
 * @n: how many
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterRequest) (nullable): one for each of @ids, %NULL
 *   for one that there is not
 */
GPtrArray *muster_requests_load (MusterDb *db,
                                 const gint64 *ids,
                                 gsize n,
                                 GError **error);

/**
 * muster_requests_count_quota:
 * @db: a connection
 * @person_id: whose
 * @period: of which dates
 * @but: a request that is not counted, 0 for none
 * @used: (out): corrections that wait or were approved
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether they could be counted
 */
gboolean muster_requests_count_quota (MusterDb *db,
                                      gint64 person_id,
                                      MusterDates period,
                                      gint64 but,
                                      int *used,
                                      GError **error);

/**
 * muster_requests_find_record:
 * @db: a connection
 * @source_id: a source
 * @record_key: an id there
 * @id: (out): the request that came with it, 0 for none
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it could be looked up
 */
gboolean muster_requests_find_record (MusterDb *db,
                                      gint64 source_id,
                                      const char *record_key,
                                      gint64 *id,
                                      GError **error);

/* Notes which record of which source a request is; 0 and %NULL for none any more */
gboolean muster_requests_set_record (MusterDb *db,
                                     gint64 id,
                                     gint64 source_id,
                                     const char *record_key,
                                     GError **error);

/**
 * muster_requests_add_step:
 * @db: a connection that writes
 * @step: a step; its id is ignored
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it was written
 */
gboolean muster_requests_add_step (MusterDb *db,
                                   const MusterRequestStep *step,
                                   GError **error);

/**
 * muster_requests_steps:
 * @db: a connection
 * @request_id: of which request
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterRequestStep) (nullable): in order; the array
 *   clears them
 */
GArray *muster_requests_steps (MusterDb *db, gint64 request_id, GError **error);

/**
 * muster_requests_of_bulk:
 * @db: a connection
 * @bulk: an action on many
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the requests that it was done with
 */
GArray *muster_requests_of_bulk (MusterDb *db, const char *bulk, GError **error);

/**
 * muster_requests_covers:
 * @db: a connection
 * @request_id: a request
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the covers that its approval entered
 */
GArray *muster_requests_covers (MusterDb *db, gint64 request_id, GError **error);
