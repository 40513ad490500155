/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_language_begin:
 * @language: (nullable): "zh_CN" or "en"; %NULL for what the environment says
 * @error: a %MUSTER_ERROR_INVALID when Muster does not speak it, or the system has no locale to
 *   say it in
 *
 * Sets locale and translations of the program. Called once, before anything is shown. A
 * program that was not installed finds its translations in the build folder.
 *
 * Returns: whether that language is spoken from now on
 */
gboolean muster_language_begin (const char *language, GError **error);
