/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-schema.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-query.h"
#include "muster-store-resources.h"

#define SCHEMA_PATH "/io/github/muster/store/schema"

/* The migrations in order; a published one never changes */
/* One a line */
/* clang-format off */
static const char *const migrations[] = {
  "0001-company.sql",     "0002-people.sql",  "0003-sources.sql",  "0004-punches.sql",
  "0005-timetable.sql",   "0006-periods.sql", "0007-requests.sql", "0008-sync.sql",
  "0009-rule-drafts.sql", "0010-places.sql", "0011-approvals.sql", "0012-deliveries.sql",
  "0013-basemaps.sql",    "0014-delivery-files.sql",
  "0015-devices-taken-back.sql", "0016-phones.sql",
};
/* clang-format on */

static GBytes *
migration_get (int version, GError **error)
{
  static gsize registered;
  g_autofree char *path = g_strconcat (SCHEMA_PATH "/", migrations[version - 1], NULL);

  /* In a static library the linker drops a resource that only its constructor knows */
  if (g_once_init_enter (&registered))
    {
      muster_store_register_resource ();
      g_once_init_leave (&registered, 1);
    }

  return g_resource_lookup_data (muster_store_get_resource (), path,
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static gboolean
version_read (MusterDb *db, int *version, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (db, "PRAGMA user_version");

  if (muster_query_next (query))
    *version = (int) muster_query_get_int64 (query, 0);

  return muster_query_done (query, error);
}

static gboolean
migration_apply (MusterDb *db, int version, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version=%d", version);
  g_autoptr (GBytes) sql = migration_get (version, error);

  if (sql == NULL)
    return FALSE;

  return muster_db_execute (db, g_bytes_get_data (sql, NULL), error) &&
         muster_db_execute (db, mark, error);
}

/* One step in a transaction of its own. Another process may have done it meanwhile, so the
 * version is read again inside. */
static gboolean
step (MusterDb *db, int version, int *reached, GError **error)
{
  if (!muster_db_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (version_read (db, reached, error) &&
      (*reached >= version || migration_apply (db, version, error)) &&
      muster_db_execute (db, "COMMIT", error))
    {
      *reached = MAX (*reached, version);
      return TRUE;
    }

  if (muster_db_in_transaction (db))
    muster_db_execute (db, "ROLLBACK", NULL);

  return FALSE;
}

int
muster_schema_get_version (void)
{
  return G_N_ELEMENTS (migrations);
}

gboolean
muster_schema_upgrade (MusterDb *db, int version, GError **error)
{
  int reached = 0;

  g_return_val_if_fail (version <= muster_schema_get_version (), FALSE);

  if (!version_read (db, &reached, error))
    return FALSE;

  while (reached < version)
    if (!step (db, reached + 1, &reached, error))
      return FALSE;

  if (reached > muster_schema_get_version ())
    return muster_error_set (
      error, MUSTER_ERROR_STORAGE,
      _ ("The database is from a newer Muster. Install that version to open "
         "it."));

  return TRUE;
}
