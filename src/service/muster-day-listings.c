/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-day-key.h"
#include "muster-day-state.h"
#include "muster-error.h"
#include "muster-freeze.h"
#include "muster-people.h"
#include "muster-reading.h"
#include "muster-trace.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterDayRow, muster_day_row, G_TYPE_OBJECT)

static void
muster_day_row_finalize (GObject *object)
{
  MusterDayRow *self = MUSTER_DAY_ROW (object);

  g_clear_object (&self->person);
  g_clear_object (&self->sheet);

  G_OBJECT_CLASS (muster_day_row_parent_class)->finalize (object);
}

static void
muster_day_row_class_init (MusterDayRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_day_row_finalize;
}

static void
muster_day_row_init (MusterDayRow *self)
{
}

/* ---- Orders ---- */

typedef struct
{
  const MusterDay *day;
  guint rank; /* of the person among those found */
  gint64 value;
} Found;

static gint64
value_of_status (const MusterDay *day)
{
  return day->status;
}

static gint64
value_of_in (const MusterDay *day)
{
  return day->in_at;
}

static gint64
value_of_out (const MusterDay *day)
{
  return day->out_at;
}

static gint64
value_of_worked (const MusterDay *day)
{
  return day->worked_sec;
}

static gint64
value_of_expected (const MusterDay *day)
{
  return day->expected_min;
}

static gint64
value_of_late (const MusterDay *day)
{
  return day->late_min;
}

static gint64
value_of_early (const MusterDay *day)
{
  return day->early_min;
}

static gint64
value_of_overtime (const MusterDay *day)
{
  return day->overtime_min;
}

static gint64
value_of_date (const MusterDay *day)
{
  return day->date;
}

/* Columns that days are ordered by. Those without a value are orders of people. */
static const struct
{
  const char *name;
  gint64 (*value) (const MusterDay *day);
} order_rows[] = {
  { "date", value_of_date },
  { "name", NULL },
  { "person", NULL },
  { "staff_no", NULL },
  { "department", NULL },
  { "group", NULL },
  { "status", value_of_status },
  { "in", value_of_in },
  { "out", value_of_out },
  { "worked", value_of_worked },
  { "expected", value_of_expected },
  { "late", value_of_late },
  { "early", value_of_early },
  { "overtime", value_of_overtime },
};

typedef gint64 (*ValueFunc) (const MusterDay *day);

static gboolean
order_from_filter (MusterFilter *filter,
                   ValueFunc *value,
                   const char **people,
                   GError **error)
{
  *value = value_of_date;
  *people = NULL;
  if (filter->order == NULL)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (order_rows); i++)
    if (g_str_equal (order_rows[i].name, filter->order))
      {
        *value = order_rows[i].value;
        if (*value == NULL)
          *people = g_str_equal (filter->order, "person") ? "name" : filter->order;
        return TRUE;
      }

  return muster_error_set_field (error, "order", _ ("Days cannot be ordered by “%s”."),
                                 filter->order);
}

static int
found_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Found *x = a;
  const Found *y = b;
  int turn = GPOINTER_TO_INT (data);

  if (x->value != y->value)
    return (x->value < y->value ? -1 : 1) * turn;
  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  if (x->day->date != y->day->date)
    return x->day->date < y->day->date ? -1 : 1;

  return (int) x->day->nth - (int) y->day->nth;
}

/* The order that a listing has when none is asked for: by date, within one in the order of
 * people, in which they come. Counting is several times faster than comparing. */
static void
found_sort_by_date (GArray *found, MusterDates dates, gboolean descending)
{
  gsize n_dates = (gsize) (dates.to - dates.from) + 1;
  g_autofree guint *next = g_new0 (guint, n_dates + 1);
  g_autofree Found *sorted = g_new (Found, found->len);

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < found->len; i++)
        {
          const Found *one = &g_array_index (found, Found, i);
          gsize at = (gsize) (descending ? dates.to - one->day->date
                                         : one->day->date - dates.from);

          if (pass == 0)
            next[at + 1]++;
          else
            sorted[next[at]++] = *one;
        }
      for (gsize i = 0; pass == 0 && i < n_dates; i++)
        next[i + 1] += next[i];
    }

  if (found->len > 0)
    memcpy (found->data, sorted, found->len * sizeof (Found));
}

/* ---- Finding ---- */

static GArray *
people_find (MusterReading *reading,
             MusterFilter *filter,
             const char *order,
             const MusterScope *scope,
             GError **error)
{
  g_autoptr (MusterFilter) people = muster_filter_copy (filter);

  /* States, orders and limits of days are not those of people. */
  g_clear_pointer (&people->states, g_strfreev);
  g_set_str (&people->order, order);
  people->descending = order != NULL && filter->descending;
  people->limit = 0;

  return muster_people_find (reading->db, people, scope,
                             muster_reading_get_today (reading), NULL, NULL, error);
}

static void
finding_count (MusterFinding *finding, const guint *counts)
{
  for (guint i = 0; i < MUSTER_N_DAY_STATES; i++)
    if (counts[i] > 0)
      muster_finding_count (finding, muster_day_state_get_code (i), counts[i]);
}

static gboolean
days_find (MusterReading *reading,
           MusterFilter *filter,
           const MusterScope *scope,
           MusterFinding *finding,
           GError **error)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GArray) days = NULL;
  guint counts[MUSTER_N_DAY_STATES] = { 0 };
  ValueFunc value;
  const char *people;
  gint64 person_id = 0;
  guint wanted = muster_day_state_from_filter (filter);
  guint rank = 0;

  if (!order_from_filter (filter, &value, &people, error) ||
      !(ids = people_find (reading, filter, people, scope, error)))
    return FALSE;

  days = muster_freeze_get_days (reading, (const gint64 *) (gpointer) ids->data, ids->len,
                                 filter->dates, &finding->as_of, error);
  if (days == NULL)
    return FALSE;

  for (guint i = 0; i < days->len; i++)
    {
      const MusterDay *day = &g_array_index (days, MusterDay, i);
      guint states = muster_day_state_of (day);
      Found one = { day, 0, value != NULL ? value (day) : 0 };

      if (day->person_id != person_id)
        {
          person_id = day->person_id;
          rank++;
        }

      for (guint k = 0; k < MUSTER_N_DAY_STATES; k++)
        counts[k] += (states >> k) & 1;

      /* Who was not employed is nobody's row, unless asked for or there all the same. */
      if (states == MUSTER_DAY_STATE_NONE && day->n_punches == 0 &&
          (wanted & MUSTER_DAY_STATE_NONE) == 0)
        continue;

      finding->total++;
      if (wanted != 0 && (states & wanted) == 0)
        continue;

      one.rank = rank;
      g_array_append_val (found, one);
    }

  finding_count (finding, counts);
  if (value == value_of_date)
    found_sort_by_date (found, filter->dates, filter->descending);
  else
    g_array_sort_with_data (
      found, found_compare,
      GINT_TO_POINTER (filter->descending && value != NULL ? -1 : 1));
  for (guint i = 0; i < found->len && (filter->limit == 0 || i < filter->limit); i++)
    {
      const MusterDay *day = g_array_index (found, Found, i).day;
      gint64 key = muster_day_key_new (day->person_id, day->date, day->nth);

      g_array_append_val (finding->keys, key);
    }

  return TRUE;
}

/* ---- Loading ---- */

static int
int64_compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/* The dates among some keys, or, of one person, one span of all of them. */
static GArray *
keys_get_spans (const gint64 *keys, guint n_keys)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (MusterDates));
  g_autofree gint64 *dates = g_new (gint64, n_keys + 1);
  gboolean one_person = TRUE;

  for (guint i = 0; i < n_keys; i++)
    {
      dates[i] = muster_day_key_get_date (keys[i]);
      one_person = one_person && muster_day_key_get_person (keys[i]) ==
                                   muster_day_key_get_person (keys[0]);
    }
  qsort (dates, n_keys, sizeof (gint64), int64_compare);

  for (guint i = 0; i < n_keys; i++)
    {
      MusterDates span = { (MusterDate) dates[i], (MusterDate) dates[i] };

      if (spans->len > 0 && one_person)
        g_array_index (spans, MusterDates, spans->len - 1).to = span.to;
      else if (spans->len == 0 ||
               g_array_index (spans, MusterDates, spans->len - 1).to != span.to)
        g_array_append_val (spans, span);
    }

  return spans;
}

/* The people with a key within @span, each once. */
static GPtrArray *
keys_load_people (MusterReading *reading,
                  const gint64 *keys,
                  guint n_keys,
                  MusterDates span,
                  const MusterScope *scope,
                  GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) loaded = NULL;
  GPtrArray *people;

  for (guint i = 0; i < n_keys; i++)
    {
      gint64 id = muster_day_key_get_person (keys[i]);
      MusterDate date = muster_day_key_get_date (keys[i]);

      if (date >= span.from && date <= span.to)
        g_array_append_val (ids, id);
    }
  g_array_sort (ids, int64_compare);
  for (guint i = ids->len; i > 1; i--)
    if (g_array_index (ids, gint64, i - 1) == g_array_index (ids, gint64, i - 2))
      g_array_remove_index (ids, i - 1);

  loaded = muster_people_load (reading->db, (const gint64 *) ids->data, ids->len, span.to,
                               TRUE, scope, error);
  if (loaded == NULL)
    return NULL;

  people = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < loaded->len; i++)
    if (g_ptr_array_index (loaded, i) != NULL)
      g_ptr_array_add (people, g_object_ref (g_ptr_array_index (loaded, i)));

  return people;
}

static MusterDayRow *
day_row_new (GPtrArray *people, MusterDaySheet *sheet)
{
  MusterDayRow *row = g_object_new (MUSTER_TYPE_DAY_ROW, NULL);

  row->sheet = g_object_ref (sheet);
  for (guint i = 0; i < people->len; i++)
    if (MUSTER_PERSON (g_ptr_array_index (people, i))->id == sheet->day.person_id)
      row->person = g_object_ref (g_ptr_array_index (people, i));

  return row;
}

static gboolean
rows_add_span (GHashTable *rows,
               MusterReading *reading,
               const gint64 *keys,
               guint n_keys,
               MusterDates span,
               const MusterScope *scope,
               GError **error)
{
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) sheets = NULL;

  if (!(people = keys_load_people (reading, keys, n_keys, span, scope, error)) ||
      !(sheets = muster_freeze_get_sheets (reading, people, span, error)))
    return FALSE;

  for (guint i = 0; i < sheets->len; i++)
    {
      MusterDaySheet *sheet = g_ptr_array_index (sheets, i);
      gint64 *key = g_new (gint64, 1);

      *key = muster_day_key_new (sheet->day.person_id, sheet->day.date, sheet->day.nth);
      g_hash_table_replace (rows, key, day_row_new (people, sheet));
    }

  return TRUE;
}

static GPtrArray *
days_load (MusterReading *reading,
           MusterFinding *finding,
           const gint64 *keys,
           guint n_keys,
           const MusterScope *scope,
           GError **error)
{
  g_autoptr (GHashTable)
    table = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  g_autoptr (GArray) spans = keys_get_spans (keys, n_keys);
  GPtrArray *rows;

  for (guint i = 0; i < spans->len; i++)
    if (!rows_add_span (table, reading, keys, n_keys,
                        g_array_index (spans, MusterDates, i), scope, error))
      return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < n_keys; i++)
    {
      MusterDayRow *row = g_hash_table_lookup (table, &keys[i]);

      g_ptr_array_add (rows, row != NULL ? g_object_ref (row) : NULL);
    }

  return rows;
}

/* ---- Columns ---- */

MUSTER_CELL_INTEGER (day_get_person_id, MusterDayRow, sheet->day.person_id)
MUSTER_CELL_TEXT (day_get_staff_no, MusterDayRow, person->staff_no)
MUSTER_CELL_TEXT (day_get_person, MusterDayRow, person->name)
MUSTER_CELL_TEXT (day_get_department, MusterDayRow, person->department)
MUSTER_CELL_TEXT (day_get_group, MusterDayRow, person->group)
MUSTER_CELL_INTEGER (day_get_date, MusterDayRow, sheet->day.date)
MUSTER_CELL_INSTANT (day_get_in, MusterDayRow, sheet->day.in_at, sheet->zone)
MUSTER_CELL_INSTANT (day_get_out, MusterDayRow, sheet->day.out_at, sheet->zone)
MUSTER_CELL_INTEGER (day_get_expected, MusterDayRow, sheet->day.expected_min)
MUSTER_CELL_INTEGER (day_get_late, MusterDayRow, sheet->day.late_min)
MUSTER_CELL_INTEGER (day_get_early, MusterDayRow, sheet->day.early_min)
MUSTER_CELL_INTEGER (day_get_overtime, MusterDayRow, sheet->day.overtime_min)
MUSTER_CELL_INTEGER (day_get_overtime_pending,
                     MusterDayRow,
                     sheet->day.overtime_pending_min)
MUSTER_CELL_INTEGER (day_get_undertime, MusterDayRow, sheet->day.undertime_min)
MUSTER_CELL_INTEGER (day_get_lieu_earned, MusterDayRow, sheet->day.lieu_earned_min)
MUSTER_CELL_INTEGER (day_get_lieu_taken, MusterDayRow, sheet->day.lieu_taken_min)
MUSTER_CELL_TEXT (day_get_waits, MusterDayRow, sheet->waits)
MUSTER_CELL_TEXT (day_get_holiday, MusterDayRow, sheet->holiday)
MUSTER_CELL_INTEGER (day_get_locked, MusterDayRow, sheet->locked)

static void
day_get_shift (GObject *row, MusterCell *cell)
{
  const MusterShift *shift = ((MusterDayRow *) row)->sheet->day.shift;

  cell->text = shift != NULL ? g_strdup (shift->code) : NULL;
}

static void
day_get_shift_name (GObject *row, MusterCell *cell)
{
  const MusterShift *shift = ((MusterDayRow *) row)->sheet->day.shift;

  cell->text = shift != NULL ? g_strdup (shift->name) : NULL;
}

static void
day_get_status (GObject *row, MusterCell *cell)
{
  cell->text =
    g_strdup (muster_status_get_code (((MusterDayRow *) row)->sheet->day.status));
}

static void
day_get_other_half (GObject *row, MusterCell *cell)
{
  const MusterDay *day = &((MusterDayRow *) row)->sheet->day;

  if (day->other_half != MUSTER_STATUS_NONE)
    cell->text = g_strdup (muster_status_get_code (day->other_half));
}

static void
day_get_type (GObject *row, MusterCell *cell)
{
  cell->text =
    g_strdup (muster_day_type_get_code (((MusterDayRow *) row)->sheet->day.type));
}

static void
day_get_flags (GObject *row, MusterCell *cell)
{
  guint flags = ((MusterDayRow *) row)->sheet->day.flags;
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint flag = 1; flag <= MUSTER_FLAG_FORGIVEN; flag <<= 1)
    if ((flags & flag) != 0)
      g_strv_builder_add (codes, muster_day_flag_get_code (flag));

  cell->codes = g_strv_builder_end (codes);
}

static void
day_get_worked (GObject *row, MusterCell *cell)
{
  cell->integer = ((MusterDayRow *) row)->sheet->day.worked_sec / 60;
}

static void
day_get_worked_sec (GObject *row, MusterCell *cell)
{
  cell->integer = ((MusterDayRow *) row)->sheet->day.worked_sec;
}

static void
day_get_why (GObject *row, MusterCell *cell)
{
  cell->variant =
    g_variant_ref_sink (muster_trace_to_variant (((MusterDayRow *) row)->sheet));
}

static const MusterColumn days_columns[] = {
  { "date", N_ ("Date"), MUSTER_COLUMN_DATE, day_get_date },
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, day_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, day_get_person },
  { "department", N_ ("Department"), MUSTER_COLUMN_TEXT, day_get_department,
    .optional = TRUE },
  { "group", N_ ("Attendance group"), MUSTER_COLUMN_TEXT, day_get_group,
    .optional = TRUE },
  { "shift", N_ ("Shift code"), MUSTER_COLUMN_TEXT, day_get_shift, .optional = TRUE },
  { "shift_name", N_ ("Shift"), MUSTER_COLUMN_TEXT, day_get_shift_name },
  { "day_type", N_ ("Kind of day"), MUSTER_COLUMN_TEXT, day_get_type, "day_type",
    .optional = TRUE },
  { "status", N_ ("Status"), MUSTER_COLUMN_TEXT, day_get_status, "status" },
  { "other_half", N_ ("Other half"), MUSTER_COLUMN_TEXT, day_get_other_half, "status",
    .optional = TRUE },
  { "flags", N_ ("Flags"), MUSTER_COLUMN_CODES, day_get_flags, "flag" },
  { "in", N_ ("On-punch"), MUSTER_COLUMN_INSTANT, day_get_in },
  { "out", N_ ("Off-punch"), MUSTER_COLUMN_INSTANT, day_get_out },
  { "worked", N_ ("Worked time"), MUSTER_COLUMN_MINUTES, day_get_worked },
  { "late", N_ ("Late"), MUSTER_COLUMN_MINUTES, day_get_late },
  { "early", N_ ("Left early"), MUSTER_COLUMN_MINUTES, day_get_early },
  { "expected", N_ ("Expected"), MUSTER_COLUMN_MINUTES, day_get_expected,
    .optional = TRUE },
  { "overtime", N_ ("Overtime"), MUSTER_COLUMN_MINUTES, day_get_overtime,
    .optional = TRUE },
  { "overtime_pending", N_ ("Overtime to be approved"), MUSTER_COLUMN_MINUTES,
    day_get_overtime_pending, .optional = TRUE },
  { "undertime", N_ ("Undertime"), MUSTER_COLUMN_MINUTES, day_get_undertime,
    .optional = TRUE },
  { "lieu_earned", N_ ("Time off in lieu earned"), MUSTER_COLUMN_MINUTES,
    day_get_lieu_earned, .optional = TRUE },
  { "lieu_taken", N_ ("Time off in lieu taken"), MUSTER_COLUMN_MINUTES,
    day_get_lieu_taken, .optional = TRUE },
  { "worked_sec", N_ ("Worked seconds"), MUSTER_COLUMN_INTEGER, day_get_worked_sec,
    .optional = TRUE },
  { "holiday", N_ ("Holiday"), MUSTER_COLUMN_TEXT, day_get_holiday, .optional = TRUE },
  { "waits", N_ ("Waits for"), MUSTER_COLUMN_TEXT, day_get_waits, .optional = TRUE },
  { "locked", N_ ("Closed"), MUSTER_COLUMN_BOOLEAN, day_get_locked, .optional = TRUE },
  { "why", N_ ("Why"), MUSTER_COLUMN_VARIANT, day_get_why, "why", .optional = TRUE },
  { "person_id", N_ ("Person id"), MUSTER_COLUMN_INTEGER, day_get_person_id,
    .optional = TRUE },
  { NULL },
};

const MusterListing muster_days_listing = {
  .name = "days",
  .states = MUSTER_DAY_STATES,
  .title = N_ ("Days"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_day_row_get_type,
  .columns = days_columns,
  .topics = MUSTER_TOPIC_DAYS | MUSTER_TOPIC_PERIODS,
  .find = days_find,
  .load = days_load,
};
