/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"
#include "muster-session.h"

/**
 * MusterSourceArgs:
 *
 * The settings of a kind of source, given as arguments of a command of their own beside those that
 * the command has: host=192.0.2.4 every=10.
 */
typedef struct _MusterSourceArgs MusterSourceArgs;

/**
 * muster_source_args_new:
 * @session: an open session
 * @command: (nullable): a command that takes settings, %NULL for an errand
 * @arguments: all arguments: what kind it is, or which source, is among them
 * @error: no such kind or source
 *
 * Returns: (transfer full) (nullable): the settings, %NULL without @error for a command that takes
 *   none
 */
MusterSourceArgs *muster_source_args_new (MusterSession *session,
                                          const MusterCommand *command,
                                          const char *const *arguments,
                                          GError **error);

void muster_source_args_free (MusterSourceArgs *args);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterSourceArgs, muster_source_args_free)

/**
 * muster_source_args_find:
 * @args: (nullable): the settings
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the setting of that name
 */
const MusterField *muster_source_args_find (MusterSourceArgs *args, const char *name);

/**
 * muster_source_args_set:
 * @args: the settings
 * @field: one of them
 * @value: its value; floating is sunk
 */
void muster_source_args_set (MusterSourceArgs *args,
                             const MusterField *field,
                             GVariant *value);

/**
 * muster_source_args_get_values:
 * @args: the settings
 *
 * Returns: (transfer full): those of the kind, secrets too, an a{sv}
 */
GVariant *muster_source_args_get_values (MusterSourceArgs *args);

/**
 * muster_source_args_finish:
 * @args: the settings
 * @values: the command's arguments
 *
 * Adds what was set to a command's arguments, under the names that they have there.
 */
void muster_source_args_finish (MusterSourceArgs *args, GVariantDict *values);

const char *muster_source_args_get_kind (MusterSourceArgs *args);
gint64 muster_source_args_get_source (MusterSourceArgs *args);
