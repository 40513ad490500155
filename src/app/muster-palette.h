/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-shell.h"

/**
 * MusterPalette:
 *
 * Ctrl+K: goes to a person, a date, a page, or does something, by a few letters.
 */
#define MUSTER_TYPE_PALETTE (muster_palette_get_type ())
G_DECLARE_FINAL_TYPE (MusterPalette, muster_palette, MUSTER, PALETTE, AdwDialog)

/**
 * muster_palette_present:
 * @shell: where to go to
 *
 * Opens the palette over a shell.
 */
void muster_palette_present (MusterShell *shell);

/**
 * muster_palette_read_date:
 * @text: what was typed: "2026-03-05", "3-5", "3/5", "5", "3月5日", "20260305"
 * @today: the date that fills in what was left out: the latest such day up to a month ahead
 * @date: (out): the date meant
 *
 * Returns: whether @text means a date
 */
gboolean muster_palette_read_date (const char *text, MusterDate today, MusterDate *date);
