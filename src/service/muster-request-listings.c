/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-request-listings.h"

#include "muster-approvers.h"
#include "muster-cell.h"
#include "muster-command.h"
#include "muster-day-listings.h"
#include "muster-error.h"
#include "muster-evidence.h"
#include "muster-ledger.h"
#include "muster-lieu.h"
#include "muster-people.h"
#include "muster-reading.h"
#include "muster-request-effects.h"
#include "muster-request-terms.h"
#include "muster-requests.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterRequestRow, muster_request_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterStepRow, muster_step_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterEvidenceRow, muster_evidence_row, G_TYPE_OBJECT)

static void
muster_request_row_finalize (GObject *object)
{
  MusterRequestRow *self = MUSTER_REQUEST_ROW (object);

  g_clear_object (&self->request);
  g_clear_object (&self->person);
  g_clear_pointer (&self->zone, muster_zone_unref);
  g_strfreev (self->waits_for);
  g_free (self->delegate_of);

  G_OBJECT_CLASS (muster_request_row_parent_class)->finalize (object);
}

static void
muster_request_row_class_init (MusterRequestRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_request_row_finalize;
}

static void
muster_request_row_init (MusterRequestRow *self)
{
}

static void
muster_step_row_finalize (GObject *object)
{
  MusterStepRow *self = MUSTER_STEP_ROW (object);

  g_free (self->person_name);
  g_free (self->note);
  g_free (self->by);
  g_free (self->delegate_of);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_step_row_parent_class)->finalize (object);
}

static void
muster_step_row_class_init (MusterStepRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_step_row_finalize;
}

static void
muster_step_row_init (MusterStepRow *self)
{
}

static void
muster_evidence_row_finalize (GObject *object)
{
  MusterEvidenceRow *self = MUSTER_EVIDENCE_ROW (object);

  g_free (self->person_name);
  g_free (self->name);
  g_free (self->by);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_evidence_row_parent_class)->finalize (object);
}

static void
muster_evidence_row_class_init (MusterEvidenceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_evidence_row_finalize;
}

static void
muster_evidence_row_init (MusterEvidenceRow *self)
{
}

/* ---- Requests ---- */

MUSTER_CELL_INTEGER (request_get_id, MusterRequestRow, request->id)
MUSTER_CELL_TEXT (request_get_staff_no, MusterRequestRow, person->staff_no)
MUSTER_CELL_TEXT (request_get_person, MusterRequestRow, person->name)
MUSTER_CELL_TEXT (request_get_department, MusterRequestRow, person->department)
MUSTER_CELL_TEXT (request_get_group, MusterRequestRow, person->group)
MUSTER_CELL_INTEGER (request_get_date, MusterRequestRow, request->date)
MUSTER_CELL_INTEGER (request_get_to_date, MusterRequestRow, request->to_date)
MUSTER_CELL_INSTANT (request_get_at, MusterRequestRow, request->at, zone)
MUSTER_CELL_INSTANT (request_get_until, MusterRequestRow, request->until, zone)
MUSTER_CELL_TEXT (request_get_reason, MusterRequestRow, request->reason)
MUSTER_CELL_TEXT (request_get_place, MusterRequestRow, request->place)
MUSTER_CELL_TEXT (request_get_entered_by, MusterRequestRow, request->entered_by)
MUSTER_CELL_INSTANT (request_get_submitted, MusterRequestRow, request->submitted_at, zone)
MUSTER_CELL_INSTANT (request_get_decided, MusterRequestRow, request->decided_at, zone)
MUSTER_CELL_TEXT (request_get_decided_by, MusterRequestRow, request->decided_by)
MUSTER_CELL_TEXT (request_get_decided_for, MusterRequestRow, request->decided_for)
MUSTER_CELL_INTEGER (request_get_level, MusterRequestRow, request->level + 1)
MUSTER_CELL_INTEGER (request_get_levels, MusterRequestRow, n_levels)
MUSTER_CELL_INTEGER (request_get_mine, MusterRequestRow, mine)
MUSTER_CELL_INTEGER (request_get_used, MusterRequestRow, used)
MUSTER_CELL_INTEGER (request_get_quota, MusterRequestRow, quota)
MUSTER_CELL_INTEGER (request_get_lieu, MusterRequestRow, request->lieu)
MUSTER_CELL_INTEGER (request_get_deadline, MusterRequestRow, deadline)
MUSTER_CELL_INTEGER (request_get_locked, MusterRequestRow, locked)
MUSTER_CELL_INTEGER (request_get_evidence, MusterRequestRow, n_evidence)
MUSTER_CELL_INTEGER (request_get_revision, MusterRequestRow, request->revision)

static void
request_get_kind (GObject *row, MusterCell *cell)
{
  cell->text =
    g_strdup (muster_request_kind_get_code (((MusterRequestRow *) row)->request->kind));
}

static void
request_get_state (GObject *row, MusterCell *cell)
{
  cell->text =
    g_strdup (muster_request_state_get_code (((MusterRequestRow *) row)->request->state));
}

static void
request_get_slot (GObject *row, MusterCell *cell)
{
  cell->text =
    g_strdup (muster_request_slot_get_code (((MusterRequestRow *) row)->request->slot));
}

static void
request_get_waits_for (GObject *row, MusterCell *cell)
{
  cell->codes = g_strdupv (((MusterRequestRow *) row)->waits_for);
}

static void
request_get_marks (GObject *row, MusterCell *cell)
{
  MusterRequest *request = ((MusterRequestRow *) row)->request;
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  if (request->asked)
    g_strv_builder_add (codes, "asked");
  if (request->automatic)
    g_strv_builder_add (codes, "automatic");
  if (request->overridden)
    g_strv_builder_add (codes, "overridden");

  cell->codes = g_strv_builder_end (codes);
}

static const MusterColumn requests_columns[] = {
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, request_get_id },
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, request_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, request_get_person },
  { "kind", N_ ("Kind"), MUSTER_COLUMN_TEXT, request_get_kind, "request_kind" },
  { "date", N_ ("Date"), MUSTER_COLUMN_DATE, request_get_date },
  { "slot", N_ ("Punch"), MUSTER_COLUMN_TEXT, request_get_slot, "slot" },
  { "at", N_ ("Time"), MUSTER_COLUMN_INSTANT, request_get_at },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, request_get_state, "request_state" },
  { "marks", N_ ("Marks"), MUSTER_COLUMN_CODES, request_get_marks, "request_mark" },
  { "waits_for", N_ ("Waits for"), MUSTER_COLUMN_CODES, request_get_waits_for },
  { "reason", N_ ("Reason"), MUSTER_COLUMN_TEXT, request_get_reason },
  { "evidence", N_ ("Evidence"), MUSTER_COLUMN_INTEGER, request_get_evidence },
  { "department", N_ ("Department"), MUSTER_COLUMN_TEXT, request_get_department,
    .optional = TRUE },
  { "group", N_ ("Attendance group"), MUSTER_COLUMN_TEXT, request_get_group,
    .optional = TRUE },
  { "to_date", N_ ("Last date"), MUSTER_COLUMN_DATE, request_get_to_date,
    .optional = TRUE },
  { "until", N_ ("Until"), MUSTER_COLUMN_INSTANT, request_get_until, .optional = TRUE },
  { "place", N_ ("Work place"), MUSTER_COLUMN_TEXT, request_get_place, .optional = TRUE },
  { "level", N_ ("Level"), MUSTER_COLUMN_INTEGER, request_get_level, .optional = TRUE },
  { "levels", N_ ("Levels"), MUSTER_COLUMN_INTEGER, request_get_levels,
    .optional = TRUE },
  { "mine", N_ ("Waits for you"), MUSTER_COLUMN_BOOLEAN, request_get_mine,
    .optional = TRUE },
  { "entered_by", N_ ("Entered by"), MUSTER_COLUMN_TEXT, request_get_entered_by,
    .optional = TRUE },
  { "submitted", N_ ("Submitted"), MUSTER_COLUMN_INSTANT, request_get_submitted,
    .optional = TRUE },
  { "decided", N_ ("Decided"), MUSTER_COLUMN_INSTANT, request_get_decided,
    .optional = TRUE },
  { "decided_by", N_ ("Decided by"), MUSTER_COLUMN_TEXT, request_get_decided_by,
    .optional = TRUE },
  { "decided_for", N_ ("On behalf of"), MUSTER_COLUMN_TEXT, request_get_decided_for,
    .optional = TRUE },
  { "used", N_ ("Quota used"), MUSTER_COLUMN_INTEGER, request_get_used,
    .optional = TRUE },
  { "quota", N_ ("Correction quota"), MUSTER_COLUMN_INTEGER, request_get_quota,
    .optional = TRUE },
  { "lieu", N_ ("Time off in lieu"), MUSTER_COLUMN_BOOLEAN, request_get_lieu,
    .optional = TRUE },
  { "deadline", N_ ("Deadline"), MUSTER_COLUMN_DATE, request_get_deadline,
    .optional = TRUE },
  { "locked", N_ ("Period closed"), MUSTER_COLUMN_BOOLEAN, request_get_locked,
    .optional = TRUE },
  { "revision", N_ ("Revision"), MUSTER_COLUMN_INTEGER, request_get_revision,
    .optional = TRUE },
  { NULL },
};

/* People by id, those that a listing of requests speaks of. */
static GHashTable *
read_people (MusterReading *reading,
             GPtrArray *requests,
             const MusterScope *scope,
             GError **error)
{
  g_autoptr (GHashTable)
    seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) people = NULL;

  for (guint i = 0; i < requests->len; i++)
    {
      MusterRequest *request = g_ptr_array_index (requests, i);

      if (request != NULL && g_hash_table_add (wanted, &request->person_id))
        g_array_append_val (ids, request->person_id);
    }

  people = muster_people_load (reading->db, (const gint64 *) (gpointer) ids->data,
                               ids->len, muster_reading_get_today (reading), FALSE, scope,
                               error);
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      MusterPerson *person = g_ptr_array_index (people, i);

      if (person != NULL)
        g_hash_table_insert (seen, &person->id, g_object_ref (person));
    }

  return people != NULL ? g_steal_pointer (&seen) : NULL;
}

typedef struct
{
  gint64 id;
  gint64 order;
  gint64 second;
} Found;

static int
found_compare (gconstpointer a, gconstpointer b)
{
  const Found *left = a;
  const Found *right = b;

  if (left->order != right->order)
    return left->order < right->order ? -1 : 1;
  if (left->second != right->second)
    return left->second < right->second ? -1 : 1;

  return (left->id > right->id) - (left->id < right->id);
}

static gboolean
found_order (MusterRequest *request, const char *order, Found *found, GError **error)
{
  found->id = request->id;
  found->second = request->submitted_at;
  if (order == NULL || g_str_equal (order, "submitted"))
    found->order = request->submitted_at > 0 ? request->submitted_at : G_MAXINT64;
  else if (g_str_equal (order, "date"))
    found->order = request->date;
  else if (g_str_equal (order, "decided"))
    found->order = request->decided_at;
  else if (g_str_equal (order, "kind"))
    found->order = request->kind;
  else
    return muster_error_set_field (error, "order", _ ("Requests have no order “%s”."),
                                   order);

  return TRUE;
}

/* Counts the request's states; whether one of them was asked for. */
static gboolean
state_passes (MusterRequest *request,
              gboolean mine,
              MusterFilter *filter,
              MusterFinding *finding)
{
  gboolean waits = request->state == MUSTER_REQUEST_SUBMITTED;
  const struct
  {
    const char *code;
    gboolean is;
  } states[] = {
    { "mine", mine },
    { "others", waits && !mine },
    { "submitted", waits },
    { "decided", request->state > MUSTER_REQUEST_SUBMITTED },
    { "draft", request->state == MUSTER_REQUEST_DRAFT },
    { "asked", waits && request->asked },
    { "approved", request->state == MUSTER_REQUEST_APPROVED },
    { "rejected", request->state == MUSTER_REQUEST_REJECTED },
    { "withdrawn", request->state == MUSTER_REQUEST_WITHDRAWN },
    { "revoked", request->state == MUSTER_REQUEST_REVOKED },
    { "automatic", request->automatic },
  };
  gboolean passes = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i].is)
      {
        muster_finding_count (finding, states[i].code, 1);
        passes = passes || muster_filter_has_state (filter, states[i].code);
      }
  finding->total++;

  return passes;
}

static void
set_found (MusterFinding *finding, GArray *found, MusterFilter *filter)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_sort (found, found_compare);
  for (guint i = 0; i < found->len; i++)
    {
      guint at = filter->descending ? found->len - 1 - i : i;

      if (filter->limit > 0 && i >= filter->limit)
        break;
      g_array_append_val (keys, g_array_index (found, Found, at).id);
    }
  muster_finding_set_keys (finding, keys);
}

static gboolean
requests_find (MusterReading *reading,
               MusterFilter *filter,
               const MusterScope *scope,
               MusterFinding *finding,
               GError **error)
{
  MusterDate today = muster_reading_get_today (reading);
  MusterDates dates = filter->dates;
  g_autoptr (MusterFilter) who = muster_filter_copy (filter);
  g_autoptr (MusterApprovers) approvers = NULL;
  g_autoptr (GHashTable) chosen = NULL;
  g_autoptr (GHashTable) people = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));

  who->dates = (MusterDates) { today, today };
  if (dates.from == MUSTER_DATE_NONE && dates.to == MUSTER_DATE_NONE)
    dates.to = MUSTER_DATE_EVER;
  if (!(approvers = muster_approvers_new (reading->db, today, error)) ||
      !muster_people_select (reading->db, who, scope, today, &chosen, error) ||
      !(requests = muster_requests_list (reading->db, filter->person_id, dates, error)) ||
      !(people = read_people (reading, requests, scope, error)))
    return FALSE;

  for (guint i = 0; i < requests->len; i++)
    {
      MusterRequest *request = g_ptr_array_index (requests, i);
      MusterPerson *person = g_hash_table_lookup (people, &request->person_id);
      gboolean mine = FALSE;
      Found one;

      if (person == NULL ||
          (chosen != NULL && !g_hash_table_contains (chosen, &request->person_id)) ||
          (filter->request_id != 0 && filter->request_id != request->id))
        continue;

      if (request->state == MUSTER_REQUEST_SUBMITTED)
        muster_approvers_get_parties (approvers, reading->actor, request, person, &mine,
                                      NULL);
      if (!state_passes (request, mine, filter, finding))
        continue;
      if (!found_order (request, filter->order, &one, error))
        return FALSE;
      g_array_append_val (found, one);
    }

  set_found (finding, found, filter);

  return TRUE;
}

/* What a row says of the reader: what they may do with it. */
static void
row_fill_parties (MusterRequestRow *row, MusterApprovers *approvers, MusterActor *actor)
{
  MusterRequest *request = row->request;
  const char *delegate_of;
  guint parties = muster_approvers_get_parties (approvers, actor, request, row->person,
                                                &row->mine, &delegate_of);
  gboolean decides = muster_actor_may (actor, MUSTER_MAY_DECIDE);

  row->delegate_of = g_strdup (delegate_of);
  row->waits_for = muster_approvers_waits_for (approvers, request, row->person);
  row->may_decide =
    decides && muster_request_permits (request->state, MUSTER_REQUEST_APPROVE, parties);
  row->may_undo = decides &&
                  muster_request_permits (request->state, MUSTER_REQUEST_UNDO, parties);
  row->may_revoke =
    decides && muster_request_permits (request->state, MUSTER_REQUEST_REVOKE, parties);
  row->may_send = muster_actor_may (actor, MUSTER_MAY_REQUEST) &&
                  muster_request_permits (request->state, MUSTER_REQUEST_SUBMIT, parties);
  row->may_withdraw =
    muster_actor_may (actor, MUSTER_MAY_REQUEST) &&
    muster_request_permits (request->state, MUSTER_REQUEST_WITHDRAW, parties);
}

static MusterRequestRow *
request_row_new (MusterReading *reading,
                 MusterRulebook *rules,
                 MusterApprovers *approvers,
                 MusterRequest *request,
                 MusterPerson *person,
                 GError **error)
{
  g_autoptr (MusterRequestRow) row = g_object_new (MUSTER_TYPE_REQUEST_ROW, NULL);
  g_auto (MusterRequestTerms) terms = { 0 };
  g_autoptr (GArray) levels = muster_request_levels_from_text (request->levels);

  row->request = g_object_ref (request);
  row->person = g_object_ref (person);
  row->zone = muster_zone_ref (reading->zone);
  if (!muster_request_terms_read (&terms, reading, rules, request, person, error) ||
      !muster_evidence_count (reading->db, request->id, &row->n_evidence, error))
    return NULL;

  if (request->lieu)
    {
      g_autoptr (GPtrArray) people = g_ptr_array_new ();
      MusterLieuBalance balance;

      g_ptr_array_add (people, person);
      if (!muster_lieu_read (reading, people, request->date, &balance, error))
        return NULL;
      row->lieu_left = balance.left;
    }

  row->n_levels = levels->len;
  row->used = terms.used;
  row->quota = terms.policy.quota;
  row->deadline = terms.deadline;
  row->locked = terms.locked;
  row_fill_parties (row, approvers, reading->actor);

  return g_steal_pointer (&row);
}

static GPtrArray *
requests_load (MusterReading *reading,
               MusterFinding *finding,
               const gint64 *keys,
               guint n_keys,
               const MusterScope *scope,
               GError **error)
{
  g_autoptr (GPtrArray) rows = muster_rows_new ();
  g_autoptr (MusterApprovers) approvers = NULL;
  g_autoptr (MusterRulebook) rules = NULL;
  g_autoptr (GHashTable) people = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  approvers =
    muster_approvers_new (reading->db, muster_reading_get_today (reading), error);
  if (approvers == NULL ||
      !(rules = muster_ledger_get_rules (reading->ledger, reading, error)) ||
      !(requests = muster_requests_load (reading->db, keys, n_keys, error)) ||
      !(people = read_people (reading, requests, scope, error)))
    return NULL;

  for (guint i = 0; i < requests->len; i++)
    {
      MusterRequest *request = g_ptr_array_index (requests, i);
      MusterPerson *person =
        request != NULL ? g_hash_table_lookup (people, &request->person_id) : NULL;
      MusterRequestRow *row = NULL;

      if (person != NULL &&
          !(row = request_row_new (reading, rules, approvers, request, person, error)))
        return NULL;
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

const MusterListing muster_requests_listing = {
  .name = "requests",
  .states = "mine others submitted decided draft asked approved rejected withdrawn"
            " revoked automatic",
  .title = N_ ("Requests"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_request_row_get_type,
  .columns = requests_columns,
  .topics = MUSTER_TOPIC_REQUESTS | MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_USERS |
            MUSTER_TOPIC_RULES | MUSTER_TOPIC_PERIODS,
  .find = requests_find,
  .load = requests_load,
};

/* ---- What belongs to requests: short, read whole ---- */

/* Whose requests the listing may speak of: of the filter's, or of all. */
static GPtrArray *
read_chosen (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             GHashTable **people,
             GError **error)
{
  g_autoptr (GPtrArray) requests = NULL;

  requests = filter->request_id != 0
               ? muster_requests_load (reading->db, &filter->request_id, 1, error)
               : muster_requests_list (
                   reading->db, filter->person_id,
                   (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_EVER }, error);
  if (requests == NULL || !(*people = read_people (reading, requests, scope, error)))
    return NULL;

  return g_steal_pointer (&requests);
}

MUSTER_CELL_INTEGER (step_get_id, MusterStepRow, id)
MUSTER_CELL_INTEGER (step_get_request, MusterStepRow, request_id)
MUSTER_CELL_TEXT (step_get_person, MusterStepRow, person_name)
MUSTER_CELL_INSTANT (step_get_at, MusterStepRow, at, zone)
MUSTER_CELL_TEXT (step_get_by, MusterStepRow, by)
MUSTER_CELL_TEXT (step_get_delegate_of, MusterStepRow, delegate_of)
MUSTER_CELL_TEXT (step_get_note, MusterStepRow, note)
MUSTER_CELL_INTEGER (step_get_automatic, MusterStepRow, automatic)
MUSTER_CELL_INTEGER (step_get_overridden, MusterStepRow, overridden)
MUSTER_CELL_INTEGER (step_get_level, MusterStepRow, level + 1)

static void
step_get_action (GObject *row, MusterCell *cell)
{
  cell->text =
    g_strdup (muster_request_action_get_code (((MusterStepRow *) row)->action));
}

static void
step_get_state (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (muster_request_state_get_code (((MusterStepRow *) row)->state));
}

static const MusterColumn steps_columns[] = {
  { "at", N_ ("Time"), MUSTER_COLUMN_INSTANT, step_get_at },
  { "request", N_ ("Request"), MUSTER_COLUMN_INTEGER, step_get_request },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, step_get_person },
  { "by", N_ ("By"), MUSTER_COLUMN_TEXT, step_get_by },
  { "delegate_of", N_ ("On behalf of"), MUSTER_COLUMN_TEXT, step_get_delegate_of },
  { "action", N_ ("Action"), MUSTER_COLUMN_TEXT, step_get_action, "request_action" },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, step_get_state, "request_state" },
  { "note", N_ ("Note"), MUSTER_COLUMN_TEXT, step_get_note },
  { "level", N_ ("Level"), MUSTER_COLUMN_INTEGER, step_get_level, .optional = TRUE },
  { "automatic", N_ ("By the rules"), MUSTER_COLUMN_BOOLEAN, step_get_automatic,
    .optional = TRUE },
  { "overridden", N_ ("Overridden"), MUSTER_COLUMN_BOOLEAN, step_get_overridden,
    .optional = TRUE },
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, step_get_id, .optional = TRUE },
  { NULL },
};

static gboolean
steps_add (MusterReading *reading,
           MusterRequest *request,
           MusterPerson *person,
           GPtrArray *rows,
           GError **error)
{
  g_autoptr (GArray) steps = muster_requests_steps (reading->db, request->id, error);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const MusterRequestStep *step = &g_array_index (steps, MusterRequestStep, i);
      MusterStepRow *row = g_object_new (MUSTER_TYPE_STEP_ROW, NULL);

      row->id = step->id;
      row->request_id = step->request_id;
      row->person_name = g_strdup (person->name);
      row->action = step->action;
      row->state = step->state;
      row->level = step->level;
      row->note = g_strdup (step->note);
      row->automatic = step->automatic;
      row->overridden = step->overridden;
      row->at = step->at;
      row->by = g_strdup (step->by);
      row->delegate_of = g_strdup (step->delegate_of);
      row->zone = muster_zone_ref (reading->zone);
      g_ptr_array_add (rows, row);
    }

  return steps != NULL;
}

typedef gboolean (*PartsAdd) (MusterReading *reading,
                              MusterRequest *request,
                              MusterPerson *person,
                              GPtrArray *rows,
                              GError **error);

static GPtrArray *
parts_read (MusterReading *reading,
            MusterFilter *filter,
            const MusterScope *scope,
            PartsAdd add,
            GError **error)
{
  g_autoptr (GPtrArray) rows = muster_rows_new ();
  g_autoptr (GHashTable) people = NULL;
  g_autoptr (GPtrArray) requests = read_chosen (reading, filter, scope, &people, error);

  if (requests == NULL)
    return NULL;

  for (guint i = 0; i < requests->len; i++)
    {
      MusterRequest *request = g_ptr_array_index (requests, i);
      MusterPerson *person =
        request != NULL ? g_hash_table_lookup (people, &request->person_id) : NULL;

      if (person != NULL && !add (reading, request, person, rows, error))
        return NULL;
    }

  return g_steal_pointer (&rows);
}

static gboolean
steps_find (MusterReading *reading,
            MusterFilter *filter,
            const MusterScope *scope,
            MusterFinding *finding,
            GError **error)
{
  return muster_finding_number_rows (
    finding, parts_read (reading, filter, scope, steps_add, error));
}

static GPtrArray *
steps_load (MusterReading *reading,
            MusterFinding *finding,
            const gint64 *keys,
            guint n_keys,
            const MusterScope *scope,
            GError **error)
{
  return muster_finding_pick_rows (
    parts_read (reading, finding->filter, scope, steps_add, error), keys, n_keys);
}

const MusterListing muster_request_steps_listing = {
  .name = "request-steps",
  .title = N_ ("Steps of requests"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_step_row_get_type,
  .columns = steps_columns,
  .topics = MUSTER_TOPIC_REQUESTS | MUSTER_TOPIC_PEOPLE,
  .find = steps_find,
  .load = steps_load,
};

MUSTER_CELL_INTEGER (evidence_get_id, MusterEvidenceRow, id)
MUSTER_CELL_INTEGER (evidence_get_request, MusterEvidenceRow, request_id)
MUSTER_CELL_TEXT (evidence_get_person, MusterEvidenceRow, person_name)
MUSTER_CELL_TEXT (evidence_get_name, MusterEvidenceRow, name)
MUSTER_CELL_TEXT (evidence_get_type, MusterEvidenceRow, type)
MUSTER_CELL_INTEGER (evidence_get_size, MusterEvidenceRow, size)
MUSTER_CELL_INSTANT (evidence_get_at, MusterEvidenceRow, at, zone)
MUSTER_CELL_TEXT (evidence_get_by, MusterEvidenceRow, by)

static const MusterColumn evidence_columns[] = {
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, evidence_get_id },
  { "request", N_ ("Request"), MUSTER_COLUMN_INTEGER, evidence_get_request },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, evidence_get_person },
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, evidence_get_name },
  { "type", N_ ("Type"), MUSTER_COLUMN_TEXT, evidence_get_type },
  { "size", N_ ("Bytes"), MUSTER_COLUMN_INTEGER, evidence_get_size },
  { "at", N_ ("Time"), MUSTER_COLUMN_INSTANT, evidence_get_at },
  { "by", N_ ("By"), MUSTER_COLUMN_TEXT, evidence_get_by },
  { NULL },
};

static gboolean
evidence_add (MusterReading *reading,
              MusterRequest *request,
              MusterPerson *person,
              GPtrArray *rows,
              GError **error)
{
  g_autoptr (GArray) records = muster_evidence_list (reading->db, request->id, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const MusterEvidenceRecord *record =
        &g_array_index (records, MusterEvidenceRecord, i);
      MusterEvidenceRow *row = g_object_new (MUSTER_TYPE_EVIDENCE_ROW, NULL);

      row->id = record->id;
      row->request_id = record->request_id;
      row->person_name = g_strdup (person->name);
      row->name = g_strdup (record->name);
      row->type = record->type;
      row->size = record->size;
      row->at = record->at;
      row->by = g_strdup (record->by);
      row->zone = muster_zone_ref (reading->zone);
      g_ptr_array_add (rows, row);
    }

  return records != NULL;
}

static gboolean
evidence_find (MusterReading *reading,
               MusterFilter *filter,
               const MusterScope *scope,
               MusterFinding *finding,
               GError **error)
{
  return muster_finding_number_rows (
    finding, parts_read (reading, filter, scope, evidence_add, error));
}

static GPtrArray *
evidence_load (MusterReading *reading,
               MusterFinding *finding,
               const gint64 *keys,
               guint n_keys,
               const MusterScope *scope,
               GError **error)
{
  return muster_finding_pick_rows (
    parts_read (reading, finding->filter, scope, evidence_add, error), keys, n_keys);
}

const MusterListing muster_evidence_listing = {
  .name = "evidence",
  .title = N_ ("Evidence"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_evidence_row_get_type,
  .columns = evidence_columns,
  .topics = MUSTER_TOPIC_REQUESTS | MUSTER_TOPIC_PEOPLE,
  .find = evidence_find,
  .load = evidence_load,
};

/* ---- The day before and after ---- */

MUSTER_CELL_TEXT (day_get_staff_no, MusterDayRow, person->staff_no)
MUSTER_CELL_TEXT (day_get_person, MusterDayRow, person->name)
MUSTER_CELL_INTEGER (day_get_date, MusterDayRow, sheet->day.date)
MUSTER_CELL_INSTANT (day_get_in, MusterDayRow, sheet->day.in_at, sheet->zone)
MUSTER_CELL_INSTANT (day_get_out, MusterDayRow, sheet->day.out_at, sheet->zone)

static void
day_get_status (GObject *row, MusterCell *cell)
{
  cell->text =
    g_strdup (muster_status_get_code (((MusterDayRow *) row)->sheet->day.status));
}

static void
day_get_worked (GObject *row, MusterCell *cell)
{
  cell->integer = ((MusterDayRow *) row)->sheet->day.worked_sec / 60;
}

static const MusterColumn days_columns[] = {
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, day_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, day_get_person },
  { "date", N_ ("Date"), MUSTER_COLUMN_DATE, day_get_date },
  { "status", N_ ("Status"), MUSTER_COLUMN_TEXT, day_get_status, "status" },
  { "in", N_ ("On"), MUSTER_COLUMN_INSTANT, day_get_in },
  { "out", N_ ("Off"), MUSTER_COLUMN_INSTANT, day_get_out },
  { "worked", N_ ("Worked"), MUSTER_COLUMN_MINUTES, day_get_worked },
  { NULL },
};

/* The punch that an approval would add. */
static MusterPunch
punch_of (MusterRequest *request, gint64 now)
{
  return (MusterPunch) {
    .id = G_MAXINT64,
    .at = request->at,
    .received_at = now,
    .marks = MUSTER_PUNCH_CORRECTION,
    .direction = muster_request_is_out (request->slot) ? MUSTER_DIRECTION_OUT
                                                       : MUSTER_DIRECTION_IN,
    .verify = MUSTER_VERIFY_MANUAL,
  };
}

/* Adds the person's day of the request under a supposition: its first entry. */
static gboolean
add_supposed (MusterReading *reading,
              MusterRequest *request,
              MusterPerson *person,
              const MusterSupposition *supposition,
              GPtrArray *rows,
              GError **error)
{
  g_autoptr (GPtrArray) sheets = muster_ledger_suppose (
    reading->ledger, reading, person, (MusterDates) { request->date, request->date },
    supposition, error);
  MusterDayRow *row;

  if (sheets == NULL)
    return FALSE;
  if (sheets->len == 0)
    return TRUE;

  row = g_object_new (MUSTER_TYPE_DAY_ROW, NULL);
  row->person = g_object_ref (person);
  row->sheet = g_object_ref (g_ptr_array_index (sheets, 0));
  g_ptr_array_add (rows, row);

  return TRUE;
}

static gboolean
request_days_add (MusterReading *reading,
                  MusterRequest *request,
                  MusterPerson *person,
                  GPtrArray *rows,
                  GError **error)
{
  gboolean approved = request->state == MUSTER_REQUEST_APPROVED;
  MusterSupposition before = {
    .without_punch = approved ? request->punch_id : 0,
    .without_request = approved ? request->id : 0,
  };
  MusterSupposition after = { 0 };
  MusterPunch punch = punch_of (request, reading->now);
  MusterCover cover;

  if (!approved && muster_request_is_correction (request->kind))
    {
      after.punch = &punch;
    }
  else if (!approved && muster_request_get_cover (request, request->date, &cover))
    {
      after.covers = &cover;
      after.n_covers = 1;
    }

  return add_supposed (reading, request, person, &before, rows, error) &&
         add_supposed (reading, request, person, &after, rows, error);
}

/* Of one request only: two days are judged for it. */
static GPtrArray *
request_days_read (MusterReading *reading,
                   MusterFilter *filter,
                   const MusterScope *scope,
                   GError **error)
{
  if (filter->request_id == 0)
    return muster_rows_new ();

  return parts_read (reading, filter, scope, request_days_add, error);
}

static gboolean
request_days_find (MusterReading *reading,
                   MusterFilter *filter,
                   const MusterScope *scope,
                   MusterFinding *finding,
                   GError **error)
{
  return muster_finding_number_rows (finding,
                                     request_days_read (reading, filter, scope, error));
}

static GPtrArray *
request_days_load (MusterReading *reading,
                   MusterFinding *finding,
                   const gint64 *keys,
                   guint n_keys,
                   const MusterScope *scope,
                   GError **error)
{
  return muster_finding_pick_rows (
    request_days_read (reading, finding->filter, scope, error), keys, n_keys);
}

const MusterListing muster_request_days_listing = {
  .name = "request-days",
  .title = N_ ("Day of a request, without it and with it"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_day_row_get_type,
  .columns = days_columns,
  .topics = MUSTER_TOPIC_DAYS,
  .find = request_days_find,
  .load = request_days_load,
};
