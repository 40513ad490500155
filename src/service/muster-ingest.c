/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-ingest.h"

#include "muster-badges.h"
#include "muster-error.h"
#include "muster-geo.h"
#include "muster-intake.h"
#include "muster-punches.h"
#include "muster-sources.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Punches in one transaction. Larger ones gain nothing that could be measured, and cost memory;
 * smaller ones pay for the write-ahead log again and again. */
#define BATCH 131072

/* Before this no terminal that Muster reads was made: a clock that was reset. 2005-01-01. */
#define CLOCK_BEGINS (G_GINT64_CONSTANT (1104537600) * MUSTER_SECOND)

/* How far a good clock may be ahead: no zone is further from another than a day and some. */
#define CLOCK_AHEAD (MUSTER_DAY + MUSTER_DAY / 12)

/* A clock that is further off was reset: what it stamped since then is not to be believed. */
#define CLOCK_RESET MUSTER_DAY

/* How long a reset clock may have run before somebody noticed. */
#define CLOCK_RESET_FOR (31 * MUSTER_DAY)

/* Less is no difference: a terminal's clock counts whole seconds. */
#define CLOCK_EQUAL (2 * MUSTER_SECOND)

/* Syncs that had nothing to say are forgotten after this. */
#define LOG_KEPT (31 * MUSTER_DAY)

/* A person's key on the source. */
typedef struct
{
  char *key;
  char *name;
  char *staff_no;
  char *department;
  char *card;
  gint64 id;
  gint64 person_id;
  gboolean counted; /* in this run */
} Badge;

typedef struct
{
  guint64 from;
  guint64 until;
} Gap;

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
  gint64 correction; /* microseconds to add to the source's clock now */

  /* Of a source that is read by itself */
  const MusterSyncPlan *plan;
  MusterContact *contact;
  gint64 reach;      /* it has nothing more up to here */
  gint64 reset_from; /* faces of its clock that are not to be believed */
  gint64 reset_until;
  GHashTable *facts;   /* of texts by name: what it told */
  GPtrArray *learnt;   /* names of facts to be stored */
  GPtrArray *met;      /* of Badge: people to be stored */
  GHashTable *told_of; /* the same, to be looked up */
  GArray *gaps;        /* of Gap: to be stored */
  GPtrArray *requests; /* of MusterDelivery: to be stored */
  GError *stranger;    /* another device answers */
  gboolean told;       /* a reach or clock that is not stored yet */

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
  g_free (badge->staff_no);
  g_free (badge->department);
  g_free (badge->card);
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

static gboolean
text_differs (const char *text, const char *known)
{
  return text != NULL && *text != '\0' && g_strcmp0 (text, known) != 0;
}

/* What is known of a person is to be stored. */
static void
ingest_tell (MusterIngest *self, Badge *badge)
{
  if (!g_hash_table_contains (self->told_of, badge))
    {
      g_hash_table_add (self->told_of, badge);
      g_ptr_array_add (self->met, badge);
    }
}

/* All of a version of a record that counts, so that a change of it is another punch. */
static guint32
punch_hash (const MusterNewPunch *punch)
{
  static const guint16 marks = MUSTER_PUNCH_PLACED | MUSTER_PUNCH_ACCURATE |
                               MUSTER_PUNCH_OFFLINE | MUSTER_PUNCH_MOCK;
  gboolean placed = (punch->marks & MUSTER_PUNCH_PLACED) != 0;
  gboolean accurate = (punch->marks & MUSTER_PUNCH_ACCURATE) != 0;
  g_autofree char *text = g_strdup_printf (
    "%d %d %u %d %d %.17g %.17g %d %.9g", punch->direction, punch->verify,
    punch->work_code, punch->marks & marks, punch->offset_given ? punch->offset : 0,
    placed ? punch->raw_lat : 0, placed ? punch->raw_lon : 0, placed ? punch->datum : 0,
    accurate ? (double) punch->accuracy : 0);

  return g_str_hash (text);
}

static gboolean
ingest_believes (MusterIngest *self, const MusterNewPunch *punch)
{
  gint64 shown = punch->at - self->correction;

  return punch->at >= CLOCK_BEGINS && punch->at <= self->now + CLOCK_AHEAD &&
         (shown < self->reset_from || shown > self->reset_until);
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
  Badge *badge;
  gint64 at;

  punch.offset_given = draft->offset != MUSTER_OFFSET_UNKNOWN;
  at = punch.offset_given ? draft->wall - draft->offset * MUSTER_SECOND
                          : ingest_get_instant (self, draft->wall);
  punch.offset = (gint32) ((draft->wall - at) / MUSTER_SECOND);
  punch.at = at + self->correction;
  punch_set_place (&punch, draft);
  if (self->contact != NULL && punch.record_key != NULL)
    {
      punch.revision = draft->revision;
      punch.identity = punch_hash (&punch);
    }

  if (!ingest_believes (self, &punch))
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
  badge = ingest_get_badge (self, draft->person_key, draft->person_name);
  g_ptr_array_add (self->keys, badge);
  if (badge->id != 0 && text_differs (draft->person_name, badge->name))
    {
      g_set_str (&badge->name, draft->person_name);
      ingest_tell (self, badge);
    }
}

/* ---- One batch ---- */

static void
ingest_count_badge (MusterIngest *self, Badge *badge)
{
  if (!badge->counted)
    self->record->unmapped += badge->person_id == 0;
  badge->counted = TRUE;
}

static gboolean
ingest_store_badge (MusterIngest *self, MusterDb *db, Badge *badge, GError **error)
{
  if (badge->id == 0)
    {
      if (!muster_badges_ensure (db, self->source->id, badge->key, badge->name,
                                 &badge->id, &badge->person_id, error))
        return FALSE;
      g_ptr_array_add (self->fresh, badge);
    }
  ingest_count_badge (self, badge);

  return TRUE;
}

static gboolean
ingest_store_badges (MusterIngest *self, MusterDb *db, GError **error)
{
  for (guint i = 0; i < self->punches->len; i++)
    {
      Badge *badge = g_ptr_array_index (self->keys, i);

      if (!ingest_store_badge (self, db, badge, error))
        return FALSE;
      g_array_index (self->punches, MusterNewPunch, i).badge_id = badge->id;
    }

  return TRUE;
}

static gboolean
ingest_store_people (MusterIngest *self, MusterDb *db, GError **error)
{
  for (guint i = 0; i < self->met->len; i++)
    {
      Badge *badge = g_ptr_array_index (self->met, i);

      if (!muster_badges_ensure (db, self->source->id, badge->key, badge->name,
                                 &badge->id, &badge->person_id, error) ||
          !muster_badges_describe (db, badge->id, badge->staff_no, badge->department,
                                   badge->card, error))
        return FALSE;
      g_ptr_array_add (self->fresh, badge);
      ingest_count_badge (self, badge);
    }
  self->record->met += self->met->len;

  return TRUE;
}

static gboolean
ingest_store_requests (MusterIngest *self, MusterTransaction *txn, GError **error)
{
  for (guint i = 0; i < self->requests->len; i++)
    {
      const MusterDelivery *request = g_ptr_array_index (self->requests, i);
      Badge *badge = ingest_get_badge (self, request->person, NULL);

      if (!ingest_store_badge (self, txn->db, badge, error) ||
          !muster_intake_add (txn, self->source->id, badge->id, request, error))
        return FALSE;
    }

  return self->requests->len == 0 || muster_intake_run (txn, error);
}

static gboolean
ingest_store_news (MusterIngest *self, MusterDb *db, GError **error)
{
  for (guint i = 0; i < self->learnt->len; i++)
    {
      const char *fact = g_ptr_array_index (self->learnt, i);

      if (!muster_contacts_learn (db, self->source->id, fact,
                                  g_hash_table_lookup (self->facts, fact), self->now,
                                  error))
        return FALSE;
    }

  for (guint i = 0; i < self->gaps->len; i++)
    {
      const Gap *gap = &g_array_index (self->gaps, Gap, i);

      if (!muster_contacts_note_gap (db, self->source->id, gap->from, gap->until,
                                     self->now, error))
        return FALSE;
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
ingest_store_punches (MusterIngest *self, MusterTransaction *txn, GError **error)
{
  MusterVersions versions = {
    .at = txn->now,
    .by = self->actor->name,
    .reason = _ ("The source changed this record"),
  };
  guint64 n_new = 0;

  if (!muster_punches_add_versions (
        txn->db, self->source->id, self->record->id,
        (MusterNewPunch *) (gpointer) self->punches->data, self->punches->len,
        self->contact != NULL ? &versions : NULL, &n_new, error))
    return FALSE;

  self->record->added += n_new;
  self->record->known += self->punches->len - n_new;
  self->record->replaced += versions.n_replaced;

  return TRUE;
}

/* A sync is in the log from its first batch on, so that one without anything is one entry. */
static gboolean
ingest_store_begin (MusterIngest *self, MusterDb *db, GError **error)
{
  if (self->record->id != 0)
    return TRUE;

  /* Whoever has the source is the only one: what was begun before was killed. */
  if (!muster_import_log_interrupt_syncs (db, self->source->id, self->now,
                                          _ ("It was interrupted. What is counted here "
                                             "is in the company; the next sync took "
                                             "the rest."),
                                          error))
    return FALSE;

  self->record->id = muster_import_log_begin (db, self->record, error);

  return self->record->id != 0 &&
         muster_import_log_prune (db, self->now - LOG_KEPT, error);
}

static gboolean
ingest_store_contact (MusterIngest *self, MusterTransaction *txn, GError **error)
{
  if (self->contact == NULL)
    return TRUE;

  return ingest_store_people (self, txn->db, error) &&
         ingest_store_requests (self, txn, error) &&
         ingest_store_news (self, txn->db, error) &&
         muster_contacts_set (txn->db, self->source->id, self->contact, error);
}

static gboolean
ingest_store_run (MusterTransaction *txn, gpointer data, GError **error)
{
  MusterIngest *self = data;
  guint topics = MUSTER_TOPIC_SOURCES;

  if (!ingest_store_begin (self, txn->db, error) ||
      !ingest_store_badges (self, txn->db, error) ||
      !ingest_store_punches (self, txn, error))
    return FALSE;

  if (self->punches->len > 0)
    topics |= MUSTER_TOPIC_PUNCHES;
  if (self->met->len > 0)
    topics |= MUSTER_TOPIC_PEOPLE;

  return ingest_store_contact (self, txn, error) &&
         ingest_store_rejects (self, txn->db, error) &&
         muster_import_log_update (txn->db, self->record, error) &&
         muster_sources_set_progress (
           txn->db, self->source->id, self->cursor,
           self->contact != NULL ? self->reach : self->synced_to, error) &&
         muster_transaction_touch (txn, topics);
}

static void
ingest_empty_batch (MusterIngest *self)
{
  g_array_set_size (self->punches, 0);
  g_ptr_array_set_size (self->keys, 0);
  g_ptr_array_set_size (self->fresh, 0);
  g_string_chunk_clear (self->texts);
  g_array_set_size (self->rejects, 0);
  g_ptr_array_set_size (self->met, 0);
  g_hash_table_remove_all (self->told_of);
  g_ptr_array_set_size (self->learnt, 0);
  g_array_set_size (self->gaps, 0);
  g_ptr_array_set_size (self->requests, 0);
  self->told = FALSE;
  g_clear_pointer (&self->cursor, g_variant_unref);
}

/* What is a fact of attendance, and leaves an audit entry. */
static gboolean
ingest_has_facts (MusterIngest *self)
{
  return self->contact == NULL || self->punches->len > 0 || self->rejects->len > 0 ||
         self->met->len > 0 || self->gaps->len > 0 || self->requests->len > 0;
}

/* ---- Some ingests in one transaction ---- */

typedef struct
{
  MusterIngest **ingests;
  gsize n;
} Batch;

static gboolean
batch_run (MusterTransaction *txn, gpointer data, GError **error)
{
  Batch *batch = data;

  for (gsize i = 0; i < batch->n; i++)
    if (!ingest_store_run (txn, batch->ingests[i], error))
      return FALSE;

  return TRUE;
}

static GVariant *
batch_describe (const Batch *batch)
{
  g_auto (GVariantDict) args = G_VARIANT_DICT_INIT (NULL);
  guint punches = 0;

  for (gsize i = 0; i < batch->n; i++)
    punches += batch->ingests[i]->punches->len;
  g_variant_dict_insert (&args, "punches", "u", punches);
  if (batch->n == 1)
    {
      g_variant_dict_insert (&args, "import", "x", batch->ingests[0]->record->id);
      g_variant_dict_insert (&args, "source", "x", batch->ingests[0]->source->id);
      g_variant_dict_insert (&args, "state", "s", batch->ingests[0]->record->state);
    }
  else
    {
      g_variant_dict_insert (&args, "sources", "u", (guint) batch->n);
    }

  return g_variant_dict_end (&args);
}

static gboolean
batch_commit (Batch *batch, const char *name, GError **error)
{
  MusterIngest *first = batch->ingests[0];
  gboolean facts = FALSE;

  for (gsize i = 0; i < batch->n; i++)
    facts |= ingest_has_facts (batch->ingests[i]);

  /* Not to be interrupted: a batch is whole, and cancelling ends the run after it. */
  return facts
           ? muster_office_write (first->office, first->actor, MUSTER_MAY_INGEST, name,
                                  batch_describe (batch), batch_run, batch, NULL, error)
           : muster_office_note (first->office, first->actor, MUSTER_MAY_INGEST, name,
                                 batch_run, batch, error);
}

static gboolean
batch_store (Batch *batch, const char *name, GError **error)
{
  g_autofree MusterImportRecord *before = g_new (MusterImportRecord, batch->n);
  gboolean stored;

  for (gsize i = 0; i < batch->n; i++)
    before[i] = *batch->ingests[i]->record;

  stored = batch_commit (batch, name, error);
  for (gsize i = 0; i < batch->n; i++)
    {
      MusterIngest *ingest = batch->ingests[i];

      if (stored)
        {
          ingest_empty_batch (ingest);
          continue;
        }
      *ingest->record = before[i];
      for (guint k = 0; k < ingest->fresh->len; k++)
        ((Badge *) g_ptr_array_index (ingest->fresh, k))->id = 0;
      g_ptr_array_set_size (ingest->fresh, 0);
    }

  return stored;
}

static gboolean
ingest_store (MusterIngest *self, const char *name, GError **error)
{
  Batch batch = { &self, 1 };

  return batch_store (&batch, name, error);
}

/* ---- The sink ---- */

static const char *
ingest_get_name (MusterIngest *self, gboolean end)
{
  if (self->contact != NULL)
    return end ? "sync.end" : "sync.batch";

  return end ? "import.end" : "import.batch";
}

static gboolean
ingest_take (MusterSink *sink,
             const MusterDraft *drafts,
             gsize n_drafts,
             GVariant *cursor,
             GError **error)
{
  MusterIngest *self = (MusterIngest *) sink;
  g_autoptr (GVariant) held = cursor != NULL ? g_variant_ref_sink (cursor) : NULL;

  if (!muster_ingest_check (self, error))
    return FALSE;

  self->now = muster_office_get_now (self->office);
  for (gsize i = 0; i < n_drafts; i++)
    ingest_add (self, &drafts[i]);

  if (held != NULL)
    {
      g_clear_pointer (&self->cursor, g_variant_unref);
      self->cursor = g_steal_pointer (&held);
    }

  return self->punches->len + self->rejects->len < BATCH ||
         ingest_store (self, ingest_get_name (self, FALSE), error);
}

static gboolean
ingest_flush (MusterSink *sink, GError **error)
{
  MusterIngest *self = (MusterIngest *) sink;

  if (muster_ingest_check (self, error) &&
      (!muster_ingest_get_pending (self) || muster_ingest_store (self, error)))
    return TRUE;

  /* The source is told so and sends it again. */
  ingest_empty_batch (self);

  return FALSE;
}

static void
ingest_meet (MusterSink *sink, const MusterDeviceUser *users, gsize n_users)
{
  MusterIngest *self = (MusterIngest *) sink;

  for (gsize i = 0; i < n_users; i++)
    {
      const MusterDeviceUser *user = &users[i];
      Badge *badge;

      if (user->key == NULL || *user->key == '\0')
        continue;

      badge = ingest_get_badge (self, user->key, NULL);
      if (badge->id != 0 && !text_differs (user->name, badge->name) &&
          !text_differs (user->staff_no, badge->staff_no) &&
          !text_differs (user->department, badge->department) &&
          !text_differs (user->card, badge->card))
        continue;

      if (user->name != NULL)
        g_set_str (&badge->name, user->name);
      g_set_str (&badge->staff_no, user->staff_no);
      g_set_str (&badge->department, user->department);
      g_set_str (&badge->card, user->card);
      ingest_tell (self, badge);
    }
}

static void
ingest_correct (MusterIngest *self)
{
  const MusterContact *contact = self->contact;
  gint64 off = MAX (contact->clock_doubt, CLOCK_EQUAL);

  self->correction = self->source->correction;
  if (self->plan->measured && contact->clock_known)
    self->correction = ABS (contact->clock_ahead) > off ? -contact->clock_ahead : 0;
}

static void
ingest_clock (MusterSink *sink, gint64 ahead, gint64 doubt)
{
  MusterIngest *self = (MusterIngest *) sink;
  gint64 shown;

  self->now = muster_office_get_now (self->office);
  self->contact->clock_known = self->record->clock_known = TRUE;
  self->contact->clock_ahead = self->record->clock_ahead = ahead;
  self->contact->clock_doubt = doubt;
  self->contact->clock_at = self->now;
  self->told = TRUE;
  ingest_correct (self);

  shown = self->now + ahead;
  self->reset_from = self->reset_until = G_MININT64;
  if (ABS (ahead) > CLOCK_RESET)
    {
      self->reset_from = shown - CLOCK_RESET_FOR;
      self->reset_until = shown + MUSTER_DAY / 24;
    }
}

static void
ingest_reach (MusterSink *sink, gint64 until)
{
  MusterIngest *self = (MusterIngest *) sink;

  self->now = muster_office_get_now (self->office);
  self->reach = MAX (self->reach, MIN (until, self->now));
  self->told = TRUE;
}

static void
ingest_gap (MusterSink *sink, guint64 from, guint64 until)
{
  MusterIngest *self = (MusterIngest *) sink;
  Gap gap = { from, MAX (from, until) };

  g_array_append_val (self->gaps, gap);
}

static void
ingest_deliver (MusterSink *sink, MusterDelivery *delivery)
{
  MusterIngest *self = (MusterIngest *) sink;

  self->record->rows++;
  g_ptr_array_add (self->requests, delivery);
}

static void
ingest_learn (MusterSink *sink, const char *fact, const char *value)
{
  MusterIngest *self = (MusterIngest *) sink;
  const char *known = g_hash_table_lookup (self->facts, fact);

  if (g_strcmp0 (known, value) == 0)
    return;

  if (known != NULL && g_str_equal (fact, "serial"))
    {
      if (self->stranger == NULL)
        muster_error_set (&self->stranger, MUSTER_ERROR_CONFLICT,
                          _ ("Another device answers: its serial number is %1$s, this "
                             "source is %2$s. Replace the source if the device was "
                             "exchanged."),
                          value, known);
      return;
    }

  g_hash_table_replace (self->facts, g_strdup (fact), g_strdup (value));
  if (!g_ptr_array_find_with_equal_func (self->learnt, fact, g_str_equal, NULL))
    g_ptr_array_add (self->learnt, g_strdup (fact));
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
  self->correction = source->correction;
  self->reset_from = self->reset_until = G_MININT64;
  self->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->learnt = g_ptr_array_new_with_free_func (g_free);
  self->met = g_ptr_array_new ();
  self->told_of = g_hash_table_new (NULL, NULL);
  self->gaps = g_array_new (FALSE, FALSE, sizeof (Gap));
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) muster_delivery_free);
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
  g_hash_table_unref (ingest->facts);
  g_ptr_array_unref (ingest->learnt);
  g_ptr_array_unref (ingest->met);
  g_hash_table_unref (ingest->told_of);
  g_array_unref (ingest->gaps);
  g_ptr_array_unref (ingest->requests);
  g_clear_error (&ingest->stranger);
  g_clear_pointer (&ingest->cursor, g_variant_unref);
  g_free (ingest);
}

static void
ingest_know_badges (MusterIngest *self, GArray *badges)
{
  for (guint i = 0; i < badges->len; i++)
    {
      const MusterBadgeAbout *about = &g_array_index (badges, MusterBadgeAbout, i);
      Badge *badge = ingest_get_badge (self, about->key, about->name);

      badge->id = about->id;
      badge->person_id = about->person_id;
      g_set_str (&badge->staff_no, about->staff_no);
      g_set_str (&badge->department, about->department);
      g_set_str (&badge->card, about->card);
    }
}

void
muster_ingest_attend (MusterIngest *ingest,
                      const MusterSyncPlan *plan,
                      MusterContact *contact,
                      GVariant *facts,
                      GArray *badges)
{
  GVariantIter iter;
  const char *fact, *value;

  ingest->sink.flush = ingest_flush;
  ingest->sink.meet = ingest_meet;
  ingest->sink.clock = ingest_clock;
  ingest->sink.reach = ingest_reach;
  ingest->sink.gap = ingest_gap;
  ingest->sink.learn = ingest_learn;
  ingest->sink.deliver = ingest_deliver;
  ingest->plan = plan;
  ingest->contact = contact;
  if (facts != NULL)
    {
      g_variant_iter_init (&iter, facts);
      while (g_variant_iter_loop (&iter, "{&s&s}", &fact, &value))
        g_hash_table_replace (ingest->facts, g_strdup (fact), g_strdup (value));
    }
  ingest_know_badges (ingest, badges);
  ingest_correct (ingest);
}

gboolean
muster_ingest_check (MusterIngest *ingest, GError **error)
{
  if (ingest->stranger == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (ingest->stranger));

  return FALSE;
}

gboolean
muster_ingest_get_pending (MusterIngest *ingest)
{
  return ingest_has_facts (ingest) || ingest->learnt->len > 0 || ingest->told ||
         ingest->cursor != NULL;
}

gboolean
muster_ingest_store (MusterIngest *ingest, GError **error)
{
  return ingest_store (ingest, ingest_get_name (ingest, FALSE), error);
}

gboolean
muster_ingest_store_many (MusterSink *const *sinks, gsize n_sinks, GError **error)
{
  g_autoptr (GPtrArray) ingests = g_ptr_array_new ();
  Batch batch;

  for (gsize i = 0; i < n_sinks; i++)
    {
      MusterIngest *ingest = (MusterIngest *) sinks[i];

      if (!muster_ingest_check (ingest, error))
        return FALSE;
      if (muster_ingest_get_pending (ingest))
        g_ptr_array_add (ingests, ingest);
    }

  batch = (Batch) { (MusterIngest **) ingests->pdata, ingests->len };

  return ingests->len == 0 || batch_store (&batch, "sync.batch", error);
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

  return ingest_store (ingest, ingest_get_name (ingest, TRUE), error);
}
