/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-person.h"
#include "muster-request.h"

/**
 * MusterRequestRow:
 * @request: the request
 * @person: whose, with the group of today
 * @zone: the company's zone
 * @waits_for: names of those for whom it waits
 * @mine: whether it waits for the reader, or for whom they decide
 * @may_decide: whether the reader may decide it now
 * @may_undo: whether the reader may undo its decision
 * @may_revoke: whether the reader may revoke its approval
 * @may_withdraw: whether the reader may withdraw it
 * @may_send: whether it is a draft that the reader may submit
 * @delegate_of: (nullable): on whose behalf the reader would decide
 * @n_levels: how many levels decide
 * @used: corrections of the period, this one apart
 * @quota: how many there may be, 0 for no limit
 * @lieu_left: of time off in lieu: minutes that are left on its first date, what was approved
 *   taken off
 * @deadline: the last date on which it may be submitted
 * @locked: whether its period is closed
 * @n_evidence: pieces of evidence
 *
 * A request as its reader sees it.
 */
#define MUSTER_TYPE_REQUEST_ROW (muster_request_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterRequestRow, muster_request_row, MUSTER, REQUEST_ROW, GObject)

struct _MusterRequestRow
{
  GObject parent_instance;

  MusterRequest *request;
  MusterPerson *person;
  MusterZone *zone;
  GStrv waits_for;
  gboolean mine;
  gboolean may_decide;
  gboolean may_undo;
  gboolean may_revoke;
  gboolean may_withdraw;
  gboolean may_send;
  char *delegate_of;
  guint n_levels;
  int used;
  int quota;
  gint64 lieu_left;
  MusterDate deadline;
  gboolean locked;
  guint n_evidence;
};

/**
 * MusterStepRow:
 * @id: the row
 * @request_id: of which request
 * @person_name: whose request it is
 * @action: a #MusterRequestAction
 * @state: the #MusterRequestState after it
 * @level: the level after it, from 0
 * @note: what was said
 * @automatic: whether the rules did it
 * @overridden: whether it was let through
 * @at: microseconds UTC
 * @by: who
 * @delegate_of: (nullable): on whose behalf
 * @zone: the company's zone
 *
 * A step in the thread of a request.
 */
#define MUSTER_TYPE_STEP_ROW (muster_step_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterStepRow, muster_step_row, MUSTER, STEP_ROW, GObject)

struct _MusterStepRow
{
  GObject parent_instance;

  gint64 id;
  gint64 request_id;
  char *person_name;
  MusterRequestAction action;
  MusterRequestState state;
  guint level;
  char *note;
  gboolean automatic;
  gboolean overridden;
  gint64 at;
  char *by;
  char *delegate_of;
  MusterZone *zone;
};

/**
 * MusterEvidenceRow:
 * @id: the row
 * @request_id: of which request
 * @person_name: whose request it is
 * @name: name of the file, or of what was pasted
 * @type: (transfer none): "png", "jpeg", "pdf", "text"
 * @size: bytes
 * @at: microseconds UTC
 * @by: who gave it
 * @zone: the company's zone
 *
 * A piece of evidence; its content comes from muster_evidence_open().
 */
#define MUSTER_TYPE_EVIDENCE_ROW (muster_evidence_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterEvidenceRow,
                      muster_evidence_row,
                      MUSTER,
                      EVIDENCE_ROW,
                      GObject)

struct _MusterEvidenceRow
{
  GObject parent_instance;

  gint64 id;
  gint64 request_id;
  char *person_name;
  char *name;
  const char *type;
  gint64 size;
  gint64 at;
  char *by;
  MusterZone *zone;
};

/* Rows are MusterRequestRow. States: "mine" (waits for the reader), "others" (waits for somebody
 * else), "decided", "draft", and beside these "submitted", "asked", "approved", "rejected",
 * "withdrawn", "revoked", "automatic". Orders: "submitted" (the default), "date", "decided",
 * "kind". Dates may be open */
extern const MusterListing muster_requests_listing;

/* Rows are MusterStepRow, of the filter's request or of all, in order */
extern const MusterListing muster_request_steps_listing;

/* Rows are MusterEvidenceRow, of the filter's request or of all, in order */
extern const MusterListing muster_evidence_listing;

/* Rows are MusterDayRow: the first date of the filter's request without it, and as it is or would
 * be with it */
extern const MusterListing muster_request_days_listing;
