/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"
#include "muster-verb.h"

extern const MusterVerb muster_do_verb;

/**
 * muster_do_submit:
 * @session: an open session
 * @command: what to do
 * @values: its arguments by name, each of its field's type
 * @error: what stands against it
 *
 * Does it and prints what it returns as JSON.
 *
 * Returns: whether it was done
 */
gboolean muster_do_submit (MusterSession *session,
                           const MusterCommand *command,
                           GVariantDict *values,
                           GError **error);
