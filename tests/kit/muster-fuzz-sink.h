/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-sink.h"

/**
 * muster_fuzz_stream:
 * @data: (array length=size): a fuzzer's input, whose first byte says how to read
 * @size: bytes of it
 *
 * Returns: (transfer full): the rest of it as a stream
 */
static inline GInputStream *
muster_fuzz_stream (const guint8 *data, gsize size)
{
  return g_memory_input_stream_new_from_data (size > 0 ? data + 1 : (const void *) "",
                                              size > 0 ? (gssize) size - 1 : 0, NULL);
}

static gboolean
fuzz_take (MusterSink *sink,
           const MusterDraft *drafts,
           gsize n_drafts,
           GVariant *cursor,
           GError **error)
{
  for (gsize i = 0; i < n_drafts; i++)
    {
      g_assert_nonnull (drafts[i].person_key);
      g_assert_cmpstr (drafts[i].person_key, !=, "");
      g_assert_true (g_utf8_validate (drafts[i].person_key, -1, NULL));
      g_assert_true (drafts[i].person_name == NULL ||
                     g_utf8_validate (drafts[i].person_name, -1, NULL));
      g_assert_true (drafts[i].note == NULL ||
                     g_utf8_validate (drafts[i].note, -1, NULL));
      g_assert_cmpint (drafts[i].wall, >, -62200000000 * MUSTER_SECOND);
      g_assert_cmpint (drafts[i].wall, <, 253402387200 * MUSTER_SECOND);
      g_assert_true (drafts[i].lat >= -90 && drafts[i].lat <= 90);
      g_assert_true (drafts[i].lon >= -180 && drafts[i].lon <= 180);
    }
  return TRUE;
}

static void
fuzz_reject (MusterSink *sink, const MusterReject *reject)
{
  g_assert_nonnull (reject->reason);
  g_assert_true (reject->text == NULL || g_utf8_validate (reject->text, -1, NULL));
}

static void
fuzz_skip (MusterSink *sink, const char *reason, guint64 n)
{
  g_assert_cmpuint (n, >, 0);
}

static void
fuzz_progress (MusterSink *sink, guint64 done, guint64 total)
{
  g_assert_cmpuint (done, >, 0);
}

/**
 * muster_fuzz_sink:
 *
 * Returns: (transfer none): a sink that checks what must hold of any draft, whatever the input
 */
static inline MusterSink *
muster_fuzz_sink (void)
{
  static MusterSink sink = { fuzz_take, fuzz_reject, fuzz_skip, fuzz_progress };

  return &sink;
}
