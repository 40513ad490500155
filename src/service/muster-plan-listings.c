/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-plan-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-day.h"
#include "muster-dossier.h"
#include "muster-error.h"
#include "muster-ledger.h"
#include "muster-people.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>

/* The longest span that is shown at once */
#define MOST_DATES 366

G_DEFINE_FINAL_TYPE (MusterPlanRow, muster_plan_row, G_TYPE_OBJECT)

static void
muster_plan_row_finalize (GObject *object)
{
  MusterPlanRow *self = MUSTER_PLAN_ROW (object);

  g_clear_object (&self->person);
  g_clear_object (&self->rules);
  g_clear_pointer (&self->plans, g_array_unref);

  G_OBJECT_CLASS (muster_plan_row_parent_class)->finalize (object);
}

static void
muster_plan_row_class_init (MusterPlanRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_plan_row_finalize;
}

static void
muster_plan_row_init (MusterPlanRow *self)
{
  self->plans = g_array_new (FALSE, FALSE, sizeof (MusterPlan));
}

const MusterPlan *
muster_plan_row_find (MusterPlanRow *row, MusterDate date, guint *n)
{
  const MusterPlan *first = NULL;

  g_return_val_if_fail (MUSTER_IS_PLAN_ROW (row), NULL);

  *n = 0;
  for (guint i = 0; i < row->plans->len; i++)
    {
      const MusterPlan *plan = &g_array_index (row->plans, MusterPlan, i);

      if (plan->date > date)
        break;
      if (plan->date == date && (*n)++ == 0)
        first = plan;
    }

  return first;
}

/* ---- Warnings ---- */

/* Looks at the plans of one person, in order. */
static void
warn (MusterPlan *plans, guint n)
{
  MusterDate worked = MUSTER_DATE_NONE;
  gint64 until = 0;
  MusterDate ended = MUSTER_DATE_NONE;
  guint run = 0;

  for (guint i = 0; i < n; i++)
    {
      MusterPlan *plan = &plans[i];

      if (plan->shift == NULL)
        continue;

      if (plan->date != worked)
        run = worked != MUSTER_DATE_NONE && plan->date == worked + 1 ? run + 1 : 1;
      worked = plan->date;
      if (plan->longest_run > 0 && run > plan->longest_run)
        plan->warnings |= MUSTER_PLAN_LONG_RUN;

      if (plan->from == plan->until)
        continue;
      if (ended != MUSTER_DATE_NONE && ended != plan->date &&
          plan->from - until < plan->least_rest * MUSTER_MINUTE)
        plan->warnings |= MUSTER_PLAN_SHORT_REST;
      until = MAX (until, plan->until);
      ended = plan->date;
    }
}

static GArray *
plans_read (MusterReading *reading,
            MusterRulebook *rules,
            const gint64 *ids,
            gsize n,
            MusterDates dates,
            GError **error)
{
  g_autoptr (GArray) plans = g_array_new (FALSE, FALSE, sizeof (MusterPlan));
  MusterDates wide = { dates.from - MUSTER_PLAN_MOST_RUN - 1, dates.to };

  if (!muster_dossier_plan (reading, rules, ids, n, wide, plans, error))
    return NULL;

  for (guint i = 0, k; i < plans->len; i = k)
    {
      MusterPlan *first = &g_array_index (plans, MusterPlan, i);

      for (k = i; k < plans->len &&
                  g_array_index (plans, MusterPlan, k).person_id == first->person_id;)
        k++;
      warn (first, k - i);
    }

  return g_steal_pointer (&plans);
}

/* ---- Finding ---- */

gboolean
muster_plans_check_dates (MusterDates dates, GError **error)
{
  if (dates.from == MUSTER_DATE_NONE || dates.to == MUSTER_DATE_NONE ||
      dates.to == MUSTER_DATE_EVER || dates.to < dates.from)
    return muster_error_set_field (error, "dates", _ ("Enter a first and a last date."));

  return dates.to - dates.from < MOST_DATES ||
         muster_error_set_field (error, "dates", _ ("Enter at most a year at once."));
}

static gboolean
plans_find (MusterReading *reading,
            MusterFilter *filter,
            const MusterScope *scope,
            MusterFinding *finding,
            GError **error)
{
  g_autoptr (MusterFilter) wanted = muster_filter_copy (filter);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GArray) ids = NULL;

  wanted->limit = 0;
  if (!muster_plans_check_dates (filter->dates, error) ||
      !(ids = muster_people_find (reading->db, wanted, scope,
                                  muster_reading_get_today (reading), NULL, NULL,
                                  error)) ||
      !(people = muster_people_load (reading->db, (const gint64 *) (gpointer) ids->data,
                                     ids->len, filter->dates.to, FALSE, scope, error)))
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      MusterPerson *person = g_ptr_array_index (people, i);

      if (person == NULL || person->joined > filter->dates.to ||
          person->left < filter->dates.from)
        continue;
      if (filter->limit == 0 || finding->keys->len < filter->limit)
        g_array_append_val (finding->keys, person->id);
      finding->total++;
    }

  return TRUE;
}

/* ---- Loading ---- */

static GPtrArray *
plans_load (MusterReading *reading,
            MusterFinding *finding,
            const gint64 *keys,
            guint n_keys,
            const MusterScope *scope,
            GError **error)
{
  g_autoptr (MusterRulebook)
    rules = muster_ledger_get_rules (reading->ledger, reading, error);
  g_autoptr (GHashTable) table = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GArray) plans = NULL;
  MusterDates dates = finding->filter->dates;
  GPtrArray *rows;

  if (rules == NULL ||
      !(people = muster_people_load (reading->db, keys, n_keys, dates.to, FALSE, scope,
                                     error)) ||
      !(plans = plans_read (reading, rules, keys, n_keys, dates, error)))
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < n_keys; i++)
    {
      MusterPerson *person = g_ptr_array_index (people, i);
      MusterPlanRow *row = NULL;

      if (person != NULL)
        {
          row = g_object_new (MUSTER_TYPE_PLAN_ROW, NULL);
          row->person = g_object_ref (person);
          row->dates = dates;
          row->rules = g_object_ref (G_OBJECT (rules));
          g_hash_table_insert (table, &person->id, row);
        }
      g_ptr_array_add (rows, row);
    }

  for (guint i = 0; i < plans->len; i++)
    {
      const MusterPlan *plan = &g_array_index (plans, MusterPlan, i);
      MusterPlanRow *row = g_hash_table_lookup (table, &plan->person_id);

      if (row != NULL && plan->date >= dates.from)
        g_array_append_vals (row->plans, plan, 1);
    }

  return rows;
}

/* ---- Columns ---- */

MUSTER_CELL_TEXT (plan_get_staff_no, MusterPlanRow, person->staff_no)
MUSTER_CELL_TEXT (plan_get_person, MusterPlanRow, person->name)
MUSTER_CELL_TEXT (plan_get_group, MusterPlanRow, person->group)

static void
plan_get_days (GObject *object, MusterCell *cell)
{
  MusterPlanRow *row = MUSTER_PLAN_ROW (object);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < row->plans->len; i++)
    {
      const MusterPlan *plan = &g_array_index (row->plans, MusterPlan, i);
      g_autofree char *date = muster_date_format (plan->date);
      g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

      g_variant_dict_insert (&dict, "date", "s", date);
      g_variant_dict_insert (&dict, "type", "s",
                             muster_day_type_get_code ((MusterDayType) plan->type));
      g_variant_dict_insert (&dict, "why", "s",
                             muster_reason_get_code ((MusterReason) plan->reason));
      if (plan->shift != NULL)
        g_variant_dict_insert (&dict, "shift", "s", plan->shift->code);
      if (plan->label != NULL)
        g_variant_dict_insert (&dict, "holiday", "s", plan->label);
      g_variant_dict_insert (&dict, "short_rest", "b",
                             (plan->warnings & MUSTER_PLAN_SHORT_REST) != 0);
      g_variant_dict_insert (&dict, "long_run", "b",
                             (plan->warnings & MUSTER_PLAN_LONG_RUN) != 0);
      g_variant_builder_add_value (&builder, g_variant_dict_end (&dict));
    }
  cell->variant = g_variant_ref_sink (g_variant_builder_end (&builder));
}

static const MusterColumn plans_columns[] = {
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, plan_get_staff_no },
  { "person", N_ ("Full name"), MUSTER_COLUMN_TEXT, plan_get_person },
  { "group", N_ ("Attendance group"), MUSTER_COLUMN_TEXT, plan_get_group },
  { "days", N_ ("Days"), MUSTER_COLUMN_VARIANT, plan_get_days, .optional = TRUE },
  { NULL },
};

const MusterListing muster_plans_listing = {
  .name = "plans",
  .title = N_ ("What is planned"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_plan_row_get_type,
  .columns = plans_columns,
  .topics = MUSTER_TOPIC_RULES | MUSTER_TOPIC_PEOPLE,
  .find = plans_find,
  .load = plans_load,
};
