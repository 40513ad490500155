/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-audit.h"

#include <sodium.h>

#include "muster-name.h"
#include "muster-query.h"
#include "muster-tally.h"

#define HASH_BYTES MUSTER_AUDIT_HASH_BYTES

static void
entry_clear (MusterAuditEntry *entry)
{
  g_free (entry->user);
  g_free (entry->delegate_of);
  g_free (entry->command);
  g_free (entry->args);
  g_free (entry->outcome);
  g_free (entry->message);
  g_free (entry->hash);
}

static void
hash_number (crypto_generichash_state *state, gint64 number)
{
  gint64 fixed = GINT64_TO_LE (number);

  crypto_generichash_update (state, (const guint8 *) &fixed, sizeof fixed);
}

/* With its length, so that no two entries have one text; nothing is not the same as empty */
static void
hash_text (crypto_generichash_state *state, const char *text)
{
  hash_number (state, text != NULL ? (gint64) strlen (text) : -1);
  if (text != NULL)
    crypto_generichash_update (state, (const guint8 *) text, strlen (text));
}

/* docs/file-format.md describes what is hashed. The first entry follows on zeros. */
static void
entry_hash (const MusterAuditEntry *entry,
            const guint8 before[HASH_BYTES],
            guint8 hash[HASH_BYTES])
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, HASH_BYTES);
  crypto_generichash_update (&state, before, HASH_BYTES);
  hash_number (&state, entry->seq);
  hash_number (&state, entry->at);
  hash_number (&state, entry->user_id);
  hash_text (&state, entry->user);
  hash_text (&state, entry->delegate_of);
  hash_text (&state, entry->command);
  hash_text (&state, entry->args);
  hash_text (&state, entry->outcome);
  hash_text (&state, entry->message);
  crypto_generichash_final (&state, hash, HASH_BYTES);
}

static gboolean
last_read (MusterDb *db, gint64 *seq, guint8 hash[HASH_BYTES], GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");

  *seq = 0;
  memset (hash, 0, HASH_BYTES);
  if (muster_query_next (query))
    {
      g_autoptr (GBytes) stored = muster_query_get_blob (query, 1);

      *seq = muster_query_get_int64 (query, 0);
      memcpy (hash, g_bytes_get_data (stored, NULL), HASH_BYTES);
    }

  return muster_query_done (query, error);
}

gboolean
muster_audit_get_mark (MusterDb *db, MusterAuditMark *mark, GError **error)
{
  return last_read (db, &mark->seq, mark->hash, error);
}

gint64
muster_audit_append (MusterDb *db, const MusterAuditEntry *entry, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "INSERT INTO audit (seq, at, user_id, user, "
                                  "delegate_of, command, args, outcome, message,"
                                  " hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  MusterAuditEntry next = *entry;
  guint8 before[HASH_BYTES];
  guint8 hash[HASH_BYTES];
  g_autoptr (GBytes) stored = NULL;

  if (!last_read (db, &next.seq, before, error))
    return 0;

  next.seq++;
  entry_hash (&next, before, hash);
  stored = g_bytes_new (hash, sizeof hash);

  muster_query_int64 (query, next.seq);
  muster_query_int64 (query, next.at);
  muster_query_int64 (query, next.user_id);
  muster_query_text (query, next.user);
  muster_query_text (query, next.delegate_of);
  muster_query_text (query, next.command);
  muster_query_text (query, next.args);
  muster_query_text (query, next.outcome);
  muster_query_text (query, next.message);
  muster_query_blob (query, stored);

  return muster_query_run (query, error) ? next.seq : 0;
}

#define COLUMNS                                                                          \
  "a.seq, a.at, a.user_id, a.user, a.delegate_of, a.command, a.args, a.outcome, "        \
  "a.message"

/* Its texts live until the next step */
static MusterAuditEntry
entry_peek (MusterQuery *query, int column)
{
  return (MusterAuditEntry) {
    .seq = muster_query_get_int64 (query, column),
    .at = muster_query_get_int64 (query, column + 1),
    .user_id = muster_query_get_int64 (query, column + 2),
    .user = (char *) muster_query_get_text (query, column + 3),
    .delegate_of = (char *) muster_query_get_text (query, column + 4),
    .command = (char *) muster_query_get_text (query, column + 5),
    .args = (char *) muster_query_get_text (query, column + 6),
    .outcome = (char *) muster_query_get_text (query, column + 7),
    .message = (char *) muster_query_get_text (query, column + 8),
  };
}

gboolean
muster_audit_verify (MusterDb *db,
                     const MusterAuditMark *mark,
                     guint64 *n,
                     gint64 *bad,
                     GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT " COLUMNS ", a.hash FROM audit a ORDER BY a.seq");
  guint8 hash[HASH_BYTES] = { 0 };

  *n = 0;
  *bad = 0;
  while (*bad == 0 && muster_query_next (query))
    {
      MusterAuditEntry entry = entry_peek (query, 0);
      g_autoptr (GBytes) stored = muster_query_get_blob (query, 9);
      gint64 expected = (gint64) *n + 1;

      entry_hash (&entry, hash, hash);
      if (entry.seq != expected || g_bytes_get_size (stored) != HASH_BYTES ||
          sodium_memcmp (hash, g_bytes_get_data (stored, NULL), HASH_BYTES) != 0 ||
          (mark != NULL && mark->seq == expected &&
           sodium_memcmp (hash, mark->hash, HASH_BYTES) != 0))
        *bad = expected;
      else
        ++*n;
    }

  /* What was there once and is no longer was cut off. */
  if (*bad == 0 && mark != NULL && mark->seq > (gint64) *n)
    *bad = (gint64) *n + 1;

  return muster_query_done (query, error);
}

static gboolean
text_has (const char *text, const char *folded)
{
  g_autofree char *other = text != NULL ? muster_name_fold (text) : NULL;

  return other != NULL && strstr (other, folded) != NULL;
}

GArray *
muster_audit_find (MusterDb *db,
                   MusterFilter *filter,
                   MusterSpan span,
                   GHashTable *counts,
                   guint *total,
                   GError **error)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *folded =
    muster_name_fold (filter->search != NULL ? filter->search : "");
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT seq, outcome, user, command, args FROM audit "
                                  "WHERE at >= ? AND at < ? ORDER BY seq");
  guint n = 0;

  muster_query_int64 (query, span.from);
  muster_query_int64 (query, span.until);
  while (muster_query_next (query))
    {
      gint64 seq = muster_query_get_int64 (query, 0);
      const char *state = muster_query_get_code (query, 1);

      if (*folded != '\0' && !text_has (muster_query_get_text (query, 2), folded) &&
          !text_has (muster_query_get_text (query, 3), folded) &&
          !text_has (muster_query_get_text (query, 4), folded))
        continue;
      n++;
      muster_tally_add (counts, state, 1);
      if (muster_filter_has_state (filter, state))
        g_array_append_val (seqs, seq);
    }

  if (!muster_query_done (query, error))
    return NULL;

  if (total != NULL)
    *total = n;
  muster_tally_finish (seqs, filter->descending, filter->limit);

  return g_steal_pointer (&seqs);
}

GArray *
muster_audit_load (MusterDb *db, const gint64 *seqs, gsize n, GError **error)
{
  g_autoptr (GArray)
    entries = g_array_sized_new (FALSE, TRUE, sizeof (MusterAuditEntry), (guint) n);
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT j.key, " COLUMNS ", lower (hex (a.hash)) FROM json_each (?) AS j"
        " JOIN audit a ON a.seq = j.value");

  g_array_set_clear_func (entries, (GDestroyNotify) entry_clear);
  g_array_set_size (entries, (guint) n);
  muster_query_ids (query, seqs, n);
  while (muster_query_next (query))
    {
      MusterAuditEntry *entry =
        &g_array_index (entries, MusterAuditEntry, muster_query_get_int64 (query, 0));

      *entry = entry_peek (query, 1);
      entry->user = g_strdup (entry->user);
      entry->delegate_of = g_strdup (entry->delegate_of);
      entry->command = g_strdup (entry->command);
      entry->args = g_strdup (entry->args);
      entry->outcome = g_strdup (entry->outcome);
      entry->message = g_strdup (entry->message);
      entry->hash = muster_query_dup_text (query, 10);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&entries) : NULL;
}
