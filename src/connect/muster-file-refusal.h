/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_file_refuse:
 * @name: the file's name without its folder
 * @data: (array length=length): its first bytes, some hundred will do
 * @length: how many
 * @error: %MUSTER_ERROR_PROTOCOL with the reason, and what to do instead
 *
 * Knows what is neither a text of punches nor a table, by its first bytes; and biometrics, which
 * have no place here, also by their name.
 *
 * Returns: %TRUE, with @error, when the file is such a thing
 */
gboolean muster_file_refuse (const char *name,
                             const guint8 *data,
                             gsize length,
                             GError **error);
