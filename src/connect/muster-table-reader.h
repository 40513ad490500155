/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-batch.h"
#include "muster-csv.h"
#include "muster-columns.h"

/**
 * MusterTableReader:
 * @columns: what the columns are
 * @datum: of positions without one of their own
 * @states: whether state codes 0 and 1 mean in and out; words always do
 * @old_codes: whether verify codes 0 and 2 are password and card
 *
 * How to read one table.
 */
typedef struct
{
  const MusterColumns *columns;
  MusterDatum datum;
  gboolean states;
  gboolean old_codes;
} MusterTableReader;

/**
 * muster_table_reader_run:
 * @reader: how to read
 * @csv: the table, its headers included
 * @batch: where punches go
 * @sink: where faults are reported, and progress in bytes
 * @total: size of the file, 0 for unknown
 * @cancellable: (nullable): to give up
 * @error: what stopped it
 *
 * Reads a whole table and flushes @batch.
 *
 * Returns: whether it came to the end
 */
gboolean muster_table_reader_run (const MusterTableReader *reader,
                                  MusterCsv *csv,
                                  MusterBatch *batch,
                                  MusterSink *sink,
                                  guint64 total,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * muster_table_survey:
 * @columns: what the columns are
 * @csv: the table, its headers included
 * @survey: what to feed with its dates
 * @cancellable: (nullable): to give up
 * @error: what stopped it
 *
 * Looks at all dates of a table, to tell day and month apart.
 *
 * Returns: whether it came to the end
 */
gboolean muster_table_survey (const MusterColumns *columns,
                              MusterCsv *csv,
                              MusterWallSurvey *survey,
                              GCancellable *cancellable,
                              GError **error);
