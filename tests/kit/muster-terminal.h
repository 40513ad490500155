/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterTerminal:
 *
 * The simulated terminal of tests/kit, zk-terminal, run as a child. It listens on a port that it
 * chooses, takes orders from its standard input, and ends with it.
 */
typedef struct _MusterTerminal MusterTerminal;

/**
 * muster_terminal_new:
 * @options: its options beside "--port 0 --control", blanks between them
 *
 * Returns: (transfer full): the terminal, which listens already
 */
MusterTerminal *muster_terminal_new (const char *options);

void muster_terminal_free (MusterTerminal *terminal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterTerminal, muster_terminal_free)

/**
 * muster_terminal_get_port:
 * @terminal: a terminal
 *
 * Returns: the port that it listens on
 */
guint16 muster_terminal_get_port (MusterTerminal *terminal);

/**
 * muster_terminal_order:
 * @terminal: a terminal
 * @order: one line: options that hold from now on, "report", …
 *
 * Tells it what to do and waits until it did.
 *
 * Returns: (transfer full): the line that it answers
 */
char *muster_terminal_order (MusterTerminal *terminal, const char *order);
