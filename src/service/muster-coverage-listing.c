/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-coverage-listing.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-dossier.h"
#include "muster-ledger.h"
#include "muster-people.h"
#include "muster-plan-listings.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterCoverageRow, muster_coverage_row, G_TYPE_OBJECT)

static void
muster_coverage_row_finalize (GObject *object)
{
  MusterCoverageRow *self = MUSTER_COVERAGE_ROW (object);

  g_clear_object (&self->shift);
  g_clear_pointer (&self->people, g_array_unref);

  G_OBJECT_CLASS (muster_coverage_row_parent_class)->finalize (object);
}

static void
muster_coverage_row_class_init (MusterCoverageRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_coverage_row_finalize;
}

static void
muster_coverage_row_init (MusterCoverageRow *self)
{
  self->people = g_array_new (FALSE, TRUE, sizeof (guint));
}

/* ---- Counting ---- */

static GPtrArray *
rows_of_shifts (MusterRuleset *ruleset, MusterDates dates)
{
  GPtrArray *rows = muster_rows_new ();

  for (guint i = 0; ruleset != NULL && i < ruleset->shifts->len; i++)
    {
      MusterCoverageRow *row = g_object_new (MUSTER_TYPE_COVERAGE_ROW, NULL);

      row->shift = g_object_ref (g_ptr_array_index (ruleset->shifts, i));
      row->dates = dates;
      g_array_set_size (row->people, (guint) (dates.to - dates.from + 1));
      g_ptr_array_add (rows, row);
    }

  return rows;
}

/* A shift of an earlier version of the rules is counted by its code. */
static void
count (GPtrArray *rows, const MusterPlan *plan)
{
  for (guint i = 0; plan->shift != NULL && i < rows->len; i++)
    {
      MusterCoverageRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->shift->code, plan->shift->code))
        g_array_index (row->people, guint, plan->date - row->dates.from)++;
    }
}

static gboolean
is_empty (MusterCoverageRow *row)
{
  if (row->shift->minimum > 0)
    return FALSE;

  for (guint i = 0; i < row->people->len; i++)
    if (g_array_index (row->people, guint, i) > 0)
      return FALSE;

  return TRUE;
}

static GPtrArray *
coverage_read (MusterReading *reading,
               MusterFilter *filter,
               const MusterScope *scope,
               GError **error)
{
  g_autoptr (MusterFilter) wanted = muster_filter_copy (filter);
  g_autoptr (GArray) plans = g_array_new (FALSE, FALSE, sizeof (MusterPlan));
  g_autoptr (MusterRulebook) rules = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GArray) ids = NULL;

  wanted->limit = 0;
  if (!muster_plans_check_dates (filter->dates, error) ||
      !(rules = muster_ledger_get_rules (reading->ledger, reading, error)) ||
      !(ids = muster_people_find (reading->db, wanted, scope,
                                  muster_reading_get_today (reading), NULL, NULL,
                                  error)) ||
      !muster_dossier_plan (reading, rules, (const gint64 *) (gpointer) ids->data,
                            ids->len, filter->dates, plans, error))
    return NULL;

  rows = rows_of_shifts (muster_rulebook_find (rules, filter->dates.to), filter->dates);
  for (guint i = 0; i < plans->len; i++)
    count (rows, &g_array_index (plans, MusterPlan, i));
  for (guint i = rows->len; i > 0; i--)
    if (is_empty (g_ptr_array_index (rows, i - 1)))
      g_ptr_array_remove_index (rows, i - 1);

  return g_steal_pointer (&rows);
}

static gboolean
coverage_find (MusterReading *reading,
               MusterFilter *filter,
               const MusterScope *scope,
               MusterFinding *finding,
               GError **error)
{
  return muster_finding_number_rows (finding,
                                     coverage_read (reading, filter, scope, error));
}

static GPtrArray *
coverage_load (MusterReading *reading,
               MusterFinding *finding,
               const gint64 *keys,
               guint n_keys,
               const MusterScope *scope,
               GError **error)
{
  return muster_finding_pick_rows (coverage_read (reading, finding->filter, scope, error),
                                   keys, n_keys);
}

/* ---- Columns ---- */

MUSTER_CELL_TEXT (coverage_get_code, MusterCoverageRow, shift->code)
MUSTER_CELL_TEXT (coverage_get_name, MusterCoverageRow, shift->name)
MUSTER_CELL_INTEGER (coverage_get_minimum, MusterCoverageRow, shift->minimum)

static void
coverage_get_short (GObject *object, MusterCell *cell)
{
  MusterCoverageRow *row = MUSTER_COVERAGE_ROW (object);

  for (guint i = 0; i < row->people->len; i++)
    cell->integer += (int) g_array_index (row->people, guint, i) < row->shift->minimum;
}

static void
coverage_get_days (GObject *object, MusterCell *cell)
{
  MusterCoverageRow *row = MUSTER_COVERAGE_ROW (object);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < row->people->len; i++)
    {
      g_autofree char *date = muster_date_format (row->dates.from + (int) i);
      g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

      g_variant_dict_insert (&dict, "date", "s", date);
      g_variant_dict_insert (&dict, "people", "u", g_array_index (row->people, guint, i));
      g_variant_builder_add_value (&builder, g_variant_dict_end (&dict));
    }
  cell->variant = g_variant_ref_sink (g_variant_builder_end (&builder));
}

static const MusterColumn coverage_columns[] = {
  { "code", N_ ("Code"), MUSTER_COLUMN_TEXT, coverage_get_code },
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, coverage_get_name },
  { "minimum", N_ ("People at least"), MUSTER_COLUMN_INTEGER, coverage_get_minimum },
  { "short", N_ ("Days short of it"), MUSTER_COLUMN_INTEGER, coverage_get_short },
  { "days", N_ ("Days"), MUSTER_COLUMN_VARIANT, coverage_get_days, .optional = TRUE },
  { NULL },
};

const MusterListing muster_coverage_listing = {
  .name = "coverage",
  .title = N_ ("How shifts are staffed"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_coverage_row_get_type,
  .columns = coverage_columns,
  .topics = MUSTER_TOPIC_RULES | MUSTER_TOPIC_PEOPLE,
  .find = coverage_find,
  .load = coverage_load,
};
