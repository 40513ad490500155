/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-db.h"

/**
 * MusterPeriodRecord:
 * @id: the row
 * @uid: UUIDv7
 * @dates: the dates that are closed
 * @closed_at: microseconds UTC
 * @closed_by: the user who closed it
 * @forced: whether it was closed although days were pending
 * @people: people with frozen days
 * @days: frozen days
 * @reopened_at: microseconds UTC, 0 while it is closed
 * @reopened_by: (nullable): the user who reopened it
 * @reason: (nullable): why
 *
 * A period that was closed, and perhaps reopened.
 */
typedef struct _MusterPeriodRecord
{
  gint64 id;
  char *uid;
  MusterDates dates;
  gint64 closed_at;
  char *closed_by;
  gboolean forced;
  guint people;
  guint days;
  gint64 reopened_at;
  char *reopened_by;
  char *reason;
} MusterPeriodRecord;

/**
 * MusterFrozenDay:
 * @day: the result; without shift, window and the ids of its punches
 * @shift: (nullable) (transfer none): code of the shift, interned
 * @period_id: which copy it belongs to
 * @ruleset_id: the rule set that was in force on the date, 0 for none
 *
 * A day as it was when its period was closed.
 */
typedef struct
{
  MusterDay day;
  const char *shift;
  gint64 period_id;
  gint64 ruleset_id;
} MusterFrozenDay;

/**
 * MusterAcceptance:
 * @id: the row
 * @value: (transfer none): code of what differs, interned
 * @before: as it counted before
 * @after: as it counts from then on
 * @into: the date that it is accounted for with
 * @at: microseconds UTC
 * @by: the user who accepted it
 *
 * A difference that was taken over into a later period.
 */
typedef struct
{
  gint64 id;
  gint64 period_id;
  gint64 person_id;
  MusterDate date;
  guint nth;
  const char *value;
  char *before;
  char *after;
  MusterDate into;
  gint64 at;
  char *by;
} MusterAcceptance;

void muster_period_record_clear (MusterPeriodRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MusterPeriodRecord, muster_period_record_clear)

/**
 * muster_periods_add:
 * @db: a connection that writes
 * @period: a closed period; id, uid and what belongs to reopening are ignored
 * @error: %MUSTER_ERROR_CONFLICT for dates in the wrong order
 *
 * Returns: the new id, 0 on error
 */
gint64 muster_periods_add (MusterDb *db,
                           const MusterPeriodRecord *period,
                           GError **error);

/**
 * muster_periods_freeze:
 * @db: a connection that writes
 * @days: (array length=n): the days, each with its period
 * @n: how many
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether they were written
 */
gboolean muster_periods_freeze (MusterDb *db,
                                const MusterFrozenDay *days,
                                gsize n,
                                GError **error);

/**
 * muster_periods_reopen:
 * @db: a connection that writes
 * @id: the period
 * @reason: why
 * @at: microseconds UTC
 * @by: who
 * @error: %MUSTER_ERROR_CONFLICT when it was reopened already
 *
 * Returns: whether it is open again
 */
gboolean muster_periods_reopen (MusterDb *db,
                                gint64 id,
                                const char *reason,
                                gint64 at,
                                const char *by,
                                GError **error);

/**
 * muster_periods_get:
 * @db: a connection
 * @id: a period
 * @record: (out): what is known of it, for muster_period_record_clear()
 * @error: %MUSTER_ERROR_MISSING
 *
 * Returns: whether there is one
 */
gboolean muster_periods_get (MusterDb *db,
                             gint64 id,
                             MusterPeriodRecord *record,
                             GError **error);

/**
 * muster_periods_list:
 * @db: a connection
 * @dates: periods that have a date of these
 * @closed: whether only those that are still closed
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterPeriodRecord) (nullable): in order of date, then
 *   of closing
 */
GArray *muster_periods_list (MusterDb *db,
                             MusterDates dates,
                             gboolean closed,
                             GError **error);

/**
 * muster_periods_days:
 * @db: a connection
 * @ids: (array length=n): people
 * @n: how many
 * @dates: which days
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Reads the days that are frozen, those of reopened periods not among them.
 *
 * Returns: (transfer full) (element-type MusterFrozenDay) (nullable): in the order of @ids, then
 *   of date
 */
GArray *muster_periods_days (MusterDb *db,
                             const gint64 *ids,
                             gsize n,
                             MusterDates dates,
                             GError **error);

/**
 * muster_periods_accept:
 * @db: a connection that writes
 * @acceptance: what is accepted; the id is ignored
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: the new id, 0 on error
 */
gint64 muster_periods_accept (MusterDb *db,
                              const MusterAcceptance *acceptance,
                              GError **error);

/**
 * muster_periods_accepted:
 * @db: a connection
 * @dates: of which days
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterAcceptance) (nullable): what was accepted, in the
 *   order of accepting
 */
GArray *muster_periods_accepted (MusterDb *db, MusterDates dates, GError **error);

/**
 * muster_periods_carried:
 * @db: a connection
 * @dates: into which dates
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterAcceptance) (nullable): what was accepted into the
 *   periods of these dates, in order; also what takes back an earlier one
 */
GArray *muster_periods_carried (MusterDb *db, MusterDates dates, GError **error);
