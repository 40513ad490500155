/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-sink.h"

/**
 * MusterPushTable:
 * @MUSTER_PUSH_TABLE_OTHER: read and let go: photos, biometrics, door states
 * @MUSTER_PUSH_TABLE_ATTLOG: punches
 * @MUSTER_PUSH_TABLE_OPERLOG: operations and users, told apart by the first word
 * @MUSTER_PUSH_TABLE_OPTIONS: what the terminal says of itself
 * @MUSTER_PUSH_TABLE_USERINFO: users, a line each
 * @MUSTER_PUSH_TABLE_RTLOG: events of an access controller, punches among them
 *
 * What the body of an upload holds.
 */
typedef enum
{
  MUSTER_PUSH_TABLE_OTHER,
  MUSTER_PUSH_TABLE_ATTLOG,
  MUSTER_PUSH_TABLE_OPERLOG,
  MUSTER_PUSH_TABLE_OPTIONS,
  MUSTER_PUSH_TABLE_USERINFO,
  MUSTER_PUSH_TABLE_RTLOG,
} MusterPushTable;

/**
 * MusterPushRecord:
 * @table: what the body held
 * @drafts: (element-type MusterDraft): the punches
 * @users: (element-type MusterDeviceUser): the people
 * @rejects: (element-type MusterReject): rows that are neither
 * @facts: (element-type utf8): names and values by turns, see muster_sink_learn()
 * @n_rows: rows that came, those among @rejects and @n_events too: what is acknowledged
 * @n_events: rows that are no punches by design
 * @torn: whether the last row has no end and cannot be read: it may have been cut on its way
 * @unreadable: whether the body is no text at all: compressed or encrypted
 *
 * The body of an upload, read. All texts belong to it.
 */
typedef struct
{
  MusterPushTable table;
  GArray *drafts;
  GArray *users;
  GArray *rejects;
  GPtrArray *facts;
  guint n_rows;
  guint64 n_events;
  gboolean torn;
  gboolean unreadable;

  /*< private >*/
  GStringChunk *texts;
} MusterPushRecord;

/**
 * muster_push_record_table:
 * @table: (nullable): the value of the parameter "table"
 * @name: (nullable): the value of "tablename", of the table "tabledata"
 *
 * Returns: what such a body holds
 */
MusterPushTable muster_push_record_table (const char *table, const char *name);

/**
 * muster_push_record_read:
 * @table: what the body holds; a first line "TABLE=…" says it better
 * @data: (array length=length): the body
 * @length: bytes of it
 * @datum: the datum of its positions
 * @address: (nullable): the address that it came from, which stays beside each punch
 *
 * Reads the body of an upload. It has no clock and keeps nothing but what Muster needs: no
 * passwords, templates, photos or temperatures.
 *
 * Returns: (transfer full): what it says
 */
MusterPushRecord *muster_push_record_read (MusterPushTable table,
                                           const guint8 *data,
                                           gsize length,
                                           MusterDatum datum,
                                           const char *address);

void muster_push_record_free (MusterPushRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterPushRecord, muster_push_record_free)

/**
 * muster_push_record_give:
 * @record: what was read
 * @sink: where it goes
 * @error: what stopped the sink
 *
 * Returns: whether the sink took it
 */
gboolean muster_push_record_give (MusterPushRecord *record,
                                  MusterSink *sink,
                                  GError **error);
