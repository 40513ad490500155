/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-delegation-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-delegations.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterDelegationRow, muster_delegation_row, G_TYPE_OBJECT)

static void
muster_delegation_row_finalize (GObject *object)
{
  MusterDelegationRow *self = MUSTER_DELEGATION_ROW (object);

  g_free (self->user);
  g_free (self->delegate);
  g_free (self->reason);
  g_free (self->ended_by);

  G_OBJECT_CLASS (muster_delegation_row_parent_class)->finalize (object);
}

static void
muster_delegation_row_class_init (MusterDelegationRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_delegation_row_finalize;
}

static void
muster_delegation_row_init (MusterDelegationRow *self)
{
}

MUSTER_CELL_INTEGER (delegation_get_id, MusterDelegationRow, id)
MUSTER_CELL_TEXT (delegation_get_user, MusterDelegationRow, user)
MUSTER_CELL_TEXT (delegation_get_delegate, MusterDelegationRow, delegate)
MUSTER_CELL_INTEGER (delegation_get_from, MusterDelegationRow, dates.from)
MUSTER_CELL_INTEGER (delegation_get_to, MusterDelegationRow, dates.to)
MUSTER_CELL_TEXT (delegation_get_reason, MusterDelegationRow, reason)
MUSTER_CELL_INTEGER (delegation_get_holds, MusterDelegationRow, holds)
MUSTER_CELL_TEXT (delegation_get_ended_by, MusterDelegationRow, ended_by)

static const MusterColumn delegations_columns[] = {
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, delegation_get_id },
  { "user", N_ ("On behalf of"), MUSTER_COLUMN_TEXT, delegation_get_user },
  { "delegate", N_ ("Delegate"), MUSTER_COLUMN_TEXT, delegation_get_delegate },
  { "from", N_ ("From"), MUSTER_COLUMN_DATE, delegation_get_from },
  { "to", N_ ("To"), MUSTER_COLUMN_DATE, delegation_get_to },
  { "reason", N_ ("Reason"), MUSTER_COLUMN_TEXT, delegation_get_reason },
  { "holds", N_ ("Holds today"), MUSTER_COLUMN_BOOLEAN, delegation_get_holds },
  { "ended_by", N_ ("Ended by"), MUSTER_COLUMN_TEXT, delegation_get_ended_by,
    .optional = TRUE },
  { NULL },
};

static GPtrArray *
delegations_read (MusterReading *reading, GError **error)
{
  MusterDate today = muster_reading_get_today (reading);
  g_autoptr (GArray)
    records = muster_delegations_list (reading->db, 0, MUSTER_DATE_NONE, error);
  GPtrArray *rows;

  if (records == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < records->len; i++)
    {
      const MusterDelegationRecord *record =
        &g_array_index (records, MusterDelegationRecord, i);
      MusterDelegationRow *row = g_object_new (MUSTER_TYPE_DELEGATION_ROW, NULL);

      row->id = record->id;
      row->user = g_strdup (record->user);
      row->delegate = g_strdup (record->delegate);
      row->dates = record->dates;
      row->reason = g_strdup (record->reason);
      row->holds = record->ended_at == 0 && record->dates.from <= today &&
                   today <= record->dates.to;
      row->ended_by = g_strdup (record->ended_by);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static gboolean
delegations_find (MusterReading *reading,
                  MusterFilter *filter,
                  const MusterScope *scope,
                  MusterFinding *finding,
                  GError **error)
{
  return muster_finding_number_rows (finding, delegations_read (reading, error));
}

static GPtrArray *
delegations_load (MusterReading *reading,
                  MusterFinding *finding,
                  const gint64 *keys,
                  guint n_keys,
                  const MusterScope *scope,
                  GError **error)
{
  return muster_finding_pick_rows (delegations_read (reading, error), keys, n_keys);
}

const MusterListing muster_delegations_listing = {
  .name = "delegations",
  .title = N_ ("Delegations"),
  .permission = MUSTER_MAY_DECIDE,
  .row_type = muster_delegation_row_get_type,
  .columns = delegations_columns,
  .topics = MUSTER_TOPIC_USERS,
  .find = delegations_find,
  .load = delegations_load,
};
