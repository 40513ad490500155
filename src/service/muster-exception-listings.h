/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-exception.h"
#include "muster-listing.h"
#include "muster-person.h"
#include "muster-request.h"

/* Days that the listing looks at when its filter has no first date */
#define MUSTER_EXCEPTIONS_DAYS 31

/**
 * MusterExceptionRow:
 * @exception: what it is
 * @key: its stable name
 * @person: (nullable): whose, %NULL for a source's
 * @out: whether it is about the off-punch: it was too early, or it alone is missing
 * @other_id: of a shared device: the other person, 0 when the reader may not see them
 * @other_name: (nullable): their name
 * @at: of a signal: when the punch was made, microseconds UTC
 * @device: (nullable): of a signal: the person's device, interned
 * @metres: of a speed: the distance at least
 * @seconds: of a speed and of two sources: the time between
 * @count: of a signal: days, devices or kinds of verification
 * @wanted: of a weak verification: how many kinds the rules ask for
 * @source_name: (nullable): of which source, and @number which device number
 * @number: (nullable): the device number that is nobody's
 * @state: (transfer none): "open", "assigned" (to somebody), "asked", "snoozed", "decided",
 *   "automatic" (accepted by the rules)
 * @mine: whether it is open and was given to the reader, or to nobody
 * @decision: (nullable): what was decided last
 * @reason: (nullable): why
 * @assignee: (nullable): to whom it was given
 * @until: of a snooze: when it comes back
 * @decided_at: microseconds UTC, 0 for not yet
 * @decided_by: (nullable): by whom
 * @decided_for: (nullable): on whose behalf
 * @request_id: a request about that day which waits to be decided, 0 for none
 * @request_kind: its #MusterRequestKind
 * @zone: the company's zone
 *
 * An exception as its reader sees it.
 */
#define MUSTER_TYPE_EXCEPTION_ROW (muster_exception_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterExceptionRow,
                      muster_exception_row,
                      MUSTER,
                      EXCEPTION_ROW,
                      GObject)

struct _MusterExceptionRow
{
  GObject parent_instance;

  MusterException exception;
  char *key;
  MusterPerson *person;
  gboolean out;
  gint64 other_id;
  char *other_name;
  gint64 at;
  const char *device;
  double metres;
  gint64 seconds;
  int count;
  int wanted;
  char *source_name;
  char *number;
  const char *state;
  gboolean mine;
  char *decision;
  char *reason;
  char *assignee;
  MusterDate until;
  gint64 decided_at;
  char *decided_by;
  char *decided_for;
  gint64 request_id;
  MusterRequestKind request_kind;
  MusterZone *zone;
};

/* Rows are MusterExceptionRow, the graver kinds first, then the oldest. Without dates: those of the
 * last 31 days. States: "open" (with "assigned" and "asked"), "mine", "assigned", "asked",
 * "snoozed", "decided" (with "automatic"), "automatic", "grave" and "slight", and the kinds */
extern const MusterListing muster_exceptions_listing;
