/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-settings.h"

#include "muster-query.h"

gboolean
muster_settings_get (MusterDb *db, const char *name, char **value, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT value FROM setting WHERE name = ?");

  muster_query_text (query, name);
  *value = muster_query_next (query) ? muster_query_dup_text (query, 0) : NULL;

  return muster_query_done (query, error);
}

gboolean
muster_settings_set (MusterDb *db, const char *name, const char *value, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, value != NULL ? "INSERT INTO setting (name, value) VALUES (?, ?)"
                        " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
                      : "DELETE FROM setting WHERE name = ?");

  muster_query_text (query, name);
  if (value != NULL)
    muster_query_text (query, value);

  return muster_query_run (query, error);
}
