/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"

#define MUSTER_EVIDENCE_BYTES (10 * 1024 * 1024) /* of one piece, at most */
#define MUSTER_EVIDENCE_PIECES 12                /* of one request, at most */

/**
 * MusterEvidenceRecord:
 * @id: the row
 * @uid: UUIDv7
 * @request_id: what it belongs to
 * @name: name of the file, or of what was pasted
 * @type: (transfer none): "png", "jpeg", "pdf", "text", interned
 * @size: bytes
 * @at: microseconds UTC
 * @by: the user, or the source, who gave it
 *
 * A piece of evidence, without its content.
 */
typedef struct
{
  gint64 id;
  char *uid;
  gint64 request_id;
  char *name;
  const char *type;
  gint64 size;
  gint64 at;
  char *by;
} MusterEvidenceRecord;

/**
 * muster_evidence_recognise:
 * @data: a content
 * @error: a %MUSTER_ERROR_INVALID for "evidence": too large, empty, or none of the four types
 *
 * Says by the content, not by a name, what a piece of evidence is: a PNG or JPEG picture, a PDF,
 * or text in UTF-8 without control characters.
 *
 * Returns: (transfer none) (nullable): "png", "jpeg", "pdf" or "text"
 */
const char *muster_evidence_recognise (GBytes *data, GError **error);

/**
 * muster_evidence_add:
 * @db: a connection that writes
 * @record: request, name, at and by; the other fields are ignored
 * @data: the content
 * @error: as muster_evidence_recognise(); %MUSTER_ERROR_CONFLICT when the request has it already
 *   or has enough
 *
 * Returns: its id, 0 on error
 */
gint64 muster_evidence_add (MusterDb *db,
                            const MusterEvidenceRecord *record,
                            GBytes *data,
                            GError **error);

/**
 * muster_evidence_list:
 * @db: a connection
 * @request_id: of which request, 0 for all
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterEvidenceRecord) (nullable): in order; the array
 *   clears them
 */
GArray *muster_evidence_list (MusterDb *db, gint64 request_id, GError **error);

/**
 * muster_evidence_count:
 * @db: a connection
 * @request_id: a request
 * @n: (out): its pieces of evidence
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether they could be counted
 */
gboolean muster_evidence_count (MusterDb *db,
                                gint64 request_id,
                                guint *n,
                                GError **error);

/**
 * muster_evidence_read:
 * @db: a connection
 * @id: a piece of evidence
 * @request_id: (out): what it belongs to
 * @error: %MUSTER_ERROR_MISSING
 *
 * Returns: (transfer full) (nullable): its content
 */
GBytes *muster_evidence_read (MusterDb *db,
                              gint64 id,
                              gint64 *request_id,
                              GError **error);
