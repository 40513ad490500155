/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-period-commands.h"

#include "muster-error.h"
#include "muster-freeze.h"
#include "muster-people.h"
#include "muster-periods.h"
#include "muster-reading.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>

/* The most dates of one period: all of its days are in memory at once. */
#define PERIOD_DATES 366

/* The transaction as a listing sees it, so that what is frozen is judged as what is shown. */
static MusterReading
reading_of (MusterTransaction *txn, MusterLedger *ledger)
{
  return (MusterReading) {
    .db = txn->db,
    .now = txn->now,
    .zone = txn->zone,
    .ledger = ledger,
    .generation = ledger != NULL ? muster_ledger_get_generation (ledger) : 0,
  };
}

/* ---- Closing ---- */

typedef struct
{
  guint people;
  guint days;
  guint pending;
  guint absent;
  guint incomplete;
} Checks;

static gboolean
dates_can_be_closed (const MusterReading *reading, MusterDates dates, GError **error)
{
  g_autoptr (GArray) closed = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (dates.to < dates.from)
    return muster_error_set_field (error, "to", _ ("The last date is before the first."));
  if (dates.to > muster_zone_get_civil (reading->zone, reading->now, NULL))
    return muster_error_set_field (error, "to",
                                   _ ("Dates after today cannot be closed."));
  if (dates.to - dates.from >= PERIOD_DATES)
    return muster_error_set_field (error, "to", _ ("Close at most a year at once."));

  if (!(closed = muster_periods_list (reading->db, dates, TRUE, error)))
    return FALSE;
  if (closed->len == 0)
    return TRUE;

  from = muster_date_format (g_array_index (closed, MusterPeriodRecord, 0).dates.from);
  to = muster_date_format (g_array_index (closed, MusterPeriodRecord, 0).dates.to);

  return muster_error_set (
    error, MUSTER_ERROR_CONFLICT,
    _ ("%s to %s is closed already. Choose other dates, or reopen that "
       "period first."),
    from, to);
}

static Checks
copy_check (GArray *copy)
{
  Checks checks = { .days = copy->len };
  gint64 person_id = 0;

  for (guint i = 0; i < copy->len; i++)
    {
      const MusterDay *day = &g_array_index (copy, MusterFrozenDay, i).day;

      checks.people += day->person_id != person_id;
      checks.pending += day->status == MUSTER_STATUS_PENDING;
      checks.absent += day->status == MUSTER_STATUS_ABSENT;
      checks.incomplete += day->status == MUSTER_STATUS_INCOMPLETE;
      person_id = day->person_id;
    }

  return checks;
}

static GVariant *
checks_to_variant (const Checks *checks, gint64 id)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "period", "x", id);
  g_variant_dict_insert (&dict, "people", "u", checks->people);
  g_variant_dict_insert (&dict, "days", "u", checks->days);
  g_variant_dict_insert (&dict, "pending", "u", checks->pending);
  g_variant_dict_insert (&dict, "absent", "u", checks->absent);
  g_variant_dict_insert (&dict, "incomplete", "u", checks->incomplete);

  return g_variant_new ("(@a{sv})", g_variant_dict_end (&dict));
}

/* Judged for this copy: what the office has judged already may be some seconds old. */
static GArray *
copy_take (const MusterReading *snapshot, MusterDates dates, GError **error)
{
  g_autoptr (MusterLedger) ledger = muster_ledger_new ();
  g_autoptr (MusterFilter) everybody = muster_filter_new ();
  g_autoptr (MusterRulebook) rules = NULL;
  g_autoptr (MusterResults) results = NULL;
  g_autoptr (GArray) ids = NULL;
  MusterReading reading = *snapshot;

  reading.ledger = ledger;
  reading.generation = muster_ledger_get_generation (ledger);
  everybody->dates = dates;
  if (!(ids = muster_people_find (reading.db, everybody, NULL, dates.to, NULL, NULL,
                                  error)) ||
      !(rules = muster_ledger_get_rules (ledger, &reading, error)))
    return NULL;

  results = muster_ledger_get_days (
    ledger, &reading, (const gint64 *) (gpointer) ids->data, ids->len, dates, error);

  return results != NULL ? muster_freeze_copy (results->days, rules) : NULL;
}

static gpointer
close_period_prepare (MusterReading *reading, GVariant *args, GError **error)
{
  MusterDates dates;

  g_variant_get (args, "(iib)", &dates.from, &dates.to, NULL);

  return dates_can_be_closed (reading, dates, error) ? copy_take (reading, dates, error)
                                                     : NULL;
}

static GArray *
get_copy (MusterTransaction *txn, MusterDates dates, GError **error)
{
  MusterReading reading = reading_of (txn, NULL);

  if (!dates_can_be_closed (&reading, dates, error))
    return NULL;
  if (txn->prepared != NULL)
    return g_array_ref ((GArray *) txn->prepared);

  return copy_take (&reading, dates, error);
}

static gboolean
close_period_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  MusterPeriodRecord record = { .closed_at = txn->now, .closed_by = txn->actor->name };
  g_autoptr (GArray) copy = NULL;
  gboolean force;
  Checks checks;
  gint64 id;

  g_variant_get (args, "(iib)", &record.dates.from, &record.dates.to, &force);
  if (!muster_transaction_allows_all (txn, error) ||
      !(copy = get_copy (txn, record.dates, error)))
    return FALSE;

  checks = copy_check (copy);
  if (checks.pending > 0 && !force)
    return muster_error_set (
      error, MUSTER_ERROR_CONFLICT,
      ngettext ("%u day is still pending. Import what is missing, or close "
                "the period as it is with “force”.",
                "%u days are still pending. Import what is missing, or "
                "close the period as it is with “force”.",
                checks.pending),
      checks.pending);

  record.forced = checks.pending > 0;
  record.people = checks.people;
  record.days = checks.days;
  if (!(id = muster_periods_add (txn->db, &record, error)))
    return FALSE;

  for (guint i = 0; i < copy->len; i++)
    g_array_index (copy, MusterFrozenDay, i).period_id = id;
  if (!muster_periods_freeze (txn->db, (const MusterFrozenDay *) (gpointer) copy->data,
                              copy->len, error))
    return FALSE;

  *result = checks_to_variant (&checks, id);

  return muster_transaction_touch (txn, MUSTER_TOPIC_PERIODS);
}

static const MusterField close_period_fields[] = {
  { "from", N_ ("First date"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { "to", N_ ("Last date"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { "force", N_ ("Although days are pending"), NULL, MUSTER_FIELD_BOOLEAN },
  { NULL },
};

const MusterCommand muster_close_period = {
  .name = "period.close",
  .title = N_ ("Close a period for payroll"),
  .args = "(iib)",
  .fields = close_period_fields,
  .permission = MUSTER_MAY_CLOSE,
  .run = close_period_run,
  .prepare = close_period_prepare,
  .prepared_free = (GDestroyNotify) g_array_unref,
};

/* ---- Reopening ---- */

static gboolean
period_is_closed (MusterTransaction *txn,
                  gint64 id,
                  MusterPeriodRecord *period,
                  GError **error)
{
  if (!muster_periods_get (txn->db, id, period, error))
    return FALSE;

  return period->reopened_at == 0 ||
         muster_error_set (error, MUSTER_ERROR_CONFLICT,
                           _ ("This period is open again already."));
}

/* Those of one value, in the order of accepting: the last one, and what counted before the first. */
typedef struct
{
  const MusterAcceptance *first;
  const MusterAcceptance *last;
} Standing;

static gboolean
acceptance_is_of (const MusterAcceptance *one, const MusterAcceptance *other)
{
  return one->period_id == other->period_id && one->person_id == other->person_id &&
         one->date == other->date && one->nth == other->nth &&
         g_str_equal (one->value, other->value);
}

/* @nth of @accepted when it is the first of its value and the last one says otherwise. */
static Standing
get_standing (GArray *accepted, guint nth)
{
  const MusterAcceptance *first = &g_array_index (accepted, MusterAcceptance, nth);
  Standing standing = { first, first };

  for (guint i = 0; i < nth; i++)
    if (acceptance_is_of (&g_array_index (accepted, MusterAcceptance, i), first))
      return (Standing) { NULL, NULL };
  for (guint i = nth + 1; i < accepted->len; i++)
    if (acceptance_is_of (&g_array_index (accepted, MusterAcceptance, i), first))
      standing.last = &g_array_index (accepted, MusterAcceptance, i);

  return g_str_equal (first->before, standing.last->after) ? (Standing) { NULL, NULL }
                                                           : standing;
}

static gboolean
acceptances_stand (GArray *accepted, gint64 period_id)
{
  for (guint i = 0; i < accepted->len; i++)
    if (g_array_index (accepted, MusterAcceptance, i).period_id == period_id &&
        get_standing (accepted, i).first != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
reopen_period_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  g_auto (MusterPeriodRecord) period = { 0 };
  g_autoptr (GArray) accepted = NULL;
  const char *reason;
  gint64 id;

  g_variant_get (args, "(x&s)", &id, &reason);
  if (!muster_transaction_allows_all (txn, error) ||
      !period_is_closed (txn, id, &period, error) ||
      !(accepted = muster_periods_accepted (txn->db, period.dates, error)))
    return FALSE;

  if (acceptances_stand (accepted, id))
    return muster_error_set (
      error, MUSTER_ERROR_CONFLICT,
      _ ("Adjustments of this period were accepted into a later one and "
         "would count twice. Accept the others there too."));

  return muster_periods_reopen (txn->db, id, reason, txn->now, txn->actor->name, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_PERIODS);
}

static const MusterField reopen_period_fields[] = {
  { "period", N_ ("Period"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "reason", N_ ("Reason"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_reopen_period = {
  .name = "period.reopen",
  .title = N_ ("Reopen a closed period"),
  .args = "(xs)",
  .fields = reopen_period_fields,
  .permission = MUSTER_MAY_CLOSE,
  .run = reopen_period_run,
};

/* ---- Adjustments ---- */

/* The first date after a period that is not closed too. */
static gboolean
next_open_date (MusterTransaction *txn, MusterDate *date, GError **error)
{
  g_autoptr (GArray) closed =
    muster_periods_list (txn->db, (MusterDates) { *date, MUSTER_DATE_EVER }, TRUE, error);

  if (closed == NULL)
    return FALSE;

  for (guint i = 0; i < closed->len; i++)
    {
      MusterDates dates = g_array_index (closed, MusterPeriodRecord, i).dates;

      if (*date >= dates.from && *date <= dates.to)
        *date = dates.to + 1;
    }

  return TRUE;
}

static gboolean
accept_all (MusterTransaction *txn,
            GArray *differences,
            const MusterPeriodRecord *period,
            GError **error)
{
  MusterDate into = period->dates.to + 1;

  if (!next_open_date (txn, &into, error))
    return FALSE;

  for (guint i = 0; i < differences->len; i++)
    {
      const MusterDifference *difference =
        &g_array_index (differences, MusterDifference, i);
      MusterAcceptance acceptance = {
        .period_id = period->id,
        .person_id = difference->person_id,
        .date = difference->date,
        .nth = difference->nth,
        .value = muster_outcome_get_code (difference->outcome),
        .before = difference->before,
        .after = difference->after,
        .into = into,
        .at = txn->now,
        .by = txn->actor->name,
      };

      if (!muster_periods_accept (txn->db, &acceptance, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
accept_adjustment_run (MusterTransaction *txn,
                       GVariant *args,
                       GVariant **result,
                       GError **error)
{
  g_autoptr (MusterLedger) ledger = muster_ledger_new ();
  g_auto (MusterPeriodRecord) period = { 0 };
  g_autoptr (GArray) differences = NULL;
  MusterReading reading = muster_ledger_read_transaction (ledger, txn);
  gint64 id, person_id;
  MusterDate date;

  g_variant_get (args, "(xxi)", &id, &person_id, &date);
  if (!muster_transaction_allows (txn, person_id, error) ||
      !period_is_closed (txn, id, &period, error))
    return FALSE;
  if (date < period.dates.from || date > period.dates.to)
    return muster_error_set_field (error, "date", _ ("This date is not of that period."));

  differences =
    muster_freeze_compare (&reading, &person_id, 1, (MusterDates) { date, date }, error);
  if (differences == NULL)
    return FALSE;
  if (differences->len == 0)
    return muster_error_set (error, MUSTER_ERROR_MISSING,
                             _ ("There is nothing to adjust on this day."));

  if (!accept_all (txn, differences, &period, error))
    return FALSE;

  *result = g_variant_new ("(x)", (gint64) differences->len);

  return muster_transaction_touch (txn, MUSTER_TOPIC_PERIODS);
}

static const MusterField accept_adjustment_fields[] = {
  { "period", N_ ("Period"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "person", N_ ("Employee"), NULL, MUSTER_FIELD_PERSON, MUSTER_FIELD_REQUIRED },
  { "date", N_ ("Date"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_accept_adjustment = {
  .name = "adjustment.accept",
  .title = N_ ("Accept an adjustment into the next period"),
  .args = "(xxi)",
  .fields = accept_adjustment_fields,
  .permission = MUSTER_MAY_CLOSE,
  .run = accept_adjustment_run,
};

/* ---- Taking an acceptance back ---- */

static gboolean
date_is_closed (MusterTransaction *txn, MusterDate date, gboolean *closed, GError **error)
{
  g_autoptr (GArray)
    periods = muster_periods_list (txn->db, (MusterDates) { date, date }, TRUE, error);

  *closed = periods != NULL && periods->len > 0;

  return periods != NULL;
}

static gboolean
take_back_one (MusterTransaction *txn, const Standing *standing, GError **error)
{
  MusterAcceptance back = *standing->last;
  gboolean closed;

  if (!date_is_closed (txn, back.into, &closed, error))
    return FALSE;
  if (closed)
    return muster_error_set (
      error, MUSTER_ERROR_CONFLICT,
      _ (
        "The period that it was accepted into is closed by now. Reopen that one first."));

  back.before = standing->last->after;
  back.after = standing->first->before;
  back.at = txn->now;
  back.by = txn->actor->name;

  return muster_periods_accept (txn->db, &back, error) != 0;
}

static gboolean
return_adjustment_run (MusterTransaction *txn,
                       GVariant *args,
                       GVariant **result,
                       GError **error)
{
  g_auto (MusterPeriodRecord) period = { 0 };
  g_autoptr (GArray) accepted = NULL;
  gint64 id, person_id;
  gint64 n = 0;
  MusterDate date;

  g_variant_get (args, "(xxi)", &id, &person_id, &date);
  if (!muster_transaction_allows (txn, person_id, error) ||
      !period_is_closed (txn, id, &period, error) ||
      !(accepted =
          muster_periods_accepted (txn->db, (MusterDates) { date, date }, error)))
    return FALSE;

  for (guint i = 0; i < accepted->len; i++)
    {
      const MusterAcceptance *one = &g_array_index (accepted, MusterAcceptance, i);
      Standing standing = get_standing (accepted, i);

      if (one->period_id != id || one->person_id != person_id || standing.first == NULL)
        continue;
      if (!take_back_one (txn, &standing, error))
        return FALSE;
      n++;
    }
  if (n == 0)
    return muster_error_set (error, MUSTER_ERROR_MISSING,
                             _ ("Nothing of this day was accepted."));

  *result = g_variant_new ("(x)", n);

  return muster_transaction_touch (txn, MUSTER_TOPIC_PERIODS);
}

const MusterCommand muster_return_adjustment = {
  .name = "adjustment.return",
  .title = N_ ("Take back the acceptance of an adjustment"),
  .args = "(xxi)",
  .fields = accept_adjustment_fields,
  .permission = MUSTER_MAY_CLOSE,
  .run = return_adjustment_run,
};
