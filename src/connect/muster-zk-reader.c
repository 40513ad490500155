/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-zk-reader.h"

#include "muster-attlog-format.h"
#include "muster-batch.h"
#include "muster-frame.h"
#include "muster-occurrences.h"
#include "muster-zk-codes.h"
#include "muster-zk-packet.h"

/* The serial number, the layout, how many records were stored, their hash, and in the short
 * layouts who had which slot. */
#define CURSOR_TYPE "(ssuta{qs})"

/* "0700013e89482e00-65535" and its NUL, or "uid:65535". */
#define SHORT_KEY_SIZE 32

typedef struct
{
  const MusterZkReader *reader;
  const guint8 *records;
  gsize size;
  MusterSink *sink;
  MusterBatch *batch;
  MusterOccurrences *copies; /* of short records */
  GVariant *slots;
} Run;

static gboolean
is_short (MusterZkLayout layout)
{
  return layout == MUSTER_ZK_LAYOUT_8 || layout == MUSTER_ZK_LAYOUT_8_STATE;
}

static MusterDraft
draft_of (const MusterZkReader *reader, const MusterZkRecord *record)
{
  return (MusterDraft) {
    .wall = record->wall,
    .offset = MUSTER_OFFSET_UNKNOWN,
    .work_code = record->work_code,
    .marks = muster_attlog_is_reset (record->wall) ? MUSTER_PUNCH_SUSPECT : 0,
    .direction = reader->states ? muster_zk_direction (record->state)
                                : MUSTER_DIRECTION_NONE,
    .verify = muster_zk_verify (record->verify, reader->old_codes),
  };
}

static const char *
user_of_slot (const MusterZkReader *reader, guint16 uid)
{
  return reader->keys != NULL
           ? g_hash_table_lookup (reader->keys, GUINT_TO_POINTER ((guint) uid))
           : NULL;
}

/* Who a record is of. */
static const char *
key_of (const MusterZkReader *reader, MusterZkRecord *record, char slot[SHORT_KEY_SIZE])
{
  const char *key;

  if (*record->key != '\0')
    return record->key;
  if ((key = user_of_slot (reader, record->uid)) != NULL)
    return key;

  g_snprintf (slot, SHORT_KEY_SIZE, "uid:%u", record->uid);
  return slot;
}

/* A short record as its own key: its bytes, and how many like it came before. */
static void
write_record_key (const guint8 *data, gsize size, int before, char text[SHORT_KEY_SIZE])
{
  gsize at = 0;

  for (gsize i = 0; i < size; i++, at += 2)
    g_snprintf (text + at, SHORT_KEY_SIZE - at, "%02x", data[i]);
  if (before > 0)
    g_snprintf (text + at, SHORT_KEY_SIZE - at, "-%d", MIN (before, G_MAXUINT16));
}

static int
count_before (Run *run, const guint8 *data)
{
  return muster_occurrences_add (run->copies,
                                 muster_occurrences_hash (0, data, run->size), 0, TRUE);
}

static void
reject (Run *run, gsize i, const MusterZkRecord *record, const char *reason)
{
  g_autofree char *text =
    *record->key != '\0' ? g_strdup_printf ("%s 0x%08x", record->key, record->packed)
                         : g_strdup_printf ("uid:%u 0x%08x", record->uid, record->packed);
  const MusterReject reject = {
    .line = i + 1,
    .reason = reason,
    .text = text,
    .offset = i * run->size,
    .length = run->size,
  };

  run->sink->reject (run->sink, &reject);
}

/* Hands over one record, or passes it by when it was stored before. */
static gboolean
take_record (Run *run, gsize i, gboolean stored, GError **error)
{
  const guint8 *data = run->records + i * run->size;
  char slot[SHORT_KEY_SIZE];
  char record_key[SHORT_KEY_SIZE];
  MusterZkRecord record;
  MusterDraft draft;
  const char *key;
  const char *reason = muster_zk_record_read (run->reader->layout, data, &record);

  if (reason != NULL)
    {
      if (!stored)
        reject (run, i, &record, reason);
      return TRUE;
    }

  draft = draft_of (run->reader, &record);
  draft.line = i + 1;
  key = key_of (run->reader, &record, slot);
  if (is_short (run->reader->layout))
    {
      write_record_key (data, run->size, count_before (run, data), record_key);
      draft.record_key = record_key;
    }

  if (stored)
    {
      draft.person_key = key;
      muster_batch_pass (run->batch, &draft, record.state, record.verify, 0);
      return TRUE;
    }

  draft.person_key = muster_batch_text (run->batch, key, strlen (key));
  if (draft.record_key != NULL)
    draft.record_key =
      muster_batch_text (run->batch, draft.record_key, strlen (draft.record_key));
  return muster_batch_add (run->batch, &draft, record.state, record.verify, 0, error);
}

/* ---- The cursor ---- */

static guint64
hash_on (const Run *run, guint64 hash, gsize from, gsize until)
{
  return muster_occurrences_hash (hash, run->records + from * run->size,
                                  (until - from) * run->size);
}

/* The hash goes by whole batches from the beginning, and a last piece. */
static guint64
hash_of (const Run *run, gsize n)
{
  guint64 hash = 0;
  gsize at = 0;

  for (; at + MUSTER_BATCH_DRAFTS <= n; at += MUSTER_BATCH_DRAFTS)
    hash = hash_on (run, hash, at, at + MUSTER_BATCH_DRAFTS);

  return at < n ? hash_on (run, hash, at, n) : hash;
}

static GVariant *
slots_of (const MusterZkReader *reader)
{
  GVariantBuilder slots;
  GHashTableIter iter;
  gpointer uid, key;

  g_variant_builder_init (&slots, G_VARIANT_TYPE ("a{qs}"));
  if (is_short (reader->layout) && reader->keys != NULL)
    {
      g_hash_table_iter_init (&iter, reader->keys);
      while (g_hash_table_iter_next (&iter, &uid, &key))
        g_variant_builder_add (&slots, "{qs}", (guint16) GPOINTER_TO_UINT (uid),
                               (const char *) key);
    }

  return g_variant_ref_sink (g_variant_builder_end (&slots));
}

const char *
muster_zk_reader_get_serial (GVariant *cursor)
{
  const char *serial;

  if (cursor == NULL || !g_variant_is_of_type (cursor, G_VARIANT_TYPE (CURSOR_TYPE)))
    return NULL;

  g_variant_get_child (cursor, 0, "&s", &serial);
  return *serial != '\0' ? serial : NULL;
}

static void
tell_reused_slots (Run *run, GVariant *before)
{
  GVariantIter iter;
  const char *old;
  guint16 uid;

  g_variant_iter_init (&iter, before);
  while (run->reader->keys != NULL && g_variant_iter_next (&iter, "{q&s}", &uid, &old))
    {
      const char *key =
        g_hash_table_lookup (run->reader->keys, GUINT_TO_POINTER ((guint) uid));

      if (key != NULL && !g_str_equal (key, old))
        {
          g_autofree char *text = g_strdup_printf ("%u: %s, %s", uid, old, key);

          muster_sink_learn (run->sink, "slot-reused", text);
        }
    }
}

/* How many records at the beginning are stored already. */
static gsize
begin_at (Run *run, GVariant *cursor, gsize n)
{
  g_autoptr (GVariant) slots = NULL;
  g_autofree char *left = NULL;
  const char *serial, *layout;
  guint64 hash;
  guint32 stored;

  if (cursor == NULL || !g_variant_is_of_type (cursor, G_VARIANT_TYPE (CURSOR_TYPE)))
    return 0;

  g_variant_get (cursor, "(&s&sut@a{qs})", &serial, &layout, &stored, &hash, &slots);
  if (!g_str_equal (serial, run->reader->serial))
    return 0;

  tell_reused_slots (run, slots);
  if (stored > n)
    {
      left = g_strdup_printf ("%" G_GSIZE_FORMAT, n);
      muster_sink_learn (run->sink, "log-cleared", left);
      return 0;
    }

  return g_str_equal (layout, muster_zk_layout_get_name (run->reader->layout)) &&
             hash_of (run, stored) == hash
           ? stored
           : 0;
}

gboolean
muster_zk_reader_run (const MusterZkReader *reader,
                      const guint8 *records,
                      gsize length,
                      GVariant *cursor,
                      MusterSink *sink,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (MusterBatch) batch = muster_batch_new (sink, NULL, TRUE);
  g_autoptr (MusterOccurrences) copies = muster_occurrences_new ();
  g_autoptr (GVariant) slots = slots_of (reader);
  Run run = {
    .reader = reader,
    .records = records,
    .size = muster_zk_layout_get_size (reader->layout),
    .sink = sink,
    .batch = batch,
    .copies = copies,
    .slots = slots,
  };
  gsize n = run.size > 0 ? length / run.size : 0;
  gsize stored = begin_at (&run, cursor, n);
  guint64 hash = 0;

  muster_batch_expect (batch, n);
  for (gsize at = 0; at < n; at += MUSTER_BATCH_DRAFTS)
    {
      gsize until = MIN (at + MUSTER_BATCH_DRAFTS, n);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      hash = hash_on (&run, hash, at, until);
      muster_batch_set_cursor (batch,
                               g_variant_new ("(ssut@a{qs})", reader->serial,
                                              muster_zk_layout_get_name (reader->layout),
                                              (guint32) until, hash, slots));
      for (gsize i = at; i < until; i++)
        if (!take_record (&run, i, i < stored, error))
          return FALSE;
      if (!muster_batch_flush (batch, error))
        return FALSE;
    }

  return TRUE;
}

/* The slot of whom a short event names: by the user id, or else by the slot itself. */
static guint16
slot_of (const MusterZkReader *reader, const MusterZkRecord *record)
{
  GHashTableIter iter;
  gpointer uid, key;

  if (reader->keys == NULL)
    return record->uid;

  g_hash_table_iter_init (&iter, reader->keys);
  while (g_hash_table_iter_next (&iter, &uid, &key))
    if (g_str_equal (key, record->key))
      return (guint16) GPOINTER_TO_UINT (uid);

  return record->uid;
}

/* The bytes that the log will have. */
static void
write_short (MusterZkLayout layout, const MusterZkRecord *record, GByteArray *bytes)
{
  muster_frame_put_uint16 (bytes, record->uid);
  muster_frame_put_uint8 (bytes, record->verify);
  if (layout == MUSTER_ZK_LAYOUT_8_STATE)
    muster_frame_put_uint8 (bytes, record->state);
  muster_frame_put_uint32 (bytes, muster_zk_time_pack (record->wall));
  if (layout == MUSTER_ZK_LAYOUT_8)
    muster_frame_put_uint8 (bytes, record->state);
}

gboolean
muster_zk_reader_take_event (const MusterZkReader *reader,
                             const MusterZkRecord *record,
                             MusterSink *sink,
                             GError **error)
{
  g_autoptr (MusterBatch) batch = muster_batch_new (sink, NULL, FALSE);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  MusterDraft draft = draft_of (reader, record);
  MusterZkRecord whole = *record;
  char slot[SHORT_KEY_SIZE];
  char record_key[SHORT_KEY_SIZE];

  if (record->uid != 0 && is_short (reader->layout))
    {
      whole.uid = slot_of (reader, record);
      *whole.key = '\0';
      write_short (reader->layout, &whole, bytes);
      write_record_key (bytes->data, bytes->len, 0, record_key);
      draft.record_key = record_key;
    }

  draft.person_key = key_of (reader, &whole, slot);
  return muster_batch_add (batch, &draft, record->state, record->verify, 0, error) &&
         muster_batch_flush (batch, error);
}
