/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-zk-users.h"

/**
 * MusterZkLayout:
 * @MUSTER_ZK_LAYOUT_NONE: none that is known
 * @MUSTER_ZK_LAYOUT_40: most terminals: user id as text
 * @MUSTER_ZK_LAYOUT_16: user id as a number, with a work code
 * @MUSTER_ZK_LAYOUT_8: only the internal slot of the user
 * @MUSTER_ZK_LAYOUT_8_STATE: the same with the state before the time (MA300 and its relatives)
 * @MUSTER_ZK_LAYOUT_49: as 40, and nine bytes more
 *
 * How a terminal lays out its attendance records.
 */
typedef enum
{
  MUSTER_ZK_LAYOUT_NONE,
  MUSTER_ZK_LAYOUT_40,
  MUSTER_ZK_LAYOUT_16,
  MUSTER_ZK_LAYOUT_8,
  MUSTER_ZK_LAYOUT_8_STATE,
  MUSTER_ZK_LAYOUT_49,
} MusterZkLayout;

/**
 * MusterZkRecord:
 * @key: the user id, leading zeros kept; "" where only the slot is known
 * @uid: the internal slot, 0 where only the user id is known; of a short event the number that is
 *   the user id, or the slot where nobody has that user id
 * @packed: the time as the terminal counts it, 0 for an event
 * @wall: its time, microseconds as if UTC; meaningless unless @dated
 * @dated: whether there is such a time
 * @verify: the terminal's code of verification
 * @state: the terminal's code of direction
 * @work_code: 0 for none
 *
 * An attendance record.
 */
typedef struct
{
  char key[MUSTER_ZK_KEY_SIZE];
  guint16 uid;
  guint32 packed;
  gint64 wall;
  gboolean dated;
  guint8 verify;
  guint8 state;
  guint32 work_code;
} MusterZkRecord;

/**
 * muster_zk_layout_get_size:
 * @layout: a layout
 *
 * Returns: bytes of a record, 0 for none
 */
gsize muster_zk_layout_get_size (MusterZkLayout layout);

/**
 * muster_zk_layout_get_name:
 * @layout: a layout
 *
 * Returns: (transfer none): its name in a cursor: "40", "8-state" …
 */
const char *muster_zk_layout_get_name (MusterZkLayout layout);

/**
 * muster_zk_layout_recognise:
 * @records: (array length=length): all records of a log
 * @length: bytes of them, more than 0
 * @counted: how many the terminal says there are; 0 when it does not, and it may be wrong
 * @latest: the latest time that can be true, microseconds of wall time as if UTC
 *
 * Finds the layout whose reading makes sense of all records but a few: their size divides
 * @length, the user ids can be printed, the times are dates from 2000 to @latest. Of several the
 * one that makes the most sense, and of equal ones the one that @counted agrees with.
 *
 * Returns: the layout, %MUSTER_ZK_LAYOUT_NONE when none makes sense
 */
MusterZkLayout muster_zk_layout_recognise (const guint8 *records,
                                           gsize length,
                                           guint32 counted,
                                           gint64 latest);

/**
 * muster_zk_dataset_open:
 * @data: (array length=length): a table as it was read: a count of bytes, and the records
 * @length: bytes of it
 * @records: (out): where the records begin, within @data
 * @size: (out): bytes of them, 0 for an empty table
 *
 * Returns: whether all is there that the count promises
 */
gboolean muster_zk_dataset_open (const guint8 *data,
                                 gsize length,
                                 const guint8 **records,
                                 gsize *size);

/**
 * muster_zk_record_read:
 * @layout: a layout
 * @data: bytes of one record
 * @record: (out): what it says
 *
 * Returns: (nullable): %NULL when it is a punch, else why not, as a #MusterReject reason
 */
const char *muster_zk_record_read (MusterZkLayout layout,
                                   const guint8 *data,
                                   MusterZkRecord *record);

/**
 * muster_zk_event_read:
 * @data: (array length=length): what an attendance event carries
 * @length: bytes of it
 * @record: (out): what it says
 *
 * Returns: (nullable): %NULL when it is a punch, else why not, as a #MusterReject reason
 */
const char *muster_zk_event_read (const guint8 *data,
                                  gsize length,
                                  MusterZkRecord *record);
