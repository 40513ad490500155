/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-keys.h"
#include "muster-vault.h"

#define MUSTER_TEST_USER "Warden"
#define MUSTER_TEST_PASSWORD "lantern over the gate"

/* The least that Argon2id takes: for tests only */
extern const MusterKeyCost muster_test_key_cost;

/**
 * MusterTestVault:
 * @folder: a temporary folder
 * @path: muster.db in it
 * @key: the database key
 * @slot: id of the first user's slot
 * @recovery: the recovery key
 * @vault: the open vault
 *
 * A company's folder that goes away with the test.
 */
typedef struct
{
  char *folder;
  char *path;
  GBytes *key;
  char *slot;
  char *recovery;
  MusterVault *vault;
} MusterTestVault;

MusterTestVault *muster_test_vault_new (void);
void muster_test_vault_free (MusterTestVault *test);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterTestVault, muster_test_vault_free)

/* Closes the vault and opens it again */
void muster_test_vault_reopen (MusterTestVault *test);

/* Runs @func in a transaction that must go well */
void muster_test_vault_write (MusterTestVault *test, MusterVaultFunc func, gpointer data);
void muster_test_vault_read (MusterTestVault *test, MusterVaultFunc func, gpointer data);

/* The first column of the first row of @sql, as a number, which must be there; the SQL must be
 * a literal */
gint64 muster_test_vault_number (MusterTestVault *test, const char *sql);

/* Makes a temporary folder, and takes a folder away with all that is in it */
char *muster_test_folder_new (void);
void muster_test_folder_remove (const char *folder);
