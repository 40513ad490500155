/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-zk-packet.h"

#include "muster-civil.h"
#include "muster-frame.h"

#define HEADER 8
#define LONGEST (1024 * 1024)
#define MAGIC 0x7d825050

gboolean
muster_zk_command_is_known (guint16 code)
{
  switch ((MusterZkCommand) code)
    {
    case MUSTER_ZK_READ_USERS:
    case MUSTER_ZK_READ_OPTION:
    case MUSTER_ZK_READ_LOG:
    case MUSTER_ZK_GET_COUNTERS:
    case MUSTER_ZK_GET_TIME:
    case MUSTER_ZK_SET_TIME:
    case MUSTER_ZK_REGISTER_EVENTS:
    case MUSTER_ZK_CONNECT:
    case MUSTER_ZK_EXIT:
    case MUSTER_ZK_ENABLE:
    case MUSTER_ZK_DISABLE:
    case MUSTER_ZK_GET_VERSION:
    case MUSTER_ZK_AUTHENTICATE:
    case MUSTER_ZK_FREE_BUFFER:
    case MUSTER_ZK_PREPARE_BUFFER:
    case MUSTER_ZK_READ_BUFFER:
    case MUSTER_ZK_ACKNOWLEDGE:
      return TRUE;
    }

  return FALSE;
}

/* The Internet checksum over words of little endian, which @sum begins. */
static guint16
checksum_of (guint32 sum, const guint8 *data, gsize length)
{
  guint64 total = sum;

  for (; length >= 2; data += 2, length -= 2)
    total += (guint32) data[0] | (guint32) data[1] << 8;
  if (length > 0)
    total += data[0];
  while (total > 0xffff)
    total = (total & 0xffff) + (total >> 16);

  return (guint16) (total ^ 0xffff);
}

void
muster_zk_packet_write (GByteArray *block,
                        MusterZkCommand command,
                        guint16 session,
                        guint16 reply,
                        const guint8 *data,
                        gsize length,
                        gboolean stream)
{
  g_return_if_fail (muster_zk_command_is_known ((guint16) command));
  g_return_if_fail (block != NULL && (data != NULL || length == 0));

  if (stream)
    {
      muster_frame_put_uint32 (block, MAGIC);
      muster_frame_put_uint32 (block, (guint32) (HEADER + length));
    }

  muster_frame_put_uint16 (block, (guint16) command);
  muster_frame_put_uint16 (
    block, checksum_of ((guint32) command + session + reply, data, length));
  muster_frame_put_uint16 (block, session);
  muster_frame_put_uint16 (block, reply);
  g_byte_array_append (block, data, (guint) length);
}

gssize
muster_zk_packet_measure (const guint8 *data, gsize length)
{
  MusterFrame frame;
  guint32 magic, size;

  muster_frame_init (&frame, data, length);
  magic = muster_frame_uint32 (&frame);
  size = muster_frame_uint32 (&frame);
  if (!muster_frame_is_good (&frame))
    return 0;
  if (magic != MAGIC || size < HEADER || size > LONGEST)
    return -1;

  return muster_frame_get_left (&frame) >= size ? (gssize) size + MUSTER_ZK_PREFIX : 0;
}

gboolean
muster_zk_packet_read (const guint8 *data, gsize length, MusterZkPacket *packet)
{
  MusterFrame frame;
  guint16 checksum;

  g_return_val_if_fail (packet != NULL, FALSE);

  muster_frame_init (&frame, data, length);
  packet->code = muster_frame_uint16 (&frame);
  checksum = muster_frame_uint16 (&frame);
  packet->session = muster_frame_uint16 (&frame);
  packet->reply = muster_frame_uint16 (&frame);
  packet->length = muster_frame_get_left (&frame);
  packet->data = muster_frame_bytes (&frame, packet->length);
  if (!muster_frame_is_good (&frame))
    return FALSE;

  packet->sound = checksum ==
                  checksum_of ((guint32) packet->code + packet->session + packet->reply,
                               packet->data, packet->length);
  return TRUE;
}

static guint32
bits_reversed (guint32 value)
{
  guint32 reversed = 0;

  for (int i = 0; i < 32; i++)
    reversed |= ((value >> i) & 1) << (31 - i);

  return reversed;
}

void
muster_zk_scramble_key (guint32 key, guint16 session, guint8 bytes[4])
{
  const guint8 ticks = 50;
  guint32 sum = bits_reversed (key) + session;

  /* The halves change places, and the third byte tells what the others are mixed with. */
  bytes[0] = (guint8) (sum >> 16) ^ 'S' ^ ticks;
  bytes[1] = (guint8) (sum >> 24) ^ 'O' ^ ticks;
  bytes[2] = ticks;
  bytes[3] = (guint8) (sum >> 8) ^ 'K' ^ ticks;
}

gboolean
muster_zk_counters_read (const guint8 *data, gsize length, MusterZkCounters *counters)
{
  MusterFrame frame;
  guint32 numbers[20];

  g_return_val_if_fail (counters != NULL, FALSE);

  muster_frame_init (&frame, data, length);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      guint32 number = muster_frame_uint32 (&frame);

      numbers[i] = number <= G_MAXINT32 ? number : 0;
    }

  counters->users = numbers[4];
  counters->records = numbers[8];
  counters->capacity = numbers[16];
  return muster_frame_is_good (&frame);
}

guint32
muster_zk_time_pack (gint64 wall)
{
  int year, month, day;
  gint64 date = wall / MUSTER_DAY;
  gint64 days;

  muster_date_get_ymd ((MusterDate) date, &year, &month, &day);
  days = (year % 100) * 12 * 31 + (month - 1) * 31 + day - 1;
  return (guint32) (days * 86400 + (wall - date * MUSTER_DAY) / MUSTER_SECOND);
}

gboolean
muster_zk_time_unpack (guint32 packed, gint64 *wall)
{
  guint32 of_day = packed % 86400;
  guint32 days = packed / 86400;
  MusterDate date = muster_date_new ((int) (2000 + days / 372),
                                     (int) (days / 31 % 12 + 1), (int) (days % 31 + 1));

  g_return_val_if_fail (wall != NULL, FALSE);

  if (date == MUSTER_DATE_NONE)
    return FALSE;

  *wall = date * MUSTER_DAY + of_day * MUSTER_SECOND;
  return TRUE;
}
