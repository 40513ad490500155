/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-closing-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-error.h"
#include "muster-exception-listings.h"
#include "muster-ledger.h"
#include "muster-people.h"
#include "muster-periods.h"
#include "muster-punches.h"
#include "muster-reading.h"
#include "muster-requests.h"
#include "muster-rule-drafts.h"
#include "muster-sources.h"

#include <glib/gi18n-lib.h>

/* A date in the middle of the next period, counted from the first of this one: periods have 28 to
 * 31 dates. */
#define INTO_NEXT 45

/* The most dates that are checked at once, as many as are closed at once. */
#define CHECKED_DATES 366

/* While its last date is not over, a source is silent that has said nothing for a day. */
#define SILENT_USEC (G_TIME_SPAN_DAY)

G_DEFINE_FINAL_TYPE (MusterPeriodPlanRow, muster_period_plan_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterCheckRow, muster_check_row, G_TYPE_OBJECT)

static void
muster_period_plan_row_finalize (GObject *object)
{
  g_clear_object (&MUSTER_PERIOD_PLAN_ROW (object)->period);

  G_OBJECT_CLASS (muster_period_plan_row_parent_class)->finalize (object);
}

static void
muster_period_plan_row_class_init (MusterPeriodPlanRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_period_plan_row_finalize;
}

static void
muster_period_plan_row_init (MusterPeriodPlanRow *self)
{
}

static void
muster_check_row_class_init (MusterCheckRowClass *klass)
{
}

static void
muster_check_row_init (MusterCheckRow *self)
{
}

/* ---- The plan ---- */

static gboolean
get_start_day (MusterReading *reading, int *day, GError **error)
{
  g_autoptr (MusterRulebook)
    rules = muster_ledger_get_rules (reading->ledger, reading, error);
  MusterRuleset *ruleset;

  if (rules == NULL)
    return FALSE;

  ruleset = muster_rulebook_find (rules, muster_reading_get_today (reading));
  *day = 1;
  if (ruleset != NULL && ruleset->groups->len > 0)
    *day = (int) muster_params_get_int64 (
      MUSTER_GROUP (g_ptr_array_index (ruleset->groups, 0))->policy, "period.start_day");

  return TRUE;
}

static gboolean
get_first_date (MusterReading *reading,
                GArray *records,
                int day,
                MusterDate *first,
                GError **error)
{
  gint64 at = 0;

  *first = muster_reading_get_today (reading);
  if (!muster_punches_get_first (reading->db, &at, error))
    return FALSE;
  if (at != 0)
    *first = MIN (*first, muster_zone_get_civil (reading->zone, at, NULL));

  *first = muster_date_get_period_start (*first, day);
  for (guint i = 0; i < records->len; i++)
    *first = MIN (*first, g_array_index (records, MusterPeriodRecord, i).dates.from);

  return TRUE;
}

static gboolean
dates_have (MusterDates dates, MusterDate date)
{
  return date >= dates.from && date <= dates.to;
}

/* The copy that counts for @date, else the one that was reopened last. */
static const MusterPeriodRecord *
find_record (GArray *records, MusterDate date)
{
  const MusterPeriodRecord *found = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const MusterPeriodRecord *one = &g_array_index (records, MusterPeriodRecord, i);

      if (!dates_have (one->dates, date))
        continue;
      if (one->reopened_at == 0)
        return one;
      if (found == NULL || one->reopened_at > found->reopened_at)
        found = one;
    }

  return found;
}

/* A stretch ends where one begins that has a copy of its own. */
static MusterDate
trim_end (GArray *records, const MusterPeriodRecord *own, MusterDates dates)
{
  MusterDate end = dates.to;

  for (MusterDate date = dates.from + 1; date <= end; date++)
    if (find_record (records, date) != own)
      end = date - 1;

  return end;
}

static MusterPeriodPlanRow *
plan_row_new (MusterReading *reading, GArray *records, MusterDate date, int day)
{
  MusterPeriodPlanRow *row = g_object_new (MUSTER_TYPE_PERIOD_PLAN_ROW, NULL);
  const MusterPeriodRecord *record = find_record (records, date);
  MusterDate from = muster_date_get_period_start (date, day);
  MusterDates whole = { from, muster_date_get_period_start (from + INTO_NEXT, day) - 1 };
  MusterDates dates = { date, record != NULL ? record->dates.to : whole.to };

  row->dates = (MusterDates) { date, trim_end (records, record, dates) };
  if (record != NULL)
    {
      row->period = muster_period_row_new (reading, record);
      row->state = record->reopened_at == 0 ? "closed" : "reopened";
    }
  else if (row->dates.to >= muster_reading_get_today (reading))
    row->state = "open";
  else if (row->dates.from == whole.from && row->dates.to == whole.to)
    row->state = "due";
  else
    row->state = "gap";

  return row;
}

/* In order of date. */
static GPtrArray *
read_plan (MusterReading *reading, GError **error)
{
  MusterDates ever = { MUSTER_DATE_NONE, MUSTER_DATE_EVER };
  g_autoptr (GArray) records = muster_periods_list (reading->db, ever, FALSE, error);
  MusterDate today = muster_reading_get_today (reading);
  MusterDate date;
  GPtrArray *rows;
  int day;

  if (records == NULL || !get_start_day (reading, &day, error) ||
      !get_first_date (reading, records, day, &date, error))
    return NULL;

  rows = muster_rows_new ();
  while (date <= today)
    {
      MusterPeriodPlanRow *row = plan_row_new (reading, records, date, day);

      g_ptr_array_add (rows, row);
      date = row->dates.to + 1;
    }

  return rows;
}

static gboolean
plan_takes (MusterFilter *filter, const MusterPeriodPlanRow *row)
{
  gboolean dated = filter->dates.from != MUSTER_DATE_NONE ||
                   filter->dates.to != MUSTER_DATE_NONE;

  return (!dated ||
          (row->dates.from <= filter->dates.to && row->dates.to >= filter->dates.from));
}

static GPtrArray *
plan_read (MusterReading *reading,
           MusterFilter *filter,
           MusterFinding *finding,
           GError **error)
{
  g_autoptr (GPtrArray) all = read_plan (reading, error);
  GPtrArray *rows;

  if (all == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < all->len; i++)
    {
      MusterPeriodPlanRow *row = g_ptr_array_index (all, i);

      if (!plan_takes (filter, row))
        continue;
      if (finding != NULL)
        {
          muster_finding_count (finding, row->state, 1);
          finding->total++;
        }
      if (muster_filter_has_state (filter, row->state))
        g_ptr_array_add (rows, g_object_ref (row));
    }

  return rows;
}

static gboolean
plan_find (MusterReading *reading,
           MusterFilter *filter,
           const MusterScope *scope,
           MusterFinding *finding,
           GError **error)
{
  return muster_finding_number_rows (finding,
                                     plan_read (reading, filter, finding, error));
}

static GPtrArray *
plan_load (MusterReading *reading,
           MusterFinding *finding,
           const gint64 *keys,
           guint n_keys,
           const MusterScope *scope,
           GError **error)
{
  return muster_finding_pick_rows (plan_read (reading, finding->filter, NULL, error),
                                   keys, n_keys);
}

MUSTER_CELL_INTEGER (plan_get_from, MusterPeriodPlanRow, dates.from)
MUSTER_CELL_INTEGER (plan_get_to, MusterPeriodPlanRow, dates.to)
MUSTER_CELL_TEXT (plan_get_state, MusterPeriodPlanRow, state)

static void
plan_get_period (GObject *row, MusterCell *cell)
{
  MusterPeriodPlanRow *plan = MUSTER_PERIOD_PLAN_ROW (row);

  cell->integer = plan->period != NULL ? plan->period->id : 0;
}

static const MusterColumn plan_columns[] = {
  { "from", N_ ("First date"), MUSTER_COLUMN_DATE, plan_get_from },
  { "to", N_ ("Last date"), MUSTER_COLUMN_DATE, plan_get_to },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, plan_get_state, "period_state" },
  { "period", N_ ("Period"), MUSTER_COLUMN_INTEGER, plan_get_period, .optional = TRUE },
  { NULL },
};

const MusterListing muster_period_plan_listing = {
  .name = "period-plan",
  .states = "closed reopened due gap open",
  .title = N_ ("Closed periods and those to be closed"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_period_plan_row_get_type,
  .columns = plan_columns,
  .topics = MUSTER_TOPIC_PERIODS | MUSTER_TOPIC_RULES | MUSTER_TOPIC_PUNCHES,
  .find = plan_find,
  .load = plan_load,
};

/* ---- The checks ---- */

static MusterCheckRow *
check_row_new (const char *check, MusterDates dates)
{
  MusterCheckRow *row = g_object_new (MUSTER_TYPE_CHECK_ROW, NULL);

  row->check = check;
  row->dates = dates;
  row->first = MUSTER_DATE_NONE;

  return row;
}

static const char *
check_get_state (const MusterCheckRow *row)
{
  if (row->count == 0 || g_str_equal (row->check, "days"))
    return "clear";

  return row->blocks ? "blocks" : "look";
}

static void
check_add (MusterCheckRow *row, MusterDate date)
{
  row->count++;
  row->first = row->first == MUSTER_DATE_NONE ? date : MIN (row->first, date);
}

static gboolean
choose_dates (MusterReading *reading,
              MusterFilter *filter,
              MusterDates *dates,
              GError **error)
{
  g_autoptr (GPtrArray) plan = NULL;

  *dates = filter->dates;
  if (dates->from == MUSTER_DATE_NONE)
    {
      if (!(plan = read_plan (reading, error)))
        return FALSE;

      *dates = MUSTER_PERIOD_PLAN_ROW (g_ptr_array_index (plan, plan->len - 1))->dates;
      for (guint i = plan->len; i > 0; i--)
        {
          MusterPeriodPlanRow *row = g_ptr_array_index (plan, i - 1);

          if (!g_str_equal (row->state, "closed"))
            *dates = row->dates;
        }
    }

  if (dates->to < dates->from)
    return muster_error_set_field (error, "to", _ ("The last date is before the first."));
  if (dates->to - dates->from >= CHECKED_DATES)
    return muster_error_set_field (error, "to", _ ("Close at most a year at once."));

  return TRUE;
}

static gboolean
check_days (MusterReading *reading,
            GArray *ids,
            MusterDates dates,
            GPtrArray *rows,
            GError **error)
{
  static const struct
  {
    const char *check;
    MusterStatus status;
    gboolean blocks;
  } checks[] = {
    { "pending", MUSTER_STATUS_PENDING, TRUE },
    { "incomplete", MUSTER_STATUS_INCOMPLETE, FALSE },
    { "absent", MUSTER_STATUS_ABSENT, FALSE },
  };
  MusterCheckRow *frozen = check_row_new ("days", dates);
  MusterCheckRow *of[G_N_ELEMENTS (checks)];
  gint64 last[G_N_ELEMENTS (checks)] = { 0 };
  gint64 person = 0;
  g_autoptr (MusterResults) results = NULL;

  g_ptr_array_add (rows, frozen);
  for (guint k = 0; k < G_N_ELEMENTS (checks); k++)
    {
      of[k] = check_row_new (checks[k].check, dates);
      of[k]->blocks = checks[k].blocks;
      g_ptr_array_add (rows, of[k]);
    }

  results = muster_ledger_get_days (reading->ledger, reading,
                                    (const gint64 *) (gpointer) ids->data, ids->len,
                                    dates, error);
  if (results == NULL)
    return FALSE;

  for (guint i = 0; i < results->days->len; i++)
    {
      const MusterDay *day = &g_array_index (results->days, MusterDay, i);

      if (day->status == MUSTER_STATUS_NONE)
        continue;
      check_add (frozen, day->date);
      frozen->people += day->person_id != person;
      person = day->person_id;
      for (guint k = 0; k < G_N_ELEMENTS (checks); k++)
        if (day->status == checks[k].status)
          {
            check_add (of[k], day->date);
            of[k]->people += day->person_id != last[k];
            last[k] = day->person_id;
          }
    }

  return TRUE;
}

static gboolean
check_requests (MusterReading *reading,
                GArray *ids,
                MusterDates dates,
                GPtrArray *rows,
                GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) asked = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) requests = muster_requests_list (reading->db, 0, dates, error);
  MusterCheckRow *row = check_row_new ("requests", dates);

  g_ptr_array_add (rows, row);
  if (requests == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (seen, &g_array_index (ids, gint64, i));
  for (guint i = 0; i < requests->len; i++)
    {
      MusterRequest *request = g_ptr_array_index (requests, i);

      if (request->state != MUSTER_REQUEST_SUBMITTED ||
          !g_hash_table_contains (seen, &request->person_id))
        continue;
      check_add (row, MAX (request->date, dates.from));
      g_hash_table_add (asked, &request->person_id);
    }
  row->people = g_hash_table_size (asked);

  return TRUE;
}

static gboolean
check_exceptions (MusterReading *reading,
                  const MusterScope *scope,
                  MusterDates dates,
                  GPtrArray *rows,
                  GError **error)
{
  static const char *const open[] = { "open", NULL };
  g_autoptr (MusterFinding) finding = g_object_new (MUSTER_TYPE_FINDING, NULL);
  MusterCheckRow *row = check_row_new ("exceptions", dates);

  finding->filter = muster_filter_new ();
  finding->filter->dates = dates;
  finding->filter->states = g_strdupv ((char **) open);
  g_ptr_array_add (rows, row);
  if (!muster_exceptions_listing.find (reading, finding->filter, scope, finding, error))
    return FALSE;

  row->count = finding->keys->len;

  return TRUE;
}

static gboolean
check_sources (MusterReading *reading, MusterDates dates, GPtrArray *rows, GError **error)
{
  g_autoptr (GPtrArray) sources = muster_sources_list (reading->db, error);
  MusterCheckRow *row = check_row_new ("silent", dates);
  gint64 until = muster_reading_get_span (reading, dates).until;

  g_ptr_array_add (rows, row);
  if (sources == NULL)
    return FALSE;

  if (until > reading->now)
    until = reading->now - SILENT_USEC;
  for (guint i = 0; i < sources->len; i++)
    {
      MusterSource *source = g_ptr_array_index (sources, i);

      if (source->state != MUSTER_SOURCE_ACTIVE || !source->waited_for ||
          g_str_equal (source->kind, "correction") || source->synced_to >= until)
        continue;
      check_add (row,
                 CLAMP (muster_zone_get_civil (reading->zone, source->synced_to, NULL),
                        dates.from, dates.to));
    }

  return TRUE;
}

static gboolean
check_drafts (MusterReading *reading, MusterDates dates, GPtrArray *rows, GError **error)
{
  g_autoptr (GArray) drafts = muster_rule_drafts_list (reading->db, error);
  MusterCheckRow *row = check_row_new ("drafts", dates);

  g_ptr_array_add (rows, row);
  if (drafts == NULL)
    return FALSE;

  row->count = drafts->len;

  return TRUE;
}

static GPtrArray *
checks_read (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             GError **error)
{
  g_autoptr (GPtrArray) rows = muster_rows_new ();
  g_autoptr (MusterFilter) everybody = muster_filter_new ();
  g_autoptr (GArray) ids = NULL;
  MusterDates dates;

  if (!choose_dates (reading, filter, &dates, error))
    return NULL;

  everybody->dates = dates;
  if (!(ids = muster_people_find (reading->db, everybody, scope, dates.to, NULL, NULL,
                                  error)) ||
      !check_days (reading, ids, dates, rows, error) ||
      !check_exceptions (reading, scope, dates, rows, error) ||
      !check_requests (reading, ids, dates, rows, error) ||
      !check_sources (reading, dates, rows, error) ||
      !check_drafts (reading, dates, rows, error))
    return NULL;

  return g_steal_pointer (&rows);
}

static gboolean
checks_find (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *finding,
             GError **error)
{
  g_autoptr (GPtrArray) rows = checks_read (reading, filter, scope, error);
  g_autoptr (GPtrArray) taken = muster_rows_new ();

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterCheckRow *row = g_ptr_array_index (rows, i);

      muster_finding_count (finding, check_get_state (row), 1);
      if (muster_filter_has_state (filter, check_get_state (row)))
        g_ptr_array_add (taken, g_object_ref (row));
    }
  finding->total = rows->len;

  return muster_finding_number_rows (finding, g_steal_pointer (&taken));
}

static GPtrArray *
checks_load (MusterReading *reading,
             MusterFinding *finding,
             const gint64 *keys,
             guint n_keys,
             const MusterScope *scope,
             GError **error)
{
  g_autoptr (GPtrArray) rows = checks_read (reading, finding->filter, scope, error);
  g_autoptr (GPtrArray) taken = muster_rows_new ();

  if (rows == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    if (muster_filter_has_state (finding->filter,
                                 check_get_state (g_ptr_array_index (rows, i))))
      g_ptr_array_add (taken, g_object_ref (g_ptr_array_index (rows, i)));

  return muster_finding_pick_rows (g_steal_pointer (&taken), keys, n_keys);
}

MUSTER_CELL_INTEGER (check_get_from, MusterCheckRow, dates.from)
MUSTER_CELL_INTEGER (check_get_to, MusterCheckRow, dates.to)
MUSTER_CELL_TEXT (check_get_check, MusterCheckRow, check)
MUSTER_CELL_INTEGER (check_get_count, MusterCheckRow, count)
MUSTER_CELL_INTEGER (check_get_people, MusterCheckRow, people)
MUSTER_CELL_INTEGER (check_get_first, MusterCheckRow, first)

static void
check_get_code (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (check_get_state (MUSTER_CHECK_ROW (row)));
}

static const MusterColumn checks_columns[] = {
  { "from", N_ ("First date"), MUSTER_COLUMN_DATE, check_get_from },
  { "to", N_ ("Last date"), MUSTER_COLUMN_DATE, check_get_to },
  { "check", N_ ("Check"), MUSTER_COLUMN_TEXT, check_get_check, "period_check" },
  { "count", N_ ("Count"), MUSTER_COLUMN_INTEGER, check_get_count },
  { "people", N_ ("People"), MUSTER_COLUMN_INTEGER, check_get_people },
  { "first", N_ ("First of them"), MUSTER_COLUMN_DATE, check_get_first },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, check_get_code, "check_state" },
  { NULL },
};

const MusterListing muster_period_checks_listing = {
  .name = "period-checks",
  .states = "clear look blocks",
  .title = N_ ("What to look at before a period is closed"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_check_row_get_type,
  .columns = checks_columns,
  .topics = MUSTER_TOPIC_DAYS | MUSTER_TOPIC_PERIODS,
  .find = checks_find,
  .load = checks_load,
};
