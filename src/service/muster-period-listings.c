/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-period-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-day-key.h"
#include "muster-error.h"
#include "muster-freeze.h"
#include "muster-people.h"
#include "muster-periods.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterPeriodRow, muster_period_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterAdjustmentRow, muster_adjustment_row, G_TYPE_OBJECT)

static void
muster_period_row_finalize (GObject *object)
{
  MusterPeriodRow *self = MUSTER_PERIOD_ROW (object);

  g_free (self->uid);
  g_free (self->closed_by);
  g_free (self->reopened_by);
  g_free (self->reason);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_period_row_parent_class)->finalize (object);
}

static void
muster_period_row_class_init (MusterPeriodRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_period_row_finalize;
}

static void
muster_period_row_init (MusterPeriodRow *self)
{
}

static void
muster_adjustment_row_finalize (GObject *object)
{
  MusterAdjustmentRow *self = MUSTER_ADJUSTMENT_ROW (object);

  g_free (self->person_name);
  g_free (self->staff_no);
  g_free (self->before);
  g_free (self->after);
  g_free (self->accepted_by);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_adjustment_row_parent_class)->finalize (object);
}

static void
muster_adjustment_row_class_init (MusterAdjustmentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_adjustment_row_finalize;
}

static void
muster_adjustment_row_init (MusterAdjustmentRow *self)
{
}

static void
keys_finish (GArray *keys, MusterFilter *filter)
{
  for (guint i = 0; filter->descending && i < keys->len / 2; i++)
    {
      gint64 *a = &g_array_index (keys, gint64, i);
      gint64 *b = &g_array_index (keys, gint64, keys->len - 1 - i);
      gint64 kept = *a;

      *a = *b;
      *b = kept;
    }

  if (filter->limit > 0 && keys->len > filter->limit)
    g_array_set_size (keys, filter->limit);
}

/* ---- Periods ---- */

static const char *
period_get_code (const MusterPeriodRecord *record)
{
  return record->reopened_at == 0 ? "closed" : "reopened";
}

static gboolean
periods_find (MusterReading *reading,
              MusterFilter *filter,
              const MusterScope *scope,
              MusterFinding *finding,
              GError **error)
{
  g_autoptr (GArray) records = NULL;

  if (!(records = muster_periods_list (reading->db, filter->dates, FALSE, error)))
    return FALSE;

  finding->total = records->len;
  for (guint i = 0; i < records->len; i++)
    {
      const MusterPeriodRecord *record = &g_array_index (records, MusterPeriodRecord, i);
      const char *state = period_get_code (record);

      muster_finding_count (finding, state, 1);
      if (muster_filter_has_state (filter, state))
        g_array_append_val (finding->keys, record->id);
    }
  keys_finish (finding->keys, filter);

  return TRUE;
}

MusterPeriodRow *
muster_period_row_new (MusterReading *reading, const MusterPeriodRecord *record)
{
  MusterPeriodRow *row = g_object_new (MUSTER_TYPE_PERIOD_ROW, NULL);

  row->id = record->id;
  row->uid = g_strdup (record->uid);
  row->dates = record->dates;
  row->closed_at = record->closed_at;
  row->closed_by = g_strdup (record->closed_by);
  row->forced = record->forced;
  row->people = record->people;
  row->days = record->days;
  row->reopened_at = record->reopened_at;
  row->reopened_by = g_strdup (record->reopened_by);
  row->reason = g_strdup (record->reason);
  row->zone = muster_zone_ref (reading->zone);

  return row;
}

static GPtrArray *
periods_load (MusterReading *reading,
              MusterFinding *finding,
              const gint64 *keys,
              guint n_keys,
              const MusterScope *scope,
              GError **error)
{
  MusterDates ever = { MUSTER_DATE_NONE, MUSTER_DATE_EVER };
  g_autoptr (GArray) records = muster_periods_list (reading->db, ever, FALSE, error);
  GPtrArray *rows;

  if (records == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < n_keys; i++)
    {
      MusterPeriodRow *row = NULL;

      for (guint k = 0; row == NULL && k < records->len; k++)
        if (g_array_index (records, MusterPeriodRecord, k).id == keys[i])
          row = muster_period_row_new (reading,
                                       &g_array_index (records, MusterPeriodRecord, k));
      g_ptr_array_add (rows, row);
    }

  return rows;
}

MUSTER_CELL_INTEGER (period_get_id, MusterPeriodRow, id)
MUSTER_CELL_TEXT (period_get_uid, MusterPeriodRow, uid)
MUSTER_CELL_INTEGER (period_get_from, MusterPeriodRow, dates.from)
MUSTER_CELL_INTEGER (period_get_to, MusterPeriodRow, dates.to)
MUSTER_CELL_INSTANT (period_get_closed, MusterPeriodRow, closed_at, zone)
MUSTER_CELL_TEXT (period_get_closed_by, MusterPeriodRow, closed_by)
MUSTER_CELL_INTEGER (period_get_forced, MusterPeriodRow, forced)
MUSTER_CELL_INTEGER (period_get_people, MusterPeriodRow, people)
MUSTER_CELL_INTEGER (period_get_days, MusterPeriodRow, days)
MUSTER_CELL_INSTANT (period_get_reopened, MusterPeriodRow, reopened_at, zone)
MUSTER_CELL_TEXT (period_get_reopened_by, MusterPeriodRow, reopened_by)
MUSTER_CELL_TEXT (period_get_reason, MusterPeriodRow, reason)

static void
period_get_state (GObject *row, MusterCell *cell)
{
  cell->text =
    g_strdup (((MusterPeriodRow *) row)->reopened_at == 0 ? "closed" : "reopened");
}

static const MusterColumn periods_columns[] = {
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, period_get_id },
  { "from", N_ ("First date"), MUSTER_COLUMN_DATE, period_get_from },
  { "to", N_ ("Last date"), MUSTER_COLUMN_DATE, period_get_to },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, period_get_state, "period_state" },
  { "closed", N_ ("Closed at"), MUSTER_COLUMN_INSTANT, period_get_closed },
  { "closed_by", N_ ("Closed by"), MUSTER_COLUMN_TEXT, period_get_closed_by },
  { "forced", N_ ("Although days were pending"), MUSTER_COLUMN_BOOLEAN, period_get_forced,
    .optional = TRUE },
  { "people", N_ ("People"), MUSTER_COLUMN_INTEGER, period_get_people },
  { "days", N_ ("Days"), MUSTER_COLUMN_INTEGER, period_get_days },
  { "reopened", N_ ("Reopened at"), MUSTER_COLUMN_INSTANT, period_get_reopened },
  { "reopened_by", N_ ("Reopened by"), MUSTER_COLUMN_TEXT, period_get_reopened_by,
    .optional = TRUE },
  { "reason", N_ ("Reason"), MUSTER_COLUMN_TEXT, period_get_reason },
  { "uid", N_ ("Uid"), MUSTER_COLUMN_TEXT, period_get_uid, .optional = TRUE },
  { NULL },
};

const MusterListing muster_periods_listing = {
  .name = "periods",
  .states = "closed reopened",
  .title = N_ ("Closed periods"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_period_row_get_type,
  .columns = periods_columns,
  .topics = MUSTER_TOPIC_PERIODS,
  .find = periods_find,
  .load = periods_load,
};

/* ---- Adjustments ---- */

/* An open one is person, date, nth and value in one number; an accepted one its number, negative. */
#define OUTCOME_BITS 4

G_STATIC_ASSERT (MUSTER_N_OUTCOMES <= 1 << OUTCOME_BITS);

static gint64
difference_get_key (const MusterDifference *difference)
{
  return muster_day_key_new (difference->person_id, difference->date, difference->nth)
           << OUTCOME_BITS |
         difference->outcome;
}

typedef struct
{
  gint64 key;
  guint rank; /* of the person in the order asked for */
  MusterDate date;
} Found;

static int
found_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Found *x = a;
  const Found *y = b;
  gboolean by_date = GPOINTER_TO_INT (data);

  if (by_date && x->date != y->date)
    return x->date < y->date ? -1 : 1;
  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  if (x->date != y->date)
    return x->date < y->date ? -1 : 1;

  /* What was accepted first, in its order; then the open ones in the order of their values. */
  if ((x->key < 0) != (y->key < 0))
    return x->key < 0 ? -1 : 1;

  return x->key < 0 ? (x->key > y->key ? -1 : 1) : (x->key < y->key ? -1 : 1);
}

static GArray *
people_find (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             GError **error)
{
  g_autoptr (MusterFilter) people = muster_filter_copy (filter);

  g_clear_pointer (&people->states, g_strfreev);
  people->descending = FALSE;
  people->limit = 0;
  if (g_strcmp0 (filter->order, "date") == 0)
    g_clear_pointer (&people->order, g_free);
  else if (g_strcmp0 (filter->order, "person") == 0)
    g_set_str (&people->order, "name");

  return muster_people_find (reading->db, people, scope,
                             muster_reading_get_today (reading), NULL, NULL, error);
}

static GHashTable *
ranks_of (GArray *ids)
{
  GHashTable *ranks = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_insert (ranks, &g_array_index (ids, gint64, i), GUINT_TO_POINTER (i));

  return ranks;
}

static void
found_add (GArray *found,
           GHashTable *ranks,
           gint64 key,
           gint64 person_id,
           MusterDate date)
{
  Found one = { key, GPOINTER_TO_UINT (g_hash_table_lookup (ranks, &person_id)), date };

  g_array_append_val (found, one);
}

static gboolean
adjustments_find (MusterReading *reading,
                  MusterFilter *filter,
                  const MusterScope *scope,
                  MusterFinding *finding,
                  GError **error)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) open = NULL;
  g_autoptr (GArray) accepted = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GHashTable) ranks = NULL;
  gboolean by_date = filter->order == NULL || g_str_equal (filter->order, "date");

  if (!(ids = people_find (reading, filter, scope, error)) ||
      !(open = muster_freeze_compare (reading, (const gint64 *) (gpointer) ids->data,
                                      ids->len, filter->dates, error)) ||
      !(accepted = muster_periods_accepted (reading->db, filter->dates, error)))
    return FALSE;

  ranks = ranks_of (ids);
  for (guint i = 0; i < accepted->len; i++)
    {
      const MusterAcceptance *one = &g_array_index (accepted, MusterAcceptance, i);

      if (!g_hash_table_contains (ranks, &one->person_id))
        continue;
      muster_finding_count (finding, "accepted", 1);
      finding->total++;
      if (muster_filter_has_state (filter, "accepted"))
        found_add (found, ranks, -one->id, one->person_id, one->date);
    }

  if (open->len > 0)
    muster_finding_count (finding, "open", open->len);
  finding->total += open->len;
  for (guint i = 0; i < open->len && muster_filter_has_state (filter, "open"); i++)
    {
      const MusterDifference *one = &g_array_index (open, MusterDifference, i);

      found_add (found, ranks, difference_get_key (one), one->person_id, one->date);
    }

  g_array_sort_with_data (found, found_compare, GINT_TO_POINTER (by_date));
  for (guint i = 0; i < found->len; i++)
    g_array_append_val (finding->keys, g_array_index (found, Found, i).key);
  keys_finish (finding->keys, filter);

  return TRUE;
}

static MusterAdjustmentRow *
adjustment_row_new (MusterReading *reading,
                    MusterPerson *person,
                    MusterDate date,
                    guint nth)
{
  MusterAdjustmentRow *row = g_object_new (MUSTER_TYPE_ADJUSTMENT_ROW, NULL);

  row->person_id = person->id;
  row->person_name = g_strdup (person->name);
  row->staff_no = g_strdup (person->staff_no);
  row->date = date;
  row->nth = nth;
  row->into = MUSTER_DATE_NONE;
  row->zone = muster_zone_ref (reading->zone);

  return row;
}

static void
adjustment_row_fill (MusterAdjustmentRow *row,
                     const char *value,
                     const char *before,
                     const char *after)
{
  MusterOutcome outcome = 0;

  row->value = g_intern_string (value);
  row->before = g_strdup (before);
  row->after = g_strdup (after);
  while (outcome < MUSTER_N_OUTCOMES - 1 &&
         !g_str_equal (muster_outcome_get_code (outcome), value))
    outcome++;
  row->difference = muster_outcome_get_number (outcome, after) -
                    muster_outcome_get_number (outcome, before);
}

/* Of the people with a key: those in scope, by id. */
static GHashTable *
people_load (MusterReading *reading,
             GArray *ids,
             const MusterScope *scope,
             GError **error)
{
  g_autoptr (GPtrArray) people =
    muster_people_load (reading->db, (const gint64 *) (gpointer) ids->data, ids->len,
                        muster_reading_get_today (reading), FALSE, scope, error);
  GHashTable *table;

  if (people == NULL)
    return NULL;

  table = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
  for (guint i = 0; i < people->len; i++)
    {
      MusterPerson *person = g_ptr_array_index (people, i);

      if (person != NULL)
        g_hash_table_insert (table, &person->id, g_object_ref (person));
    }

  return table;
}

static void
ids_add (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;

  g_array_append_val (ids, id);
}

/* Rows of what is open, by key. */
static gboolean
rows_add_open (GHashTable *rows,
               MusterReading *reading,
               GHashTable *people,
               const gint64 *keys,
               guint n_keys,
               GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) differences = NULL;
  g_autoptr (GArray) periods = NULL;
  MusterDates dates = { MUSTER_DATE_EVER, MUSTER_DATE_NONE };

  for (guint i = 0; i < n_keys; i++)
    if (keys[i] >= 0)
      {
        gint64 id = muster_day_key_get_person (keys[i] >> OUTCOME_BITS);
        MusterDate date = muster_day_key_get_date (keys[i] >> OUTCOME_BITS);

        if (!g_hash_table_contains (people, &id))
          continue;
        ids_add (ids, id);
        dates = (MusterDates) { MIN (dates.from, date), MAX (dates.to, date) };
      }
  if (ids->len == 0)
    return TRUE;

  if (!(differences = muster_freeze_compare (
          reading, (const gint64 *) (gpointer) ids->data, ids->len, dates, error)) ||
      !(periods = muster_periods_list (reading->db, dates, TRUE, error)))
    return FALSE;

  for (guint i = 0; i < differences->len; i++)
    {
      const MusterDifference *one = &g_array_index (differences, MusterDifference, i);
      gint64 key = difference_get_key (one);
      MusterAdjustmentRow *row = adjustment_row_new (
        reading, g_hash_table_lookup (people, &one->person_id), one->date, one->nth);

      adjustment_row_fill (row, muster_outcome_get_code (one->outcome), one->before,
                           one->after);
      for (guint k = 0; k < periods->len; k++)
        {
          const MusterPeriodRecord *period =
            &g_array_index (periods, MusterPeriodRecord, k);

          if (one->date >= period->dates.from && one->date <= period->dates.to)
            row->period_id = period->id;
        }
      g_hash_table_replace (rows, g_memdup2 (&key, sizeof key), row);
    }

  return TRUE;
}

static void
rows_add_accepted (GHashTable *rows,
                   MusterReading *reading,
                   GHashTable *people,
                   GArray *accepted)
{
  for (guint i = 0; i < accepted->len; i++)
    {
      const MusterAcceptance *one = &g_array_index (accepted, MusterAcceptance, i);
      MusterPerson *person = g_hash_table_lookup (people, &one->person_id);
      gint64 key = -one->id;
      MusterAdjustmentRow *row;

      if (person == NULL)
        continue;
      row = adjustment_row_new (reading, person, one->date, one->nth);
      adjustment_row_fill (row, one->value, one->before, one->after);
      row->period_id = one->period_id;
      row->into = one->into;
      row->accepted_at = one->at;
      row->accepted_by = g_strdup (one->by);
      g_hash_table_replace (rows, g_memdup2 (&key, sizeof key), row);
    }
}

static GPtrArray *
adjustments_load (MusterReading *reading,
                  MusterFinding *finding,
                  const gint64 *keys,
                  guint n_keys,
                  const MusterScope *scope,
                  GError **error)
{
  g_autoptr (GHashTable)
    table = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) accepted = NULL;
  g_autoptr (GHashTable) people = NULL;
  GPtrArray *rows;

  if (!(accepted = muster_periods_accepted (reading->db, finding->filter->dates, error)))
    return NULL;

  for (guint i = 0; i < n_keys; i++)
    if (keys[i] >= 0)
      ids_add (ids, muster_day_key_get_person (keys[i] >> OUTCOME_BITS));
  for (guint i = 0; i < accepted->len; i++)
    ids_add (ids, g_array_index (accepted, MusterAcceptance, i).person_id);

  if (!(people = people_load (reading, ids, scope, error)) ||
      !rows_add_open (table, reading, people, keys, n_keys, error))
    return NULL;
  rows_add_accepted (table, reading, people, accepted);

  rows = muster_rows_new ();
  for (guint i = 0; i < n_keys; i++)
    {
      MusterAdjustmentRow *row = g_hash_table_lookup (table, &keys[i]);

      g_ptr_array_add (rows, row != NULL ? g_object_ref (row) : NULL);
    }

  return rows;
}

MUSTER_CELL_INTEGER (adjustment_get_period, MusterAdjustmentRow, period_id)
MUSTER_CELL_INTEGER (adjustment_get_date, MusterAdjustmentRow, date)
MUSTER_CELL_INTEGER (adjustment_get_nth, MusterAdjustmentRow, nth)
MUSTER_CELL_TEXT (adjustment_get_staff_no, MusterAdjustmentRow, staff_no)
MUSTER_CELL_TEXT (adjustment_get_person, MusterAdjustmentRow, person_name)
MUSTER_CELL_INTEGER (adjustment_get_person_id, MusterAdjustmentRow, person_id)
MUSTER_CELL_TEXT (adjustment_get_value, MusterAdjustmentRow, value)
MUSTER_CELL_TEXT (adjustment_get_before, MusterAdjustmentRow, before)
MUSTER_CELL_TEXT (adjustment_get_after, MusterAdjustmentRow, after)
MUSTER_CELL_INTEGER (adjustment_get_difference, MusterAdjustmentRow, difference)
MUSTER_CELL_INTEGER (adjustment_get_into, MusterAdjustmentRow, into)
MUSTER_CELL_INSTANT (adjustment_get_accepted, MusterAdjustmentRow, accepted_at, zone)
MUSTER_CELL_TEXT (adjustment_get_accepted_by, MusterAdjustmentRow, accepted_by)

static void
adjustment_get_state (GObject *row, MusterCell *cell)
{
  cell->text =
    g_strdup (((MusterAdjustmentRow *) row)->accepted_at == 0 ? "open" : "accepted");
}

static const MusterColumn adjustments_columns[] = {
  { "period", N_ ("Period"), MUSTER_COLUMN_INTEGER, adjustment_get_period },
  { "date", N_ ("Date"), MUSTER_COLUMN_DATE, adjustment_get_date },
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, adjustment_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, adjustment_get_person },
  { "value", N_ ("Value"), MUSTER_COLUMN_TEXT, adjustment_get_value, "value" },
  { "before", N_ ("Before"), MUSTER_COLUMN_TEXT, adjustment_get_before, "status" },
  { "after", N_ ("After"), MUSTER_COLUMN_TEXT, adjustment_get_after, "status" },
  { "difference", N_ ("Difference"), MUSTER_COLUMN_INTEGER, adjustment_get_difference },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, adjustment_get_state, "adjustment_state" },
  { "into", N_ ("Accepted into"), MUSTER_COLUMN_DATE, adjustment_get_into },
  { "accepted", N_ ("Accepted at"), MUSTER_COLUMN_INSTANT, adjustment_get_accepted,
    .optional = TRUE },
  { "accepted_by", N_ ("Accepted by"), MUSTER_COLUMN_TEXT, adjustment_get_accepted_by,
    .optional = TRUE },
  { "nth", N_ ("Entry of the day"), MUSTER_COLUMN_INTEGER, adjustment_get_nth,
    .optional = TRUE },
  { "person_id", N_ ("Person id"), MUSTER_COLUMN_INTEGER, adjustment_get_person_id,
    .optional = TRUE },
  { NULL },
};

const MusterListing muster_adjustments_listing = {
  .name = "adjustments",
  .states = "open accepted",
  .title = N_ ("Adjustments of closed periods"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_adjustment_row_get_type,
  .columns = adjustments_columns,
  .topics = MUSTER_TOPIC_DAYS | MUSTER_TOPIC_PERIODS,
  .find = adjustments_find,
  .load = adjustments_load,
};
