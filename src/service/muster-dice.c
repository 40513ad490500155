/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-dice.h"

/* SplitMix64: one multiplication chain, good enough to invent people with. */
static guint64
dice_next (MusterDice *dice)
{
  guint64 z = dice->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return z ^ (z >> 31);
}

MusterDice
muster_dice_new (guint64 seed, guint64 whom, guint64 what)
{
  MusterDice dice = { seed };

  dice.state = dice_next (&dice) ^ (whom * G_GUINT64_CONSTANT (0xd1342543de82ef95));
  dice.state = dice_next (&dice) ^ (what * G_GUINT64_CONSTANT (0xaf251af3b0f025b5));
  dice_next (&dice);

  return dice;
}

guint
muster_dice_throw (MusterDice *dice, guint n)
{
  return (guint) ((dice_next (dice) >> 32) * n >> 32);
}

int
muster_dice_between (MusterDice *dice, int least, int most)
{
  return least + (int) muster_dice_throw (dice, (guint) (most - least) + 1);
}

gboolean
muster_dice_happens (MusterDice *dice, guint permille)
{
  return muster_dice_throw (dice, 1000) < permille;
}

double
muster_dice_spread (MusterDice *dice)
{
  double sum = 0.0;

  for (int i = 0; i < 4; i++)
    sum += muster_dice_throw (dice, 1 << 20) / (double) (1 << 20) - 0.5;

  return sum * 1.7;
}
