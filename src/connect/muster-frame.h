/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterFrame:
 *
 * Reads a block of bytes without ever leaving it. A read that would is latched: it and all
 * further ones give zero, and muster_frame_is_good() says so at the end. All numbers are little
 * endian.
 */
typedef struct
{
  const guint8 *data;
  gsize length;
  gsize at;
  gboolean failed;
} MusterFrame;

/**
 * muster_frame_init:
 * @frame: (out): a reader at the beginning of the block
 * @data: (array length=length): the block, which must outlive @frame
 * @length: bytes of it
 *
 * Begins to read.
 */
void muster_frame_init (MusterFrame *frame, const guint8 *data, gsize length);

/**
 * muster_frame_bytes:
 * @frame: a reader
 * @length: how many bytes to take
 *
 * Returns: (transfer none) (nullable): where they begin, %NULL when there are not so many
 */
const guint8 *muster_frame_bytes (MusterFrame *frame, gsize length);

/* The next number of one, two or four bytes; 0 when there are not so many. */
/**
 * muster_frame_uint8:
 * @frame: a reader
 *
 * Returns: the next byte
 */
guint8 muster_frame_uint8 (MusterFrame *frame);

/**
 * muster_frame_uint16:
 * @frame: a reader
 *
 * Returns: the number in the next two bytes
 */
guint16 muster_frame_uint16 (MusterFrame *frame);

/**
 * muster_frame_uint32:
 * @frame: a reader
 *
 * Returns: the number in the next four bytes
 */
guint32 muster_frame_uint32 (MusterFrame *frame);

/**
 * muster_frame_get_left:
 * @frame: a reader
 *
 * Returns: how many bytes are left to read
 */
gsize muster_frame_get_left (const MusterFrame *frame);

/**
 * muster_frame_is_good:
 * @frame: a reader
 *
 * Returns: whether no read went beyond the block
 */
gboolean muster_frame_is_good (const MusterFrame *frame);

/**
 * muster_frame_put_uint8:
 * @block: what to append to
 * @value: the number
 *
 * Appends a number, as do the functions below; the writer's side of a frame.
 */
void muster_frame_put_uint8 (GByteArray *block, guint8 value);
void muster_frame_put_uint16 (GByteArray *block, guint16 value);
void muster_frame_put_uint32 (GByteArray *block, guint32 value);
