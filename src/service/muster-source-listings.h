/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-source.h"

/**
 * MusterSourceRow:
 * @source: the source
 * @n_punches: punches that came from it
 * @first_at: the first of them, 0 for none
 * @last_at: the last of them, 0 for none
 * @n_unmapped: device numbers on it that nobody is mapped to
 * @last_import_at: when something last came from it, 0 for never
 * @zone: its zone
 *
 * A source with its counts.
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
  gint64 last_import_at;
  MusterZone *zone;
};

/**
 * MusterImportRow:
 * @id: the import
 * @source_id: the source it went to
 * @source_name: its name
 * @file: name of the file, without its folder
 * @kind: what it was recognised as
 * @state: "running", "done", "cancelled", "failed"
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
  char *state;
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
