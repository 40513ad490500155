/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-roster-commands.h"

#include "muster-day.h"
#include "muster-dossier.h"
#include "muster-error.h"
#include "muster-ledger.h"
#include "muster-people.h"
#include "muster-periods.h"
#include "muster-reading.h"
#include "muster-rulebook.h"
#include "muster-timetable.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>

/* How far scheduled times reach into other dates: a shift may last until the third day. */
#define REACH 2

/* A person and a date, and what is wanted there. */
typedef struct
{
  gint64 person_id;
  MusterDate date;
  GPtrArray *shifts; /* interned codes; "" for a rest */
} Cell;

static void
cell_clear (Cell *cell)
{
  g_clear_pointer (&cell->shifts, g_ptr_array_unref);
}

static GArray *
cells_new (void)
{
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (Cell));

  g_array_set_clear_func (cells, (GDestroyNotify) cell_clear);

  return cells;
}

static GPtrArray *
add_cell (GArray *cells, gint64 person_id, MusterDate date)
{
  Cell cell = { person_id, date, g_ptr_array_new () };

  g_array_append_val (cells, cell);

  return cell.shifts;
}

static void
add_shift (GPtrArray *shifts, const char *code)
{
  g_ptr_array_add (shifts, (gpointer) g_intern_string (code));
}

static int
cell_compare (gconstpointer a, gconstpointer b)
{
  const Cell *x = a;
  const Cell *y = b;

  if (x->person_id != y->person_id)
    return x->person_id < y->person_id ? -1 : 1;

  return (x->date > y->date) - (x->date < y->date);
}

static GVariant *
cells_to_variant (GArray *cells)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(xias)"));
  for (guint i = 0; i < cells->len; i++)
    {
      const Cell *cell = &g_array_index (cells, Cell, i);

      g_variant_builder_open (&builder, G_VARIANT_TYPE ("(xias)"));
      g_variant_builder_add (&builder, "x", cell->person_id);
      g_variant_builder_add (&builder, "i", cell->date);
      g_variant_builder_open (&builder, G_VARIANT_TYPE ("as"));
      for (guint k = 0; k < cell->shifts->len; k++)
        g_variant_builder_add (&builder, "s", g_ptr_array_index (cell->shifts, k));
      g_variant_builder_close (&builder);
      g_variant_builder_close (&builder);
    }

  return g_variant_builder_end (&builder);
}

/* ---- Checks ---- */

/* What one command works on. */
typedef struct
{
  MusterTransaction *txn;
  MusterRulebook *rules;
  GArray *cells; /* sorted, each person and date once */
  GArray *ids;   /* the people, in order */
  MusterDates dates;
} Change;

static gboolean
check_locked (const Change *change, GError **error)
{
  g_autoptr (GArray)
    periods = muster_periods_list (change->txn->db, change->dates, TRUE, error);

  if (periods == NULL)
    return FALSE;

  for (guint i = 0; i < periods->len; i++)
    {
      const MusterDates *closed = &g_array_index (periods, MusterPeriodRecord, i).dates;

      for (guint k = 0; k < change->cells->len; k++)
        {
          MusterDate date = g_array_index (change->cells, Cell, k).date;
          g_autofree char *text = NULL;

          if (date < closed->from || date > closed->to)
            continue;

          text = muster_date_format (date);
          return muster_error_set (error, MUSTER_ERROR_LOCKED,
                                   _ ("%s lies in a closed period. Reopen the period to "
                                      "change its roster."),
                                   text);
        }
    }

  return TRUE;
}

static gboolean
error_unknown_shift (const char *code, MusterDate date, GError **error)
{
  g_autofree char *text = muster_date_format (date);

  return muster_error_set_field (error, "shift", _ ("There is no shift “%s” on %s."),
                                 code, text);
}

static gboolean
check_shifts (const Change *change, const Cell *cell, GError **error)
{
  MusterRuleset *ruleset = muster_rulebook_find (change->rules, cell->date);
  gboolean rests = FALSE;

  for (guint i = 0; i < cell->shifts->len; i++)
    {
      const char *code = g_ptr_array_index (cell->shifts, i);
      MusterShift *shift;

      rests = rests || *code == '\0';
      if (*code == '\0')
        continue;
      shift = ruleset != NULL ? muster_ruleset_find_shift (ruleset, code) : NULL;
      if (shift == NULL)
        return error_unknown_shift (code, cell->date, error);

      for (guint k = 0; k < i; k++)
        {
          MusterShift *other =
            muster_ruleset_find_shift (ruleset, g_ptr_array_index (cell->shifts, k));

          if (other == shift ||
              (other != NULL && muster_shift_overlaps (shift, other, 0)))
            {
              g_autofree char *text = muster_date_format (cell->date);

              return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                                       _ ("On %s “%s” and “%s” overlap."), text,
                                       other->name, shift->name);
            }
        }
    }

  return !(rests && cell->shifts->len > 1) ||
         muster_error_set_field (error, "shift",
                                 _ ("A date is either a rest or has shifts."));
}

static gboolean
is_cell (const Change *change, gint64 person_id, MusterDate date)
{
  Cell wanted = { person_id, date, NULL };

  return g_array_binary_search (change->cells, &wanted, cell_compare, NULL);
}

static gboolean
error_clash (const Change *change,
             const MusterPlan *one,
             const MusterPlan *other,
             GError **error)
{
  g_autoptr (GPtrArray) people = muster_people_load (change->txn->db, &one->person_id, 1,
                                                     one->date, FALSE, NULL, error);
  g_autofree char *first = muster_date_format (one->date);
  g_autofree char *second = muster_date_format (other->date);
  MusterPerson *person = people != NULL ? g_ptr_array_index (people, 0) : NULL;

  return people != NULL &&
         muster_error_set (error, MUSTER_ERROR_CONFLICT,
                           _ ("%s: “%s” on %s and “%s” on %s overlap."),
                           person != NULL ? person->name : "", one->shift->name, first,
                           other->shift->name, second);
}

/* Whether a plan that somebody chose meets its neighbour. What patterns do by themselves is
 * theirs, and nobody's change is refused for it. */
static gboolean
clashes (const Change *change, const MusterPlan *one, const MusterPlan *other)
{
  return other->person_id == one->person_id && one->shift != NULL &&
         other->shift != NULL &&
         (one->reason == MUSTER_REASON_ROSTERED ||
          other->reason == MUSTER_REASON_ROSTERED) &&
         (is_cell (change, one->person_id, one->date) ||
          is_cell (change, other->person_id, other->date)) &&
         muster_shift_overlaps (one->shift, other->shift, other->date - one->date);
}

static GArray *
read_plans (const Change *change, MusterDates dates, GError **error)
{
  g_autoptr (MusterLedger) ledger = muster_ledger_new ();
  g_autoptr (GArray) plans = g_array_new (FALSE, FALSE, sizeof (MusterPlan));
  MusterReading reading = muster_ledger_read_transaction (ledger, change->txn);

  if (!muster_dossier_plan (&reading, change->rules,
                            (const gint64 *) (gpointer) change->ids->data,
                            change->ids->len, dates, plans, error))
    return NULL;

  return g_steal_pointer (&plans);
}

static gboolean
check_clashes (const Change *change, GError **error)
{
  MusterDates dates = { change->dates.from - REACH, change->dates.to + REACH };
  g_autoptr (GArray) plans = read_plans (change, dates, error);

  if (plans == NULL)
    return FALSE;

  for (guint i = 0; i < plans->len; i++)
    {
      const MusterPlan *one = &g_array_index (plans, MusterPlan, i);

      for (guint k = i + 1; k < plans->len; k++)
        {
          const MusterPlan *other = &g_array_index (plans, MusterPlan, k);

          if (other->person_id != one->person_id || other->date > one->date + REACH)
            break;
          if (clashes (change, one, other))
            return error_clash (change, one, other, error);
        }
    }

  return TRUE;
}

/* ---- Writing ---- */

static gboolean
assign (const Change *change,
        gint64 person_id,
        const char *code,
        MusterDates dates,
        GError **error)
{
  MusterRosterRecord record = {
    .person_id = person_id,
    .assignment = { .shift = *code != '\0' ? code : NULL,
                    .from = dates.from,
                    .to = dates.to,
                    .single = TRUE },
  };

  return muster_timetable_assign (change->txn->db, &record, change->txn->now, error) != 0;
}

/* Takes an entry off the dates of the person's cells; what it says of others stays. */
static gboolean
take_off (const Change *change,
          const MusterRosterRecord *record,
          const Cell *cells,
          guint n,
          GError **error)
{
  const MusterAssignment *entry = &record->assignment;
  const char *code = entry->shift != NULL ? entry->shift : "";
  MusterDate from = entry->from;

  if (!muster_timetable_unassign (change->txn->db, record->id, error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      const Cell *cell = &cells[i];

      if (cell->date < entry->from || cell->date > entry->to)
        continue;
      if (from < cell->date && !assign (change, record->person_id, code,
                                        (MusterDates) { from, cell->date - 1 }, error))
        return FALSE;
      from = cell->date + 1;
    }

  return from > entry->to || assign (change, record->person_id, code,
                                     (MusterDates) { from, entry->to }, error);
}

/* Writes the cells of one person from @first on; @before gets what was there. */
static gboolean
write_person (const Change *change, guint first, guint n, GArray *before, GError **error)
{
  const Cell *cells = &g_array_index (change->cells, Cell, first);
  MusterDates dates = { cells[0].date, cells[n - 1].date };
  g_autoptr (GArray) singles =
    muster_timetable_list_singles (change->txn->db, cells[0].person_id, dates, error);

  if (singles == NULL)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      GPtrArray *shifts = add_cell (before, cells[i].person_id, cells[i].date);

      for (guint k = 0; k < singles->len; k++)
        {
          const MusterAssignment *entry =
            &g_array_index (singles, MusterRosterRecord, k).assignment;

          if (entry->from <= cells[i].date && cells[i].date <= entry->to)
            add_shift (shifts, entry->shift != NULL ? entry->shift : "");
        }
    }

  for (guint k = 0; k < singles->len; k++)
    {
      const MusterRosterRecord *record = &g_array_index (singles, MusterRosterRecord, k);
      gboolean hit = FALSE;

      for (guint i = 0; i < n && !hit; i++)
        hit = record->assignment.from <= cells[i].date &&
              cells[i].date <= record->assignment.to;
      if (hit && !take_off (change, record, cells, n, error))
        return FALSE;
    }

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < cells[i].shifts->len; k++)
      if (!assign (change, cells[i].person_id, g_ptr_array_index (cells[i].shifts, k),
                   (MusterDates) { cells[i].date, cells[i].date }, error))
        return FALSE;

  return TRUE;
}

static gboolean
write_cells (const Change *change, GArray *before, GError **error)
{
  GArray *cells = change->cells;

  for (guint i = 0, n; i < cells->len; i += n)
    {
      gint64 person_id = g_array_index (cells, Cell, i).person_id;

      for (n = 1; i + n < cells->len &&
                  g_array_index (cells, Cell, i + n).person_id == person_id;)
        n++;
      if (!write_person (change, i, n, before, error))
        return FALSE;
    }

  return TRUE;
}

/* Whoever comes onto a roster for the first time, or leaves the last, is placed otherwise on all
 * dates: somebody without any shift is placed by session. */
static gboolean
touch_people (const Change *change, const guint8 *before, const guint8 *after)
{
  for (guint i = 0; i < change->ids->len; i++)
    {
      gboolean same = before[i] == after[i];

      muster_transaction_touch_days (change->txn, MUSTER_TOPIC_RULES,
                                     g_array_index (change->ids, gint64, i),
                                     same ? change->dates.from : MUSTER_DATE_NONE,
                                     same ? change->dates.to : MUSTER_DATE_EVER);
    }

  return TRUE;
}

/* Puts the cells in order, finds the people and asks whether they may be touched. */
static gboolean
prepare (Change *change, GError **error)
{
  GArray *cells = change->cells;

  if (cells->len == 0)
    return muster_error_set_field (error, "people", _ ("Choose people and dates first."));

  g_array_sort (cells, cell_compare);
  change->dates = (MusterDates) { MUSTER_DATE_EVER, MUSTER_DATE_NONE };
  for (guint i = 0; i < cells->len; i++)
    {
      const Cell *cell = &g_array_index (cells, Cell, i);

      change->dates.from = MIN (change->dates.from, cell->date);
      change->dates.to = MAX (change->dates.to, cell->date);
      if (i > 0 && cell_compare (cell - 1, cell) == 0)
        return muster_error_set_field (error, "cells",
                                       _ ("A person's date is given twice."));
      if (i > 0 && cell[-1].person_id == cell->person_id)
        continue;
      if (!muster_transaction_allows (change->txn, cell->person_id, error))
        return FALSE;
      g_array_append_val (change->ids, cell->person_id);
    }

  if (!(change->rules = muster_rulebook_read (change->txn->db, change->txn->zone, error)))
    return FALSE;

  for (guint i = 0; i < cells->len; i++)
    if (!check_shifts (change, &g_array_index (cells, Cell, i), error))
      return FALSE;

  return check_locked (change, error);
}

static void
change_clear (Change *change)
{
  g_clear_object (&change->rules);
  g_clear_pointer (&change->ids, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static gboolean
apply_cells (MusterTransaction *txn, GArray *cells, GVariant **result, GError **error)
{
  g_auto (Change) change = { .txn = txn, .cells = cells };
  g_autoptr (GArray) before = cells_new ();
  g_autofree guint8 *rostered = NULL;
  g_autofree guint8 *afterwards = NULL;
  const gint64 *ids;

  change.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!prepare (&change, error))
    return FALSE;

  ids = (const gint64 *) (gpointer) change.ids->data;
  rostered = g_new0 (guint8, change.ids->len);
  afterwards = g_new0 (guint8, change.ids->len);
  if (!muster_timetable_find_rostered (txn->db, ids, change.ids->len, rostered, error) ||
      !write_cells (&change, before, error) || !check_clashes (&change, error) ||
      !muster_timetable_find_rostered (txn->db, ids, change.ids->len, afterwards, error))
    return FALSE;

  *result = g_variant_new ("(v)", cells_to_variant (before));

  return touch_people (&change, rostered, afterwards);
}

/* ---- Set ---- */

static gboolean
set_roster_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  g_autoptr (GVariant) given = NULL;
  g_autoptr (GArray) cells = cells_new ();
  GVariantIter iter;
  GVariantIter *shifts;
  gint64 person_id;
  MusterDate date;

  g_variant_get (args, "(v)", &given);
  if (!g_variant_is_of_type (given, G_VARIANT_TYPE ("a(xias)")))
    return muster_error_set_field (error, "cells",
                                   _ ("Cells are people, dates and shifts."));

  g_variant_iter_init (&iter, given);
  while (g_variant_iter_loop (&iter, "(xias)", &person_id, &date, &shifts))
    {
      GPtrArray *codes = add_cell (cells, person_id, date);
      const char *code;

      while (g_variant_iter_next (shifts, "&s", &code))
        add_shift (codes, code);
    }

  return apply_cells (txn, cells, result, error);
}

static const MusterField set_roster_fields[] = {
  { "cells", N_ ("Cells"), N_ ("People, dates and the codes of shifts"),
    MUSTER_FIELD_VARIANT, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_set_roster = {
  .name = "roster.set",
  .title = N_ ("Set the roster"),
  .args = "(v)",
  .fields = set_roster_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = set_roster_run,
};

/* ---- Paint ---- */

static gboolean
check_dates (MusterDates *dates, GError **error)
{
  if (dates->to == MUSTER_DATE_NONE)
    dates->to = dates->from;
  if (dates->to < dates->from)
    return muster_error_set_field (error, "to", _ ("The last date is before the first."));

  return dates->to - dates->from < 366 ||
         muster_error_set_field (error, "to", _ ("Enter at most a year at once."));
}

static gboolean
get_people (GVariant *people, const gint64 **ids, gsize *n, GError **error)
{
  *n = 0;
  *ids = g_variant_is_of_type (people, G_VARIANT_TYPE ("ax"))
           ? g_variant_get_fixed_array (people, n, sizeof (gint64))
           : NULL;

  return *n > 0 ||
         muster_error_set_field (error, "people", _ ("Choose people and dates first."));
}

static const MusterChoice paint_whats[] = {
  { "shift", N_ ("Shift") },
  { "rest", N_ ("Rest") },
  { "clear", N_ ("Nothing") },
  { NULL },
};

static gboolean
paint_roster_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  g_autoptr (GVariant) people = NULL;
  g_autoptr (GArray) cells = cells_new ();
  const gint64 *ids;
  const char *what, *shift;
  MusterDates dates;
  gsize n;

  g_variant_get (args, "(vii&s&s)", &people, &dates.from, &dates.to, &what, &shift);
  if (!check_dates (&dates, error))
    return FALSE;
  if (g_str_equal (what, "shift") && *shift == '\0')
    return muster_error_set_field (error, "shift", _ ("Choose a shift."));
  if (!get_people (people, &ids, &n, error))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    for (MusterDate date = dates.from; date <= dates.to; date++)
      {
        GPtrArray *shifts = add_cell (cells, ids[i], date);

        if (!g_str_equal (what, "clear"))
          add_shift (shifts, g_str_equal (what, "rest") ? "" : shift);
      }

  return apply_cells (txn, cells, result, error);
}

#define PEOPLE_FIELD                                                                     \
  { "people", N_ ("Employees"), NULL, MUSTER_FIELD_VARIANT, MUSTER_FIELD_REQUIRED }
#define FROM_FIELD { "from", N_ ("From"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED }
#define TO_FIELD { "to", N_ ("To"), NULL, MUSTER_FIELD_DATE }

static const MusterField paint_roster_fields[] = {
  PEOPLE_FIELD,
  FROM_FIELD,
  TO_FIELD,
  { "what", N_ ("What"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "shift", 0, 0,
    paint_whats },
  { "shift", N_ ("Shift"), N_ ("Its code"), MUSTER_FIELD_TEXT },
  { NULL },
};

const MusterCommand muster_paint_roster = {
  .name = "roster.paint",
  .title = N_ ("Paint the roster"),
  .args = "(viiss)",
  .fields = paint_roster_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = paint_roster_run,
};

/* ---- Fill ---- */

static gboolean
fill_roster_run (MusterTransaction *txn,
                 GVariant *args,
                 GVariant **result,
                 GError **error)
{
  g_autoptr (GVariant) people = NULL;
  g_autoptr (GArray) cells = cells_new ();
  g_autofree const char **slots = NULL;
  const gint64 *ids;
  MusterDates dates;
  MusterDate anchor;
  gint64 stagger;
  gint64 n_slots;
  gsize n;

  g_variant_get (args, "(vii^a&six)", &people, &dates.from, &dates.to, &slots, &anchor,
                 &stagger);
  n_slots = (gint64) g_strv_length ((GStrv) slots);
  if (!check_dates (&dates, error))
    return FALSE;
  if (n_slots == 0)
    return muster_error_set_field (error, "slots", _ ("Enter what repeats."));
  if (!get_people (people, &ids, &n, error))
    return FALSE;
  if (anchor == MUSTER_DATE_NONE)
    anchor = dates.from;

  for (gsize i = 0; i < n; i++)
    for (MusterDate date = dates.from; date <= dates.to; date++)
      {
        gint64 further =
          (gint64) date - anchor + (gint64) (i % (gsize) n_slots) * (stagger % n_slots);
        const char *slot = slots[(further % n_slots + n_slots) % n_slots];
        GPtrArray *shifts = add_cell (cells, ids[i], date);

        if (!g_str_equal (slot, "-"))
          add_shift (shifts, slot);
      }

  return apply_cells (txn, cells, result, error);
}

static const MusterField fill_roster_fields[] = {
  PEOPLE_FIELD,
  FROM_FIELD,
  TO_FIELD,
  { "slots", N_ ("What repeats"), N_ ("A shift's code a day, empty for a rest"),
    MUSTER_FIELD_STRINGS, MUSTER_FIELD_REQUIRED },
  { "anchor", N_ ("Counted from"), N_ ("The date of the first one"), MUSTER_FIELD_DATE },
  { "stagger", N_ ("Stagger"), N_ ("How many days each person is further on"),
    MUSTER_FIELD_INTEGER, MUSTER_FIELD_OPTIONAL, "0", 0, 366 },
  { NULL },
};

const MusterCommand muster_fill_roster = {
  .name = "roster.fill",
  .title = N_ ("Fill the roster with a pattern"),
  .args = "(viiasix)",
  .fields = fill_roster_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = fill_roster_run,
};

/* ---- Copy and swap ---- */

/* Sets what is planned for one person on some dates elsewhere; plans come in order. */
static void
add_plan (GArray *cells, const MusterPlan *plan, gint64 person_id, MusterDate date)
{
  Cell *last = cells->len > 0 ? &g_array_index (cells, Cell, cells->len - 1) : NULL;
  GPtrArray *shifts = last != NULL && last->person_id == person_id && last->date == date
                        ? last->shifts
                        : add_cell (cells, person_id, date);

  if (plan->shift != NULL)
    add_shift (shifts, plan->shift->code);
  else if (plan->type == MUSTER_DAY_REST && plan->reason != MUSTER_REASON_ARRANGED_REST)
    add_shift (shifts, "");
}

/* What is planned before anything is written. */
static GArray *
read_planned (MusterTransaction *txn,
              MusterRulebook *rules,
              const gint64 *ids,
              gsize n,
              MusterDates dates,
              GError **error)
{
  Change change = { .txn = txn, .rules = rules };
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < n; i++)
    {
      if (!muster_transaction_allows (txn, ids[i], error))
        return NULL;
      g_array_append_val (people, ids[i]);
    }
  change.ids = people;

  return read_plans (&change, dates, error);
}

static gboolean
copy_roster_run (MusterTransaction *txn,
                 GVariant *args,
                 GVariant **result,
                 GError **error)
{
  g_autoptr (GVariant) people = NULL;
  g_autoptr (GArray) cells = cells_new ();
  g_autoptr (GArray) plans = NULL;
  g_autoptr (MusterRulebook) rules = NULL;
  const gint64 *ids;
  MusterDates dates;
  MusterDate target;
  gsize n;

  g_variant_get (args, "(viii)", &people, &dates.from, &dates.to, &target);
  if (!check_dates (&dates, error))
    return FALSE;
  if (target == dates.from)
    return muster_error_set_field (error, "target", _ ("That is where it comes from."));
  if (!get_people (people, &ids, &n, error))
    return FALSE;
  if (!(rules = muster_rulebook_read (txn->db, txn->zone, error)) ||
      !(plans = read_planned (txn, rules, ids, n, dates, error)))
    return FALSE;

  for (guint i = 0; i < plans->len; i++)
    {
      const MusterPlan *plan = &g_array_index (plans, MusterPlan, i);

      add_plan (cells, plan, plan->person_id, plan->date - dates.from + target);
    }

  return apply_cells (txn, cells, result, error);
}

static const MusterField copy_roster_fields[] = {
  PEOPLE_FIELD,
  FROM_FIELD,
  TO_FIELD,
  { "target", N_ ("Target"), N_ ("The first date that it is copied to"),
    MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_copy_roster = {
  .name = "roster.copy",
  .title = N_ ("Copy a part of the roster"),
  .args = "(viii)",
  .fields = copy_roster_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = copy_roster_run,
};

static gboolean
swap_roster_run (MusterTransaction *txn,
                 GVariant *args,
                 GVariant **result,
                 GError **error)
{
  g_autoptr (GArray) cells = cells_new ();
  g_autoptr (GArray) plans = NULL;
  g_autoptr (MusterRulebook) rules = NULL;
  MusterDates dates;
  gint64 ids[2];

  g_variant_get (args, "(xxii)", &ids[0], &ids[1], &dates.from, &dates.to);
  if (!check_dates (&dates, error))
    return FALSE;
  if (ids[0] == ids[1])
    return muster_error_set_field (error, "other", _ ("Choose two people."));
  if (!(rules = muster_rulebook_read (txn->db, txn->zone, error)) ||
      !(plans = read_planned (txn, rules, ids, 2, dates, error)))
    return FALSE;

  for (guint i = 0; i < plans->len; i++)
    {
      const MusterPlan *plan = &g_array_index (plans, MusterPlan, i);

      add_plan (cells, plan, plan->person_id == ids[0] ? ids[1] : ids[0], plan->date);
    }

  return apply_cells (txn, cells, result, error);
}

static const MusterField swap_roster_fields[] = {
  { "one", N_ ("Employee"), NULL, MUSTER_FIELD_PERSON, MUSTER_FIELD_REQUIRED },
  { "other", N_ ("Other employee"), NULL, MUSTER_FIELD_PERSON, MUSTER_FIELD_REQUIRED },
  FROM_FIELD,
  TO_FIELD,
  { NULL },
};

const MusterCommand muster_swap_roster = {
  .name = "roster.swap",
  .title = N_ ("Swap the shifts of two people"),
  .args = "(xxii)",
  .fields = swap_roster_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = swap_roster_run,
};
