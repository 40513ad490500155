/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-file-look.h"
#include "muster-wall.h"

/**
 * MusterTableShape:
 * @MUSTER_TABLE_ROWS: a punch a row
 * @MUSTER_TABLE_CELLS: a date and several punches a row
 * @MUSTER_TABLE_CROSS: a person a row and a date a column
 */
typedef enum
{
  MUSTER_TABLE_ROWS,
  MUSTER_TABLE_CELLS,
  MUSTER_TABLE_CROSS,
} MusterTableShape;

/**
 * muster_columns_roles:
 *
 * What a column of a table of punches can be: "ignore", "person" (the user id), "name", "moment"
 * (date and time), "date", "time" (one), "times" (several), "in-time" and "out-time" (times that
 * say which way), "state", "device", "verify", "work-code", "latitude", "longitude", "datum",
 * "accuracy", "note". A column of a cross-table is "day:" and the day, "day:2024-02-29",
 * "day:02-29" or "day:29"; a latitude whose header says the datum is "latitude:gcj02".
 */
extern const MusterChoice muster_columns_roles[];

/**
 * MusterColumns:
 * @shape: a #MusterTableShape
 * @separator: what separates cells
 * @header: how many rows come before the first data, headers included
 * @order: how dates are ordered
 * @order_certain: whether the first rows leave no doubt about @order
 * @month: first date of the month that the days of a cross-table are in, %MUSTER_DATE_NONE when
 *   the headers say it or a person must
 * @columns: (element-type utf8): the headers, empty texts where there are none
 * @roles: (element-type utf8): the role of each column
 *
 * How to read a table: what the operator settles once and keeps by name.
 */
typedef struct
{
  MusterTableShape shape;
  char separator;
  guint header;
  MusterWallOrder order;
  gboolean order_certain;
  MusterDate month;
  GPtrArray *columns;
  GPtrArray *roles;
} MusterColumns;

void muster_columns_free (MusterColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterColumns, muster_columns_free)

/**
 * muster_columns_guess:
 * @look: a first look through a file
 * @cells: (out) (transfer full) (element-type GStrv): the first rows below the headers
 * @confidence: (out): 0 … 1
 *
 * Proposes a mapping from the headers, or from the cells of a table without any.
 *
 * Returns: (transfer full) (nullable): a mapping, perhaps with roles missing; %NULL when the text
 *   is no table
 */
MusterColumns *muster_columns_guess (MusterFileLook *look,
                                     GPtrArray **cells,
                                     double *confidence);

/**
 * muster_columns_find:
 * @columns: the columns
 * @role: a role
 *
 * Returns: the first column with that role, −1 for none
 */
int muster_columns_find (const MusterColumns *columns, const char *role);

/**
 * muster_columns_is_whole:
 * @columns: the columns
 *
 * Returns: whether it says who and when
 */
gboolean muster_columns_is_whole (const MusterColumns *columns);

/**
 * muster_columns_to_variant:
 * @columns: the columns
 *
 * Returns: (transfer floating): an a{sv}: "kind" s ("table", "cells", "cross"), "separator" s,
 *   "header" u, "order" s, "columns" as, "roles" as
 */
GVariant *muster_columns_to_variant (const MusterColumns *columns);

/**
 * muster_columns_apply:
 * @found: (nullable): what was guessed for a file; its headers and rows above the data stay
 * @saved: what was kept: an a{sv} of muster_columns_to_variant(), of which only "roles" is needed,
 *   also as it comes back from JSON; or a list of strings, the roles alone
 * @error: a %MUSTER_ERROR_INVALID that names "columns"
 *
 * Applies what was kept to a file: by the names of the columns where both have them, so that
 * columns may have moved; else by their place.
 *
 * Returns: (transfer full) (nullable): the columns of this file
 */
MusterColumns *muster_columns_apply (const MusterColumns *found,
                                     GVariant *saved,
                                     GError **error);
