/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-wall.h"

#define MUSTER_GLG_COLUMNS 24

/**
 * MusterGlgColumn:
 *
 * A column that matters in a GLG or AGL file.
 */
typedef enum
{
  MUSTER_GLG_NUMBER,
  MUSTER_GLG_DEVICE,
  MUSTER_GLG_KEY,
  MUSTER_GLG_NAME,
  MUSTER_GLG_NAME_AND_GROUP, /* both in one field, separated by the last space */
  MUSTER_GLG_MODE,
  MUSTER_GLG_IN_OUT,
  MUSTER_GLG_TIME,
  MUSTER_GLG_OTHER,
  MUSTER_GLG_EMPTY, /* a header without a name, which some rows do not have */
} MusterGlgColumn;

/**
 * MusterGlgLayout:
 * @columns: what each column is
 * @n_columns: how many there are in the header
 *
 * The layout that a header announces.
 */
typedef struct
{
  guint8 columns[MUSTER_GLG_COLUMNS];
  guint n_columns;
} MusterGlgLayout;

/**
 * MusterGlgRow:
 * @key: the user id as it stands, trimmed; points into the line
 * @key_length: bytes of @key
 * @name: (nullable): the name; points into the line
 * @name_length: bytes of @name
 * @time: the time as it stands; points into the line
 * @time_length: bytes of @time
 * @device: the terminal's number, 0 when not given
 * @mode: how verified or which key, as given, 255 when not given
 * @in_out: as given, 255 when not given
 * @wall: what the time says
 * @event: whether it is a door or system event: user 0 without a name
 *
 * A row of a GLG or AGL file.
 */
typedef struct
{
  const char *key;
  gsize key_length;
  const char *name;
  gsize name_length;
  const char *time;
  gsize time_length;
  guint32 device;
  guint32 mode;
  guint32 in_out;
  gint64 wall;
  gboolean event;
} MusterGlgRow;

/**
 * muster_glg_read_header:
 * @data: (array length=length): a line without its end
 * @length: bytes of it
 * @layout: (out): the layout that it announces
 *
 * Returns: whether it is a header of this family: with a user id and a time, the first letter
 *   perhaps missing
 */
gboolean muster_glg_read_header (const guint8 *data,
                                 gsize length,
                                 MusterGlgLayout *layout);

/**
 * muster_glg_read:
 * @layout: the layout
 * @data: (array length=length): a line without its end
 * @length: bytes of it
 * @order: how its dates are ordered
 * @row: (out): what it says; of a row with a bad time, everything but @wall
 *
 * Reads a row. Allocates nothing.
 *
 * Returns: (nullable): %NULL when it is good, else why not, as a #MusterReject reason
 */
const char *muster_glg_read (const MusterGlgLayout *layout,
                             const guint8 *data,
                             gsize length,
                             MusterWallOrder order,
                             MusterGlgRow *row);
