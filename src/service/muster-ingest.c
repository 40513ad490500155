/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-ingest.h"

#include "muster-badges.h"
#include "muster-error.h"
#include "muster-geo.h"
#include "muster-punches.h"
#include "muster-sources.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>

/* Punches in one transaction. Larger ones gain nothing that could be measured, and cost memory;
 * smaller ones pay for the write-ahead log again and again. */
#define BATCH 131072

/* Before this no terminal that Muster reads was made: a clock that was reset. 2005-01-01. */
#define CLOCK_BEGINS (G_GINT64_CONSTANT (1104537600) * MUSTER_SECOND)

/* How far a good clock may be ahead: no zone is further from another than a day and some. */
#define CLOCK_AHEAD (MUSTER_DAY + MUSTER_DAY / 12)

/* A person's key on the source. */
typedef struct
{
  char *key;
  char *name;
  gint64 id;
  gint64 person_id;
} Badge;

struct _MusterIngest
{
  MusterSink sink;

  MusterOffice *office;
  MusterActor *actor;
  MusterSource *source;
  MusterZone *zone;
  MusterImportRecord *record;
  MusterProgress progress;
  gpointer progress_data;
  gint64 now;

  GHashTable *badges;  /* of Badge by key */
  Badge *last_badge;   /* punches of a person often stand together */
  GArray *punches;     /* of MusterNewPunch; badge_id is set when it is stored */
  GPtrArray *keys;     /* of Badge: one for each punch */
  GPtrArray *fresh;    /* of Badge: those that the batch looked up first */
  GStringChunk *texts; /* what the punches of the batch point to */
  GArray *rejects;     /* of MusterRejectRecord */
  GVariant *cursor;
  gint64 synced_to;

  /* The same wall minute mostly has the same offset as the one before. */
  gint64 offset_from;
  gint64 offset_until;
  gint64 offset;
};

static void
badge_free (gpointer data)
{
  Badge *badge = data;

  g_free (badge->key);
  g_free (badge->name);
  g_free (badge);
}

static void
reject_clear (gpointer data)
{
  MusterRejectRecord *reject = data;

  g_free (reject->text);
}

/* ---- One punch ---- */

static Badge *
ingest_get_badge (MusterIngest *self, const char *key, const char *name)
{
  Badge *badge = self->last_badge;

  if (badge == NULL || !g_str_equal (badge->key, key))
    badge = g_hash_table_lookup (self->badges, key);

  if (badge == NULL)
    {
      badge = g_new0 (Badge, 1);
      badge->key = g_strdup (key);
      g_hash_table_insert (self->badges, badge->key, badge);
    }

  if (name != NULL && *name != '\0' && badge->name == NULL)
    badge->name = g_strdup (name);
  self->last_badge = badge;

  return badge;
}

/* The instant of a wall time in the source's zone. Around a change of the clocks each is asked
 * for, away from them the last answer holds for the day. */
static gint64
ingest_get_instant (MusterIngest *self, gint64 wall)
{
  gint64 day, of_day, at;

  if (wall >= self->offset_from && wall < self->offset_until)
    return wall - self->offset;

  day = wall >= 0 ? wall / MUSTER_DAY : -((-wall + MUSTER_DAY - 1) / MUSTER_DAY);
  of_day = wall - day * MUSTER_DAY;
  at = muster_zone_get_instant (self->zone, (MusterDate) day, of_day);

  self->offset = wall - at;
  self->offset_from = self->offset_until = 0;
  if (muster_zone_get_offset (self->zone, at - MUSTER_DAY) ==
      muster_zone_get_offset (self->zone, at + 2 * MUSTER_DAY))
    {
      self->offset_from = day * MUSTER_DAY;
      self->offset_until = (day + 1) * MUSTER_DAY;
    }

  return at;
}

static const char *
ingest_keep (MusterIngest *self, const char *text)
{
  return text != NULL && *text != '\0' ? g_string_chunk_insert (self->texts, text) : NULL;
}

static void
punch_set_place (MusterNewPunch *punch, const MusterDraft *draft)
{
  MusterPoint raw = { draft->lat, draft->lon };
  MusterPoint point;

  if ((draft->marks & MUSTER_PUNCH_PLACED) == 0)
    return;

  if (!muster_point_is_valid (raw))
    {
      punch->marks &= (guint16) ~(MUSTER_PUNCH_PLACED | MUSTER_PUNCH_ACCURATE);
      return;
    }

  point = muster_point_convert (raw, draft->datum, MUSTER_DATUM_WGS84);
  punch->lat = point.lat;
  punch->lon = point.lon;
  punch->raw_lat = raw.lat;
  punch->raw_lon = raw.lon;
  punch->datum = draft->datum;
  punch->accuracy = draft->accuracy;
}

static void
ingest_add (MusterIngest *self, const MusterDraft *draft)
{
  MusterNewPunch punch = {
    .wall = draft->wall,
    .received_at = draft->received_at != 0 ? draft->received_at : self->now,
    .line = draft->line,
    .record_key = ingest_keep (self, draft->record_key),
    .device = ingest_keep (self, draft->device),
    .note = ingest_keep (self, draft->note),
    .extra = ingest_keep (self, draft->extra),
    .identity = draft->identity,
    .work_code = draft->work_code,
    .marks = draft->marks & (guint16) ~MUSTER_PUNCH_VOID,
    .direction = draft->direction,
    .verify = draft->verify,
  };
  gint64 at;

  punch.offset_given = draft->offset != MUSTER_OFFSET_UNKNOWN;
  at = punch.offset_given ? draft->wall - draft->offset * MUSTER_SECOND
                          : ingest_get_instant (self, draft->wall);
  punch.offset = (gint32) ((draft->wall - at) / MUSTER_SECOND);
  punch.at = at + self->source->correction;
  punch_set_place (&punch, draft);

  if (punch.at < CLOCK_BEGINS || punch.at > self->now + CLOCK_AHEAD)
    punch.marks |= MUSTER_PUNCH_SUSPECT;

  if ((punch.marks & MUSTER_PUNCH_SUSPECT) != 0)
    {
      self->record->suspect++;
    }
  else
    {
      self->synced_to = MAX (self->synced_to, MIN (punch.at, self->now));
      if (self->record->first_at == 0 || punch.at < self->record->first_at)
        self->record->first_at = punch.at;
      if (self->record->last_at == 0 || punch.at > self->record->last_at)
        self->record->last_at = punch.at;
    }

  self->record->rows++;
  g_array_append_val (self->punches, punch);
  g_ptr_array_add (self->keys,
                   ingest_get_badge (self, draft->person_key, draft->person_name));
}

/* ---- One batch ---- */

static gboolean
ingest_store_badges (MusterIngest *self, MusterDb *db, GError **error)
{
  for (guint i = 0; i < self->punches->len; i++)
    {
      Badge *badge = g_ptr_array_index (self->keys, i);

      if (badge->id == 0)
        {
          if (!muster_badges_ensure (db, self->source->id, badge->key, badge->name,
                                     &badge->id, &badge->person_id, error))
            return FALSE;
          self->record->unmapped += badge->person_id == 0;
          g_ptr_array_add (self->fresh, badge);
        }
      g_array_index (self->punches, MusterNewPunch, i).badge_id = badge->id;
    }

  return TRUE;
}

static gboolean
ingest_store_rejects (MusterIngest *self, MusterDb *db, GError **error)
{
  for (guint i = 0; i < self->rejects->len; i++)
    {
      MusterRejectRecord *reject = &g_array_index (self->rejects, MusterRejectRecord, i);

      reject->import_id = self->record->id;
      if (!muster_import_log_reject (db, reject, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
ingest_store_run (MusterTransaction *txn, gpointer data, GError **error)
{
  MusterIngest *self = data;
  guint64 n_new = 0;

  if (!ingest_store_badges (self, txn->db, error) ||
      !muster_punches_add (txn->db, self->source->id, self->record->id,
                           (MusterNewPunch *) (gpointer) self->punches->data,
                           self->punches->len, &n_new, error))
    return FALSE;

  self->record->added += n_new;
  self->record->known += self->punches->len - n_new;

  return ingest_store_rejects (self, txn->db, error) &&
         muster_import_log_update (txn->db, self->record, error) &&
         muster_sources_set_progress (txn->db, self->source->id, self->cursor,
                                      self->synced_to, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_SOURCES);
}

static void
ingest_empty_batch (MusterIngest *self)
{
  g_array_set_size (self->punches, 0);
  g_ptr_array_set_size (self->keys, 0);
  g_ptr_array_set_size (self->fresh, 0);
  g_string_chunk_clear (self->texts);
  g_array_set_size (self->rejects, 0);
  g_clear_pointer (&self->cursor, g_variant_unref);
}

static gboolean
ingest_store (MusterIngest *self, const char *name, GError **error)
{
  MusterImportRecord before = *self->record;
  GVariantDict args;

  g_variant_dict_init (&args, NULL);
  g_variant_dict_insert (&args, "import", "x", self->record->id);
  g_variant_dict_insert (&args, "source", "x", self->source->id);
  g_variant_dict_insert (&args, "punches", "u", self->punches->len);
  g_variant_dict_insert (&args, "state", "s", self->record->state);

  /* Not to be interrupted: a batch is whole, and cancelling ends the run after it. */
  if (!muster_office_write (self->office, self->actor, MUSTER_MAY_INGEST, name,
                            g_variant_dict_end (&args), ingest_store_run, self, NULL,
                            error))
    {
      *self->record = before;
      for (guint i = 0; i < self->fresh->len; i++)
        ((Badge *) g_ptr_array_index (self->fresh, i))->id = 0;
      g_ptr_array_set_size (self->fresh, 0);
      return FALSE;
    }

  ingest_empty_batch (self);

  return TRUE;
}

/* ---- The sink ---- */

static gboolean
ingest_take (MusterSink *sink,
             const MusterDraft *drafts,
             gsize n_drafts,
             GVariant *cursor,
             GError **error)
{
  MusterIngest *self = (MusterIngest *) sink;

  for (gsize i = 0; i < n_drafts; i++)
    ingest_add (self, &drafts[i]);

  if (cursor != NULL)
    {
      g_clear_pointer (&self->cursor, g_variant_unref);
      self->cursor = g_variant_ref_sink (cursor);
    }

  return self->punches->len + self->rejects->len < BATCH ||
         ingest_store (self, "import.batch", error);
}

static void
ingest_reject (MusterSink *sink, const MusterReject *reject)
{
  MusterIngest *self = (MusterIngest *) sink;
  MusterRejectRecord record = {
    .line = reject->line,
    .reason = g_intern_string (reject->reason),
    .text = g_strdup (reject->text),
    .length = reject->length,
  };

  /* A run of zero bytes is damage, but no record. */
  if (!g_str_equal (reject->reason, "nul-run"))
    {
      self->record->rejected++;
      self->record->rows++;
    }
  g_array_append_val (self->rejects, record);
}

static void
ingest_skip (MusterSink *sink, const char *reason, guint64 n)
{
  MusterIngest *self = (MusterIngest *) sink;

  self->record->rows += n;
  if (g_str_equal (reason, "duplicate"))
    self->record->duplicates += n;
  else
    self->record->skipped += n;
}

static void
ingest_progress (MusterSink *sink, guint64 done, guint64 total)
{
  MusterIngest *self = (MusterIngest *) sink;

  if (self->progress != NULL)
    self->progress (done, total, self->progress_data);
}

MusterIngest *
muster_ingest_new (MusterOffice *office,
                   MusterActor *actor,
                   MusterSource *source,
                   MusterImportRecord *record,
                   MusterProgress progress,
                   gpointer progress_data,
                   GError **error)
{
  MusterZone *zone = muster_zone_new (source->zone, error);
  MusterIngest *self;

  if (zone == NULL)
    return NULL;

  self = g_new0 (MusterIngest, 1);
  self->sink.take = ingest_take;
  self->sink.reject = ingest_reject;
  self->sink.skip = ingest_skip;
  self->sink.progress = ingest_progress;
  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->source = g_object_ref (source);
  self->zone = zone;
  self->record = record;
  self->progress = progress;
  self->progress_data = progress_data;
  self->now = muster_office_get_now (office);
  self->badges = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, badge_free);
  self->punches = g_array_new (FALSE, FALSE, sizeof (MusterNewPunch));
  self->keys = g_ptr_array_new ();
  self->fresh = g_ptr_array_new ();
  self->texts = g_string_chunk_new (4096);
  self->rejects = g_array_new (FALSE, FALSE, sizeof (MusterRejectRecord));
  g_array_set_clear_func (self->rejects, reject_clear);

  return self;
}

void
muster_ingest_free (MusterIngest *ingest)
{
  g_object_unref (ingest->office);
  g_object_unref (ingest->actor);
  g_object_unref (ingest->source);
  muster_zone_unref (ingest->zone);
  g_hash_table_unref (ingest->badges);
  g_array_unref (ingest->punches);
  g_ptr_array_unref (ingest->keys);
  g_ptr_array_unref (ingest->fresh);
  g_string_chunk_free (ingest->texts);
  g_array_unref (ingest->rejects);
  g_clear_pointer (&ingest->cursor, g_variant_unref);
  g_free (ingest);
}

MusterSink *
muster_ingest_get_sink (MusterIngest *ingest)
{
  return &ingest->sink;
}

gboolean
muster_ingest_finish (MusterIngest *ingest,
                      const char *state,
                      const char *message,
                      GError **error)
{
  g_set_str (&ingest->record->state, state);
  g_set_str (&ingest->record->message, message);
  ingest->record->ended_at = muster_office_get_now (ingest->office);

  return ingest_store (ingest, "import.end", error);
}
