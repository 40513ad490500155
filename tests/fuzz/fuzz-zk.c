/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-fuzz-sink.h"
#include "muster-zk-packet.h"
#include "muster-zk-reader.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define LATEST (G_GINT64_CONSTANT (1800000000) * MUSTER_SECOND)

static void
read_log (const guint8 *records, gsize size, guint8 how)
{
  MusterZkReader reader = {
    .serial = "A",
    .layout = muster_zk_layout_recognise (records, size, how >> 4, LATEST),
    .states = how & 4,
    .old_codes = how & 8,
  };

  if (reader.layout == MUSTER_ZK_LAYOUT_NONE)
    reader.layout = MUSTER_ZK_LAYOUT_40 + how % 5;
  g_assert_true (
    muster_zk_reader_run (&reader, records, size, NULL, muster_fuzz_sink (), NULL, NULL));
}

static void
read_users (const guint8 *records, gsize size, guint8 how)
{
  gsize width = muster_zk_users_measure (records, size, how);

  for (gsize at = 0; width > 0 && at < size; at += width)
    {
      MusterZkUser user;

      muster_zk_users_read (records + at, width, how & 1 ? "windows-1252" : NULL, &user);
      g_assert_true (g_utf8_validate (user.name, -1, NULL));
      g_assert_true (g_utf8_validate (user.key, -1, NULL));
    }
}

static void
read_packet (const MusterZkPacket *packet)
{
  MusterZkCounters counters;
  MusterZkRecord record;

  muster_zk_counters_read (packet->data, packet->length, &counters);
  if (muster_zk_event_read (packet->data, packet->length, &record) == NULL)
    {
      g_assert_true (record.dated);
      g_assert_cmpstr (record.key, !=, "");
      g_assert_true (g_utf8_validate (record.key, -1, NULL));
    }
}

/* The first byte says how to read: a stream of packets, a table of users or of punches. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  guint8 how = size > 0 ? data[0] : 0;
  const guint8 *records;
  MusterZkPacket packet;
  gsize length;
  gssize n;

  if (size == 0)
    return 0;

  data++;
  size--;
  if (how % 4 == 0)
    {
      while ((n = muster_zk_packet_measure (data, size)) > 0)
        {
          if (muster_zk_packet_read (data + MUSTER_ZK_PREFIX,
                                     (gsize) n - MUSTER_ZK_PREFIX, &packet))
            read_packet (&packet);
          data += n;
          size -= (gsize) n;
        }
      if (muster_zk_packet_read (data, size, &packet))
        read_packet (&packet);
    }
  else if (muster_zk_dataset_open (data, size, &records, &length) && length > 0)
    {
      if (how % 4 == 1)
        read_users (records, length, how);
      else
        read_log (records, length, how);
    }

  return 0;
}
