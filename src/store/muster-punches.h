/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-actor.h"
#include "muster-db.h"
#include "muster-filter.h"
#include "muster-punch.h"

/**
 * MusterNewPunch:
 * @id: (out): its row when it is new, 0 when it was known
 * @at: the instant that counts: @wall less @offset, plus the source's correction; microseconds UTC
 * @wall: the face of the source's clock, in microseconds since 1970 as if it were UTC
 * @received_at: when Muster received it, microseconds UTC
 * @badge_id: the device number, of the batch's source
 * @line: where it stood in the import, 0 for unknown
 * @record_key: (nullable): the source's own record id
 * @revision: which version of that record it is, see #MusterVersions; 0 for unknown
 * @device: (nullable): the device that a server or a table names
 * @note: (nullable): what came with it
 * @extra: (nullable): further evidence as JSON
 * @lat: latitude WGS-84, meaningful with %MUSTER_PUNCH_PLACED
 * @lon: longitude WGS-84
 * @raw_lat: latitude as given, in @datum
 * @raw_lon: longitude as given
 * @accuracy: metres, meaningful with %MUSTER_PUNCH_ACCURATE
 * @offset: seconds that @wall is ahead of UTC, the source's or else its zone's
 * @offset_given: whether the source said so itself
 * @identity: tells apart punches of one badge and wall time that have no record key
 * @work_code: as given, 0 for none
 * @marks: #MusterPunchMarks, without void
 * @datum: a #MusterDatum
 * @direction: a #MusterDirection
 * @verify: a #MusterVerify
 *
 * A punch about to be stored.
 */
typedef struct
{
  gint64 id;
  gint64 at;
  gint64 wall;
  gint64 received_at;
  gint64 badge_id;
  gint64 revision;
  guint64 line;
  const char *record_key;
  const char *device;
  const char *note;
  const char *extra;
  double lat;
  double lon;
  double raw_lat;
  double raw_lon;
  float accuracy;
  gint32 offset;
  gboolean offset_given;
  guint32 identity;
  guint32 work_code;
  guint16 marks;
  guint8 datum;
  guint8 direction;
  guint8 verify;
} MusterNewPunch;

/**
 * MusterPunchRecord:
 * @punch: the instant that counts, position in WGS-84, marks (void too)
 * @person_id: 0 while its key is unmapped
 * @person_name: (nullable): whose
 * @staff_no: (nullable): staff number
 * @department: (nullable): department today
 * @group: (nullable) (transfer none): group today, interned
 * @badge_id: the device number it came with
 * @key: that number as the source has it
 * @key_name: (nullable): the name that came with it
 * @source_name: (transfer none): name of the source, interned
 * @zone: (transfer none): IANA name of the source's zone, interned
 * @wall: the face of the source's clock, as if it were UTC
 * @offset: seconds that @wall is ahead of UTC
 * @offset_given: whether the source said so itself
 * @import_id: the import that brought it, 0 for none
 * @line: where it stood in the import, 0 for unknown
 * @record_key: (nullable): the source's own record id
 * @device: (nullable): the device that a server or a table names
 * @work_code: as given, 0 for none
 * @note: (nullable): what came with it
 * @extra: (nullable): further evidence as JSON
 * @raw_lat: latitude as given, meaningful with %MUSTER_PUNCH_PLACED
 * @raw_lon: longitude as given
 * @datum: the #MusterDatum of these
 * @void_reason: (nullable): why it does not count
 * @void_by: (nullable): the user who said so
 * @void_at: when, 0 when it is not void
 *
 * A punch with all that there is to show of it.
 */
typedef struct
{
  MusterPunch punch;
  gint64 person_id;
  char *person_name;
  char *staff_no;
  char *department;
  const char *group;
  gint64 badge_id;
  char *key;
  char *key_name;
  const char *source_name;
  const char *zone;
  gint64 wall;
  gint32 offset;
  gboolean offset_given;
  gint64 import_id;
  guint64 line;
  char *record_key;
  char *device;
  guint32 work_code;
  char *note;
  char *extra;
  double raw_lat;
  double raw_lon;
  guint8 datum;
  char *void_reason;
  char *void_by;
  gint64 void_at;
} MusterPunchRecord;

/**
 * muster_punches_add:
 * @db: a connection that writes
 * @source_id: the source of all of them
 * @import_id: the import that brings them, 0 for none
 * @punches: (array length=n): the punches; their ids are filled in
 * @n: how many
 * @n_new: (out) (optional): how many were new
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Stores punches. One that is there already (semantics §2, Identity) changes nothing, in
 * any order and any number of times; nor does one whose record is there, whatever it says.
 *
 * Returns: whether all of them are in the database now
 */
gboolean muster_punches_add (MusterDb *db,
                             gint64 source_id,
                             gint64 import_id,
                             MusterNewPunch *punches,
                             gsize n,
                             guint64 *n_new,
                             GError **error);

/**
 * MusterVersions:
 * @at: now, microseconds UTC
 * @by: who is on record for it: the runner of sources
 * @reason: why the earlier version does not count any more
 * @n_replaced: (out): records whose counting version changed
 *
 * How versions of one record of a source are told apart: the one with the greatest revision counts;
 * of several with the same, the one of the greatest identity; of those without revision the one
 * that came last. The others are void.
 */
typedef struct
{
  gint64 at;
  const char *by;
  const char *reason;
  guint64 n_replaced;
} MusterVersions;

/**
 * muster_punches_add_versions:
 * @db: a connection that writes
 * @source_id: the source of all of them
 * @import_id: the import that brings them, 0 for none
 * @punches: (array length=n): the punches; their ids are filled in. Of those with a record key the
 *   identity tells versions apart: it covers all that counts
 * @n: how many
 * @versions: what is done about records that changed
 * @n_new: (out) (optional): how many were new
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Stores punches like muster_punches_add(); a record of a source that is there with another content
 * is one more punch, and the version that does not count is voided. Given revisions, what counts in
 * the end does not depend on the order in which they came.
 *
 * Returns: whether all of them are in the database now
 */
gboolean muster_punches_add_versions (MusterDb *db,
                                      gint64 source_id,
                                      gint64 import_id,
                                      MusterNewPunch *punches,
                                      gsize n,
                                      MusterVersions *versions,
                                      guint64 *n_new,
                                      GError **error);

/**
 * muster_punches_count:
 * @db: a connection
 * @source_id: a source
 * @from: the first wall time, as if UTC
 * @until: the last
 * @n: (out): punches of the source between these, void ones too
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether they could be counted
 */
gboolean muster_punches_count (MusterDb *db,
                               gint64 source_id,
                               gint64 from,
                               gint64 until,
                               guint64 *n,
                               GError **error);

/**
 * muster_punches_void:
 * @db: a connection that writes
 * @id: a punch
 * @voided: whether it is taken out of account, or back
 * @reason: why
 * @at: now, microseconds UTC
 * @by: the user who says so
 * @error: %MUSTER_ERROR_MISSING, %MUSTER_ERROR_CONFLICT when it is so already
 *
 * Adds a record that voids a punch or takes that back; the punch itself stays untouched.
 *
 * Returns: whether it was written
 */
gboolean muster_punches_void (MusterDb *db,
                              gint64 id,
                              gboolean voided,
                              const char *reason,
                              gint64 at,
                              const char *by,
                              GError **error);

/**
 * muster_punches_accept:
 * @db: the writing connection
 * @id: a punch
 * @accepted: whether it counts although of where it was made, or that is taken back
 * @reason: why
 * @at: when, microseconds UTC
 * @by: who
 * @error: %MUSTER_ERROR_CONFLICT when it is so already
 *
 * Adds what a user decided about where a punch was made.
 *
 * Returns: whether it was added
 */
gboolean muster_punches_accept (MusterDb *db,
                                gint64 id,
                                gboolean accepted,
                                const char *reason,
                                gint64 at,
                                const char *by,
                                GError **error);

/**
 * muster_punches_networks:
 * @db: a connection
 * @span: instants
 * @error: a %MUSTER_ERROR_STORAGE
 *
 * Reads which Wi-Fi and address punches of @span came with ("bssid" and "ip" of their further
 * evidence).
 *
 * Returns: (transfer full) (nullable) (element-type MusterPunchNetwork): in order of punch ids,
 *   their texts interned
 */
GArray *muster_punches_networks (MusterDb *db, MusterSpan span, GError **error);

/**
 * muster_punches_get_person:
 * @db: a connection
 * @id: a punch
 * @person_id: (out): whose it is, 0 while it is unmapped
 * @at: (out) (optional): its instant
 * @error: %MUSTER_ERROR_MISSING
 *
 * Returns: whether there is such a punch
 */
gboolean muster_punches_get_person (MusterDb *db,
                                    gint64 id,
                                    gint64 *person_id,
                                    gint64 *at,
                                    GError **error);

/**
 * muster_punches_get_first:
 * @db: a connection
 * @at: (out): the first instant of a punch whose clock is to be believed, 0 for none
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it could be looked up
 */
gboolean muster_punches_get_first (MusterDb *db, gint64 *at, GError **error);

/**
 * muster_punches_of_person:
 * @db: a connection
 * @person_id: whose
 * @span: which instants
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterPunch) (nullable): the punches, void and suspect
 *   ones too, in the order of muster_punch_compare()
 */
GArray *muster_punches_of_person (MusterDb *db,
                                  gint64 person_id,
                                  MusterSpan span,
                                  GError **error);

/**
 * muster_punches_of_people:
 * @db: a connection
 * @ids: (array length=n): whose, each once
 * @n: how many
 * @span: which instants
 * @starts: (array): room for @n + 1 numbers: where each person's punches begin, and the end
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Reads the punches of many people at once, in one pass where that is cheaper than person by
 * person.
 *
 * Returns: (transfer full) (element-type MusterPunch) (nullable): the punches, in the order of
 *   @ids and then of muster_punch_compare()
 */
GArray *muster_punches_of_people (MusterDb *db,
                                  const gint64 *ids,
                                  gsize n,
                                  MusterSpan span,
                                  guint *starts,
                                  GError **error);

/**
 * muster_punches_find:
 * @db: a connection
 * @filter: person, group, department, source, import, search, states, order, limit
 * @span: the instants of the filter's dates; from %G_MININT64 until %G_MAXINT64 for all time
 * @scope: (nullable): whose records may be seen; unmapped punches only for everybody
 * @today: the date today, for group and department
 * @counts: (nullable) (element-type utf8 guint): adds the punches by state
 * @total: (out) (optional): punches before the filter's states and limit
 * @error: %MUSTER_ERROR_STORAGE, %MUSTER_ERROR_INVALID for an order that there is not
 *
 * Finds punches, in order of time (the only order), oldest first unless the filter turns it
 * round. States: "normal" (none of the others), "void", "suspect", "unmapped", "correction",
 * "offline", "mock".
 *
 * Returns: (transfer full) (element-type gint64) (nullable): ids
 */
GArray *muster_punches_find (MusterDb *db,
                             MusterFilter *filter,
                             MusterSpan span,
                             const MusterScope *scope,
                             MusterDate today,
                             GHashTable *counts,
                             guint *total,
                             GError **error);

/**
 * muster_punches_load:
 * @db: a connection
 * @ids: (array length=n): which
 * @n: how many
 * @scope: (nullable): whose records may be seen
 * @today: the date today, for group and department
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterPunchRecord) (nullable): one for each of @ids in
 *   their order, with punch.id 0 for one that is out of scope; the array clears them
 */
GArray *muster_punches_load (MusterDb *db,
                             const gint64 *ids,
                             gsize n,
                             const MusterScope *scope,
                             MusterDate today,
                             GError **error);
