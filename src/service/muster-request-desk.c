/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-request-desk.h"

#include "muster-error.h"
#include "muster-evidence.h"
#include "muster-lieu.h"
#include "muster-people.h"
#include "muster-request-effects.h"
#include "muster-requests.h"

#include <glib/gi18n-lib.h>

void
muster_request_desk_clear (MusterRequestDesk *desk)
{
  g_clear_object (&desk->request);
  g_clear_object (&desk->person);
  g_clear_object (&desk->rules);
  g_clear_pointer (&desk->approvers, muster_approvers_free);
  g_clear_pointer (&desk->ledger, muster_ledger_free);
}

gboolean
muster_request_desk_open (MusterRequestDesk *desk,
                          MusterTransaction *txn,
                          MusterRequest *request,
                          GError **error)
{
  *desk = (MusterRequestDesk) { .txn = txn, .request = request, .by = txn->actor->name };
  if (request == NULL)
    return FALSE;

  desk->ledger = muster_ledger_new ();
  desk->reading = muster_ledger_read_transaction (desk->ledger, txn);
  desk->approvers = muster_approvers_new (
    txn->db, muster_zone_get_civil (txn->zone, txn->now, NULL), error);
  if (desk->approvers == NULL)
    return FALSE;

  desk->rules = muster_ledger_get_rules (desk->ledger, &desk->reading, error);
  desk->person = muster_people_get (txn->db, request->person_id, request->date, error);

  return desk->rules != NULL && desk->person != NULL;
}

gboolean
muster_request_desk_note (MusterRequestDesk *desk,
                          MusterRequestAction action,
                          const char *note,
                          const char *bulk,
                          gboolean automatic,
                          GError **error)
{
  MusterRequestStep step = {
    .request_id = desk->request->id,
    .action = (guint8) action,
    .state = (guint8) desk->request->state,
    .level = desk->request->level,
    .note = (char *) note,
    .bulk = (char *) (bulk != NULL && *bulk != '\0' ? bulk : NULL),
    .automatic = automatic,
    .overridden = desk->request->overridden,
    .at = desk->txn->now,
    .by = (char *) desk->by,
    .delegate_of = (char *) desk->txn->delegate_of,
  };

  return muster_requests_add_step (desk->txn->db, &step, error);
}

gboolean
muster_request_desk_save (MusterRequestDesk *desk, GError **error)
{
  desk->request->revision++;

  return muster_requests_save (desk->txn->db, desk->request, error) &&
         muster_transaction_touch_days (desk->txn, MUSTER_TOPIC_REQUESTS,
                                        desk->request->person_id, desk->request->date,
                                        desk->request->to_date);
}

/* ---- Submitting ---- */

/* The punch must lie where the date's shift can be: not in the future, not days away. */
static gboolean
check_time (MusterRequestDesk *desk, GError **error)
{
  MusterRequest *request = desk->request;
  MusterDate civil;

  if (!muster_request_is_correction (request->kind))
    return TRUE;

  civil = muster_zone_get_civil (desk->txn->zone, request->at, NULL);
  if (request->at > desk->txn->now)
    return muster_error_set_field (error, "at", _ ("This time has not come yet."));
  if (civil < request->date - 1 || civil > request->date + 2)
    return muster_error_set_field (error, "at",
                                   _ ("This time is not of the day that is asked for."));

  return TRUE;
}

static gboolean
check_deadline (MusterRequestDesk *desk,
                const MusterRequestTerms *terms,
                gboolean override,
                gint64 made_at,
                GError **error)
{
  MusterTransaction *txn = desk->txn;
  gboolean late = muster_zone_get_civil (txn->zone, made_at, NULL) > terms->deadline;
  g_autofree char *deadline = muster_date_format (terms->deadline);

  if (!late && !terms->locked)
    return TRUE;

  if (override && muster_actor_may (txn->actor, MUSTER_MAY_OVERRIDE))
    {
      desk->request->overridden = TRUE;
      return TRUE;
    }

  if (override)
    return muster_error_set (error, MUSTER_ERROR_DENIED, _ ("%s may not override."),
                             txn->actor->name);
  if (terms->locked)
    return muster_error_set (error, MUSTER_ERROR_LOCKED,
                             _ ("The period of this date is closed. An HR officer can "
                                "override that; it becomes an adjustment."));

  return muster_error_set_field (
    error, "date",
    _ ("The deadline for this date was %s. An HR officer can override it."), deadline);
}

static gboolean
check_quota (MusterRequestDesk *desk, const MusterRequestTerms *terms, GError **error)
{
  if (!muster_request_is_correction (desk->request->kind) || terms->policy.quota == 0 ||
      terms->used < terms->policy.quota)
    return TRUE;

  return muster_error_set_field (
    error, "date",
    ngettext ("The quota of %d correction for this period is used up.",
              "The quota of %d corrections for this period is used up.",
              (gulong) terms->policy.quota),
    terms->policy.quota);
}

/* Nobody takes time off that overtime has not earned; it is asked again when the request is
 * approved, for others may have been approved since. */
gboolean
muster_request_desk_check_lieu (MusterRequestDesk *desk,
                                gboolean override,
                                GError **error)
{
  MusterRequest *request = desk->request;
  MusterDates dates = { request->date, request->to_date };
  g_autoptr (GArray) covers = g_array_new (FALSE, FALSE, sizeof (MusterCover));
  gint64 missing;
  gint64 left;

  if (!request->lieu)
    return TRUE;

  for (MusterDate date = dates.from; date <= dates.to; date++)
    {
      MusterCover cover;

      muster_request_get_cover (request, date, &cover);
      g_array_append_val (covers, cover);
      if (cover.date == MUSTER_DATE_NONE)
        break;
    }

  if (!muster_lieu_try (&desk->reading, desk->person,
                        (const MusterCover *) (gpointer) covers->data, covers->len, dates,
                        &missing, &left, error))
    return FALSE;
  if (missing <= 0)
    return TRUE;

  if (override && muster_actor_may (desk->txn->actor, MUSTER_MAY_OVERRIDE))
    {
      request->overridden = TRUE;
      return TRUE;
    }

  return muster_error_set_field (
    error, "lieu",
    _ ("Of time off in lieu %d min are left on that date, %d min too few. An HR officer "
       "can override it."),
    (int) left, (int) missing);
}

void
muster_request_desk_decided (MusterRequestDesk *desk, const char *by)
{
  MusterRequest *request = desk->request;

  request->decided_at = desk->txn->now;
  g_set_str (&request->decided_by, by);
  g_set_str (&request->decided_for, desk->txn->delegate_of);
}

/* The rules may approve small things by themselves: always marked as such. */
static gboolean
approve_by_rules (MusterRequestDesk *desk,
                  const MusterRequestTerms *terms,
                  guint n_evidence,
                  GError **error)
{
  MusterRequest *request = desk->request;
  int deviation = -1;

  if (terms->policy.auto_count == 0 || !muster_request_is_correction (request->kind) ||
      request->overridden)
    return TRUE;

  if (!muster_request_terms_get_deviation (&desk->reading, request, desk->person,
                                           &deviation, error))
    return FALSE;

  if (!muster_request_policy_approves (&terms->policy, request->kind, terms->used,
                                       deviation, n_evidence))
    return TRUE;

  request->state = MUSTER_REQUEST_APPROVED;
  request->automatic = TRUE;
  muster_request_desk_decided (desk, NULL);

  return muster_request_effects_apply (desk->txn, request, desk->person, error) &&
         muster_request_desk_note (desk, MUSTER_REQUEST_APPROVE, "", NULL, TRUE, error) &&
         muster_request_desk_save (desk, error);
}

gboolean
muster_request_desk_send (MusterRequestDesk *desk,
                          gboolean override,
                          gint64 made_at,
                          GError **error)
{
  g_auto (MusterRequestTerms) terms = { 0 };
  MusterRequest *request = desk->request;
  guint n_evidence;

  if (!muster_evidence_count (desk->txn->db, request->id, &n_evidence, error) ||
      !muster_request_terms_read (&terms, &desk->reading, desk->rules, request,
                                  desk->person, error) ||
      !check_time (desk, error) ||
      !muster_request_policy_allows (&terms.policy, request->kind, terms.of_day,
                                     n_evidence, error) ||
      !check_deadline (desk, &terms, override, made_at, error) ||
      !check_quota (desk, &terms, error) ||
      !muster_request_desk_check_lieu (desk, override, error))
    return FALSE;

  request->state = MUSTER_REQUEST_SUBMITTED;
  request->level = 0;
  request->submitted_at = made_at;
  g_clear_pointer (&request->levels, g_free);
  request->levels = muster_request_levels_to_text (terms.policy.levels);

  return muster_request_desk_save (desk, error) &&
         muster_request_desk_note (desk, MUSTER_REQUEST_SUBMIT, "", NULL, FALSE, error) &&
         approve_by_rules (desk, &terms, n_evidence, error);
}
