/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/**
 * MusterDice:
 *
 * Chance that can be had again: the same numbers in, the same throws out, on every machine.
 */
typedef struct
{
  guint64 state;
} MusterDice;

/**
 * muster_dice_new:
 * @seed: decides everything
 * @whom: whose dice, such as a person's number
 * @what: what they are for, such as a date or a letter
 *
 * Returns: dice of their own, so that what is thrown for one person does not depend on how
 *   much was thrown for another
 */
MusterDice muster_dice_new (guint64 seed, guint64 whom, guint64 what);

/**
 * muster_dice_throw:
 * @dice: dice
 * @n: how many sides, from 1
 *
 * Returns: 0 … @n - 1
 */
guint muster_dice_throw (MusterDice *dice, guint n);

/**
 * muster_dice_between:
 * @dice: dice
 * @least: least number
 * @most: greatest number
 *
 * Returns: a number of these
 */
int muster_dice_between (MusterDice *dice, int least, int most);

/**
 * muster_dice_happens:
 * @dice: dice
 * @permille: how often of a thousand
 *
 * Returns: whether it happens this time
 */
gboolean muster_dice_happens (MusterDice *dice, guint permille);

/**
 * muster_dice_spread:
 * @dice: dice
 *
 * Returns: a number around 0, seldom beyond 2 on either side
 */
double muster_dice_spread (MusterDice *dice);
