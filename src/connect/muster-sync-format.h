/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-batch.h"
#include "muster-delivery.h"

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
  MusterDelivery *request;
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
