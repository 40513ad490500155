/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-request-plan.h"

#include "muster-decisions.h"
#include "muster-error.h"
#include "muster-periods.h"

#include <glib/gi18n-lib.h>

/* The state's own words, with the name of who was faster. */
static gboolean
error_decided (MusterRequest *request, const GError *local, GError **error)
{
  if (request->decided_by != NULL && request->state == MUSTER_REQUEST_APPROVED)
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("%s has approved this request already."),
                             request->decided_by);
  if (request->decided_by != NULL && request->state == MUSTER_REQUEST_REJECTED)
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("%s has rejected this request already."),
                             request->decided_by);
  g_propagate_error (error, g_error_copy (local));

  return FALSE;
}

/* What changes the days of a closed period needs a user with override. */
static gboolean
check_locked (MusterRequestPlan *plan,
              MusterReading *reading,
              MusterRequest *request,
              gboolean override,
              GError **error)
{
  g_autoptr (GArray) closed = muster_periods_list (
    reading->db, (MusterDates) { request->date, request->to_date }, TRUE, error);

  if (closed == NULL)
    return FALSE;
  if (closed->len == 0)
    return TRUE;

  if (!override)
    return muster_error_set (error, MUSTER_ERROR_LOCKED,
                             _ ("The period of this date is closed. An HR officer can "
                                "override that; it becomes an adjustment."));
  if (!muster_actor_may (reading->actor, MUSTER_MAY_OVERRIDE))
    return muster_error_set (error, MUSTER_ERROR_DENIED, _ ("%s may not override."),
                             reading->actor->name);

  plan->overridden = TRUE;

  return TRUE;
}

static gboolean
check_exported (MusterReading *reading, MusterRequest *request, GError **error)
{
  gint64 at;

  if (!muster_decisions_exported_at (reading->db,
                                     (MusterDates) { request->date, request->to_date },
                                     request->decided_at, &at, error))
    return FALSE;

  return at == 0 ||
         muster_error_set (error, MUSTER_ERROR_CONFLICT,
                           _ ("These days have been exported meanwhile, so the decision "
                              "can be revoked but not undone."));
}

gboolean
muster_request_plan (MusterRequestPlan *plan,
                     MusterReading *reading,
                     MusterApprovers *approvers,
                     MusterRequest *request,
                     MusterPerson *person,
                     MusterRequestAction action,
                     gboolean override,
                     GError **error)
{
  g_autoptr (GArray) levels = muster_request_levels_from_text (request->levels);
  g_autoptr (GError) local = NULL;
  const char *delegate_of;
  guint parties = muster_approvers_get_parties (approvers, reading->actor, request,
                                                person, NULL, &delegate_of);
  gboolean changes =
    action == MUSTER_REQUEST_APPROVE || action == MUSTER_REQUEST_REVOKE ||
    (action == MUSTER_REQUEST_UNDO && request->state == MUSTER_REQUEST_APPROVED);

  *plan = (MusterRequestPlan) { request->state, request->level, NULL, FALSE };
  if ((parties & MUSTER_PARTY_READER) == 0)
    return muster_error_set (
      error, MUSTER_ERROR_DENIED,
      _ ("This person is not among those that %s is responsible for."),
      reading->actor->name);

  if (!muster_request_advance (&plan->state, &plan->level, levels->len, action, parties,
                               &local))
    return error_decided (request, local, error);

  if (action == MUSTER_REQUEST_ASK || action == MUSTER_REQUEST_APPROVE ||
      action == MUSTER_REQUEST_REJECT)
    plan->delegate_of = delegate_of;

  return (!changes || check_locked (plan, reading, request, override, error)) &&
         (action != MUSTER_REQUEST_UNDO || check_exported (reading, request, error));
}
