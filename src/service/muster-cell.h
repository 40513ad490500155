/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"

/* Getters of columns that hold a member of their row: each defines a static function
 * NAME (GObject *, MusterCell *). */

#define MUSTER_CELL_TEXT(name, Row, member)                                              \
  static void name (GObject *row, MusterCell *cell)                                      \
  {                                                                                      \
    cell->text = g_strdup (((Row *) row)->member);                                       \
  }

#define MUSTER_CELL_INTEGER(name, Row, member)                                           \
  static void name (GObject *row, MusterCell *cell)                                      \
  {                                                                                      \
    cell->integer = (gint64) ((Row *) row)->member;                                      \
  }

/* An instant, written in the zone that the row has. */
#define MUSTER_CELL_INSTANT(name, Row, member, row_zone)                                 \
  static void name (GObject *row, MusterCell *cell)                                      \
  {                                                                                      \
    cell->integer = ((Row *) row)->member;                                               \
    cell->zone = muster_zone_ref (((Row *) row)->row_zone);                              \
  }
