/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_interrupt_begin:
 *
 * From now on Ctrl-C and SIGTERM ask the program to stop instead of ending it; a second one
 * ends it. For work that writes: what only reads is simply ended.
 */
void muster_interrupt_begin (void);

/**
 * muster_interrupt_arrived:
 *
 * Returns: whether the program was asked to stop
 */
gboolean muster_interrupt_arrived (void);
