/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-bulk.h"

#include "muster-error.h"
#include "muster-people.h"
#include "muster-reading.h"
#include "muster-request-commands.h"
#include "muster-request-plan.h"
#include "muster-requests.h"
#include "muster-uid.h"

static void
item_clear (gpointer data)
{
  MusterBulkItem *item = data;

  g_free (item->person_name);
  g_free (item->refusal);
}

static MusterRequestAction
action_of (const char *decision)
{
  return g_str_equal (decision, "reject") ? MUSTER_REQUEST_REJECT
                                          : MUSTER_REQUEST_APPROVE;
}

typedef struct
{
  GArray *ids;
  MusterRequestAction action;
  GArray *items;
} Foresight;

static gboolean
foresee_one (MusterReading *reading,
             MusterApprovers *approvers,
             Foresight *foresight,
             gint64 id,
             GError **error)
{
  g_autoptr (MusterRequest) request = muster_requests_get (reading->db, id, error);
  g_autoptr (MusterPerson) person = NULL;
  g_autoptr (GError) local = NULL;
  MusterBulkItem item = { .id = id };
  MusterRequestPlan plan;

  if (request == NULL || !(person = muster_people_get (reading->db, request->person_id,
                                                       request->date, error)))
    return FALSE;

  if (!muster_request_plan (&plan, reading, approvers, request, person, foresight->action,
                            FALSE, &local))
    item.refusal = g_strdup (local->message);
  item.what = muster_request_kind_get_code (request->kind);
  item.date = request->date;
  if (muster_actor_reaches (reading->actor, person->group, person->department) ||
      local == NULL)
    item.person_name = g_strdup (person->name);
  g_array_append_val (foresight->items, item);

  return TRUE;
}

static gboolean
foresee_run (MusterReading *reading, gpointer data, GError **error)
{
  Foresight *foresight = data;
  g_autoptr (MusterApprovers) approvers =
    muster_approvers_new (reading->db, muster_reading_get_today (reading), error);

  if (approvers == NULL)
    return FALSE;

  for (guint i = 0; i < foresight->ids->len; i++)
    if (!foresee_one (reading, approvers, foresight,
                      g_array_index (foresight->ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

GArray *
muster_bulk_foresee (MusterOffice *office,
                     MusterActor *actor,
                     GArray *ids,
                     const char *decision,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (MusterBulkItem));
  Foresight foresight = { ids, action_of (decision), items };

  g_array_set_clear_func (items, item_clear);
  if (!muster_office_read (office, actor, MUSTER_MAY_DECIDE, foresee_run, &foresight,
                           cancellable, error))
    return NULL;

  return g_steal_pointer (&items);
}

void
muster_bulk_result_free (MusterBulkResult *result)
{
  g_free (result->bulk);
  g_free (result->why);
  g_free (result);
}

MusterBulkResult *
muster_bulk_decide (MusterOffice *office,
                    MusterActor *actor,
                    GArray *ids,
                    const char *decision,
                    const char *note,
                    MusterProgress progress,
                    gpointer progress_data,
                    GCancellable *cancellable)
{
  MusterBulkResult *result = g_new0 (MusterBulkResult, 1);

  result->bulk = muster_uid_new (muster_office_get_now (office));
  for (guint i = 0; i < ids->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) done = muster_office_submit (
        office, actor, &muster_decide_request,
        g_variant_new ("(xssxbs)", g_array_index (ids, gint64, i), decision, note,
                       (gint64) 0, FALSE, result->bulk),
        cancellable, &error);

      if (done != NULL)
        {
          result->done++;
        }
      else
        {
          result->refused++;
          if (result->why == NULL)
            result->why = g_strdup (error->message);
        }
      if (progress != NULL)
        progress (i + 1, ids->len, progress_data);
    }

  return result;
}
