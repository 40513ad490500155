/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"

/**
 * MusterVault:
 *
 * The encrypted database of one company: one writer behind a lock, pooled readers that each
 * see a snapshot, WAL. Safe from any thread.
 */
#define MUSTER_TYPE_VAULT (muster_vault_get_type ())
G_DECLARE_FINAL_TYPE (MusterVault, muster_vault, MUSTER, VAULT, GObject)

/**
 * muster_vault_open:
 * @path: the database file
 * @key: the raw 256-bit key
 * @create: whether to make it when it is not there
 * @error: %MUSTER_ERROR_LOCKED for a wrong key, %MUSTER_ERROR_STORAGE for damage, a full disk, a
 *   schema from a newer Muster, or a library that does not encrypt; nothing is changed
 *
 * Opens and, if need be, migrates. Refuses unless the cipher answers.
 *
 * Returns: (transfer full) (nullable): the vault
 */
MusterVault *muster_vault_open (const char *path,
                                GBytes *key,
                                gboolean create,
                                GError **error);

/**
 * muster_vault_close:
 * @vault: a vault
 *
 * Waits for what runs, closes all connections, wipes the key. Later calls fail with
 * %MUSTER_ERROR_LOCKED.
 */
void muster_vault_close (MusterVault *vault);

/**
 * MusterVaultFunc:
 * @db: the connection, the function's own until it returns
 * @data: as given
 * @error: why it must not be
 *
 * Returns: whether to commit (writing), whether all went well (reading)
 */
typedef gboolean (*MusterVaultFunc) (MusterDb *db, gpointer data, GError **error);

/**
 * muster_vault_write:
 * @vault: a vault
 * @func: what to do between BEGIN IMMEDIATE and COMMIT; on %FALSE all is rolled back
 * @data: for @func
 * @cancellable: (nullable): interrupts while waiting for the lock and while @func runs
 * @error: what @func said, or what the commit did
 *
 * Returns: whether it was committed
 */
gboolean muster_vault_write (MusterVault *vault,
                             MusterVaultFunc func,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

/**
 * muster_vault_read:
 * @vault: a vault
 * @func: what to do in one read transaction, a snapshot
 * @data: for @func
 * @cancellable: (nullable): interrupts
 * @error: what @func said
 *
 * Returns: whether all went well
 */
gboolean muster_vault_read (MusterVault *vault,
                            MusterVaultFunc func,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);

/**
 * muster_vault_get_data_version:
 * @vault: a vault
 *
 * Returns: a number that changes when any process commits, 0 when it cannot be read
 */
gint64 muster_vault_get_data_version (MusterVault *vault);

/**
 * muster_vault_copy:
 * @vault: a vault
 * @path: the file to write, which must not be there
 * @progress: (nullable): told how far it is
 * @data: for @progress
 * @cancellable: (nullable): gives up, which leaves no file
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Writes a consistent copy, encrypted with the same key, while others read and write.
 *
 * Returns: whether there is a copy, on the disk for good
 */
gboolean muster_vault_copy (MusterVault *vault,
                            const char *path,
                            MusterDbProgress progress,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);

/**
 * muster_vault_verify:
 * @vault: a vault
 * @cancellable: (nullable): gives up
 * @error: %MUSTER_ERROR_STORAGE that says what is damaged
 *
 * Reads every page of the database and checks its seal and structure. Takes about a second
 * for each hundred megabytes.
 *
 * Returns: whether it is whole
 */
gboolean muster_vault_verify (MusterVault *vault,
                              GCancellable *cancellable,
                              GError **error);
