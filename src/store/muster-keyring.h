/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_keyring_store:
 * @folder: the company's folder
 * @user: who lets the session keep it
 * @key: the database key
 * @label: what the desktop's key manager calls it, translated
 * @cancellable: (nullable): to give up
 * @error: %G_IO_ERROR_NOT_SUPPORTED when there is no Secret Service to be reached,
 *   %MUSTER_ERROR_STORAGE when it refused
 *
 * Lets the desktop's Secret Service keep the key. Blocks.
 *
 * Returns: whether it is kept
 */
gboolean muster_keyring_store (const char *folder,
                               const char *user,
                               GBytes *key,
                               const char *label,
                               GCancellable *cancellable,
                               GError **error);

/**
 * muster_keyring_lookup:
 * @folder: the company's folder
 * @user: whose
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_MISSING when it keeps none, else as muster_keyring_store()
 *
 * Returns: (transfer full) (nullable): the database key
 */
GBytes *muster_keyring_lookup (const char *folder,
                               const char *user,
                               GCancellable *cancellable,
                               GError **error);

/**
 * muster_keyring_clear:
 * @folder: the company's folder
 * @user: whose
 * @cancellable: (nullable): to give up
 * @error: as muster_keyring_store(); that it kept none is no error
 *
 * Returns: whether it keeps none now
 */
gboolean muster_keyring_clear (const char *folder,
                               const char *user,
                               GCancellable *cancellable,
                               GError **error);
