/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-punch-commands.h"

#include "muster-error.h"
#include "muster-punches.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>

static gboolean
void_punch (MusterTransaction *txn, GVariant *args, gboolean voided, GError **error)
{
  const char *reason;
  gint64 id, person_id, at;
  MusterDate date;

  g_variant_get (args, "(x&s)", &id, &reason);
  if (!muster_punches_get_person (txn->db, id, &person_id, &at, error))
    return FALSE;

  /* A punch that is nobody's yet may turn out to be anybody's. */
  if (person_id != 0 ? !muster_transaction_allows (txn, person_id, error)
                     : !muster_transaction_allows_all (txn, error))
    return FALSE;

  if (voided && *reason == '\0')
    return muster_error_set_field (error, "reason",
                                   _ ("Say why this punch does not count."));

  if (!muster_punches_void (txn->db, id, voided, reason, txn->now, txn->actor->name,
                            error))
    return FALSE;

  date = muster_zone_get_civil (txn->zone, at, NULL);

  return muster_transaction_touch_days (txn, MUSTER_TOPIC_PUNCHES, person_id, date, date);
}

static gboolean
void_punch_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  return void_punch (txn, args, TRUE, error);
}

static gboolean
unvoid_punch_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  return void_punch (txn, args, FALSE, error);
}

static const MusterField void_punch_fields[] = {
  { "punch", N_ ("Punch"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "reason", N_ ("Reason"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { NULL },
};

static const MusterField unvoid_punch_fields[] = {
  { "punch", N_ ("Punch"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "reason", N_ ("Reason"), NULL, MUSTER_FIELD_TEXT },
  { NULL },
};

const MusterCommand muster_void_punch = {
  .name = "punch.void",
  .title = N_ ("Void a punch"),
  .args = "(xs)",
  .fields = void_punch_fields,
  .permission = MUSTER_MAY_VOID,
  .run = void_punch_run,
};

const MusterCommand muster_unvoid_punch = {
  .name = "punch.unvoid",
  .title = N_ ("Let a void punch count again"),
  .args = "(xs)",
  .fields = unvoid_punch_fields,
  .permission = MUSTER_MAY_VOID,
  .run = unvoid_punch_run,
};

/* ---- Where it was made ---- */

static gboolean
accept_punch (MusterTransaction *txn, GVariant *args, gboolean accepted, GError **error)
{
  const char *reason;
  gint64 id, person_id, at;
  MusterDate date;

  g_variant_get (args, "(x&s)", &id, &reason);
  if (!muster_punches_get_person (txn->db, id, &person_id, &at, error))
    return FALSE;

  if (person_id != 0 ? !muster_transaction_allows (txn, person_id, error)
                     : !muster_transaction_allows_all (txn, error))
    return FALSE;

  if (!muster_punches_accept (txn->db, id, accepted, reason, txn->now, txn->actor->name,
                              error))
    return FALSE;

  date = muster_zone_get_civil (txn->zone, at, NULL);

  return muster_transaction_touch_days (txn, MUSTER_TOPIC_PUNCHES, person_id, date, date);
}

static gboolean
accept_punch_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  return accept_punch (txn, args, TRUE, error);
}

static gboolean
unaccept_punch_run (MusterTransaction *txn,
                    GVariant *args,
                    GVariant **result,
                    GError **error)
{
  return accept_punch (txn, args, FALSE, error);
}

const MusterCommand muster_accept_punch = {
  .name = "punch.accept",
  .title = N_ ("Accept where a punch was made"),
  .args = "(xs)",
  .fields = unvoid_punch_fields,
  .permission = MUSTER_MAY_DECIDE,
  .run = accept_punch_run,
};

const MusterCommand muster_unaccept_punch = {
  .name = "punch.unaccept",
  .title = N_ ("Take back that a punch was accepted"),
  .args = "(xs)",
  .fields = unvoid_punch_fields,
  .permission = MUSTER_MAY_DECIDE,
  .run = unaccept_punch_run,
};
