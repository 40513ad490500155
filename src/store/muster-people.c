/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-people.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-name.h"
#include "muster-query.h"
#include "muster-tally.h"
#include "muster-uid.h"

/* The person p is in scope on any of the dates ?1 … ?2: ?3 everybody, ?4 groups, ?5 departments */
#define IN_SCOPE                                                                         \
  " (?3 OR EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id"                  \
  "   AND m.group_code IN (SELECT value FROM json_each (?4))"                            \
  "   AND ifnull (m.from_date, ?2) <= ?2 AND ifnull (m.to_date, ?1) >= ?1)"              \
  "  OR EXISTS (SELECT 1 FROM json_each (?5) AS d WHERE p.department = d.value"          \
  "   OR substr (p.department, 1, length (d.value) + 1) = d.value || '/'))"

/* The group of the person p on the date ?1 */
#define GROUP_ON                                                                         \
  " (SELECT g.group_code FROM membership g WHERE g.person_id = p.id"                     \
  "   AND ifnull (g.from_date, ?1) <= ?1 AND ifnull (g.to_date, ?1) >= ?1)"

static void
scope_bind (MusterQuery *query, const MusterScope *scope, MusterDates dates)
{
  muster_query_int64 (query, dates.from);
  muster_query_int64 (query, dates.to);
  muster_query_int64 (query, scope == NULL || scope->all);
  muster_query_strings (query,
                        scope != NULL ? (const char *const *) scope->groups : NULL);
  muster_query_strings (query,
                        scope != NULL ? (const char *const *) scope->departments : NULL);
}

static MusterDates
filter_get_dates (MusterFilter *filter, MusterDate today)
{
  MusterDates dates = { today, today };

  if (filter != NULL && filter->dates.from != MUSTER_DATE_NONE)
    dates.from = filter->dates.from;
  if (filter != NULL && filter->dates.to != MUSTER_DATE_NONE)
    dates.to = filter->dates.to;

  return dates;
}

static gboolean
error_missing (GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such employee."));
}

/* What is unique of a person is the staff number, whoever made the uid */
static gboolean
error_taken (const GError *local, const char *staff_no, GError **error)
{
  if (g_error_matches (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT))
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("The employee number %s is taken already."), staff_no);

  g_propagate_error (error, g_error_copy (local));

  return FALSE;
}

static void
person_bind (MusterQuery *query, MusterPerson *person)
{
  g_autofree char *key = muster_name_get_search_key (person->name);
  gboolean placed = person->department != NULL && *person->department != '\0';
  gboolean zoned = person->zone != NULL && *person->zone != '\0';

  muster_query_text (query, person->staff_no);
  muster_query_text (query, person->name);
  muster_query_text (query, placed ? person->department : NULL);
  muster_query_date (query, person->joined);
  muster_query_date (query, person->left);
  muster_query_int64 (query, person->exempt);
  muster_query_text (query, zoned ? person->zone : NULL);
  muster_query_text (query, key);
}

gint64
muster_people_add (MusterDb *db, MusterPerson *person, gint64 at, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "INSERT INTO person (staff_no, name, department, "
                                  "joined, left_on, exempt, zone, search_key,"
                                  " uid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  g_autofree char *uid = person->uid != NULL ? g_strdup (person->uid)
                                             : muster_uid_new (at);
  g_autoptr (GError) local = NULL;
  gint64 id;

  person_bind (query, person);
  muster_query_text (query, uid);
  if (!muster_query_run (query, &local))
    return error_taken (local, person->staff_no, error);

  id = muster_db_get_last_id (db);

  return muster_people_set_group (db, id, person->group, MUSTER_DATE_NONE, error) ? id
                                                                                  : 0;
}

gboolean
muster_people_change (MusterDb *db, MusterPerson *person, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "UPDATE person SET staff_no = ?, name = ?, department = ?, joined = ?, left_on = ?,"
    " exempt = ?, zone = ?, search_key = ? WHERE id = ?");
  g_autoptr (GError) local = NULL;

  person_bind (query, person);
  muster_query_int64 (query, person->id);
  if (!muster_query_run (query, &local))
    return error_taken (local, person->staff_no, error);

  return muster_db_get_changes (db) > 0 || error_missing (error);
}

static gboolean
memberships_cut (MusterDb *db, gint64 person_id, MusterDate from, GError **error)
{
  g_autoptr (MusterQuery) later = muster_query_new (
    db,
    "DELETE FROM membership WHERE person_id = ?1 AND (?2 IS NULL OR from_date >= ?2)");
  g_autoptr (MusterQuery) open = muster_query_new (
    db, "UPDATE membership SET to_date = ?2 - 1"
        " WHERE person_id = ?1 AND ?2 IS NOT NULL AND ifnull (to_date, ?2) >= ?2");

  muster_query_int64 (later, person_id);
  muster_query_date (later, from);
  muster_query_int64 (open, person_id);
  muster_query_date (open, from);

  return muster_query_run (later, error) && muster_query_run (open, error);
}

gboolean
muster_people_set_group (MusterDb *db,
                         gint64 person_id,
                         const char *group,
                         MusterDate from,
                         GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO membership (person_id, group_code, from_date) VALUES (?, ?, ?)");

  if (!memberships_cut (db, person_id, from, error))
    return FALSE;

  muster_query_int64 (query, person_id);
  muster_query_text (query, group);
  muster_query_date (query, from);

  return muster_query_run (query, error);
}

static MusterPerson *
person_from_row (MusterQuery *query)
{
  MusterPerson *person = muster_person_new ();
  const char *badges = muster_query_get_text (query, 10);

  person->id = muster_query_get_int64 (query, 0);
  person->uid = muster_query_dup_text (query, 1);
  person->staff_no = muster_query_dup_text (query, 2);
  person->name = muster_query_dup_text (query, 3);
  person->department = muster_query_dup_text (query, 4);
  person->group = muster_query_dup_text (query, 5);
  person->joined = muster_query_get_date (query, 6, MUSTER_DATE_NONE);
  person->left = muster_query_get_date (query, 7, MUSTER_DATE_EVER);
  person->exempt = muster_query_get_int64 (query, 8) != 0;
  person->zone = muster_query_dup_text (query, 9);
  person->badges = badges != NULL ? g_strsplit (badges, "\n", -1) : NULL;

  return person;
}

/* Who is gone is there as NULL */
static void
person_free (gpointer person)
{
  g_clear_object (&person);
}

#define PERSON_COLUMNS                                                                   \
  "SELECT p.id, p.uid, p.staff_no, p.name, p.department," GROUP_ON                       \
  ", p.joined, p.left_on, p.exempt, p.zone"
#define BADGES                                                                           \
  ", (SELECT group_concat (x.badge, char (10)) FROM"                                     \
  "    (SELECT s.name || ':' || b.key AS badge FROM badge b JOIN source s ON s.id = "    \
  "b.source_id"                                                                          \
  "      WHERE b.person_id = p.id"                                                       \
  "     UNION SELECT ifnull (s.name, '') || ':' || e.key FROM expected_badge e"          \
  "      LEFT JOIN source s ON s.id = e.source_id WHERE e.person_id = p.id"              \
  "      AND NOT EXISTS (SELECT 1 FROM badge b WHERE b.key = e.key"                      \
  "       AND b.source_id = ifnull (e.source_id, b.source_id))"                          \
  "     ORDER BY 1) AS x)"

GPtrArray *
muster_people_load (MusterDb *db,
                    const gint64 *ids,
                    gsize n,
                    MusterDate on,
                    gboolean badges,
                    const MusterScope *scope,
                    GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_full ((guint) n, person_free);
  g_autoptr (MusterQuery) query = muster_query_new (
    db, badges ? PERSON_COLUMNS BADGES
          " FROM json_each (?6) AS j JOIN person p ON p.id = j.value"
          " WHERE" IN_SCOPE " ORDER BY j.key"
               : PERSON_COLUMNS
          ", NULL FROM json_each (?6) AS j JOIN person p ON p.id = j.value"
          " WHERE" IN_SCOPE " ORDER BY j.key");

  scope_bind (query, scope, (MusterDates) { on, on });
  muster_query_ids (query, ids, n);
  while (muster_query_next (query))
    {
      MusterPerson *person = person_from_row (query);

      while (ids[people->len] != person->id)
        g_ptr_array_add (people, NULL);
      g_ptr_array_add (people, person);
    }

  if (!muster_query_done (query, error))
    return NULL;

  while (people->len < n)
    g_ptr_array_add (people, NULL);

  return g_steal_pointer (&people);
}

MusterPerson *
muster_people_get (MusterDb *db, gint64 id, MusterDate on, GError **error)
{
  g_autoptr (GPtrArray) people = muster_people_load (db, &id, 1, on, TRUE, NULL, error);

  if (people == NULL)
    return NULL;

  if (g_ptr_array_index (people, 0) == NULL)
    return error_missing (error), NULL;

  return g_object_ref (g_ptr_array_index (people, 0));
}

gboolean
muster_people_get_by_staff_no (MusterDb *db,
                               const char *staff_no,
                               gint64 *id,
                               GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT id FROM person WHERE staff_no = ?");

  muster_query_text (query, staff_no);
  *id = muster_query_next (query) ? muster_query_get_int64 (query, 0) : 0;

  return muster_query_done (query, error);
}

/* A number sorts as a number, whatever letters are before it */
#define BY_STAFF_NO "length (p.staff_no), p.staff_no"

/* ?6 person, ?7 group, ?8 department */
#define IN_FILTER                                                                        \
  " (?6 = 0 OR p.id = ?6)"                                                               \
  " AND (?7 IS NULL OR EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id"      \
  "   AND m.group_code = ?7"                                                             \
  "   AND ifnull (m.from_date, ?2) <= ?2 AND ifnull (m.to_date, ?1) >= ?1))"             \
  " AND (?8 IS NULL OR p.department = ?8"                                                \
  "   OR substr (p.department, 1, length (?8) + 1) = ?8 || '/')"

/* One literal for each order: an ORDER BY cannot be bound */
#define FIND_SQL(order)                                                                  \
  "SELECT p.id, p.name, p.search_key, p.staff_no,"                                       \
  " ifnull (p.joined > ?2, 0) OR ifnull (p.left_on < ?1, 0), p.exempt,"                  \
  " EXISTS (SELECT 1 FROM badge b WHERE b.person_id = p.id)"                             \
  "  OR EXISTS (SELECT 1 FROM expected_badge e WHERE e.person_id = p.id)"                \
  " FROM person p WHERE" IN_SCOPE " AND" IN_FILTER " ORDER BY " order BY_STAFF_NO

static const struct
{
  const char *name;
  const char *sql;
} orders[] = {
  { "name", FIND_SQL ("p.search_key, p.name, ") },
  { "staff_no", FIND_SQL ("") },
  { "department", FIND_SQL ("p.department, ") },
  { "group", FIND_SQL (GROUP_ON ", ") },
  { "joined", FIND_SQL ("p.joined, ") },
  { "left", FIND_SQL ("ifnull (p.left_on, 1e9), ") },
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
text_is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
filter_bind (MusterQuery *query,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterDate today)
{
  scope_bind (query, scope, filter_get_dates (filter, today));
  muster_query_int64 (query, filter != NULL ? filter->person_id : 0);
  muster_query_text (query, filter != NULL && text_is_set (filter->group) ? filter->group
                                                                          : NULL);
  muster_query_text (query, filter != NULL && text_is_set (filter->department)
                              ? filter->department
                              : NULL);
}

/* @folded is empty when nothing is searched for */
static gboolean
row_matches (MusterQuery *query, const char *folded)
{
  g_autofree char *staff_no = NULL;

  if (*folded == '\0' || muster_name_matches (muster_query_get_text (query, 1),
                                              muster_query_get_text (query, 2), folded))
    return TRUE;

  staff_no = muster_name_fold (muster_query_get_text (query, 3));

  return strstr (staff_no, folded) != NULL;
}

static gboolean
row_count_states (MusterQuery *query, MusterFilter *filter, GHashTable *counts)
{
  const char *states[] = {
    muster_query_get_int64 (query, 4) ? "left" : "employed",
    muster_query_get_int64 (query, 5) ? "exempt" : NULL,
    muster_query_get_int64 (query, 6) ? NULL : "without_badge",
  };
  gboolean passes = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i] != NULL)
      {
        muster_tally_add (counts, states[i], 1);
        passes = passes || muster_filter_has_state (filter, states[i]);
      }

  return passes;
}

GArray *
muster_people_find (MusterDb *db,
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
  g_autoptr (MusterQuery) query = NULL;
  const char *sql = order_get_sql (filter->order, error);
  guint n = 0;

  if (sql == NULL)
    return NULL;

  query = muster_query_new (db, sql);
  filter_bind (query, filter, scope, today);
  while (muster_query_next (query))
    {
      gint64 id = muster_query_get_int64 (query, 0);

      if (!row_matches (query, folded))
        continue;
      n++;
      if (row_count_states (query, filter, counts))
        g_array_append_val (ids, id);
    }

  if (!muster_query_done (query, error))
    return NULL;

  if (total != NULL)
    *total = n;
  muster_tally_finish (ids, filter->descending, filter->limit);

  return g_steal_pointer (&ids);
}

gboolean
muster_people_select (MusterDb *db,
                      MusterFilter *filter,
                      const MusterScope *scope,
                      MusterDate today,
                      GHashTable **set,
                      GError **error)
{
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (MusterQuery) query = NULL;
  g_autofree char *folded = NULL;

  *set = NULL;
  if ((scope == NULL || scope->all) &&
      (filter == NULL ||
       (filter->person_id == 0 && !text_is_set (filter->group) &&
        !text_is_set (filter->department) && !text_is_set (filter->search))))
    return TRUE;

  folded =
    muster_name_fold (filter != NULL && filter->search != NULL ? filter->search : "");
  found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  query = muster_query_new (db,
                            "SELECT p.id, p.name, p.search_key, p.staff_no FROM person p"
                            " WHERE" IN_SCOPE " AND" IN_FILTER);
  filter_bind (query, filter, scope, today);
  while (muster_query_next (query))
    if (row_matches (query, folded))
      {
        gint64 id = muster_query_get_int64 (query, 0);

        g_hash_table_add (found, g_memdup2 (&id, sizeof id));
      }

  if (!muster_query_done (query, error))
    return FALSE;

  *set = g_steal_pointer (&found);

  return TRUE;
}

gboolean
muster_people_reaches (MusterDb *db,
                       gint64 person_id,
                       const MusterScope *scope,
                       MusterDates dates,
                       gboolean *reaches,
                       GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT 1 FROM person p WHERE" IN_SCOPE " AND p.id = ?6");

  scope_bind (query, scope, dates);
  muster_query_int64 (query, person_id);
  *reaches = muster_query_next (query);

  return muster_query_done (query, error);
}

GArray *
muster_people_memberships (MusterDb *db,
                           const gint64 *ids,
                           gsize n,
                           MusterDates dates,
                           guint *starts,
                           GError **error)
{
  g_autoptr (GArray) memberships = g_array_new (FALSE, FALSE, sizeof (MusterMembership));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT j.key, m.group_code, m.from_date, m.to_date FROM json_each (?1) AS j"
        " JOIN membership m ON m.person_id = j.value"
        " WHERE ifnull (m.from_date, ?3) <= ?3 AND ifnull (m.to_date, ?2) >= ?2"
        " ORDER BY j.key, m.from_date");
  gsize at = 0;

  muster_query_ids (query, ids, n);
  muster_query_int64 (query, dates.from);
  muster_query_int64 (query, dates.to);
  while (muster_query_next (query))
    {
      gsize person = (gsize) muster_query_get_int64 (query, 0);
      MusterMembership membership = {
        .group = muster_query_get_code (query, 1),
        .from = muster_query_get_date (query, 2, MUSTER_DATE_NONE),
        .to = muster_query_get_date (query, 3, MUSTER_DATE_EVER),
      };

      while (at <= person)
        starts[at++] = memberships->len;
      g_array_append_val (memberships, membership);
    }

  while (at <= n)
    starts[at++] = memberships->len;

  return muster_query_done (query, error) ? g_steal_pointer (&memberships) : NULL;
}

GArray *
muster_people_list_memberships (MusterDb *db, gint64 person_id, GError **error)
{
  g_autoptr (GArray)
    records = g_array_new (FALSE, FALSE, sizeof (MusterMembershipRecord));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT id, person_id, group_code, from_date, to_date FROM membership"
        " WHERE person_id = ? ORDER BY from_date");

  muster_query_int64 (query, person_id);
  while (muster_query_next (query))
    {
      MusterMembershipRecord record = {
        .id = muster_query_get_int64 (query, 0),
        .person_id = muster_query_get_int64 (query, 1),
        .group = muster_query_get_code (query, 2),
        .from = muster_query_get_date (query, 3, MUSTER_DATE_NONE),
        .to = muster_query_get_date (query, 4, MUSTER_DATE_EVER),
      };

      g_array_append_val (records, record);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}

static GArray *
units_list (MusterDb *db,
            const char *sql,
            const MusterScope *scope,
            MusterDate on,
            GError **error)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (MusterUnitRecord));
  g_autoptr (MusterQuery) query = muster_query_new (db, sql);

  scope_bind (query, scope, (MusterDates) { on, on });
  while (muster_query_next (query))
    {
      MusterUnitRecord unit = {
        .code = muster_query_get_code (query, 0),
        .n_people = (guint) muster_query_get_int64 (query, 1),
      };

      g_array_append_val (units, unit);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&units) : NULL;
}

#define EMPLOYED " ifnull (p.joined, ?1) <= ?1 AND ifnull (p.left_on, ?1) >= ?1"

static void
name_clear (gpointer data)
{
  MusterPersonName *name = data;

  g_free (name->staff_no);
  g_free (name->name);
  g_free (name->search_key);
}

GArray *
muster_people_list_names (MusterDb *db, GError **error)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (MusterPersonName));
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT id, staff_no, name, search_key FROM person");

  g_array_set_clear_func (names, name_clear);
  while (muster_query_next (query))
    {
      MusterPersonName name = {
        .id = muster_query_get_int64 (query, 0),
        .staff_no = muster_query_dup_text (query, 1),
        .name = muster_query_dup_text (query, 2),
        .search_key = muster_query_dup_text (query, 3),
      };

      g_array_append_val (names, name);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&names) : NULL;
}

GArray *
muster_people_list_groups (MusterDb *db,
                           const MusterScope *scope,
                           MusterDate on,
                           GError **error)
{
  return units_list (db,
                     "SELECT" GROUP_ON " AS code, count(*) FROM person p"
                     " WHERE" EMPLOYED " AND" IN_SCOPE
                     " GROUP BY code HAVING code IS NOT NULL ORDER BY code",
                     scope, on, error);
}

GArray *
muster_people_list_departments (MusterDb *db,
                                const MusterScope *scope,
                                MusterDate on,
                                GError **error)
{
  return units_list (db,
                     "SELECT p.department, count(*) FROM person p"
                     " WHERE p.department IS NOT NULL AND" EMPLOYED " AND" IN_SCOPE
                     " GROUP BY p.department ORDER BY p.department",
                     scope, on, error);
}
