/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-request.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DEADLINE_MOST 3660 /* days that are looked through for working days */

typedef struct
{
  guint8 state;
  guint8 action;
  guint8 parties; /* any of these */
  guint8 next;
  gboolean judges; /* not about oneself */
} Way;

/* The state machine (semantics §11). What is not here cannot be done. An approval of a level that
 * is not the last leaves the request waiting at the next one. */
static const Way ways[] = {
  { MUSTER_REQUEST_DRAFT, MUSTER_REQUEST_SUBMIT, MUSTER_PARTY_REQUESTER,
    MUSTER_REQUEST_SUBMITTED, FALSE },
  { MUSTER_REQUEST_DRAFT, MUSTER_REQUEST_WITHDRAW, MUSTER_PARTY_REQUESTER,
    MUSTER_REQUEST_WITHDRAWN, FALSE },

  { MUSTER_REQUEST_SUBMITTED, MUSTER_REQUEST_COMMENT, MUSTER_PARTY_READER,
    MUSTER_REQUEST_SUBMITTED, FALSE },
  { MUSTER_REQUEST_SUBMITTED, MUSTER_REQUEST_ASK, MUSTER_PARTY_DECIDER,
    MUSTER_REQUEST_SUBMITTED, TRUE },
  { MUSTER_REQUEST_SUBMITTED, MUSTER_REQUEST_APPROVE, MUSTER_PARTY_DECIDER,
    MUSTER_REQUEST_APPROVED, TRUE },
  { MUSTER_REQUEST_SUBMITTED, MUSTER_REQUEST_REJECT, MUSTER_PARTY_DECIDER,
    MUSTER_REQUEST_REJECTED, TRUE },
  { MUSTER_REQUEST_SUBMITTED, MUSTER_REQUEST_WITHDRAW, MUSTER_PARTY_REQUESTER,
    MUSTER_REQUEST_WITHDRAWN, FALSE },

  { MUSTER_REQUEST_APPROVED, MUSTER_REQUEST_COMMENT, MUSTER_PARTY_READER,
    MUSTER_REQUEST_APPROVED, FALSE },
  { MUSTER_REQUEST_APPROVED, MUSTER_REQUEST_REVOKE,
    MUSTER_PARTY_AUTHOR | MUSTER_PARTY_OVERSEER, MUSTER_REQUEST_REVOKED, TRUE },
  { MUSTER_REQUEST_APPROVED, MUSTER_REQUEST_UNDO, MUSTER_PARTY_AUTHOR,
    MUSTER_REQUEST_SUBMITTED, TRUE },

  { MUSTER_REQUEST_REJECTED, MUSTER_REQUEST_COMMENT, MUSTER_PARTY_READER,
    MUSTER_REQUEST_REJECTED, FALSE },
  { MUSTER_REQUEST_REJECTED, MUSTER_REQUEST_UNDO, MUSTER_PARTY_AUTHOR,
    MUSTER_REQUEST_SUBMITTED, TRUE },

  { MUSTER_REQUEST_WITHDRAWN, MUSTER_REQUEST_COMMENT, MUSTER_PARTY_READER,
    MUSTER_REQUEST_WITHDRAWN, FALSE },
  { MUSTER_REQUEST_REVOKED, MUSTER_REQUEST_COMMENT, MUSTER_PARTY_READER,
    MUSTER_REQUEST_REVOKED, FALSE },
};

static const char *const kind_codes[MUSTER_N_REQUEST_KINDS] = {
  "missing", "late",  "early",  "normal", "location", "device", "leave",
  "trip",    "field", "outing", "remote", "overtime", "place",
};

static const char *const state_codes[MUSTER_N_REQUEST_STATES] = {
  "draft", "submitted", "approved", "rejected", "withdrawn", "revoked",
};

static const char *const action_codes[MUSTER_N_REQUEST_ACTIONS] = {
  "submit", "comment", "ask", "approve", "reject", "withdraw", "revoke", "undo",
};

static const char *const slot_codes[] = {
  "", "in", "out", "in2", "out2", "in3", "out3", "in4", "out4",
};

G_DEFINE_FINAL_TYPE (MusterRequest, muster_request, G_TYPE_OBJECT)

static void
muster_request_finalize (GObject *object)
{
  MusterRequest *self = MUSTER_REQUEST (object);

  g_free (self->uid);
  g_free (self->levels);
  g_free (self->reason);
  g_free (self->place);
  g_free (self->entered_by);
  g_free (self->decided_by);
  g_free (self->decided_for);

  G_OBJECT_CLASS (muster_request_parent_class)->finalize (object);
}

static void
muster_request_class_init (MusterRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_request_finalize;
}

static void
muster_request_init (MusterRequest *self)
{
  self->date = MUSTER_DATE_NONE;
  self->to_date = MUSTER_DATE_NONE;
}

MusterRequest *
muster_request_new (void)
{
  return g_object_new (MUSTER_TYPE_REQUEST, NULL);
}

MusterRequest *
muster_request_copy (MusterRequest *request)
{
  MusterRequest *copy = muster_request_new ();

  copy->id = request->id;
  copy->uid = g_strdup (request->uid);
  copy->person_id = request->person_id;
  copy->kind = request->kind;
  copy->state = request->state;
  copy->level = request->level;
  copy->levels = g_strdup (request->levels);
  copy->date = request->date;
  copy->to_date = request->to_date;
  copy->slot = request->slot;
  copy->part = request->part;
  copy->at = request->at;
  copy->until = request->until;
  copy->reason = g_strdup (request->reason);
  copy->place = g_strdup (request->place);
  copy->lat = request->lat;
  copy->lon = request->lon;
  copy->radius = request->radius;
  copy->entered_by = g_strdup (request->entered_by);
  copy->entered_at = request->entered_at;
  copy->submitted_at = request->submitted_at;
  copy->asked = request->asked;
  copy->automatic = request->automatic;
  copy->overridden = request->overridden;
  copy->decided_at = request->decided_at;
  copy->decided_by = g_strdup (request->decided_by);
  copy->decided_for = g_strdup (request->decided_for);
  copy->punch_id = request->punch_id;
  copy->revision = request->revision;

  return copy;
}

static gboolean
check_correction (MusterRequest *request, GError **error)
{
  if (request->slot == 0 || request->slot >= G_N_ELEMENTS (slot_codes))
    return muster_error_set_field (error, "slot",
                                   _ ("Say which punch: on or off, of which segment."));
  if (request->at == 0)
    return muster_error_set_field (error, "at", _ ("Say at what time the punch was."));

  return TRUE;
}

static gboolean
check_cover (MusterRequest *request, GError **error)
{
  if (request->to_date < request->date)
    return muster_error_set_field (error, "to_date",
                                   _ ("The last date is before the first."));
  if (request->to_date - request->date >= 366)
    return muster_error_set_field (error, "to_date", _ ("Enter at most a year at once."));
  if ((request->at == 0) != (request->until == 0) ||
      (request->at != 0 && request->until <= request->at))
    return muster_error_set_field (error, "until",
                                   _ ("Give dates, or a beginning and a later end."));
  if (request->lieu && request->kind != MUSTER_REQUEST_LEAVE)
    return muster_error_set_field (error, "lieu",
                                   _ ("Only leave can be time off in lieu."));
  if (request->kind == MUSTER_REQUEST_OVERTIME && request->at == 0)
    return muster_error_set_field (error, "at", _ ("Say from when until when."));

  return TRUE;
}

static gboolean
check_place (MusterRequest *request, GError **error)
{
  if (request->place == NULL || *request->place == '\0')
    return muster_error_set_field (error, "place", _ ("Give the place a name."));
  if (!(request->radius > 0.0) || !(fabs (request->lat) <= 90.0) ||
      !(fabs (request->lon) <= 180.0))
    return muster_error_set_field (
      error, "radius", _ ("A place is a point and a radius of more than 0 m."));

  return TRUE;
}

gboolean
muster_request_check (MusterRequest *request, GError **error)
{
  if (request->date == MUSTER_DATE_NONE)
    return muster_error_set_field (error, "date", _ ("Say which date it is about."));
  if (request->reason == NULL || *request->reason == '\0')
    return muster_error_set_field (error, "reason", _ ("Say why."));
  if (muster_request_is_correction (request->kind))
    return check_correction (request, error);

  return check_cover (request, error) &&
         (request->kind != MUSTER_REQUEST_PLACE || check_place (request, error));
}

gboolean
muster_request_is_correction (MusterRequestKind kind)
{
  return kind <= MUSTER_REQUEST_DEVICE;
}

gboolean
muster_request_is_out (guint slot)
{
  return slot > 0 && slot % 2 == 0;
}

/* The ways out of a state by an action: one at most. */
static const Way *
way_find (MusterRequestState state, MusterRequestAction action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (ways[i].state == state && ways[i].action == action)
      return &ways[i];

  return NULL;
}

gboolean
muster_request_permits (MusterRequestState state,
                        MusterRequestAction action,
                        guint parties)
{
  const Way *way = way_find (state, action);

  return way != NULL && (way->parties & parties) != 0 &&
         !(way->judges && (parties & MUSTER_PARTY_SELF) != 0);
}

static gboolean
error_no_way (MusterRequestState state, GError **error)
{
  static const char *const words[MUSTER_N_REQUEST_STATES] = {
    [MUSTER_REQUEST_DRAFT] = N_ ("This request has not been submitted yet."),
    [MUSTER_REQUEST_SUBMITTED] = N_ ("This request still waits for a decision."),
    [MUSTER_REQUEST_APPROVED] = N_ ("This request has been approved already."),
    [MUSTER_REQUEST_REJECTED] = N_ ("This request has been rejected already."),
    [MUSTER_REQUEST_WITHDRAWN] = N_ ("This request has been withdrawn."),
    [MUSTER_REQUEST_REVOKED] = N_ ("The approval of this request has been revoked."),
  };

  return muster_error_set (error, MUSTER_ERROR_CONFLICT, "%s", _ (words[state]));
}

gboolean
muster_request_advance (MusterRequestState *state,
                        guint *level,
                        guint n_levels,
                        MusterRequestAction action,
                        guint parties,
                        GError **error)
{
  const Way *way = way_find (*state, action);

  if (way == NULL)
    return error_no_way (*state, error);

  if (way->judges && (parties & MUSTER_PARTY_SELF) != 0)
    return muster_error_set (error, MUSTER_ERROR_DENIED,
                             _ ("Nobody decides a request of their own."));

  if ((way->parties & parties) == 0)
    return muster_error_set (error, MUSTER_ERROR_DENIED,
                             _ ("This request is not yours to decide at this point."));

  if (action == MUSTER_REQUEST_APPROVE && *level + 1 < n_levels)
    {
      (*level)++;
      return TRUE;
    }

  if (action == MUSTER_REQUEST_SUBMIT)
    *level = 0;
  *state = way->next;

  return TRUE;
}

gboolean
muster_request_takes_quota (MusterRequestKind kind, MusterRequestState state)
{
  return muster_request_is_correction (kind) &&
         (state == MUSTER_REQUEST_SUBMITTED || state == MUSTER_REQUEST_APPROVED);
}

/* The beginning of the period in a month, which may be counted beyond a year's ends. */
static MusterDate
period_begin (int year, int month, int start_day)
{
  MusterDate next;

  year += (month - 1 + 12) / 12 - 1;
  month = (month - 1 + 12) % 12 + 1;
  next = month == 12 ? muster_date_new (year + 1, 1, 1)
                     : muster_date_new (year, month + 1, 1);

  return MIN (muster_date_new (year, month, 1) + start_day - 1, next - 1);
}

MusterDates
muster_request_get_period (MusterDate date, int start_day)
{
  MusterDate from;
  int year, month, day;

  muster_date_get_ymd (date, &year, &month, &day);
  from = period_begin (year, month, start_day);
  if (from <= date)
    return (MusterDates) { from, period_begin (year, month + 1, start_day) - 1 };

  return (MusterDates) { period_begin (year, month - 1, start_day), from - 1 };
}

MusterDate
muster_request_get_deadline (MusterDate date,
                             int days,
                             MusterWorkdayFunc is_workday,
                             gpointer data)
{
  MusterDate last = date + DEADLINE_MOST;

  if (is_workday == NULL)
    return date + days;

  while (days > 0 && date < last)
    if (is_workday (++date, data))
      days--;

  return date;
}

static int
code_find (const char *const *codes, gsize n, const char *code)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (codes[i], code) == 0)
      return (int) i;

  return -1;
}

const char *
muster_request_kind_get_code (MusterRequestKind kind)
{
  return kind_codes[kind];
}

int
muster_request_kind_from_code (const char *code)
{
  return code_find (kind_codes, G_N_ELEMENTS (kind_codes), code);
}

const char *
muster_request_state_get_code (MusterRequestState state)
{
  return state_codes[state];
}

const char *
muster_request_action_get_code (MusterRequestAction action)
{
  return action_codes[action];
}

const char *
muster_request_slot_get_code (guint slot)
{
  return slot < G_N_ELEMENTS (slot_codes) ? slot_codes[slot] : "";
}

guint
muster_request_slot_from_code (const char *code)
{
  int slot = code_find (slot_codes, G_N_ELEMENTS (slot_codes), code);

  return slot > 0 ? (guint) slot : 0;
}
