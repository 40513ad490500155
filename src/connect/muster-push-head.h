/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#define MUSTER_PUSH_HEAD_LINE 8192               /* longest request line */
#define MUSTER_PUSH_HEAD_BYTES 32768             /* longest head of a request */
#define MUSTER_PUSH_HEAD_BODY (16 * 1024 * 1024) /* longest body */

/**
 * MusterPushHead:
 * @MUSTER_PUSH_HEAD_MORE: it is not whole yet
 * @MUSTER_PUSH_HEAD_WHOLE: it is whole
 * @MUSTER_PUSH_HEAD_BAD: it is no head of a request, or it or its body is too long
 *
 * What bytes are as the beginning of a request.
 */
typedef enum
{
  MUSTER_PUSH_HEAD_MORE,
  MUSTER_PUSH_HEAD_WHOLE,
  MUSTER_PUSH_HEAD_BAD,
} MusterPushHead;

/**
 * muster_push_head_read:
 * @data: (array length=length): what came so far
 * @length: bytes of it
 * @used: (out): bytes of the head with its empty line, when it is whole
 * @clean: appended to, when it is whole: the same request as HTTP wants it
 *
 * Terminals write HTTP as they like: "Get", no Host, a whole address or blanks in the request
 * line, line feeds alone. This makes of it a head that any server takes. Only the header fields
 * that say how long the body is are kept; the connection is for this one request.
 *
 * Returns: what the bytes are
 */
MusterPushHead muster_push_head_read (const guint8 *data,
                                      gsize length,
                                      gsize *used,
                                      GString *clean);
