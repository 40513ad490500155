/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-ledger.h"

#include "muster-command.h"
#include "muster-dossier.h"
#include "muster-error.h"
#include "muster-judge.h"
#include "muster-person.h"
#include "muster-reading.h"
#include "muster-rulebook.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define KEPT_SPANS 4                   /* spans whose results are kept */
#define KEPT_DAYS 400000               /* days that are kept in all of them, some 50 MB */
#define KEPT_TIME (60 * MUSTER_SECOND) /* how long only time may pass */

/* Days of people whose facts are in memory at once, and the fewest people of a chunk: each is
 * one pass over all punches of the span. */
#define CHUNK_DAYS (512 * 1024)
#define CHUNK_LEAST 4096

/* What was judged: for whom, when and from which state of the facts. */
typedef struct
{
  gatomicrefcount references;
  MusterResults results; /* what others see */
  MusterRulebook *rules;
  GArray *ids;
  MusterDates dates;
  guint64 generation;
  GArray *touched; /* of MusterTouch since it was judged; guarded by the ledger's lock */
} Span;

struct _MusterLedger
{
  GMutex lock;
  guint64 generation;
  MusterRulebook *rules;
  guint64 rules_generation;
  guint64 judged;
  GQueue spans; /* of Span, the last used first */
};

static Span *
span_from_results (MusterResults *results)
{
  return (Span *) (gpointer) ((char *) results - G_STRUCT_OFFSET (Span, results));
}

MusterResults *
muster_results_ref (MusterResults *results)
{
  g_atomic_ref_count_inc (&span_from_results (results)->references);

  return results;
}

void
muster_results_unref (MusterResults *results)
{
  Span *span = span_from_results (results);

  if (!g_atomic_ref_count_dec (&span->references))
    return;

  g_array_unref (span->results.days);
  g_array_unref (span->ids);
  g_array_unref (span->touched);
  g_object_unref (span->rules);
  g_free (span);
}

static gboolean
dates_are_bounded (MusterDates dates, GError **error)
{
  if (dates.from != MUSTER_DATE_NONE && dates.to != MUSTER_DATE_EVER &&
      dates.to != MUSTER_DATE_NONE && dates.from <= dates.to)
    return TRUE;

  return muster_error_set_field (
    error, "dates",
    _ ("Days need a first and a last date, the first not after "
       "the last."));
}

static Span *
span_new (MusterReading *reading,
          MusterRulebook *rules,
          const gint64 *ids,
          gsize n,
          MusterDates dates,
          gint64 as_of)
{
  Span *span = g_new0 (Span, 1);

  g_atomic_ref_count_init (&span->references);
  span->results.days = g_array_new (FALSE, FALSE, sizeof (MusterDay));
  span->results.as_of = as_of;
  span->rules = g_object_ref (rules);
  span->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n);
  g_array_append_vals (span->ids, ids, (guint) n);
  span->dates = dates;
  span->generation = reading->generation;
  span->touched = g_array_new (FALSE, FALSE, sizeof (MusterTouch));

  return span;
}

static gboolean
span_serves (const Span *span, MusterReading *reading, MusterDates dates)
{
  return span->generation == reading->generation && span->dates.from == dates.from &&
         span->dates.to == dates.to && span->results.as_of <= reading->now &&
         reading->now - span->results.as_of < KEPT_TIME;
}

static gboolean
span_is_of (const Span *span, const gint64 *ids, gsize n)
{
  return span->ids->len == n &&
         (n == 0 || memcmp (span->ids->data, ids, n * sizeof (gint64)) == 0);
}

/* The days of these dates that know the most people, and what changed since they were judged. */
static Span *
ledger_find (MusterLedger *ledger,
             MusterReading *reading,
             MusterDates dates,
             GArray **touched)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ledger->lock);
  GList *found = NULL;

  for (GList *link = ledger->spans.head; link != NULL; link = link->next)
    if (span_serves (link->data, reading, dates) &&
        (found == NULL ||
         ((Span *) link->data)->ids->len > ((Span *) found->data)->ids->len))
      found = link;

  if (found == NULL)
    return NULL;

  g_queue_unlink (&ledger->spans, found);
  g_queue_push_head_link (&ledger->spans, found);
  *touched = g_array_copy (((Span *) found->data)->touched);

  return span_from_results (muster_results_ref (&((Span *) found->data)->results));
}

/* Where the days of one person are. */
typedef struct
{
  gint64 id;
  guint first;
  guint n;
  gboolean touched;
} Place;

static int
place_compare (gconstpointer a, gconstpointer b)
{
  const Place *x = a;
  const Place *y = b;

  return x->id < y->id ? -1 : x->id > y->id;
}

static Place *
places_find (GArray *places, gint64 id)
{
  const Place wanted = { .id = id };

  /* An array of nothing has no memory to search */
  return places->len > 0
           ? bsearch (&wanted, places->data, places->len, sizeof (Place), place_compare)
           : NULL;
}

static void
places_mark (GArray *places, const MusterTouch *touch, MusterDates reach)
{
  Place *place = places_find (places, touch->person_id);

  if (place != NULL && touch->dates.from <= reach.to && touch->dates.to >= reach.from)
    place->touched = TRUE;
}

/* The people of a span by id. Touched is whose facts changed within what its days are judged
 * from, and a day on either side: dates of a touch are the company's, those of a shift have its
 * own zone. */
static GArray *
span_get_places (const Span *span, GArray *touched)
{
  GArray *places = g_array_sized_new (FALSE, FALSE, sizeof (Place), span->ids->len);
  GArray *days = span->results.days;
  MusterDates reach =
    muster_judge_get_reach ((MusterRuleset *const *) span->rules->rulesets->pdata,
                            span->rules->rulesets->len, span->dates);
  guint at = 0;

  for (guint i = 0; i < span->ids->len; i++)
    {
      Place place = { .id = g_array_index (span->ids, gint64, i), .first = at };

      while (at < days->len && g_array_index (days, MusterDay, at).person_id == place.id)
        at++;
      place.n = at - place.first;
      g_array_append_val (places, place);
    }
  g_array_sort (places, place_compare);

  reach.from--;
  reach.to++;
  for (guint i = 0; i < touched->len; i++)
    places_mark (places, &g_array_index (touched, MusterTouch, i), reach);

  return places;
}

/* Who has to be judged: those that are not there, and those whose facts changed. */
static GArray *
places_get_rest (GArray *places, const gint64 *ids, gsize n)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < n; i++)
    {
      const Place *place = places_find (places, ids[i]);

      if (place == NULL || place->touched)
        g_array_append_val (rest, ids[i]);
    }

  return rest;
}

/* Days of @known, in the order of @ids, with those of @fresh in place of what is not there or
 * has changed. */
static void
places_merge (GArray *places,
              GArray *known,
              GArray *fresh,
              const gint64 *ids,
              gsize n,
              GArray *days)
{
  guint at = 0;

  for (gsize i = 0; i < n; i++)
    {
      const Place *place = places_find (places, ids[i]);
      guint first = at;

      if (place != NULL && !place->touched)
        {
          if (place->n > 0)
            g_array_append_vals (days, &g_array_index (known, MusterDay, place->first),
                                 place->n);
          continue;
        }

      while (at < fresh->len && g_array_index (fresh, MusterDay, at).person_id == ids[i])
        at++;
      if (at > first)
        g_array_append_vals (days, &g_array_index (fresh, MusterDay, first), at - first);
    }
}

static void
ledger_trim (MusterLedger *ledger)
{
  guint n_days = 0;
  guint n_spans = 0;

  for (GList *link = ledger->spans.head, *next; link != NULL; link = next)
    {
      Span *span = link->data;

      next = link->next;
      n_days += span->results.days->len;
      n_spans++;
      if (span->generation == ledger->generation && n_spans <= KEPT_SPANS &&
          n_days <= KEPT_DAYS)
        continue;
      g_queue_delete_link (&ledger->spans, link);
      muster_results_unref (&span->results);
    }
}

/* Keeps what was judged for @n people. */
static void
ledger_keep (MusterLedger *ledger, Span *span, gsize n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ledger->lock);

  ledger->judged += n;
  muster_results_ref (&span->results);
  g_queue_push_head (&ledger->spans, span);
  ledger_trim (ledger);
}

MusterLedger *
muster_ledger_new (void)
{
  MusterLedger *ledger = g_new0 (MusterLedger, 1);

  g_mutex_init (&ledger->lock);
  ledger->generation = 1;
  g_queue_init (&ledger->spans);

  return ledger;
}

static void
span_drop (gpointer data)
{
  Span *span = data;

  muster_results_unref (&span->results);
}

void
muster_ledger_free (MusterLedger *ledger)
{
  g_queue_clear_full (&ledger->spans, span_drop);
  g_clear_object (&ledger->rules);
  g_mutex_clear (&ledger->lock);
  g_free (ledger);
}

guint64
muster_ledger_get_generation (MusterLedger *ledger)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ledger->lock);

  return ledger->generation;
}

guint64
muster_ledger_get_judged (MusterLedger *ledger)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ledger->lock);

  return ledger->judged;
}

/* Whether everything that a commit touched is accounted for by days. */
static gboolean
touches_account (GArray *touched, guint topics)
{
  guint accounted = 0;

  for (guint i = 0; touched != NULL && i < touched->len; i++)
    accounted |= g_array_index (touched, MusterTouch, i).topics;

  return (topics & MUSTER_TOPIC_DAYS & ~accounted) == 0;
}

void
muster_ledger_forget (MusterLedger *ledger, guint topics, GArray *touched)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ledger->lock);
  guint64 generation = ledger->generation;

  if ((topics & MUSTER_TOPIC_DAYS) == 0)
    return;

  ledger->generation++;
  if (touches_account (touched, topics))
    {
      if (ledger->rules_generation == generation)
        ledger->rules_generation++;
      for (GList *link = ledger->spans.head; link != NULL; link = link->next)
        {
          Span *span = link->data;

          if (span->generation != generation)
            continue;
          span->generation++;
          g_array_append_vals (span->touched, touched->data, touched->len);
        }
    }
  else
    {
      g_clear_object (&ledger->rules);
    }
  ledger_trim (ledger);
}

MusterRulebook *
muster_ledger_get_rules (MusterLedger *ledger, MusterReading *reading, GError **error)
{
  g_autoptr (MusterRulebook) rules = NULL;

  g_mutex_lock (&ledger->lock);
  if (ledger->rules != NULL && ledger->rules_generation == reading->generation)
    rules = g_object_ref (ledger->rules);
  g_mutex_unlock (&ledger->lock);
  if (rules != NULL)
    return g_steal_pointer (&rules);

  if (!(rules = muster_rulebook_read (reading->db, reading->zone, error)))
    return NULL;

  g_mutex_lock (&ledger->lock);
  if (ledger->generation == reading->generation)
    {
      g_set_object (&ledger->rules, rules);
      ledger->rules_generation = reading->generation;
    }
  g_mutex_unlock (&ledger->lock);

  return g_steal_pointer (&rules);
}

/* What is wanted, of what @base knows and of what has to be judged beside it. It is as of the
 * same moment and under the same rules. */
static MusterResults *
ledger_complete (MusterLedger *ledger,
                 MusterReading *reading,
                 const Span *base,
                 GArray *touched,
                 const gint64 *ids,
                 gsize n,
                 GError **error)
{
  g_autoptr (GArray) places = span_get_places (base, touched);
  g_autoptr (GArray) rest = places_get_rest (places, ids, n);
  g_autoptr (GArray) fresh = g_array_new (FALSE, FALSE, sizeof (MusterDay));
  g_autoptr (MusterResults) results = NULL;
  MusterReading then = *reading;

  then.now = base->results.as_of;
  if (rest->len > 0 &&
      !muster_ledger_judge (&then, base->rules, (const gint64 *) (gpointer) rest->data,
                            rest->len, base->dates, fresh, error))
    return NULL;

  results = &span_new (reading, base->rules, ids, n, base->dates, then.now)->results;
  places_merge (places, base->results.days, fresh, ids, n, results->days);
  if (rest->len > 0)
    ledger_keep (ledger, span_from_results (results), rest->len);

  return g_steal_pointer (&results);
}

MusterResults *
muster_ledger_get_days (MusterLedger *ledger,
                        MusterReading *reading,
                        const gint64 *ids,
                        gsize n,
                        MusterDates dates,
                        GError **error)
{
  g_autoptr (MusterRulebook) rules = NULL;
  g_autoptr (MusterResults) results = NULL;
  g_autoptr (GArray) touched = NULL;
  Span *base;

  if (!dates_are_bounded (dates, error))
    return NULL;

  if ((base = ledger_find (ledger, reading, dates, &touched)) != NULL)
    {
      g_autoptr (MusterResults) known = &base->results;

      if (touched->len == 0 && span_is_of (base, ids, n))
        return g_steal_pointer (&known);

      return ledger_complete (ledger, reading, base, touched, ids, n, error);
    }

  if (!(rules = muster_ledger_get_rules (ledger, reading, error)))
    return NULL;

  results = &span_new (reading, rules, ids, n, dates, reading->now)->results;
  if (!muster_ledger_judge (reading, rules, ids, n, dates, results->days, error))
    return NULL;

  ledger_keep (ledger, span_from_results (results), n);

  return g_steal_pointer (&results);
}

gboolean
muster_ledger_judge (MusterReading *reading,
                     MusterRulebook *rules,
                     const gint64 *ids,
                     gsize n,
                     MusterDates dates,
                     GArray *days,
                     GError **error)
{
  gsize chunk;

  if (!dates_are_bounded (dates, error))
    return FALSE;

  chunk = MAX (CHUNK_LEAST, CHUNK_DAYS / ((gsize) (dates.to - dates.from) + 1));
  for (gsize first = 0; first < n; first += chunk)
    {
      g_autoptr (MusterDossier) dossier = muster_dossier_read (
        reading, rules, ids + first, MIN (chunk, n - first), dates, error);

      if (dossier == NULL)
        return FALSE;

      muster_dossier_judge (dossier, reading->spread, days);
      if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
        return FALSE;
    }

  return TRUE;
}

GPtrArray *
muster_ledger_get_sheets (MusterLedger *ledger,
                          MusterReading *reading,
                          GPtrArray *people,
                          MusterDates dates,
                          GError **error)
{
  g_autoptr (MusterRulebook) rules = muster_ledger_get_rules (ledger, reading, error);

  return rules != NULL ? muster_ledger_judge_sheets (reading, rules, people, dates, error)
                       : NULL;
}

GPtrArray *
muster_ledger_judge_sheets (MusterReading *reading,
                            MusterRulebook *rules,
                            GPtrArray *people,
                            MusterDates dates,
                            GError **error)
{
  g_autoptr (MusterDossier) dossier = NULL;
  g_autofree gint64 *ids = g_new (gint64, people->len + 1);
  GPtrArray *sheets;

  for (guint i = 0; i < people->len; i++)
    ids[i] = MUSTER_PERSON (g_ptr_array_index (people, i))->id;

  if (!dates_are_bounded (dates, error) ||
      !(dossier = muster_dossier_read (reading, rules, ids, people->len, dates, error)))
    return NULL;

  sheets = g_ptr_array_new_with_free_func (g_object_unref);
  muster_dossier_judge_sheets (dossier, sheets);

  return sheets;
}

GPtrArray *
muster_ledger_suppose (MusterLedger *ledger,
                       MusterReading *reading,
                       MusterPerson *person,
                       MusterDates dates,
                       const MusterSupposition *supposition,
                       GError **error)
{
  g_autoptr (MusterRulebook) rules = NULL;
  g_autoptr (MusterDossier) dossier = NULL;
  GPtrArray *sheets;

  if (!dates_are_bounded (dates, error) ||
      !(rules = muster_ledger_get_rules (ledger, reading, error)) ||
      !(dossier = muster_dossier_read (reading, rules, &person->id, 1, dates, error)))
    return NULL;

  muster_dossier_suppose (dossier, supposition);
  sheets = g_ptr_array_new_with_free_func (g_object_unref);
  muster_dossier_judge_sheets (dossier, sheets);

  return sheets;
}

MusterReading
muster_ledger_read_transaction (MusterLedger *ledger, MusterTransaction *txn)
{
  return (MusterReading) {
    .db = txn->db,
    .now = txn->now,
    .zone = txn->zone,
    .ledger = ledger,
    .generation = muster_ledger_get_generation (ledger),
    .actor = txn->actor,
  };
}
