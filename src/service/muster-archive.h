/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-company.h"

/**
 * muster_archive_backup:
 * @company: an open company
 * @actor: who may administer
 * @path: the file to write; an older one is replaced only when the new one is whole
 * @progress: (nullable): who wants to know how far it is, in bytes
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up, which leaves no file
 * @error: why there is no backup
 *
 * Writes a consistent copy of the database and the key slots into one file, encrypted as the
 * database is, and reads it back before it says that all is well. Blocks.
 *
 * Returns: whether there is a good backup
 */
gboolean muster_archive_backup (MusterCompany *company,
                                MusterActor *actor,
                                const char *path,
                                MusterProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GError **error);

/**
 * muster_archive_restore:
 * @path: a backup
 * @folder: the company's folder; one that is there already is kept beside it, its name with
 *   ".before-restore" and a number
 * @user: (nullable): a user of the backup, as in muster_company_open()
 * @password: that user's password
 * @progress: (nullable): who wants to know how far it is, in bytes
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up, which changes nothing
 * @kept: (out) (optional) (nullable) (transfer full): where the old company is now
 * @error: a torn or foreign file, a wrong password; nothing is changed
 *
 * Puts a backup in place, after it was verified whole. Blocks.
 *
 * Returns: whether the backup is in place
 */
gboolean muster_archive_restore (const char *path,
                                 const char *folder,
                                 const char *user,
                                 const char *password,
                                 MusterProgress progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 char **kept,
                                 GError **error);
