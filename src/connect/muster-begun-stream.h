/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterBegunStream:
 *
 * A stream whose first bytes were read already and are given again, perhaps changed. It ends with
 * an error when more comes than is allowed.
 */
#define MUSTER_TYPE_BEGUN_STREAM (muster_begun_stream_get_type ())
G_DECLARE_FINAL_TYPE (MusterBegunStream,
                      muster_begun_stream,
                      MUSTER,
                      BEGUN_STREAM,
                      GIOStream)

/**
 * muster_begun_stream_new:
 * @rest: the stream, whose input can be polled; closed with this one
 * @first: what is read before it
 * @most: bytes that may come after @first
 *
 * Returns: (transfer full): the stream
 */
GIOStream *muster_begun_stream_new (GIOStream *rest, GBytes *first, guint64 most);
