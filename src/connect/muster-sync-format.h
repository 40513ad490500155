/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-batch.h"

/**
 * MusterSyncEvidence:
 * @id: by which it is fetched
 * @name: (nullable): of the file
 * @media_type: (nullable): what it is: "image/jpeg"
 * @sha256: (nullable): of its content, hexadecimal
 * @size: bytes
 *
 * A file that comes with a request.
 */
typedef struct
{
  char *id;
  char *name;
  char *media_type;
  char *sha256;
  gint64 size;
} MusterSyncEvidence;

/**
 * MusterSyncRequest:
 * @id: the server's own
 * @revision: grows with each change
 * @person: the person's key on the source
 * @kind: "correction", "leave", "trip", "outing", "field", "remote", "overtime" or another
 * @status: "submitted", "withdrawn" or another
 * @slot: (nullable): "in" or "out", of a correction
 * @reason: (nullable): in the person's words
 * @at: the time that a correction wants, microseconds UTC, 0 for none
 * @from: when what is asked for begins, microseconds UTC, 0 for none
 * @until: when it ends
 * @created: when it was made, 0 when it does not say
 * @evidence: (element-type MusterSyncEvidence): its files
 *
 * A request of a person, as a server delivers it.
 */
typedef struct
{
  char *id;
  gint64 revision;
  char *person;
  char *kind;
  char *status;
  char *slot;
  char *reason;
  gint64 at;
  gint64 from;
  gint64 until;
  gint64 created;
  GPtrArray *evidence;
} MusterSyncRequest;

void muster_sync_request_free (MusterSyncRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterSyncRequest, muster_sync_request_free)

/**
 * MusterSyncKind:
 * @MUSTER_SYNC_OTHER: a line of a kind that is not known, or a blank one: passed over
 * @MUSTER_SYNC_HELLO: who the server is
 * @MUSTER_SYNC_PERSON: a person
 * @MUSTER_SYNC_PUNCH: a punch
 * @MUSTER_SYNC_VOID: a punch that the server took out of account
 * @MUSTER_SYNC_REQUEST: a request
 * @MUSTER_SYNC_PAGE: the end of a page
 * @MUSTER_SYNC_DAMAGED: none of them
 */
typedef enum
{
  MUSTER_SYNC_OTHER,
  MUSTER_SYNC_HELLO,
  MUSTER_SYNC_PERSON,
  MUSTER_SYNC_PUNCH,
  MUSTER_SYNC_VOID,
  MUSTER_SYNC_REQUEST,
  MUSTER_SYNC_PAGE,
  MUSTER_SYNC_DAMAGED,
} MusterSyncKind;

/**
 * MusterSyncLine:
 * @server: (nullable): of a hello: name and version of the server
 * @version: of a hello: of the format
 * @user: of a person; its texts live until the next line
 * @draft: of a punch; its texts are the batch's
 * @request: of a request; to be freed
 * @cursor: of a page: what to ask with next
 * @more: of a page: whether there is more now
 * @reason: of a damaged one, as #MusterReject has it
 *
 * What a line says. Clear it with muster_sync_line_clear().
 */
typedef struct
{
  char *server;
  gint64 version;
  MusterDeviceUser user;
  MusterDraft draft;
  MusterSyncRequest *request;
  char *cursor;
  gboolean more;
  const char *reason;
  char *texts[5];
} MusterSyncLine;

void muster_sync_line_clear (MusterSyncLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MusterSyncLine, muster_sync_line_clear)

/**
 * MusterSyncReader:
 *
 * Reads the lines of Muster's own sync format, docs/sync-api.md.
 */
typedef struct _MusterSyncReader MusterSyncReader;

/**
 * muster_sync_reader_new:
 * @zone: (nullable): the zone in which punches are kept
 *
 * Returns: (transfer full): a reader
 */
MusterSyncReader *muster_sync_reader_new (const MusterZone *zone);

void muster_sync_reader_free (MusterSyncReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterSyncReader, muster_sync_reader_free)

/**
 * muster_sync_reader_read:
 * @reader: a reader
 * @text: (array length=length): a line, without its end
 * @length: bytes of it
 * @batch: whose texts a punch uses
 * @line: (out): what it says
 *
 * Returns: what it is
 */
MusterSyncKind muster_sync_reader_read (MusterSyncReader *reader,
                                        const char *text,
                                        gsize length,
                                        MusterBatch *batch,
                                        MusterSyncLine *line);
