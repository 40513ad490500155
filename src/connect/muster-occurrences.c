/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-occurrences.h"

#include <string.h>

#define MOST_RESERVED (4 * 1024 * 1024)

struct _MusterOccurrences
{
  guint64 *keys; /* 0 for a free place */
  guint32 *rests;
  gsize size;
  gsize used;
};

/* Open addressing, linear probing; the home of a key is its share of the size, which need not
 * be a power of two. */
static inline gsize
home_of (const MusterOccurrences *occurrences, guint64 key)
{
  return (gsize) (((key >> 32) * (guint64) occurrences->size) >> 32);
}

static void
place (MusterOccurrences *occurrences, guint64 key, guint32 rest)
{
  gsize i = home_of (occurrences, key);

  while (occurrences->keys[i] != 0)
    if (++i == occurrences->size)
      i = 0;

  occurrences->keys[i] = key;
  occurrences->rests[i] = rest;
  occurrences->used++;
}

static void
resize (MusterOccurrences *occurrences, gsize wanted)
{
  g_autofree guint64 *keys = occurrences->keys;
  g_autofree guint32 *rests = occurrences->rests;
  gsize size = occurrences->size;

  occurrences->size = wanted;
  occurrences->keys = g_new0 (guint64, occurrences->size);
  occurrences->rests = g_new (guint32, occurrences->size);
  occurrences->used = 0;

  for (gsize i = 0; i < size; i++)
    if (keys[i] != 0)
      place (occurrences, keys[i], rests[i]);
}

MusterOccurrences *
muster_occurrences_new (void)
{
  MusterOccurrences *occurrences = g_new0 (MusterOccurrences, 1);

  resize (occurrences, 4096);
  return occurrences;
}

void
muster_occurrences_free (MusterOccurrences *occurrences)
{
  if (occurrences == NULL)
    return;

  g_free (occurrences->keys);
  g_free (occurrences->rests);
  g_free (occurrences);
}

static inline guint64
stir (guint64 hash)
{
  hash ^= hash >> 32;
  hash *= G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
  hash ^= hash >> 32;
  return hash;
}

guint64
muster_occurrences_hash (guint64 seed, gconstpointer data, gsize length)
{
  const guint8 *bytes = data;
  guint64 hash = seed ^ (length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  guint64 word;

  for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word)
    {
      memcpy (&word, bytes, sizeof word);
      hash =
        stir (hash ^ GUINT64_FROM_LE (word)) + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
    }

  word = 0;
  for (gsize i = 0; i < length; i++)
    word |= (guint64) bytes[i] << (8 * i);

  return stir (stir (hash ^ word) + 1);
}

void
muster_occurrences_reserve (MusterOccurrences *occurrences, guint64 n)
{
  g_return_if_fail (occurrences != NULL);

  n = MIN (n, MOST_RESERVED);
  n += n / 2;
  if (n > occurrences->size)
    resize (occurrences, (gsize) n);
}

void
muster_occurrences_expect (MusterOccurrences *occurrences, guint64 key)
{
  gsize i = home_of (occurrences, key);

  __builtin_prefetch (&occurrences->keys[i]);
  __builtin_prefetch (&occurrences->rests[i], 1);
}

int
muster_occurrences_add (MusterOccurrences *occurrences,
                        guint64 key,
                        guint32 rest,
                        gboolean copies)
{
  int n = 0;
  gsize i;

  g_return_val_if_fail (occurrences != NULL, -1);

  key += key == 0;
  if (occurrences->used >= occurrences->size - occurrences->size / 4)
    resize (occurrences, occurrences->size + occurrences->size / 2);

  i = home_of (occurrences, key);
  while (occurrences->keys[i] != 0)
    {
      if (occurrences->keys[i] == key)
        {
          if (!copies && occurrences->rests[i] == rest)
            return -1;
          n++;
        }
      if (++i == occurrences->size)
        i = 0;
    }

  occurrences->keys[i] = key;
  occurrences->rests[i] = rest;
  occurrences->used++;
  return n;
}
