/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"
#include "muster-filter.h"

/**
 * MusterImportRecord:
 * @id: the import
 * @source_id: the source it went to
 * @source_name: its name
 * @zone: IANA name of its zone
 * @file: name of the file, without its folder
 * @kind: what it was recognised as; of a sync, the kind of its connector
 * @way: "file" or "sync", as a static text; %NULL means a file
 * @state: "running", "done", "cancelled", "failed"; "interrupted" when it ended without saying so
 * @code: (nullable): of a sync: what kind of error it ended with, see #MusterContact
 * @user: who ran it
 * @started_at: microseconds UTC
 * @ended_at: microseconds UTC, 0 while it runs; of an interrupted one, when that was found out
 * @rows: lines or records read
 * @added: punches that are new
 * @known: punches that were here already
 * @rejected: lines that could not be read
 * @skipped: records that are no punches by design
 * @duplicates: exact duplicates of a line of the same file
 * @suspect: punches whose clock is not to be believed
 * @unmapped: device numbers in it that nobody was mapped to
 * @replaced: records of which another version counts now
 * @met: people whom the source told of
 * @clock_known: whether the source's clock was read
 * @clock_ahead: microseconds that it was ahead
 * @first_at: its first punch, 0 for none
 * @last_at: its last punch, 0 for none
 * @message: (nullable): why it failed
 */
typedef struct
{
  gint64 id;
  gint64 source_id;
  char *source_name;
  char *zone;
  char *file;
  char *kind;
  const char *way;
  char *state;
  char *code;
  char *user;
  gint64 started_at;
  gint64 ended_at;
  guint64 rows;
  guint64 added;
  guint64 known;
  guint64 rejected;
  guint64 skipped;
  guint64 duplicates;
  guint64 suspect;
  guint64 unmapped;
  guint64 replaced;
  guint64 met;
  gboolean clock_known;
  gint64 clock_ahead;
  gint64 first_at;
  gint64 last_at;
  char *message;
} MusterImportRecord;

/**
 * MusterRejectRecord:
 * @id: the row
 * @import_id: the import
 * @file: name of its file
 * @line: where it stood, from 1
 * @reason: (transfer none): code of the reason, interned
 * @text: (nullable): the text as found
 * @length: bytes concerned
 */
typedef struct
{
  gint64 id;
  gint64 import_id;
  char *file;
  guint64 line;
  const char *reason;
  char *text;
  guint64 length;
} MusterRejectRecord;

/**
 * muster_import_log_begin:
 * @db: a connection that writes
 * @record: source_id, file, kind, way, user and started_at; the rest is ignored
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Opens an import, which is "running".
 *
 * Returns: its id, 0 on error
 */
gint64 muster_import_log_begin (MusterDb *db,
                                const MusterImportRecord *record,
                                GError **error);

/**
 * muster_import_log_update:
 * @db: a connection that writes
 * @record: id, state, message, ended_at and the counts, all of them as they now stand
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Writes how far an import is, in the transaction of the batch that was taken.
 *
 * Returns: whether it was written
 */
gboolean muster_import_log_update (MusterDb *db,
                                   const MusterImportRecord *record,
                                   GError **error);

/**
 * muster_import_log_reject:
 * @db: a connection that writes
 * @record: import_id, line, reason, text and length
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Keeps a line that could not be read.
 *
 * Returns: whether it was written
 */
gboolean muster_import_log_reject (MusterDb *db,
                                   const MusterRejectRecord *record,
                                   GError **error);

/**
 * muster_import_log_find_running:
 * @db: a connection
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the imports of files of which no end is
 *   known
 */
GArray *muster_import_log_find_running (MusterDb *db, GError **error);

/**
 * muster_import_log_interrupt:
 * @db: a connection that writes
 * @id: an import of which no end is known
 * @at: when that was found out, microseconds UTC
 * @message: what it means
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Notes that an import is not running any more.
 *
 * Returns: whether it was written
 */
gboolean muster_import_log_interrupt (MusterDb *db,
                                      gint64 id,
                                      gint64 at,
                                      const char *message,
                                      GError **error);

/**
 * muster_import_log_interrupt_syncs:
 * @db: a connection that writes
 * @source_id: a source that nobody reads just now
 * @at: now, microseconds UTC
 * @message: what it means
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Notes that syncs of a source of which no end is known are not running any more.
 *
 * Returns: whether it was written
 */
gboolean muster_import_log_interrupt_syncs (MusterDb *db,
                                            gint64 source_id,
                                            gint64 at,
                                            const char *message,
                                            GError **error);

/**
 * MusterSyncMark:
 * @started_at: when it began, microseconds UTC
 * @good: whether it did not fail
 * @added: punches that were new
 */
typedef struct
{
  gint64 started_at;
  gboolean good;
  guint64 added;
} MusterSyncMark;

/**
 * muster_import_log_list_syncs:
 * @db: a connection
 * @source_id: which source
 * @from: microseconds UTC
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterSyncMark) (nullable): syncs that began since then
 */
GArray *muster_import_log_list_syncs (MusterDb *db,
                                      gint64 source_id,
                                      gint64 from,
                                      GError **error);

/**
 * muster_import_log_prune:
 * @db: a connection that writes
 * @before: microseconds UTC
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Forgets syncs that began before an instant, brought nothing and had nothing to say.
 *
 * Returns: whether it could
 */
gboolean muster_import_log_prune (MusterDb *db, gint64 before, GError **error);

/**
 * muster_import_log_find:
 * @db: a connection
 * @way: (nullable): "file" or "sync", %NULL for both
 * @filter: source, import, states, search (in the file's name), limit
 * @counts: (nullable) (element-type utf8 guint): adds the imports by state
 * @total: (out) (optional): imports before the filter's states and limit
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type gint64) (nullable): ids, newest first unless the
 *   filter turns them round
 */
GArray *muster_import_log_find (MusterDb *db,
                                const char *way,
                                MusterFilter *filter,
                                GHashTable *counts,
                                guint *total,
                                GError **error);

/**
 * muster_import_log_load:
 * @db: a connection
 * @ids: (array length=n): which
 * @n: how many
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterImportRecord) (nullable): one for each of @ids
 *   in their order, with id 0 for one that is gone; the array clears them
 */
GArray *muster_import_log_load (MusterDb *db, const gint64 *ids, gsize n, GError **error);

/* The same of lines that could not be read; of the filter's import or source or of all, in the
 * order of imports (newest first) and lines. States are the reasons. */
GArray *muster_import_log_find_rejects (MusterDb *db,
                                        MusterFilter *filter,
                                        GHashTable *counts,
                                        guint *total,
                                        GError **error);
GArray *muster_import_log_load_rejects (MusterDb *db,
                                        const gint64 *ids,
                                        gsize n,
                                        GError **error);
