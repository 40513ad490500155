/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-civil.h"

/**
 * MusterRequestKind:
 *
 * What is asked for (semantics §11). Those up to %MUSTER_REQUEST_DEVICE are corrections, which ask
 * for a punch; the others ask for a cover or a place. The numbers are stored and never change.
 */
typedef enum
{
  MUSTER_REQUEST_MISSING = 0,  /* a punch that is not there */
  MUSTER_REQUEST_LATE = 1,     /* came earlier than the clock says */
  MUSTER_REQUEST_EARLY = 2,    /* left later than the clock says */
  MUSTER_REQUEST_NORMAL = 3,   /* another punch on a day without fault */
  MUSTER_REQUEST_LOCATION = 4, /* punched at the wrong place */
  MUSTER_REQUEST_DEVICE = 5,   /* punched with the wrong device */
  MUSTER_REQUEST_LEAVE = 6,
  MUSTER_REQUEST_TRIP = 7,
  MUSTER_REQUEST_FIELD = 8,
  MUSTER_REQUEST_OUTING = 9,
  MUSTER_REQUEST_REMOTE = 10,
  MUSTER_REQUEST_OVERTIME = 11,
  MUSTER_REQUEST_PLACE = 12, /* a reported place */
  MUSTER_N_REQUEST_KINDS,
} MusterRequestKind;

/**
 * MusterRequestState:
 *
 * Where a request is (semantics §11). The numbers are stored and never change.
 */
typedef enum
{
  MUSTER_REQUEST_DRAFT = 0,
  MUSTER_REQUEST_SUBMITTED = 1, /* waits at its level */
  MUSTER_REQUEST_APPROVED = 2,
  MUSTER_REQUEST_REJECTED = 3,
  MUSTER_REQUEST_WITHDRAWN = 4,
  MUSTER_REQUEST_REVOKED = 5,
  MUSTER_N_REQUEST_STATES,
} MusterRequestState;

/**
 * MusterRequestAction:
 *
 * What is done with a request. The numbers are stored and never change.
 */
typedef enum
{
  MUSTER_REQUEST_SUBMIT = 0,
  MUSTER_REQUEST_COMMENT = 1,
  MUSTER_REQUEST_ASK = 2, /* for more, of whoever asked for it; the request waits on */
  MUSTER_REQUEST_APPROVE = 3,
  MUSTER_REQUEST_REJECT = 4,
  MUSTER_REQUEST_WITHDRAW = 5,
  MUSTER_REQUEST_REVOKE = 6, /* an approval, for good */
  MUSTER_REQUEST_UNDO = 7,   /* one's own decision: it waits again where it waited */
  MUSTER_N_REQUEST_ACTIONS,
} MusterRequestAction;

/**
 * MusterRequestParty:
 * @MUSTER_PARTY_READER: may see the person's records
 * @MUSTER_PARTY_REQUESTER: entered the request, or may enter it for the person
 * @MUSTER_PARTY_DECIDER: is who decides at the request's level
 * @MUSTER_PARTY_AUTHOR: took the last decision
 * @MUSTER_PARTY_OVERSEER: may override
 * @MUSTER_PARTY_SELF: the request is about oneself: whatever else one is, one does not decide it
 *
 * What somebody is to a request; several at once.
 */
typedef enum
{
  MUSTER_PARTY_READER = 1 << 0,
  MUSTER_PARTY_REQUESTER = 1 << 1,
  MUSTER_PARTY_DECIDER = 1 << 2,
  MUSTER_PARTY_AUTHOR = 1 << 3,
  MUSTER_PARTY_OVERSEER = 1 << 4,
  MUSTER_PARTY_SELF = 1 << 5,
} MusterRequestParty;

/**
 * MusterRequest:
 * @id: 0 until stored
 * @uid: UUIDv7
 * @person_id: whose
 * @kind: a #MusterRequestKind
 * @state: a #MusterRequestState
 * @level: at which level it waits, from 0
 * @levels: (nullable): who decides at each, see muster_request_levels_to_text(), kept from when it
 *   was submitted
 * @date: the date, or the first one
 * @to_date: the last date of a cover; else @date
 * @slot: of a correction: 1 + 2 × segment for its on-punch, 2 + 2 × segment for its off-punch;
 *   otherwise 16 + @kind
 * @part: of a cover by dates: 0 the whole day, 1 the first half, 2 the second half
 * @lieu: of leave: whether it is time off in lieu, taken from what overtime earned
 * @at: the wanted instant of a correction, or where a cover by hours begins; microseconds UTC, 0
 *   for a cover by dates
 * @until: where a cover by hours ends, 0 for none
 * @reason: why
 * @place: (nullable): name of a reported place
 * @lat: its latitude in degrees WGS-84
 * @lon: its longitude in degrees WGS-84
 * @radius: its radius in metres, 0 for no place
 * @entered_by: name of the user, or of the source that delivered it
 * @entered_at: microseconds UTC
 * @submitted_at: microseconds UTC, 0 for a draft
 * @asked: whether an approver waits for an answer
 * @automatic: whether the rules approved it
 * @overridden: whether it was let through after the deadline or in a closed period
 * @decided_at: microseconds UTC, 0 while it waits
 * @decided_by: (nullable): name of the user who decided last
 * @decided_for: (nullable): on whose behalf
 * @punch_id: the punch that the approval added, 0 for none
 * @revision: counts its steps, so that nobody decides what they have not seen
 *
 * What somebody asks for. Immutable once built.
 */
#define MUSTER_TYPE_REQUEST (muster_request_get_type ())
G_DECLARE_FINAL_TYPE (MusterRequest, muster_request, MUSTER, REQUEST, GObject)

struct _MusterRequest
{
  GObject parent_instance;

  gint64 id;
  char *uid;
  gint64 person_id;
  MusterRequestKind kind;
  MusterRequestState state;
  guint level;
  char *levels;
  MusterDate date;
  MusterDate to_date;
  guint slot;
  guint part;
  gboolean lieu;
  gint64 at;
  gint64 until;
  char *reason;
  char *place;
  double lat;
  double lon;
  double radius;
  char *entered_by;
  gint64 entered_at;
  gint64 submitted_at;
  gboolean asked;
  gboolean automatic;
  gboolean overridden;
  gint64 decided_at;
  char *decided_by;
  char *decided_for;
  gint64 punch_id;
  guint revision;
};

/**
 * muster_request_new:
 *
 * Returns: (transfer full): an empty draft, for its builder to fill
 */
MusterRequest *muster_request_new (void);

/**
 * muster_request_copy:
 * @request: a request
 *
 * Returns: (transfer full): a copy, for its builder to change
 */
MusterRequest *muster_request_copy (MusterRequest *request);

/**
 * muster_request_check:
 * @request: a request
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Returns: whether it makes sense: a reason, a slot and a time for a correction, an end after the
 *   beginning, a place with a radius
 */
gboolean muster_request_check (MusterRequest *request, GError **error);

/**
 * muster_request_is_correction:
 * @kind: a kind
 *
 * Returns: whether it asks for a punch
 */
gboolean muster_request_is_correction (MusterRequestKind kind);

/**
 * muster_request_is_out:
 * @slot: slot of a correction
 *
 * Returns: whether it is an off-punch
 */
gboolean muster_request_is_out (guint slot);

/**
 * muster_request_permits:
 * @state: where a request is
 * @action: what somebody wants to do
 * @parties: #MusterRequestParty: what they are to it
 *
 * Asks the table of the state machine.
 *
 * Returns: whether they may
 */
gboolean muster_request_permits (MusterRequestState state,
                                 MusterRequestAction action,
                                 guint parties);

/**
 * muster_request_advance:
 * @state: (inout): where it is, and where it will be
 * @level: (inout): at which level it is, and will be
 * @n_levels: how many levels there are
 * @action: what somebody wants to do
 * @parties: #MusterRequestParty: what they are to it
 * @error: %MUSTER_ERROR_CONFLICT when the state has no such way, %MUSTER_ERROR_DENIED when it has
 *   one for others; nothing is changed then
 *
 * Takes one step through the state machine.
 *
 * Returns: whether it was taken
 */
gboolean muster_request_advance (MusterRequestState *state,
                                 guint *level,
                                 guint n_levels,
                                 MusterRequestAction action,
                                 guint parties,
                                 GError **error);

/**
 * muster_request_takes_quota:
 * @kind: a kind
 * @state: a state
 *
 * Returns: whether a request of that kind reserves quota in that state: a correction that waits or
 *   was approved (semantics §11)
 */
gboolean muster_request_takes_quota (MusterRequestKind kind, MusterRequestState state);

/**
 * muster_request_get_period:
 * @date: a date
 * @start_day: the day of the month on which a period of quota begins; where a month has no such
 *   day, its last one
 *
 * Returns: the period that @date lies in
 */
MusterDates muster_request_get_period (MusterDate date, int start_day);

/**
 * MusterWorkdayFunc:
 * @date: a date
 * @data: as given
 *
 * Returns: whether work is done on @date
 */
typedef gboolean (*MusterWorkdayFunc) (MusterDate date, gpointer data);

/**
 * muster_request_get_deadline:
 * @date: the date that a request is about, day 0
 * @days: days that there are
 * @is_workday: (nullable): counts working days; %NULL counts all
 * @data: for @is_workday
 *
 * Returns: the last date on which it may be submitted, until its end
 */
MusterDate muster_request_get_deadline (MusterDate date,
                                        int days,
                                        MusterWorkdayFunc is_workday,
                                        gpointer data);

/* Names in files, exports and on the command line: "missing", "submitted", "approve"; from a name
 * the value, -1 if there is none of it */
const char *muster_request_kind_get_code (MusterRequestKind kind);
int muster_request_kind_from_code (const char *code);
const char *muster_request_state_get_code (MusterRequestState state);
const char *muster_request_action_get_code (MusterRequestAction action);

/**
 * muster_request_slot_get_code:
 * @slot: a slot
 *
 * Returns: (transfer none): "in", "out", "in2" …; "" for what is no correction
 */
const char *muster_request_slot_get_code (guint slot);

/**
 * muster_request_slot_from_code:
 * @code: "in", "out", "in2" …
 *
 * Returns: the slot, 0 if there is none of that name
 */
guint muster_request_slot_from_code (const char *code);
