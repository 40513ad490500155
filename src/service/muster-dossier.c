/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-dossier.h"

#include "muster-judge.h"
#include "muster-people.h"
#include "muster-punches.h"
#include "muster-reading.h"
#include "muster-sources.h"
#include "muster-timetable.h"

/* People who are judged by one hand at a stretch. */
#define PIECE 256

/* What was read; each array has the people's shares one after the other. */
struct _MusterDossier
{
  MusterRulebook *rules;
  MusterZone *zone;
  MusterDates dates;
  gint64 as_of;
  GPtrArray *people; /* NULL for one that is not there */
  GHashTable *sources;
  guint8 *rostered;
  GArray *memberships;
  GArray *assignments;
  GArray *covers;
  GArray *punches;
  GArray *serving;
  GArray *networks; /* NULL when no place asks for them */
  guint *membership_starts;
  guint *assignment_starts;
  guint *cover_starts;
  guint *punch_starts;
  guint *serving_starts;
};

void
muster_dossier_free (MusterDossier *self)
{
  g_clear_object (&self->rules);
  g_clear_pointer (&self->zone, muster_zone_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_free (self->rostered);
  g_clear_pointer (&self->memberships, g_array_unref);
  g_clear_pointer (&self->assignments, g_array_unref);
  g_clear_pointer (&self->covers, g_array_unref);
  g_clear_pointer (&self->punches, g_array_unref);
  g_clear_pointer (&self->serving, g_array_unref);
  g_clear_pointer (&self->networks, g_array_unref);
  g_free (self->membership_starts);
  g_free (self->assignment_starts);
  g_free (self->cover_starts);
  g_free (self->punch_starts);
  g_free (self->serving_starts);
  g_free (self);
}

/* The instants of some dates, in whichever of the zones they begin first and end last. */
static MusterSpan
dates_to_span (MusterRulebook *rules, MusterDates dates)
{
  MusterSpan span = { G_MAXINT64, G_MININT64 };

  for (guint i = 0; i < rules->zones->len; i++)
    {
      MusterZone *zone = g_ptr_array_index (rules->zones, i);

      span.from = MIN (span.from, muster_zone_get_instant (zone, dates.from, 0));
      span.until = MAX (span.until, muster_zone_get_instant (zone, dates.to + 1, 0));
    }

  return span;
}

/* Only then what punches say of networks is worth reading. */
static gboolean
places_have_networks (GPtrArray *places)
{
  for (guint i = 0; i < places->len; i++)
    {
      MusterPlace *place = g_ptr_array_index (places, i);

      if (*place->bssids != NULL || *place->networks != NULL)
        return TRUE;
    }

  return FALSE;
}

static GHashTable *
sources_read (MusterReading *reading, GError **error)
{
  g_autoptr (GPtrArray) sources = muster_sources_list (reading->db, error);
  g_autoptr (GHashTable) table = NULL;

  if (sources == NULL)
    return NULL;

  table = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
  for (guint i = 0; i < sources->len; i++)
    {
      MusterSource *source = g_ptr_array_index (sources, i);

      g_hash_table_insert (table, &source->id, g_object_ref (source));
    }

  return g_steal_pointer (&table);
}

static gboolean
read_roster (MusterDossier *self,
             MusterReading *reading,
             const gint64 *ids,
             gsize n,
             MusterDates reach,
             GError **error)
{
  self->assignment_starts = g_new0 (guint, n + 1);
  self->cover_starts = g_new0 (guint, n + 1);
  self->rostered = g_new0 (guint8, n + 1);

  return (self->assignments = muster_timetable_assignments (
            reading->db, ids, n, reach, self->assignment_starts, error)) != NULL &&
         (self->covers = muster_timetable_covers (reading->db, ids, n, reach,
                                                  self->cover_starts, error)) != NULL &&
         muster_timetable_find_rostered (reading->db, ids, n, self->rostered, error);
}

static gboolean
read_people (MusterDossier *self,
             MusterReading *reading,
             const gint64 *ids,
             gsize n,
             MusterDates reach,
             GError **error)
{
  self->membership_starts = g_new0 (guint, n + 1);
  self->serving_starts = g_new0 (guint, n + 1);

  return (self->people = muster_people_load (reading->db, ids, n, self->dates.to, FALSE,
                                             NULL, error)) != NULL &&
         (self->memberships = muster_people_memberships (
            reading->db, ids, n, reach, self->membership_starts, error)) != NULL &&
         (self->sources = sources_read (reading, error)) != NULL &&
         (self->serving = muster_sources_serving (reading->db, ids, n,
                                                  self->serving_starts, error)) != NULL;
}

static MusterDossier *
dossier_new (MusterReading *reading, MusterRulebook *rules, gsize n, MusterDates dates)
{
  MusterDossier *self = g_new0 (MusterDossier, 1);

  self->rules = g_object_ref (rules);
  self->zone = muster_zone_ref (reading->zone);
  self->dates = dates;
  self->as_of = reading->now;
  self->punch_starts = g_new0 (guint, n + 1);

  return self;
}

MusterDossier *
muster_dossier_read (MusterReading *reading,
                     MusterRulebook *rules,
                     const gint64 *ids,
                     gsize n,
                     MusterDates dates,
                     GError **error)
{
  g_autoptr (MusterDossier) self = dossier_new (reading, rules, n, dates);
  MusterDates reach = muster_judge_get_reach (
    (MusterRuleset *const *) rules->rulesets->pdata, rules->rulesets->len, dates);

  if (!read_people (self, reading, ids, n, reach, error) ||
      !read_roster (self, reading, ids, n, reach, error) ||
      !(self->punches = muster_punches_of_people (
          reading->db, ids, n, dates_to_span (rules, reach), self->punch_starts, error)))
    return NULL;

  if (places_have_networks (rules->places) &&
      !(self->networks =
          muster_punches_networks (reading->db, dates_to_span (rules, reach), error)))
    return NULL;

  return g_steal_pointer (&self);
}

static gint64
get_synced_to (const MusterDossier *self, guint i)
{
  gint64 synced_to = G_MAXINT64;

  for (guint k = self->serving_starts[i]; k < self->serving_starts[i + 1]; k++)
    {
      MusterSource *source =
        g_hash_table_lookup (self->sources, &g_array_index (self->serving, gint64, k));

      if (source != NULL)
        synced_to = MIN (synced_to, source->synced_to);
    }

  return synced_to;
}

/* Which sources have not reported past the end of a day's window. */
static char *
get_waits (const MusterDossier *self, guint i, gint64 window_to)
{
  g_autoptr (GString) waits = g_string_new (NULL);

  for (guint k = self->serving_starts[i]; k < self->serving_starts[i + 1]; k++)
    {
      MusterSource *source =
        g_hash_table_lookup (self->sources, &g_array_index (self->serving, gint64, k));

      if (source == NULL || source->synced_to > window_to)
        continue;
      if (waits->len > 0)
        g_string_append (waits, ", ");
      g_string_append (waits, source->name);
    }

  return waits->len > 0 ? g_string_free_and_steal (g_steal_pointer (&waits)) : NULL;
}

static MusterFacts
facts_of_person (const MusterDossier *self, guint i)
{
  MusterPerson *person = g_ptr_array_index (self->people, i);

  return (MusterFacts) {
    .person_id = person->id,
    .dates = self->dates,
    .rulesets = (MusterRuleset *const *) self->rules->rulesets->pdata,
    .n_rulesets = self->rules->rulesets->len,
    .calendar = self->rules->calendar,
    .zone = self->zone,
    .joined = person->joined,
    .left = person->left,
    .exempt = person->exempt,
    .rostered = self->rostered[i] != 0,
    .memberships =
      &g_array_index (self->memberships, MusterMembership, self->membership_starts[i]),
    .n_memberships = self->membership_starts[i + 1] - self->membership_starts[i],
    .assignments =
      &g_array_index (self->assignments, MusterAssignment, self->assignment_starts[i]),
    .n_assignments = self->assignment_starts[i + 1] - self->assignment_starts[i],
    .covers = &g_array_index (self->covers, MusterCover, self->cover_starts[i]),
    .n_covers = self->cover_starts[i + 1] - self->cover_starts[i],
    .punches = &g_array_index (self->punches, MusterPunch, self->punch_starts[i]),
    .n_punches = self->punch_starts[i + 1] - self->punch_starts[i],
    .places = (MusterPlace *const *) self->rules->places->pdata,
    .n_places = self->rules->places->len,
    .networks = self->networks != NULL
                  ? (const MusterPunchNetwork *) (gpointer) self->networks->data
                  : NULL,
    .n_networks = self->networks != NULL ? self->networks->len : 0,
    .as_of = self->as_of,
    .synced_to = get_synced_to (self, i),
  };
}

/* ---- Judging ---- */

/* Days of a stretch of people, each judged by whoever has a hand free. */
typedef struct
{
  const MusterDossier *dossier;
  GArray **days;
} Judging;

static void
judge_piece (guint piece, gpointer data)
{
  Judging *judging = data;
  const MusterDossier *self = judging->dossier;
  g_autoptr (MusterJudge) judge = muster_judge_new ();
  guint end = MIN ((piece + 1) * PIECE, self->people->len);

  for (guint i = piece * PIECE; i < end; i++)
    if (g_ptr_array_index (self->people, i) != NULL)
      {
        MusterFacts facts = facts_of_person (self, i);

        muster_judge_days (judge, &facts, judging->days[piece]);
      }
}

static void
judge_one_by_one (guint n, MusterSpreadFunc func, gpointer data)
{
  for (guint i = 0; i < n; i++)
    func (i, data);
}

void
muster_dossier_judge (MusterDossier *self, MusterSpread *spread, GArray *days)
{
  guint n = (self->people->len + PIECE - 1) / PIECE;
  g_autofree GArray **pieces = g_new (GArray *, n + 1);
  Judging judging = { self, pieces };

  if (n == 1)
    {
      pieces[0] = days;
      judge_piece (0, &judging);
      return;
    }

  for (guint i = 0; i < n; i++)
    pieces[i] = g_array_new (FALSE, FALSE, sizeof (MusterDay));

  if (spread != NULL)
    muster_spread_run (spread, n, judge_piece, &judging);
  else
    judge_one_by_one (n, judge_piece, &judging);

  /* In the order of the people, whoever was done first. */
  for (guint i = 0; i < n; i++)
    {
      g_array_append_vals (days, pieces[i]->data, pieces[i]->len);
      g_array_unref (pieces[i]);
    }
}

void
muster_dossier_judge_sheets (MusterDossier *self, GPtrArray *sheets)
{
  g_autoptr (MusterJudge) judge = muster_judge_new ();

  for (guint i = 0; i < self->people->len; i++)
    {
      guint first = sheets->len;
      MusterFacts facts;

      if (g_ptr_array_index (self->people, i) == NULL)
        continue;

      facts = facts_of_person (self, i);
      muster_judge_sheets (judge, &facts, TRUE, sheets);
      for (guint k = first; k < sheets->len; k++)
        {
          MusterDaySheet *sheet = g_ptr_array_index (sheets, k);

          /* Shifts, labels and the calendar's names must outlive the reading. */
          g_object_set_data_full (G_OBJECT (sheet), "muster-rulebook",
                                  g_object_ref (self->rules), g_object_unref);
          if (sheet->day.status == MUSTER_STATUS_PENDING)
            sheet->waits = get_waits (self, i, sheet->day.window_to);
        }
    }
}

static gint64
cover_begin (const MusterCover *cover)
{
  return cover->date != MUSTER_DATE_NONE ? cover->date * MUSTER_DAY : cover->from;
}

static int
cover_compare (gconstpointer a, gconstpointer b)
{
  gint64 left = cover_begin (a);
  gint64 right = cover_begin (b);

  return (left > right) - (left < right);
}

static void
suppose_covers (MusterDossier *self, const MusterSupposition *supposition)
{
  for (guint i = self->covers->len; supposition->without_request != 0 && i > 0; i--)
    if (g_array_index (self->covers, MusterCover, i - 1).request_id ==
        supposition->without_request)
      g_array_remove_index (self->covers, i - 1);
  if (supposition->n_covers > 0)
    g_array_append_vals (self->covers, supposition->covers,
                         (guint) supposition->n_covers);
  g_array_sort (self->covers, cover_compare);
  self->cover_starts[1] = self->covers->len;
}

void
muster_dossier_suppose (MusterDossier *dossier, const MusterSupposition *supposition)
{
  g_return_if_fail (dossier->people->len == 1);

  suppose_covers (dossier, supposition);
  for (guint i = 0; supposition->without_punch != 0 && i < dossier->punches->len; i++)
    {
      MusterPunch *punch = &g_array_index (dossier->punches, MusterPunch, i);

      if (punch->id == supposition->without_punch)
        punch->marks |= MUSTER_PUNCH_VOID;
    }
  if (supposition->punch != NULL)
    g_array_append_vals (dossier->punches, supposition->punch, 1);
  g_array_sort (dossier->punches, muster_punch_compare);
  dossier->punch_starts[1] = dossier->punches->len;
}

void
muster_dossier_survey (MusterDossier *self, gint64 without, GArray *sited)
{
  g_autoptr (MusterJudge) judge = muster_judge_new ();
  g_autoptr (GPtrArray) places = g_ptr_array_new ();

  for (guint i = 0; i < self->rules->places->len; i++)
    {
      MusterPlace *place = g_ptr_array_index (self->rules->places, i);

      if (place->id != without)
        g_ptr_array_add (places, place);
    }

  for (guint i = 0; i < self->people->len; i++)
    {
      MusterFacts facts;

      if (g_ptr_array_index (self->people, i) == NULL)
        continue;

      facts = facts_of_person (self, i);
      facts.places = (MusterPlace *const *) places->pdata;
      facts.n_places = places->len;
      muster_judge_sites (judge, &facts, sited);
    }
}

/* ---- What is planned ---- */

gboolean
muster_dossier_plan (MusterReading *reading,
                     MusterRulebook *rules,
                     const gint64 *ids,
                     gsize n,
                     MusterDates dates,
                     GArray *plans,
                     GError **error)
{
  g_autoptr (MusterDossier) self = dossier_new (reading, rules, n, dates);
  g_autoptr (MusterJudge) judge = muster_judge_new ();

  self->punches = g_array_new (FALSE, FALSE, sizeof (MusterPunch));
  if (!read_people (self, reading, ids, n, dates, error) ||
      !read_roster (self, reading, ids, n, dates, error))
    return FALSE;

  for (guint i = 0; i < self->people->len; i++)
    if (g_ptr_array_index (self->people, i) != NULL)
      {
        MusterFacts facts = facts_of_person (self, i);

        muster_judge_plan (judge, &facts, plans);
      }

  return TRUE;
}
