/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#define MUSTER_RECOVERY_BYTES 20

/**
 * muster_recovery_format:
 * @secret: 160 random bits
 *
 * Writes a recovery key as eight groups of five: four Crockford base32 digits and one that
 * checks them and their place.
 *
 * Returns: (transfer full): the text; wipe it
 */
char *muster_recovery_format (const guint8 secret[MUSTER_RECOVERY_BYTES]);

/**
 * muster_recovery_parse:
 * @text: what a person wrote: case, spaces and dashes as they come, O for 0, I and L for 1
 * @secret: (out): its 160 bits; wipe them
 * @error: %MUSTER_ERROR_INVALID with the field "recovery" that says which group has a slip
 *
 * Returns: whether @text is a recovery key, of whatever company
 */
gboolean muster_recovery_parse (const char *text,
                                guint8 secret[MUSTER_RECOVERY_BYTES],
                                GError **error);
