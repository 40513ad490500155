/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterIsapiParts:
 *
 * Takes the endless stream of a device apart into its texts. Parts are found by their lengths, and
 * without one by the lines that begin with "--", because the boundary is not always the one that
 * was announced. Pictures are passed over.
 */
typedef struct _MusterIsapiParts MusterIsapiParts;

/**
 * MusterIsapiPart:
 * @data: (array length=length): a part, JSON or XML
 * @length: bytes of it
 * @user_data: the caller's
 *
 * Hears a part that is a text.
 */
typedef void (*MusterIsapiPart) (const guint8 *data, gsize length, gpointer user_data);

/**
 * muster_isapi_parts_new:
 * @heard: hears each part
 * @user_data: for it
 *
 * Returns: (transfer full): a reader at the beginning of a stream
 */
MusterIsapiParts *muster_isapi_parts_new (MusterIsapiPart heard, gpointer user_data);

void muster_isapi_parts_free (MusterIsapiParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterIsapiParts, muster_isapi_parts_free)

/**
 * muster_isapi_parts_feed:
 * @parts: a reader
 * @data: (array length=length): what came
 * @length: bytes of it
 * @error: a %MUSTER_ERROR_PROTOCOL when it is no such stream
 *
 * Reads on, in pieces of any size, in flat memory.
 *
 * Returns: whether to go on
 */
gboolean muster_isapi_parts_feed (MusterIsapiParts *parts,
                                  const guint8 *data,
                                  gsize length,
                                  GError **error);
