/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first line is a path, the rest an answer, or lines of the sync format. */

#include "muster-fuzz-sink.h"
#include "muster-rest-mapping.h"
#include "muster-sync-format.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const MusterRestMapping mapping = {
  .key = "user",
  .name = "name",
  .time = "at",
  .record_key = { "id", "at" },
  .revision = "changed",
  .received = "received",
  .direction = "way",
  .in = "in|IN*",
  .out = "out",
  .lat = "lat",
  .lon = "lon",
  .divisor = 1000,
  .accuracy = "accuracy",
  .device = "device",
  .note = "note",
  .phone = "phone",
  .terminal = { "kind", "terminal" },
  .verdict = "verdict",
  .mock = { "mock", "true" },
  .manual = { { "kind", "boss" } },
  .not_punch = { { "kind", "system" } },
};

static void
read_records (const char *path, const char *text, gsize length, MusterBatch *batch)
{
  g_autoptr (MusterRestMapper)
    mapper = muster_rest_mapper_new (&mapping, NULL, MUSTER_DATUM_WGS84, NULL);
  g_autoptr (JsonPath) where = muster_json_path_new (path, NULL);
  g_autoptr (JsonNode) root = muster_json_parse (text, length, NULL);
  g_autoptr (JsonArray) all = NULL;

  if (where == NULL || root == NULL)
    return;

  all = muster_json_path_all (where, root);
  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      const char *reason = NULL;
      MusterDraft draft;

      if (muster_rest_mapper_read (mapper, json_array_get_element (all, i), batch, &draft,
                                   &reason) == MUSTER_REST_PUNCH)
        muster_batch_add (batch, &draft, 255, 255, 0, NULL);
    }
}

static void
read_lines (const char *text, gsize length, MusterBatch *batch)
{
  g_autoptr (MusterSyncReader) reader = muster_sync_reader_new (NULL);

  while (length > 0)
    {
      const char *end = memchr (text, '\n', length);
      gsize n = end != NULL ? (gsize) (end - text) : length;
      g_auto (MusterSyncLine) line = { 0 };
      MusterSyncKind kind = muster_sync_reader_read (reader, text, n, batch, &line);

      g_assert_true (kind != MUSTER_SYNC_DAMAGED || line.reason != NULL);
      if (kind == MUSTER_SYNC_PUNCH)
        muster_batch_add (batch, &line.draft, 255, 255, 0, NULL);
      if (kind == MUSTER_SYNC_PERSON)
        g_assert_cmpstr (line.user.key, !=, "");

      n = MIN (n + 1, length);
      text += n;
      length -= n;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (MusterBatch) batch = muster_batch_new (muster_fuzz_sink (), NULL, FALSE);
  const char *text = (const char *) data;
  const char *end = size > 0 ? memchr (text, '\n', size) : NULL;
  g_autofree char *path = NULL;
  gsize skip;

  if (end == NULL)
    return 0;

  path = g_strndup (text, (gsize) (end - text));
  skip = (gsize) (end - text) + 1;
  if (g_utf8_validate (path, -1, NULL) && strstr (path, "..") == NULL)
    read_records (path, text + skip, size - skip, batch);
  read_lines (text + skip, size - skip, batch);
  muster_batch_flush (batch, NULL);
  return 0;
}
