/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-badges.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-name.h"
#include "muster-people.h"
#include "muster-query.h"
#include "muster-tally.h"

static void
record_clear (MusterBadgeRecord *record)
{
  g_free (record->source_name);
  g_free (record->zone);
  g_free (record->key);
  g_free (record->name);
  g_free (record->person_name);
  g_free (record->staff_no);
  g_free (record->device_no);
  g_free (record->card);
}

static gboolean
badge_add (MusterDb *db,
           gint64 source_id,
           const char *key,
           const char *name,
           GError **error)
{
  /* Expected on this very source, else on every one */
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO badge (source_id, key, name, person_id, mapped_at, mapped_by)"
        " SELECT ?1, ?2, ?3, e.person_id, e.at, e.by FROM (SELECT 1)"
        " LEFT JOIN expected_badge e ON e.id ="
        "  (SELECT id FROM expected_badge WHERE key = ?2 AND ifnull (source_id, ?1) = ?1"
        "   ORDER BY source_id IS NULL LIMIT 1)");

  muster_query_int64 (query, source_id);
  muster_query_text (query, key);
  muster_query_text (query, name);

  return muster_query_run (query, error);
}

static gboolean
badge_rename (MusterDb *db, gint64 id, const char *name, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "UPDATE badge SET name = ? WHERE id = ?");

  muster_query_text (query, name);
  muster_query_int64 (query, id);

  return muster_query_run (query, error);
}

gboolean
muster_badges_ensure (MusterDb *db,
                      gint64 source_id,
                      const char *key,
                      const char *name,
                      gint64 *id,
                      gint64 *person_id,
                      GError **error)
{
  const char *named = name != NULL && *name != '\0' ? name : NULL;
  gboolean renamed = FALSE;

  *id = 0;
  for (int attempt = 0; attempt < 2 && *id == 0; attempt++)
    {
      g_autoptr (MusterQuery) query = muster_query_new (
        db, "SELECT id, person_id, name FROM badge WHERE source_id = ? AND key = ?");

      if (attempt == 1 && !badge_add (db, source_id, key, named, error))
        return FALSE;

      muster_query_int64 (query, source_id);
      muster_query_text (query, key);
      if (muster_query_next (query))
        {
          *id = muster_query_get_int64 (query, 0);
          *person_id = muster_query_get_int64 (query, 1);
          renamed = named != NULL &&
                    g_strcmp0 (named, muster_query_get_text (query, 2)) != 0;
        }
      if (!muster_query_done (query, error))
        return FALSE;
    }

  return !renamed || badge_rename (db, *id, named, error);
}

gboolean
muster_badges_describe (MusterDb *db,
                        gint64 id,
                        const char *staff_no,
                        const char *department,
                        const char *card,
                        GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "UPDATE badge SET staff_no = ifnull (nullif (?, ''), staff_no),"
                          " department = ifnull (nullif (?, ''), department),"
                          " card = ifnull (nullif (?, ''), card) WHERE id = ?");

  muster_query_text (query, staff_no);
  muster_query_text (query, department);
  muster_query_text (query, card);
  muster_query_int64 (query, id);

  return muster_query_run (query, error);
}

static void
about_clear (gpointer data)
{
  MusterBadgeAbout *about = data;

  g_free (about->key);
  g_free (about->name);
  g_free (about->staff_no);
  g_free (about->department);
  g_free (about->card);
}

GArray *
muster_badges_list_about (MusterDb *db, gint64 source_id, GError **error)
{
  g_autoptr (GArray) badges = g_array_new (FALSE, FALSE, sizeof (MusterBadgeAbout));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT id, key, person_id, name, staff_no, department, card FROM badge"
        " WHERE source_id = ?");

  g_array_set_clear_func (badges, about_clear);
  muster_query_int64 (query, source_id);
  while (muster_query_next (query))
    {
      MusterBadgeAbout about = {
        .id = muster_query_get_int64 (query, 0),
        .key = muster_query_dup_text (query, 1),
        .person_id = muster_query_get_int64 (query, 2),
        .name = muster_query_dup_text (query, 3),
        .staff_no = muster_query_dup_text (query, 4),
        .department = muster_query_dup_text (query, 5),
        .card = muster_query_dup_text (query, 6),
      };

      g_array_append_val (badges, about);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&badges) : NULL;
}

gboolean
muster_badges_inherit (MusterDb *db,
                       gint64 from_id,
                       gint64 to_id,
                       gint64 at,
                       const char *by,
                       GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO badge (source_id, key, name, person_id, mapped_at, mapped_by,"
        " staff_no, department, card)"
        " SELECT ?2, key, name, person_id, iif (person_id IS NULL, NULL, ?3),"
        " iif (person_id IS NULL, NULL, ?4), staff_no, department, card"
        " FROM badge WHERE source_id = ?1 ON CONFLICT DO NOTHING");

  muster_query_int64 (query, from_id);
  muster_query_int64 (query, to_id);
  muster_query_int64 (query, at);
  muster_query_text (query, by);

  return muster_query_run (query, error);
}

static gboolean
expectation_add (MusterDb *db,
                 gint64 source_id,
                 const char *key,
                 gint64 person_id,
                 gint64 at,
                 const char *by,
                 GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "INSERT INTO expected_badge (source_id, key, person_id, at, by)"
                          " VALUES (nullif (?, 0), ?, ?, ?, ?)");

  muster_query_int64 (query, source_id);
  muster_query_text (query, key);
  muster_query_int64 (query, person_id);
  muster_query_int64 (query, at);
  muster_query_text (query, by);

  return muster_query_run (query, error);
}

gboolean
muster_badges_expect (MusterDb *db,
                      gint64 source_id,
                      const char *key,
                      gint64 person_id,
                      gint64 at,
                      const char *by,
                      GError **error)
{
  g_autoptr (MusterQuery) known = muster_query_new (
    db,
    "SELECT person_id FROM expected_badge WHERE key = ?1 AND ifnull (source_id, 0) = ?2");
  g_autoptr (MusterQuery) map = muster_query_new (
    db, "UPDATE badge SET person_id = ?1, mapped_at = ?2, mapped_by = ?3"
        " WHERE key = ?4 AND (?5 = 0 OR source_id = ?5) AND person_id IS NULL");
  gint64 holder = 0;

  muster_query_text (known, key);
  muster_query_int64 (known, source_id);
  if (muster_query_next (known))
    holder = muster_query_get_int64 (known, 0);
  if (!muster_query_done (known, error))
    return FALSE;

  if (holder != 0 && holder != person_id)
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("The device user number %s is somebody else's already."),
                             key);

  if (holder == 0 && !expectation_add (db, source_id, key, person_id, at, by, error))
    return FALSE;

  muster_query_int64 (map, person_id);
  muster_query_int64 (map, at);
  muster_query_text (map, by);
  muster_query_text (map, key);
  muster_query_int64 (map, source_id);

  return muster_query_run (map, error);
}

gboolean
muster_badges_unexpect (MusterDb *db,
                        gint64 source_id,
                        const char *key,
                        gint64 person_id,
                        GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "DELETE FROM expected_badge WHERE key = ? AND person_id = ?"
                          " AND ifnull (source_id, 0) = ? RETURNING id");
  gboolean found;

  muster_query_text (query, key);
  muster_query_int64 (query, person_id);
  muster_query_int64 (query, source_id);
  found = muster_query_next (query);
  if (!muster_query_done (query, error))
    return FALSE;

  return found ||
         muster_error_set (error, MUSTER_ERROR_MISSING,
                           _ ("The device user number %s is not expected there."), key);
}

static gboolean
badge_count (MusterDb *db, gint64 id, guint64 *n_punches, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT count(*) FROM punch WHERE badge_id = ?");

  muster_query_int64 (query, id);
  *n_punches = muster_query_next (query) ? (guint64) muster_query_get_int64 (query, 0)
                                         : 0;

  return muster_query_done (query, error);
}

gboolean
muster_badges_map (MusterDb *db,
                   gint64 source_id,
                   const char *key,
                   gint64 person_id,
                   gint64 at,
                   const char *by,
                   gint64 *was,
                   guint64 *n_punches,
                   GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "UPDATE badge SET person_id = nullif (?, 0), mapped_at "
                                  "= ?, mapped_by = ? WHERE id = ?");
  g_autoptr (MusterQuery) forget = muster_query_new (
    db, "DELETE FROM expected_badge WHERE source_id = ? AND key = ? AND person_id <> ?");
  gint64 before = 0;
  gint64 id;

  if (!muster_badges_ensure (db, source_id, key, NULL, &id, &before, error))
    return FALSE;

  muster_query_int64 (query, person_id);
  muster_query_int64 (query, at);
  muster_query_text (query, by);
  muster_query_int64 (query, id);

  /* What somebody says of this badge outweighs what was expected of it */
  muster_query_int64 (forget, source_id);
  muster_query_text (forget, key);
  muster_query_int64 (forget, person_id);

  if (was != NULL)
    *was = before;

  return muster_query_run (query, error) && muster_query_run (forget, error) &&
         (n_punches == NULL || badge_count (db, id, n_punches, error));
}

gboolean
muster_badges_get_span (MusterDb *db, gint64 id, gint64 *from, gint64 *to, GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT min (at), max (at) FROM punch WHERE badge_id = ?");

  muster_query_int64 (query, id);
  *from = *to = 0;
  if (muster_query_next (query))
    {
      *from = muster_query_get_int64 (query, 0);
      *to = muster_query_get_int64 (query, 1);
    }

  return muster_query_done (query, error);
}

#define FIND_SQL(order)                                                                  \
  "SELECT b.id, b.person_id, b.key, b.name FROM badge b"                                 \
  " WHERE (?1 = 0 OR b.source_id = ?1)"                                                  \
  " ORDER BY " order " b.source_id, length (b.key), b.key"

static const struct
{
  const char *name;
  const char *sql;
} orders[] = {
  { "key", FIND_SQL ("") },
  { "name", FIND_SQL ("b.name,") },
  { "n_punches", FIND_SQL ("(SELECT count(*) FROM punch p WHERE p.badge_id = b.id),") },
  { "last_at", FIND_SQL ("(SELECT max (p.wall) FROM punch p WHERE p.badge_id = b.id),") },
};

static const char *
order_get_sql (const char *name, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    if (name == NULL || g_str_equal (orders[i].name, name))
      return orders[i].sql;

  muster_error_set_field (error, "order", _ ("There is no column “%s” to order by."),
                          name);

  return NULL;
}

static gboolean
text_has (const char *text, const char *folded)
{
  g_autofree char *other = text != NULL ? muster_name_fold (text) : NULL;

  return other != NULL && strstr (other, folded) != NULL;
}

static gboolean
row_passes (MusterQuery *query,
            MusterFilter *filter,
            GHashTable *reached,
            const char *folded)
{
  gint64 person_id = muster_query_get_int64 (query, 1);

  if (reached != NULL && !g_hash_table_contains (reached, &person_id))
    return FALSE;

  if (filter->person_id != 0 && person_id != filter->person_id)
    return FALSE;

  return *folded == '\0' || text_has (muster_query_get_text (query, 2), folded) ||
         text_has (muster_query_get_text (query, 3), folded);
}

GArray *
muster_badges_find (MusterDb *db,
                    MusterFilter *filter,
                    const MusterScope *scope,
                    MusterDate today,
                    GHashTable *counts,
                    guint *total,
                    GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *folded =
    muster_name_fold (filter->search != NULL ? filter->search : "");
  g_autoptr (GHashTable) reached = NULL;
  g_autoptr (MusterQuery) query = NULL;
  const char *sql = order_get_sql (filter->order, error);
  guint n = 0;

  if (sql == NULL || !muster_people_select (db, NULL, scope, today, &reached, error))
    return NULL;

  query = muster_query_new (db, sql);
  muster_query_int64 (query, filter->source_id);
  while (muster_query_next (query))
    {
      gint64 id = muster_query_get_int64 (query, 0);
      const char *state = muster_query_is_null (query, 1) ? "unmapped" : "mapped";

      if (!row_passes (query, filter, reached, folded))
        continue;
      n++;
      muster_tally_add (counts, state, 1);
      if (muster_filter_has_state (filter, state))
        g_array_append_val (ids, id);
    }

  if (!muster_query_done (query, error))
    return NULL;

  if (total != NULL)
    *total = n;
  muster_tally_finish (ids, filter->descending, filter->limit);

  return g_steal_pointer (&ids);
}

static MusterBadgeRecord
record_from_row (MusterQuery *query)
{
  return (MusterBadgeRecord) {
    .id = muster_query_get_int64 (query, 1),
    .source_id = muster_query_get_int64 (query, 2),
    .source_name = muster_query_dup_text (query, 3),
    .zone = muster_query_dup_text (query, 4),
    .key = muster_query_dup_text (query, 5),
    .name = muster_query_dup_text (query, 6),
    .person_id = muster_query_get_int64 (query, 7),
    .person_name = muster_query_dup_text (query, 8),
    .staff_no = muster_query_dup_text (query, 9),
    .n_punches = (guint64) muster_query_get_int64 (query, 10),
    .first_at = muster_query_get_int64 (query, 11),
    .last_at = muster_query_get_int64 (query, 12),
    .device_no = muster_query_dup_text (query, 13),
    .card = muster_query_dup_text (query, 14),
  };
}

GArray *
muster_badges_load (MusterDb *db,
                    const gint64 *ids,
                    gsize n,
                    const MusterScope *scope,
                    MusterDate today,
                    GError **error)
{
  g_autoptr (GArray)
    records = g_array_sized_new (FALSE, TRUE, sizeof (MusterBadgeRecord), (guint) n);
  g_autoptr (GHashTable) reached = NULL;
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "SELECT j.key, b.id, b.source_id, s.name, s.zone, b.key, b.name, b.person_id, p.name,"
    " p.staff_no, (SELECT count(*) FROM punch WHERE badge_id = b.id),"
    " (SELECT at FROM punch WHERE badge_id = b.id ORDER BY wall LIMIT 1),"
    " (SELECT at FROM punch WHERE badge_id = b.id ORDER BY wall DESC LIMIT 1),"
    " b.staff_no, b.card"
    " FROM json_each (?) AS j JOIN badge b ON b.id = j.value"
    " JOIN source s ON s.id = b.source_id LEFT JOIN person p ON p.id = b.person_id"
    " ORDER BY j.key");

  g_array_set_clear_func (records, (GDestroyNotify) record_clear);
  g_array_set_size (records, (guint) n);
  if (!muster_people_select (db, NULL, scope, today, &reached, error))
    return NULL;

  muster_query_ids (query, ids, n);
  while (muster_query_next (query))
    {
      gint64 person_id = muster_query_get_int64 (query, 7);

      if (reached == NULL || g_hash_table_contains (reached, &person_id))
        g_array_index (records, MusterBadgeRecord, muster_query_get_int64 (query, 0)) =
          record_from_row (query);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}
