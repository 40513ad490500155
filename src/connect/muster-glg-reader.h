/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-batch.h"
#include "muster-glg-format.h"
#include "muster-lines.h"

/**
 * MusterGlgReader:
 * @order: how the dates are ordered
 * @states: whether the in-out keys are used here
 * @strip_zeros: whether leading zeros of user ids are padding
 *
 * How to read one GLG or AGL file.
 */
typedef struct
{
  MusterWallOrder order;
  gboolean states;
  gboolean strip_zeros;
} MusterGlgReader;

/**
 * muster_glg_reader_run:
 * @reader: how to read
 * @lines: the text, its header included
 * @batch: where punches go
 * @sink: where damage and events are reported, and progress in bytes
 * @total: size of the file, 0 for unknown
 * @cancellable: (nullable): to give up
 * @error: what stopped it
 *
 * Reads a whole file and flushes @batch. A further header begins a further layout.
 *
 * Returns: whether it came to the end
 */
gboolean muster_glg_reader_run (const MusterGlgReader *reader,
                                MusterLines *lines,
                                MusterBatch *batch,
                                MusterSink *sink,
                                guint64 total,
                                GCancellable *cancellable,
                                GError **error);

/**
 * muster_glg_survey:
 * @lines: the text, its header included
 * @survey: what to feed with its times
 * @cancellable: (nullable): to give up
 * @error: what stopped it
 *
 * Looks at all times of a file, to tell day and month apart.
 *
 * Returns: whether it came to the end
 */
gboolean muster_glg_survey (MusterLines *lines,
                            MusterWallSurvey *survey,
                            GCancellable *cancellable,
                            GError **error);
