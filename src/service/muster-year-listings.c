/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-year-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-holidays.h"
#include "muster-ledger.h"
#include "muster-reading.h"
#include "muster-rulebook.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterYearRow, muster_year_row, G_TYPE_OBJECT)

static void
muster_year_row_class_init (MusterYearRowClass *klass)
{
}

static void
muster_year_row_init (MusterYearRow *self)
{
}

static const char *
year_get_code (const MusterYearRow *row)
{
  return row->known ? "known" : "missing";
}

MUSTER_CELL_INTEGER (year_get_year, MusterYearRow, year)
MUSTER_CELL_INTEGER (year_get_days, MusterYearRow, days)
MUSTER_CELL_INTEGER (year_get_statutory, MusterYearRow, statutory)
MUSTER_CELL_INTEGER (year_get_workdays, MusterYearRow, workdays)

static void
year_get_state (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (year_get_code (MUSTER_YEAR_ROW (row)));
}

static const MusterColumn years_columns[] = {
  { "year", N_ ("Year"), MUSTER_COLUMN_INTEGER, year_get_year },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, year_get_state, "year" },
  { "days", N_ ("Dates"), MUSTER_COLUMN_INTEGER, year_get_days },
  { "statutory", N_ ("Statutory holidays"), MUSTER_COLUMN_INTEGER, year_get_statutory },
  { "workdays", N_ ("Make-up workdays"), MUSTER_COLUMN_INTEGER, year_get_workdays },
  { NULL },
};

static MusterYearRow *
row_of_year (const MusterCalendar *calendar, int year)
{
  MusterYearRow *row = g_object_new (MUSTER_TYPE_YEAR_ROW, NULL);

  row->year = year;
  row->known = muster_calendar_has_year (calendar, year);
  for (guint i = 0; i < calendar->days->len; i++)
    {
      const MusterHoliday *day = &g_array_index (calendar->days, MusterHoliday, i);
      int its_year;

      muster_date_get_ymd (day->date, &its_year, NULL, NULL);
      if (its_year != year)
        continue;
      row->days++;
      row->statutory += day->kind == MUSTER_HOLIDAY_STATUTORY;
      row->workdays += day->kind == MUSTER_HOLIDAY_WORKDAY;
    }

  return row;
}

static GPtrArray *
years_read (MusterReading *reading,
            MusterFilter *filter,
            MusterFinding *finding,
            GError **error)
{
  g_autoptr (MusterRulebook) rules = NULL;
  GPtrArray *rows;
  int last;
  int missing;

  if (!(rules = muster_ledger_get_rules (reading->ledger, reading, error)))
    return NULL;

  rows = muster_rows_new ();
  if (rules->calendar->years->len == 0)
    return rows;

  last = g_array_index (rules->calendar->years, int, rules->calendar->years->len - 1);
  missing =
    muster_holidays_find_missing (rules->calendar, muster_reading_get_today (reading));
  for (int year = g_array_index (rules->calendar->years, int, 0);
       year <= MAX (last, missing); year++)
    {
      g_autoptr (MusterYearRow) row = row_of_year (rules->calendar, year);

      if (finding != NULL)
        muster_finding_count (finding, year_get_code (row), 1);
      if (muster_filter_has_state (filter, year_get_code (row)))
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }

  return rows;
}

static gboolean
years_find (MusterReading *reading,
            MusterFilter *filter,
            const MusterScope *scope,
            MusterFinding *finding,
            GError **error)
{
  return muster_finding_number_rows (finding,
                                     years_read (reading, filter, finding, error));
}

static GPtrArray *
years_load (MusterReading *reading,
            MusterFinding *finding,
            const gint64 *keys,
            guint n_keys,
            const MusterScope *scope,
            GError **error)
{
  return muster_finding_pick_rows (years_read (reading, finding->filter, NULL, error),
                                   keys, n_keys);
}

const MusterListing muster_years_listing = {
  .name = "years",
  .states = "known missing",
  .title = N_ ("Years of the holiday calendar"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_year_row_get_type,
  .columns = years_columns,
  .topics = MUSTER_TOPIC_RULES,
  .find = years_find,
  .load = years_load,
};
