/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/**
 * MusterStrength:
 *
 * How long a password holds against someone who has a copy of the company folder.
 */
typedef enum
{
  MUSTER_STRENGTH_NONE, /* nothing typed */
  MUSTER_STRENGTH_WEAK, /* guessed in minutes */
  MUSTER_STRENGTH_FAIR,
  MUSTER_STRENGTH_GOOD,
  MUSTER_STRENGTH_STRONG, /* not guessed */
} MusterStrength;

/**
 * muster_strength_judge:
 * @password: what was typed
 * @user: (nullable): the user's name, which makes a bad password
 * @company: (nullable): the company's name, likewise
 *
 * Estimates the guesses that a password takes: repeated characters, runs like "1234" or "qwer",
 * years, common words and the names count for little. Nothing is kept.
 *
 * Returns: how strong it is
 */
MusterStrength muster_strength_judge (const char *password,
                                      const char *user,
                                      const char *company);

/**
 * muster_strength_say:
 * @strength: how strong
 *
 * Returns: (transfer none): a word for it and what would help, translated
 */
const char *muster_strength_say (MusterStrength strength);
