/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/**
 * muster_command_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): every command there is, in the order of
 *   their subjects
 */
const MusterCommand *const *muster_command_list (void);

/**
 * muster_command_find:
 * @name: "punch.void"
 *
 * Returns: (transfer none) (nullable): the command of that name
 */
const MusterCommand *muster_command_find (const char *name);

/**
 * muster_command_build_args:
 * @command: a command
 * @values: an a{sv} of arguments by name, each of its field's type
 * @error: a %MUSTER_ERROR_INVALID that names the field: unknown, missing, of another type,
 *   out of range
 *
 * Makes the tuple that the command wants. An argument that is left out has its field's
 * default; one with %MUSTER_FIELD_MAYBE is then nothing, which leaves the record as it is.
 *
 * Returns: (transfer floating) (nullable): arguments of type @command->args
 */
GVariant *muster_command_build_args (const MusterCommand *command,
                                     GVariant *values,
                                     GError **error);
