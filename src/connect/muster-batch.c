/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-batch.h"

#include "muster-occurrences.h"

#include <string.h>

#define ARENA (512 * 1024)

struct _MusterBatch
{
  MusterSink *sink;
  GVariant *cursor;
  gboolean moved; /* no batch took the cursor yet */
  gboolean copies;
  MusterOccurrences *occurrences;

  MusterDraft drafts[MUSTER_BATCH_DRAFTS];
  guint64 keys[MUSTER_BATCH_DRAFTS];
  guint32 rests[MUSTER_BATCH_DRAFTS];
  gsize n_drafts;

  GPtrArray *arenas; /* of ARENA bytes or more; all but the first go with the batch */
  gsize arena_size;
  gsize arena_used;
};

MusterBatch *
muster_batch_new (MusterSink *sink, GVariant *cursor, gboolean copies)
{
  MusterBatch *batch;

  g_return_val_if_fail (sink != NULL, NULL);

  batch = g_new0 (MusterBatch, 1);
  batch->sink = sink;
  batch->cursor = cursor != NULL ? g_variant_ref_sink (cursor) : NULL;
  batch->copies = copies;
  batch->occurrences = muster_occurrences_new ();
  batch->arenas = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (batch->arenas, g_malloc (ARENA));
  batch->arena_size = ARENA;
  return batch;
}

void
muster_batch_free (MusterBatch *batch)
{
  if (batch == NULL)
    return;

  g_clear_pointer (&batch->cursor, g_variant_unref);
  muster_occurrences_free (batch->occurrences);
  g_ptr_array_unref (batch->arenas);
  g_free (batch);
}

void
muster_batch_set_cursor (MusterBatch *batch, GVariant *cursor)
{
  g_return_if_fail (batch != NULL);

  g_clear_pointer (&batch->cursor, g_variant_unref);
  batch->cursor = cursor != NULL ? g_variant_ref_sink (cursor) : NULL;
  batch->moved = cursor != NULL;
}

void
muster_batch_expect (MusterBatch *batch, guint64 n_drafts)
{
  g_return_if_fail (batch != NULL);

  muster_occurrences_reserve (batch->occurrences, n_drafts);
}

const char *
muster_batch_text (MusterBatch *batch, const char *text, gsize length)
{
  char *arena;
  char *copy;

  g_return_val_if_fail (batch != NULL, NULL);

  if (length == 0)
    return NULL;

  if (batch->arena_size - batch->arena_used < length + 1)
    {
      batch->arena_size = MAX (ARENA, length + 1);
      batch->arena_used = 0;
      g_ptr_array_add (batch->arenas, g_malloc (batch->arena_size));
    }

  arena = g_ptr_array_index (batch->arenas, batch->arenas->len - 1);
  copy = arena + batch->arena_used;
  memcpy (copy, text, length);
  copy[length] = '\0';
  batch->arena_used += length + 1;
  return copy;
}

gboolean
muster_batch_flush (MusterBatch *batch, GError **error)
{
  gsize n = 0;
  guint64 duplicates = 0;
  gboolean taken = TRUE;

  g_return_val_if_fail (batch != NULL, FALSE);

  for (gsize i = 0; i < batch->n_drafts; i++)
    {
      int occurrence = muster_occurrences_add (batch->occurrences, batch->keys[i],
                                               batch->rests[i], batch->copies);

      if (occurrence < 0)
        {
          duplicates++;
          continue;
        }

      if (n != i)
        batch->drafts[n] = batch->drafts[i];
      batch->drafts[n++].identity |= (guint32) MIN (occurrence, G_MAXUINT16) << 16;
    }

  if (duplicates > 0)
    batch->sink->skip (batch->sink, "duplicate", duplicates);
  if (n > 0 || batch->moved)
    taken = batch->sink->take (batch->sink, batch->drafts, n, batch->cursor, error);
  batch->moved = FALSE;

  batch->n_drafts = 0;
  batch->arena_used = 0;
  if (batch->arenas->len > 1)
    {
      g_ptr_array_set_size (batch->arenas, 1);
      batch->arena_size = ARENA;
    }
  return taken;
}

static guint32
identity_of (guint32 state, guint32 verify)
{
  return MIN (state, 255) | MIN (verify, 255) << 8;
}

static guint64
key_of (const MusterDraft *draft, guint32 identity)
{
  guint64 seed =
    (guint64) draft->wall * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + identity;

  return muster_occurrences_hash (seed, draft->person_key, strlen (draft->person_key));
}

void
muster_batch_pass (MusterBatch *batch,
                   const MusterDraft *draft,
                   guint32 state,
                   guint32 verify,
                   guint32 rest)
{
  g_return_if_fail (batch != NULL && draft != NULL && draft->person_key != NULL);

  muster_occurrences_add (batch->occurrences, key_of (draft, identity_of (state, verify)),
                          rest, batch->copies);
}

gboolean
muster_batch_add (MusterBatch *batch,
                  const MusterDraft *draft,
                  guint32 state,
                  guint32 verify,
                  guint32 rest,
                  GError **error)
{
  MusterDraft *added;
  guint64 key;

  g_return_val_if_fail (batch != NULL && draft != NULL && draft->person_key != NULL,
                        FALSE);

  added = &batch->drafts[batch->n_drafts];
  *added = *draft;
  added->identity = identity_of (state, verify);

  key = key_of (added, added->identity);
  muster_occurrences_expect (batch->occurrences, key);
  batch->keys[batch->n_drafts] = key;
  batch->rests[batch->n_drafts] = rest;
  batch->n_drafts++;

  if (batch->n_drafts < MUSTER_BATCH_DRAFTS && batch->arenas->len < 4)
    return TRUE;

  return muster_batch_flush (batch, error);
}
