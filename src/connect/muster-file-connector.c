/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-file-connector.h"

#include "muster-file-plan.h"

#include <glib/gi18n-lib.h>

#define SHOWN 20

/* Counts what a pull would take. */
typedef struct
{
  MusterSink sink;
  guint64 good;
  guint64 rejected;
  guint64 duplicates;
  guint64 events;
  guint64 suspect;
  guint64 nul_runs;
  guint64 nul_bytes;
  gint64 first;
  gint64 last;
  GHashTable *people;
  guint n_shown;
  GVariantBuilder sample;
  guint n_rejects;
  GVariantBuilder rejects;
} Tally;

static void
tally_person (Tally *tally, const char *key)
{
  if (!g_hash_table_contains (tally->people, key))
    g_hash_table_add (tally->people, g_strdup (key));
}

static gboolean
tally_take (MusterSink *sink,
            const MusterDraft *drafts,
            gsize n_drafts,
            GVariant *cursor,
            GError **error)
{
  Tally *tally = (Tally *) sink;

  tally->good += n_drafts;
  for (gsize i = 0; i < n_drafts; i++)
    {
      const MusterDraft *draft = &drafts[i];

      tally_person (tally, draft->person_key);
      if ((draft->marks & MUSTER_PUNCH_SUSPECT) != 0)
        {
          tally->suspect++;
        }
      else
        {
          tally->first = MIN (tally->first, draft->wall);
          tally->last = MAX (tally->last, draft->wall);
        }

      if (tally->n_shown < SHOWN)
        {
          g_variant_builder_add_value (&tally->sample, muster_draft_to_variant (draft));
          tally->n_shown++;
        }
    }

  return TRUE;
}

static void
tally_reject (MusterSink *sink, const MusterReject *reject)
{
  Tally *tally = (Tally *) sink;

  if (g_str_equal (reject->reason, "nul-run"))
    {
      tally->nul_runs++;
      tally->nul_bytes += reject->length;
    }
  else
    {
      tally->rejected++;
    }

  if (tally->n_rejects < SHOWN)
    {
      g_variant_builder_add (&tally->rejects, "(tsst)", reject->line, reject->reason,
                             reject->text != NULL ? reject->text : "", reject->length);
      tally->n_rejects++;
    }
}

static void
tally_skip (MusterSink *sink, const char *reason, guint64 n)
{
  Tally *tally = (Tally *) sink;

  if (g_str_equal (reason, "event"))
    tally->events += n;
  else
    tally->duplicates += n;
}

static void
tally_progress (MusterSink *sink, guint64 done, guint64 total)
{
  /* A preview is over before anybody could read how far it is. */
}

static void
tally_describe (Tally *tally, GVariantDict *found)
{
  g_variant_dict_insert (found, "rows", "t",
                         tally->good + tally->rejected + tally->duplicates +
                           tally->events);
  g_variant_dict_insert (found, "good", "t", tally->good);
  g_variant_dict_insert (found, "rejected", "t", tally->rejected);
  g_variant_dict_insert (found, "duplicates", "t", tally->duplicates);
  g_variant_dict_insert (found, "events", "t", tally->events);
  g_variant_dict_insert (found, "suspect", "t", tally->suspect);
  g_variant_dict_insert (found, "nul-runs", "t", tally->nul_runs);
  g_variant_dict_insert (found, "nul-bytes", "t", tally->nul_bytes);
  g_variant_dict_insert (found, "people", "t",
                         (guint64) g_hash_table_size (tally->people));
  if (tally->first <= tally->last)
    {
      g_variant_dict_insert (found, "first", "x", tally->first);
      g_variant_dict_insert (found, "last", "x", tally->last);
    }
  g_variant_dict_insert_value (found, "sample", g_variant_builder_end (&tally->sample));
  g_variant_dict_insert_value (found, "rejects", g_variant_builder_end (&tally->rejects));
}

/* A preview may come before the source is made. */
static MusterDatum
datum_of (MusterSource *source)
{
  return source != NULL ? source->datum : MUSTER_DATUM_WGS84;
}

static GVariant *
file_probe (MusterSource *source,
            MusterParams *settings,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (MusterFilePlan) plan = NULL;
  g_autoptr (GHashTable)
    people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GVariantDict) found = G_VARIANT_DICT_INIT (NULL);
  Tally tally = {
    .sink = { tally_take, tally_reject, tally_skip, tally_progress },
    .first = G_MAXINT64,
    .last = G_MININT64,
    .people = people,
  };
  gboolean run;

  if (!(plan = muster_file_plan_new (settings, datum_of (source), cancellable, error)))
    return NULL;

  muster_file_plan_describe (plan, &found);
  if (!muster_file_plan_is_ready (plan))
    return g_variant_ref_sink (g_variant_dict_end (&found));

  g_variant_builder_init (&tally.sample, G_VARIANT_TYPE ("a(tssxyys)"));
  g_variant_builder_init (&tally.rejects, G_VARIANT_TYPE ("a(tsst)"));
  run = muster_file_plan_run (plan, &tally.sink, cancellable, error);
  if (!run)
    {
      g_variant_builder_clear (&tally.sample);
      g_variant_builder_clear (&tally.rejects);
      return NULL;
    }

  tally_describe (&tally, &found);
  return g_variant_ref_sink (g_variant_dict_end (&found));
}

static gboolean
file_pull (MusterSource *source,
           MusterParams *settings,
           GVariant *cursor,
           MusterSink *sink,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (MusterFilePlan)
    plan = muster_file_plan_new (settings, datum_of (source), cancellable, error);

  return plan != NULL && muster_file_plan_run (plan, sink, cancellable, error);
}

const MusterConnector muster_file_connector = {
  .kind = "file",
  .title = N_ ("Punch file"),
  .fields = muster_file_fields,
  .probe = file_probe,
  .pull = file_pull,
  .takes_datum = TRUE,
};
