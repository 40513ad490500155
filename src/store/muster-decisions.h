/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"
#include "muster-db.h"

/**
 * MusterDecisionRecord:
 * @id: the row
 * @key: the exception, by its stable name
 * @kind: what it is: "missing", "absent" …
 * @person_id: whose, 0 for a source's
 * @date: of which date, %MUSTER_DATE_NONE for none
 * @decision: "accept", "excuse", "correct", "ask", "assign", "snooze", "reopen"
 * @reason: why; may be empty
 * @assignee: (nullable): name of the user it was given to
 * @until: of a snooze: it comes back on this date
 * @bulk: (nullable): the action on many that it was part of
 * @at: microseconds UTC
 * @by: who decided
 * @delegate_of: (nullable): on whose behalf
 *
 * What somebody made of an exception.
 */
typedef struct
{
  gint64 id;
  char *key;
  char *kind;
  gint64 person_id;
  MusterDate date;
  char *decision;
  char *reason;
  char *assignee;
  MusterDate until;
  char *bulk;
  gint64 at;
  char *by;
  char *delegate_of;
} MusterDecisionRecord;

void muster_decision_record_clear (MusterDecisionRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MusterDecisionRecord, muster_decision_record_clear)

/**
 * muster_decisions_add:
 * @db: a connection that writes
 * @record: the decision; its id is ignored
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: the new id, 0 on error
 */
gint64 muster_decisions_add (MusterDb *db,
                             const MusterDecisionRecord *record,
                             GError **error);

/**
 * muster_decisions_latest:
 * @db: a connection
 * @dates: of exceptions of these dates, and of those without a date
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type utf8 MusterDecisionRecord) (nullable): by key, what was
 *   decided last
 */
GHashTable *muster_decisions_latest (MusterDb *db, MusterDates dates, GError **error);

/**
 * muster_decisions_of:
 * @db: a connection
 * @key: an exception
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterDecisionRecord) (nullable): all that was decided of
 *   it, in order; the array clears them
 */
GArray *muster_decisions_of (MusterDb *db, const char *key, GError **error);

/**
 * muster_decisions_of_bulk:
 * @db: a connection
 * @bulk: an action on many
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterDecisionRecord) (nullable): what was part of it
 */
GArray *muster_decisions_of_bulk (MusterDb *db, const char *bulk, GError **error);

/**
 * muster_decisions_mark_export:
 * @db: a connection that writes
 * @dates: days that went out of the house
 * @what: in which form: "payroll"
 * @at: microseconds UTC
 * @by: who took them out
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it was noted
 */
gboolean muster_decisions_mark_export (MusterDb *db,
                                       MusterDates dates,
                                       const char *what,
                                       gint64 at,
                                       const char *by,
                                       GError **error);

/**
 * muster_decisions_exported_at:
 * @db: a connection
 * @dates: some dates
 * @since: microseconds UTC
 * @at: (out): when the first of these dates went out of the house after @since, 0 for not yet
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it could be looked up
 */
gboolean muster_decisions_exported_at (MusterDb *db,
                                       MusterDates dates,
                                       gint64 since,
                                       gint64 *at,
                                       GError **error);
