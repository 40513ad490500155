/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-punches.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "muster-error.h"
#include "muster-people.h"
#include "muster-query.h"
#include "muster-tally.h"

/* Up to so many people, going to each one's punches beats one pass over the span */
#define FEW_PEOPLE 48

/* How the batch changes what is known of its source */
typedef struct
{
  gint64 n_new;
  gint64 first_at;
  gint64 last_at;
  gint64 received_at;
  gint64 reach;
} Progress;

static gboolean
place_add (MusterDb *db, const MusterNewPunch *punch, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO punch_place (punch_id, lat, lon, accuracy, raw_lat, raw_lon, datum)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)");

  muster_query_int64 (query, punch->id);
  muster_query_double (query, punch->lat);
  muster_query_double (query, punch->lon);
  if (punch->marks & MUSTER_PUNCH_ACCURATE)
    muster_query_double (query, (double) punch->accuracy);
  else
    muster_query_null (query);
  muster_query_double (query, punch->raw_lat);
  muster_query_double (query, punch->raw_lon);
  muster_query_int64 (query, punch->datum);

  return muster_query_run (query, error);
}

static gboolean
note_add (MusterDb *db, const MusterNewPunch *punch, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO punch_note (punch_id, device, note, extra) VALUES (?, ?, ?, ?)");

  muster_query_int64 (query, punch->id);
  muster_query_text (query, punch->device);
  muster_query_text (query, punch->note);
  muster_query_text (query, punch->extra);

  return muster_query_run (query, error);
}

/* What few punches have */
static gboolean
evidence_add (MusterDb *db, const MusterNewPunch *punch, GError **error)
{
  if ((punch->marks & MUSTER_PUNCH_PLACED) && !place_add (db, punch, error))
    return FALSE;

  return (punch->device == NULL && punch->note == NULL && punch->extra == NULL) ||
         note_add (db, punch, error);
}

static void
punch_bind (MusterQuery *query,
            const MusterNewPunch *punch,
            gint64 source_id,
            gint64 import_id)
{
  muster_query_int64 (query, source_id);
  muster_query_int64 (query, punch->badge_id);
  muster_query_int64 (query, punch->at);
  muster_query_int64 (query, punch->wall);
  muster_query_int64 (query, punch->offset);
  muster_query_int64 (query, punch->offset_given != FALSE);
  muster_query_int64 (query, punch->direction);
  muster_query_int64 (query, punch->verify);
  muster_query_int64 (query, punch->marks & ~(MUSTER_PUNCH_VOID | MUSTER_PUNCH_ACCEPTED));
  muster_query_int64 (query, punch->identity);
  muster_query_int64 (query, punch->work_code);
  muster_query_int64 (query, punch->received_at);
  if (import_id != 0)
    muster_query_int64 (query, import_id);
  else
    muster_query_null (query);
  muster_query_int64 (query, (gint64) punch->line);
  muster_query_text (query, punch->record_key != NULL ? punch->record_key : "");
}

static void
progress_note (Progress *progress, const MusterNewPunch *punch)
{
  if (progress->n_new++ == 0)
    progress->first_at = progress->last_at = punch->at;
  progress->first_at = MIN (progress->first_at, punch->at);
  progress->last_at = MAX (progress->last_at, punch->at);
  progress->received_at = MAX (progress->received_at, punch->received_at);
  progress->reach = MAX (progress->reach, ABS (punch->at - punch->wall));
}

static gboolean
progress_save (MusterDb *db, gint64 source_id, const Progress *progress, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "UPDATE source_progress SET n_punches = n_punches + ?1,"
        " first_at = min (ifnull (first_at, ?2), ?2), last_at = max (ifnull (last_at, "
        "?3), ?3),"
        " last_received_at = max (last_received_at, ?4), reach = max (reach, ?5)"
        " WHERE source_id = ?6");

  if (progress->n_new == 0)
    return TRUE;

  muster_query_int64 (query, progress->n_new);
  muster_query_int64 (query, progress->first_at);
  muster_query_int64 (query, progress->last_at);
  muster_query_int64 (query, progress->received_at);
  muster_query_int64 (query, progress->reach);
  muster_query_int64 (query, source_id);

  return muster_query_run (query, error);
}

/* ---- Versions of a record ---- */

/* The version of a record that counts */
typedef struct
{
  gint64 punch_id;
  gint64 revision;
  gint64 badge_id;
  gint64 wall;
  guint32 identity;
} Version;

static gboolean
version_read (MusterDb *db,
              gint64 source_id,
              const char *record_key,
              Version *version,
              GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT r.punch_id, r.revision, p.badge_id, p.wall, p.identity"
                          " FROM source_record r JOIN punch p ON p.id = r.punch_id"
                          " WHERE r.source_id = ? AND r.record_key = ?");

  *version = (Version) { 0 };
  muster_query_int64 (query, source_id);
  muster_query_text (query, record_key);
  if (muster_query_next (query))
    *version = (Version) {
      .punch_id = muster_query_get_int64 (query, 0),
      .revision = muster_query_get_int64 (query, 1),
      .badge_id = muster_query_get_int64 (query, 2),
      .wall = muster_query_get_int64 (query, 3),
      .identity = (guint32) muster_query_get_int64 (query, 4),
    };

  return muster_query_done (query, error);
}

static gboolean
version_save (MusterDb *db,
              gint64 source_id,
              const MusterNewPunch *punch,
              gint64 punch_id,
              GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO source_record (source_id, record_key, punch_id, revision)"
        " VALUES (?, ?, ?, ?) ON CONFLICT (source_id, record_key) DO UPDATE"
        " SET punch_id = excluded.punch_id, revision = excluded.revision");

  muster_query_int64 (query, source_id);
  muster_query_text (query, punch->record_key);
  muster_query_int64 (query, punch_id);
  muster_query_int64 (query, punch->revision);

  return muster_query_run (query, error);
}

static gboolean
version_is_same (const Version *version, const MusterNewPunch *punch)
{
  return version->badge_id == punch->badge_id && version->wall == punch->wall &&
         version->identity == punch->identity;
}

static gboolean
version_gives_way (const Version *version, const MusterNewPunch *punch)
{
  if (version->revision != punch->revision)
    return punch->revision > version->revision;

  return punch->revision == 0 || punch->identity > version->identity;
}

/* Whether its newest void record is of this hand; a void of a person's stays. */
static gboolean
version_read_void (MusterDb *db,
                   gint64 punch_id,
                   const char *by,
                   gboolean *voided,
                   gboolean *ours,
                   GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT voided, by = ?2 FROM punch_void WHERE punch_id = ?1"
                          " ORDER BY id DESC LIMIT 1");
  gboolean found;

  muster_query_int64 (query, punch_id);
  muster_query_text (query, by);
  found = muster_query_next (query);
  *voided = found && muster_query_get_int64 (query, 0) != 0;
  *ours = found && muster_query_get_int64 (query, 1) != 0;

  return muster_query_done (query, error);
}

static gboolean
version_set_counts (MusterDb *db,
                    gint64 punch_id,
                    gboolean counts,
                    const MusterVersions *versions,
                    GError **error)
{
  gboolean voided, ours;

  if (!version_read_void (db, punch_id, versions->by, &voided, &ours, error))
    return FALSE;

  if (counts ? !voided || !ours : voided)
    return TRUE;

  return muster_punches_void (db, punch_id, !counts, versions->reason, versions->at,
                              versions->by, error);
}

/* An earlier version that counts again: the source took its change back. */
static gboolean
version_find (MusterDb *db, const MusterNewPunch *punch, gint64 *id, GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT id FROM punch WHERE badge_id = ? AND wall = ? AND "
                          "identity = ? AND record_key = ?");

  muster_query_int64 (query, punch->badge_id);
  muster_query_int64 (query, punch->wall);
  muster_query_int64 (query, punch->identity);
  muster_query_text (query, punch->record_key);
  *id = muster_query_next (query) ? muster_query_get_int64 (query, 0) : 0;

  return muster_query_done (query, error);
}

/* ---- Adding ---- */

typedef struct
{
  MusterDb *db;
  MusterQuery *query;
  gint64 source_id;
  gint64 import_id;
  MusterVersions *versions; /* NULL: the first version stays */
  Progress progress;
} Adding;

static gboolean
adding_insert (Adding *adding, MusterNewPunch *punch, GError **error)
{
  punch_bind (adding->query, punch, adding->source_id, adding->import_id);
  if (!muster_query_run (adding->query, error))
    return FALSE;

  punch->id = muster_db_get_changes (adding->db) > 0 ? muster_db_get_last_id (adding->db)
                                                     : 0;
  if (punch->id == 0)
    return TRUE;
  if (!evidence_add (adding->db, punch, error))
    return FALSE;
  progress_note (&adding->progress, punch);

  return TRUE;
}

static gboolean
adding_replace (Adding *adding,
                MusterNewPunch *punch,
                const Version *version,
                GError **error)
{
  gint64 id;

  if (!adding_insert (adding, punch, error))
    return FALSE;

  id = punch->id;
  if (id == 0 && (!version_find (adding->db, punch, &id, error) ||
                  !version_set_counts (adding->db, id, TRUE, adding->versions, error)))
    return FALSE;

  adding->versions->n_replaced++;

  return version_set_counts (adding->db, version->punch_id, FALSE, adding->versions,
                             error) &&
         version_save (adding->db, adding->source_id, punch, id, error);
}

static gboolean
adding_take_record (Adding *adding, MusterNewPunch *punch, GError **error)
{
  Version version;

  if (!version_read (adding->db, adding->source_id, punch->record_key, &version, error))
    return FALSE;

  if (version.punch_id == 0)
    return adding_insert (adding, punch, error) &&
           version_save (adding->db, adding->source_id, punch, punch->id, error);

  punch->id = 0;
  if (adding->versions == NULL)
    return TRUE;

  if (version_is_same (&version, punch))
    return punch->revision <= version.revision ||
           version_save (adding->db, adding->source_id, punch, version.punch_id, error);

  return !version_gives_way (&version, punch) ||
         adding_replace (adding, punch, &version, error);
}

gboolean
muster_punches_add_versions (MusterDb *db,
                             gint64 source_id,
                             gint64 import_id,
                             MusterNewPunch *punches,
                             gsize n,
                             MusterVersions *versions,
                             guint64 *n_new,
                             GError **error)
{
  /* Only a clash of identity is passed over; whatever else is wrong with a punch is an error */
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO punch (source_id, badge_id, at, wall, utc_offset, offset_given, "
        "direction,"
        " verify, marks, identity, work_code, received_at, import_id, line, record_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
  Adding adding = { db, query, source_id, import_id, versions, { 0 } };

  for (gsize i = 0; i < n; i++)
    {
      MusterNewPunch *punch = &punches[i];
      gboolean record = punch->record_key != NULL && *punch->record_key != '\0';

      if (!(record ? adding_take_record (&adding, punch, error)
                   : adding_insert (&adding, punch, error)))
        return FALSE;
    }

  if (n_new != NULL)
    *n_new = (guint64) adding.progress.n_new;

  return progress_save (db, source_id, &adding.progress, error);
}

gboolean
muster_punches_add (MusterDb *db,
                    gint64 source_id,
                    gint64 import_id,
                    MusterNewPunch *punches,
                    gsize n,
                    guint64 *n_new,
                    GError **error)
{
  return muster_punches_add_versions (db, source_id, import_id, punches, n, NULL, n_new,
                                      error);
}

gboolean
muster_punches_count (MusterDb *db,
                      gint64 source_id,
                      gint64 from,
                      gint64 until,
                      guint64 *n,
                      GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT count(p.id) FROM badge b JOIN punch p ON p.badge_id = b.id"
        " WHERE b.source_id = ? AND p.wall BETWEEN ? AND ?");

  muster_query_int64 (query, source_id);
  muster_query_int64 (query, from);
  muster_query_int64 (query, until);
  *n = muster_query_next (query) ? (guint64) muster_query_get_int64 (query, 0) : 0;

  return muster_query_done (query, error);
}

/* The newest record decides */
static gboolean
void_read (MusterDb *db, gint64 id, gboolean *voided, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT (SELECT voided FROM punch_void v WHERE "
                                  "v.punch_id = p.id ORDER BY v.id DESC LIMIT 1)"
                                  " FROM punch p WHERE p.id = ?");
  gboolean found;

  muster_query_int64 (query, id);
  found = muster_query_next (query);
  *voided = found && muster_query_get_int64 (query, 0) != 0;

  if (!muster_query_done (query, error))
    return FALSE;

  return found ||
         muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such punch."));
}

gboolean
muster_punches_void (MusterDb *db,
                     gint64 id,
                     gboolean voided,
                     const char *reason,
                     gint64 at,
                     const char *by,
                     GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db,
    "INSERT INTO punch_void (punch_id, voided, reason, at, by) VALUES (?, ?, ?, ?, ?)");
  gboolean before;

  if (!void_read (db, id, &before, error))
    return FALSE;

  if (before == (voided != FALSE))
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             before ? _ ("This punch is void already.")
                                    : _ ("This punch is not void."));

  muster_query_int64 (query, id);
  muster_query_int64 (query, voided != FALSE);
  muster_query_text (query, reason);
  muster_query_int64 (query, at);
  muster_query_text (query, by);

  return muster_query_run (query, error);
}

gboolean
muster_punches_accept (MusterDb *db,
                       gint64 id,
                       gboolean accepted,
                       const char *reason,
                       gint64 at,
                       const char *by,
                       GError **error)
{
  g_autoptr (MusterQuery) last = muster_query_new (
    db, "SELECT accepted FROM punch_acceptance WHERE punch_id = ? ORDER BY id DESC"
        " LIMIT 1");
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO punch_acceptance (punch_id, accepted, reason, at, by)"
        " VALUES (?, ?, ?, ?, ?)");
  gboolean before;

  muster_query_int64 (last, id);
  before = muster_query_next (last) && muster_query_get_int64 (last, 0) != 0;
  if (!muster_query_done (last, error))
    return FALSE;

  if (before == (accepted != FALSE))
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             before ? _ ("This punch is accepted already.")
                                    : _ ("This punch is not accepted."));

  muster_query_int64 (query, id);
  muster_query_int64 (query, accepted != FALSE);
  muster_query_text (query, reason);
  muster_query_int64 (query, at);
  muster_query_text (query, by);

  return muster_query_run (query, error);
}

static void
network_intern (MusterQuery *query, MusterPunchNetwork *network)
{
  network->punch_id = muster_query_get_int64 (query, 0);
  network->bssid = muster_query_get_code (query, 1);
  network->address = muster_query_get_code (query, 2);
}

GArray *
muster_punches_networks (MusterDb *db, MusterSpan span, GError **error)
{
  g_autoptr (GArray) networks = g_array_new (FALSE, FALSE, sizeof (MusterPunchNetwork));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT p.id, json_extract (t.extra, '$.bssid'), json_extract (t.extra, '$.ip')"
        " FROM punch p INDEXED BY punch_at JOIN punch_note t ON t.punch_id = p.id"
        " WHERE p.at >= ? AND p.at < ? AND json_valid (t.extra)"
        " AND (json_extract (t.extra, '$.bssid') IS NOT NULL"
        "  OR json_extract (t.extra, '$.ip') IS NOT NULL)"
        " ORDER BY p.id");

  muster_query_int64 (query, span.from);
  muster_query_int64 (query, span.until);
  while (muster_query_next (query))
    {
      MusterPunchNetwork network;

      network_intern (query, &network);
      g_array_append_val (networks, network);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&networks) : NULL;
}

gboolean
muster_punches_get_person (MusterDb *db,
                           gint64 id,
                           gint64 *person_id,
                           gint64 *at,
                           GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT b.person_id, p.at FROM punch p JOIN badge b ON "
                                  "b.id = p.badge_id WHERE p.id = ?");
  gboolean found;

  muster_query_int64 (query, id);
  if ((found = muster_query_next (query)))
    {
      *person_id = muster_query_get_int64 (query, 0);
      if (at != NULL)
        *at = muster_query_get_int64 (query, 1);
    }

  if (!muster_query_done (query, error))
    return FALSE;

  return found ||
         muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such punch."));
}

/* Punches that are void or accepted where they were made, with those marks: there are few */
static GHashTable *
voids_read (MusterDb *db, GError **error)
{
  g_autoptr (GHashTable)
    voids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT punch_id, voided, 1, id FROM punch_void"
                                  " UNION ALL SELECT punch_id, accepted, 128, id"
                                  " FROM punch_acceptance ORDER BY 3, 4");

  while (muster_query_next (query))
    {
      gint64 id = muster_query_get_int64 (query, 0);
      guint mark = (guint) muster_query_get_int64 (query, 2);
      guint marks = GPOINTER_TO_UINT (g_hash_table_lookup (voids, &id));

      marks = muster_query_get_int64 (query, 1) ? marks | mark : marks & ~mark;
      g_hash_table_insert (voids, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (marks));
    }

  return muster_query_done (query, error) ? g_steal_pointer (&voids) : NULL;
}

/* A place is looked for only where the marks say that there is one (bit 32) */
#define PUNCH_COLUMNS                                                                    \
  "p.id, p.at, p.received_at, p.source_id, p.marks, p.direction, p.verify, l.lat, "      \
  "l.lon, l.accuracy"
#define JOIN_PLACE                                                                       \
  " LEFT JOIN punch_place l ON l.punch_id = CASE WHEN p.marks & 32 THEN p.id END"
#define N_PUNCH_COLUMNS 10

static MusterPunch
punch_from_row (MusterQuery *query, GHashTable *voids)
{
  MusterPunch punch = {
    .id = muster_query_get_int64 (query, 0),
    .at = muster_query_get_int64 (query, 1),
    .received_at = muster_query_get_int64 (query, 2),
    .source_id = (gint32) muster_query_get_int64 (query, 3),
    .marks = (guint16) muster_query_get_int64 (query, 4),
    .direction = (guint8) muster_query_get_int64 (query, 5),
    .verify = (guint8) muster_query_get_int64 (query, 6),
  };

  if (punch.marks & MUSTER_PUNCH_PLACED)
    {
      punch.lat = muster_query_get_double (query, 7);
      punch.lon = muster_query_get_double (query, 8);
      punch.accuracy = (float) muster_query_get_double (query, 9);
    }
  if (g_hash_table_size (voids) > 0)
    punch.marks |= (guint16) GPOINTER_TO_UINT (g_hash_table_lookup (voids, &punch.id));

  return punch;
}

/* By way of the identity index, whose wall times stand within the source's reach of the
 * instants. Rows of one person come badge by badge. */
static GArray *
punches_person_by_person (MusterDb *db,
                          const gint64 *ids,
                          gsize n,
                          MusterSpan span,
                          GHashTable *voids,
                          guint *starts,
                          GError **error)
{
  g_autoptr (GArray) punches = g_array_new (FALSE, FALSE, sizeof (MusterPunch));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT " PUNCH_COLUMNS
        " FROM badge b JOIN source_progress g ON g.source_id = b.source_id"
        " CROSS JOIN punch p ON p.badge_id = b.id"
        " AND p.wall >= ?1 - g.reach AND p.wall < ?2 + g.reach" JOIN_PLACE
        " WHERE b.person_id = ?3 AND p.at >= ?1 AND p.at < ?2");

  for (gsize i = 0; i < n; i++)
    {
      starts[i] = punches->len;
      muster_query_int64 (query, span.from);
      muster_query_int64 (query, span.until);
      muster_query_int64 (query, ids[i]);
      while (muster_query_next (query))
        {
          MusterPunch punch = punch_from_row (query, voids);

          g_array_append_val (punches, punch);
        }
      muster_query_reset (query);
      if (punches->len > starts[i])
        qsort (&g_array_index (punches, MusterPunch, starts[i]), punches->len - starts[i],
               sizeof (MusterPunch), muster_punch_compare);
    }
  starts[n] = punches->len;

  return muster_query_done (query, error) ? g_steal_pointer (&punches) : NULL;
}

/* Whose each badge is, as an index into @ids; -1 for nobody of them. All badges are looked at:
 * for many people that is several times faster than to ask for those of each. */
static GArray *
badges_get_owners (MusterDb *db, const gint64 *ids, gsize n, GError **error)
{
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT id, person_id FROM badge WHERE person_id IS NOT NULL");
  gint32 nobody = -1;

  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (places, (gpointer) &ids[i], GSIZE_TO_POINTER (i));

  while (muster_query_next (query))
    {
      gsize badge = (gsize) muster_query_get_int64 (query, 0);
      gint64 person_id = muster_query_get_int64 (query, 1);
      gpointer place;

      if (!g_hash_table_lookup_extended (places, &person_id, NULL, &place))
        continue;

      while (owners->len <= badge)
        g_array_append_val (owners, nobody);
      g_array_index (owners, gint32, badge) = (gint32) GPOINTER_TO_SIZE (place);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&owners) : NULL;
}

/* Puts rows that came in order of time into the order of people, keeping that of time */
static GArray *
punches_group (GArray *rows, GArray *row_owners, gsize n, guint *starts)
{
  GArray *punches = g_array_sized_new (FALSE, FALSE, sizeof (MusterPunch), rows->len);
  g_autofree guint *next = g_new0 (guint, n + 1);

  memset (starts, 0, (n + 1) * sizeof *starts);
  for (guint i = 0; i < rows->len; i++)
    starts[g_array_index (row_owners, gint32, i) + 1]++;
  for (gsize i = 0; i < n; i++)
    starts[i + 1] += starts[i];

  memcpy (next, starts, (n + 1) * sizeof *starts);
  g_array_set_size (punches, rows->len);
  for (guint i = 0; i < rows->len; i++)
    g_array_index (punches, MusterPunch, next[g_array_index (row_owners, gint32, i)]++) =
      g_array_index (rows, MusterPunch, i);

  return punches;
}

/* Within one instant of one person, rows are in no particular order yet */
static void
punches_settle (GArray *punches, guint from, guint to)
{
  MusterPunch *all = (MusterPunch *) (gpointer) punches->data;

  for (guint i = from + 1; i < to; i++)
    for (guint j = i; j > from && muster_punch_compare (&all[j - 1], &all[j]) > 0; j--)
      {
        MusterPunch other = all[j];

        all[j] = all[j - 1];
        all[j - 1] = other;
      }
}

static GArray *
punches_in_one_pass (MusterDb *db,
                     const gint64 *ids,
                     gsize n,
                     MusterSpan span,
                     GHashTable *voids,
                     guint *starts,
                     GError **error)
{
  g_autoptr (GArray) owners = badges_get_owners (db, ids, n, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (MusterPunch));
  g_autoptr (GArray) row_owners = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT " PUNCH_COLUMNS ", p.badge_id FROM punch p INDEXED BY punch_at" JOIN_PLACE
        " WHERE p.at >= ? AND p.at < ? ORDER BY p.at");

  if (owners == NULL)
    return NULL;

  muster_query_int64 (query, span.from);
  muster_query_int64 (query, span.until);
  while (muster_query_next (query))
    {
      gsize badge = (gsize) muster_query_get_int64 (query, N_PUNCH_COLUMNS);

      if (badge < owners->len && g_array_index (owners, gint32, badge) >= 0)
        {
          MusterPunch punch = punch_from_row (query, voids);

          g_array_append_val (rows, punch);
          g_array_append_val (row_owners, g_array_index (owners, gint32, badge));
        }
    }

  return muster_query_done (query, error) ? punches_group (rows, row_owners, n, starts)
                                          : NULL;
}

GArray *
muster_punches_of_people (MusterDb *db,
                          const gint64 *ids,
                          gsize n,
                          MusterSpan span,
                          guint *starts,
                          GError **error)
{
  g_autoptr (GHashTable) voids = voids_read (db, error);
  GArray *punches;

  if (voids == NULL)
    return NULL;

  if (n <= FEW_PEOPLE)
    return punches_person_by_person (db, ids, n, span, voids, starts, error);

  punches = punches_in_one_pass (db, ids, n, span, voids, starts, error);
  for (gsize i = 0; punches != NULL && i < n; i++)
    punches_settle (punches, starts[i], starts[i + 1]);

  return punches;
}

gboolean
muster_punches_get_first (MusterDb *db, gint64 *at, GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT at FROM punch WHERE marks & ? = 0 ORDER BY at LIMIT 1");

  *at = 0;
  muster_query_int64 (query, MUSTER_PUNCH_SUSPECT);
  if (muster_query_next (query))
    *at = muster_query_get_int64 (query, 0);

  return muster_query_done (query, error);
}

GArray *
muster_punches_of_person (MusterDb *db, gint64 person_id, MusterSpan span, GError **error)
{
  guint starts[2];

  return muster_punches_of_people (db, &person_id, 1, span, starts, error);
}

/* What a search has to know of each row */
typedef struct
{
  MusterFilter *filter;
  MusterSpan span;
  GHashTable *people; /* NULL for everybody */
  GHashTable *voids;
  GArray *badges; /* of Badge, by id */
  guint n_badges; /* that pass */
  GArray *found;  /* of Found */
  guint counts[8];
  guint total;
} Search;

typedef struct
{
  gint64 at;
  gint64 id;
} Found;

typedef struct
{
  gboolean passes;
  gboolean mapped;
} Badge;

enum
{
  STATE_NORMAL,
  STATE_VOID,
  STATE_SUSPECT,
  STATE_UNMAPPED,
  STATE_CORRECTION,
  STATE_OFFLINE,
  STATE_MOCK,
  N_STATES,
};

static const char *const state_codes[N_STATES] = {
  "normal", "void", "suspect", "unmapped", "correction", "offline", "mock",
};

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->people, g_hash_table_unref);
  g_clear_pointer (&search->voids, g_hash_table_unref);
  g_clear_pointer (&search->badges, g_array_unref);
  g_clear_pointer (&search->found, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static gboolean
search_read_badges (Search *search, MusterDb *db, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT id, person_id FROM badge WHERE ?1 = 0 OR source_id = ?1");

  muster_query_int64 (query, search->filter->source_id);
  while (muster_query_next (query))
    {
      guint id = (guint) muster_query_get_int64 (query, 0);
      gint64 person_id = muster_query_get_int64 (query, 1);
      gboolean passes = search->people == NULL ||
                        g_hash_table_contains (search->people, &person_id);

      if (search->badges->len <= id)
        g_array_set_size (search->badges, id + 1);
      g_array_index (search->badges, Badge, id) = (Badge) { passes, person_id != 0 };
      search->n_badges += passes;
    }

  return muster_query_done (query, error);
}

static guint
states_of (Search *search, gint64 id, guint16 marks, const Badge *badge)
{
  guint states = 0;

  if (g_hash_table_size (search->voids) > 0 &&
      (GPOINTER_TO_UINT (g_hash_table_lookup (search->voids, &id)) & MUSTER_PUNCH_VOID))
    states |= 1 << STATE_VOID;
  if (!badge->mapped)
    states |= 1 << STATE_UNMAPPED;
  if (marks & MUSTER_PUNCH_SUSPECT)
    states |= 1 << STATE_SUSPECT;
  if (marks & MUSTER_PUNCH_CORRECTION)
    states |= 1 << STATE_CORRECTION;
  if (marks & MUSTER_PUNCH_OFFLINE)
    states |= 1 << STATE_OFFLINE;
  if (marks & MUSTER_PUNCH_MOCK)
    states |= 1 << STATE_MOCK;

  return states != 0 ? states : 1 << STATE_NORMAL;
}

static guint
states_wanted (MusterFilter *filter)
{
  guint wanted = 0;

  for (guint i = 0; i < N_STATES; i++)
    if (muster_filter_has_state (filter, state_codes[i]))
      wanted |= 1u << i;

  return wanted;
}

/* Rows of id, badge, marks and instant */
static void
search_take_rows (Search *search, MusterQuery *query)
{
  guint wanted = states_wanted (search->filter);

  while (muster_query_next (query))
    {
      Found found = { muster_query_get_int64 (query, 3),
                      muster_query_get_int64 (query, 0) };
      guint badge_id = (guint) muster_query_get_int64 (query, 1);
      const Badge *badge = badge_id < search->badges->len
                             ? &g_array_index (search->badges, Badge, badge_id)
                             : NULL;
      guint states;

      if (badge == NULL || !badge->passes)
        continue;

      states =
        states_of (search, found.id, (guint16) muster_query_get_int64 (query, 2), badge);
      search->total++;
      for (guint i = 0; i < N_STATES; i++)
        search->counts[i] += states >> i & 1;
      if (states & wanted)
        g_array_append_val (search->found, found);
    }
}

static int
found_compare (gconstpointer first, gconstpointer second)
{
  const Found *a = first;
  const Found *b = second;

  if (a->at != b->at)
    return a->at < b->at ? -1 : 1;

  return (a->id > b->id) - (a->id < b->id);
}

/* The rows that an import brought stand together */
static gboolean
search_import (Search *search, MusterDb *db, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT p.id, p.badge_id, p.marks, p.at FROM import i CROSS JOIN punch p"
        " ON p.id BETWEEN i.first_punch AND ifnull (i.last_punch, 9e18) AND p.import_id "
        "= i.id"
        " WHERE i.id = ? AND p.at >= ? AND p.at < ?");

  muster_query_int64 (query, search->filter->import_id);
  muster_query_int64 (query, search->span.from);
  muster_query_int64 (query, search->span.until);
  search_take_rows (search, query);
  g_array_sort (search->found, found_compare);

  return muster_query_done (query, error);
}

static gboolean
search_badges (Search *search, MusterDb *db, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT p.id, p.badge_id, p.marks, p.at FROM badge b"
        " JOIN source_progress g ON g.source_id = b.source_id CROSS JOIN punch p"
        " ON p.badge_id = b.id AND p.wall >= ?1 - g.reach AND p.wall < ?2 + g.reach"
        " WHERE b.id = ?3 AND p.at >= ?1 AND p.at < ?2");

  for (guint i = 0; i < search->badges->len; i++)
    if (g_array_index (search->badges, Badge, i).passes)
      {
        muster_query_int64 (query, search->span.from);
        muster_query_int64 (query, search->span.until);
        muster_query_int64 (query, i);
        search_take_rows (search, query);
        muster_query_reset (query);
      }
  g_array_sort (search->found, found_compare);

  return muster_query_done (query, error);
}

/* The index holds all that is asked, so no row is looked at */
static gboolean
search_stream (Search *search, MusterDb *db, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT p.id, p.badge_id, p.marks, p.at FROM punch p INDEXED BY punch_at"
        " WHERE p.at >= ? AND p.at < ? ORDER BY p.at, p.badge_id");

  muster_query_int64 (query, search->span.from);
  muster_query_int64 (query, search->span.until);
  search_take_rows (search, query);

  return muster_query_done (query, error);
}

static gboolean
search_run (Search *search, MusterDb *db, GError **error)
{
  if (search->filter->import_id != 0)
    return search_import (search, db, error);

  if (search->people != NULL && search->n_badges <= FEW_PEOPLE)
    return search_badges (search, db, error);

  return search_stream (search, db, error);
}

GArray *
muster_punches_find (MusterDb *db,
                     MusterFilter *filter,
                     MusterSpan span,
                     const MusterScope *scope,
                     MusterDate today,
                     GHashTable *counts,
                     guint *total,
                     GError **error)
{
  g_auto (Search) search = { .filter = filter, .span = span };
  GArray *ids;

  if (filter->order != NULL && !g_str_equal (filter->order, "at"))
    {
      muster_error_set_field (error, "order", _ ("There is no column “%s” to order by."),
                              filter->order);
      return NULL;
    }

  search.badges = g_array_new (FALSE, TRUE, sizeof (Badge));
  search.found = g_array_new (FALSE, FALSE, sizeof (Found));
  if (!muster_people_select (db, filter, scope, today, &search.people, error) ||
      !(search.voids = voids_read (db, error)) ||
      !search_read_badges (&search, db, error) || !search_run (&search, db, error))
    return NULL;

  for (guint i = 0; i < N_STATES; i++)
    muster_tally_add (counts, state_codes[i], search.counts[i]);
  if (total != NULL)
    *total = search.total;

  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), search.found->len);
  for (guint i = 0; i < search.found->len; i++)
    g_array_append_val (ids, g_array_index (search.found, Found, i).id);
  muster_tally_finish (ids, filter->descending, filter->limit);

  return ids;
}

static void
record_clear (MusterPunchRecord *record)
{
  g_free (record->person_name);
  g_free (record->staff_no);
  g_free (record->department);
  g_free (record->key);
  g_free (record->key_name);
  g_free (record->record_key);
  g_free (record->device);
  g_free (record->note);
  g_free (record->extra);
  g_free (record->void_reason);
  g_free (record->void_by);
}

/* After the columns of punch_from_row() */
#define RECORD_COLUMNS                                                                   \
  ", j.key, b.person_id, r.name, r.staff_no, r.department,"                              \
  " (SELECT m.group_code FROM membership m WHERE m.person_id = r.id"                     \
  "   AND ifnull (m.from_date, ?1) <= ?1 AND ifnull (m.to_date, ?1) >= ?1),"             \
  " b.id, b.key, b.name, s.name, s.zone, p.wall, p.utc_offset, p.offset_given,"          \
  " p.import_id, p.line, nullif (p.record_key, ''), t.device, p.work_code,"              \
  " t.note, t.extra, l.raw_lat, l.raw_lon, l.datum, v.reason, v.by, v.at"

static MusterPunchRecord
record_from_row (MusterQuery *query, GHashTable *voids)
{
  return (MusterPunchRecord) {
    .punch = punch_from_row (query, voids),
    .person_id = muster_query_get_int64 (query, 11),
    .person_name = muster_query_dup_text (query, 12),
    .staff_no = muster_query_dup_text (query, 13),
    .department = muster_query_dup_text (query, 14),
    .group = muster_query_get_code (query, 15),
    .badge_id = muster_query_get_int64 (query, 16),
    .key = muster_query_dup_text (query, 17),
    .key_name = muster_query_dup_text (query, 18),
    .source_name = muster_query_get_code (query, 19),
    .zone = muster_query_get_code (query, 20),
    .wall = muster_query_get_int64 (query, 21),
    .offset = (gint32) muster_query_get_int64 (query, 22),
    .offset_given = muster_query_get_int64 (query, 23) != 0,
    .import_id = muster_query_get_int64 (query, 24),
    .line = (guint64) muster_query_get_int64 (query, 25),
    .record_key = muster_query_dup_text (query, 26),
    .device = muster_query_dup_text (query, 27),
    .work_code = (guint32) muster_query_get_int64 (query, 28),
    .note = muster_query_dup_text (query, 29),
    .extra = muster_query_dup_text (query, 30),
    .raw_lat = muster_query_get_double (query, 31),
    .raw_lon = muster_query_get_double (query, 32),
    .datum = (guint8) muster_query_get_int64 (query, 33),
    .void_reason = muster_query_dup_text (query, 34),
    .void_by = muster_query_dup_text (query, 35),
    .void_at = muster_query_get_int64 (query, 36),
  };
}

GArray *
muster_punches_load (MusterDb *db,
                     const gint64 *ids,
                     gsize n,
                     const MusterScope *scope,
                     MusterDate today,
                     GError **error)
{
  g_autoptr (GArray)
    records = g_array_sized_new (FALSE, TRUE, sizeof (MusterPunchRecord), (guint) n);
  g_autoptr (GHashTable) people = NULL;
  g_autoptr (GHashTable) voids = voids_read (db, error);
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT " PUNCH_COLUMNS RECORD_COLUMNS
        " FROM json_each (?2) AS j CROSS JOIN punch p ON p.id = j.value"
        " JOIN badge b ON b.id = p.badge_id JOIN source s ON s.id = p.source_id"
        " LEFT JOIN person r ON r.id = b.person_id"
        " LEFT JOIN punch_note t ON t.punch_id = p.id" JOIN_PLACE
        " LEFT JOIN punch_void v ON v.voided AND v.id ="
        "  (SELECT max (id) FROM punch_void WHERE punch_id = p.id)");

  g_array_set_clear_func (records, (GDestroyNotify) record_clear);
  g_array_set_size (records, (guint) n);
  if (voids == NULL || !muster_people_select (db, NULL, scope, today, &people, error))
    return NULL;

  muster_query_int64 (query, today);
  muster_query_ids (query, ids, n);
  while (muster_query_next (query))
    {
      gint64 person_id = muster_query_get_int64 (query, 11);

      if (people == NULL || g_hash_table_contains (people, &person_id))
        g_array_index (records, MusterPunchRecord, muster_query_get_int64 (query, 10)) =
          record_from_row (query, voids);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}
