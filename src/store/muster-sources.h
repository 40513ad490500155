/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"
#include "muster-source.h"

/**
 * MusterSourceStats:
 * @n_punches: punches that came from it
 * @first_at: the first of them, 0 for none
 * @last_at: the last of them, 0 for none
 * @n_unmapped: device numbers on it that nobody is mapped to
 * @last_import_at: when something last came from it, 0 for never
 */
typedef struct
{
  guint64 n_punches;
  gint64 first_at;
  gint64 last_at;
  guint n_unmapped;
  gint64 last_import_at;
} MusterSourceStats;

/**
 * muster_sources_add:
 * @db: a connection that writes
 * @source: the source; its id is ignored, a missing uid is made
 * @at: now, microseconds UTC
 * @error: %MUSTER_ERROR_CONFLICT when the name is taken
 *
 * Returns: the new id, 0 on error
 */
gint64 muster_sources_add (MusterDb *db, MusterSource *source, gint64 at, GError **error);

/**
 * muster_sources_change:
 * @db: a connection that writes
 * @source: the source with its id; synced_to is not written, see
 *   muster_sources_set_progress()
 * @error: %MUSTER_ERROR_CONFLICT when the name is taken, %MUSTER_ERROR_MISSING
 *
 * Returns: whether it was written
 */
gboolean muster_sources_change (MusterDb *db, MusterSource *source, GError **error);

/**
 * muster_sources_get:
 * @db: a connection
 * @id: which
 * @error: %MUSTER_ERROR_MISSING
 *
 * Returns: (transfer full) (nullable): the source
 */
MusterSource *muster_sources_get (MusterDb *db, gint64 id, GError **error);

/**
 * muster_sources_get_by_name:
 * @db: a connection
 * @name: its name
 * @id: (out): the source, 0 for none
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it could be looked up
 */
gboolean muster_sources_get_by_name (MusterDb *db,
                                     const char *name,
                                     gint64 *id,
                                     GError **error);

/**
 * muster_sources_list:
 * @db: a connection
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterSource) (nullable): all of them, by name
 */
GPtrArray *muster_sources_list (MusterDb *db, GError **error);

/**
 * muster_sources_get_stats:
 * @db: a connection
 * @id: which
 * @stats: (out): its counts
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether they could be read
 */
gboolean muster_sources_get_stats (MusterDb *db,
                                   gint64 id,
                                   MusterSourceStats *stats,
                                   GError **error);

/**
 * muster_sources_get_cursor:
 * @db: a connection
 * @id: which
 * @cursor: (out) (transfer full) (nullable): where its connector has got to, %NULL for the
 *   beginning
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it could be read
 */
gboolean muster_sources_get_cursor (MusterDb *db,
                                    gint64 id,
                                    GVariant **cursor,
                                    GError **error);

/**
 * muster_sources_set_progress:
 * @db: a connection that writes
 * @id: which
 * @cursor: (nullable): where its connector has got to; %NULL leaves it
 * @synced_to: punches up to this instant have arrived, 0 leaves it; it never goes back
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Notes how far a source has been read, in the transaction of the batch that it covers.
 *
 * Returns: whether it was written
 */
gboolean muster_sources_set_progress (MusterDb *db,
                                      gint64 id,
                                      GVariant *cursor,
                                      gint64 synced_to,
                                      GError **error);

/**
 * muster_sources_forget_cursor:
 * @db: a connection that writes
 * @id: which
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Has a source read from its beginning again. Punches that are known stay as they are.
 *
 * Returns: whether it was written
 */
gboolean muster_sources_forget_cursor (MusterDb *db, gint64 id, GError **error);

/**
 * muster_sources_get_secrets:
 * @db: a connection
 * @id: which
 * @secrets: (out) (transfer full) (nullable): a{sv} of its connector's secret fields
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether they could be read
 */
gboolean muster_sources_get_secrets (MusterDb *db,
                                     gint64 id,
                                     GVariant **secrets,
                                     GError **error);

/**
 * muster_sources_set_secrets:
 * @db: a connection that writes
 * @id: which
 * @secrets: (nullable): a{sv} of its connector's secret fields; %NULL forgets them
 * @error: %MUSTER_ERROR_MISSING
 *
 * Returns: whether they were written
 */
gboolean muster_sources_set_secrets (MusterDb *db,
                                     gint64 id,
                                     GVariant *secrets,
                                     GError **error);

/**
 * muster_sources_serving:
 * @db: a connection
 * @ids: (array length=n): people
 * @n: how many
 * @starts: (array): room for @n + 1 numbers: where each person's sources begin, and the end
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Which sources the days of people wait for: active ones that are waited for and on which
 * the person has a mapped device number. In the order of @ids.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): ids of sources
 */
GArray *muster_sources_serving (MusterDb *db,
                                const gint64 *ids,
                                gsize n,
                                guint *starts,
                                GError **error);
