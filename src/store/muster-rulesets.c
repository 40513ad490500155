/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rulesets.h"

#include "muster-query.h"
#include "muster-uid.h"

static void
edition_clear (MusterEdition *edition)
{
  g_free (edition->uid);
  g_free (edition->author);
  g_free (edition->document);
}

gint64
muster_rulesets_add (MusterDb *db, const MusterEdition *edition, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO ruleset (uid, from_date, published_at, author, document)"
        " VALUES (?, ?, ?, ?, ?)");
  g_autofree char *uid = edition->uid != NULL ? g_strdup (edition->uid)
                                              : muster_uid_new (edition->published_at);

  muster_query_text (query, uid);
  muster_query_date (query, edition->from);
  muster_query_int64 (query, edition->published_at);
  muster_query_text (query, edition->author);
  muster_query_text (query, edition->document);

  return muster_query_run (query, error) ? muster_db_get_last_id (db) : 0;
}

GArray *
muster_rulesets_list (MusterDb *db, GError **error)
{
  g_autoptr (GArray) editions = g_array_new (FALSE, FALSE, sizeof (MusterEdition));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT id, uid, from_date, published_at, author, document FROM ruleset"
        " ORDER BY from_date, published_at, id");

  g_array_set_clear_func (editions, (GDestroyNotify) edition_clear);
  while (muster_query_next (query))
    {
      MusterEdition edition = {
        .id = muster_query_get_int64 (query, 0),
        .uid = muster_query_dup_text (query, 1),
        .from = muster_query_get_date (query, 2, MUSTER_DATE_NONE),
        .published_at = muster_query_get_int64 (query, 3),
        .author = muster_query_dup_text (query, 4),
        .document = muster_query_dup_text (query, 5),
      };

      g_array_append_val (editions, edition);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&editions) : NULL;
}
