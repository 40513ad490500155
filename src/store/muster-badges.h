/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-actor.h"
#include "muster-db.h"
#include "muster-filter.h"

/**
 * MusterBadgeRecord:
 * @id: the row
 * @source_id: the source that the number belongs to
 * @source_name: its name
 * @zone: IANA name of its zone
 * @key: the number on that source
 * @name: (nullable): the name that came with it last
 * @person_id: whom it is mapped to, 0 for nobody yet
 * @person_name: (nullable): that person's name
 * @staff_no: (nullable): that person's staff number
 * @n_punches: punches that came with it
 * @first_at: the first of them, 0 for none
 * @last_at: the last of them, 0 for none
 * @device_no: (nullable): the employee number as the source has it
 * @card: (nullable): the card's number as the source has it
 */
typedef struct
{
  gint64 id;
  gint64 source_id;
  char *source_name;
  char *zone;
  char *key;
  char *name;
  gint64 person_id;
  char *person_name;
  char *staff_no;
  guint64 n_punches;
  gint64 first_at;
  gint64 last_at;
  char *device_no;
  char *card;
} MusterBadgeRecord;

/**
 * muster_badges_ensure:
 * @db: a connection that writes
 * @source_id: the source
 * @key: a person's key on it
 * @name: (nullable): the name that came with it
 * @id: (out): the badge
 * @person_id: (out): whom it is mapped to, 0 for nobody yet
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Finds a device number, adding it when it is new. A new one is mapped at once to a person
 * who is known to have it, see muster_badges_expect().
 *
 * Returns: whether it could
 */
gboolean muster_badges_ensure (MusterDb *db,
                               gint64 source_id,
                               const char *key,
                               const char *name,
                               gint64 *id,
                               gint64 *person_id,
                               GError **error);

/**
 * muster_badges_describe:
 * @db: a connection that writes
 * @id: a badge
 * @staff_no: (nullable): the employee number as the source has it
 * @department: (nullable): the department as the source has it
 * @card: (nullable): the card's number
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Keeps what a source knows of a person beside the name; what it does not say stays.
 *
 * Returns: whether it was written
 */
gboolean muster_badges_describe (MusterDb *db,
                                 gint64 id,
                                 const char *staff_no,
                                 const char *department,
                                 const char *card,
                                 GError **error);

/**
 * MusterBadgeAbout:
 * @id: the badge
 * @key: the number on its source
 * @person_id: whom it is mapped to, 0 for nobody
 * @name: (nullable): what the source says of that person …
 * @staff_no: (nullable):
 * @department: (nullable):
 * @card: (nullable):
 */
typedef struct
{
  gint64 id;
  char *key;
  gint64 person_id;
  char *name;
  char *staff_no;
  char *department;
  char *card;
} MusterBadgeAbout;

/**
 * muster_badges_list_about:
 * @db: a connection
 * @source_id: a source
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterBadgeAbout) (nullable): all badges of it; the array
 *   clears them
 */
GArray *muster_badges_list_about (MusterDb *db, gint64 source_id, GError **error);

/**
 * muster_badges_inherit:
 * @db: a connection that writes
 * @from_id: a source
 * @to_id: the one that takes its place
 * @at: now, microseconds UTC
 * @by: the user who does it
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Gives a source the badges of another with their names and people. Those that it has stay as
 * they are.
 *
 * Returns: whether it was written
 */
gboolean muster_badges_inherit (MusterDb *db,
                                gint64 from_id,
                                gint64 to_id,
                                gint64 at,
                                const char *by,
                                GError **error);

/**
 * muster_badges_expect:
 * @db: a connection that writes
 * @source_id: the source, 0 for every source
 * @key: the key
 * @person_id: who has it there
 * @at: now, microseconds UTC
 * @by: the user who says so
 * @error: %MUSTER_ERROR_CONFLICT when it is somebody else's
 *
 * Notes that a person has a number on a source, or on all of them, whether or not it was
 * seen yet. Badges that wait with that number are mapped; mapped ones stay as they are.
 *
 * Returns: whether it was written
 */
gboolean muster_badges_expect (MusterDb *db,
                               gint64 source_id,
                               const char *key,
                               gint64 person_id,
                               gint64 at,
                               const char *by,
                               GError **error);

/**
 * muster_badges_unexpect:
 * @db: a connection that writes
 * @source_id: the source, 0 for what is expected on every source
 * @key: the key
 * @person_id: who has it there
 * @error: %MUSTER_ERROR_MISSING when it is not expected of that person
 *
 * Takes an expectation back. Badges that were mapped by it stay mapped.
 *
 * Returns: whether it is gone
 */
gboolean muster_badges_unexpect (MusterDb *db,
                                 gint64 source_id,
                                 const char *key,
                                 gint64 person_id,
                                 GError **error);

/**
 * muster_badges_map:
 * @db: a connection that writes
 * @source_id: the source
 * @key: the key, seen or not yet seen
 * @person_id: whom to map it to; 0 to take the mapping back
 * @at: now, microseconds UTC
 * @by: the user who does it
 * @was: (out) (optional): whom it was mapped to before, 0 for nobody
 * @n_punches: (out) (optional): punches that came with it
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Maps a device number to a person, or no longer.
 *
 * Returns: whether it was written
 */
gboolean muster_badges_map (MusterDb *db,
                            gint64 source_id,
                            const char *key,
                            gint64 person_id,
                            gint64 at,
                            const char *by,
                            gint64 *was,
                            guint64 *n_punches,
                            GError **error);

/**
 * muster_badges_get_span:
 * @db: a connection
 * @id: a badge
 * @from: (out): its first punch, 0 for none
 * @to: (out): its last punch
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Says which instants a change of mapping touches. Returns: whether it could be read
 */
gboolean muster_badges_get_span (MusterDb *db,
                                 gint64 id,
                                 gint64 *from,
                                 gint64 *to,
                                 GError **error);

/**
 * muster_badges_find:
 * @db: a connection
 * @filter: person, source, search (in key and name), states, order, limit
 * @scope: (nullable): whose records may be seen; badges of nobody only for everybody
 * @today: the date today
 * @counts: (nullable) (element-type utf8 guint): adds the badges by state
 * @total: (out) (optional): badges before the filter's states and limit
 * @error: %MUSTER_ERROR_STORAGE, %MUSTER_ERROR_INVALID for an order that there is not
 *
 * Finds device numbers. States: "mapped", "unmapped". Orders: "key" (the default, by source),
 * "n_punches", "name", "last_at".
 *
 * Returns: (transfer full) (element-type gint64) (nullable): ids
 */
GArray *muster_badges_find (MusterDb *db,
                            MusterFilter *filter,
                            const MusterScope *scope,
                            MusterDate today,
                            GHashTable *counts,
                            guint *total,
                            GError **error);

/**
 * muster_badges_load:
 * @db: a connection
 * @ids: (array length=n): which
 * @n: how many
 * @scope: (nullable): whose records may be seen
 * @today: the date today
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterBadgeRecord) (nullable): one for each of @ids in
 *   their order, with id 0 for one that is gone or out of scope; the array clears them
 */
GArray *muster_badges_load (MusterDb *db,
                            const gint64 *ids,
                            gsize n,
                            const MusterScope *scope,
                            MusterDate today,
                            GError **error);
