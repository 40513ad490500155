/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-exception-listings.h"

#include "muster-badges.h"
#include "muster-cell.h"
#include "muster-command.h"
#include "muster-decisions.h"
#include "muster-freeze.h"
#include "muster-ledger.h"
#include "muster-people.h"
#include "muster-punches.h"
#include "muster-reading.h"
#include "muster-requests.h"
#include "muster-signal-listings.h"
#include "muster-sources.h"

#include <glib/gi18n-lib.h>

#define SILENT_AFTER MUSTER_DAY         /* without a report */
#define DRIFT_WARN (60 * MUSTER_SECOND) /* semantics §1.7 */

G_DEFINE_FINAL_TYPE (MusterExceptionRow, muster_exception_row, G_TYPE_OBJECT)

static void
muster_exception_row_finalize (GObject *object)
{
  MusterExceptionRow *self = MUSTER_EXCEPTION_ROW (object);

  g_free (self->key);
  g_clear_object (&self->person);
  g_free (self->other_name);
  g_free (self->source_name);
  g_free (self->number);
  g_free (self->decision);
  g_free (self->reason);
  g_free (self->assignee);
  g_free (self->decided_by);
  g_free (self->decided_for);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_exception_row_parent_class)->finalize (object);
}

static void
muster_exception_row_class_init (MusterExceptionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_exception_row_finalize;
}

static void
muster_exception_row_init (MusterExceptionRow *self)
{
  self->until = MUSTER_DATE_NONE;
}

MUSTER_CELL_TEXT (exception_get_key, MusterExceptionRow, key)
MUSTER_CELL_INTEGER (exception_get_date, MusterExceptionRow, exception.date)
MUSTER_CELL_INTEGER (exception_get_amount, MusterExceptionRow, exception.amount)
MUSTER_CELL_TEXT (exception_get_source, MusterExceptionRow, source_name)
MUSTER_CELL_TEXT (exception_get_number, MusterExceptionRow, number)
MUSTER_CELL_TEXT (exception_get_state, MusterExceptionRow, state)
MUSTER_CELL_TEXT (exception_get_decision, MusterExceptionRow, decision)
MUSTER_CELL_TEXT (exception_get_reason, MusterExceptionRow, reason)
MUSTER_CELL_TEXT (exception_get_assignee, MusterExceptionRow, assignee)
MUSTER_CELL_INTEGER (exception_get_until, MusterExceptionRow, until)
MUSTER_CELL_INSTANT (exception_get_decided, MusterExceptionRow, decided_at, zone)
MUSTER_CELL_TEXT (exception_get_decided_by, MusterExceptionRow, decided_by)
MUSTER_CELL_TEXT (exception_get_decided_for, MusterExceptionRow, decided_for)

static void
exception_get_kind (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (
    muster_exception_kind_get_code (((MusterExceptionRow *) row)->exception.kind));
}

static void
exception_get_staff_no (GObject *row, MusterCell *cell)
{
  MusterPerson *person = ((MusterExceptionRow *) row)->person;

  cell->text = g_strdup (person != NULL ? person->staff_no : NULL);
}

static void
exception_get_person (GObject *row, MusterCell *cell)
{
  MusterPerson *person = ((MusterExceptionRow *) row)->person;

  cell->text = g_strdup (person != NULL ? person->name : NULL);
}

static void
exception_get_department (GObject *row, MusterCell *cell)
{
  MusterPerson *person = ((MusterExceptionRow *) row)->person;

  cell->text = g_strdup (person != NULL ? person->department : NULL);
}

MUSTER_CELL_INTEGER (exception_get_request, MusterExceptionRow, request_id)

static const MusterColumn exceptions_columns[] = {
  { "kind", N_ ("Kind"), MUSTER_COLUMN_TEXT, exception_get_kind, "exception" },
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, exception_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, exception_get_person },
  { "date", N_ ("Date"), MUSTER_COLUMN_DATE, exception_get_date },
  { "amount", N_ ("Amount"), MUSTER_COLUMN_INTEGER, exception_get_amount },
  { "source", N_ ("Source"), MUSTER_COLUMN_TEXT, exception_get_source },
  { "key", N_ ("Device user number"), MUSTER_COLUMN_TEXT, exception_get_number },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, exception_get_state, "exception_state" },
  { "decision", N_ ("Decision"), MUSTER_COLUMN_TEXT, exception_get_decision,
    "exception_decision" },
  { "reason", N_ ("Reason"), MUSTER_COLUMN_TEXT, exception_get_reason },
  { "decided_by", N_ ("Decided by"), MUSTER_COLUMN_TEXT, exception_get_decided_by },
  { "decided_for", N_ ("On behalf of"), MUSTER_COLUMN_TEXT, exception_get_decided_for,
    .optional = TRUE },
  { "decided", N_ ("Decided"), MUSTER_COLUMN_INSTANT, exception_get_decided,
    .optional = TRUE },
  { "assignee", N_ ("Given to"), MUSTER_COLUMN_TEXT, exception_get_assignee,
    .optional = TRUE },
  { "until", N_ ("Comes back on"), MUSTER_COLUMN_DATE, exception_get_until,
    .optional = TRUE },
  { "department", N_ ("Department"), MUSTER_COLUMN_TEXT, exception_get_department,
    .optional = TRUE },
  { "request", N_ ("Request that waits"), MUSTER_COLUMN_INTEGER, exception_get_request,
    .optional = TRUE },
  { "id", N_ ("Exception"), MUSTER_COLUMN_TEXT, exception_get_key, .optional = TRUE },
  { NULL },
};

/* All that one look at the exceptions needs. */
typedef struct
{
  MusterReading *reading;
  MusterFilter *filter;
  const MusterScope *scope;
  MusterDates dates;
  MusterRulebook *rules;
  GHashTable *people;  /* by id */
  GHashTable *decided; /* by key */
  GArray *found;       /* of one day */
  GPtrArray *rows;
} Look;

static void
look_clear (Look *look)
{
  g_clear_object (&look->rules);
  g_clear_pointer (&look->people, g_hash_table_unref);
  g_clear_pointer (&look->decided, g_hash_table_unref);
  g_clear_pointer (&look->found, g_array_unref);
  g_clear_pointer (&look->rows, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

static gboolean
is_accepted (Look *look, const MusterException *exception, MusterPerson *person)
{
  MusterRuleset *ruleset =
    person != NULL ? muster_rulebook_find (look->rules, exception->date) : NULL;
  MusterGroup *group =
    ruleset != NULL ? muster_ruleset_find_group (ruleset, person->group) : NULL;

  if (group == NULL && ruleset != NULL && ruleset->groups->len > 0)
    group = g_ptr_array_index (ruleset->groups, 0);

  return group != NULL && muster_exception_is_accepted (exception, group->exceptions);
}

/* What the last decision makes of it. */
static const char *
state_of (const MusterDecisionRecord *record, MusterDate today)
{
  if (record == NULL || g_str_equal (record->decision, "reopen"))
    return "open";
  if (g_str_equal (record->decision, "assign"))
    return "assigned";
  if (g_str_equal (record->decision, "ask"))
    return "asked";
  if (g_str_equal (record->decision, "snooze"))
    return today < record->until ? "snoozed" : "open";

  return "decided";
}

static MusterExceptionRow *
look_add (Look *look, const MusterException *exception)
{
  MusterExceptionRow *row = g_object_new (MUSTER_TYPE_EXCEPTION_ROW, NULL);
  const MusterDecisionRecord *record;
  MusterPerson *person = g_hash_table_lookup (look->people, &exception->person_id);

  row->exception = *exception;
  row->key = muster_exception_get_key (exception);
  row->zone = muster_zone_ref (look->reading->zone);
  g_set_object (&row->person, person);
  record = g_hash_table_lookup (look->decided, row->key);
  row->state = state_of (record, muster_reading_get_today (look->reading));
  if (record != NULL)
    {
      row->decision = g_strdup (record->decision);
      row->reason = g_strdup (record->reason);
      row->assignee = g_strdup (record->assignee);
      row->until = record->until;
      row->decided_at = record->at;
      row->decided_by = g_strdup (record->by);
      row->decided_for = g_strdup (record->delegate_of);
    }
  else if (is_accepted (look, exception, person))
    {
      row->state = "automatic";
    }

  row->mine = g_str_equal (row->state, "open") || g_str_equal (row->state, "asked") ||
              (g_str_equal (row->state, "assigned") && look->reading->actor != NULL &&
               g_strcmp0 (row->assignee, look->reading->actor->name) == 0);
  g_ptr_array_add (look->rows, row);

  return row;
}

static void
look_at_day (Look *look, const MusterDay *day)
{
  gboolean came = (day->flags & MUSTER_FLAG_MISSING_IN) == 0;

  g_array_set_size (look->found, 0);
  muster_exception_add_day (day, look->found);
  for (guint i = 0; i < look->found->len; i++)
    {
      const MusterException *exception = &g_array_index (look->found, MusterException, i);

      look_add (look, exception)->out =
        exception->kind == MUSTER_EXCEPTION_EARLY ||
        (exception->kind == MUSTER_EXCEPTION_MISSING && came);
    }
}

static gboolean
look_at_days (Look *look, GError **error)
{
  MusterDate today = muster_reading_get_today (look->reading);
  g_autoptr (MusterFilter) who = muster_filter_copy (look->filter);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GArray) days = NULL;
  const gint64 *keys;
  gint64 as_of;

  who->dates = look->dates;
  g_clear_pointer (&who->states, g_strfreev);
  g_clear_pointer (&who->order, g_free);
  who->limit = 0;
  if (!(ids = muster_people_find (look->reading->db, who, look->scope, today, NULL, NULL,
                                  error)))
    return FALSE;

  keys = (const gint64 *) (gpointer) ids->data;
  if (!(people = muster_people_load (look->reading->db, keys, ids->len, today, FALSE,
                                     look->scope, error)) ||
      !(days = muster_freeze_get_days (look->reading, keys, ids->len, look->dates, &as_of,
                                       error)))
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      MusterPerson *person = g_ptr_array_index (people, i);

      if (person != NULL)
        g_hash_table_insert (look->people, &person->id, g_object_ref (person));
    }

  for (guint i = 0; i < days->len; i++)
    {
      const MusterDay *day = &g_array_index (days, MusterDay, i);

      if (g_hash_table_contains (look->people, &day->person_id))
        look_at_day (look, day);
    }

  return TRUE;
}

/* The punches that signals are about, by id, for where they were made. */
static GHashTable *
load_punches (Look *look, GPtrArray *signals, GArray **records, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTable *punches;

  for (guint i = 0; i < signals->len; i++)
    {
      MusterSignalRow *row = g_ptr_array_index (signals, i);

      g_array_append_val (ids, row->signal.punch_id);
    }

  *records = muster_punches_load (
    look->reading->db, (const gint64 *) (gpointer) ids->data, ids->len, look->scope,
    muster_reading_get_today (look->reading), error);
  if (*records == NULL)
    return NULL;

  punches = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < (*records)->len; i++)
    {
      MusterPunchRecord *record = &g_array_index (*records, MusterPunchRecord, i);

      g_hash_table_insert (punches, &record->punch.id, record);
    }

  return punches;
}

/* Punches that are worth a look. A void one is out of account and looked at already. */
static gboolean
look_at_signals (Look *look, GError **error)
{
  g_autoptr (MusterFilter) filter = muster_filter_copy (look->filter);
  g_autoptr (GPtrArray) signals = NULL;
  g_autoptr (GArray) records = NULL;
  g_autoptr (GHashTable) punches = NULL;

  filter->dates = look->dates;
  g_clear_pointer (&filter->states, g_strfreev);
  g_clear_pointer (&filter->order, g_free);
  filter->limit = 0;
  if (!(signals = muster_signals_of (look->reading, filter, look->scope, error)) ||
      !(punches = load_punches (look, signals, &records, error)))
    return FALSE;

  for (guint i = 0; i < signals->len; i++)
    {
      MusterSignalRow *signal = g_ptr_array_index (signals, i);
      const MusterPunchRecord *punch =
        g_hash_table_lookup (punches, &signal->signal.punch_id);
      MusterException exception = {
        .kind = (guint8) muster_exception_kind_find (
          muster_signal_get_code (signal->signal.kind)),
        .person_id = signal->signal.person_id,
        .subject = signal->signal.punch_id,
        .date = signal->signal.date,
        .amount =
          signal->signal.kind == MUSTER_SIGNAL_TWO_SOURCES ? signal->signal.seconds : 0,
      };
      MusterExceptionRow *row;

      if (!g_hash_table_contains (look->people, &exception.person_id))
        continue;

      row = look_add (look, &exception);
      row->other_id = signal->other_name != NULL ? signal->signal.other_id : 0;
      row->other_name = g_strdup (signal->other_name);
      row->at = signal->signal.at;
      row->device = signal->signal.device;
      row->metres = signal->signal.metres;
      row->seconds = signal->signal.seconds;
      row->count = signal->signal.number;
      row->wanted = signal->signal.wanted;
      if (punch != NULL)
        g_set_str (&row->source_name, punch->source_name);
    }

  return TRUE;
}

/* What concerns nobody in particular is shown to those who are responsible for everybody. */
static gboolean
look_at_sources (Look *look, GError **error)
{
  g_autoptr (GPtrArray) sources = muster_sources_list (look->reading->db, error);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      MusterSource *source = g_ptr_array_index (sources, i);
      gboolean silent = source->waited_for &&
                        source->synced_to + SILENT_AFTER < look->reading->now;
      gint64 drift = ABS (source->correction);
      MusterException exception = { .subject = source->id, .date = MUSTER_DATE_NONE };

      if (source->state != MUSTER_SOURCE_ACTIVE)
        continue;

      if (silent)
        {
          exception.kind = MUSTER_EXCEPTION_SILENT;
          exception.date =
            source->synced_to > 0
              ? muster_zone_get_civil (look->reading->zone, source->synced_to, NULL)
              : MUSTER_DATE_NONE;
          g_set_str (&look_add (look, &exception)->source_name, source->name);
        }
      if (drift > DRIFT_WARN)
        {
          exception.kind = MUSTER_EXCEPTION_DRIFT;
          exception.date = MUSTER_DATE_NONE;
          exception.amount = drift / MUSTER_SECOND;
          g_set_str (&look_add (look, &exception)->source_name, source->name);
        }
    }

  return sources != NULL;
}

static gboolean
look_at_badges (Look *look, GError **error)
{
  static const char *const unmapped[] = { "unmapped", NULL };
  MusterDate today = muster_reading_get_today (look->reading);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) badges = NULL;

  filter->states = g_strdupv ((char **) unmapped);
  ids =
    muster_badges_find (look->reading->db, filter, look->scope, today, NULL, NULL, error);
  if (ids == NULL || !(badges = muster_badges_load (look->reading->db,
                                                    (const gint64 *) (gpointer) ids->data,
                                                    ids->len, look->scope, today, error)))
    return FALSE;

  for (guint i = 0; i < badges->len; i++)
    {
      const MusterBadgeRecord *badge = &g_array_index (badges, MusterBadgeRecord, i);
      MusterException exception = {
        .kind = MUSTER_EXCEPTION_UNMAPPED,
        .subject = badge->id,
        .date = MUSTER_DATE_NONE,
        .amount = (gint64) badge->n_punches,
      };
      MusterExceptionRow *row;

      if (badge->id == 0 || badge->n_punches == 0)
        continue;
      row = look_add (look, &exception);
      g_set_str (&row->source_name, badge->source_name);
      g_set_str (&row->number, badge->key);
    }

  return TRUE;
}

static int
row_compare (gconstpointer a, gconstpointer b)
{
  const MusterExceptionRow *left = *(MusterExceptionRow *const *) a;
  const MusterExceptionRow *right = *(MusterExceptionRow *const *) b;

  if (left->exception.kind != right->exception.kind)
    return left->exception.kind < right->exception.kind ? -1 : 1;
  if (left->exception.date != right->exception.date)
    return left->exception.date < right->exception.date ? -1 : 1;
  if (left->person != NULL && right->person != NULL && left->person != right->person)
    return strcmp (left->person->staff_no, right->person->staff_no);

  return (left->exception.subject > right->exception.subject) -
         (left->exception.subject < right->exception.subject);
}

static gboolean
filter_is_of_people (MusterFilter *filter)
{
  return filter->person_id != 0 || filter->group != NULL || filter->department != NULL ||
         filter->search != NULL;
}

/* Up to today, and without a first date the usual days. */
static MusterDates
dates_of (MusterReading *reading, MusterFilter *filter)
{
  MusterDates dates = filter->dates;
  MusterDate today = muster_reading_get_today (reading);

  if (dates.to == MUSTER_DATE_NONE || dates.to > today)
    dates.to = today;
  if (dates.from == MUSTER_DATE_NONE)
    dates.from = dates.to - MUSTER_EXCEPTIONS_DAYS + 1;

  return dates;
}

/* All exceptions of the filter's dates and people, in order. */
static GPtrArray *
exceptions_read (MusterReading *reading,
                 MusterFilter *filter,
                 const MusterScope *scope,
                 GError **error)
{
  g_auto (Look) look = { .reading = reading, .filter = filter, .scope = scope };

  look.dates = dates_of (reading, filter);
  look.rows = muster_rows_new ();
  look.people = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
  look.found = g_array_new (FALSE, FALSE, sizeof (MusterException));
  if (look.dates.from > look.dates.to)
    return g_steal_pointer (&look.rows);

  if (!(look.rules = muster_ledger_get_rules (reading->ledger, reading, error)) ||
      !(look.decided = muster_decisions_latest (reading->db, look.dates, error)) ||
      !look_at_days (&look, error) || !look_at_signals (&look, error))
    return NULL;

  if (scope->all && !filter_is_of_people (filter) &&
      (!look_at_sources (&look, error) || !look_at_badges (&look, error)))
    return NULL;

  g_ptr_array_sort (look.rows, row_compare);

  return g_steal_pointer (&look.rows);
}

static gboolean
is_named (MusterFilter *filter, const char *code)
{
  return filter->states != NULL &&
         g_strv_contains ((const char *const *) filter->states, code);
}

typedef struct
{
  const char *code;
  gboolean is;
} State;

/* Whether one of these that the filter names is the case, or it names none of them. */
static gboolean
states_pass (const State *states, gsize n, MusterFilter *filter)
{
  gboolean named = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      if (is_named (filter, states[i].code) && states[i].is)
        return TRUE;
      named = named || is_named (filter, states[i].code);
    }

  return !named;
}

static gboolean
kind_passes (MusterExceptionKind kind, MusterFilter *filter)
{
  State kinds[MUSTER_N_EXCEPTION_KINDS];

  for (guint i = 0; i < MUSTER_N_EXCEPTION_KINDS; i++)
    kinds[i] = (State) { muster_exception_kind_get_code (i), i == kind };

  return states_pass (kinds, MUSTER_N_EXCEPTION_KINDS, filter);
}

/* Whether the row is in one of the states asked for: of those of a kind, of those of a weight, and
 * of those of an attitude, whichever were named. Weights and kinds are counted of what waits. */
static gboolean
row_passes (MusterExceptionRow *row, MusterFilter *filter, MusterFinding *finding)
{
  MusterExceptionKind kind = row->exception.kind;
  gboolean snoozed = g_str_equal (row->state, "snoozed");
  gboolean automatic = g_str_equal (row->state, "automatic");
  gboolean waits = !snoozed && !automatic && !g_str_equal (row->state, "decided");
  const State weights[] = {
    { "grave", muster_exception_kind_is_grave (kind) },
    { "slight", !muster_exception_kind_is_grave (kind) },
  };
  const State states[] = {
    { "open", waits },
    { "mine", row->mine },
    { "assigned", g_str_equal (row->state, "assigned") },
    { "asked", g_str_equal (row->state, "asked") },
    { "snoozed", snoozed },
    { "decided", !waits && !snoozed },
    { "automatic", automatic },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i].is)
      muster_finding_count (finding, states[i].code, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    if (weights[i].is && waits)
      muster_finding_count (finding, weights[i].code, 1);
  if (waits)
    muster_finding_count (finding, muster_exception_kind_get_code (kind), 1);

  return kind_passes (kind, filter) &&
         states_pass (weights, G_N_ELEMENTS (weights), filter) &&
         states_pass (states, G_N_ELEMENTS (states), filter);
}

/* Names a row for as long as it is the same exception: 63 bits of its key (FNV-1a). */
static gint64
row_get_key (MusterExceptionRow *row)
{
  guint64 hash = 14695981039346656037u;

  for (const char *c = row->key; *c != '\0'; c++)
    hash = (hash ^ (guint8) *c) * 1099511628211u;

  return (gint64) (hash & G_MAXINT64);
}

static GPtrArray *
rows_choose (GPtrArray *rows, MusterFilter *filter, MusterFinding *finding)
{
  GPtrArray *chosen = muster_rows_new ();

  for (guint i = 0; i < rows->len; i++)
    if (row_passes (g_ptr_array_index (rows, i), filter, finding))
      g_ptr_array_add (chosen, g_object_ref (g_ptr_array_index (rows, i)));

  return chosen;
}

static gboolean
exceptions_find (MusterReading *reading,
                 MusterFilter *filter,
                 const MusterScope *scope,
                 MusterFinding *finding,
                 GError **error)
{
  g_autoptr (GPtrArray) rows = exceptions_read (reading, filter, scope, error);
  guint n;

  if (rows == NULL)
    return FALSE;

  finding->total = rows->len;
  finding->rows = rows_choose (rows, filter, finding);
  n = filter->limit > 0 ? MIN (finding->rows->len, filter->limit) : finding->rows->len;
  for (guint i = 0; i < n; i++)
    {
      guint at = filter->descending ? finding->rows->len - 1 - i : i;
      gint64 key = row_get_key (g_ptr_array_index (finding->rows, at));

      g_array_append_val (finding->keys, key);
    }

  return TRUE;
}

/* Whether a row that was found before may still be seen; @seen is NULL for everybody. */
static gboolean
row_is_seen (MusterExceptionRow *row, const MusterScope *scope, GHashTable *seen)
{
  if (row->person == NULL)
    return scope->all;

  return seen == NULL ||
         (g_hash_table_contains (seen, &row->person->id) &&
          (row->other_id == 0 || g_hash_table_contains (seen, &row->other_id)));
}

/* Deciding a day twice is nobody's wish: which requests about the rows' days wait already. */
static gboolean
find_requests (MusterReading *reading, GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) requests = NULL;
  MusterDates dates = { MUSTER_DATE_EVER, MUSTER_DATE_NONE };

  for (guint i = 0; i < rows->len; i++)
    {
      MusterExceptionRow *row = g_ptr_array_index (rows, i);

      if (row == NULL)
        continue;
      row->request_id = 0;
      if (row->person == NULL || row->exception.date == MUSTER_DATE_NONE)
        continue;
      dates.from = MIN (dates.from, row->exception.date);
      dates.to = MAX (dates.to, row->exception.date);
    }

  if (dates.from > dates.to)
    return TRUE;
  if (!(requests = muster_requests_list (reading->db, 0, dates, error)))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    for (guint k = 0; k < requests->len; k++)
      {
        MusterExceptionRow *row = g_ptr_array_index (rows, i);
        MusterRequest *request = g_ptr_array_index (requests, k);

        if (row == NULL || row->person == NULL ||
            request->state != MUSTER_REQUEST_SUBMITTED ||
            request->person_id != row->person->id ||
            row->exception.date < request->date || row->exception.date > request->to_date)
          continue;
        row->request_id = request->id;
        row->request_kind = request->kind;
      }

  return TRUE;
}

static GPtrArray *
exceptions_load (MusterReading *reading,
                 MusterFinding *finding,
                 const gint64 *keys,
                 guint n_keys,
                 const MusterScope *scope,
                 GError **error)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree gint64 *own = g_new (gint64, finding->rows->len + 1);
  g_autoptr (MusterFilter) whose = muster_filter_new ();
  g_autoptr (GHashTable) seen = NULL;
  g_autoptr (GPtrArray) picked = NULL;

  /* The rows are those of who found them; who loads them may reach less. */
  whose->dates = dates_of (reading, finding->filter);
  if (!muster_people_select (reading->db, whose, scope,
                             muster_reading_get_today (reading), &seen, error))
    return NULL;

  picked = muster_rows_new ();
  for (guint i = 0; i < finding->rows->len; i++)
    {
      own[i] = row_get_key (g_ptr_array_index (finding->rows, i));
      g_hash_table_insert (by_key, &own[i], g_ptr_array_index (finding->rows, i));
    }

  for (guint i = 0; i < n_keys; i++)
    {
      MusterExceptionRow *row = g_hash_table_lookup (by_key, &keys[i]);

      g_ptr_array_add (picked, row != NULL && row_is_seen (row, scope, seen)
                                 ? g_object_ref (row)
                                 : NULL);
    }

  return find_requests (reading, picked, error) ? g_steal_pointer (&picked) : NULL;
}

const MusterListing muster_exceptions_listing = {
  .name = "exceptions",
  .states = "open mine assigned asked snoozed decided automatic grave slight absent"
            " missing severe_late late early_leave outside uncertain mock speed"
            " shared_device several_devices same_position unbound_device weak_verify"
            " two_sources off_shift overtime unmapped silent drift",
  .title = N_ ("Exceptions"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_exception_row_get_type,
  .columns = exceptions_columns,
  .topics = MUSTER_TOPIC_DAYS | MUSTER_TOPIC_PERIODS,
  .find = exceptions_find,
  .load = exceptions_load,
};
