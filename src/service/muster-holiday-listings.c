/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-holiday-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-holidays.h"
#include "muster-ledger.h"
#include "muster-reading.h"
#include "muster-timetable.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterHolidayRow, muster_holiday_row, G_TYPE_OBJECT)

static const char *const kinds[] = { "ordinary", "statutory", "rest", "workday" };

static void
muster_holiday_row_finalize (GObject *object)
{
  MusterHolidayRow *self = MUSTER_HOLIDAY_ROW (object);

  g_free (self->name_zh);
  g_free (self->name_en);
  g_free (self->builtin_zh);
  g_free (self->builtin_en);

  G_OBJECT_CLASS (muster_holiday_row_parent_class)->finalize (object);
}

static void
muster_holiday_row_class_init (MusterHolidayRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_holiday_row_finalize;
}

static void
muster_holiday_row_init (MusterHolidayRow *self)
{
}

static int
kind_from_code (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], code) == 0)
      return (int) i;

  return 0;
}

static MusterHolidayRow *
row_new (MusterDate date, const MusterHoliday *builtin)
{
  MusterHolidayRow *row = g_object_new (MUSTER_TYPE_HOLIDAY_ROW, NULL);

  row->date = date;
  row->builtin = builtin != NULL ? builtin->kind : 0;
  row->name_zh = g_strdup ("");
  row->name_en = g_strdup ("");
  row->builtin_zh = g_strdup (builtin != NULL ? builtin->name_zh : "");
  row->builtin_en = g_strdup (builtin != NULL ? builtin->name_en : "");

  return row;
}

static int
rows_compare (gconstpointer a, gconstpointer b)
{
  const MusterHolidayRow *x = *(MusterHolidayRow *const *) a;
  const MusterHolidayRow *y = *(MusterHolidayRow *const *) b;

  return x->date < y->date ? -1 : x->date > y->date;
}

static void
compare_row (MusterHolidayRow *row, MusterCalendar *own, MusterCalendar *builtin)
{
  int year;

  muster_date_get_ymd (row->date, &year, NULL, NULL);
  row->changed =
    muster_calendar_has_year (own, year) && muster_calendar_has_year (builtin, year) &&
    (row->kind != row->builtin || !g_str_equal (row->name_zh, row->builtin_zh));
}

static GPtrArray *
read_rows (MusterReading *reading, MusterFilter *filter, GError **error)
{
  g_autoptr (MusterRulebook)
    rules = muster_ledger_get_rules (reading->ledger, reading, error);
  g_autoptr (MusterCalendar) builtin = NULL;
  g_autoptr (GArray) days = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  MusterDates dates = filter->dates;

  if (dates.to == MUSTER_DATE_NONE)
    dates.to = MUSTER_DATE_EVER;
  if (rules == NULL || !(days = muster_timetable_list_days (reading->db, dates, error)))
    return NULL;

  builtin = muster_holidays_get_builtin ();
  rows = muster_rows_new ();
  for (guint i = 0; i < days->len; i++)
    {
      const MusterCalendarDay *day = &g_array_index (days, MusterCalendarDay, i);
      MusterHolidayRow *row =
        row_new (day->date, muster_calendar_find (builtin, day->date));

      row->kind = kind_from_code (day->kind);
      g_set_str (&row->name_zh, day->name_zh != NULL ? day->name_zh : "");
      g_set_str (&row->name_en, day->name_en != NULL ? day->name_en : "");
      g_hash_table_add (met, GINT_TO_POINTER (day->date));
      g_ptr_array_add (rows, row);
    }
  for (guint i = 0; i < builtin->days->len; i++)
    {
      const MusterHoliday *one = &g_array_index (builtin->days, MusterHoliday, i);

      if (one->date >= dates.from && one->date <= dates.to &&
          !g_hash_table_contains (met, GINT_TO_POINTER (one->date)))
        g_ptr_array_add (rows, row_new (one->date, one));
    }
  for (guint i = 0; i < rows->len; i++)
    compare_row (g_ptr_array_index (rows, i), rules->calendar, builtin);
  g_ptr_array_sort (rows, rows_compare);

  return g_steal_pointer (&rows);
}

static gboolean
row_passes (MusterFilter *filter, MusterHolidayRow *row)
{
  return muster_filter_has_state (filter, kinds[row->kind]) ||
         (row->changed && muster_filter_has_state (filter, "changed"));
}

static GPtrArray *
pick_rows (MusterReading *reading,
           MusterFilter *filter,
           MusterFinding *finding,
           GError **error)
{
  g_autoptr (GPtrArray) all = read_rows (reading, filter, error);
  GPtrArray *rows;

  if (all == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < all->len; i++)
    {
      MusterHolidayRow *row = g_ptr_array_index (all, i);

      if (finding != NULL)
        {
          muster_finding_count (finding, kinds[row->kind], 1);
          if (row->changed)
            muster_finding_count (finding, "changed", 1);
          finding->total++;
        }
      if (row_passes (filter, row))
        g_ptr_array_add (rows, g_object_ref (row));
    }

  return rows;
}

static gboolean
holidays_find (MusterReading *reading,
               MusterFilter *filter,
               const MusterScope *scope,
               MusterFinding *finding,
               GError **error)
{
  return muster_finding_number_rows (finding,
                                     pick_rows (reading, filter, finding, error));
}

static GPtrArray *
holidays_load (MusterReading *reading,
               MusterFinding *finding,
               const gint64 *keys,
               guint n_keys,
               const MusterScope *scope,
               GError **error)
{
  return muster_finding_pick_rows (pick_rows (reading, finding->filter, NULL, error),
                                   keys, n_keys);
}

MUSTER_CELL_INTEGER (holiday_get_date, MusterHolidayRow, date)
MUSTER_CELL_TEXT (holiday_get_name, MusterHolidayRow, name_zh)
MUSTER_CELL_TEXT (holiday_get_name_en, MusterHolidayRow, name_en)
MUSTER_CELL_INTEGER (holiday_get_changed, MusterHolidayRow, changed)

static void
holiday_get_kind (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (kinds[MUSTER_HOLIDAY_ROW (row)->kind]);
}

static void
holiday_get_builtin (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (kinds[MUSTER_HOLIDAY_ROW (row)->builtin]);
}

static const MusterColumn holidays_columns[] = {
  { "date", N_ ("Date"), MUSTER_COLUMN_DATE, holiday_get_date },
  { "kind", N_ ("Kind"), MUSTER_COLUMN_TEXT, holiday_get_kind, "holiday" },
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, holiday_get_name },
  { "name_en", N_ ("Name in English"), MUSTER_COLUMN_TEXT, holiday_get_name_en,
    .optional = TRUE },
  { "builtin", N_ ("In Muster’s calendar"), MUSTER_COLUMN_TEXT, holiday_get_builtin,
    "holiday" },
  { "changed", N_ ("Changed"), MUSTER_COLUMN_BOOLEAN, holiday_get_changed },
  { NULL },
};

const MusterListing muster_holidays_listing = {
  .name = "holidays",
  .states = "ordinary statutory rest workday changed",
  .title = N_ ("Holiday calendar beside the one that comes with Muster"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_holiday_row_get_type,
  .columns = holidays_columns,
  .topics = MUSTER_TOPIC_RULES,
  .find = holidays_find,
  .load = holidays_load,
};
