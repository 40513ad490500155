/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule-drafts.h"

#include "muster-query.h"

gboolean
muster_rule_drafts_save (MusterDb *db,
                         const MusterRuleDraftRecord *record,
                         GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "INSERT INTO rule_draft (user, base, document, changed_at)"
                          " VALUES (?, ?, ?, ?) ON CONFLICT (user) DO UPDATE"
                          " SET base = excluded.base, document = excluded.document,"
                          " changed_at = excluded.changed_at");

  muster_query_text (query, record->user);
  muster_query_int64 (query, record->base);
  muster_query_text (query, record->document);
  muster_query_int64 (query, record->changed_at);

  return muster_query_run (query, error);
}

gboolean
muster_rule_drafts_remove (MusterDb *db, const char *user, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "DELETE FROM rule_draft WHERE user = ?");

  muster_query_text (query, user);

  return muster_query_run (query, error);
}

static void
record_clear (MusterRuleDraftRecord *record)
{
  g_free (record->user);
  g_free (record->document);
}

GArray *
muster_rule_drafts_list (MusterDb *db, GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (MusterRuleDraftRecord));
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT id, user, base, document, changed_at"
                                  " FROM rule_draft ORDER BY changed_at DESC, id");

  g_array_set_clear_func (records, (GDestroyNotify) record_clear);
  while (muster_query_next (query))
    {
      MusterRuleDraftRecord record = {
        .id = muster_query_get_int64 (query, 0),
        .user = muster_query_dup_text (query, 1),
        .base = muster_query_get_int64 (query, 2),
        .document = muster_query_dup_text (query, 3),
        .changed_at = muster_query_get_int64 (query, 4),
      };

      g_array_append_val (records, record);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}
