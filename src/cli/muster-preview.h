/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_preview_print:
 * @path: the file
 * @found: what muster_imports_preview() found
 * @json: whether programs read it
 *
 * Prints what is in a punch file: for people the counts that say something, the first punches and
 * the first faults; as JSON everything.
 */
void muster_preview_print (const char *path, GVariant *found, gboolean json);

/**
 * muster_preview_check:
 * @path: the file
 * @found: what muster_imports_preview() found
 * @error: a usage error that says which option to add
 *
 * Returns: whether the file can be imported without a further answer
 */
gboolean muster_preview_check (const char *path, GVariant *found, GError **error);
