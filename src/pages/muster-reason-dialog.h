/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/**
 * MusterReasonFunc:
 * @reason: what the user gave, not empty
 * @data: as given
 */
typedef void (*MusterReasonFunc) (const char *reason, gpointer data);

/**
 * muster_reason_dialog_present:
 * @parent: a widget of the window
 * @title: what is being done
 * @subject: (nullable): to what
 * @verb: what the button says, with a mnemonic
 * @quick: (nullable) (array zero-terminated=1): reasons that one key gives, marked with N_ ():
 *   the first with 1, the second with 2 …
 * @func: called once, when a reason was given
 * @data: for @func
 * @destroy: (nullable): frees @data
 *
 * Asks for a reason, by a key or in words.
 */
void muster_reason_dialog_present (GtkWidget *parent,
                                   const char *title,
                                   const char *subject,
                                   const char *verb,
                                   const char *const *quick,
                                   MusterReasonFunc func,
                                   gpointer data,
                                   GDestroyNotify destroy);
