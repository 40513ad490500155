/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-adjusted-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-day-key.h"
#include "muster-freeze.h"
#include "muster-people.h"
#include "muster-punches.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterAdjustedRow, muster_adjusted_row, G_TYPE_OBJECT)

static void
muster_adjusted_row_finalize (GObject *object)
{
  MusterAdjustedRow *self = MUSTER_ADJUSTED_ROW (object);

  g_free (self->person_name);
  g_free (self->staff_no);
  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_adjusted_row_parent_class)->finalize (object);
}

static void
muster_adjusted_row_class_init (MusterAdjustedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_adjusted_row_finalize;
}

static void
muster_adjusted_row_init (MusterAdjustedRow *self)
{
}

static void
change_clear (gpointer data)
{
  MusterDifference *change = data;

  g_free (change->before);
  g_free (change->after);
}

/* A day's own number: its entries are adjusted together. */
static gint64
day_key (const MusterDifference *one)
{
  return muster_day_key_new (one->person_id, one->date, 0);
}

static gboolean
adjusted_find (MusterReading *reading,
               MusterFilter *filter,
               const MusterScope *scope,
               MusterFinding *finding,
               GError **error)
{
  g_autoptr (MusterFilter) people = muster_filter_copy (filter);
  g_autoptr (GHashTable)
    met = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) differences = NULL;

  g_clear_pointer (&people->states, g_strfreev);
  g_clear_pointer (&people->order, g_free);
  people->limit = 0;
  if (!(ids = muster_people_find (reading->db, people, scope,
                                  muster_reading_get_today (reading), NULL, NULL,
                                  error)) ||
      !(differences = muster_freeze_compare (reading,
                                             (const gint64 *) (gpointer) ids->data,
                                             ids->len, filter->dates, error)))
    return FALSE;

  for (guint i = 0; i < differences->len; i++)
    {
      gint64 key = day_key (&g_array_index (differences, MusterDifference, i));

      if (!g_hash_table_contains (met, &key))
        {
          g_hash_table_add (met, g_memdup2 (&key, sizeof key));
          g_array_append_val (finding->keys, key);
        }
    }
  finding->total = finding->keys->len;
  if (finding->total > 0)
    muster_finding_count (finding, "open", finding->total);
  if (filter->limit > 0 && finding->keys->len > filter->limit)
    g_array_set_size (finding->keys, filter->limit);

  return TRUE;
}

static void
heed_punch (MusterAdjustedRow *row, const MusterPunchRecord *record, gint64 closed_at)
{
  const MusterPunch *punch = &record->punch;
  const char *cause = NULL;
  gint64 arrived = punch->received_at;

  if (punch->id == 0)
    return;
  if (record->void_at > closed_at)
    {
      cause = "void";
      arrived = record->void_at;
    }
  else if (record->void_at == 0 && punch->received_at > closed_at)
    cause = punch->marks & MUSTER_PUNCH_CORRECTION ? "correction" : "punch";
  if (cause == NULL)
    return;

  if (row->n == 0)
    {
      row->cause = cause;
      row->at = punch->at;
      row->arrived_at = arrived;
    }
  row->n += g_str_equal (row->cause, cause);
}

/* What came to this day after its period was closed. */
static gboolean
find_cause (MusterReading *reading,
            MusterPerson *person,
            gint64 closed_at,
            MusterAdjustedRow *row,
            GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) records = NULL;

  row->cause = "rules";
  g_ptr_array_add (people, person);
  sheets = muster_ledger_get_sheets (reading->ledger, reading, people,
                                     (MusterDates) { row->date, row->date }, error);
  if (sheets == NULL)
    return FALSE;

  for (guint i = 0; i < sheets->len; i++)
    {
      GArray *placed = MUSTER_DAY_SHEET (g_ptr_array_index (sheets, i))->placed;

      for (guint k = 0; k < placed->len; k++)
        g_array_append_val (ids, g_array_index (placed, MusterPlaced, k).punch.id);
    }

  records = muster_punches_load (reading->db, (const gint64 *) (gpointer) ids->data,
                                 ids->len, NULL, row->date, error);
  if (records == NULL)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    heed_punch (row, &g_array_index (records, MusterPunchRecord, i), closed_at);

  return TRUE;
}

static MusterAdjustedRow *
adjusted_row_new (MusterReading *reading, MusterPerson *person, MusterDate date)
{
  MusterAdjustedRow *row = g_object_new (MUSTER_TYPE_ADJUSTED_ROW, NULL);

  row->person_id = person->id;
  row->person_name = g_strdup (person->name);
  row->staff_no = g_strdup (person->staff_no);
  row->date = date;
  row->zone = muster_zone_ref (reading->zone);
  row->changes = g_array_new (FALSE, FALSE, sizeof (MusterDifference));
  g_array_set_clear_func (row->changes, change_clear);

  return row;
}

static void
add_changes (MusterAdjustedRow *row, GArray *differences)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const MusterDifference *one = &g_array_index (differences, MusterDifference, i);
      MusterDifference copy = *one;

      if (one->person_id != row->person_id || one->date != row->date)
        continue;
      copy.before = g_strdup (one->before);
      copy.after = g_strdup (one->after);
      g_array_append_val (row->changes, copy);
    }
}

static const MusterPeriodRecord *
find_period (GArray *periods, MusterDate date)
{
  for (guint i = 0; i < periods->len; i++)
    {
      const MusterPeriodRecord *one = &g_array_index (periods, MusterPeriodRecord, i);

      if (date >= one->dates.from && date <= one->dates.to)
        return one;
    }

  return NULL;
}

static MusterAdjustedRow *
load_row (MusterReading *reading,
          MusterPerson *person,
          MusterDate date,
          GArray *differences,
          GArray *periods,
          GError **error)
{
  const MusterPeriodRecord *period = find_period (periods, date);
  MusterAdjustedRow *row = adjusted_row_new (reading, person, date);

  if (period != NULL)
    {
      row->period_id = period->id;
      add_changes (row, differences);
      if (!find_cause (reading, person, period->closed_at, row, error))
        g_clear_object (&row);
    }

  return row;
}

static GPtrArray *
adjusted_load (MusterReading *reading,
               MusterFinding *finding,
               const gint64 *keys,
               guint n_keys,
               const MusterScope *scope,
               GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) alive = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GArray) differences = NULL;
  g_autoptr (GArray) periods = NULL;
  g_autoptr (GPtrArray) rows = muster_rows_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  MusterDates dates = { MUSTER_DATE_EVER, MUSTER_DATE_NONE };

  for (guint i = 0; i < n_keys; i++)
    {
      gint64 id = muster_day_key_get_person (keys[i]);
      MusterDate date = muster_day_key_get_date (keys[i]);

      g_array_append_val (ids, id);
      dates = (MusterDates) { MIN (dates.from, date), MAX (dates.to, date) };
    }
  if (!(people = muster_people_load (reading->db, (const gint64 *) (gpointer) ids->data,
                                     ids->len, muster_reading_get_today (reading), FALSE,
                                     scope, error)))
    return NULL;

  for (guint i = 0; i < people->len; i++)
    if (g_ptr_array_index (people, i) != NULL &&
        g_hash_table_add (seen, &g_array_index (ids, gint64, i)))
      g_array_append_val (alive, g_array_index (ids, gint64, i));
  if (!(differences = muster_freeze_compare (
          reading, (const gint64 *) (gpointer) alive->data, alive->len, dates, error)) ||
      !(periods = muster_periods_list (reading->db, dates, TRUE, error)))
    return NULL;

  for (guint i = 0; i < n_keys; i++)
    {
      MusterPerson *person = g_ptr_array_index (people, i);
      MusterAdjustedRow *row = NULL;

      if (person != NULL &&
          !(row = load_row (reading, person, muster_day_key_get_date (keys[i]),
                            differences, periods, error)))
        return NULL;
      if (row != NULL && row->changes->len == 0)
        g_clear_object (&row);
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

MUSTER_CELL_INTEGER (adjusted_get_period, MusterAdjustedRow, period_id)
MUSTER_CELL_INTEGER (adjusted_get_date, MusterAdjustedRow, date)
MUSTER_CELL_TEXT (adjusted_get_staff_no, MusterAdjustedRow, staff_no)
MUSTER_CELL_TEXT (adjusted_get_person, MusterAdjustedRow, person_name)
MUSTER_CELL_INTEGER (adjusted_get_person_id, MusterAdjustedRow, person_id)
MUSTER_CELL_TEXT (adjusted_get_cause, MusterAdjustedRow, cause)
MUSTER_CELL_INTEGER (adjusted_get_n, MusterAdjustedRow, n)
MUSTER_CELL_INSTANT (adjusted_get_at, MusterAdjustedRow, at, zone)
MUSTER_CELL_INSTANT (adjusted_get_arrived, MusterAdjustedRow, arrived_at, zone)

static void
adjusted_get_changes (GObject *row, MusterCell *cell)
{
  GArray *changes = MUSTER_ADJUSTED_ROW (row)->changes;
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 0; i < changes->len; i++)
    g_strv_builder_add (codes, muster_outcome_get_code (
                                 g_array_index (changes, MusterDifference, i).outcome));
  cell->codes = g_strv_builder_end (codes);
}

static const MusterColumn adjusted_columns[] = {
  { "period", N_ ("Period"), MUSTER_COLUMN_INTEGER, adjusted_get_period },
  { "date", N_ ("Date"), MUSTER_COLUMN_DATE, adjusted_get_date },
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, adjusted_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, adjusted_get_person },
  { "changes", N_ ("Changes"), MUSTER_COLUMN_CODES, adjusted_get_changes, "value" },
  { "cause", N_ ("Cause"), MUSTER_COLUMN_TEXT, adjusted_get_cause, "adjustment_cause" },
  { "punches", N_ ("Punches"), MUSTER_COLUMN_INTEGER, adjusted_get_n, .optional = TRUE },
  { "at", N_ ("Time"), MUSTER_COLUMN_INSTANT, adjusted_get_at },
  { "arrived", N_ ("Arrived"), MUSTER_COLUMN_INSTANT, adjusted_get_arrived },
  { "person_id", N_ ("Person id"), MUSTER_COLUMN_INTEGER, adjusted_get_person_id,
    .optional = TRUE },
  { NULL },
};

const MusterListing muster_adjusted_listing = {
  .name = "adjusted-days",
  .states = "open",
  .title = N_ ("Days of closed periods that come out otherwise by now"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_adjusted_row_get_type,
  .columns = adjusted_columns,
  .topics = MUSTER_TOPIC_DAYS | MUSTER_TOPIC_PERIODS,
  .find = adjusted_find,
  .load = adjusted_load,
};
