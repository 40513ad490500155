/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-fuzz-sink.h"
#include "muster-table-reader.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GStrv
sample_of (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream = muster_fuzz_stream (data, size);
  g_autoptr (MusterLines) lines = muster_lines_new (stream, NULL);
  g_autoptr (GStrvBuilder) sample = g_strv_builder_new ();
  MusterLine line;
  guint n = 0;

  while (n++ < 100 && muster_lines_next (lines, &line, NULL))
    if (line.kind == MUSTER_LINE_TEXT && line.length > 0)
      g_strv_builder_take (sample, g_strndup (line.text, line.length));

  return g_strv_builder_end (sample);
}

/* The first byte says how to read, the rest is the file: its columns are guessed, kept, applied
 * again and read. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  guint8 how = size > 0 ? data[0] : 0;
  g_auto (GStrv) sample = sample_of (data, size);
  char name[] = "2024-02.csv";
  MusterFileLook look = { .name = name, .sample = sample };
  g_autoptr (GPtrArray) cells = NULL;
  double confidence;
  g_autoptr (MusterColumns) guessed = muster_columns_guess (&look, &cells, &confidence);
  g_autoptr (MusterColumns) columns = NULL;
  g_autoptr (GVariant) kept = NULL;
  g_autoptr (GInputStream) stream = muster_fuzz_stream (data, size);
  g_autoptr (MusterCsv) csv = NULL;
  MusterSink *sink = muster_fuzz_sink ();
  g_autoptr (MusterBatch) batch = muster_batch_new (sink, NULL, how & 1);
  MusterTableReader reader = { .states = how & 2 };

  if (guessed == NULL)
    return 0;

  kept = g_variant_ref_sink (muster_columns_to_variant (guessed));
  columns = muster_columns_apply (guessed, kept, NULL);
  g_assert_nonnull (columns);
  g_assert_cmpuint (columns->roles->len, ==, guessed->roles->len);
  if (!muster_columns_is_whole (columns))
    return 0;

  reader.columns = columns;
  csv = muster_csv_new (muster_lines_new (stream, NULL), columns->separator);
  g_assert_true (muster_table_reader_run (&reader, csv, batch, sink, size, NULL, NULL));
  return 0;
}
