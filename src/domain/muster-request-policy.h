/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-params.h"
#include "muster-request.h"

#define MUSTER_REQUEST_LEVELS 6

/**
 * MusterApprover:
 *
 * Who decides at a level.
 */
typedef enum
{
  MUSTER_APPROVER_SUPERVISOR, /* the supervisor whose scope lies closest around the person */
  MUSTER_APPROVER_HEAD,       /* the one with the widest department around the person */
  MUSTER_APPROVER_HR,         /* any HR officer who reaches the person */
  MUSTER_APPROVER_NAMED,      /* users by name */
  MUSTER_N_APPROVERS,
} MusterApprover;

/**
 * MusterRequestLevel:
 * @by: a #MusterApprover
 * @users: (nullable): their names, of %MUSTER_APPROVER_NAMED
 */
typedef struct
{
  guint8 by;
  GStrv users;
} MusterRequestLevel;

/**
 * MusterEvidenceNeed:
 *
 * Whether a kind of request wants evidence.
 */
typedef enum
{
  MUSTER_EVIDENCE_NONE,
  MUSTER_EVIDENCE_OPTIONAL,
  MUSTER_EVIDENCE_REQUIRED,
} MusterEvidenceNeed;

/**
 * MusterRequestPolicy:
 * @kinds: which kinds may be asked for, bit 1 << #MusterRequestKind
 * @quota: corrections a period; 0 for no limit
 * @start_day: the day of the month on which a period of quota begins
 * @deadline: days after the date
 * @working_days: whether those are working days
 * @earliest: the earliest time of day of a correction, minutes; -1 for no limit
 * @latest: the latest, minutes; -1 for no limit
 * @evidence: a #MusterEvidenceNeed a kind
 * @levels: (element-type MusterRequestLevel): who decides, in order; at least one
 * @auto_count: so many corrections of a period are approved by the rules; 0 for none
 * @auto_minutes: if they lie at most so many minutes from the scheduled time
 * @auto_evidence: and only with evidence
 *
 * How a group handles requests (semantics §11).
 */
typedef struct
{
  guint kinds;
  int quota;
  int start_day;
  int deadline;
  gboolean working_days;
  int earliest;
  int latest;
  guint8 evidence[MUSTER_N_REQUEST_KINDS];
  GArray *levels;
  int auto_count;
  int auto_minutes;
  gboolean auto_evidence;
} MusterRequestPolicy;

/**
 * muster_request_policy_get_fields:
 *
 * Returns: (transfer none): what a group's "requests" can say
 */
const MusterField *muster_request_policy_get_fields (void);

/**
 * muster_request_policy_init:
 * @policy: (out): the policy
 * @params: (nullable): settings in those fields, %NULL for the defaults
 * @error: a %MUSTER_ERROR_INVALID that names the setting
 *
 * Compiles the settings of a group. Clear it with muster_request_policy_clear() in any case.
 *
 * Returns: whether they make sense
 */
gboolean muster_request_policy_init (MusterRequestPolicy *policy,
                                     MusterParams *params,
                                     GError **error);

void muster_request_policy_clear (MusterRequestPolicy *policy);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MusterRequestPolicy, muster_request_policy_clear)

/**
 * muster_request_policy_allows:
 * @policy: a policy
 * @kind: a kind
 * @of_day: time of day of the wanted punch, minutes; -1 for what is no correction
 * @n_evidence: how many pieces of evidence there are
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Returns: whether the group allows such a request, quota and deadline apart
 */
gboolean muster_request_policy_allows (const MusterRequestPolicy *policy,
                                       MusterRequestKind kind,
                                       int of_day,
                                       guint n_evidence,
                                       GError **error);

/**
 * muster_request_policy_approves:
 * @policy: a policy
 * @kind: a kind
 * @used: corrections of the period before this one
 * @deviation: minutes between wanted and scheduled time; -1 when nothing is scheduled
 * @n_evidence: how many pieces of evidence there are
 *
 * Returns: whether the rules approve it by themselves
 */
gboolean muster_request_policy_approves (const MusterRequestPolicy *policy,
                                         MusterRequestKind kind,
                                         int used,
                                         int deviation,
                                         guint n_evidence);

/**
 * muster_request_levels_to_text:
 * @levels: (element-type MusterRequestLevel): who decides
 *
 * Returns: (transfer full): the same as a line, to be kept with a request:
 *   "supervisor;named:Li Wei,Zhao Min"
 */
char *muster_request_levels_to_text (GArray *levels);

/**
 * muster_request_levels_from_text:
 * @text: (nullable): such a line
 *
 * Returns: (transfer full) (element-type MusterRequestLevel): who decides
 */
GArray *muster_request_levels_from_text (const char *text);

/**
 * muster_approver_get_code:
 * @by: who decides
 *
 * Returns: (transfer none): "supervisor", "department_head", "hr", "named"
 */
const char *muster_approver_get_code (MusterApprover by);
