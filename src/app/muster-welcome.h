/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/**
 * MusterWelcome:
 *
 * The first run: language and zone, company and password, recovery key, first steps.
 *
 * Signals: "opened" (pointer signin, string next), a #MusterSignin that the handler owns, and
 * what the user wants to do first: "people", "punches" or "". "language-changed" (): words
 * that are on the screen are in the old language; make a new welcome page.
 */
#define MUSTER_TYPE_WELCOME (muster_welcome_get_type ())
G_DECLARE_FINAL_TYPE (MusterWelcome, muster_welcome, MUSTER, WELCOME, GtkWidget)

/**
 * muster_welcome_new:
 * @folder: where the company will be
 * @settings: (nullable): where to keep the language
 *
 * Returns: (transfer floating): the first step
 */
MusterWelcome *muster_welcome_new (const char *folder, GSettings *settings);

/**
 * muster_welcome_build_print:
 * @self: the first run, when it has a recovery key
 *
 * Returns: (transfer full): what prints the recovery key
 */
GtkPrintOperation *muster_welcome_build_print (MusterWelcome *self);
