/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-source.h"

/**
 * MUSTER_SYNC_HOURS:
 *
 * How many hours back a source's row tells of its syncs.
 */
#define MUSTER_SYNC_HOURS 24

/**
 * MusterSyncHour:
 * @n_good: syncs that went well
 * @n_failed: syncs that did not
 * @n_added: punches that came
 */
typedef struct
{
  guint n_good;
  guint n_failed;
  guint64 n_added;
} MusterSyncHour;

/**
 * MusterSourceRow:
 * @source: the source
 * @n_punches: punches that came from it
 * @first_at: the first of them, 0 for none
 * @last_at: the last of them, 0 for none
 * @n_unmapped: device numbers on it that nobody is mapped to
 * @n_waiting: requests that it delivered whose person is not mapped
 * @n_untold: decisions on its requests that it does not know yet
 * @last_import_at: when something last came from it, 0 for never
 * @zone: its zone
 * @unattended: whether it is read by itself or calls in
 * @listens: whether it calls in
 * @sets_clock: whether its clock can be set
 * @attempted_at: when it was last tried, 0 for never
 * @good_at: when it last went well, 0 for never
 * @heard_at: when it last called in, 0 for never
 * @next_at: when it is due, 0 for when somebody asks
 * @failing_since: since when it does not go well, 0 for it does
 * @failures: attempts that failed since
 * @outcome: (transfer none): of the last attempt, see #MusterContact
 * @code: (nullable): what kind of error
 * @field: (nullable): the setting at fault
 * @value: (nullable): what would mend it
 * @message: (nullable): the error in words
 * @clock_known: whether its clock was ever read
 * @clock_ahead: microseconds that its clock was ahead
 * @clock_at: when that was measured
 * @clock_measured: whether punches are corrected by that
 * @drift_warn: microseconds that it may be off
 * @silent_after: microseconds that it may be silent, %G_MAXINT64 for ever
 * @facts: an a{ss} of what it told of itself
 * @n_gaps: runs of record numbers that it skipped
 * @n_missing: record numbers in them
 * @hours: its syncs by the hour, the last one is the one that ends at @as_of
 * @as_of: when the row was made
 *
 * A source with its counts and how the contact with it is.
 */
#define MUSTER_TYPE_SOURCE_ROW (muster_source_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterSourceRow, muster_source_row, MUSTER, SOURCE_ROW, GObject)

struct _MusterSourceRow
{
  GObject parent_instance;

  MusterSource *source;
  guint64 n_punches;
  gint64 first_at;
  gint64 last_at;
  guint n_unmapped;
  guint n_waiting;
  guint n_untold;
  gint64 last_import_at;
  MusterZone *zone;
  gboolean unattended;
  gboolean listens;
  gboolean sets_clock;
  gint64 attempted_at;
  gint64 good_at;
  gint64 heard_at;
  gint64 next_at;
  gint64 failing_since;
  guint failures;
  const char *outcome;
  char *code;
  char *field;
  char *value;
  char *message;
  gboolean clock_known;
  gint64 clock_ahead;
  gint64 clock_at;
  gboolean clock_measured;
  gint64 drift_warn;
  gint64 silent_after;
  GVariant *facts;
  guint n_gaps;
  guint64 n_missing;
  MusterSyncHour hours[MUSTER_SYNC_HOURS];
  gint64 as_of;
};

/**
 * muster_source_row_get_condition:
 * @row: a source
 * @now: what time it is
 *
 * Says how a source is, in one word, the gravest first: "retired", "paused", "file" (it comes when
 * it comes), "refused" (somebody must see to it), "unreachable", "faulty" (it says what makes no
 * sense), "offline" (this computer has no network), "new" (not tried yet), "waiting" (it has not
 * called yet), "behind" (silent for too long), "drift" (its clock is off), "step".
 *
 * Returns: (transfer none): the code
 */
const char *muster_source_row_get_condition (MusterSourceRow *row, gint64 now);

/**
 * muster_source_row_get_contact:
 * @row: a source
 *
 * Returns: when it last reported, in whatever way, 0 for never
 */
gint64 muster_source_row_get_contact (MusterSourceRow *row);

/**
 * muster_source_row_needs_person:
 * @row: a source
 * @now: what time it is
 *
 * Returns: whether it will not come right by itself: refused, its clock off, or silent for too long
 */
gboolean muster_source_row_needs_person (MusterSourceRow *row, gint64 now);

/**
 * MusterImportRow:
 * @id: the import
 * @source_id: the source it went to
 * @source_name: its name
 * @file: name of the file, without its folder
 * @kind: what it was recognised as; of a sync, its connector's kind
 * @way: (transfer none): "file" or "sync"
 * @state: "running", "done", "cancelled", "failed"
 * @code: (nullable): of a sync: what kind of error
 * @replaced: records of which another version counts now
 * @met: people whom the source told of
 * @clock_known: whether the source's clock was read
 * @clock_ahead: microseconds that it was ahead
 * @user: who ran it
 * @started_at: microseconds UTC
 * @ended_at: microseconds UTC, 0 while it runs or when it was killed
 * @rows: lines or records read
 * @added: punches that are new
 * @known: punches that were here already
 * @rejected: lines that could not be read
 * @skipped: records that are no punches by design
 * @duplicates: exact duplicates of a line of the same file
 * @suspect: punches whose clock is not to be believed
 * @unmapped: device numbers in it that nobody is mapped to
 * @first_at: its first punch, 0 for none
 * @last_at: its last punch, 0 for none
 * @message: (nullable): why it failed
 * @zone: zone of the source
 *
 * A past or running import with its report.
 */
#define MUSTER_TYPE_IMPORT_ROW (muster_import_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterImportRow, muster_import_row, MUSTER, IMPORT_ROW, GObject)

struct _MusterImportRow
{
  GObject parent_instance;

  gint64 id;
  gint64 source_id;
  char *source_name;
  char *file;
  char *kind;
  const char *way;
  char *state;
  char *code;
  guint64 replaced;
  guint64 met;
  gboolean clock_known;
  gint64 clock_ahead;
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
  gint64 first_at;
  gint64 last_at;
  char *message;
  MusterZone *zone;
};

/**
 * MusterRejectRow:
 * @id: the key of the row
 * @import_id: the import
 * @file: name of its file
 * @line: where it stood, from 1
 * @reason: code of the reason, see #MusterReject
 * @text: (nullable): the text as found
 * @length: bytes concerned
 *
 * What an import could not read.
 */
#define MUSTER_TYPE_REJECT_ROW (muster_reject_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterRejectRow, muster_reject_row, MUSTER, REJECT_ROW, GObject)

struct _MusterRejectRow
{
  GObject parent_instance;

  gint64 id;
  gint64 import_id;
  char *file;
  guint64 line;
  char *reason;
  char *text;
  guint64 length;
};

/**
 * MusterMappingRow:
 * @kind: what it maps: "punches", "people"
 * @name: what the operator calls it
 * @document: the mapping, JSON; see muster_mapping_parse()
 *
 * How the columns of a table are read.
 */
#define MUSTER_TYPE_MAPPING_ROW (muster_mapping_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterMappingRow, muster_mapping_row, MUSTER, MAPPING_ROW, GObject)

struct _MusterMappingRow
{
  GObject parent_instance;

  char *kind;
  char *name;
  char *document;
};

/* Rows are MusterMappingRow */
extern const MusterListing muster_mappings_listing;

/* Rows are MusterSourceRow; states "active", "paused", "retired" */
extern const MusterListing muster_sources_listing;

/* Rows are MusterImportRow, newest first; states as in the row */
extern const MusterListing muster_imports_listing;

/* Rows are MusterRejectRow, of the filter's import or of all */
extern const MusterListing muster_rejects_listing;

/**
 * MusterStrangerRow:
 * @serial: the serial number that it gives
 * @address: where it called from
 * @about: (nullable): an a{ss} of what it said of itself
 * @first_at: when it first called, microseconds UTC
 * @last_at: when it last called
 * @zone: the company's zone
 *
 * A device that called in and waits to be admitted.
 */
#define MUSTER_TYPE_STRANGER_ROW (muster_stranger_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterStrangerRow,
                      muster_stranger_row,
                      MUSTER,
                      STRANGER_ROW,
                      GObject)

struct _MusterStrangerRow
{
  GObject parent_instance;

  char *serial;
  char *address;
  GVariant *about;
  gint64 first_at;
  gint64 last_at;
  MusterZone *zone;
};

/* Rows are MusterImportRow, newest first: those of the log that are syncs */
extern const MusterListing muster_syncs_listing;

/* Rows are MusterSourceRow: those that are read by themselves, with what they told */
extern const MusterListing muster_devices_listing;

/* Rows are MusterStrangerRow, newest first */
extern const MusterListing muster_strangers_listing;
