/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"

/**
 * MusterStranger:
 * @serial: the serial number that it gives
 * @address: the address that it called from last
 * @about: (nullable): an a{ss} of what it said of itself
 * @first_at: when it first called, microseconds UTC
 * @last_at: when it last called
 *
 * A device that called in and belongs to no source.
 */
typedef struct
{
  char *serial;
  char *address;
  GVariant *about;
  gint64 first_at;
  gint64 last_at;
} MusterStranger;

/**
 * muster_strangers_note:
 * @db: a connection that writes
 * @serial: the serial number that it gives
 * @address: where it calls from
 * @about: (nullable): an a{ss} of what it said of itself
 * @at: now
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Keeps that a device waits.
 *
 * Returns: whether it was written
 */
gboolean muster_strangers_note (MusterDb *db,
                                const char *serial,
                                const char *address,
                                GVariant *about,
                                gint64 at,
                                GError **error);

/**
 * muster_strangers_remove:
 * @db: a connection that writes
 * @serial: a serial number
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it waits no more
 */
gboolean muster_strangers_remove (MusterDb *db, const char *serial, GError **error);

/**
 * muster_strangers_list:
 * @db: a connection
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterStranger) (nullable): those that wait, the newest
 *   first; the array clears them
 */
GArray *muster_strangers_list (MusterDb *db, GError **error);
