/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-civil.h"

/**
 * MusterDirection:
 *
 * Which way a punch says it goes.
 */
typedef enum
{
  MUSTER_DIRECTION_NONE,
  MUSTER_DIRECTION_IN,
  MUSTER_DIRECTION_OUT,
} MusterDirection;

/**
 * MusterVerify:
 *
 * How the source knew who it was. The numbers are stored and never change.
 */
typedef enum
{
  MUSTER_VERIFY_UNKNOWN = 0,
  MUSTER_VERIFY_FINGERPRINT = 1,
  MUSTER_VERIFY_FACE = 2,
  MUSTER_VERIFY_PALM = 3,
  MUSTER_VERIFY_IRIS = 4,
  MUSTER_VERIFY_CARD = 5,
  MUSTER_VERIFY_PASSWORD = 6,
  MUSTER_VERIFY_MULTI = 7, /* two kinds or more */
  MUSTER_VERIFY_GPS = 8,
  MUSTER_VERIFY_WIFI = 9,
  MUSTER_VERIFY_IP = 10,
  MUSTER_VERIFY_MANUAL = 11,
} MusterVerify;

/**
 * MusterPunchMarks:
 * @MUSTER_PUNCH_VOID: taken out of account by a user
 * @MUSTER_PUNCH_SUSPECT: its clock is not to be believed (a reset, a date in the future)
 * @MUSTER_PUNCH_OFFLINE: made without a network and received later
 * @MUSTER_PUNCH_MOCK: the phone says that its position is made up
 * @MUSTER_PUNCH_CORRECTION: added by an approved request
 * @MUSTER_PUNCH_PLACED: lat and lon are set
 * @MUSTER_PUNCH_ACCURATE: accuracy is set
 * @MUSTER_PUNCH_ACCEPTED: a user has accepted where it was made; never stored in the punch
 *
 * The numbers are stored and never change.
 */
typedef enum
{
  MUSTER_PUNCH_VOID = 1 << 0,
  MUSTER_PUNCH_SUSPECT = 1 << 1,
  MUSTER_PUNCH_OFFLINE = 1 << 2,
  MUSTER_PUNCH_MOCK = 1 << 3,
  MUSTER_PUNCH_CORRECTION = 1 << 4,
  MUSTER_PUNCH_PLACED = 1 << 5,
  MUSTER_PUNCH_ACCURATE = 1 << 6,
  MUSTER_PUNCH_ACCEPTED = 1 << 7,
} MusterPunchMarks;

/**
 * MusterPunch:
 * @id: the row in the store, 0 for one that was never stored
 * @at: the instant that counts (clock correction applied), microseconds UTC since 1970
 * @received_at: when Muster received it, microseconds UTC since 1970
 * @lat: latitude in degrees WGS-84, meaningful with %MUSTER_PUNCH_PLACED
 * @lon: longitude in degrees WGS-84, meaningful with %MUSTER_PUNCH_PLACED
 * @accuracy: metres, meaningful with %MUSTER_PUNCH_ACCURATE
 * @source_id: the source it came from
 * @marks: #MusterPunchMarks
 * @direction: a #MusterDirection
 * @verify: a #MusterVerify
 *
 * What the rules know of one punch. Plain, because it comes by the hundred thousand: a list
 * shows #MusterPunchRow instead, which also has the words.
 */
typedef struct
{
  gint64 id;
  gint64 at;
  gint64 received_at;
  double lat;
  double lon;
  float accuracy;
  gint32 source_id;
  guint16 marks;
  guint8 direction;
  guint8 verify;
} MusterPunch;

/**
 * MusterPunchNetwork:
 * @punch_id: the punch
 * @bssid: (nullable): the Wi-Fi access point that was in reach
 * @address: (nullable): the IP address it was sent from
 *
 * What few punches have beside or instead of a position.
 */
typedef struct
{
  gint64 punch_id;
  const char *bssid;
  const char *address;
} MusterPunchNetwork;

/**
 * muster_punch_compare:
 * @a: a #MusterPunch
 * @b: another
 *
 * Orders by instant, an out before an in, then by everything else that a source can say, then
 * by @id, so that an order never depends on how punches arrived.
 */
int muster_punch_compare (gconstpointer a, gconstpointer b);

/**
 * MUSTER_SEAL_NONE:
 *
 * The seal of no punches at all.
 */
#define MUSTER_SEAL_NONE G_GUINT64_CONSTANT (1)

/**
 * muster_punch_seal:
 * @seal: the seal so far, %MUSTER_SEAL_NONE at first
 * @punch: a punch
 *
 * Adds a punch, its instant and its direction, to the seal of some punches: a number that is
 * the same for the same punches in any order, and another as soon as one is added, taken away
 * or moved.
 *
 * Returns: the seal with it, never 0
 */
guint64 muster_punch_seal (guint64 seal, const MusterPunch *punch);
