/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-month-listings.h"

#include "muster-command.h"
#include "muster-day-state.h"
#include "muster-error.h"
#include "muster-freeze.h"
#include "muster-people.h"
#include "muster-periods.h"
#include "muster-outcome.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>

#define TARDY (MUSTER_FLAG_LATE | MUSTER_FLAG_SEVERE_LATE)
#define MISSING (MUSTER_FLAG_MISSING_IN | MUSTER_FLAG_MISSING_OUT)

G_DEFINE_FINAL_TYPE (MusterMonthRow, muster_month_row, G_TYPE_OBJECT)

static void
muster_month_row_finalize (GObject *object)
{
  MusterMonthRow *self = MUSTER_MONTH_ROW (object);

  g_clear_object (&self->person);
  g_clear_pointer (&self->days, g_array_unref);

  G_OBJECT_CLASS (muster_month_row_parent_class)->finalize (object);
}

static void
muster_month_row_class_init (MusterMonthRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_month_row_finalize;
}

static void
muster_month_row_init (MusterMonthRow *self)
{
  self->days = g_array_new (FALSE, FALSE, sizeof (MusterDay));
}

void
muster_month_totals_add (MusterMonthTotals *totals, const MusterDay *day)
{
  totals->expected_days +=
    day->nth == 0 && (day->type == MUSTER_DAY_WORK || day->type == MUSTER_DAY_MAKEUP);
  totals->attended_half += day->attended_half;
  totals->absent_half += day->absent_half;
  totals->late_days += (day->flags & TARDY) != 0;
  totals->early_days += (day->flags & MUSTER_FLAG_EARLY_LEAVE) != 0;
  totals->missing_days += (day->flags & MISSING) != 0;
  totals->leave_days += day->status == MUSTER_STATUS_LEAVE;
  totals->pending_days += day->status == MUSTER_STATUS_PENDING;
  totals->late_min += day->late_min;
  totals->early_min += day->early_min;
  totals->expected_min += day->expected_min;
  totals->overtime_min += day->overtime_min;
  totals->overtime_pending_min += day->overtime_pending_min;
  totals->lieu_earned_min += day->lieu_earned_min;
  totals->lieu_taken_min += day->lieu_taken_min;
  totals->worked_sec += day->worked_sec;
}

static int
has_any (const char *flags, const char *const *wanted)
{
  g_auto (GStrv) codes = g_strsplit (flags, ",", -1);

  for (guint i = 0; codes[i] != NULL; i++)
    if (g_strv_contains (wanted, codes[i]))
      return 1;

  return 0;
}

static void
carry_flags (MusterMonthTotals *totals, const char *before, const char *after)
{
  static const char *const late[] = { "late", "severe_late", NULL };
  static const char *const early[] = { "early_leave", NULL };
  static const char *const missing[] = { "missing_in", "missing_out", NULL };

  totals->late_days += has_any (after, late) - has_any (before, late);
  totals->early_days += has_any (after, early) - has_any (before, early);
  totals->missing_days += has_any (after, missing) - has_any (before, missing);
}

void
muster_month_totals_carry (MusterMonthTotals *totals,
                           const char *value,
                           const char *before,
                           const char *after)
{
  MusterOutcome outcome = 0;
  gint64 difference;

  while (outcome < MUSTER_N_OUTCOMES &&
         !g_str_equal (muster_outcome_get_code (outcome), value))
    outcome++;
  if (outcome == MUSTER_N_OUTCOMES)
    return;

  totals->carried++;
  difference = muster_outcome_get_number (outcome, after) -
               muster_outcome_get_number (outcome, before);
  switch (outcome)
    {
    case MUSTER_OUTCOME_FLAGS:
      carry_flags (totals, before, after);
      break;
    case MUSTER_OUTCOME_EXPECTED:
      totals->expected_min += difference;
      break;
    case MUSTER_OUTCOME_WORKED_SEC:
      totals->worked_sec += difference;
      break;
    case MUSTER_OUTCOME_LATE:
      totals->late_min += difference;
      break;
    case MUSTER_OUTCOME_EARLY:
      totals->early_min += difference;
      break;
    case MUSTER_OUTCOME_OVERTIME:
      totals->overtime_min += difference;
      break;
    case MUSTER_OUTCOME_OVERTIME_PENDING:
      totals->overtime_pending_min += difference;
      break;
    case MUSTER_OUTCOME_LIEU_EARNED:
      totals->lieu_earned_min += difference;
      break;
    case MUSTER_OUTCOME_LIEU_TAKEN:
      totals->lieu_taken_min += difference;
      break;
    case MUSTER_OUTCOME_ATTENDED_HALF:
      totals->attended_half += (int) difference;
      break;
    case MUSTER_OUTCOME_ABSENT_HALF:
      totals->absent_half += (int) difference;
      break;
    case MUSTER_OUTCOME_SHIFT:
    case MUSTER_OUTCOME_DAY_TYPE:
    case MUSTER_OUTCOME_STATUS:
    case MUSTER_OUTCOME_OTHER_HALF:
    case MUSTER_OUTCOME_UNDERTIME:
    case MUSTER_N_OUTCOMES:
    default:
      break;
    }
}

/* ---- Orders ---- */

static gint64
value_of_attended (const MusterMonthTotals *totals)
{
  return totals->attended_half;
}

static gint64
value_of_absent (const MusterMonthTotals *totals)
{
  return totals->absent_half;
}

static gint64
value_of_late (const MusterMonthTotals *totals)
{
  return totals->late_days * G_GINT64_CONSTANT (1000000) + totals->late_min;
}

static gint64
value_of_early (const MusterMonthTotals *totals)
{
  return totals->early_days * G_GINT64_CONSTANT (1000000) + totals->early_min;
}

static gint64
value_of_missing (const MusterMonthTotals *totals)
{
  return totals->missing_days;
}

static gint64
value_of_leave (const MusterMonthTotals *totals)
{
  return totals->leave_days;
}

static gint64
value_of_worked (const MusterMonthTotals *totals)
{
  return totals->worked_sec;
}

static gint64
value_of_overtime (const MusterMonthTotals *totals)
{
  return totals->overtime_min;
}

typedef gint64 (*ValueFunc) (const MusterMonthTotals *totals);

static const struct
{
  const char *name;
  ValueFunc value; /* NULL for an order of people */
} order_rows[] = {
  { "name", NULL },
  { "staff_no", NULL },
  { "department", NULL },
  { "group", NULL },
  { "attended", value_of_attended },
  { "absent", value_of_absent },
  { "late", value_of_late },
  { "early", value_of_early },
  { "missing", value_of_missing },
  { "leave", value_of_leave },
  { "worked", value_of_worked },
  { "overtime", value_of_overtime },
};

static gboolean
order_from_filter (MusterFilter *filter,
                   ValueFunc *value,
                   const char **people,
                   GError **error)
{
  *value = NULL;
  *people = NULL;
  if (filter->order == NULL)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (order_rows); i++)
    if (g_str_equal (order_rows[i].name, filter->order))
      {
        *value = order_rows[i].value;
        *people = *value == NULL ? filter->order : NULL;
        return TRUE;
      }

  return muster_error_set_field (
    error, "order", _ ("People's months cannot be ordered by “%s”."), filter->order);
}

/* ---- Finding ---- */

typedef struct
{
  gint64 person_id;
  gint64 value;
  guint rank;
} Found;

static int
found_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Found *x = a;
  const Found *y = b;

  if (x->value != y->value)
    return (x->value < y->value ? -1 : 1) * GPOINTER_TO_INT (data);

  return x->rank < y->rank ? -1 : x->rank > y->rank;
}

static GArray *
people_find (MusterReading *reading,
             MusterFilter *filter,
             const char *order,
             const MusterScope *scope,
             GError **error)
{
  g_autoptr (MusterFilter) people = muster_filter_copy (filter);

  /* States, totals and limits of months are not those of people. */
  g_clear_pointer (&people->states, g_strfreev);
  g_set_str (&people->order, order);
  people->descending = order != NULL && filter->descending;
  people->limit = 0;

  return muster_people_find (reading->db, people, scope,
                             muster_reading_get_today (reading), NULL, NULL, error);
}

static gboolean
months_find (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *finding,
             GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) days = NULL;
  guint counts[MUSTER_N_DAY_STATES] = { 0 };
  ValueFunc value;
  const char *people;
  guint wanted = muster_day_state_from_filter (filter);

  if (!order_from_filter (filter, &value, &people, error) ||
      !(ids = people_find (reading, filter, people, scope, error)) ||
      !(days = muster_freeze_get_days (reading, (const gint64 *) (gpointer) ids->data,
                                       ids->len, filter->dates, &finding->as_of, error)))
    return FALSE;

  for (guint i = 0; i < days->len;)
    {
      Found one = { g_array_index (days, MusterDay, i).person_id, 0, i };
      MusterMonthTotals totals = { 0 };
      gboolean there = FALSE;
      guint states = 0;

      for (; i < days->len; i++)
        {
          const MusterDay *day = &g_array_index (days, MusterDay, i);

          if (day->person_id != one.person_id)
            break;
          muster_month_totals_add (&totals, day);
          states |= muster_day_state_of (day);
          there = there || day->n_punches > 0;
        }

      /* Who was not employed at all is nobody's row, unless asked for or there all the same. */
      if (states == MUSTER_DAY_STATE_NONE && !there &&
          (wanted & MUSTER_DAY_STATE_NONE) == 0)
        continue;

      for (guint k = 0; k < MUSTER_N_DAY_STATES; k++)
        counts[k] += (states >> k) & 1;
      finding->total++;
      if (wanted != 0 && (states & wanted) == 0)
        continue;

      one.value = value != NULL ? value (&totals) : 0;
      g_array_append_val (found, one);
    }

  if (value != NULL)
    g_array_sort_with_data (found, found_compare,
                            GINT_TO_POINTER (filter->descending ? -1 : 1));
  for (guint k = 0; k < MUSTER_N_DAY_STATES; k++)
    if (counts[k] > 0)
      muster_finding_count (finding, muster_day_state_get_code (k), counts[k]);
  for (guint i = 0; i < found->len && (filter->limit == 0 || i < filter->limit); i++)
    g_array_append_val (finding->keys, g_array_index (found, Found, i).person_id);

  return TRUE;
}

/* ---- Loading ---- */

static GPtrArray *
months_load (MusterReading *reading,
             MusterFinding *finding,
             const gint64 *keys,
             guint n_keys,
             const MusterScope *scope,
             GError **error)
{
  g_autoptr (GHashTable) table = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GArray) days = NULL;
  g_autoptr (GArray) carried = NULL;
  MusterDates dates = finding->filter->dates;
  GPtrArray *rows;
  gint64 as_of;

  if (!(people = muster_people_load (reading->db, keys, n_keys, dates.to, FALSE, scope,
                                     error)) ||
      !(days = muster_freeze_get_days (reading, keys, n_keys, dates, &as_of, error)) ||
      !(carried = muster_periods_carried (reading->db, dates, error)))
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < n_keys; i++)
    {
      MusterPerson *person = g_ptr_array_index (people, i);
      MusterMonthRow *row = NULL;

      if (person != NULL)
        {
          row = g_object_new (MUSTER_TYPE_MONTH_ROW, NULL);
          row->person = g_object_ref (person);
          row->dates = dates;
          g_hash_table_insert (table, &person->id, row);
        }
      g_ptr_array_add (rows, row);
    }

  for (guint i = 0; i < days->len; i++)
    {
      MusterDay day = g_array_index (days, MusterDay, i);
      MusterMonthRow *row = g_hash_table_lookup (table, &day.person_id);

      if (row == NULL)
        continue;
      day.shift = NULL; /* it may go before the row does */
      muster_month_totals_add (&row->totals, &day);
      g_array_append_val (row->days, day);
    }

  for (guint i = 0; i < carried->len; i++)
    {
      const MusterAcceptance *one = &g_array_index (carried, MusterAcceptance, i);
      MusterMonthRow *row = g_hash_table_lookup (table, &one->person_id);

      if (row != NULL)
        muster_month_totals_carry (&row->totals, one->value, one->before, one->after);
    }

  return rows;
}

/* ---- Columns ---- */

#define PERSON_TEXT(name, member)                                                        \
  static void month_get_##name (GObject *row, MusterCell *cell)                          \
  {                                                                                      \
    cell->text = g_strdup (MUSTER_MONTH_ROW (row)->person->member);                      \
  }

#define TOTAL(name, value)                                                               \
  static void month_get_##name (GObject *row, MusterCell *cell)                          \
  {                                                                                      \
    const MusterMonthTotals *totals = &MUSTER_MONTH_ROW (row)->totals;                   \
                                                                                         \
    cell->integer = (gint64) (value);                                                    \
  }

PERSON_TEXT (staff_no, staff_no)
PERSON_TEXT (person, name)
PERSON_TEXT (department, department)
PERSON_TEXT (group, group)
TOTAL (expected_days, totals->expected_days)
TOTAL (late, totals->late_days)
TOTAL (late_min, totals->late_min)
TOTAL (early, totals->early_days)
TOTAL (early_min, totals->early_min)
TOTAL (missing, totals->missing_days)
TOTAL (leave, totals->leave_days)
TOTAL (pending, totals->pending_days)
TOTAL (worked, totals->worked_sec / 60)
TOTAL (expected, totals->expected_min)
TOTAL (overtime, totals->overtime_min)
TOTAL (overtime_pending, totals->overtime_pending_min)
TOTAL (lieu_earned, totals->lieu_earned_min)
TOTAL (lieu_taken, totals->lieu_taken_min)
TOTAL (carried, totals->carried)

static void
month_get_attended (GObject *row, MusterCell *cell)
{
  cell->real = MUSTER_MONTH_ROW (row)->totals.attended_half / 2.0;
}

static void
month_get_absent (GObject *row, MusterCell *cell)
{
  cell->real = MUSTER_MONTH_ROW (row)->totals.absent_half / 2.0;
}

static void
month_get_days (GObject *object, MusterCell *cell)
{
  MusterMonthRow *row = MUSTER_MONTH_ROW (object);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < row->days->len; i++)
    {
      const MusterDay *day = &g_array_index (row->days, MusterDay, i);
      g_autofree char *date = muster_date_format (day->date);
      g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
      g_autoptr (GPtrArray) flags = g_ptr_array_new ();

      for (guint bit = 0; bit < 32; bit++)
        if ((day->flags & (1u << bit)) != 0)
          g_ptr_array_add (
            flags, (gpointer) muster_day_flag_get_code ((MusterDayFlags) (1u << bit)));
      g_ptr_array_add (flags, NULL);

      g_variant_dict_insert (&dict, "date", "s", date);
      g_variant_dict_insert (&dict, "status", "s",
                             muster_status_get_code ((MusterStatus) day->status));
      g_variant_dict_insert (&dict, "flags", "^as", flags->pdata);
      g_variant_dict_insert (&dict, "worked", "i", day->worked_sec / 60);
      g_variant_dict_insert (&dict, "late", "i", day->late_min);
      g_variant_dict_insert (&dict, "early", "i", day->early_min);
      g_variant_dict_insert (&dict, "overtime", "i", day->overtime_min);
      g_variant_builder_add_value (&builder, g_variant_dict_end (&dict));
    }
  cell->variant = g_variant_ref_sink (g_variant_builder_end (&builder));
}

static const MusterColumn months_columns[] = {
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, month_get_staff_no },
  { "person", N_ ("Full name"), MUSTER_COLUMN_TEXT, month_get_person },
  { "department", N_ ("Department"), MUSTER_COLUMN_TEXT, month_get_department,
    .optional = TRUE },
  { "group", N_ ("Attendance group"), MUSTER_COLUMN_TEXT, month_get_group },
  { "expected_days", N_ ("Days expected"), MUSTER_COLUMN_INTEGER,
    month_get_expected_days },
  { "attended", N_ ("Days attended"), MUSTER_COLUMN_REAL, month_get_attended },
  { "absent", N_ ("Days absent"), MUSTER_COLUMN_REAL, month_get_absent },
  { "late", N_ ("Times late"), MUSTER_COLUMN_INTEGER, month_get_late },
  { "late_min", N_ ("Minutes late"), MUSTER_COLUMN_MINUTES, month_get_late_min,
    .optional = TRUE },
  { "early", N_ ("Times left early"), MUSTER_COLUMN_INTEGER, month_get_early },
  { "early_min", N_ ("Minutes left early"), MUSTER_COLUMN_MINUTES, month_get_early_min,
    .optional = TRUE },
  { "missing", N_ ("Missing punches"), MUSTER_COLUMN_INTEGER, month_get_missing },
  { "leave", N_ ("Days on leave"), MUSTER_COLUMN_INTEGER, month_get_leave },
  { "pending", N_ ("Days pending"), MUSTER_COLUMN_INTEGER, month_get_pending,
    .optional = TRUE },
  { "worked", N_ ("Worked time"), MUSTER_COLUMN_MINUTES, month_get_worked },
  { "expected", N_ ("Expected"), MUSTER_COLUMN_MINUTES, month_get_expected,
    .optional = TRUE },
  { "overtime", N_ ("Overtime"), MUSTER_COLUMN_MINUTES, month_get_overtime },
  { "overtime_pending", N_ ("Overtime to be approved"), MUSTER_COLUMN_MINUTES,
    month_get_overtime_pending, .optional = TRUE },
  { "lieu_earned", N_ ("Time off in lieu earned"), MUSTER_COLUMN_MINUTES,
    month_get_lieu_earned, .optional = TRUE },
  { "lieu_taken", N_ ("Time off in lieu taken"), MUSTER_COLUMN_MINUTES,
    month_get_lieu_taken, .optional = TRUE },
  { "carried", N_ ("Adjustments carried over"), MUSTER_COLUMN_INTEGER, month_get_carried,
    .optional = TRUE },
  { "days", N_ ("Days"), MUSTER_COLUMN_VARIANT, month_get_days, .optional = TRUE },
  { NULL },
};

const MusterListing muster_months_listing = {
  .name = "months",
  .states = MUSTER_DAY_STATES,
  .title = N_ ("Person-month calendar"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_month_row_get_type,
  .columns = months_columns,
  .topics = MUSTER_TOPIC_DAYS | MUSTER_TOPIC_PERIODS,
  .find = months_find,
  .load = months_load,
};
