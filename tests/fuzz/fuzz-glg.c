/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-fuzz-sink.h"
#include "muster-glg-reader.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The first byte says how to read, the rest is the file. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const charsets[] = { NULL, "UTF-8", "GB18030", "windows-1258" };
  guint8 how = size > 0 ? data[0] : 0;
  MusterGlgReader reader = {
    .order = how % MUSTER_WALL_ORDERS,
    .states = how & 8,
    .strip_zeros = how & 16,
  };
  g_autoptr (GInputStream) stream = muster_fuzz_stream (data, size);
  g_autoptr (GInputStream) again = muster_fuzz_stream (data, size);
  g_autoptr (MusterLines) lines = muster_lines_new (stream, charsets[how >> 6]);
  g_autoptr (MusterLines) surveyed = muster_lines_new (again, charsets[how >> 6]);
  MusterSink *sink = muster_fuzz_sink ();
  g_autoptr (MusterBatch) batch = muster_batch_new (sink, NULL, how & 32);
  MusterWallSurvey survey = { 0 };

  g_assert_true (muster_glg_survey (surveyed, &survey, NULL, NULL));
  g_assert_true (muster_glg_reader_run (&reader, lines, batch, sink, size, NULL, NULL));
  return 0;
}
