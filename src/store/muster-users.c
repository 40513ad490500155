/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-users.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-name.h"
#include "muster-query.h"
#include "muster-uid.h"

#define COLUMNS                                                                          \
  "u.id, u.uid, u.name, u.slot, u.role, u.scope_all, u.disabled, u.created_at,"          \
  " (SELECT group_concat (value, char (10)) FROM json_each (u.groups)),"                 \
  " (SELECT group_concat (value, char (10)) FROM json_each (u.departments)),"            \
  " u.person_id, u.from_date, u.to_date"

void
muster_user_record_clear (MusterUserRecord *record)
{
  g_clear_pointer (&record->uid, g_free);
  g_clear_pointer (&record->name, g_free);
  g_clear_pointer (&record->slot, g_free);
  g_clear_pointer (&record->scope.groups, g_strfreev);
  g_clear_pointer (&record->scope.departments, g_strfreev);
}

static gboolean
error_taken (const GError *local, const MusterUserRecord *record, GError **error)
{
  if (g_error_matches (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT))
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("There is a user of that name already."));

  g_propagate_error (error, g_error_copy (local));

  return FALSE;
}

static void
user_bind (MusterQuery *query, const MusterUserRecord *record)
{
  g_autofree char *key = muster_name_fold (record->name);

  muster_query_text (query, record->name);
  muster_query_text (query, key);
  muster_query_text (query, record->slot);
  muster_query_int64 (query, record->role);
  muster_query_int64 (query, record->scope.all != FALSE);
  muster_query_strings (query, (const char *const *) record->scope.groups);
  muster_query_strings (query, (const char *const *) record->scope.departments);
  muster_query_int64 (query, record->disabled != FALSE);
  if (record->person_id != 0)
    muster_query_int64 (query, record->person_id);
  else
    muster_query_null (query);
  muster_query_date (query, record->dates.from);
  muster_query_date (query, record->dates.to);
}

gint64
muster_users_add (MusterDb *db, const MusterUserRecord *record, GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "INSERT INTO user (name, name_key, slot, role, scope_all, "
                          "groups, departments, disabled, person_id, from_date,"
                          " to_date, created_at, uid)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  g_autofree char *uid = record->uid != NULL ? g_strdup (record->uid)
                                             : muster_uid_new (record->created_at);
  g_autoptr (GError) local = NULL;

  user_bind (query, record);
  muster_query_int64 (query, record->created_at);
  muster_query_text (query, uid);

  return muster_query_run (query, &local) ? muster_db_get_last_id (db)
                                          : error_taken (local, record, error);
}

gboolean
muster_users_change (MusterDb *db, const MusterUserRecord *record, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "UPDATE user SET name = ?, name_key = ?, slot = ?, "
                                  "role = ?, scope_all = ?, groups = ?,"
                                  " departments = ?, disabled = ?, person_id = ?,"
                                  " from_date = ?, to_date = ? WHERE id = ?");
  g_autoptr (GError) local = NULL;

  user_bind (query, record);
  muster_query_int64 (query, record->id);
  if (!muster_query_run (query, &local))
    return error_taken (local, record, error);

  return muster_db_get_changes (db) > 0 ||
         muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such user."));
}

static GStrv
codes_from_row (MusterQuery *query, int column)
{
  const char *text = muster_query_get_text (query, column);

  return g_strsplit (text != NULL ? text : "", "\n", -1);
}

static MusterUserRecord
user_from_row (MusterQuery *query)
{
  return (MusterUserRecord) {
    .id = muster_query_get_int64 (query, 0),
    .uid = muster_query_dup_text (query, 1),
    .name = muster_query_dup_text (query, 2),
    .slot = muster_query_dup_text (query, 3),
    .role = (MusterRole) muster_query_get_int64 (query, 4),
    .scope.all = muster_query_get_int64 (query, 5) != 0,
    .disabled = muster_query_get_int64 (query, 6) != 0,
    .created_at = muster_query_get_int64 (query, 7),
    .scope.groups = codes_from_row (query, 8),
    .scope.departments = codes_from_row (query, 9),
    .person_id = muster_query_get_int64 (query, 10),
    .dates.from = muster_query_get_date (query, 11, MUSTER_DATE_NONE),
    .dates.to = muster_query_get_date (query, 12, MUSTER_DATE_EVER),
  };
}

static gboolean
user_get (MusterQuery *query, MusterUserRecord *record, GError **error)
{
  if (muster_query_next (query))
    {
      *record = user_from_row (query);
      return TRUE;
    }

  *record = (MusterUserRecord) { 0 };

  return muster_query_done (query, error) &&
         muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such user."));
}

gboolean
muster_users_get_by_name (MusterDb *db,
                          const char *name,
                          MusterUserRecord *record,
                          GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT " COLUMNS " FROM user u WHERE u.name_key = ?");
  g_autofree char *key = muster_name_fold (name);

  muster_query_text (query, key);

  return user_get (query, record, error);
}

gboolean
muster_users_get_by_slot (MusterDb *db,
                          const char *slot,
                          MusterUserRecord *record,
                          GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT " COLUMNS " FROM user u WHERE u.slot = ?");

  muster_query_text (query, slot);

  return user_get (query, record, error);
}

gboolean
muster_users_get (MusterDb *db, gint64 id, MusterUserRecord *record, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT " COLUMNS " FROM user u WHERE u.id = ?");

  muster_query_int64 (query, id);

  return user_get (query, record, error);
}

GArray *
muster_users_list (MusterDb *db, GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (MusterUserRecord));
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT " COLUMNS " FROM user u ORDER BY u.id");

  g_array_set_clear_func (records, (GDestroyNotify) muster_user_record_clear);
  while (muster_query_next (query))
    {
      MusterUserRecord record = user_from_row (query);

      g_array_append_val (records, record);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}
