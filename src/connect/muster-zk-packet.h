/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterZkCommand:
 *
 * Everything that Muster ever says to a terminal. The list is closed: what clears or writes a
 * log, deletes or writes users, restarts or switches off is not in it, and
 * muster_zk_packet_write() sends nothing that is not. A test of the house compares it with the
 * protocol. %MUSTER_ZK_SET_TIME is sent only when a person asks for it.
 */
typedef enum
{
  MUSTER_ZK_READ_USERS = 9, /* the whole table, for firmware without a buffer */
  MUSTER_ZK_READ_OPTION = 11,
  MUSTER_ZK_READ_LOG = 13, /* likewise */
  MUSTER_ZK_GET_COUNTERS = 50,
  MUSTER_ZK_GET_TIME = 201,
  MUSTER_ZK_SET_TIME = 202,
  MUSTER_ZK_REGISTER_EVENTS = 500,
  MUSTER_ZK_CONNECT = 1000,
  MUSTER_ZK_EXIT = 1001,
  MUSTER_ZK_ENABLE = 1002,
  MUSTER_ZK_DISABLE = 1003,
  MUSTER_ZK_GET_VERSION = 1100,
  MUSTER_ZK_AUTHENTICATE = 1102,
  MUSTER_ZK_FREE_BUFFER = 1502, /* of the transfer, not the log */
  MUSTER_ZK_PREPARE_BUFFER = 1503,
  MUSTER_ZK_READ_BUFFER = 1504,
  MUSTER_ZK_ACKNOWLEDGE = 2000, /* an event */
} MusterZkCommand;

/**
 * MusterZkAnswer:
 *
 * What a terminal says: the codes of its answers, and of the events that it sends unasked.
 */
typedef enum
{
  MUSTER_ZK_EVENT = 500,
  MUSTER_ZK_PREPARE_DATA = 1500,
  MUSTER_ZK_DATA = 1501,
  MUSTER_ZK_OK = 2000,
  MUSTER_ZK_REFUSED = 2001,
  MUSTER_ZK_OK_DATA = 2002,
  MUSTER_ZK_RETRY = 2003,
  MUSTER_ZK_REPEAT = 2004,
  MUSTER_ZK_UNAUTHENTICATED = 2005,
  MUSTER_ZK_UNKNOWN = 65535,
} MusterZkAnswer;

#define MUSTER_ZK_EVENT_PUNCH 1 /* the event of an attendance record, and its mask */

/**
 * MusterZkPacket:
 * @code: a #MusterZkAnswer, or whatever came
 * @session: the session, the code of an event, or anything in the packets of a transfer
 * @reply: the number of the request that it answers, 0 for an event
 * @sound: whether the checksum is right; some firmware is off by one
 * @data: what it carries; points into what was read
 * @length: bytes of @data
 *
 * A packet as it came.
 */
typedef struct
{
  guint16 code;
  guint16 session;
  guint16 reply;
  gboolean sound;
  const guint8 *data;
  gsize length;
} MusterZkPacket;

/**
 * muster_zk_command_is_known:
 * @code: a command's code
 *
 * Returns: whether it is a #MusterZkCommand
 */
gboolean muster_zk_command_is_known (guint16 code);

/**
 * muster_zk_packet_write:
 * @block: what to append to
 * @command: one of the list; any other appends nothing and is a programmer's fault
 * @session: the session, 0 before there is one
 * @reply: the number of the request
 * @data: (array length=length) (nullable): what it carries
 * @length: bytes of it
 * @stream: whether it goes over TCP, where a prefix tells its length
 *
 * Writes a packet with its checksum.
 */
void muster_zk_packet_write (GByteArray *block,
                             MusterZkCommand command,
                             guint16 session,
                             guint16 reply,
                             const guint8 *data,
                             gsize length,
                             gboolean stream);

/**
 * muster_zk_packet_measure:
 * @data: (array length=length): what came over TCP and was not used yet
 * @length: bytes of it
 *
 * Finds the first packet of a stream, of at most 1 MiB.
 *
 * Returns: how many bytes it takes together with its prefix of %MUSTER_ZK_PREFIX bytes, 0 when it
 *   is not whole yet, −1 when this is no such stream
 */
gssize muster_zk_packet_measure (const guint8 *data, gsize length);

#define MUSTER_ZK_PREFIX 8

/**
 * muster_zk_packet_read:
 * @data: (array length=length): a datagram, or a frame of a stream without its prefix
 * @length: bytes of it
 * @packet: (out): what it says
 *
 * Returns: whether it is long enough to be a packet
 */
gboolean muster_zk_packet_read (const guint8 *data, gsize length, MusterZkPacket *packet);

/**
 * muster_zk_scramble_key:
 * @key: the comm key, 0 … 999999
 * @session: the session
 * @bytes: (out) (array fixed-size=4): what proves that the key is known
 *
 * Scrambles a comm key for %MUSTER_ZK_AUTHENTICATE. It hides nothing from who listens.
 */
void muster_zk_scramble_key (guint32 key, guint16 session, guint8 bytes[4]);

/**
 * MusterZkCounters:
 * @users: enrolled people
 * @records: attendance records; some firmware says 0, or a few more or less than there are
 * @capacity: attendance records that fit
 *
 * What a terminal says of its own fill. Not to be trusted.
 */
typedef struct
{
  guint32 users;
  guint32 records;
  guint32 capacity;
} MusterZkCounters;

/**
 * muster_zk_counters_read:
 * @data: (array length=length): the answer to %MUSTER_ZK_GET_COUNTERS
 * @length: bytes of it
 * @counters: (out): what it says, negative numbers as 0
 *
 * Returns: whether it is long enough
 */
gboolean muster_zk_counters_read (const guint8 *data,
                                  gsize length,
                                  MusterZkCounters *counters);

/**
 * muster_zk_time_pack:
 * @wall: a wall time of the years 2000 … 2099, microseconds as if UTC
 *
 * Returns: the same as a terminal counts it: 31 days to each month
 */
guint32 muster_zk_time_pack (gint64 wall);

/**
 * muster_zk_time_unpack:
 * @packed: a terminal's count
 * @wall: (out): the wall time, microseconds as if UTC
 *
 * Returns: whether there is such a time; 31 February can be counted too
 */
gboolean muster_zk_time_unpack (guint32 packed, gint64 *wall);
