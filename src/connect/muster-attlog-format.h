/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#define MUSTER_CODE_NONE 255 /* state and verify codes: none given */

/**
 * MusterAttlogTail:
 * @MUSTER_ATTLOG_TAIL_DEVICE_STATE: device, state, verify, work code, the usual order
 * @MUSTER_ATTLOG_TAIL_STATE_VERIFY: state, verify, work code: the device is not there
 * @MUSTER_ATTLOG_TAIL_DEVICE_VERIFY: device, verify, work code: the state is not there
 *
 * What the small numbers behind the time are.
 */
typedef enum
{
  MUSTER_ATTLOG_TAIL_DEVICE_STATE,
  MUSTER_ATTLOG_TAIL_STATE_VERIFY,
  MUSTER_ATTLOG_TAIL_DEVICE_VERIFY,
} MusterAttlogTail;

/**
 * MusterAttlogRow:
 * @key: the user id without its padding, leading zeros kept; points into the line
 * @key_length: bytes of @key
 * @key_width: bytes of the first field with its padding
 * @name: (nullable): a name that stands before the time; points into the line
 * @name_length: bytes of @name
 * @wall: the time on the terminal's clock, microseconds since 1970 as if it were UTC
 * @device: the terminal's own number, 0 when not given
 * @state: as given, %MUSTER_CODE_NONE when not given
 * @verify: as given, %MUSTER_CODE_NONE when not given
 * @work_code: as given, 0 for none
 * @fields: how many fields there are, without the name
 *
 * A line of an attlog file.
 */
typedef struct
{
  const char *key;
  gsize key_length;
  gsize key_width;
  const char *name;
  gsize name_length;
  gint64 wall;
  guint32 device;
  guint32 state;
  guint32 verify;
  guint32 work_code;
  guint fields;
} MusterAttlogRow;

/**
 * muster_attlog_read:
 * @data: (array length=length): a line without its end
 * @length: bytes of it
 * @tail: what the numbers behind the time are
 * @row: (out): what it says
 *
 * Reads a line. Allocates nothing.
 *
 * Returns: (nullable): %NULL when it is a punch, else why not, as a #MusterReject reason
 */
const char *muster_attlog_read (const guint8 *data,
                                gsize length,
                                MusterAttlogTail tail,
                                MusterAttlogRow *row);

/**
 * muster_attlog_is_reset:
 * @wall: a time on a clock, microseconds since 1970 as if it were UTC
 *
 * Returns: whether it is from before there were such terminals: a clock that fell back to its
 *   first day because its battery died
 */
gboolean muster_attlog_is_reset (gint64 wall);
