/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-intake.h"

#include "muster-deliveries.h"
#include "muster-error.h"
#include "muster-evidence.h"
#include "muster-people.h"
#include "muster-request-desk.h"
#include "muster-requests.h"

#include <glib/gi18n-lib.h>

gboolean
muster_intake_add (MusterTransaction *txn,
                   gint64 source_id,
                   gint64 badge_id,
                   const MusterDelivery *delivery,
                   GError **error)
{
  const MusterDeliveryRecord record = {
    .source_id = source_id,
    .record_key = delivery->id,
    .revision = delivery->revision,
    .badge_id = badge_id,
    .kind = delivery->kind,
    .status = delivery->status,
    .slot = delivery->slot,
    .part = delivery->part,
    .reason = delivery->reason,
    .date = delivery->date,
    .to_date = delivery->to_date,
    .at = delivery->at,
    .from = delivery->from,
    .until = delivery->until,
    .created = delivery->created,
    .lieu = delivery->lieu,
    .place = delivery->place,
    .lat = delivery->lat,
    .lon = delivery->lon,
    .radius = delivery->radius,
    .received_at = txn->now,
  };
  gint64 id;

  if (!muster_deliveries_add (txn->db, &record, &id, error))
    return FALSE;

  for (guint i = 0; id != 0 && i < delivery->files->len; i++)
    {
      const MusterDeliveryFile *file = g_ptr_array_index (delivery->files, i);

      if (!muster_deliveries_add_file (
            txn->db, id,
            file->name != NULL && *file->name != '\0' ? file->name : file->id, file->data,
            file->fault, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- What a delivery asks for ---- */

/* Of the two dates that a punch at night may belong to, the one whose schedule is nearer. */
static gboolean
find_date (MusterTransaction *txn,
           MusterRequest *request,
           const MusterDeliveryRecord *record,
           GError **error)
{
  MusterDate civil = muster_zone_get_civil (txn->zone, record->at, NULL);
  g_autoptr (MusterLedger) ledger = muster_ledger_new ();
  MusterReading reading = muster_ledger_read_transaction (ledger, txn);
  int best = -1;

  request->date = request->to_date = civil;
  for (MusterDate date = civil; date >= civil - 1; date--)
    {
      g_autoptr (MusterRequest) tried = muster_request_copy (request);
      g_autoptr (MusterPerson)
        person = muster_people_get (txn->db, record->person_id, date, error);
      int deviation = -1;

      tried->date = tried->to_date = date;
      if (person == NULL || !muster_request_terms_get_deviation (&reading, tried, person,
                                                                 &deviation, error))
        return FALSE;
      if (deviation >= 0 && (best < 0 || deviation < best))
        {
          best = deviation;
          request->date = request->to_date = date;
        }
    }

  return TRUE;
}

static gboolean
read_correction (MusterTransaction *txn,
                 MusterRequest *request,
                 const MusterDeliveryRecord *record,
                 GError **error)
{
  request->slot = muster_request_slot_from_code (record->slot);
  request->at = record->at;
  request->date = request->to_date = record->date;

  return record->date != MUSTER_DATE_NONE || record->at == 0 || request->slot == 0 ||
         find_date (txn, request, record, error);
}

static void
read_cover (MusterTransaction *txn,
            MusterRequest *request,
            const MusterDeliveryRecord *record)
{
  request->slot = MUSTER_REQUEST_COVER_SLOT + request->kind;
  request->at = record->from;
  request->until = record->until;
  request->part = g_strcmp0 (record->part, "first") == 0    ? 1
                  : g_strcmp0 (record->part, "second") == 0 ? 2
                                                            : 0;
  request->lieu = record->lieu;
  request->date = record->date;
  request->to_date = record->to_date;
  if (request->date == MUSTER_DATE_NONE && record->from != 0)
    request->date = muster_zone_get_civil (txn->zone, record->from, NULL);
  if (request->to_date == MUSTER_DATE_NONE && record->until > record->from)
    request->to_date = muster_zone_get_civil (txn->zone, record->until - 1, NULL);
  if (request->to_date == MUSTER_DATE_NONE)
    request->to_date = request->date;
  request->place = g_strdup (record->place);
  request->lat = record->lat;
  request->lon = record->lon;
  request->radius = record->radius;
}

/* %NULL with an %MUSTER_ERROR_INVALID when the delivery makes no sense. */
static MusterRequest *
read_request (MusterTransaction *txn, const MusterDeliveryRecord *record, GError **error)
{
  g_autoptr (MusterRequest) request = muster_request_new ();
  int kind = g_str_equal (record->kind, "correction")
               ? MUSTER_REQUEST_MISSING
               : muster_request_kind_from_code (record->kind);

  if (kind < 0)
    {
      muster_error_set_field (error, "kind", _ ("Requests have no kind “%s”."),
                              record->kind);
      return NULL;
    }

  request->person_id = record->person_id;
  request->kind = (MusterRequestKind) kind;
  request->reason = g_strstrip (g_strdup (record->reason != NULL ? record->reason : ""));
  if (*request->reason == '\0')
    g_set_str (&request->reason, _ ("No reason was given."));
  request->entered_by = g_strdup (record->source_name);
  request->entered_at = record->received_at;
  if (!muster_request_is_correction (request->kind))
    read_cover (txn, request, record);
  else if (!read_correction (txn, request, record, error))
    return NULL;

  return muster_request_check (request, error) ? g_steal_pointer (&request) : NULL;
}

/* ---- Making requests ---- */

/* What is the fault of the delivery, not of the store. */
static gboolean
is_refusal (const GError *why)
{
  return why->domain == MUSTER_ERROR && why->code != MUSTER_ERROR_STORAGE;
}

static char *
fault_in_words (const MusterDeliveryBlob *blob, const char *why)
{
  if (g_strcmp0 (blob->fault, "missing") == 0)
    return g_strdup_printf (_ ("Evidence “%s” is missing: the server does not have it."),
                            blob->name);
  if (g_strcmp0 (blob->fault, "too-large") == 0)
    return g_strdup_printf (_ ("Evidence “%s” is missing: it is too large."), blob->name);
  if (blob->fault != NULL)
    return g_strdup_printf (
      _ ("Evidence “%s” is missing: what the server sent is not what it announced."),
      blob->name);

  return g_strdup_printf (_ ("Evidence “%1$s” is missing: %2$s"), blob->name, why);
}

static gboolean
take_file (MusterRequestDesk *desk, const MusterDeliveryBlob *blob, GError **error)
{
  MusterEvidenceRecord record = {
    .request_id = desk->request->id,
    .name = blob->name,
    .at = desk->txn->now,
    .by = (char *) desk->by,
  };
  g_autoptr (GError) why = NULL;
  g_autofree char *note = NULL;

  if (blob->data != NULL &&
      muster_evidence_add (desk->txn->db, &record, blob->data, &why) != 0)
    return TRUE;

  if (why != NULL && !is_refusal (why))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  note = fault_in_words (blob, why != NULL ? why->message : "");

  return muster_request_desk_note (desk, MUSTER_REQUEST_COMMENT, note, NULL, FALSE,
                                   error);
}

static gboolean
take_files (MusterRequestDesk *desk, const MusterDeliveryRecord *record, GError **error)
{
  g_autoptr (GPtrArray)
    files = muster_deliveries_list_files (desk->txn->db, record->id, error);

  if (files == NULL)
    return FALSE;

  for (guint i = 0; i < files->len; i++)
    if (!take_file (desk, g_ptr_array_index (files, i), error))
      return FALSE;

  return TRUE;
}

/* What submitting wrote before it was refused is not kept. */
static gboolean
try_to_send (MusterRequestDesk *desk, gint64 made_at, GError **why, GError **error)
{
  MusterDb *db = desk->txn->db;
  g_autoptr (GError) local = NULL;

  if (!muster_db_execute (db, "SAVEPOINT sending", error))
    return FALSE;

  if (muster_request_desk_send (desk, FALSE, made_at, &local))
    return muster_db_execute (db, "RELEASE sending", error);

  if (!is_refusal (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_propagate_error (why, g_steal_pointer (&local));

  return muster_db_execute (db, "ROLLBACK TO sending", error) &&
         muster_db_execute (db, "RELEASE sending", error);
}

static gboolean
enter (MusterTransaction *txn,
       const MusterDeliveryRecord *record,
       MusterRequest *draft,
       const char *remark,
       GError **error)
{
  gint64 made_at = record->created != 0 ? MIN (record->created, txn->now)
                                        : record->received_at;
  gint64 id = muster_requests_add (txn->db, draft, error);
  g_auto (MusterRequestDesk) desk = { 0 };
  g_autoptr (GError) why = NULL;

  if (id == 0 ||
      !muster_requests_set_record (txn->db, id, record->source_id, record->record_key,
                                   error) ||
      !muster_request_desk_open (&desk, txn, muster_requests_get (txn->db, id, error),
                                 error))
    return FALSE;

  desk.by = record->source_name;
  if (!take_files (&desk, record, error) ||
      !muster_deliveries_settle (txn->db, record->id, id, NULL, error) ||
      (remark != NULL && !muster_request_desk_note (&desk, MUSTER_REQUEST_COMMENT, remark,
                                                    NULL, FALSE, error)) ||
      !try_to_send (&desk, made_at, &why, error))
    return FALSE;

  if (why != NULL)
    {
      desk.request->state = MUSTER_REQUEST_DRAFT;
      desk.request->level = 0;
      if (!muster_request_desk_note (&desk, MUSTER_REQUEST_COMMENT, why->message, NULL,
                                     FALSE, error))
        return FALSE;
    }

  return muster_transaction_touch_days (txn, MUSTER_TOPIC_REQUESTS, draft->person_id,
                                        draft->date, draft->to_date);
}

/* ---- Later versions ---- */

/* The source takes a request back, or puts another version in its place. */
static gboolean
withdraw (MusterTransaction *txn,
          const MusterDeliveryRecord *record,
          gint64 id,
          const char *note,
          GError **error)
{
  g_auto (MusterRequestDesk) desk = { 0 };

  if (!muster_request_desk_open (&desk, txn, muster_requests_get (txn->db, id, error),
                                 error))
    return FALSE;

  desk.by = record->source_name;
  if (!muster_request_permits (desk.request->state, MUSTER_REQUEST_WITHDRAW,
                               MUSTER_PARTY_REQUESTER))
    {
      muster_transaction_touch (txn, MUSTER_TOPIC_REQUESTS);

      return muster_request_desk_note (&desk, MUSTER_REQUEST_COMMENT, note, NULL, FALSE,
                                       error);
    }

  desk.request->state = MUSTER_REQUEST_WITHDRAWN;

  return muster_request_desk_save (&desk, error) &&
         muster_request_desk_note (&desk, MUSTER_REQUEST_WITHDRAW, note, NULL, FALSE,
                                   error) &&
         muster_deliveries_told (txn->db, id, "reject", error);
}

static gboolean
take_withdrawal (MusterTransaction *txn,
                 const MusterDeliveryRecord *record,
                 gint64 id,
                 GError **error)
{
  if (id == 0)
    return muster_deliveries_settle (txn->db, record->id, 0,
                                     _ ("It was withdrawn before it came."), error) &&
           muster_deliveries_told_fault (txn->db, record->id, error);

  return withdraw (txn, record, id, _ ("The server says that it was withdrawn."),
                   error) &&
         muster_deliveries_settle (txn->db, record->id, id, NULL, error);
}

static gboolean
take_request (MusterTransaction *txn,
              const MusterDeliveryRecord *record,
              gint64 id,
              GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (MusterRequest) draft = read_request (txn, record, &why);

  if (draft == NULL && !is_refusal (why))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (draft == NULL)
    return muster_deliveries_settle (txn->db, record->id, 0, why->message, error);

  return (id == 0 || (withdraw (txn, record, id,
                                _ ("The server sent another version of it."), error) &&
                      muster_requests_set_record (txn->db, id, 0, NULL, error))) &&
         enter (txn, record, draft,
                id != 0 ? _ ("It takes the place of an earlier version.") : NULL, error);
}

static gboolean
take (MusterTransaction *txn, const MusterDeliveryRecord *record, GError **error)
{
  gint64 id;

  if (!muster_requests_find_record (txn->db, record->source_id, record->record_key, &id,
                                    error))
    return FALSE;

  if (g_str_equal (record->status, "submitted"))
    return take_request (txn, record, id, error);
  if (g_str_equal (record->status, "withdrawn"))
    return take_withdrawal (txn, record, id, error);

  /* Of what a later format may say the server expects no answer. */
  return muster_deliveries_settle (txn->db, record->id, 0, record->status, error) &&
         muster_deliveries_told_fault (txn->db, record->id, error);
}

gboolean
muster_intake_run (MusterTransaction *txn, GError **error)
{
  g_autoptr (GPtrArray) waiting = muster_deliveries_waiting (txn->db, error);

  if (waiting == NULL)
    return FALSE;

  for (guint i = 0; i < waiting->len; i++)
    if (!take (txn, g_ptr_array_index (waiting, i), error))
      return FALSE;

  return TRUE;
}
