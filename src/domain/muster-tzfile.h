/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterTransition:
 * @at: seconds UTC since 1970 from which @offset holds; the first one holds since ever
 * @offset: seconds that local time is ahead of UTC
 *
 * One change of a zone's clocks.
 */
typedef struct
{
  gint64 at;
  gint32 offset;
} MusterTransition;

/**
 * muster_tzfile_parse:
 * @data: (array length=length): the bytes of a compiled zone file (TZif, any version)
 * @length: how many
 * @until: seconds UTC since 1970 up to which the rule at the file's end is written out
 *
 * Reads a zone's changes, those of the rule for the years after the last one included.
 * Changes that leave the offset as it is are dropped.
 *
 * Returns: (transfer full) (nullable) (element-type MusterTransition): the changes in order, at
 *   least one; %NULL when the bytes are no zone file
 */
GArray *muster_tzfile_parse (const guint8 *data, gsize length, gint64 until);
