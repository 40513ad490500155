/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"
#include "muster-db.h"

/**
 * MusterDeliveryRecord:
 * @id: the row
 * @source_id: the source that delivered it
 * @record_key: its id there
 * @revision: which version of it
 * @badge_id: whose, as the source knows them
 * @person_id: whom that is mapped to, 0 for nobody; only read
 * @source_name: the source's name; only read
 * @kind: in the source's words, like @status, @slot, @part and @reason
 * @status: see @kind
 * @slot: (nullable): see @kind
 * @part: (nullable): see @kind
 * @reason: (nullable): see @kind
 * @date: the date, %MUSTER_DATE_NONE for none
 * @to_date: the last date, %MUSTER_DATE_NONE for none
 * @at: microseconds UTC, 0 for none, like the following
 * @from: when it begins
 * @until: when it ends
 * @created: when it was made
 * @lieu: whether it is time off in lieu
 * @place: (nullable): name of a reported place
 * @lat: latitude in degrees WGS-84
 * @lon: longitude in degrees WGS-84
 * @radius: metres
 * @received_at: when it came
 *
 * A request as a source delivered it.
 */
typedef struct
{
  gint64 id;
  gint64 source_id;
  char *record_key;
  gint64 revision;
  gint64 badge_id;
  gint64 person_id;
  char *source_name;
  char *kind;
  char *status;
  char *slot;
  char *part;
  char *reason;
  MusterDate date;
  MusterDate to_date;
  gint64 at;
  gint64 from;
  gint64 until;
  gint64 created;
  gboolean lieu;
  char *place;
  double lat;
  double lon;
  double radius;
  gint64 received_at;
} MusterDeliveryRecord;

/**
 * muster_deliveries_add:
 * @db: a connection that writes
 * @record: what came; its id is ignored
 * @id: (out): the new row, 0 when this revision or a later one came before
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it is there
 */
gboolean muster_deliveries_add (MusterDb *db,
                                const MusterDeliveryRecord *record,
                                gint64 *id,
                                GError **error);

/**
 * muster_deliveries_add_file:
 * @db: a connection that writes
 * @id: a delivery
 * @name: name of the file
 * @data: (nullable): its content
 * @fault: (nullable): why it did not come
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it was written
 */
gboolean muster_deliveries_add_file (MusterDb *db,
                                     gint64 id,
                                     const char *name,
                                     GBytes *data,
                                     const char *fault,
                                     GError **error);

/**
 * MusterDeliveryBlob:
 * @name: name of the file
 * @data: (nullable): its content
 * @fault: (nullable): why it did not come
 *
 * A file that waits with its delivery.
 */
typedef struct
{
  char *name;
  GBytes *data;
  char *fault;
} MusterDeliveryBlob;

/**
 * muster_deliveries_list_files:
 * @db: a connection
 * @id: a delivery that waits
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterDeliveryBlob) (nullable): its files, in order
 */
GPtrArray *muster_deliveries_list_files (MusterDb *db, gint64 id, GError **error);

/**
 * muster_deliveries_waiting:
 * @db: a connection
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterDeliveryRecord) (nullable): those whose person is
 *   known and of which nothing was made yet, in the order in which they came
 */
GPtrArray *muster_deliveries_waiting (MusterDb *db, GError **error);

/**
 * muster_deliveries_settle:
 * @db: a connection that writes
 * @id: a delivery
 * @request_id: the request that was made of it, 0 for none
 * @fault: (nullable): why none was
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Says what became of a delivery, which waits no longer. Its files are gone then: what is evidence
 * was taken over before, and of the rest nobody has a use.
 *
 * Returns: whether it was written
 */
gboolean muster_deliveries_settle (MusterDb *db,
                                   gint64 id,
                                   gint64 request_id,
                                   const char *fault,
                                   GError **error);

/**
 * muster_deliveries_told:
 * @db: a connection that writes
 * @request_id: a request
 * @decision: what its source knows of it: "approve", "reject", "revoke"
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it was written
 */
gboolean muster_deliveries_told (MusterDb *db,
                                 gint64 request_id,
                                 const char *decision,
                                 GError **error);

/* Notes that a source knows why nothing was made of a delivery */
gboolean muster_deliveries_told_fault (MusterDb *db, gint64 id, GError **error);

/**
 * MusterTelling:
 * @request_id: a request, 0 for a delivery of which none was made
 * @delivery_id: the newest delivery of it
 * @id: tells this decision from all others
 * @record_key: its id on the source
 * @revision: of the delivery
 * @decision: (transfer none): "approve", "reject", "revoke"
 * @by: who decided
 * @at: when, microseconds UTC
 * @note: what was said; may be empty
 *
 * A decision that a source does not know yet.
 */
typedef struct
{
  gint64 request_id;
  gint64 delivery_id;
  char *id;
  char *record_key;
  gint64 revision;
  const char *decision;
  char *by;
  gint64 at;
  char *note;
} MusterTelling;

/**
 * muster_deliveries_to_tell:
 * @db: a connection
 * @source_id: a source
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterTelling) (nullable): what it is to be told, in the
 *   order in which it was decided
 */
GPtrArray *muster_deliveries_to_tell (MusterDb *db, gint64 source_id, GError **error);

/**
 * muster_deliveries_count_to_tell:
 * @db: a connection
 * @source_id: a source
 * @n: (out): how many decisions it does not know yet
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether they could be counted
 */
gboolean muster_deliveries_count_to_tell (MusterDb *db,
                                          gint64 source_id,
                                          guint *n,
                                          GError **error);

/**
 * muster_deliveries_count_waiting:
 * @db: a connection
 * @source_id: a source
 * @n: (out): requests that wait for their person to be mapped
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether they could be counted
 */
gboolean muster_deliveries_count_waiting (MusterDb *db,
                                          gint64 source_id,
                                          guint *n,
                                          GError **error);
