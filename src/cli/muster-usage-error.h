/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/**
 * MUSTER_USAGE_ERROR:
 *
 * The domain of what was asked wrongly: main ends with 2 for these and with 1 for all others.
 */
#define MUSTER_USAGE_ERROR (muster_usage_error_quark ())

/**
 * muster_usage_error_quark:
 *
 * Returns: the domain
 */
GQuark muster_usage_error_quark (void);

/**
 * muster_usage_error_set:
 * @error: (nullable): where to put it
 * @format: the message in plain words, already translated, and its arguments
 *
 * Says that the program was called wrongly. Returns %FALSE always.
 */
gboolean muster_usage_error_set (GError **error, const char *format, ...)
  G_GNUC_PRINTF (2, 3);
