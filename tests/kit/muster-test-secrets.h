/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterTestSecrets:
 *
 * A Secret Service (org.freedesktop.secrets) on the session bus, with a keyring in memory: as much
 * of it as a desktop's key store does for one password. In a thread of its own, so that what
 * blocks can ask it.
 */
typedef struct _MusterTestSecrets MusterTestSecrets;

/* Begins to serve; returns when the name is taken. The bus must be one of the test's own */
MusterTestSecrets *muster_test_secrets_new (void);
void muster_test_secrets_free (MusterTestSecrets *secrets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterTestSecrets, muster_test_secrets_free)

/* How many passwords it keeps */
guint muster_test_secrets_count (MusterTestSecrets *secrets);

/* Whether some password that it keeps is this text */
gboolean muster_test_secrets_has (MusterTestSecrets *secrets, const char *text);

/* From now on it lets nobody read or write: as when the user does not unlock the keyring */
void muster_test_secrets_refuse (MusterTestSecrets *secrets, gboolean refuse);
