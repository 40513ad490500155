/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-freeze.h"

#include "muster-day-key.h"
#include "muster-person.h"
#include "muster-reading.h"

/* What one closed period covers of some dates. */
static MusterDates
dates_meet (MusterDates a, MusterDates b)
{
  MusterDates dates = { MAX (a.from, b.from), b.to };

  if (a.to != MUSTER_DATE_NONE && a.to < b.to)
    dates.to = a.to;

  return dates;
}

static gboolean
date_is_closed (GArray *periods, MusterDate date)
{
  for (guint i = 0; i < periods->len; i++)
    {
      MusterDates dates = g_array_index (periods, MusterPeriodRecord, i).dates;

      if (date >= dates.from && date <= dates.to)
        return TRUE;
    }

  return FALSE;
}

/* Closed periods do not overlap and come in order of date. */
static gboolean
dates_are_closed (GArray *periods, MusterDates dates)
{
  MusterDate open = dates.from;

  for (guint i = 0; i < periods->len; i++)
    {
      MusterDates closed = g_array_index (periods, MusterPeriodRecord, i).dates;

      if (open >= closed.from && open <= closed.to)
        open = closed.to + 1;
    }

  return open > dates.to;
}

/* ---- Taking the copy ---- */

static gboolean
day_says_something (const MusterDay *day)
{
  return day->status != MUSTER_STATUS_NONE || day->type != MUSTER_DAY_NONE ||
         day->flags != 0 || day->worked_sec != 0 || day->overtime_min != 0 ||
         day->overtime_pending_min != 0 || day->n_punches != 0;
}

GArray *
muster_freeze_copy (GArray *results, MusterRulebook *rules)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (MusterFrozenDay));

  for (guint i = 0; i < results->len; i++)
    {
      const MusterDay *day = &g_array_index (results, MusterDay, i);
      MusterRuleset *ruleset = muster_rulebook_find (rules, day->date);
      MusterFrozenDay frozen = {
        .day = *day,
        .shift = g_intern_string (muster_day_get_shift_code (day)),
        .ruleset_id = ruleset != NULL ? ruleset->id : 0,
      };

      /* The copy outlives the rule sets. */
      frozen.day.shift = NULL;

      if (day_says_something (day))
        g_array_append_val (copy, frozen);
    }

  return copy;
}

/* ---- Days as they count ---- */

/* The days of one person, of the view where open and of the copy where closed. */
static void
person_add_days (GArray *days,
                 GArray *periods,
                 gint64 id,
                 GArray *view,
                 guint *v,
                 GArray *frozen,
                 guint *f)
{
  while (TRUE)
    {
      const MusterDay *seen =
        view != NULL && *v < view->len ? &g_array_index (view, MusterDay, *v) : NULL;
      const MusterDay *kept =
        *f < frozen->len ? &g_array_index (frozen, MusterFrozenDay, *f).day : NULL;

      if (seen != NULL && seen->person_id != id)
        seen = NULL;
      if (kept != NULL && kept->person_id != id)
        kept = NULL;
      if (seen == NULL && kept == NULL)
        return;

      if (seen != NULL && (kept == NULL || seen->date <= kept->date))
        {
          if (!date_is_closed (periods, seen->date))
            g_array_append_vals (days, seen, 1);
          (*v)++;
        }
      else
        {
          g_array_append_vals (days, kept, 1);
          (*f)++;
        }
    }
}

GArray *
muster_freeze_get_days (MusterReading *reading,
                        const gint64 *ids,
                        gsize n,
                        MusterDates dates,
                        gint64 *as_of,
                        GError **error)
{
  g_autoptr (GArray) periods = muster_periods_list (reading->db, dates, TRUE, error);
  g_autoptr (GArray) frozen = NULL;
  g_autoptr (MusterResults) results = NULL;
  GArray *days;
  guint v = 0;
  guint f = 0;

  if (periods == NULL)
    return NULL;

  *as_of = reading->now;
  if (periods->len == 0 || !dates_are_closed (periods, dates))
    {
      results = muster_ledger_get_days (reading->ledger, reading, ids, n, dates, error);
      if (results == NULL)
        return NULL;
      *as_of = results->as_of;
    }
  if (periods->len == 0)
    return g_array_ref (results->days);

  if (!(frozen = muster_periods_days (reading->db, ids, n, dates, error)))
    return NULL;

  days = g_array_new (FALSE, FALSE, sizeof (MusterDay));
  for (gsize i = 0; i < n; i++)
    person_add_days (days, periods, ids[i], results != NULL ? results->days : NULL, &v,
                     frozen, &f);

  return days;
}

/* ---- Days for the eye ---- */

static MusterShift *
rules_find_shift (MusterRulebook *rules, MusterDate date, const char *code)
{
  MusterRuleset *ruleset = muster_rulebook_find (rules, date);
  MusterShift *shift = ruleset != NULL ? muster_ruleset_find_shift (ruleset, code) : NULL;

  for (guint i = 0; shift == NULL && i < rules->rulesets->len; i++)
    shift = muster_ruleset_find_shift (g_ptr_array_index (rules->rulesets, i), code);

  return shift;
}

static void
sheet_set_shift (MusterDaySheet *sheet, MusterRulebook *rules, const char *code)
{
  MusterShift *shift;

  if (code == NULL)
    return;

  shift = rules_find_shift (rules, sheet->day.date, code);
  if (shift != NULL)
    {
      g_object_set_data_full (G_OBJECT (sheet), "muster-frozen-shift",
                              g_object_ref (shift), g_object_unref);
    }
  else
    {
      /* Its rule set was replaced: the name in files is all that is left of it. */
      shift = muster_shift_new (code);
      g_set_str (&shift->name, code);
      g_object_set_data_full (G_OBJECT (sheet), "muster-frozen-shift", shift,
                              g_object_unref);
    }

  sheet->day.shift = shift;
}

static gboolean
sheet_agrees (MusterDaySheet *sheet, const MusterFrozenDay *frozen)
{
  g_autoptr (GArray) differences = muster_differences_new ();

  muster_differences_add (differences, &frozen->day, frozen->shift, &sheet->day,
                          muster_day_get_shift_code (&sheet->day));

  return differences->len == 0 && sheet->day.in_at == frozen->day.in_at &&
         sheet->day.out_at == frozen->day.out_at;
}

static void
sheet_lock (MusterDaySheet *sheet, const MusterFrozenDay *frozen, MusterRulebook *rules)
{
  sheet->locked = TRUE;
  if (sheet_agrees (sheet, frozen))
    return;

  sheet->day = frozen->day;
  sheet_set_shift (sheet, rules, frozen->shift);
  g_array_set_size (sheet->stretches, 0);
  g_array_set_size (sheet->claims, 0);
  g_clear_pointer (&sheet->notes, g_array_unref);
  g_clear_pointer (&sheet->waits, g_free);
  for (guint i = 0; i < sheet->placed->len; i++)
    {
      MusterPlaced *placed = &g_array_index (sheet->placed, MusterPlaced, i);

      placed->verdict = MUSTER_VERDICT_UNPLACED;
      placed->segment = -1;
    }
}

static GHashTable *
frozen_by_key (GArray *frozen)
{
  GHashTable *table = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < frozen->len; i++)
    {
      MusterFrozenDay *one = &g_array_index (frozen, MusterFrozenDay, i);
      gint64 key = muster_day_key_new (one->day.person_id, one->day.date, one->day.nth);

      g_hash_table_insert (table, g_memdup2 (&key, sizeof key), one);
    }

  return table;
}

static void
sheets_add_rest (GPtrArray *sheets,
                 GHashTable *table,
                 MusterRulebook *rules,
                 MusterZone *zone)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const MusterFrozenDay *frozen = value;
      MusterDaySheet *sheet = muster_day_sheet_new (&frozen->day, zone, NULL);

      sheet->day.shift = NULL;
      sheet->locked = TRUE;
      sheet_set_shift (sheet, rules, frozen->shift);
      g_ptr_array_add (sheets, sheet);
    }
}

GPtrArray *
muster_freeze_get_sheets (MusterReading *reading,
                          GPtrArray *people,
                          MusterDates dates,
                          GError **error)
{
  g_autoptr (GPtrArray) view = NULL;
  g_autoptr (GArray) periods = NULL;
  g_autoptr (GArray) frozen = NULL;
  g_autoptr (GHashTable) table = NULL;
  g_autoptr (MusterRulebook) rules = NULL;
  g_autofree gint64 *ids = g_new (gint64, people->len + 1);
  GPtrArray *sheets;

  view = muster_ledger_get_sheets (reading->ledger, reading, people, dates, error);
  if (view == NULL || !(periods = muster_periods_list (reading->db, dates, TRUE, error)))
    return NULL;
  if (periods->len == 0)
    return g_steal_pointer (&view);

  for (guint i = 0; i < people->len; i++)
    ids[i] = MUSTER_PERSON (g_ptr_array_index (people, i))->id;
  if (!(rules = muster_ledger_get_rules (reading->ledger, reading, error)) ||
      !(frozen = muster_periods_days (reading->db, ids, people->len, dates, error)))
    return NULL;

  table = frozen_by_key (frozen);
  sheets = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < view->len; i++)
    {
      MusterDaySheet *sheet = g_ptr_array_index (view, i);
      gint64 key =
        muster_day_key_new (sheet->day.person_id, sheet->day.date, sheet->day.nth);
      const MusterFrozenDay *one = g_hash_table_lookup (table, &key);

      /* What a closed period does not know of is an adjustment, not a day. */
      if (one == NULL && date_is_closed (periods, sheet->day.date))
        continue;
      if (one != NULL)
        sheet_lock (sheet, one, rules);
      g_ptr_array_add (sheets, g_object_ref (sheet));
      g_hash_table_remove (table, &key);
    }
  sheets_add_rest (sheets, table, rules, reading->zone);

  return sheets;
}

/* ---- Adjustments ---- */

/* What was frozen and what counts since, of a value of which something was accepted. */
typedef struct
{
  const MusterAcceptance *first;
  const MusterAcceptance *last;
  gboolean met;
} Accepted;

static char *
accepted_key (gint64 person_id, MusterDate date, guint nth, const char *value)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %d %u %s", person_id, date, nth, value);
}

static GHashTable *
accepted_by_key (GArray *acceptances, gint64 period_id)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < acceptances->len; i++)
    {
      const MusterAcceptance *one = &g_array_index (acceptances, MusterAcceptance, i);
      g_autofree char *key =
        accepted_key (one->person_id, one->date, one->nth, one->value);
      Accepted *accepted = g_hash_table_lookup (table, key);

      if (one->period_id != period_id)
        continue;
      if (accepted == NULL)
        {
          accepted = g_new0 (Accepted, 1);
          accepted->first = one;
          g_hash_table_insert (table, g_steal_pointer (&key), accepted);
        }
      accepted->last = one;
    }

  return table;
}

static MusterOutcome
outcome_from_code (const char *code)
{
  MusterOutcome outcome = 0;

  while (outcome < MUSTER_N_OUTCOMES &&
         g_strcmp0 (muster_outcome_get_code (outcome), code) != 0)
    outcome++;

  return outcome;
}

/* A value that went back to what was frozen, after another was accepted. */
static void
differences_add_returned (GArray *differences, GHashTable *accepted, GHashTable *people)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, accepted);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Accepted *one = value;
      MusterOutcome outcome = outcome_from_code (one->last->value);
      MusterDifference difference = {
        .person_id = one->last->person_id,
        .date = one->last->date,
        .nth = (guint8) one->last->nth,
        .outcome = (guint8) outcome,
      };

      if (one->met || outcome == MUSTER_N_OUTCOMES ||
          !g_hash_table_contains (people, &one->last->person_id) ||
          g_str_equal (one->last->after, one->first->before))
        continue;
      difference.before = g_strdup (one->last->after);
      difference.after = g_strdup (one->first->before);
      g_array_append_val (differences, difference);
    }
}

/* From "frozen and view" to "what counts and view". */
static void
differences_heed_accepted (GArray *differences,
                           guint first,
                           GArray *acceptances,
                           gint64 period_id,
                           GHashTable *people)
{
  g_autoptr (GHashTable) accepted = accepted_by_key (acceptances, period_id);

  if (g_hash_table_size (accepted) == 0)
    return;

  for (guint i = first; i < differences->len;)
    {
      MusterDifference *difference = &g_array_index (differences, MusterDifference, i);
      g_autofree char *key = accepted_key (difference->person_id, difference->date,
                                           difference->nth,
                                           muster_outcome_get_code (difference->outcome));
      Accepted *one = g_hash_table_lookup (accepted, key);

      if (one != NULL)
        {
          one->met = TRUE;
          g_set_str (&difference->before, one->last->after);
        }
      if (g_str_equal (difference->before, difference->after))
        g_array_remove_index (differences, i);
      else
        i++;
    }

  differences_add_returned (differences, accepted, people);
}

/* Both in the order of people, of date, of nth. */
static void
differences_add_days (GArray *differences,
                      const gint64 *ids,
                      gsize n,
                      GArray *frozen,
                      GArray *view)
{
  guint f = 0;
  guint v = 0;

  for (gsize i = 0; i < n; i++)
    while (TRUE)
      {
        const MusterFrozenDay *kept =
          f < frozen->len ? &g_array_index (frozen, MusterFrozenDay, f) : NULL;
        const MusterDay *seen = v < view->len ? &g_array_index (view, MusterDay, v)
                                              : NULL;
        int order;

        if (kept != NULL && kept->day.person_id != ids[i])
          kept = NULL;
        if (seen != NULL && seen->person_id != ids[i])
          seen = NULL;
        if (kept == NULL && seen == NULL)
          break;

        order = muster_day_compare_entry (kept != NULL ? &kept->day : NULL, seen);
        muster_differences_add (differences, order <= 0 ? &kept->day : NULL,
                                order <= 0 ? kept->shift : NULL, order >= 0 ? seen : NULL,
                                order >= 0 ? muster_day_get_shift_code (seen) : NULL);
        f += order <= 0;
        v += order >= 0;
      }
}

static GHashTable *
ids_to_set (const gint64 *ids, gsize n)
{
  GHashTable *set = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (gsize i = 0; i < n; i++)
    g_hash_table_add (set, (gpointer) &ids[i]);

  return set;
}

GArray *
muster_freeze_compare (MusterReading *reading,
                       const gint64 *ids,
                       gsize n,
                       MusterDates dates,
                       GError **error)
{
  g_autoptr (GArray) differences = muster_differences_new ();
  g_autoptr (GArray) periods = NULL;
  g_autoptr (GArray) acceptances = NULL;
  g_autoptr (GHashTable) people = ids_to_set (ids, n);

  if (!(periods = muster_periods_list (reading->db, dates, TRUE, error)) ||
      !(acceptances = muster_periods_accepted (reading->db, dates, error)))
    return NULL;

  for (guint i = 0; i < periods->len; i++)
    {
      const MusterPeriodRecord *period = &g_array_index (periods, MusterPeriodRecord, i);
      MusterDates span = dates_meet (dates, period->dates);
      g_autoptr (MusterResults) view = NULL;
      g_autoptr (GArray) frozen = NULL;
      guint first = differences->len;

      if (!(view =
              muster_ledger_get_days (reading->ledger, reading, ids, n, span, error)) ||
          !(frozen = muster_periods_days (reading->db, ids, n, span, error)))
        return NULL;

      differences_add_days (differences, ids, n, frozen, view->days);
      differences_heed_accepted (differences, first, acceptances, period->id, people);
    }

  return g_steal_pointer (&differences);
}
