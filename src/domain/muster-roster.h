/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-civil.h"

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
 * What covers a stretch of time with approval. The numbers are stored and never change.
 */
typedef enum
{
  MUSTER_COVER_LEAVE = 0,
  MUSTER_COVER_TRIP = 1,
  MUSTER_COVER_FIELD = 2,
  MUSTER_COVER_OUTING = 3,
  MUSTER_COVER_REMOTE = 4,
  MUSTER_COVER_OVERTIME = 5, /* approved overtime: §9 basis */
  MUSTER_COVER_EXEMPT =
    6, /* suspended, or nobody expects punches: §3.1; by whole dates */
} MusterCoverKind;

/**
 * MusterCover:
 * @from: first instant, microseconds UTC; ignored when @date is set
 * @until: first instant after it
 * @date: the date of a whole or half day, %MUSTER_DATE_NONE for a span of instants
 * @kind: a #MusterCoverKind
 * @half: of a date: 0 the whole, 1 the first half, 2 the second half, 3 a half not said which
 * @lieu: whether leave is time off in lieu, taken from the balance of overtime (semantics §9)
 * @request_id: the request that was approved
 * @seal: of approved overtime: the punches that were there, see muster_punch_seal(); 0 when it
 *   was approved before the day was over, or whatever is punched
 */
typedef struct
{
  gint64 from;
  gint64 until;
  MusterDate date;
  guint8 kind;
  guint8 half;
  guint8 lieu;
  gint64 request_id;
  guint64 seal;
} MusterCover;
