/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-frame.h"

void
muster_frame_init (MusterFrame *frame, const guint8 *data, gsize length)
{
  g_return_if_fail (frame != NULL && (data != NULL || length == 0));

  frame->data = data;
  frame->length = length;
  frame->at = 0;
  frame->failed = FALSE;
}

const guint8 *
muster_frame_bytes (MusterFrame *frame, gsize length)
{
  const guint8 *bytes;

  g_return_val_if_fail (frame != NULL, NULL);

  if (frame->failed || length > frame->length - frame->at)
    {
      frame->failed = TRUE;
      return NULL;
    }

  bytes = frame->data + frame->at;
  frame->at += length;
  return bytes;
}

guint8
muster_frame_uint8 (MusterFrame *frame)
{
  const guint8 *b = muster_frame_bytes (frame, 1);

  return b != NULL ? b[0] : 0;
}

guint16
muster_frame_uint16 (MusterFrame *frame)
{
  const guint8 *b = muster_frame_bytes (frame, 2);

  return b != NULL ? (guint16) (b[0] | b[1] << 8) : 0;
}

guint32
muster_frame_uint32 (MusterFrame *frame)
{
  const guint8 *b = muster_frame_bytes (frame, 4);

  return b != NULL ? (guint32) b[0] | (guint32) b[1] << 8 | (guint32) b[2] << 16 |
                       (guint32) b[3] << 24
                   : 0;
}

gsize
muster_frame_get_left (const MusterFrame *frame)
{
  g_return_val_if_fail (frame != NULL, 0);

  return frame->failed ? 0 : frame->length - frame->at;
}

gboolean
muster_frame_is_good (const MusterFrame *frame)
{
  g_return_val_if_fail (frame != NULL, FALSE);

  return !frame->failed;
}

void
muster_frame_put_uint8 (GByteArray *block, guint8 value)
{
  g_byte_array_append (block, &value, 1);
}

void
muster_frame_put_uint16 (GByteArray *block, guint16 value)
{
  muster_frame_put_uint8 (block, (guint8) value);
  muster_frame_put_uint8 (block, (guint8) (value >> 8));
}

void
muster_frame_put_uint32 (GByteArray *block, guint32 value)
{
  muster_frame_put_uint16 (block, (guint16) value);
  muster_frame_put_uint16 (block, (guint16) (value >> 16));
}
