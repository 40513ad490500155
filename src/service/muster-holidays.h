/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"

/**
 * muster_holidays_seed:
 * @db: a connection that writes
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Writes the built-in holiday calendar of mainland China into a new company.
 *
 * Returns: whether it was written
 */
gboolean muster_holidays_seed (MusterDb *db, GError **error);
