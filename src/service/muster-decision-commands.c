/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-decision-commands.h"

#include "muster-decisions.h"
#include "muster-delegations.h"
#include "muster-error.h"
#include "muster-exception.h"
#include "muster-people.h"
#include "muster-transaction.h"
#include "muster-users.h"

#include <glib/gi18n-lib.h>

/* Whether the actor reaches the person, else for whom they decide. */
static gboolean
allows_deciding (MusterTransaction *txn, gint64 person_id, GError **error)
{
  g_autoptr (MusterPerson) person = NULL;
  MusterActor *actor = txn->actor;
  MusterDate today = muster_zone_get_civil (txn->zone, txn->now, NULL);

  if (person_id == 0)
    return muster_transaction_allows_all (txn, error);

  if (!(person = muster_people_get (txn->db, person_id, today, error)))
    return FALSE;

  if (actor->person_id == person_id)
    return muster_error_set (error, MUSTER_ERROR_DENIED,
                             _ ("Nobody decides an exception of their own."));

  if (!muster_actor_reaches (actor, person->group, person->department))
    for (guint i = 0; actor->principals != NULL && i < actor->principals->len; i++)
      {
        MusterActor *principal = g_ptr_array_index (actor->principals, i);

        if (muster_actor_reaches (principal, person->group, person->department) &&
            principal->person_id != person_id)
          {
            txn->delegate_of = principal->name;
            return TRUE;
          }
      }

  return muster_transaction_allows_place (txn, person->group, person->department, error);
}

/* What a decision cannot do without. */
static gboolean
check_decision (MusterTransaction *txn,
                const MusterDecisionRecord *record,
                GError **error)
{
  g_auto (MusterUserRecord) user = { 0 };
  MusterDate today = muster_zone_get_civil (txn->zone, txn->now, NULL);

  if (*record->reason == '\0' &&
      (g_str_equal (record->decision, "excuse") || g_str_equal (record->decision, "ask")))
    return muster_error_set_field (error, "reason", _ ("Say why."));

  if (g_str_equal (record->decision, "snooze") &&
      (record->until == MUSTER_DATE_NONE || record->until <= today))
    return muster_error_set_field (error, "until",
                                   _ ("Choose a later date on which it comes back."));

  return !g_str_equal (record->decision, "assign") ||
         muster_users_get_by_name (txn->db, record->assignee, &user, error);
}

static gboolean
decide_exception_run (MusterTransaction *txn,
                      GVariant *args,
                      GVariant **result,
                      GError **error)
{
  MusterDecisionRecord record = { .at = txn->now, .by = txn->actor->name };
  MusterException exception;
  gint64 id;

  g_variant_get (args, "(&s&s&s&si&s)", &record.key, &record.decision, &record.reason,
                 &record.assignee, &record.until, &record.bulk);
  if (*record.bulk == '\0')
    record.bulk = NULL;
  if (!muster_exception_parse (record.key, &exception, error) ||
      !allows_deciding (txn, exception.person_id, error) ||
      !check_decision (txn, &record, error))
    return FALSE;

  record.kind = (char *) muster_exception_kind_get_code (exception.kind);
  record.person_id = exception.person_id;
  record.date = exception.date;
  record.delegate_of = (char *) txn->delegate_of;
  if (!(id = muster_decisions_add (txn->db, &record, error)))
    return FALSE;

  *result = g_variant_new ("(x)", id);

  /* No day comes out otherwise for it, so none is judged again. */
  return muster_transaction_touch_days (txn, MUSTER_TOPIC_REQUESTS, exception.person_id,
                                        MUSTER_DATE_NONE, MUSTER_DATE_NONE);
}

static const MusterChoice decision_choices[] = {
  { "accept", N_ ("Accept") },
  { "excuse", N_ ("Excuse") },
  { "correct", N_ ("Corrected") },
  { "ask", N_ ("Ask for evidence") },
  { "assign", N_ ("Give to somebody") },
  { "snooze", N_ ("Put off") },
  { "reopen", N_ ("Take the decision back") },
  { NULL },
};

static const MusterField decide_exception_fields[] = {
  { "exception", N_ ("Exception"), N_ ("Its id"), MUSTER_FIELD_TEXT,
    MUSTER_FIELD_REQUIRED },
  { "decision", N_ ("Decision"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_REQUIRED,
    .choices = decision_choices },
  { "reason", N_ ("Reason"), NULL, MUSTER_FIELD_TEXT },
  { "assignee", N_ ("Given to"), N_ ("Name of a user"), MUSTER_FIELD_TEXT },
  { "until", N_ ("Comes back on"), NULL, MUSTER_FIELD_DATE },
  { "bulk", N_ ("Part of"), N_ ("An action on many"), MUSTER_FIELD_TEXT },
  { NULL },
};

const MusterCommand muster_decide_exception = {
  .name = "exception.decide",
  .title = N_ ("Decide an exception"),
  .args = "(ssssis)",
  .fields = decide_exception_fields,
  .permission = MUSTER_MAY_DECIDE,
  .run = decide_exception_run,
};

/* ---- Delegation ---- */

/* One hands over what is one's own; administrators do it for others. */
static gboolean
read_parties (MusterTransaction *txn,
              const char *name,
              const char *delegate,
              MusterUserRecord *user,
              MusterUserRecord *other,
              GError **error)
{
  g_autoptr (MusterActor) actor = NULL;

  if (!muster_users_get_by_name (txn->db, *name != '\0' ? name : txn->actor->name, user,
                                 error) ||
      !muster_users_get_by_name (txn->db, delegate, other, error))
    return FALSE;

  if (user->id != txn->actor->user_id && !muster_actor_may (txn->actor, MUSTER_MAY_ADMIN))
    return muster_error_set (
      error, MUSTER_ERROR_DENIED,
      _ ("Only administrators hand over what is somebody else's."));

  if (user->id == other->id)
    return muster_error_set_field (error, "delegate", _ ("Choose somebody else."));

  actor = muster_actor_new (other->id, other->name, other->role, NULL);

  return (!other->disabled && muster_actor_may (actor, MUSTER_MAY_DECIDE)) ||
         muster_error_set_field (error, "delegate",
                                 _ ("%s may not decide, and so not for others either."),
                                 other->name);
}

static gboolean
add_delegation_run (MusterTransaction *txn,
                    GVariant *args,
                    GVariant **result,
                    GError **error)
{
  g_auto (MusterUserRecord) user = { 0 };
  g_auto (MusterUserRecord) other = { 0 };
  MusterDelegationRecord record = { .at = txn->now, .by = txn->actor->name };
  const char *name, *delegate, *reason;
  gint64 id;

  g_variant_get (args, "(&s&sii&s)", &name, &delegate, &record.dates.from,
                 &record.dates.to, &reason);
  if (record.dates.to == MUSTER_DATE_NONE)
    record.dates.to = record.dates.from;
  if (record.dates.to < record.dates.from)
    return muster_error_set_field (error, "to", _ ("The last date is before the first."));
  if (!read_parties (txn, name, delegate, &user, &other, error))
    return FALSE;

  record.user_id = user.id;
  record.delegate_id = other.id;
  record.reason = (char *) reason;
  if (!(id = muster_delegations_add (txn->db, &record, error)))
    return FALSE;

  *result = g_variant_new ("(x)", id);

  return muster_transaction_touch (txn, MUSTER_TOPIC_USERS);
}

static const MusterField add_delegation_fields[] = {
  { "user", N_ ("On behalf of"), N_ ("Whose decisions; empty for one's own"),
    MUSTER_FIELD_TEXT },
  { "delegate", N_ ("Delegate"), N_ ("Name of the user who decides"), MUSTER_FIELD_TEXT,
    MUSTER_FIELD_REQUIRED },
  { "from", N_ ("From"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { "to", N_ ("To"), NULL, MUSTER_FIELD_DATE },
  { "reason", N_ ("Reason"), NULL, MUSTER_FIELD_TEXT },
  { NULL },
};

const MusterCommand muster_add_delegation = {
  .name = "delegate.add",
  .title = N_ ("Let somebody decide on one's behalf"),
  .args = "(ssiis)",
  .fields = add_delegation_fields,
  .permission = MUSTER_MAY_DECIDE,
  .run = add_delegation_run,
};

static gboolean
end_delegation_run (MusterTransaction *txn,
                    GVariant *args,
                    GVariant **result,
                    GError **error)
{
  g_auto (MusterDelegationRecord) record = { 0 };
  gint64 id;

  g_variant_get (args, "(x)", &id);
  if (!muster_delegations_get (txn->db, id, &record, error))
    return FALSE;

  if (record.user_id != txn->actor->user_id &&
      record.delegate_id != txn->actor->user_id &&
      !muster_actor_may (txn->actor, MUSTER_MAY_ADMIN))
    return muster_error_set (
      error, MUSTER_ERROR_DENIED,
      _ ("Only administrators hand over what is somebody else's."));

  return muster_delegations_end (txn->db, id, txn->now, txn->actor->name, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_USERS);
}

static const MusterField end_delegation_fields[] = {
  { "delegation", N_ ("Delegation"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_end_delegation = {
  .name = "delegate.end",
  .title = N_ ("End a delegation"),
  .args = "(x)",
  .fields = end_delegation_fields,
  .permission = MUSTER_MAY_DECIDE,
  .run = end_delegation_run,
};

/* ---- Exports ---- */

static gboolean
mark_export_run (MusterTransaction *txn,
                 GVariant *args,
                 GVariant **result,
                 GError **error)
{
  MusterDates dates;
  const char *what;

  g_variant_get (args, "(ii&s)", &dates.from, &dates.to, &what);
  if (dates.to < dates.from)
    return muster_error_set_field (error, "to", _ ("The last date is before the first."));

  return muster_transaction_allows_all (txn, error) &&
         muster_decisions_mark_export (txn->db, dates, what, txn->now, txn->actor->name,
                                       error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_PERIODS);
}

static const MusterField mark_export_fields[] = {
  { "from", N_ ("First date"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { "to", N_ ("Last date"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { "what", N_ ("Form"), N_ ("Such as payroll"), MUSTER_FIELD_TEXT,
    MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_mark_export = {
  .name = "export.mark",
  .title = N_ ("Note that days were exported"),
  .args = "(iis)",
  .fields = mark_export_fields,
  .permission = MUSTER_MAY_EXPORT,
  .run = mark_export_run,
};
