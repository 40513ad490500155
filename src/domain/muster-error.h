/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterError:
 * @MUSTER_ERROR_DENIED: the actor may not do this
 * @MUSTER_ERROR_INVALID: a value has no meaning; muster_error_get_field() may name it
 * @MUSTER_ERROR_MISSING: what was named does not exist
 * @MUSTER_ERROR_CONFLICT: somebody else changed it first, or it exists already
 * @MUSTER_ERROR_LOCKED: the period is closed, the company is locked, or a password is wrong
 * @MUSTER_ERROR_PROTOCOL: a source said something that is not its protocol
 * @MUSTER_ERROR_STORAGE: the database or the disk failed
 *
 * What can go wrong in Muster. Cancelled, timed out and refused connections are #GIOErrorEnum.
 */
typedef enum
{
  MUSTER_ERROR_DENIED,
  MUSTER_ERROR_INVALID,
  MUSTER_ERROR_MISSING,
  MUSTER_ERROR_CONFLICT,
  MUSTER_ERROR_LOCKED,
  MUSTER_ERROR_PROTOCOL,
  MUSTER_ERROR_STORAGE,
} MusterError;

#define MUSTER_ERROR (muster_error_quark ())

/**
 * muster_error_quark:
 *
 * Gets the one error domain of Muster, an extended domain: use
 * muster_error_get_field() to read the field that an error names.
 */
GQuark muster_error_quark (void);

/**
 * muster_error_set:
 * @error: (nullable): where to put it
 * @code: the code
 * @format: the message in plain words, already translated, and its arguments
 *
 * Sets an error that names no field. Returns %FALSE always, so that a caller can return it.
 */
gboolean muster_error_set (GError **error, MusterError code, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/**
 * muster_error_set_field:
 * @error: (nullable): where to put it
 * @field: the name of the setting, argument or column at fault
 * @format: the message in plain words, already translated, and its arguments
 *
 * Sets a %MUSTER_ERROR_INVALID that names @field. Returns %FALSE always.
 */
gboolean muster_error_set_field (GError **error,
                                 const char *field,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (3, 4);

/**
 * muster_error_get_field:
 * @error: an error of any domain
 *
 * Gets the field that a %MUSTER_ERROR_INVALID names.
 *
 * Returns: (transfer none) (nullable): the field, or %NULL if it names none
 */
const char *muster_error_get_field (const GError *error);

/**
 * muster_error_set_value:
 * @error: (nullable): where to put it
 * @field: the name of the setting at fault
 * @value: the value that would mend it, should the user agree: the fingerprint of a certificate
 * @format: the message in plain words, already translated, and its arguments
 *
 * Sets a %MUSTER_ERROR_INVALID that names @field and proposes @value. Returns %FALSE always.
 */
gboolean muster_error_set_value (GError **error,
                                 const char *field,
                                 const char *value,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (4, 5);

/**
 * muster_error_get_value:
 * @error: an error of any domain
 *
 * Gets the value that a %MUSTER_ERROR_INVALID proposes for its field.
 *
 * Returns: (transfer none) (nullable): the value, or %NULL if it proposes none
 */
const char *muster_error_get_value (const GError *error);
