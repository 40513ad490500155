/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-calendar.h"
#include "muster-day.h"
#include "muster-note.h"
#include "muster-ruleset.h"

/**
 * MusterMembership:
 * @group: code of the group
 * @from: first date
 * @to: last date, included
 *
 * That the person is in a group over a span of dates.
 */
typedef struct
{
  const char *group;
  MusterDate from;
  MusterDate to;
} MusterMembership;

/**
 * MusterAssignment:
 * @shift: code of the shift; %NULL for an explicit rest
 * @from: first date
 * @to: last date, included, %MUSTER_DATE_EVER for open
 * @single: whether someone chose this person and this very date (semantics §3.2); else it
 *   is a span assignment, which yields to the calendar (§3.5)
 *
 * A roster entry.
 */
typedef struct
{
  const char *shift;
  MusterDate from;
  MusterDate to;
  gboolean single;
} MusterAssignment;

/**
 * MusterCoverKind:
 *
 * What covers a stretch of time with approval.
 */
typedef enum
{
  MUSTER_COVER_LEAVE,
  MUSTER_COVER_TRIP,
  MUSTER_COVER_FIELD,
  MUSTER_COVER_OUTING,
  MUSTER_COVER_REMOTE,
  MUSTER_COVER_OVERTIME, /* approved overtime: §9 basis */
} MusterCoverKind;

/**
 * MusterCover:
 * @from: first instant, microseconds UTC; ignored when @date is set
 * @until: first instant after it
 * @date: the date of a whole or half day, %MUSTER_DATE_NONE for a span of instants
 * @kind: a #MusterCoverKind
 * @half: of a date: 0 the whole, 1 the first half, 2 the second half, 3 a half not said which
 * @request_id: the request that was approved
 */
typedef struct
{
  gint64 from;
  gint64 until;
  MusterDate date;
  guint8 kind;
  guint8 half;
  gint64 request_id;
} MusterCover;

/**
 * MusterFacts:
 * @person_id: whose
 * @dates: which days are wanted. The facts reach further on both sides, see
 *   muster_judge_get_reach()
 * @rulesets: (array length=n_rulesets): the rule sets in order of their effective date
 * @calendar: the holiday calendar
 * @zone: the company's zone, for shifts and groups that name none
 * @joined: first date of employment
 * @left: last date of employment
 * @exempt: whether nobody expects punches
 * @memberships: (array length=n_memberships): groups, in order
 * @assignments: (array length=n_assignments): roster, in order of @from
 * @covers: (array length=n_covers): leave, trips and so on
 * @punches: (array length=n_punches): in the order of muster_punch_compare(); void and suspect
 *   ones too
 * @as_of: the moment of judging, microseconds UTC
 * @synced_to: how far all sources that serve the person have reported, microseconds UTC;
 *   %G_MAXINT64 when there is nothing to wait for
 *
 * All that the result of a person's days depends on. Nothing here is owned: the ledger keeps
 * the arrays for as long as judging takes.
 */
typedef struct
{
  gint64 person_id;
  MusterDates dates;
  MusterRuleset *const *rulesets;
  gsize n_rulesets;
  MusterCalendar *calendar;
  MusterZone *zone;
  MusterDate joined;
  MusterDate left;
  gboolean exempt;
  const MusterMembership *memberships;
  gsize n_memberships;
  const MusterAssignment *assignments;
  gsize n_assignments;
  const MusterCover *covers;
  gsize n_covers;
  const MusterPunch *punches;
  gsize n_punches;
  gint64 as_of;
  gint64 synced_to;
} MusterFacts;
