/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-sink.h"
#include "muster-zk-records.h"

/**
 * MusterZkReader:
 * @serial: what identifies the terminal, "" when it does not say
 * @layout: of its records
 * @states: whether the state keys are used there, so that states are directions
 * @old_codes: whether verify codes 0 and 2 are password and card
 * @keys: (nullable): user ids by slot, for records that have only the slot
 *
 * How a terminal's log becomes punches. In the short layouts a slot without a user is the key
 * "uid:7", and the record itself is the record key: a slot may pass to somebody else, its old
 * records do not.
 */
typedef struct
{
  const char *serial;
  MusterZkLayout layout;
  gboolean states;
  gboolean old_codes;
  GHashTable *keys;
} MusterZkReader;

/**
 * muster_zk_reader_run:
 * @reader: how to read
 * @records: (array length=length): all records of the log, whole
 * @length: bytes of them
 * @cursor: (nullable): what came with the last batch of this source that was stored
 * @sink: where the punches go
 * @cancellable: (nullable): to stop between batches
 * @error: what stopped the sink
 *
 * Hands over a log. A terminal gives its whole log each time: the cursor tells how many records
 * were stored, and a hash of them, so that a log that still begins with those goes on behind them,
 * and any other one is handed over from the start. Each batch comes with the cursor that covers
 * it. A log that has become shorter is told as the fact "log-cleared", a slot that has another
 * user than before as "slot-reused".
 *
 * Returns: whether all was taken
 */
gboolean muster_zk_reader_run (const MusterZkReader *reader,
                               const guint8 *records,
                               gsize length,
                               GVariant *cursor,
                               MusterSink *sink,
                               GCancellable *cancellable,
                               GError **error);

/**
 * muster_zk_reader_take_event:
 * @reader: how to read; its layout matters only for events that name a user by a short number
 * @record: an attendance event
 * @sink: where the punch goes
 * @error: what stopped the sink
 *
 * Hands over an event as the punch that the log will have, with the same identity, without a
 * cursor.
 *
 * Returns: whether it was taken
 */
gboolean muster_zk_reader_take_event (const MusterZkReader *reader,
                                      const MusterZkRecord *record,
                                      MusterSink *sink,
                                      GError **error);

/**
 * muster_zk_reader_get_serial:
 * @cursor: (nullable): a cursor of such a reader
 *
 * Returns: (transfer none) (nullable): the serial number of the terminal that it came from
 */
const char *muster_zk_reader_get_serial (GVariant *cursor);
