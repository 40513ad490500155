/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-actor.h"
#include "muster-db.h"
#include "muster-filter.h"
#include "muster-person.h"
#include "muster-roster.h"

/**
 * MusterMembershipRecord:
 * @group: (transfer none): code of the group, interned
 */
typedef struct
{
  gint64 id;
  gint64 person_id;
  const char *group;
  MusterDate from;
  MusterDate to;
} MusterMembershipRecord;

/**
 * MusterUnitRecord:
 * @code: (transfer none): code of a group or path of a department, interned
 * @n_people: people in it on the date asked for
 */
typedef struct
{
  const char *code;
  guint n_people;
} MusterUnitRecord;

/**
 * muster_people_add:
 * @db: a connection that writes
 * @person: the person; the id is ignored, a missing uid is made
 * @at: now, microseconds UTC
 * @error: %MUSTER_ERROR_CONFLICT when the staff number is taken
 *
 * Adds a person, who is in @person->group since ever.
 *
 * Returns: the new id, 0 on error
 */
gint64 muster_people_add (MusterDb *db, MusterPerson *person, gint64 at, GError **error);

/**
 * muster_people_change:
 *
 * Writes all fields of @person but its group, see muster_people_set_group(); arguments as
 * muster_people_add().
 *
 * Returns: whether it was written; %MUSTER_ERROR_MISSING when there is no such person
 */
gboolean muster_people_change (MusterDb *db, MusterPerson *person, GError **error);

/**
 * muster_people_set_group:
 * @db: a connection that writes
 * @person_id: who
 * @group: code of the group
 * @from: first date in it; %MUSTER_DATE_NONE for ever since
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Puts a person into a group from a date on. What was known of later dates is dropped.
 *
 * Returns: whether it was written
 */
gboolean muster_people_set_group (MusterDb *db,
                                  gint64 person_id,
                                  const char *group,
                                  MusterDate from,
                                  GError **error);

/**
 * muster_people_get:
 * @db: a connection
 * @id: who
 * @on: the date of which the group is wanted
 * @error: %MUSTER_ERROR_MISSING when there is no such person
 *
 * Returns: (transfer full) (nullable): the person with badges
 */
MusterPerson *muster_people_get (MusterDb *db, gint64 id, MusterDate on, GError **error);

/**
 * muster_people_get_by_staff_no:
 * @db: a connection
 * @staff_no: the number
 * @id: (out): who has it, 0 for nobody
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it could be looked up
 */
gboolean muster_people_get_by_staff_no (MusterDb *db,
                                        const char *staff_no,
                                        gint64 *id,
                                        GError **error);

/**
 * muster_people_find:
 * @db: a connection
 * @filter: person, group, department, search, states, order, limit; its dates are those on
 *   which group and employment are looked at, else @today
 * @scope: (nullable): whose records may be seen; %NULL for everybody
 * @today: the date today
 * @counts: (nullable) (element-type utf8 guint): adds the people by state, before the filter's
 *   states and limit
 * @total: (out) (optional): people before the filter's states and limit
 * @error: %MUSTER_ERROR_STORAGE, %MUSTER_ERROR_INVALID for an order that there is not
 *
 * Finds people. States: "employed", "left" (also who has not yet joined), "exempt",
 * "without_badge". Orders: "name" (the default), "staff_no", "department", "group", "joined",
 * "left". A department takes those below it. A person is in a group or in scope when so on
 * any of the dates.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): ids
 */
GArray *muster_people_find (MusterDb *db,
                            MusterFilter *filter,
                            const MusterScope *scope,
                            MusterDate today,
                            GHashTable *counts,
                            guint *total,
                            GError **error);

/**
 * muster_people_select:
 * @db: a connection
 * @filter: (nullable): person, group, department, search and dates
 * @scope: (nullable): whose records may be seen
 * @today: the date today
 * @set: (out) (transfer full) (nullable) (element-type gint64): ids of those whom both let through,
 *   a hash table of 64-bit numbers; %NULL when that is everybody, also who is not known yet
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Says whose records a listing of anything else may show. Returns: whether it could be read
 */
gboolean muster_people_select (MusterDb *db,
                               MusterFilter *filter,
                               const MusterScope *scope,
                               MusterDate today,
                               GHashTable **set,
                               GError **error);

/**
 * muster_people_load:
 * @db: a connection
 * @ids: (array length=n): who
 * @n: how many
 * @on: the date of which the group is wanted
 * @badges: whether the device numbers are wanted too
 * @scope: (nullable): whose records may be seen
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterPerson) (nullable): one for each of @ids, in
 *   their order; %NULL for one that is gone or out of scope
 */
GPtrArray *muster_people_load (MusterDb *db,
                               const gint64 *ids,
                               gsize n,
                               MusterDate on,
                               gboolean badges,
                               const MusterScope *scope,
                               GError **error);

/**
 * muster_people_reaches:
 * @db: a connection
 * @person_id: who
 * @scope: (nullable): whose records may be seen
 * @dates: the dates concerned
 * @reaches: (out): whether the person is in scope on any of them
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it could be looked up
 */
gboolean muster_people_reaches (MusterDb *db,
                                gint64 person_id,
                                const MusterScope *scope,
                                MusterDates dates,
                                gboolean *reaches,
                                GError **error);

/**
 * muster_people_memberships:
 * @db: a connection
 * @ids: (array length=n): who
 * @n: how many
 * @dates: which dates
 * @starts: (array): room for @n + 1 numbers: where each person's memberships begin, and the end
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Reads the groups of many people at once, in the order of @ids and then of date. The
 * codes are interned.
 *
 * Returns: (transfer full) (element-type MusterMembership) (nullable): the memberships
 */
GArray *muster_people_memberships (MusterDb *db,
                                   const gint64 *ids,
                                   gsize n,
                                   MusterDates dates,
                                   guint *starts,
                                   GError **error);

/**
 * muster_people_list_memberships:
 * @db: a connection
 * @person_id: who
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterMembershipRecord) (nullable): all of one person,
 *   in order of date
 */
GArray *muster_people_list_memberships (MusterDb *db, gint64 person_id, GError **error);

/**
 * MusterPersonName:
 * @id: the person
 * @staff_no: employee number
 * @name: as written
 * @search_key: pinyin and initials, see muster_name_get_search_key()
 */
typedef struct
{
  gint64 id;
  char *staff_no;
  char *name;
  char *search_key;
} MusterPersonName;

/**
 * muster_people_list_names:
 * @db: a connection
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterPersonName) (nullable): everybody; the array clears
 *   them
 */
GArray *muster_people_list_names (MusterDb *db, GError **error);

/**
 * muster_people_list_groups:
 * @db: a connection
 * @scope: (nullable): whose records may be seen
 * @on: the date on which people are counted
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterUnitRecord) (nullable): groups that have people
 */
GArray *muster_people_list_groups (MusterDb *db,
                                   const MusterScope *scope,
                                   MusterDate on,
                                   GError **error);

/**
 * muster_people_list_departments:
 *
 * The same of departments; people of those below are counted in their own only.
 */
GArray *muster_people_list_departments (MusterDb *db,
                                        const MusterScope *scope,
                                        MusterDate on,
                                        GError **error);
