/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"
#include "muster-source-listings.h"

/**
 * muster_imports_preview:
 * @office: the office
 * @actor: who looks
 * @path: the file
 * @settings: (nullable): an a{sv} of the file connector's fields (kind, mapping …)
 * @cancellable: (nullable): to give up
 * @error: why the file cannot be read at all
 *
 * Looks at a punch file without taking anything. Blocks.
 *
 * Returns: (transfer full) (nullable): what the file connector's probe found, an a{sv}, and
 *   "source": x, the source that it seems to belong to, 0 for none
 */
GVariant *muster_imports_preview (MusterOffice *office,
                                  MusterActor *actor,
                                  const char *path,
                                  GVariant *settings,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * muster_imports_run:
 * @office: the office
 * @actor: who imports
 * @source_id: the source it goes to
 * @path: the file
 * @settings: (nullable): an a{sv} of the file connector's fields
 * @progress: (nullable): who wants to know how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it after the last whole batch
 * @error: why nothing more could be taken; what was committed stays
 *
 * Imports a punch file. What the report says has come in is in the database for good. Safe
 * to run again, in any order. Blocks.
 *
 * Returns: (transfer full) (nullable): the report
 */
MusterImportRow *muster_imports_run (MusterOffice *office,
                                     MusterActor *actor,
                                     gint64 source_id,
                                     const char *path,
                                     GVariant *settings,
                                     MusterProgress progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GError **error);
