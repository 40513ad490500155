/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"

/**
 * muster_schema_get_version:
 *
 * Returns: the number of the newest migration that this Muster knows
 */
int muster_schema_get_version (void);

/**
 * muster_schema_upgrade:
 * @db: a connection that writes, outside any transaction
 * @version: the version to reach, muster_schema_get_version() but in tests
 * @error: %MUSTER_ERROR_STORAGE for a database from a newer Muster, or a disk that is full
 *
 * Applies the migrations that are missing, each in a transaction of its own.
 *
 * Returns: whether the database has that version now
 */
gboolean muster_schema_upgrade (MusterDb *db, int version, GError **error);
