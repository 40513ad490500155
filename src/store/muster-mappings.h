/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"

/**
 * muster_mappings_save:
 * @db: a connection that writes
 * @kind: what it maps: "punches", "people"
 * @name: what the operator calls it; one of that kind and name is replaced
 * @document: the mapping, JSON
 * @at: now, microseconds UTC
 * @by: the user
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Keeps how the columns of a table are read. Returns: whether it was written
 */
gboolean muster_mappings_save (MusterDb *db,
                               const char *kind,
                               const char *name,
                               const char *document,
                               gint64 at,
                               const char *by,
                               GError **error);

/**
 * muster_mappings_get:
 * @db: a connection
 * @kind: what it maps
 * @name: which
 * @error: %MUSTER_ERROR_MISSING
 *
 * Returns: (transfer full) (nullable): the mapping, JSON
 */
char *muster_mappings_get (MusterDb *db,
                           const char *kind,
                           const char *name,
                           GError **error);

/**
 * muster_mappings_list:
 * @db: a connection
 * @kind: what they map
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (nullable): their names, in order
 */
GStrv muster_mappings_list (MusterDb *db, const char *kind, GError **error);

/* Forgets one; %MUSTER_ERROR_MISSING */
gboolean muster_mappings_remove (MusterDb *db,
                                 const char *kind,
                                 const char *name,
                                 GError **error);
