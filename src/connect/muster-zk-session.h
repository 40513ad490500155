/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-zk-packet.h"
#include "muster-zk-records.h"

/**
 * MusterZkTransport:
 * @MUSTER_ZK_TRANSPORT_AUTO: TCP, and UDP when nobody listens there
 * @MUSTER_ZK_TRANSPORT_TCP: only TCP
 * @MUSTER_ZK_TRANSPORT_UDP: only UDP
 *
 * How to reach a terminal.
 */
typedef enum
{
  MUSTER_ZK_TRANSPORT_AUTO,
  MUSTER_ZK_TRANSPORT_TCP,
  MUSTER_ZK_TRANSPORT_UDP,
} MusterZkTransport;

/**
 * MusterZkPlace:
 * @host: name or address
 * @port: mostly 4370
 * @transport: a #MusterZkTransport
 * @comm_key: 0 for none
 * @patience: how long to wait for an answer, in microseconds; connecting may take half of it, a
 *   pause within a table three times
 * @piece: how much to ask for at once, in bytes; 0 for as much as the transport takes
 *
 * Where a terminal is and how it is spoken to.
 */
typedef struct
{
  const char *host;
  guint16 port;
  MusterZkTransport transport;
  guint32 comm_key;
  gint64 patience;
  guint32 piece;
} MusterZkPlace;

/**
 * MusterZkTable:
 *
 * A table of a terminal. It is read whole; there is no filter.
 */
typedef enum
{
  MUSTER_ZK_TABLE_USERS,
  MUSTER_ZK_TABLE_LOG,
} MusterZkTable;

/**
 * MusterZkProgress:
 * @done: bytes that have come
 * @total: bytes that will, 0 while that is not known
 * @progress_data: as given
 *
 * Is told how far a table is.
 */
typedef void (*MusterZkProgress) (gsize done, gsize total, gpointer progress_data);

/**
 * MusterZkSession:
 *
 * The one session that a terminal has with whoever reads it. It asks, matches answers by their
 * number, keeps time limits, and says goodbye when it is freed.
 */
typedef struct _MusterZkSession MusterZkSession;

/**
 * muster_zk_session_open:
 * @place: where the terminal is
 * @cancellable: (nullable): holds for the whole session
 * @error: a %G_IO_ERROR when nobody answers, a %MUSTER_ERROR_INVALID that names "comm-key" when
 *   that is wrong
 *
 * Connects and proves the comm key, once: a terminal may lock out who guesses.
 *
 * Returns: (transfer full) (nullable): the session
 */
MusterZkSession *muster_zk_session_open (const MusterZkPlace *place,
                                         GCancellable *cancellable,
                                         GError **error);

/**
 * muster_zk_session_close:
 * @session: a session
 *
 * Unblocks a terminal that was blocked and says goodbye, whatever happened before, in a second or
 * two at most, and without waiting when cancelled.
 */
void muster_zk_session_close (MusterZkSession *session);

void muster_zk_session_free (MusterZkSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterZkSession, muster_zk_session_free)

/**
 * muster_zk_session_is_stream:
 * @session: a session
 *
 * Returns: whether it goes over TCP rather than UDP
 */
gboolean muster_zk_session_is_stream (MusterZkSession *session);

/**
 * muster_zk_session_get_option:
 * @session: a session
 * @name: "~SerialNumber", "~Platform" …
 * @value: (out): what it says in UTF-8, "" when the terminal does not know it
 * @error: what went wrong on the way
 *
 * Returns: whether the terminal answered
 */
gboolean muster_zk_session_get_option (MusterZkSession *session,
                                       const char *name,
                                       char **value,
                                       GError **error);

/**
 * muster_zk_session_get_version:
 * @session: a session
 * @version: (out): the firmware's version, "" when the terminal does not say
 * @error: what went wrong on the way
 *
 * Returns: whether the terminal answered
 */
gboolean muster_zk_session_get_version (MusterZkSession *session,
                                        char **version,
                                        GError **error);

/**
 * MusterZkClock:
 * @wall: what the terminal's clock showed, microseconds as if UTC; a whole second
 * @dated: whether that is a time
 * @asked: when it was asked, microseconds UTC
 * @answered: when the answer had come
 *
 * A look at a terminal's clock.
 */
typedef struct
{
  gint64 wall;
  gboolean dated;
  gint64 asked;
  gint64 answered;
} MusterZkClock;

/**
 * muster_zk_session_get_clock:
 * @session: a session
 * @clock: (out): what was seen
 * @error: what went wrong on the way
 *
 * Returns: whether the terminal answered with a time
 */
gboolean muster_zk_session_get_clock (MusterZkSession *session,
                                      MusterZkClock *clock,
                                      GError **error);

/**
 * muster_zk_session_set_clock:
 * @session: a session
 * @wall: what the clock shall show, microseconds as if UTC
 * @error: a %MUSTER_ERROR_PROTOCOL when the terminal refuses
 *
 * Sets the clock: the one thing that is ever written to a terminal, when a person asks for it.
 *
 * Returns: whether the terminal agreed
 */
gboolean muster_zk_session_set_clock (MusterZkSession *session,
                                      gint64 wall,
                                      GError **error);

/**
 * muster_zk_session_get_counters:
 * @session: a session
 * @counters: (out): what it says of its fill, all 0 when it does not
 * @error: what went wrong on the way
 *
 * Returns: whether the terminal answered
 */
gboolean muster_zk_session_get_counters (MusterZkSession *session,
                                         MusterZkCounters *counters,
                                         GError **error);

/**
 * muster_zk_session_block:
 * @session: a session
 * @error: what went wrong on the way
 *
 * Blocks keys and sensor until the session is closed.
 *
 * Returns: whether the terminal agreed
 */
gboolean muster_zk_session_block (MusterZkSession *session, GError **error);

/**
 * muster_zk_session_read_table:
 * @session: a session
 * @table: a table
 * @progress: (nullable) (scope call): is told how far it is
 * @progress_data: for @progress
 * @error: a %MUSTER_ERROR_PROTOCOL when the terminal gave less than it promised, twice
 *
 * Reads a table whole, see muster_zk_dataset_open(): all of it or nothing. It is held in memory,
 * as much as has come; a terminal that promises more than 256 MiB is refused.
 *
 * Returns: (transfer full) (nullable): the dataset, empty when the table is
 */
GByteArray *muster_zk_session_read_table (MusterZkSession *session,
                                          MusterZkTable table,
                                          MusterZkProgress progress,
                                          gpointer progress_data,
                                          GError **error);

/**
 * muster_zk_session_register:
 * @session: a session
 * @error: a %MUSTER_ERROR_PROTOCOL when the terminal has no events
 *
 * Asks to be told of punches as they are made.
 *
 * Returns: whether the terminal agreed
 */
gboolean muster_zk_session_register (MusterZkSession *session, GError **error);

/**
 * muster_zk_session_next_event:
 * @session: a session that registered
 * @patience: how long to wait for one, in microseconds
 * @record: (out): the punch
 * @reason: (out): %NULL, or why it is no punch, as a #MusterReject reason
 * @error: %G_IO_ERROR_TIMED_OUT when there was none, or what went wrong on the way
 *
 * Waits for the next event of a punch. Others are acknowledged and passed over.
 *
 * Returns: whether one came
 */
gboolean muster_zk_session_next_event (MusterZkSession *session,
                                       gint64 patience,
                                       MusterZkRecord *record,
                                       const char **reason,
                                       GError **error);

/**
 * muster_zk_session_acknowledge:
 * @session: a session
 * @error: what went wrong on the way
 *
 * Acknowledges an event of a punch, once it is safe.
 *
 * Returns: whether that was sent
 */
gboolean muster_zk_session_acknowledge (MusterZkSession *session, GError **error);

/**
 * muster_zk_session_get_unsound:
 * @session: a session
 *
 * Returns: how many packets had a wrong checksum, and were taken all the same
 */
guint muster_zk_session_get_unsound (MusterZkSession *session);
