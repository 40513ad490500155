/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_secret_read:
 * @path: a file whose first line is the secret, "-" for standard input
 * @error: what went wrong; an empty line is refused
 *
 * Returns: (transfer full) (nullable): the secret; wipe it with muster_company_wipe()
 */
char *muster_secret_read (const char *path, GError **error);

/**
 * muster_secret_can_prompt:
 *
 * Returns: whether there is a terminal to ask at
 */
gboolean muster_secret_can_prompt (void);

/**
 * muster_secret_prompt:
 * @prompt: what to ask for, without a colon
 * @again: whether it is asked twice, for a new secret
 * @error: cancelled, no terminal, empty, the two differ
 *
 * Asks at the terminal without showing what is typed, wherever standard input and output go.
 *
 * Returns: (transfer full) (nullable): the secret; wipe it with muster_company_wipe()
 */
char *muster_secret_prompt (const char *prompt, gboolean again, GError **error);
