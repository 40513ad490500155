/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-transaction.h"

#include "muster-error.h"
#include "muster-people.h"

#include <glib/gi18n-lib.h>

gboolean
muster_transaction_allows (MusterTransaction *txn, gint64 person_id, GError **error)
{
  g_autoptr (MusterPerson) person = NULL;
  MusterDate today = muster_zone_get_civil (txn->zone, txn->now, NULL);

  if (!(person = muster_people_get (txn->db, person_id, today, error)))
    return FALSE;

  return muster_transaction_allows_place (txn, person->group, person->department, error);
}

gboolean
muster_transaction_allows_place (MusterTransaction *txn,
                                 const char *group,
                                 const char *department,
                                 GError **error)
{
  if (muster_actor_reaches (txn->actor, group, department))
    return TRUE;

  return muster_error_set (
    error, MUSTER_ERROR_DENIED,
    _ ("This person is not among those that %s is responsible for."), txn->actor->name);
}

gboolean
muster_transaction_allows_all (MusterTransaction *txn, GError **error)
{
  if (txn->actor->scope.all)
    return TRUE;

  return muster_error_set (
    error, MUSTER_ERROR_DENIED,
    _ ("This concerns everybody, and %s is responsible for some only."),
    txn->actor->name);
}

gboolean
muster_transaction_touch (MusterTransaction *txn, guint topics)
{
  txn->topics |= topics;

  return TRUE;
}

gboolean
muster_transaction_touch_days (MusterTransaction *txn,
                               guint topics,
                               gint64 person_id,
                               MusterDate from,
                               MusterDate to)
{
  MusterTouch touch = { topics, person_id, { from, to } };

  txn->topics |= topics;
  g_array_append_val (txn->touched, touch);

  return TRUE;
}

void
muster_transaction_undo (MusterTransaction *txn,
                         void (*undo) (gpointer data),
                         gpointer data,
                         GDestroyNotify data_free)
{
  MusterUndo entry = { undo, data, data_free };

  g_array_append_val (txn->undos, entry);
}
