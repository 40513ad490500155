/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule-preview.h"

#include "muster-cell.h"
#include "muster-error.h"
#include "muster-ledger.h"
#include "muster-people.h"
#include "muster-periods.h"
#include "muster-reading.h"
#include "muster-rulebook.h"
#include "muster-rulefile.h"

#include <glib/gi18n-lib.h>

#define CHUNK 256 /* people between two reports of progress */

G_DEFINE_FINAL_TYPE (MusterPreview, muster_preview, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterPreviewRow, muster_preview_row, G_TYPE_OBJECT)

static void
muster_preview_finalize (GObject *object)
{
  MusterPreview *self = MUSTER_PREVIEW (object);

  g_array_unref (self->differences);
  g_array_unref (self->closed);
  g_hash_table_unref (self->persons);

  G_OBJECT_CLASS (muster_preview_parent_class)->finalize (object);
}

static void
muster_preview_class_init (MusterPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_preview_finalize;
}

static void
muster_preview_init (MusterPreview *self)
{
  self->differences = muster_differences_new ();
  self->closed = g_array_new (FALSE, FALSE, sizeof (MusterDates));
  self->persons =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
}

static void
muster_preview_row_finalize (GObject *object)
{
  MusterPreviewRow *self = MUSTER_PREVIEW_ROW (object);

  g_free (self->person_name);
  g_free (self->staff_no);
  g_free (self->before);
  g_free (self->after);

  G_OBJECT_CLASS (muster_preview_row_parent_class)->finalize (object);
}

static void
muster_preview_row_class_init (MusterPreviewRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_preview_row_finalize;
}

static void
muster_preview_row_init (MusterPreviewRow *self)
{
}

/* ---- Judging twice ---- */

typedef struct
{
  MusterPreview *preview;
  MusterRuleset *draft;
  MusterFilter *filter;
  const MusterScope *scope;
  MusterProgress progress;
  gpointer progress_data;
} Run;

/* Both in the order of the people, of date, of nth. */
static void
differences_add_chunk (GArray *differences,
                       const gint64 *ids,
                       gsize n,
                       GArray *now,
                       GArray *then)
{
  guint a = 0;
  guint b = 0;

  for (gsize i = 0; i < n; i++)
    while (TRUE)
      {
        const MusterDay *before = a < now->len ? &g_array_index (now, MusterDay, a)
                                               : NULL;
        const MusterDay *after = b < then->len ? &g_array_index (then, MusterDay, b)
                                               : NULL;
        int order;

        if (before != NULL && before->person_id != ids[i])
          before = NULL;
        if (after != NULL && after->person_id != ids[i])
          after = NULL;
        if (before == NULL && after == NULL)
          break;

        order = muster_day_compare_entry (before, after);
        if (order > 0)
          before = NULL;
        if (order < 0)
          after = NULL;
        muster_differences_add (differences, before, muster_day_get_shift_code (before),
                                after, muster_day_get_shift_code (after));
        a += order <= 0;
        b += order >= 0;
      }
}

static gboolean
preview_judge (Run *run,
               MusterReading *reading,
               MusterRulebook *rules,
               MusterRulebook *drafted,
               const gint64 *ids,
               gsize n,
               GError **error)
{
  g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (MusterDay));
  g_autoptr (GArray) then = g_array_new (FALSE, FALSE, sizeof (MusterDay));
  MusterDates dates = run->filter->dates;

  if (!muster_ledger_judge (reading, rules, ids, n, dates, now, error) ||
      !muster_ledger_judge (reading, drafted, ids, n, dates, then, error))
    return FALSE;

  differences_add_chunk (run->preview->differences, ids, n, now, then);
  run->preview->judged_people += (guint) n;
  run->preview->judged_days += now->len;

  return TRUE;
}

/* ---- What is said of it ---- */

static void
preview_count (MusterPreview *preview)
{
  const MusterDifference *last = NULL;

  for (guint i = 0; i < preview->differences->len; i++)
    {
      const MusterDifference *one =
        &g_array_index (preview->differences, MusterDifference, i);
      MusterPreviewTotal *total = &preview->totals[one->outcome];
      gboolean same_person = last != NULL && last->person_id == one->person_id;

      total->days++;
      total->difference += muster_outcome_get_number (one->outcome, one->after) -
                           muster_outcome_get_number (one->outcome, one->before);
      preview->people += !same_person;
      preview->days += !same_person || last->date != one->date;
      last = one;
    }
}

static gboolean
preview_load_people (MusterPreview *preview, MusterReading *reading, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) people = NULL;

  for (guint i = 0; i < preview->differences->len; i++)
    {
      gint64 id = g_array_index (preview->differences, MusterDifference, i).person_id;

      if (ids->len == 0 || g_array_index (ids, gint64, ids->len - 1) != id)
        g_array_append_val (ids, id);
    }

  people = muster_people_load (reading->db, (const gint64 *) (gpointer) ids->data,
                               ids->len, muster_reading_get_today (reading), FALSE, NULL,
                               error);
  if (people == NULL)
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      MusterPerson *person = g_ptr_array_index (people, i);

      if (person != NULL)
        g_hash_table_insert (preview->persons, &person->id, g_object_ref (person));
    }

  return TRUE;
}

static gboolean
preview_load_closed (MusterPreview *preview,
                     MusterReading *reading,
                     MusterDates dates,
                     GError **error)
{
  g_autoptr (GArray) periods = muster_periods_list (reading->db, dates, TRUE, error);

  for (guint i = 0; periods != NULL && i < periods->len; i++)
    g_array_append_val (preview->closed,
                        g_array_index (periods, MusterPeriodRecord, i).dates);

  return periods != NULL;
}

static gboolean
preview_read (MusterReading *reading, gpointer data, GError **error)
{
  Run *run = data;
  g_autoptr (MusterRulebook) rules = NULL;
  g_autoptr (MusterRulebook) drafted = NULL;
  g_autoptr (GArray) ids = NULL;

  rules = muster_ledger_get_rules (reading->ledger, reading, error);
  if (rules == NULL ||
      !(ids = muster_people_find (reading->db, run->filter, run->scope,
                                  muster_reading_get_today (reading), NULL, NULL, error)))
    return FALSE;

  drafted = muster_rulebook_draft (rules, run->draft);
  for (gsize first = 0; first < ids->len; first += CHUNK)
    {
      gsize n = MIN (CHUNK, ids->len - first);

      if (!preview_judge (run, reading, rules, drafted,
                          &g_array_index (ids, gint64, first), n, error))
        return FALSE;
      if (run->progress != NULL)
        run->progress (first + n, ids->len, run->progress_data);
      if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
        return FALSE;
    }

  preview_count (run->preview);

  return preview_load_people (run->preview, reading, error) &&
         preview_load_closed (run->preview, reading, run->filter->dates, error);
}

MusterPreview *
muster_preview_run (MusterOffice *office,
                    MusterActor *actor,
                    const char *document,
                    MusterDate effective,
                    MusterDates dates,
                    MusterFilter *filter,
                    MusterProgress progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (MusterPreview) preview = g_object_new (MUSTER_TYPE_PREVIEW, NULL);
  g_autoptr (MusterFilter) people = filter != NULL ? muster_filter_copy (filter)
                                                   : muster_filter_new ();
  g_autoptr (MusterRuleset) draft = muster_rulefile_parse (document, effective, error);
  Run run = { preview, draft, people, &actor->scope, progress, progress_data };

  if (draft == NULL)
    return NULL;

  people->dates = dates;
  people->limit = 0;
  people->descending = FALSE;
  g_clear_pointer (&people->states, g_strfreev);
  g_clear_pointer (&people->order, g_free);
  if (!muster_office_read (office, actor, MUSTER_MAY_SEE_DAYS | MUSTER_MAY_EDIT_RULES,
                           preview_read, &run, cancellable, error))
    return NULL;

  return g_steal_pointer (&preview);
}

/* ---- One day ---- */

typedef struct
{
  MusterRuleset *draft;
  const MusterScope *scope;
  gint64 person_id;
  MusterDate date;
  GPtrArray *before;
  GPtrArray *after;
} DayRun;

static gboolean
day_read (MusterReading *reading, gpointer data, GError **error)
{
  DayRun *run = data;
  MusterDates dates = { run->date, run->date };
  g_autoptr (MusterRulebook) rules = NULL;
  g_autoptr (MusterRulebook) drafted = NULL;
  g_autoptr (GPtrArray) people = NULL;

  if (!(rules = muster_ledger_get_rules (reading->ledger, reading, error)) ||
      !(people = muster_people_load (reading->db, &run->person_id, 1, run->date, FALSE,
                                     run->scope, error)))
    return FALSE;
  if (g_ptr_array_index (people, 0) == NULL)
    return muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such person."));

  drafted = muster_rulebook_draft (rules, run->draft);
  run->before = muster_ledger_judge_sheets (reading, rules, people, dates, error);
  if (run->before != NULL)
    run->after = muster_ledger_judge_sheets (reading, drafted, people, dates, error);

  return run->after != NULL;
}

GPtrArray *
muster_preview_judge_day (MusterOffice *office,
                          MusterActor *actor,
                          const char *document,
                          MusterDate effective,
                          gint64 person_id,
                          MusterDate date,
                          GPtrArray **after,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (MusterRuleset) draft = muster_rulefile_parse (document, effective, error);
  DayRun run = { draft, &actor->scope, person_id, date, NULL, NULL };

  if (draft == NULL)
    return NULL;

  if (!muster_office_read (office, actor, MUSTER_MAY_SEE_DAYS | MUSTER_MAY_EDIT_RULES,
                           day_read, &run, cancellable, error))
    {
      g_clear_pointer (&run.before, g_ptr_array_unref);
      return NULL;
    }

  *after = run.after;

  return run.before;
}

/* ---- Rows ---- */

MusterPreviewRow *
muster_preview_get_row (MusterPreview *preview, guint index)
{
  const MusterDifference *one;
  MusterPerson *person;
  MusterPreviewRow *row;

  g_return_val_if_fail (index < preview->differences->len, NULL);

  one = &g_array_index (preview->differences, MusterDifference, index);
  person = g_hash_table_lookup (preview->persons, &one->person_id);
  row = g_object_new (MUSTER_TYPE_PREVIEW_ROW, NULL);
  row->person_id = one->person_id;
  row->person_name = g_strdup (person != NULL ? person->name : NULL);
  row->staff_no = g_strdup (person != NULL ? person->staff_no : NULL);
  row->date = one->date;
  row->nth = one->nth;
  row->value = muster_outcome_get_code (one->outcome);
  row->before = g_strdup (one->before);
  row->after = g_strdup (one->after);
  row->difference = muster_outcome_get_number (one->outcome, one->after) -
                    muster_outcome_get_number (one->outcome, one->before);
  for (guint i = 0; i < preview->closed->len; i++)
    {
      MusterDates closed = g_array_index (preview->closed, MusterDates, i);

      row->locked = row->locked || (one->date >= closed.from && one->date <= closed.to);
    }

  return row;
}

MUSTER_CELL_INTEGER (preview_get_date, MusterPreviewRow, date)
MUSTER_CELL_TEXT (preview_get_staff_no, MusterPreviewRow, staff_no)
MUSTER_CELL_TEXT (preview_get_person, MusterPreviewRow, person_name)
MUSTER_CELL_TEXT (preview_get_value, MusterPreviewRow, value)
MUSTER_CELL_TEXT (preview_get_before, MusterPreviewRow, before)
MUSTER_CELL_TEXT (preview_get_after, MusterPreviewRow, after)
MUSTER_CELL_INTEGER (preview_get_difference, MusterPreviewRow, difference)
MUSTER_CELL_INTEGER (preview_get_locked, MusterPreviewRow, locked)
MUSTER_CELL_INTEGER (preview_get_nth, MusterPreviewRow, nth)
MUSTER_CELL_INTEGER (preview_get_person_id, MusterPreviewRow, person_id)

const MusterColumn muster_preview_columns[] = {
  { "date", N_ ("Date"), MUSTER_COLUMN_DATE, preview_get_date },
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, preview_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, preview_get_person },
  { "value", N_ ("Value"), MUSTER_COLUMN_TEXT, preview_get_value, "value" },
  { "before", N_ ("Before"), MUSTER_COLUMN_TEXT, preview_get_before, "status" },
  { "after", N_ ("After"), MUSTER_COLUMN_TEXT, preview_get_after, "status" },
  { "difference", N_ ("Difference"), MUSTER_COLUMN_INTEGER, preview_get_difference },
  { "locked", N_ ("Closed"), MUSTER_COLUMN_BOOLEAN, preview_get_locked,
    .optional = TRUE },
  { "nth", N_ ("Entry of the day"), MUSTER_COLUMN_INTEGER, preview_get_nth,
    .optional = TRUE },
  { "person_id", N_ ("Person id"), MUSTER_COLUMN_INTEGER, preview_get_person_id,
    .optional = TRUE },
  { NULL },
};
