/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-evidence-box.h"

#include "muster-error.h"
#include "muster-evidence.h"
#include "muster-people.h"
#include "muster-reading.h"
#include "muster-requests.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64 id;
  GBytes *data;
} Opening;

static gboolean
open_run (MusterReading *reading, gpointer data, GError **error)
{
  Opening *opening = data;
  MusterDate today = muster_reading_get_today (reading);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (MusterRequest) request = NULL;
  gboolean reaches;
  gint64 request_id;

  if (!(content = muster_evidence_read (reading->db, opening->id, &request_id, error)) ||
      !(request = muster_requests_get (reading->db, request_id, error)) ||
      !muster_people_reaches (reading->db, request->person_id, &reading->actor->sight,
                              (MusterDates) { today, today }, &reaches, error))
    return FALSE;

  if (!reaches)
    return muster_error_set (error, MUSTER_ERROR_MISSING,
                             _ ("There is no such piece of evidence."));

  opening->data = g_steal_pointer (&content);

  return TRUE;
}

GBytes *
muster_evidence_open (MusterOffice *office,
                      MusterActor *actor,
                      gint64 id,
                      GCancellable *cancellable,
                      GError **error)
{
  Opening opening = { id, NULL };

  if (!muster_office_read (office, actor, MUSTER_MAY_SEE_DAYS, open_run, &opening,
                           cancellable, error))
    return NULL;

  return opening.data;
}

typedef struct
{
  gint64 request_id;
  const char *name;
  GBytes *data;
} Attachment;

static gboolean
attach_run (MusterTransaction *txn, gpointer data, GError **error)
{
  Attachment *attachment = data;

  return muster_evidence_put (txn, attachment->request_id, attachment->name,
                              attachment->data, error);
}

gboolean
muster_evidence_attach (MusterOffice *office,
                        MusterActor *actor,
                        gint64 request_id,
                        const char *name,
                        GBytes *data,
                        GCancellable *cancellable,
                        GError **error)
{
  Attachment attachment = { request_id, name, data };
  GVariantDict args;

  g_variant_dict_init (&args, NULL);
  g_variant_dict_insert (&args, "request", "x", request_id);
  g_variant_dict_insert (&args, "file", "s", name);

  return muster_office_write (office, actor, MUSTER_MAY_REQUEST, "evidence.add",
                              g_variant_dict_end (&args), attach_run, &attachment,
                              cancellable, error);
}

gboolean
muster_evidence_put (MusterTransaction *txn,
                     gint64 request_id,
                     const char *name,
                     GBytes *data,
                     GError **error)
{
  g_autoptr (MusterRequest) request = muster_requests_get (txn->db, request_id, error);
  MusterEvidenceRecord record = {
    .request_id = request_id,
    .name = (char *) name,
    .at = txn->now,
    .by = txn->actor->name,
  };

  if (request == NULL || !muster_transaction_allows (txn, request->person_id, error))
    return FALSE;

  if (request->state > MUSTER_REQUEST_SUBMITTED)
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("This request has been decided; its evidence stays as it "
                                "is."));

  return muster_evidence_add (txn->db, &record, data, error) != 0 &&
         muster_transaction_touch_days (txn, MUSTER_TOPIC_REQUESTS, request->person_id,
                                        request->date, request->date);
}
