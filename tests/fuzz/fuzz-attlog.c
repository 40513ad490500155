/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-attlog-reader.h"
#include "muster-fuzz-sink.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The first byte says how to read, the rest is the file. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const charsets[] = { NULL, "UTF-8", "GB18030", "windows-1256" };
  guint8 how = size > 0 ? data[0] : 0;
  MusterAttlogReader reader = {
    .tail = how % (MUSTER_ATTLOG_TAIL_DEVICE_VERIFY + 1),
    .states = how & 4,
    .fields = how & 8 ? 6 : 0,
    .padded = how & 16,
  };
  g_autoptr (GInputStream) stream = muster_fuzz_stream (data, size);
  g_autoptr (MusterLines) lines = muster_lines_new (stream, charsets[how >> 6]);
  MusterSink *sink = muster_fuzz_sink ();
  g_autoptr (MusterBatch) batch = muster_batch_new (sink, NULL, how & 32);

  g_assert_true (
    muster_attlog_reader_run (&reader, lines, batch, sink, size, NULL, NULL));
  return 0;
}
