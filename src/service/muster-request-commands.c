/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-request-commands.h"

#include "muster-error.h"
#include "muster-evidence-box.h"
#include "muster-evidence.h"
#include "muster-request-desk.h"
#include "muster-request-effects.h"
#include "muster-request-plan.h"
#include "muster-requests.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>

/* A file may be as large as a disk: it is looked at before it is read. */
static gboolean
attach_file (MusterTransaction *txn, gint64 request_id, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GBytes) data = NULL;

  if (info == NULL)
    return FALSE;

  if (g_file_info_get_size (info) > MUSTER_EVIDENCE_BYTES)
    {
      g_autofree char *most = g_format_size (MUSTER_EVIDENCE_BYTES);

      return muster_error_set_field (
        error, "evidence", _ ("A piece of evidence can have %s at most."), most);
    }

  data = g_file_load_bytes (file, NULL, NULL, error);

  return data != NULL && muster_evidence_put (txn, request_id, name, data, error);
}

static MusterRequest *
request_from_args (MusterTransaction *txn, GVariant *args, GError **error)
{
  g_autoptr (MusterRequest) request = muster_request_new ();
  const char *kind, *slot, *part, *reason, *place;

  g_variant_get (args, "(x&si&sxi&sx&s&sddd^asbbb)", &request->person_id, &kind,
                 &request->date, &slot, &request->at, &request->to_date, &part,
                 &request->until, &reason, &place, &request->lat, &request->lon,
                 &request->radius, NULL, NULL, NULL, &request->lieu);
  request->kind = (MusterRequestKind) muster_request_kind_from_code (kind);
  request->slot = muster_request_is_correction (request->kind)
                    ? muster_request_slot_from_code (slot)
                    : MUSTER_REQUEST_COVER_SLOT + request->kind;
  request->part = g_str_equal (part, "first") ? 1 : g_str_equal (part, "second") ? 2 : 0;
  if (request->to_date == MUSTER_DATE_NONE ||
      muster_request_is_correction (request->kind))
    request->to_date = request->date;
  request->reason = g_strstrip (g_strdup (reason));
  request->place = g_strdup (place);
  request->entered_by = g_strdup (txn->actor->name);
  request->entered_at = txn->now;

  return muster_request_check (request, error) ? g_steal_pointer (&request) : NULL;
}

static gboolean
submit_request_run (MusterTransaction *txn,
                    GVariant *args,
                    GVariant **result,
                    GError **error)
{
  g_auto (MusterRequestDesk) desk = { 0 };
  g_auto (GStrv) files = NULL;
  gboolean draft, override;

  g_variant_get_child (args, 13, "^as", &files);
  g_variant_get_child (args, 14, "b", &draft);
  g_variant_get_child (args, 15, "b", &override);
  if (!muster_request_desk_open (&desk, txn, request_from_args (txn, args, error), error))
    return FALSE;

  if (!muster_transaction_allows (txn, desk.request->person_id, error) ||
      !(desk.request->id = muster_requests_add (txn->db, desk.request, error)))
    return FALSE;

  g_clear_object (&desk.request);
  if (!(desk.request =
          muster_requests_get (txn->db, muster_db_get_last_id (txn->db), error)))
    return FALSE;

  for (guint i = 0; files[i] != NULL; i++)
    if (!attach_file (txn, desk.request->id, files[i], error))
      return FALSE;

  if (!draft && !muster_request_desk_send (&desk, override, txn->now, error))
    return FALSE;

  *result = g_variant_new ("(x)", desk.request->id);

  return muster_transaction_touch_days (txn, MUSTER_TOPIC_REQUESTS,
                                        desk.request->person_id, desk.request->date,
                                        desk.request->to_date);
}

static const MusterChoice kind_choices[] = {
  { "missing", N_ ("Missing punch") },
  { "late", N_ ("Came earlier") },
  { "early", N_ ("Left later") },
  { "normal", N_ ("Additional punch") },
  { "location", N_ ("Punched elsewhere") },
  { "device", N_ ("Punched on another device") },
  { "leave", N_ ("Leave") },
  { "trip", N_ ("Business trip") },
  { "field", N_ ("Field work") },
  { "outing", N_ ("Outing") },
  { "remote", N_ ("Remote work") },
  { "overtime", N_ ("Overtime") },
  { "place", N_ ("Reported place") },
  { NULL },
};

static const MusterChoice slot_choices[] = {
  { "in", N_ ("On-punch") },
  { "out", N_ ("Off-punch") },
  { "in2", N_ ("On-punch of the 2nd segment") },
  { "out2", N_ ("Off-punch of the 2nd segment") },
  { "in3", N_ ("On-punch of the 3rd segment") },
  { "out3", N_ ("Off-punch of the 3rd segment") },
  { "in4", N_ ("On-punch of the 4th segment") },
  { "out4", N_ ("Off-punch of the 4th segment") },
  { NULL },
};

static const MusterChoice part_choices[] = {
  { "whole", N_ ("Whole day") },
  { "first", N_ ("First half") },
  { "second", N_ ("Second half") },
  { NULL },
};

static const MusterField submit_request_fields[] = {
  { "person", N_ ("Employee"), NULL, MUSTER_FIELD_PERSON, MUSTER_FIELD_REQUIRED },
  { "kind", N_ ("Kind"), NULL, MUSTER_FIELD_CHOICE, .fallback = "missing",
    .choices = kind_choices },
  { "date", N_ ("Date"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { "slot", N_ ("Punch"), NULL, MUSTER_FIELD_CHOICE, .fallback = "in",
    .choices = slot_choices },
  { "at", N_ ("Time"), N_ ("Of the punch, or from when"), MUSTER_FIELD_INSTANT },
  { "to_date", N_ ("Last date"), NULL, MUSTER_FIELD_DATE },
  { "part", N_ ("Part of the day"), NULL, MUSTER_FIELD_CHOICE, .fallback = "whole",
    .choices = part_choices },
  { "until", N_ ("Until"), NULL, MUSTER_FIELD_INSTANT },
  { "reason", N_ ("Reason"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "place", N_ ("Work place"), N_ ("Name of a reported place"), MUSTER_FIELD_TEXT },
  { "lat", N_ ("Latitude (WGS-84)"), NULL, MUSTER_FIELD_REAL, .min = -90, .max = 90 },
  { "lon", N_ ("Longitude (WGS-84)"), NULL, MUSTER_FIELD_REAL, .min = -180, .max = 180 },
  { "radius", N_ ("Radius"), N_ ("Metres"), MUSTER_FIELD_REAL, .max = 100000 },
  { "evidence", N_ ("Evidence"), N_ ("Files: PNG, JPEG, PDF or text"),
    MUSTER_FIELD_STRINGS, MUSTER_FIELD_CONFIDENTIAL },
  { "draft", N_ ("Keep as a draft"), NULL, MUSTER_FIELD_BOOLEAN },
  { "override", N_ ("Override the deadline"), NULL, MUSTER_FIELD_BOOLEAN },
  { "lieu", N_ ("Time off in lieu"), N_ ("Leave that is taken from earned overtime"),
    MUSTER_FIELD_BOOLEAN },
  { NULL },
};

const MusterCommand muster_submit_request = {
  .name = "request.submit",
  .title = N_ ("Submit a request"),
  .args = "(xsisxisxssdddasbbb)",
  .fields = submit_request_fields,
  .permission = MUSTER_MAY_REQUEST,
  .run = submit_request_run,
};

/* ---- What is done with one request ---- */

/* Opens the request and plans the action. */
static gboolean
desk_plan (MusterRequestDesk *desk,
           MusterTransaction *txn,
           gint64 id,
           MusterRequestAction action,
           gboolean override,
           MusterRequestPlan *plan,
           GError **error)
{
  if (!muster_request_desk_open (desk, txn, muster_requests_get (txn->db, id, error),
                                 error) ||
      !muster_request_plan (plan, &desk->reading, desk->approvers, desk->request,
                            desk->person, action, override, error))
    return FALSE;

  txn->delegate_of = plan->delegate_of;
  desk->request->state = plan->state;
  desk->request->level = plan->level;
  desk->request->overridden = desk->request->overridden || plan->overridden;

  return TRUE;
}

static gboolean
send_draft_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  g_auto (MusterRequestDesk) desk = { 0 };
  MusterRequestPlan plan;
  gboolean override;
  gint64 id;

  g_variant_get (args, "(xb)", &id, &override);

  return desk_plan (&desk, txn, id, MUSTER_REQUEST_SUBMIT, override, &plan, error) &&
         muster_request_desk_send (&desk, override, txn->now, error);
}

static const MusterField send_draft_fields[] = {
  { "request", N_ ("Request"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "override", N_ ("Override the deadline"), NULL, MUSTER_FIELD_BOOLEAN },
  { NULL },
};

const MusterCommand muster_send_request = {
  .name = "request.send",
  .title = N_ ("Submit a draft"),
  .args = "(xb)",
  .fields = send_draft_fields,
  .permission = MUSTER_MAY_REQUEST,
  .run = send_draft_run,
};

static gboolean
comment_request_run (MusterTransaction *txn,
                     GVariant *args,
                     GVariant **result,
                     GError **error)
{
  g_auto (MusterRequestDesk) desk = { 0 };
  MusterRequestPlan plan;
  const char *note;
  gint64 id;

  g_variant_get (args, "(x&s)", &id, &note);
  if (!desk_plan (&desk, txn, id, MUSTER_REQUEST_COMMENT, FALSE, &plan, error))
    return FALSE;

  /* What anybody but those who decide say is an answer. */
  if ((muster_approvers_get_parties (desk.approvers, txn->actor, desk.request,
                                     desk.person, NULL, NULL) &
       MUSTER_PARTY_DECIDER) == 0)
    desk.request->asked = FALSE;

  return muster_request_desk_save (&desk, error) &&
         muster_request_desk_note (&desk, MUSTER_REQUEST_COMMENT, note, NULL, FALSE,
                                   error);
}

static const MusterField comment_request_fields[] = {
  { "request", N_ ("Request"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "note", N_ ("Comment"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_comment_request = {
  .name = "request.comment",
  .title = N_ ("Comment on a request"),
  .args = "(xs)",
  .fields = comment_request_fields,
  .permission = MUSTER_MAY_REQUEST,
  .run = comment_request_run,
};

/* An approver who is asked again at the next level has said it already. */
static gboolean
approve_further (MusterRequestDesk *desk, const char *bulk, GError **error)
{
  while (desk->request->state == MUSTER_REQUEST_SUBMITTED)
    {
      MusterRequestPlan plan;
      gboolean mine;

      muster_approvers_get_parties (desk->approvers, desk->txn->actor, desk->request,
                                    desk->person, &mine, NULL);
      if (!mine)
        return TRUE;

      if (!muster_request_plan (&plan, &desk->reading, desk->approvers, desk->request,
                                desk->person, MUSTER_REQUEST_APPROVE,
                                desk->request->overridden, error))
        return FALSE;
      desk->request->state = plan.state;
      desk->request->level = plan.level;
      if (!muster_request_desk_note (desk, MUSTER_REQUEST_APPROVE, "", bulk, FALSE,
                                     error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
approve (MusterRequestDesk *desk, const char *note, const char *bulk, GError **error)
{
  if (!muster_request_desk_note (desk, MUSTER_REQUEST_APPROVE, note, bulk, FALSE,
                                 error) ||
      !approve_further (desk, bulk, error))
    return FALSE;

  desk->request->asked = FALSE;
  muster_request_desk_decided (desk, desk->txn->actor->name);
  if (desk->request->state == MUSTER_REQUEST_APPROVED &&
      (!muster_request_desk_check_lieu (desk, desk->request->overridden, error) ||
       !muster_request_effects_apply (desk->txn, desk->request, desk->person, error)))
    return FALSE;

  return muster_request_desk_save (desk, error);
}

static gboolean
decide_request_run (MusterTransaction *txn,
                    GVariant *args,
                    GVariant **result,
                    GError **error)
{
  static const struct
  {
    const char *word;
    MusterRequestAction action;
  } words[] = {
    { "approve", MUSTER_REQUEST_APPROVE },
    { "reject", MUSTER_REQUEST_REJECT },
    { "ask", MUSTER_REQUEST_ASK },
  };
  g_auto (MusterRequestDesk) desk = { 0 };
  MusterRequestPlan plan;
  const char *decision, *note, *bulk;
  gboolean override;
  gint64 id, revision;
  guint i = 0;

  g_variant_get (args, "(x&s&sxb&s)", &id, &decision, &note, &revision, &override, &bulk);
  while (!g_str_equal (words[i].word, decision))
    i++;

  if (!desk_plan (&desk, txn, id, words[i].action, override, &plan, error))
    return FALSE;

  if (revision != 0 && revision != desk.request->revision)
    return muster_error_set (
      error, MUSTER_ERROR_CONFLICT,
      _ ("Somebody else changed this request meanwhile. Look at it "
         "again."));
  if (words[i].action == MUSTER_REQUEST_APPROVE)
    return approve (&desk, note, bulk, error);

  if (*note == '\0')
    return muster_error_set_field (error, "note",
                                   words[i].action == MUSTER_REQUEST_ASK
                                     ? _ ("Say what you want to know.")
                                     : _ ("Say why it is rejected."));

  desk.request->asked = words[i].action == MUSTER_REQUEST_ASK;
  if (words[i].action == MUSTER_REQUEST_REJECT)
    muster_request_desk_decided (&desk, txn->actor->name);

  return muster_request_desk_save (&desk, error) &&
         muster_request_desk_note (&desk, words[i].action, note, bulk, FALSE, error);
}

static const MusterChoice decision_choices[] = {
  { "approve", N_ ("Approve") },
  { "reject", N_ ("Reject") },
  { "ask", N_ ("Ask") },
  { NULL },
};

static const MusterField decide_request_fields[] = {
  { "request", N_ ("Request"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "decision", N_ ("Decision"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_REQUIRED,
    .choices = decision_choices },
  { "note", N_ ("Reason"), N_ ("A rejection needs one"), MUSTER_FIELD_TEXT },
  { "revision", N_ ("Revision"), N_ ("Only if nothing has happened since"),
    MUSTER_FIELD_INTEGER },
  { "override", N_ ("Although the period is closed"), NULL, MUSTER_FIELD_BOOLEAN },
  { "bulk", N_ ("Part of"), N_ ("An action on many"), MUSTER_FIELD_TEXT },
  { NULL },
};

const MusterCommand muster_decide_request = {
  .name = "request.decide",
  .title = N_ ("Decide a request"),
  .args = "(xssxbs)",
  .fields = decide_request_fields,
  .permission = MUSTER_MAY_DECIDE,
  .run = decide_request_run,
};

static gboolean
withdraw_request_run (MusterTransaction *txn,
                      GVariant *args,
                      GVariant **result,
                      GError **error)
{
  g_auto (MusterRequestDesk) desk = { 0 };
  MusterRequestPlan plan;
  const char *note;
  gint64 id;

  g_variant_get (args, "(x&s)", &id, &note);

  return desk_plan (&desk, txn, id, MUSTER_REQUEST_WITHDRAW, FALSE, &plan, error) &&
         muster_request_desk_save (&desk, error) &&
         muster_request_desk_note (&desk, MUSTER_REQUEST_WITHDRAW, note, NULL, FALSE,
                                   error);
}

static const MusterField withdraw_request_fields[] = {
  { "request", N_ ("Request"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "note", N_ ("Reason"), NULL, MUSTER_FIELD_TEXT },
  { NULL },
};

const MusterCommand muster_withdraw_request = {
  .name = "request.withdraw",
  .title = N_ ("Withdraw a request"),
  .args = "(xs)",
  .fields = withdraw_request_fields,
  .permission = MUSTER_MAY_REQUEST,
  .run = withdraw_request_run,
};

static gboolean
revoke_request_run (MusterTransaction *txn,
                    GVariant *args,
                    GVariant **result,
                    GError **error)
{
  g_auto (MusterRequestDesk) desk = { 0 };
  MusterRequestPlan plan;
  const char *reason;
  gboolean override;
  gint64 id;

  g_variant_get (args, "(x&sb)", &id, &reason, &override);
  if (!desk_plan (&desk, txn, id, MUSTER_REQUEST_REVOKE, override, &plan, error))
    return FALSE;

  muster_request_desk_decided (&desk, txn->actor->name);

  return muster_request_effects_take_back (txn, desk.request, reason, error) &&
         muster_request_desk_save (&desk, error) &&
         muster_request_desk_note (&desk, MUSTER_REQUEST_REVOKE, reason, NULL, FALSE,
                                   error);
}

static const MusterField revoke_request_fields[] = {
  { "request", N_ ("Request"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "reason", N_ ("Reason"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "override", N_ ("Although the period is closed"), NULL, MUSTER_FIELD_BOOLEAN },
  { NULL },
};

const MusterCommand muster_revoke_request = {
  .name = "request.revoke",
  .title = N_ ("Revoke an approval"),
  .args = "(xsb)",
  .fields = revoke_request_fields,
  .permission = MUSTER_MAY_DECIDE,
  .run = revoke_request_run,
};

/* ---- Undoing ---- */

static gboolean
undo_one (MusterTransaction *txn, gint64 id, const char *bulk, GError **error)
{
  g_auto (MusterRequestDesk) desk = { 0 };
  g_autoptr (MusterRequest) before = muster_requests_get (txn->db, id, error);
  MusterRequestPlan plan;

  if (before == NULL ||
      !desk_plan (&desk, txn, id, MUSTER_REQUEST_UNDO, FALSE, &plan, error))
    return FALSE;

  desk.request->decided_at = 0;
  g_clear_pointer (&desk.request->decided_by, g_free);
  g_clear_pointer (&desk.request->decided_for, g_free);
  if (before->state == MUSTER_REQUEST_APPROVED &&
      !muster_request_effects_take_back (txn, desk.request, _ ("Undone"), error))
    return FALSE;

  desk.request->punch_id = 0;

  return muster_request_desk_save (&desk, error) &&
         muster_request_desk_note (&desk, MUSTER_REQUEST_UNDO, "", bulk, FALSE, error);
}

static gboolean
undo_request_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  gint64 id;

  g_variant_get (args, "(x)", &id);

  return undo_one (txn, id, NULL, error);
}

static const MusterField undo_request_fields[] = {
  { "request", N_ ("Request"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_undo_request = {
  .name = "request.undo",
  .title = N_ ("Undo one's decision on a request"),
  .args = "(x)",
  .fields = undo_request_fields,
  .permission = MUSTER_MAY_DECIDE,
  .run = undo_request_run,
};

/* The whole action or nothing of it. */
static gboolean
undo_requests_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  g_autoptr (GArray) ids = NULL;
  g_autofree char *undo = NULL;
  const char *bulk;

  g_variant_get (args, "(&s)", &bulk);
  if (!(ids = muster_requests_of_bulk (txn->db, bulk, error)))
    return FALSE;
  if (ids->len == 0)
    return muster_error_set (error, MUSTER_ERROR_MISSING,
                             _ ("There is no such action on many."));

  undo = g_strconcat (bulk, "/undo", NULL);
  for (guint i = 0; i < ids->len; i++)
    if (!undo_one (txn, g_array_index (ids, gint64, i), undo, error))
      return FALSE;

  *result = g_variant_new ("(x)", (gint64) ids->len);

  return TRUE;
}

static const MusterField undo_requests_fields[] = {
  { "bulk", N_ ("Action on many"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_undo_requests = {
  .name = "request.undo-many",
  .title = N_ ("Undo one's decisions on many requests"),
  .args = "(s)",
  .fields = undo_requests_fields,
  .permission = MUSTER_MAY_DECIDE,
  .run = undo_requests_run,
};

/* ---- Evidence ---- */

static gboolean
add_evidence_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  const char *path;
  gint64 id;

  g_variant_get (args, "(x&s)", &id, &path);

  return attach_file (txn, id, path, error);
}

static const MusterField add_evidence_fields[] = {
  { "request", N_ ("Request"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "file", N_ ("File"), N_ ("PNG, JPEG, PDF or text"), MUSTER_FIELD_PATH,
    MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_add_evidence = {
  .name = "evidence.add",
  .title = N_ ("Add evidence to a request"),
  .args = "(xs)",
  .fields = add_evidence_fields,
  .permission = MUSTER_MAY_REQUEST,
  .run = add_evidence_run,
};
