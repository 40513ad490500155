/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-attlog-format.h"
#include "muster-batch.h"
#include "muster-lines.h"

/**
 * MusterAttlogReader:
 * @tail: what the numbers behind the time are
 * @states: whether the state keys are used here, so that 0 means in and 1 out
 * @old_codes: whether verify codes 0 and 2 are password and card, as on older terminals
 * @fields: how many fields the lines of this file usually have, 0 when not known
 * @padded: whether its user ids are padded to nine
 *
 * How to read one attlog file: from recognition, or as the operator said.
 */
typedef struct
{
  MusterAttlogTail tail;
  gboolean states;
  gboolean old_codes;
  guint fields;
  gboolean padded;
} MusterAttlogReader;

/**
 * muster_attlog_reader_run:
 * @reader: how to read
 * @lines: the text
 * @batch: where punches go
 * @sink: where damage is reported, and progress in bytes
 * @total: size of the file, 0 for unknown
 * @cancellable: (nullable): to give up
 * @error: what stopped it
 *
 * Reads a whole file, whatever its damage (attlog-files §1), and flushes @batch.
 *
 * Returns: whether it came to the end
 */
gboolean muster_attlog_reader_run (const MusterAttlogReader *reader,
                                   MusterLines *lines,
                                   MusterBatch *batch,
                                   MusterSink *sink,
                                   guint64 total,
                                   GCancellable *cancellable,
                                   GError **error);
