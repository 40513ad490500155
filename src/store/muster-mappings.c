/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-mappings.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-query.h"

static gboolean
error_missing (const char *name, GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_MISSING,
                           _ ("There is no mapping named “%s”."), name);
}

gboolean
muster_mappings_save (MusterDb *db,
                      const char *kind,
                      const char *name,
                      const char *document,
                      gint64 at,
                      const char *by,
                      GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO mapping (kind, name, document, at, by) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (kind, name) DO UPDATE SET document = excluded.document, at = "
        "excluded.at,"
        " by = excluded.by");

  muster_query_text (query, kind);
  muster_query_text (query, name);
  muster_query_text (query, document);
  muster_query_int64 (query, at);
  muster_query_text (query, by);

  return muster_query_run (query, error);
}

char *
muster_mappings_get (MusterDb *db, const char *kind, const char *name, GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT document FROM mapping WHERE kind = ? AND name = ?");

  muster_query_text (query, kind);
  muster_query_text (query, name);
  if (muster_query_next (query))
    return muster_query_dup_text (query, 0);

  if (muster_query_done (query, error))
    error_missing (name, error);

  return NULL;
}

GStrv
muster_mappings_list (MusterDb *db, const char *kind, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT name FROM mapping WHERE kind = ? ORDER BY name");

  muster_query_text (query, kind);
  while (muster_query_next (query))
    g_strv_builder_add (names, muster_query_get_text (query, 0));

  return muster_query_done (query, error) ? g_strv_builder_end (names) : NULL;
}

gboolean
muster_mappings_remove (MusterDb *db, const char *kind, const char *name, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "DELETE FROM mapping WHERE kind = ? AND name = ?");

  muster_query_text (query, kind);
  muster_query_text (query, name);

  return muster_query_run (query, error) &&
         (muster_db_get_changes (db) > 0 || error_missing (name, error));
}
