/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-shell.h"

/**
 * MusterLauncher:
 *
 * Ctrl+K: goes to a person, a date, a page, or does something, by a few letters.
 */
#define MUSTER_TYPE_LAUNCHER (muster_launcher_get_type ())
G_DECLARE_FINAL_TYPE (MusterLauncher, muster_launcher, MUSTER, LAUNCHER, AdwDialog)

/**
 * muster_launcher_present:
 * @shell: where to go to
 *
 * Opens the launcher over a shell.
 */
void muster_launcher_present (MusterShell *shell);

/**
 * muster_launcher_read_date:
 * @text: what was typed: "2026-03-05", "3-5", "3/5", "5", "3月5日", "20260305"
 * @today: the date that fills in what was left out: the latest such day up to a month ahead
 * @date: (out): the date meant
 *
 * Returns: whether @text means a date
 */
gboolean muster_launcher_read_date (const char *text, MusterDate today, MusterDate *date);
